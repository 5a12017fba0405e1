//! Sheets that are written row by row, and go on in another where one is full.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet};

use super::{LONGEST_CELL, Written};
use crate::Result;
use crate::csv_out::{defuse, written};
use crate::rows::{Rows, Value};

/// Widths of columns, in characters of the sheet's font.
const NARROWEST: usize = 9;
const WIDEST: usize = 60;
/// Rows whose cells decide how wide a column is: enough to see, few enough to cost nothing.
const MEASURED: u32 = 2_000;
/// Where a text of a list is whole, if no cell can hold it.
pub(super) const CSV: &str = "the CSV";

/// What became of the rows.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// The sheets, in their order.
    pub(super) sheets: Vec<Written>,
    /// Texts that were longer than a cell can be, by sheet and by where they are whole.
    pub(super) cut: BTreeMap<(String, &'static str), u64>,
    /// Lists that one sheet could not hold.
    pub(super) split: Vec<String>,
}

/// Writes sheets, one after the other.
pub(super) struct Sheets<'b> {
    book: &'b mut Workbook,
    most: u32,
    head: Format,
    record: Record,
    current: Option<Current>,
}

/// The sheet that is being written.
struct Current {
    list: String,
    heads: Vec<String>,
    /// Where a text is whole that was cut.
    whole: &'static str,
    part: u32,
    sheet: Worksheet,
    /// The row that comes next; the first is the heading's.
    next: u32,
    widths: Vec<usize>,
}

impl<'b> Sheets<'b> {
    pub(super) fn new(book: &'b mut Workbook, most: u32) -> Self {
        let head = Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap();
        Self { book, most, head, record: Record::default(), current: None }
    }

    /// Begins a list with these headings; `whole` says where a text is whole that no cell can hold.
    pub(super) fn begin(&mut self, list: &str, heads: &[&str], whole: &'static str) -> Result<()> {
        let heads: Vec<String> = heads.iter().map(|h| (*h).to_owned()).collect();
        self.current = Some(self.open(list.to_owned(), heads, whole, 1)?);
        Ok(())
    }

    fn open(&mut self, list: String, heads: Vec<String>, whole: &'static str, part: u32) -> Result<Current> {
        let mut sheet = self.book.new_worksheet_with_constant_memory()?;
        let name = if part == 1 { list.clone() } else { format!("{list} ({part})") };
        sheet.set_name(name)?;
        for (at, head) in (0..).zip(&heads) {
            sheet.write_string_with_format(0, at, head, &self.head)?;
        }
        let widths = heads.iter().map(|h| h.chars().count() + 3).collect();
        Ok(Current { list, heads, whole, part, sheet, next: 1, widths })
    }

    /// A row of a list, as its CSV has it.
    pub(super) fn row(&mut self, rows: &Rows<'_>, values: &[Value]) -> Result<()> {
        self.room()?;
        for ((at, head), value) in (0..).zip(rows.heads()).zip(values) {
            let text = written(value);
            let number = matches!(value, Value::Number(_)) || rows.is_number(head);
            match exact(&text).filter(|_| number) {
                Some(number) => self.number(at, number, text.len())?,
                None => self.text(at, text)?,
            }
        }
        self.advance();
        Ok(())
    }

    /// A row of texts.
    pub(super) fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> Result<()> {
        self.room()?;
        for (at, text) in (0..).zip(texts) {
            self.text(at, defuse(text.to_owned()))?;
        }
        self.advance();
        Ok(())
    }

    /// A row of texts, of which some are numbers.
    pub(super) fn mixed(&mut self, cells: impl Iterator<Item = (bool, String)>) -> Result<()> {
        self.room()?;
        for (at, (number, text)) in (0..).zip(cells) {
            match exact(&text).filter(|_| number) {
                Some(number) => self.number(at, number, text.len())?,
                None if text.is_empty() => {}
                None => self.text(at, defuse(text))?,
            }
        }
        self.advance();
        Ok(())
    }

    /// What became of the rows until now.
    pub(super) fn record(&self) -> &Record {
        &self.record
    }

    /// Goes on in another sheet where this one is full.
    fn room(&mut self) -> Result<()> {
        let Some(full) = self.current.take_if(|c| c.next >= self.most) else { return Ok(()) };
        if full.part == 1 {
            self.record.split.push(full.list.clone());
        }
        let (list, heads, whole, part) = (full.list.clone(), full.heads.clone(), full.whole, full.part + 1);
        self.close(full)?;
        self.current = Some(self.open(list, heads, whole, part)?);
        Ok(())
    }

    fn number(&mut self, at: u16, number: f64, width: usize) -> Result<()> {
        if let Some(current) = &mut self.current {
            current.measure(at, width);
            current.sheet.write_number(current.next, at, number)?;
        }
        Ok(())
    }

    fn text(&mut self, at: u16, text: String) -> Result<()> {
        let Some(current) = &mut self.current else { return Ok(()) };
        let text = match fitting(&text, current.whole) {
            None => text,
            Some(short) => {
                *self.record.cut.entry((current.sheet.name(), current.whole)).or_default() += 1;
                short
            }
        };
        current.measure(at, text.chars().take(WIDEST).count());
        current.sheet.write_string(current.next, at, text)?;
        Ok(())
    }

    fn advance(&mut self) {
        if let Some(current) = &mut self.current {
            current.next += 1;
        }
    }

    /// Ends the list.
    pub(super) fn end(&mut self) -> Result<()> {
        self.current.take().map_or(Ok(()), |last| self.close(last))
    }

    fn close(&mut self, mut current: Current) -> Result<()> {
        let sheet = &mut current.sheet;
        for (at, width) in (0..).zip(&current.widths) {
            let width = u32::try_from((*width).clamp(NARROWEST, WIDEST)).unwrap_or(0);
            sheet.set_column_width(at, f64::from(width))?;
        }
        sheet.set_freeze_panes(1, 0)?;
        let last = u16::try_from(current.heads.len().saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, current.next - 1, last)?;
        self.record.sheets.push(Written { name: sheet.name(), rows: u64::from(current.next - 1) });
        self.book.push_worksheet(current.sheet);
        Ok(())
    }

    /// What became of the rows.
    pub(super) fn finish(self) -> Record {
        self.record
    }
}

impl Current {
    fn measure(&mut self, at: u16, width: usize) {
        if self.next <= MEASURED
            && let Some(widest) = self.widths.get_mut(usize::from(at))
        {
            *widest = width.max(*widest);
        }
    }
}

/// The number that a text is, where the sheet would show the very same text.
fn exact(text: &str) -> Option<f64> {
    // Spreadsheets keep 15 digits.
    let short = text.len() <= 15;
    text.parse().ok().filter(|number: &f64| short && number.is_finite() && number.to_string() == text)
}

/// A shorter text with a remark that says where it is whole, where no cell can hold it.
pub(super) fn fitting(text: &str, whole: &str) -> Option<String> {
    if text.len() <= LONGEST_CELL || text.encode_utf16().count() <= LONGEST_CELL {
        return None;
    }
    let remark = format!(" … [cut here: longer than a cell can be; {whole} has it whole]");
    let mut room = LONGEST_CELL - remark.encode_utf16().count();
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    });
    Some(kept.chain(remark.chars()).collect())
}
