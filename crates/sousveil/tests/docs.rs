//! The reference is true: what the code knows, the documents tell.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sousveil_model::tables::{Cell, SIDE_FILES, TABLES};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

#[test]
fn every_column_is_documented() {
    let text = read("docs/data.md");
    for table in TABLES {
        let head = format!("| `{}.csv` |", table.name);
        let line = text.lines().find(|l| l.starts_with(&head));
        let line = line.unwrap_or_else(|| panic!("docs/data.md has no line for {}.csv", table.name));
        for column in table.columns.iter().filter(|c| !matches!(c.cell, Cell::Sources | Cell::Grade)) {
            let star = if column.required { "*" } else { "" };
            let written = format!("`{}`{star}", column.name);
            assert!(line.contains(&written), "docs/data.md: {}.csv lacks {written}", table.name);
        }
    }
    for (file, columns) in SIDE_FILES {
        for column in *columns {
            assert!(text.contains(column.name), "docs/data.md does not name {} of {file}.csv", column.name);
        }
    }
}

#[test]
fn every_key_of_a_mapping_is_documented() {
    let text = read("docs/import.md");
    let source = read("crates/intake/src/mapped/mapping.rs");
    let fields = source.lines().filter_map(|l| l.trim().strip_prefix("pub ")?.split_once(": ").map(|(name, _)| name));
    for field in fields.filter(|f| f.chars().all(|c| c.is_lowercase() || c == '_')) {
        let named = text.contains(&format!("`{field}`"))
            || text.contains(&format!("{{ {field}"))
            || text.contains(&format!(", {field}"));
        // `as` is a word of the language and has another name inside.
        assert!(
            named || text.contains(&format!("{field} = ")) || field == "reading",
            "docs/import.md does not name `{field}`"
        );
    }
}

#[test]
fn every_command_has_a_help_and_the_readme_names_no_other() {
    let help = Command::new(env!("CARGO_BIN_EXE_sousveil")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|l| !l.starts_with("Commands:"))
        .skip(1)
        .take_while(|l| l.starts_with("  "))
        .filter_map(|l| l.split_whitespace().next())
        .collect();
    assert!(commands.contains(&"serve"));
    for line in read("README.md").lines().filter_map(|l| l.strip_prefix("sousveil ")) {
        let command = line.split_whitespace().next().unwrap();
        assert!(commands.contains(&command), "README.md: `sousveil {command}` is no command");
    }
}

#[test]
fn the_readme_tells_the_real_figures() {
    let stats = Command::new(env!("CARGO_BIN_EXE_sousveil"))
        .args(["stats", "--json", "--folder"])
        .arg(root().join("data"))
        .output()
        .unwrap();
    let stats: serde_json::Value = serde_json::from_slice(&stats.stdout).unwrap();
    let figures = &stats["statistics"];
    let number = |value: &serde_json::Value| value.as_u64().unwrap().to_string();
    let transfers = &figures["transfers"];
    let told = [
        ("deals", number(&transfers["deals"])),
        ("offers and tenders without a reported sale", number(&transfers["offers"])),
        (
            "export licences granted / refused (never added to deals)",
            format!("{} / {}", transfers["licences"], transfers["refused"]),
        ),
        ("companies", number(&figures["entities"]["Company"])),
        ("agencies and other end users", number(&figures["entities"]["Agency"])),
        (
            "products / technologies",
            format!("{} / {}", figures["entities"]["Product"], figures["entities"]["Technology"]),
        ),
        ("relations between companies", number(&figures["entities"]["Relation"])),
        ("documented incidents", number(&figures["entities"]["Incident"])),
    ];
    let readme = read("README.md");
    for (what, figure) in told {
        let line = format!("| {what} | {figure} |");
        assert!(readme.contains(&line), "README.md should say: {line}");
    }
    for (what, figure) in [
        (
            "sources",
            format!(
                "sources ({} opened by the curators) | {}",
                figures["sources_opened"], figures["entities"]["Source"]
            ),
        ),
        ("measures", format!("({} not checked) | {}", figures["measures_unverified"], figures["entities"]["Measure"])),
    ] {
        assert!(readme.contains(&figure), "README.md, {what}: should say {figure}");
    }
}
