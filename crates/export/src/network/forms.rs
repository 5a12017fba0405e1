//! Networks as files.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use sousveil_model::Confidence;
use sousveil_snapshot::Snapshot;

use super::{Edge, Network, Node};
use crate::Error;
use crate::atom::escape;
use crate::ftm::Vanilla;

/// What is told of a node or an edge: its name, and how it is told.
type Told<T> = (&'static str, fn(&T) -> String);

/// What is told of a node.
const NODE: [Told<Node>; 5] = [
    ("label", |node| node.caption.clone()),
    ("schema", |node| node.schema.clone()),
    ("countries", |node| node.countries.join("; ")),
    ("depth", |node| node.depth.to_string()),
    ("url", |node| node.url.clone()),
];

/// What is told of an edge.
const EDGE: [Told<Edge>; 7] = [
    ("entry", |edge| edge.id.clone()),
    ("label", |edge| edge.label.clone()),
    ("kind", |edge| edge.kind.clone()),
    ("when", |edge| edge.when.clone()),
    ("confidence", |edge| <&str>::from(edge.confidence).to_owned()),
    ("sources", |edge| edge.sources.to_string()),
    ("url", |edge| edge.url.clone()),
];

/// The sort of a value, as GraphML and GEXF call it.
fn sort(name: &str) -> &'static str {
    if matches!(name, "depth" | "sources") { "int" } else { "string" }
}

/// Which data a network is made of.
fn made_of(network: &Network) -> String {
    let mut told = format!("Around {}: Sousveil, data version {}, {}", network.title, network.version, network.hash);
    if network.left > 0 {
        let _ = write!(told, "; at least {} more were left out", network.left);
    }
    if network.untied > 0 {
        let _ = write!(told, "; {} entries of which one side is not recorded tie nothing", network.untied);
    }
    told
}

/// GraphML 1.0. Two entries may tie the same two nodes, so that edges have identifiers of their own.
pub(super) fn graphml(network: &Network) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    let _ = writeln!(xml, "<desc>{}</desc>", escape(&made_of(network)));
    for (of, names) in [("node", NODE.map(|(name, _)| name).as_slice()), ("edge", &EDGE.map(|(name, _)| name))] {
        for name in names {
            let sort = sort(name);
            let _ = writeln!(xml, "<key id=\"{of}_{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{sort}\"/>");
        }
    }
    xml.push_str("<graph edgedefault=\"directed\">\n");
    for node in &network.nodes {
        let _ = write!(xml, "<node id=\"{}\">", escape(&node.id));
        for (name, of) in NODE {
            let _ = write!(xml, "<data key=\"node_{name}\">{}</data>", escape(&of(node)));
        }
        xml.push_str("</node>\n");
    }
    for (at, edge, [from, to]) in ends(network) {
        let (from, to) = (escape(&from.id), escape(&to.id));
        let _ = write!(xml, "<edge id=\"e{at}\" source=\"{from}\" target=\"{to}\">");
        for (name, of) in EDGE {
            let _ = write!(xml, "<data key=\"edge_{name}\">{}</data>", escape(&of(edge)));
        }
        xml.push_str("</edge>\n");
    }
    xml.push_str("</graph>\n</graphml>\n");
    xml
}

