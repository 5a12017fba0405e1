//! `/trends`: deals by year, drawn, told and as CSV: three times the same.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;

use support::Server;
use support::html::{bars, links, text};
use support::http::get;

/// Deals of the CSV by value and year.
fn figures(rows: &[std::collections::HashMap<String, String>], by: &str) -> BTreeMap<(String, String), u64> {
    let own = rows.iter().filter(|row| row["by"] == by);
    own.map(|row| ((row["value"].clone(), row["year"].clone()), row["deals"].parse().unwrap())).collect()
}

#[test]
fn pictures_tables_and_csv_say_the_same() {
    let server = Server::start();
    let csv = get(&server.base, "/trends.csv").csv();
    let page = get(&server.base, "/trends").text().to_owned();
    for (at, by, least) in [(0, "technology", 8), (1, "confidence", 4)] {
        let told = figures(&csv, by);
        let mut years: BTreeMap<&str, u64> = BTreeMap::new();
        told.iter().for_each(|((_, year), deals)| *years.entry(year).or_default() += deals);
        years.remove("");
        let drawn = bars(&page, at);
        assert_eq!(drawn.len(), years.len(), "{by}");
        for (year, runs) in drawn {
            let sum: u64 = runs.iter().filter(|(class, _)| !class.is_empty()).map(|(_, columns)| columns).sum();
            assert_eq!(Some(&sum), years.get(year.as_str()), "{by} {year}");
        }
        // Each value has its line in the table: all deals, then those of each year.
        let shown = text(&page);
        let mut lines: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for ((value, year), deals) in &told {
            let line = lines.entry(value).or_default();
            if !year.is_empty() {
                line.push(format!("{year}: {deals}"));
            }
        }
        assert!(lines.len() >= least, "{by}: {lines:?}");
        for (value, years) in lines {
            let all: u64 = told.iter().filter(|((own, _), _)| own == value).map(|(_, deals)| deals).sum();
            let years = if years.is_empty() { "–".to_owned() } else { years.join(", ") };
            assert!(shown.contains(&format!("{all} {years}")), "{by} {value}: {all} {years}");
        }
    }
    // Each deal has one confidence, and these are all deals.
    let sum = |by: &str| figures(&csv, by).values().sum::<u64>();
    assert_eq!(sum("all"), sum("confidence"));
    let deals = get(&server.base, "/transfers.csv?act=deal").csv().len() as u64;
    assert_eq!(sum("all"), deals);
    assert!(text(&page).contains(&format!("{deals} deals are recorded")), "{}", text(&page));
    // Countries: what is not known has a line, and each bar is as long as its deals.
    for (at, by) in [(2, "exporter"), (3, "recipient")] {
        let told = figures(&csv, by);
        let of = |value: &str| told.iter().filter(|((own, _), _)| own == value).map(|(_, deals)| deals).sum::<u64>();
        let mut longest: Vec<u64> =
            told.keys().map(|(value, _)| value.as_str()).filter(|v| !v.is_empty()).map(of).collect();
        longest.sort_unstable();
        longest.dedup();
        let ranked = bars(&page, at);
        assert!(ranked.len() > 10, "{by}");
        let unit = longest.last().unwrap().div_ceil(120);
        assert_eq!(ranked[0].1[0], ("m".to_owned(), longest.last().unwrap().div_ceil(unit)), "{by}");
        let shown = text(&page);
        assert!(of("") == 0 || shown.contains(&format!("not known {}", of(""))), "{by}: {}", of(""));
    }
    server.finish();
}

#[test]
fn one_technology_alone_and_what_is_wrong() {
    let server = Server::start();
    let csv = get(&server.base, "/trends.csv?technology=intrusion").csv();
    let all: u64 = figures(&csv, "all").values().sum();
    let listed = get(&server.base, "/transfers.csv?act=deal&technology=intrusion").csv().len() as u64;
    assert_eq!(all, listed);
    let page = get(&server.base, "/technologies/intrusion");
    assert!(links(page.text()).contains(&"/trends?technology=intrusion".to_owned()));
    assert!(links(get(&server.base, "/").text()).contains(&"/trends".to_owned()));
    for bad in ["/trends?technology=magic", "/trends?colour=red", "/trends.csv?technology="] {
        assert_eq!(get(&server.base, bad).status, 400, "{bad}");
    }
    server.finish();
}
