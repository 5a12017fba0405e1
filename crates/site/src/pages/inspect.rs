//! A link or a message that somebody was sent: is it tied to known spyware? It comes in a body, is kept nowhere, and stands in no
//! address, title or log. Who sits elsewhere is told to ask on his own machine, unless the operator lets others ask.

use askama::Template;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use sousveil_export::indicators::day;
use sousveil_text::visible;

use crate::address::pairs;
use crate::body::{Posted, is_form};
use crate::cx::Cx;
use crate::error::Error;
use crate::indicators::{Indicators, Inspector};
use crate::inspection::{self, Answer, Missed, Tone};
use crate::language::{filters, number, say, say_with, within};
use crate::lists;
use crate::response::{self, CachePolicy, Media};
use crate::view::inline::{Inline, Line};
use crate::view::layout::Layout;
use crate::view::linked::Linked;

/// Where the form is, and where it is sent to.
pub(crate) const ADDRESS: &str = "/inspect";
/// How many bytes a form may have: a message as it travels, each sign of which may take three.
const MOST_BODY: usize = 3 << 20;

#[derive(Template)]
#[template(path = "inspect.html")]
struct InspectPage {
    layout: Layout,
    /// Whether whoever asks may.
    may: bool,
    /// Whether what he pastes stays on his machine.
    stays: bool,
    answer: Option<Vec<Told>>,
    /// What there is to compare with.
    stock: String,
}

/// A line of the answer.
struct Told {
    depth: usize,
    tone: Tone,
    text: Line,
    english: Option<String>,
}

impl From<inspection::Line> for Told {
    fn from(line: inspection::Line) -> Self {
        let plain = |text: String| visible(&text, usize::MAX);
        let parts = line.link.as_ref().and_then(|link| Some((link, line.text.split_once(link.as_str())?)));
        let text = match parts {
            Some((link, (before, after))) => {
                let link = Inline::Outer { href: link.clone(), text: link.clone() };
                Line(vec![Inline::text(before), link, Inline::text(after)])
            }
            // A name may be made to turn the direction of writing, of which the page warns.
            None => plain(line.text).into(),
        };
        Self { depth: line.depth, tone: line.tone, text, english: line.english.map(plain) }
    }
}

/// The form.
pub(crate) fn form(cx: &Cx) -> Result<Response, Error> {
    lists::only_version(cx)?;
    shown(cx, None)
}

/// Reads the body of a form.
pub(crate) async fn receive(cx: &Cx, request: Request) -> Result<Posted, Error> {
    // Before a byte of it is read: what somebody was sent is no business of a server that may not be asked.
    may_ask(cx)?;
    if !is_form(request.headers()) {
        return Err(Error::not_a_form());
    }
    match Posted::receive(&cx.site, request.into_body(), MOST_BODY).await {
        Err(Error::BodyTooLarge(most)) => Err(Error::BadPaste(within(cx.choice, || {
            say_with("inspect-page-large", &[("most", number(most as u64 >> 20).into())])
        }))),
        received => received,
    }
}

/// The answer to a form.
pub(crate) fn answer(cx: &Cx, posted: &Posted) -> Result<Response, Error> {
    lists::only_version(cx)?;
    let fields = pairs(&String::from_utf8_lossy(&posted.body));
    let mut texts = fields.iter().filter(|(name, _)| name == "text").map(|(_, text)| text.trim());
    // Of several, one would be passed over in silence.
    let (Some(text), None) = (texts.next().filter(|text| !text.is_empty()), texts.next()) else {
        return Err(Error::BadPaste(say("inspect-page-empty").to_owned()));
    };
    let answer = inspected(cx, text.as_bytes())?;
    shown(cx, Some(answer.told(&cx.snapshot, cx.choice.language)?))
}

/// Holds a link, a text or a message against the indicators.
///
/// # Errors
/// Whoever asks may not, or as many are asking as may at once.
pub(crate) fn inspected<'c>(cx: &'c Cx, bytes: &[u8]) -> Result<Answer<'c>, Error> {
    let (indicators, inspector) = may_ask(cx)?;
    let mut answer = Answer::new(indicators.stock().clone());
    answer.inputs = 1;
    let today = cx.site.config.today.and_then(|today| today().replace('-', "").parse().ok());
    for part in (inspector.read)(bytes).ok_or(Error::Busy)? {
        answer.add(indicators.packs(), today, "", part);
    }
    // Where nobody could look, "none found" would be said of what nobody saw.
    if !answer.found() && answer.unread.iter().any(|one| one.place.is_empty() && matches!(one.what, Missed::Failed(_)))
    {
        return Err(Error::NotInspected);
    }
    Ok(answer)
}

/// The indicators and what reads messages, for those who may ask.
fn may_ask(cx: &Cx) -> Result<(&Indicators, &Inspector), Error> {
    let config = &cx.site.config;
    match (&config.indicators, &config.inspector) {
        (Some(indicators), Some(inspector)) if cx.is_local || inspector.for_others => Ok((indicators, inspector)),
        _ => Err(Error::NotHere),
    }
}

fn shown(cx: &Cx, answer: Option<Vec<inspection::Line>>) -> Result<Response, Error> {
    let stock = cx.site.config.indicators.as_ref().map(|indicators| indicators.stock());
    let page = InspectPage {
        // The title says nothing of what was asked: browsers keep titles.
        layout: Layout::new(Some(cx), say("inspect-page-title"))
            .here("inspect")
            .about(say("inspect-page-lead"))
            .crumb(ADDRESS, say("inspect-page-title"))
            .linked(Linked::page(cx, "WebPage")),
        may: may_ask(cx).is_ok(),
        stays: cx.is_local,
        answer: answer.map(|lines| lines.into_iter().map(Told::from).collect()),
        stock: stock.map_or_else(String::new, |stock| {
            let newest = stock.newest.map_or_else(|| say("thing-not-known").to_owned(), day);
            let arguments = [("n", number(stock.compared).into()), ("newest", newest.into())];
            say_with("inspect-page-stock", &arguments)
        }),
    };
    // It depends on where one sits, and an answer on what one was sent.
    Ok(response::answer(StatusCode::OK, Media::Html, CachePolicy::NoStore, response::written(&page)?))
}
