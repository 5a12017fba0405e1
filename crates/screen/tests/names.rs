//! What becomes of a name's words, and kinds of variation one by one.

use proptest::prelude::*;
use sousveil_screen::{Kind, Match, Name, Part, Script, alignment, compare};

fn parts(text: &str, kind: Kind) -> Vec<(String, Part)> {
    let name = Name::new(text, kind);
    name.view().tokens().map(|token| (String::from_utf8_lossy(token.latin()).into_owned(), token.part())).collect()
}

fn part_of(text: &str, kind: Kind, word: &str) -> Option<Part> {
    parts(text, kind).into_iter().find(|(latin, _)| latin == word).map(|(_, part)| part)
}

fn found(one: &str, two: &str, kind: Kind) -> Match {
    compare(Name::new(one, kind).view(), Name::new(two, kind).view())
}

#[test]
fn words_of_personal_names() {
    use Part::{Content, Initial, Particle, Patronymic, Title};
    let person = |text, word| part_of(text, Kind::Person, word);
    assert_eq!(person("Dr. Henrik Aasland", "dr"), Some(Title));
    assert_eq!(person("Сергей Викторович Белозёров", "viktorovich"), Some(Patronymic));
    assert_eq!(person("Роман Абрамович", "abramovich"), Some(Content));
    assert_eq!(person("Roman Arkadyevich Abramovich", "abramovich"), Some(Content));
    assert_eq!(person("Botir Karimov Sanjar oʻgʻli", "sanjar"), Some(Patronymic));
    assert_eq!(person("J.-C. Lacombe", "j"), Some(Initial));
    assert_eq!(person("JC Lacombe", "c"), Some(Initial));
    assert_eq!(person("Margarethe van der Linden", "van"), Some(Particle));
    assert_eq!(person("محمد الزهراني", "al"), Some(Particle));
    // Sayyid is a title beside two names, and a name beside one.
    assert_eq!(person("Sayyid Hassan Tamimi", "sayyid"), Some(Title));
    assert_eq!(person("Alaa Sayyid", "sayyid"), Some(Content));
    for servant in ["Abdulaziz", "Abdel Aziz", "Abd al-Aziz", "ʿAbd al-ʿAzīz"] {
        assert_eq!(parts(servant, Kind::Person).len(), 2, "{servant}");
    }
    assert_eq!(parts("김민수", Kind::Person).len(), 3);
}

#[test]
fn words_of_organisations() {
    use Part::{Business, Content, Number, Place, Stop, Structure};
    let organisation = |text, word| part_of(text, Kind::Organisation, word);
    assert_eq!(organisation("Nordlicht Systems GmbH", "gmbh"), None);
    assert_eq!(organisation("Nordlicht Systems GmbH", "nordlicht"), Some(Content));
    assert_eq!(organisation("Nordlicht Systems GmbH", "systems"), Some(Business));
    assert_eq!(organisation("The Thales Group", "group"), Some(Structure));
    assert_eq!(organisation("The Thales Group", "the"), Some(Stop));
    assert_eq!(organisation("Meridian Fund B", "b"), Some(Number));
    assert_eq!(organisation("Unit 8200", "8200"), Some(Number));
    assert_eq!(organisation("Northgate (Cyprus) Ltd", "cyprus"), Some(Place));
    assert_eq!(organisation("LIMITED LIABILITY COMPANY ISKRA", "limited"), None);
    // Where all words are generic, they are the name.
    assert_eq!(organisation("International Trading Company", "trading"), Some(Content));
    let name = Name::new("华天科技有限公司", Kind::Organisation);
    assert!(name.view().tokens().any(|token| token.script() == Script::Han && token.part() == Business));
}

#[test]
fn keys_meet_across_spellings() {
    let bones = |text| Name::new(text, Kind::Person).view().tokens().map(|t| t.bones()).collect::<Vec<_>>();
    assert_eq!(bones("Qodirov"), bones("Кадыров"));
    assert_eq!(bones("Gaddafi"), bones("Qadhafi"));
    let sound = |text| {
        let name = Name::new(text, Kind::Person);
        name.view().tokens().map(|t| t.sound().to_vec()).collect::<Vec<_>>()
    };
    assert_eq!(sound("Tokayev"), sound("Тоқаев"));
    assert_eq!(sound("Müller"), sound("Mueller"));
}

