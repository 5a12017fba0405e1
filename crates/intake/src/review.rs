//! Decisions of people about pairs of a name and an entry, in a table that a spreadsheet edits.
//!
//! A decision is found by the name as it was asked, written in any case, and the identifier of the entry. What else was
//! asked and what the list said of the entry are in a fingerprint: with another one the decision is shown, but does not
//! hold any more.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use sousveil_text::{fold, tidy};

use crate::IntakeError;
use crate::table::{Table, Wishes};

/// The columns, in the order in which new pairs are written. `name`, `entity` and `decision` are needed.
pub const COLUMNS: [&str; 10] =
    ["name", "entity", "caption", "score", "decision", "by", "why", "date", "list_version", "data"];

/// What somebody decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The name and the entry are of one.
    Same,
    /// They are not.
    NotTheSame,
    /// It can't be said.
    Unsure,
}

impl Verdict {
    /// Its words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::NotTheSame => "not the same",
            Self::Unsure => "unsure",
        }
    }

    fn read(cell: &str) -> Option<Self> {
        match tidy(cell).to_lowercase().replace(['_', '-'], " ").as_str() {
            "same" => Some(Self::Same),
            "not the same" => Some(Self::NotTheSame),
            "unsure" => Some(Self::Unsure),
            _ => None,
        }
    }
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What was decided.
    pub verdict: Verdict,
    /// By whom.
    pub by: String,
    /// Why.
    pub why: String,
    /// When.
    pub date: String,
    /// The fingerprint of what was decided on; empty where the decision holds whatever it is.
    pub data: String,
    line: u64,
}

/// The decisions of a file.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    /// SHA-256 of the file, in lower-case hex; empty without one.
    pub sha256: String,
    /// How many pairs are decided.
    pub decided: u64,
    by_pair: HashMap<Pair, Vec<Option<Decision>>>,
    path: PathBuf,
}

/// A name in one writing and the identifier of an entry.
pub type Pair = (String, String);

/// The pair of a name as it was asked and an entry.
pub fn pair(name: &str, entity: &str) -> Pair {
    (fold(&tidy(name)), entity.to_owned())
}

/// A decision that was found for a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'d> {
    /// The decision.
    pub decision: &'d Decision,
    /// Whether it was made on other data than there is now.
    pub other_data: bool,
}

impl Decisions {
    /// Reads a file. Pairs without a word in the column `decision` are known, but not decided.
    ///
    /// # Errors
    /// Where it can't be read, lacks a column, holds an unknown word, or decides one thing in two ways: with file, line
    /// and column.
    pub fn read(path: &Path) -> Result<Self, IntakeError> {
        let table = Table::of_text(path, &Wishes::default(), &mut |_, _| {})?;
        let place = |column: &str| table.headings.iter().position(|heading| heading.eq_ignore_ascii_case(column));
        for needed in ["name", "entity", "decision"] {
            if place(needed).is_none() {
                let found = format!("no column `{needed}`; the headings are: {}", table.headings.join(", "));
                return Err(IntakeError::form(path, Some(1), found, format!("the columns {}", COLUMNS.join(", "))));
            }
        }
        let places = COLUMNS.map(place);
        let mut out = Self { sha256: table.sha256.clone(), path: path.to_owned(), ..Self::default() };
        for row in table.rows()? {
            let row = row?;
            let cell = |column: &str| {
                let at = COLUMNS.iter().position(|known| *known == column).and_then(|at| *places.get(at)?);
                armless(at.and_then(|at| row.cells.get(at)).map_or("", String::as_str))
            };
            let (name, entity) = (cell("name"), cell("entity"));
            if name.is_empty() && entity.is_empty() {
                continue;
            }
            let word = cell("decision");
            let verdict = Verdict::read(word);
            if verdict.is_none() && !word.trim().is_empty() {
                let found = format!("`{}` in the column decision", sousveil_text::visible(word, 60));
                let expected = "same, not the same, unsure, or nothing where nobody has decided yet";
                return Err(IntakeError::form(path, Some(row.line), found, expected));
            }
            let decision = verdict.map(|verdict| Decision {
                verdict,
                by: cell("by").to_owned(),
                why: cell("why").to_owned(),
                date: cell("date").to_owned(),
                data: cell("data").trim().to_owned(),
                line: row.line,
            });
            out.add(pair(name, entity.trim()), decision)?;
        }
        Ok(out)
    }

