//! Consonants of a word in classes, up to twelve, five bits each in one `u64`.

/// The consonant classes of a word; its first vowel counts where the word begins with one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Bones(pub(crate) u64);

const MOST: u32 = 12;

/// Classes: an initial vowel, labials, and so on. 0 is "nothing".
mod class {
    pub(super) const VOWEL: u8 = 1;
    pub(super) const B: u8 = 2;
    pub(super) const F: u8 = 3;
    pub(super) const H: u8 = 4;
    pub(super) const K: u8 = 5;
    pub(super) const L: u8 = 6;
    pub(super) const M: u8 = 7;
    pub(super) const N: u8 = 8;
    pub(super) const R: u8 = 9;
    pub(super) const S: u8 = 10;
    pub(super) const T: u8 = 11;
    pub(super) const Q: u8 = 12;
    pub(super) const DIGIT: u8 = 16;
}

impl Bones {
    /// The bones of a sound (see [`super::sound`]).
    pub(crate) fn of(sound: &[u8]) -> Self {
        let mut bits = 0_u64;
        let mut count = 0;
        let mut last = 0;
        for (i, &byte) in sound.iter().enumerate() {
            let class = match byte {
                b'a' | b'e' | b'i' | b'o' | b'u' if i == 0 => class::VOWEL,
                b'b' | b'p' => class::B,
                b'f' | b'v' => class::F,
                b'h' => class::H,
                b'g' | b'k' => class::K,
                b'l' => class::L,
                b'm' => class::M,
                b'n' => class::N,
                b'r' => class::R,
                b's' | b'x' | b'z' | b'c' => class::S,
                b't' | b'd' => class::T,
                b'q' => class::Q,
                b'0'..=b'9' => class::DIGIT + (byte - b'0'),
                _ => {
                    last = 0;
                    continue;
                }
            };
            if class != last && count < MOST {
                bits = bits << 5 | u64::from(class);
                count += 1;
            }
            last = class;
        }
        Self(bits)
    }

    /// How many there are.
    pub(crate) fn count(self) -> u32 {
        // Foreign bytes may have set the four bits beyond.
        (64 - self.0.leading_zeros()).div_ceil(5).min(MOST)
    }

    fn unpack(self) -> ([u8; MOST as usize], usize) {
        let mut out = [0; MOST as usize];
        let count = self.count();
        for (i, slot) in out.iter_mut().enumerate().take(count as usize) {
            let shift = 5 * (count - 1 - u32::try_from(i).unwrap_or(0));
            *slot = u8::try_from(self.0 >> shift & 31).unwrap_or(0);
        }
        (out, count as usize)
    }
}

/// How alike the bones of an Arabic or Hebrew word and of a word with vowels are, 0 to 1.
///
/// An alignment in which what those scripts leave out or write with one letter costs little:
/// glides, h, an initial vowel; b for v and p, g for j, s for t (ث, ת).
pub(crate) fn alike(a: Bones, b: Bones) -> f32 {
    let ((a, m), (b, n)) = (a.unpack(), b.unpack());
    let mut row = [0_f32; MOST as usize + 1];
    for j in 0..n {
        row[j + 1] = row[j] + gap(b[j]);
    }
    for &x in &a[..m] {
        let mut corner = row[0];
        row[0] += gap(x);
        for j in 0..n {
            let best = (corner + swap(x, b[j])).min(row[j + 1] + gap(x)).min(row[j] + gap(b[j]));
            corner = row[j + 1];
            row[j + 1] = best;
        }
    }
    let longest = f32::from(u8::try_from(m.max(n)).unwrap_or(u8::MAX));
    if longest < 1.0 { 0.0 } else { (1.0 - row[n] / longest).max(0.0) }
}

fn gap(class: u8) -> f32 {
    match class {
        class::VOWEL | class::H => 0.3,
        class::F => 0.4,
        _ => 1.0,
    }
}

fn swap(a: u8, b: u8) -> f32 {
    use class::{B, F, H, K, Q, S, T, VOWEL};
    match (a.min(b), a.max(b)) {
        (a, b) if a == b => 0.0,
        (B, F) | (H, K) | (VOWEL, H) => 0.2,
        (K, Q) | (S, T) | (S, Q) | (VOWEL, F | Q) => 0.4,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_was_packed() {
        assert_eq!(Bones::of(b"").count(), 0);
        assert_eq!(Bones::of(b"ahmed").count(), 4);
        assert_eq!(Bones::of(b"bcbcbcbcbcbcbcbcbcbcbc").count(), 12);
        assert_eq!(Bones::of(b"muhamed"), Bones::of(b"mohamad"));
        assert_ne!(Bones::of(b"1"), Bones::of(b"2"));
    }
}
