//! The mapping itself: one line a column. `docs/export.md` tells the same in words, and a test compares them.

use super::Derived;
use super::mapping::{ColumnMap, End, TableMap, To};

const NO_SCHEMA: &str = "FollowTheMoney has no schema for technologies";
const NO_CLAIM: &str = "no claim: the grade of evidence stands in claims.jsonl";
const NO_PLACE: &str = "no property for the identifier that an upstream uses";

/// All tables, in the order of [`crate::tables::TABLES`].
pub(super) const ALL: &[TableMap] =
    &[SOURCES, TECHNOLOGIES, COMPANIES, AGENCIES, PRODUCTS, TRANSFERS, RELATIONS, INCIDENTS, MEASURES];

const fn to(column: &'static str, to: &'static [To]) -> ColumnMap {
    ColumnMap { column, to }
}

const SOURCES: TableMap = TableMap {
    table: "sources",
    schemata: &["Article", "Document"],
    columns: &[
        to("title", &[To::Value("title")]),
        to("publisher", &[To::Value("publisher")]),
        to("published", &[To::Value("publishedAt")]),
        to("kind", &[To::Tag("keywords")]),
        to("url", &[To::Value("sourceUrl")]),
        to("archive_url", &[To::Tag("notes")]),
        to("language", &[To::Language("language")]),
        to("access", &[To::Tag("keywords")]),
        to("opened", &[To::Tag("keywords")]),
        to("cites", &[To::Value("proof")]),
        to("origin", &[To::Origin]),
        to("note", &[To::Tag("notes")]),
    ],
};

const TECHNOLOGIES: TableMap = TableMap {
    table: "technologies",
    schemata: &[],
    columns: &[
        to("label", &[To::Nowhere(NO_SCHEMA)]),
        to("definition", &[To::Nowhere(NO_SCHEMA)]),
        to("can_see", &[To::Nowhere(NO_SCHEMA)]),
        to("cannot_see", &[To::Nowhere(NO_SCHEMA)]),
        to("protects", &[To::Nowhere(NO_SCHEMA)]),
        to("control_codes", &[To::Nowhere(NO_SCHEMA)]),
        to("aliases", &[To::Nowhere(NO_SCHEMA)]),
        to("grade", &[To::Nowhere(NO_SCHEMA)]),
        to("sources", &[To::Nowhere(NO_SCHEMA)]),
        to("note", &[To::Nowhere(NO_SCHEMA)]),
    ],
};

const COMPANIES: TableMap = TableMap {
    table: "companies",
    schemata: &["Company"],
    columns: &[
        to("name", &[To::Value("name")]),
        to("aliases", &[To::Value("alias")]),
        to("country", &[To::Value("country")]),
        to("city", &[To::Value("address")]),
        to("founded", &[To::Value("incorporationDate")]),
        to("dissolved", &[To::Value("dissolutionDate")]),
        to("status", &[To::Value("status")]),
        to("website", &[To::Value("website")]),
        to("technologies", &[To::Value("sector")]),
        to("grade", &[To::Nowhere(NO_CLAIM)]),
        to("sources", &[To::Proof]),
        to("origin", &[To::Origin]),
        to("origin_id", &[To::Nowhere(NO_PLACE)]),
        to("note", &[To::Value("notes")]),
    ],
};

const AGENCIES: TableMap = TableMap {
    table: "agencies",
    schemata: &["PublicBody"],
    columns: &[
        to("name", &[To::Value("name")]),
        to("aliases", &[To::Value("alias")]),
        to("country", &[To::Value("country")]),
        to("kind", &[To::Value("classification")]),
        to("parent", &[To::Value("parent")]),
        to("grade", &[To::Nowhere(NO_CLAIM)]),
        to("sources", &[To::Proof]),
        to("note", &[To::Value("notes")]),
    ],
};

const PRODUCTS: TableMap = TableMap {
    table: "products",
    schemata: &["Asset"],
    columns: &[
        to("name", &[To::Value("name")]),
        to("aliases", &[To::Value("alias")]),
        to("maker", &[To::Edge(Derived::Maker)]),
        to("technology", &[To::Value("keywords")]),
        to("since", &[To::Tag("notes")]),
        to("until", &[To::Tag("notes")]),
        to("what", &[To::Value("description")]),
        to("grade", &[To::Nowhere(NO_CLAIM)]),
        to("sources", &[To::Proof]),
        to("note", &[To::Tag("notes")]),
    ],
};

