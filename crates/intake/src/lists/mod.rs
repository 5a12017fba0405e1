//! Reference lists into entities in FollowTheMoney's own terms, to be compiled straight into a snapshot.
//!
//! One module for each form. Each reads its file from front to back and holds one record at a time (of OFAC's CSVs the
//! two small ones are held); what comes out are entities whose claims have no evidence but the list itself. A form is
//! known by what the file begins with, not by its name. Every record of the input becomes an entity, a part of one, or a
//! printed refusal, and the sums agree ([`Told`]). `docs/lists.md` says which columns are taken and which are not.

mod countries;
mod dates;
mod delta;
mod draft;
mod eu;
mod form;
mod ftm_lines;
mod json_lines;
mod ofac;
mod ofac_xml;
mod out;
mod remarks;
mod senzing;
mod simple;
mod statements;
mod table;
mod told;
mod uk;
mod un;
mod xml;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use sousveil_model::Dataset;
use sousveil_model::lines::{FORMAT, Line};

use crate::IntakeError;
use out::{Batch, Out, Sent};

pub use delta::{Applied, apply};
pub use form::Form;
pub use told::{Refusal, Told};

/// What a list is made of.
#[derive(Debug, Clone)]
pub struct Setting {
    /// What is said of it; its vocabulary is FollowTheMoney's.
    pub dataset: Dataset,
    /// Its files, which are read in this order.
    pub files: Vec<PathBuf>,
    /// The form of all files, where that is not to be recognised.
    pub form: Option<Form>,
}

/// A list on its way: it is read by a thread of its own, no further ahead than a few pieces.
#[derive(Debug)]
pub struct Listed {
    files: usize,
    first: PathBuf,
    dataset: Dataset,
    begun: usize,
    sent: Receiver<Result<Sent, IntakeError>>,
    ended: bool,
    told: Arc<Mutex<Told>>,
}

/// Lines with their places: a part of one of the files.
pub type Piece = (u32, Vec<(u64, Line)>);

/// Begins to read a list.
///
/// # Errors
/// Where a file can't be read, or its form is not known, or files are missing that belong to others.
pub fn read(setting: Setting) -> Result<Listed, IntakeError> {
    let Setting { dataset, files, form } = setting;
    let forms: Vec<Form> =
        files.iter().map(|file| form.map_or_else(|| form::recognise(file), Ok)).collect::<Result<_, IntakeError>>()?;
    let parts = ofac::parts(&files, &forms)?;
    let told = Told { forms: files.iter().cloned().zip(forms.iter().copied()).collect(), ..Told::default() };
    let told = Arc::new(Mutex::new(told));
    let (send, sent) = sync_channel(4);
    let first = files.first().cloned().unwrap_or_default();
    let listed = Listed { files: files.len(), first, dataset, begun: 0, sent, ended: false, told: Arc::clone(&told) };
    std::thread::spawn(move || {
        let mut out = Out::new(send, told);
        for (at, (file, form)) in (0u32..).zip(files.iter().zip(forms)) {
            out.begin(at);
            if let Err(error) = one(file, form, &parts, &mut out) {
                out.fail(error);
                return;
            }
            out.flush();
        }
        out.finish();
    });
    Ok(listed)
}

fn one(path: &Path, form: Form, parts: &ofac::Parts, out: &mut Out) -> Result<(), IntakeError> {
    match form {
        Form::Ftm => ftm_lines::read(path, out),
        Form::Statements => statements::read(path, out),
        Form::Simple => simple::read(path, out),
        Form::Ofac => ofac::read(path, parts, out),
        // Held already, and counted with what they belong to.
        Form::OfacAliases | Form::OfacAddresses => Ok(()),
        Form::OfacAdvanced => ofac_xml::read(path, out),
        Form::Un => un::read(path, out),
        Form::Eu => eu::read(path, out),
        Form::Uk => uk::read(path, out),
        Form::Senzing => senzing::read(path, out),
    }
}

impl Listed {
    /// What was read so far; of the whole once all pieces were taken.
    pub fn told(&self) -> Arc<Mutex<Told>> {
        Arc::clone(&self.told)
    }
}

/// What is behind a lock, whoever panicked while holding it.
pub(crate) fn locked(told: &Mutex<Told>) -> std::sync::MutexGuard<'_, Told> {
    told.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Iterator for Listed {
    type Item = Result<Piece, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        // Each file begins with what a reader of lines expects.
        if self.begun < self.files {
            let at = u32::try_from(self.begun).unwrap_or(u32::MAX);
            self.begun += 1;
            return Some(Ok((at, vec![(0, Line::Format(FORMAT)), (0, Line::Dataset(self.dataset.clone()))])));
        }
        if self.ended {
            return None;
        }
        match self.sent.recv() {
            Ok(Ok(Sent::Batch(Batch { file, entities }))) => {
                Some(Ok((file, entities.into_iter().map(|(at, entity)| (at, Line::Entity(entity))).collect())))
            }
            Ok(Ok(Sent::Done)) => {
                self.ended = true;
                None
            }
            Ok(Err(error)) => {
                self.ended = true;
                Some(Err(error))
            }
            // A list of which a part is missing must never look like a whole one.
            Err(_) => {
                self.ended = true;
                Some(Err(IntakeError::form(&self.first, None, "a reader that stopped", "the end of the list")))
            }
        }
    }
}
