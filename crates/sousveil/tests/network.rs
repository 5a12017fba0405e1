//! `export network`: what stands around an entity, in forms that other programs read.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use roxmltree::Document;
use serde_json::Value;
use support::html::links;
use support::http::get;
use support::python::python;
use support::{Said, Server};
use tempfile::TempDir;

const SVG: &str = "http://www.w3.org/2000/svg";
/// NSO Group.
const NSO: &str = "svl-is42xzop";
/// Pegasus, its product.
const PEGASUS: &str = "svl-s5erunmz";
/// What reads graphs in Python.
const NETWORKX: &str = "networkx==3.6.1";

struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn run(&self, args: &[&str]) -> Said {
        support::run(self.0.path(), &[&["export", "network"], args].concat())
    }

    fn json(&self, args: &[&str]) -> Value {
        let said = self.run(&[args, &["--form", "json"]].concat());
        assert_eq!(said.code, 0, "{}", said.err);
        serde_json::from_str(&said.out).unwrap()
    }
}

fn texts<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|one| one[key].as_str().unwrap()).collect()
}

#[test]
fn a_network_is_made_of_entries_of_the_index() {
    let home = Home::new();
    let network = home.json(&[NSO]);
    assert_eq!(network["nodes"][0]["id"], NSO);
    let ids: BTreeSet<&str> = texts(&network["nodes"], "id").into_iter().collect();
    assert_eq!(ids.len(), network["nodes"].as_array().unwrap().len(), "each entity once");
    assert!(ids.len() > 20);
    let kinds: BTreeSet<&str> = texts(&network["edges"], "kind").into_iter().collect();
    for kind in ["makes", "names", "owner", "subsidiary", "delivered"] {
        assert!(kinds.contains(kind), "{kinds:?}");
    }
    for edge in network["edges"].as_array().unwrap() {
        let entry = edge["id"].as_str().unwrap();
        let shown = support::run(home.0.path(), &["show", entry]);
        assert_eq!(shown.code, 0, "{entry}: every edge can be cited");
        let ends = ["from", "to"].map(|end| edge[end].as_u64().unwrap());
        assert!(ends.iter().all(|end| *end < ids.len() as u64), "{edge}");
    }
    assert_eq!(network["left"], 0);

    // How many sources an edge has is what the list of transfers says.
    let listed = support::run(home.0.path(), &["export", "csv", "transfers"]).out;
    let mut rows = csv::Reader::from_reader(listed.as_bytes());
    let rows: Vec<BTreeMap<String, String>> = rows.deserialize().map(|row| row.unwrap()).collect();
    let mut compared = 0;
    for edge in network["edges"].as_array().unwrap() {
        if let Some(row) = rows.iter().find(|row| row["id"] == edge["id"].as_str().unwrap()) {
            assert_eq!(row["sources"], edge["sources"].to_string(), "{edge}");
            assert_eq!(row["confidence"], edge["confidence"].as_str().unwrap(), "{edge}");
            compared += 1;
        }
    }
    assert!(compared > 5);
}

/// The entities that edges tie to the one in the middle.
fn tied(network: &Value) -> BTreeSet<u64> {
    let mut tied = BTreeSet::from([0]);
    loop {
        let before = tied.len();
        for edge in network["edges"].as_array().unwrap() {
            let ends = ["from", "to"].map(|end| edge[end].as_u64().unwrap());
            if ends.iter().any(|end| tied.contains(end)) {
                tied.extend(ends);
            }
        }
        if tied.len() == before {
            return tied;
        }
    }
}

#[test]
fn edges_tie_all_entities_to_the_one_in_the_middle() {
    let home = Home::new();
    for args in [
        &[NSO][..],
        &["uz", "--depth", "1"],
        &["uz", "--depth", "2", "--most", "40"],
        &[NSO, "--most", "7"],
        &[PEGASUS],
    ] {
        let network = home.json(args);
        assert_eq!(tied(&network).len(), network["nodes"].as_array().unwrap().len(), "{args:?}");
    }
    // Each deal with a country ends there when the country is asked about.
    let uz = home.json(&["uz", "--depth", "1"]);
    assert!(uz["edges"].as_array().unwrap().iter().all(|edge| edge["to"] == 0 || edge["from"] == 0), "{uz}");
}

