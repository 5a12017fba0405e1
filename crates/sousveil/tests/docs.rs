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

fn said(args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sousveil"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("SOUSVEIL_")) {
        command.env_remove(name);
    }
    let output = command.args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Key, default, flag, variable of each setting, as the program knows them.
fn settings() -> Vec<[String; 4]> {
    let rows: Vec<serde_json::Value> = serde_json::from_str(&said(&["config", "show", "--json"])).unwrap();
    let word = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
    let default = |v: &serde_json::Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned).replace("null", "");
    rows.iter().map(|r| [word(&r["key"]), default(&r["value"]), word(&r["flag"]), word(&r["variable"])]).collect()
}

#[test]
fn every_setting_is_documented_and_no_other() {
    let text = read("docs/configuration.md");
    let told: Vec<Vec<&str>> = text
        .lines()
        .filter_map(|l| l.strip_prefix("| `"))
        .map(|l| l.split('|').map(|cell| cell.trim().trim_matches('`')).collect())
        .collect();
    let known = settings();
    let keys: Vec<&str> = told.iter().map(|cells| cells[0]).collect();
    assert_eq!(keys, known.iter().map(|s| s[0].as_str()).collect::<Vec<_>>(), "docs/configuration.md: keys, in order");
    for (cells, [key, default, flag, variable]) in told.iter().zip(&known) {
        let is_machines_own = key == "limits.turns";
        assert!(is_machines_own || cells[1] == default, "{key}: default is {default}, told is {}", cells[1]);
        assert_eq!((cells[2], cells[3]), (flag.as_str(), variable.as_str()), "{key}: flag and variable");
        assert!(cells[4].len() > 10, "{key}: nothing is told of it");
    }
    // Every flag of `serve` is a setting, or one of those that only make sense in a shell.
    let shell = ["--config", "--get", "--accept", "--header", "--include", "--help"];
    let help = said(&["serve", "--help"]);
    let flags = help.lines().filter_map(|l| {
        let l = l.trim_start();
        let l = l.strip_prefix("-h, ").unwrap_or(l);
        l.starts_with("--").then(|| l.split([' ', '[', '=']).next().unwrap())
    });
    for flag in flags {
        assert!(shell.contains(&flag) || known.iter().any(|s| s[2] == flag), "{flag} is no setting");
    }
    let one_line = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for [key, default, flag, variable] in &known {
        assert!(help.contains(flag.as_str()) && help.contains(variable.as_str()), "--help: {key}");
        let told = one_line.contains(&format!("[default: {default}]"));
        assert!(told || default.is_empty() || default == "[]" || key == "limits.turns", "--help: default of {key}");
    }
}

#[test]
fn the_packaged_settings_name_every_setting_and_hold_with_all_of_them() {
    let text = read("packaging/sousveil.toml");
    let dir = tempfile::tempdir().unwrap();
    let check = |name: &str, text: &str| {
        let file = dir.path().join(name);
        fs::write(&file, text).unwrap();
        said(&["config", "check", file.to_str().unwrap()]);
        let shown = said(&["config", "show", "--json", "--config", file.to_str().unwrap()]);
        serde_json::from_str::<Vec<serde_json::Value>>(&shown).unwrap()
    };
    let rows = check("as-packaged.toml", &text);
    let listen = rows.iter().find(|r| r["key"] == "listen").unwrap();
    assert!(listen["value"].as_str().unwrap().starts_with("127.0.0.1:"), "no public listener by default");
    // What is commented out is right too, and all settings are there. `#` and no space begins such a line.
    let all: String = text
        .lines()
        .map(|l| format!("{}\n", l.strip_prefix('#').filter(|l| !l.starts_with(' ')).unwrap_or(l)))
        .collect();
    for row in check("with-all.toml", &all) {
        let from = row["from"].as_str().unwrap();
        assert!(from.ends_with("with-all.toml"), "packaging/sousveil.toml does not name {}", row["key"]);
    }
}

#[test]
fn the_guides_of_operators_give_commands_that_exist() {
    let help = said(&["--help"]);
    for file in ["docs/operate.md", "docs/configuration.md", "docs/reverse-proxy.md", "docs/onion.md"] {
        for line in read(file).lines() {
            let Some(rest) = line.trim_start().strip_prefix("sousveil ") else { continue };
            let command = rest.split_whitespace().next().unwrap();
            assert!(help.contains(&format!("\n  {command} ")), "{file}: `sousveil {command}` is no command");
        }
    }
}
