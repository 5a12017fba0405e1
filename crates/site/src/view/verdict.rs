//! Answers of the rules as pages tell them. Files, reports and the command line have the same sentences in English
//! (`sousveil_export::rules::words`); a test sees to it that both say the same.

use sousveil_export::rules::evaluation::Evaluation;
use sousveil_model::{PartialDate, Tri};
use sousveil_rules::{
    Act, Answer, Because, Dated, Distance, Measure, Met, Needed, Outcome, Recipients, Scope, Verdict,
};

use crate::language::{country, say, say_with};
use crate::words;

/// The sum of all answers.
pub(crate) fn verdict(verdict: &Verdict) -> String {
    let with = |key: &str, outcome: Outcome| say_with(key, &[("outcome", label(outcome).into())]);
    let told = match (verdict.met, verdict.certain, verdict.possible) {
        (Met::Met, Some(certain), Some(possible)) if possible < certain => {
            let both = [("outcome", label(certain).into()), ("stricter", label(possible).into())];
            say_with("verdict-met-stricter", &both)
        }
        (Met::Met, Some(certain), _) => with("verdict-met", certain),
        (Met::Possible, _, Some(possible)) => with("verdict-possible", possible),
        (Met::None, ..) => say("verdict-none").to_owned(),
        _ => say("verdict-not-known").to_owned(),
    };
    match verdict.if_us_item {
        Some(outcome) => format!("{told} {}", with("verdict-us", outcome)),
        None => told,
    }
}

/// What an outcome is called.
fn label(outcome: Outcome) -> &'static str {
    say(match outcome {
        Outcome::Prohibited => "verdict-prohibited",
        Outcome::PresumptionOfDenial => "verdict-presumption",
        Outcome::LicenceRequired => "verdict-licence",
        Outcome::AnotherScope => "verdict-another-scope",
        Outcome::NotInForce => "verdict-not-in-force",
    })
}

/// An outcome: with doubt, where there is any.
pub(crate) fn outcome(answer: &Answer) -> String {
    let label = label(answer.outcome);
    if answer.certain { label.to_owned() } else { say_with("verdict-possibly", &[("outcome", label.into())]) }
}

/// What to add to an outcome: what it hangs on, what is other today, that nobody checked the measure.
pub(crate) fn remarks(answer: &Answer, measure: &Measure, today: Option<PartialDate>) -> Vec<String> {
    let mut remarks = why(answer, measure);
    remarks.extend(then_and_now(answer, measure, today).map(str::to_owned));
    if !measure.verified {
        remarks.push(say("verdict-unchecked").to_owned());
    }
    remarks
}

/// What an answer hangs on.
fn why(answer: &Answer, measure: &Measure) -> Vec<String> {
    if let Some(distance) = answer.distance {
        return vec![self::distance(distance)];
    }
    let fails = answer.outcome == Outcome::AnotherScope;
    let each = answer.because.iter();
    each.map(|because| if fails { fault(because, measure) } else { open(because, measure) }).collect()
}

/// What does not fit.
fn fault(because: Because, measure: &Measure) -> String {
    let key = match because {
        Because::Technology if measure.scope == Scope::ArmsOnly => "verdict-fault-arms",
        Because::Technology => "verdict-fault-technology",
        Because::Item => "verdict-fault-item",
        Because::Exporter | Because::UsItem => "verdict-fault-exporter",
        Because::Area => return in_area(measure, "verdict-fault-area", "verdict-fault-area-some"),
        Because::Recipients => match measure.recipients {
            Some(Recipients::NonState) => "verdict-fault-non-state",
            Some(Recipients::Military) => "verdict-fault-military",
            None => "verdict-fault-recipients",
        },
        Because::Destination => "verdict-fault-destination",
        Because::Role => "verdict-fault-role",
        Because::Effect => "verdict-fault-effect",
        Because::Recipient | Because::Party | Because::Condition | Because::Date => return open(because, measure),
    };
    say(key).to_owned()
}

