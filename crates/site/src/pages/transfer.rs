//! A transfer: every property as a claim with its own evidence, rival values side by side.

use askama::Template;
use axum::response::Response;
use sousveil_model::claim::EXISTENCE;
use sousveil_model::{Confidence, Stage};

use super::company::changes;
use super::entity::Subject;
use crate::error::Error;
use crate::language::{filters, say, say_with};
use crate::response::page;
use crate::view::ending::Ending;
use crate::view::inline::Line;
use crate::view::layout::Layout;
use crate::view::table::Table;
use crate::view::way::Way;
use crate::view::{facts, things, transfers};
use crate::words;

#[derive(Template)]
#[template(path = "transfer.html")]
struct TransferPage {
    layout: Layout,
    id: String,
    title: String,
    licence: bool,
    stage: String,
    confidence: Confidence,
    meaning: &'static str,
    when: String,
    sources_say: String,
    existence: Option<String>,
    summary: Option<String>,
    note: Option<String>,
    technologies: Vec<(Line, Option<String>)>,
    merged: Vec<String>,
    origin: Option<String>,
    way: Way,
    /// Whether a report can be made here.
    reports: bool,
    facts: Table,
    sources: Table,
    changes: Table,
    ending: Ending,
}

pub(crate) fn show(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let entity = &subject.entity;
    let stage: Stage = entity.first("stage").and_then(|s| s.parse().ok()).unwrap_or(Stage::Unknown);
    let confidence = entity.confidence();
    let mut technologies = Vec::new();
    for key in entity.values("technologies") {
        let can_see = cx.snapshot.entity(key)?.and_then(|t| t.first("can_see").map(str::to_owned));
        technologies.push((Line::from(cx.link(key)), can_see));
    }
    let origin = entity.origin.as_ref().map(|origin| {
        let title = cx
            .snapshot
            .manifest()
            .dataset
            .origin
            .get(origin.key.as_str())
            .map_or(origin.key.as_str(), |o| o.title.as_str());
        match &origin.id {
            Some(id) => say_with("transfer-origin", &[("title", title.into()), ("id", id.as_str().into())]),
            None => title.to_owned(),
        }
    });
    let about = if stage.is_licence() { "transfer-about-licence" } else { "transfer-about" };
    let told = [
        ("caption", subject.caption.as_str().into()),
        ("stage", words::stage(stage).into()),
        ("confidence", words::confidence(confidence).into()),
    ];
    let template = TransferPage {
        layout: subject.layout("transfers")?.about(say_with(about, &told)),
        id: entity.id.to_string(),
        title: subject.caption.clone(),
        licence: stage.is_licence(),
        stage: words::stage(stage).to_owned(),
        confidence,
        meaning: words::meaning(confidence),
        when: words::when(entity).unwrap_or_else(|| say("thing-not-known").to_owned()),
        sources_say: transfers::sources(cx.independence().count(entity)),
        existence: entity.claims_of(EXISTENCE).next().map(|c| format!("/claims/{}", c.id(&entity.id))),
        summary: entity.first("summary").map(str::to_owned),
        note: entity.first("note").map(str::to_owned),
        technologies,
        merged: merged(subject),
        origin,
        way: Way::of(cx, &cx.law().deal(&cx.snapshot, entity)),
        reports: cx.site.config.today.is_some(),
        facts: facts::table(cx, entity, &[])?,
        sources: things::sources(cx, entity)?,
        changes: changes(cx, subject.id()),
        ending: Ending::of_entity(cx, entity, subject.forms(), say("transfer-forms")),
    };
    page(&template)
}

/// Entries that were merged into this one.
fn merged(subject: &Subject<'_>) -> Vec<String> {
    let merged = subject.cx.snapshot.merged_into(subject.id());
    let told = |old: &str, date: &str, reason: &str| {
        say_with("transfer-merged", &[("old", old.into()), ("date", date.into()), ("reason", reason.into())])
    };
    merged.map(|r| told(&r.old, &r.date, &r.reason)).collect()
}
