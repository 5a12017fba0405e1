//! How this is made, what its words mean, and where it ends.

use askama::Template;
use axum::response::Response;
use sousveil_model::{Confidence, Stage, vocabulary::words as closed};

use super::transfer::meaning;
use crate::address;
use crate::cx::Cx;
use crate::error::Error;
use crate::language::filters;
use crate::response::page;
use crate::view::layout::Layout;
use crate::view::linked::Linked;
use crate::{lists, words};

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage {
    layout: Layout,
    confidences: Vec<(Confidence, &'static str)>,
    stages: Vec<&'static str>,
    quoted: String,
    unverified: String,
    opened: String,
    licence: String,
    contact: Option<Contact>,
}

/// Where corrections go.
struct Contact {
    href: Option<String>,
    text: String,
}

pub(crate) fn show(cx: &Cx) -> Result<Response, Error> {
    let asked = lists::only_version(cx)?;
    let statistics = cx.snapshot.statistics();
    let all =
        [Confidence::Confirmed, Confidence::Reported, Confidence::Alleged, Confidence::Disputed, Confidence::Unknown];
    let stages = closed::<Stage>().into_iter().filter_map(|s| s.parse::<Stage>().ok()).map(Stage::label).collect();
    let contact = cx.site.config.corrections.as_ref().or(cx.snapshot.manifest().dataset.contact.as_ref());
    let template = AboutPage {
        layout: Layout::new(Some(cx), "Method and limits")
            .here("about")
            .crumb("/about", "About")
            .linked(Linked::page(cx, "AboutPage"))
            .made_from(asked.as_deref()),
        confidences: all.into_iter().map(|c| (c, meaning(c))).collect(),
        stages,
        quoted: format!(
            "{} of {} claims ({})",
            words::number(statistics.claims_with_quotation),
            words::number(statistics.claims),
            share(statistics.claims_with_quotation, statistics.claims)
        ),
        unverified: words::count(statistics.measures_unverified, "measure was", "measures were"),
        opened: words::number(statistics.sources_opened),
        licence: cx.snapshot.manifest().dataset.licence.clone(),
        contact: contact
            .map(|text| Contact { href: linkable(text), text: text.trim_start_matches("mailto:").to_owned() }),
    };
    page(&template)
}

/// A contact as an address, where it is one.
fn linkable(text: &str) -> Option<String> {
    let mail = text.strip_prefix("mailto:").is_some_and(|m| m.contains('@') && !m.contains(char::is_whitespace));
    (mail || address::outer(text).is_some()).then(|| text.to_owned())
}

/// A share in percent with one digit, in whole numbers: rounding must not depend on the machine.
fn share(part: u64, whole: u64) -> String {
    match (part * 1000).checked_div(whole) {
        None => "no share".to_owned(),
        Some(permille) => format!("{}.{} %", permille / 10, permille % 10),
    }
}
