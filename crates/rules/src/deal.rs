//! A sale, recorded or planned, as the rules look at it.

use sousveil_model::{Country, Entity, Interval, PartialDate, Tri};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::day::Window;

/// What part a company, body or person had in a deal.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumString, IntoStaticStr, VariantArray, serde::Serialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// It sold.
    Supplier,
    /// It stood between.
    Intermediary,
    /// It bought.
    Recipient,
    /// It uses what was sold.
    EndUser,
}

/// A party that was found on a list beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its part.
    pub role: Role,
    /// The target of a measure: an identifier of the index, or the name by which it is listed.
    pub key: String,
    /// Whether it is that party; `Possible` where a name is only alike.
    pub same: Tri,
}

impl Party {
    /// The same party by a name that a measure gives and that may be its.
    pub fn called(&self, name: &str) -> Self {
        Self { role: self.role, key: name.to_owned(), same: Tri::Possible }
    }
}

/// Who uses what was sold.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumString, IntoStaticStr, VariantArray, serde::Serialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum EndUser {
    /// Armed forces.
    Military,
    /// Police.
    Police,
    /// An intelligence service.
    Intelligence,
    /// Another body of a state.
    Government,
    /// An operator of networks.
    TelecomOperator,
    /// An armed group or other that is no state.
    NonState,
}

/// An act of the deal that a measure could stand in the way of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Act {
    pub(crate) window: Window,
    /// The date as it is told: of the act itself, or of what it cannot be later than.
    pub date: Option<Interval>,
    /// What the date is of.
    pub of: Dated,
}

/// What a date is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Display, IntoStaticStr, serde::Serialize)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Dated {
    /// The deal was agreed, licensed or is planned.
    Agreed,
    /// The goods were delivered.
    Delivered,
    /// The system was at work: the deal came before.
    Used,
    /// It was told of: the deal came before.
    Disclosed,
    /// Nothing is dated.
    Nothing,
}

impl Act {
    /// An act within an interval.
    pub fn within(interval: Interval, of: Dated) -> Self {
        Self { window: Window::of(&interval), date: Some(interval), of }
    }

    /// An act before the end of a date.
    fn before(date: PartialDate, of: Dated) -> Self {
        Self { window: Window::until(date), date: Interval::new(None, Some(date)), of }
    }

    /// An act of which no date is known.
    pub fn undated() -> Self {
        Self { window: Window::ALWAYS, date: None, of: Dated::Nothing }
    }

    /// The year, where it is the same for every day that the date can mean.
    pub fn year(&self) -> Option<u16> {
        let date = self.date?;
        let (from, to) = (date.from()?.year(), date.to()?.year());
        (from == to && matches!(self.of, Dated::Agreed | Dated::Delivered)).then_some(from)
    }
}

/// A sale. What is empty is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deal {
    /// Whence it was exported: the country of the unit that did, not of its parent. Of several it is one.
    pub exporters: Vec<Country>,
    /// The countries of those who stood between.
    pub brokers: Vec<Country>,
    /// Where it went.
    pub recipients: Vec<Country>,
    /// Keys of technologies.
    pub technologies: Vec<String>,
    /// Control codes, where they are known.
    pub item_codes: Vec<String>,
    /// When: agreement and delivery, where both are dated; a measure that stands in the way of one stands in its way.
    pub acts: Vec<Act>,
    /// Who uses it.
    pub end_user: Option<EndUser>,
    /// The part of the country, by the word that measures use, or any other word for elsewhere.
    pub area: Option<String>,
    /// Whether goods or persons of the United States are in it.
    pub us_item: Option<bool>,
    /// Parties that measures may name.
    pub parties: Vec<Party>,
}

impl Deal {
    /// The deal that a transfer of the index tells of. `find` gives the entity of an identifier.
    pub fn of_transfer(transfer: &Entity, find: &dyn Fn(&str) -> Option<Entity>) -> Self {
        let countries = |property: &str| transfer.values(property).filter_map(|code| code.parse().ok()).collect();
        let party = |role: Role| {
            transfer.values(<&str>::from(role)).map(move |id| Party { role, key: id.to_owned(), same: Tri::Yes })
        };
        let brokers = transfer.values("intermediary").filter_map(find).flat_map(|company| {
            let codes: Vec<Country> = company.values("country").filter_map(|code| code.parse().ok()).collect();
            codes
        });
        let users: Vec<Option<EndUser>> =
            transfer.values("end_user").map(|id| find(id).as_ref().and_then(end_user)).collect();
        let same = users.windows(2).all(|pair| matches!(pair, [a, b] if a == b));
        Self {
            exporters: countries("supplier_country"),
            brokers: brokers.collect(),
            recipients: countries("recipient_country"),
            technologies: transfer.values("technologies").map(str::to_owned).collect(),
            item_codes: Vec::new(),
            acts: acts(transfer),
            end_user: users.first().copied().flatten().filter(|_| same),
            area: None,
            us_item: None,
            parties: [Role::Supplier, Role::Intermediary, Role::EndUser].into_iter().flat_map(party).collect(),
        }
    }

    /// The year to count it in: of its agreement, else of its delivery, where that is certain.
    pub fn year(&self) -> Option<u16> {
        self.acts.iter().find_map(Act::year)
    }
}

/// What dates tell of when a deal was made: what is said to be agreed or delivered took place then; who is seen to use a
/// system, or is said to have it, got it before.
fn acts(transfer: &Entity) -> Vec<Act> {
    let intervals = |property| transfer.values(property).filter_map(|value| value.parse::<Interval>().ok());
    let mut acts: Vec<Act> = intervals("agreed").map(|date| Act::within(date, Dated::Agreed)).collect();
    acts.extend(intervals("delivered").map(|date| Act::within(date, Dated::Delivered)));
    if acts.is_empty() {
        let latest = |property, of| intervals(property).filter_map(|date| date.to()).map(move |date| (date, of));
        let known = latest("used", Dated::Used).chain(latest("disclosed", Dated::Disclosed));
        acts.extend(known.min_by_key(|(date, _)| date.last_day()).map(|(date, of)| Act::before(date, of)));
    }
    if acts.is_empty() {
        acts.push(Act::undated());
    }
    acts
}

fn end_user(entity: &Entity) -> Option<EndUser> {
    match entity.first("kind")? {
        "regulator" => Some(EndUser::Government),
        kind => kind.parse().ok(),
    }
}
