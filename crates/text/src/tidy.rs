//! Values as they enter the dataset: the same writing in the same bytes.

use icu_normalizer::{ComposingNormalizer, ComposingNormalizerBorrowed};

use crate::signs::is_invisible;

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizer::new_nfc();

/// The value without what can't be seen: NFC, control and formatting characters removed, every run
/// of white space (line breaks too) as one space, trimmed.
///
/// ZWJ and ZWNJ go as well: a value must compare equal to the value that looks the same, and an
/// invisible letter inside a name is a known way around a screening list. Persian stays readable
/// without ZWNJ; an emoji made of several falls apart, and no name needs one.
///
/// Keep the original beside the result where the source's own writing matters.
///
/// ```
/// assert_eq!(sousveil_text::tidy("  Gamma\u{200B} Group\n\tGmbH "), "Gamma Group GmbH");
/// ```
pub fn tidy(s: &str) -> String {
    if is_plain(s) {
        return s.to_owned();
    }
    let mut out = String::with_capacity(s.len());
    let mut space = false;
    for c in s.chars() {
        if c.is_whitespace() {
            space = !out.is_empty();
        } else if !is_invisible(c) {
            if space {
                out.push(' ');
                space = false;
            }
            out.push(c);
        }
    }
    NFC.normalize(&out).into_owned()
}

/// Printable ASCII with single spaces between words: nearly all values are, and nothing is to be done for them.
fn is_plain(s: &str) -> bool {
    let mut before = b' ';
    for byte in s.bytes() {
        if !matches!(byte, b' '..=b'~') || (byte == b' ' && before == b' ') {
            return false;
        }
        before = byte;
    }
    before != b' ' || s.is_empty()
}
