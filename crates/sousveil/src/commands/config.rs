//! `config`: is a settings file right, and which settings hold.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, CommandFactory as _};
use serde_json::json;

use super::FOUND;
use crate::args::{Args, Config};
use crate::config::{FileError, Layer, Settings, is_said, keys, read, table, value};
use crate::output;

/// Checks or shows.
pub fn run(args: &Config) -> Result<ExitCode> {
    match args {
        Config::Check { file } => check(file),
        Config::Show { config, json, settings } => show(config.as_deref(), settings, *json),
    }
}

/// The settings that hold: what the arguments say over what the file says over the defaults.
///
/// # Errors
/// Where the file can't be read or is wrong, or a value can't hold.
pub fn settings(file: Option<&Path>, over: Layer) -> Result<Settings> {
    let below = file.map(read).transpose()?.unwrap_or_default();
    Ok(Settings::of(below.under(over))?)
}

fn check(file: &Path) -> Result<ExitCode> {
    let layer = match read(file) {
        Ok(layer) => layer,
        // A file that can't be read was not checked.
        Err(error) if error.line.is_none() => return Err(error.into()),
        Err(error) => return Ok(found(&error)),
    };
    match Settings::of(layer) {
        Ok(_) => {
            anstream::println!("{}: nothing is wrong", file.display());
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            anstream::println!("{}: {error}", file.display());
            Ok(ExitCode::from(FOUND))
        }
    }
}

fn found(error: &FileError) -> ExitCode {
    anstream::println!("{error}");
    if let Some(hint) = &error.hint {
        anstream::println!("{}: {hint}", output::bold("hint"));
    }
    ExitCode::from(FOUND)
}

/// One setting as it is shown.
struct Row {
    key: String,
    value: Option<toml::Value>,
    origin: String,
}

fn show(file: Option<&Path>, over: &Layer, as_json: bool) -> Result<ExitCode> {
    let below = file.map(read).transpose()?.unwrap_or_default();
    let effective = table(&Settings::of(below.clone().under(over.clone()))?.told())?;
    let below = table(&below)?;
    // Parsed once more: only these matches tell the environment from the command line.
    let matches = Args::command().get_matches();
    let matches = leaf(&matches);
    let row = |key: String| Row {
        value: value(&effective, &key).cloned(),
        origin: origin(&key, matches, file.filter(|_| is_said(&below, &key))),
        key,
    };
    let rows: Vec<Row> = keys().into_iter().map(row).collect();
    if as_json {
        print_json(&rows)?
    } else {
        print(&rows)
    }
    Ok(ExitCode::SUCCESS)
}

fn leaf(matches: &ArgMatches) -> &ArgMatches {
    matches.subcommand().map_or(matches, |(_, below)| leaf(below))
}

/// Where a value comes from; `file` is one that says something about it.
fn origin(key: &str, matches: &ArgMatches, file: Option<&Path>) -> String {
    // What is served is one setting of two keys.
    let ids: &[&str] = match key {
        "snapshots" | "folders" => &["snapshots", "folders"],
        ref key => std::slice::from_ref(key),
    };
    let given = |source| ids.iter().any(|id| matches.value_source(id) == Some(source));
    match file {
        _ if given(ValueSource::CommandLine) => "command line".to_owned(),
        _ if given(ValueSource::EnvVariable) => "environment".to_owned(),
        Some(file) => file.display().to_string(),
        None => "default".to_owned(),
    }
}

/// Prints them as a file that could be read again.
fn print(rows: &[Row]) {
    let mut table = "";
    for row in rows {
        let (of, key) = row.key.split_once('.').unwrap_or(("", &row.key));
        if of != table {
            anstream::println!("\n[{of}]");
            table = of;
        }
        let line = match &row.value {
            Some(value) => format!("{key} = {value}"),
            None => format!("# {key} is not set"),
        };
        anstream::println!("{line:40} # {}", row.origin);
    }
}

fn print_json(rows: &[Row]) -> Result<()> {
    let command = Args::command();
    let serve = command.find_subcommand("serve").context("there is no `serve`")?;
    let argument = |key: &str| serve.get_arguments().find(|a| a.get_id() == key);
    let flag = |key| argument(key).and_then(Arg::get_long).map(|long| format!("--{long}"));
    let variable = |key| argument(key).and_then(Arg::get_env).map(|name| name.to_string_lossy().into_owned());
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let key = row.key.as_str();
            json!({ "key": key, "value": row.value, "from": row.origin, "flag": flag(key), "variable": variable(key) })
        })
        .collect();
    output::json(&rows)
}
