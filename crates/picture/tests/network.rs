//! Networks as they are drawn, through the doors that the pages use.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use sousveil_picture::network::{Kind, Network, Node, Tie, clustered, draw};
use sousveil_picture::scene::Style;
use sousveil_picture::{Theme, png, svg};

const KINDS: [(Kind, &str); 5] = [
    (Kind::Company, "company"),
    (Kind::Product, "product"),
    (Kind::Agency, "agency"),
    (Kind::Country, "country"),
    (Kind::Measure, "measure"),
];
const STYLES: [(Style, &str); 3] = [(Style::Whole, "sure"), (Style::Dashed, "less"), (Style::Dotted, "least")];

fn node(name: &str, kind: Kind) -> Node {
    Node { name: name.to_owned(), kind, href: format!("/{name}"), count: 1 }
}

fn tie(from: usize, to: usize, sort: &str) -> Tie {
    Tie { from, to, sort: sort.to_owned(), href: format!("/{from}-{to}"), told: sort.to_owned(), style: Style::Dashed }
}

/// A company with owners on the left and buyers on the right.
fn company(owners: usize, buyers: usize) -> Network {
    let mut network = Network { nodes: vec![node("Middle", Kind::Company)], ties: Vec::new() };
    for at in 0..owners {
        network.nodes.push(node(&format!("Owner {at:03}"), Kind::Company));
        network.ties.push(tie(network.nodes.len() - 1, 0, "owner"));
    }
    for at in 0..buyers {
        network.nodes.push(node(&format!("Country {at:03}"), Kind::Country));
        network.ties.push(tie(0, network.nodes.len() - 1, "deal"));
    }
    network
}

/// Where each entry stands, in thousandths of the picture.
fn places(network: &Network) -> BTreeMap<String, (i32, i32)> {
    let drawn = draw("A network", network, &KINDS, &STYLES);
    let (wide, tall) = (i32::try_from(drawn.scene.width).unwrap(), i32::try_from(drawn.scene.height).unwrap());
    let part = |((x, y), _): &((i32, i32), (i32, i32))| (x * 100 / wide, y * 100 / tall);
    network.nodes.iter().map(|node| node.name.clone()).zip(drawn.boxes.iter().map(part)).collect()
}

#[test]
fn what_comes_from_the_left_goes_to_the_right_and_no_two_share_a_place() {
    let network = company(12, 27);
    let all = places(&network);
    assert_eq!(all.len(), 40);
    let middle = all["Middle"];
    for (name, (x, _)) in &all {
        match name.split(' ').next().unwrap() {
            "Owner" => assert!(*x < middle.0, "{name}"),
            "Country" => assert!(*x > middle.0, "{name}"),
            _ => {}
        }
    }
    let drawn = draw("A network", &network, &KINDS, &STYLES);
    for (at, ((x, y), (width, height))) in drawn.boxes.iter().enumerate() {
        assert!(*x >= 0 && *y >= 0 && x + width <= i32::try_from(drawn.scene.width * 10).unwrap());
        for ((other_x, other_y), (other_width, other_height)) in drawn.boxes.iter().skip(at + 1) {
            let apart = x + width <= *other_x
                || other_x + other_width <= *x
                || y + height <= *other_y
                || other_y + other_height <= *y;
            assert!(apart, "two entries lie on each other");
        }
    }
    let text = svg::write(&drawn.scene, Theme::Light);
    assert!(roxmltree::Document::parse(&text).is_ok() && text.contains("stroke-dasharray"));
    assert!(png::write(&drawn.scene, Theme::Light, 2).unwrap().len() < 90_000);
    let rules = drawn.stylesheet(".over");
    assert_eq!(rules.lines().count(), 40);
    assert!(rules.starts_with(".over .n-0{left:"));
}

#[test]
fn an_entry_more_leaves_the_others_where_they_were() {
    let before = company(12, 27);
    let mut after = before.clone();
    after.nodes.push(node("Country 004a", Kind::Country));
    after.ties.push(tie(0, after.nodes.len() - 1, "deal"));
    after.nodes.push(node("Owner 011a", Kind::Company));
    after.ties.push(tie(after.nodes.len() - 1, 0, "owner"));
    let (old, new) = (places(&before), places(&after));
    let moved = old.iter().filter(|(name, place)| {
        let own = new[*name];
        (own.0 - place.0).abs() > 50 || (own.1 - place.1).abs() > 50
    });
    // The aim is a tenth of them.
    assert!(moved.count() * 10 < old.len());
}

#[test]
fn many_alike_become_a_group_with_their_number() {
    let named = |_: Kind, count: usize| format!("{count} of them");
    let small = company(12, 27);
    assert_eq!(clustered(small.clone(), 40, named), small);
    let large = clustered(company(60, 140), 80, named);
    assert_eq!(large.nodes.len(), 62, "the owners stay, the buyers are one");
    let group = large.nodes.iter().find(|node| node.count > 1).unwrap();
    assert_eq!((group.name.as_str(), group.count, group.kind), ("140 of them", 140, Kind::Country));
    assert!(large.ties.iter().all(|tie| tie.from < large.nodes.len() && tie.to < large.nodes.len()));
    // Whoever has another tie besides stays.
    let mut tied = company(3, 100);
    tied.ties.push(tie(1, 50, "deal"));
    let tied = clustered(tied, 20, named);
    assert!(tied.nodes.iter().any(|node| node.name == "Country 046"));
    assert_eq!(tied.nodes.iter().map(|node| node.count).sum::<usize>(), 104);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_network_is_drawn(names in prop::collection::vec(".{0,12}", 0..30), ends in prop::collection::vec((0usize..40, 0usize..40), 0..60), most in 0usize..20) {
        let nodes = names.iter().map(|name| node(name, Kind::Agency)).collect();
        let ties = ends.iter().map(|(from, to)| tie(*from, *to, "x")).collect();
        let network = clustered(Network { nodes, ties }, most, |_, count| count.to_string());
        let total: usize = network.nodes.iter().map(|node| node.count).sum();
        prop_assert_eq!(total, names.len());
        let drawn = draw("x", &network, &KINDS, &STYLES);
        prop_assert_eq!(drawn.boxes.len(), network.nodes.len());
        let text = svg::write(&drawn.scene, Theme::Dark);
        prop_assert!(roxmltree::Document::parse(&text).is_ok());
    }
}
