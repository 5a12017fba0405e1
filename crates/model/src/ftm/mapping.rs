//! Where every column goes.

use super::columns;
use super::relation::relation;
use crate::claim::Entity;
use crate::vocabulary::SourceKind;

/// A table and where its columns go.
#[derive(Debug)]
pub struct TableMap {
    /// The table, as [`crate::tables::TABLES`] names it.
    pub table: &'static str,
    /// The schemata that its rows become; which one follows from the row, see [`schema_for`]. Empty where there is none.
    pub schemata: &'static [&'static str],
    /// Its columns, in the order of the table.
    pub columns: &'static [ColumnMap],
}

/// A column and where it goes.
#[derive(Debug)]
pub struct ColumnMap {
    /// The column of the table.
    pub column: &'static str,
    /// Each place where its values stand. The first is the one that is read back; the others repeat it in
    /// FollowTheMoney's own terms.
    pub to: &'static [To],
}

/// Where a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// It is a value of this property.
    Value(&'static str),
    /// It stands in this property as `column: value`, see [`super::tag`].
    Tag(&'static str),
    /// A value of the first property where the schema has it, else as `column: value` in the second.
    ValueOrTag(&'static str, &'static str),
    /// An identifier, told with its name in this property: `column: name [identifier]`.
    TagEntity(&'static str),
    /// The three letters of a language in this property, see [`super::language`].
    Language(&'static str),
    /// A date goes into `date`; the ends of an interval into `startDate` and `endDate`.
    Interval,
    /// Within the brackets before the summary, see [`super::lead`].
    Lead,
    /// The summary, after the brackets.
    Summary,
    /// An entity of its own that ties the two.
    Edge(super::Derived),
    /// The end of a relation; the property follows from the relation's kind, see [`super::relation()`].
    End(End),
    /// The key of the row's origin: `origin` of the statements.
    Origin,
    /// Sources: `proof`, by their evidence.
    Proof,
    /// FollowTheMoney has no place for it, for this reason.
    Nowhere(&'static str),
}

/// An end of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Column `from`.
    From,
    /// Column `to`.
    To,
}

/// All tables.
pub const MAPPINGS: &[TableMap] = columns::ALL;

/// Where the columns of a table go.
pub fn mapping(table: &str) -> Option<&'static TableMap> {
    MAPPINGS.iter().find(|m| m.table == table)
}

impl TableMap {
    /// Where a column goes.
    pub fn column(&self, name: &str) -> Option<&'static ColumnMap> {
        self.columns.iter().find(|c| c.column == name)
    }
}

/// The schema that an entity of ours becomes, if FollowTheMoney has one for it.
///
/// A measure only on companies, a relation by its kind. A source of the press, of research or a company is an
/// `Article`; others are a `Document` where their address names a file, since a `Document` must have a `fileName`,
/// else an `Article` too.
pub fn schema_for(entity: &Entity) -> Option<&'static str> {
    match entity.schema.as_str() {
        "Source" => Some(source(entity)),
        "Company" => Some("Company"),
        "Agency" => Some("PublicBody"),
        "Product" => Some("Asset"),
        "Transfer" => Some("EconomicActivity"),
        "Relation" => relation(entity.first("kind")?).map(|r| r.schema),
        "Incident" => Some("Event"),
        "Measure" => (entity.first("target_type") == Some("company")).then_some("Sanction"),
        _ => None,
    }
}

fn source(entity: &Entity) -> &'static str {
    let press = matches!(
        entity.first("kind").and_then(|k| k.parse().ok()),
        Some(SourceKind::Press | SourceKind::Research | SourceKind::Company | SourceKind::Repost) | None
    );
    let file = || entity.first("url").and_then(file_name).is_some();
    if !press && file() { "Document" } else { "Article" }
}

/// The file that an address names: the last part of its path, if that has an extension of one to five letters or digits.
///
/// ```
/// use sousveil_model::ftm::mapping::file_name;
/// assert_eq!(file_name("https://example.org/docs/Report.pdf?x=1"), Some("Report.pdf"));
/// assert_eq!(file_name("https://example.org"), None);
/// ```
pub fn file_name(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let (path, name) = rest.get(..end)?.rsplit_once('/')?;
    let (stem, extension) = name.rsplit_once('.')?;
    let good = !path.is_empty()
        && !stem.is_empty()
        && (1..=5).contains(&extension.len())
        && extension.bytes().all(|b| b.is_ascii_alphanumeric());
    good.then_some(name)
}

/// Whether FollowTheMoney takes the identifier, and it is not of the form that derived entities have: letters,
/// digits and `-`, which it does not begin or end with.
pub fn is_safe(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !id.starts_with('-')
        && !id.ends_with('-')
        && !super::derived::is_reserved(id)
}
