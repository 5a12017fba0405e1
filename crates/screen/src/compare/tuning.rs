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
    /// A single letter on one side only: it may stand for a legal form.
    pub letter_missing: f32,
    /// Words left over on one side of a personal name.
    pub extra_person: f32,
    /// Words left over on one side of an organisation's name.
    pub extra_organisation: f32,
    /// Times as much where the name that is asked for has the word and the listed one has not.
    pub extra_asked: f32,
    /// Times as much where the listed name has the word.
    pub extra_listed: f32,
    /// Times as much where the listed name has the word, and all that is asked for stands there letter by letter.
    pub extra_listed_exact: f32,
    /// What a word that the other side has only a letter of lacks, as a part of a word left over.
    pub shortened: f32,
    /// Added to the weight of what is shared before extras are divided by it.
    pub extra_base: f32,
    /// How fast what is left over loses its meaning with the weight of what is shared: the power of that.
    pub extra_fades: f32,
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
        letter_missing: 0.08,
        extra_person: 0.3,
        extra_organisation: 1.2,
        extra_asked: 1.0,
        extra_listed: 1.0,
        extra_listed_exact: 1.0,
        shortened: 0.4,
        extra_base: 0.35,
        extra_fades: 1.0,
        alone: 0.45,
        initials_only: 0.4,
        form: 0.2,
        doubt: 0.15,
        doubt_fades: 1.0,
    };

    /// For a name that is asked for of a list which knows how rare its words are
    /// ([`NamesIndex::asked`](crate::index::NamesIndex::asked)). Set by kinds of variation on names of OFAC's list, and on
    /// names put together of their words.
    ///
    /// What is left over counts by how rare the rest is, more steeply than without a list: one word of three everyday ones
    /// says little, two rare ones without their third nearly all. Who asks leaves words out more often than he adds some,
    /// and a mistake that is itself a word of the list is none.
    pub const ASKED: Self = Self {
        unlike: 0.4,
        extra_person: 0.8,
        extra_organisation: 1.8,
        extra_asked: 1.3,
        extra_listed: 0.9,
        extra_listed_exact: 0.3,
        shortened: 0.3,
        extra_fades: 2.0,
        doubt: 0.4,
        doubt_fades: 1.5,
        ..Self::DEFAULT
    };
}

impl Default for Tuning {
    fn default() -> Self {
        Self::DEFAULT
    }
}
