//! All settings by their keys, for `config show`, for hints, and for the tests that compare them with the documents.

use toml::Value;

use super::layer::{Layer, LogFormat, LogLevel};
use super::settings::Settings;

/// One setting.
#[derive(Debug)]
pub struct Setting {
    /// Its key in the file; behind a dot where it stands in a table.
    pub key: &'static str,
    /// Whether a layer says something about it.
    pub is_said: fn(&Layer) -> bool,
    /// The value that holds; nothing where there is none.
    pub value: fn(&Settings) -> Option<Value>,
}

const fn setting(key: &'static str, is_said: fn(&Layer) -> bool, value: fn(&Settings) -> Option<Value>) -> Setting {
    Setting { key, is_said, value }
}

/// All settings, in the order of the documents.
pub const SETTINGS: &[Setting] = &[
    setting("listen", |l| l.listen.is_some(), |s| text(Some(s.listen))),
    setting("snapshots", names_data, |s| paths(&s.snapshots)),
    setting("folders", names_data, |s| paths(&s.folders)),
    setting("public_url", |l| l.public_url.is_some(), |s| text(s.site.public_url.as_ref())),
    setting("onion_url", |l| l.onion_url.is_some(), |s| text(s.site.onion_url.as_ref())),
    setting("corrections", |l| l.corrections.is_some(), |s| text(s.site.corrections.as_ref())),
    setting("security_contact", |l| l.security_contact.is_some(), |s| text(s.site.security_contact.as_ref())),
    setting("security_expires", |l| l.security_expires.is_some(), |s| text(s.site.security_expires.as_ref())),
    setting("metrics_listen", |l| l.metrics_listen.is_some(), |s| text(s.metrics_listen)),
    setting("swap_seconds", |l| l.swap_seconds.is_some(), |s| number(s.swap.as_secs())),
    setting("log.level", |l| l.log.level.is_some(), |s| level(s.log_level)),
    setting("log.format", |l| l.log.format.is_some(), |s| format(s.log_format)),
    setting("log.requests", |l| l.log.requests.is_some(), |s| Some(Value::Boolean(s.site.log_requests))),
    setting("limits.requests", |l| l.limits.requests.is_some(), |s| number(s.site.limits.concurrent)),
    setting("limits.streams", |l| l.limits.streams.is_some(), |s| number(s.site.limits.streams)),
    setting("limits.turns", |l| l.limits.turns.is_some(), |s| number(s.site.limits.turns)),
    setting("limits.connections", |l| l.limits.connections.is_some(), |s| number(s.site.limits.connections.most)),
    setting("limits.answer_seconds", |l| l.limits.answer_seconds.is_some(), |s| number(s.site.limits.time.as_secs())),
    setting(
        "limits.head_seconds",
        |l| l.limits.head_seconds.is_some(),
        |s| number(s.site.limits.connections.head.as_secs()),
    ),
    setting(
        "limits.stall_seconds",
        |l| l.limits.stall_seconds.is_some(),
        |s| number(s.site.limits.connections.stall.as_secs()),
    ),
    setting(
        "limits.grace_seconds",
        |l| l.limits.grace_seconds.is_some(),
        |s| number(s.site.limits.connections.grace.as_secs()),
    ),
    setting(
        "limits.least_bytes_per_second",
        |l| l.limits.least_bytes_per_second.is_some(),
        |s| number(s.site.limits.connections.least_rate),
    ),
    setting("limits.workbook_rows", |l| l.limits.workbook_rows.is_some(), |s| number(s.site.limits.workbook)),
    setting("limits.address_bytes", |l| l.limits.address_bytes.is_some(), |s| number(s.site.limits.address)),
    setting("readers.per_second", |l| l.readers.per_second.is_some(), |s| number(s.site.rate.per_second)),
    setting("readers.burst", |l| l.readers.burst.is_some(), |s| number(s.site.rate.burst)),
    setting("readers.streams", |l| l.readers.streams.is_some(), |s| number(s.site.rate.streams)),
    setting("readers.proxies", |l| !l.readers.proxies.is_empty(), |s| Some(proxies(s))),
    setting(
        "readers.proxy_header",
        |l| l.readers.proxy_header.is_some(),
        |s| text(s.site.rate.proxy.as_ref().map(|p| &p.header)),
    ),
];

fn names_data(layer: &Layer) -> bool {
    !layer.snapshots.is_empty() || !layer.folders.is_empty()
}

fn text(value: Option<impl ToString>) -> Option<Value> {
    value.map(|v| Value::String(v.to_string()))
}

fn number(value: impl TryInto<i64>) -> Option<Value> {
    Some(Value::Integer(value.try_into().unwrap_or(i64::MAX)))
}

fn paths(paths: &[std::path::PathBuf]) -> Option<Value> {
    Some(Value::Array(paths.iter().map(|p| Value::String(p.display().to_string())).collect()))
}

fn proxies(settings: &Settings) -> Value {
    let addresses = settings.site.rate.proxy.iter().flat_map(|p| &p.addresses);
    Value::Array(addresses.map(|a| Value::String(a.to_string())).collect())
}

fn level(level: LogLevel) -> Option<Value> {
    let word = match level {
        LogLevel::Off => "off",
        LogLevel::Error => "error",
        LogLevel::Warn => "warn",
        LogLevel::Info => "info",
        LogLevel::Debug => "debug",
    };
    text(Some(word))
}

fn format(format: LogFormat) -> Option<Value> {
    text(Some(if format == LogFormat::Json { "json" } else { "text" }))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    /// What the reader of files takes, by its own words.
    fn fields(table: &str) -> Vec<String> {
        let error = toml::from_str::<Layer>(&format!("{table}no-such-key = 1\n")).unwrap_err();
        let (_, known) = error.message().split_once("expected one of ").unwrap();
        known.split(", ").map(|f| f.trim_matches('`').to_owned()).collect()
    }

    #[test]
    fn the_catalogue_holds_what_files_and_flags_take() {
        let mut keys = fields("");
        keys.retain(|k| !["log", "limits", "readers"].contains(&k.as_str()));
        for table in ["log", "limits", "readers"] {
            keys.extend(fields(&format!("[{table}]\n")).iter().map(|f| format!("{table}.{f}")));
        }
        let ours: Vec<&str> = SETTINGS.iter().map(|s| s.key).collect();
        assert_eq!(ours, keys);
        let command = crate::args::Args::command();
        let serve = command.find_subcommand("serve").unwrap();
        for setting in SETTINGS {
            assert!(serve.get_arguments().any(|a| a.get_id() == setting.key), "serve has no flag for {}", setting.key);
        }
    }

    #[test]
    fn what_is_said_is_told_apart_from_defaults() {
        assert!(SETTINGS.iter().all(|s| !(s.is_said)(&Layer::default())));
        let settings = Settings::of(Layer::default()).unwrap();
        for setting in SETTINGS {
            // What has a default can be written into a file as it is shown.
            let Some(value) = (setting.value)(&settings) else { continue };
            let line = format!("{} = {value}\n", setting.key);
            let layer: Layer = toml::from_str(&line).unwrap_or_else(|e| panic!("{line}: {e}"));
            let is_list = matches!(setting.key, "snapshots" | "folders" | "readers.proxies");
            assert!(is_list || (setting.is_said)(&layer), "{line}");
            let again = (setting.value)(&Settings::of(layer).unwrap());
            assert_eq!(again, Some(value), "{line}");
        }
    }
}
