//! Sites whose names look like those of others. That is a question, never a match: honest sites look alike, too.

use std::collections::HashMap;

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
        let Some(registered) = host.registered() else { return };
        let Some(label) = label(registered) else { return };
        let (look, tricks) = look(&label);
        if look.chars().count() >= SHORTEST {
            let (registered, whose) = (registered.to_owned(), whose.to_owned());
            self.by_look.entry(look).or_insert(Site { registered, label, tricks, whose });
        }
    }

    /// The site that a host looks like without being it: the label that somebody registered has the same look (letters that
    /// Unicode's UTS 39 knows as alike, digits for letters, `rn` for `m`, hyphens left out) and is written otherwise, with at
    /// least as many of these tricks: it is the imitation that has them.
    pub fn like(&self, host: &Host) -> Option<Alike<'_>> {
        let registered = host.registered()?;
        let label = label(registered)?;
        let (look, tricks) = look(&label);
        let site = self.by_look.get(&look)?;
        (site.label != label && site.tricks <= tricks).then_some(Alike { like: &site.registered, whose: &site.whose })
    }
}

/// What stands before the public suffix, as people see it.
fn label(registered: &str) -> Option<String> {
    let before = registered.strip_suffix(host::suffix(registered)?)?.strip_suffix('.')?;
    if !before.contains("xn--") {
        return Some(before.to_owned());
    }
    let (shown, read) = idna::domain_to_unicode(before);
    Some(if read.is_ok() { shown } else { before.to_owned() })
}

/// How a label looks, and how many of its letters are there for their look.
fn look(label: &str) -> (String, usize) {
    let mut tricks = label.chars().filter(|c| !c.is_ascii_alphabetic()).count();
    tricks += label.matches("rn").count() + label.matches("vv").count();
    // UTS 39 itself writes `rn` for `m`. Of ASCII it changes nothing else that is not changed below.
    let alike = if label.is_ascii() { label.to_owned() } else { skeleton(label).collect() }.to_lowercase();
    let letter = |c| match c {
        '0' => 'o',
        '1' | 'i' | '|' => 'l',
        '3' => 'e',
        '5' => 's',
        other => other,
    };
    let alike = alike.replace("rn", "m").replace("vv", "w");
    (alike.chars().filter(|c| *c != '-').map(letter).collect(), tricks)
}
