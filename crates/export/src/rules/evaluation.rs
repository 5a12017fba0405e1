//! What all measures say of one deal.

use serde_json::{Value, json};
use sousveil_rules::{Answer, Bound, Deal, Measure, Needed, Outcome, Verdict};

use super::{Law, words};

/// What all measures say of one deal.
#[derive(Debug, Clone)]
pub struct Evaluation<'a> {
    law: &'a Law,
    /// The sum.
    pub verdict: Verdict,
    /// Each answer with its measure, the strictest first.
    pub answers: Vec<(Answer, &'a Measure)>,
    /// What must have been looked for before silence says anything, and whether it was.
    pub needed: Vec<Needed>,
}

impl<'a> Evaluation<'a> {
    /// Judges a deal.
    pub fn of(law: &'a Law, deal: &Deal) -> Self {
        let book = law.book();
        let question = book.question(deal);
        let answers = book.answers(&question).into_iter();
        let answers = answers.filter_map(|answer| Some((answer, book.measure(&answer)?))).collect();
        Self { law, verdict: book.verdict(&question), answers, needed: book.needed(&question) }
    }

    /// The answers that stood in the way, or may have.
    pub fn standing(&self) -> impl Iterator<Item = &(Answer, &'a Measure)> {
        self.answers.iter().filter(|(answer, _)| answer.outcome.stands() && !answer.only_if_us_item)
    }

    /// Those that stand in the way only with goods or persons of the United States.
    pub fn with_us_items(&self) -> impl Iterator<Item = &(Answer, &'a Measure)> {
        self.answers.iter().filter(|(answer, _)| answer.outcome.stands() && answer.only_if_us_item)
    }

    /// Those that were in force, but of another scope.
    pub fn of_another_scope(&self) -> impl Iterator<Item = &(Answer, &'a Measure)> {
        self.answers.iter().filter(|(answer, _)| answer.outcome == Outcome::AnotherScope)
    }

    /// Those that were not in force.
    pub fn not_in_force(&self) -> impl Iterator<Item = &(Answer, &'a Measure)> {
        self.answers.iter().filter(|(answer, _)| answer.outcome == Outcome::NotInForce)
    }

    /// What would have to be known to say more, each once.
    pub fn open_questions(&self) -> Vec<String> {
        let mut open: Vec<String> = Vec::new();
        for (answer, measure) in self.standing().chain(self.with_us_items()).filter(|(answer, _)| !answer.certain) {
            for question in words::questions(answer, measure) {
                if !open.contains(&question) {
                    open.push(question);
                }
            }
        }
        open
    }

    /// An outcome in words: with doubt, where there is any.
    pub fn outcome(answer: &Answer) -> String {
        if answer.certain { answer.outcome.label().to_owned() } else { format!("possibly {}", answer.outcome.label()) }
    }

    /// What to add to an outcome: what it hangs on, what is other today, that nobody checked the measure.
    pub fn remarks(&self, answer: &Answer, measure: &Measure) -> Vec<String> {
        let mut remarks = words::why(answer, measure);
        remarks.extend(words::then_and_now(answer, measure, self.law).map(str::to_owned));
        if !measure.verified {
            remarks.push("the measure was not checked against a source".to_owned());
        }
        remarks
    }

    /// All of it for machines.
    pub fn json(&self) -> Value {
        let answers: Vec<Value> = self.answers.iter().map(|(answer, measure)| self.one(answer, measure)).collect();
        json!({
            "verdict": self.verdict,
            "told": words::verdict(&self.verdict),
            "open_questions": self.open_questions(),
            "answers": answers,
            "looked_for": self.needed.iter().map(looked_for).collect::<Vec<_>>(),
            "as_of": self.law.today().map(|day| day.to_string()),
            "note": words::NO_ADVICE,
        })
    }

    fn one(&self, answer: &Answer, measure: &Measure) -> Value {
        let date = |date: Option<sousveil_model::PartialDate>| date.map(|date| date.to_string());
        json!({
            "measure": measure.id,
            "issuer": measure.issuer,
            "kind": measure.kind,
            "binds": measure.binds.iter().map(Bound::to_string).collect::<Vec<_>>(),
            "from": date(measure.from),
            "to": date(measure.to),
            "outcome": answer.outcome,
            "certain": answer.certain,
            "because": answer.because,
            "only_if_us_item": answer.only_if_us_item,
            "distance_in_days": answer.distance,
            "in_force_today": self.law.today().map(|today| measure.in_force(today)),
            "told": self.remarks(answer, measure),
            "scope": measure.told,
            "legal_basis": measure.legal_basis,
            "verified": measure.verified,
            "sources": measure.sources,
        })
    }
}

fn looked_for(needed: &Needed) -> Value {
    json!({
        "exporter": needed.exporter.map(|country| country.code()),
        "issuer": needed.of.map(|(issuer, _)| issuer),
        "kind": needed.of.map(|(_, kind)| kind),
        "looked_for": needed.looked,
    })
}
