//! Rows of measures.

use sousveil_model::{Entity, PartialDate};
use sousveil_rules::{Kind, Measure, Scope};
use sousveil_snapshot::Sort;

use super::inline::{Inline, Line};
use super::table::{Head, Table, plain, words as col};
use super::transfers::{CAP, shown};
use crate::cx::Cx;
use crate::error::Error;
use crate::language::{say, say_with};
use crate::words;

/// Said wherever measures stand beside sales.
pub(crate) fn bind_only() -> &'static str {
    say("measures-binds-only")
}

/// How many technologies a row names; its page names all.
const MOST_TECHNOLOGIES: usize = 4;

/// A table of measures, newest first; the target is told where the page is not about it.
pub(crate) fn table(cx: &Cx, caption: &str, numbers: &[u32], target: bool) -> Result<Table, Error> {
    let ordered = cx.snapshot.in_order(numbers, Sort::Newest)?;
    let mut table = Table::new(caption, &heads(target));
    let shown = shown(ordered.len(), CAP);
    let measures = cx.entities(ordered.get(..shown).unwrap_or(&ordered))?;
    table.rows = measures.iter().map(|m| row(cx, m, target)).collect();
    if ordered.len() > shown {
        let more = Inline::link("/measures", say("measures-all"));
        let told = say_with("measures-shown", &[("shown", shown.into()), ("total", ordered.len().into())]);
        table.more = Line(vec![Inline::text(format!("{told} ")), more]);
    }
    Ok(table)
}

/// By whose lists a technology is controlled, oldest first.
pub(crate) fn items(cx: &Cx, technology: &str) -> Table {
    let mut table = Table::new(
        say("measures-items"),
        &[
            col(say("measures-issuer")),
            col(say("measures-codes")),
            col(say("measures-binds")),
            plain(say("measures-period")),
            plain(say("measures-effect")),
            col(say("measures-checked")),
        ],
    );
    let covers = |measure: &&Measure| {
        measure.kind == Kind::ItemControl
            && matches!(&measure.scope, Scope::Of(keys) if keys.iter().any(|key| key == technology))
    };
    let mut measures: Vec<&Measure> = cx.law().book().measures().iter().filter(covers).collect();
    measures.sort_by_key(|measure| (measure.from.or(measure.adopted), &measure.id));
    table.rows = measures
        .into_iter()
        .map(|measure| {
            let date = |date: Option<PartialDate>| date.map(|date| date.to_string());
            let bound: Vec<String> = measure.binds.iter().map(|bound| words::bound(&bound.to_string())).collect();
            let codes = match measure.item_codes.as_slice() {
                [] => say("measures-whole-list").to_owned(),
                codes => codes.join("; "),
            };
            vec![
                Inline::name(format!("/measures/{}", measure.id), measure.issuer.clone()).into(),
                codes.into(),
                if bound.is_empty() { say("measures-nobody").into() } else { bound.join(", ").into() },
                words::span(date(measure.from).as_deref(), date(measure.to).as_deref()).into(),
                words::word(measure.effect.into()).into(),
                say(if measure.verified { "measures-verified" } else { "measures-unverified" }).into(),
            ]
        })
        .collect();
    table
}

/// The headings of a table of measures.
pub(crate) fn heads(target: bool) -> Vec<Head> {
    let mut heads = vec![col(say("measures-issuer-and-kind"))];
    if target {
        heads.push(col(say("measures-target")));
    }
    heads.extend([
        col(say("measures-binds")),
        plain(say("measures-period")),
        plain(say("measures-effect")),
        col(say("measures-scope")),
        col(say("measures-checked")),
    ]);
    heads
}

/// A row of a table of measures.
pub(crate) fn row(cx: &Cx, measure: &Entity, target: bool) -> Vec<Line> {
    let issuer = measure.first("issuer").unwrap_or(say("measures-issuer-unknown"));
    let kind = measure.first("kind").map_or_else(|| say("measures-kind-unknown").to_owned(), words::word);
    let named = say_with("measures-named", &[("issuer", issuer.into()), ("kind", kind.into())]);
    let mut row = vec![Line::from(Inline::name(format!("/measures/{}", measure.id), named))];
    if target {
        row.push(self::target(cx, measure));
    }
    row.push(binds(measure));
    row.push(words::span(measure.first("from"), measure.first("to")).into());
    row.push(Line::listed(measure.values("effect").map(|e| Inline::text(words::word(e)))));
    let short = |scope| Inline::English(words::short(scope, if target { 76 } else { 110 }));
    let scope = measure.first("scope").map(short);
    row.push(Line::from(scope).below(technologies(cx, measure)));
    row.push(checked(measure).into());
    row
}

/// What a measure is aimed at.
pub(crate) fn target(cx: &Cx, measure: &Entity) -> Line {
    Line::listed(measure.values("target").map(|t| cx.link(t)))
}

/// Whom a measure binds, in words.
pub(crate) fn binds(measure: &Entity) -> Line {
    let bound: Vec<String> = measure.values("binds").map(words::bound).collect();
    match bound.as_slice() {
        [] if measure.first("effect") == Some("notice") => say("measures-nobody").into(),
        [] => Line::default(),
        all => all.join(", ").into(),
    }
}

fn technologies(cx: &Cx, measure: &Entity) -> Line {
    let keys: Vec<&str> = measure.values("technologies").collect();
    let shown = if keys.len() > MOST_TECHNOLOGIES + 1 { MOST_TECHNOLOGIES } else { keys.len() };
    let mut named: Vec<Inline> = keys
        .iter()
        .take(shown)
        .map(|key| match *key {
            "any" => Inline::soft(say("measures-any-technology")),
            "all_arms_only" => Inline::soft(words::word(key)),
            key => Inline::soft(cx.caption(key)),
        })
        .collect();
    if keys.len() > shown {
        named.push(Inline::soft(say_with("measures-more-technologies", &[("n", (keys.len() - shown).into())])));
    }
    Line::listed(named)
}

/// Whether the curators checked a measure against a source.
pub(crate) fn checked(measure: &Entity) -> &'static str {
    say(if measure.first("verified") == Some("yes") { "measures-verified" } else { "measures-unverified" })
}
