//! Measures as the rules need them.

use serde::Serialize;
use sousveil_model::{Country, Entity, PartialDate};
use strum::{Display, EnumString, IntoStaticStr};

use crate::day::{Span, Window};
use crate::outcome::Outcome;
use sousveil_model::Tri;

/// What sort of measure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Display, EnumString, IntoStaticStr, Serialize)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Arms and related materiel for a country.
    ArmsEmbargo,
    /// Equipment that might be used for internal repression.
    InternalRepressionEquipment,
    /// Equipment for monitoring and interception.
    SurveillanceEquipment,
    /// Nearly all trade.
    Comprehensive,
    /// A listed company or body to which exports need a licence.
    EntityList,
    /// Property that is blocked, dealings that are barred.
    Sanctions,
    /// Items that need a licence whoever buys them.
    ItemControl,
    /// Entry that is refused.
    Visa,
}

/// What a measure demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumString, IntoStaticStr, Serialize)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// No supply unless authorised.
    Prohibition,
    /// A licence, which is presumed to be refused.
    PresumptionOfDenial,
    /// A licence.
    LicenceRequired,
    /// Nothing that binds: a declaration, guidance, a list that states have to take up.
    Notice,
    /// Travel is refused or property blocked.
    TravelOrAsset,
}

/// Whom a measure binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// Every exporter of the world: only in what was never in force, the lists of a scenario.
    World,
    /// The member states of the United Nations.
    Nations,
    /// Those under the law of the European Union.
    Union,
    /// Those under the law of one country.
    Of(Country),
}

/// What a measure is aimed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A country or a part of it.
    Country(Country),
    /// A company, a body or a person: an identifier of the index, or the name by which it is listed.
    Party(String),
    /// A group that no deal names by itself.
    Group(String),
    /// Items, wherever they go.
    Items,
}

/// Which technologies a measure covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Any goods.
    Any,
    /// Arms and what belongs to them: none of the technologies of the index.
    ArmsOnly,
    /// These technologies, by their keys.
    Of(Vec<String>),
    /// It is not told.
    Unknown,
}

/// Which recipients alone a measure names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumString, IntoStaticStr, Serialize)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Recipients {
    /// Armed groups and others that are no state.
    NonState,
    /// Armed forces, or use by them.
    Military,
}

/// A restriction in time.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Its identifier.
    pub id: String,
    /// Who issued it.
    pub issuer: String,
    /// What sort it is.
    pub kind: Kind,
    /// Whom it binds; nobody where it is empty.
    pub binds: Vec<Bound>,
    /// What it is aimed at.
    pub targets: Vec<Target>,
    /// What it demands.
    pub effect: Effect,
    /// Which technologies it covers.
    pub scope: Scope,
    /// Those of its technologies of which it covers only a part.
    pub partly: Vec<String>,
    /// Control codes, as the measure names them.
    pub item_codes: Vec<String>,
    /// When it was adopted, if that is known apart.
    pub adopted: Option<PartialDate>,
    /// From when it was in force.
    pub from: Option<PartialDate>,
    /// Its last day or the first one after it: sources do not agree on which they give.
    pub to: Option<PartialDate>,
    /// When it was last seen in force; empty where nothing speaks for its end.
    pub last_seen: Option<PartialDate>,
    /// The part of the country for which alone it is meant.
    pub area: Option<String>,
    /// The recipients for which alone it is meant.
    pub recipients: Option<Recipients>,
    /// Destinations for which it is not meant.
    pub except: Vec<Bound>,
    /// What must hold besides, which no deal tells: what the exporter knows, for example.
    pub condition: Option<String>,
    /// What it says, in the curators' words.
    pub told: Option<String>,
    /// The law.
    pub legal_basis: Option<String>,
    /// Whether the curators checked dates and subject against a source.
    pub verified: bool,
    /// The identifiers of its sources.
    pub sources: Vec<String>,
}

/// An entity is no measure that can be judged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("measure {id}: {property} is `{found}`, expected {expected}")]
pub struct MeasureError {
    /// The measure.
    pub id: String,
    /// Its property.
    pub property: &'static str,
    /// What stands there.
    pub found: String,
    /// What could be read.
    pub expected: &'static str,
}

