//! Which characters carry no letter: invisible ones, apostrophes, accents and points.
//!
//! The lists are ours, read off the Unicode code charts (properties `Default_Ignorable_Code_Point`,
//! `General_Category`, `Canonical_Combining_Class`).

use icu_normalizer::properties::{CanonicalCombiningClassMap, CanonicalCombiningClassMapBorrowed};

const CLASSES: CanonicalCombiningClassMapBorrowed<'static> = CanonicalCombiningClassMap::new();

/// True for what a reader can't see and a forger can use: control characters that are no white
/// space, direction marks, zero-width characters, variation selectors, tags, fillers.
///
/// ZWJ and ZWNJ are among them. Persian and some Indian scripts use them to choose a shape, but two
/// values that look alike must be the same value here, and both forms are typed in practice.
pub fn is_invisible(c: char) -> bool {
    if matches!(c, ' '..='~') || c.is_whitespace() {
        return false;
    }
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{70F}'
            | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Everything that is typed for an apostrophe, including the letters that the Uzbek, Ukrainian,
/// Hebrew and Armenian spellings use and the accents that stand alone on a keyboard.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '\u{B4}' | '\u{2B9}' | '\u{2BB}'
            ..='\u{2BF}'
                | '\u{2C8}'
                | '\u{2CA}'
                | '\u{2CB}'
                | '\u{2EE}'
                | '\u{374}'
                | '\u{384}'
                | '\u{55A}'
                | '\u{5F3}'
                | '\u{1FBD}'
                | '\u{1FBF}'
                | '\u{1FEF}'
                | '\u{1FFD}'
                | '\u{1FFE}'
                | '\u{2018}'
                | '\u{2019}'
                | '\u{201B}'
                | '\u{2032}'
                | '\u{2035}'
                | '\u{A78B}'
                | '\u{A78C}'
                | '\u{FF07}'
                | '\u{FF40}'
    )
}

/// Marks over a letter that a search leaves out: accents of Latin, Greek and Cyrillic, Hebrew
/// points and cantillation, Arabic harakat and Koranic signs, the tatweel.
///
/// Marks of other scripts (Indian vowel signs, Thai tones, kana voicing) are part of the spelling.
pub(crate) fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{5BF}'
        | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}' | '\u{610}'..='\u{61A}'
        | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
        | '\u{6DF}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{897}'..='\u{89F}'
        | '\u{8CA}'..='\u{8E1}' | '\u{8E3}'..='\u{8FF}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{2DE0}'..='\u{2DFF}'
        | '\u{A66F}'..='\u{A67D}' | '\u{A69E}' | '\u{A69F}' | '\u{FB1E}' | '\u{FE20}'..='\u{FE2F}')
}

/// True where `mark` on `base` makes a letter of its own in a Cyrillic alphabet: й ї ў ќ ѓ, and
/// ё ӣ ӯ, which only [`crate::fold`] levels because transliteration still needs them.
pub(crate) fn is_cyrillic_letter(base: char, mark: char) -> bool {
    matches!(
        (base, mark),
        ('и' | 'И' | 'у' | 'У', '\u{306}' | '\u{304}')
            | ('і' | 'І' | 'е' | 'Е', '\u{308}')
            | ('г' | 'Г' | 'к' | 'К', '\u{301}')
    )
}

/// True for a mark that canonical order may move past others, so that it never ends a base letter's
/// reach.
pub(crate) fn is_combining(c: char) -> bool {
    !c.is_ascii() && CLASSES.get_u8(c) != 0
}

/// True for letters, digits and those marks that a word can't be written without.
pub(crate) fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric()
        || is_combining(c)
        // Marks of class 0 that Unicode doesn't count as alphabetic though words are spelled with them.
        || matches!(c,
            '\u{AFD}'..='\u{AFF}' | '\u{B55}' | '\u{E47}' | '\u{E4C}' | '\u{E4E}' | '\u{ECC}'
            | '\u{F3E}' | '\u{F3F}' | '\u{17C9}'..='\u{17D1}' | '\u{17D3}' | '\u{ABEC}')
}

/// Latin letters beyond ASCII that are left after decomposition (ø, đ, ł, ı, ə and so on).
pub(crate) fn is_latin_beyond_ascii(c: char) -> bool {
    matches!(c,
        '\u{C0}'..='\u{2AF}' | '\u{1D00}'..='\u{1DBF}' | '\u{1E00}'..='\u{1EFF}'
        | '\u{2C60}'..='\u{2C7F}' | '\u{A722}'..='\u{A7FF}' | '\u{AB30}'..='\u{AB6F}')
        && c.is_alphabetic()
}

/// Hebrew letters, between which a quotation mark is a gershayim and not a quotation.
pub(crate) fn is_hebrew_letter(c: char) -> bool {
    matches!(c, '\u{5D0}'..='\u{5EA}')
}

/// Marks that stand for gershayim in Hebrew acronyms such as בע"מ.
pub(crate) fn is_gershayim(c: char) -> bool {
    matches!(c, '"' | '\u{5F4}' | '\u{201C}' | '\u{201D}' | '\u{201E}')
}

/// Scripts written without spaces whose characters are words or parts of words: Chinese characters.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
