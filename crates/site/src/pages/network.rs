//! Who is tied to whom around an entry: drawn, and as a table. `?of=` is the entry in the middle, `?depth=` how far it goes.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sousveil_export::{Edge, Network, place};
use sousveil_picture::Drawn;
use sousveil_picture::network::Network as Plain;

use crate::address::{self, encode, pairs};
use crate::cx::Cx;
use crate::error::{BadQuery, Error};
use crate::formats::ENTITIES;
use crate::language::{filters, say, say_with};
use crate::response::{self, CachePolicy, Media, page};
use crate::view::inline::{Inline, Line};
use crate::view::layout::{Form, Layout};
use crate::view::linked::Linked;
use crate::view::picture::{self as view, Picture};
use crate::view::table::{Table, plain, words as col};
use crate::view::transfers;
use crate::view::voice::VOICE;

/// Where it is.
pub(crate) const ADDRESS: &str = "/network";

/// How many ties the table has.
const TOLD: usize = 100;
/// How far it may go.
const DEPTHS: [u32; 3] = [1, 2, 3];

#[derive(Template)]
#[template(path = "network.html")]
struct NetworkPage {
    layout: Layout,
    title: String,
    told: Vec<String>,
    depths: Vec<(String, String, bool)>,
    picture: Option<Picture>,
    ties: Table,
    others: Vec<Line>,
    forms: Vec<Form>,
}

/// What an address asks for.
struct Asked {
    of: String,
    depth: u32,
    data: Option<String>,
}

impl Asked {
    fn read(cx: &Cx) -> Result<Self, Error> {
        let mut asked = Self { of: String::new(), depth: 1, data: None };
        for (name, value) in pairs(cx.uri.query().unwrap_or("")) {
            let bad = |expected: &str| BadQuery::new(&name, &value, expected, "/companies");
            let drawn = |schema: &str| matches!(schema, "Company" | "Agency" | "Product");
            match name.as_str() {
                "of" if cx.snapshot.head_of(&value).is_some_and(|head| drawn(head.schema)) => asked.of = value,
                "of" => return Err(bad(say("network-expected-of")).into()),
                "depth" => {
                    let depth = value.parse().ok().filter(|depth| DEPTHS.contains(depth));
                    asked.depth = depth.ok_or_else(|| bad(say("network-expected-depth")))?;
                }
                "data" => asked.data = Some(address::version(&value)),
                _ => return Err(bad(say("network-expected-name")).into()),
            }
        }
        if asked.of.is_empty() {
            return Err(Error::NotFound { what: say("network-missing").to_owned() });
        }
        Ok(asked)
    }

    fn query(&self, depth: u32) -> String {
        let of = encode(&self.of);
        if depth == 1 { format!("of={of}") } else { format!("of={of}&depth={depth}") }
    }

    fn network(&self, cx: &Cx) -> Result<Network, Error> {
        let none = || Error::NotFound { what: say("network-missing-entry").to_owned() };
        let (place, sure) = (cx.place(), cx.independence());
        Network::around(&cx.snapshot, place, sure, &self.of, self.depth, ENTITIES, &VOICE)?.ok_or_else(none)
    }
}

/// The page.
pub(crate) fn show(cx: &Cx) -> Result<Response, Error> {
    let asked = Asked::read(cx)?;
    let network = asked.network(cx)?;
    let name = network.title.clone();
    let around = |key: &str| say_with(key, &[("name", name.as_str().into())]);
    let title = around("network-title");
    let head = cx.snapshot.head_of(&asked.of);
    let schema = head.map_or("Company", |head| head.schema);
    let drawn = drawn(cx, &network);
    let links = drawn.0.nodes.iter().enumerate();
    let links = links.map(|(at, node)| (format!("n-{at}"), node.href.clone(), node.name.clone())).collect();
    let query = asked.query(asked.depth);
    let size = (drawn.1.scene.width, drawn.1.scene.height);
    let path = place::path(schema, &asked.of);
    let forms: Vec<Form> = Form::networks(&path).into();
    let told = around("network-alt");
    let template = NetworkPage {
        layout: Layout::new(Some(cx), title.clone())
            .here("companies")
            .about(around("network-about"))
            .crumb(address::of(schema, &asked.of, &name), name.clone())
            .crumb(format!("{ADDRESS}?{query}"), say("network-crumb"))
            .forms(forms.clone())
            .linked(Linked::page(cx, "WebPage"))
            .also_style(format!("{ADDRESS}.css?{query}"))
            .made_from(asked.data.as_deref()),
        told: sentences(&network, &drawn.0, asked.depth),
        depths: DEPTHS
            .into_iter()
            .map(|depth| {
                let steps = say_with("network-steps", &[("n", u64::from(depth).into())]);
                (steps, format!("{ADDRESS}?{}", asked.query(depth)), depth == asked.depth)
            })
            .collect(),
        picture: (!network.edges.is_empty()).then(|| Picture::new(ADDRESS, &query, size, told).links(links)),
        ties: ties(cx, &network),
        others: others(cx, &network),
        title,
        forms,
    };
    page(&template)
}

