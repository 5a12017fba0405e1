//! How our tables are told in the schemata of FollowTheMoney, as data that is read in both directions.
//!
//! * [`all`]: every schema of FollowTheMoney, for data that come in its own terms.
//! * [`schema`]: the part of FollowTheMoney's model that we write, with types and required properties (4.11).
//! * [`mapping()`]: for every column of every table, where it goes ([`To`]), or why it has no place.
//! * [`relation()`]: which edge a relation is, and which of its ends is which.
//! * [`lead`], [`tag`], [`derived`], [`language`]: the forms that are ours: how stage and confidence stand before a
//!   summary, how a column without a property stands in a text, the identifiers of entities that only FollowTheMoney
//!   needs, the three letters of a language.
//! * [`back`]: the same backwards: a value of a property to the cell of a table.
//!
//! ```
//! use sousveil_model::ftm::{Back, back, table_for};
//!
//! assert_eq!(table_for("PublicBody"), Some("agencies"));
//! let Back::Cell { column, value } = back("EconomicActivity", "description", "agreed: 2015") else { panic!() };
//! assert_eq!((column.name, value.as_ref()), ("agreed", "2015"));
//! ```

pub mod all;
mod back;
mod columns;
pub mod derived;
pub mod language;
pub mod lead;
pub mod mapping;
pub mod relation;
pub mod schema;
pub mod tag;

pub use all::{FtmProperty, FtmSchema};
pub use back::{Back, back, end_of, table_for};
pub use derived::Derived;
pub use lead::Lead;
pub use mapping::{ColumnMap, End, MAPPINGS, TableMap, To, file_name, is_safe, mapping, schema_for};
pub use relation::{RELATIONS, RelationMap, relation, relation_back};
pub use schema::{Kind, Property, SCHEMATA, Schema};

/// The three forms in which FollowTheMoney writes and reads statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatementForm {
    /// CSV with a column for everything; we quote all cells, as `ftm format-statements` does.
    Csv,
    /// The compact CSV of FollowTheMoney's own stores: schema and property in one column, with or without a line of
    /// headings.
    Pack,
    /// One JSON object a line.
    Json,
}
