//! The closed lists of words. Each is written in files as its snake_case name and read back strictly.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

/// How far a transfer got, as its sources tell it.
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
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Offered, shown or tried out; no sale is reported.
    Advertised,
    /// A call for offers was made or answered.
    Tendered,
    /// An export licence was granted; whether the goods were sold is another question.
    Licensed,
    /// An export licence was refused.
    LicenceRefused,
    /// A contract, purchase or payment is reported.
    Contracted,
    /// The goods are reported as supplied or installed.
    Delivered,
    /// The system was reported or seen at work.
    InUse,
    /// Use or contract came to an end.
    Ended,
    /// The sources do not say.
    Unknown,
}

impl Stage {
    /// Export statistics are never added to deals: no total, chart or ranking mixes the two.
    pub fn is_licence(self) -> bool {
        matches!(self, Self::Licensed | Self::LicenceRefused)
    }

    /// How the stage is told to a reader.
    pub fn label(self) -> &'static str {
        match self {
            Self::Advertised => "offered",
            Self::Tendered => "tendered",
            Self::Licensed => "export licence granted",
            Self::LicenceRefused => "export licence refused",
            Self::Contracted => "contracted",
            Self::Delivered => "delivered",
            Self::InUse => "in use",
            Self::Ended => "ended",
            Self::Unknown => "stage not known",
        }
    }
}

/// How strong one piece of evidence is. The order is from strong to weak.
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
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Admitted by buyer or seller, or in a contract, court or official paper.
    Confirmed,
    /// Told by named research or press with documents or forensics.
    Reported,
    /// A single unsupported source, an inference or a scan of the internet.
    Alleged,
}

/// How sure a claim is; follows from its evidence by [`crate::confidence`].
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
    Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// At least one supporting piece of evidence is graded `confirmed`, and none contradicts.
    Confirmed,
    /// The best supporting evidence is graded `reported`, and none contradicts.
    Reported,
    /// The best supporting evidence is graded `alleged`, and none contradicts.
    Alleged,
    /// Some evidence contradicts the claim.
    Disputed,
    /// No graded evidence is held.
    Unknown,
}

impl Confidence {
    /// How the confidence is told to a reader.
    pub fn label(self) -> &'static str {
        match self {
            Self::Unknown => "no graded evidence",
            other => other.into(),
        }
    }
}

/// Whether a piece of evidence speaks for or against the claim.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumString, IntoStaticStr, VariantArray, Serialize, Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// The source says so.
    Supports,
    /// The source denies it, or says otherwise.
    Contradicts,
}

/// Where a piece of evidence comes from.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumString, IntoStaticStr, VariantArray, Serialize, Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A publication says it.
    Source,
    /// The curators judged it (the technology of a product, the body behind an abbreviation).
    Editorial,
}

/// What sort of publication a source is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumString, IntoStaticStr, VariantArray, Serialize, Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// Newspapers, agencies, broadcasters, trade press.
    Press,
    /// Studies by universities, laboratories and civil society.
    Research,
    /// Examination of devices or traffic.
    Forensic,
    /// Judgments and files of courts.
    Court,
    /// Governments, parliaments, international bodies.
    Official,
    /// Company, patent or securities registers.
    Register,
    /// Statistics of export licences.
    LicenceStatistics,
    /// Contracts, tenders and invoices.
    Contract,
    /// Papers that became public against their owner's will.
    Leak,
    /// The company itself.
    Company,
    /// Advertising material.
    Brochure,
    /// A compilation that cites others.
    Dataset,
    /// A copy of somebody else's publication.
    Repost,
}

impl SourceKind {
    /// The grade of a row's evidence where the row states none: what a court, an official paper, a register or
    /// a contract says is `confirmed`; what a compilation or an advertisement says is `alleged`; else `reported`.
    pub fn usual_grade(self) -> Grade {
        match self {
            Self::Court | Self::Official | Self::Register | Self::LicenceStatistics | Self::Contract => {
                Grade::Confirmed
            }
            Self::Dataset | Self::Brochure => Grade::Alleged,
            Self::Press | Self::Research | Self::Forensic | Self::Leak | Self::Company | Self::Repost => {
                Grade::Reported
            }
        }
    }
}

/// The words of a closed list, for messages and checks.
pub fn words<T: VariantArray + Copy + Into<&'static str>>() -> Vec<&'static str> {
    T::VARIANTS.iter().map(|&v| v.into()).collect()
}
