//! Who may be meant by the names of a question, as a page shows it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use sousveil_screen::{Explanation, Params};
use sousveil_snapshot::Screened;

use super::question::{Item, Question};
use crate::address;
use crate::api::Book;
use crate::error::Error;
use crate::view::inline::{Inline, Line, Piece};
use crate::view::table::{Table, numbers, plain, words as col};
use crate::words::{count, noun, short};

/// How many entries a page shows, for all its names together where each has one.
const ROWS: usize = 100;
/// How many entries of one name are shown at most.
const MOST_OF_ONE: usize = 10;
/// How many characters of a text are shown.
const SHOWN: usize = 80;

/// An entry that may be meant, and the dataset that it lies in.
struct Hit<'a> {
    book: &'a Book,
    /// Whether it has a page here.
    own: bool,
    found: Screened,
}

/// What was found for a question.
pub(super) struct Found {
    pub(super) summary: String,
    pub(super) table: Table,
    /// What the table leaves out.
    pub(super) left_out: Vec<String>,
    /// The names of which no entry was found.
    pub(super) none: Vec<String>,
    /// The names that are no question.
    pub(super) wordless: Vec<String>,
    /// How a table was read, and what of it was not understood.
    pub(super) remarks: Vec<String>,
}

/// Looks each name up in each dataset.
pub(super) fn find(books: &[Arc<Book>], question: &Question, params: &Params, time: Duration) -> Result<Found, Error> {
    let begun = Instant::now();
    let (mut with, mut none, mut wordless) = (Vec::new(), Vec::new(), Vec::new());
    for item in &question.items {
        if begun.elapsed() > time {
            return Err(Error::Slow);
        }
        let Some(asked) = &item.asked else {
            wordless.push(shown(&item.name));
            continue;
        };
        let mut hits = Vec::new();
        for (at, book) in books.iter().enumerate() {
            let own = at == 0 && book.is_ours();
            let found = book.snapshot.screen(asked, params, MOST_OF_ONE)?.into_iter();
            hits.extend(found.map(|found| Hit { book, own, found }));
        }
        hits.sort_by(|a, b| b.found.score.total_cmp(&a.found.score));
        if hits.is_empty() { none.push(shown(&item.name)) } else { with.push((item, hits)) }
    }
    let matched = with.iter().filter(|(_, hits)| hits.iter().any(|hit| hit.found.is_match)).count();
    let each = (ROWS / with.len().max(1)).clamp(1, MOST_OF_ONE);
    let reasons = with.len() <= ROWS;
    let mut left_out = Vec::new();
    if with.iter().any(|(_, hits)| hits.len() > each) {
        let of_each = if question.is_list { " for each name" } else { "" };
        left_out.push(format!(
            "Shown are at most {each} entries{of_each}, the likeliest first; {} more reach {:.2}.",
            with.iter().map(|(_, hits)| hits.len().saturating_sub(each)).sum::<usize>(),
            params.cutoff
        ));
    }
    if !reasons {
        left_out.push("With so many names the reasons are left out: ask for fewer at once to see them.".to_owned());
    }
    Ok(Found {
        summary: summary(question, with.len(), matched, params),
        table: table(&with, each, reasons, question.is_list, params),
        left_out,
        none,
        wordless,
        remarks: question.remarks.clone(),
    })
}

fn summary(question: &Question, with: usize, matched: usize, params: &Params) -> String {
    let Params { cutoff, threshold, .. } = params;
    if !question.is_list {
        return match (with, matched) {
            // "No match" would be heard as an answer.
            (0, _) if question.items.iter().all(|item| item.asked.is_none()) => "Nothing was looked up.".to_owned(),
            (0, _) => "No match.".to_owned(),
            (_, 0) => format!("No match: entries are alike, none of them reaches {threshold:.2}."),
            _ => format!("A match: an entry reaches {threshold:.2}."),
        };
    }
    let all = count(question.items.len() as u64, "name was", "names were");
    format!(
        "{all} read. {matched} with a match ({threshold:.2} or more), {with} with an entry that reaches {cutoff:.2}."
    )
}

fn table(with: &[(&Item, Vec<Hit<'_>>)], each: usize, reasons: bool, is_list: bool, params: &Params) -> Table {
    let mut heads = vec![col("Entry"), numbers("Score"), plain("What it is called")];
    if is_list {
        heads.insert(0, col("Name asked for"));
    }
    if reasons {
        heads.push(col("Reasons"));
    }
    let mut table = Table::new("Entries that may be meant", &heads);
    for (item, hits) in with {
        for hit in hits.iter().take(each) {
            let Some(entry) = entry(hit) else { continue };
            let mut row = vec![entry, format!("{:.2}", hit.found.score).into(), verdict(&hit.found, params).into()];
            if is_list {
                row.insert(0, isolated(&item.name));
            }
            if reasons {
                row.push(why(&hit.found));
            }
            table.rows.push(row);
        }
    }
    table
}

/// An entry with the way to it: its page here, else where it stands in its list.
fn entry(hit: &Hit<'_>) -> Option<Line> {
    let head = hit.book.snapshot.head(hit.found.number)?;
    if hit.own {
        let name = Inline::name(address::of_entity(head), shown(head.caption));
        return Some(Line(vec![name, Inline::text(" "), Inline::soft(noun(head.schema))]));
    }
    let place = format!("{}, in {}: {}", head.schema, shown(&hit.book.title), shown(head.id));
    Some(isolated(head.caption).below(Inline::soft(place).into()))
}

fn verdict(found: &Screened, params: &Params) -> String {
    if found.is_match { "match".to_owned() } else { format!("below {:.2}", params.threshold) }
}

/// The reasons, the names first.
fn why(found: &Screened) -> Line {
    let name = |feature: &str| feature == "name_match";
    let mut reasons: Vec<(&str, &Explanation)> = found.explanations.iter().map(|(f, why)| (*f, why)).collect();
    reasons.sort_by_key(|(feature, _)| !name(feature));
    let mut line = Line::default();
    for (feature, why) in reasons {
        let mut reason = Line::default();
        let detail = why.detail.as_deref().unwrap_or(feature);
        match (&why.query, &why.candidate) {
            (_, Some(own)) if name(feature) => {
                reason = reason.then("compared with ".into()).then(isolated(own));
                reason.push(Inline::text(format!(": {detail}")));
            }
            (Some(asked), Some(own)) => {
                reason.push(Inline::text(format!("{detail}: {} / {}", shown(asked), shown(own))));
            }
            _ => reason.push(Inline::text(detail)),
        }
        line = line.below(reason);
    }
    line
}

/// A text in whatever script, which must not turn what stands around it.
fn isolated(text: &str) -> Line {
    Inline::Marked(vec![Piece { marked: false, text: shown(text) }]).into()
}

fn shown(text: &str) -> String {
    short(text, SHOWN)
}
