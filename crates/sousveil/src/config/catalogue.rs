//! The settings by their keys, for `config show`, for hints, and for the tests that compare them with the documents.
//! Which there are, only [`Layer`] says.

use clap::Args as _;
use toml::Value;

use super::layer::Layer;

/// The keys of all settings, in the order of the documents; with a dot where they stand in a table.
pub fn keys() -> Vec<String> {
    let command = Layer::augment_args(clap::Command::new("settings"));
    command.get_arguments().map(|argument| argument.get_id().to_string()).collect()
}

/// A layer as a table, in which what it does not say is missing, or is an empty list.
///
/// # Errors
/// Where a path is no text.
pub fn table(layer: &Layer) -> Result<Value, toml::ser::Error> {
    Value::try_from(layer)
}

/// What a table says about a setting.
pub fn value<'a>(table: &'a Value, key: &str) -> Option<&'a Value> {
    key.split('.').try_fold(table, |table, part| table.get(part))
}

/// Whether a table says something about a setting. What is served is one setting of two keys.
pub fn is_said(table: &Value, key: &str) -> bool {
    let keys: &[&str] = if matches!(key, "snapshots" | "folders") { &["snapshots", "folders"] } else { &[key] };
    let is_empty = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
    keys.iter().any(|key| value(table, key).is_some_and(|value| !is_empty(value)))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::config::Settings;

    /// What the reader of files takes, by its own words.
    fn fields(table: &str) -> Vec<String> {
        let error = toml::from_str::<Layer>(&format!("{table}no-such-key = 1\n")).unwrap_err();
        let (_, known) = error.message().rsplit_once("expected ").unwrap();
        let known = known.strip_prefix("one of ").unwrap_or(known).replace(" or ", ", ");
        known.split(", ").map(|f| f.trim_matches('`').to_owned()).collect()
    }

    #[test]
    fn files_and_flags_take_the_same_settings() {
        let mut keys = fields("");
        keys.retain(|k| !["log", "limits", "readers", "api", "inspect"].contains(&k.as_str()));
        for table in ["log", "limits", "readers", "api", "inspect"] {
            keys.extend(fields(&format!("[{table}]\n")).iter().map(|f| format!("{table}.{f}")));
        }
        assert_eq!(super::keys(), keys);
        let command = crate::args::Args::command();
        let serve = command.find_subcommand("serve").unwrap();
        for key in keys {
            assert!(serve.get_arguments().any(|a| a.get_id() == key.as_str()), "serve has no flag for {key}");
        }
    }

    #[test]
    fn what_is_said_is_told_apart_from_defaults() {
        let none = table(&Layer::default()).unwrap();
        let whole = table(&Settings::of(Layer::default()).unwrap().told()).unwrap();
        for key in keys() {
            assert!(!is_said(&none, &key), "{key}");
            // What has a default can be written into a file as it is shown.
            let Some(default) = value(&whole, &key) else { continue };
            let line = format!("{key} = {default}\n");
            let layer: Layer = toml::from_str(&line).unwrap_or_else(|e| panic!("{line}: {e}"));
            assert!(default.is_array() || is_said(&table(&layer).unwrap(), &key), "{line}");
            let again = table(&Settings::of(layer).unwrap().told()).unwrap();
            assert_eq!(value(&again, &key), Some(default), "{line}");
        }
    }

    #[test]
    fn whatever_is_said_is_told_back() {
        let text = include_str!("../../../../packaging/sousveil.toml");
        let text: String = text
            .lines()
            .map(|l| format!("{}\n", l.strip_prefix('#').filter(|l| !l.starts_with(' ')).unwrap_or(l)))
            .collect();
        let layer: Layer = toml::from_str(&text).unwrap();
        let told = Settings::of(layer.clone()).unwrap().told();
        assert_eq!(told, Layer { readers: told.readers.clone(), ..layer.clone() });
        // A header has one way to be written.
        let proxy_header = layer.readers.proxy_header.as_ref().map(|name| name.to_lowercase());
        assert_eq!(told.readers, super::super::layer::Readers { proxy_header, ..layer.readers });
    }
}
