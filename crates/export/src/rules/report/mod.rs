//! The report on one deal, for the file of whoever has to decide: all that the data tell of it, in a form that can be
//! printed, kept and questioned.

mod html;
mod measures;
mod subject;
mod xlsx;

use sousveil_snapshot::Snapshot;

use super::evaluation::Evaluation;
use super::parties::{List, Place};
use super::{Law, words};
use crate::Error;
use crate::cite::short_hash;
use crate::screened::reasons;
use measures::{Cited, Group, Item};
pub use subject::{Subject, part};

/// What a report can't say, whatever the deal.
const LIMITS: [&str; 5] = [
    "Only measures that are recorded in the data are looked at, each as it is recorded; the law itself decides.",
    "A technology stands for its control codes. Whether a product meets the words of a code is for whoever knows it.",
    "Who owns or controls a party, and whom it buys for, was not looked at.",
    "A name that is alike is a reason to look and no proof; a name that is not found says only that these data and \
     lists do not have it.",
    "Rules that follow goods and persons of the United States are shown apart: whether any are in the deal decides.",
];

/// All that there is to say of a deal.
#[derive(Debug)]
pub struct Report {
    /// The day on which it was made, as `2026-11-27`.
    day: String,
    /// Data, lists and program: what, and which.
    made_of: Vec<(String, String)>,
    /// The deal as it was told.
    deal: Vec<(String, String)>,
    verdict: String,
    met: &'static str,
    dated: String,
    parties: Vec<Party>,
    groups: Vec<Group>,
    items: Vec<Item>,
    open: Vec<String>,
    looked: Vec<String>,
    sources: Vec<Cited>,
}

/// A line on a party: somebody whom it may be, or that nobody was found.
#[derive(Debug)]
struct Party {
    role: String,
    asked: String,
    /// Where somebody was found; empty where nobody was.
    place: String,
    id: String,
    caption: String,
    countries: String,
    score: String,
    why: String,
}

impl Report {
    /// Of a deal; `lists` are those in which its parties were looked up besides, `day` is the day on which it is made.
    ///
    /// # Errors
    ///
    /// Where the snapshot can't be read.
    pub fn of(law: &Law, snapshot: &Snapshot, subject: &Subject, lists: &[List<'_>], day: &str) -> Result<Self, Error> {
        let evaluation = Evaluation::of(law, &subject.deal);
        let (groups, sources) = measures::groups(&evaluation, snapshot)?;
        Ok(Self {
            day: day.to_owned(),
            made_of: made_of(law, snapshot, lists),
            deal: subject.told.clone(),
            verdict: words::verdict(&evaluation.verdict),
            met: evaluation.verdict.met.label(),
            dated: words::dated(&subject.deal.acts),
            parties: parties(subject, lists),
            items: measures::items(&evaluation, snapshot),
            open: open(&evaluation, subject),
            looked: evaluation.needed.iter().map(words::needed).collect(),
            groups,
            sources,
        })
    }
}

fn made_of(law: &Law, snapshot: &Snapshot, lists: &[List<'_>]) -> Vec<(String, String)> {
    let version = |snapshot: &Snapshot| {
        let manifest = snapshot.manifest();
        format!("{}, version {}, data {}", manifest.dataset.title, manifest.dataset.version, short_hash(manifest))
    };
    let mut out = vec![("Index".to_owned(), version(snapshot))];
    out.extend(lists.iter().map(|list| (format!("List {}", list.name), version(list.snapshot))));
    let count = law.book().measures().len();
    let unread = law.unread().len();
    let unread = if unread == 0 { String::new() } else { format!("; {unread} more could not be read") };
    out.push(("Measures".to_owned(), format!("{count} recorded, each judged{unread}")));
    out.push(("Program".to_owned(), concat!("Sousveil ", env!("CARGO_PKG_VERSION")).to_owned()));
    out
}

fn parties(subject: &Subject, lists: &[List<'_>]) -> Vec<Party> {
    let mut out = Vec::new();
    for looked in &subject.parties {
        let (role, asked) = (part(looked.role.into()), looked.name().to_owned());
        if looked.found.is_empty() {
            let beside = match lists.len() {
                0 => String::new(),
                1 => ", the list".to_owned(),
                n => format!(", the {n} lists"),
            };
            let why = format!("nobody of such a name in the index{beside} or among those whom measures name");
            let [place, id, caption, countries, score] = [const { String::new() }; 5];
            out.push(Party { role, asked, place, id, caption, countries, score, why });
            continue;
        }
        for found in &looked.found {
            let (place, id) = match &found.place {
                Place::Index(id) => ("index".to_owned(), id.clone()),
                Place::Measure => ("named by a measure".to_owned(), String::new()),
                Place::List(name, id) => (format!("list {name}"), id.clone()),
            };
            let countries: Vec<String> = found.countries.iter().map(|code| crate::rows::country_name(code)).collect();
            let told = found.is(&looked.asked);
            out.push(Party {
                role: role.clone(),
                asked: asked.clone(),
                place,
                id,
                caption: found.caption.clone(),
                countries: countries.join(", "),
                // The shortest way to write it, so that a spreadsheet has a number.
                score: ((f64::from(found.score) * 100.0).round() / 100.0).to_string(),
                why: match (told, subject.recorded) {
                    (true, true) => "recorded so in the index".to_owned(),
                    (true, false) => "told by its identifier".to_owned(),
                    _ => reasons(&found.explanations),
                },
            });
        }
    }
    out
}

/// What would have to be known to say more.
fn open(evaluation: &Evaluation<'_>, subject: &Subject) -> Vec<String> {
    let mut open = evaluation.open_questions();
    for looked in &subject.parties {
        for found in looked.found.iter().filter(|found| !found.is(&looked.asked)) {
            let place = match &found.place {
                Place::Index(_) => "in the index".to_owned(),
                Place::Measure => "whom a measure names".to_owned(),
                Place::List(name, _) => format!("on the list {name}"),
            };
            open.push(format!("whether “{}” is {} {place}", looked.name(), found.caption));
        }
    }
    open
}
