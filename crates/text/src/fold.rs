//! The search form in the original script.

use crate::letters::letters;

/// The search form of `s` in its own script: what two people type who mean the same word.
///
/// - Compatibility decomposition, full case folding (ß is ss), digits of all scripts as 0-9.
/// - Accents go in Latin, Greek and Cyrillic; Latin letters with a stroke or a hook too (ø is o,
///   ł is l, ı is i, æ is ae), so Latin words end as ASCII.
/// - Cyrillic й ї ў ќ ѓ and ґ are letters and stay; ё is е, and Tajik ӣ ӯ are и у, as people type.
/// - Arabic harakat and tatweel and Hebrew points go; alef, yeh, kaf and heh variants are one.
/// - Apostrophes of every kind are dropped (oʻ o‘ o' o` are o), also Hebrew gershayim and the dots
///   between initials (U.S.A. is usa). Every other sign is a space, and spaces are single.
///
/// Folding twice changes nothing.
///
/// ```
/// use sousveil_text::fold;
/// assert_eq!(fold("Oʻzbekiston — STRASSE/Straße"), "ozbekiston strasse strasse");
/// assert_eq!(fold("Королёв, Київ"), "королев київ");
/// ```
pub fn fold(s: &str) -> String {
    level(letters(s))
}

/// Makes the last step from [`letters`] to the search form.
pub(crate) fn level(letters: String) -> String {
    if letters.is_ascii() {
        return letters;
    }
    letters
        .chars()
        .map(|c| match c {
            'ё' => 'е',
            'ӣ' => 'и',
            'ӯ' => 'у',
            _ => c,
        })
        .collect()
}
