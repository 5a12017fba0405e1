#![doc = include_str!("../README.md")]

mod archive;
mod compound;
mod fingerprints;
mod form;
mod history;
mod html;
mod letters;
mod mail;
mod names;
mod office;
mod sealed;
mod text;
mod told;
mod walk;

use std::io::{self, BufRead, Read};

use sousveil_inspect::{Form, Unread};

use fingerprints::{Fingerprints, Taking};
use walk::{At, Walk};

pub use form::{LOOKS_AT, form_of};
pub use told::Told;

/// A file of more bytes is read so far, unless it is text or a mailbox, which are read to their end.
pub const LONGEST: u64 = walk::LONGEST;

/// Of a longer mailbox no fingerprints are taken.
const SAVED: u64 = 1 << 20;

/// Takes a file apart, and tells everything that an indicator may fit, what one should ask about, and what could not be
/// read; each with its place within the file, which is empty for the file itself. `log` is what a database keeps beside
/// itself, where there is such a file (its `-wal`).
///
/// # Errors
/// The file itself can't be read. What is wrong within it is told.
pub fn unpack(
    name: Option<&str>,
    input: &mut dyn BufRead,
    log: &[u8],
    tell: &mut dyn FnMut(&str, Told<'_>),
) -> io::Result<()> {
    let mut walk = Walk::new(tell);
    let mut head = Vec::new();
    input.take(LOOKS_AT as u64).read_to_end(&mut head)?;
    let form = form_of(&head);
    if let Some(name) = name {
        walk.name(At::FILE, name, form);
    }
    // A mailbox is one person's and grows each day: nobody publishes its fingerprint, and to take it is half of all work on it.
    // A small one may be one message that was saved.
    let longest = if form == Form::Mailbox { SAVED } else { u64::MAX };
    let sums = Some(Taking::new());
    let mut all = Counted { input: head.as_slice().chain(input), bytes: 0, sums, longest };
    match form {
        Form::Text | Form::Script => {
            text::lines(&mut walk, At::FILE, &mut io::BufReader::with_capacity(1 << 18, &mut all))
        }
        Form::Mailbox => mail::many(&mut walk, At::FILE, &mut io::BufReader::with_capacity(1 << 18, &mut all)),
        form => {
            let mut bytes = Vec::new();
            (&mut all).take(LONGEST).read_to_end(&mut bytes)?;
            walk.content(At::FILE, name.unwrap_or_default(), form, &bytes, log);
        }
    }
    let read = all.bytes;
    // For its fingerprints the rest counts as well.
    io::copy(&mut all, &mut io::sink())?;
    if all.bytes > read {
        walk.unread(At::FILE, Unread::TooLong { most: LONGEST });
    }
    walk.tell(At::FILE, Told::Part { form, bytes: all.bytes });
    for seen in all.sums.into_iter().map(Taking::taken).flat_map(Fingerprints::seen) {
        walk.seen(At::FILE, seen);
    }
    Ok(())
}

/// Counts and sums what is read.
struct Counted<R> {
    input: R,
    bytes: u64,
    sums: Option<Taking>,
    /// Of more bytes no sums are taken.
    longest: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.bytes += read as u64;
        self.sums = self.sums.take().filter(|_| self.bytes <= self.longest);
        if let Some(sums) = &mut self.sums {
            sums.add(buffer.get(..read).unwrap_or_default());
        }
        Ok(read)
    }
}
