//! The words in which is told for whom a difference matters: who, in which part, what, and what happened to it.

use std::fmt;
use std::str::FromStr;

use sousveil_model::{Confidence, Entity, Stage};

/// The kinds of things that a difference may matter for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A country.
    Country,
    /// A company.
    Company,
    /// A technology.
    Technology,
    /// A measure.
    Measure,
}

impl Kind {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::Country, Self::Company, Self::Technology, Self::Measure];

    /// The word in data and arguments.
    pub fn word(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Company => "company",
            Self::Technology => "technology",
            Self::Measure => "measure",
        }
    }
}

/// A thing that a difference may matter for. Written as `country:uz`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Whom {
    /// Its kind.
    pub kind: Kind,
    /// Its identifier.
    pub id: String,
}

impl fmt::Display for Whom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.word(), self.id)
    }
}

/// Why a text names no thing that a difference may matter for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("found `{0}`; expected country:CODE, company:ID, technology:KEY or measure:ID")]
pub struct WhomError(String);

impl FromStr for Whom {
    type Err = WhomError;

    fn from_str(text: &str) -> Result<Self, WhomError> {
        let refused = || WhomError(text.to_owned());
        let (kind, id) = text.split_once(':').ok_or_else(refused)?;
        let kind = Kind::ALL.into_iter().find(|k| k.word() == kind).ok_or_else(refused)?;
        if id.is_empty() {
            return Err(refused());
        }
        Ok(Self { kind, id: id.to_owned() })
    }
}

/// How the thing is tied to what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The country that a transfer goes to.
    Recipient,
    /// The country that a transfer comes from.
    Exporter,
    /// The presumed operator in an incident.
    Operator,
    /// The company that sells.
    Supplier,
    /// The company between seller and buyer.
    Intermediary,
    /// The company that makes a product.
    Maker,
    /// One of the two companies of a relation.
    Related,
    /// What a measure is aimed at.
    Target,
    /// Whom a measure binds.
    Bound,
    /// The country where a company or agency is seated.
    Seat,
    /// The technology that is traded or offered.
    Subject,
    /// The thing itself.
    Itself,
}

impl Role {
    /// The word in data.
    pub fn word(self) -> &'static str {
        match self {
            Self::Recipient => "recipient",
            Self::Exporter => "exporter",
            Self::Operator => "operator",
            Self::Supplier => "supplier",
            Self::Intermediary => "intermediary",
            Self::Maker => "maker",
            Self::Related => "related",
            Self::Target => "target",
            Self::Bound => "bound",
            Self::Seat => "seat",
            Self::Subject => "subject",
            Self::Itself => "itself",
        }
    }
}

/// What is counted. Licences are a noun of their own and are never added to deals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    /// A sale: contracted, delivered, in use, ended, or of unknown stage.
    Deal,
    /// An offer or tender without a reported sale.
    Offer,
    /// An export licence granted.
    Licence,
    /// An export licence refused.
    Refusal,
    /// An incident.
    Incident,
    /// A measure.
    Measure,
    /// A measure aimed at a company.
    Listing,
    /// A company.
    Company,
    /// An agency.
    Agency,
    /// A product.
    Product,
    /// A relation between two companies.
    Relation,
    /// A technology.
    Technology,
}

impl Noun {
    /// The word in data.
    pub fn word(self) -> &'static str {
        match self {
            Self::Deal => "deal",
            Self::Offer => "offer",
            Self::Licence => "licence",
            Self::Refusal => "licence_refused",
            Self::Incident => "incident",
            Self::Measure => "measure",
            Self::Listing => "listing",
            Self::Company => "company",
            Self::Agency => "agency",
            Self::Product => "product",
            Self::Relation => "relation",
            Self::Technology => "technology",
        }
    }

    pub(super) fn of(entity: &Entity) -> Option<Self> {
        Some(match entity.schema.as_str() {
            "Transfer" => match entity.first("stage").and_then(|s| s.parse().ok()).unwrap_or(Stage::Unknown) {
                Stage::Licensed => Self::Licence,
                Stage::LicenceRefused => Self::Refusal,
                Stage::Advertised | Stage::Tendered => Self::Offer,
                Stage::Contracted | Stage::Delivered | Stage::InUse | Stage::Ended | Stage::Unknown => Self::Deal,
            },
            "Incident" => Self::Incident,
            "Measure" if entity.first("target_type") == Some("company") => Self::Listing,
            "Measure" => Self::Measure,
            "Company" => Self::Company,
            "Agency" => Self::Agency,
            "Product" => Self::Product,
            "Relation" => Self::Relation,
            "Technology" => Self::Technology,
            _ => return None,
        })
    }
}

/// What happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// It is new, and that sure.
    New(Confidence),
    /// It was there before, and is tied to this country, company or technology now.
    Attributed,
    /// It was told as something else before: an offer or a licence is a deal now.
    Was(Noun),
    /// It is no longer told of.
    Gone,
    /// It is a part of another now.
    Merged,
    /// It is still told of, but no longer tied to this country, company or technology.
    Unattributed,
    /// More sure than before.
    Up,
    /// Less sure than before.
    Down,
    /// Something speaks against it now.
    Disputed,
    /// Nothing speaks against it any more.
    Undisputed,
    /// It is at another stage.
    Stage,
    /// The end of a measure is given, which was not.
    Ends,
    /// A date is known, or more exactly known.
    Dated,
    /// A date is less exactly known: it lies in a wider span, has a rival outside the former span, or is not told any more.
    Blurred,
    /// A date is another one, neither within the former nor around it.
    Moved,
    /// It rests on more.
    Evidence,
    /// Something is said against a value of it that was not before.
    Against,
    /// Less is said against a value of it.
    LessAgainst,
    /// It rests on less.
    LessEvidence,
    /// Something else about it changed.
    Changed,
}

impl What {
    /// The word in data.
    pub fn word(self) -> &'static str {
        match self {
            Self::New(_) => "new",
            Self::Attributed => "attributed",
            Self::Was(_) => "kind_changed",
            Self::Gone => "gone",
            Self::Merged => "merged",
            Self::Unattributed => "no_longer_attributed",
            Self::Up => "confidence_up",
            Self::Down => "confidence_down",
            Self::Disputed => "now_disputed",
            Self::Undisputed => "no_longer_disputed",
            Self::Stage => "stage_changed",
            Self::Ends => "end_given",
            Self::Dated => "date_sharpened",
            Self::Blurred => "date_blurred",
            Self::Moved => "date_moved",
            Self::Evidence => "evidence_came",
            Self::Against => "contradiction_came",
            Self::LessAgainst => "contradiction_went",
            Self::LessEvidence => "evidence_went",
            Self::Changed => "changed",
        }
    }
}
