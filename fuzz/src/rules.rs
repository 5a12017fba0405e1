//! A deal and a scenario as they are typed: lines `NAME=VALUE`, as in an address or a table. The measures are a few of each
//! sort.

use std::sync::LazyLock;

use sousveil_export::rules::planned::Planned;
use sousveil_rules::{
    Act, Bound, Counted, Effect, Kind, Measure, Met, Recorded, Rulebook, Scenario, Scope, Target, gap,
};

static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::new(measures(), &[]).expect("three technologies"));

fn measures() -> Vec<Measure> {
    let code = |code: &str| code.parse().expect("a country");
    let measure = |id: &str, kind, binds, target, effect, scope: &[&str], codes: &[&str]| Measure {
        id: id.to_owned(),
        issuer: "EU".to_owned(),
        kind,
        binds: vec![binds],
        targets: vec![target],
        effect,
        scope: Scope::Of(scope.iter().map(|key| (*key).to_owned()).collect()),
        partly: vec!["biometrics".to_owned()],
        item_codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        adopted: None,
        from: "2012-01-19".parse().ok(),
        to: "2020".parse().ok(),
        last_seen: None,
        area: None,
        recipients: None,
        except: vec![Bound::Union],
        condition: None,
        told: None,
        legal_basis: None,
        verified: true,
        sources: Vec::new(),
    };
    let country = Target::Country(code("sy"));
    vec![
        measure("a", Kind::SurveillanceEquipment, Bound::Union, country, Effect::Prohibition, &["intrusion"], &[]),
        measure(
            "b",
            Kind::ItemControl,
            Bound::Union,
            Target::Items,
            Effect::LicenceRequired,
            &["forensics"],
            &["5A004.b"],
        ),
        measure(
            "c",
            Kind::EntityList,
            Bound::Of(code("us")),
            Target::Party("Acme".to_owned()),
            Effect::PresumptionOfDenial,
            &["intrusion"],
            &[],
        ),
    ]
}

/// What is read is written and read the same; any deal is judged, by any scenario, and the sum agrees with the answers.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let pairs: Vec<(&str, &str)> = text.lines().filter_map(|line| line.split_once('=')).collect();
    let mut book = BOOK.clone();
    if let Ok(scenario) = Scenario::of_pairs(pairs.iter().copied()) {
        let told = scenario.pairs();
        let again = Scenario::of_pairs(told.iter().map(|(name, value)| (*name, value.as_str())));
        assert_eq!(again.as_ref(), Ok(&scenario), "written, and not read the same: {told:?}");
        book = book.under(&scenario, &[]).expect("no new technology");
    }
    let known = |name: &&(&str, &str)| !Scenario::FIELDS.contains(&name.0);
    let own = pairs.iter().filter(known).copied();
    let Ok(planned) = Planned::of_pairs(own, &|key| key.len() < 20) else { return };
    let question = book.question(&planned.deal);
    let (answers, verdict) = (book.answers(&question), book.verdict(&question));
    let counted = |certain: bool| {
        let each = answers.iter().filter(|a| a.outcome.stands() && a.certain == certain && !a.only_if_us_item);
        each.map(|answer| answer.outcome).min()
    };
    assert_eq!((verdict.certain, verdict.possible), (counted(true), counted(false)));
    assert!(verdict.met != Met::None, "nothing was looked for");
    // At any time at all, what stands in the way on a date may.
    let undated = sousveil_rules::Deal { acts: vec![Act::undated()], ..planned.deal.clone() };
    let ever = book.verdict(&book.question(&undated));
    if verdict.certain.is_some() {
        assert!(ever.certain.is_some() || ever.possible.is_some(), "a hit on a date is lost without one");
    }
    let recorded = [Recorded { deal: planned.deal, counted: Counted::Deal }];
    let found = gap(&recorded, &BOOK, &book);
    assert_eq!((found.all.was.total(), found.all.would.total()), (1, 1));
}
