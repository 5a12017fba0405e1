//! What countries and technologies are called.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use sousveil_export::rows::country_name;

use super::{Language, current, known};

/// Names by language and code.
type Names = HashMap<(Language, String), Option<String>>;

/// Names of countries, as far as they were asked for.
static COUNTRIES: LazyLock<Mutex<Names>> = LazyLock::new(Mutex::default);

/// What a country is called (CLDR); its English name where the language has none, the code where there is no such country.
pub(crate) fn country(code: &str) -> String {
    told(code).unwrap_or_else(|| country_name(code))
}

/// The same, where the data have a name for it.
pub(crate) fn country_of(code: &str, named: &str) -> String {
    told(code).unwrap_or_else(|| named.to_owned())
}

fn told(code: &str) -> Option<String> {
    let language = current().language;
    if language == Language::English || code.len() > 8 {
        return None;
    }
    let mut names = COUNTRIES.lock().unwrap_or_else(PoisonError::into_inner);
    let name = names
        .entry((language, code.to_owned()))
        .or_insert_with(|| sousveil_text::countries::name(code, language.code()));
    name.clone()
}

/// What a technology of our own list is called; its name in the data where it is another.
pub(crate) fn technology(key: &str, named: &str) -> String {
    if current().language == Language::English {
        return named.to_owned();
    }
    known(&format!("technology-{key}")).unwrap_or(named).to_owned()
}

/// What an entity is called, whose name in the data is known.
pub(crate) fn called(schema: &str, id: &str, named: &str) -> String {
    match schema {
        "Country" => country_of(id, named),
        "Technology" => technology(id, named),
        _ => named.to_owned(),
    }
}