impl Measure {
    /// Reads an entity of the schema `Measure`. Of properties that hold one value the first counts.
    ///
    /// # Errors
    ///
    /// Where a value is none of those that the table allows.
    pub fn of(entity: &Entity) -> Result<Self, MeasureError> {
        let wrong = |property, found: &str, expected| MeasureError {
            id: entity.id.to_string(),
            property,
            found: found.to_owned(),
            expected,
        };
        let date = |property: &'static str| {
            let told = entity.first(property);
            told.map(|value| value.parse().map_err(|_| wrong(property, value, "a date"))).transpose()
        };
        let text = |property: &str| entity.first(property).map(str::to_owned);
        let bounds = |property: &'static str| {
            let each = entity.values(property);
            each.map(|value| bound(value).ok_or_else(|| wrong(property, value, "a country, eu or un")))
                .collect::<Result<Vec<_>, _>>()
        };
        let kind = entity.first("kind").unwrap_or_default();
        let effect = entity.first("effect").unwrap_or_default();
        let target_type = entity.first("target_type").unwrap_or_default();
        let targets = match target_type {
            "item" => vec![Target::Items],
            "country" => entity
                .values("target")
                .map(|value| value.parse().map(Target::Country).map_err(|_| wrong("target", value, "a country")))
                .collect::<Result<_, _>>()?,
            // A listed body that the curators count as a group is named all the same.
            "group" if matches!(kind, "entity_list" | "sanctions") => {
                entity.values("target").map(|value| Target::Party(value.to_owned())).collect()
            }
            "company" | "person" => entity.values("target").map(|value| Target::Party(value.to_owned())).collect(),
            "group" => entity.values("target").map(|value| Target::Group(value.to_owned())).collect(),
            other => return Err(wrong("target_type", other, "country, company, person, group or item")),
        };
        let technologies: Vec<&str> = entity.values("technologies").collect();
        let scope = if technologies.is_empty() {
            Scope::Unknown
        } else if technologies.contains(&"any") {
            Scope::Any
        } else if technologies == ["all_arms_only"] {
            Scope::ArmsOnly
        } else {
            Scope::Of(technologies.into_iter().filter(|key| *key != "all_arms_only").map(str::to_owned).collect())
        };
        let recipients = entity
            .first("recipients")
            .map(|value| value.parse().map_err(|_| wrong("recipients", value, "non_state or military")))
            .transpose()?;
        Ok(Self {
            id: entity.id.to_string(),
            issuer: text("issuer").unwrap_or_default(),
            kind: kind.parse().map_err(|_| wrong("kind", kind, "a kind of measure"))?,
            binds: bounds("binds")?,
            targets,
            effect: effect.parse().map_err(|_| wrong("effect", effect, "an effect"))?,
            scope,
            partly: entity.values("partly").map(str::to_owned).collect(),
            item_codes: entity.values("item_codes").map(str::to_owned).collect(),
            adopted: date("adopted")?,
            from: date("from")?,
            to: date("to")?,
            last_seen: date("last_seen")?,
            area: text("area"),
            recipients,
            except: bounds("except")?,
            condition: text("condition"),
            told: text("scope"),
            legal_basis: text("legal_basis"),
            verified: entity.first("verified") == Some("yes"),
            sources: entity.sources().into_iter().map(ToString::to_string).collect(),
        })
    }

    /// When it is in force. Where only the adoption is known, it certainly was not in force before that.
    pub(crate) fn span(&self) -> Span {
        let mut span = Span::new(self.from, self.to, self.last_seen);
        if let (None, Some(adopted)) = (self.from, self.adopted) {
            span.from = Window::from(adopted).first;
        }
        span
    }

    /// Whether it was in force on the day or within the dates told.
    pub fn in_force(&self, date: PartialDate) -> Tri {
        self.span().holds(date.into())
    }

    /// What it demands of a deal that it covers; nothing where it is no rule on deals.
    pub(crate) fn demand(&self) -> Option<Outcome> {
        match self.effect {
            Effect::Prohibition => Some(Outcome::Prohibited),
            Effect::PresumptionOfDenial => Some(Outcome::PresumptionOfDenial),
            Effect::LicenceRequired => Some(Outcome::LicenceRequired),
            // Who is bound may not deal with those whose property is blocked; an order on a country blocks nobody yet.
            Effect::TravelOrAsset if self.kind == Kind::Sanctions && self.names_parties() => Some(Outcome::Prohibited),
            Effect::TravelOrAsset | Effect::Notice => None,
        }
    }

    pub(crate) fn names_parties(&self) -> bool {
        self.targets.iter().any(|target| matches!(target, Target::Party(_) | Target::Group(_)))
    }

    /// Whether it follows goods and persons of its country abroad: what the United States do (15 CFR 734.3; 31 CFR 560.204
    /// and others of chapter V).
    pub(crate) fn follows(&self) -> bool {
        let own = |bound: &Bound| matches!(bound, Bound::Of(country) if country.code() == "us");
        self.demand().is_some() && self.binds.iter().any(own)
    }
}

/// Reads whom something binds.
pub(crate) fn bound(text: &str) -> Option<Bound> {
    Some(match text {
        "un" => Bound::Nations,
        "eu" => Bound::Union,
        code => Bound::Of(code.parse().ok()?),
    })
}

/// A control code in one writing: `5a001 f.` and `5A001.f` are the same. Nothing where the text has not the form of one:
/// a digit, a letter, three digits and, after points, what is within (Regulation (EU) 2021/821, Annex I; 15 CFR 738.2).
pub fn control_code(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    let (head, rest) = plain.split_at_checked(5)?;
    let mut head_bytes = head.bytes();
    let digit = |byte: Option<u8>| byte.is_some_and(|b| b.is_ascii_digit());
    let formed = digit(head_bytes.next())
        && head_bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
        && digit(head_bytes.next())
        && digit(head_bytes.next())
        && digit(head_bytes.next());
    let plausible = rest.len() <= 8 && text.chars().all(|c| c.is_ascii_alphanumeric() || " .-".contains(c));
    (formed && plausible).then(|| format!("{}{}", head.to_ascii_uppercase(), rest.to_ascii_lowercase()))
}
