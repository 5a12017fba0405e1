//! What happened when around a country, a company, a technology or the hits of a search, drawn and as a list.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sousveil_export::timeline::{self, About, Happening, Lane, Timeline};
use sousveil_export::{Voice, line_of};
use sousveil_model::PartialDate;
use sousveil_picture::Drawn;
use sousveil_picture::scene::Style;
use sousveil_picture::timeline::{self as picture, Item, Span, day};
use strum::VariantArray as _;

use crate::address::{self, encode, pairs};
use crate::cx::Cx;
use crate::error::{BadQuery, Error};
use crate::language::{filters, say, say_with};
use crate::response::{self, CachePolicy, Media, page};
use crate::view::inline::{Inline, Line};
use crate::view::layout::{Form, Layout};
use crate::view::linked::Linked;
use crate::view::picture::{self as view, Picture};
use crate::view::table::{Table, plain, words as col};
use crate::view::voice::VOICE;
use crate::words;

/// Where it is.
pub(crate) const ADDRESS: &str = "/timeline";

/// How many things of a lane are drawn by themselves; where there are more, those of a year stand together.
const ALONE: usize = 40;
/// How many lines the list has.
const TOLD: usize = 120;

#[derive(Template)]
#[template(path = "timeline.html")]
struct TimelinePage {
    layout: Layout,
    title: String,
    told: Vec<String>,
    zooms: Vec<(String, String, bool)>,
    picture: Option<Picture>,
    list: Table,
    csv: String,
}

/// What an address asks for.
struct Asked {
    about: About,
    /// Years that are looked at; all where nothing is said.
    window: Option<(u16, u16)>,
    data: Option<String>,
}

impl Asked {
    fn read(cx: &Cx) -> Result<Self, Error> {
        let (mut about, mut from, mut to, mut data) = (None, None, None, None);
        for (name, value) in pairs(cx.uri.query().unwrap_or("")) {
            let bad = |expected: &str| BadQuery::new(&name, &value, expected, "/transfers");
            let is = |schema: &str| cx.snapshot.head_of(&value).is_some_and(|head| head.schema == schema);
            let year = || value.parse::<u16>().ok().filter(|year| PartialDate::from_year(*year).is_some());
            match name.as_str() {
                "country" if is("Country") => about = Some(About::Country(value)),
                "country" => return Err(bad(say("picture-expected-country")).into()),
                "company" if is("Company") => about = Some(About::Company(value)),
                "company" => return Err(bad(say("picture-expected-company")).into()),
                "technology" if is("Technology") => about = Some(About::Technology(value)),
                "technology" => return Err(bad(say("picture-expected-technology")).into()),
                "q" if !value.trim().is_empty() => about = Some(About::Search(value)),
                "q" => return Err(bad(say("timeline-expected-words")).into()),
                "from" => from = Some(year().ok_or_else(|| bad(say("timeline-expected-year")))?),
                "to" => to = Some(year().ok_or_else(|| bad(say("timeline-expected-year")))?),
                "data" => data = Some(address::version(&value)),
                _ => return Err(bad(say("timeline-expected-name")).into()),
            }
        }
        let missing = || Error::NotFound { what: say("timeline-missing").to_owned() };
        let window = match (from, to) {
            (None, None) => None,
            (from, to) => {
                let (from, to) = (from.or(to).unwrap_or_default(), to.or(from).unwrap_or_default());
                Some((from.min(to), from.max(to)))
            }
        };
        Ok(Self { about: about.ok_or_else(missing)?, window, data })
    }

    fn query(&self, window: Option<(u16, u16)>) -> String {
        let about = match &self.about {
            About::Country(code) => format!("country={}", encode(code)),
            About::Company(id) => format!("company={}", encode(id)),
            About::Technology(key) => format!("technology={}", encode(key)),
            About::Search(words) => format!("q={}", encode(words)),
        };
        window.map_or_else(|| about.clone(), |(from, to)| format!("{about}&from={from}&to={to}"))
    }

    fn name(&self, cx: &Cx) -> String {
        match &self.about {
            About::Country(id) | About::Company(id) | About::Technology(id) => cx.caption(id),
            About::Search(words) => say_with("timeline-search", &[("words", sousveil_text::visible(words, 80).into())]),
        }
    }
}

/// Where the time line of something is: `country=uz`.
pub(crate) fn of(name: &str, value: &str) -> String {
    format!("{ADDRESS}?{name}={}", encode(value))
}

