//! Many citations in one file, streaming: a list and the sources that its rows rest on.

use std::io::Write;

use sousveil_model::{Entity, Id};
use sousveil_snapshot::Snapshot;

use super::Citation;
use crate::Result;

/// The form of a file of citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationForm {
    /// BibTeX.
    Bibtex,
    /// RIS.
    Ris,
    /// CSL-JSON: one array.
    Csl,
}

impl CitationForm {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Bibtex, Self::Ris, Self::Csl];

    /// The ending of a file's name, without a dot before it.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Bibtex => "bib",
            Self::Ris => "ris",
            Self::Csl => "csl.json",
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bibtex => "BibTeX",
            Self::Ris => "RIS",
            Self::Csl => "CSL-JSON",
        }
    }
}

/// A file of citations that is being written.
pub struct Citations<'w> {
    form: CitationForm,
    out: &'w mut dyn Write,
    written: u64,
}

impl<'w> Citations<'w> {
    /// Begins a file.
    pub fn new(form: CitationForm, out: &'w mut dyn Write) -> Self {
        Self { form, out, written: 0 }
    }

    /// Adds one.
    pub fn add(&mut self, citation: &Citation) -> Result<()> {
        match self.form {
            CitationForm::Bibtex => self.out.write_all(citation.bibtex().as_bytes())?,
            CitationForm::Ris => self.out.write_all(citation.ris().as_bytes())?,
            CitationForm::Csl => {
                self.out.write_all(if self.written == 0 { b"[\n" } else { b",\n" })?;
                serde_json::to_writer(&mut *self.out, &citation.csl())?;
            }
        }
        self.written += 1;
        Ok(())
    }

    /// Ends the file and says how many citations it holds.
    pub fn end(self) -> Result<u64> {
        if self.form == CitationForm::Csl {
            self.out.write_all(if self.written == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        Ok(self.written)
    }
}

/// Writes the works in `first`, then what the rows in `hits` rest on: each source once, in the order in which rows
/// mention it, supporting or contradicting. A row that is a source stands for itself. Gives how many were written.
pub fn citations_of(
    snapshot: &Snapshot,
    form: CitationForm,
    first: &[Citation],
    hits: impl IntoIterator<Item = u32>,
    out: &mut dyn Write,
) -> Result<u64> {
    let mut file = Citations::new(form, out);
    for citation in first {
        file.add(citation)?;
    }
    let mut seen = Seen::new(snapshot.len());
    for number in hits {
        let entity = snapshot.entity_at(number)?;
        if entity.schema == "Source" {
            once(&mut file, &mut seen, number, &entity)?;
            continue;
        }
        for source in entity.sources().into_iter().map(Id::as_str).filter_map(|id| snapshot.number(id)) {
            if !seen.has(source) {
                once(&mut file, &mut seen, source, &snapshot.entity_at(source)?)?;
            }
        }
    }
    file.end()
}

fn once(file: &mut Citations<'_>, seen: &mut Seen, number: u32, source: &Entity) -> Result<()> {
    if seen.has(number) {
        return Ok(());
    }
    seen.add(number);
    file.add(&Citation::of_source(source))
}

/// Which entities were written: one bit each, so that a selection of any size needs little memory.
struct Seen(Vec<u64>);

impl Seen {
    fn new(entities: u32) -> Self {
        Self(vec![0; entities as usize / 64 + 1])
    }

    fn has(&self, number: u32) -> bool {
        self.0.get(number as usize / 64).is_some_and(|bits| (bits >> (number % 64)) & 1 == 1)
    }

    fn add(&mut self, number: u32) {
        if let Some(bits) = self.0.get_mut(number as usize / 64) {
            *bits |= 1 << (number % 64);
        }
    }
}
