//! The world by recorded deals, and the ways between one country and the others.

mod asked;
mod flows;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sousveil_export::by_country::{self, Places, Side, What};
use sousveil_picture::scene::Scene;
use sousveil_picture::world::{self, Place};

use crate::cx::Cx;
use crate::error::Error;
use crate::language::{filters, say, say_with};
use crate::response::{self, CachePolicy, Media, page};
use crate::style;
use crate::view::inline::{Inline, Line};
use crate::view::layout::{Form, Layout};
use crate::view::linked::Linked;
use crate::view::picture::{self, Drawn, Picture};
use crate::view::table::{Table, numbers, words as col};
use crate::words;

use asked::{Question, Row};
pub(crate) use flows::{ADDRESS as FLOWS, csv as flows_csv, draw as draw_flows, show as flows};

/// Where the map is.
pub(crate) const ADDRESS: &str = "/map";

/// The world, or what went between one country and the others.
#[derive(Template)]
#[template(path = "map.html")]
struct MapPage {
    layout: Layout,
    title: String,
    told: Vec<String>,
    rows: Vec<Row>,
    picture: Picture,
    table: Table,
    csv: String,
}

/// The page.
pub(crate) fn show(cx: &Cx) -> Result<Response, Error> {
    let question = Question::read(cx, ADDRESS, false)?;
    let places = question.asked.count(&cx.snapshot)?;
    let title = title(&question);
    let drawn = world_places(cx, &places);
    let links = drawn.iter().map(|place| (format!("m-{}", place.code), place.href.clone(), place.told())).collect();
    let csv = question.at("/map.csv");
    let alt = say_with("map-alt", &[("title", title.as_str().into())]);
    let picture = Picture::new(ADDRESS, &question.query(), world::size(), alt);
    let template = MapPage {
        layout: Layout::new(Some(cx), title.clone())
            .here("map")
            .about(say("map-about"))
            .crumb(ADDRESS, say("menu-map"))
            .forms(vec![Form::csv(csv.clone())])
            .linked(Linked::page(cx, "WebPage"))
            .also_style(style::MAP.address.clone())
            .made_from(question.data.as_deref()),
        told: told(&places, question.asked.side, question.asked.what),
        rows: question.rows(cx, [say("map-choice-recipients"), say("map-choice-suppliers")])?,
        table: table(cx, &question, &places, &title),
        picture: picture.links(links),
        title,
        csv,
    };
    page(&template)
}

/// The picture that is shown where nothing is narrowed, for another page.
pub(crate) fn of_all() -> Picture {
    Picture::new(ADDRESS, "", world::size(), say("map-alt-all"))
}

/// The picture.
pub(crate) fn draw(cx: &Cx, drawn: Drawn) -> Result<Response, Error> {
    let question = Question::read(cx, ADDRESS, false)?;
    picture::answer(cx, drawn, &question.query(), || scene(cx, &question))
}

fn scene(cx: &Cx, question: &Question) -> Result<Scene, Error> {
    let places = question.asked.count(&cx.snapshot)?;
    Ok(world::map(&title(question), &world_places(cx, &places), say("map-none")))
}

/// The figures.
pub(crate) fn csv(cx: &Cx) -> Result<Response, Error> {
    let question = Question::read(cx, ADDRESS, false)?;
    let csv = by_country::csv(&question.asked.count(&cx.snapshot)?, question.asked.what)?;
    Ok(response::answer(StatusCode::OK, Media::Csv, CachePolicy::Revalidate, csv))
}

/// Every country of the map, with its number.
fn world_places(cx: &Cx, places: &Places) -> Vec<Place> {
    let counts: std::collections::BTreeMap<&str, usize> =
        places.countries.iter().map(|(code, count)| (code.as_str(), *count)).collect();
    let codes = world::world().codes();
    codes.map(|code| place(cx, code, counts.get(code).copied().unwrap_or_default())).collect()
}

fn place(cx: &Cx, code: &str, count: usize) -> Place {
    Place { code: code.to_owned(), name: cx.caption(code), count: count as u64, href: format!("/countries/{code}") }
}

fn title(question: &Question) -> String {
    let title = match (question.asked.what, question.asked.side) {
        (What::Deals, Side::Recipient) => say("map-title-deals-recipient"),
        (What::Deals, Side::Exporter) => say("map-title-deals-supplier"),
        (What::Licences, Side::Recipient) => say("map-title-licences-recipient"),
        (What::Licences, Side::Exporter) => say("map-title-licences-supplier"),
    };
    title.to_owned()
}

/// How many, and what the map can't show of them.
fn told(places: &Places, side: Side, what: What) -> Vec<String> {
    let all = places.total as u64;
    if all == 0 {
        return vec![say("map-nothing").to_owned()];
    }
    let counted = match what {
        What::Deals => "map-counted-deals",
        What::Licences => "map-counted-licences",
    };
    let unknown = match side {
        Side::Recipient => "map-unknown-recipient",
        Side::Exporter => "map-unknown-supplier",
    };
    let mut lines = vec![say_with(counted, &[("n", all.into()), ("countries", places.countries.len().into())])];
    if places.unknown > 0 {
        lines.push(say_with(unknown, &[("n", places.unknown.into())]));
    }
    let off: usize = places.countries.iter().filter(|(code, _)| !world::world().has(code)).map(|(_, n)| n).sum();
    if off > 0 {
        lines.push(say_with("map-off", &[("n", off.into())]));
    }
    lines
}

fn table(cx: &Cx, question: &Question, places: &Places, caption: &str) -> Table {
    let side = question.asked.side;
    let what = match question.asked.what {
        What::Deals => say("picture-deals"),
        What::Licences => say("picture-licences"),
    };
    let where_to = match side {
        Side::Recipient => say("map-flows-from"),
        Side::Exporter => say("map-flows-to"),
    };
    let heads = [col(say("picture-country")), numbers(what), col(say("map-flows"))];
    let mut table = Table::new(caption, &heads);
    table.rows = places
        .countries
        .iter()
        .map(|(code, count)| {
            let list = Inline::link(question.list((side, code), None, &places.years), words::number(*count as u64));
            let mut about = question.clone();
            about.country = Some(code.clone());
            let flows = about.at(FLOWS);
            vec![cx.link(code).into(), list.into(), Inline::link(flows, where_to).into()]
        })
        .collect();
    if places.unknown > 0 {
        let count = Line::from(words::number(places.unknown as u64));
        table.rows.push(vec![Inline::soft(say("picture-not-known")).into(), count, Line::default()]);
    }
    table
}