/// The page.
pub(crate) fn show(cx: &Cx) -> Result<Response, Error> {
    let asked = Asked::read(cx)?;
    let timeline = Timeline::of(&cx.snapshot, &asked.about, &VOICE)?;
    let name = asked.name(cx);
    let around = |key: &str| say_with(key, &[("name", name.as_str().into())]);
    let title = around("timeline-title");
    let query = asked.query(asked.window);
    let csv = format!("{ADDRESS}.csv?{}", asked.query(None));
    let lanes = lanes(&asked, &timeline);
    let (drawn, order) = drawn(&asked, &timeline, "");
    let links = order.iter().enumerate().filter_map(|(at, (lane, item))| {
        let item = lanes.get(*lane)?.items.get(*item)?;
        Some((format!("n-{at}"), item.href.clone(), item.told.clone()))
    });
    let size = (drawn.scene.width, drawn.scene.height);
    let alt = around("timeline-alt");
    let template = TimelinePage {
        layout: Layout::new(Some(cx), title.clone())
            .here("transfers")
            .about(around("timeline-about"))
            .crumb(format!("{ADDRESS}?{query}"), title.clone())
            .forms(vec![Form::csv(csv.clone())])
            .linked(Linked::page(cx, "WebPage"))
            .also_style(format!("{ADDRESS}.css?{query}"))
            .made_from(asked.data.as_deref()),
        told: sentences(&timeline, asked.window),
        zooms: zooms(&asked, &timeline),
        picture: (!order.is_empty()).then(|| Picture::new(ADDRESS, &query, size, alt).links(links.collect())),
        list: list(cx, &timeline, asked.window, around("timeline-list")),
        title,
        csv,
    };
    page(&template)
}

/// The picture.
pub(crate) fn draw(cx: &Cx, form: view::Drawn) -> Result<Response, Error> {
    let asked = Asked::read(cx)?;
    view::answer(cx, form, &asked.query(asked.window), || {
        let title = say_with("timeline-title", &[("name", asked.name(cx).into())]);
        Ok(drawn(&asked, &Timeline::of(&cx.snapshot, &asked.about, &VOICE)?, &title).0.scene)
    })
}

/// Where its links lie.
pub(crate) fn stylesheet(cx: &Cx) -> Result<Response, Error> {
    let asked = Asked::read(cx)?;
    let rules = drawn(&asked, &Timeline::of(&cx.snapshot, &asked.about, &VOICE)?, "").0.stylesheet(".over");
    Ok(response::answer(StatusCode::OK, Media::Css, CachePolicy::Revalidate, rules))
}

/// All of it, whatever years are looked at.
pub(crate) fn csv(cx: &Cx) -> Result<Response, Error> {
    let asked = Asked::read(cx)?;
    let csv = timeline::csv(&Timeline::of(&cx.snapshot, &asked.about, &Voice::ENGLISH)?, cx.place())?;
    Ok(response::answer(StatusCode::OK, Media::Csv, CachePolicy::Revalidate, csv))
}

/// A lane as a heading.
fn name(lane: Lane) -> &'static str {
    match lane {
        Lane::Deals => say("timeline-lane-deals"),
        Lane::Licences => say("timeline-lane-licences"),
        Lane::Measures => say("timeline-lane-measures"),
        Lane::Incidents => say("timeline-lane-incidents"),
        Lane::Ties => say("timeline-lane-ties"),
    }
}

/// A lane in a cell.
fn sort(lane: Lane) -> &'static str {
    match lane {
        Lane::Deals => say("timeline-sort-deals"),
        Lane::Licences => say("timeline-sort-licences"),
        Lane::Measures => say("timeline-sort-measures"),
        Lane::Incidents => say("timeline-sort-incidents"),
        Lane::Ties => say("timeline-sort-ties"),
    }
}

/// The years that are drawn.
fn window(asked: &Asked, timeline: &Timeline) -> (u16, u16) {
    asked.window.or_else(|| timeline.years()).unwrap_or((2000, 2000))
}

/// What is drawn.
fn lanes(asked: &Asked, timeline: &Timeline) -> Vec<picture::Lane> {
    let window = window(asked, timeline);
    let lanes = Lane::VARIANTS.iter().map(|lane| picture::Lane {
        name: name(*lane).to_owned(),
        items: items(asked, timeline.all.iter().filter(|own| own.lane == *lane).collect(), window),
    });
    lanes.collect()
}

/// The picture, and which things of the lanes it shows in which order.
fn drawn(asked: &Asked, timeline: &Timeline, title: &str) -> (Drawn, Vec<(usize, usize)>) {
    picture::draw(title, &lanes(asked, timeline), window(asked, timeline), say("timeline-not-dated"))
}

fn touches(own: &Happening, (first, last): (u16, u16)) -> bool {
    own.dates.is_none_or(|(from, to)| from.year() <= last && to.year() >= first)
}

/// The marks of a lane; where there are many, one for each year.
fn items(asked: &Asked, all: Vec<&Happening>, window: (u16, u16)) -> Vec<Item> {
    let all: Vec<&Happening> = all.into_iter().filter(|own| touches(own, window)).collect();
    let year = |own: &Happening| own.dates.map(|(from, _)| from.year());
    if all.len() <= ALONE {
        return all.into_iter().map(item).collect();
    }
    // They come in the order of their dates.
    all.chunk_by(|a, b| year(a) == year(b))
        .map(|same| match (same, same.first().and_then(|own| year(own))) {
            ([one], _) => item(one),
            (_, Some(year)) if window.0 != window.1 => {
                let counted = [("n", same.len().into()), ("year", year.to_string().into())];
                let told = say_with("timeline-several", &counted);
                let (first, last) = (day((year, 1, 1)), day((year, 12, 31)));
                Item {
                    name: told.clone(),
                    span: Some(Span { first, last, earlier: false, later: false }),
                    href: format!("{ADDRESS}?{}", asked.query(Some((year, year)))),
                    told,
                    // As sure as the least sure of them.
                    style: same.iter().map(|own| own.confidence).max().map_or(Style::Dotted, line_of),
                }
            }
            (_, at) => Item {
                name: say_with("timeline-several-listed", &[("n", same.len().into())]),
                span: at.map(|year| Span {
                    first: day((year, 1, 1)),
                    last: day((year, 12, 31)),
                    earlier: false,
                    later: false,
                }),
                href: "#list".to_owned(),
                told: say_with("timeline-several-told", &[("n", same.len().into())]),
                style: Style::Dotted,
            },
        })
        .collect()
}