const TRANSFERS: TableMap = TableMap {
    table: "transfers",
    schemata: &["EconomicActivity"],
    columns: &[
        to("supplier", &[To::Value("sender")]),
        to("supplier_country", &[To::Value("originCountry")]),
        to("intermediary", &[To::Edge(Derived::Intermediary)]),
        to("recipient_country", &[To::Value("destinationCountry")]),
        to("end_user", &[To::Value("receiver")]),
        to("technologies", &[To::Tag("goodsDescription")]),
        to("product", &[To::Tag("goodsDescription")]),
        to("products", &[To::TagEntity("goodsDescription")]),
        to("stage", &[To::Lead]),
        to("agreed", &[To::Tag("description"), To::Interval]),
        to("delivered", &[To::Tag("description"), To::Interval]),
        to("used", &[To::Tag("description"), To::Interval]),
        to("disclosed", &[To::Tag("description")]),
        to("complete", &[To::Tag("description")]),
        to("grade", &[To::Nowhere(NO_CLAIM)]),
        to("summary", &[To::Summary]),
        to("sources", &[To::Proof]),
        to("origin", &[To::Origin]),
        to("origin_id", &[To::Value("recordId")]),
        to("note", &[To::Tag("description")]),
    ],
};

const RELATIONS: TableMap = TableMap {
    table: "relations",
    schemata: &["Ownership", "Succession", "UnknownLink"],
    columns: &[
        to("from", &[To::End(End::From)]),
        to("to", &[To::End(End::To)]),
        to("kind", &[To::Value("role")]),
        to("percentage", &[To::ValueOrTag("percentage", "description")]),
        to("from_date", &[To::Value("startDate")]),
        to("to_date", &[To::Value("endDate")]),
        to("grade", &[To::Nowhere(NO_CLAIM)]),
        to("sources", &[To::Proof]),
        to("note", &[To::Tag("description")]),
    ],
};

const INCIDENTS: TableMap = TableMap {
    table: "incidents",
    schemata: &["Event"],
    columns: &[
        to("date", &[To::Value("date")]),
        // The presumed operator is not where it happened, which is what `country` of an event would be taken for.
        to("country", &[To::Tag("description")]),
        to("product", &[To::Tag("description")]),
        to("products", &[To::TagEntity("description")]),
        to("supplier", &[To::Value("involved")]),
        to("target_group", &[To::Tag("description")]),
        to("grade", &[To::Nowhere(NO_CLAIM)]),
        to("summary", &[To::Summary]),
        to("sources", &[To::Proof]),
        to("note", &[To::Tag("description")]),
    ],
};

const MEASURES: TableMap = TableMap {
    table: "measures",
    schemata: &["Sanction"],
    columns: &[
        to("issuer", &[To::Value("authority")]),
        to("kind", &[To::Value("program")]),
        to("binds", &[To::Value("country")]),
        to("target_type", &[To::Tag("description")]),
        to("target", &[To::Value("entity")]),
        to("effect", &[To::Value("provisions")]),
        to("technologies", &[To::Tag("description")]),
        to("partly", &[To::Tag("description")]),
        to("item_codes", &[To::Tag("description")]),
        to("adopted", &[To::Value("listingDate")]),
        to("from", &[To::Value("startDate")]),
        to("to", &[To::Value("endDate")]),
        to("last_seen", &[To::Tag("description")]),
        to("area", &[To::Tag("description")]),
        to("recipients", &[To::Tag("description")]),
        to("except", &[To::Tag("description")]),
        to("condition", &[To::Tag("description")]),
        to("scope", &[To::Tag("description")]),
        to("legal_basis", &[To::Tag("description")]),
        to("verified", &[To::Tag("description")]),
        to("grade", &[To::Nowhere(NO_CLAIM)]),
        to("sources", &[To::Proof]),
        to("note", &[To::Tag("description")]),
    ],
};
