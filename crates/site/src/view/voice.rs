//! The voice of a page for what is told elsewhere: networks and time lines.

use sousveil_export::{Said, Voice};
use sousveil_picture::network::Kind;

use crate::language::{called, say, say_with};
use crate::words;

/// In the language of the page.
pub(crate) const VOICE: Voice = Voice {
    word: words::word,
    stage: words::stage,
    interval: words::interval,
    span: words::span,
    name: called,
    say: said,
};

fn said(said: Said<'_>) -> String {
    match said {
        Said::Makes => say("network-makes").to_owned(),
        Said::Undated => say("timeline-no-date").to_owned(),
        Said::Around(name) => say_with("network-title", &[("name", name.into())]),
        Said::One(kind) => words::noun(schema(kind)).to_owned(),
        Said::Many(kind, count) => {
            let group = match kind {
                Kind::Company => "network-group-companies",
                Kind::Agency => "network-group-agencies",
                Kind::Country => "network-group-countries",
                Kind::Product => "network-group-products",
                Kind::Measure => "network-group-measures",
            };
            say_with(group, &[("n", count.into())])
        }
        Said::LessSure => say("network-less-sure").to_owned(),
    }
}

fn schema(kind: Kind) -> &'static str {
    match kind {
        Kind::Company => "Company",
        Kind::Agency => "Agency",
        Kind::Country => "Country",
        Kind::Product => "Product",
        Kind::Measure => "Measure",
    }
}
