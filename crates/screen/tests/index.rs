//! The index finds what comparing with every name would find.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use sousveil_screen::index::{Builder, Limits, NamesIndex, Question};
use sousveil_screen::{Kind, Name, Tuning, compare_asked};

const GIVEN: [&str; 12] = [
    "Anna",
    "Bakhtiyor",
    "Charles",
    "Dilshod",
    "Elena",
    "Farrukh",
    "Gulnara",
    "Hassan",
    "Igor",
    "Julia",
    "Karim",
    "Layla",
];
const FAMILY: [&str; 15] = [
    "Karimov",
    "Schneider",
    "Okonkwo",
    "Rakhimov",
    "Petrovsky",
    "Nakamura",
    "Al-Rashid",
    "Fernandez",
    "Johansson",
    "Mukherjee",
    "Abdurakhmonov",
    "Villeneuve",
    "Tokayev",
    "Steinberg",
    "Wiśniewski",
];

/// Every given name with every family name, and companies that are called after both.
fn names() -> Vec<(Kind, String)> {
    let mut out = Vec::new();
    for given in GIVEN {
        for family in FAMILY {
            out.push((Kind::Person, format!("{given} {family}")));
            out.push((Kind::Organisation, format!("{family} {given} Systems Ltd")));
        }
    }
    for name in
        ["Hacking Team S.r.l.", "Протей ООО", "杭州海康威视数字技术股份有限公司", "Nordwind Probe GmbH", "Unit 8200"]
    {
        out.push((Kind::Organisation, name.to_owned()));
    }
    out
}

fn index(names: &[(Kind, String)]) -> NamesIndex<Vec<u8>> {
    let mut builder = Builder::default();
    for (number, (kind, name)) in (0..).zip(names) {
        builder.name(number, Name::new(name, *kind).view()).unwrap();
    }
    builder.identifier(7, "529900T8BM49AURSDO55");
    NamesIndex::open(builder.finish()).unwrap()
}

fn first(index: &NamesIndex<Vec<u8>>, names: &[(Kind, String)], asked: &str, kind: Kind) -> Option<String> {
    let name = index.asked(asked, kind);
    let question = Question { name: &name, cutoff: 0.5, limits: Limits::default(), tuning: &Tuning::ASKED };
    let found = index.find(&question, None);
    found.first().map(|found| names[found.entity as usize].1.clone())
}

#[test]
fn variants_lead_to_the_name() {
    let names = names();
    let index = index(&names);
    for (asked, kind, expected) in [
        ("Karimow Dilshod", Kind::Person, "Dilshod Karimov"),
        ("DILSHOD KARIMOV", Kind::Person, "Dilshod Karimov"),
        ("Дилшод Каримов", Kind::Person, "Dilshod Karimov"),
        ("Farukh Abdurahmonov", Kind::Person, "Farrukh Abdurakhmonov"),
        ("Elena Petrovskaya", Kind::Person, "Elena Petrovsky"),
        ("Layla Alrashid", Kind::Person, "Layla Al-Rashid"),
        ("HackingTeam", Kind::Organisation, "Hacking Team S.r.l."),
        ("Hackng Team Srl", Kind::Organisation, "Hacking Team S.r.l."),
        ("Protei LLC", Kind::Organisation, "Протей ООО"),
        ("Nord Wind Probe", Kind::Organisation, "Nordwind Probe GmbH"),
        ("海康威视数字技术", Kind::Organisation, "杭州海康威视数字技术股份有限公司"),
        ("unit 8200", Kind::Organisation, "Unit 8200"),
    ] {
        assert_eq!(first(&index, &names, asked, kind).as_deref(), Some(expected), "{asked}");
    }
    assert_eq!(index.with_identifier("529900T8BM49AURSDO55"), [7]);
    assert!(index.with_identifier("529900T8BM49AURSDO56").is_empty());
}

#[test]
fn what_is_not_wanted_does_not_take_the_place_of_what_is() {
    let names = names();
    let index = index(&names);
    let name = Name::new("Karimov", Kind::Unknown);
    let limits = Limits { candidates: 3, ..Limits::default() };
    let question = Question { name: &name, cutoff: 0.0, limits, tuning: &Tuning::DEFAULT };
    let companies = |entity: u32| names[entity as usize].0 == Kind::Organisation;
    let found = index.find(&question, Some(&companies));
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|found| companies(found.entity)));
}

#[test]
fn bytes_that_are_no_index_are_refused() {
    let whole = {
        let mut builder = Builder::default();
        names().iter().zip(0..).for_each(|((kind, name), n)| builder.name(n, Name::new(name, *kind).view()).unwrap());
        builder.finish()
    };
    assert!(NamesIndex::open(Vec::new()).is_err());
    for at in (0..whole.len()).step_by(97) {
        assert!(NamesIndex::open(whole.get(..at).unwrap()).is_err(), "{at} bytes");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Damage makes no panic and no endless work, whatever is found then.
    #[test]
    fn damaged_bytes_never_panic(at in 0usize..60_000, with in any::<u8>(), asked in "\\PC{0,30}") {
        let names = names();
        let mut builder = Builder::default();
        names.iter().zip(0..).for_each(|((kind, name), n)| builder.name(n, Name::new(name, *kind).view()).unwrap());
        let mut bytes = builder.finish();
        let at = at % bytes.len();
        bytes[at] = with;
        if let Ok(index) = NamesIndex::open(bytes) {
            for asked in [asked.as_str(), "Dilshod Karimov", "Hacking Team"] {
                let name = Name::new(asked, Kind::Unknown);
                let question = Question { name: &name, cutoff: 0.0, limits: Limits::default(), tuning: &Tuning::DEFAULT };
                prop_assert!(index.find(&question, None).len() <= question.limits.candidates);
            }
        }
    }
}

/// With bounds that let everything through, the best is the best of all names.
#[test]
fn the_best_is_the_best_of_all() {
    let names = names();
    let index = index(&names);
    let whole = GIVEN.iter().flat_map(|given| FAMILY.map(|family| format!("{given} {family}")));
    let mut lost = Vec::new();
    for (name, drop) in whole.flat_map(|name| (0..5).map(move |drop| (name.clone(), drop))) {
        let mut asked = name;
        if let Some((at, letter)) = asked.char_indices().filter(|(_, c)| c.is_ascii_lowercase()).nth(drop) {
            asked.replace_range(at..at + letter.len_utf8(), "");
        }
        let name = index.asked(&asked, Kind::Person);
        let listed = (0..index.len()).flat_map(|number| index.names_beside(number));
        let best = listed.map(|listed| compare_asked(name.view(), listed, &Tuning::ASKED).score).fold(0.0, f32::max);
        let question = Question { name: &name, cutoff: 0.0, limits: Limits::default(), tuning: &Tuning::ASKED };
        let found = index.find(&question, None).first().map_or(0.0, |found| found.likeness.score);
        // Below that nobody looks.
        if best > 0.3 && (best - found).abs() > 1e-6 {
            lost.push(format!("{asked}: {best} and {found}"));
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}
