//! Reasons of a score in words, for a cell.

use std::collections::BTreeMap;

/// What a score rests on: for each feature what was compared and why it counts.
pub fn reasons(explanations: &sousveil_snapshot::Explanations) -> String {
    let mut order: Vec<_> = explanations.iter().collect();
    // Names first, then by the alphabet.
    order.sort_by_key(|(feature, _)| (**feature != "name_match", **feature));
    let texts: Vec<String> = order
        .into_iter()
        .map(|(feature, why)| {
            let detail = why.detail.as_deref().unwrap_or_default();
            let compared = match (&why.query, &why.candidate) {
                (Some(asked), Some(own)) => format!("`{}` / `{}`: ", short(asked), short(own)),
                _ => String::new(),
            };
            format!("{} {:.2}: {compared}{detail}", words(feature), why.score)
        })
        .collect();
    texts.join("; ")
}

fn words(feature: &str) -> String {
    let known = BTreeMap::from([
        ("name_match", "names alike"),
        ("identifier_match", "same identifier"),
        ("identifier_mismatch", "identifiers differ"),
        ("date_match", "dates agree"),
        ("date_mismatch", "dates contradict"),
        ("country_match", "country shared"),
        ("country_mismatch", "no country shared"),
        ("gender_match", "same gender"),
        ("gender_mismatch", "gender differs"),
        ("address_match", "addresses alike"),
    ]);
    known.get(feature).map_or_else(|| feature.replace('_', " "), |words| (*words).to_owned())
}

/// A value that a cell can hold beside others.
fn short(text: &str) -> String {
    const LONGEST: usize = 120;
    if text.chars().count() <= LONGEST { text.to_owned() } else { text.chars().take(LONGEST).chain(['…']).collect() }
}
