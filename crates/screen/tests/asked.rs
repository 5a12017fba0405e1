//! What a list says of the words that it is asked for: rare ones, everyday ones, and mistakes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use sousveil_screen::index::{Builder, Limits, NamesIndex, Question};
use sousveil_screen::{Kind, Name, Params, Tuning, is_by_syllables};

/// A list in which many are called Karim and Ali, and companies trade and ship.
fn list() -> (NamesIndex<Vec<u8>>, Vec<String>) {
    let mut names: Vec<(Kind, String)> = Vec::new();
    let family = ["Okonkwo", "Steinberg", "Nakamura", "Villeneuve", "Mukherjee", "Petrovsky", "Johansson", "Tokayev"];
    for number in 0..400 {
        let own =
            format!("{}{}", ["Zor", "Mel", "Tav", "Bri", "Kun"][number % 5], family[number / 5 % 8].to_lowercase());
        names.push((Kind::Person, format!("Karim Ali {own}{}", ["ev", "in", "ski", "dze"][number % 4])));
        names.push((Kind::Organisation, format!("{own} General Trading Ltd")));
    }
    for (kind, name) in [
        (Kind::Person, "Brunhilde Xanthippe Quistorp"),
        (Kind::Person, "Ludovika Gruzman"),
        (Kind::Person, "Ludovika Guzman"),
        (Kind::Person, "Rodrigo Guzman"),
        (Kind::Organisation, "Orient Shipping Limited"),
        (Kind::Organisation, "Winds Cross Maritime, S.A. de C.V."),
        (Kind::Organisation, "Parabel Precision Castings Ltd"),
        (Kind::Person, "Saad Al-Shishani"),
    ] {
        names.push((kind, name.to_owned()));
    }
    let mut builder = Builder::default();
    for (number, (kind, name)) in (0..).zip(&names) {
        builder.name(number, Name::new(name, *kind).view()).unwrap();
    }
    (NamesIndex::open(builder.finish()).unwrap(), names.into_iter().map(|(_, name)| name).collect())
}

/// The score of that name of the list for what is asked.
fn score(asked: &str, kind: Kind, wanted: &str) -> f32 {
    let (index, names) = list();
    let name = index.asked(asked, kind);
    let question = Question { name: &name, cutoff: 0.0, limits: Limits::default(), tuning: &Tuning::ASKED };
    let found = index.find(&question, None);
    found.iter().find(|found| names[found.entity as usize] == wanted).map_or(0.0, |found| found.likeness.score)
}

#[test]
fn what_is_left_out_of_rare_words_is_a_match() {
    let threshold = Params::default().threshold;
    for (asked, kind, wanted) in [
        ("Brunhilde Quistorp", Kind::Person, "Brunhilde Xanthippe Quistorp"),
        ("Quistorp Brunhilde X.", Kind::Person, "Brunhilde Xanthippe Quistorp"),
        ("Parabel Castings", Kind::Organisation, "Parabel Precision Castings Ltd"),
        ("Parabel P Castings", Kind::Organisation, "Parabel Precision Castings Ltd"),
        ("Cross Maritime S.A. de C.V. Winds", Kind::Organisation, "Winds Cross Maritime, S.A. de C.V."),
        ("Orientshipping Limited", Kind::Organisation, "Orient Shipping Limited"),
        ("Orient Shipping Limtied", Kind::Organisation, "Orient Shipping Limited"),
        ("Saad Al-Sh ishani", Kind::Person, "Saad Al-Shishani"),
    ] {
        let found = score(asked, kind, wanted);
        assert!(found >= threshold, "{asked}, {wanted}: {found}");
    }
}

#[test]
fn everyday_words_and_words_of_others_are_none() {
    let threshold = Params::default().threshold;
    let (_, names) = list();
    let (person, company) = (&names[0], &names[1]);
    for (asked, kind, wanted) in [
        ("Karim Ali", Kind::Person, person.as_str()),
        ("General Trading Ltd", Kind::Organisation, company),
        ("Karim Quistorp", Kind::Person, "Brunhilde Xanthippe Quistorp"),
        ("Parabel Maritime Ltd", Kind::Organisation, "Parabel Precision Castings Ltd"),
    ] {
        let found = score(asked, kind, wanted);
        assert!(found < threshold, "{asked}, {wanted}: {found}");
    }
}

