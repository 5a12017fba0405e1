//! Several packs that are asked together: most of what is asked is in none of them, and that is known at a glance.

use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;

use super::{Entry, Pack};
use crate::observable::{Address, Kind, host};

/// Packs that are asked together.
#[derive(Debug)]
pub struct Packs<B> {
    packs: Vec<Pack<B>>,
    /// All values.
    keys: Marks,
    /// Those of the machines that addresses among them lie on.
    machines: Marks,
}

impl<B: AsRef<[u8]>> Packs<B> {
    /// Puts packs together. Where several have a value, they answer in this order.
    pub fn new(packs: Vec<Pack<B>>) -> Self {
        let all = packs.iter().map(Pack::len).sum();
        let (mut keys, mut machines) = (Marks::for_keys(all), Marks::for_keys(all));
        for entry in packs.iter().flat_map(Pack::entries) {
            keys.set(entry.kind, entry.value);
            if entry.kind == Kind::Url
                && let Some(address) = Address::parse(entry.value)
            {
                machines.set(Kind::Url, &address.host().written());
            }
        }
        Self { packs, keys, machines }
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Pack<B>> {
        self.packs.iter()
    }

    /// All values of all packs.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.packs.iter().flat_map(Pack::entries)
    }

    /// How many packs there are.
    pub fn len(&self) -> usize {
        self.packs.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.packs.is_empty()
    }

    /// A value in its one spelling, in each pack that has it.
    pub fn look<'p, 'v>(
        &'p self,
        kind: Kind,
        value: &'v str,
    ) -> impl Iterator<Item = (&'p Pack<B>, Entry<'p>)> + use<'p, 'v, B> {
        let may_be = self.keys.has(kind, value);
        let packs = self.packs.iter().filter(move |_| may_be);
        packs.filter_map(move |pack| Some((pack, pack.look(kind, value)?)))
    }

    /// Whether anything may be said of an address on that machine, by its name: of most there is nothing.
    pub fn may_tell_of(&self, machine: &str) -> bool {
        self.may_have_pages_on(machine) || host::with_parents(machine).any(|name| self.keys.has(Kind::Host, name))
    }

    /// Whether an address on that machine may be among them.
    pub(crate) fn may_have_pages_on(&self, machine: &str) -> bool {
        self.machines.has(Kind::Url, machine)
    }
}

/// Which values there may be: two bits for each, in one word of 64 that it shares with one or two others.
#[derive(Debug)]
struct Marks {
    bits: Vec<u64>,
    /// Quicker than the hash that packs are written with, and another one each time.
    hasher: RandomState,
}

impl Marks {
    fn for_keys(keys: usize) -> Self {
        Self { bits: vec![0; (keys / 2).next_power_of_two()], hasher: RandomState::default() }
    }

    fn place(&self, kind: Kind, value: &str) -> (usize, u64) {
        let key = self.hasher.hash_one((kind as u8, value));
        let words = self.bits.len() as u64;
        let word = (key >> 12) % words;
        (usize::try_from(word).unwrap_or(0), 1 << (key % 64) | 1 << ((key >> 6) % 64))
    }

    fn set(&mut self, kind: Kind, value: &str) {
        let (word, bits) = self.place(kind, value);
        if let Some(word) = self.bits.get_mut(word) {
            *word |= bits;
        }
    }

    fn has(&self, kind: Kind, value: &str) -> bool {
        let (word, bits) = self.place(kind, value);
        self.bits.get(word).is_some_and(|word| word & bits == bits)
    }
}
