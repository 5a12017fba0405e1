//! The words in which networks and time lines are told: English in files, the reader's language on pages.

use sousveil_model::{Confidence, Stage};
use sousveil_picture::network::Kind;

use crate::words;

/// Something that a picture or a table says beside names, dates and words of closed lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said<'a> {
    /// Of a company and its product.
    Makes,
    /// Of what has no date.
    Undated,
    /// The title of a network around the entity of that name.
    Around(&'a str),
    /// What one of a kind is called.
    One(Kind),
    /// So many of a kind.
    Many(Kind, usize),
    /// What is neither confirmed nor reported.
    LessSure,
}

/// How all of that is said.
#[derive(Debug, Clone, Copy)]
pub struct Voice {
    /// A word of a closed list.
    pub word: fn(&str) -> String,
    /// How far a transfer got.
    pub stage: fn(Stage) -> &'static str,
    /// A date or an interval.
    pub interval: fn(&str) -> String,
    /// From when to when something counted.
    pub span: fn(Option<&str>, Option<&str>) -> String,
    /// What an entity is called, by its schema, its identifier, and its name in the data.
    pub name: fn(&str, &str, &str) -> String,
    /// Anything else.
    pub say: fn(Said<'_>) -> String,
}

impl Voice {
    /// In English.
    pub const ENGLISH: Self = Self {
        word: words::word,
        stage: Stage::label,
        interval: words::interval,
        span: words::span,
        name: |_, _, named| named.to_owned(),
        say: english,
    };

    /// How sure something is.
    pub(crate) fn confidence(&self, confidence: Confidence) -> String {
        (self.word)(confidence.into())
    }
}

fn english(said: Said<'_>) -> String {
    match said {
        Said::Makes => "makes".to_owned(),
        Said::Undated => "not dated".to_owned(),
        Said::Around(name) => format!("Around {name}"),
        Said::One(kind) => kinds(kind).0.to_owned(),
        Said::Many(kind, count) => format!("{count} {}", kinds(kind).1),
        Said::LessSure => "alleged, disputed or unknown".to_owned(),
    }
}

fn kinds(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Company => ("company", "companies"),
        Kind::Agency => ("agency", "agencies"),
        Kind::Country => ("country", "countries"),
        Kind::Product => ("product", "products"),
        Kind::Measure => ("measure", "measures"),
    }
}
