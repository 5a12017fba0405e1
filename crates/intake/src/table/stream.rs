//! Bytes of a file into rows, with as much memory as a row takes.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::rc::Rc;

use data_encoding::HEXLOWER;
use encoding_rs::{Decoder, DecoderResult};
use sha2::{Digest as _, Sha256};

use super::{LONGEST_ROW, Row, Table, Text};
use crate::IntakeError;
use crate::folder::MOST_IN_CELL;

const PIECE: usize = 64 * 1024;

/// Records of CSV, as they come.
pub(super) struct Records<R> {
    reader: csv::Reader<Bounded<Decoded<R>>>,
    left: Rc<Cell<usize>>,
    /// Whether lines end with a carriage return before the line feed, by the first of them.
    returns: Rc<Cell<Option<bool>>>,
}

/// A record, and the line on which it begins.
pub(super) type Record = (u64, csv::StringRecord);

impl<R: Read> Records<R> {
    pub(super) fn new(input: R, text: Text) -> Self {
        let left = Rc::new(Cell::new(LONGEST_ROW));
        let decoded = Decoded::new(input, text.encoding.new_decoder_with_bom_removal(), text.encoding.name());
        let returns = Rc::new(Cell::new(None));
        let bounded = Bounded { inner: decoded, left: Rc::clone(&left), returns: Rc::clone(&returns), last: 0 };
        let mut builder = csv::ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(text.delimiter).buffer_capacity(PIECE);
        Self { reader: builder.from_reader(bounded), left, returns }
    }

    pub(super) fn next(&mut self, path: &Path) -> Result<Option<Record>, IntakeError> {
        // What is read ahead into the buffer was counted for the record before.
        self.left.set(LONGEST_ROW);
        let begins = self.reader.position().line();
        let mut record = csv::StringRecord::new();
        match self.reader.read_record(&mut record) {
            Ok(false) => return Ok(None),
            Ok(true) => {}
            Err(e) => return Err(failure(path, begins, e)),
        }
        // The reader ends a record at the carriage return, and passes over empty lines before the next one: where a record
        // begins follows from where it ends.
        let inside = record.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        let end = self.reader.position().line().saturating_sub(inside);
        let line = if self.returns.get() == Some(true) { end } else { end.saturating_sub(1) }.max(begins);
        if let Some(cell) = record.iter().find(|cell| cell.len() > MOST_IN_CELL) {
            let found = format!("a cell of {} bytes", cell.len());
            let expected = format!("at most {MOST_IN_CELL} bytes; is a quotation mark not closed?");
            return Err(IntakeError::form(path, Some(line), found, expected));
        }
        Ok(Some((line, record)))
    }

    /// What the bytes came from.
    pub(super) fn input(&self) -> &R {
        &self.reader.get_ref().inner.input
    }
}

fn failure(path: &Path, line: u64, error: csv::Error) -> IntakeError {
    let told = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(e) => match e.downcast::<Fault>() {
            Ok(Fault::TooLong) => {
                let expected = format!("at most {LONGEST_ROW} bytes; is a quotation mark not closed?");
                IntakeError::form(path, Some(line), "a longer row", expected)
            }
            Ok(Fault::Encoding { line, name }) => {
                let expected = "one encoding in the whole file; --encoding names it";
                IntakeError::form(path, Some(line), format!("text that is not {name}"), expected)
            }
            Err(e) => IntakeError::io(path, e),
        },
        _ => IntakeError::form(path, Some(line), told, "text in CSV (RFC 4180)"),
    }
}

/// Why reading ended.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("a row is too long")]
    TooLong,
    #[error("line {line} is not {name}")]
    Encoding { line: u64, name: &'static str },
}

/// Gives no more than one row may have.
struct Bounded<R> {
    inner: R,
    left: Rc<Cell<usize>>,
    returns: Rc<Cell<Option<bool>>>,
    /// The last byte that was given.
    last: u8,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        let given = out.get(..count).unwrap_or_default();
        if self.returns.get().is_none()
            && let Some(at) = given.iter().position(|byte| *byte == b'\n')
        {
            let before = at.checked_sub(1).and_then(|before| given.get(before)).copied().unwrap_or(self.last);
            self.returns.set(Some(before == b'\r'));
        }
        self.last = given.last().copied().unwrap_or(self.last);
        match self.left.get().checked_sub(count) {
            Some(left) => self.left.set(left),
            None => return Err(io::Error::other(Fault::TooLong)),
        }
        Ok(count)
    }
}

