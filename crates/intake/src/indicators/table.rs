//! Tables with a header: a column that says the kind and one of values, or a column for each kind.

use std::path::Path;

use sousveil_inspect::{Indicator, Kind, Origin};
use sousveil_model::id::Id;

use super::list::guess;
use super::stix::day;
use super::{Form, Reading, Told};
use crate::IntakeError;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    /// Values of this kind.
    Of(Kind),
    /// Values of the kind that stands in the row, or that can be seen.
    Value,
    Sort,
    Family,
    Country,
    Publisher,
    /// Entries of the index, by their identifiers.
    Product,
    Vendor,
    Incident,
    Report,
    Note,
    Date,
    ToIds,
    Other,
}

/// The columns of a header, and what parts them.
#[derive(Debug)]
pub(super) struct Columns {
    list: Vec<Column>,
    delimiter: u8,
}

/// Words of headers, without signs and in lower case. `Our list`, from published files.
const WORDS: [(&str, Column); 37] = [
    ("domain", Column::Of(Kind::Host)),
    ("domains", Column::Of(Kind::Host)),
    ("domainname", Column::Of(Kind::Host)),
    ("hostname", Column::Of(Kind::Host)),
    ("host", Column::Of(Kind::Host)),
    ("url", Column::Of(Kind::Url)),
    ("ip", Column::Of(Kind::Ip)),
    ("ipaddress", Column::Of(Kind::Ip)),
    ("email", Column::Of(Kind::Email)),
    ("md5", Column::Of(Kind::Md5)),
    ("sha1", Column::Of(Kind::Sha1)),
    ("sha256", Column::Of(Kind::Sha256)),
    ("packagename", Column::Of(Kind::App)),
    ("package", Column::Of(Kind::App)),
    ("process", Column::Of(Kind::Process)),
    ("ioc", Column::Value),
    ("value", Column::Value),
    ("indicator", Column::Value),
    ("type", Column::Sort),
    ("kind", Column::Sort),
    ("indicatortype", Column::Sort),
    ("family", Column::Family),
    ("malware", Column::Family),
    ("actor", Column::Family),
    ("country", Column::Country),
    ("publisher", Column::Publisher),
    ("product", Column::Product),
    ("vendor", Column::Vendor),
    ("incident", Column::Incident),
    ("reference", Column::Report),
    ("report", Column::Report),
    ("link", Column::Report),
    ("comment", Column::Note),
    ("description", Column::Note),
    ("date", Column::Date),
    ("toids", Column::ToIds),
    ("source", Column::Other),
];

/// The columns of the first line, if it is a header with values in it.
pub(super) fn header(text: &str) -> Option<Columns> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let delimiter = *[b',', b';', b'\t'].iter().max_by_key(|&&d| first.bytes().filter(|&b| b == d).count())?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(first.as_bytes());
    let names = reader.records().next()?.ok()?;
    let list: Vec<Column> = names.iter().map(column).collect();
    let values = list.iter().any(|column| matches!(column, Column::Of(_) | Column::Value));
    values.then_some(Columns { list, delimiter })
}

fn column(name: &str) -> Column {
    let word: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    WORDS.iter().find(|(known, _)| *known == word).map_or(Column::Other, |(_, column)| *column)
}

pub(super) fn read(
    path: &Path,
    text: &str,
    columns: &Columns,
    assumed: Option<Kind>,
    base: &Origin,
    reading: &mut Reading,
    told: &mut Told,
) -> Result<(), IntakeError> {
    told.form = Some(Form::Table);
    let mut rows = csv::ReaderBuilder::new().delimiter(columns.delimiter).flexible(true).from_reader(text.as_bytes());
    for row in rows.records() {
        let row = row.map_err(|e| {
            let line = e.position().map(csv::Position::line);
            IntakeError::form(path, line, e.to_string(), "a table in the form of RFC 4180")
        })?;
        let of = |wanted: Column| {
            let mut cells = columns.list.iter().zip(row.iter()).filter(|(column, _)| **column == wanted);
            cells.find_map(|(_, cell)| Some(cell.trim()).filter(|cell| !cell.is_empty()))
        };
        let mut origin = base.clone();
        origin.family = of(Column::Family).map(str::to_owned).or(origin.family);
        origin.aimed_at = of(Column::Country).map(str::to_owned);
        origin.publishers.extend(of(Column::Publisher).map(str::to_owned));
        // In tables of others these columns hold names, which say nothing here.
        let entry = |column| of(column).filter(|id| id.parse::<Id>().is_ok()).map(str::to_owned);
        origin.product = entry(Column::Product);
        origin.vendor = entry(Column::Vendor);
        origin.incident = entry(Column::Incident);
        origin.note = of(Column::Note).map(str::to_owned);
        origin.reports.extend(of(Column::Report).map(str::to_owned));
        let place = reading.origin(origin);
        let from = of(Column::Date).and_then(date);
        let to_ids = of(Column::ToIds).and_then(|cell| match cell {
            "1" | "true" | "True" => Some(true),
            "0" | "false" | "False" => Some(false),
            _ => None,
        });
        let said = |observable| Indicator { from, to_ids, ..Indicator::new(observable, place) };
        let sort = of(Column::Sort);
        for (column, cell) in columns.list.iter().zip(row.iter()).filter(|(_, cell)| !cell.trim().is_empty()) {
            let kind = match column {
                Column::Of(kind) => Some(*kind),
                Column::Value => match sort.map(kind) {
                    Some(None) => {
                        let sort = sousveil_text::visible(sort.unwrap_or_default(), 40);
                        told.pass(&format!("row of the type {sort}"), cell);
                        continue;
                    }
                    Some(kind) => kind,
                    None => assumed.or_else(|| guess(cell.trim())),
                },
                _ => continue,
            };
            match kind {
                Some(kind) => told.take(kind, cell, reading, said),
                None => told.pass("value of a kind that can't be seen", cell),
            }
        }
    }
    Ok(())
}

/// A kind as rows name it: our word, or one of MISP's and of tables.
fn kind(sort: &str) -> Option<Kind> {
    let word = sort.to_ascii_lowercase().replace(['-', ' '], "_");
    word.parse().ok().or_else(|| {
        Some(match word.as_str() {
            "domain" | "hostname" | "domain_name" => Kind::Host,
            "ip_address" | "ip_dst" | "ip_src" | "ipv4" | "ipv6" => Kind::Ip,
            "email_address" | "email_src" | "email_dst" | "whois_registrant_email" => Kind::Email,
            "uri" => Kind::Url,
            "filename" => Kind::FileName,
            "filepath" | "path" => Kind::FilePath,
            _ => return None,
        })
    })
}

/// A date, also as MISP's tables write it: 20180116.
fn date(text: &str) -> Option<sousveil_model::date::PartialDate> {
    let digits = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    match (digits, text.get(..4), text.get(4..6), text.get(6..)) {
        (true, Some(year), Some(month), Some(rest)) => format!("{year}-{month}-{rest}").parse().ok(),
        _ => day(text),
    }
}
