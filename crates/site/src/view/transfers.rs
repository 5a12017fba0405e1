//! Rows of deals and offers. Licences have a view of their own and never stand among them.

use sousveil_model::{Confidence, Entity, Stage};
use sousveil_snapshot::Facet;

use super::inline::{Inline, Line};
use super::table::{Head, Table, plain, words as col};
use crate::cx::Cx;
use crate::error::Error;
use crate::language::{country, marked, say, say_with};
use crate::words;

/// How many rows a table on an entity's page has; the list has the rest.
pub(crate) const CAP: usize = 40;
/// The same for tables of companies, agencies, products, incidents, measures and sources, which stand beside those.
pub(crate) const FEW: usize = 15;

/// How many of `total` rows a table with room for `most` shows: all, or a beginning. Whoever wants more than that wants
/// the list, and a page of a country with thousands stays as small and quick as the others.
pub(crate) fn shown(total: usize, most: usize) -> usize {
    if total <= most { total } else { most.min(FEW) }
}

/// A transfer and what was worked out for its row.
#[derive(Debug, Clone)]
pub(crate) struct Transfer {
    pub(crate) number: u32,
    pub(crate) entity: Entity,
    pub(crate) stage: Stage,
    pub(crate) date: Option<String>,
}

impl Transfer {
    pub(crate) fn new(cx: &Cx, number: u32) -> Result<Self, Error> {
        let entity = cx.snapshot.entity_at(number)?;
        let stage = entity.first("stage").and_then(|s| s.parse().ok()).unwrap_or(Stage::Unknown);
        let date = sousveil_export::dates::date_of(&entity);
        Ok(Self { number, entity, stage, date })
    }

    pub(crate) fn href(&self) -> String {
        format!("/transfers/{}", self.entity.id)
    }

    pub(crate) fn year(&self) -> Option<u16> {
        sousveil_snapshot::year_of(&self.entity)
    }
}

/// Transfers by number, newest first, undated last.
pub(crate) fn load(cx: &Cx, numbers: &[u32]) -> Result<Vec<Transfer>, Error> {
    let mut all: Vec<Transfer> = numbers.iter().map(|&n| Transfer::new(cx, n)).collect::<Result<_, _>>()?;
    all.sort_by(|a, b| b.date.cmp(&a.date).then(a.number.cmp(&b.number)));
    Ok(all)
}

/// Which sides of a transfer a table tells; the page that it stands on may be one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sides {
    /// The buyer's page: who supplied.
    Supplier,
    /// The supplier's page: who received.
    Recipient,
    /// Any other page.
    Both,
    /// A list of a hundred: both, with fewer links so that the page stays small.
    List,
}

/// A table of transfers, `total` in all, some of which are shown; `rest` is the address of the whole list.
pub(crate) fn table_of(cx: &Cx, caption: &str, shown: &[Transfer], total: usize, sides: Sides, rest: &str) -> Table {
    let mut heads: Vec<Head> = Vec::new();
    if sides != Sides::Recipient {
        heads.push(col(say("transfers-supplier")));
    }
    heads.push(match sides {
        Sides::Supplier => col(say("transfers-end-user")),
        _ => col(say("transfers-recipient")),
    });
    heads.extend([
        col(say("transfers-technology")),
        col(say("transfers-when")),
        plain(say("transfers-stage")),
        plain(say("transfers-confidence")),
        plain(say("transfers-evidence")),
    ]);
    let mut table = Table::new(caption, &heads);
    table.rows = shown.iter().map(|t| row(cx, t, sides)).collect();
    if total > shown.len() {
        table.more = marked("rows-more", &[("shown", shown.len().into()), ("total", total.into())], &[rest]);
    }
    table
}