    fn add(&mut self, pair: Pair, decision: Option<Decision>) -> Result<(), IntakeError> {
        self.decided += u64::from(decision.is_some());
        let known = self.by_pair.entry(pair).or_default();
        if let Some(new) = &decision
            && let Some(old) = known.iter().flatten().find(|old| old.data == new.data && old.verdict != new.verdict)
        {
            let found = format!("`{}` in the column decision", new.verdict.words());
            let expected = format!("one decision for a pair; line {} says `{}`", old.line, old.verdict.words());
            return Err(IntakeError::form(&self.path, Some(new.line), found, expected));
        }
        known.push(decision);
        Ok(())
    }

    /// What was decided of a pair: on these data, on whatever they are, else on others, the newest in the file.
    pub fn find(&self, pair: &Pair, data: &str) -> Option<Known<'_>> {
        let known = self.by_pair.get(pair)?;
        let of = |data: &str| known.iter().flatten().find(|decision| decision.data == data);
        if let Some(decision) = of(data).or_else(|| of("")) {
            return Some(Known { decision, other_data: false });
        }
        known.iter().flatten().next_back().map(|decision| Known { decision, other_data: true })
    }

    /// Whether the file has a pair on these data, decided or not; one that was decided on others is new again.
    pub fn knows(&self, pair: &Pair, data: &str) -> bool {
        let on = |decision: &Option<Decision>| {
            decision.as_ref().is_none_or(|decision| decision.data.is_empty() || decision.data == data)
        };
        self.by_pair.get(pair).is_some_and(|known| known.iter().any(on))
    }
}

/// A cell without the apostrophe that keeps a spreadsheet from running it.
fn armless(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r'])).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Decisions, String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("decisions.csv");
        std::fs::write(&path, text).unwrap();
        Decisions::read(&path).map_err(|e| e.to_string().replace(&dir.path().display().to_string(), ""))
    }

    #[test]
    fn decisions_are_found_by_name_and_entry() {
        let text = "name,entity,decision,by,why,date,data\n\
                    ACME  Ltd,svl-a,same,Ida,register,2026-11-26,00aa\n\
                    Acme Ltd,svl-b,Not the same,Ida,,,\n\
                    Acme Ltd,svl-c,,,,,\n\
                    '=Acme,svl-a,unsure,,,,\n";
        let decisions = read(text).unwrap();
        assert_eq!(decisions.decided, 3);
        let find = |name: &str, entity: &str, data: &str| {
            decisions.find(&pair(name, entity), data).map(|k| (k.decision.verdict, k.other_data))
        };
        assert_eq!(find("acme ltd", "svl-a", "00aa"), Some((Verdict::Same, false)));
        assert_eq!(find("acme ltd", "svl-a", "00bb"), Some((Verdict::Same, true)));
        assert_eq!(find("Acme Ltd", "svl-b", "any"), Some((Verdict::NotTheSame, false)));
        assert_eq!(find("Acme Ltd", "svl-c", ""), None);
        assert_eq!(find("=Acme", "svl-a", ""), Some((Verdict::Unsure, false)));
        assert!(decisions.knows(&pair("Acme Ltd", "svl-c"), "00aa"));
        assert!(!decisions.knows(&pair("Acme Ltd", "svl-a"), "00bb"));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, expected) in [
            (
                "name,entity,decision\nA,b,maybe\n",
                "/decisions.csv, line 2: found `maybe` in the column decision; expected same",
            ),
            ("name,entity\nA,b\n", "found no column `decision`; the headings are: name, entity"),
            (
                "name;entity;decision\nA;b;same\nA;b;not_the_same\n",
                "line 3: found `not the same` in the column decision; expected one decision for a pair; line 2 says `same`",
            ),
        ] {
            let told = read(text).unwrap_err();
            assert!(told.contains(expected), "{told}");
        }
    }
}