/// What is not known.
fn open(because: Because, measure: &Measure) -> String {
    let key = match because {
        Because::Date => "verdict-because-date",
        Because::Recipient => "verdict-open-recipient",
        Because::Technology => "verdict-open-technology",
        Because::Item => "verdict-open-item",
        Because::Exporter => "verdict-open-exporter",
        Because::UsItem => "verdict-open-us",
        Because::Area => return in_area(measure, "verdict-open-area", "verdict-open-area-some"),
        Because::Recipients => match measure.recipients {
            Some(Recipients::NonState) => "verdict-open-non-state",
            Some(Recipients::Military) => "verdict-open-military",
            None => "verdict-open-recipients",
        },
        Because::Party => "verdict-open-party",
        Because::Condition => return on_condition(measure, "verdict-open-condition", "verdict-open-condition-some"),
        Because::Destination => "verdict-open-destination",
        Because::Role | Because::Effect => "verdict-open-reach",
    };
    say(key).to_owned()
}

/// What would have to be known to say more, each once.
pub(crate) fn open_questions(evaluation: &Evaluation<'_>) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    let possible = evaluation.standing().chain(evaluation.with_us_items()).filter(|(answer, _)| !answer.certain);
    for (answer, measure) in possible {
        for question in questions(answer, measure) {
            if !open.contains(&question) {
                open.push(question);
            }
        }
    }
    open
}

/// What would have to be known to be certain of an answer.
fn questions(answer: &Answer, measure: &Measure) -> Vec<String> {
    answer.because.iter().map(|because| question(because, measure)).collect()
}

fn question(because: Because, measure: &Measure) -> String {
    let key = match because {
        Because::Date => "verdict-ask-date",
        Because::Recipient => "verdict-ask-recipient",
        Because::Technology => "verdict-ask-technology",
        Because::Item => "verdict-ask-item",
        Because::Exporter => "verdict-ask-exporter",
        Because::UsItem => "verdict-ask-us",
        Because::Area => return in_area(measure, "verdict-ask-area", "verdict-ask-area-some"),
        Because::Recipients => match measure.recipients {
            Some(Recipients::NonState) => "verdict-ask-non-state",
            Some(Recipients::Military) => "verdict-ask-military",
            None => "verdict-ask-recipients",
        },
        Because::Party => "verdict-ask-party",
        Because::Condition => return on_condition(measure, "verdict-ask-condition", "verdict-ask-condition-some"),
        Because::Destination => "verdict-ask-destination",
        Because::Role | Because::Effect => "verdict-ask-role",
    };
    say(key).to_owned()
}

/// A message on the part of the country for which alone a measure is meant; another where none is named.
fn in_area(measure: &Measure, named: &str, some: &'static str) -> String {
    let told = measure.area.as_deref().map(|area| say_with(named, &[("area", area.into())]));
    told.unwrap_or_else(|| say(some).to_owned())
}

/// A message on what must hold besides; another where that is not told.
fn on_condition(measure: &Measure, named: &str, some: &'static str) -> String {
    let told = measure.condition.as_deref().map(|condition| say_with(named, &[("condition", condition.into())]));
    told.unwrap_or_else(|| say(some).to_owned())
}

/// How far a date lies outside.
fn distance(distance: Distance) -> String {
    let Distance { after, least, most } = distance;
    let [exactly, between, at_least] = if after {
        ["verdict-ended", "verdict-ended-between", "verdict-ended-least"]
    } else {
        ["verdict-began", "verdict-began-between", "verdict-began-least"]
    };
    let least = span(least);
    match most.map(span) {
        Some(most) if most == least => say_with(exactly, &[("span", least.into())]),
        Some(most) => say_with(between, &[("least", least.into()), ("most", most.into())]),
        None => say_with(at_least, &[("span", least.into())]),
    }
}

/// Days in the unit that a reader would take.
fn span(days: u32) -> String {
    let (key, count) = match days {
        0..=60 => ("verdict-days", days),
        61..=730 => ("verdict-months", (days + 15) / 30),
        _ => ("verdict-years", (days + 182) / 365),
    };
    say_with(key, &[("n", count.into())])
}

