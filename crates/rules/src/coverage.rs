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
        if deal.exporters.is_empty() || deal.windows.is_empty() {
            return Tri::No;
        }
        let sides = deal.exporters.iter().chain(&deal.brokers);
        let each = sides.flat_map(|side| deal.windows.iter().map(|window| self.one(*side, &deal.recipients, *window)));
        each.fold(Tri::Yes, Tri::and)
    }

    fn one(&self, exporter: Country, recipients: &[Country], window: Window) -> Tri {
        let all = |needed: &[(&str, &str)]| {
            needed
                .iter()
                .fold(Tri::Yes, |known, (subject, kind)| known.and(self.line(subject, kind, recipients, window)))
        };
        let own = match members::in_union(exporter, window) {
            Tri::Yes => all(UNION),
            Tri::No => national(exporter).map_or(Tri::No, all),
            Tri::Possible => all(UNION).and(national(exporter).map_or(Tri::No, all)),
        };
        own.and(all(NATIONS))
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
