//! When an entity came and when it last changed, from the dataset's own history.

use sousveil_model::PartialDate;
use sousveil_snapshot::Snapshot;

use crate::dates::day_of_version;

/// Times of an entity, in whole seconds and without a zone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The date of its `addition` in `changes.csv`, else of the version.
    pub first: Option<String>,
    /// The date of the version.
    pub last: Option<String>,
    /// The date of its newest line in `changes.csv`, else of the version.
    pub change: Option<String>,
}

/// The history of all entities, looked up by number.
#[derive(Debug, Clone)]
pub(super) struct History {
    /// Entity, day of its addition, day of its last change; sorted by entity. What is no longer there is left out.
    known: Vec<(u32, Option<Day>, Day)>,
    version: Option<Day>,
}

type Day = (u16, u8, u8);

impl History {
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let mut lines: Vec<(u32, Option<Day>, Day)> = snapshot
            .changes()
            .iter()
            .filter_map(|change| {
                let day = change.date.parse::<PartialDate>().ok()?.first_day();
                Some((snapshot.number(&change.entity)?, (change.kind == "addition").then_some(day), day))
            })
            .collect();
        lines.sort_unstable();
        lines.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                // An entity that was withdrawn and taken in again is as old as its first line.
                kept.1 = match (kept.1, next.1) {
                    (Some(a), Some(b)) => Some(a.min(b)),
                    (a, b) => a.or(b),
                };
                kept.2 = kept.2.max(next.2);
            }
            same
        });
        Self { known: lines, version: date_of(snapshot) }
    }

    pub(super) fn seen(&self, entity: Option<u32>) -> Seen {
        let found = entity.and_then(|entity| {
            let at = self.known.binary_search_by_key(&entity, |line| line.0).ok()?;
            self.known.get(at)
        });
        let (first, change) = found.map_or((None, None), |line| (line.1, Some(line.2)));
        // What was changed before this version was there before.
        let first = first.or(self.version.min(change.or(self.version)));
        Seen { first: first.map(time), last: self.version.map(time), change: change.or(self.version).map(time) }
    }
}

fn time((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}T00:00:00")
}

/// The day of the data, as `YYYY-MM-DD`: what its version begins with, else the newest date in its history.
pub fn data_date(snapshot: &Snapshot) -> Option<String> {
    date_of(snapshot).map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
}

fn date_of(snapshot: &Snapshot) -> Option<Day> {
    let version = day_of_version(&snapshot.manifest().dataset.version);
    version.and_then(|day| Some(day.parse::<PartialDate>().ok()?.first_day())).or_else(|| {
        let dates = snapshot.changes().iter().filter_map(|c| c.date.parse::<PartialDate>().ok());
        dates.map(PartialDate::last_day).max()
    })
}
