//! Numbers that look random and are the same for the same seed, on every machine.

/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice for one thing: every entity has its own, so that it can be made alone.
    pub fn new(seed: u64, kind: u64, number: u64) -> Self {
        let mut dice =
            Self(seed ^ kind.wrapping_mul(0xd6e8_feb8_6659_fd93) ^ number.wrapping_mul(0xa076_1d64_78bd_642f));
        dice.throw();
        dice
    }

    /// The next 64 bits.
    pub fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.throw() % end.max(1)
    }

    /// A number below `end`; small ones come much more often. With a `power` of 3 the first of 100,000 comes in two
    /// of a hundred throws.
    pub fn skewed(&mut self, end: u64, power: i32) -> u64 {
        #[expect(clippy::cast_precision_loss, reason = "a fraction need not be exact")]
        let fraction = (self.throw() >> 11) as f64 / (1u64 << 53) as f64;
        #[expect(clippy::cast_precision_loss, reason = "as above")]
        let scaled = fraction.powi(power) * end as f64;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and `end`")]
        let number = scaled as u64;
        number.min(end.saturating_sub(1))
    }

    /// Whether something of that chance in a hundred happens.
    pub fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }

    /// One of several.
    pub fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let at = usize::try_from(self.below(of.len() as u64)).unwrap_or(0);
        of.get(at).copied().unwrap_or_default()
    }
}
