//! What measures say of the deal, with the sources that they rest on.

use std::collections::HashMap;

use sousveil_rules::{Answer, Measure, Outcome, Target};
use sousveil_snapshot::Snapshot;

use crate::Error;
use crate::cite::Citation;
use crate::rules::evaluation::Evaluation;
use crate::rules::words;

/// Measures of which the same is to be said.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) title: &'static str,
    pub(super) lines: Vec<Line>,
}

/// A measure with its answer.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) id: String,
    pub(super) named: String,
    pub(super) aimed_at: String,
    pub(super) says: String,
    pub(super) binds: String,
    pub(super) period: String,
    pub(super) scope: String,
    pub(super) legal_basis: String,
    pub(super) because: Vec<String>,
    /// Numbers of [`Cited`].
    pub(super) sources: Vec<usize>,
}

/// A source, by the number under which the report cites it.
#[derive(Debug)]
pub(super) struct Cited {
    pub(super) number: usize,
    pub(super) id: String,
    pub(super) text: String,
    /// Where it can be read, if that is an address of the web.
    pub(super) url: Option<String>,
}

/// A control of an item that covers the technology or names the code.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) codes: String,
    pub(super) issuer: String,
    pub(super) technologies: String,
    pub(super) period: String,
    pub(super) then: String,
}

/// The measures in groups, the weightiest first, and their sources.
pub(super) fn groups(evaluation: &Evaluation<'_>, snapshot: &Snapshot) -> Result<(Vec<Group>, Vec<Cited>), Error> {
    let mut sources = Sources::default();
    let mut groups = Vec::new();
    let all: [(&str, Vec<&(Answer, &Measure)>); 4] = [
        ("Measures that stand in its way, or may", evaluation.standing().collect()),
        ("Only with goods or persons of the United States in it", evaluation.with_us_items().collect()),
        ("In force, but of another scope", evaluation.of_another_scope().collect()),
        ("Not in force at that time", evaluation.not_in_force().collect()),
    ];
    for (title, answers) in all {
        let lines = answers.into_iter().map(|(answer, measure)| {
            Ok(Line {
                id: measure.id.clone(),
                named: words::named(measure),
                aimed_at: aimed_at(snapshot, measure),
                says: Evaluation::outcome(answer),
                binds: words::binds(measure),
                period: words::period(measure),
                scope: measure.told.clone().unwrap_or_default(),
                legal_basis: measure.legal_basis.clone().unwrap_or_default(),
                because: evaluation.remarks(answer, measure),
                sources: sources.numbers(snapshot, measure)?,
            })
        });
        groups.push(Group { title, lines: lines.collect::<Result<_, Error>>()? });
    }
    Ok((groups, sources.all))
}

/// Whom or what a measure is aimed at.
fn aimed_at(snapshot: &Snapshot, measure: &Measure) -> String {
    let each = measure.targets.iter().filter_map(|target| match target {
        Target::Country(country) => Some(country.name().to_owned()),
        Target::Party(key) | Target::Group(key) => {
            Some(snapshot.head_of(key).map_or(key.as_str(), |head| head.caption).to_owned())
        }
        Target::Items => None,
    });
    let mut each: Vec<String> = each.collect();
    if each.is_empty() {
        each.clone_from(&measure.item_codes);
    }
    each.join("; ")
}

#[derive(Default)]
struct Sources {
    all: Vec<Cited>,
    numbers: HashMap<String, usize>,
}

impl Sources {
    fn numbers(&mut self, snapshot: &Snapshot, measure: &Measure) -> Result<Vec<usize>, Error> {
        let mut out = Vec::new();
        for id in &measure.sources {
            if let Some(number) = self.numbers.get(id) {
                out.push(*number);
                continue;
            }
            let number = self.all.len() + 1;
            let (text, url) = match snapshot.entity(id)? {
                Some(source) => {
                    let citation = Citation::of_source(&source);
                    let web = |address: &String| address.starts_with("https://") || address.starts_with("http://");
                    (citation.plain(), citation.address.filter(web))
                }
                None => (format!("{id}, which the data do not have"), None),
            };
            self.all.push(Cited { number, id: id.clone(), text, url });
            self.numbers.insert(id.clone(), number);
            out.push(number);
        }
        Ok(out)
    }
}

/// The controls of items that cover what is sold.
pub(super) fn items(evaluation: &Evaluation<'_>, snapshot: &Snapshot) -> Vec<Item> {
    let items = evaluation.answers.iter().filter(|(_, measure)| matches!(measure.targets.first(), Some(Target::Items)));
    let mut out: Vec<Item> = items.map(|(answer, measure)| item(answer, measure, snapshot)).collect();
    out.sort_by(|a, b| (&a.codes, &a.issuer, &a.period).cmp(&(&b.codes, &b.issuer, &b.period)));
    out
}

fn item(answer: &Answer, measure: &Measure, snapshot: &Snapshot) -> Item {
    use sousveil_rules::{Because, Scope};
    let technologies = match &measure.scope {
        Scope::Of(keys) => {
            let named = keys.iter().map(|key| {
                let part = if measure.partly.contains(key) { " (a part of it)" } else { "" };
                format!("{}{part}", snapshot.head_of(key).map_or(key.as_str(), |head| head.caption))
            });
            named.collect::<Vec<_>>().join(", ")
        }
        Scope::Any => "any".to_owned(),
        Scope::ArmsOnly | Scope::Unknown => String::new(),
    };
    let then = match answer.outcome {
        Outcome::NotInForce => words::why(answer, measure).join("; "),
        _ if answer.because.has(Because::Date) => "possibly in force".to_owned(),
        _ => "in force".to_owned(),
    };
    Item {
        codes: measure.item_codes.join("; "),
        issuer: measure.issuer.clone(),
        technologies,
        period: words::period(measure),
        then,
    }
}
