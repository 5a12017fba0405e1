//! Edit distance between two words, all of a column in one machine word.
//!
//! Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours cost 1.
//! After H. Hyyrö, *A bit-vector algorithm for computing Levenshtein and Damerau edit distances*
//! (Nordic Journal of Computing 10, 2003).

/// The longest word that is compared, in bytes.
pub(crate) const LONGEST: usize = 64;

/// Where each letter stands in a word of lower-case ASCII letters and digits, or sound letters.
pub(crate) struct Pattern {
    places: [u64; SLOTS],
    len: u32,
}

impl Pattern {
    /// The pattern of at most [`LONGEST`] bytes of `word`.
    pub(crate) fn new(word: &[u8]) -> Self {
        let mut places = [0; SLOTS];
        let mut len = 0;
        for (i, &byte) in word.iter().take(LONGEST).enumerate() {
            places[slot(byte)] |= 1 << i;
            len += 1;
        }
        Self { places, len }
    }

    /// Distance to `other`.
    pub(crate) fn distance(&self, other: &[u8]) -> u32 {
        let other = other.get(..LONGEST).unwrap_or(other);
        if self.len == 0 {
            return u32::try_from(other.len()).unwrap_or(u32::MAX);
        }
        let last = 1_u64 << (self.len - 1);
        let (mut up, mut down, mut diagonal, mut before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
        let mut distance = self.len;
        for &byte in other {
            let here = self.places[slot(byte)];
            let swapped = ((!diagonal & here) << 1) & before;
            diagonal = ((here & up).wrapping_add(up) ^ up) | here | down | swapped;
            let mut right = down | !(diagonal | up);
            let mut left = diagonal & up;
            distance += u32::from(right & last != 0);
            distance -= u32::from(left & last != 0);
            right = (right << 1) | 1;
            left <<= 1;
            up = left | !(diagonal | right);
            down = right & diagonal;
            before = here;
        }
        distance
    }
}

/// Slots of lower-case letters and digits.
const SLOTS: usize = 44;

fn slot(byte: u8) -> usize {
    let slot = if byte < b'@' { byte.wrapping_sub(b'0').saturating_add(32) } else { byte & 31 };
    usize::from(slot).min(SLOTS - 1)
}

/// Distance between two words.
pub(crate) fn distance(a: &[u8], b: &[u8]) -> u32 {
    Pattern::new(a).distance(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slow(a: &[u8], b: &[u8]) -> u32 {
        let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                rows[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let change = usize::from(a[i - 1] != b[j - 1]);
                    let mut least = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + change);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(rows[i - 2][j - 2] + 1);
                    }
                    least
                };
            }
        }
        u32::try_from(rows[a.len()][b.len()]).unwrap()
    }

    proptest::proptest! {
        #[test]
        fn agrees_with_the_table(a in "[a-d]{0,64}", b in "[a-d]{0,64}") {
            proptest::prop_assert_eq!(distance(a.as_bytes(), b.as_bytes()), slow(a.as_bytes(), b.as_bytes()));
        }
    }

    #[test]
    fn a_swap_costs_one() {
        assert_eq!(distance(b"donlad", b"donald"), 1);
        assert_eq!(distance(b"", b"abc"), 3);
        assert_eq!(distance(b"merkur", b"merkel"), 2);
    }
}
