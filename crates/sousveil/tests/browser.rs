//! The newcomer's path in real browsers: with scripts and without, on a phone and on a desk, with a keyboard alone,
//! and as Tor Browser at its safest level would show it.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use serde_json::Value;
use support::http::get;
use support::webdriver::{Browser, ENTER, TAB, available};
use support::{Server, page_kinds};

const CHROMIUM: [&str; 2] = ["chromedriver", "chromium"];
const FIREFOX: [&str; 2] = ["geckodriver", "firefox-esr"];

/// A page that shows whether scripts run, served by nobody.
const PROBE: &str = "data:text/html,<h1 id=a>off</h1><script>document.getElementById('a').textContent='on'</script>";

fn heading(browser: &Browser) -> String {
    browser.text(&browser.find("main h1").unwrap())
}

/// Follows the first link in the page's content whose target begins so.
fn follow(browser: &Browser, target: &str) {
    let link = browser.find(&format!("main a[href^='{target}']")).unwrap();
    browser.click(&link);
    browser.arrive(target);
}

/// What a newcomer does, and must succeed at (issue 2).
fn newcomer(browser: &Browser, base: &str) {
    browser.go(&format!("{base}/"));
    let search = browser.find("main [role=search] input[type=search]").unwrap();
    browser.type_into(&search, "Uzbekistan");
    browser.type_into(&search, ENTER);
    browser.arrive("/search?q=Uzbekistan");
    assert!(heading(browser).contains("Uzbekistan"), "{}", heading(browser));

    follow(browser, "/countries/uz");
    assert_eq!(heading(browser), "Uzbekistan");
    // Each row names company, agency, technology, time, stage, confidence and sources, by the headings of its table.
    let row = browser.all("main tr").into_iter().map(|r| browser.text(&r)).find(|t| t.contains("NICE Systems"));
    let row = row.expect("a row on NICE Systems");
    for part in ["National Security Service (SNB)", "Monitoring centre", "2014", "delivered", "reported", "3 sources"] {
        assert!(row.contains(part), "the row does not show `{part}`: {row}");
    }
    let csv = browser.find("main a[href='/countries/uz.csv']").unwrap();
    assert_eq!(browser.text(&csv), "CSV");

    follow(browser, "/companies/svl-6bzdwb5z");
    assert!(heading(browser).starts_with("Verint"), "{}", heading(browser));
    follow(browser, "/transfers/svl-3ziqkzsg");
    assert!(heading(browser).contains("Verint") && heading(browser).contains("Uzbekistan"), "{}", heading(browser));
    follow(browser, "/claims/svl-3ziqkzsg");
    let page = browser.text(&browser.find("main").unwrap());
    assert!(page.contains("Privacy International"), "the claim names its source: {page}");
    assert!(page.contains("No quotation is held"), "the claim says whether a quotation is held: {page}");

    let health = get(base, "/healthz").json();
    let version = health["data_version"].as_str().unwrap();
    let cite = |form: &str| {
        let text = browser.text(&browser.find(&format!("main pre[aria-label='Citation as {form}']")).unwrap());
        assert!(text.contains(version), "the citation as {form} names the data version: {text}");
        text
    };
    assert!(cite("plain text").contains("Verint"));
    assert!(cite("BibTeX").starts_with("@misc{"));
    let csl: Value = serde_json::from_str(&cite("CSL-JSON")).expect("CSL-JSON is JSON as it is shown");
    assert!(csl[0]["title"].as_str().unwrap().contains("Uzbekistan"), "{csl}");
    let permalink = browser.find("main a[href*='?data=']").unwrap();
    let target = browser.attribute(&permalink, "href");
    let hash = target.rsplit('=').next().unwrap().to_owned();
    assert!(hash.len() >= 8 && health["data_hash"].as_str().unwrap().starts_with(&hash), "{target}");
    let before = heading(browser);
    browser.click(&permalink);
    browser.arrive("?data=");
    assert_eq!(heading(browser), before, "the permalink shows the same claim");

    let rows = get(base, "/countries/uz.csv").csv();
    assert!(rows.iter().any(|r| r["supplier"].contains("Verint")), "the CSV is that very view");
}

/// Nothing was asked of another host, nothing failed, and the console is empty.
fn assert_quiet(browser: &Browser, base: &str) {
    let mut faults: Vec<String> = browser.log("browser").iter().map(|l| format!("console: {}", l["message"])).collect();
    let mut asked = 0;
    for line in browser.log("performance") {
        let event: Value = serde_json::from_str(line["message"].as_str().unwrap()).unwrap();
        let (method, params) = (&event["message"]["method"], &event["message"]["params"]);
        match method.as_str().unwrap() {
            "Network.requestWillBeSent" => {
                let url = params["request"]["url"].as_str().unwrap();
                let own = ["data:", "about:", "chrome:"].iter().any(|s| url.starts_with(s));
                if !own && !url.starts_with(&format!("{base}/")) {
                    faults.push(format!("a request to {url}"));
                }
                asked += 1;
            }
            "Network.responseReceived" if params["response"]["status"].as_u64().unwrap() >= 400 => {
                faults.push(format!("{} {}", params["response"]["status"], params["response"]["url"]));
            }
            "Network.loadingFailed" if params["canceled"] != true => faults.push(format!("not loaded: {params}")),
            _ => {}
        }
    }
    assert!(asked > 3, "the log of the network was read");
    assert!(faults.is_empty(), "the browser's logs are not clean:\n{}", faults.join("\n"));
}

