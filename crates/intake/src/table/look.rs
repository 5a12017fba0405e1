//! The first look at a file: what it is, and that all of it can be read.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::path::Path;
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::stream::{Hashed, Records};
use super::{MOST_COLUMNS, Source, Table, Text, Wishes};
use crate::IntakeError;
use crate::draft::layout::{SAMPLE, delimiter_of, encoding_of};
use crate::workbook::{Kind, column_letters, kind_of};

const PIECE: usize = 1 << 20;
/// Bytes between two words about the progress.
const TELL: u64 = 4 << 20;

pub(super) fn text(path: &Path, wishes: &Wishes, progress: &mut dyn FnMut(u64, u64)) -> Result<Table, IntakeError> {
    let file = open(path)?;
    let size = file.metadata().map_err(|e| IntakeError::io(path, e))?.len();
    look(path, file, size, wishes, progress, Source::Text)
}

pub(super) fn held(bytes: Arc<[u8]>, wishes: &Wishes) -> Result<Table, IntakeError> {
    let (input, size) = (Cursor::new(Arc::clone(&bytes)), bytes.len() as u64);
    look(Path::new("the table"), input, size, wishes, &mut |_, _| {}, |text| Source::Held(text, bytes))
}

/// Reads it twice: what its bytes say by themselves, then its rows.
fn look(
    path: &Path,
    mut file: impl Read + Seek,
    size: u64,
    wishes: &Wishes,
    progress: &mut dyn FnMut(u64, u64),
    source: impl FnOnce(Text) -> Source,
) -> Result<Table, IntakeError> {
    let raw = Raw::read(&mut file, &mut |bytes| progress(bytes, size)).map_err(|e| IntakeError::io(path, e))?;
    if raw.bytes == 0 {
        return Err(IntakeError::form(path, None, "an empty file", "headings, and a name in each row below them"));
    }
    if kind_of(&raw.head) != Kind::Text {
        return Err(IntakeError::form(path, None, "a workbook or another archive", "text in CSV"));
    }
    let encoding = encoding(path, wishes, &raw)?;
    let (sample, ..) = encoding.decode(raw.head.get(..SAMPLE).unwrap_or(&raw.head));
    let delimiter = delimiter(path, wishes, &sample)?;
    if wishes.header_row == Some(0) {
        return Err(IntakeError::form(path, None, "--header-row 0", "the number of a row; the first is 1"));
    }
    let header = if wishes.no_headings { 0 } else { wishes.header_row.unwrap_or(1) as usize };
    let text = Text { encoding, delimiter, skip: header };

    file.rewind().map_err(|e| IntakeError::io(path, e))?;
    let mut records = Records::new(Hashed::new(BufReader::new(file)), text);
    let (mut headings, mut rows, mut widest, mut told) = (None, 0u64, 0, 0);
    for at in 1.. {
        let Some((line, record)) = records.next(path)? else { break };
        if record.len() > MOST_COLUMNS {
            let found = format!("{} cells in a row", record.len());
            return Err(IntakeError::form(path, Some(line), found, format!("at most {MOST_COLUMNS}")));
        }
        if at == header {
            headings = Some(record.iter().map(|h| h.trim().to_owned()).collect::<Vec<_>>());
        }
        if at >= header {
            widest = widest.max(record.len());
            rows += u64::from(at > header);
        }
        if records.input().bytes >= told + TELL {
            told = records.input().bytes;
            progress(told, size);
        }
    }
    if headings.is_none() && header > 0 {
        let found = format!("no row {header}");
        return Err(IntakeError::form(path, None, found, "the headings; --header-row says in which row they are"));
    }
    let comma = match delimiter {
        b'\t' => "tabs".to_owned(),
        other => format!("`{}`", char::from(other)),
    };
    let named = headings.as_ref().map_or(widest, Vec::len);
    Ok(Table {
        path: path.to_owned(),
        named,
        headings: each_once(headings.unwrap_or_default(), widest),
        rows,
        sha256: raw.sha256,
        bytes: raw.bytes,
        layout: format!("text in {}, cells separated by {comma}", encoding.name()),
        source: source(text),
    })
}

/// SHA-256 and size of a file.
pub(super) fn digest(path: &Path) -> Result<(String, u64), IntakeError> {
    let mut hashed = Hashed::new(open(path)?);
    io::copy(&mut hashed, &mut io::sink()).map_err(|e| IntakeError::io(path, e))?;
    Ok((hashed.digest(), hashed.bytes))
}

