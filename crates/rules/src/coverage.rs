//! Whether the measures that could bind an exporter were looked for. Silence is told only where they were.

use sousveil_model::{Country, Coverage, Tri};

use crate::day::{Span, Window};
use crate::judge::Asked;
use crate::members;

/// What must have been looked for before it is said that an exporter of the European Union met none. What single member
/// states list besides is not asked for; where that was looked for stands in the table of coverage.
const UNION: &[(&str, &str)] = &[
    ("EU", "arms_embargo"),
    ("EU", "internal_repression_equipment"),
    ("EU", "surveillance_equipment"),
    ("EU", "item_control"),
];

/// The same for everybody.
const NATIONS: &[(&str, &str)] = &[("UN", "arms_embargo")];

/// The same for exporters of one country.
fn national(country: Country) -> Option<&'static [(&'static str, &'static str)]> {
    Some(match country.code() {
        "gb" => &[
            ("UK", "arms_embargo"),
            ("UK", "internal_repression_equipment"),
            ("UK", "surveillance_equipment"),
            ("UK", "item_control"),
        ],
        "us" => &[("US", "comprehensive"), ("US", "entity_list"), ("US", "item_control"), ("US", "sanctions")],
        "il" => &[("IL", "arms_embargo"), ("IL", "item_control")],
        "ch" => &[("CH", "arms_embargo"), ("CH", "surveillance_equipment"), ("CH", "item_control")],
        _ => return None,
    })
}

/// What must have been looked for before it is said of an exporter that it met none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needed {
    /// The exporter, or who stood between; nothing where nobody knows who exported.
    pub exporter: Option<Country>,
    /// Whose measures, as the table of coverage calls them, and of what kind; nothing where this program knows no list of
    /// what binds exporters of that country.
    pub of: Option<(&'static str, &'static str)>,
    /// Whether they were looked for, on every day that the dates can mean.
    pub looked: Tri,
}

/// One line of the table: looked for, whom, and when.
#[derive(Debug, Clone)]
struct Looked {
    subject: String,
    kind: String,
    target: Option<Country>,
    when: Span,
}

/// What was looked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lookout(Vec<Looked>);

impl Lookout {
    /// Lines that speak of no measures, or of a target that is no country, are passed over: they cover nothing here.
    pub(crate) fn new(coverage: &[Coverage]) -> Self {
        let date = |text: &str| text.parse().ok();
        let lines = coverage.iter().filter_map(|line| {
            let target = match line.target.as_str() {
                "" => None,
                code => Some(code.parse().ok()?),
            };
            let when = Span::sure(date(&line.from), date(&line.to));
            Some(Looked { subject: line.subject.clone(), kind: line.kind.clone(), target, when })
        });
        Self(lines.collect())
    }

    /// Whether all was looked for that could bind those who sold or stood between, on every day that the dates can mean.
    pub(crate) fn covers(&self, deal: &Asked) -> Tri {
        let mut all = Tri::Yes;
        self.each(deal, |need| all = all.and(need.looked));
        all
    }

    /// The same piece by piece, each once.
    pub(crate) fn needed(&self, deal: &Asked) -> Vec<Needed> {
        let mut out: Vec<Needed> = Vec::new();
        self.each(deal, |need| {
            match out.iter_mut().find(|known| (known.exporter, known.of) == (need.exporter, need.of)) {
                Some(known) => known.looked = known.looked.and(need.looked),
                None => out.push(need),
            }
        });
        out
    }

    fn each(&self, deal: &Asked, mut take: impl FnMut(Needed)) {
        if deal.exporters.is_empty() {
            take(Needed { exporter: None, of: None, looked: Tri::No });
        }
        for side in deal.exporters.iter().chain(&deal.brokers) {
            for window in &deal.windows {
                self.one(*side, &deal.recipients, *window, &mut take);
            }
        }
    }

    fn one(&self, exporter: Country, recipients: &[Country], window: Window, take: &mut impl FnMut(Needed)) {
        let union = members::in_union(exporter, window);
        let own = if union == Tri::Yes { Some([].as_slice()) } else { national(exporter) };
        let of_union = if union == Tri::No { [].as_slice() } else { UNION };
        for (subject, kind) in of_union.iter().chain(own.unwrap_or_default()).chain(NATIONS) {
            let looked = self.line(subject, kind, recipients, window);
            take(Needed { exporter: Some(exporter), of: Some((*subject, *kind)), looked });
        }
        if own.is_none() {
            take(Needed { exporter: Some(exporter), of: None, looked: Tri::No });
        }
    }

    fn line(&self, subject: &str, kind: &str, recipients: &[Country], window: Window) -> Tri {
        let about = |line: &Looked| {
            line.subject == subject
                && line.kind == kind
                && line.target.is_none_or(|target| !recipients.is_empty() && recipients.iter().all(|r| *r == target))
        };
        self.0.iter().filter(|line| about(line)).fold(Tri::No, |known, line| known.or(line.when.holds(window)))
    }
}
