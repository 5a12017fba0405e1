//! What the screening of a table found, as a workbook: the rows, then a sheet that tells of the run.

use std::io::Write;

use rust_xlsxwriter::{DocProperties, Workbook};

use super::sheets::Sheets;
use super::{MOST_ROWS, created, short, spool};
use crate::screened::is_number;

/// The name of the sheet with the rows; more than a sheet can hold go on in `Hits (2)` and so on.
const HITS: &str = "Hits";
const RUN: &str = "Run";
/// Where a text is whole that no cell can hold.
const WHOLE: &str = "a run with --out as CSV";

/// What there is to say of a workbook of hits.
#[derive(Debug)]
pub struct About<'a> {
    /// The headings of all columns.
    pub heads: &'a [String],
    /// How many of these are the table's own.
    pub own: usize,
    /// The run: what, and its value.
    pub run: &'a [(String, String)],
    /// The day that the document bears, as `2026-11-26`.
    pub day: &'a str,
}

/// Writes the workbook; `rows` are as [`crate::screened::rows`] makes them, `progress` is told how many are done.
///
/// # Errors
/// Where a row can't be read, or the temporary folder or `out` takes no more. Nothing reaches `out` before the workbook
/// is whole.
pub fn screened_xlsx<E: From<crate::Error>>(
    about: &About<'_>,
    rows: impl Iterator<Item = Result<Vec<String>, E>>,
    progress: &mut dyn FnMut(u64),
    out: &mut dyn Write,
) -> Result<(), E> {
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_title("Screening of a table").set_comment(short(&comment(about.run)));
    book.set_properties(&properties.set_creation_datetime(&created(about.day)?));
    let mut sheets = Sheets::new(&mut book, MOST_ROWS);
    let heads: Vec<&str> = about.heads.iter().map(String::as_str).collect();
    sheets.begin(HITS, &heads, WHOLE)?;
    for (done, row) in (1..).zip(rows) {
        sheets.mixed(row?.into_iter().enumerate().map(|(at, cell)| (is_number(at, about.own), cell)))?;
        progress(done);
    }
    sheets.end()?;
    sheets.begin(RUN, &["what", "value"], WHOLE)?;
    for (what, value) in about.run {
        sheets.texts([what.as_str(), value.as_str()])?;
    }
    for note in notes(&sheets) {
        sheets.texts(["note", note.as_str()])?;
    }
    sheets.end()?;
    sheets.finish();
    Ok(spool(&mut book, out)?)
}

fn comment(run: &[(String, String)]) -> String {
    run.iter().take(3).map(|(what, value)| format!("{what}: {value}")).collect::<Vec<_>>().join(", ")
}

/// What became of the rows that there is to say.
fn notes(sheets: &Sheets<'_>) -> Vec<String> {
    let record = sheets.record();
    let mut out = Vec::new();
    for list in &record.split {
        out.push(format!("“{list}” has more rows than a sheet can; it goes on in the sheets with a number."));
    }
    for ((sheet, whole), count) in &record.cut {
        out.push(format!(
            "{count} texts of “{sheet}” are longer than a cell can be, and cut there; {whole} has them whole."
        ));
    }
    out.push("A text that begins with = + - @ has an apostrophe before it, so that no spreadsheet runs it.".to_owned());
    out.push("A score is a reason to look and no proof. Empty cells are not known; they never mean none.".to_owned());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Result;

    #[test]
    fn the_same_rows_make_the_same_bytes() -> Result<()> {
        let heads: Vec<String> = crate::screened::heads(&["name".to_owned()]);
        let mut row = vec!["=1+1".to_owned()];
        row.extend(
            (0..crate::screened::COLUMNS.len()).map(|at| if at == 3 { "0.83".to_owned() } else { String::new() }),
        );
        let run = [("list".to_owned(), "demo".to_owned())];
        let about = About { heads: &heads, own: 1, run: &run, day: "2026-11-26" };
        let written = || -> Result<Vec<u8>> {
            let mut out = Vec::new();
            screened_xlsx::<crate::Error>(&about, [Ok(row.clone())].into_iter(), &mut |_| {}, &mut out)?;
            Ok(out)
        };
        assert_eq!(written()?, written()?);
        Ok(())
    }
}