/// That a measure is in force today and was not then, or the other way round.
fn then_and_now(answer: &Answer, measure: &Measure, today: Option<PartialDate>) -> Option<&'static str> {
    match (answer.outcome, measure.in_force(today?)) {
        (Outcome::NotInForce, Tri::Yes) => Some(say("verdict-now-not-then")),
        (outcome, Tri::No) if outcome != Outcome::NotInForce && answer.certain => Some(say("verdict-then-not-now")),
        _ => None,
    }
}

/// Issuer and kind of a measure.
pub(crate) fn named(measure: &Measure) -> String {
    format!("{}: {}", measure.issuer, words::word(measure.kind.into()))
}

/// Whom a measure binds.
pub(crate) fn binds(measure: &Measure) -> String {
    let bound: Vec<String> = measure.binds.iter().map(|one| words::bound(&one.to_string())).collect();
    if bound.is_empty() { say("verdict-binds-nobody").to_owned() } else { bound.join(", ") }
}

/// From when to when a measure was in force, as recorded.
pub(crate) fn period(measure: &Measure) -> String {
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string());
    words::span(date(measure.from).as_deref(), date(measure.to).as_deref())
}

/// As of when a deal is judged.
pub(crate) fn dated(acts: &[Act]) -> String {
    let each = acts.iter().filter_map(|act| {
        let key = match act.of {
            Dated::Agreed => "verdict-agreed",
            Dated::Delivered => "verdict-delivered",
            Dated::Used => "verdict-used",
            Dated::Disclosed => "verdict-disclosed",
            Dated::Nothing => return None,
        };
        let date = act.date.map(|date| words::interval(&date.to_string())).unwrap_or_default();
        Some(say_with(key, &[("date", date.into())]))
    });
    let each: Vec<String> = each.collect();
    if each.is_empty() {
        return say("verdict-dated-nothing").to_owned();
    }
    say_with("verdict-dated", &[("acts", words::and(&each).into())])
}

