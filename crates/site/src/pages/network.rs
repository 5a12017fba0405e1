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
use crate::language::filters;
use crate::response::{self, CachePolicy, Media, page};
use crate::view::inline::{Inline, Line};
use crate::view::layout::{Form, Layout};
use crate::view::linked::Linked;
use crate::view::picture::{self as view, Picture};
use crate::view::table::{Table, plain, words as col};
use crate::view::transfers;
use crate::words;

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
                "of" => return Err(bad("the identifier of a company, an agency or a product").into()),
                "depth" => {
                    let depth = value.parse().ok().filter(|depth| DEPTHS.contains(depth));
                    asked.depth = depth.ok_or_else(|| bad("1, 2 or 3"))?;
                }
                "data" => asked.data = Some(address::version(&value)),
                _ => return Err(bad("of, depth or data").into()),
            }
        }
        if asked.of.is_empty() {
            return Err(Error::NotFound {
                what: "entry in this address: expected one, as in /network?of=ID".to_owned(),
            });
        }
        Ok(asked)
    }

    fn query(&self, depth: u32) -> String {
        let of = encode(&self.of);
        if depth == 1 { format!("of={of}") } else { format!("of={of}&depth={depth}") }
    }

    fn network(&self, cx: &Cx) -> Result<Network, Error> {
        let none = || Error::NotFound { what: "entry under this identifier".to_owned() };
        let (place, sure) = (cx.place(), cx.independence());
        Network::around(&cx.snapshot, place, sure, &self.of, self.depth, ENTITIES)?.ok_or_else(none)
    }
}

/// The page.
pub(crate) fn show(cx: &Cx) -> Result<Response, Error> {
    let asked = Asked::read(cx)?;
    let network = asked.network(cx)?;
    let name = network.title.clone();
    let title = format!("Around {name}");
    let head = cx.snapshot.head_of(&asked.of);
    let schema = head.map_or("Company", |head| head.schema);
    let drawn = drawn(cx, &network);
    let links = drawn.0.nodes.iter().enumerate();
    let links = links.map(|(at, node)| (format!("n-{at}"), node.href.clone(), node.name.clone())).collect();
    let query = asked.query(asked.depth);
    let size = (drawn.1.scene.width, drawn.1.scene.height);
    let path = place::path(schema, &asked.of);
    let forms: Vec<Form> = Form::networks(&path).into();
    let told = format!("A picture of who is tied to {name}, in columns; the table says the same.");
    let template = NetworkPage {
        layout: Layout::new(Some(cx), title.clone())
            .here("companies")
            .about(format!("Owners, resellers, products, recorded deals and listings around {name}."))
            .crumb(address::of(schema, &asked.of, &name), name.clone())
            .crumb(format!("{ADDRESS}?{query}"), "Network")
            .forms(forms.clone())
            .linked(Linked::page(cx, "WebPage"))
            .also_style(format!("{ADDRESS}.css?{query}"))
            .made_from(asked.data.as_deref()),
        told: sentences(&network, &drawn.0, asked.depth),
        depths: DEPTHS
            .into_iter()
            .map(|depth| {
                let steps = words::count(u64::from(depth), "step", "steps");
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
    network.drawn(|node| address::of(&node.schema, &node.id, &node.caption), |edge| href(cx, edge))
}

fn href(cx: &Cx, edge: &Edge) -> String {
    cx.snapshot.head_of(&edge.id).map_or_else(String::new, address::of_entity)
}

/// How much there is, and what the picture can't show.
fn sentences(network: &Network, drawn: &Plain, depth: u32) -> Vec<String> {
    let entries = words::count(network.nodes.len().saturating_sub(1) as u64, "entry is", "entries are");
    let ties = words::count(network.edges.len() as u64, "tie", "ties");
    let steps = words::count(u64::from(depth), "step", "steps");
    let mut lines = vec![format!(
        "Within {steps} {entries} tied to {}, by {ties}, each an entry of this index with its sources.",
        network.title
    )];
    if drawn.nodes.iter().any(|node| node.count > 1) {
        lines.push("Entries with a like tie to the same one are drawn as a group with their number.".to_owned());
    }
    let drawn: usize = drawn.nodes.iter().map(|node| node.count).sum();
    if drawn < network.nodes.len() {
        let far = words::count((network.nodes.len() - drawn) as u64, "entry that is", "entries that are");
        lines.push(format!(
            "{far} further away would make the picture unreadable and stand in the table and the files alone."
        ));
    }
    if network.left > 0 {
        let left = words::count(network.left as u64, "more lies", "more lie");
        lines.push(format!(
            "At least {left} within these steps and {} left out.",
            if network.left == 1 { "was" } else { "were" }
        ));
    }
    if network.untied > 0 {
        let untied = words::count(network.untied as u64, "entry", "entries");
        lines.push(format!("Of {untied} one side is not recorded: they tie nothing."));
    }
    lines
}

fn ties(cx: &Cx, network: &Network) -> Table {
    let mut table = Table::new(
        "Ties, those of the entry in the middle first",
        &[col("From"), col("Tie"), col("To"), plain("When"), plain("Confidence"), plain("Evidence")],
    );
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
        table.more = format!("{TOLD} of {} are shown; the files have all.", words::number(edges.len() as u64)).into();
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
