//! A line of JSON as a tree in which nothing was passed over: no key twice, no half of a character, no NUL.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::DEEPEST;

/// A value of JSON. A number keeps no more than that it is one: no property of ours or of FollowTheMoney's is a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number,
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object.
    Object(BTreeMap<String, Json>),
}

/// What is wrong inside a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is no JSON.
    #[error("text that is no JSON: {0}")]
    Syntax(String),
    /// Lists and objects lie too deep in one another.
    #[error("lists and objects more than {DEEPEST} deep in one another")]
    Deep,
    /// A text holds the character NUL.
    #[error("the character NUL inside a text")]
    Nul,
    /// A text holds one half of a character only.
    #[error("`\\u{0}`, one half of a character without the other (a lone surrogate)")]
    Surrogate(String),
    /// An object gives one key twice.
    #[error("{0}")]
    Twice(String),
}

impl Fault {
    /// Whether the line is no JSON at all, so that the file can't be trusted any further.
    pub fn breaks_the_file(&self) -> bool {
        matches!(self, Self::Syntax(_))
    }
}

impl Json {
    /// Reads one line.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        scan(text)?;
        serde_json::from_str(text).map_err(|e| {
            let said = words(&e);
            if said.starts_with(TWICE) { Fault::Twice(said) } else { Fault::Syntax(said) }
        })
    }

    /// What sort of value it is, in a sentence.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing (null)",
            Self::Bool(_) => "true or false",
            Self::Number => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// What serde found, with the column in place of its own count of lines, which is always 1 here.
pub fn words(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
    format!("{what} (column {})", error.column())
}

const TWICE: &str = "the key `";

/// Looks for what a parser would take too long for, or name badly: depth, NUL, halves of characters.
///
/// # Errors
/// The first of these that is found.
pub fn scan(text: &str) -> Result<(), Fault> {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut inside) = (0, 0usize, false);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            0 if inside => return Err(Fault::Nul),
            b'"' => inside = !inside,
            b'\\' if inside => {
                let escape = bytes.get(at).copied();
                at += 1;
                if escape == Some(b'u') {
                    at += unit(bytes, at)?;
                }
            }
            b'[' | b'{' if !inside => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Fault::Deep);
                }
            }
            b']' | b'}' if !inside => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

/// Looks at what follows `\u`: how many bytes belong to it. What is no number there is left to the parser.
fn unit(bytes: &[u8], at: usize) -> Result<usize, Fault> {
    let hex = |from: usize| {
        let digits = bytes.get(from..from + 4).and_then(|d| std::str::from_utf8(d).ok())?;
        Some((digits, u16::from_str_radix(digits, 16).ok()?))
    };
    match hex(at) {
        None => Ok(0),
        Some((_, 0)) => Err(Fault::Nul),
        Some((digits, 0xD800..=0xDBFF)) => {
            let low = bytes.get(at + 4..at + 6) == Some(b"\\u");
            match hex(at + 6) {
                Some((_, 0xDC00..=0xDFFF)) if low => Ok(10),
                _ => Err(Fault::Surrogate(digits.to_owned())),
            }
        }
        Some((digits, 0xDC00..=0xDFFF)) => Err(Fault::Surrogate(digits.to_owned())),
        Some(_) => Ok(4),
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Tree)
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Json, E> {
        Ok(Json::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Number)
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element()? {
            list.push(value);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut object = BTreeMap::new();
        while let Some((key, value)) = map.next_entry::<String, Json>()? {
            match object.entry(key) {
                Entry::Vacant(place) => {
                    place.insert(value);
                }
                Entry::Occupied(first) => {
                    let shown: String = first.key().chars().take(40).collect();
                    return Err(A::Error::custom(format!("{TWICE}{shown}` twice in one object")));
                }
            }
        }
        Ok(Json::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_wrong_is_named() {
        let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
        for (text, fault) in [
            (r#"{"a": "\ud800"}"#, Fault::Surrogate("d800".to_owned())),
            (r#"{"a": "\ud800A"}"#, Fault::Surrogate("d800".to_owned())),
            (r#"{"a": "\udc00\ud800"}"#, Fault::Surrogate("dc00".to_owned())),
            (r#"{"a": "x\u0000"}"#, Fault::Nul),
            ("{\"a\": \"x\0\"}", Fault::Nul),
            (&deep, Fault::Deep),
            (r#"{"a": 1, "b": 2, "a": 3}"#, Fault::Twice("the key `a` twice in one object (column 24)".to_owned())),
        ] {
            assert_eq!(Json::parse(text), Err(fault));
        }
        for broken in ["", "{", "{\"a\":}", "[1,]", "nul", "{} {}", "{\"a\": \"\\u12\"}", "\0"] {
            let fault = Json::parse(broken).unwrap_err();
            assert!(fault.breaks_the_file(), "{broken}: {fault:?}");
        }
    }

    #[test]
    fn whole_characters_of_two_halves_are_read() {
        assert_eq!(Json::parse(r#""\ud83d\ude00\\ud800""#), Ok(Json::Text("😀\\ud800".to_owned())));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[\\[\\]{}:,\"\\\\ud8c0-9a\u{0}é]{0,40}") {
            let ours = Json::parse(&text);
            // What we take, the plain parser takes as well.
            if ours.is_ok() {
                prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
            }
        }
    }
}
