//! The tables of a dataset folder: the one description that reading, checking, exporting and showing follow.

use crate::vocabulary::{EvidenceKind, Grade, SourceKind, Stage, Stance, words};

/// One table: a CSV file of the folder, and the schema of the entities that its rows are.
#[derive(Debug)]
pub struct Table {
    /// File name without `.csv`; also the plural in addresses (`/companies`).
    pub name: &'static str,
    /// The schema of its entities, as exports name it.
    pub schema: &'static str,
    /// What one row is called in a sentence.
    pub noun: &'static str,
    /// The columns, in the order of the file. The first is the identifier.
    pub columns: &'static [Column],
}

/// One column of a table.
#[derive(Debug)]
pub struct Column {
    /// The heading in the file; also the name of the property.
    pub name: &'static str,
    /// What a reader sees.
    pub label: &'static str,
    /// What a cell may hold.
    pub cell: Cell,
    /// Whether a cell may hold several values, separated by `; `.
    pub many: bool,
    /// Whether an empty cell is an error.
    pub required: bool,
}

/// What one value of a cell may be.
#[derive(Debug, Clone, Copy)]
pub enum Cell {
    /// The row's own identifier.
    Id,
    /// Any text on one line.
    Text,
    /// A name by which the thing may be found.
    Name,
    /// An address beginning with `http://` or `https://`.
    Url,
    /// A partial date.
    Date,
    /// A partial date or an interval of two.
    Interval,
    /// A country code.
    Country,
    /// Whom a measure binds: a country code, or `un` for every member state of the United Nations.
    Bound,
    /// A number from 0 to 100.
    Percentage,
    /// One of a closed list of words.
    Word(fn() -> Vec<&'static str>),
    /// The identifier of a row of another table, or one of some words that stand in its place.
    Entity {
        /// The other table.
        table: &'static str,
        /// Words that may stand instead, e.g. `any`.
        or: &'static [&'static str],
    },
    /// The target of a measure: what it may be follows from `target_type` in the same row.
    Target,
    /// The sources of the row: no claim, but the evidence of the others.
    Sources,
    /// The grade of the row's evidence: no claim.
    Grade,
    /// The key of the row's origin in `dataset.toml`: no claim.
    Origin,
    /// The identifier that the origin uses: no claim.
    OriginId,
}

impl Cell {
    /// Whether the values are claims, or say something about claims.
    pub fn is_claim(self) -> bool {
        !matches!(self, Self::Id | Self::Sources | Self::Grade | Self::Origin | Self::OriginId)
    }

    /// Whether every value is the identifier of a row, or a word that may stand in its place.
    pub fn refers(self) -> bool {
        matches!(self, Self::Entity { .. } | Self::Sources)
    }
}

impl Column {
    /// The values of a cell: several where the column may hold them, else one; none where the cell is empty.
    pub fn values<'a>(&self, cell: &'a str) -> Vec<&'a str> {
        if self.many {
            return cell.split(';').map(str::trim).filter(|v| !v.is_empty()).collect();
        }
        Some(cell).filter(|c| !c.is_empty()).into_iter().collect()
    }
}

impl Table {
    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|c| c.name == name)
    }

    /// Whether the table has a column for sources: the rows of the others need no evidence.
    pub fn has_sources(&self) -> bool {
        self.column("sources").is_some()
    }
}

/// The tables of entities, in the order in which their rows may refer to one another.
pub const TABLES: &[Table] =
    &[SOURCES, TECHNOLOGIES, COMPANIES, AGENCIES, PRODUCTS, TRANSFERS, RELATIONS, INCIDENTS, MEASURES];

/// The table of that file name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|t| t.name == name)
}

/// The table whose rows are entities of that schema.
pub fn table_of_schema(schema: &str) -> Option<&'static Table> {
    TABLES.iter().find(|t| t.schema == schema)
}

/// The label of a property of a schema; the property's own name where the schema is not of ours.
pub fn label<'a>(schema: &str, property: &'a str) -> &'a str {
    table_of_schema(schema).and_then(|t| t.column(property)).map_or(property, |c| c.label)
}

const fn one(name: &'static str, label: &'static str, cell: Cell) -> Column {
    Column { name, label, cell, many: false, required: false }
}

const fn must(name: &'static str, label: &'static str, cell: Cell) -> Column {
    Column { name, label, cell, many: false, required: true }
}

const fn many(name: &'static str, label: &'static str, cell: Cell) -> Column {
    Column { name, label, cell, many: true, required: false }
}

const ID: Column = must("id", "Identifier", Cell::Id);
const NAME: Column = must("name", "Name", Cell::Name);
const ALIASES: Column = many("aliases", "Other names", Cell::Name);
const SOURCES_COLUMN: Column = many("sources", "Sources", Cell::Sources);
const GRADE: Column = one("grade", "Grade", Cell::Grade);
const ORIGIN: Column = one("origin", "Origin", Cell::Origin);
const ORIGIN_ID: Column = one("origin_id", "Identifier at the origin", Cell::OriginId);
const NOTE: Column = one("note", "Note", Cell::Text);
const SUMMARY: Column = one("summary", "Summary", Cell::Text);
const TECHNOLOGY: Cell = Cell::Entity { table: "technologies", or: &[] };
const COMPANY: Cell = Cell::Entity { table: "companies", or: &[] };

