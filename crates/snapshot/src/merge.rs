//! Records of one identifier that come one after the other, put together: what several lines of a list tell of one entity.

use std::iter::Peekable;

use sousveil_model::ftm::FtmSchema;

use crate::entities::weight;
use crate::error::SnapshotError;
use crate::record::{self, RecordError};
use crate::spool::Record;

/// Gives each identifier once.
pub(crate) struct Merging<I: Iterator>(Peekable<I>);

/// Puts those together that come one after the other.
pub(crate) fn merging<I>(records: I) -> Merging<I>
where
    I: Iterator<Item = Result<Record, SnapshotError>>,
{
    Merging(records.peekable())
}

impl<I> Iterator for Merging<I>
where
    I: Iterator<Item = Result<Record, SnapshotError>>,
{
    type Item = Result<Record, SnapshotError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut record = match self.0.next()? {
            Ok(record) => record,
            Err(e) => return Some(Err(e)),
        };
        while let Some(Ok(other)) = self.0.next_if(|next| next.as_ref().is_ok_and(|next| next.id == record.id)) {
            record = match both(&record, &other) {
                Ok(record) => record,
                Err(e) => return Some(Err(e)),
            };
        }
        Some(Ok(record))
    }
}

fn both(one: &Record, other: &Record) -> Result<Record, SnapshotError> {
    let damaged = |e: RecordError| SnapshotError::damaged("spool".as_ref(), format!("`{}`: {e}", one.id));
    let decoded = |record: &Record| record::decode(&record.bytes).map_err(damaged);
    let (mut whole, more) = (decoded(one)?, decoded(other)?);
    // The more special schema: FollowTheMoney does so where one extends the other, and refuses else. Here the first stays.
    if FtmSchema::named(&more.schema).is_some_and(|schema| schema.is_a(&whole.schema)) {
        whole.schema = more.schema;
    }
    whole.origin = whole.origin.or(more.origin);
    for claim in more.claims {
        if !whole.claims.contains(&claim) {
            whole.claims.push(claim);
        }
    }
    Ok(Record { id: one.id.clone(), weight: weight(&whole), bytes: record::encode(&whole) })
}
