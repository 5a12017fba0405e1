//! The list of files with their hashes, in the form of `sha256sum`.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// How many files a site may have.
const MOST: usize = 5_000_000;

/// Files with their SHA-256, sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums(BTreeMap<String, String>);

/// A line that is none.
#[derive(Debug, thiserror::Error)]
#[error("SHA256SUMS, line {line}: found {found:?}, expected {expected}")]
pub struct SumsError {
    /// Its number, from 1.
    pub line: usize,
    /// Its beginning.
    pub found: String,
    /// What would be right.
    pub expected: &'static str,
}

impl Sums {
    /// Reads the list. Paths lead only downwards, by names of plain letters.
    ///
    /// # Errors
    /// Where a line is none, or a file is there twice.
    pub fn read(text: &str) -> Result<Self, SumsError> {
        let mut sums = Self::default();
        for (at, line) in text.lines().enumerate() {
            let wrong = |expected| SumsError { line: at + 1, found: sousveil_text::visible(line, 80), expected };
            let (hash, path) = line.split_once("  ").ok_or_else(|| wrong("a SHA-256, two spaces and a path"))?;
            if hash.len() != 64 || !hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
                return Err(wrong("64 digits in hex before the path"));
            }
            if !is_plain(path) {
                return Err(wrong("a path of letters, digits and -_~@. that leads downwards"));
            }
            if sums.0.len() >= MOST {
                return Err(wrong("no more files than five million"));
            }
            if sums.0.insert(path.to_owned(), hash.to_owned()).is_some() {
                return Err(wrong("each file once"));
            }
        }
        Ok(sums)
    }

    /// The list as text.
    pub fn written(&self) -> String {
        self.0.iter().fold(String::new(), |mut text, (path, hash)| {
            text.push_str(hash);
            text.push_str("  ");
            text.push_str(path);
            text.push('\n');
            text
        })
    }

    /// Takes in a file.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        self.0.insert(path.to_owned(), hash(bytes));
    }

    /// The hash of a file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// The paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// The SHA-256 of bytes, in hex.
pub fn hash(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

fn is_plain(path: &str) -> bool {
    let plain = |part: &str| {
        let known = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'~' | b'@' | b'.');
        !part.is_empty() && !part.starts_with('.') && part.bytes().all(known)
    };
    path.split('/').all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_the_same() {
        let mut sums = Sums::default();
        sums.add("index.html", b"a");
        sums.add("map/side/exporter.dark@2x.png", b"b");
        assert_eq!(Sums::read(&sums.written()).expect("its own list"), sums);
    }

    #[test]
    fn what_is_no_line_is_refused_with_its_number() {
        let good = format!("{}  index.html\n", "0".repeat(64));
        for bad in ["", "0123  a", &format!("{}  ../a", "0".repeat(64)), &format!("{}  /a", "0".repeat(64)), &good] {
            let error = Sums::read(&format!("{good}{bad}\n")).expect_err(bad);
            assert_eq!(error.line, 2, "{error}");
        }
    }
}
