//! Korean syllables as names are usually written in Latin letters.
//!
//! A syllable's code point is `0xAC00 + (initial × 21 + vowel) × 28 + final` (The Unicode Standard,
//! section 3.12).

const INITIALS: [&str; 19] =
    ["k", "k", "n", "d", "d", "r", "m", "b", "b", "s", "s", "", "j", "j", "ch", "k", "t", "p", "h"];

const VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "u", "ui",
    "i",
];

const FINALS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t",
    "t", "k", "t", "p", "t",
];

/// One syllable in Latin letters, or none where `c` is no Korean syllable.
pub(crate) fn spell_syllable(c: char) -> Option<String> {
    let index = u32::from(c).checked_sub(0xAC00).filter(|&index| index < 11_172)? as usize;
    let (initial, vowel, last) = (index / 588, index % 588 / 28, index % 28);
    Some(format!("{}{}{}", INITIALS.get(initial)?, VOWELS.get(vowel)?, FINALS.get(last)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_spelled_as_in_passports() {
        let spelled: Vec<_> = "김정은".chars().filter_map(spell_syllable).collect();
        assert_eq!(spelled, ["kim", "jong", "un"]);
        assert_eq!(spell_syllable('a'), None);
    }
}
