//! Entities into rows: the inverse of [`super::entities`], in one canonical form.
//!
//! Two ways to write a row may mean the same. Of these the canonical one is made: `sources` sorted, `grade` the best
//! that speaks for the existence of the thing, every line of evidence with its grade, and no line that repeats what
//! the row's only source says by default. `docs/data.md` tells it to editors.

use std::collections::BTreeSet;

use sousveil_model::claim::EXISTENCE;
use sousveil_model::tables::{Cell, Column, EVIDENCE, Table, table_of_schema};
use sousveil_model::{Change, Claim, Coverage, Dataset, Entity, Evidence, Grade, Id, Redirect, Stance, Text};

use super::{Folder, Row, SEPARATOR};

/// What an entity is in the files of a folder.
#[derive(Debug, Clone)]
pub struct Written {
    /// The table that its row belongs to.
    pub table: &'static Table,
    /// The row.
    pub row: Row,
    /// Its lines of `evidence.csv`.
    pub evidence: Vec<Row>,
}

/// Why an entity can't be a row, so that reading the row gives the same entity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Unfit {
    /// The entity.
    pub id: Id,
    /// Why, with the property and the value that are in the way.
    pub reason: String,
}

/// A folder of these entities, in its canonical form, and those that can't be rows.
pub fn from_entities<'a>(dataset: Dataset, entities: impl IntoIterator<Item = &'a Entity>) -> (Folder, Vec<Unfit>) {
    let mut folder = Folder::new(dataset);
    let mut unfit = Vec::new();
    for entity in entities {
        match written(entity) {
            Ok(written) => folder.take(written),
            Err(error) => unfit.push(error),
        }
    }
    (folder, unfit)
}

impl Folder {
    /// Adds an entity's row and evidence.
    pub fn take(&mut self, written: Written) {
        if let Some(sheet) = self.sheet_mut(written.table.name) {
            sheet.rows.push(written.row);
        }
        if let Some(sheet) = self.sheet_mut("evidence") {
            sheet.rows.extend(written.evidence);
        }
    }

    /// Adds a line to `changes.csv`, `redirects.csv` or `coverage.csv`.
    pub fn take_line(&mut self, sheet: &str, row: Row) {
        if let Some(sheet) = self.sheet_mut(sheet) {
            sheet.rows.push(row);
        }
    }
}

/// The line of `changes.csv`.
pub fn change(change: &Change) -> Row {
    let Change { date, entity, property, old, new, kind, reason, source } = change;
    row_of([date, entity, property, old, new, kind, reason, source])
}

/// The line of `redirects.csv`.
pub fn redirect(redirect: &Redirect) -> Row {
    let Redirect { old, new, date, reason } = redirect;
    row_of([old, new, date, reason])
}

/// The line of `coverage.csv`.
pub fn coverage(coverage: &Coverage) -> Row {
    let Coverage { subject, kind, target, from, to, note } = coverage;
    row_of([subject, kind, target, from, to, note])
}

fn row_of<const N: usize>(cells: [&String; N]) -> Row {
    Row::new(cells.into_iter().cloned().collect())
}

/// An entity's row and evidence.
///
/// # Errors
/// Where no row means the entity: its schema is of no table, a property of no column, a value needs evidence that it
/// has not.
pub fn written(entity: &Entity) -> Result<Written, Unfit> {
    Writer::new(entity)?.write()
}

struct Writer<'a> {
    entity: &'a Entity,
    table: &'static Table,
    /// All that the evidence names, sorted.
    sources: BTreeSet<&'a Id>,
    /// The grade of the row.
    grade: Option<Grade>,
    evidence: Vec<Row>,
}

