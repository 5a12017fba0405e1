//! What a country is called in many languages, from Unicode's CLDR through `icu_experimental`.

use icu_experimental::displaynames::multi::RegionDisplayNames;
use icu_experimental::displaynames::{DisplayNamesOptions, Style};
use icu_locale_core::Locale;
use icu_locale_core::subtags::Region;

/// Languages whose names are given, in this order. English leads because it is the site's language.
const LANGUAGES: [&str; 53] = [
    "en", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "is", "pl", "cs", "sk", "hu", "ro", "bg", "sr",
    "sr-Latn", "hr", "sl", "mk", "sq", "el", "lt", "lv", "et", "ru", "uk", "be", "tr", "az", "uz", "uz-Cyrl", "kk",
    "ky", "tg", "tk", "mn", "hy", "ka", "ar", "fa", "he", "ur", "hi", "zh", "zh-Hant", "ja", "ko", "id", "vi",
];

/// The names of a country as pairs of language tag and name.
///
/// `code` is ISO 3166-1 alpha-2 in lower case. Everything else gives nothing: codes that CLDR
/// doesn't know, FollowTheMoney's extra ones, and ZZ, which CLDR calls an unknown region. Short forms
/// ("Hong Kong", "アメリカ") are included, abbreviations only in English, German and
/// Russian (USA, США): Spanish calls the United Kingdom RU. CLDR's second names (Ivory Coast, Czech
/// Republic, Burma alone) aren't in the data that `icu_experimental` carries. A name that an earlier language has too, and one that is just the code, is
/// left out.
///
/// The list is made anew at each call, some fifty look-ups: keep it where it is needed often.
pub fn names(code: &str) -> Vec<(&'static str, String)> {
    let mut out: Vec<(&'static str, String)> = Vec::new();
    let Some(region) = region(code) else {
        return out;
    };
    for language in LANGUAGES {
        for style in [None, Some(Style::Short)] {
            let Some(name) = name_in(language, region, style) else {
                continue;
            };
            let known = out.iter().any(|(_, known)| *known == name);
            let unclear = style.is_some() && is_abbreviation(&name) && !matches!(language, "en" | "de" | "ru");
            if !known && !unclear && !name.eq_ignore_ascii_case(code) {
                out.push((language, name));
            }
        }
    }
    out
}

/// The name of a country in one language, by its tag; nothing where CLDR has none. For `code` see [`names`].
pub fn name(code: &str, language: &str) -> Option<String> {
    name_in(language, region(code)?, None)
}

fn region(code: &str) -> Option<Region> {
    let lower = code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase());
    if !lower || code == "zz" {
        return None;
    }
    Region::try_from_str(code).ok()
}

fn name_in(language: &str, region: Region, style: Option<Style>) -> Option<String> {
    let locale = Locale::try_from_str(language).ok()?;
    let mut options = DisplayNamesOptions::default();
    options.style = style;
    let names = RegionDisplayNames::try_new((&locale).into(), options).ok()?;
    names.of(region).map(str::to_owned)
}

fn is_abbreviation(name: &str) -> bool {
    let capitals = name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase);
    capitals || name.contains(['.', '॰'])
}
