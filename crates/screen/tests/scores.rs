//! The score of subjects: what evidence beside the name does, and the reasons that are given.

use sousveil_model::{Country, PartialDate};
use sousveil_screen::{
    Algorithm, Alias, Feature, Gender, Identifier, Kind, Name, Params, Scheme, Scored, Subject, Texts, Weights,
    ceiling, score,
};

#[expect(clippy::unwrap_used, reason = "only for constants of these tests")]
fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

#[expect(clippy::unwrap_used, reason = "only for constants of these tests")]
fn country(code: &str) -> Country {
    code.parse().unwrap()
}

/// Scores two people of these names, for whom the rest of the evidence is given.
fn people(one: &str, two: &str, with: [Subject<'_>; 2]) -> Scored {
    let names = [Name::new(one, Kind::Person), Name::new(two, Kind::Person)];
    let aliases = names.each_ref().map(|name| [Alias { name: name.view(), weak: false }]);
    let query = Subject { names: &aliases[0], ..with[0] };
    let candidate = Subject { names: &aliases[1], ..with[1] };
    score(&query, &candidate, &Params::default())
}

const NOTHING: Subject<'static> =
    Subject { names: &[], dates: &[], countries: &[], gender: None, identifiers: &[], addresses: &[] };

#[test]
fn evidence_ranks_exact_names() {
    let same = |with| people("Rosalind Tagliaferri", "Rosalind Tagliaferri", with);
    let (born, other) = ([date("1961-03-07")], [date("1980-12-01")]);
    let born = Subject { dates: &born, ..NOTHING };
    let other = Subject { dates: &other, ..NOTHING };
    let (bare, agreed, against) = (same([NOTHING, NOTHING]), same([born, born]), same([born, other]));
    assert!(agreed.score > bare.score && bare.score > against.score, "{agreed:?} {bare:?} {against:?}");
    assert!(agreed.score < 1.0 && against.score < Params::default().threshold);
    // A rare name says more than a common one.
    assert!(bare.score > people("John Smith", "John Smith", [NOTHING, NOTHING]).score);
}

#[test]
fn evidence_makes_no_match_of_other_names() {
    let (dates, countries) = ([date("1961-03-07")], [country("uz")]);
    let both = Subject { dates: &dates, countries: &countries, gender: Some(Gender::Female), ..NOTHING };
    let found = people("Rosalind Tagliaferri", "Thomas Brandvold", [both, both]);
    assert!(found.score < 0.3, "{found:?}");
}

#[test]
fn countries_and_gender_lift_or_lower() {
    let (uz, kz) = ([country("uz")], [country("kz")]);
    let of = |countries| Subject { countries, ..NOTHING };
    let sex = |gender| Subject { gender: Some(gender), ..NOTHING };
    let run = |with| people("Viktor Lindquist", "Victor Lindqvist", with).score;
    let base = run([NOTHING, NOTHING]);
    assert!(run([of(&uz), of(&uz)]) > base && base > run([of(&uz), of(&kz)]));
    assert!(base > run([sex(Gender::Female), sex(Gender::Male)]));
    assert_eq!(base, run([of(&uz), NOTHING]), "silence is no evidence");
}

#[test]
fn a_shared_identifier_decides() {
    let ids = [Identifier::new(Scheme::Lei, "7LTW FZYI CNSX 8D62 1K86").unwrap()];
    let others = [Identifier::new(Scheme::Lei, "5493001KJTIIGC8Y1R12").unwrap()];
    let loose = [Identifier::new(Scheme::Registration, "7LTWFZYICNSX8D621K86").unwrap()];
    let with = |identifiers| Subject { identifiers, ..NOTHING };
    let same = people("Nordlicht Systems", "Lumière du Nord", [with(&ids), with(&ids)]);
    assert!(same.score > 0.85, "{same:?}");
    let bare = people("Nordlicht Systems", "Nordlicht Systems", [NOTHING, NOTHING]);
    let differing = people("Nordlicht Systems", "Nordlicht Systems", [with(&ids), with(&others)]);
    assert!(differing.score < bare.score - 0.1);
    let filed_elsewhere = people("Nordlicht Systems", "Lumière du Nord", [with(&ids), with(&loose)]);
    assert_eq!(filed_elsewhere.identifiers, Some(1.0));
}

#[test]
fn reasons_are_given_for_what_was_compared_and_nothing_else() {
    let names = [Name::new("Сергей Белозёров", Kind::Person), Name::new("BELOZEROV, Sergei", Kind::Person)];
    let aliases = names.each_ref().map(|name| [Alias { name: name.view(), weak: false }]);
    let (born, year, ru, by) = ([date("1961-03-07")], [date("1961")], [country("ru")], [country("by")]);
    let query = Subject { names: &aliases[0], dates: &born, countries: &ru, ..Subject::default() };
    let candidate = Subject { names: &aliases[1], dates: &year, countries: &by, ..Subject::default() };
    let params = Params::default();
    let scored = score(&query, &candidate, &params);
    let texts = Texts { query: &["Сергей Белозёров"], candidate: &["BELOZEROV, Sergei"] };
    let reasons = scored.explain(&query, &candidate, texts, &params.weights);
    assert_eq!(reasons.keys().copied().collect::<Vec<_>>(), ["country_mismatch", "date_match", "name_match"]);
    assert_eq!(reasons["name_match"].candidate.as_deref(), Some("BELOZEROV, Sergei"));
    let why = reasons["name_match"].detail.as_deref().unwrap_or_default();
    assert!(
        why.contains("belozerov (") && why.contains("sergey ~ sergei by ") || why.contains("sergey = sergei ("),
        "{why}"
    );
    assert_eq!(reasons["date_match"].query.as_deref(), Some("1961-03-07"));
    assert_eq!((reasons["date_match"].score, reasons["country_mismatch"].score), (0.5, 1.0));
    assert!(scored.is_match(&params));
    assert_eq!(scored.score, score(&candidate, &query, &params).score);
}

#[test]
fn names_alone_and_weights_of_the_callers() {
    let names = [Name::new("Viktor Lindquist", Kind::Person), Name::new("Victor Lindqvist", Kind::Person)];
    let aliases = names.each_ref().map(|name| [Alias { name: name.view(), weak: false }]);
    let (born, other) = ([date("1961")], [date("1990")]);
    let query = Subject { names: &aliases[0], dates: &born, ..Subject::default() };
    let candidate = Subject { names: &aliases[1], dates: &other, ..Subject::default() };
    let alone = Params { algorithm: Algorithm::NameBased, ..Params::default() };
    let scored = score(&query, &candidate, &alone);
    assert_eq!((scored.score, scored.dates), (scored.name.score, None));
    let mut weights = Weights::default();
    weights.set(Feature::DateMismatch, f32::NAN);
    let unweighted = score(&query, &candidate, &Params { weights, ..Params::default() });
    assert_eq!(unweighted.score, scored.name.score);
    assert_eq!(Algorithm::from_name("logic-v2"), Some(Algorithm::Best));
    assert_eq!(Algorithm::from_name("name-based"), Some(Algorithm::NameBased));
    assert_eq!(Algorithm::from_name("magic"), None);
}

#[test]
fn weak_names_count_for_less() {
    let names = [Name::new("Viktor Lindquist", Kind::Person), Name::new("Viktor Lindquist", Kind::Person)];
    let weak = names.each_ref().map(|name| [Alias { name: name.view(), weak: true }]);
    let strong = names.each_ref().map(|name| [Alias { name: name.view(), weak: false }]);
    let run = |names: &[[Alias<'_>; 1]; 2]| {
        let [query, candidate] = names.each_ref().map(|names| Subject { names, ..Subject::default() });
        score(&query, &candidate, &Params::default()).score
    };
    assert!(run(&weak) < run(&strong));
}

#[test]
fn no_score_is_above_its_ceiling() {
    let (born, other) = ([date("1961")], [date("1990")]);
    let (uz, kz) = ([country("uz")], [country("kz")]);
    let lei: Vec<Identifier> = Identifier::new(Scheme::Registration, "HRB 12345").into_iter().collect();
    let lei = lei.as_slice();
    let mut seen = 0;
    for name in ["Viktor Lindquist", "Victor Lindqvist", "Lindquist", "V. Lindkvist", "Thomas Brandvold"] {
        for dates in [&[][..], &born, &other] {
            for countries in [&[][..], &uz, &kz] {
                for identifiers in [&[][..], lei] {
                    for gender in [None, Some(Gender::Male), Some(Gender::Female)] {
                        let with = Subject { dates, countries, identifiers, gender, ..NOTHING };
                        let all = Subject {
                            dates: &born,
                            countries: &uz,
                            identifiers: lei,
                            gender: Some(Gender::Male),
                            ..NOTHING
                        };
                        let scored = people("Viktor Lindquist", name, [with, all]);
                        let most = ceiling(&with, scored.name.score, &Params::default());
                        assert!(scored.score <= most, "{name}: {scored:?} above {most}");
                        seen += usize::from(most < Params::default().cutoff);
                    }
                }
            }
        }
    }
    assert!(seen > 10, "it keeps somebody out: {seen}");
    let alone = Params { algorithm: Algorithm::NameBased, ..Params::default() };
    let with = Subject { dates: &born, ..NOTHING };
    assert_eq!(ceiling(&with, 0.6, &alone), 0.6);
}
