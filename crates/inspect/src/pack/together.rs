//! Several packs that are asked together: most of what is asked is in none of them, and that is known at a glance.

use super::{Entry, Pack, key};
use crate::observable::{Address, Kind};

/// Packs that are asked together.
#[derive(Debug)]
pub struct Packs<B> {
    packs: Vec<Pack<B>>,
    /// The keys of all values.
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
            keys.set(key(entry.kind, entry.value));
            if entry.kind == Kind::Url
                && let Some(address) = Address::parse(entry.value)
            {
                machines.set(key(Kind::Url, &address.host.to_string()));
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
        let may_be = self.keys.has(key(kind, value));
        let packs = self.packs.iter().filter(move |_| may_be);
        packs.filter_map(move |pack| Some((pack, pack.look(kind, value)?)))
    }

    /// Whether an address on that machine may be among them.
    pub(crate) fn may_have_pages_on(&self, machine: &str) -> bool {
        self.machines.has(key(Kind::Url, machine))
    }
}

/// Which keys there may be: one bit for each, in sixteen times as many.
#[derive(Debug)]
struct Marks {
    bits: Vec<u64>,
}

impl Marks {
    fn for_keys(keys: usize) -> Self {
        Self { bits: vec![0; (keys / 4).next_power_of_two()] }
    }

    fn place(&self, key: u64) -> (usize, u64) {
        let words = self.bits.len() as u64;
        let word = (key >> 6) % words;
        (usize::try_from(word).unwrap_or(0), 1 << (key % 64))
    }

    fn set(&mut self, key: u64) {
        let (word, bit) = self.place(key);
        if let Some(word) = self.bits.get_mut(word) {
            *word |= bit;
        }
    }

    fn has(&self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        self.bits.get(word).is_some_and(|word| word & bit != 0)
    }
}