fn path_in_chromium(script: bool) {
    if !available(&CHROMIUM) {
        return;
    }
    let server = Server::start();
    let browser = Browser::chromium(script);
    browser.go(PROBE);
    let probe = browser.text(&browser.find("h1").unwrap());
    assert_eq!(probe, if script { "on" } else { "off" }, "scripts are as this test wants them");
    for width in [360, 1280] {
        browser.viewport(width);
        newcomer(&browser, &server.base);
    }
    assert_quiet(&browser, &server.base);
    drop(browser);
    server.finish();
}

#[test]
fn chromium_with_scripts() {
    path_in_chromium(true);
}

#[test]
fn chromium_without_scripts() {
    path_in_chromium(false);
}

#[test]
fn firefox_at_its_safest() {
    if !available(&FIREFOX) {
        return;
    }
    let server = Server::start();
    let browser = Browser::firefox_safest();
    browser.go(PROBE);
    assert_eq!(browser.text(&browser.find("h1").unwrap()), "off", "scripts are off");
    for width in [360, 1280] {
        browser.window(width, 900);
        newcomer(&browser, &server.base);
    }
    // Every kind of page shows its heading and more than its frame.
    for (kind, path) in page_kinds(&server.base) {
        browser.go(&format!("{}{path}", server.base));
        assert!(!heading(&browser).is_empty(), "{kind}");
        let [_, _, _, height] = browser.rect(&browser.find("main").unwrap());
        assert!(height > 250.0, "{kind} shows nothing: its content is {height} pixels high");
    }
    drop(browser);
    server.finish();
}

/// The focused element can be seen: it lies on the page and has an outline.
fn assert_visible_focus(browser: &Browser) {
    let active = browser.active();
    let (role, name) = browser.role_and_name(&active);
    let [x, y, width, height] = browser.rect(&active);
    assert!(x >= 0.0 && y >= 0.0 && width > 1.0 && height > 1.0, "{role} `{name}` has the focus out of sight");
    let (style, thick) = (browser.css(&active, "outline-style"), browser.css(&active, "outline-width"));
    let seen = style != "none" && thick != "0px" || browser.css(&active, "box-shadow") != "none";
    assert!(seen, "{role} `{name}` has the focus without a sign of it: outline {style} {thick}");
}

/// Presses Tab until an element of that role and name has the focus, and gives how often.
fn tab_to(browser: &Browser, wanted: &dyn Fn(&str, &str) -> bool, most: usize) -> usize {
    let mut passed = Vec::new();
    for count in 1..=most {
        browser.press(TAB);
        assert_visible_focus(browser);
        let (role, name) = browser.role_and_name(&browser.active());
        if wanted(&role, &name) {
            return count;
        }
        passed.push(format!("{role} `{name}`"));
    }
    panic!("not within {most} steps: {passed:?}");
}

#[test]
fn keyboard_alone() {
    if !available(&CHROMIUM) {
        return;
    }
    let server = Server::start();
    let browser = Browser::chromium(true);
    browser.viewport(1280);
    browser.go(&format!("{}/", server.base));
    let first = tab_to(&browser, &|role, name| role == "link" && name.starts_with("Skip"), 1);
    assert_eq!(first, 1, "the skip link comes first");
    tab_to(&browser, &|role, _| role == "searchbox", 20);
    browser.press(&format!("Uzbekistan{ENTER}"));
    browser.arrive("/search?q=Uzbekistan");

    // From the skip link the next stop lies in the content.
    browser.press(TAB);
    assert!(browser.role_and_name(&browser.active()).1.starts_with("Skip"));
    browser.press(ENTER);
    let steps = tab_to(&browser, &|role, name| role == "link" && name == "Uzbekistan", 6);
    assert!(steps <= 4, "the first result is {steps} steps behind the skip link");
    browser.press(ENTER);
    browser.arrive("/countries/uz");
    assert_eq!(heading(&browser), "Uzbekistan");
    assert_quiet(&browser, &server.base);
    drop(browser);
    server.finish();
}

/// How many stops of a page are recorded: those that are there whatever the data tells.
const STOPS: usize = 8;

#[test]
fn the_walk_through_the_pictures_is_recorded() {
    if !available(&CHROMIUM) {
        return;
    }
    let server = Server::start();
    let browser = Browser::chromium(true);
    browser.viewport(1280);
    let mut walk = String::new();
    for path in ["/map", "/timeline?country=uz", "/network?of=svl-is42xzop", "/trends"] {
        browser.go(&format!("{}{path}", server.base));
        walk.push_str(&format!("{path}\n"));
        // Behind the skip link comes the content: the menu is walked through in another test. A page that has just come may
        // let a first key go by.
        let skips = || {
            browser.press(TAB);
            browser.role_and_name(&browser.active()).1.starts_with("Skip")
        };
        assert!((0..4).any(|_| skips()), "{path}: the skip link comes first");
        browser.press(ENTER);
        browser.arrive("#main");
        for _ in 0..STOPS {
            browser.press(TAB);
            assert_visible_focus(&browser);
            let (role, name) = browser.role_and_name(&browser.active());
            assert!(!name.is_empty(), "{path}: a {role} without a name has the focus");
            walk.push_str(&format!("  {role}: {name}\n"));
        }
    }
    insta::assert_snapshot!("walk", walk);
    drop(browser);
    server.finish();
}
