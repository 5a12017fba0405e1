//! Sites whose names look like those of others. That is a question, never a match: honest sites look alike, too.

use std::borrow::Cow;
use std::collections::hash_map;
use std::hash::{BuildHasher as _, Hasher as _};

use foldhash::fast::FixedState;
use foldhash::{HashMap, HashSet};
use unicode_security::confusable_detection::skeleton;

use crate::observable::{Kind, host};
use crate::pack::{Entry, Head, Pack};

/// Sites that others may imitate, by how their names look.
#[derive(Clone, Debug, Default)]
pub struct Sites<'s> {
    /// Where only few hosts are asked about: how these look. Nothing else need be kept.
    wanted: Option<HashSet<u64>>,
    by_look: HashMap<u64, Site<'s>>,
    /// What looks like one that was there before.
    others: Vec<(u64, Site<'s>)>,
}

#[derive(Clone, Copy, Debug)]
struct Site<'s> {
    registered: &'s str,
    whose: Whose<'s>,
}

/// Whose it is: most are never asked about, so that is looked up when one is.
#[derive(Clone, Copy, Debug)]
enum Whose<'s> {
    Named(&'s str),
    Indicator(Entry<'s>, &'s Head),
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

impl<'s> Sites<'s> {
    /// For those who will ask about these hosts only.
    pub fn for_hosts<'h>(hosts: impl IntoIterator<Item = &'h str>) -> Self {
        let looks = hosts.into_iter().filter_map(registered).map(|(_, label)| look(&label).0);
        Self { wanted: Some(looks.collect()), ..Self::default() }
    }

    /// Adds a site by the name of its host, in its one spelling. Of several that look alike the first is kept.
    pub fn add(&mut self, host: &'s str, whose: &'s str) {
        self.put(host, Whose::Named(whose));
    }

    /// Adds the hosts among a pack's indicators, but for those that say nothing by themselves.
    pub fn add_hosts<B: AsRef<[u8]>>(&mut self, pack: &'s Pack<B>) {
        for entry in pack.entries().filter(|entry| entry.kind == Kind::Host) {
            self.put(entry.value, Whose::Indicator(entry, pack.head()));
        }
    }

    fn put(&mut self, host: &'s str, whose: Whose<'s>) {
        // Which of the labels was registered takes longer to know than how all of them look.
        let may_be = |label: &str| label.starts_with("xn--") || self.is_wanted(look(label).0);
        if self.wanted.is_some() && !host.split('.').any(may_be) {
            return;
        }
        let Some((registered, label)) = registered(host) else { return };
        let (look, letters) = look(&label);
        if letters < SHORTEST || !self.is_wanted(look) {
            return;
        }
        let site = Site { registered, whose };
        match self.by_look.entry(look) {
            hash_map::Entry::Vacant(room) => {
                room.insert(site);
            }
            hash_map::Entry::Occupied(first) if first.get().registered == registered => {}
            hash_map::Entry::Occupied(_) => self.others.push((look, site)),
        }
    }

    fn is_wanted(&self, look: u64) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| wanted.contains(&look))
    }

    /// The site that a host looks like without being it: the label that somebody registered has the same look (letters that
    /// Unicode's UTS 39 knows as alike, digits for letters, `rn` for `m`, hyphens left out) and is written otherwise, with at
    /// least as many of these tricks: it is the imitation that has them. The host is in its one spelling.
    pub fn like(&self, host: &str) -> Option<Alike<'s>> {
        let (_, label) = registered(host)?;
        let (look, _) = look(&label);
        let first = self.by_look.get(&look)?;
        let others = self.others.iter().filter(|(other, _)| *other == look).map(|(_, site)| site);
        let (site, imitated) = std::iter::once(first).chain(others).find_map(|site| {
            let (_, imitated) = registered(site.registered)?;
            let alike = shown_letters(&shown(&imitated)).eq(shown_letters(&shown(&label)));
            (alike && !site.is_trap()).then_some((site, imitated))
        })?;
        let is_imitation = imitated != label && tricks(&imitated) <= tricks(&label);
        is_imitation.then(|| Alike { like: site.registered, whose: site.whose() })
    }
}

impl<'s> Site<'s> {
    fn is_trap(&self) -> bool {
        match self.whose {
            Whose::Named(_) => false,
            Whose::Indicator(entry, _) => !entry.traps().is_empty(),
        }
    }

    fn whose(&self) -> &'s str {
        match self.whose {
            Whose::Named(name) => name,
            Whose::Indicator(entry, pack) => {
                entry.claims().find_map(|claim| claim.origin.family.as_deref()).unwrap_or(&pack.name)
            }
        }
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

/// How a label looks: a sum of the letters as they look, and how many these are. Two labels of one sum are compared letter by
/// letter.
fn look(label: &str) -> (u64, usize) {
    let (mut sum, mut letters) = (FixedState::default().build_hasher(), 0);
    for letter in shown_letters(&shown(label)) {
        sum.write_u32(letter.into());
        letters += 1;
    }
    (sum.finish(), letters)
}

/// How many of its letters are there for their look.
fn tricks(label: &str) -> usize {
    let pairs = label.as_bytes().windows(2).filter(|pair| matches!(*pair, b"rn" | b"vv")).count();
    label.chars().filter(|c| !c.is_ascii_alphabetic()).count() + pairs
}

/// A label in the letters that it is taken for. UTS 39 itself writes `rn` for `m`: of ASCII it changes nothing else that is not
/// changed below.
fn shown(label: &str) -> Cow<'_, str> {
    if label.is_ascii() {
        return Cow::Borrowed(label);
    }
    Cow::Owned(skeleton(label).collect::<String>().to_lowercase())
}

fn shown_letters(shown: &str) -> impl Iterator<Item = char> {
    let mut letters = shown.chars().map(|c| c.to_ascii_lowercase()).peekable();
    std::iter::from_fn(move || {
        while letters.next_if_eq(&'-').is_some() {}
        Some(match letters.next()? {
            'r' if letters.next_if_eq(&'n').is_some() => 'm',
            'v' if letters.next_if_eq(&'v').is_some() => 'w',
            '0' => 'o',
            '1' | 'i' | '|' => 'l',
            '3' => 'e',
            '5' => 's',
            other => other,
        })
    })
}
