//! What must hold whatever the measures and deals are.

#![expect(clippy::panic, reason = "a test fails by panicking")]

use proptest::prelude::*;
use sousveil_model::{Interval, PartialDate, Tri};
use sousveil_rules::{
    Act, Answer, Bound, Dated, Deal, Effect, EndUser, Kind, Measure, Met, Outcome, Party, Recipients, Role, Rulebook,
    Scope, Target,
};

const COUNTRIES: [&str; 6] = ["de", "gb", "il", "us", "sy", "uz"];
const TECHNOLOGIES: [&str; 4] = ["intrusion", "imsi_catcher", "biometrics", "other"];

/// Days and coarser dates of a few years.
fn date() -> impl Strategy<Value = PartialDate> {
    (2012_u16..2016, 1_u8..=12, 1_u8..=28, 0..3).prop_map(|(year, month, day, precision)| {
        let text = match precision {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        };
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    })
}

fn country() -> impl Strategy<Value = sousveil_model::Country> {
    proptest::sample::select(&COUNTRIES[..]).prop_map(|code| code.parse().unwrap_or_else(|error| panic!("{error}")))
}

fn bound() -> impl Strategy<Value = Bound> {
    prop_oneof![Just(Bound::World), Just(Bound::Nations), Just(Bound::Union), country().prop_map(Bound::Of)]
}

fn some<T: Clone + std::fmt::Debug + 'static>(of: &'static [T]) -> impl Strategy<Value = Vec<T>> {
    proptest::sample::subsequence(of, 0..=of.len())
}

fn words(of: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    some(of).prop_map(|keys| keys.into_iter().map(str::to_owned).collect())
}

fn scope() -> impl Strategy<Value = Scope> {
    prop_oneof![Just(Scope::Any), Just(Scope::ArmsOnly), Just(Scope::Unknown), words(&TECHNOLOGIES).prop_map(Scope::Of)]
}

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        country().prop_map(Target::Country),
        Just(Target::Items),
        proptest::sample::select(vec!["a", "b"]).prop_map(|key| Target::Party(key.to_owned())),
    ]
}

fn measure() -> impl Strategy<Value = Measure> {
    let kinds = [Kind::SurveillanceEquipment, Kind::ItemControl, Kind::EntityList, Kind::Sanctions];
    let effects = [
        Effect::Prohibition,
        Effect::PresumptionOfDenial,
        Effect::LicenceRequired,
        Effect::Notice,
        Effect::TravelOrAsset,
    ];
    let first = (
        proptest::sample::select(kinds.to_vec()),
        proptest::collection::vec(bound(), 0..3),
        target(),
        proptest::sample::select(effects.to_vec()),
        scope(),
        words(&TECHNOLOGIES),
        words(&["4D004", "5A001.f", "5D001.e"]),
    );
    let dates = (proptest::option::of(date()), proptest::option::of(date()), proptest::option::of(date()));
    let rest = (
        proptest::option::of(proptest::sample::select(vec!["crimea", "darfur"])),
        proptest::option::of(proptest::sample::select(vec![Recipients::Military, Recipients::NonState])),
        proptest::collection::vec(bound(), 0..2),
        proptest::option::of(Just("it is known".to_owned())),
    );
    (first, dates, rest).prop_map(|(first, (from, to, last_seen), (area, recipients, except, condition))| {
        let (kind, binds, target, effect, scope, partly, item_codes) = first;
        Measure {
            id: "m".to_owned(),
            issuer: "I".to_owned(),
            kind,
            binds,
            targets: vec![target],
            effect,
            scope,
            partly,
            item_codes,
            adopted: None,
            from,
            to,
            last_seen,
            area: area.map(str::to_owned),
            recipients,
            except,
            condition,
            told: None,
            legal_basis: None,
            verified: true,
            sources: Vec::new(),
        }
    })
}

fn deal() -> impl Strategy<Value = Deal> {
    let party = (
        proptest::sample::select(vec![Role::Supplier, Role::Intermediary, Role::EndUser]),
        proptest::sample::select(vec!["a", "b", "c"]),
        proptest::sample::select(vec![Tri::Yes, Tri::Possible]),
    )
        .prop_map(|(role, key, same)| Party { role, key: key.to_owned(), same });
    (
        proptest::collection::vec(country(), 0..3),
        proptest::collection::vec(country(), 0..2),
        proptest::collection::vec(country(), 0..3),
        words(&TECHNOLOGIES),
        words(&["4D004", "5A001", "5D001.e.1"]),
        proptest::option::of(proptest::sample::select(vec![EndUser::Military, EndUser::Police])),
        proptest::option::of(proptest::sample::select(vec!["crimea", "elsewhere"])),
        proptest::option::of(any::<bool>()),
        proptest::collection::vec(party, 0..3),
    )
        .prop_map(
            |(exporters, brokers, recipients, technologies, item_codes, end_user, area, us_item, parties)| Deal {
                exporters,
                brokers,
                recipients,
                technologies,
                item_codes,
                acts: Vec::new(),
                end_user,
                area: area.map(str::to_owned),
                us_item,
                parties,
            },
        )
}

fn on(deal: &Deal, interval: Interval) -> Deal {
    Deal { acts: vec![Act::within(interval, Dated::Agreed)], ..deal.clone() }
}

