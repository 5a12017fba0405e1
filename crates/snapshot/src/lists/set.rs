//! A set of entities by their numbers.

/// A set of numbers.
#[derive(Debug, Clone)]
pub(crate) enum Set {
    /// All there are.
    All,
    /// Few enough to be looked at one by one; sorted, each once.
    Few(Vec<u32>),
    /// One bit for each number.
    Bits(Vec<u64>),
}

impl Set {
    /// A set with room for numbers below `count`.
    pub(crate) fn bits(count: u32, numbers: impl Iterator<Item = u32>) -> Self {
        let mut bits = vec![0u64; (count as usize).div_ceil(64)];
        for number in numbers {
            if let Some(word) = bits.get_mut(number as usize / 64) {
                *word |= 1 << (number % 64);
            }
        }
        Self::Bits(bits)
    }

    pub(crate) fn has(&self, number: u32) -> bool {
        match self {
            Self::All => true,
            Self::Few(numbers) => numbers.binary_search(&number).is_ok(),
            Self::Bits(bits) => bits.get(number as usize / 64).is_some_and(|word| word >> (number % 64) & 1 == 1),
        }
    }

    /// How many there are, of `count` numbers in all.
    pub(crate) fn len(&self, count: u32) -> usize {
        match self {
            Self::All => count as usize,
            Self::Few(numbers) => numbers.len(),
            Self::Bits(bits) => bits.iter().map(|word| word.count_ones() as usize).sum(),
        }
    }

    /// The numbers, in order.
    pub(crate) fn each(&self, count: u32, mut work: impl FnMut(u32)) {
        match self {
            Self::All => (0..count).for_each(work),
            Self::Few(numbers) => numbers.iter().copied().for_each(work),
            Self::Bits(bits) => {
                for (start, &word) in (0u32..).step_by(64).zip(bits) {
                    let mut rest = word;
                    while rest != 0 {
                        work(start + rest.trailing_zeros());
                        rest &= rest - 1;
                    }
                }
            }
        }
    }

    /// Keeps those that are in the other set, or those that are not.
    pub(crate) fn keep(&mut self, count: u32, other: &Self, inside: bool) {
        match (self, other) {
            (this @ Self::All, other) if inside => *this = other.clone(),
            (this @ Self::All, other) => *this = Self::bits(count, (0..count).filter(|&number| !other.has(number))),
            (Self::Few(numbers), other) => numbers.retain(|&number| other.has(number) == inside),
            (Self::Bits(_), Self::All) if inside => {}
            (this @ Self::Bits(_), Self::All) => *this = Self::Few(Vec::new()),
            (Self::Bits(bits), Self::Bits(others)) => {
                for (word, &other) in bits.iter_mut().zip(others) {
                    *word &= if inside { other } else { !other };
                }
            }
            (this @ Self::Bits(_), Self::Few(others)) if inside => {
                *this = Self::Few(others.iter().copied().filter(|&number| this.has(number)).collect());
            }
            (Self::Bits(bits), Self::Few(others)) => {
                for &number in others {
                    if let Some(word) = bits.get_mut(number as usize / 64) {
                        *word &= !(1 << (number % 64));
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(set: &Set) -> Vec<u32> {
        let mut out = Vec::new();
        set.each(200, |number| out.push(number));
        assert_eq!(out.len(), set.len(200));
        assert!((0..200).all(|number| set.has(number) == out.contains(&number)));
        out
    }

    #[test]
    fn sets_of_every_form_are_cut_alike() {
        let threes = || (0..200).filter(|n| n % 3 == 0);
        let fives = || (0..200).filter(|n| n % 5 == 0);
        let forms = |of: &dyn Fn() -> Vec<u32>| [Set::Few(of()), Set::bits(200, of().into_iter())];
        for mut one in forms(&|| threes().collect()) {
            for other in forms(&|| fives().collect()) {
                let (mut inside, mut outside) = (one.clone(), one.clone());
                inside.keep(200, &other, true);
                outside.keep(200, &other, false);
                assert_eq!(numbers(&inside), threes().filter(|n| n % 5 == 0).collect::<Vec<_>>());
                assert_eq!(numbers(&outside), threes().filter(|n| n % 5 != 0).collect::<Vec<_>>());
                let mut rest = Set::All;
                rest.keep(200, &other, false);
                assert_eq!(numbers(&rest), (0..200).filter(|n| n % 5 != 0).collect::<Vec<_>>());
            }
            let whole = numbers(&one);
            one.keep(200, &Set::All, true);
            assert_eq!(numbers(&one), whole);
            one.keep(200, &Set::All, false);
            assert!(numbers(&one).is_empty());
        }
    }
}
