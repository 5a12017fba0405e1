//! Marks the words that a reader looked for. The text is cut into pieces at the words' places; each piece is
//! escaped by the template, so a mark can never open a tag.

use sousveil_text::words;

use super::inline::{Inline, Piece};

/// How long a shown text may be, in characters, and how much of it stands before the first mark.
const LENGTH: usize = 240;
const BEFORE: usize = 60;

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Needles(Vec<String>);

impl Needles {
    pub(crate) fn new(query: &str) -> Self {
        Self(words(query).into_iter().map(|t| t.text).collect())
    }

    fn hits(&self, word: &str) -> bool {
        self.0.iter().any(|n| n == word || (n.chars().count() > 2 && word.starts_with(n.as_str())))
    }

    /// How many words are looked for.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// How many different words of the query a text holds.
    pub(crate) fn found_in(&self, text: &str) -> usize {
        let tokens = words(text);
        self.0.iter().filter(|n| tokens.iter().any(|t| t.text == **n || t.text.starts_with(n.as_str()))).count()
    }

    /// The text with marks, cut to a readable length around the first.
    pub(crate) fn mark(&self, text: &str) -> Inline {
        let places: Vec<(usize, usize)> =
            words(text).into_iter().filter(|t| self.hits(&t.text)).map(|t| (t.start, t.end)).collect();
        let start = places.first().map_or(0, |&(at, _)| begin(text, at));
        let end =
            text.get(start..).and_then(|rest| rest.char_indices().nth(LENGTH)).map_or(text.len(), |(at, _)| start + at);
        let mut pieces = Vec::new();
        let mut add = |marked: bool, text: Option<&str>| {
            if let Some(text) = text.filter(|t| !t.is_empty()) {
                pieces.push(Piece { marked, text: text.to_owned() });
            }
        };
        if start > 0 {
            add(false, Some("… "));
        }
        let mut at = start;
        for (from, to) in places {
            if from < at || to > end {
                continue;
            }
            add(false, text.get(at..from));
            add(true, text.get(from..to));
            at = to;
        }
        add(false, text.get(at..end));
        if end < text.len() {
            add(false, Some(" …"));
        }
        Inline::Marked(pieces)
    }
}

/// Where to begin so that the first mark is seen: at a space some way before it.
fn begin(text: &str, mark: usize) -> usize {
    let Some(before) = text.get(..mark) else { return 0 };
    let far: Vec<usize> = before.char_indices().rev().take(BEFORE).map(|(at, _)| at).collect();
    match far.last() {
        Some(&at) if at > 0 && far.len() == BEFORE => {
            text.get(at..).and_then(|t| t.find(' ')).map_or(at, |space| (at + space + 1).min(mark))
        }
        _ => 0,
    }
}
