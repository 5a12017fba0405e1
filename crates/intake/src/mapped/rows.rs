//! One foreign row on its way to one of ours.

use sousveil_model::tables::Table;
use sousveil_model::{Country, Grade, Id};

use super::Cells;
use super::mapping::{Choice, ColumnRule, Mapping, Matcher, Reading};
use crate::folder::MOST_IN_CELL;
use crate::import::{
    Arrival, Citation, Denied, Importer, MergeAction, Resolved, Value, kind_of, transfer_id, without_scheme,
};
use crate::report::Outcome;

/// What the origin calls a row: the template, in which each `{COLUMN}` is filled in once.
pub(super) fn key(rules: &Mapping, row: usize, cells: &Cells) -> String {
    let mut pieces = rules.key.split('{');
    let mut key = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once('}') {
            Some(("row", rest)) => key.extend([row.to_string().as_str(), rest]),
            Some((column, rest)) => key.extend([cells.get(column).map_or("", String::as_str), rest]),
            None => key.extend(["{", piece]),
        }
    }
    sousveil_text::tidy(&key)
}

pub(super) fn arrive(importer: &mut Importer<'_>, rules: &Mapping, table: &'static Table, row: usize, cells: &Cells) {
    let key = key(rules, row, cells);
    if key.len() > MOST_IN_CELL {
        let (label, found) = (sousveil_text::visible(&key, 100), key.len());
        return importer.refuse(label, format!("its key has {found} bytes; expected at most {MOST_IN_CELL}"));
    }
    if let Some(refusal) = rules.refuse.iter().find(|r| holds(&r.when, cells)) {
        return importer.refuse(key, refusal.because.as_str());
    }
    // The identifiers of companies and products follow from their names, which are not looked at yet.
    if !matches!(table.name, "companies" | "products")
        && let Ok(id) = identifier(rules, table, &key, cells, &[])
        && importer.settled(&key, table.name, &id)
    {
        return;
    }
    let grade = choose(&rules.grade, cells).copied();
    let (sources, grade) = sources(rules, cells, grade);
    let Some(source) = sources.first().cloned() else {
        return importer.refuse(key, "no source is given");
    };
    let addresses = sources.iter().flat_map(|s| s.cites.iter().chain([s])).map(|s| s.url.as_str());
    if let Some(bad) = addresses.filter(|url| !url.is_empty()).find(|url| !crate::folder::is_address(url)) {
        let expected = "an address that begins with http:// or https://";
        return importer.refuse(key, format!("the address of its source: found `{bad}`; expected {expected}"));
    }
    if rules.denial.as_ref().is_some_and(|d| holds(d, cells)) {
        return deny(importer, rules, cells, key, &source, grade);
    }
    let mut reader = Reader { importer, rules, cells, source, grade, read: Read::default() };
    for column in table.columns {
        if let Some(rule) = rules.columns.get(column.name).filter(|rule| applies(rule, cells)) {
            reader.column(column.name, rule);
        }
    }
    let values = reader.read.finish();
    let id = match identifier(rules, table, &key, cells, &values) {
        Ok(id) => id,
        Err(reason) => return importer.refuse(key, reason),
    };
    importer.arrive(Arrival {
        label: key.clone(),
        table: table.name,
        id,
        origin: rules.origin.clone().map(|origin| (origin, key)),
        values,
        sources,
        grade,
        disputed: rules.disputed.iter().any(|m| holds(m, cells)),
    });
}

/// What was read of a row so far.
#[derive(Debug, Default)]
struct Read {
    values: Vec<(&'static str, Value)>,
    /// What the reader is told where a name stands for nobody.
    notes: Vec<String>,
    /// The stage that the name of an end user tells of.
    stage: Option<String>,
}

impl Read {
    /// The values, with the notes in the row's note and the told stage where no other is known.
    fn finish(mut self) -> Vec<(&'static str, Value)> {
        if let Some(stage) = self.stage
            && !self.values.iter().any(|(c, v)| *c == "stage" && v.value != "unknown")
        {
            self.values.retain(|(c, _)| *c != "stage");
            self.values.push(("stage", Value::plain(stage)));
        }
        if !self.notes.is_empty() {
            self.notes.dedup();
            let earlier = self.values.iter().find(|(c, _)| *c == "note").map(|(_, v)| v.value.clone());
            self.values.retain(|(c, _)| *c != "note");
            let all: Vec<String> = earlier.into_iter().chain(self.notes).collect();
            self.values.push(("note", Value::plain(all.join(" "))));
        }
        self.values
    }

