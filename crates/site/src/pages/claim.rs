//! A claim: what is said, who says so and who says otherwise, and how to cite it.

use askama::Template;
use axum::response::Response;
use sousveil_export::Citation;
use sousveil_model::claim::EXISTENCE;
use sousveil_model::id::{claim_id, entity_of_claim};
use sousveil_model::{Claim, Confidence, Entity, Evidence, EvidenceKind, Stage, Stance, confidence};

use super::company::changes;
use crate::address;
use crate::cx::Cx;
use crate::error::{Error, Replaced};
use crate::formats::Format;
use crate::language::{Language, Value, current, filters, marked, say, say_with};
use crate::lists;
use crate::response::{moved, page};
use crate::view::ending::Ending;
use crate::view::facts;
use crate::view::inline::{Inline, Line};
use crate::view::layout::{Form, Layout};
use crate::view::linked::Linked;
use crate::view::table::{Table, words as col};
use crate::words;

#[derive(Template)]
#[template(path = "claim.html")]
struct ClaimPage {
    layout: Layout,
    sentence: Line,
    confidence: Confidence,
    meaning: &'static str,
    evidence: Vec<Piece>,
    rivals: Table,
    history: Table,
    statement: String,
    ending: Ending,
}

/// One piece of evidence, told.
struct Piece {
    contradicts: bool,
    heading: Line,
    editorial: bool,
    about: Vec<(&'static str, Line)>,
    quotation: Option<String>,
    lang: Option<String>,
    as_written: Option<String>,
    note: Option<String>,
    citation: Option<String>,
}

pub(crate) fn show(cx: &Cx, raw: &str) -> Result<Response, Error> {
    let not_found = || {
        let id = sousveil_text::visible(raw, 120);
        Error::NotFound { what: say_with("claim-sought", &[("id", id.into())]) }
    };
    let (id, format) = Format::split(raw).ok_or_else(not_found)?;
    let asked = lists::only_version(cx)?;
    let owner = entity_of_claim(id).ok_or_else(not_found)?;
    let Some(entity) = cx.snapshot.entity(owner)? else { return elsewhere(cx, owner, id).ok_or_else(not_found) };
    let Some(claim) = entity.claims.iter().find(|c| c.id(&entity.id) == id) else {
        return Err(replaced(cx, &entity, id).unwrap_or_else(not_found));
    };
    if format == Format::Json {
        let only = Entity { claims: vec![claim.clone()], ..entity };
        return crate::formats::entity(cx, only, None);
    }
    let citation = Citation::of_claim(&cx.snapshot, cx.place(), &entity, claim);
    if let Format::Cite(form) = format {
        let sources = claim.evidence.iter().filter_map(|e| cx.snapshot.number(e.source.as_ref()?.as_str())).collect();
        return crate::formats::citations(cx, form, vec![citation], sources, id);
    }
    if format != Format::Html {
        return Err(not_found());
    }
    let caption = cx.caption(owner);
    let path = format!("/claims/{id}");
    let mut ending = Ending::new(&citation, &path, vec![Form::json(format!("{path}.json"))], say("claim-forms"));
    ending.open = true;
    let sentence = sentence(cx, &entity, &caption, claim);
    let dataset = &cx.snapshot.manifest().dataset.name;
    let template = ClaimPage {
        layout: Layout::new(Some(cx), title(&citation, &sentence))
            .crumb(address::of(&entity.schema, owner, &caption), caption.clone())
            .crumb(format!("/claims/{id}"), say("claim-kind"))
            .linked(Linked::of_claim(cx, claim, id, &sentence)?)
            .made_from(asked.as_deref()),
        sentence,
        confidence: confidence(&claim.evidence),
        meaning: words::meaning(confidence(&claim.evidence)),
        evidence: claim.evidence.iter().map(|e| piece(cx, e)).collect::<Result<_, _>>()?,
        rivals: rivals(cx, &entity, claim),
        history: changes(cx, owner),
        statement: sousveil_model::id::statement_id(dataset, owner, &claim.property, &claim.value, None),
        ending,
    };
    page(&template)
}

/// The claim in a sentence.
pub(crate) fn sentence(cx: &Cx, entity: &Entity, caption: &str, claim: &Claim) -> Line {
    if claim.property == EXISTENCE {
        let stage = entity.first("stage").and_then(|s| s.parse::<Stage>().ok()).unwrap_or(Stage::Unknown);
        let sure: &'static str = confidence(&claim.evidence).into();
        let sure = ("sure", sure.into());
        let key = match (entity.schema.as_str(), stage) {
            ("Transfer", Stage::Licensed) => "claim-licence-granted",
            ("Transfer", Stage::LicenceRefused) => "claim-licence-refused",
            ("Transfer", Stage::Advertised | Stage::Tendered) => "claim-offer-made",
            ("Transfer", _) => "claim-transfer-took-place",
            ("Incident", _) => "claim-incident-happened",
            _ => {
                let noun = ("noun", words::noun(&entity.schema).into());
                return of_name("claim-thing-exists", entity, caption, &[sure, noun]);
            }
        };
        return of_name(key, entity, caption, &[sure]);
    }
    let label = words::property(&entity.schema, &claim.property);
    of_name("claim-property-of", entity, caption, &[("property", label.into())])
        .then(Line::from(": "))
        .then(facts::value(cx, &entity.schema, claim))
        .then(Line::from("."))
}

/// A message in which the entity is named, with a link to its page.
fn of_name(key: &str, entity: &Entity, caption: &str, also: &[(&'static str, Value<'_>)]) -> Line {
    let href = address::of(&entity.schema, entity.id.as_str(), caption);
    let arguments = [&[("name", caption.into())], also].concat();
    let as_name = |part| match part {
        Inline::Link { href, text } => Inline::name(href, text),
        other => other,
    };
    Line(marked(key, &arguments, &[&href]).0.into_iter().map(as_name).collect())
}

/// The title of the page: in English that by which it is cited.
fn title(citation: &Citation, sentence: &Line) -> String {
    match current().language {
        Language::English => citation.title.clone(),
        _ => sentence.plain(),
    }
}

fn piece(cx: &Cx, evidence: &Evidence) -> Result<Piece, Error> {
    let source = match &evidence.source {
        Some(id) => cx.snapshot.entity(id.as_str())?,
        None => None,
    };
    let editorial = evidence.kind == EvidenceKind::Editorial;
    let heading = match (&evidence.source, &source) {
        (Some(id), Some(source)) => {
            Line::from(Inline::name(format!("/sources/{id}"), source.first("title").unwrap_or(id.as_str())))
        }
        (Some(id), None) => Line::from(say_with("claim-source-missing", &[("id", id.as_str().into())])),
        (None, _) => Line::from(say("claim-judgement")),
    };
    let mut about: Vec<(&'static str, Line)> = Vec::new();
    if let Some(source) = &source {
        about.extend(about_source(cx, source));
    }
    if let Some(locator) = &evidence.locator {
        about.push((say("claim-where-in-it"), locator.as_str().into()));
    }
    let grade = evidence.grade.map(|grade| words::word(grade.into()));
    about.push((say("claim-grade"), grade.map_or_else(|| say("claim-not-graded").into(), Line::from)));
    Ok(Piece {
        contradicts: evidence.stance == Stance::Contradicts,
        heading,
        editorial,
        about,
        quotation: evidence.quotation.clone().map(String::from),
        lang: source.as_ref().and_then(|s| s.first("language")).map(str::to_owned),
        as_written: evidence.as_written.clone().map(String::from),
        note: evidence.note.clone().map(String::from),
        citation: source.as_ref().map(|s| Citation::of_source(s).plain()),
    })
}

/// What a reader needs to find a source and weigh it.
pub(crate) fn about_source(cx: &Cx, source: &Entity) -> Vec<(&'static str, Line)> {
    let mut about: Vec<(&'static str, Line)> = vec![
        (say("claim-publisher"), known(source.first("publisher"))),
        (say("claim-published"), known(source.first("published"))),
        (say("thing-kind"), known(source.first("kind").map(words::word).as_deref())),
    ];
    let outer = |url: &str| match address::outer(url) {
        Some(url) => Line::from(Inline::Outer { href: url.to_owned(), text: url.to_owned() }),
        None => Line::from(url),
    };
    about.push((say("claim-address"), source.first("url").map_or_else(|| known(None), outer)));
    about.push((
        say("claim-archived"),
        source.first("archive_url").map_or_else(|| say("claim-none-recorded").into(), outer),
    ));
    let opened = if source.first("opened") == Some("yes") { "claim-opened-yes" } else { "claim-opened-no" };
    about.push((say("claim-opened"), say(opened).into()));
    let cites = Line::listed(source.values("cites").map(|id| cx.link(id)));
    if !cites.is_empty() {
        let label = match source.first("kind") {
            Some("dataset") => say("claim-dataset-citing"),
            Some("repost") => say("claim-repost-of"),
            _ => say("claim-cites"),
        };
        about.push((label, cites));
    }
    about
}

fn known(text: Option<&str>) -> Line {
    text.map_or_else(|| Inline::soft(say("thing-not-known")).into(), Line::from)
}

/// Other values that are held for the same property.
fn rivals(cx: &Cx, entity: &Entity, claim: &Claim) -> Table {
    let heads = [col(say("claim-value")), col(say("thing-confidence")), col(say("claim-kind"))];
    let mut table = Table::new(say("claim-rivals"), &heads);
    for other in entity.claims_of(&claim.property).filter(|c| c.value != claim.value) {
        table.rows.push(vec![
            facts::value(cx, &entity.schema, other),
            Inline::Confidence(confidence(&other.evidence)).into(),
            Inline::link(format!("/claims/{}", other.id(&entity.id)), say("claim-link")).into(),
        ]);
    }
    table
}

/// A claim of an entity that was merged: the same claim of the one that took its place, or that one's page.
fn elsewhere(cx: &Cx, owner: &str, id: &str) -> Option<Response> {
    let redirect = cx.snapshot.redirect(owner)?;
    let head = cx.snapshot.head_of(&redirect.new)?;
    let entity = cx.snapshot.entity(&redirect.new).ok().flatten()?;
    let tail = id.rsplit('-').next()?;
    let claim = entity.claims.iter().map(|c| c.id(&entity.id)).find(|c| c.rsplit('-').next() == Some(tail));
    Some(moved(&claim.map_or_else(|| address::of_entity(head), |claim| format!("/claims/{claim}"))))
}

/// The line of the history by which a claim got another value.
fn replaced(cx: &Cx, entity: &Entity, id: &str) -> Option<Error> {
    let was = cx.snapshot.changes().iter().rev().find(|c| {
        c.entity == entity.id.as_str() && !c.property.is_empty() && claim_id(&entity.id, &c.property, &c.old) == id
    })?;
    Some(Error::Replaced(Box::new(Replaced {
        entity: cx.snapshot.head_of(entity.id.as_str()).map_or_else(|| "/".to_owned(), address::of_entity),
        property: words::property(&entity.schema, &was.property).to_owned(),
        old: cx.caption(&was.old),
        new: if was.new.is_empty() { String::new() } else { cx.caption(&was.new) },
        date: was.date.clone(),
        reason: was.reason.clone(),
    })))
}
