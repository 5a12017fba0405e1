//! A set of entities by their numbers.

use super::Bits;

/// A set of no more numbers than this is better looked at one by one.
const FEW: u32 = 2_000;

/// A set of numbers.
#[derive(Debug, Clone)]
pub(crate) enum Set {
    /// All there are.
    All,
    /// Few enough to be looked at one by one; sorted, each once.
    Few(Vec<u32>),
    /// One bit for each number.
    Bits(Bits),
}

impl Set {
    pub(crate) fn has(&self, number: u32) -> bool {
        match self {
            Self::All => true,
            Self::Few(numbers) => numbers.binary_search(&number).is_ok(),
            Self::Bits(bits) => bits.has(number),
        }
    }

    /// How many there are, of `count` numbers in all.
    pub(crate) fn len(&self, count: u32) -> usize {
        match self {
            Self::All => count as usize,
            Self::Few(numbers) => numbers.len(),
            Self::Bits(bits) => bits.len() as usize,
        }
    }

    /// The numbers, in order.
    pub(crate) fn each(&self, count: u32, work: impl FnMut(u32)) {
        match self {
            Self::All => (0..count).for_each(work),
            Self::Few(numbers) => numbers.iter().copied().for_each(work),
            Self::Bits(bits) => bits.each(work),
        }
    }

    /// The same set, as a list if it is short.
    pub(crate) fn tidied(self) -> Self {
        match self {
            Self::Bits(bits) if bits.len() <= FEW => {
                let mut few = Vec::new();
                bits.each(|number| few.push(number));
                Self::Few(few)
            }
            set => set,
        }
    }

    /// Keeps those that are in the other set, or those that are not.
    pub(crate) fn keep(&mut self, count: u32, other: &Self, inside: bool) {
        match (self, other) {
            (this @ Self::All, other) if inside => *this = other.clone(),
            (this @ Self::All, other) => {
                *this = Self::Bits(Bits::all(count));
                this.keep(count, other, false);
            }
            (Self::Few(numbers), other) => numbers.retain(|&number| other.has(number) == inside),
            (Self::Bits(_), Self::All) if inside => {}
            (this @ Self::Bits(_), Self::All) => *this = Self::Few(Vec::new()),
            (Self::Bits(bits), Self::Bits(others)) if inside => bits.keep(others),
            (Self::Bits(bits), Self::Bits(others)) => bits.drop(others),
            (this @ Self::Bits(_), Self::Few(others)) if inside => {
                *this = Self::Few(others.iter().copied().filter(|&number| this.has(number)).collect());
            }
            (Self::Bits(bits), Self::Few(others)) => others.iter().for_each(|&number| bits.remove(number)),
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
        let forms = |of: &dyn Fn() -> Vec<u32>| [Set::Few(of()), Set::Bits(Bits::of(200, of().into_iter()))];
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
