//! Where everything stands: a column by the way that leads there, a line by who stands in the one before.

use std::collections::{BTreeMap, VecDeque};

use super::Network;

/// The place of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// From 0 on the left.
    pub(super) column: usize,
    /// From 0 at the top of its column.
    pub(super) line: usize,
}

/// The places of all entries, and how many lines each column has.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) places: Vec<Place>,
    pub(super) columns: Vec<usize>,
}

/// How an entry is reached from the middle.
#[derive(Debug, Clone, Copy)]
struct Reached {
    depth: usize,
    column: i32,
    /// From which entry.
    by: usize,
}

pub(super) fn layout(network: &Network) -> Layout {
    let reached = reach(network);
    let leftmost = reached.iter().map(|own| own.column).min().unwrap_or_default();
    let column = |own: &Reached| usize::try_from(own.column - leftmost).unwrap_or_default();
    // Nearest first: whoever is reached stands by the line of the one by whom, which is known then.
    let mut by_column: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut lines: Vec<usize> = vec![0; reached.len()];
    for depth in 0..=reached.iter().map(|own| own.depth).max().unwrap_or_default() {
        let mut here: Vec<(usize, &Reached)> =
            reached.iter().enumerate().filter(|(_, own)| own.depth == depth).collect();
        here.sort_by_key(|(at, own)| {
            let node = network.nodes.get(*at).map(|node| (node.kind, &node.name));
            (lines.get(own.by).copied(), own.by, node, *at)
        });
        for (at, own) in here {
            let all = by_column.entry(column(own)).or_default();
            if let Some(line) = lines.get_mut(at) {
                *line = all.len();
            }
            all.push(at);
        }
    }
    // The middle stands in the middle of its column.
    if let Some(all) = by_column.values_mut().find(|all| all.contains(&0)) {
        all.retain(|&at| at != 0);
        all.insert(all.len() / 2, 0);
    }
    let mut places = vec![Place { column: 0, line: 0 }; reached.len()];
    for (column, all) in &by_column {
        for (line, &at) in all.iter().enumerate() {
            if let Some(place) = places.get_mut(at) {
                *place = Place { column: *column, line };
            }
        }
    }
    let columns = (0..=by_column.keys().max().copied().unwrap_or_default())
        .map(|column| by_column.get(&column).map_or(0, Vec::len))
        .collect();
    Layout { places, columns }
}

/// From the middle outwards: along a tie one column to the right, against it one to the left. What nothing leads to stands
/// behind all.
fn reach(network: &Network) -> Vec<Reached> {
    let mut beside: BTreeMap<usize, Vec<(usize, i32)>> = BTreeMap::new();
    for tie in &network.ties {
        beside.entry(tie.from).or_default().push((tie.to, 1));
        beside.entry(tie.to).or_default().push((tie.from, -1));
    }
    let mut found: Vec<Option<Reached>> = vec![None; network.nodes.len()];
    let mut waiting = VecDeque::new();
    if let Some(first) = found.first_mut() {
        *first = Some(Reached { depth: 0, column: 0, by: 0 });
        waiting.push_back(0);
    }
    while let Some(at) = waiting.pop_front() {
        let Some(own) = found.get(at).copied().flatten() else { continue };
        for &(next, step) in beside.get(&at).into_iter().flatten() {
            if let Some(place @ None) = found.get_mut(next) {
                *place = Some(Reached { depth: own.depth + 1, column: own.column + step, by: at });
                waiting.push_back(next);
            }
        }
    }
    let last = found.iter().flatten().map(|own| own.column).max().unwrap_or_default();
    found.into_iter().map(|own| own.unwrap_or(Reached { depth: 1, column: last + 1, by: 0 })).collect()
}
