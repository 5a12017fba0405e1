//! The log, to standard error. It never holds what readers look for, nor who they are.

use std::io;

use tracing_subscriber::EnvFilter;

use crate::config::{LogFormat, LogLevel};

/// Begins to log.
pub(super) fn start(level: LogLevel, format: LogFormat) {
    let log = tracing_subscriber::fmt().with_env_filter(filter(level)).with_writer(io::stderr);
    match format {
        LogFormat::Text => {
            // As for all other output: colour only where a terminal shows it and NO_COLOR does not forbid it.
            let colour = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
            log.with_target(false).with_ansi(colour).init();
        }
        LogFormat::Json => log.json().flatten_event(true).with_current_span(false).with_span_list(false).init(),
    }
}

/// `RUST_LOG` goes before the setting: whoever looks for a fault in the program knows what it means.
fn filter(level: LogLevel) -> EnvFilter {
    EnvFilter::try_from_default_env().unwrap_or_else(|_| {
        EnvFilter::new(match level {
            LogLevel::Off => "off",
            LogLevel::Error => "error,sousveil_requests=info",
            LogLevel::Warn => "warn,sousveil_requests=info",
            LogLevel::Info => "warn,sousveil=info",
            LogLevel::Debug => "info,sousveil=debug",
        })
    })
}
