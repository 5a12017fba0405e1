//! All claims of an entity, property by property, each with its confidence, its evidence and its own page.

use sousveil_model::claim::EXISTENCE;
use sousveil_model::tables::{Cell, table_of_schema};
use sousveil_model::{Claim, Confidence, Entity, Evidence, EvidenceKind, Stage, Stance, confidence};

use super::inline::{Inline, Line};
use super::table::{Table, plain, words as col};
use crate::address;
use crate::cx::Cx;
use crate::error::Error;
use crate::language::{say, say_with};
use crate::words;

/// How many sources a row names; the claim's page names all.
const NAMED: usize = 3;

/// Properties of our tables whose values are told in words of the curators, which are English.
const TOLD_BY_US: [&str; 11] = [
    "summary",
    "note",
    "definition",
    "can_see",
    "cannot_see",
    "protects",
    "what",
    "target_group",
    "scope",
    "area",
    "condition",
];

/// The table of all claims of an entity. `also` hides properties that the page tells better.
pub(crate) fn table(cx: &Cx, entity: &Entity, hide: &[&str]) -> Result<Table, Error> {
    let mut table = Table::new(
        say("facts-caption"),
        &[
            col(say("facts-property")),
            col(say("facts-value")),
            plain(say("facts-confidence")),
            col(say("facts-rests-on")),
            plain(say("facts-claim")),
        ],
    );
    for claim in entity.claims.iter().filter(|c| !hide.contains(&c.property.as_str())) {
        let rivals = entity.claims_of(&claim.property).count() > 1 && !is_many(&entity.schema, &claim.property);
        table.rows.push(row(cx, entity, claim, rivals)?);
    }
    Ok(table)
}

fn row(cx: &Cx, entity: &Entity, claim: &Claim, rivals: bool) -> Result<Vec<Line>, Error> {
    let mut property = Line::from(words::property(&entity.schema, &claim.property));
    if rivals {
        property = property.below(Inline::soft(say("facts-differ")).into());
    }
    let written = as_written(claim);
    let mut shown = value(cx, &entity.schema, claim);
    if !written.is_empty() {
        shown = shown.below(Line::from(Inline::soft(format!("{} ", say("facts-as-written")))).then(written));
    }
    Ok(vec![
        property,
        shown,
        sure(claim),
        rests_on(cx, &claim.evidence)?,
        Inline::link(format!("/claims/{}", claim.id(&entity.id)), say("facts-open-claim")).into(),
    ])
}

/// The confidence in a claim; where the curators only judged, that is said instead.
fn sure(claim: &Claim) -> Line {
    let confidence = confidence(&claim.evidence);
    let judged = !claim.evidence.is_empty() && claim.evidence.iter().all(|e| e.kind == EvidenceKind::Editorial);
    if confidence == Confidence::Unknown && judged {
        return Inline::soft(say("facts-judgement")).into();
    }
    Inline::Confidence(confidence).into()
}

fn is_many(schema: &str, property: &str) -> bool {
    table_of_schema(schema).and_then(|t| t.column(property)).is_none_or(|c| c.many)
}

fn as_written(claim: &Claim) -> Line {
    let mut seen: Vec<&str> = Vec::new();
    for written in claim.evidence.iter().filter_map(|e| e.as_written.as_deref()) {
        if !seen.contains(&written) && written != claim.value {
            seen.push(written);
        }
    }
    Line::listed(seen.into_iter().map(|text| Inline::Quoted { lang: None, text: text.to_owned() }))
}

/// A value as a reader sees it.
pub(crate) fn value(cx: &Cx, schema: &str, claim: &Claim) -> Line {
    if claim.property == EXISTENCE {
        return say(if schema == "Transfer" { "facts-recorded-transfer" } else { "facts-recorded" }).into();
    }
    let text = claim.value.as_str();
    let cell = table_of_schema(schema).and_then(|t| t.column(&claim.property)).map_or(Cell::Name, |c| c.cell);
    match cell {
        Cell::Url => match address::outer(text) {
            Some(url) => Inline::Outer { href: url.to_owned(), text: url.to_owned() }.into(),
            None => text.into(),
        },
        Cell::Country => cx.link(text).into(),
        Cell::Bound => match text {
            "un" => words::bound(text).into(),
            code => Inline::name(format!("/countries/{code}"), words::bound(code)).into(),
        },
        Cell::Entity { or, .. } if or.contains(&text) => words::word(text).into(),
        Cell::Entity { .. } | Cell::Target => cx.link(text).into(),
        Cell::Date | Cell::Interval => words::interval(text).into(),
        Cell::Percentage => say_with("facts-percent", &[("n", text.into())]).into(),
        Cell::Word(_) if claim.property == "stage" => {
            text.parse::<Stage>().map_or_else(|_| words::word(text), |s| words::stage(s).to_owned()).into()
        }
        Cell::Word(_) => words::word(text).into(),
        Cell::Text if TOLD_BY_US.contains(&claim.property.as_str()) => Inline::English(text.to_owned()).into(),
        _ => Line::from(text),
    }
}

fn rests_on(cx: &Cx, evidence: &[Evidence]) -> Result<Line, Error> {
    if evidence.is_empty() {
        return Ok(Inline::soft(say("facts-no-evidence")).into());
    }
    let mut line = Line::default();
    for piece in evidence.iter().take(NAMED) {
        let mut named = match &piece.source {
            Some(id) => Line::from(Inline::name(format!("/sources/{id}"), short(cx, id.as_str())?)),
            None => Line::from(Inline::soft(say("facts-curators"))),
        };
        if piece.stance == Stance::Contradicts {
            named.push(Inline::text(format!(" {}", say("facts-contradicts"))));
        }
        line = line.below(named);
    }
    if evidence.len() > NAMED {
        line =
            line.below(Inline::soft(say_with("facts-more-sources", &[("n", (evidence.len() - NAMED).into())])).into());
    }
    Ok(line)
}

/// A source in a few words: publisher and year, or its title.
pub(crate) fn short(cx: &Cx, id: &str) -> Result<String, Error> {
    let Some(source) = cx.snapshot.entity(id)? else { return Ok(id.to_owned()) };
    let year: Option<String> = source.first("published").map(|d| d.chars().take(4).collect());
    let name = source.first("publisher").or_else(|| source.first("title")).unwrap_or(id);
    let name: String = name.chars().take(60).collect();
    Ok(match year {
        Some(year) => format!("{name} {year}"),
        None => name,
    })
}
