//! Answers in words. Nothing here is ever called illegal: a measure stood in the way, or did not, or that is not known.

use sousveil_model::{PartialDate, Tri};
use sousveil_rules::{Act, Answer, Because, Dated, Distance, Measure, Needed, Outcome, Recipients, Scope, Verdict};

use super::Law;
use crate::words::{and, bound, interval, word};

/// Said wherever the rules say something.
pub const NO_ADVICE: &str = "This is not legal advice. It says which recorded measures bear on a deal as it is told here, \
    not whether anybody broke a law.";

/// What an answer hangs on, in words.
pub fn why(answer: &Answer, measure: &Measure) -> Vec<String> {
    if let Some(distance) = answer.distance {
        return vec![self::distance(distance)];
    }
    let fails = answer.outcome == Outcome::AnotherScope;
    answer
        .because
        .iter()
        .map(|because| match because {
            Because::Date => "when it took place, or when the measure was in force, is known only in part".to_owned(),
            _ if fails => fault(because, measure),
            _ => open(because, measure),
        })
        .collect()
}

/// What does not fit.
fn fault(because: Because, measure: &Measure) -> String {
    match because {
        Because::Technology if measure.scope == Scope::ArmsOnly => "it names arms, not interception".to_owned(),
        Because::Technology => "it does not cover the technology".to_owned(),
        Because::Item => "it does not name the control code".to_owned(),
        Because::Exporter | Because::UsItem => "it did not bind the exporter".to_owned(),
        Because::Area => format!("it is for {} only", area(measure)),
        Because::Recipients => format!("it is for {} only", recipients(measure)),
        Because::Destination => "it leaves the destination out".to_owned(),
        Because::Role => "it is on what goes to the listed party, not on what that sells".to_owned(),
        Because::Effect => "it demands nothing of a sale".to_owned(),
        Because::Recipient | Because::Party | Because::Condition | Because::Date => open(because, measure),
    }
}

/// What is not known.
fn open(because: Because, measure: &Measure) -> String {
    match because {
        Because::Date => "when it took place is known only in part".to_owned(),
        Because::Recipient => "where it went is not certain".to_owned(),
        Because::Technology => "whether it covers what was sold is not certain".to_owned(),
        Because::Item => "the control code is known only in part".to_owned(),
        Because::Exporter => "whether it bound the exporter is not certain".to_owned(),
        Because::UsItem => "only if goods or persons of the United States were in it, which is not known".to_owned(),
        Because::Area => format!("only if it went to {}, which is not known", area(measure)),
        Because::Recipients => format!("only if it went to {}, which is not known", recipients(measure)),
        Because::Party => "a party has a name like that of the listed one".to_owned(),
        Because::Condition => format!("only if {}", measure.condition.as_deref().unwrap_or("something more holds")),
        Because::Destination => "whether it leaves the destination out is not certain".to_owned(),
        Because::Role | Because::Effect => "its reach is not certain".to_owned(),
    }
}

/// What would have to be known to be certain of an answer.
pub fn questions(answer: &Answer, measure: &Measure) -> Vec<String> {
    let question = |because| match because {
        Because::Date => "when it took place, and when the measures held, to the day".to_owned(),
        Because::Recipient => "where it went".to_owned(),
        Because::Technology => "what exactly was sold".to_owned(),
        Because::Item => "the whole control code of what was sold".to_owned(),
        Because::Exporter => "who exported it, and from which country".to_owned(),
        Because::UsItem => "whether goods or persons of the United States were in it".to_owned(),
        Because::Area => format!("whether it went to {}", area(measure)),
        Because::Recipients => format!("whether it went to {}", recipients(measure)),
        Because::Party => "whether a party is the one that is listed".to_owned(),
        Because::Condition => format!("whether {}", measure.condition.as_deref().unwrap_or("something more holds")),
        Because::Destination => "whether the destination is left out".to_owned(),
        Because::Role | Because::Effect => "what part the listed party has in it".to_owned(),
    };
    answer.because.iter().map(question).collect()
}

fn area(measure: &Measure) -> String {
    measure.area.as_deref().unwrap_or("a part of the country").to_owned()
}

fn recipients(measure: &Measure) -> &'static str {
    match measure.recipients {
        Some(Recipients::NonState) => "armed groups and others that are no state",
        Some(Recipients::Military) => "armed forces",
        None => "some recipients",
    }
}

