//! Published indicators of compromise into one spelling, with where they stand and whose they are said to be.
//!
//! STIX 2.1 bundles, MISP events, tables and lists of values; a file's form is known by its content, not by its name. What is
//! not understood is counted and told with examples, and so is what had to be repaired: nothing is passed over in silence.

mod list;
mod listing;
mod misp;
mod pattern;
mod stix;
mod table;
mod told;

use std::collections::HashMap;
use std::path::Path;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use sousveil_inspect::{Indicator, Kind, Origin};

use crate::IntakeError;
use crate::file::given;

use listing::Listed;
pub use told::{Count, Told};

/// A file of more bytes is refused: the largest published bundle has two million.
const MOST_BYTES: u64 = 256 << 20;

/// What is said of files besides what they say.
#[derive(Debug, Clone, Default)]
pub struct Setting {
    /// The spyware or campaign, where the files don't say.
    pub family: Option<String>,
    /// Who published them, where the files don't say.
    pub publishers: Vec<String>,
    /// Reports on them, besides those that the files name.
    pub reports: Vec<String>,
    /// What the values of a list, or of a table without kinds, are, where that can't be seen.
    pub kind: Option<Kind>,
}

/// All that was read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Where indicators stand, and whose they are said to be.
    pub origins: Vec<Origin>,
    /// The indicators, in the order of files and lines.
    pub indicators: Vec<Indicator>,
    /// What was read, repaired and passed over, file by file.
    pub told: Vec<Told>,
    /// Where an origin stands among them.
    places: HashMap<Origin, u32>,
    /// What publishers say of files beside them.
    listed: HashMap<String, Listed>,
}

impl Reading {
    /// Reads a file. One that is refused leaves nothing behind.
    ///
    /// # Errors
    /// It can't be read, has too many bytes, or is none of the forms.
    pub fn file(&mut self, path: &Path, setting: &Setting) -> Result<(), IntakeError> {
        self.take(path, &given(path, MOST_BYTES)?, setting)
    }

    /// Reads what a publisher says of files beside them: who found what is in them, and in which reports. It must be read
    /// before them. Of how many files it says something.
    ///
    /// # Errors
    /// It can't be read, or is no such list.
    pub fn listing(&mut self, path: &Path) -> Result<usize, IntakeError> {
        let bytes = given(path, MOST_BYTES)?;
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| IntakeError::form(path, None, "bytes that are no UTF-8", "text in UTF-8"))?;
        let listed = listing::read(path, text)?;
        let count = listed.len();
        self.listed.extend(listed);
        Ok(count)
    }

    /// Reads the bytes of a file, which is told under this path. What is refused leaves nothing behind.
    ///
    /// # Errors
    /// They are none of the forms.
    pub fn take(&mut self, path: &Path, bytes: &[u8], setting: &Setting) -> Result<(), IntakeError> {
        let text = match std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
            Ok(text) => text,
            Err(error) => {
                let line = 1 + bytes.iter().take(error.valid_up_to()).filter(|&&b| b == b'\n').count() as u64;
                return Err(IntakeError::form(path, Some(line), "bytes that are no UTF-8", "text in UTF-8"));
            }
        };
        let before = (self.indicators.len(), self.origins.len());
        let mut told = Told::new(name_of(path));
        let sha256 = HEXLOWER.encode(&Sha256::digest(bytes));
        let read = one(path, text, sha256, setting, self, &mut told);
        match read {
            Ok(()) => self.told.push(told),
            Err(_) => {
                self.indicators.truncate(before.0);
                self.origins.truncate(before.1);
                self.places.retain(|_, place| (*place as usize) < before.1);
            }
        }
        read
    }

    /// The place of an origin, which is added if it is new.
    fn origin(&mut self, origin: Origin) -> u32 {
        if let Some(&place) = self.places.get(&origin) {
            return place;
        }
        let place = u32::try_from(self.origins.len()).unwrap_or(u32::MAX);
        self.origins.push(origin.clone());
        self.places.insert(origin, place);
        place
    }
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
pub enum Form {
    /// A bundle of STIX 2.1.
    #[strum(to_string = "STIX 2.1")]
    Stix,
    /// Events of MISP as JSON.
    #[strum(to_string = "MISP")]
    Misp,
    /// A table with a header.
    #[strum(to_string = "table")]
    Table,
    /// One value a line.
    #[strum(to_string = "list")]
    List,
}

fn one(
    path: &Path,
    text: &str,
    sha256: String,
    setting: &Setting,
    reading: &mut Reading,
    told: &mut Told,
) -> Result<(), IntakeError> {
    let file = name_of(path);
    let Listed { publishers, reports } = reading.listed.get(&file).cloned().unwrap_or_default();
    let base = Origin {
        file,
        sha256: Some(sha256),
        publishers: joined(&setting.publishers, publishers),
        family: setting.family.clone(),
        reports: joined(&setting.reports, reports),
        ..Origin::default()
    };
    match text.trim_start().chars().next() {
        None => Err(IntakeError::form(path, None, "an empty file", "indicators")),
        Some('{' | '[') => json(path, text, &base, reading, told),
        Some(_) => match table::header(text) {
            Some(columns) => table::read(path, text, &columns, setting.kind, &base, reading, told),
            None => {
                told.form = Some(Form::List);
                list::read(text, setting.kind, base, reading, told);
                Ok(())
            }
        },
    }
}

fn joined(first: &[String], more: Vec<String>) -> Vec<String> {
    let mut all = first.to_vec();
    all.extend(more.into_iter().filter(|one| !first.contains(one)));
    all
}

fn json(path: &Path, text: &str, base: &Origin, reading: &mut Reading, told: &mut Told) -> Result<(), IntakeError> {
    let broken = |e: serde_json::Error| {
        let expected = "a bundle of STIX 2.1 or events of MISP, as JSON";
        IntakeError::form(path, u64::try_from(e.line()).ok(), e.to_string(), expected)
    };
    if let Some(bundle) = stix::bundle(text).map_err(broken)? {
        told.form = Some(Form::Stix);
        stix::read(&bundle, base, reading, told);
        return Ok(());
    }
    let events = misp::events(text).map_err(broken)?;
    if events.is_empty() {
        let found = "JSON of another kind";
        return Err(IntakeError::form(path, None, found, "a bundle of STIX 2.1 or events of MISP, as JSON"));
    }
    told.form = Some(Form::Misp);
    misp::read(&events, base, reading, told);
    Ok(())
}

/// A file by its own name and that of its folder: publishers keep files of one name in many folders.
fn name_of(path: &Path) -> String {
    let parts: Vec<_> = path.iter().rev().take(2).map(|part| part.to_string_lossy()).collect();
    let name: Vec<_> = parts.into_iter().rev().filter(|part| *part != "/").collect();
    sousveil_text::visible(&name.join("/"), 200).to_string()
}
