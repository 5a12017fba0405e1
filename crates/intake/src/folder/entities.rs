//! Sheets into entities: every value a claim, every claim with the evidence that speaks for or against it.

use std::collections::BTreeMap;

use sousveil_model::claim::{EXISTENCE, Origin};
use sousveil_model::tables::{Cell, TABLES, Table};
use sousveil_model::{
    Change, Claim, Coverage, Entity, Evidence, EvidenceKind, Grade, Id, Redirect, SourceKind, Stance, Text,
};

use super::{Folder, Row, Sheet};

/// Evidence that `evidence.csv` pins to values: by entity, property, value.
type Pins<'a> = BTreeMap<(&'a str, &'a str, &'a str), Vec<Evidence>>;

/// The entities that a folder's rows mean, in the order of the tables.
///
/// The folder is taken as it is: run [`super::check::check`] first. A value that can't be read where a
/// closed word is needed (a grade, a stance) is passed over here and named there.
pub fn entities(folder: &Folder) -> Vec<Entity> {
    let reader = Reader::new(folder);
    let mut entities = Vec::new();
    for table in TABLES {
        let rows = folder.rows(table.name).iter();
        entities.extend(rows.filter_map(|row| reader.entity(table, row)));
    }
    entities
}

/// Single rows of a folder as entities.
#[derive(Debug)]
pub struct Reader<'a> {
    folder: &'a Folder,
    pins: Pins<'a>,
    grades: BTreeMap<&'a str, Grade>,
}

impl<'a> Reader<'a> {
    /// Puts the evidence of a folder in order.
    pub fn new(folder: &'a Folder) -> Self {
        Self { folder, pins: pins(folder), grades: usual_grades(folder) }
    }

    /// The entity that a row of `table` means; `None` where its identifier is none.
    pub fn entity(&self, table: &'static Table, row: &Row) -> Option<Entity> {
        entity(table, self.folder.sheet(table.name)?, row, &self.pins, &self.grades)
    }
}

/// The lines of `changes.csv`.
pub fn changes(folder: &Folder) -> Vec<Change> {
    side(folder, "changes", |cell| Change {
        date: cell("date"),
        entity: cell("entity"),
        property: cell("property"),
        old: cell("old"),
        new: cell("new"),
        kind: cell("kind"),
        reason: cell("reason"),
        source: cell("source"),
    })
}

/// The lines of `redirects.csv`.
pub fn redirects(folder: &Folder) -> Vec<Redirect> {
    side(folder, "redirects", |cell| Redirect {
        old: cell("old"),
        new: cell("new"),
        date: cell("date"),
        reason: cell("reason"),
    })
}

/// The lines of `coverage.csv`.
pub fn coverage(folder: &Folder) -> Vec<Coverage> {
    side(folder, "coverage", |cell| Coverage {
        subject: cell("subject"),
        kind: cell("kind"),
        target: cell("target"),
        from: cell("from"),
        to: cell("to"),
        note: cell("note"),
    })
}

fn side<T>(folder: &Folder, name: &str, make: impl Fn(&dyn Fn(&str) -> String) -> T) -> Vec<T> {
    let Some(sheet) = folder.sheet(name) else { return Vec::new() };
    sheet.rows.iter().map(|row| make(&|column| sheet.cell(row, column).to_owned())).collect()
}

fn pins(folder: &Folder) -> Pins<'_> {
    let mut pins = Pins::new();
    let Some(sheet) = folder.sheet("evidence") else { return pins };
    for row in &sheet.rows {
        let entity = sheet.cell(row, "entity");
        let property = sheet.cell(row, "property");
        let value = if property == EXISTENCE { entity } else { sheet.cell(row, "value") };
        let text = |column: &str| Some(Text::from(sheet.cell(row, column))).filter(|t| !t.is_empty());
        let evidence = Evidence {
            source: sheet.cell(row, "source").parse().ok(),
            locator: text("locator"),
            quotation: text("quotation"),
            stance: sheet.cell(row, "stance").parse().unwrap_or(Stance::Supports),
            grade: sheet.cell(row, "grade").parse().ok(),
            kind: sheet.cell(row, "kind").parse().unwrap_or(EvidenceKind::Source),
            as_written: text("as_written"),
            note: text("note"),
        };
        pins.entry((entity, property, value)).or_default().push(evidence);
    }
    pins
}