    /// Companies or agencies in a column, the companies that stood between, and what there is to say.
    fn resolved(&mut self, column: &'static str, rule: &ColumnRule, resolved: Resolved) {
        self.values.extend(resolved.meant.into_iter().map(|v| (column, judged(rule, v))));
        self.values.extend(resolved.between.into_iter().map(|c| ("intermediary", c)));
        self.notes.extend(resolved.note);
        self.stage = resolved.stage.or(self.stage.take());
    }
}

/// Reads the cells of one row by their rules.
struct Reader<'r, 'i> {
    importer: &'r mut Importer<'i>,
    rules: &'r Mapping,
    cells: &'r Cells,
    source: Citation,
    grade: Option<Grade>,
    read: Read,
}

impl Reader<'_, '_> {
    fn column(&mut self, column: &'static str, rule: &ColumnRule) {
        let cell = match &rule.from {
            Some(from) => self.cells.get(from).map_or("", String::as_str),
            None => choose(&rule.choose, self.cells).map_or("", String::as_str),
        };
        let pieces: Vec<&str> = match &rule.split {
            Some(separator) => cell.split(separator.as_str()).map(str::trim).collect(),
            None => vec![cell],
        };
        for piece in pieces.into_iter().filter(|p| !p.trim().is_empty()) {
            self.piece(column, rule, piece);
        }
    }

    fn piece(&mut self, column: &'static str, rule: &ColumnRule, piece: &str) {
        let tidy = sousveil_text::tidy(piece);
        let replaced = rule.values.get(&tidy).map_or(tidy.as_str(), String::as_str);
        match rule.reading {
            Reading::Text => {
                if tidy != piece {
                    self.importer.report.repaired("white space or control characters", piece, &tidy);
                }
                // A word that stands for another one in a code is no spelling of it.
                let value = Value::plain(format!("{}{replaced}", rule.prefix));
                self.read.values.push((column, judged(rule, value)));
            }
            Reading::Date => {
                let day = super::dates::iso(replaced).unwrap_or_else(|| replaced.to_owned());
                if day != replaced {
                    self.importer.report.repaired("date in another form", piece, &day);
                }
                self.read.values.push((column, judged(rule, Value::from_spelling(day, &tidy))));
            }
            Reading::Country | Reading::Bound => match country(replaced, rule.reading) {
                Some(code) => self.read.values.push((column, judged(rule, spelled(code, &tidy)))),
                None => self.importer.report.repaired("no country", piece, "left out"),
            },
            Reading::Company => {
                let resolved = self.importer.companies(replaced, &self.source, self.grade);
                self.read.resolved(column, rule, resolved);
            }
            Reading::CompanyName => self.own_name(column, &tidy),
            Reading::EndUser => {
                let place = rule.country.as_deref().and_then(|column| self.country_in(column));
                let resolved = self.importer.end_users(place, replaced, &self.source, self.grade);
                self.read.resolved(column, rule, resolved);
            }
            Reading::Products => {
                let products = self.importer.products_named(replaced);
                self.read.values.extend(products.into_iter().map(|p| (column, judged(rule, p))));
            }
            Reading::Target => {
                let (rules, cells, values) = (self.rules, self.cells, &mut self.read.values);
                target(self.importer, rules, cells, &tidy, &self.source, self.grade, values);
            }
        }
    }

    /// The country in a column, with the replacements of the rule that reads that column as one.
    fn country_in(&self, column: &str) -> Option<Country> {
        let cell = sousveil_text::tidy(self.cells.get(column)?);
        let mut readers = self.rules.columns.values().filter(|r| r.reading == Reading::Country);
        let reader = readers.find(|r| r.from.as_deref() == Some(column));
        let replaced = reader.and_then(|r| r.values.get(&cell)).unwrap_or(&cell);
        country(replaced, Reading::Country)?.parse().ok()
    }