/// Whether measures that could bind an exporter were looked for.
pub(crate) fn needed(needed: &Needed) -> String {
    let Some(exporter) = needed.exporter else {
        return say("verdict-needed-no-exporter").to_owned();
    };
    let exporter = country(exporter.code());
    let Some((issuer, kind)) = needed.of else {
        return say_with("verdict-needed-own", &[("country", exporter.into())]);
    };
    let key = match needed.looked {
        Tri::Yes => "verdict-needed-yes",
        Tri::No => "verdict-needed-no",
        Tri::Possible => "verdict-needed-part",
    };
    say_with(key, &[("country", exporter.into()), ("kind", words::word(kind).into()), ("issuer", issuer.into())])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sousveil_export::rules::words as told;
    use sousveil_model::{Country, Interval};
    use sousveil_rules::{Bound, Deal, Effect, EndUser, Kind, Party, Reasons, Role, Rulebook, Target};
    use strum::VariantArray as _;

    use super::*;

    fn countries(codes: &str) -> Vec<Country> {
        codes.split_whitespace().map(|code| code.parse().unwrap()).collect()
    }

    fn bound(code: &str) -> Bound {
        Bound::Of(code.parse().unwrap())
    }

    fn act(date: &str, of: Dated) -> Act {
        Act::within(date.parse::<Interval>().unwrap(), of)
    }

    /// What binds Israel in sales of monitoring centres to Uzbekistan.
    fn measure() -> Measure {
        Measure {
            id: "m".to_owned(),
            issuer: "IL".to_owned(),
            kind: Kind::SurveillanceEquipment,
            binds: vec![bound("il")],
            targets: vec![Target::Country("uz".parse().unwrap())],
            effect: Effect::Prohibition,
            scope: Scope::Of(vec!["monitoring_centre".to_owned()]),
            partly: Vec::new(),
            item_codes: Vec::new(),
            adopted: None,
            from: Some("2010-03-05".parse().unwrap()),
            to: Some("2014-06-20".parse().unwrap()),
            last_seen: None,
            area: None,
            recipients: None,
            except: Vec::new(),
            condition: None,
            told: None,
            legal_basis: None,
            verified: true,
            sources: Vec::new(),
        }
    }

    /// That, and others that differ from it in one thing.
    fn measures() -> Vec<Measure> {
        vec![
            measure(),
            Measure { scope: Scope::ArmsOnly, ..measure() },
            Measure { area: Some("crimea".to_owned()), ..measure() },
            Measure { recipients: Some(Recipients::NonState), ..measure() },
            Measure { recipients: Some(Recipients::Military), ..measure() },
            Measure { except: vec![bound("uz")], ..measure() },
            Measure { binds: vec![bound("us")], ..measure() },
            Measure { binds: vec![Bound::Nations, Bound::Union, Bound::World], ..measure() },
            Measure { condition: Some("the exporter knows of it".to_owned()), ..measure() },
            Measure { effect: Effect::Notice, binds: Vec::new(), from: None, ..measure() },
            Measure { kind: Kind::EntityList, targets: vec![Target::Party("acme".to_owned())], ..measure() },
            Measure {
                kind: Kind::ItemControl,
                targets: vec![Target::Items],
                item_codes: vec!["5A001.f".to_owned()],
                to: None,
                ..measure()
            },
        ]
    }

    /// A sale of a monitoring centre from Israel to Uzbekistan, and others that differ from it in one thing.
    fn deals() -> Vec<Deal> {
        let base = Deal {
            exporters: countries("il"),
            recipients: countries("uz"),
            technologies: vec!["monitoring_centre".to_owned()],
            acts: vec![act("2012", Dated::Agreed)],
            ..Deal::default()
        };
        let mut deals = vec![base.clone()];
        for from in ["", "gb", "il gb"] {
            deals.push(Deal { exporters: countries(from), ..base.clone() });
        }
        for to in ["", "uz kz"] {
            deals.push(Deal { recipients: countries(to), ..base.clone() });
        }
        for technology in [None, Some("imsi_catcher")] {
            deals.push(Deal { technologies: technology.map(str::to_owned).into_iter().collect(), ..base.clone() });
        }
        for code in ["5A001", "5A001.f", "5D001"] {
            deals.push(Deal { item_codes: vec![code.to_owned()], ..base.clone() });
        }
        for date in ["2005", "2010-03-04", "2014", "2014-06-25", "2016/2018", "2020", "../2008"] {
            deals.push(Deal { acts: vec![act(date, Dated::Agreed)], ..base.clone() });
        }
        for user in [EndUser::Police, EndUser::Military, EndUser::NonState] {
            deals.push(Deal { end_user: Some(user), ..base.clone() });
        }
        for area in ["crimea", "elsewhere"] {
            deals.push(Deal { area: Some(area.to_owned()), ..base.clone() });
        }
        for (role, same) in [(Role::Supplier, Tri::Yes), (Role::Recipient, Tri::Yes), (Role::Recipient, Tri::Possible)]
        {
            let party = Party { role, key: "acme".to_owned(), same };
            deals.push(Deal { parties: vec![party], ..base.clone() });
        }
        deals
    }

    fn answer(outcome: Outcome, certain: bool) -> Answer {
        Answer { measure: 0, outcome, certain, because: Reasons::default(), only_if_us_item: false, distance: None }
    }

    #[test]
    fn reasons_and_questions_are_those_of_files() {
        let book = Rulebook::new(measures(), &[]).unwrap();
        let (mut faults, mut open) = (BTreeSet::new(), BTreeSet::new());
        for deal in deals() {
            for answer in book.answers(&book.question(&deal)) {
                let measure = book.measure(&answer).unwrap();
                let bare = Measure { area: None, recipients: None, condition: None, ..measure.clone() };
                for measure in [measure, &bare] {
                    assert_eq!(why(&answer, measure), told::why(&answer, measure));
                    assert_eq!(questions(&answer, measure), told::questions(&answer, measure));
                }
                let seen = if answer.outcome == Outcome::AnotherScope { &mut faults } else { &mut open };
                seen.extend(answer.because.iter());
            }
        }
        // What a measure is on, and whether it demands anything, is never open.
        let known = |because: &&Because| matches!(because, Role | Effect);
        for because in Because::VARIANTS.iter().filter(|because| !known(because)) {
            assert!(open.contains(because), "{because}");
        }
        use Because::{Area, Destination, Effect, Exporter, Item, Recipients, Role, Technology};
        for because in [Technology, Item, Exporter, Area, Recipients, Destination, Role, Effect] {
            assert!(faults.contains(&because), "{because}");
        }
    }

    #[test]
    fn verdicts_and_outcomes_are_those_of_files() {
        let outcomes = || [None].into_iter().chain(Outcome::VARIANTS.iter().copied().map(Some));
        for &met in Met::VARIANTS {
            for certain in outcomes() {
                for possible in outcomes() {
                    for if_us_item in outcomes() {
                        let sum = Verdict { met, certain, possible, if_us_item };
                        assert_eq!(verdict(&sum), told::verdict(&sum));
                    }
                }
            }
        }
        for &of in Outcome::VARIANTS {
            for certain in [true, false] {
                let answer = answer(of, certain);
                assert_eq!(outcome(&answer), Evaluation::outcome(&answer));
            }
        }
        assert_eq!(say("verdict-no-advice"), told::NO_ADVICE);
    }

    #[test]
    fn measures_and_dates_are_those_of_files() {
        for measure in measures() {
            assert_eq!(named(&measure), told::named(&measure));
            assert_eq!(binds(&measure), told::binds(&measure));
            assert_eq!(period(&measure), told::period(&measure));
        }
        let all = [Dated::Agreed, Dated::Delivered, Dated::Used, Dated::Disclosed];
        let mut acts = vec![vec![Act::undated()]];
        for date in ["2014", "2012/2014", "../2014", "2014-06/.."] {
            acts.extend(all.iter().map(|of| vec![act(date, *of)]));
            acts.push(vec![act(date, Dated::Agreed), act("2015", Dated::Delivered)]);
            acts.push(all.iter().map(|of| act(date, *of)).collect());
        }
        for acts in acts {
            assert_eq!(dated(&acts), told::dated(&acts));
        }
        let days = [0, 1, 2, 60, 61, 75, 400, 730, 731, 1000, 4000];
        for after in [true, false] {
            for least in days {
                for most in days.into_iter().map(Some).chain([None]) {
                    let far = Distance { after, least, most };
                    assert_eq!(distance(far), told::distance(far));
                }
            }
        }
    }

    #[test]
    fn what_was_looked_for_is_that_of_files() {
        for exporter in [None, Some("il".parse().unwrap()), Some("gb".parse().unwrap())] {
            for of in [None, Some(("UN", "arms_embargo")), Some(("US", "item_control")), Some(("US", "comprehensive"))]
            {
                for looked in [Tri::Yes, Tri::No, Tri::Possible] {
                    let need = Needed { exporter, of, looked };
                    assert_eq!(needed(&need), told::needed(&need));
                }
            }
        }
    }

    #[test]
    fn what_is_other_today_is_told() {
        let then = |outcome, certain, today: &str| {
            let unchecked = Measure { verified: false, ..measure() };
            remarks(&answer(outcome, certain), &unchecked, today.parse().ok())
        };
        let unchecked = "the measure was not checked against a source";
        assert_eq!(then(Outcome::NotInForce, true, "2012-01-01"), ["in force today, not then", unchecked]);
        assert_eq!(then(Outcome::Prohibited, true, "2020-01-01"), ["in force then, not today", unchecked]);
        assert_eq!(then(Outcome::Prohibited, false, "2020-01-01"), [unchecked]);
        assert_eq!(then(Outcome::Prohibited, true, ""), [unchecked]);
    }
}
