//! Names in letters of other scripts, by the letter.

use sousveil_bench::scripts::{in_arabic, in_cyrillic};

#[test]
fn names_are_written_letter_by_letter() {
    let arabic = |name: &str| in_arabic(name).unwrap_or_default();
    let cyrillic = |name: &str| in_cyrillic(name).unwrap_or_default();
    assert_eq!(arabic("Hassan al-Assad"), "هسن الاسد");
    assert_eq!(arabic("Tatar Mostafa"), "تتر موستفا");
    assert_eq!(cyrillic("Shchukin, Mohammed"), "щукин мохамед");
    assert_eq!(cyrillic("Anna Tatarova"), "ана татарова");
}

#[test]
fn other_letters_and_short_names_are_passed_over() {
    for name in ["Müller Franz", "ЗАО", "A.B.", "", "Number 7 Holding"] {
        assert_eq!((in_arabic(name), in_cyrillic(name)), (None, None), "{name}");
    }
}
