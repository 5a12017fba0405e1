//! Words, names, links and marks inside a cell or a sentence.

use askama::Template;
use askama::filters::HtmlSafe;
use sousveil_model::Confidence;

use crate::language::filters;
use crate::words;

/// One part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Inline {
    /// Words of ours.
    Text(String),
    /// Words that matter less.
    Soft(String),
    /// A link whose text is words of ours.
    Link { href: String, text: String },
    /// A link whose text is a name, in whatever script.
    Name { href: String, text: String },
    /// A link away from here.
    Outer { href: String, text: String },
    /// Words of the data, which are in English.
    English(String),
    /// Words of a source, in its language where that is known.
    Quoted { lang: Option<String>, text: String },
    /// Words of which some are marked.
    Marked(Vec<Piece>),
    /// How sure something is: a word and a shape.
    Confidence(Confidence),
    /// A new line.
    Break,
}

/// A part of a text with marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) marked: bool,
    pub(crate) text: String,
}

impl Inline {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn soft(text: impl Into<String>) -> Self {
        Self::Soft(text.into())
    }

    pub(crate) fn link(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Link { href: href.into(), text: text.into() }
    }

    pub(crate) fn name(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Name { href: href.into(), text: text.into() }
    }
}

/// A line, or the content of a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "part/line.html")]
pub(crate) struct Line(pub(crate) Vec<Inline>);

impl HtmlSafe for Line {}

impl Line {
    /// Words of the data, which are in English.
    pub(crate) fn english(text: &str) -> Self {
        Inline::English(text.to_owned()).into()
    }

    /// Things with commas between.
    pub(crate) fn listed(things: impl IntoIterator<Item = Inline>) -> Self {
        let mut line = Vec::new();
        for thing in things {
            if !line.is_empty() {
                line.push(Inline::text(", "));
            }
            line.push(thing);
        }
        Self(line)
    }

    /// Adds another line below, unless one of them is empty.
    pub(crate) fn below(mut self, other: Self) -> Self {
        if !self.0.is_empty() && !other.0.is_empty() {
            self.0.push(Inline::Break);
        }
        self.0.extend(other.0);
        self
    }

    /// Goes on in the same line.
    pub(crate) fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    pub(crate) fn push(&mut self, part: Inline) {
        self.0.push(part);
    }

    /// The words alone.
    pub(crate) fn plain(&self) -> String {
        let mut out = String::new();
        for part in &self.0 {
            match part {
                Inline::Text(text)
                | Inline::Soft(text)
                | Inline::Link { text, .. }
                | Inline::Name { text, .. }
                | Inline::Outer { text, .. }
                | Inline::English(text)
                | Inline::Quoted { text, .. } => out.push_str(text),
                Inline::Marked(pieces) => pieces.iter().for_each(|p| out.push_str(&p.text)),
                Inline::Confidence(confidence) => out.push_str(words::confidence(*confidence)),
                Inline::Break => out.push(' '),
            }
        }
        out
    }

    /// Whether nothing is said.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Inline> for Line {
    fn from(part: Inline) -> Self {
        Self(vec![part])
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Inline::text(text).into()
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Inline::Text(text).into()
    }
}

impl<T: Into<Line>> From<Option<T>> for Line {
    fn from(line: Option<T>) -> Self {
        line.map_or_else(Self::default, Into::into)
    }
}
