//! The languages of the interface: by address, by browser, on every kind of page; files have none.

mod support;

use std::collections::BTreeSet;

use support::html::{links, tags};
use support::http::{get, get_with, post_form};
use support::{Server, page_kinds};

const CODES: [(&str, &str); 4] = [("en", "en"), ("ru", "ru"), ("uz", "uz-Latn"), ("kk", "kk")];

/// The language that a page says it is in.
fn spoken(html: &str) -> String {
    tags(html).iter().find(|tag| tag.name == "html").and_then(|tag| tag.get("lang")).unwrap_or_default().to_owned()
}

#[test]
fn the_address_decides_and_else_the_browser() {
    let server = Server::start();
    let base = &server.base;
    for (code, tag) in CODES {
        let by_address = get_with(base, &format!("/{code}/countries/uz"), &[("accept-language", "fr")]);
        assert_eq!((by_address.status, spoken(by_address.text()).as_str()), (200, tag));
        assert!(!by_address.header("vary").contains("accept-language"), "{code}: the address alone decides");
        let by_browser = get_with(base, "/countries/uz", &[("accept-language", &format!("fr, {code};q=0.5"))]);
        assert_eq!((by_browser.status, spoken(by_browser.text()).as_str()), (200, tag));
        let vary: Vec<_> = by_browser.headers.get_all("vary").iter().filter_map(|v| v.to_str().ok()).collect();
        assert_eq!(vary, ["accept-encoding, accept-language"], "{code}: in one line");
        // What one language is called unchanged by is not the tag of another.
        let tag = by_browser.header("etag").to_owned();
        let again = |accept: &str| {
            get_with(base, "/countries/uz", &[("accept-language", accept), ("if-none-match", &tag)]).status
        };
        assert_eq!(again(code), 304, "{code}");
        assert!(CODES.iter().filter(|(other, _)| *other != code).all(|(other, _)| again(other) == 200), "{code}");
    }
    assert_eq!(spoken(get(base, "/countries/uz").text()), "en");
    assert_eq!(spoken(get_with(base, "/", &[("accept-language", "de, *;q=0.1")]).text()), "en");
    server.finish();
}

#[test]
fn files_and_doors_have_no_language() {
    let server = Server::start();
    let base = &server.base;
    for path in ["/countries.csv", "/countries/uz.json", "/search.atom?q=verint", "/data.bib", "/api/catalog"] {
        let plain = get(base, path);
        assert_eq!(plain.status, 200, "{path}");
        let asked = get_with(base, path, &[("accept-language", "ru")]);
        assert!(asked.body == plain.body, "{path}: the browser's language changes nothing");
        assert!(!asked.header("vary").contains("accept-language"), "{path}");
        assert!(get(base, &format!("/ru{path}")).body == plain.body, "{path}: the same below a language");
    }
    // What is drawn holds words.
    let drawn = get(base, "/ru/map.svg");
    assert!(drawn.body != get(base, "/map.svg").body);
    assert!(drawn.text().contains(" href=\"/ru/countries/uz\""), "its links stay in the language");
    server.finish();
}

