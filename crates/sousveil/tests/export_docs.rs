//! `docs/export.md` says of every column where it goes, in the words of the mapping, and names every command.

mod support;

use std::fs;
use std::path::Path;

use sousveil_model::ftm::{Derived, MAPPINGS, SCHEMATA, To};

/// A place in words.
fn words(column: &str, to: To) -> String {
    match to {
        To::Value(name) => format!("`{name}`"),
        To::Tag(name) => format!("`{name}` as `{column}: value`"),
        To::TagEntity(name) => format!("`{name}` as `{column}: name [identifier]`"),
        To::ValueOrTag(name, other) => format!("`{name}` where the schema has it, else `{other}` as `{column}: value`"),
        To::Language(name) => format!("`{name}`, in three letters"),
        To::Interval => "`date`, or `startDate` and `endDate`".to_owned(),
        To::Lead => "in the brackets before `summary`".to_owned(),
        To::Summary => "`summary`, after the brackets".to_owned(),
        To::Edge(derived) => format!("a derived `{}` of the role `{}`", derived.schema(), derived.word()),
        To::End(_) => "an end of the edge, by the kind of the relation".to_owned(),
        To::Origin => "`origin` of its statements".to_owned(),
        To::Proof => "`proof`".to_owned(),
        To::Nowhere(reason) => format!("left out: {reason}"),
    }
}

#[test]
fn every_line_of_the_mapping_is_documented() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/export.md");
    let text = fs::read_to_string(path).unwrap_or_default();
    for map in MAPPINGS {
        for line in map.columns {
            let places: Vec<String> = line.to.iter().map(|to| words(line.column, *to)).collect();
            let row = format!("| `{}.{}` | {} |", map.table, line.column, places.join("; "));
            assert!(text.lines().any(|l| l == row), "docs/export.md lacks: {row}");
        }
    }
    for schema in SCHEMATA {
        assert!(text.contains(&format!("`{}`", schema.name)), "docs/export.md does not name {}", schema.name);
    }
    for derived in Derived::ALL {
        assert!(text.contains(&format!("`{}`", derived.word())), "docs/export.md does not name {}", derived.word());
    }
}

#[test]
fn every_command_is_in_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/export.md");
    let text = fs::read_to_string(path).unwrap_or_default();
    let help = support::run(Path::new("unused"), &["export", "--help"]).out;
    let listed = help.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
    // What goes on in the next line stands further in.
    let names =
        listed.filter_map(|l| l.strip_prefix("  ")?.split(' ').next()).filter(|n| !n.is_empty() && *n != "help");
    let names: Vec<&str> = names.collect();
    assert!(names.len() > 5, "{help}");
    for name in names {
        let row = format!("| `sousveil export {name}");
        assert!(text.lines().any(|l| l.starts_with(&row)), "docs/export.md has no row for {name}");
    }
}
