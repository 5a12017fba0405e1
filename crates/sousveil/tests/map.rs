//! `/map` and `/flows`: picture, table, CSV and the lists behind them say the same; links lie where the countries are.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;

use support::Server;
use support::html::{links, text};
use support::http::get;
use support::webdriver::{Browser, available};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Counts by code, of a CSV.
fn figures(base: &str, path: &str, column: &str) -> BTreeMap<String, u64> {
    let rows = get(base, path).csv();
    rows.iter().map(|row| (row["country"].clone(), row[column].parse().unwrap())).collect()
}

/// What the marks of an SVG say of countries, by code.
fn drawn(base: &str, path: &str) -> BTreeMap<String, u64> {
    let answer = get(base, path);
    assert_eq!(answer.header("content-type"), "image/svg+xml");
    assert!(answer.text().len() < 90_000, "{path}: {} bytes", answer.text().len());
    let document = roxmltree::Document::parse(answer.text()).unwrap();
    let marks = document.descendants().filter(|node| node.has_tag_name((SVG, "a")));
    let told = marks.map(|mark| {
        let code = mark.attribute("href").unwrap().rsplit('/').next().unwrap().to_owned();
        let title = mark.first_element_child().unwrap().text().unwrap();
        (code, title.rsplit(": ").next().unwrap().parse().unwrap())
    });
    told.collect()
}

#[test]
fn picture_table_csv_and_lists_agree() {
    let server = Server::start();
    let base = &server.base;
    for (query, act, column) in [
        ("", "deal", "deals"),
        ("?side=exporter", "deal", "deals"),
        ("?count=licences", "licence", "licences"),
        ("?technology=monitoring_centre&period=2010-2014", "deal", "deals"),
        ("?side=exporter&confidence=confirmed&period=undated", "deal", "deals"),
    ] {
        let told = figures(base, &format!("/map.csv{query}"), column);
        assert!(told.len() > 1, "{query}: {told:?}");
        let mut marks = drawn(base, &format!("/map.svg{query}"));
        assert!(marks.len() > 230, "every country has a mark");
        marks.retain(|_, count| *count > 0);
        let on_map: BTreeMap<String, u64> =
            told.iter().filter(|(code, _)| marks.contains_key(*code)).map(|(code, n)| (code.clone(), *n)).collect();
        assert_eq!(on_map, marks, "{query}");
        let page = get(base, &format!("/map{query}")).text().to_owned();
        let places: Vec<&String> = told.keys().filter(|code| !code.is_empty()).collect();
        let lists: Vec<String> = links(&page).into_iter().filter(|link| link.starts_with("/transfers?")).collect();
        assert_eq!(lists.len(), places.len(), "{query}");
        // The list behind each number has as many lines.
        for list in lists.iter().take(6) {
            let side = if query.contains("exporter") { "supplier_country=" } else { "recipient_country=" };
            assert!(list.contains(&format!("act={act}")), "{list}");
            let code = list.split(side).nth(1).unwrap().split('&').next().unwrap();
            let rows = get(base, &list.replacen("/transfers?", "/transfers.csv?", 1)).csv();
            assert_eq!(rows.len() as u64, told[code], "{list}");
        }
    }
    // All deals are told of, on the map, beside it, or as not known.
    let deals = get(base, "/transfers.csv?act=deal").csv().len();
    assert!(text(get(base, "/map").text()).contains(&format!("{deals} deals are counted here")));
}

#[test]
fn flows_are_the_deals_between_two_countries() {
    let server = Server::start();
    let base = &server.base;
    let received = figures(base, "/flows.csv?country=uz", "deals");
    let sold = figures(base, "/flows.csv?country=il&side=exporter", "deals");
    assert_eq!(received["il"], sold["uz"]);
    let list = "/transfers.csv?supplier_country=il&recipient_country=uz&act=deal";
    assert_eq!(get(base, list).csv().len() as u64, sold["uz"]);
    let marks = drawn(base, "/flows.svg?country=il&side=exporter");
    for (code, count) in marks {
        assert_eq!(sold[&code], count, "{code}");
    }
    let page = get(base, "/flows?country=uz");
    assert!(page.text().len() < 60_000);
    assert!(get(base, "/countries/uz").text().contains("/flows?country=uz"), "the country leads there");
}

#[test]
fn what_is_not_understood_is_said() {
    let server = Server::start();
    for (path, status, expected) in [
        ("/map?side=left", 400, "recipient or exporter"),
        ("/map?count=all", 400, "deals or licences"),
        ("/map?period=2011", 400, "2010-2014"),
        ("/map?technology=magic", 400, "the key of a technology"),
        ("/map?confidence=sure", 400, "confirmed, reported"),
        ("/map?country=uz", 400, "side, count"),
        ("/map.png?side=left", 400, "recipient or exporter"),
        ("/flows?country=atlantis", 400, "the code of a country"),
        ("/flows", 404, "expected one, as in /flows?country=uz"),
        ("/flows.svg", 404, "expected one, as in /flows?country=uz"),
    ] {
        let answer = get(&server.base, path);
        assert_eq!(answer.status, status, "{path}");
        assert!(text(answer.text()).contains(expected), "{path}: {}", text(answer.text()));
    }
}

#[test]
fn every_form_of_a_picture_is_one_and_small() {
    let server = Server::start();
    for page in ["/map", "/flows"] {
        for ending in [".png", "@2x.png", ".dark.png", ".dark@2x.png"] {
            let answer = get(
                &server.base,
                &format!("{page}{ending}?side=exporter{}", if page == "/flows" { "&country=us" } else { "" }),
            );
            assert_eq!((answer.status, answer.header("content-type")), (200, "image/png"), "{page}{ending}");
            assert!(answer.body.starts_with(b"\x89PNG\r\n\x1a\n") && answer.body.len() < 90_000, "{page}{ending}");
            assert!(!answer.header("etag").is_empty());
        }
    }
}

/// At any width the link of a country lies on its picture: what is at that point is found, and followed.
#[test]
fn links_lie_where_countries_are() {
    if !available(&["chromedriver", "chromium"]) {
        return;
    }
    let server = Server::start();
    for (width, height) in [(1280, 900), (800, 900)] {
        let browser = Browser::chromium(true);
        browser.window(width, height);
        browser.go(&format!("{}/map", server.base));
        // Parts of a thousand of the picture's width: in Kazakhstan, in Alaska, in Sumatra, on the dot of Bahrain.
        for (across, down, code) in
            [(660, 75, "kz"), (160, 22, "us"), (735, 232, "id"), (597, 150, "bh"), (450, 300, "")]
        {
            let found = browser.script(&format!(
                "const box = document.querySelector('.canvas img').getBoundingClientRect();\
                 window.scrollBy(0, box.top); const now = document.querySelector('.canvas img').getBoundingClientRect();\
                 const at = document.elementFromPoint(now.left + now.width * {across} / 1000, now.top + now.width * {down} / 1000);\
                 return at && at.tagName === 'A' ? at.getAttribute('href') : ''"
            )).unwrap();
            let expected = if code.is_empty() { String::new() } else { format!("/countries/{code}") };
            assert_eq!(found.as_str().unwrap(), expected, "at {across}, {down} of {width}");
        }
    }
    // On a narrow screen the table is the control.
    let browser = Browser::chromium(true);
    browser.viewport(360);
    browser.go(&format!("{}/map", server.base));
    let shown = browser.script("return getComputedStyle(document.querySelector('.over')).display").unwrap();
    assert_eq!(shown.as_str(), Some("none"));
}