impl<'a> Writer<'a> {
    fn new(entity: &'a Entity) -> Result<Self, Unfit> {
        let fail = |reason| Err(Unfit { id: entity.id.clone(), reason });
        let Some(table) = table_of_schema(&entity.schema) else {
            return fail(format!("no table holds things of the schema `{}`", entity.schema));
        };
        let sources: BTreeSet<&Id> =
            entity.claims.iter().flat_map(|c| &c.evidence).filter_map(|e| e.source.as_ref()).collect();
        if sources.is_empty() && table.has_sources() {
            return fail("it rests on no source".to_owned());
        }
        if let Some(source) = sources.first().filter(|_| !table.has_sources()) {
            return fail(format!("it rests on `{source}`, and a {} speaks for itself", table.noun));
        }
        let mut existence = entity.claims_of(EXISTENCE);
        let (Some(exists), None) = (existence.next(), existence.next()) else {
            return fail(format!("not one claim `{EXISTENCE}`, that it exists or took place"));
        };
        if exists.value != entity.id.as_str() {
            return fail(format!("{EXISTENCE}: found `{}`; expected `{}`", exists.value, entity.id));
        }
        let grade = exists.evidence.iter().filter(|e| speaks(e) && e.source.is_some()).filter_map(|e| e.grade).min();
        Ok(Self { entity, table, sources, grade, evidence: Vec::new() })
    }

    fn write(mut self) -> Result<Written, Unfit> {
        self.known_properties()?;
        self.claims(EXISTENCE, None)?;
        let mut cells = Vec::with_capacity(self.table.columns.len());
        let origin = self.entity.origin.as_ref();
        for column in self.table.columns {
            cells.push(match column.cell {
                Cell::Id => self.entity.id.to_string(),
                Cell::Sources => self.sources.iter().map(|s| s.as_str()).collect::<Vec<_>>().join(SEPARATOR),
                Cell::Grade => self.grade.map(|g| g.to_string()).unwrap_or_default(),
                Cell::Origin => origin.map(|o| o.key.to_string()).unwrap_or_default(),
                Cell::OriginId => origin.and_then(|o| o.id.as_deref()).unwrap_or_default().to_owned(),
                _ => self.claims(column.name, Some(column))?,
            });
        }
        Ok(Written { table: self.table, row: Row::new(cells), evidence: self.evidence })
    }

    /// Every claim has a column, and the origin one as well.
    fn known_properties(&self) -> Result<(), Unfit> {
        let is_column = |p: &str| self.table.column(p).is_some_and(|c| c.cell.is_claim());
        if let Some(claim) = self.entity.claims.iter().find(|c| c.property != EXISTENCE && !is_column(&c.property)) {
            return self.fail(format!("{}.csv has no column `{}`", self.table.name, claim.property));
        }
        let Some(origin) = &self.entity.origin else { return Ok(()) };
        let has = |cell: fn(&Cell) -> bool| self.table.columns.iter().any(|c| cell(&c.cell));
        if !has(|c| matches!(c, Cell::Origin)) || (origin.id.is_some() && !has(|c| matches!(c, Cell::OriginId))) {
            return self.fail(format!("{}.csv has no column for its origin `{}`", self.table.name, origin.key));
        }
        Ok(())
    }

    /// Writes the evidence of one property's claims; the text of the cell.
    fn claims(&mut self, property: &str, column: Option<&'static Column>) -> Result<String, Unfit> {
        let many = column.is_some_and(|c| c.many);
        let mut cell: Vec<&'a str> = Vec::new();
        let mut seen: Vec<&'a str> = Vec::new();
        let entity = self.entity;
        for claim in entity.claims.iter().filter(|c| c.property == property) {
            let value = claim.value.as_str();
            let told = |what: &str| format!("{property}: `{}` {what}", value.escape_debug());
            if seen.contains(&value) {
                return self.fail(told("is said twice"));
            }
            seen.push(value);
            if value.is_empty() || sousveil_text::tidy(value) != value || (many && value.contains(';')) {
                return self.fail(told("can't stand in a cell"));
            }
            // A value that nothing speaks for stands in evidence.csv only; so does a rival of the cell's own.
            let stated = (many || cell.is_empty()) && self.is_stated(claim);
            if stated {
                cell.push(value);
            }
            let needed = self.needed(claim, stated).map_err(|what| self.unfit(told(what)))?;
            for evidence in needed {
                self.evidence.push(line(&entity.id, claim, evidence));
            }
        }
        Ok(cell.join(SEPARATOR))
    }

    fn is_stated(&self, claim: &Claim) -> bool {
        claim.property == "note" || claim.evidence.iter().any(speaks) || claim.evidence.is_empty()
    }

