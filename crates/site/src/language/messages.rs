//! The messages of the interface, in Fluent's form (`languages/CODE/*.ftl`), and how they are asked for.
//!
//! A message may hold `<a>…</a>` for each link, and `<b>`, `<code>`, `<kbd>`; nothing else in it is markup. Tests see to it
//! that every language has the messages of English, with the same arguments and tags.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{Language, current};
use crate::view::inline::{Inline, Line};

/// What stands for an argument of a message.
pub(crate) type Value<'a> = FluentValue<'a>;

macro_rules! files {
    ($code:literal) => {
        &[
            include_str!(concat!("../../languages/", $code, "/frame.ftl")),
            include_str!(concat!("../../languages/", $code, "/words.ftl")),
            include_str!(concat!("../../languages/", $code, "/front.ftl")),
            include_str!(concat!("../../languages/", $code, "/places.ftl")),
            include_str!(concat!("../../languages/", $code, "/things.ftl")),
            include_str!(concat!("../../languages/", $code, "/pictures.ftl")),
            include_str!(concat!("../../languages/", $code, "/rules.ftl")),
            include_str!(concat!("../../languages/", $code, "/screen.ftl")),
            include_str!(concat!("../../languages/", $code, "/inspect.ftl")),
            include_str!(concat!("../../languages/", $code, "/indicators.ftl")),
            include_str!(concat!("../../languages/", $code, "/about.ftl")),
        ]
    };
}

/// The files of a language.
pub(super) fn files(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => files!("en"),
        Language::Russian => files!("ru"),
        Language::Uzbek => files!("uz"),
        Language::Kazakh => files!("kk"),
    }
}

/// The messages of one language. Those without arguments are put together once, when they are first shown.
pub(super) struct Messages {
    bundle: FluentBundle<FluentResource>,
    plain: HashMap<&'static str, OnceLock<Option<String>>>,
}

impl Messages {
    fn plain(&self, key: &str) -> Option<&str> {
        self.plain.get(key)?.get_or_init(|| format(&self.bundle, key, None)).as_deref()
    }
}

// Each is read when the first page in it is asked for.
static ENGLISH: LazyLock<Messages> = LazyLock::new(|| read(Language::English));
static RUSSIAN: LazyLock<Messages> = LazyLock::new(|| read(Language::Russian));
static UZBEK: LazyLock<Messages> = LazyLock::new(|| read(Language::Uzbek));
static KAZAKH: LazyLock<Messages> = LazyLock::new(|| read(Language::Kazakh));

fn read(language: Language) -> Messages {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Directions are isolated by the page, where they may differ (`bdi`).
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language.group() {
        ',' => |value, _| digits(value, ','),
        _ => |value, _| digits(value, NO_BREAK),
    }));
    for file in files(language) {
        // A message that can't be read is missing, which a test of all files sees.
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new((*file).to_owned());
        bundle.add_resource_overriding(resource);
    }
    Messages { bundle, plain: keys(language).map(|key| (key, OnceLock::new())).collect() }
}

/// The names of all messages of a language.
fn keys(language: Language) -> impl Iterator<Item = &'static str> {
    let lines = files(language).iter().flat_map(|file| file.lines());
    lines
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| Some(line.split_once(" =")?.0))
}

const NO_BREAK: char = '\u{A0}';

/// A whole number with its digits in groups of three; nothing for what is no number.
fn digits(value: &FluentValue<'_>, group: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    Some(grouped(&number.as_string(), group))
}

/// Digits in groups of three.
fn grouped(digits: &str, group: char) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    out
}

/// A number as the language groups its digits.
pub(crate) fn number(number: u64) -> String {
    grouped(&number.to_string(), current().language.group())
}

/// A message with its arguments; nothing where it does not exist, or wants an argument that it does not get.
fn format(bundle: &FluentBundle<FluentResource>, key: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, arguments, &mut errors).into_owned();
    errors.is_empty().then_some(text)
}

pub(super) fn of(language: Language) -> &'static Messages {
    LazyLock::force(match language {
        Language::English => &ENGLISH,
        Language::Russian => &RUSSIAN,
        Language::Uzbek => &UZBEK,
        Language::Kazakh => &KAZAKH,
    })
}

/// A message that may not exist, as of a word that the data brings.
pub(crate) fn known(key: &str) -> Option<&'static str> {
    of(current().language).plain(key)
}

