//! One measure and one deal.

use sousveil_model::{Country, Tri};

use crate::day::{Distance, Span, Window};
use crate::deal::{EndUser, Role};
use crate::measure::{Bound, Kind, Measure, Recipients, Scope, Target};
use crate::members;
use crate::outcome::{Answer, Because, Outcome, Reasons};

/// A measure with small numbers in place of words.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    pub(crate) span: Span,
    pub(crate) binds: Vec<Bound>,
    pub(crate) except: Vec<Bound>,
    pub(crate) aim: Aim,
    pub(crate) scope: Coverage,
    pub(crate) codes: Vec<String>,
    pub(crate) demand: Option<Outcome>,
    pub(crate) area: Option<u32>,
    pub(crate) recipients: Option<Recipients>,
    pub(crate) conditional: bool,
    pub(crate) follows: bool,
    /// Whether a broker is bound as a seller is: bans are meant for both, licences for items only as each law has it.
    pub(crate) brokers: Tri,
    /// Whether a listing is on what goes to the party, not on what it sells.
    pub(crate) only_to: bool,
}

/// What a measure is aimed at.
#[derive(Debug, Clone)]
pub(crate) enum Aim {
    Countries(Vec<u16>),
    Parties(Vec<u32>),
    Items,
    /// A group: no deal names it.
    Nothing,
}

/// The technologies that a measure covers, as bits.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Coverage {
    Any,
    None,
    /// Those that are covered whole, and those of which a part is.
    Of(u128, u128),
    Unknown,
}

/// A deal with small numbers in place of words.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) exporters: Vec<Country>,
    pub(crate) brokers: Vec<Country>,
    pub(crate) recipients: Vec<Country>,
    /// No bit where the technology is not known.
    pub(crate) technologies: u128,
    pub(crate) codes: Vec<String>,
    pub(crate) windows: Vec<Window>,
    pub(crate) end_user: Option<EndUser>,
    /// A number that no measure has stands for elsewhere.
    pub(crate) area: Option<u32>,
    pub(crate) us_item: Option<bool>,
    pub(crate) parties: Vec<(Role, u32, Tri)>,
}

/// The bit of the technology `other`: it may be any.
pub(crate) const OTHER: u128 = 1;

impl Prepared {
    pub(crate) fn new(measure: &Measure, numbers: &mut dyn Numbers) -> Self {
        let parties = || {
            let named = measure.targets.iter().filter_map(|target| match target {
                Target::Party(key) => Some(key.as_str()),
                _ => None,
            });
            named.collect::<Vec<_>>()
        };
        let aim = match measure.targets.first() {
            Some(Target::Items) => Aim::Items,
            Some(Target::Country(_)) => Aim::Countries(
                measure
                    .targets
                    .iter()
                    .filter_map(|target| match target {
                        Target::Country(country) => Some(country.number()),
                        _ => None,
                    })
                    .collect(),
            ),
            Some(Target::Party(_)) => Aim::Parties(parties().into_iter().map(|key| numbers.party(key)).collect()),
            Some(Target::Group(_)) | None => Aim::Nothing,
        };
        let scope = match &measure.scope {
            Scope::Any => Coverage::Any,
            Scope::ArmsOnly => Coverage::None,
            Scope::Of(keys) => {
                let mut bits = |keys: &[String]| keys.iter().fold(0, |bits, key| bits | numbers.technology(key));
                let (all, partly) = (bits(keys), bits(&measure.partly));
                Coverage::Of(all & !partly, partly)
            }
            Scope::Unknown => Coverage::Unknown,
        };
        Self {
            span: measure.span(),
            binds: measure.binds.clone(),
            except: measure.except.clone(),
            aim,
            scope,
            codes: measure.item_codes.iter().filter_map(|code| crate::measure::control_code(code)).collect(),
            demand: measure.demand(),
            area: measure.area.as_deref().map(|word| numbers.area(word)),
            recipients: measure.recipients,
            conditional: measure.condition.is_some(),
            follows: measure.follows(),
            brokers: if measure.kind == Kind::ItemControl { Tri::Possible } else { Tri::Yes },
            only_to: measure.kind == Kind::EntityList,
        }
    }
}

