//! How this is made, what its words mean, and where it ends.

use askama::Template;
use axum::response::Response;
use sousveil_model::{Confidence, Stage, vocabulary::words as closed};

use crate::address;
use crate::cx::Cx;
use crate::error::Error;
use crate::language::{self, Choice, Language, filters, marked, say, say_with};
use crate::response::page;
use crate::view::inline::Line;
use crate::view::layout::Layout;
use crate::view::linked::Linked;
use crate::{lists, words};

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage {
    layout: Layout,
    confidences: Vec<(Confidence, &'static str)>,
    stages: String,
    quoted: String,
    unverified: u64,
    opened: u64,
    licence: String,
    corrections: Line,
    /// The same below a translation: whom a correction reaches is not left to a translation alone.
    corrections_in_english: Option<Line>,
}

pub(crate) fn show(cx: &Cx) -> Result<Response, Error> {
    let asked = lists::only_version(cx)?;
    let statistics = cx.snapshot.statistics();
    let all =
        [Confidence::Confirmed, Confidence::Reported, Confidence::Alleged, Confidence::Disputed, Confidence::Unknown];
    let stages: Vec<_> =
        closed::<Stage>().into_iter().filter_map(|s| s.parse::<Stage>().ok()).map(words::stage).collect();
    let contact = cx.site.config.corrections.as_deref().or(cx.snapshot.manifest().dataset.contact.as_deref());
    let (held, all_claims) = (statistics.claims_with_quotation, statistics.claims);
    let translated = language::current().language != Language::English;
    let template = AboutPage {
        layout: Layout::new(Some(cx), say("about-title"))
            .here("about")
            .crumb("/about", say("menu-about"))
            .linked(Linked::page(cx, "AboutPage"))
            .made_from(asked.as_deref()),
        confidences: all.into_iter().map(|c| (c, words::meaning(c))).collect(),
        stages: stages.join(", "),
        quoted: say_with(
            "about-limit-quoted",
            &[("n", held.into()), ("all", all_claims.into()), ("share", share(held, all_claims).into())],
        ),
        unverified: statistics.measures_unverified,
        opened: statistics.sources_opened,
        licence: cx.snapshot.manifest().dataset.licence.clone(),
        corrections: corrections(contact),
        corrections_in_english: translated.then(|| language::within(Choice::ENGLISH, || corrections(contact))),
    };
    page(&template)
}

/// What becomes of corrections, and where they go.
fn corrections(contact: Option<&str>) -> Line {
    let Some(contact) = contact else { return say("about-correct-none").into() };
    let told = [("contact", contact.trim_start_matches("mailto:").into())];
    match linkable(contact) {
        Some(href) => marked("about-correct-link", &told, &[href.as_str()]),
        None => say_with("about-correct-text", &told).into(),
    }
}

/// A contact as an address, where it is one.
fn linkable(text: &str) -> Option<String> {
    let mail = text.strip_prefix("mailto:").is_some_and(|m| m.contains('@') && !m.contains(char::is_whitespace));
    (mail || address::outer(text).is_some()).then(|| text.to_owned())
}

/// A share in percent with one digit, in whole numbers: rounding must not depend on the machine.
fn share(part: u64, whole: u64) -> String {
    match (part * 1000).checked_div(whole) {
        None => say("about-no-share").to_owned(),
        Some(permille) => {
            say_with("about-share", &[("whole", (permille / 10).into()), ("tenth", (permille % 10).into())])
        }
    }
}