    /// A company's own name, as the editors decided it, and the others that it goes by.
    fn own_name(&mut self, column: &'static str, tidy: &str) {
        let canonical = self.importer.decision(tidy).unwrap_or_else(|| tidy.to_owned());
        self.read.values.push((column, Value::from_spelling(&*canonical, tidy)));
        if canonical != tidy {
            self.read.values.push(("aliases", Value::plain(tidy)));
        }
        let known = self.importer.aliases(&canonical).into_iter().filter(|alias| alias != tidy);
        self.read.values.extend(known.map(|alias| ("aliases", Value::plain(alias).judged())));
    }
}

fn judged(rule: &ColumnRule, value: Value) -> Value {
    if rule.editorial { value.judged() } else { value }
}

fn identifier(
    rules: &Mapping,
    table: &Table,
    key: &str,
    cells: &Cells,
    values: &[(&'static str, Value)],
) -> Result<Id, String> {
    if let Some(column) = &rules.id {
        let id = cells.get(column).map_or("", String::as_str);
        return id.parse().map_err(|e: sousveil_model::id::IdError| e.to_string());
    }
    let value = |column: &str| values.iter().find(|(c, _)| *c == column).map_or("", |(_, v)| v.value.as_str());
    Ok(match table.name {
        "transfers" => transfer_id(rules.origin.as_deref().unwrap_or_default(), key),
        "companies" => Id::mint("companies", &value("name").to_lowercase()),
        "products" => Id::mint("products", &format!("{}\n{}", value("maker"), value("name").to_lowercase())),
        other => Id::mint(other, &format!("{}\n{key}", rules.origin.as_deref().unwrap_or_default())),
    })
}

/// A row that denies another is evidence against it, where an editor said which.
fn deny(
    importer: &mut Importer<'_>,
    rules: &Mapping,
    cells: &Cells,
    key: String,
    source: &Citation,
    grade: Option<Grade>,
) {
    let origin = rules.origin.as_deref().unwrap_or_default();
    let decisions = importer.decisions();
    let line =
        decisions.merges().iter().find(|m| m.action == MergeAction::Denies && m.origin == origin && m.origin_id == key);
    let Some(line) = line else {
        return importer.refuse(key, "it holds a denial, and no row of the dataset is what it denies");
    };
    let target = transfer_id(&line.into_origin, &line.into_id);
    let words = rules.columns.get("summary").and_then(|r| r.from.as_ref()).and_then(|c| cells.get(c));
    let note = sousveil_text::tidy(words.map_or("", String::as_str));
    let outcome = match importer.deny(&target, source, grade, &note) {
        Denied::Added => Outcome::Merged { id: target.to_string(), reason: line.reason.clone() },
        Denied::Before => Outcome::Unchanged { id: target.to_string() },
        Denied::Missing => return importer.refuse(key, "it holds a denial of a row that is not in the dataset (yet)"),
    };
    importer.report.outcomes.push((key, outcome));
}

fn target(
    importer: &mut Importer<'_>,
    rules: &Mapping,
    cells: &Cells,
    name: &str,
    source: &Citation,
    grade: Option<Grade>,
    values: &mut Vec<(&'static str, Value)>,
) {
    let kind = rules.columns.get("target_type").and_then(|r| r.from.as_ref()).and_then(|c| cells.get(c));
    values.retain(|(c, _)| *c != "target_type");
    let (kind, targets) = match kind.map(String::as_str) {
        Some("country") => {
            ("country", country(name, Reading::Country).map(|code| spelled(code, name)).into_iter().collect())
        }
        Some("item") => ("item", name.split(';').map(|code| Value::plain(code.trim())).collect()),
        _ => match importer.decisions().company(name).map(|d| d.kind.as_str()) {
            Some("person") => ("person", vec![Value::plain(name)]),
            Some("group" | "placeholder") => ("group", vec![Value::plain(name)]),
            _ => ("company", importer.companies(name, source, grade).meant),
        },
    };
    values.push(("target_type", Value::plain(kind)));
    values.extend(targets.into_iter().map(|t| ("target", t)));
}

/// The row's sources, and the grade where a compilation decides it.
fn sources(rules: &Mapping, cells: &Cells, grade: Option<Grade>) -> (Vec<Citation>, Option<Grade>) {
    let rule = &rules.source;
    let cell = |column: &Option<String>| {
        column.as_ref().and_then(|c| cells.get(c)).map(|c| sousveil_text::tidy(c)).unwrap_or_default()
    };
    let address = cell(&rule.url);
    let addresses: Vec<&str> = match &rule.split {
        Some(separator) => address.split(separator.as_str()).map(str::trim).filter(|a| !a.is_empty()).collect(),
        None => Some(address.as_str()).filter(|a| !a.is_empty()).into_iter().collect(),
    };
    let several = addresses.len() > 1;
    let publisher = cell(&rule.publisher);
    let title = Some(cell(&rule.title))
        .filter(|t| !several && !rule.untitled.iter().any(|u| t.starts_with(u)))
        .unwrap_or_default();
    let direct = addresses.iter().map(|url| Citation {
        title: title.clone(),
        publisher: publisher.clone(),
        published: cell(&rule.published).parse().ok(),
        kind: choose(&rule.kind, cells).copied().unwrap_or_else(|| kind_of(url, &publisher)),
        url: (*url).to_owned(),
        opened: !rule.unopened.iter().any(|m| holds(m, cells)),
        cites: Vec::new(),
        origin: None,
    });
    let Some(via) = rule.via.iter().find(|v| holds(&v.when, cells)) else { return (direct.collect(), grade) };
    let own = address.contains(&via.own);
    let cites: Vec<Citation> = if own {
        Vec::new()
    } else {
        direct.map(|c| Citation { opened: false, publisher: c.publisher.replace(&via.strip, ""), ..c }).collect()
    };
    let title = cites.first().map_or_else(
        || via.title.clone(),
        |c| format!("{}, citing: {}", via.title, first_of(&[&c.title, without_scheme(&c.url)])),
    );
    let entry = Citation {
        title,
        publisher: via.publisher.clone(),
        published: via.published.as_ref().and_then(|p| p.parse().ok()),
        kind: sousveil_model::SourceKind::Dataset,
        url: if cites.is_empty() { via.url.clone() } else { String::new() },
        opened: false,
        cites,
        origin: via.origin.clone(),
    };
    (vec![entry], Some(via.grade))
}

fn first_of<'a>(texts: &[&'a str]) -> &'a str {
    texts.iter().find(|t| !t.is_empty()).copied().unwrap_or_default()
}

/// A country's code with the name that stands in the file; a code in capitals is no other spelling.
fn spelled(code: String, as_written: &str) -> Value {
    let as_written = if as_written.to_lowercase() == code { "" } else { as_written };
    Value::from_spelling(code, as_written)
}

fn country(text: &str, reading: Reading) -> Option<String> {
    let lower = sousveil_text::tidy(text).to_lowercase();
    if reading == Reading::Bound && lower == "un" {
        return Some(lower);
    }
    lower.parse::<Country>().ok().or_else(|| Country::from_name(text)).map(|c| c.code().to_owned())
}

fn holds(matcher: &Matcher, cells: &Cells) -> bool {
    let cell = cells.get(&matcher.column).map_or("", String::as_str);
    matcher.is.as_deref().is_none_or(|text| cell == text)
        && matcher.is_not.as_deref().is_none_or(|text| cell != text)
        && matcher.contains.as_deref().is_none_or(|text| cell.contains(text))
}

fn applies(rule: &ColumnRule, cells: &Cells) -> bool {
    rule.when.as_ref().is_none_or(|m| holds(m, cells)) && !rule.unless.iter().any(|m| holds(m, cells))
}

fn choose<'a, T>(choices: &'a [Choice<T>], cells: &Cells) -> Option<&'a T> {
    choices.iter().find(|c| c.when.as_ref().is_none_or(|m| holds(m, cells))).map(|c| &c.value)
}
