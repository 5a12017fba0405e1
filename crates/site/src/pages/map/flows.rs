//! From where one country received, or where its suppliers sold to.

use axum::http::StatusCode;
use axum::response::Response;
use sousveil_export::by_country::{self, Places, Side, What};
use sousveil_picture::scene::Scene;
use sousveil_picture::world::{self, Direction, Place};

use super::asked::Question;
use super::{MapPage, place, told};
use crate::cx::Cx;
use crate::error::Error;
use crate::language::{say, say_with};
use crate::response::{self, CachePolicy, Media, page};
use crate::style;
use crate::view::inline::{Inline, Line};
use crate::view::layout::{Form, Layout};
use crate::view::linked::Linked;
use crate::view::picture::{self, Drawn, Picture};
use crate::view::table::{Table, numbers, words as col};
use crate::words;

/// Where it is.
pub(crate) const ADDRESS: &str = "/flows";

/// What the address asks, and about which country.
fn read(cx: &Cx) -> Result<(Question, String), Error> {
    let question = Question::read(cx, ADDRESS, true)?;
    match question.country.clone() {
        Some(code) => Ok((question, code)),
        None => Err(Error::NotFound { what: say("flows-missing").to_owned() }),
    }
}

/// The page.
pub(crate) fn show(cx: &Cx) -> Result<Response, Error> {
    let (question, code) = read(cx)?;
    let partners = question.asked.partners(&cx.snapshot, &code)?;
    let title = title(cx, &question, &code);
    let drawn = others(cx, &partners);
    let links = drawn.iter().map(|place| (format!("m-{}", place.code), place.href.clone(), place.told())).collect();
    let csv = question.at("/flows.csv");
    let name = cx.caption(&code);
    let about = |key: &str| say_with(key, &[("name", name.as_str().into())]);
    let picture = Picture::new(
        ADDRESS,
        &question.query(),
        world::size(),
        say_with("flows-alt", &[("title", title.as_str().into())]),
    );
    let template = MapPage {
        layout: Layout::new(Some(cx), title.clone())
            .here("map")
            .about(about("flows-about"))
            .crumb(super::ADDRESS, say("menu-map"))
            .crumb(format!("/countries/{code}"), name.clone())
            .forms(vec![Form::csv(csv.clone())])
            .linked(Linked::page(cx, "WebPage"))
            .also_style(style::MAP.address.clone())
            .made_from(question.data.as_deref()),
        told: told(&partners, question.asked.side.other(), question.asked.what),
        rows: question.rows(cx, [&about("flows-choice-recipient"), &about("flows-choice-supplier")])?,
        table: table(cx, &question, &code, &partners, &title),
        picture: picture.links(links),
        title,
        csv,
    };
    page(&template)
}

/// The picture.
pub(crate) fn draw(cx: &Cx, drawn: Drawn) -> Result<Response, Error> {
    let (question, code) = read(cx)?;
    picture::answer(cx, drawn, &question.query(), || scene(cx, &question, &code))
}

fn scene(cx: &Cx, question: &Question, code: &str) -> Result<Scene, Error> {
    let partners = question.asked.partners(&cx.snapshot, code)?;
    let direction = match question.asked.side {
        Side::Recipient => Direction::Towards,
        Side::Exporter => Direction::Away,
    };
    Ok(world::flows(&title(cx, question, code), &place(cx, code, 0), &others(cx, &partners), direction))
}

/// The figures.
pub(crate) fn csv(cx: &Cx) -> Result<Response, Error> {
    let (question, code) = read(cx)?;
    let csv = by_country::csv(&question.asked.partners(&cx.snapshot, &code)?, question.asked.what)?;
    Ok(response::answer(StatusCode::OK, Media::Csv, CachePolicy::Revalidate, csv))
}

fn others(cx: &Cx, partners: &Places) -> Vec<Place> {
    partners.countries.iter().map(|(code, count)| place(cx, code, *count)).collect()
}

fn title(cx: &Cx, question: &Question, code: &str) -> String {
    let key = match (question.asked.what, question.asked.side) {
        (What::Deals, Side::Recipient) => "flows-title-deals-recipient",
        (What::Deals, Side::Exporter) => "flows-title-deals-supplier",
        (What::Licences, Side::Recipient) => "flows-title-licences-recipient",
        (What::Licences, Side::Exporter) => "flows-title-licences-supplier",
    };
    say_with(key, &[("name", cx.caption(code).into())])
}

fn table(cx: &Cx, question: &Question, here: &str, partners: &Places, caption: &str) -> Table {
    let side = question.asked.side;
    let what = match question.asked.what {
        What::Deals => say("picture-deals"),
        What::Licences => say("picture-licences"),
    };
    let mut table = Table::new(caption, &[col(say("picture-country")), numbers(what)]);
    table.rows = partners
        .countries
        .iter()
        .map(|(code, count)| {
            let list = question.list((side, here), Some((side.other(), code)), &partners.years);
            let name = if code == here {
                Line::from(say_with("flows-itself", &[("name", cx.caption(code).into())]))
            } else {
                cx.link(code).into()
            };
            vec![name, Inline::link(list, words::number(*count as u64)).into()]
        })
        .collect();
    if partners.unknown > 0 {
        table
            .rows
            .push(vec![Inline::soft(say("picture-not-known")).into(), words::number(partners.unknown as u64).into()]);
    }
    table
}
