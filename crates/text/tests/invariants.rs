//! What holds for any string at all.

use proptest::prelude::*;
use sousveil_text::{company_form, fold, latin, name_key, slug, tidy, words};

/// Any characters, and mixtures of those that have rules of their own.
fn text() -> impl Strategy<Value = String> {
    let special = "[ .'’`´ʻ\"״&\u{200B}\u{200D}\u{301}\u{306}\u{308}\u{345}\u{3099}\u{5B8}\u{64B}\u{640}\
        aSsPpIİıßŁéǰдЁИиЙіїУуўГгКкқъьщabאבעآإأىیکةه监한ァッカゔหำម្ហहि½ﷺ™㈱\n\t-]{0,24}";
    prop_oneof![any::<String>(), special, "\\PC{0,40}"]
}

/// Names made of words that have rules of their own.
fn name() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Foo", "y", "et", "and", "&", "Ltd", "S.A.", "s", "a", "Co", "GmbH", "OOO", "PT", "de", "C.V.", "AB", "AS",
        "Inc", "A/S", "UAB", "4", "Limited", "Company", "(publ)",
    ]);
    prop::collection::vec(word, 0..7).prop_map(|words| words.join(" "))
}

fn single_spaced(s: &str) -> bool {
    s.trim() == s && !s.contains("  ")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tidy_is_idempotent_and_shows_everything(s in text()) {
        let once = tidy(&s);
        prop_assert_eq!(&tidy(&once), &once);
        prop_assert!(single_spaced(&once));
        prop_assert!(!once.chars().any(|c| c.is_control() || (c.is_whitespace() && c != ' ')));
        prop_assert_eq!(fold(&once), fold(&s), "tidying changes no search form");
    }

    #[test]
    fn fold_is_idempotent(s in text()) {
        let once = fold(&s);
        prop_assert_eq!(&fold(&once), &once);
        prop_assert!(single_spaced(&once));
        prop_assert!(!once.chars().any(|c| c.is_ascii() && c != ' ' && !c.is_ascii_lowercase() && !c.is_ascii_digit()));
        prop_assert_eq!(fold(&s.to_uppercase().to_lowercase()), fold(&s.to_uppercase()));
    }

    #[test]
    fn latin_has_its_alphabet(s in text()) {
        let once = latin(&s);
        prop_assert!(once.chars().all(|c| c == ' ' || c.is_ascii_lowercase() || c.is_ascii_digit()), "{}", once);
        prop_assert!(single_spaced(&once));
        prop_assert_eq!(&latin(&once), &once);
    }

    #[test]
    fn latin_words_fold_and_romanise_alike(s in "[ -~À-ɏḀ-ỿ]{0,30}") {
        prop_assert_eq!(latin(&s), fold(&s));
    }

    #[test]
    fn latin_looks_at_no_neighbours(a in text(), b in text()) {
        let both = latin(&format!("{a} — {b}"));
        let apart = format!("{} {}", latin(&a), latin(&b));
        prop_assert_eq!(both, apart.trim());
    }

    #[test]
    fn slugs_are_safe_in_addresses(s in text()) {
        let slug = slug(&s);
        prop_assert!((1..=60).contains(&slug.len()));
        prop_assert!(slug.bytes().all(|b| b == b'-' || b.is_ascii_lowercase() || b.is_ascii_digit()));
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
    }

    #[test]
    fn words_lie_in_order_on_boundaries(s in text()) {
        let mut last = (0, 0);
        for word in words(&s) {
            prop_assert!(s.get(word.start..word.end).is_some());
            prop_assert!(word.start < word.end);
            prop_assert!(word.start >= last.1 || (word.start, word.end) == last, "{:?}", word);
            prop_assert!(!word.text.is_empty() && !word.text.contains(' '));
            prop_assert!(word.text.chars().count() <= 64);
            prop_assert_eq!(&fold(&word.text), &word.text);
            last = (word.start, word.end);
        }
    }

    #[test]
    fn keys_are_empty_only_without_letters(s in text()) {
        prop_assert_eq!(name_key(&s).is_empty(), latin(&s.replace(['&', '＆', '﹠'], " and ")).is_empty());
        let _ = company_form(&s);
    }

    #[test]
    fn keys_of_latin_names_are_idempotent(s in name()) {
        // Capitals decide about short forms at the start, and a key has none.
        let once = name_key(&s.to_lowercase());
        prop_assert_eq!(&name_key(&once), &once, "{}", s);
        prop_assert_eq!(name_key(&s), name_key(&format!("  {s}. ")));
    }
}
