//! Who may be meant by the names of a question, as a page shows it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use sousveil_screen::{Explanation, Feature, Params};
use sousveil_snapshot::Screened;

use super::question::{Item, Question};
use crate::address;
use crate::api::Book;
use crate::error::Error;
use crate::language::{known, say, say_with};
use crate::view::inline::{Inline, Line, Piece};
use crate::view::table::{Table, numbers, plain, words as col};
use crate::words::{noun, short};

/// How many entries a page shows, for all its names together where each has one.
const ROWS: usize = 100;
/// How many entries of one name are shown at most.
const MOST_OF_ONE: usize = 10;
/// How many characters of a text are shown.
const SHOWN: usize = 80;
/// Holds the place of a name in a sentence until the sentence is taken apart there.
const NAME: &str = "\u{FFFC}";

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
        let key = if question.is_list { "screen-left-out-of-names" } else { "screen-left-out" };
        let more: usize = with.iter().map(|(_, hits)| hits.len().saturating_sub(each)).sum();
        let told = [
            ("each", each.into()),
            ("more", more.to_string().into()),
            ("cutoff", format!("{:.2}", params.cutoff).into()),
        ];
        left_out.push(say_with(key, &told));
    }
    if !reasons {
        left_out.push(say("screen-no-reasons").to_owned());
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
    let threshold = ("threshold", format!("{:.2}", params.threshold).into());
    if !question.is_list {
        return match (with, matched) {
            // "No match" would be heard as an answer.
            (0, _) if question.items.iter().all(|item| item.asked.is_none()) => say("screen-nothing").to_owned(),
            (0, _) => say("screen-no-match").to_owned(),
            (_, 0) => say_with("screen-none-reaches", &[threshold]),
            _ => say_with("screen-match", &[threshold]),
        };
    }
    let cutoff = ("cutoff", format!("{:.2}", params.cutoff).into());
    let read = say_with("screen-read", &[("n", question.items.len().into())]);
    let of_these =
        say_with("screen-of-these", &[("matched", matched.into()), threshold, ("reaching", with.into()), cutoff]);
    format!("{read} {of_these}")
}

fn table(with: &[(&Item, Vec<Hit<'_>>)], each: usize, reasons: bool, is_list: bool, params: &Params) -> Table {
    let mut heads =
        vec![col(say("screen-head-entry")), numbers(say("screen-head-score")), plain(say("screen-head-called"))];
    if is_list {
        heads.insert(0, col(say("screen-head-asked")));
    }
    if reasons {
        heads.push(col(say("screen-head-reasons")));
    }
    let mut table = Table::new(say("screen-entries"), &heads);
    for (item, hits) in with {
        for hit in hits.iter().take(each) {
            let Some(entry) = entry(hit) else { continue };
            let mut row = vec![entry, format!("{:.2}", hit.found.score).into(), verdict(&hit.found, params).into()];
            if is_list {
                row.insert(0, isolated(&item.name));
            }
            if reasons {
                row.push(why(&hit.found, params));
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
    let told = [("schema", head.schema.into()), ("list", shown(&hit.book.title).into()), ("id", shown(head.id).into())];
    Some(isolated(head.caption).below(Inline::soft(say_with("screen-place", &told)).into()))
}

fn verdict(found: &Screened, params: &Params) -> String {
    if found.is_match {
        return say("screen-called-match").to_owned();
    }
    say_with("screen-called-below", &[("threshold", format!("{:.2}", params.threshold).into())])
}

/// The reasons, the names first.
fn why(found: &Screened, params: &Params) -> Line {
    let name = |feature: &str| feature == "name_match";
    let mut reasons: Vec<(&str, &Explanation)> = found.explanations.iter().map(|(f, why)| (*f, why)).collect();
    reasons.sort_by_key(|(feature, _)| !name(feature));
    let mut line = Line::default();
    for (feature, why) in reasons {
        let detail = detail(feature, why, params);
        let reason = match (&why.query, &why.candidate) {
            (_, Some(own)) if name(feature) => compared(own, &detail),
            (Some(asked), Some(own)) => format!("{detail}: {} / {}", shown(asked), shown(own)).into(),
            _ => detail.into(),
        };
        line = line.below(reason);
    }
    line
}

/// Why a feature counts. Of names it is in English, for the reason comes as one text, word by word.
fn detail(feature: &str, why: &Explanation, params: &Params) -> String {
    let reason = known(&format!("screen-reason-{feature}"));
    if let (Some(reason), Ok(feature)) = (reason, feature.parse::<Feature>()) {
        let weight = format!("{:.2}", params.weights.get(feature));
        return say_with("screen-reason", &[("reason", reason.into()), ("weight", weight.into())]);
    }
    why.detail.as_deref().unwrap_or(feature).to_owned()
}

/// With which name of an entry it was compared. The name stands apart, in whatever script it is.
fn compared(own: &str, detail: &str) -> Line {
    let told = say_with("screen-compared", &[("name", NAME.into()), ("detail", detail.into())]);
    let (before, behind) = told.split_once(NAME).unwrap_or((&told, ""));
    Line::from(before).then(isolated(own)).then(behind.into())
}

/// A text in whatever script, which must not turn what stands around it.
fn isolated(text: &str) -> Line {
    Inline::Marked(vec![Piece { marked: false, text: shown(text) }]).into()
}

fn shown(text: &str) -> String {
    short(text, SHOWN)
}
