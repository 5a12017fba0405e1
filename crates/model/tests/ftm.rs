//! The mapping to FollowTheMoney holds together: all columns are in it, all that it names exists, and it reads back.

use sousveil_model::ftm::{
    Back, End, Kind, MAPPINGS, RELATIONS, Schema, To, back, end_of, is_safe, language, mapping, relation_back,
    table_for, tag,
};
use sousveil_model::tables::{Cell, TABLES, table};

#[test]
fn every_column_of_every_table_has_its_line() {
    let ours: Vec<_> = TABLES
        .iter()
        .map(|t| (t.name, t.columns.iter().filter(|c| !matches!(c.cell, Cell::Id)).map(|c| c.name).collect::<Vec<_>>()))
        .collect();
    let mapped: Vec<_> =
        MAPPINGS.iter().map(|m| (m.table, m.columns.iter().map(|c| c.column).collect::<Vec<_>>())).collect();
    assert_eq!(ours, mapped);
}

#[test]
fn every_property_that_is_named_exists_and_can_hold_the_cell() {
    for map in MAPPINGS {
        let schemata: Vec<&Schema> =
            map.schemata.iter().map(|name| Schema::named(name).unwrap_or_else(|| panic!("no {name}"))).collect();
        for line in map.columns {
            assert!(!line.to.is_empty(), "{}.{}", map.table, line.column);
            let column = table(map.table).and_then(|t| t.column(line.column)).unwrap_or_else(|| panic!("{line:?}"));
            for to in line.to {
                let (names, kinds): (&[&str], &[Kind]) = match to {
                    To::Value(name) => (&[name], kinds(column.cell, line.column)),
                    To::Tag(name) | To::TagEntity(name) => (&[name], &[Kind::Text, Kind::String]),
                    To::ValueOrTag(_, name) => (&[name], &[Kind::Text, Kind::String]),
                    To::Language(name) => (&[name], &[Kind::Language]),
                    To::Interval => (&["date", "startDate", "endDate"], &[Kind::Date]),
                    To::Lead | To::Summary => (&["summary"], &[Kind::Text]),
                    To::Proof => (&["proof"], &[Kind::Entity]),
                    To::Edge(_) | To::End(_) | To::Origin | To::Nowhere(_) => (&[], &[]),
                };
                for (schema, name) in schemata.iter().flat_map(|s| names.iter().map(move |n| (s, n))) {
                    let found = schema.property(name).map(|p| p.kind);
                    assert!(found.is_some_and(|k| kinds.contains(&k)), "{}.{}: {found:?}", schema.name, name);
                }
            }
        }
    }
}

/// The types that can hold a cell.
fn kinds(cell: Cell, column: &str) -> &'static [Kind] {
    match cell {
        Cell::Name => &[Kind::Name, Kind::String],
        Cell::Date => &[Kind::Date],
        Cell::Url => &[Kind::Url],
        Cell::Country | Cell::Bound => &[Kind::Country],
        Cell::Entity { table: "technologies", .. } => &[Kind::String],
        Cell::Entity { .. } | Cell::Target => &[Kind::Entity],
        _ if column == "city" => &[Kind::Address],
        _ => &[Kind::String, Kind::Text],
    }
}

#[test]
fn what_is_told_in_one_property_is_read_back_to_its_column() {
    for map in MAPPINGS {
        for (schema, line) in map.schemata.iter().flat_map(|s| map.columns.iter().map(move |c| (*s, c))) {
            let (property, text) = match line.to[0] {
                To::Value(name) => (name, "value".to_owned()),
                To::Tag(name) => (name, tag::write(line.column, "value")),
                To::TagEntity(name) => (name, tag::write_entity(line.column, "A [name]", "value")),
                To::Language(name) => (name, "uzb".to_owned()),
                To::ValueOrTag(name, holder) => match Schema::named(schema).and_then(|s| s.property(name)) {
                    Some(_) => (name, "value".to_owned()),
                    None => (holder, tag::write(line.column, "value")),
                },
                _ => continue,
            };
            let Back::Cell { column, value } = back(schema, property, &text) else {
                panic!("{schema}.{property} = {text}")
            };
            let expected = if line.column == "language" { "uz" } else { "value" };
            assert_eq!((column.name, value.as_ref()), (line.column, expected), "{schema}.{property}");
            assert_eq!(table_for(schema), Some(map.table));
        }
    }
}