#[test]
fn every_kind_of_page_speaks_every_language() {
    let server = Server::start();
    let base = &server.base;
    let keys: Vec<String> = english_keys();
    let mut faults = BTreeSet::new();
    for (kind, path) in page_kinds(base) {
        let english = get(base, &path);
        for (code, tag) in CODES {
            let own = format!("/{code}{path}");
            let page = get(base, &own);
            let html = page.text();
            if page.status != english.status || spoken(html) != tag {
                faults.insert(format!("{own}: {} in {}", page.status, spoken(html)));
            }
            if html.len() > 100_000 {
                faults.insert(format!("{own}: {} bytes", html.len()));
            }
            if html.contains('⟦') {
                faults.insert(format!(
                    "{own} lacks a message: {}",
                    html.split('⟦').nth(1).and_then(|r| r.split('⟧').next()).unwrap_or_default()
                ));
            }
            for key in keys.iter().filter(|key| html.contains(key.as_str())) {
                faults.insert(format!("{own} shows the key {key}"));
            }
            // The way on stays in the language; files and the other languages are where they are.
            for link in links(html) {
                let path = link.split(['?', '#']).next().unwrap_or_default();
                let file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
                let known =
                    CODES.iter().any(|(code, _)| path == format!("/{code}") || path.starts_with(&format!("/{code}/")));
                if path.starts_with('/') && !file && !path.starts_with("/api") && !known {
                    faults.insert(format!("{own} leads out of its language to {link}"));
                }
            }
            for (other, _) in CODES {
                if !html.contains(&format!("href=\"/{other}{}\"", path.replace('&', "&#38;"))) {
                    faults.insert(format!("{own}, a page of the kind {kind}, has no link to /{other}"));
                }
            }
            // Until native readers looked at them, translations say so.
            if (code != "en") != html.contains("native reader") {
                faults.insert(format!("{own}: is it reviewed?"));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.into_iter().take(30).collect::<Vec<_>>().join("\n")
    );
    server.finish();
}

#[test]
fn names_of_countries_and_what_is_typed_stay_right() {
    let server = Server::start();
    let base = &server.base;
    for (code, name) in [("ru", "Узбекистан"), ("uz", "Oʻzbekiston"), ("kk", "Өзбекстан"), ("en", "Uzbekistan")]
    {
        let page = get(base, &format!("/{code}/countries/uz"));
        assert!(page.text().contains(&format!("<h1><bdi>{name}</bdi></h1>")), "{code}");
    }
    // Something that looks like an attribute in what is searched for stays a text.
    let odd = get(base, "/ru/search?q=%22%20href%3D%22%2Fdata%22");
    assert!(!odd.text().contains("\" href=\"/ru/data\"\""), "{}", odd.text());
    // A form is answered in the language that it was asked in, and errors are told in it.
    let asked = post_form(base, "/kk/screen", &[("name", "Verint Systems")]);
    assert_eq!((asked.status, spoken(asked.text()).as_str()), (200, "kk"));
    let lost = get(base, "/uz/nothing/here");
    assert_eq!((lost.status, spoken(lost.text()).as_str()), (404, "uz-Latn"));
    let moved = get(base, "/ru/companies/svl-6bzdwb5z");
    assert!(moved.status == 308 && moved.header("location").starts_with("/ru/companies/svl-6bzdwb5z/"));
    server.finish();
}

/// The keys of messages, as the files of the English messages name them.
fn english_keys() -> Vec<String> {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../site/languages/en");
    let mut keys = Vec::new();
    for file in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        keys.extend(text.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase())).filter_map(|line| {
            let key = line.split_once(" =")?.0;
            // Shorter ones are words as well, or parts of addresses and classes.
            (key.matches('-').count() > 1).then(|| key.to_owned())
        }));
    }
    assert!(keys.len() > 20, "{} keys", keys.len());
    keys
}

#[test]
fn search_engines_get_one_address_for_each_language() {
    let server = Server::with(&["--public-url", "https://index.example.org"]);
    let base = &server.base;
    let canonical = |path: &str, accept: &str| {
        let page = get_with(base, path, &[("accept-language", accept)]);
        let link = tags(page.text()).into_iter().find(|tag| tag.get("rel") == Some("canonical"));
        link.and_then(|tag| tag.get("href").map(str::to_owned)).unwrap_or_default()
    };
    for (path, accept, expected) in [
        ("/countries/uz", "en", "/countries/uz"),
        ("/en/countries/uz", "ru", "/countries/uz"),
        ("/countries/uz", "ru", "/ru/countries/uz"),
        ("/kk/countries/uz", "en", "/kk/countries/uz"),
    ] {
        assert_eq!(canonical(path, accept), format!("https://index.example.org{expected}"), "{path} {accept}");
    }
    server.finish();
}
