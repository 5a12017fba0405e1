//! In which form what was found is written.

use std::ffi::OsStr;
use std::path::Path;

use anyhow::{Result, bail};
use sousveil_export::screened::{self, Answer};

/// The form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// CSV.
    Csv,
    /// A workbook: its rows are kept as CSV until all are there.
    Xlsx,
    /// JSON, a row a line.
    JsonLines,
}

impl Form {
    /// The form that the ending of a file says; `-` is CSV.
    pub fn of(out: &Path) -> Result<Self> {
        if out.as_os_str() == "-" {
            return Ok(Self::Csv);
        }
        match out.extension().and_then(OsStr::to_str).map(str::to_lowercase).as_deref() {
            Some("csv") => Ok(Self::Csv),
            Some("xlsx") => Ok(Self::Xlsx),
            Some("jsonl" | "ndjson") => Ok(Self::JsonLines),
            _ => bail!("--out {}: expected a name that ends in .csv, .xlsx or .jsonl, or `-`", out.display()),
        }
    }

    /// What stands before the first row.
    pub fn head(self, headings: &[String]) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        if self != Self::JsonLines {
            screened::csv_rows([screened::heads(headings)], self == Self::Csv, &mut out)?;
        }
        Ok(out)
    }

    /// Writes a row with what was found.
    pub fn write(self, answer: &Answer, headings: &[String], dataset: &str, out: &mut Vec<u8>) -> Result<()> {
        match self {
            Self::JsonLines => screened::json_line(answer, headings, dataset, out)?,
            _ => screened::csv_rows(screened::rows(answer, dataset), self == Self::Csv, out)?,
        }
        Ok(())
    }
}