fn item(own: &Happening) -> Item {
    let span = own.dates.map(|(from, to)| Span {
        first: day(from.first_day()),
        last: day(to.last_day()),
        earlier: own.earlier,
        later: own.later,
    });
    let told = [
        ("name", own.caption.as_str().into()),
        ("when", own.when.as_str().into()),
        ("confidence", words::word(own.confidence.into()).into()),
    ];
    Item {
        name: own.caption.clone(),
        span,
        href: address::of(&own.schema, &own.id, &own.caption),
        told: say_with("timeline-mark", &told),
        style: line_of(own.confidence),
    }
}

fn sentences(timeline: &Timeline, window: Option<(u16, u16)>) -> Vec<String> {
    let shown = |own: &&Happening| window.is_none_or(|window| touches(own, window));
    let count = |lane: Lane| timeline.all.iter().filter(shown).filter(|own| own.lane == lane).count() as u64;
    let told = [
        (Lane::Deals, "timeline-count-deals"),
        (Lane::Licences, "timeline-count-licences"),
        (Lane::Measures, "timeline-count-measures"),
        (Lane::Incidents, "timeline-count-incidents"),
        (Lane::Ties, "timeline-count-ties"),
    ];
    let told = told.into_iter().map(|(lane, key)| (count(lane), key)).filter(|(n, _)| *n > 0);
    let told: Vec<String> = told.map(|(n, key)| say_with(key, &[("n", n.into())])).collect();
    let mut lines = vec![if told.is_empty() {
        say("timeline-nothing").to_owned()
    } else {
        say_with("timeline-told", &[("list", words::and(&told).into())])
    }];
    let undated = timeline.all.iter().filter(|own| own.dates.is_none()).count() as u64;
    match undated {
        0 => {}
        1 => lines.push(say("timeline-undated-one").to_owned()),
        _ => lines.push(say_with("timeline-undated", &[("n", undated.into())])),
    }
    if timeline.left > 0 {
        lines.push(say_with("timeline-left", &[("n", timeline.left.into())]));
    }
    lines
}

/// All years, and stretches of them, each a link.
fn zooms(asked: &Asked, timeline: &Timeline) -> Vec<(String, String, bool)> {
    let Some((first, last)) = timeline.years() else { return Vec::new() };
    let link = |window: Option<(u16, u16)>| format!("{ADDRESS}?{}", asked.query(window));
    let mut zooms = vec![(say("timeline-all-years").to_owned(), link(None), asked.window.is_none())];
    let inside =
        |(from, to): (u16, u16)| timeline.all.iter().any(|own| own.dates.is_some() && touches(own, (from, to)));
    for from in (first / 5 * 5..=last).step_by(5) {
        let stretch = (from, from + 4);
        if inside(stretch) {
            zooms.push((format!("{from}–{}", from + 4), link(Some(stretch)), asked.window == Some(stretch)));
        }
    }
    // The single years of the stretch that is looked at.
    if let Some((from, _)) = asked.window {
        for year in (from / 5 * 5..from / 5 * 5 + 5).filter(|year| inside((*year, *year))) {
            zooms.push((year.to_string(), link(Some((year, year))), asked.window == Some((year, year))));
        }
    }
    zooms
}

fn list(cx: &Cx, timeline: &Timeline, window: Option<(u16, u16)>, caption: String) -> Table {
    let heads = [
        plain(say("picture-when")),
        col(say("timeline-what")),
        plain(say("timeline-sort")),
        plain(say("picture-confidence")),
    ];
    let mut table = Table::new(caption, &heads);
    let shown = timeline.all.iter().filter(|own| window.is_none_or(|window| touches(own, window)));
    let mut shown: Vec<&Happening> = shown.collect();
    shown.sort_by_key(|own| (own.dates.is_none(), own.dates.map(|dates| dates.0), &own.id));
    let row = |own: &&Happening| -> Vec<Line> {
        vec![
            own.when.clone().into(),
            cx.link(&own.id).into(),
            sort(own.lane).into(),
            Inline::Confidence(own.confidence).into(),
        ]
    };
    table.rows = shown.iter().take(TOLD).map(row).collect();
    if shown.len() > TOLD {
        table.more = say_with("timeline-more", &[("shown", TOLD.into()), ("n", shown.len().into())]).into();
    }
    table
}
