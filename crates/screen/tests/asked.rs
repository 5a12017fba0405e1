//! What a list says of the words that it is asked for: rare ones, everyday ones, and mistakes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use sousveil_screen::index::{Builder, Limits, NamesIndex, Question};
use sousveil_screen::{Kind, Name, Params, Tuning};

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
