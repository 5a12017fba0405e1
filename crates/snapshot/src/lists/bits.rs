//! A set of entities, one bit for each.

/// Which of so many numbers are in a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// None of `count` numbers.
    pub(crate) fn none(count: u32) -> Self {
        Self { words: vec![0; (count as usize).div_ceil(64)] }
    }

    /// All of them.
    pub(crate) fn all(count: u32) -> Self {
        let mut all = Self { words: vec![u64::MAX; (count as usize).div_ceil(64)] };
        if let (Some(last), rest @ 1..) = (all.words.last_mut(), count % 64) {
            *last = (1 << rest) - 1;
        }
        all
    }

    /// Those of the numbers that are below `count`.
    pub(crate) fn of(count: u32, numbers: impl Iterator<Item = u32>) -> Self {
        let mut bits = Self::none(count);
        numbers.filter(|&number| number < count).for_each(|number| bits.insert(number));
        bits
    }

    /// Puts a number into the set, if there is room for it.
    pub(crate) fn insert(&mut self, number: u32) {
        if let Some(word) = self.words.get_mut(number as usize / 64) {
            *word |= 1 << (number % 64);
        }
    }

    pub(crate) fn remove(&mut self, number: u32) {
        if let Some(word) = self.words.get_mut(number as usize / 64) {
            *word &= !(1 << (number % 64));
        }
    }

    pub(crate) fn has(&self, number: u32) -> bool {
        self.words.get(number as usize / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// How many are in it.
    pub(crate) fn len(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether none is in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// How many are in both.
    pub(crate) fn common(&self, other: &Self) -> u32 {
        self.words.iter().zip(&other.words).map(|(a, b)| (a & b).count_ones()).sum()
    }

    /// Puts all of another set into this one.
    pub(crate) fn add(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    /// Keeps what is in another set, too.
    pub(crate) fn keep(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    /// Keeps what is not in another set.
    pub(crate) fn drop(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= !b);
    }

    /// The numbers, in order.
    pub(crate) fn each(&self, mut work: impl FnMut(u32)) {
        for (start, &word) in (0u32..).step_by(64).zip(&self.words) {
            let mut rest = word;
            while rest != 0 {
                work(start + rest.trailing_zeros());
                rest &= rest - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_any_size_know_their_numbers() {
        for count in [0, 1, 63, 64, 65, 200] {
            assert_eq!(Bits::all(count).len(), count);
            let own: Vec<u32> = (0..count).filter(|n| n % 7 == 3).collect();
            let bits = Bits::of(count, own.iter().copied().chain([count, u32::MAX]));
            let mut found = Vec::new();
            bits.each(|number| found.push(number));
            assert_eq!(found, own);
            assert!((0..300).all(|n| bits.has(n) == own.contains(&n)));
        }
    }
}
