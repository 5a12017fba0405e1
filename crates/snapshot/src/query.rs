//! Questions to a snapshot and their answers. Every list on a page, in a CSV and in JSON is one [`Query`].

/// A question: words, filters, order, and which part of the answer is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words to look for in names, claims, summaries and titles of sources; empty for all.
    pub text: String,
    /// All must hold; two filters of one facet mean that either may hold.
    pub filters: Vec<(Facet, String)>,
    /// None may hold.
    pub without: Vec<(Facet, String)>,
    /// The order.
    pub sort: Sort,
    /// How many to pass over.
    pub offset: usize,
    /// How many to give; `None` for all.
    pub limit: Option<usize>,
    /// The facets whose counts are wanted.
    pub count: Vec<Facet>,
    /// How many of the first of each schema are wanted; 0 for none.
    pub best: usize,
}

/// A property that lists can be narrowed by.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Facet {
    /// The schema: `Company`, `Transfer`, …
    Schema,
    /// A country in any role; for a transfer supplier and recipient.
    Country,
    /// Of a transfer: the exporting country.
    SupplierCountry,
    /// Of a transfer: the recipient country.
    RecipientCountry,
    /// A technology key.
    Technology,
    /// Of a transfer: `deal`, `offer`, `licence` or `licence_refused`, so that licences never mix with deals.
    Act,
    /// Of a transfer: its stage.
    Stage,
    /// The confidence that the thing exists or took place.
    Confidence,
    /// A year, or `undated`.
    Year,
    /// A company's identifier, in any role (supplier, intermediary, maker, end of a relation, target of a measure).
    Company,
    /// An agency's identifier.
    Agency,
    /// A product's identifier.
    Product,
    /// The identifier of a source that some claim rests on.
    Source,
    /// The kind (of a source, an agency, a relation, a measure).
    Kind,
    /// Of a measure: the issuer.
    Issuer,
    /// The key of the origin in `dataset.toml`.
    Origin,
    /// Of a transfer: the identifier of a company that supplied, intermediaries left out.
    Supplier,
    /// Of a transfer: what is not known of it: `supplier`, `end_user`, `act_date` (no date of agreement, delivery or
    /// use), `stage`.
    Missing,
    /// Of an entity in FollowTheMoney's own terms: what it is said to be, such as `sanction` or `role.pep`.
    Topic,
}

/// The order of an answer.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Sort {
    /// Best match first: names before mentions. Of more than 2,000 hits the mentions come newest first, and names, too,
    /// if there are more than that. Without words the newest first.
    #[default]
    Relevance,
    /// Newest first, undated last.
    Newest,
    /// Oldest first, undated last.
    Oldest,
    /// By name in alphabetical order of its Latin form.
    Name,
}

/// An answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// How many there are in all.
    pub total: usize,
    /// The wanted part, as numbers of entities (see [`crate::Snapshot::entity_at`]).
    pub hits: Vec<u32>,
    /// For each wanted facet its values with counts, most first, then by value.
    pub facets: Vec<(Facet, Vec<(String, usize)>)>,
    /// The first of each schema, if wanted.
    pub best: Vec<Best>,
}

/// The first hits of one schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Best {
    /// The schema.
    pub schema: String,
    /// How many there are of it.
    pub total: usize,
    /// The wanted part, in the order of the answer.
    pub hits: Vec<u32>,
}

/// Some entities that have a value, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The value.
    pub value: String,
    /// How many have it.
    pub total: usize,
    /// For each wanted facet its values with counts among these, most first, then by value; at most 1,000.
    pub facets: Vec<(Facet, Vec<(String, usize)>)>,
}
