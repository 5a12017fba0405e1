//! Countries as lists write them.

use std::collections::HashMap;
use std::sync::LazyLock;

use sousveil_model::Country;
use sousveil_text::fold;

/// Writings of lists that are names in no language. Our list.
const WRITTEN: [(&str, &str); 34] = [
    ("korea, north", "kp"),
    ("democratic people's republic of korea", "kp"),
    ("north korea", "kp"),
    ("korea, south", "kr"),
    ("republic of korea", "kr"),
    ("congo, democratic republic of the", "cd"),
    ("democratic republic of the congo", "cd"),
    ("congo (democratic republic)", "cd"),
    ("drc", "cd"),
    ("congo, republic of the", "cg"),
    ("congo", "cg"),
    ("virgin islands, british", "vg"),
    ("british virgin islands", "vg"),
    ("bahamas, the", "bs"),
    ("the bahamas", "bs"),
    ("the gambia", "gm"),
    ("gambia, the", "gm"),
    ("cote d ivoire", "ci"),
    ("palestinian", "ps"),
    ("west bank", "ps"),
    ("occupied palestinian territories", "ps"),
    ("state of palestine", "ps"),
    ("macau", "mo"),
    ("burma", "mm"),
    ("myanmar (burma)", "mm"),
    ("syrian arab republic", "sy"),
    ("iran (islamic republic of)", "ir"),
    ("islamic republic of iran", "ir"),
    ("russian federation", "ru"),
    ("united republic of tanzania", "tz"),
    ("united kingdom of great britain and northern ireland", "gb"),
    ("uk", "gb"),
    ("usa", "us"),
    ("united states of america", "us"),
];

static NAMES: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for country in Country::all() {
        let all = sousveil_text::countries::names(country.code()).into_iter().map(|(_, name)| name);
        for name in all {
            names.entry(fold(&name)).or_insert(country);
        }
    }
    // What English says goes before what other languages say.
    for country in Country::all() {
        for name in country.other_names().iter().chain([&country.name()]) {
            names.insert(fold(name), country);
        }
    }
    for (name, code) in WRITTEN {
        if let Ok(country) = code.parse() {
            names.insert(fold(name), country);
        }
    }
    names
});

/// The country of a code of two letters in either case, or of a name in one of many languages.
pub(super) fn code(text: &str) -> Option<Country> {
    let text = text.trim();
    if text.len() == 2
        && let Ok(country) = text.to_ascii_lowercase().parse()
    {
        return Some(country);
    }
    if text.len() > 200 {
        return None;
    }
    NAMES.get(&fold(text)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_by_code_and_by_the_names_that_lists_write() {
        for (text, expected) in [
            ("RU", "ru"),
            ("Korea, North", "kp"),
            ("Congo, Democratic Republic of the", "cd"),
            ("Cote d Ivoire", "ci"),
            ("Россия", "ru"),
            ("Syria", "sy"),
            ("Iran (Islamic Republic of)", "ir"),
        ] {
            assert_eq!(code(text).map(Country::code), Some(expected), "{text}");
        }
        for text in ["", "undetermined", "Region: Kafia Kingi", "qq"] {
            assert_eq!(code(text), None, "{text}");
        }
    }
}
