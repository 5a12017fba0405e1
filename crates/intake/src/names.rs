//! The editors' decisions on names: what a machine can't take by itself.
//!
//! Five CSV files hold them. For companies: `as_written, kind, companies, intermediaries, alias, note`. For end
//! users: `country, as_written, agencies, intermediaries, stage, note`. For agencies: `name, aliases, country,
//! kind, parent, note`. For rows that tell of one thing: `merges.csv`, see [`Merge`]. For scans: `title, reason`. A company's name that has no line
//! stands for the company of that name; an end user's that has none stands for an agency of that name.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::IntakeError;
use crate::folder::values;
use crate::import::{Merge, parse_csv};

/// What an editor decided about one spelling of a company's name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanyDecision {
    /// The spelling, without needless white space.
    pub as_written: String,
    /// company, person, group or placeholder.
    pub kind: String,
    /// The names of the companies that are meant, separated by `; `.
    pub companies: String,
    /// The names of companies that only stood between, separated by `; `.
    pub intermediaries: String,
    /// yes where the spelling is another name of the company.
    pub alias: String,
    /// Why.
    pub note: String,
}

/// What an editor decided about one way to write an end user.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndUserDecision {
    /// Code of the recipient country.
    pub country: String,
    /// The spelling, without needless white space.
    pub as_written: String,
    /// The names of the agencies that are meant, separated by `; `; `us:NAME` for one of another country.
    pub agencies: String,
    /// The names of companies that only stood between, separated by `; `.
    pub intermediaries: String,
    /// The stage that the spelling tells of (`(prospect)` means `advertised`), or nothing.
    pub stage: String,
    /// Why; shown to the reader where no agency is named.
    pub note: String,
}

/// What the editors know of an agency: a row of the file of agencies.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyDecision {
    /// Its name.
    pub name: String,
    /// Other names, separated by `; `.
    pub aliases: String,
    /// Code of its country.
    pub country: String,
    /// What kind of body it is.
    pub kind: String,
    /// The name of the agency of the same country that it is part of, or nothing.
    pub parent: String,
    /// What to know about it.
    pub note: String,
}

/// All decisions.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    companies: BTreeMap<String, CompanyDecision>,
    agencies: BTreeMap<(String, String), AgencyDecision>,
    end_users: BTreeMap<(String, String), EndUserDecision>,
    merges: Vec<Merge>,
    scans: Vec<Scan>,
}

/// A published scan of the internet: it shows that a system stands in a country, neither a contract nor a user.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scan {
    /// Text that the title of the work contains.
    pub title: String,
    /// What it can show.
    pub reason: String,
}

/// The files that hold decisions.
pub const FILES: [&str; 5] = ["company-names.csv", "end-users.csv", "agencies.csv", "merges.csv", "scans.csv"];

impl Decisions {
    /// Reads the decisions of a folder: those of [`FILES`] that are there.
    ///
    /// # Errors
    /// Where a file can't be read or a line has not the form.
    pub fn read(dir: &Path) -> Result<Self, IntakeError> {
        let mut parts = Vec::new();
        for file in FILES {
            let path = dir.join(file);
            if path.exists() {
                parts.push((file, crate::folder::bounded(&path)?));
            }
        }
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        Self::from_parts(dir, &parts)
    }

    /// Reads the decisions from the bytes of their files; `dir` only appears in messages.
    ///
    /// # Errors
    /// Where a line has not the form.
    pub fn from_parts(dir: &Path, parts: &[(&str, &[u8])]) -> Result<Self, IntakeError> {
        let mut decisions = Self::default();
        for (file, bytes) in parts {
            let path = dir.join(file);
            match *file {
                "company-names.csv" => {
                    let lines = parse_csv::<CompanyDecision>(&path, bytes)?;
                    decisions.companies.extend(lines.into_iter().map(|d| (d.as_written.clone(), d)));
                }
                "end-users.csv" => {
                    let lines = parse_csv::<EndUserDecision>(&path, bytes)?;
                    let keyed = lines.into_iter().map(|d| ((d.country.clone(), d.as_written.clone()), d));
                    decisions.end_users.extend(keyed);
                }
                "agencies.csv" => {
                    let lines = parse_csv::<AgencyDecision>(&path, bytes)?;
                    decisions.agencies.extend(lines.into_iter().map(|d| ((d.country.clone(), d.name.clone()), d)));
                }
                "merges.csv" => decisions.merges = parse_csv(&path, bytes)?,
                "scans.csv" => decisions.scans = parse_csv(&path, bytes)?,
                other => {
                    return Err(IntakeError::form(path, None, format!("the file `{other}`"), FILES.join(", ")));
                }
            }
        }
        Ok(decisions)
    }

    /// Which rows tell of one thing, as the editors found.
    pub fn merges(&self) -> &[Merge] {
        &self.merges
    }

    /// The scan of the internet that a title names, if it does.
    pub fn scan(&self, title: &str) -> Option<&Scan> {
        self.scans.iter().find(|scan| title.contains(&scan.title))
    }

    /// What the editors know of an agency.
    pub fn agency(&self, country: &str, name: &str) -> Option<&AgencyDecision> {
        self.agencies.get(&(country.to_owned(), name.to_owned()))
    }

    /// The decision on a company's name, if there is one.
    pub fn company(&self, as_written: &str) -> Option<&CompanyDecision> {
        self.companies.get(as_written)
    }

    /// The decision on an end user, if there is one.
    pub fn end_user(&self, country: &str, as_written: &str) -> Option<&EndUserDecision> {
        self.end_users.get(&(country.to_owned(), as_written.to_owned()))
    }

    /// Other names of a company that the decisions know.
    pub fn aliases_of<'a>(&'a self, company: &'a str) -> impl Iterator<Item = &'a str> {
        self.companies
            .values()
            .filter(move |d| d.alias == "yes" && values(&d.companies).eq([company]))
            .map(|d| d.as_written.as_str())
    }
}

/// Whether a name stands for "not named" and must never become an entity.
pub fn is_placeholder(name: &str) -> bool {
    let name = sousveil_text::fold(name);
    let starts = ["unnamed ", "unknown ", "operator not named", "not named", "company statement", "undisclosed "];
    let whole = ["", "unnamed", "unknown", "undisclosed", "none", "null", "n a", "various", "several", "non state"];
    whole.contains(&name.as_str()) || starts.iter().any(|s| name.starts_with(s)) || name.ends_with(" prospect")
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn tells_placeholders_from_names() {
        for placeholder in [
            " ",
            "Unnamed supplier",
            "Operator not named",
            "Company statement",
            "Non-State ",
            "Security service (prospect)",
        ] {
            assert!(is_placeholder(placeholder), "{placeholder}");
        }
        for name in ["Verint Systems", "Unit 8200", "Nonesuch GmbH", "Prospecta Labs"] {
            assert!(!is_placeholder(name), "{name}");
        }
    }
}
