//! Accuracy on labelled pairs: our own in the repository, and public ones where they lie beside it.

mod common;

use std::path::Path;

use common::{Judged, count, read};
use sousveil_screen::Params;

/// Takes a score of a judged pair.
type Score = fn(&Judged) -> f32;

/// Two names alone, and one asked for of a list that holds the other.
const WAYS: [(&str, Score); 2] = [("alike", |pair| pair.score), ("asked", |pair| pair.asked)];

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn our_own_pairs() {
    let pairs = read(&folder().join("tests/data/pairs.csv")).unwrap();
    assert!(pairs.len() >= 400);
    for (i, pair) in pairs.iter().enumerate() {
        assert_eq!(pair.held, i % 3 == 2, "every third row is held back: row {i}, {} and {}", pair.name1, pair.name2);
    }
    let threshold = Params::default().threshold;
    for (how, score) in WAYS {
        let open = count(&pairs.iter().filter(|pair| !pair.held).collect::<Vec<_>>(), threshold, score);
        let held = count(&pairs.iter().filter(|pair| pair.held).collect::<Vec<_>>(), threshold, score);
        println!("{how}, open: {}, {open:?}\n{how}, held: {}, {held:?}", open.line, held.line);
        for counted in [open, held] {
            assert!(counted.f1 >= 0.87, "{how}: {counted:?}");
            assert!(counted.auc >= 0.92, "{how}: {counted:?}");
            assert!(counted.across_scripts.is_some_and(|share| share >= 0.9), "{how}: {counted:?}");
        }
    }
}

/// Pairs whose author had not seen a rule of ours, scored after the rules were done and never tuned on.
#[test]
fn fresh_pairs() {
    let pairs = read(&folder().join("tests/data/fresh.csv")).unwrap();
    assert_eq!(pairs.len(), 180);
    for (how, score) in WAYS {
        let counted = count(&pairs.iter().collect::<Vec<_>>(), Params::default().threshold, score);
        println!("{how}, fresh: {}, {counted:?}", counted.line);
        assert!(counted.f1 >= 0.75 && counted.auc >= 0.8, "{how}: {counted:?}");
    }
}

#[test]
fn public_pairs() {
    let path = folder().join("../../../shared/names/pairs.csv");
    if !path.exists() {
        println!("skipped: no labelled pairs at {}", path.display());
        return;
    }
    let pairs = read(&path).unwrap();
    for (how, score) in WAYS {
        let counted = count(&pairs.iter().collect::<Vec<_>>(), Params::default().threshold, score);
        println!("{how}, public: {}, {counted:?}", counted.line);
        assert!(counted.f1 >= 0.87, "{how}: {counted:?}");
        assert!(counted.auc >= 0.92, "{how}: {counted:?}");
        assert!(counted.across_scripts.is_none_or(|share| share >= 0.9), "{how}: {counted:?}");
    }
}