const SOURCES: Table = Table {
    name: "sources",
    schema: "Source",
    noun: "source",
    columns: &[
        ID,
        must("title", "Title", Cell::Name),
        one("publisher", "Publisher", Cell::Text),
        one("published", "Published", Cell::Date),
        must("kind", "Kind", Cell::Word(words::<SourceKind>)),
        one("url", "Address", Cell::Url),
        one("archive_url", "Archived copy", Cell::Url),
        one("language", "Language", Cell::Text),
        one("access", "Access", Cell::Word(|| vec!["open", "paywalled", "offline"])),
        must("opened", "Opened by the curators", Cell::Word(|| vec!["yes", "no"])),
        many("cites", "Cites", Cell::Entity { table: "sources", or: &[] }),
        ORIGIN,
        NOTE,
    ],
};

const TECHNOLOGIES: Table = Table {
    name: "technologies",
    schema: "Technology",
    noun: "technology",
    columns: &[
        must("key", "Key", Cell::Id),
        must("label", "Name", Cell::Name),
        must("definition", "What it is", Cell::Text),
        one("can_see", "What it can see", Cell::Text),
        one("cannot_see", "What it cannot see", Cell::Text),
        one("protects", "What protects against it", Cell::Text),
        many("control_codes", "Control codes", Cell::Text),
        ALIASES,
        GRADE,
        SOURCES_COLUMN,
        NOTE,
    ],
};

const COMPANIES: Table = Table {
    name: "companies",
    schema: "Company",
    noun: "company",
    columns: &[
        ID,
        NAME,
        ALIASES,
        many("country", "Country", Cell::Country),
        many("city", "City", Cell::Text),
        one("founded", "Founded", Cell::Date),
        one("dissolved", "Dissolved", Cell::Date),
        one("status", "Status", Cell::Word(|| vec!["active", "renamed", "acquired", "dissolved"])),
        one("website", "Website", Cell::Url),
        many("technologies", "Technologies", TECHNOLOGY),
        GRADE,
        SOURCES_COLUMN,
        ORIGIN,
        ORIGIN_ID,
        NOTE,
    ],
};

const AGENCIES: Table = Table {
    name: "agencies",
    schema: "Agency",
    noun: "agency",
    columns: &[
        ID,
        NAME,
        ALIASES,
        must("country", "Country", Cell::Country),
        must(
            "kind",
            "Kind",
            Cell::Word(|| vec!["intelligence", "police", "military", "telecom_operator", "regulator", "other"]),
        ),
        one("parent", "Part of", Cell::Entity { table: "agencies", or: &[] }),
        GRADE,
        SOURCES_COLUMN,
        NOTE,
    ],
};

const PRODUCTS: Table = Table {
    name: "products",
    schema: "Product",
    noun: "product",
    columns: &[
        ID,
        NAME,
        ALIASES,
        one("maker", "Maker", COMPANY),
        must("technology", "Technology", TECHNOLOGY),
        one("since", "Since", Cell::Date),
        one("until", "Until", Cell::Date),
        one("what", "What it is", Cell::Text),
        GRADE,
        SOURCES_COLUMN,
        NOTE,
    ],
};

const TRANSFERS: Table = Table {
    name: "transfers",
    schema: "Transfer",
    noun: "transfer",
    columns: &[
        ID,
        many("supplier", "Supplier", COMPANY),
        many("supplier_country", "Exporting country", Cell::Country),
        many("intermediary", "Intermediary", COMPANY),
        one("recipient_country", "Recipient country", Cell::Country),
        many("end_user", "End user", Cell::Entity { table: "agencies", or: &[] }),
        many("technologies", "Technology", TECHNOLOGY),
        one("product", "Product as told", Cell::Text),
        many("products", "Product", Cell::Entity { table: "products", or: &[] }),
        must("stage", "Stage", Cell::Word(words::<Stage>)),
        one("agreed", "Agreed", Cell::Interval),
        one("delivered", "Delivered", Cell::Interval),
        one("used", "Used", Cell::Interval),
        one("disclosed", "Disclosed", Cell::Interval),
        one("complete", "Reported as complete", Cell::Word(|| vec!["yes", "no", "unknown"])),
        GRADE,
        SUMMARY,
        SOURCES_COLUMN,
        ORIGIN,
        ORIGIN_ID,
        NOTE,
    ],
};

const RELATIONS: Table = Table {
    name: "relations",
    schema: "Relation",
    noun: "relation",
    columns: &[
        ID,
        must("from", "From", COMPANY),
        must("to", "To", COMPANY),
        must(
            "kind",
            "Kind",
            Cell::Word(|| {
                vec![
                    "owner",
                    "subsidiary",
                    "renamed_to",
                    "successor",
                    "acquired_by",
                    "reseller",
                    "investor",
                    "supplier",
                    "same_group",
                ]
            }),
        ),
        one("percentage", "Share in percent", Cell::Percentage),
        one("from_date", "From", Cell::Date),
        one("to_date", "To", Cell::Date),
        GRADE,
        SOURCES_COLUMN,
        NOTE,
    ],
};

