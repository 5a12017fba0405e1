//! Any text: what is done to names and words has bounds, and done twice changes nothing more.

use sousveil_text::{company_form, fold, latin, name_key, slug, tidy, words};

/// No form is longer than its letters allow.
const LONGEST_FORM: usize = 64;

/// Takes the bytes as text, what is no UTF-8 replaced.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let most = (text.len() + 1) * LONGEST_FORM;
    let tidied = tidy(&text);
    assert_eq!(tidy(&tidied), tidied);
    assert!(single_spaced(&tidied));
    assert!(!tidied.chars().any(|c| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')));
    let folded = fold(&text);
    assert_eq!(fold(&folded), folded);
    assert_eq!(fold(&tidied), folded);
    assert!(single_spaced(&folded));
    let letters = latin(&text);
    assert!(letters.chars().all(|c| c == ' ' || c.is_ascii_lowercase() || c.is_ascii_digit()));
    assert_eq!(latin(&letters), letters);
    assert!(single_spaced(&letters));
    assert!(tidied.len() <= most && folded.len() <= most && letters.len() <= most);
    let key = name_key(&text);
    assert!(key.len() <= most && single_spaced(&key));
    let _ = company_form(&text);
    let slug = slug(&text);
    assert!((1..=60).contains(&slug.len()));
    assert!(slug.bytes().all(|b| b == b'-' || b.is_ascii_lowercase() || b.is_ascii_digit()));
    let mut last = (0, 0);
    for word in words(&text) {
        assert!(word.start < word.end && text.get(word.start..word.end).is_some());
        assert!(word.start >= last.1 || (word.start, word.end) == last);
        assert!(!word.text.is_empty() && word.text.chars().count() <= 64);
        last = (word.start, word.end);
    }
}

fn single_spaced(text: &str) -> bool {
    text.trim() == text && !text.contains("  ")
}