/// GEXF 1.3.
pub(super) fn gexf(network: &Network) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str("<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n");
    let _ = writeln!(
        xml,
        "<meta><creator>Sousveil</creator><description>{}</description></meta>",
        escape(&made_of(network))
    );
    xml.push_str("<graph defaultedgetype=\"directed\" mode=\"static\">\n");
    for (of, names) in [("node", NODE.map(|(name, _)| name).as_slice()), ("edge", &EDGE.map(|(name, _)| name))] {
        let _ = writeln!(xml, "<attributes class=\"{of}\">");
        for name in names.iter().filter(|name| **name != "label") {
            let sort = if sort(name) == "int" { "integer" } else { "string" };
            let _ = writeln!(xml, "<attribute id=\"{name}\" title=\"{name}\" type=\"{sort}\"/>");
        }
        xml.push_str("</attributes>\n");
    }
    xml.push_str("<nodes>\n");
    for node in &network.nodes {
        let (id, label) = (escape(&node.id), escape(&node.caption));
        let values = NODE.iter().map(|(name, of)| (*name, of(node)));
        let _ = writeln!(xml, "<node id=\"{id}\" label=\"{label}\">{}</node>", attributes(values));
    }
    xml.push_str("</nodes>\n<edges>\n");
    for (at, edge, [from, to]) in ends(network) {
        let (from, to, label) = (escape(&from.id), escape(&to.id), escape(&edge.label));
        let values = attributes(EDGE.iter().map(|(name, of)| (*name, of(edge))));
        // Two entries that tie the same two nodes are told apart by `kind`, as the schema wants it.
        let _ = writeln!(
            xml,
            "<edge id=\"e{at}\" source=\"{from}\" target=\"{to}\" kind=\"{}\" label=\"{label}\">{values}</edge>",
            escape(&edge.id)
        );
    }
    xml.push_str("</edges>\n</graph>\n</gexf>\n");
    xml
}

fn attributes(values: impl Iterator<Item = (&'static str, String)>) -> String {
    let mut xml = String::from("<attvalues>");
    for (name, value) in values.filter(|(name, _)| *name != "label") {
        let _ = write!(xml, "<attvalue for=\"{name}\" value=\"{}\"/>", escape(&value));
    }
    xml.push_str("</attvalues>");
    xml
}

/// A flow chart. How sure an edge is shows in its line: thick where it is confirmed, dotted where it is alleged or
/// disputed.
pub(super) fn mermaid(network: &Network) -> String {
    let mut text = format!("%% {}\nflowchart LR\n", quoted(&made_of(network)));
    for (at, node) in network.nodes.iter().enumerate() {
        let caption = quoted(&node.caption);
        let shape = match node.schema.as_str() {
            "Company" => format!("[\"{caption}\"]"),
            "Country" => format!("([\"{caption}\"])"),
            "Measure" => format!("{{{{\"{caption}\"}}}}"),
            _ => format!("(\"{caption}\")"),
        };
        let _ = writeln!(text, "  n{at}{shape}");
    }
    for (_, edge, _) in ends(network) {
        let line = match edge.confidence {
            Confidence::Confirmed => "==>",
            Confidence::Reported => "-->",
            Confidence::Alleged | Confidence::Disputed | Confidence::Unknown => "-.->",
        };
        let when = if edge.when.is_empty() { String::new() } else { format!(", {}", edge.when) };
        let sure = <&str>::from(edge.confidence);
        let label = quoted(&format!("{}{when} ({sure})", edge.label));
        let _ = writeln!(text, "  n{} {line}|\"{label}\"| n{}", edge.from, edge.to);
    }
    text
}

/// A text between quotation marks: nothing in it ends them, and nothing is read as HTML.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '`' => out.push_str("#96;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Each edge with its number and the nodes at its ends.
fn ends(network: &Network) -> impl Iterator<Item = (usize, &Edge, [&Node; 2])> {
    let node = |at: usize| network.nodes.get(at);
    network.edges.iter().enumerate().filter_map(move |(at, edge)| Some((at, edge, [node(edge.from)?, node(edge.to)?])))
}

/// Entities of FollowTheMoney's, in the order of their identifiers. Countries are none there.
pub(super) fn ftm(network: &Network, snapshot: &Snapshot) -> Result<Vec<u8>, Error> {
    let nodes = network.nodes.iter().map(|node| &node.id);
    let ids: BTreeSet<&String> = nodes.chain(network.edges.iter().map(|edge| &edge.id)).collect();
    let vanilla = Vanilla::new(snapshot);
    let mut out = Vec::new();
    for id in ids {
        for entity in snapshot.number(id).map(|number| vanilla.row(number)).transpose()?.unwrap_or_default() {
            serde_json::to_writer(&mut out, &entity)?;
            out.push(b'\n');
        }
    }
    Ok(out)
}
