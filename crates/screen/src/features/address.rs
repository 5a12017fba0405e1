//! Addresses by the words they share.

use sousveil_text::latin;

use crate::hash::fnv32;

/// Words of an address that are kept.
const MOST_WORDS: usize = 32;

/// Words that say little. Our list.
const WEAK: &str = " street st str strasse road rd avenue ave av boulevard blvd lane square building bldg house office \
     floor fl room apt flat suite unit p o box po pob city town district region oblast raion no number the of de la el al \
     ulitsa ul prospekt pr dom d kv korpus g gorod vul kochasi kosh koshesi cad cadde sok sokak mah no rue via calle \
     piazza plaza plot block area zone ";

/// An address prepared for comparison: fingerprints of its words, in order of value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address(Box<[u32]>);

impl Address {
    /// Prepares the first 512 characters of an address.
    pub fn new(text: &str) -> Self {
        let text: String = text.chars().take(crate::name::MOST_CHARS).collect();
        let mut words: Vec<u32> = latin(&text)
            .split(' ')
            .filter(|word| !word.is_empty() && !WEAK.contains(&format!(" {word} ")))
            .take(MOST_WORDS)
            .map(fingerprint)
            .collect();
        words.sort_unstable();
        words.dedup();
        Self(words.into())
    }
}

/// 31 bits of the word, and one that is set for words with digits.
fn fingerprint(word: &str) -> u32 {
    fnv32(word.as_bytes()) & 0x7FFF_FFFF | if word.bytes().any(|b| b.is_ascii_digit()) { 0x8000_0000 } else { 0 }
}

/// How much the most alike two addresses share, 0 to 1: shared words over the fewer words. Never
/// against: people and companies move.
pub(crate) fn addresses(a: &[Address], b: &[Address]) -> Option<f32> {
    a.iter()
        .flat_map(|a| b.iter().map(move |b| (a, b)))
        .filter(|(a, b)| a.0.len() >= 2 && b.0.len() >= 2)
        .map(|(a, b)| overlap(&a.0, &b.0))
        .reduce(f32::max)
}

fn overlap(a: &[u32], b: &[u32]) -> f32 {
    let shared = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    let numbers = |words: &[u32]| words.iter().filter(|&&w| w & 0x8000_0000 != 0).count();
    let same_number = a.iter().any(|word| word & 0x8000_0000 != 0 && b.binary_search(word).is_ok());
    let share = shared as f32 / a.len().min(b.len()) as f32;
    // Another house in the same street is another address.
    if numbers(a) > 0 && numbers(b) > 0 && !same_number { share * 0.6 } else { share }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_any_order_and_script() {
        let share = |a: &str, b: &str| addresses(&[Address::new(a)], &[Address::new(b)]);
        assert_eq!(share("ул. Садовая, д. 12, Ташкент", "12 Sadovaya st., Tashkent"), Some(1.0));
        assert!(share("12 Sadovaya st., Tashkent", "14 Sadovaya st., Tashkent").unwrap() < 0.5);
        assert_eq!(share("", "12 Sadovaya st., Tashkent"), None);
    }
}
