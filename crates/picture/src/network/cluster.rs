//! Groups in place of many alike.

use std::collections::{BTreeMap, BTreeSet};

use super::{Kind, Network, Node, Tie};

/// Groups smaller than this are not worth their line.
const SMALLEST: usize = 4;

/// How an entry is tied: to which others, whether it is where the tie ends, and by what sort of tie.
type Ties<'a> = BTreeSet<(usize, bool, &'a str)>;

/// The network with groups in place of entries that differ in nothing but their names: of one kind, and tied to the same others
/// by the same sorts of ties. The largest groups come first, until there are at most `most` entries or nothing is left to put
/// together. A group is called by `named`, from what it holds; its lines are as sure as the least sure of theirs.
pub fn clustered(network: Network, most: usize, named: impl Fn(Kind, usize) -> String) -> Network {
    if network.nodes.len() <= most {
        return network;
    }
    // Where each entry goes: to a place of its own, or to that of its group.
    let mut groups = groups(&network);
    let mut left = network.nodes.len();
    groups.retain(|(_, all)| {
        let wanted = left > most;
        left -= if wanted { all.len() - 1 } else { 0 };
        wanted
    });
    let group_of: BTreeMap<usize, usize> =
        groups.iter().enumerate().flat_map(|(group, (_, all))| all.iter().map(move |&at| (at, group))).collect();
    let mut places: Vec<usize> = Vec::new();
    let mut out = Network::default();
    for (at, node) in network.nodes.into_iter().enumerate() {
        places.push(out.nodes.len());
        if !group_of.contains_key(&at) {
            out.nodes.push(node);
        }
    }
    let alone = out.nodes.len();
    for (at, group) in &group_of {
        if let Some(place) = places.get_mut(*at) {
            *place = alone + group;
        }
    }
    // A group leads to the first that it is tied to, whose page has all of them.
    for (kind, all) in &groups {
        out.nodes.push(Node { name: named(*kind, all.len()), kind: *kind, href: String::new(), count: all.len() });
    }
    let mut ties: BTreeMap<(usize, usize), Tie> = BTreeMap::new();
    for tie in network.ties {
        let (Some(&from), Some(&to)) = (places.get(tie.from), places.get(tie.to)) else { continue };
        let many = from >= alone || to >= alone;
        let own = ties.entry((from, to)).or_insert_with(|| Tie { from, to, ..tie.clone() });
        if many {
            own.style = own.style.max(tie.style);
            own.told.clone_from(&own.sort);
            let other = if from >= alone { to } else { from };
            own.href = out.nodes.get(other).map(|node| node.href.clone()).unwrap_or_default();
        }
    }
    for tie in ties.values() {
        for (group, other) in [(tie.from, tie.to), (tie.to, tie.from)] {
            let href = out.nodes.get(other).map(|node| node.href.clone()).unwrap_or_default();
            if let Some(node) = out.nodes.get_mut(group).filter(|node| node.href.is_empty()) {
                node.href = href;
            }
        }
    }
    out.ties = ties.into_values().collect();
    out
}

/// Entries that differ in nothing but their names, the largest group first. The one in the middle stays alone.
fn groups(network: &Network) -> Vec<(Kind, BTreeSet<usize>)> {
    let mut ties_of: BTreeMap<usize, Ties<'_>> = BTreeMap::new();
    for tie in &network.ties {
        ties_of.entry(tie.from).or_default().insert((tie.to, false, &tie.sort));
        ties_of.entry(tie.to).or_default().insert((tie.from, true, &tie.sort));
    }
    let mut alike: BTreeMap<(Kind, Ties<'_>), BTreeSet<usize>> = BTreeMap::new();
    for (at, node) in network.nodes.iter().enumerate().skip(1) {
        if let Some(ties) = ties_of.get(&at) {
            alike.entry((node.kind, ties.clone())).or_default().insert(at);
        }
    }
    let large = alike.into_iter().filter(|(_, all)| all.len() >= SMALLEST).map(|((kind, _), all)| (kind, all));
    let mut large: Vec<(Kind, BTreeSet<usize>)> = large.collect();
    large.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.cmp(b)));
    large
}