/// Gives words small numbers.
pub(crate) trait Numbers {
    /// The bit of a technology.
    fn technology(&mut self, key: &str) -> u128;
    /// The number of a party.
    fn party(&mut self, key: &str) -> u32;
    /// The number of a part of a country.
    fn area(&mut self, word: &str) -> u32;
}

/// What a measure says of a deal; nothing where it is not aimed at it.
pub(crate) fn judge(at: usize, measure: &Prepared, deal: &Asked) -> Option<Answer> {
    let mut fixed = Conditions::default();
    match &measure.aim {
        Aim::Countries(aimed) => {
            let hit = deal.recipients.iter().filter(|country| aimed.contains(&country.number())).count();
            fixed.take(Because::Recipient, some_of(hit, deal.recipients.len()));
            fixed.take(Because::Technology, covers(measure, deal));
        }
        Aim::Parties(aimed) => {
            let named = |only_to: bool| {
                let hit = deal
                    .parties
                    .iter()
                    .filter(|(role, key, _)| aimed.contains(key) && !(only_to && *role == Role::Supplier));
                hit.fold(Tri::No, |known, (.., same)| known.or(*same))
            };
            let any = named(false);
            if any == Tri::No {
                return None;
            }
            fixed.take(Because::Party, any);
            if measure.only_to && named(true) == Tri::No {
                fixed.take(Because::Role, Tri::No);
            }
            fixed.take(Because::Technology, covers(measure, deal));
        }
        Aim::Items => {
            let coded = has_code(measure, deal);
            match coded {
                Some(Tri::Yes) => {}
                Some(other) => {
                    fixed.take(Because::Item, other);
                }
                None => {
                    // A list whose items are not told is the frame of rows that tell them.
                    if matches!(measure.scope, Coverage::Unknown) {
                        return None;
                    }
                    let covered = covers(measure, deal);
                    if covered == Tri::No {
                        return None;
                    }
                    fixed.take(Because::Technology, covered);
                }
            }
        }
        Aim::Nothing => return None,
    }
    if fixed.fails.has(Because::Recipient) {
        return None;
    }
    fixed.take(Because::Effect, measure.demand.is_some().into());
    if let Some(area) = measure.area {
        fixed.take(Because::Area, deal.area.map_or(Tri::Possible, |told| (told == area).into()));
    }
    if let Some(recipients) = measure.recipients {
        fixed.take(Because::Recipients, receives(recipients, deal.end_user));
    }
    if measure.conditional {
        fixed.take(Because::Condition, Tri::Possible);
    }
    let each = deal.windows.iter().map(|window| at_time(at, measure, deal, *window, fixed));
    each.min_by_key(|answer| (answer.outcome, !answer.certain, answer.only_if_us_item))
}

/// The same for one of its acts.
fn at_time(at: usize, measure: &Prepared, deal: &Asked, window: Window, fixed: Conditions) -> Answer {
    let in_force = measure.span.holds(window);
    let answer = |outcome, certain, because, only_if_us_item, distance: Option<Distance>| Answer {
        measure: at,
        outcome,
        certain,
        because,
        only_if_us_item,
        distance,
    };
    if in_force == Tri::No {
        return answer(Outcome::NotInForce, true, Reasons::default(), false, measure.span.distance(window));
    }
    let mut all = fixed;
    all.take(Because::Date, in_force);
    // Whom it bound before it began or after it ended says nothing.
    let window = measure.span.part(window);
    let binding = binding(measure, deal, window);
    // Nobody is bound by what demands nothing: that it has no effect says it all.
    if !(measure.binds.is_empty() && measure.demand.is_none()) {
        all.take(if binding.by_item { Because::UsItem } else { Because::Exporter }, binding.holds);
    }
    if !measure.except.is_empty() {
        let left_out = each_of(&deal.recipients, |country| is_of(&measure.except, country, window));
        all.take(Because::Destination, left_out.not());
    }
    match measure.demand {
        Some(demand) if all.fails.is_empty() => answer(demand, all.open.is_empty(), all.open, binding.by_item, None),
        _ => answer(Outcome::AnotherScope, in_force == Tri::Yes, all.told(in_force), false, None),
    }
}

/// Whether a measure binds somebody in the deal.
struct Binding {
    holds: Tri,
    /// Whether that hangs on goods or persons of the United States alone.
    by_item: bool,
}

