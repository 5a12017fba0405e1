//! The draft as a mapping file, with its reasons in comments.

use std::fmt::Write as _;

use sousveil_model::tables::{self, Cell};

use super::Draft;
use super::column::Column;
use super::headings::Part;
use super::known::Known;
use super::place::{Because, Placed, cell, grades};
use super::words::{examples, examples_of, grade_of, quoted, replacements, seen, words_of};
use crate::mapped::{Grid, Layout};

/// Writes the mapping.
pub(super) fn write(
    name: &str,
    grid: &Grid,
    layout: &Layout,
    table: &'static str,
    columns: &[Column<'_>],
    placed: &[Placed],
    known: &Known,
) -> Draft {
    let mut draft = Writer { out: String::new(), to_decide: 0, table, columns, placed, known };
    let origin = origin_of(name);
    let looked = grid.rows.len().min(super::LOOKED_AT);
    draft.comment(&format!(
        "Drafted by looking at {name}: {} columns, {} rows, {looked} of them looked at.",
        columns.len(),
        grid.rows.len()
    ));
    draft.comment("What is marked DECIDE needs a human. docs/import.md describes every key.");
    draft.line(&format!("table = {}", quoted(table)));
    draft.decide("what this file is, and under which terms: add the origin to dataset.toml under this key");
    draft.line(&format!("origin = {}", quoted(&origin)));
    draft.key();
    draft.layout(layout);
    draft.ignore();
    draft.grade();
    draft.columns_part();
    draft.source();
    let placed = placed.len() + usize::from(draft.graded().is_some());
    let left_out = columns.len() - placed;
    Draft { mapping: draft.out, table, origin, placed, left_out, to_decide: draft.to_decide }
}

struct Writer<'d> {
    out: String,
    to_decide: usize,
    table: &'static str,
    columns: &'d [Column<'d>],
    placed: &'d [Placed],
    known: &'d Known,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        // Writing into a String can't fail.
        let _ = writeln!(self.out, "{text}");
    }

    fn comment(&mut self, text: &str) {
        // A file's name may hold anything; a comment ends with its line.
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.line(&format!("# {text}"));
    }

    fn decide(&mut self, text: &str) {
        self.to_decide += 1;
        self.comment(&format!("DECIDE {text}."));
    }

    fn with(&self, part: Part) -> impl Iterator<Item = (&Placed, &Column<'_>)> {
        let of_part = self.placed.iter().filter(move |p| p.role.part == part);
        of_part.filter_map(|p| Some((p, self.columns.get(p.column)?)))
    }

    fn key(&mut self) {
        let found =
            self.with(Part::Key).map(|(p, c)| (c.heading.to_owned(), examples(c), p.because == Because::Values)).next();
        match found.filter(|(heading, ..)| !heading.contains(['{', '}'])) {
            Some((heading, examples, by_values)) => {
                self.comment(&format!("Each row has a value of its own in {}: {examples}.", quoted(&heading)));
                if by_values {
                    self.decide("whether it stays the same when the file is edited: identifiers are made from it");
                }
                self.line(&format!("key = {}", quoted(&format!("{{{heading}}}"))));
            }
            None => {
                self.decide(
                    "what tells rows apart for good: the number of a row holds only as long as none is put in before it",
                );
                self.line("key = \"{row}\"");
            }
        }
    }

    fn layout(&mut self, layout: &Layout) {
        if let Some(delimiter) = &layout.delimiter {
            self.line(&format!("delimiter = {}", quoted(delimiter)));
        }
        if let Some(encoding) = &layout.encoding {
            self.decide("whether names look right below: the encoding was guessed");
            self.line(&format!("encoding = {}", quoted(encoding)));
        }
        if let Some(row) = layout.header_row {
            self.comment("What stands above the headings is passed over.");
            self.line(&format!("header_row = {row}"));
        }
    }

    /// The column that tells how strong the evidence is, where one does.
    fn graded(&self) -> Option<(usize, &Column<'_>)> {
        let free = |at: usize| !self.placed.iter().any(|p| p.column == at);
        let some = |c: &Column<'_>| c.values.iter().any(|v| grade_of(v).is_some());
        self.columns.iter().enumerate().find(|&(at, c)| free(at) && grades(c) && some(c))
    }

    fn grade(&mut self) {
        let rules: Vec<String> = self.graded().map_or_else(Vec::new, |(_, column)| {
            let heading = quoted(column.heading);
            let rule = |v: &String| {
                let value = grade_of(v)?;
                Some(format!("{{ when = {{ column = {heading}, is = {} }}, value = \"{value}\" }}", quoted(v)))
            };
            column.values.iter().filter_map(rule).collect()
        });
        if rules.is_empty() {
            self.decide("how strong the evidence is; without a rule it follows from the kind of source");
            self.comment("grade = [{ value = \"reported\" }]");
            return;
        }
        self.decide("whether these words mean what ours do: confirmed is what buyer, seller, court or contract say");
        self.line(&format!("grade = [{}]", rules.join(", ")));
    }

    fn ignore(&mut self) {
        let placed = self.placed;
        let graded = self.graded().map(|(at, _)| at);
        let placed_at =
            |at: usize| placed.iter().any(|p| p.column == at && !(p.role.part == Part::Key && self.key_is_row(p)));
        let used = |at: usize| graded == Some(at) || placed_at(at);
        let left: Vec<&Column<'_>> =
            self.columns.iter().enumerate().filter(|(at, _)| !used(*at)).map(|(_, c)| c).collect();
        if left.is_empty() {
            return;
        }
        let lines: Vec<String> = left.iter().map(|c| format!("    {}, # {}", quoted(c.heading), seen(c))).collect();
        self.decide("which of these should be kept after all: nothing tells what they are in our table");
        self.line("ignore = [");
        for line in lines {
            self.line(&line);
        }
        self.line("]");
    }

    /// Whether the column of the key can't be named in a key.
    fn key_is_row(&self, placed: &Placed) -> bool {
        self.columns.get(placed.column).is_some_and(|c| c.heading.contains(['{', '}']))
    }

    fn columns_part(&mut self) {
        self.line("\n[columns]");
        let rules: Vec<(Vec<String>, Vec<String>, String)> =
            self.with(Part::Column).map(|(p, c)| self.rule(p, c)).collect();
        for (comments, decisions, rule) in rules {
            for comment in comments {
                self.comment(&comment);
            }
            for decision in decisions {
                self.decide(&decision);
            }
            self.line(&rule);
        }
        let here = |name: &str| self.with(Part::Column).any(|(p, _)| p.role.name == name);
        let table = tables::table(self.table);
        let missing: Vec<&str> = table
            .iter()
            .flat_map(|t| t.columns)
            .filter(|c| c.required && c.cell.is_claim() && !here(c.name))
            .map(|c| c.name)
            .collect();
        for name in missing {
            match name {
                "stage" => {
                    self.decide("how far the deals got; a licence is no deal, and an offer is no sale");
                    self.line("stage = { choose = [{ value = \"unknown\" }] }");
                }
                "kind" if self.table == "agencies" => {
                    self.decide(
                        "what the bodies are: intelligence, police, military, telecom_operator, regulator, other",
                    );
                    self.line("kind = { choose = [{ value = \"other\" }], editorial = true }");
                }
                name => {
                    self.decide(&format!("where {name} comes from: every row needs it, and no column was found for it"))
                }
            }
        }
    }

    /// A rule: why, what to decide, and the line itself.
    fn rule(&self, placed: &Placed, column: &Column<'_>) -> (Vec<String>, Vec<String>, String) {
        let heading = quoted(column.heading);
        let why = match placed.because {
            Because::Heading => "by its heading",
            Because::Values => "by its values only",
        };
        let comments = vec![format!("{heading}, {why}; {}.", seen(column))];
        let mut decisions = Vec::new();
        if placed.because == Because::Values {
            decisions.push(format!("whether {heading} is {}: its heading does not say so", placed.role.name));
        }
        let mut keys = vec![format!("from = {heading}")];
        match cell(self.table, placed.role) {
            Some(Cell::Country) => {
                keys.push("as = \"country\"".to_owned());
                let foreign: Vec<(String, String)> =
                    column.foreign_countries(self.known).map(|(v, c)| (v.to_owned(), c.code().to_owned())).collect();
                keys.extend(replacements(&foreign));
                let unknown = examples_of(column.values.iter().filter(|v| self.known.country(v).is_none()));
                if !unknown.is_empty() {
                    decisions.push(format!("which countries these are; they are left out: {unknown}"));
                }
            }
            Some(Cell::Date | Cell::Interval) => {
                keys.push("as = \"date\"".to_owned());
                let unread = examples_of(column.values.iter().filter(|v| crate::mapped::iso(v).is_none()));
                if !unread.is_empty() {
                    decisions.push(format!("what these dates are; rows with them are refused: {unread}"));
                }
                if placed.role.name == "disclosed" {
                    decisions.push(
                        "what is dated: `agreed`, `delivered` or `used` only where the source ties the date to that act"
                            .to_owned(),
                    );
                }
            }
            Some(Cell::Entity { table: "companies", .. }) => keys.push("as = \"company\"".to_owned()),
            Some(Cell::Entity { table: "agencies", .. }) => {
                keys.push("as = \"end_user\"".to_owned());
                let country = self.with(Part::Column).find(|(p, _)| p.role.name == "recipient_country");
                match country.map(|(_, c)| quoted(c.heading)) {
                    Some(country) => keys.push(format!("country = {country}")),
                    None => decisions.push("the column with the country: without one no end user is named".to_owned()),
                }
            }
            Some(Cell::Entity { table: "technologies", .. }) => {
                let (known, unknown): (Vec<&String>, Vec<&String>) =
                    column.values.iter().partition(|v| self.known.technology(v).is_some());
                let pairs = known.into_iter().filter_map(|v| Some((v.clone(), self.known.technology(v)?.to_owned())));
                let mut pairs: Vec<(String, String)> = pairs.filter(|(v, key)| v != key).collect();
                pairs.extend(unknown.iter().map(|v| ((*v).clone(), String::new())));
                keys.extend(replacements(&pairs));
                keys.push("editorial = true".to_owned());
                if !unknown.is_empty() {
                    let unknown = examples_of(unknown.into_iter());
                    decisions.push(format!("which technologies these are; they are left out: {unknown}"));
                }
            }
            Some(Cell::Name) if self.table == "companies" && placed.role.name == "name" => {
                keys.push("as = \"company_name\"".to_owned());
            }
            Some(Cell::Word(words)) => {
                let (pairs, unknown) = words_of(&words(), column, placed.role.name);
                if placed.role.name == "stage" {
                    decisions.push(
                        "whether these words tell how far the deals got: a licence is no deal, and an offer is no sale"
                            .to_owned(),
                    );
                }
                keys.extend(replacements(&pairs));
                if !unknown.is_empty() {
                    decisions.push(format!("what these mean, one of {}: {unknown}", words().join(", ")));
                }
            }
            Some(Cell::Url) if column.urls == 0 => keys.push("prefix = \"https://\"".to_owned()),
            _ => {}
        }
        let many = tables::table(self.table).and_then(|t| t.column(placed.role.name)).is_some_and(|c| c.many);
        if let Some(split) = column.split.filter(|_| many) {
            keys.push(format!("split = {}", quoted(split)));
        }
        (comments, decisions, format!("{} = {{ {} }}", placed.role.name, keys.join(", ")))
    }

    fn source(&mut self) {
        self.line("\n[source]");
        let lines: Vec<(String, String)> = self
            .with(Part::Source)
            .map(|(p, c)| {
                let split = c.split.filter(|_| p.role.name == "url");
                let split = split.map_or_else(String::new, |s| format!("\nsplit = {}", quoted(s)));
                let why = format!(
                    "{}, {}; {}.",
                    quoted(c.heading),
                    if p.because == Because::Heading { "by its heading" } else { "by its values only" },
                    seen(c)
                );
                (why, format!("{} = {}{split}", p.role.name, quoted(c.heading)))
            })
            .collect();
        let with_url = self.with(Part::Source).any(|(p, _)| p.role.name == "url");
        for (why, line) in lines {
            self.comment(&why);
            self.line(&line);
        }
        if !with_url {
            self.decide("where the address of each row's source stands: rows without one are refused");
            self.comment("url = \"…\"");
        }
    }
}

/// A key for `dataset.toml` from the name of the file.
fn origin_of(name: &str) -> String {
    let stem = name.split(['.', ',']).next().unwrap_or_default();
    let key: String = sousveil_text::slug(stem).chars().map(|c| if c == '-' { '_' } else { c }).take(40).collect();
    if key.is_empty() { "file".to_owned() } else { key }
}
