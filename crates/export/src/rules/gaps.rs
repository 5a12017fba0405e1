//! The gap as rows, for tables, CSV and JSON.

use serde_json::{Value, json};
use sousveil_rules::{Cell, Gap};

/// A row: what it counts, and the figures.
#[derive(Debug, Clone)]
pub struct Row {
    /// By what the rows of its group are counted: all, year, exporter, recipient, technology, licences.
    pub by: &'static str,
    /// Which of them: a year, a country's code, a technology's key; empty where it is not known.
    pub value: String,
    /// The figures.
    pub cell: Cell,
}

/// The headings of [`Row::figures`].
pub const FIGURES: [&str; 15] = [
    "deals",
    "prohibited",
    "presumption_of_denial",
    "licence_required",
    "possible",
    "none",
    "not_known",
    "would_be_prohibited",
    "would_be_presumption_of_denial",
    "would_be_licence_required",
    "would_be_possible",
    "would_be_none",
    "would_be_not_known",
    "more_at_least",
    "more_at_most",
];

impl Row {
    /// The figures in the order of [`FIGURES`].
    pub fn figures(&self) -> [u32; 15] {
        let Cell { was, would, more, perhaps_more } = &self.cell;
        let split = |of: &sousveil_rules::Split| {
            [of.prohibited, of.presumption_of_denial, of.licence_required, of.possible, of.none, of.not_known]
        };
        let [a, b, c, d, e, f] = split(was);
        let [g, h, i, j, k, l] = split(would);
        [was.total(), a, b, c, d, e, f, g, h, i, j, k, l, *more, more + perhaps_more]
    }
}

/// Every row of a gap.
pub fn rows(gap: &Gap) -> Vec<Row> {
    let row = |by, value: String, cell: &Cell| Row { by, value, cell: *cell };
    let mut rows = vec![row("all", String::new(), &gap.all)];
    rows.extend(gap.years.iter().map(|(year, cell)| row("year", year.to_string(), cell)));
    rows.push(row("year", String::new(), &gap.undated));
    rows.extend(gap.exporters.iter().map(|(country, cell)| row("exporter", country.to_string(), cell)));
    rows.push(row("exporter", String::new(), &gap.exporter_unknown));
    rows.extend(gap.recipients.iter().map(|(country, cell)| row("recipient", country.to_string(), cell)));
    rows.extend(gap.technologies.iter().map(|(key, cell)| row("technology", key.clone(), cell)));
    let year = |year: &Option<u16>| year.map(|year| year.to_string()).unwrap_or_default();
    rows.extend(gap.licences.iter().map(|(of, cell)| row("licences", year(of), cell)));
    rows
}

/// A gap as CSV.
///
/// # Errors
///
/// Where a line can't be written.
pub fn csv(gap: &Gap) -> Result<Vec<u8>, crate::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["by", "value"].into_iter().chain(FIGURES))?;
    for row in rows(gap) {
        let figures = row.figures().map(|figure| figure.to_string());
        let head = [row.by.to_owned(), row.value.clone()];
        out.write_record(head.into_iter().chain(figures))?;
    }
    out.into_inner().map_err(|error| crate::Error::Write(error.into_error()))
}

/// A gap for machines.
pub fn json(gap: &Gap, scenario: &sousveil_rules::Scenario) -> Value {
    let one = |row: Row| {
        let mut object = serde_json::Map::new();
        object.insert("by".to_owned(), json!(row.by));
        object.insert("value".to_owned(), json!(row.value));
        object.extend(FIGURES.iter().zip(row.figures()).map(|(name, figure)| ((*name).to_owned(), json!(figure))));
        Value::Object(object)
    };
    let scenario: serde_json::Map<String, Value> =
        scenario.pairs().into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect();
    json!({
        "scenario": scenario,
        "rows": rows(gap).into_iter().map(one).collect::<Vec<_>>(),
        "left_out": gap.left,
        "note": super::words::NO_ADVICE,
    })
}
