//! Reads the query of an address by the table of its door.

use super::error::{Error, Fault};
use super::operation::{Param, Takes};
use crate::address::pairs;

/// What a query says, checked.
#[derive(Debug, Default)]
pub(crate) struct Params {
    said: Vec<(&'static str, String)>,
    defaults: Vec<(&'static str, &'static str)>,
    /// The names that the door does not know.
    pub(crate) unknown: Vec<String>,
}

impl Params {
    /// Reads a query. What the door does not know is passed over, as the programs that this is compatible with do, but
    /// kept, so that the answer can tell.
    ///
    /// # Errors
    /// Every value that its parameter does not take.
    pub(crate) fn read(known: &'static [Param], query: &str) -> Result<Self, Error> {
        let mut out = Self {
            defaults: known.iter().filter_map(|param| Some((param.name, param.default?))).collect(),
            ..Self::default()
        };
        let mut faults = Vec::new();
        for (name, value) in pairs(query) {
            let Some(param) = known.iter().find(|param| param.name == name) else {
                if !out.unknown.contains(&name) {
                    out.unknown.push(name);
                }
                continue;
            };
            match check(param.takes, &value) {
                Ok(()) => {
                    if !param.is_list() {
                        // Of several the last counts.
                        out.said.retain(|(said, _)| *said != param.name);
                    }
                    out.said.push((param.name, value));
                }
                Err((kind, message)) => {
                    faults.push(Fault::new(&["query", param.name], kind, message, value.as_str()));
                }
            }
        }
        for param in known {
            let count = out.values(param.name).count();
            if count > param.most {
                let message = format!("found {count} values, expected at most {}", param.most);
                faults.push(Fault::new(&["query", param.name], "too_long", message, count));
            }
        }
        if faults.is_empty() { Ok(out) } else { Err(Error::Invalid(faults)) }
    }

    /// Says something in the place of what was said, as a body does.
    ///
    /// # Errors
    /// What it does not take, in words.
    pub(crate) fn say(&mut self, known: &'static [Param], name: &str, values: Vec<String>) -> Result<(), String> {
        let Some(param) = known.iter().find(|param| param.name == name) else {
            self.unknown.push(name.to_owned());
            return Ok(());
        };
        if values.len() > param.most {
            return Err(format!("found {} values, expected at most {}", values.len(), param.most));
        }
        self.said.retain(|(said, _)| *said != param.name);
        for value in values {
            check(param.takes, &value).map_err(|(_, message)| message)?;
            self.said.push((param.name, value));
        }
        Ok(())
    }

    /// The values of a parameter, as they were said.
    pub(crate) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.said.iter().filter(move |(said, _)| *said == name).map(|(_, value)| value.as_str())
    }

    /// The value of a parameter, said or by default.
    pub(crate) fn text<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        let default = || self.defaults.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        self.values(name).last().or_else(default)
    }

    /// The same where an empty text is as good as none.
    pub(crate) fn word<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.text(name).map(str::trim).filter(|text| !text.is_empty())
    }

    /// A whole number; 0 where there is none.
    pub(crate) fn whole(&self, name: &str) -> usize {
        self.text(name).and_then(|text| text.trim().parse().ok()).unwrap_or_default()
    }

    /// A number from 0 to 1; 0 where there is none.
    pub(crate) fn share(&self, name: &str) -> f32 {
        self.text(name).and_then(|text| text.trim().parse().ok()).unwrap_or_default()
    }

    /// Whether something is wanted.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.text(name).and_then(flag).unwrap_or_default()
    }
}

fn flag(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" | "t" | "y" => Some(true),
        "false" | "0" | "no" | "off" | "f" | "n" => Some(false),
        _ => None,
    }
}