/// For each source the grade of evidence from it where a row states none.
fn usual_grades(folder: &Folder) -> BTreeMap<&str, Grade> {
    let Some(sheet) = folder.sheet("sources") else { return BTreeMap::new() };
    let kind = |row: &Row| sheet.cell(row, "kind").parse::<SourceKind>().ok();
    sheet.rows.iter().filter_map(|row| Some((row.cell(0), kind(row)?.usual_grade()))).collect()
}

fn entity(
    table: &'static Table,
    sheet: &Sheet,
    row: &Row,
    pins: &Pins<'_>,
    grades: &BTreeMap<&str, Grade>,
) -> Option<Entity> {
    let id: Id = row.cell(0).parse().ok()?;
    let default = default_evidence(sheet, row, grades);
    // Evidence that states no grade has its row's, else the usual one of its source's kind.
    let row_grade: Option<Grade> = sheet.cell(row, "grade").parse().ok();
    let evidence = |property: &str, value: &str| {
        let mut all = pins.get(&(id.as_str(), property, value)).cloned().unwrap_or_default();
        for piece in &mut all {
            let usual = || piece.source.as_ref().and_then(|s| grades.get(s.as_str()).copied());
            piece.grade = piece.grade.or(row_grade.filter(|_| piece.source.is_some())).or_else(usual);
        }
        // A line that only speaks against the value leaves the row's own source standing.
        if !all.iter().any(|e| e.stance == Stance::Supports) {
            all.extend(default.clone());
        }
        all
    };
    let mut claims = vec![Claim {
        property: EXISTENCE.into(),
        value: id.clone().into(),
        evidence: evidence(EXISTENCE, id.as_str()),
    }];
    for (at, column) in table.columns.iter().enumerate().filter(|(_, c)| c.cell.is_claim()) {
        let cell = row.cell(at);
        let stated = column.values(cell);
        // Rival values stand in evidence.csv only.
        let rivals = pins
            .range((id.as_str(), column.name, "")..)
            .take_while(|((e, p, _), _)| *e == id.as_str() && *p == column.name)
            .map(|((_, _, value), _)| *value)
            .filter(|value| !value.is_empty() && !stated.contains(value));
        for value in stated.iter().copied().chain(rivals) {
            claims.push(Claim {
                property: column.name.into(),
                value: value.into(),
                evidence: if column.name == "note" {
                    vec![Evidence::judgement()]
                } else {
                    evidence(column.name, value)
                },
            });
        }
    }
    let origin = Some(sheet.cell(row, "origin")).filter(|o| !o.is_empty()).map(|key| Origin {
        key: key.into(),
        id: Some(Text::from(sheet.cell(row, "origin_id"))).filter(|i| !i.is_empty()),
    });
    Some(Entity { id, schema: table.schema.into(), origin, claims })
}

/// The evidence of every value of a row that has exactly one source.
fn default_evidence(sheet: &Sheet, row: &Row, grades: &BTreeMap<&str, Grade>) -> Option<Evidence> {
    let mut sources = sheet.values(row, "sources");
    let (Some(source), None) = (sources.next(), sources.next()) else { return None };
    let stated = sheet.columns.iter().position(|c| matches!(c.cell, Cell::Grade)).map_or("", |at| row.cell(at));
    let grade = stated.parse().ok().or_else(|| grades.get(source).copied());
    Some(Evidence::says(source.parse().ok(), grade))
}
