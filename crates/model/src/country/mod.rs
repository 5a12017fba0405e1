//! Countries and territories by code, with present and former English names.

mod table;

use std::fmt;
use std::str::FromStr;

use table::COUNTRIES;

/// A country, territory or other issuer of law that FollowTheMoney has a code for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country(&'static str);

/// The text is no code of a country.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no country code: expected two lower-case letters of ISO 3166-1 such as `uz`, or `xk`, `eu`, `zz`")]
pub struct CountryError(String);

impl Country {
    /// Every country, sorted by code.
    pub fn all() -> impl Iterator<Item = Self> {
        COUNTRIES.iter().map(|(code, ..)| Self(code))
    }

    /// The country that an English name stands for, whatever its case; present, other and former names count.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase().replace('’', "'");
        let same = |known: &str| known.to_lowercase().replace('’', "'") == name;
        COUNTRIES
            .iter()
            .find(|(_, present, others)| same(present) || others.iter().any(|other| same(other)))
            .map(|(code, ..)| Self(code))
    }

    /// Its place among all, from 0: a small number to count and look up by, good within one run of the program only.
    pub fn number(self) -> u16 {
        let at = COUNTRIES.binary_search_by_key(&self.0, |(code, ..)| code).unwrap_or_default();
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    /// The code in lower case.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// The short English name.
    pub fn name(self) -> &'static str {
        self.row().map_or(self.0, |(_, name, _)| name)
    }

    /// Other and former English names.
    pub fn other_names(self) -> &'static [&'static str] {
        self.row().map_or(&[], |(.., others)| others)
    }

    fn row(self) -> Option<&'static (&'static str, &'static str, &'static [&'static str])> {
        COUNTRIES.binary_search_by_key(&self.0, |(code, ..)| code).ok().and_then(|at| COUNTRIES.get(at))
    }
}

impl FromStr for Country {
    type Err = CountryError;

    fn from_str(code: &str) -> Result<Self, CountryError> {
        COUNTRIES
            .binary_search_by_key(&code, |(known, ..)| known)
            .ok()
            .and_then(|at| COUNTRIES.get(at))
            .map(|(code, ..)| Self(code))
            .ok_or_else(|| CountryError(code.to_owned()))
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_has_no_name_twice() {
        assert!(COUNTRIES.windows(2).all(|w| matches!(w, [a, b] if a.0 < b.0)));
        let mut names: Vec<String> = COUNTRIES
            .iter()
            .flat_map(|(_, name, others)| std::iter::once(name).chain(others.iter()))
            .map(|n| n.to_lowercase())
            .collect();
        names.sort();
        let before = names.len();
        names.dedup();
        assert_eq!(before, names.len());
    }

    #[test]
    fn knows_former_names() {
        for (name, code) in
            [("Burma", "mm"), ("Swaziland", "sz"), ("Italia", "it"), ("cote d'ivoire", "ci"), ("Kosovo", "xk")]
        {
            assert_eq!(Country::from_name(name).map(Country::code), Some(code), "{name}");
        }
        assert_eq!(Country::from_name("Norwat"), None);
    }
}