#[test]
fn depth_and_number_bound_it_and_what_is_left_out_is_counted() {
    let home = Home::new();
    let ids = |network: &Value| texts(&network["nodes"], "id").into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    let (one, two) = (home.json(&[NSO, "--depth", "1"]), home.json(&[NSO]));
    assert!(ids(&one).is_subset(&ids(&two)) && ids(&one).len() < ids(&two).len());
    let depths = |network: &Value| -> BTreeSet<u64> {
        network["nodes"].as_array().unwrap().iter().map(|node| node["depth"].as_u64().unwrap()).collect()
    };
    assert_eq!((depths(&one), depths(&two)), ([0, 1].into(), [0, 1, 2].into()));
    let small = home.json(&[NSO, "--most", "5"]);
    assert!(ids(&small).len() <= 5 && ids(&small).len() >= 4, "two ends at once");
    assert!(small["left"].as_u64().unwrap() > 0);
    let said = home.run(&[NSO, "--most", "5"]);
    assert!(said.err.contains("at least") && said.err.contains("more stand within 2 steps"), "{}", said.err);
    // A country is an end, unless it stands in the middle itself.
    let uz = home.json(&["uz", "--depth", "1"]);
    assert_eq!(uz["nodes"][0]["schema"], "Country");
    assert!(ids(&uz).len() > 10);
}

#[test]
fn the_site_gives_the_same_and_links_to_it() {
    let server = Server::start();
    let home = Home::new();
    for ending in ["graphml", "gexf", "mmd"] {
        let reply = get(&server.base, &format!("/companies/{NSO}.{ending}"));
        assert_eq!(reply.status, 200, "{ending}");
        let kind = if ending == "mmd" { "text/plain" } else { "application/xml" };
        assert!(reply.header("content-type").starts_with(kind), "{ending}");
        let form = if ending == "mmd" { "mermaid" } else { ending };
        assert_eq!(reply.text(), home.run(&[NSO, "--form", form]).out, "{ending}");
        let page = get(&server.base, &format!("/companies/{NSO}/nso-group"));
        assert!(links(page.text()).contains(&format!("/companies/{NSO}.{ending}")), "{ending}");
    }
    for none in ["/countries/uz.graphml", "/transfers.graphml", "/companies/svl-nothing.gexf"] {
        assert_eq!(get(&server.base, none).status, 404, "{none}");
    }
    server.finish();
}

#[test]
fn what_is_wrong_is_said() {
    let home = Home::new();
    for (args, say) in [
        (&["svl-nothing"][..], "there is no such entry"),
        (&[NSO, "--form", "dot"], "expected graphml, gexf, mermaid, json, svg, png or ftm"),
        (&[NSO, "--out", "nso.dot"], "expected a file that ends in .graphml"),
        (&[NSO, "--depth", "9"], "1..=6"),
    ] {
        let said = home.run(args);
        assert_eq!(said.code, 2, "{args:?}");
        assert!(said.err.contains(say), "{args:?}: {}", said.err);
    }
}