/// The kind of a fault, and what is wrong in words.
fn check(takes: Takes, value: &str) -> Result<(), (&'static str, String)> {
    let trimmed = value.trim();
    match takes {
        Takes::Text(most) if value.len() > most => {
            Err(("string_too_long", format!("found {} bytes, expected at most {most}", value.len())))
        }
        Takes::Text(_) => Ok(()),
        Takes::Flag if flag(value).is_some() => Ok(()),
        Takes::Flag => Err(("bool_parsing", "expected true or false".to_owned())),
        Takes::Whole(most) => match trimmed.parse::<i64>() {
            Ok(number) if number < 0 => Err(("greater_than_equal", "expected a number of at least 0".to_owned())),
            Ok(number) if number > i64::from(most) => {
                Err(("less_than_equal", format!("expected a number of at most {most}")))
            }
            Ok(_) => Ok(()),
            Err(_) => Err(("int_parsing", "expected a whole number".to_owned())),
        },
        Takes::Share => match trimmed.parse::<f32>() {
            Ok(number) if (0.0..=1.0).contains(&number) => Ok(()),
            Ok(number) if number > 1.0 => Err(("less_than_equal", "expected a number of at most 1".to_owned())),
            Ok(number) if number < 0.0 => Err(("greater_than_equal", "expected a number of at least 0".to_owned())),
            _ => Err(("float_parsing", "expected a number from 0 to 1".to_owned())),
        },
        Takes::Word(words) if words.contains(&value) => Ok(()),
        Takes::Word(words) => Err(("enum", format!("expected one of {}", words.join(", ")))),
        Takes::Time if is_time(value) => Ok(()),
        Takes::Time => {
            Err(("string_pattern_mismatch", "expected a day as 2026-11-26, or a time as 2026-11-26T18:30".to_owned()))
        }
    }
}

/// The pattern of [`is_time`], for OpenAPI.
pub(crate) const TIME: &str = r"^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?)?$";

/// Whether a text has the form of a day, or of a time of a day to the hour, minute or second.
fn is_time(text: &str) -> bool {
    let form = b"0000-00-00T00:00:00";
    matches!(text.len(), 10 | 13 | 16 | 19)
        && text
            .bytes()
            .zip(form)
            .all(|(found, want)| if *want == b'0' { found.is_ascii_digit() } else { found == *want })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[Param] = &[
        Param::one("limit", Takes::Whole(500), "").or("5"),
        Param::one("threshold", Takes::Share, "").or("0.7"),
        Param::many("topics", Takes::Text(10), "").at_most(3),
        Param::one("nested", Takes::Flag, "").or("true"),
        Param::one("since", Takes::Time, ""),
    ];

    #[test]
    fn what_is_said_counts_and_what_is_not_known_is_kept_aside() {
        let params = Params::read(KNOWN, "limit=7&topics=a&topics=b+c&limit=8&nested=No&x=1&x=2").unwrap();
        assert_eq!((params.whole("limit"), params.share("threshold")), (8, 0.7));
        assert_eq!(params.values("topics").collect::<Vec<_>>(), ["a", "b c"]);
        assert_eq!(params.unknown, ["x"]);
        assert!(!params.flag("nested") && Params::read(KNOWN, "").unwrap().flag("nested"));
    }

    #[test]
    fn every_wrong_value_is_told_by_its_place() {
        let query = "limit=501&threshold=nan&topics=12345678901&nested=perhaps&since=2026-1-1&topics=a&topics=a&topics=a&topics=a";
        let Err(Error::Invalid(faults)) = Params::read(KNOWN, query) else { panic!("taken") };
        let kinds: Vec<&str> = faults.iter().map(|fault| fault.kind).collect();
        assert_eq!(
            kinds,
            [
                "less_than_equal",
                "float_parsing",
                "string_too_long",
                "bool_parsing",
                "string_pattern_mismatch",
                "too_long"
            ]
        );
        for bad in ["limit=-1", "limit=1.5", "limit=", "limit=99999999999999999999", "threshold=1.01", "threshold=-0.1"]
        {
            assert!(Params::read(KNOWN, bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn times_have_one_form() {
        for good in ["2026-11-26", "2026-11-26T18", "2026-11-26T18:30", "2026-11-26T18:30:59"] {
            assert!(is_time(good), "{good}");
        }
        for bad in ["", "2026", "2026-11-26T", "2026-11-26 18:30", "2026-11-26T18:30:59Z", "２026-11-26"] {
            assert!(!is_time(bad), "{bad}");
        }
    }
}
