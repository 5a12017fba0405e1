//! Relations between companies as edges: which schema, and which end is which.

/// One kind of relation.
#[derive(Debug, PartialEq, Eq)]
pub struct RelationMap {
    /// The kind; also the `role` of the edge.
    pub kind: &'static str,
    /// The schema of the edge.
    pub schema: &'static str,
    /// The property of the column `from`.
    pub from: &'static str,
    /// The property of the column `to`.
    pub to: &'static str,
}

/// All kinds. A row reads from left to right, as its page has it: "A: subsidiary of B", "A: acquired by B".
pub const RELATIONS: &[RelationMap] = &[
    map("owner", "Ownership", "owner", "asset"),
    map("subsidiary", "Ownership", "asset", "owner"),
    map("renamed_to", "Succession", "predecessor", "successor"),
    map("successor", "Succession", "predecessor", "successor"),
    map("acquired_by", "Ownership", "asset", "owner"),
    map("reseller", "UnknownLink", "subject", "object"),
    map("investor", "Ownership", "owner", "asset"),
    map("supplier", "UnknownLink", "subject", "object"),
    map("same_group", "UnknownLink", "subject", "object"),
];

/// How a kind is told.
pub fn relation(kind: &str) -> Option<&'static RelationMap> {
    RELATIONS.iter().find(|r| r.kind == kind)
}

/// Which kind an edge is: by its role where that is one of ours and fits the schema; else an `Ownership` is `owner` and
/// a `Succession` is `successor`. An `UnknownLink` without a role of ours may mean anything.
pub fn relation_back(schema: &str, role: Option<&str>) -> Option<&'static RelationMap> {
    let ours = role.and_then(relation).filter(|r| r.schema == schema);
    ours.or_else(|| match schema {
        "Ownership" => relation("owner"),
        "Succession" => relation("successor"),
        _ => None,
    })
}

const fn map(kind: &'static str, schema: &'static str, from: &'static str, to: &'static str) -> RelationMap {
    RelationMap { kind, schema, from, to }
}