/// A message without arguments. What is missing shows as its key; tests see to it that nothing is.
pub(crate) fn say(key: &'static str) -> &'static str {
    known(key).unwrap_or(key)
}

/// The same in English, whatever the page is in.
pub(super) fn english(key: &'static str) -> &'static str {
    of(Language::English).plain(key).unwrap_or(key)
}

/// A message with arguments. Numbers choose the plural and are shown with their digits in groups; a year, or a number that
/// is a name, is handed in as text.
pub(crate) fn say_with(key: &str, arguments: &[(&'static str, Value<'_>)]) -> String {
    let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
    format(&of(current().language).bundle, key, Some(&arguments)).unwrap_or_else(|| format!("⟦{key}⟧"))
}

/// A message with its `<a>…</a>` as links to those addresses, in their order. Other tags stay out of it.
pub(crate) fn marked(key: &str, arguments: &[(&'static str, Value<'_>)], addresses: &[&str]) -> Line {
    let told = say_with(key, arguments);
    let mut line = Vec::new();
    let mut rest = told.as_str();
    for address in addresses {
        let Some((before, behind)) = rest.split_once("<a>") else { break };
        let (text, behind) = behind.split_once("</a>").unwrap_or((behind, ""));
        if !before.is_empty() {
            line.push(Inline::text(before));
        }
        line.push(Inline::link(*address, text));
        rest = behind;
    }
    if !rest.is_empty() {
        line.push(Inline::text(rest));
    }
    Line(line)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::{Path, PathBuf};

    use strum::VariantArray as _;

    use super::*;
    use crate::language::{Choice, within};

    /// The messages of a language: for each its arguments and tags.
    fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut all = BTreeMap::new();
        for file in files(language) {
            assert!(FluentResource::try_new((*file).to_owned()).is_ok(), "{language:?}: a file can't be read: {file}");
            let mut key = None;
            for line in file.lines().filter(|line| !line.starts_with('#')) {
                if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                    let name = line.split_once(" =").map(|(name, _)| name.to_owned()).unwrap();
                    assert!(all.insert(name.clone(), BTreeSet::new()).is_none(), "{language:?} tells {name} twice");
                    key = Some(name);
                }
                if let Some(parts) = key.as_ref().and_then(|key| all.get_mut(key)) {
                    parts.extend(line.split('$').skip(1).map(|rest| {
                        format!("${}", rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap())
                    }));
                    parts.extend(line.split('<').skip(1).map(|rest| format!("<{}", rest.split('>').next().unwrap())));
                }
            }
        }
        all
    }

    /// How many links each message has that has some, variants being alike in that.
    fn links(language: Language) -> BTreeMap<String, BTreeSet<(usize, usize)>> {
        let mut all: BTreeMap<String, BTreeSet<(usize, usize)>> = BTreeMap::new();
        let mut key = String::new();
        for line in files(language).iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) =
                line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                name.clone_into(&mut key);
            }
            let count = (line.matches("<a>").count(), line.matches("</a>").count());
            if count != (0, 0) {
                assert_eq!(count.0, count.1, "{language:?}, {key}");
                all.entry(key.clone()).or_default().insert(count);
            }
        }
        all
    }

    #[test]
    fn every_language_has_the_messages_of_english() {
        let english = messages(Language::English);
        assert!(english.len() > 10);
        let allowed = ["<a", "</a", "<b", "</b", "<code", "</code", "<kbd", "</kbd"];
        for tag in english.values().flatten().filter(|part| part.starts_with('<')) {
            assert!(allowed.contains(&tag.as_str()), "{tag}");
        }
        for &language in Language::VARIANTS {
            let own = messages(language);
            let missing: Vec<_> = english.keys().filter(|key| !own.contains_key(*key)).collect();
            let more: Vec<_> = own.keys().filter(|key| !english.contains_key(*key)).collect();
            assert!(missing.is_empty() && more.is_empty(), "{language:?}: missing {missing:?}, more {more:?}");
            for (key, parts) in &english {
                assert_eq!(own.get(key), Some(parts), "{language:?}, {key}");
            }
            // Of links there are as many, in each variant of a plural.
            assert_eq!(links(language), links(Language::English), "{language:?}");
        }
    }

    /// Closed lists whose words have a message each.
    const LISTS: [&str; 10] =
        ["act", "confidence", "facet", "missing", "noun", "plural", "property", "stage", "word", "year"];

    /// All sources and templates of the site in one text.
    fn sources(dir: &Path) -> String {
        let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
        let read = |path: PathBuf| match path.extension().and_then(|e| e.to_str()) {
            _ if path.is_dir() => sources(&path),
            Some("rs" | "html") => std::fs::read_to_string(&path).unwrap(),
            _ => String::new(),
        };
        entries.map(read).collect()
    }

    #[test]
    fn what_is_asked_for_is_there_and_what_is_there_is_asked_for() {
        let site = Path::new(env!("CARGO_MANIFEST_DIR"));
        let all = sources(&site.join("src")) + &sources(&site.join("templates"));
        let english = messages(Language::English);
        let asked = |opening: &str| -> Vec<String> {
            let rest = all.split(opening).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
            rest.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).filter(|key| !key.contains('{')).collect()
        };
        let mut keys: Vec<String> =
            ["say(", "say_with(", "marked("].iter().flat_map(|opening| asked(opening)).collect();
        for closing in ["\"|say", "\"|with", "\"|rich", "\"|beside"] {
            keys.extend(all.split(closing).filter_map(|before| Some(before.rsplit_once('"')?.1.to_owned())));
        }
        keys.retain(|key| key.contains('-') && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)));
        assert!(keys.len() > 500, "{}", keys.len());
        let missing: BTreeSet<_> = keys.iter().filter(|key| !english.contains_key(*key)).collect();
        assert!(missing.is_empty(), "asked for, but not there: {missing:?}");
        // Some keys are put together: `format!("gap-{word}")`, `named("word", word)`.
        let begins: Vec<String> = all
            .split("(\"")
            .filter_map(|rest| Some(rest.split_once('{')?.0))
            .filter(|begin| begin.ends_with('-') && !begin.contains('"'))
            .map(str::to_owned)
            .chain(LISTS.map(|list| format!("{list}-")))
            .collect();
        let is_asked = |key: &str| {
            all.contains(&format!("\"{key}\"")) || begins.iter().any(|begin| key.starts_with(begin.as_str()))
        };
        let idle: Vec<_> = english.keys().filter(|key| !is_asked(key)).collect();
        assert!(idle.is_empty(), "there, but never asked for: {idle:?}");
    }

    #[test]
    fn numbers_choose_the_plural_and_are_grouped() {
        let told = |language, n: u64| {
            within(Choice { language, in_address: true }, || say_with("count-deals", &[("n", n.into())]))
        };
        assert_eq!(told(Language::English, 1), "1 deal");
        assert_eq!(told(Language::English, 1234), "1,234 deals");
        assert_eq!(told(Language::Russian, 1), "1 сделка");
        assert_eq!(told(Language::Russian, 3), "3 сделки");
        assert_eq!(told(Language::Russian, 1235), "1\u{A0}235 сделок");
    }
}
