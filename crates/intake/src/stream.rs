//! Our own lines ([`Line`]) in pieces, so that several threads can read a dataset that is larger than memory.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sousveil_model::lines::Line;

use crate::IntakeError;

/// How much of a file is a piece; a longer line makes a longer piece.
const PIECE: u64 = 1024 * 1024;
/// The longest line, in bytes.
pub const LONGEST_LINE: usize = 16 * 1024 * 1024;

/// Whole lines of a file.
#[derive(Debug)]
pub struct Piece {
    path: PathBuf,
    /// The number of the first line.
    first: u64,
    bytes: Vec<u8>,
}

/// The pieces of some files, each with the place of its file; `-` is standard input.
pub fn pieces(paths: Vec<PathBuf>) -> impl Iterator<Item = Result<(u32, Piece), IntakeError>> {
    (0u32..).zip(paths).flat_map(|(at, path)| Pieces::new(path).map(move |piece| Ok((at, piece?))))
}

/// Reads the lines of a piece, each with its number. Empty ones are passed over. JSON that is nested deeper than 128
/// levels is refused.
///
/// # Errors
/// A line that is none of ours: with file, line and column.
pub fn read(piece: &Piece) -> Result<Vec<(u64, Line)>, IntakeError> {
    let mut out = Vec::new();
    for (number, line) in (piece.first..).zip(piece.bytes.split(|&byte| byte == b'\n')) {
        if line.len() > LONGEST_LINE {
            return Err(too_long(&piece.path, number));
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice(line) {
            Ok(line) => out.push((number, line)),
            Err(e) => return Err(wrong(&piece.path, number, &e)),
        }
    }
    Ok(out)
}

fn wrong(path: &Path, line: u64, error: &serde_json::Error) -> IntakeError {
    let whole = error.to_string();
    // It counts lines within what it was given, which is always one.
    let what = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(what, _)| what);
    let expected = "{\"entity\":…} or another of our own lines";
    IntakeError::form(path, Some(line), format!("{what}, in column {}", error.column()), expected)
}

fn too_long(path: &Path, line: u64) -> IntakeError {
    IntakeError::form(path, Some(line), "a longer line", format!("at most {LONGEST_LINE} bytes"))
}

struct Pieces {
    path: PathBuf,
    file: Option<io::Result<Box<dyn Read>>>,
    line: u64,
    /// What was read behind the last end of a line.
    rest: Vec<u8>,
}

impl Pieces {
    fn new(path: PathBuf) -> Self {
        let file: io::Result<Box<dyn Read>> = match path.as_os_str() == "-" {
            true => Ok(Box::new(io::stdin())),
            false => File::open(&path).map(|file| Box::new(file) as Box<dyn Read>),
        };
        Self { path, file: Some(file), line: 1, rest: Vec::new() }
    }

    fn piece(&mut self, file: &mut dyn Read) -> Result<Option<Vec<u8>>, IntakeError> {
        let mut bytes = std::mem::take(&mut self.rest);
        loop {
            let before = bytes.len();
            file.take(PIECE).read_to_end(&mut bytes).map_err(|e| IntakeError::io(&self.path, e))?;
            if bytes.len() == before {
                return Ok((!bytes.is_empty()).then_some(bytes));
            }
            let fresh = bytes.get(before..).unwrap_or_default();
            if let Some(end) = fresh.iter().rposition(|&byte| byte == b'\n') {
                self.rest = bytes.split_off(before + end + 1);
                return Ok(Some(bytes));
            }
            if bytes.len() > LONGEST_LINE {
                return Err(too_long(&self.path, self.line));
            }
        }
    }
}

impl Iterator for Pieces {
    type Item = Result<Piece, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut file = match self.file.take()? {
            Ok(file) => file,
            Err(e) => return Some(Err(IntakeError::io(&self.path, e))),
        };
        match self.piece(&mut *file) {
            Ok(bytes) => {
                let piece = Piece { path: self.path.clone(), first: self.line, bytes: bytes? };
                self.line += piece.bytes.iter().filter(|&&byte| byte == b'\n').count() as u64;
                self.file = Some(Ok(file));
                Some(Ok(piece))
            }
            Err(e) => Some(Err(e)),
        }
    }
}