    /// The evidence of a claim that must stand in `evidence.csv`; what is in the way where no lines can say it.
    fn needed<'c>(&self, claim: &'c Claim, stated: bool) -> Result<Vec<&'c Evidence>, &'static str> {
        let mut all: Vec<&Evidence> = Vec::new();
        for evidence in &claim.evidence {
            if !all.contains(&evidence) {
                all.push(evidence);
            }
        }
        // Reading the row again would give it the grade of the row or the usual one of the source.
        if all.iter().any(|e| e.source.is_some() && e.grade.is_none()) {
            return Err("rests on a source without a grade, and a row would give it one");
        }
        if claim.property == "note" {
            let ours = matches!(all.as_slice(), [e] if **e == Evidence::judgement());
            return if !ours {
                Err("is a note, which is ours and rests on no source")
            } else if stated {
                Ok(Vec::new())
            } else {
                Ok(all)
            };
        }
        if all.is_empty() {
            // The rows of sources and the text of technologies' own table need none.
            let fits = !self.table.has_sources() && stated;
            return if fits { Ok(all) } else { Err("rests on no evidence") };
        }
        let Some(default) = self.default() else { return Ok(all) };
        let (plain, others): (Vec<&Evidence>, Vec<&Evidence>) = all.iter().copied().partition(|e| **e == default);
        let others_speak = others.iter().any(|e| speaks(e));
        match (plain.is_empty(), others_speak) {
            (true, false) => Err("is only denied, and the row's one source would speak for it"),
            (false, false) if stated => Ok(others),
            _ => Ok(all),
        }
    }

    /// What the row's only source says by default of every value.
    fn default(&self) -> Option<Evidence> {
        let mut sources = self.sources.iter();
        let (Some(source), None) = (sources.next(), sources.next()) else { return None };
        Some(Evidence::says(Some((*source).clone()), self.grade))
    }

    fn unfit(&self, reason: String) -> Unfit {
        Unfit { id: self.entity.id.clone(), reason }
    }

    fn fail<T>(&self, reason: String) -> Result<T, Unfit> {
        Err(self.unfit(reason))
    }
}

fn speaks(evidence: &Evidence) -> bool {
    evidence.stance == Stance::Supports
}

