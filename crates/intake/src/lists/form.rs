//! Which form a file has, by what it begins with.

use std::io::Read as _;
use std::path::Path;

use crate::IntakeError;
use crate::lines::plain_file;

/// A form of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// FollowTheMoney's entities, one JSON object a line; nested ones too.
    Ftm,
    /// FollowTheMoney's statements as CSV.
    Statements,
    /// OpenSanctions' `targets.simple.csv`.
    Simple,
    /// OFAC's `sdn.csv`.
    Ofac,
    /// OFAC's `alt.csv`: other names.
    OfacAliases,
    /// OFAC's `add.csv`: addresses.
    OfacAddresses,
    /// OFAC's lists in their advanced form, XML.
    OfacAdvanced,
    /// The consolidated list of the United Nations Security Council, XML.
    Un,
    /// The consolidated list of the European Union, XML.
    Eu,
    /// The United Kingdom's lists, CSV: the consolidated list of OFSI, and the UK Sanctions List.
    Uk,
    /// Senzing's entity specification, one JSON object a line.
    Senzing,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Ftm,
        Self::Statements,
        Self::Simple,
        Self::Ofac,
        Self::OfacAliases,
        Self::OfacAddresses,
        Self::OfacAdvanced,
        Self::Un,
        Self::Eu,
        Self::Uk,
        Self::Senzing,
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ftm => "ftm",
            Self::Statements => "statements",
            Self::Simple => "simple",
            Self::Ofac => "ofac",
            Self::OfacAliases => "ofac-alt",
            Self::OfacAddresses => "ofac-add",
            Self::OfacAdvanced => "ofac-advanced",
            Self::Un => "un",
            Self::Eu => "eu",
            Self::Uk => "uk",
            Self::Senzing => "senzing",
        }
    }

    /// The form of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// What it is, for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Ftm => "FollowTheMoney's entities, one a line",
            Self::Statements => "FollowTheMoney's statements, CSV",
            Self::Simple => "OpenSanctions' simplified table of targets, CSV",
            Self::Ofac => "OFAC's list (sdn.csv)",
            Self::OfacAliases => "OFAC's other names (alt.csv)",
            Self::OfacAddresses => "OFAC's addresses (add.csv)",
            Self::OfacAdvanced => "OFAC's list in its advanced form, XML",
            Self::Un => "the United Nations' consolidated list, XML",
            Self::Eu => "the European Union's consolidated list, XML",
            Self::Uk => "a list of the United Kingdom, CSV",
            Self::Senzing => "Senzing's records, one a line",
        }
    }
}

/// How much of a file is looked at.
const BEGINNING: u64 = 1 << 16;

/// The form that the beginning of a file shows.
///
/// # Errors
/// Where it can't be read, or shows none.
pub(super) fn recognise(path: &Path) -> Result<Form, IntakeError> {
    let mut beginning = Vec::new();
    let (file, _) = plain_file(path)?;
    file.take(BEGINNING).read_to_end(&mut beginning).map_err(|e| IntakeError::io(path, e))?;
    of_beginning(&beginning).ok_or_else(|| {
        let found = if beginning.is_empty() { "an empty file" } else { "the beginning of no list that is known" };
        let forms: Vec<&str> = Form::ALL.iter().map(|form| form.name()).collect();
        IntakeError::form(path, None, found, format!("one of the forms {}; --form says which", forms.join(", ")))
    })
}

fn of_beginning(bytes: &[u8]) -> Option<Form> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let first = text.lines().next().unwrap_or_default();
    if first.starts_with('{') {
        return of_json(first);
    }
    if text.starts_with('<') {
        return of_xml(text);
    }
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> = rows
        .records()
        .take(5)
        .map_while(Result::ok)
        .map(|row| row.iter().map(|cell| cell.trim().to_lowercase()).collect())
        .collect();
    let has = |names: &[&str]| rows.iter().any(|row| names.iter().all(|name| row.iter().any(|cell| cell == name)));
    if has(&["prop", "schema", "entity_id"]) || has(&["prop", "entity_id"]) {
        return Some(Form::Statements);
    }
    if has(&["id", "schema", "name", "aliases"]) {
        return Some(Form::Simple);
    }
    if has(&["name 6", "group id"]) || has(&["name 6", "unique id"]) {
        return Some(Form::Uk);
    }
    of_ofac(rows.first()?)
}

/// Without headings: a number first, and `-0-` for what is empty.
fn of_ofac(row: &[String]) -> Option<Form> {
    let number = |cell: Option<&String>| cell.is_some_and(|c| !c.is_empty() && c.bytes().all(|b| b.is_ascii_digit()));
    if !number(row.first()) {
        return None;
    }
    match row.len() {
        12 if !number(row.get(1)) => Some(Form::Ofac),
        5 if number(row.get(1)) && matches!(row.get(2).map(String::as_str), Some("aka" | "fka" | "nka")) => {
            Some(Form::OfacAliases)
        }
        6 if number(row.get(1)) => Some(Form::OfacAddresses),
        _ => None,
    }
}

fn of_json(line: &str) -> Option<Form> {
    let has = |key: &str| line.contains(&format!("\"{key}\""));
    if has("DATA_SOURCE") || has("RECORD_ID") || has("FEATURES") {
        return Some(Form::Senzing);
    }
    // A line may be longer than what is looked at.
    (has("schema") || has("properties") || has("id")).then_some(Form::Ftm)
}

fn of_xml(text: &str) -> Option<Form> {
    if text.contains("<CONSOLIDATED_LIST") {
        return Some(Form::Un);
    }
    if text.contains("<ReferenceValueSets") || text.contains("ADVANCED_XML") {
        return Some(Form::OfacAdvanced);
    }
    (text.contains("<export") || text.contains("sanctionEntity")).then_some(Form::Eu)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_known_by_what_stands_in_them() {
        for (text, form) in [
            ("{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{}}\n", Form::Ftm),
            ("\u{feff}{\"DATA_SOURCE\":\"X\",\"RECORD_ID\":\"1\"}", Form::Senzing),
            ("\"canonical_id\",\"entity_id\",\"prop\",\"schema\",\"value\"\n", Form::Statements),
            ("id,schema,name,aliases,birth_date\n", Form::Simple),
            ("36,\"A LTD.\",-0- ,\"X\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n", Form::Ofac),
            ("36,12,\"aka\",\"A-LTD\",-0- \n", Form::OfacAliases),
            ("36,25,-0- ,\"Town\",\"Country\",-0- \n", Form::OfacAddresses),
            ("<?xml version=\"1.0\"?>\n<CONSOLIDATED_LIST dateGenerated=\"\">", Form::Un),
            ("<export xmlns=\"x\"><sanctionEntity/>", Form::Eu),
            ("<Sanctions><DateOfIssue/><ReferenceValueSets>", Form::OfacAdvanced),
            ("Last Updated,01/02/2026\r\nName 6,Name 1,Group ID\r\n", Form::Uk),
            ("Report Date: 01-Feb-2026\nLast Updated,Unique ID,OFSI Group ID,Name 6\n", Form::Uk),
        ] {
            assert_eq!(of_beginning(text.as_bytes()), Some(form), "{text}");
            assert_eq!(Form::named(form.name()), Some(form));
        }
        for text in ["", "hello", "<html>", "a,b\n", "1,2,3\n"] {
            assert_eq!(of_beginning(text.as_bytes()), None, "{text}");
        }
    }
}
