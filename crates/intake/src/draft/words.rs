//! Words and examples as the draft writes them.

use std::fmt::Write as _;

use sousveil_model::{Grade, Stage};

use super::column::Column;

/// Words of a closed list: those that a stranger's words stand for, and examples of those that nobody can know. What
/// is not known becomes `unknown` where the list has that, else nothing.
pub(super) fn words_of(words: &[&str], column: &Column<'_>, role: &str) -> (Vec<(String, String)>, String) {
    let (mut pairs, mut unknown) = (Vec::new(), Vec::new());
    for value in column.values.iter().filter(|v| !words.contains(&v.as_str())) {
        let lower = value.to_lowercase();
        let same = words.iter().find(|w| w.replace('_', " ") == lower || **w == lower).map(|w| (*w).to_owned());
        let stage = || (role == "stage").then(|| stage(&lower)).flatten();
        match same.or_else(stage) {
            Some(word) => pairs.push((value.clone(), word)),
            None => {
                pairs.push((value.clone(), if words.contains(&"unknown") { "unknown" } else { "" }.to_owned()));
                unknown.push(value);
            }
        }
    }
    (pairs, examples_of(unknown.into_iter()))
}

/// The stage that a word says outright.
fn stage(word: &str) -> Option<String> {
    let stage = match word {
        "delivered" | "supplied" | "поставлено" | "поставлен" | "geliefert" | "livré" | "entregado" => {
            Stage::Delivered
        }
        "contracted"
        | "signed"
        | "ordered"
        | "контракт подписан"
        | "подписан"
        | "bestellt"
        | "commandé"
        | "contratado" => Stage::Contracted,
        "licence granted" | "license granted" | "export licence granted" | "lizenz erteilt" => Stage::Licensed,
        "licence refused" | "license refused" | "license denied" | "lizenz verweigert" => Stage::LicenceRefused,
        "offered" | "предложено" | "angeboten" | "proposé" | "ofrecido" => Stage::Advertised,
        "tender" | "тендер" | "ausgeschrieben" => Stage::Tendered,
        "used" | "используется" | "im einsatz" | "en service" | "en uso" => Stage::InUse,
        _ => return None,
    };
    Some(stage.to_string())
}

pub(super) fn replacements(pairs: &[(String, String)]) -> Option<String> {
    let written = pairs.iter().map(|(value, ours)| format!("{} = {}", quoted(value), quoted(ours)));
    (!pairs.is_empty()).then(|| format!("values = {{ {} }}", written.collect::<Vec<_>>().join(", ")))
}

/// What the values of a column are.
pub(super) fn seen(column: &Column<'_>) -> String {
    if column.filled == 0 {
        return "empty in all rows that were looked at".to_owned();
    }
    let mut parts = Vec::new();
    for (count, what) in [
        (column.countries, "countries"),
        (column.dates, "dates"),
        (column.urls, "addresses"),
        (column.companies, "companies that are known"),
        (column.technologies, "technologies that are known"),
    ] {
        let share = column.share(count);
        if share >= 20 {
            parts.push(format!("{share}% are {what}"));
        }
    }
    if column.unique {
        parts.push("each row has its own".to_owned());
    }
    parts.push(format!("e.g. {}", examples(column)));
    parts.join(", ")
}

pub(super) fn examples(column: &Column<'_>) -> String {
    examples_of(column.values.iter())
}

/// Up to three examples, each on one line and short.
pub(super) fn examples_of<'v>(mut values: impl Iterator<Item = &'v String>) -> String {
    let first: Vec<String> = values.by_ref().take(3).map(|v| quoted(&sousveil_text::visible(v, 40))).collect();
    let more = if values.next().is_some() && !first.is_empty() { ", …" } else { "" };
    format!("{}{more}", first.join(", "))
}

/// A text as TOML writes it, on one line. What can't be seen, such as signs that turn the direction of writing, is
/// written out, so that a comment can't show something else than it says.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if sousveil_text::is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}') || c.is_control() => {
                // TOML writes what is beyond the first plane with eight digits.
                let _ = match u32::from(c) {
                    code @ ..=0xffff => write!(out, "\\u{code:04X}"),
                    code => write!(out, "\\U{code:08X}"),
                };
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The grade that a word is, whatever its case.
pub(super) fn grade_of(word: &str) -> Option<Grade> {
    word.to_lowercase().parse().ok()
}