/// One row of [`table_of`].
pub(crate) fn row(cx: &Cx, transfer: &Transfer, sides: Sides) -> Vec<Line> {
    let entity = &transfer.entity;
    let mut row = Vec::new();
    if sides != Sides::Recipient {
        row.push(supplier(cx, entity));
    }
    let end_users = Line::listed(entity.values("end_user").map(|id| cx.link(id)));
    row.push(match sides {
        Sides::Supplier => end_users,
        _ => Line::listed(entity.values("recipient_country").map(|c| cx.link(c))).below(end_users),
    });
    row.push(if sides == Sides::List { told(cx, entity) } else { what(cx, entity) });
    row.push(words::when(entity).into());
    row.push(stages(entity));
    row.push(Inline::Confidence(entity.confidence()).into());
    row.push(Inline::link(transfer.href(), sources(cx.independence().count(entity))).into());
    row
}

/// The stage in words; where the sources tell different ones, all of them.
fn stages(entity: &Entity) -> Line {
    let all: Vec<String> = entity.values("stage").map(|s| words::facet_value(Facet::Stage, s)).collect();
    match all.as_slice() {
        [] => Line::default(),
        [one] => one.as_str().into(),
        many => {
            let all = many.join(&format!(" {} ", say("transfers-or")));
            Line::from(all).below(Inline::soft(say("transfers-differ")).into())
        }
    }
}

fn supplier(cx: &Cx, entity: &Entity) -> Line {
    let names = Line::listed(entity.values("supplier").map(|id| cx.link(id)));
    let mut below = Vec::new();
    let from: Vec<String> = entity.values("supplier_country").map(country).collect();
    if !from.is_empty() {
        below.push(Inline::soft(from.join(", ")));
    }
    let mut line = if names.is_empty() { Line::from(Inline::soft(say("transfers-no-supplier"))) } else { names };
    line = line.below(Line(below));
    let through = Line::listed(entity.values("intermediary").map(|id| cx.link(id)));
    if !through.is_empty() {
        line = line.below(Line::from(format!("{} ", say("transfers-through"))).then(through));
    }
    line
}

/// Technology and product of a transfer.
pub(crate) fn what(cx: &Cx, entity: &Entity) -> Line {
    let technologies = Line::listed(entity.values("technologies").map(|key| cx.link(key)));
    let known: Vec<Inline> = entity.values("products").map(|id| cx.link(id)).collect();
    let names: Vec<String> = entity.values("products").map(|id| cx.caption(id)).collect();
    let folded = |text: &str| sousveil_text::fold(text);
    let says_no_more = |told: &str| names.iter().any(|name| folded(told).starts_with(&folded(name)));
    let as_told = entity.values("product").filter(|told| !says_no_more(told)).map(Inline::soft);
    technologies.below(Line::listed(known.into_iter().chain(as_told)))
}

/// The same without links.
fn told(cx: &Cx, entity: &Entity) -> Line {
    let technologies: Vec<String> = entity.values("technologies").map(|key| cx.caption(key)).collect();
    let product: Vec<String> = match entity.first("product") {
        Some(product) => vec![product.to_owned()],
        None => entity.values("products").map(|id| cx.caption(id)).collect(),
    };
    let line = if technologies.is_empty() { Line::default() } else { Line::from(technologies.join(", ")) };
    if product.is_empty() { line } else { line.below(Inline::soft(product.join(", ")).into()) }
}

/// "3 sources".
pub(crate) fn sources(count: usize) -> String {
    match count {
        0 => say("transfers-no-source").to_owned(),
        n => say_with("transfers-sources", &[("n", n.into())]),
    }
}

/// How many of some transfers are how sure, in words.
pub(crate) fn by_confidence(counts: &[(String, usize)]) -> String {
    let parts: Vec<String> = [
        (Confidence::Confirmed, "transfers-confirmed"),
        (Confidence::Reported, "transfers-reported"),
        (Confidence::Alleged, "transfers-alleged"),
        (Confidence::Disputed, "transfers-disputed"),
        (Confidence::Unknown, "transfers-ungraded"),
    ]
    .into_iter()
    .filter_map(|(confidence, key)| {
        let (_, n) = counts.iter().find(|(value, n)| *value == confidence.to_string() && *n > 0)?;
        Some(say_with(key, &[("n", (*n).into())]))
    })
    .collect();
    words::and(&parts)
}
