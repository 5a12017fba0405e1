//! The way through a file and its parts, within bounds.

use std::io::Read;

use crate::told::Told;
use sousveil_inspect::{Ask, Finder, Form, Kind, Observable, Seen, Sight, Unread};

use crate::fingerprints::Fingerprints;
use crate::form::form_of;
use crate::{archive, compound, history, html, letters, mail, names, office, sealed, text};

/// Parts within parts are followed so far: a document in an archive in a message that was passed on twice is at five.
pub(crate) const DEEP: u32 = 8;
/// Parts of one file, at most: a mailbox of many years has more messages, and those are not counted.
pub(crate) const MOST_PARTS: u32 = 100_000;
/// Unpacked bytes of one file, at most.
const MOST_UNPACKED: u64 = 1 << 30;
/// A part of more bytes is not unpacked.
pub(crate) const LONGEST: u64 = 256 << 20;

/// Where something stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'p> {
    /// The names of the parts around it, and its own; empty for the file itself.
    pub place: &'p str,
    /// How many parts are around it.
    pub depth: u32,
    /// Whether it came with a message, also within an archive there.
    pub sent: bool,
    /// Whether that message speaks of a password.
    pub password: bool,
}

impl At<'_> {
    /// The file itself.
    pub(crate) const FILE: At<'static> = At { place: "", depth: 0, sent: false, password: false };

    /// The place of something in it.
    pub(crate) fn inner(&self, name: &str) -> String {
        if self.place.is_empty() { name.to_owned() } else { format!("{} › {name}", self.place) }
    }
}

/// A name, no longer than systems allow: a longer one is there to do harm.
fn short(name: &str) -> &str {
    name.char_indices().nth(LONGEST_NAME).map_or(name, |(at, _)| name.get(..at).unwrap_or(name))
}

/// Letters of a name.
const LONGEST_NAME: usize = 255;

/// Takes one file apart.
pub(crate) struct Walk<'t> {
    tell: &'t mut dyn FnMut(&str, Told<'_>),
    finder: Finder,
    parts: u32,
    unpacked: u64,
}

impl<'t> Walk<'t> {
    pub(crate) fn new(tell: &'t mut dyn FnMut(&str, Told<'_>)) -> Self {
        Self { tell, finder: Finder::default(), parts: 0, unpacked: 0 }
    }

    pub(crate) fn tell(&mut self, at: At<'_>, told: Told<'_>) {
        (self.tell)(at.place, told);
    }

    pub(crate) fn seen(&mut self, at: At<'_>, seen: Seen) {
        self.tell(at, Told::Seen { seen: Sight::Seen(&seen), line: None, visited: None });
    }

    pub(crate) fn ask(&mut self, at: At<'_>, ask: Ask) {
        self.tell(at, Told::Ask(ask));
    }

    pub(crate) fn unread(&mut self, at: At<'_>, why: Unread) {
        self.tell(at, Told::Unread(why));
    }

    pub(crate) fn damaged(&mut self, at: At<'_>, why: &dyn std::fmt::Display) {
        // What a reader says may quote what it read.
        let why = why.to_string().chars().take(200).collect();
        self.unread(at, Unread::Damaged { why });
    }

    /// What a name is, where one is known: an indicator may be one, and it may be made to deceive.
    pub(crate) fn name(&mut self, at: At<'_>, name: &str, form: Form) {
        let name = short(name);
        let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
        if let Ok(observable) = Observable::new(Kind::FileName, last)
            && let Some(seen) = Seen::of(&observable)
        {
            self.seen(at, seen);
        }
        if let Some(ask) = names::doubts(name, form, at.sent) {
            self.ask(at, ask);
        }
    }

    /// Everything that an indicator may fit in a text.
    pub(crate) fn text(&mut self, at: At<'_>, text: &str) {
        self.text_of(at, text, None, None);
    }

    /// The same, of a line, or of what was visited at a time.
    pub(crate) fn text_of(&mut self, at: At<'_>, text: &str, line: Option<u64>, visited: Option<i64>) {
        let tell = &mut self.tell;
        self.finder.find(text, &mut |seen| tell(at.place, Told::Seen { seen, line, visited }));
    }

    /// A part that has a name and bytes of its own.
    pub(crate) fn part(&mut self, within: At<'_>, name: &str, bytes: &[u8]) {
        let name = short(name);
        let shown = if name.is_empty() { "(no name)" } else { name };
        let place = within.inner(shown);
        let at = At { place: &place, depth: within.depth + 1, ..within };
        self.parts += 1;
        if self.parts > MOST_PARTS {
            // Once is enough: there may be millions more.
            if self.parts == MOST_PARTS + 1 {
                self.unread(within, Unread::TooMuch);
            }
            return;
        }
        let form = form_of(bytes);
        self.tell(at, Told::Part { form, bytes: bytes.len() as u64 });
        self.tell(at, Told::Bytes(bytes));
        self.name(at, name, form);
        for seen in Fingerprints::of(bytes).seen() {
            self.seen(at, seen);
        }
        if at.depth > DEEP {
            self.unread(at, Unread::TooDeep);
        } else {
            self.content(at, name, form, bytes, &[]);
        }
    }

    /// What is in a file or part whose fingerprints were taken, with the log that lies beside a database.
    pub(crate) fn content(&mut self, at: At<'_>, name: &str, form: Form, bytes: &[u8], log: &[u8]) {
        match form {
            Form::Mail => mail::one(self, at, bytes),
            Form::Mailbox => mail::many(self, at, &mut &*bytes),
            Form::Compound => compound::read(self, at, bytes),
            Form::Zip => archive::zip(self, at, bytes),
            Form::Gzip => archive::gzip(self, at, name, bytes),
            Form::Tar => archive::tar(self, at, bytes),
            Form::Sqlite => history::read(self, at, bytes, log),
            Form::Html => {
                let page = text::decoded(self, at, bytes);
                if html::read(self, at, &page) && at.sent {
                    self.ask(at, Ask::HtmlScript);
                }
            }
            Form::Rtf => office::rtf(self, at, bytes),
            Form::Pdf => letters::pdf(self, at, bytes),
            Form::Text | Form::Script => text::lines(self, at, &mut &*bytes),
            Form::Program | Form::Shortcut | Form::Other | Form::DiskImage => letters::open(self, at, form, bytes),
            Form::OtherArchive => {
                sealed::read(self, at, bytes);
                self.unread(at, Unread::Form { form });
            }
            Form::Media => self.unread(at, Unread::Form { form }),
            Form::Empty => {}
        }
    }

    /// Whether so many bytes more may be unpacked; they count from now on.
    pub(crate) fn room(&mut self, bytes: u64) -> bool {
        let fits = bytes <= MOST_UNPACKED - self.unpacked;
        self.unpacked = self.unpacked.saturating_add(bytes).min(MOST_UNPACKED);
        fits
    }

    /// All bytes of something packed, as many as may still be unpacked; nothing where there are more.
    pub(crate) fn unpack(&mut self, at: At<'_>, packed: &mut dyn Read) -> Option<Vec<u8>> {
        let most = LONGEST.min(MOST_UNPACKED - self.unpacked);
        let mut bytes = Vec::new();
        let read = packed.take(most + 1).read_to_end(&mut bytes);
        self.unpacked += (bytes.len() as u64).min(most);
        match read {
            _ if bytes.len() as u64 > most => self.unread(at, Unread::TooMuch),
            Ok(_) => return Some(bytes),
            Err(why) => {
                self.damaged(at, &why);
                // What came until there is worth a look.
                return Some(bytes);
            }
        }
        None
    }
}
