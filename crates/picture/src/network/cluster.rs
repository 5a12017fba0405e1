//! Groups in place of many alike.

use std::collections::{BTreeMap, BTreeSet};

use super::{Kind, Network, Node, Tie};
use crate::scene::Style;

/// Groups smaller than this are not worth their line.
const SMALLEST: usize = 4;

/// A sort of entries that have one tie, to the same entry: that entry, whether it is where the tie begins, sort of tie, sort of
/// thing.
type Group = (usize, bool, String, Kind);

/// The network with groups in place of entries that differ in nothing but their names, the largest first, until there are at
/// most `most` or nothing is left to put together. A group is called by `named`, from what it holds.
pub fn clustered(network: Network, most: usize, named: impl Fn(Kind, usize) -> String) -> Network {
    if network.nodes.len() <= most {
        return network;
    }
    let mut ties_of: BTreeMap<usize, Vec<&Tie>> = BTreeMap::new();
    for tie in &network.ties {
        ties_of.entry(tie.from).or_default().push(tie);
        ties_of.entry(tie.to).or_default().push(tie);
    }
    let mut groups: BTreeMap<Group, BTreeSet<usize>> = BTreeMap::new();
    for (at, node) in network.nodes.iter().enumerate().skip(1) {
        let Some(ties) = ties_of.get(&at) else { continue };
        let other = |tie: &Tie| if tie.from == at { tie.to } else { tie.from };
        let Some(first) = ties.first().copied() else { continue };
        // Several deals with the same country are one reason to stand in the same group, too.
        let alike = |tie: &&Tie| other(tie) == other(first) && (tie.to == at) == (first.to == at);
        if ties.iter().all(alike) {
            groups.entry((other(first), first.to == at, first.sort.clone(), node.kind)).or_default().insert(at);
        }
    }
    let mut largest: Vec<(Group, BTreeSet<usize>)> =
        groups.into_iter().filter(|(_, all)| all.len() >= SMALLEST).collect();
    largest.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    let mut left = network.nodes.len();
    let mut hidden: BTreeSet<usize> = BTreeSet::new();
    let mut made: Vec<(Node, Tie)> = Vec::new();
    for ((at, to_group, sort, kind), all) in largest {
        if left <= most {
            break;
        }
        left -= all.len() - 1;
        let href = network.nodes.get(at).map(|node| node.href.clone()).unwrap_or_default();
        let group = Node { name: named(kind, all.len()), kind, href: href.clone(), count: all.len() };
        let told = group.name.clone();
        // The place of the group is told when all are known.
        let (from, to) = if to_group { (at, usize::MAX) } else { (usize::MAX, at) };
        made.push((group, Tie { from, to, sort, href, told, style: Style::Whole }));
        hidden.extend(all);
    }
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut out = Network::default();
    for (at, node) in network.nodes.into_iter().enumerate().filter(|(at, _)| !hidden.contains(at)) {
        places.insert(at, out.nodes.len());
        out.nodes.push(node);
    }
    let place = |at: usize| places.get(&at).copied();
    for tie in network.ties {
        if let (Some(from), Some(to)) = (place(tie.from), place(tie.to)) {
            out.ties.push(Tie { from, to, ..tie });
        }
    }
    for (group, tie) in made {
        let own = out.nodes.len();
        out.nodes.push(group);
        out.ties.push(Tie { from: place(tie.from).unwrap_or(own), to: place(tie.to).unwrap_or(own), ..tie });
    }
    out
}
