//! The numbers of the name score.

/// Costs of what two names do not share. A score is `e^(−sum of costs)`, times how much the shared
/// words say. Costs are per unit of a word's weight.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Tuning {
    /// A pair of words that are not quite alike, by what they lack of likeness (and twice the square of it).
    pub unlike: f32,
    /// Words left over on both sides: they contradict each other.
    pub conflict: f32,
    /// Numbers that differ.
    pub number: f32,
    /// A number on one side only.
    pub number_missing: f32,
    /// Words left over on one side of a personal name.
    pub extra_person: f32,
    /// Words left over on one side of an organisation's name.
    pub extra_organisation: f32,
    /// Added to the weight of what is shared before extras are divided by it.
    pub extra_base: f32,
    /// A personal name of which one word alone meets the other's several.
    pub alone: f32,
    /// A personal name of which nothing but initials meets the other's words.
    pub initials_only: f32,
    /// Legal forms of two families.
    pub form: f32,
    /// What an exact name of one common word lacks of 1.
    pub doubt: f32,
    /// How fast that shrinks with the weight of what is shared.
    pub doubt_fades: f32,
}

impl Tuning {
    /// Set on names of our own and on the kinds of variation of public benchmarks. Of our held pairs the rows were not
    /// looked at meanwhile, but the sums over all of them were: they are no blind test.
    pub const DEFAULT: Self = Self {
        unlike: 0.52,
        conflict: 1.8,
        number: 0.5,
        number_missing: 0.25,
        extra_person: 0.3,
        extra_organisation: 1.2,
        extra_base: 0.35,
        alone: 0.45,
        initials_only: 0.4,
        form: 0.2,
        doubt: 0.15,
        doubt_fades: 1.0,
    };
}

impl Default for Tuning {
    fn default() -> Self {
        Self::DEFAULT
    }
}
