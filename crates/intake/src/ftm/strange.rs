//! What strangers tell.

use sousveil_model::ftm::Derived;

use super::Made;
use super::index::Index;
use super::thing::Thing;
use super::{edges, nodes};

/// What a stranger's thing becomes, or why it stays out.
pub(super) fn entity(thing: &Thing, index: &Index<'_>) -> Result<Made, String> {
    // Else the folder's own deal would come in a second time, as if somebody else told of it.
    if Derived::of(&thing.id).is_some_and(|(row, _)| index.has(row)) {
        return Err("an export of this folder derives it from a row that the folder has".to_owned());
    }
    let made = match thing.schema.as_str() {
        "Ownership" | "Succession" | "UnknownLink" => edges::relation(thing, index),
        "Sanction" => edges::measure(thing, index),
        "EconomicActivity" => edges::declaration(thing, index),
        "ContractAward" => edges::award(thing, index),
        "Contract" => Err("schema Contract: it is told with its awards, if it has some".to_owned()),
        "Person" => Err("schema Person: private persons stay out".to_owned()),
        "Country" => Err("a country: those are the program's own and are never imported".to_owned()),
        other => match nodes::entity(thing, index) {
            Some(made) => made,
            None => Err(format!("schema {}: we have no table for it", crate::taking::shown(other))),
        },
    };
    made.map(|made| Made::Entity(Box::new(made)))
}
