//! Tables. On a narrow screen the stylesheet turns each row of many cells into a card, so cells carry their heading; the
//! first cell is the card's own. End tags that HTML lets one leave out are left out: a list of a hundred rows stays small.

use askama::Template;
use askama::filters::HtmlSafe;

use super::inline::Line;
use crate::language::filters;

/// A column's heading.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    pub(crate) label: &'static str,
    /// Numbers stand at the right.
    pub(crate) number: bool,
    /// Its cells need no heading on a card: "3 sources" and "delivered" say what they are.
    pub(crate) plain: bool,
}

/// A heading over words.
pub(crate) const fn words(label: &'static str) -> Head {
    Head { label, number: false, plain: false }
}

/// A heading over numbers.
pub(crate) const fn numbers(label: &'static str) -> Head {
    Head { label, number: true, plain: false }
}

/// A heading over words that tell themselves what they are.
pub(crate) const fn plain(label: &'static str) -> Head {
    Head { label, number: false, plain: true }
}

/// A table. The first cell of a row names it. An empty cell says "not known".
#[derive(Debug, Clone, Template)]
#[template(path = "part/table.html")]
pub(crate) struct Table {
    pub(crate) caption: String,
    pub(crate) heads: Vec<Head>,
    pub(crate) rows: Vec<Vec<Line>>,
    /// Words below: where the rest is.
    pub(crate) more: Line,
}

impl HtmlSafe for Table {}

impl Table {
    pub(crate) fn new(caption: impl Into<String>, heads: &[Head]) -> Self {
        Self { caption: caption.into(), heads: heads.to_vec(), rows: Vec::new(), more: Line::default() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether its rows are too wide for a narrow screen. Three columns fit, and read better as a table.
    fn makes_cards(&self) -> bool {
        self.heads.len() > 3
    }

    fn cells<'a>(&'a self, row: &'a [Line]) -> impl Iterator<Item = (&'a Head, &'a Line)> {
        self.heads.iter().zip(row)
    }
}
