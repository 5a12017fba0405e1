//! What countries and technologies are called.

use std::collections::HashMap;
use std::sync::LazyLock;

use sousveil_export::rows::country_name;
use sousveil_model::Country;

use super::{Language, current, known};

/// Names of countries by their codes.
type Names = HashMap<&'static str, String>;

static RUSSIAN: LazyLock<Names> = LazyLock::new(|| names(Language::Russian));
static UZBEK: LazyLock<Names> = LazyLock::new(|| names(Language::Uzbek));
static KAZAKH: LazyLock<Names> = LazyLock::new(|| names(Language::Kazakh));

fn names(language: Language) -> Names {
    let name =
        |country: Country| Some((country.code(), sousveil_text::countries::name(country.code(), language.code())?));
    Country::all().filter_map(name).collect()
}

/// What a country is called (CLDR); its English name where the language has none, the code where there is no such country.
pub(crate) fn country(code: &str) -> String {
    told(code).unwrap_or_else(|| country_name(code))
}

/// The same, where the data have a name for it.
pub(crate) fn country_of(code: &str, named: &str) -> String {
    told(code).unwrap_or_else(|| named.to_owned())
}

fn told(code: &str) -> Option<String> {
    let names: &Names = match current().language {
        Language::English => return None,
        Language::Russian => &RUSSIAN,
        Language::Uzbek => &UZBEK,
        Language::Kazakh => &KAZAKH,
    };
    names.get(code).cloned()
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
