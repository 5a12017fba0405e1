//! Rows that came and bear the name of one that was here: said, never joined.

use std::collections::BTreeMap;

use super::told::{Alike, Fate, Told};
use super::unit::Unit;
use super::work::Work;
use crate::folder::values;

/// The tables whose rows have a name of their own.
const NAMED: [&str; 3] = ["companies", "agencies", "products"];

/// Table, key of the name and, for agencies, the country: bodies of two states bear one name.
type Key = (&'static str, String, String);

fn keys(unit: &Unit) -> impl Iterator<Item = Key> + '_ {
    let place = if unit.table == "agencies" { unit.cell("country") } else { "" };
    let names = std::iter::once(unit.cell("name")).chain(values(unit.cell("aliases"))).filter(|n| !n.is_empty());
    names.map(move |name| (unit.table, sousveil_text::name_key(name), place.to_owned()))
}

/// Tells of each row that came which rows of ours may be the same.
pub(super) fn tell(work: &Work<'_>, told: &mut Told) {
    let came: Vec<(&String, &Unit)> = work
        .cases
        .iter()
        .filter(|(_, case)| matches!(case.fate, Fate::Added { .. }) && NAMED.contains(&case.table))
        .filter_map(|(id, _)| Some((id, work.their(id)?)))
        .collect();
    if came.is_empty() {
        return;
    }
    let mut known: BTreeMap<Key, Vec<&str>> = BTreeMap::new();
    for table in NAMED {
        for row in work.ours.rows(table) {
            let Some(unit) = work.our(row.cell(0)) else { continue };
            for key in keys(unit) {
                known.entry(key).or_default().push(row.cell(0));
            }
        }
    }
    for (id, unit) in came {
        let mut others: Vec<&str> = keys(unit).filter_map(|key| known.get(&key)).flatten().copied().collect();
        others.sort_unstable();
        others.dedup();
        for ours in others {
            told.alike.push(Alike {
                table: unit.table,
                ours: ours.to_owned(),
                our_name: work.our(ours).map_or("", |u| u.cell("name")).to_owned(),
                theirs: id.clone(),
                their_name: unit.cell("name").to_owned(),
            });
        }
    }
}
