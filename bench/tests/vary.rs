//! Variations of names: what they say they are, and the same each time.

use sousveil_bench::dice::Dice;
use sousveil_bench::vary::{KINDS, vary};

#[test]
fn each_kind_changes_what_it_says() {
    let name = "Mohammed Abdulkarim AL-SHARIF";
    for number in 0..200 {
        let get = |how: &str| vary(name, how, &mut Dice::new(1, 2, number)).unwrap_or_default();
        assert_eq!(get("as listed"), name);
        assert_eq!(get("other order"), "Abdulkarim AL-SHARIF Mohammed");
        assert_eq!(get("word missing").split(' ').count(), 2);
        assert_eq!(get("joined").split(' ').count(), 2);
        assert_eq!(get("split").split(' ').count(), 4);
        assert!(get("initial").split(' ').any(|word| word.len() == 1), "{}", get("initial"));
        assert!(get("one typo").len().abs_diff(name.len()) <= 1);
        assert_ne!(get("transliterated"), name.to_lowercase());
        for how in KINDS {
            assert_eq!(get(how), get(how), "{how}");
        }
    }
}

#[test]
fn what_cannot_be_varied_is_passed_over_whatever_it_is() {
    assert_eq!(vary("ALFA", "other order", &mut Dice::new(1, 2, 3)), None);
    assert_eq!(vary("氏名", "split", &mut Dice::new(1, 2, 3)), None);
    let odd = ["", " ", ",", "a", "é", "\u{1f600} \u{1f600}\u{1f600}", "aé bü cö", "ООО Ёлка, Ltd", "Öffentlichkeit"];
    for (text, how) in odd.iter().flat_map(|text| KINDS.map(|how| (text, how))) {
        for number in 0..50 {
            if let Some(other) = vary(text, how, &mut Dice::new(3, 4, number)) {
                assert!(other.chars().count() <= text.chars().count() + 4, "{text:?}, {how}: {other:?}");
            }
        }
    }
}
