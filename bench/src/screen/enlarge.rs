//! More entities than a list has, with names of the same words.

use std::collections::BTreeMap;

use sousveil_bench::dice::Dice;

use super::form::Listed;

/// The words of the names of each schema.
pub type Words<'a> = BTreeMap<&'a str, Vec<&'a str>>;

/// All words, as often as they stand there.
pub fn words(listed: &[Listed]) -> Words<'_> {
    let mut words = Words::new();
    for one in listed {
        let own = one.names().flat_map(|name| name.split([' ', ','])).filter(|word| word.len() > 1);
        words.entry(one.schema.as_str()).or_default().extend(own);
    }
    words
}

/// The entity once more under another identifier: each name with as many words, which are others.
pub fn again(one: &Listed, time: u64, number: u64, words: &Words<'_>) -> Listed {
    let mut dice = Dice::new(11, time, number);
    let mut more = one.clone();
    more.id = format!("more-{time}-{}", one.id);
    let pool = words.get(one.schema.as_str()).map_or(&[][..], Vec::as_slice);
    // What else is said of it would tie it to the entity that it is made of.
    more.properties.retain(|property, _| matches!(property.as_str(), "name" | "alias" | "topics" | "country"));
    for property in ["name", "alias"] {
        for name in more.properties.get_mut(property).into_iter().flatten() {
            let put: Vec<&str> = name.split_whitespace().map(|_| dice.one(pool)).collect();
            *name = put.join(" ");
        }
    }
    more
}

/// Words of addresses and notes that say nothing of anybody.
const FILLING: [&str; 24] = [
    "street",
    "avenue",
    "office",
    "block",
    "district",
    "quarter",
    "north",
    "south",
    "market",
    "harbour",
    "garden",
    "river",
    "station",
    "bridge",
    "notice",
    "published",
    "amended",
    "trade",
    "transport",
    "goods",
    "owner",
    "together",
    "under",
    "later",
];

/// The entity with what real lists tell besides names: addresses, a number, a note.
pub fn longer(one: &Listed, time: u64, number: u64) -> Listed {
    let mut dice = Dice::new(13, time, number);
    let mut more = one.clone();
    let mut words = |count: usize| (0..count).map(|_| dice.one(&FILLING)).collect::<Vec<&str>>().join(" ");
    let (addresses, note) = ((0..3).map(|_| words(9)).collect(), words(95));
    more.properties.insert("address".to_owned(), addresses);
    more.properties.insert("notes".to_owned(), vec![note]);
    more.properties.insert("registrationNumber".to_owned(), vec![dice.below(10_000_000_000).to_string()]);
    more
}