fn binding(measure: &Prepared, deal: &Asked, window: Window) -> Binding {
    let seller = each_of(&deal.exporters, |country| is_of(&measure.binds, country, window));
    let broker = if deal.brokers.is_empty() {
        Tri::No
    } else {
        each_of(&deal.brokers, |country| is_of(&measure.binds, country, window)).and(measure.brokers)
    };
    let holds = seller.or(broker);
    if measure.follows && holds != Tri::Yes {
        match deal.us_item {
            Some(true) => return Binding { holds: Tri::Yes, by_item: false },
            // Persons of the United States may have had a part in it all the same, but nobody says so.
            Some(false) => {}
            None if holds == Tri::No => return Binding { holds: Tri::Possible, by_item: true },
            None => {}
        }
    }
    Binding { holds, by_item: false }
}

/// Whether a country is one of those that are named.
fn is_of(named: &[Bound], country: Country, window: Window) -> Tri {
    named.iter().fold(Tri::No, |known, bound| {
        known.or(match bound {
            Bound::World => Tri::Yes,
            Bound::Nations => members::in_nations(country, window),
            Bound::Union => members::in_union(country, window),
            Bound::Of(own) => (*own == country).into(),
        })
    })
}

/// Of several countries it is one, which one is not known; of none it may be any.
fn each_of(countries: &[Country], holds: impl Fn(Country) -> Tri) -> Tri {
    let mut each = countries.iter().map(|country| holds(*country));
    let Some(first) = each.next() else {
        return Tri::Possible;
    };
    each.fold(first, |known, next| if known == next { known } else { Tri::Possible })
}

fn some_of(hit: usize, of: usize) -> Tri {
    match (hit, of) {
        (_, 0) => Tri::Possible,
        (0, _) => Tri::No,
        (hit, of) if hit == of => Tri::Yes,
        _ => Tri::Possible,
    }
}

/// Whether a measure covers what was sold, by its technology: one of several is enough.
fn covers(measure: &Prepared, deal: &Asked) -> Tri {
    match measure.scope {
        Coverage::Any => Tri::Yes,
        // What is recorded here is technology of surveillance, whatever it is.
        Coverage::None => Tri::No,
        Coverage::Unknown => Tri::Possible,
        Coverage::Of(..) if deal.technologies == 0 => Tri::Possible,
        Coverage::Of(whole, _) if whole & deal.technologies != 0 => Tri::Yes,
        Coverage::Of(_, part) if (part | OTHER) & deal.technologies != 0 => Tri::Possible,
        Coverage::Of(..) => Tri::No,
    }
}

/// Whether a measure names the codes of the deal; nothing where either tells none.
fn has_code(measure: &Prepared, deal: &Asked) -> Option<Tri> {
    if measure.codes.is_empty() || deal.codes.is_empty() {
        return None;
    }
    let same = |told: &String, own: &String| {
        if told.starts_with(own.as_str()) {
            Tri::Yes
        } else if own.starts_with(told.as_str()) {
            Tri::Possible
        } else {
            Tri::No
        }
    };
    let pairs = deal.codes.iter().flat_map(|told| measure.codes.iter().map(move |own| same(told, own)));
    Some(pairs.fold(Tri::No, Tri::or))
}

fn receives(recipients: Recipients, user: Option<EndUser>) -> Tri {
    match (recipients, user) {
        (_, None) => Tri::Possible,
        (Recipients::Military, Some(user)) => (user == EndUser::Military).into(),
        (Recipients::NonState, Some(EndUser::TelecomOperator)) => Tri::Possible,
        (Recipients::NonState, Some(user)) => (user == EndUser::NonState).into(),
    }
}

/// What holds, what does not, what is open.
#[derive(Debug, Clone, Copy, Default)]
struct Conditions {
    fails: Reasons,
    open: Reasons,
}

impl Conditions {
    fn take(&mut self, because: Because, holds: Tri) {
        match holds {
            Tri::Yes => {}
            Tri::No => self.fails.add(because),
            Tri::Possible => self.open.add(because),
        }
    }

    /// What does not fit; that the date is open as well is told beside it.
    fn told(self, in_force: Tri) -> Reasons {
        let mut told = self.fails;
        if in_force == Tri::Possible {
            told.add(Because::Date);
        }
        told
    }
}
