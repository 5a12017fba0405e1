//! How a foreign file is laid out: encoding, what separates cells, where the headings are.

use std::path::Path;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1251, WINDOWS_1252};

use crate::IntakeError;
use crate::mapped::Layout;
use crate::workbook::Sheet;

/// Bytes that are looked at.
pub(crate) const SAMPLE: usize = 256 * 1024;
/// Lines and rows that are looked at.
const LINES: usize = 50;

/// How a file of CSV is laid out, guessed from its first part.
///
/// # Errors
/// Where it can't be read.
pub fn layout_of_csv(path: &Path) -> Result<Layout, IntakeError> {
    let bytes = crate::folder::bounded(path)?;
    let encoding = encoding_of(&bytes);
    let sample = bytes.get(..SAMPLE).unwrap_or(&bytes);
    let (text, ..) = encoding.unwrap_or(UTF_8).decode(sample);
    let delimiter = delimiter_of(&text);
    Ok(Layout {
        delimiter: (delimiter != b',').then(|| char::from(delimiter).to_string()),
        encoding: encoding.map(|e| e.name().to_lowercase()),
        header_row: None,
    })
}

/// Where the headings of a sheet are: the first row that is filled about as widely as any; titles stand above it.
pub fn layout_of_sheet(sheet: &Sheet) -> Layout {
    let first = || sheet.rows.iter().take(LINES);
    let widest = first().map(|r| r.cells.len()).max().unwrap_or(0);
    let header = first().find(|r| r.cells.len() * 10 >= widest * 7).map_or(1, |r| r.number);
    Layout { header_row: (header != 1).then_some(header), ..Layout::default() }
}

/// The encoding, where it is not UTF-8: UTF-16 by its mark or its zeros, else one of the two that spreadsheets write.
pub(crate) fn encoding_of(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return (marked != UTF_8).then_some(marked);
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    if zeros(0).max(zeros(1)) * 4 > sample.len().max(4) {
        return Some(if zeros(1) > zeros(0) { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE });
    }
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    // Cyrillic words are runs of high bytes; Western ones have single letters with accents.
    let high = |b: &u8| *b >= 0xc0;
    let runs = sample.windows(3).filter(|w| w.iter().all(high)).count();
    let all = sample.iter().filter(|b| high(b)).count();
    Some(if runs * 3 > all { WINDOWS_1251 } else { WINDOWS_1252 })
}

/// What separates cells: what cuts the first lines into the most cells, all lines into as many.
pub(crate) fn delimiter_of(text: &str) -> u8 {
    let score = |delimiter: &u8| {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(*delimiter)
            .from_reader(text.as_bytes());
        let widths: Vec<usize> = reader.records().take(LINES).filter_map(Result::ok).map(|r| r.len()).collect();
        let Some(first) = widths.first().copied().filter(|width| *width > 1) else { return 0 };
        first * widths.iter().filter(|w| **w == first).count()
    };
    // The first of equals stays.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(score).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let russian = "Поставщик;Страна;Год\nФирма;Узбекистан;2015\n";
        assert_eq!(encoding_of(russian.as_bytes()), None);
        assert_eq!(encoding_of(b"a,b\n"), None);
        assert_eq!(encoding_of(&WINDOWS_1251.encode(russian).0), Some(WINDOWS_1251));
        assert_eq!(encoding_of(&WINDOWS_1252.encode("Käufer;Société\nMüller;Übersee\n").0), Some(WINDOWS_1252));
        let utf16: Vec<u8> = "a;b\nc;d\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(encoding_of(&utf16), Some(encoding_rs::UTF_16LE));
        let marked: Vec<u8> = "\u{feff}Страна".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(encoding_of(&marked), Some(encoding_rs::UTF_16BE));
    }

    #[test]
    fn delimiters_are_told_apart() {
        for (text, expected) in [
            ("a,b;c\n1,2;3\n", b','),
            ("a;b;c\n1,5;2;3\n", b';'),
            ("a\tb\n1, 2\t3; 4\n", b'\t'),
            ("a\nb\n", b','),
            ("\"x;y\",b\n\"1;2;3\",c\n", b','),
        ] {
            assert_eq!(delimiter_of(text), expected, "{text}");
        }
    }
}
