//! Every kind of page, on a phone and on a desk, light and dark: nothing that axe-core finds serious, nothing wider
//! than the window. With `SOUSVEIL_SCREENSHOTS=DIR` each is kept as a picture for people to look at.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::path::PathBuf;

use serde_json::Value;
use support::webdriver::{Browser, available, skip};
use support::{Server, page_kinds, setting};

/// Where `./check` has npm put it.
const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/axe/node_modules/axe-core/axe.min.js");

/// What is asked of axe: everything in light, and in dark the rules that look at colours, the others being the same.
const SCHEMES: [(&str, &str); 2] = [("light", ""), ("dark", "runOnly: ['color-contrast', 'link-in-text-block'],")];

/// A page with two serious findings: without it a broken axe would look like a page without faults.
const FAULTY: &str = "data:text/html,<title>x</title><h1>x</h1><img src=about:blank>";

const RUN: &str = "const done = arguments[arguments.length - 1];
axe.run(document, { ONLY resultTypes: ['violations'], preload: false }).then(
  r => done({ looked: r.passes.length + r.violations.length + r.incomplete.length, found: r.violations.map(v => ({
    impact: v.impact, id: v.id, help: v.help, where: v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + (n.any[0] ? n.any[0].message : '')) })) }),
  e => done({ error: String(e) }));";

#[test]
fn no_page_has_a_serious_finding_or_is_too_wide() {
    if !available(&["chromedriver", "chromium"]) {
        return;
    }
    let axe = match std::fs::read_to_string(AXE) {
        Ok(axe) => axe,
        Err(error) => {
            let way = "`npm install --prefix target/axe axe-core@4.14.1` brings it";
            return skip(&format!("{AXE}: {error}; {way}"));
        }
    };
    let server = Server::start();
    let kinds = page_kinds(&server.base);
    assert!(kinds.len() > 20, "the kinds of pages are known");
    // Error pages are pages too.
    let more = [
        ("not-found", "/nothing-here"),
        ("bad-request", "/transfers?frobnicate=1"),
        // The longest words, in every script of the interface.
        ("country-ru", "/ru/countries/uz"),
        ("gap-ru", "/ru/gap"),
        ("screen-kk", "/kk/screen"),
        ("transfers-kk", "/kk/transfers"),
        ("home-uz", "/uz/"),
        ("transfer-uz", "/uz/transfers/svl-bd6cof4p"),
    ]
    .map(|(k, p)| (k, p.to_owned()));
    let kinds: Vec<_> = kinds.into_iter().chain(more).collect();
    let halves = kinds.split_at(kinds.len() / 2);
    let mut faults = std::thread::scope(|scope| {
        let work = [halves.0, halves.1].map(|half| scope.spawn(|| look(&server.base, half, &axe)));
        work.into_iter().flat_map(|w| w.join().expect("the browser answered")).collect::<Vec<_>>()
    });
    faults.sort();
    assert!(faults.is_empty(), "{} findings:\n{}", faults.len(), faults.join("\n"));
    server.finish();
}

/// The serious findings on the page that is shown.
fn serious(browser: &Browser, only: &str) -> Vec<Value> {
    let result = browser.script_later(&RUN.replace("ONLY", only)).unwrap();
    assert!(result["looked"].as_u64().is_some_and(|n| n > 0), "axe did not look: {result}");
    let found = result["found"].as_array().unwrap().iter();
    found.filter(|f| matches!(f["impact"].as_str(), Some("serious" | "critical"))).cloned().collect()
}

fn look(base: &str, kinds: &[(&str, String)], axe: &str) -> Vec<String> {
    let pictures = setting("SOUSVEIL_SCREENSHOTS").map(PathBuf::from);
    let browser = Browser::chromium(true);
    browser.go(FAULTY);
    browser.script(axe).unwrap();
    assert_eq!(serious(&browser, "").len(), 2, "no language, no text for a picture: {:?}", serious(&browser, ""));
    let mut faults = Vec::new();
    for (kind, path) in kinds {
        for width in [360, 1280] {
            browser.viewport(width);
            browser.go(&format!("{base}{path}"));
            // Anything folded away is a part of the page too.
            browser.script("document.querySelectorAll('details').forEach(d => d.open = true)").unwrap();
            let measured = browser.script("return [document.documentElement.scrollWidth, window.innerWidth]").unwrap();
            let [scroll, inner] = [0, 1].map(|at| measured[at].as_u64().unwrap());
            assert_eq!(inner, u64::from(width), "{kind}: the viewport is as wide as asked for");
            if scroll > inner {
                faults.push(format!("{kind} {path} at {width}: {scroll} pixels wide"));
            }
            browser.script(axe).unwrap();
            for (scheme, only) in SCHEMES {
                browser.scheme(scheme);
                faults
                    .extend(serious(&browser, only).iter().map(|f| format!("{kind} {path} at {width}, {scheme}: {f}")));
                if let Some(dir) = &pictures {
                    std::fs::create_dir_all(dir).unwrap();
                    std::fs::write(dir.join(format!("{kind}-{width}-{scheme}.png")), browser.screenshot()).unwrap();
                }
            }
        }
    }
    faults
}