/// Text of any encoding as UTF-8. What is not of the encoding is an error, never a question mark in a name.
struct Decoded<R> {
    input: R,
    decoder: Decoder,
    name: &'static str,
    raw: Vec<u8>,
    /// What of `raw` is not decoded yet.
    from: usize,
    to: usize,
    last: bool,
    done: bool,
    line: u64,
}

impl<R: Read> Decoded<R> {
    fn new(input: R, decoder: Decoder, name: &'static str) -> Self {
        Self { input, decoder, name, raw: vec![0; PIECE], from: 0, to: 0, last: false, done: false, line: 1 }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.done {
                return Ok(0);
            }
            if self.from == self.to && !self.last {
                (self.from, self.to) = (0, self.input.read(&mut self.raw)?);
                self.last = self.to == 0;
            }
            let bytes = self.raw.get(self.from..self.to).unwrap_or_default();
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(bytes, out, self.last);
            self.from += read;
            self.line += out.iter().take(written).filter(|b| **b == b'\n').count() as u64;
            match result {
                DecoderResult::InputEmpty => self.done = self.last,
                DecoderResult::OutputFull if written == 0 => return Err(io::ErrorKind::WriteZero.into()),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    return Err(io::Error::other(Fault::Encoding { line: self.line, name: self.name }));
                }
            }
            if written > 0 {
                return Ok(written);
            }
        }
    }
}

/// Counts and hashes what is read.
pub(super) struct Hashed<R> {
    inner: R,
    hasher: Sha256,
    pub(super) bytes: u64,
}

impl<R> Hashed<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, hasher: Sha256::new(), bytes: 0 }
    }

    /// Lower-case hex of the SHA-256 of all that was read.
    pub(super) fn digest(&self) -> String {
        HEXLOWER.encode(&self.hasher.clone().finalize())
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        self.hasher.update(out.get(..count).unwrap_or_default());
        self.bytes += count as u64;
        Ok(count)
    }
}

pub(super) fn open(path: &Path) -> Result<File, IntakeError> {
    File::open(path).map_err(|e| IntakeError::io(path, e))
}

/// The rows of a table that was looked at.
pub(super) fn rows<R: Read>(table: &Table, text: Text, input: R) -> impl Iterator<Item = Result<Row, IntakeError>> {
    let mut records = Records::new(Hashed::new(input), text);
    let mut skip = text.skip;
    let mut number = 0;
    let mut next = move || -> Result<Option<Row>, IntakeError> {
        while skip > 0 {
            skip -= 1;
            records.next(&table.path)?;
        }
        let Some((line, record)) = records.next(&table.path)? else {
            if records.input().digest() != table.sha256 {
                let expected = "the file that was looked at when the run began";
                return Err(IntakeError::form(&table.path, None, "a file that was changed meanwhile", expected));
            }
            return Ok(None);
        };
        number += 1;
        Ok(Some(Row::of(number, line, record.iter().map(str::to_owned).collect(), table.named, table.headings.len())))
    };
    let mut ended = false;
    std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let row = next().transpose();
        ended = !matches!(row, Some(Ok(_)));
        row
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Table, Wishes};

    #[test]
    fn a_row_knows_the_line_on_which_it_begins() {
        let text = "name\nA\n\"B\nb\"\nC\n\n\nD\n";
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let table = Table::of_bytes(Arc::from(text.as_bytes()), &Wishes::default()).unwrap();
            let lines: Vec<u64> = table.rows().unwrap().map(|row| row.unwrap().line).collect();
            assert_eq!(lines, [2, 3, 5, 8], "{text:?}");
        }
        let table = Table::of_bytes(Arc::from(&b"name\nA\nB"[..]), &Wishes::default()).unwrap();
        let lines: Vec<u64> = table.rows().unwrap().map(|row| row.unwrap().line).collect();
        assert_eq!(lines, [2, 3], "without an end of the last line");
    }
}