#[test]
fn kinds_of_variation() {
    for (one, two, kind) in [
        ("Hacking Team", "HackingTeam", Kind::Organisation),
        ("vanderbilt corp", "van der bilt corp", Kind::Organisation),
        ("Ivan Plat Ono Vich Sidorenko", "Ivan Platonovich Sidorenko", Kind::Person),
        ("Brigade Forty-Four", "Brigade 44", Kind::Organisation),
        ("I9or Sid0renko", "Igor Sidorenko", Kind::Person),
        ("Sidorenko Sidorenko Igor", "Igor Sidorenko", Kind::Person),
        ("Igor Sidorenko LLC", "Igor Sidorenko", Kind::Person),
        ("J P Brandvold & Co", "J.P. Brandvold and Company", Kind::Organisation),
        ("MV Ocean Pearl", "OCEAN PEARL", Kind::Other),
    ] {
        assert!(found(one, two, kind).score >= 0.7, "{one}, {two}: {:?}", found(one, two, kind));
    }
    for (one, two, kind) in [
        ("N.N.", "Nikolai Nazarenko", Kind::Person),
        ("Salim bin Nasser Khalifa", "Nasser bin Salim Khalifa", Kind::Person),
        ("Sidorenko", "Igor Sidorenko", Kind::Person),
        ("ABM Ltd", "ABN Ltd", Kind::Organisation),
        ("高石早苗", "高市早苗", Kind::Person),
    ] {
        assert!(found(one, two, kind).score < 0.7, "{one}, {two}: {:?}", found(one, two, kind));
    }
}

#[test]
fn initials_of_an_organisation_are_not_those_of_a_person() {
    let (army, firm) =
        (Name::new("People's Defence Committee", Kind::Organisation), Name::new("PDC S.A.S.", Kind::Organisation));
    let person = Name::new("Pedro Diego Castillo", Kind::Person);
    assert!(compare(army.view(), firm.view()).score >= 0.7);
    assert!(compare(person.view(), firm.view()).score < 0.3);
}

#[test]
fn a_caller_may_say_how_rare_words_are() {
    let common = |word: &str| if word == "sidorenko" { 0.1 } else { 1.0 };
    let weight = |name: &Name| name.view().tokens().map(|token| token.weight()).fold(0.0, f32::max);
    let name = Name::with_rarity("Sidorenko", Kind::Person, &common);
    assert!((weight(&name) - 0.1).abs() < 0.01);
    let itself = compare(name.view(), name.view()).score;
    assert!(itself < found("Sidorenko", "Sidorenko", Kind::Person).score);
}

/// What an alignment tells, in short.
fn told(a: &str, b: &str, kind: Kind) -> String {
    let words = alignment(Name::new(a, kind).view(), Name::new(b, kind).view());
    let pairs: Vec<String> = words.pairs.iter().map(|pair| format!("{}={}", pair.first, pair.second)).collect();
    let alone = |words: &[(String, f32)]| words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ");
    format!("{} | {} | {}", pairs.join(" "), alone(&words.first_only), alone(&words.second_only))
}

#[test]
fn an_alignment_says_which_word_stands_for_which() {
    for (a, b, kind, expected) in [
        ("Hacking Teem", "Team Hacking", Kind::Organisation, "hacking=hacking teem=team |  | "),
        ("Лавров Сергей", "Sergei Lavrov", Kind::Person, "lavrov=lavrov sergey=sergei |  | "),
        ("Verint", "Verint Systems", Kind::Organisation, "verint=verint |  | systems"),
        ("Hacking Team", "HackingTeam", Kind::Organisation, "hacking team=hackingteam |  | "),
        ("HackingTeam", "Hacking Team", Kind::Organisation, "hackingteam=hacking team |  | "),
        ("Verint", "Candiru", Kind::Organisation, " | verint | candiru"),
    ] {
        assert_eq!(told(a, b, kind), expected, "{a} / {b}");
    }
}

proptest! {
    #[test]
    fn an_alignment_has_every_word_once_whichever_name_comes_first(a in "[a-zа-я ]{0,40}", b in "[a-zа-я ]{0,40}") {
        for kind in [Kind::Person, Kind::Organisation, Kind::Unknown] {
            let (one, two) = (Name::new(&a, kind), Name::new(&b, kind));
            let there = alignment(one.view(), two.view());
            let back = alignment(two.view(), one.view());
            let count = |pairs: &mut dyn Iterator<Item = &str>| pairs.map(|words| words.split(' ').count()).sum::<usize>();
            let first = count(&mut there.pairs.iter().map(|pair| pair.first.as_str())) + there.first_only.len();
            prop_assert_eq!(first, one.view().tokens().count());
            prop_assert_eq!(&there.first_only, &back.second_only);
            prop_assert_eq!(there.pairs.len(), back.pairs.len());
        }
    }
}
