//! The figures as text that Prometheus and its kin read (text format 0.0.4), on a listener of its own: they are for
//! whoever runs the server, not for its readers.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::get;

use crate::figures::{BOUNDS, Figures, Route};
use crate::site::Site;

const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Answers `/metrics`, and nothing else. `more` gives what only the process knows, in the same form.
pub fn metrics(site: Arc<Site>, more: impl Fn() -> String + Clone + Send + Sync + 'static) -> Router {
    let page = get(move || {
        let text = text(&site) + &more();
        async move { (StatusCode::OK, [(header::CONTENT_TYPE, CONTENT_TYPE), (header::CACHE_CONTROL, "no-store")], text) }
    });
    Router::new().route("/metrics", page)
}

fn text(site: &Site) -> String {
    let mut out = Text(String::with_capacity(16 * 1024));
    requests(&mut out, &site.figures);
    bounds(&mut out, site);
    data(&mut out, site);
    out.0
}

fn requests(out: &mut Text, figures: &Figures) {
    let routes = figures.routes();
    out.head("requests_total", "counter", "Answers by kind of page (pattern of the address) and status.");
    for (route, Route { statuses, .. }) in &routes {
        for (status, count) in statuses {
            out.line("requests_total", &[("route", route), ("status", &status.to_string())], count);
        }
    }
    out.head("request_duration_seconds", "histogram", "Time until an answer began, by kind of page.");
    for (route, of) in &routes {
        let mut below = 0;
        for (bound, count) in BOUNDS.iter().zip(of.durations) {
            below += count;
            let bound = (*bound as f64 / 1e6).to_string();
            out.line("request_duration_seconds_bucket", &[("route", route), ("le", &bound)], &below);
        }
        let all: u64 = of.statuses.values().sum();
        out.line("request_duration_seconds_bucket", &[("route", route), ("le", "+Inf")], &all);
        out.line("request_duration_seconds_sum", &[("route", route)], &of.total.as_secs_f64());
        out.line("request_duration_seconds_count", &[("route", route)], &all);
    }
    out.head("answers_refused_total", "counter", "Requests turned away because too much was asked at once.");
    for status in [429, 503] {
        let count: u64 = routes.values().filter_map(|r| r.statuses.get(&status)).sum();
        out.line("answers_refused_total", &[("status", &status.to_string())], &count);
    }
    out.one("answer_bytes_total", "counter", "Bytes of bodies handed to connections.", figures.bytes());
    let (connections, open) = figures.connections();
    out.one("connections_total", "counter", "Connections that were taken.", connections);
    out.one("connections_open", "gauge", "Connections that are open.", open);
}

/// How much of what is bounded is in use.
fn bounds(out: &mut Text, site: &Site) {
    let limits = site.config.limits;
    let used = |limit: usize, semaphore: &tokio::sync::Semaphore| limit.saturating_sub(semaphore.available_permits());
    let rows = [
        ("requests", limits.concurrent, used(limits.concurrent, &site.permits)),
        ("streams", limits.streams, used(limits.streams, &site.streams)),
        ("turns", limits.turns, used(limits.turns, &site.turns)),
    ];
    out.head("limit", "gauge", "How many there may be at once.");
    for (kind, limit, _) in rows {
        out.line("limit", &[("kind", kind)], &limit);
    }
    out.line("limit", &[("kind", "connections")], &limits.connections.most);
    out.head("in_use", "gauge", "How many there are, of what is limited.");
    for (kind, _, used) in rows {
        out.line("in_use", &[("kind", kind)], &used);
    }
    out.line("in_use", &[("kind", "connections")], &site.figures.connections().1);
}

fn data(out: &mut Text, site: &Site) {
    let snapshot = site.snapshot();
    let manifest = snapshot.manifest();
    let dataset = &manifest.dataset;
    out.head("snapshot_info", "gauge", "The data that is served.");
    let labels = [
        ("dataset", dataset.name.as_str()),
        ("version", dataset.version.as_str()),
        ("hash", manifest.data_hash.as_str()),
    ];
    out.line("snapshot_info", &labels, &1);
    out.one("snapshot_entities", "gauge", "Entities of the data.", manifest.entities);
    out.one("snapshot_claims", "gauge", "Claims of the data.", manifest.claims);
    let (uptime, age) = site.figures.ages();
    out.one("snapshot_age_seconds", "gauge", "Time since this data was taken up.", age.as_secs());
    let (done, refused) = site.figures.swaps();
    out.head("swaps_total", "counter", "How often new data was taken up, or refused and the old kept.");
    out.line("swaps_total", &[("result", "done")], &done);
    out.line("swaps_total", &[("result", "refused")], &refused);
    lists(out, site);
    out.one("uptime_seconds", "gauge", "Time since the start.", uptime.as_secs());
    out.head("build_info", "gauge", "The program.");
    out.line("build_info", &[("version", env!("CARGO_PKG_VERSION"))], &1);
}

/// The lists beside the data of the pages, and how they were looked for where they come from.
fn lists(out: &mut Text, site: &Site) {
    let lists = site.catalogue.lists();
    if lists.is_empty() {
        return;
    }
    out.head("list_info", "gauge", "The lists that are served.");
    for list in lists {
        let snapshot = list.snapshot();
        let manifest = snapshot.manifest();
        let labels = [
            ("list", list.name()),
            ("version", manifest.dataset.version.as_str()),
            ("hash", manifest.data_hash.as_str()),
        ];
        out.line("list_info", &labels, &1);
    }
    out.head("list_fetches_total", "counter", "How often a list was looked for by schedule.");
    for list in lists {
        let (done, failed) = list.fetches();
        out.line("list_fetches_total", &[("list", list.name()), ("result", "done")], &done);
        out.line("list_fetches_total", &[("list", list.name()), ("result", "failed")], &failed);
    }
    out.head("list_behind", "gauge", "Whether a list could not be looked for the last time.");
    for list in lists {
        out.line("list_behind", &[("list", list.name())], &u8::from(list.is_behind()));
    }
}

/// Lines of the text format, every name behind `sousveil_`.
struct Text(String);

impl Text {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        // Writing to a string can't fail, here and below.
        let _ = write!(self.0, "# HELP sousveil_{name} {help}\n# TYPE sousveil_{name} {kind}\n");
    }

    fn line(&mut self, name: &str, labels: &[(&str, &str)], value: &dyn std::fmt::Display) {
        let _ = write!(self.0, "sousveil_{name}");
        for (place, (label, of)) in labels.iter().enumerate() {
            let of = of.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            let _ = write!(self.0, "{}{label}=\"{of}\"", if place == 0 { '{' } else { ',' });
        }
        let _ = writeln!(self.0, "{} {value}", if labels.is_empty() { "" } else { "}" });
    }

    fn one(&mut self, name: &str, kind: &str, help: &str, value: u64) {
        self.head(name, kind, help);
        self.line(name, &[], &value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_labels_are_escaped() {
        let mut out = Text(String::new());
        out.line("x", &[("a", "1\"2\\3\n4"), ("b", "")], &1.5);
        assert_eq!(out.0, "sousveil_x{a=\"1\\\"2\\\\3\\n4\",b=\"\"} 1.5\n");
    }
}
