//! What holds for any two strings.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use sousveil_screen::{Kind, Name, NameRef, compare};

fn kinds() -> impl Strategy<Value = Kind> {
    prop_oneof![Just(Kind::Person), Just(Kind::Organisation), Just(Kind::Other), Just(Kind::Unknown)]
}

/// Strings of anything, and strings that look like names.
fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[A-Za-zà-ž]{1,9}( [A-Za-z]{1,9}){0,4}",
        "[а-яёіў]{1,8} [А-Яа-яқғҳ]{1,8}",
        "[אבגדהו]{2,5} [ابتثجحخ ]{2,8}",
        "[王李张刘陈国华]{1,4}(有限公司)?",
        "(al|bin|ООО|GmbH|Dr|van|II|7|the|group|ltd)( [a-z]{1,6}){0,3}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scores_are_shares_and_the_same_both_ways(a in names(), b in names(), k in kinds(), l in kinds()) {
        let (one, two) = (Name::new(&a, k), Name::new(&b, l));
        let there = compare(one.view(), two.view());
        let back = compare(two.view(), one.view());
        prop_assert!((0.0..=1.0).contains(&there.score), "{there:?}");
        prop_assert_eq!(there, back);
    }

    #[test]
    fn nothing_is_more_alike_than_the_name_itself(a in names(), b in names(), k in kinds()) {
        let (one, two) = (Name::new(&a, k), Name::new(&b, k));
        let itself = compare(one.view(), one.view());
        let other = compare(one.view(), two.view());
        prop_assert!(itself.score >= other.score - 1e-6, "{itself:?} {other:?}");
        prop_assert!(one.view().is_empty() || itself.exact && itself.score > 0.8, "{itself:?} {one:?}");
    }

    #[test]
    fn bytes_are_read_back(a in names(), k in kinds()) {
        let name = Name::new(&a, k);
        prop_assert_eq!(NameRef::from_bytes(name.as_bytes()), Ok(name.view()));
    }

    #[test]
    fn no_bytes_make_it_panic(mut bytes in prop::collection::vec(any::<u8>(), 0..400), count in 0_u8..40) {
        if let [version, _, _, words, ..] = bytes.as_mut_slice() {
            (*version, *words) = (1, count);
        }
        if let Ok(name) = NameRef::from_bytes(&bytes) {
            let found = compare(name, Name::new("Friedrich Lindenberg", Kind::Person).view());
            prop_assert!((0.0..=1.0).contains(&found.score));
            compare(name, name);
        }
    }
}

#[test]
fn hostile_names_cost_little() {
    let long = [
        "a".repeat(10_000),
        "al ".repeat(5_000),
        "Mohammed bin ".repeat(1_000),
        "国".repeat(10_000),
        "e\u{301}\u{302}\u{303}\u{304}".repeat(2_500),
        "\u{202E}\u{200B}".repeat(5_000),
        "👩‍👩‍👧 ".repeat(2_000),
        "i ".repeat(5_000),
        "1 ".repeat(5_000),
        "ГмбХ ".repeat(2_500),
        "S. p. A. ".repeat(1_200),
    ];
    let start = Instant::now();
    for kind in [Kind::Person, Kind::Organisation, Kind::Unknown] {
        let names: Vec<Name> = long.iter().map(|text| Name::new(text, kind)).collect();
        for one in &names {
            for two in &names {
                compare(one.view(), two.view());
            }
        }
    }
    // Unoptimised builds on a busy machine take some 0.1 s.
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn nothing_is_like_an_empty_name() {
    for empty in ["", " ", "\u{200B}", "...", "👻", "\u{0}"] {
        let name = Name::new(empty, Kind::Person);
        assert!(name.view().is_empty(), "{name:?}");
        assert_eq!(compare(name.view(), name.view()).score, 0.0);
    }
}
