//! What the child tells: one JSON value a line. The sheet, its rows, and at last how it ended.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};

use super::{LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Sheet, SheetRow};

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// The sheet that follows.
    Sheet {
        /// Its name.
        name: String,
        /// The other sheets.
        others: Vec<String>,
    },
    /// A row of it.
    Row(SheetRow),
    /// The end, with the number of rows.
    End(u64),
    /// Why there is no end.
    Problem(String),
}

impl Serialize for SheetRow {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.number, &self.cells, &self.faults).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for SheetRow {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (number, cells, faults) = Deserialize::deserialize(deserializer)?;
        Ok(Self { number, cells, faults })
    }
}

/// Writes a line.
///
/// # Errors
/// Where `out` takes no more.
pub fn write(out: &mut dyn Write, line: &Line) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

/// Why the child's lines are no sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The child says why.
    #[error("{0}")]
    Told(String),
    /// It ended before its last line.
    #[error("its reader ended early")]
    Cut,
    /// It writes more than a sheet may hold.
    #[error("its sheet has more than {MOST_BYTES} bytes of text")]
    TooMuch,
    /// It writes what it should not.
    #[error("its reader gave nonsense")]
    Nonsense,
}

/// Reads what the child tells; nothing of it is believed without a look.
///
/// # Errors
/// Where it tells of a problem, ends early, or leaves its bounds.
pub fn read(input: impl BufRead) -> Result<Sheet, Fault> {
    let mut input = input.take(MOST_BYTES + 1);
    let mut sheet: Option<Sheet> = None;
    let mut text = Vec::new();
    loop {
        text.clear();
        let length = input.read_until(b'\n', &mut text).map_err(|_| Fault::Cut)?;
        if input.limit() == 0 {
            return Err(Fault::TooMuch);
        }
        if length == 0 || text.last() != Some(&b'\n') {
            return Err(Fault::Cut);
        }
        match (serde_json::from_slice(&text).map_err(|_| Fault::Nonsense)?, &mut sheet) {
            (Line::Problem(problem), _) => return Err(Fault::Told(problem)),
            (Line::Sheet { name, others }, None) => sheet = Some(Sheet { name, others, rows: Vec::new() }),
            (Line::Row(row), Some(sheet)) if fits(&row, sheet.rows.last()) => sheet.rows.push(row),
            (Line::End(rows), Some(whole)) if whole.rows.len() as u64 == rows => {
                return sheet.ok_or(Fault::Nonsense);
            }
            _ => return Err(Fault::Nonsense),
        }
    }
}

fn fits(row: &SheetRow, before: Option<&SheetRow>) -> bool {
    let in_order = before.is_none_or(|b| b.number < row.number);
    let columns = row.cells.windows(2).all(|w| matches!(w, [a, b] if a.0 < b.0));
    let bounded = row.cells.iter().all(|(c, t)| *c < MOST_COLUMNS && t.chars().count() <= LONGEST_CELL);
    (1..=MOST_ROWS).contains(&row.number) && in_order && columns && bounded
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "{\"sheet\":{\"name\":\"Deals\",\"others\":[]}}\n{\"row\":[1,[[0,\"a\"],[3,\"b\"]],[]]}\n{\"row\":[4,[[0,\"c\"]],[[\"B4\",\"#N/A\"]]]}\n{\"end\":2}\n";

    #[test]
    fn what_is_written_is_read() {
        let sheet = read(WHOLE.as_bytes());
        let mut out = Vec::new();
        let Ok(sheet) = sheet else { return assert_eq!(sheet, Ok(Sheet::default())) };
        let lead = Line::Sheet { name: sheet.name.clone(), others: sheet.others.clone() };
        let lines = [lead].into_iter().chain(sheet.rows.iter().cloned().map(Line::Row)).chain([Line::End(2)]);
        for line in lines {
            assert!(write(&mut out, &line).is_ok());
        }
        assert_eq!(String::from_utf8_lossy(&out), WHOLE);
    }

    #[test]
    fn each_cut_and_each_disorder_is_noticed() {
        for end in 0..WHOLE.len() {
            let cut = WHOLE.as_bytes().get(..end).unwrap_or_default();
            assert_eq!(read(cut), Err(Fault::Cut), "{end}");
        }
        let row = "{\"row\":[4,[[0,\"c\"]],[]]}\n";
        let lead = "{\"sheet\":{\"name\":\"x\",\"others\":[]}}\n";
        for nonsense in [
            format!("{row}{{\"end\":1}}\n"),
            format!("{lead}{row}{row}{{\"end\":2}}\n"),
            format!("{lead}{row}{{\"end\":2}}\n"),
            format!("{lead}{lead}"),
            format!("{lead}{{\"row\":[0,[],[]]}}\n"),
            format!("{lead}{{\"row\":[1048577,[],[]]}}\n"),
            format!("{lead}{{\"row\":[1,[[16384,\"x\"]],[]]}}\n"),
            format!("{lead}{{\"row\":[1,[[1,\"x\"],[1,\"y\"]],[]]}}\n"),
            "nonsense\n".to_owned(),
        ] {
            assert_eq!(read(nonsense.as_bytes()), Err(Fault::Nonsense), "{nonsense}");
        }
        let told = "{\"problem\":\"it is damaged\"}\n";
        assert_eq!(read(told.as_bytes()), Err(Fault::Told("it is damaged".to_owned())));
    }
}