#[test]
fn two_columns_never_share_a_property_without_tags() {
    for map in MAPPINGS {
        let mut plain: Vec<&str> = map
            .columns
            .iter()
            .flat_map(|c| c.to)
            .filter_map(|to| if let To::Value(p) = to { Some(*p) } else { None })
            .collect();
        plain.sort_unstable();
        let before = plain.len();
        plain.dedup();
        assert_eq!(before, plain.len(), "{}", map.table);
        // A plain value beside tags could be taken for one of them.
        for tagged in map.columns.iter().flat_map(|c| c.to) {
            if let To::Tag(p) | To::TagEntity(p) | To::ValueOrTag(_, p) = tagged {
                assert!(!plain.contains(p), "{}.{p}", map.table);
            }
        }
    }
}

#[test]
fn every_kind_of_relation_has_its_edge() {
    let Some(Cell::Word(words)) = table("relations").and_then(|t| t.column("kind")).map(|c| c.cell) else { panic!() };
    assert_eq!(words(), RELATIONS.iter().map(|r| r.kind).collect::<Vec<_>>());
    for relation in RELATIONS {
        let schema = Schema::named(relation.schema).unwrap_or_else(|| panic!("{}", relation.schema));
        let ends = schema.edge.unwrap_or_else(|| panic!("{} is no edge", relation.schema));
        assert!([(relation.from, relation.to), (relation.to, relation.from)].contains(&ends), "{}", relation.kind);
        assert!(mapping("relations").is_some_and(|m| m.schemata.contains(&relation.schema)));
        assert_eq!(relation_back(relation.schema, Some(relation.kind)), Some(relation));
        assert_eq!(end_of(relation.schema, Some(relation.kind), relation.from), Some(End::From));
        assert!(matches!(back(relation.schema, relation.to, "svl-abcd2345"), Back::End));
    }
    assert_eq!(relation_back("UnknownLink", Some("cousin")), None);
}

#[test]
fn acquired_and_subsidiary_point_to_the_owner() {
    for kind in ["acquired_by", "subsidiary"] {
        assert_eq!(end_of("Ownership", Some(kind), "owner"), Some(End::To));
    }
    assert_eq!(end_of("Ownership", Some("owner"), "owner"), Some(End::From));
    assert_eq!(end_of("Succession", Some("renamed_to"), "successor"), Some(End::To));
}

#[test]
fn a_summary_is_taken_apart() {
    let Back::Summary(Some(lead), text) = back("EconomicActivity", "summary", "[in_use; alleged] A scan.") else {
        panic!()
    };
    assert_eq!((lead.stage.map(|s| s.to_string()), text), (Some("in_use".to_owned()), "A scan."));
    assert!(matches!(back("EconomicActivity", "summary", "Foreign text"), Back::Summary(None, "Foreign text")));
    assert!(matches!(back("EconomicActivity", "startDate", "2015"), Back::Act));
    assert!(matches!(back("Company", "proof", "svl-abcd2345"), Back::Source("svl-abcd2345")));
    assert!(matches!(back("Company", "taxNumber", "1"), Back::Nothing));
    assert!(matches!(back("Airplane", "name", "x"), Back::Nothing));
}

#[test]
fn identifiers_with_underscores_or_of_the_derived_form_stay_here() {
    for bad in ["lawful_interception", "svl-abcd2345-ftm-contract", "", "-a", "a.b"] {
        assert!(!is_safe(bad), "{bad}");
    }
    assert!(is_safe("bis-el-candiru"));
}

#[test]
fn languages_go_there_and_back() {
    assert_eq!(language::three("uz"), Some("uzb"));
    assert_eq!(language::three("uzb"), Some("uzb"));
    assert_eq!(language::three("xx"), None);
    for three in language::all() {
        assert_eq!(language::two(three).and_then(language::three), Some(three));
    }
}