#[test]
fn a_mistake_that_is_another_word_of_the_list_says_less() {
    let strange = score("Ludovika Grusman", Kind::Person, "Ludovika Gruzman");
    let known = score("Ludovika Guzman", Kind::Person, "Ludovika Gruzman");
    assert!(known < strange, "{known} and {strange}");
}

#[test]
fn a_word_that_only_the_question_has_says_more_against_it() {
    let fewer = score("Parabel Castings", Kind::Organisation, "Parabel Precision Castings Ltd");
    let more = score("Parabel Precision Castings Vesuvio Ltd", Kind::Organisation, "Parabel Precision Castings Ltd");
    assert!(more < fewer, "{more} and {fewer}");
}

/// The names of `list` that are found at the default threshold, the likest first.
fn matches<'l>(asked: &str, list: &[(Kind, &'l str)]) -> Vec<&'l str> {
    let mut builder = Builder::default();
    for (number, (kind, name)) in (0..).zip(list) {
        builder.name(number, Name::new(name, *kind).view()).unwrap();
    }
    let index = NamesIndex::open(builder.finish()).unwrap();
    let kind = if is_by_syllables(asked) { Kind::Person } else { Kind::Unknown };
    let name = index.asked(asked, kind);
    let cutoff = Params::default().threshold;
    let question = Question { name: &name, cutoff, limits: Limits::default(), tuning: &Tuning::ASKED };
    index.find(&question, None).iter().map(|found| list[found.entity as usize].1).collect()
}

#[test]
fn mistakes_in_short_words_are_found_and_other_companies_are_not() {
    let list = ["Hacking Team", "NSO Group", "FinFisher GmbH", "ION Trading", "Bit Systems", "Sun Systems"];
    let list = list.map(|name| (Kind::Organisation, name));
    for (asked, found) in [
        ("Hacking Tem", ["Hacking Team"].as_slice()),
        ("Hacking Taem", &["Hacking Team"]),
        ("NSO Grp", &["NSO Group"]),
        ("NSO Groop", &["NSO Group"]),
        ("FinFisher Gmb", &["FinFisher GmbH"]),
        ("NOS Group", &[]),
        ("Iron Trading", &[]),
        ("Son Systems", &[]),
        ("Big Systems", &[]),
    ] {
        assert_eq!(matches(asked, &list), found, "{asked}");
    }
}

#[test]
fn names_meet_across_scripts_word_by_word_and_written_together() {
    let person = |name| (Kind::Person, name);
    let list = [
        person("Hasan Nasrallah"),
        person("Bashar al-Assad"),
        person("Bushra al-Assad"),
        person("Abdurrahman Yusuf"),
        person("Mustafa Kamal"),
        person("Musa Isa"),
        person("Kim Jong Un"),
        person("Kim Jong Il"),
        person("Choe Ryong Hae"),
        person("Ri Yong Ho"),
        person("Li Chen"),
        (Kind::Organisation, "Al Qaeda"),
        (Kind::Organisation, "C.A.D. S.A."),
    ];
    for (asked, found) in [
        ("حسن نصر الله", "Hasan Nasrallah"),
        ("حسن نصرالله", "Hasan Nasrallah"),
        ("عبد الرحمن يوسف", "Abdurrahman Yusuf"),
        ("مصطفى كمال", "Mustafa Kamal"),
        ("موسى عيسى", "Musa Isa"),
        ("القاعدة", "Al Qaeda"),
        ("Ким Чен Ын", "Kim Jong Un"),
        ("Ким Чен Ир", "Kim Jong Il"),
        ("Ким Чонын", "Kim Jong Un"),
        ("Цой Рён Хэ", "Choe Ryong Hae"),
        ("Ли Ён Хо", "Ri Yong Ho"),
        ("이영호", "Ri Yong Ho"),
        ("Ли Чен", "Li Chen"),
    ] {
        assert_eq!(matches(asked, &list), [found], "{asked}");
    }
    // Who bears another name of the same consonants comes behind.
    assert_eq!(matches("بشار الأسد", &list).first(), Some(&"Bashar al-Assad"));
    assert_eq!(matches("بشرى الأسد", &list).first(), Some(&"Bushra al-Assad"));
}
