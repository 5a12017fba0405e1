//! How many sources are independent of one another.

use std::collections::{BTreeMap, BTreeSet};

use sousveil_model::{Entity, SourceKind, Stance};
use sousveil_snapshot::{Facet, Query, Snapshot};

use crate::Result;

/// Which sources only repeat others. Made once for a snapshot.
#[derive(Debug, Clone, Default)]
pub struct Independence {
    /// For every repost or dataset that names an original: the originals, followed to their end.
    originals: BTreeMap<String, Vec<String>>,
}

/// How far a chain of reposts is followed; a loop in the data ends here.
const DEPTH: usize = 4;

impl Independence {
    /// Reads all sources of a snapshot.
    pub fn of(snapshot: &Snapshot) -> Result<Self> {
        // Only these can repeat others; a large dataset has too many sources to read them all.
        let kinds = [SourceKind::Repost, SourceKind::Dataset].map(|kind| (Facet::Kind, kind.to_string()));
        let filters = std::iter::once((Facet::Schema, "Source".to_owned())).chain(kinds).collect();
        let query = Query { filters, ..Query::default() };
        let mut cites = BTreeMap::new();
        for number in snapshot.query(&query)?.hits {
            let source = snapshot.entity_at(number)?;
            if repeats(&source) {
                let cited: Vec<String> = source.values("cites").map(str::to_owned).collect();
                if !cited.is_empty() {
                    cites.insert(source.id.as_str().to_owned(), cited);
                }
            }
        }
        let originals = cites.keys().map(|id| (id.clone(), follow(&cites, id))).collect();
        Ok(Self { originals })
    }

    /// How many independent sources support something that is said of an entity: a repost or a dataset counts as
    /// the source it cites, and two of them that share an original count once. Who only contradicts is not counted.
    pub fn count(&self, entity: &Entity) -> usize {
        let evidence = entity.claims.iter().flat_map(|c| &c.evidence).filter(|e| e.stance == Stance::Supports);
        let mut ids: Vec<&str> = evidence.filter_map(|e| e.source.as_ref()).map(sousveil_model::Id::as_str).collect();
        ids.sort_unstable();
        ids.dedup();
        self.count_ids(ids.into_iter())
    }

    /// The same for any list of sources.
    pub fn count_ids<'a>(&self, sources: impl Iterator<Item = &'a str>) -> usize {
        // Groups of sources that say the same thing with one voice; a new source joins every group it touches.
        let mut groups: Vec<BTreeSet<&str>> = Vec::new();
        for source in sources {
            let mut voice: BTreeSet<&str> = BTreeSet::from([source]);
            voice.extend(self.originals.get(source).into_iter().flatten().map(String::as_str));
            let (touched, apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(|g| !g.is_disjoint(&voice));
            voice.extend(touched.into_iter().flatten());
            groups = apart;
            groups.push(voice);
        }
        groups.len()
    }
}

fn repeats(source: &Entity) -> bool {
    matches!(
        source.first("kind").and_then(|k| k.parse::<SourceKind>().ok()),
        Some(SourceKind::Repost | SourceKind::Dataset)
    )
}

fn follow(cites: &BTreeMap<String, Vec<String>>, id: &str) -> Vec<String> {
    let mut ends = BTreeSet::new();
    let mut open = vec![(id.to_owned(), 0)];
    while let Some((id, depth)) = open.pop() {
        match cites.get(&id) {
            Some(next) if depth < DEPTH => open.extend(next.iter().map(|n| (n.clone(), depth + 1))),
            _ => drop(ends.insert(id)),
        }
    }
    ends.into_iter().collect()
}
