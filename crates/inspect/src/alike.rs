//! Sites whose names look like those of others. That is a question, never a match: honest sites look alike, too.

use std::borrow::Cow;

use foldhash::HashMap;
use unicode_security::confusable_detection::skeleton;

use crate::observable::{Host, host};

/// Sites that others may imitate, by how their names look.
#[derive(Clone, Debug, Default)]
pub struct Sites {
    by_look: HashMap<String, Site>,
}

#[derive(Clone, Debug)]
struct Site {
    registered: String,
    label: String,
    tricks: usize,
    whose: String,
}

/// A site that another one looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alike<'s> {
    /// Its name, as it was registered.
    pub like: &'s str,
    /// Whose it is.
    pub whose: &'s str,
}

/// Shorter names look like each other by chance.
const SHORTEST: usize = 5;

impl Sites {
    /// Adds a site. Of several that look alike the first is kept.
    pub fn add(&mut self, host: &Host, whose: &str) {
        let Some((registered, label)) = host.name().and_then(registered) else { return };
        let (look, tricks) = look(&label);
        if look.chars().count() >= SHORTEST {
            let (registered, label, whose) = (registered.to_owned(), label.into_owned(), whose.to_owned());
            self.by_look.entry(look).or_insert(Site { registered, label, tricks, whose });
        }
    }

    /// The site that a host looks like without being it: the label that somebody registered has the same look (letters that
    /// Unicode's UTS 39 knows as alike, digits for letters, `rn` for `m`, hyphens left out) and is written otherwise, with at
    /// least as many of these tricks: it is the imitation that has them.
    pub fn like(&self, host: &Host) -> Option<Alike<'_>> {
        let (_, label) = registered(host.name()?)?;
        let (look, tricks) = look(&label);
        let site = self.by_look.get(&look)?;
        (site.label != label && site.tricks <= tricks).then_some(Alike { like: &site.registered, whose: &site.whose })
    }
}

/// What somebody registered, and what of it stands before the public suffix, as people see it.
fn registered(name: &str) -> Option<(&str, Cow<'_, str>)> {
    let (registered, suffix) = host::registered_under(name)?;
    let before = registered.strip_suffix(suffix)?.strip_suffix('.')?;
    if !before.starts_with("xn--") {
        return Some((registered, Cow::Borrowed(before)));
    }
    let (shown, read) = idna::domain_to_unicode(before);
    Some((registered, if read.is_ok() { Cow::Owned(shown) } else { Cow::Borrowed(before) }))
}

/// How a label looks, and how many of its letters are there for their look.
fn look(label: &str) -> (String, usize) {
    let mut tricks = label.chars().filter(|c| !c.is_ascii_alphabetic()).count();
    // UTS 39 itself writes `rn` for `m`. Of ASCII it changes nothing else that is not changed below.
    let shown = if label.is_ascii() {
        Cow::Borrowed(label)
    } else {
        Cow::Owned(skeleton(label).collect::<String>().to_lowercase())
    };
    let mut alike = String::with_capacity(shown.len());
    let mut letters = shown.chars().map(|c| c.to_ascii_lowercase()).peekable();
    while let Some(letter) = letters.next() {
        alike.push(match letter {
            '-' => continue,
            'r' if letters.next_if_eq(&'n').is_some() => 'm',
            'v' if letters.next_if_eq(&'v').is_some() => 'w',
            '0' => 'o',
            '1' | 'i' | '|' => 'l',
            '3' => 'e',
            '5' => 's',
            other => other,
        });
    }
    tricks += label.as_bytes().windows(2).filter(|pair| matches!(*pair, b"rn" | b"vv")).count();
    (alike, tricks)
}
