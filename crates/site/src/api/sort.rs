//! The order of entities, as `sort=last_change:desc` asks for it.

use std::cmp::Ordering;

use super::entity::Told;
use super::error::Error;
use super::example::shown;
use super::operation::{Param, Takes};
use super::params::Params;

/// The parameter.
pub(crate) const SORT: Param = Param::many(
    "sort",
    Takes::Text(100),
    "The order: `caption`, `schema`, `id`, `first_seen`, `last_seen`, `last_change` or `properties.name`, with `:asc` or \
     `:desc` behind it; several count one after the other. What has no value comes last.",
)
.at_most(5);

/// What is sorted by.
enum Key<'a> {
    Id,
    Caption,
    Schema,
    FirstSeen,
    LastSeen,
    LastChange,
    Property(&'a str),
}

/// Sorts by what the parameters say; without a word the order stays.
///
/// # Errors
/// A key that there is not.
pub(crate) fn sort(entities: &mut [Told], params: &Params) -> Result<(), Error> {
    let keys = keys(params)?;
    if !keys.is_empty() {
        entities.sort_by(|a, b| {
            let order = |(key, down): &(Key<'_>, bool)| compare(key.of(a), key.of(b), *down);
            keys.iter().map(order).find(|order| order.is_ne()).unwrap_or_else(|| a.id.cmp(&b.id))
        });
    }
    Ok(())
}

fn keys(params: &Params) -> Result<Vec<(Key<'_>, bool)>, Error> {
    params.values("sort").filter(|text| !text.is_empty()).map(read).collect()
}

fn read(text: &str) -> Result<(Key<'_>, bool), Error> {
    let (name, order) = text.rsplit_once(':').unwrap_or((text, "asc"));
    let key = match name {
        "id" | "entity_id" => Key::Id,
        "caption" | "name" => Key::Caption,
        "schema" => Key::Schema,
        "first_seen" => Key::FirstSeen,
        "last_seen" => Key::LastSeen,
        "last_change" => Key::LastChange,
        other => match other.strip_prefix("properties.") {
            Some(property) => Key::Property(property),
            None => {
                let found = shown(text);
                return Err(Error::Bad(format!("sort: found `{found}`, expected a key such as `last_change:desc`.")));
            }
        },
    };
    match order {
        "asc" => Ok((key, false)),
        "desc" => Ok((key, true)),
        _ => Err(Error::Bad(format!("sort: found `{}`, expected `asc` or `desc` behind the colon.", shown(text)))),
    }
}

impl Key<'_> {
    fn of<'t>(&'t self, told: &'t Told) -> Option<&'t str> {
        match self {
            Self::Id => Some(&told.id),
            Self::Caption => Some(&told.caption),
            Self::Schema => Some(told.schema.name),
            Self::FirstSeen => told.seen.first.as_deref(),
            Self::LastSeen => told.seen.last.as_deref(),
            Self::LastChange => told.seen.change.as_deref(),
            Self::Property(name) => told.values(name).min(),
        }
    }
}

fn compare(a: Option<&str>, b: Option<&str>, down: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if down => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