/// The line of `evidence.csv`.
fn line(entity: &Id, claim: &Claim, evidence: &Evidence) -> Row {
    let Evidence { source, locator, quotation, stance, grade, kind, as_written, note } = evidence;
    let text = |text: &Option<Text>| text.as_deref().unwrap_or_default().to_owned();
    let cells = EVIDENCE.iter().map(|column| match column.name {
        "entity" => entity.to_string(),
        "property" => claim.property.to_string(),
        "value" if claim.property != EXISTENCE => claim.value.to_string(),
        "source" => source.as_ref().map(ToString::to_string).unwrap_or_default(),
        "locator" => text(locator),
        "quotation" => text(quotation),
        "stance" => stance.to_string(),
        "grade" => grade.map(|g| g.to_string()).unwrap_or_default(),
        "kind" => kind.to_string(),
        "as_written" => text(as_written),
        "note" => text(note),
        _ => String::new(),
    });
    Row::new(cells.collect())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::entities::{changes, coverage as coverage_of, entities, redirects};
    use super::super::read_parts;
    use super::*;

    const TOML: &str = "name = 't'\ntitle = 'T'\nsummary = 'S'\npublisher = 'P'\nlicence = 'CC0-1.0'\nversion = '1'\n";
    const SOURCES: &str = "id,title,kind,opened\nsvl-a,First,press,yes\nsvl-b,Second,official,yes\n";
    const PINS: &str = "entity,property,value,source,quotation,stance,grade,kind,as_written,note\n";

    fn folder(companies: &str, evidence: &str) -> Folder {
        let companies = format!("id,name,aliases,country,founded,grade,sources,note\n{companies}");
        let evidence = format!("{PINS}{evidence}");
        let parts: [(&str, &[u8]); 4] = [
            ("dataset.toml", TOML.as_bytes()),
            ("sources.csv", SOURCES.as_bytes()),
            ("companies.csv", companies.as_bytes()),
            ("evidence.csv", evidence.as_bytes()),
        ];
        read_parts(Path::new("t"), &parts).unwrap()
    }

    fn again(folder: &Folder) -> Folder {
        let (mut made, unfit) = from_entities(folder.dataset.clone(), &entities(folder));
        assert_eq!(unfit, []);
        changes(folder).iter().for_each(|c| made.take_line("changes", change(c)));
        redirects(folder).iter().for_each(|r| made.take_line("redirects", redirect(r)));
        coverage_of(folder).iter().for_each(|c| made.take_line("coverage", coverage(c)));
        made
    }

    /// The canonical folder means the same entities, and is its own canonical form.
    fn canonical(folder: &Folder) -> Folder {
        let made = again(folder);
        assert_eq!(entities(&made), entities(folder));
        assert_eq!(again(&made).files().unwrap(), made.files().unwrap());
        made
    }

    fn cells(folder: &Folder, sheet: &str) -> Vec<String> {
        folder.rows(sheet).iter().map(|r| r.cells().join("|")).collect()
    }

    #[test]
    fn what_the_only_source_says_needs_no_line() {
        let made = canonical(&folder(
            "svl-x,X Ltd,,de,,,svl-a,Ours.\n",
            "svl-x,name,X Ltd,svl-a,,supports,,source,,\nsvl-x,country,de,svl-a,,supports,,editorial,,\n",
        ));
        assert_eq!(cells(&made, "companies"), ["svl-x|X Ltd||de|||||||reported|svl-a|||Ours."]);
        assert_eq!(cells(&made, "evidence"), ["svl-x|country|de|svl-a|||supports|reported|editorial||"]);
    }

    #[test]
    fn several_sources_are_sorted_and_pinned_with_their_grades() {
        let made = canonical(&folder(
            "svl-x,X Ltd,,,2001,,svl-b; svl-a,\n",
            "svl-x,id,,svl-a,,supports,,source,,\nsvl-x,id,,svl-b,,supports,,source,,\n\
             svl-x,name,X Ltd,svl-b,,supports,alleged,source,X LTD,\nsvl-x,founded,2001,svl-a,,supports,,source,,\n\
             svl-x,founded,2003,svl-b,,supports,,source,,\nsvl-x,founded,1999,svl-a,,contradicts,,source,,\n",
        ));
        assert_eq!(cells(&made, "companies"), ["svl-x|X Ltd||||2001|||||confirmed|svl-a; svl-b|||"]);
        assert_eq!(made.rows("evidence").len(), 6);
        assert!(made.rows("evidence").iter().all(|r| !r.cell(7).is_empty()), "each line has its grade");
    }

    #[test]
    fn a_denial_by_the_only_source_leaves_its_word_standing() {
        let made = canonical(&folder(
            "svl-x,X Ltd,,,,alleged,svl-a,\n",
            "svl-x,id,,svl-a,,contradicts,reported,source,,It denies it.\nsvl-x,id,,svl-a,,supports,alleged,source,,\n",
        ));
        assert_eq!(cells(&made, "evidence"), ["svl-x|id||svl-a|||contradicts|reported|source||It denies it."]);
    }

    #[test]
    fn what_no_row_can_say_is_refused() {
        let good = entities(&folder("svl-x,X Ltd,,,,reported,svl-a,\n", ""));
        let good = good.into_iter().find(|e| e.schema == "Company").unwrap();
        let name = good.claims.iter().position(|c| c.property == "name").unwrap();
        let with = |change: &dyn Fn(&mut Entity)| {
            let mut entity = good.clone();
            change(&mut entity);
            written(&entity).unwrap_err().reason
        };
        for (reason, expected) in [
            (with(&|e| e.schema = "Country".into()), "no table holds things of the schema `Country`"),
            (with(&|e| e.claims.clear()), "it rests on no source"),
            (with(&|e| e.claims[name].evidence.clear()), "name: `X Ltd` rests on no evidence"),
            (with(&|e| e.claims[name].property = "colour".into()), "companies.csv has no column `colour`"),
            (with(&|e| e.claims.push(e.claims[name].clone())), "name: `X Ltd` is said twice"),
            (with(&|e| e.claims[name].value = "a\u{202e}b".into()), "name: `a\\u{202e}b` can't stand in a cell"),
            (with(&|e| e.claims[0].value = "svl-y".into()), "id: found `svl-y`; expected `svl-x`"),
            (
                with(&|e| e.claims[name].evidence[0].stance = Stance::Contradicts),
                "name: `X Ltd` is only denied, and the row's one source would speak for it",
            ),
        ] {
            assert_eq!(reason, expected);
        }
    }
}
