//! What a measure says of a deal, and what all of them together say.

use serde::Serialize;
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::day::Distance;
use sousveil_model::Tri;

/// What a measure says of a deal, the strictest first.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
    Serialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The deal needs an exemption from a ban.
    #[strum(serialize = "prohibited_unless_authorised")]
    #[serde(rename = "prohibited_unless_authorised")]
    Prohibited,
    /// A licence is needed, and applications are presumed to be refused.
    #[strum(serialize = "licence_required_presumption_of_denial")]
    #[serde(rename = "licence_required_presumption_of_denial")]
    PresumptionOfDenial,
    /// A licence is needed.
    LicenceRequired,
    /// In force, but not for this exporter, technology, recipient or destination.
    AnotherScope,
    /// Not in force on the date.
    NotInForce,
}

impl Outcome {
    /// Whether the measure stood in the way.
    pub fn stands(self) -> bool {
        self <= Self::LicenceRequired
    }

    /// How the outcome is told.
    pub fn label(self) -> &'static str {
        match self {
            Self::Prohibited => "prohibited unless authorised",
            Self::PresumptionOfDenial => "licence required (presumption of denial)",
            Self::LicenceRequired => "licence required",
            Self::AnotherScope => "listed but of another scope",
            Self::NotInForce => "not in force on that date",
        }
    }
}

/// What an outcome hangs on: what does not fit, where it is [`Outcome::AnotherScope`]; else what is not known.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Display,
    EnumString,
    IntoStaticStr,
    VariantArray,
    Serialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// When the deal took place, or when the measure began or ended.
    Date,
    /// The destination.
    Recipient,
    /// What was sold.
    Technology,
    /// The control code of what was sold.
    Item,
    /// Who exported.
    Exporter,
    /// Whether goods or persons of the United States were in it.
    UsItem,
    /// The part of the country.
    Area,
    /// Who uses it.
    Recipients,
    /// A destination that the measure leaves out.
    Destination,
    /// What part a listed company had in it.
    Role,
    /// Whether a party is the one that is listed.
    Party,
    /// The measure demands nothing of a deal.
    Effect,
    /// Something more must hold, which no deal tells.
    Condition,
}

/// Some of what an outcome can hang on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Reasons(u16);

impl Reasons {
    /// Adds one.
    pub(crate) fn add(&mut self, because: Because) {
        self.0 |= 1 << because as u16;
    }

    /// Whether it is among them.
    pub fn has(self, because: Because) -> bool {
        self.0 & (1 << because as u16) != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them, in the order of [`Because`].
    pub fn iter(self) -> impl Iterator<Item = Because> {
        Because::VARIANTS.iter().copied().filter(move |&because| self.has(because))
    }
}

impl Serialize for Reasons {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter())
    }
}

/// What one measure says of one deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Which measure: its place in [`crate::Rulebook::measures`].
    #[serde(skip)]
    pub measure: usize,
    /// What it says.
    pub outcome: Outcome,
    /// Whether it says so whatever the unknown parts are.
    pub certain: bool,
    /// What does not fit, or what is not known.
    pub because: Reasons,
    /// Whether it stands in the way only if goods or persons of the United States were in the deal, which is not known.
    pub only_if_us_item: bool,
    /// How far the deal lies from the time of the measure, where it lies outside.
    pub distance: Option<Distance>,
}

impl Answer {
    /// Every outcome that the answer leaves possible.
    pub fn outcomes(&self) -> Vec<Outcome> {
        if self.certain {
            return vec![self.outcome];
        }
        let mut all = vec![self.outcome];
        if self.because.has(Because::Date) {
            all.push(Outcome::NotInForce);
        }
        if self.because.iter().any(|because| because != Because::Date) {
            all.push(Outcome::AnotherScope);
        }
        all
    }
}

/// What all measures together say of a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Display, IntoStaticStr, VariantArray, Serialize)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Met {
    /// At least one stood in its way.
    Met,
    /// At least one may have stood in its way: it hangs on what is not known.
    Possible,
    /// None did of those that were looked for, and measures of this exporter were looked for.
    None,
    /// None is known, but not all that might bind this exporter was looked for.
    NotKnown,
}

impl Met {
    /// How it is told.
    pub fn label(self) -> &'static str {
        match self {
            Self::Met => "met a measure",
            Self::Possible => "may have met a measure",
            Self::None => "met none of those looked for",
            Self::NotKnown => "not known",
        }
    }
}

/// The sum of all answers to one deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// Met, possible, none, not known.
    pub met: Met,
    /// The strictest that certainly stood in its way.
    pub certain: Option<Outcome>,
    /// The strictest that may have stood in its way.
    pub possible: Option<Outcome>,
    /// The strictest that stood in its way if goods or persons of the United States were in it. It does not count in
    /// `met`: no deal of the index tells.
    pub if_us_item: Option<Outcome>,
}

impl Verdict {
    /// Before any answer; `covered` tells whether the measures that could bind the exporter were looked for.
    pub(crate) fn silent(covered: Tri) -> Self {
        let met = if covered == Tri::Yes { Met::None } else { Met::NotKnown };
        Self { met, certain: None, possible: None, if_us_item: None }
    }

    /// With one more answer: it is never freer than before.
    pub(crate) fn add(&mut self, answer: &Answer) {
        if !answer.outcome.stands() {
            return;
        }
        let slot = if answer.certain {
            self.met = Met::Met;
            &mut self.certain
        } else if answer.only_if_us_item {
            &mut self.if_us_item
        } else {
            self.met = self.met.min(Met::Possible);
            &mut self.possible
        };
        *slot = Some(slot.map_or(answer.outcome, |known| known.min(answer.outcome)));
    }
}