fn book(measures: Vec<Measure>) -> Rulebook {
    Rulebook::new(measures, &[]).unwrap_or_else(|error| panic!("{error}"))
}

fn judged(book: &Rulebook, deal: &Deal) -> (Vec<Answer>, sousveil_rules::Verdict) {
    let question = book.question(deal);
    (book.answers(&question), book.verdict(&question))
}

/// Days of a span of dates, a few of them: the ends and what lies between.
fn days(from: PartialDate, to: PartialDate) -> Vec<PartialDate> {
    let text = |(year, month, day): (u16, u8, u8)| format!("{year}-{month:02}-{day:02}");
    let mut days = vec![text(from.first_day()), text(to.last_day())];
    for year in from.year()..=to.year() {
        for month in 1..=12 {
            for day in [1, 14, 15, 28] {
                let it = (year, month, day);
                if it >= from.first_day() && it <= to.last_day() {
                    days.push(text(it));
                }
            }
        }
    }
    days.iter().filter_map(|day| day.parse().ok()).collect()
}

/// The strictest outcome that is certain, and the strictest that is possible at all.
fn strictness(answers: &[Answer]) -> (Option<Outcome>, Option<Outcome>) {
    let stands = |answer: &&Answer| answer.outcome.stands();
    let certain = answers.iter().filter(stands).filter(|answer| answer.certain).map(|answer| answer.outcome).min();
    (certain, answers.iter().filter(stands).map(|answer| answer.outcome).min())
}

fn at_least(stricter: Option<Outcome>, than: Option<Outcome>) -> bool {
    than.is_none_or(|than| stricter.is_some_and(|own| own <= than))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn more_measures_never_make_a_sale_freer(
        measures in proptest::collection::vec(measure(), 1..6), one in measure(), deal in deal(), date in date()
    ) {
        let deal = on(&deal, date.into());
        let (fewer, before) = judged(&book(measures.clone()), &deal);
        let (more, after) = judged(&book([measures, vec![one]].concat()), &deal);
        // A measure that names a code teaches what technology it stands for; without codes answers are the same ones.
        if deal.item_codes.is_empty() || !deal.technologies.is_empty() {
            prop_assert!(more.len() >= fewer.len());
            let (certain, any) = strictness(&more);
            let (had, had_any) = strictness(&fewer);
            prop_assert!(at_least(certain, had) && at_least(any, had_any));
            prop_assert!(after.met <= before.met);
        }
    }

    #[test]
    fn a_longer_interval_never_loses_a_hit(
        measure in measure(), deal in deal(), inner in date(), before in date(), after in date()
    ) {
        let (from, to) = (before.min(inner), after.max(inner));
        prop_assume!(to.last_day() >= inner.last_day() && from.first_day() <= inner.first_day());
        let book = book(vec![measure]);
        let (narrow, _) = judged(&book, &on(&deal, inner.into()));
        let Some(wide) = Interval::new(Some(from), Some(to)) else { return Ok(()) };
        let (wide, verdict) = judged(&book, &on(&deal, wide));
        for answer in narrow.iter().filter(|answer| answer.outcome.stands()) {
            prop_assert!(wide.iter().any(|other| other.outcome == answer.outcome), "{answer:?} {wide:?}");
            prop_assert!(answer.only_if_us_item || verdict.met <= Met::Possible);
        }
    }

    #[test]
    fn a_partial_date_has_the_answers_of_all_its_days(measure in measure(), deal in deal(), a in date(), b in date()) {
        let (from, to) = (a.min(b), a.max(b));
        prop_assume!(to.last_day() >= from.last_day());
        let Some(whole) = Interval::new(Some(from), Some(to)) else { return Ok(()) };
        let book = book(vec![measure]);
        let (answers, _) = judged(&book, &on(&deal, whole));
        let possible: Vec<Outcome> = answers.iter().flat_map(Answer::outcomes).collect();
        for day in days(from, to) {
            let (at, _) = judged(&book, &on(&deal, day.into()));
            prop_assert_eq!(at.len(), answers.len());
            for outcome in at.iter().flat_map(Answer::outcomes) {
                prop_assert!(possible.contains(&outcome), "{} {:?} {:?} {:?}", day, outcome, answers, at);
            }
        }
        // What is certain of the whole is certain on each of its days.
        if let Some(sure) = answers.iter().find(|answer| answer.certain) {
            for day in days(from, to) {
                let (at, _) = judged(&book, &on(&deal, day.into()));
                prop_assert!(at.iter().all(|answer| answer.outcome == sure.outcome && answer.certain));
            }
        }
    }

    #[test]
    fn answers_and_verdict_agree(measures in proptest::collection::vec(measure(), 0..8), deal in deal(), date in date()) {
        let (answers, verdict) = judged(&book(measures), &on(&deal, date.into()));
        let counted = |certain: bool| {
            let own = answers.iter().filter(|a| a.outcome.stands() && a.certain == certain && !a.only_if_us_item);
            own.map(|answer| answer.outcome).min()
        };
        prop_assert_eq!(verdict.certain, counted(true));
        prop_assert_eq!(verdict.possible, counted(false));
        prop_assert!(verdict.met != Met::None, "nothing was looked for");
    }
}
