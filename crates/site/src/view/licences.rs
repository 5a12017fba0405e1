//! Rows of export licences. Statistics hold many identical lines; they are shown once with their number,
//! and each line keeps its own page.

use super::inline::{Inline, Line};
use super::table::{Table, numbers, words as col};
use super::transfers::{FEW, Transfer, what};
use crate::address::encode;
use crate::cx::Cx;
use crate::language::{country, marked, say, say_with};
use crate::words;

/// How many of a group's lines get a link of their own; the list has them all.
const LINKS: usize = 6;

/// A table of licences, `total` in all, of which the newest are given; identical lines of those together.
pub(crate) fn table(cx: &Cx, caption: &str, licences: &[Transfer], total: usize, rest: &str) -> Table {
    let mut table = Table::new(
        caption,
        &[
            col(say("licences-exporter")),
            col(say("licences-recipient")),
            col(say("licences-technology")),
            col(say("licences-when")),
            col(say("licences-decision")),
            numbers(say("licences-lines")),
            col(say("licences-evidence")),
        ],
    );
    let groups = groups(licences);
    for group in groups.iter().take(FEW) {
        let Some(first) = group.first() else { continue };
        let entity = &first.entity;
        let mut from = Line::listed(entity.values("supplier_country").map(|c| cx.link(c)));
        from = from.below(Line::listed(entity.values("supplier").map(|id| cx.link(id))));
        let to = Line::listed(entity.values("recipient_country").map(|c| cx.link(c)))
            .below(Line::listed(entity.values("end_user").map(|id| cx.link(id))));
        table.rows.push(vec![
            from,
            to,
            what(cx, entity),
            words::when(entity).into(),
            if first.stage == sousveil_model::Stage::Licensed {
                say("licences-granted")
            } else {
                say("licences-refused")
            }
            .into(),
            words::number(group.len() as u64).into(),
            links(group),
        ]);
    }
    let shown: usize = groups.iter().take(FEW).map(Vec::len).sum();
    if shown < total {
        let mut counts = vec![("shown", shown.into()), ("total", total.into())];
        let key = if licences.len() < total {
            counts.push(("newest", licences.len().into()));
            "licences-more-newest"
        } else {
            "licences-more"
        };
        table.more = marked(key, &counts, &[rest]);
    }
    table
}

/// Lines that say the same, in order of the first of each.
fn groups(licences: &[Transfer]) -> Vec<Vec<&Transfer>> {
    let mut groups: Vec<Vec<&Transfer>> = Vec::new();
    for licence in licences {
        match groups.iter_mut().find(|g| g.first().is_some_and(|first| same(first, licence))) {
            Some(group) => group.push(licence),
            None => groups.push(vec![licence]),
        }
    }
    groups
}

fn same(a: &Transfer, b: &Transfer) -> bool {
    a.stage == b.stage
        && [
            "supplier_country",
            "supplier",
            "recipient_country",
            "end_user",
            "technologies",
            "product",
            "agreed",
            "disclosed",
        ]
        .iter()
        .all(|p| a.entity.values(p).eq(b.entity.values(p)))
        && a.entity.sources() == b.entity.sources()
}

fn links(group: &[&Transfer]) -> Line {
    if let [one] = group {
        return Inline::link(one.href(), say("licences-line")).into();
    }
    let mut line = Line::default();
    for (at, licence) in group.iter().take(LINKS).enumerate() {
        if at > 0 {
            line.push(Inline::text(" "));
        }
        line.push(Inline::link(licence.href(), format!("{}", at + 1)));
    }
    if group.len() > LINKS
        && let Some(first) = group.first()
    {
        line.push(Inline::text(" "));
        line.push(Inline::link(list_of(first), say_with("licences-all", &[("n", group.len().into())])));
    }
    line
}

/// The list that holds the lines like this one.
fn list_of(licence: &Transfer) -> String {
    let act = if licence.stage == sousveil_model::Stage::Licensed { "licence" } else { "licence_refused" };
    let mut href = format!("/transfers?act={act}");
    for (facet, property) in [
        ("supplier_country", "supplier_country"),
        ("recipient_country", "recipient_country"),
        ("technology", "technologies"),
    ] {
        if let Some(value) = licence.entity.first(property) {
            href.push_str(&format!("&{facet}={}", encode(value)));
        }
    }
    match licence.year() {
        Some(year) => href.push_str(&format!("&year={year}")),
        None => href.push_str("&year=undated"),
    }
    href
}

/// "Germany, Italy and 2 more".
pub(crate) fn countries(codes: &[String]) -> String {
    let mut names: Vec<String> = codes.iter().take(3).map(|c| country(c)).collect();
    if codes.len() > 3 {
        names.push(say_with("licences-countries-more", &[("n", (codes.len() - 3).into())]));
    }
    words::and(&names)
}