/// It is read more than once, so a pipe won't do.
fn open(path: &Path) -> Result<File, IntakeError> {
    let file = File::open(path).map_err(|e| IntakeError::io(path, e))?;
    if !file.metadata().map_err(|e| IntakeError::io(path, e))?.is_file() {
        let expected = "a file, which is read more than once";
        return Err(IntakeError::form(path, None, "a folder, a pipe or a device", expected));
    }
    Ok(file)
}

/// Headings that can be told apart, one for each column.
pub(super) fn each_once(mut headings: Vec<String>, width: usize) -> Vec<String> {
    headings.resize(width.max(headings.len()), String::new());
    let mut out: Vec<String> = Vec::with_capacity(headings.len());
    let mut seen = std::collections::HashSet::new();
    for (at, heading) in (0u32..).zip(headings) {
        let base = if heading.is_empty() { format!("column {}", column_letters(at)) } else { heading };
        let mut name = base.clone();
        let mut number = 1;
        while !seen.insert(name.clone()) {
            number += 1;
            name = format!("{base} ({number})");
        }
        out.push(name);
    }
    out
}

fn encoding(path: &Path, wishes: &Wishes, raw: &Raw) -> Result<&'static Encoding, IntakeError> {
    if let Some(name) = &wishes.encoding {
        return Encoding::for_label(name.as_bytes()).ok_or_else(|| {
            let expected = "a name of the WHATWG standard, such as windows-1251, windows-1252, utf-16le, gb18030";
            IntakeError::form(path, None, format!("--encoding {name}"), expected)
        });
    }
    let guess = encoding_of(&raw.head);
    if let Some(wide) = guess.filter(|g| *g == UTF_16LE || *g == UTF_16BE) {
        return Ok(wide);
    }
    Ok(raw.odd.as_deref().map_or(UTF_8, |odd| encoding_of(odd).unwrap_or(UTF_8)))
}

fn delimiter(path: &Path, wishes: &Wishes, sample: &str) -> Result<u8, IntakeError> {
    match wishes.delimiter.as_deref() {
        None => Ok(delimiter_of(sample)),
        Some("tab" | "\\t") => Ok(b'\t'),
        Some(given) => match given.as_bytes() {
            [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => Ok(*byte),
            _ => {
                let expected = "one ASCII character, such as `;`, or the word tab";
                Err(IntakeError::form(path, None, format!("--delimiter {given}"), expected))
            }
        },
    }
}

/// What the bytes say by themselves.
struct Raw {
    bytes: u64,
    sha256: String,
    /// The first of them.
    head: Vec<u8>,
    /// Those around the first that is not UTF-8, if one isn't.
    odd: Option<Vec<u8>>,
}

impl Raw {
    fn read(file: &mut impl Read, progress: &mut dyn FnMut(u64)) -> io::Result<Self> {
        let mut hashed = Hashed::new(file);
        let (mut head, mut odd) = (Vec::new(), None::<Vec<u8>>);
        // The beginning of a letter whose end comes with the next piece.
        let mut rest: Vec<u8> = Vec::new();
        let mut piece = Vec::with_capacity(PIECE);
        loop {
            piece.clear();
            piece.append(&mut rest);
            if hashed.by_ref().take(PIECE as u64).read_to_end(&mut piece)? == 0 {
                break;
            }
            if head.is_empty() {
                head = piece.get(..SAMPLE).unwrap_or(&piece).to_vec();
            }
            if odd.is_none() {
                let valid = Encoding::utf8_valid_up_to(&piece);
                let left = piece.get(valid..).unwrap_or_default();
                if left.len() >= 4 {
                    odd = Some(around(&piece, valid));
                } else {
                    rest = left.to_vec();
                }
            }
            progress(hashed.bytes);
        }
        if !piece.is_empty() && odd.is_none() {
            odd = Some(piece);
        }
        Ok(Self { bytes: hashed.bytes, sha256: hashed.digest(), head, odd })
    }
}

fn around(piece: &[u8], at: usize) -> Vec<u8> {
    let from = at.saturating_sub(SAMPLE / 2);
    piece.iter().skip(from).take(SAMPLE).copied().collect()
}