/// Where the network around an entry is.
pub(crate) fn of(id: &str) -> String {
    format!("{ADDRESS}?of={}", encode(id))
}

/// The picture.
pub(crate) fn draw(cx: &Cx, form: view::Drawn) -> Result<Response, Error> {
    let asked = Asked::read(cx)?;
    view::answer(cx, form, &asked.query(asked.depth), || Ok(drawn(cx, &asked.network(cx)?).1.scene))
}

/// Where its links lie.
pub(crate) fn stylesheet(cx: &Cx) -> Result<Response, Error> {
    let asked = Asked::read(cx)?;
    let rules = drawn(cx, &asked.network(cx)?).1.stylesheet(".over");
    Ok(response::answer(StatusCode::OK, Media::Css, CachePolicy::Revalidate, rules))
}

/// What is drawn of a network, and the picture; its marks lead to pages of this site, by whatever name it is reached.
fn drawn(cx: &Cx, network: &Network) -> (Plain, Drawn) {
    network.drawn(&VOICE, |node| address::of(&node.schema, &node.id, &node.caption), |edge| href(cx, edge))
}

fn href(cx: &Cx, edge: &Edge) -> String {
    cx.snapshot.head_of(&edge.id).map_or_else(String::new, address::of_entity)
}

/// How much there is, and what the picture can't show.
fn sentences(network: &Network, drawn: &Plain, depth: u32) -> Vec<String> {
    let told = [
        ("steps", u64::from(depth).into()),
        ("entries", network.nodes.len().saturating_sub(1).into()),
        ("name", network.title.as_str().into()),
        ("ties", network.edges.len().into()),
    ];
    let count = |key: &str, n: usize| say_with(key, &[("n", n.into())]);
    let mut lines = vec![say_with("network-told", &told)];
    if drawn.nodes.iter().any(|node| node.count > 1) {
        lines.push(say("network-groups").to_owned());
    }
    let drawn: usize = drawn.nodes.iter().map(|node| node.count).sum();
    if drawn < network.nodes.len() {
        lines.push(count("network-far", network.nodes.len() - drawn));
    }
    if network.left > 0 {
        lines.push(count("network-left", network.left));
    }
    if network.untied > 0 {
        lines.push(count("network-untied", network.untied));
    }
    lines
}

fn ties(cx: &Cx, network: &Network) -> Table {
    let heads = [
        col(say("network-from")),
        col(say("network-tie")),
        col(say("network-to")),
        plain(say("picture-when")),
        plain(say("picture-confidence")),
        plain(say("picture-evidence")),
    ];
    let mut table = Table::new(say("network-ties"), &heads);
    let link = |at: usize| {
        let node = network.nodes.get(at);
        node.map_or_else(Line::default, |node| cx.link(&node.id).into())
    };
    let mut edges: Vec<&Edge> = network.edges.iter().collect();
    edges.sort_by_key(|edge| edge.from != 0 && edge.to != 0);
    table.rows = edges
        .iter()
        .take(TOLD)
        .map(|edge| {
            vec![
                link(edge.from),
                edge.label.clone().into(),
                link(edge.to),
                if edge.when.is_empty() { Inline::soft("–").into() } else { edge.when.clone().into() },
                Inline::Confidence(edge.confidence).into(),
                Inline::link(href(cx, edge), transfers::sources(edge.sources)).into(),
            ]
        })
        .collect();
    if edges.len() > TOLD {
        table.more = say_with("network-more", &[("shown", TOLD.into()), ("n", edges.len().into())]).into();
    }
    table
}

/// The entries around which there is a network as well.
fn others(cx: &Cx, network: &Network) -> Vec<Line> {
    let drawn =
        network.nodes.iter().skip(1).filter(|node| matches!(node.schema.as_str(), "Company" | "Agency" | "Product"));
    let link = |id: &str| Inline::name(of(id), cx.caption(id));
    drawn.take(40).map(|node| link(&node.id).into()).collect()
}