/// How far a date lies outside.
pub fn distance(distance: Distance) -> String {
    let Distance { after, least, most } = distance;
    let side = if after { "it had ended" } else { "it began" };
    let when = if after { "before" } else { "later" };
    match most {
        Some(most) if span(most) == span(least) => format!("{side} {} {when}", span(least)),
        Some(most) => format!("{side} {} to {} {when}", span(least), span(most)),
        None => format!("{side} at least {} {when}", span(least)),
    }
}

/// Days in the unit that a reader would take.
fn span(days: u32) -> String {
    let (count, unit) = match days {
        0..=60 => (days, "day"),
        61..=730 => ((days + 15) / 30, "month"),
        _ => ((days + 182) / 365, "year"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// That a measure is in force today and was not then, or the other way round.
pub fn then_and_now(answer: &Answer, measure: &Measure, law: &Law) -> Option<&'static str> {
    let today = measure.in_force(law.today()?);
    match (answer.outcome, today) {
        (Outcome::NotInForce, Tri::Yes) => Some("in force today, not then"),
        (outcome, Tri::No) if outcome != Outcome::NotInForce && answer.certain => Some("in force then, not today"),
        _ => None,
    }
}

/// The sum of all answers in a sentence.
pub fn verdict(verdict: &Verdict) -> String {
    use sousveil_rules::Met;
    let mut told = match (verdict.met, verdict.certain, verdict.possible) {
        (Met::Met, Some(certain), Some(possible)) if possible < certain => {
            format!("It met a measure: {}; it may have met a stricter one: {}.", certain.label(), possible.label())
        }
        (Met::Met, Some(certain), _) => format!("It met a measure: {}.", certain.label()),
        (Met::Possible, _, Some(possible)) => {
            format!("It may have met a measure: {}. That hangs on what is not known.", possible.label())
        }
        (Met::None, ..) => "It met none of the measures that were looked for.".to_owned(),
        _ => "Whether it met a measure is not known: not all that might bind this exporter was looked for.".to_owned(),
    };
    if let Some(outcome) = verdict.if_us_item {
        let add = format!(" With goods or persons of the United States in it: {}.", outcome.label());
        told.push_str(&add);
    }
    told
}

/// Issuer and kind of a measure.
pub fn named(measure: &Measure) -> String {
    format!("{}: {}", measure.issuer, word(measure.kind.into()))
}

/// Whom a measure binds.
pub fn binds(measure: &Measure) -> String {
    let bound: Vec<String> = measure.binds.iter().map(|one| bound(&one.to_string())).collect();
    if bound.is_empty() { "nobody by itself".to_owned() } else { bound.join(", ") }
}

/// From when to when a measure was in force, as recorded.
pub fn period(measure: &Measure) -> String {
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string());
    crate::words::span(date(measure.from).as_deref(), date(measure.to).as_deref())
}

/// As of when a deal is judged.
pub fn dated(acts: &[Act]) -> String {
    let each = acts.iter().map(|act| {
        let date = act.date.map(|date| interval(&date.to_string())).unwrap_or_default();
        match act.of {
            Dated::Agreed => format!("as agreed or licensed {date}"),
            Dated::Delivered => format!("as delivered {date}"),
            Dated::Used => format!("as made {date}: it was in use by then"),
            Dated::Disclosed => format!("as made {date}: it was told of by then"),
            Dated::Nothing => "without a date: at whatever time it was made".to_owned(),
        }
    });
    format!("The deal is taken {}.", and(&each.collect::<Vec<_>>()))
}

/// Whether measures that could bind an exporter were looked for.
pub fn needed(needed: &Needed) -> String {
    let Some(exporter) = needed.exporter else {
        return "The exporting country is not known, so that nobody can say which measures could bind it.".to_owned();
    };
    let Some((issuer, kind)) = needed.of else {
        return format!("{}: what this country orders by itself was not looked for.", exporter.name());
    };
    let looked = match needed.looked {
        Tri::Yes => "looked for",
        Tri::No => "not looked for",
        Tri::Possible => "looked for, but not for every day that the dates can mean",
    };
    format!("{}: {} of {issuer}: {looked}.", exporter.name(), word(kind))
}