#[test]
fn every_form_holds_the_same() {
    let home = Home::new();
    let network = home.json(&[NSO]);
    let (nodes, edges) = (network["nodes"].as_array().unwrap().len(), network["edges"].as_array().unwrap().len());
    let path = |ending: &str| home.0.path().join(format!("nso.{ending}")).display().to_string();
    for ending in ["graphml", "gexf", "mmd"] {
        let file = path(ending);
        assert_eq!(home.run(&[NSO, "--out", &file]).code, 0, "{ending}");
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(home.run(&[NSO, "--form", if ending == "mmd" { "mermaid" } else { ending }]).out, text, "{ending}");
        if ending == "mmd" {
            let lines = text.lines().filter(|line| line.contains(" n") && line.contains('|')).count();
            assert_eq!(lines, edges);
            assert!(!text.contains("<") && text.lines().all(|line| line.matches('"').count() % 2 == 0), "{text}");
            continue;
        }
        let document = Document::parse(&text).unwrap();
        let of = |tag: &'static str| document.descendants().filter(move |node| node.tag_name().name() == tag);
        let ids: BTreeSet<&str> = of("node").map(|node| node.attribute("id").unwrap()).collect();
        assert_eq!((ids.len(), of("edge").count()), (nodes, edges), "{ending}");
        for edge in of("edge") {
            let ends = ["source", "target"].map(|end| edge.attribute(end).unwrap());
            assert!(ends.iter().all(|end| ids.contains(end)), "{ending}: {ends:?}");
        }
    }

    // A program of others reads them.
    let Some(python) = python("networkx", &[NETWORKX]) else { return };
    let code = "import sys, json, networkx as nx
graph = nx.read_graphml(sys.argv[1], force_multigraph=True)
other = nx.read_gexf(sys.argv[2], version='1.3')
print(json.dumps({'graphml': [graph.number_of_nodes(), graph.number_of_edges()],
  'label': graph.nodes[sys.argv[3]]['label'], 'sources': [d['sources'] for *_, d in graph.edges(data=True)][0],
  'gexf': [other.number_of_nodes(), other.number_of_edges()], 'gexf_label': other.nodes[sys.argv[3]]['label']}))";
    let done = Command::new(python).args(["-c", code, &path("graphml"), &path("gexf"), NSO]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let read: BTreeMap<String, Value> = serde_json::from_slice(&done.stdout).unwrap();
    let both = serde_json::json!([nodes, edges]);
    assert_eq!((&read["graphml"], &read["gexf"]), (&both, &both));
    assert_eq!((&read["label"], &read["gexf_label"]), (&"NSO Group".into(), &"NSO Group".into()));
    assert!(read["sources"].is_u64(), "numbers are numbers");
}

#[test]
fn the_picture_shows_what_the_export_tells() {
    let server = Server::start();
    let base = &server.base;
    for depth in ["1", "2"] {
        let network = Home::new().json(&[NSO, "--depth", depth, "--most", "400"]);
        let query = format!("of={NSO}&depth={depth}");
        let picture = get(base, &format!("/network.svg?{query}"));
        let svg = Document::parse(picture.text()).unwrap();
        let marks: Vec<_> = svg.descendants().filter(|node| node.has_tag_name((SVG, "a"))).collect();
        let drawn = |shape: &str| {
            marks.iter().filter(|mark| mark.children().any(|part| part.has_tag_name((SVG, shape)))).count()
        };
        assert_eq!(drawn("text"), network["nodes"].as_array().unwrap().len(), "each entry has its name");
        // A line for each two that are tied, in the style of the surest of its entries.
        let mut lines: BTreeMap<(u64, u64), BTreeSet<&str>> = BTreeMap::new();
        for edge in network["edges"].as_array().unwrap() {
            let between = (edge["from"].as_u64().unwrap(), edge["to"].as_u64().unwrap());
            lines.entry(between).or_default().insert(edge["confidence"].as_str().unwrap());
        }
        let ties: Vec<_> =
            marks.iter().filter(|mark| !mark.children().any(|part| part.has_tag_name((SVG, "text")))).collect();
        assert_eq!(ties.len(), lines.len());
        let whole =
            ties.iter().filter(|mark| mark.children().all(|part| !part.has_attribute("stroke-dasharray"))).count();
        assert_eq!(whole, lines.values().filter(|sure| sure.contains("confirmed")).count());
        // The table has a line for each entry, with its page.
        let page = get(base, &format!("/network?{query}"));
        assert!(page.text().len() < 60_000);
        let links = links(page.text());
        for edge in network["edges"].as_array().unwrap() {
            let entry = edge["id"].as_str().unwrap();
            assert!(links.iter().any(|link| link.contains(entry)), "{entry}");
        }
        // Each entry has a rule that says where its link lies.
        let rules = get(base, &format!("/network.css?{query}"));
        assert_eq!(rules.header("content-type"), "text/css; charset=utf-8");
        assert_eq!(rules.text().lines().count(), network["nodes"].as_array().unwrap().len());
    }
    // FinFisher has most: what is alike is one mark, and what is too far is left to the table, which says so.
    for depth in [1, 2, 3] {
        let query = format!("of=svl-ijtj4vkm&depth={depth}");
        let picture = get(base, &format!("/network@2x.png?{query}"));
        assert!(picture.body.len() < 90_000, "{depth}: {} bytes", picture.body.len());
        assert!(get(base, &format!("/network.svg?{query}")).text().contains(" countries</text>"));
        let page = get(base, &format!("/network?{query}"));
        assert!(page.text().len() < 60_000);
        assert!(depth < 3 || page.text().contains("further away"), "{depth}");
    }
    for (path, status, expected) in [
        ("/network", 404, "expected one, as in /network?of=ID"),
        ("/network?of=uz", 400, "the identifier of a company, an agency or a product"),
        ("/network?of=svl-is42xzop&depth=9", 400, "1, 2 or 3"),
        ("/network.png?of=nobody", 400, "the identifier of a company"),
    ] {
        let answer = get(base, path);
        assert_eq!(answer.status, status, "{path}");
        assert!(support::html::text(answer.text()).contains(expected), "{path}");
    }
}

#[test]
fn as_followthemoney_it_is_a_part_of_the_whole_export() {
    let home = Home::new();
    let some = home.run(&[NSO, "--depth", "1", "--form", "ftm"]);
    assert_eq!(some.code, 0, "{}", some.err);
    let all = support::run(home.0.path(), &["export", "ftm"]);
    let all: BTreeSet<&str> = all.out.lines().collect();
    let own: Vec<&str> = some.out.lines().collect();
    assert!(own.len() > 20 && own.iter().all(|line| all.contains(line)));
    // What an edge refers to is there: each end of each tie.
    let entities: Vec<Value> = own.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: BTreeSet<&str> = entities.iter().map(|entity| entity["id"].as_str().unwrap()).collect();
    assert!(ids.contains(NSO) && ids.contains(PEGASUS));
    let network = home.json(&[NSO, "--depth", "1"]);
    for edge in network["edges"].as_array().unwrap().iter().filter(|edge| edge["schema"] == "Relation") {
        assert!(ids.contains(edge["id"].as_str().unwrap()), "{edge}");
    }
}