const INCIDENTS: Table = Table {
    name: "incidents",
    schema: "Incident",
    noun: "incident",
    columns: &[
        ID,
        one("date", "Date", Cell::Date),
        one("country", "Presumed operator", Cell::Country),
        one("product", "Product as told", Cell::Text),
        many("products", "Product", Cell::Entity { table: "products", or: &[] }),
        many("supplier", "Supplier", COMPANY),
        one("target_group", "Aimed at", Cell::Text),
        GRADE,
        must("summary", "Summary", Cell::Text),
        SOURCES_COLUMN,
        NOTE,
    ],
};

const MEASURES: Table = Table {
    name: "measures",
    schema: "Measure",
    noun: "measure",
    columns: &[
        ID,
        must("issuer", "Issuer", Cell::Text),
        must(
            "kind",
            "Kind",
            Cell::Word(|| {
                vec![
                    "arms_embargo",
                    "internal_repression_equipment",
                    "surveillance_equipment",
                    "comprehensive",
                    "entity_list",
                    "sanctions",
                    "item_control",
                    "visa",
                ]
            }),
        ),
        many("binds", "Whom it binds", Cell::Bound),
        must("target_type", "Kind of target", Cell::Word(|| vec!["country", "company", "person", "group", "item"])),
        many("target", "Target", Cell::Target),
        must(
            "effect",
            "Effect",
            Cell::Word(|| {
                vec!["prohibition", "presumption_of_denial", "licence_required", "notice", "travel_or_asset"]
            }),
        ),
        many("technologies", "Technologies", Cell::Entity { table: "technologies", or: &["any", "all_arms_only"] }),
        many("partly", "Of these only a part", Cell::Entity { table: "technologies", or: &[] }),
        many("item_codes", "Control codes", Cell::Text),
        one("adopted", "Adopted", Cell::Date),
        one("from", "From", Cell::Date),
        one("to", "To", Cell::Date),
        one("last_seen", "Last seen in force", Cell::Date),
        one("area", "Part of the country", Cell::Text),
        one("recipients", "Only for recipients", Cell::Word(|| vec!["non_state", "military"])),
        many("except", "Not for destinations", Cell::Bound),
        one("condition", "Only if", Cell::Text),
        one("scope", "Scope", Cell::Text),
        one("legal_basis", "Legal basis", Cell::Text),
        must("verified", "Checked against a source", Cell::Word(|| vec!["yes", "no"])),
        GRADE,
        SOURCES_COLUMN,
        NOTE,
    ],
};

/// Columns of `evidence.csv`, which pins values to sources. `value` is the value in normal form, empty for
/// the claim that the thing exists or took place (property `id`).
pub const EVIDENCE: &[Column] = &[
    must("entity", "Entity", Cell::Text),
    must("property", "Property", Cell::Text),
    one("value", "Value", Cell::Text),
    one("source", "Source", Cell::Sources),
    one("locator", "Locator", Cell::Text),
    one("quotation", "Quotation", Cell::Text),
    must("stance", "Stance", Cell::Word(words::<Stance>)),
    one("grade", "Grade", Cell::Word(words::<Grade>)),
    must("kind", "Kind", Cell::Word(words::<EvidenceKind>)),
    one("as_written", "As the source writes it", Cell::Text),
    NOTE,
];

/// Columns of `changes.csv`, the history of the dataset.
pub const CHANGES: &[Column] = &[
    must("date", "Date", Cell::Date),
    must("entity", "Entity", Cell::Text),
    one("property", "Property", Cell::Text),
    one("old", "Old value", Cell::Text),
    one("new", "New value", Cell::Text),
    must("kind", "Kind", Cell::Word(|| vec!["addition", "correction", "withdrawal", "reply", "asked"])),
    must("reason", "Reason", Cell::Text),
    one("source", "Source", Cell::Sources),
];

/// Columns of `redirects.csv`: merged or renamed identifiers.
pub const REDIRECTS: &[Column] = &[
    must("old", "Old identifier", Cell::Text),
    one("new", "New identifier", Cell::Text),
    must("date", "Date", Cell::Date),
    must("reason", "Reason", Cell::Text),
];

/// Columns of `coverage.csv`: what was looked for, and where.
pub const COVERAGE: &[Column] = &[
    must("subject", "Subject", Cell::Text),
    must("kind", "Kind", Cell::Text),
    one("target", "Target", Cell::Text),
    one("from", "From", Cell::Date),
    one("to", "To", Cell::Date),
    one("note", "Note", Cell::Text),
];

/// The files of a folder that are no tables of entities, with their columns.
pub const SIDE_FILES: &[(&str, &[Column])] =
    &[("evidence", EVIDENCE), ("changes", CHANGES), ("redirects", REDIRECTS), ("coverage", COVERAGE)];
