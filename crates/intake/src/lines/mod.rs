//! Files that hold one JSON object a line, read one line at a time, whatever is in them.
//!
//! What breaks the form of the file (a line that never ends, bytes that are no UTF-8, text that is no JSON) stops the
//! import with file and line: such a file was cut or damaged on its way. What is wrong inside one line is a [`Fault`],
//! for which the importer refuses that line, or stops as well.

mod json;

use std::fs::File;
use std::io::{BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

pub use json::{Fault, Json, scan, words};

use crate::IntakeError;

/// A line may have at most this many bytes.
pub const MOST_BYTES: usize = 16 << 20;
/// Lists and objects may lie in one another at most this deep.
pub const DEEPEST: usize = 64;

/// The lines of a file, of which one at a time is held in memory.
#[derive(Debug)]
pub struct Lines<R> {
    path: PathBuf,
    input: R,
    buffer: Vec<u8>,
    number: u64,
    read: u64,
}

impl Lines<BufReader<File>> {
    /// The lines of a file on the disk that is read more than once, and how many bytes it has.
    ///
    /// # Errors
    /// Where it can't be opened.
    pub fn open(path: &Path) -> Result<(Self, u64), IntakeError> {
        let (file, bytes) = plain_file(path)?;
        Ok((Self::new(path, BufReader::with_capacity(1 << 18, file)), bytes))
    }

    /// The lines of what is read once, so that a pipe will do, and how many bytes it says it has: a pipe says none.
    ///
    /// # Errors
    /// Where it can't be opened.
    pub fn once(path: &Path) -> Result<(Self, u64), IntakeError> {
        let io = |e| IntakeError::io(path, e);
        let file = File::open(path).map_err(io)?;
        let meta = file.metadata().map_err(io)?;
        if meta.is_dir() {
            return Err(IntakeError::form(path, None, "a folder", "a file or a pipe"));
        }
        Ok((Self::new(path, BufReader::with_capacity(1 << 18, file)), meta.len()))
    }
}

/// Opens a file that is read more than once, and tells how many bytes it has: nothing but a plain one can be.
pub(crate) fn plain_file(path: &Path) -> Result<(File, u64), IntakeError> {
    let io = |e| IntakeError::io(path, e);
    let meta = std::fs::metadata(path).map_err(io)?;
    if !meta.is_file() {
        let found = if meta.is_dir() { "a folder" } else { "a pipe, a socket or a device" };
        return Err(IntakeError::form(path, None, found, "a plain file: it is read more than once"));
    }
    Ok((File::open(path).map_err(io)?, meta.len()))
}

impl<R: BufRead> Lines<R> {
    /// The lines of what `input` gives; `path` only appears in messages.
    pub fn new(path: &Path, input: R) -> Self {
        Self { path: path.to_owned(), input, buffer: Vec::new(), number: 0, read: 0 }
    }

    /// The next line that is not empty, with its number in the file; the first is 1. A byte order mark before the
    /// first line and the end of the line, in either form, are taken off.
    ///
    /// # Errors
    /// Where the file can't be read, the line has more than [`MOST_BYTES`], or is no UTF-8.
    pub fn next_line(&mut self) -> Result<Option<(u64, &str)>, IntakeError> {
        let (begin, end) = loop {
            if !self.fill()? {
                return Ok(None);
            }
            let bom = "\u{feff}".as_bytes();
            let begin = if self.number == 1 && self.buffer.starts_with(bom) { bom.len() } else { 0 };
            let end = self.buffer.trim_ascii_end().len();
            if end > begin {
                break (begin, end);
            }
        };
        let bytes = self.buffer.get(begin..end).unwrap_or_default();
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Some((self.number, text))),
            Err(e) => {
                let found = format!("bytes that are no UTF-8, after byte {} of the line", e.valid_up_to());
                Err(self.fault(found, "UTF-8 text"))
            }
        }
    }

    /// Bytes that were read so far.
    pub fn bytes(&self) -> u64 {
        self.read
    }

    /// What is wrong with the line that was read last.
    pub fn fault(&self, found: impl Into<String>, expected: impl Into<String>) -> IntakeError {
        IntakeError::form(&self.path, Some(self.number), found, expected)
    }

    /// Reads one more line into the buffer; `false` at the end of the file.
    fn fill(&mut self) -> Result<bool, IntakeError> {
        // Room for the longest line, both bytes of its end, and one more that shows it to be too long.
        let most = MOST_BYTES as u64 + 3;
        self.buffer.clear();
        let read = self.input.by_ref().take(most).read_until(b'\n', &mut self.buffer);
        let read = read.map_err(|e| IntakeError::io(&self.path, e))? as u64;
        self.read += read;
        if read == 0 {
            return Ok(false);
        }
        self.number += 1;
        let line = self.buffer.strip_suffix(b"\n").unwrap_or(&self.buffer);
        if line.strip_suffix(b"\r").unwrap_or(line).len() > MOST_BYTES {
            let expected = format!("at most {} MB a line", MOST_BYTES >> 20);
            return Err(self.fault("a line that is longer", expected));
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Result<Vec<(u64, String)>, IntakeError> {
        let mut lines = Lines::new(Path::new("f"), bytes);
        let mut found = Vec::new();
        while let Some((number, text)) = lines.next_line()? {
            found.push((number, text.to_owned()));
        }
        Ok(found)
    }

    #[test]
    fn byte_order_marks_empty_lines_and_either_end_of_line() {
        let found = all("\u{feff}one\r\n\n  \t\ntwo\nthree".as_bytes()).unwrap();
        assert_eq!(found, [(1, "one".to_owned()), (4, "two".to_owned()), (5, "three".to_owned())]);
        assert_eq!(all("\u{feff}".as_bytes()).unwrap(), []);
        assert_eq!(all(b"").unwrap(), []);
    }

    #[test]
    fn a_line_of_the_greatest_length_is_read_and_a_longer_one_is_not() {
        let mut text = vec![b'x'; MOST_BYTES];
        text.extend(b"\r\nshort\n");
        let found = all(&text).unwrap();
        assert_eq!(found.iter().map(|(n, t)| (*n, t.len())).collect::<Vec<_>>(), [(1, MOST_BYTES), (2, 5)]);
        text.insert(0, b'x');
        assert_eq!(
            all(&text).unwrap_err().to_string(),
            "f, line 1: found a line that is longer; expected at most 16 MB a line"
        );
    }

    #[test]
    fn bytes_that_are_no_text() {
        let error = all(b"{}\n{\"a\": \"\xff\"}\n").unwrap_err().to_string();
        assert_eq!(error, "f, line 2: found bytes that are no UTF-8, after byte 7 of the line; expected UTF-8 text");
    }
}
