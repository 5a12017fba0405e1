//! The entities that countries are: made from the model's table, in every language that `sousveil-text` knows.

use std::sync::LazyLock;

use sousveil_model::{Claim, Country, Entity, Vocabulary};

use crate::reference::COUNTRY;

/// The countries that are entities of a snapshot. FollowTheMoney's own data have countries as values only.
pub(crate) fn of(vocabulary: Vocabulary) -> &'static [Entity] {
    if vocabulary.is_ours() { entities() } else { &[] }
}

/// Every country of the model, sorted by code. Some 12,000 names: worked out once in a process.
fn entities() -> &'static [Entity] {
    static ALL: LazyLock<Vec<Entity>> = LazyLock::new(|| Country::all().filter_map(entity).collect());
    &ALL
}

fn entity(country: Country) -> Option<Entity> {
    let claim =
        |property: &str, value: String| Claim { property: property.into(), value: value.into(), evidence: Vec::new() };
    let mut aliases: Vec<String> = country.other_names().iter().map(|&name| name.to_owned()).collect();
    for (_, name) in sousveil_text::countries::names(country.code()) {
        if name != country.name() && !aliases.contains(&name) {
            aliases.push(name);
        }
    }
    let mut claims = vec![claim("name", country.name().to_owned())];
    claims.extend(aliases.into_iter().map(|name| claim("aliases", name)));
    Some(Entity { id: country.code().parse().ok()?, schema: COUNTRY.into(), origin: None, claims })
}
