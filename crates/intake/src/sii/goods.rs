//! The index's goods and the technologies of companies into our vocabulary.

use crate::import::Value;
use crate::report::Report;

/// Goods of transfers, in lower case, and our key.
const GOODS: &[(&str, &str)] = &[
    ("off the air interception", "imsi_catcher"),
    ("intrusion software", "intrusion"),
    ("deep packet inspection", "deep_packet_inspection"),
    ("lawful interception", "lawful_interception"),
    ("network infrastructure and services", "network_infrastructure"),
    ("network infrastructure", "network_infrastructure"),
    ("monitoring centre", "monitoring_centre"),
    ("fibre taps / probes", "fibre_tap"),
    ("biometrics", "biometrics"),
    ("location tracking", "location_tracking"),
    ("forensics", "forensics"),
    ("internet filters", "internet_filtering"),
    ("laser / acoustic detection equipment", "audio"),
];

/// Goods that the index misspells or writes in another number.
const MISSPELT: &[(&str, &str)] = &[
    ("deeo packet inspection", "deep_packet_inspection"),
    ("fiber taps / probes", "fibre_tap"),
    ("monitoring centres", "monitoring_centre"),
];

/// What the index says that companies sell, in lower case. Its terms are wider than ours: the choice is a
/// curator's, and says so.
const SOLD: &[(&str, &str)] = &[
    ("internet monitoring", "deep_packet_inspection"),
    ("phone monitoring", "lawful_interception"),
    ("communications monitoring", "lawful_interception"),
    ("analysis", "osint_analytics"),
    ("location monitoring", "location_tracking"),
    ("forensics", "forensics"),
    ("counter-surveillance", "counter_surveillance"),
    ("video surveillance", "video"),
    ("audio surveillance", "audio"),
    ("biometrics", "biometrics"),
    ("monitoring centre", "monitoring_centre"),
    ("monitoring centres", "monitoring_centre"),
    ("intrusion", "intrusion"),
    ("equipment", "other"),
    ("network", "other"),
    ("tactical", "other"),
    ("technical surveillance", "other"),
];

/// The technologies that a transfer's list of goods names.
pub(super) fn goods(list: &str, report: &mut Report) -> Vec<Value> {
    let mut found = Vec::new();
    for good in list.split(',').map(str::trim).filter(|g| !g.is_empty()) {
        let lower = sousveil_text::tidy(good).to_lowercase();
        let known = GOODS.iter().find(|(name, _)| *name == lower);
        let misspelt = MISSPELT.iter().find(|(name, _)| *name == lower);
        match known.or(misspelt) {
            Some((_, key)) => {
                if misspelt.is_some() {
                    report.repaired("spelling of a technology", good, key);
                }
                push(&mut found, Value::from_spelling(*key, good));
            }
            None => report.repaired("unknown technology", good, "left out"),
        }
    }
    found
}

/// The technologies that a company's list names; an `and` before the last one is a trace of the list's making.
pub(super) fn sold(list: &[String], report: &mut Report) -> Vec<Value> {
    let mut found = Vec::new();
    for term in list {
        let tidy = sousveil_text::tidy(term);
        let bare = tidy.strip_prefix("and ").unwrap_or(&tidy);
        if bare != tidy {
            report.repaired("`and` before the last technology", term, bare);
        }
        let lower = bare.to_lowercase();
        match SOLD.iter().find(|(name, _)| *name == lower) {
            Some((_, key)) => push(&mut found, Value::from_spelling(*key, bare).judged()),
            None => report.repaired("unknown technology", term, "left out"),
        }
    }
    found
}

fn push(found: &mut Vec<Value>, value: Value) {
    if !found.iter().any(|f| f.value == value.value) {
        found.push(value);
    }
}
