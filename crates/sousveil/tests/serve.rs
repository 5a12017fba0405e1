//! The server as a reader meets it: the real binary, the built-in dataset, plain HTTP.

mod support;

use std::collections::HashSet;
use std::io::Read as _;
use std::net::TcpListener;

use support::html::{blocks, links, loads, tags, text};
use support::http::{Reply, get, get_with, raw};
use support::{LISTS, Server, page_kinds, run, stats};

/// Headers that every answer promises, whatever it is.
fn assert_hardened(path: &str, reply: &Reply) {
    let csp = reply.header("content-security-policy");
    assert!(csp.starts_with("default-src 'none'"), "{path}: CSP is `{csp}`");
    assert!(!csp.contains("unsafe-inline") && !csp.contains("unsafe-eval"), "{path}: CSP is `{csp}`");
    assert_eq!(reply.header("referrer-policy"), "no-referrer", "{path}");
    assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
    assert_ne!(reply.header("cache-control"), "", "{path}");
    assert!(reply.headers.get("set-cookie").is_none(), "{path} sets a cookie");
}

#[test]
fn every_kind_of_page_is_small_plain_html_with_the_promised_headers() {
    let server = Server::start();
    let kinds = page_kinds(&server.base);
    let names: HashSet<&str> = kinds.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(names.len(), kinds.len(), "each kind once");
    let mut too_big = Vec::new();
    for (kind, path) in kinds {
        let page = get(&server.base, &path);
        assert_eq!(page.status, 200, "{kind} {path}");
        assert!(page.header("content-type").starts_with("text/html"), "{path}: {}", page.header("content-type"));
        assert_hardened(&path, &page);
        let html = page.text();
        if html.len() >= 60_000 {
            too_big.push(format!("{path} has {} bytes", html.len()));
        }
        let all = tags(html);
        let lang = all.iter().find(|t| t.name == "html").and_then(|t| t.get("lang"));
        assert_eq!(lang, Some("en"), "{path}");
        let count = |name: &str| all.iter().filter(|t| t.name == name).count();
        assert_eq!((count("h1"), count("main"), count("title")), (1, 1, 1), "{path}: h1, main, title");
        let [block] = blocks(html).try_into().unwrap_or_else(|b| panic!("{path} has blocks of data {b:?}"));
        assert_linked(kind, &path, &block);
        for forbidden in ["svg", "style", "iframe", "object", "embed", "font"] {
            assert_eq!(count(forbidden), 0, "{path} has <{forbidden}>");
        }
        let loaded = loads(html);
        assert!(
            !loaded.is_empty() && loaded.iter().all(|l| l.starts_with('/') && !l.starts_with("//")),
            "{path} loads {loaded:?}"
        );
        let search =
            all.iter().any(|t| t.name == "input" && t.get("name") == Some("q") && t.get("type") == Some("search"));
        assert!(search, "{path} has no search box");
    }
    assert_eq!(too_big, [""; 0]);
    server.finish();
}

/// What a page says about itself to machines: never more than it shows, never a sale as a fact.
fn assert_linked(kind: &str, path: &str, block: &serde_json::Value) {
    assert_eq!(block["@context"], "https://schema.org", "{path}");
    assert!(block["name"].as_str().is_some_and(|n| !n.is_empty()), "{path}: {block}");
    let told = |about: &serde_json::Value| {
        let text = about["text"].as_str().unwrap_or_default();
        assert_eq!(about["@type"], "Claim", "{path}: {about}");
        let sure = ["confirmed", "reported", "alleged", "disputed", "no graded evidence"];
        let how = about["description"].as_str().unwrap_or_default();
        assert!(!text.is_empty() && sure.iter().any(|w| how.starts_with(w)), "{path}: {about}");
    };
    match kind {
        "home" | "data" => {
            let dataset = &block["mainEntity"];
            assert_eq!(dataset["@type"], "Dataset", "{path}");
            for field in ["name", "description", "version", "license", "publisher", "dateModified"] {
                assert!(!dataset[field].is_null(), "{path}: no {field} in {dataset}");
            }
            assert!(dataset["distribution"].as_array().is_some_and(|d| d.len() > 5), "{path}: {dataset}");
        }
        "company" | "agency" => assert_eq!(block["about"]["@type"], "Organization", "{path}"),
        "country" => {
            assert_eq!((&block["about"]["@type"], &block["about"]["identifier"]), (&"Country".into(), &"uz".into()))
        }
        "transfer" | "measure" | "incident" | "relation" => {
            told(&block["about"]);
            assert!(block["isBasedOn"].as_array().is_some_and(|s| !s.is_empty()), "{path}: {block}");
        }
        "claim" => told(&block["mainEntity"]),
        "source" => assert!(block["about"]["name"].is_string() && block["isBasedOn"].is_null(), "{path}: {block}"),
        _ => {}
    }
}

#[test]
fn stylesheet_health_robots_and_security_txt() {
    let server = Server::start();
    let home = get(&server.base, "/");
    let style = loads(home.text()).into_iter().find(|l| l.ends_with(".css")).expect("a stylesheet");
    let css = get(&server.base, &style);
    assert_eq!((css.status, css.header("content-type")), (200, "text/css; charset=utf-8"));
    assert!(css.header("cache-control").contains("immutable"), "its address changes with its content");
    assert!(!css.text().contains("@import") && !css.text().contains("url(") && !css.text().contains("@font-face"));

    let health = get(&server.base, "/healthz");
    let figures = stats(&server.data());
    assert_eq!((health.status, health.header("cache-control")), (200, "no-store"));
    assert_eq!(health.json()["status"], "ok");
    assert_eq!(health.json()["data_hash"], figures["data_hash"]);
    assert_eq!(health.json()["data_version"], figures["version"]);

    let robots = get(&server.base, "/robots.txt");
    assert!(
        robots.status == 200 && robots.text().contains("User-agent: *") && robots.text().contains("Disallow: /search")
    );
    assert_eq!(get(&server.base, "/.well-known/security.txt").status, 404, "nothing is invented");
    for (path, reply) in [(style.as_str(), &css), ("/healthz", &health), ("/robots.txt", &robots)] {
        assert_hardened(path, reply);
    }
    server.finish();

    let args = ["--security-contact", "mailto:security@example.org", "--security-expires", "2027-06-30T00:00:00Z"];
    let configured = Server::with(&args);
    let security = get(&configured.base, "/.well-known/security.txt");
    assert_eq!(security.status, 200);
    let lines: Vec<&str> = security.text().lines().collect();
    assert!(lines.contains(&"Contact: mailto:security@example.org"), "{lines:?}");
    assert!(lines.contains(&"Expires: 2027-06-30T00:00:00Z"), "{lines:?}");
    configured.finish();
}

#[test]
fn caching_head_and_compression() {
    let server = Server::start();
    for path in ["/", "/countries/uz", "/transfers.csv", "/countries/uz.json", "/changes.atom"] {
        let plain = get(&server.base, path);
        let tag = plain.header("etag");
        assert_ne!(tag, "", "{path} has no ETag");
        let again = get_with(&server.base, path, &[("If-None-Match", tag)]);
        assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, tag), "{path}");
        assert_hardened(path, &again);
        let among = get_with(&server.base, path, &[("If-None-Match", &format!("\"x\", {tag}"))]);
        assert_eq!(among.status, 304, "{path}: one of several tags");
        let other = get_with(&server.base, path, &[("If-None-Match", "W/\"something-else\"")]);
        assert_eq!((other.status, &other.body), (200, &plain.body), "{path}: another tag");

        let head = raw(&server.base, "HEAD", path);
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
        assert!(head.ends_with("\r\n\r\n"), "{path}: HEAD has a body");
        let lower = head.to_lowercase();
        assert!(lower.contains(&format!("etag: {}", tag.to_lowercase())), "{path}: {head}");

        let gzip = get_with(&server.base, path, &[("Accept-Encoding", "gzip")]);
        assert_eq!(gzip.header("content-encoding"), "gzip", "{path}");
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(gzip.body.as_slice()).read_to_end(&mut unpacked).unwrap();
        assert!(unpacked == plain.body, "{path}: gzip holds something else");
        let brotli = get_with(&server.base, path, &[("Accept-Encoding", "br")]);
        assert_eq!(brotli.header("content-encoding"), "br", "{path}");
        let mut unpacked = Vec::new();
        brotli_decompressor::Decompressor::new(brotli.body.as_slice(), 4096).read_to_end(&mut unpacked).unwrap();
        assert!(unpacked == plain.body, "{path}: br holds something else");
        for packed in [&gzip, &brotli] {
            assert!(packed.body.len() < plain.body.len(), "{path}: packed is not smaller");
            assert!(packed.header("vary").contains("accept-encoding"), "{path}: {:?}", packed.headers);
            assert_hardened(path, packed);
        }
    }
    server.finish();
}

#[test]
fn wrong_addresses_get_pages_that_help_on() {
    let server = Server::start();
    for path in [
        "/nothing-here",
        "/companies/svl-nosuch",
        "/claims/svl-nosuch-x",
        "/countries/qq",
        "/countries/uz.pdf",
        "/a/b/c/d",
    ] {
        let page = get(&server.base, path);
        assert_eq!(page.status, 404, "{path}");
        assert!(page.header("content-type").starts_with("text/html"), "{path}");
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert!(tags(page.text()).iter().any(|t| t.get("role") == Some("search")), "{path} has no search box");
        assert!(links(page.text()).iter().any(|l| l == "/countries"), "{path} has no way on");
        assert_hardened(path, &page);
    }
    for (path, part) in [
        ("/transfers?frobnicate=1", "frobnicate"),
        ("/search?q=a&frobnicate=1", "frobnicate"),
        ("/transfers?act=sale", "sale"),
        ("/countries/uz?frobnicate=1", "frobnicate"),
        ("/transfers.csv?frobnicate=1", "frobnicate"),
        ("/transfers?page=0", "page"),
    ] {
        let page = get(&server.base, path);
        assert_eq!(page.status, 400, "{path}");
        let main = page.text().split_once("<main").unwrap().1;
        assert!(text(main).contains(part), "{path}: the page does not name `{part}`: {}", text(main));
        assert!(text(main).contains("Expected"), "{path}: nothing is said of what would be right");
        assert_hardened(path, &page);
    }
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"] {
        let answer = raw(&server.base, method, "/countries/uz").to_lowercase();
        assert!(answer.starts_with("http/1.1 405"), "{method}: {answer}");
        assert!(answer.contains("\r\nallow: get, head\r\n"), "{method}: {answer}");
        assert!(answer.contains("\r\ncontent-security-policy: default-src 'none'"), "{method}: {answer}");
    }
    let long = get(&server.base, &format!("/search?q={}", "a".repeat(20_000)));
    assert!(matches!(long.status, 414 | 431), "an address of 20 kB: {}", long.status);
    // Whatever a stranger writes into an address comes back as text only.
    let hostile = get(&server.base, "/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27");
    assert_eq!(hostile.status, 200);
    let scripts = tags(hostile.text()).iter().filter(|t| t.name == "script").count();
    assert_eq!((scripts, blocks(hostile.text()).len()), (1, 1), "a query became a tag");
    assert!(text(hostile.text()).contains("<script>alert(1)</script>\"'"), "the query is not shown");
    server.finish();
}

#[test]
fn old_and_sloppy_addresses_lead_on() {
    let server = Server::start();
    let moved = |path: &str| {
        let reply = get(&server.base, path);
        assert_eq!(reply.status, 308, "{path}");
        assert_hardened(path, &reply);
        let to = reply.header("location").to_owned();
        assert_eq!(get(&server.base, &to).status, 200, "{path} leads to {to}");
        to
    };
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/redirects.csv");
    let redirects: Vec<Vec<String>> = csv::Reader::from_path(file)
        .unwrap()
        .records()
        .map(|r| r.unwrap().iter().map(str::to_owned).collect())
        .collect();
    assert!(redirects.len() > 5, "the dataset has merged rows");
    for line in &redirects {
        let [old, new, ..] = line.as_slice() else { panic!("{line:?}") };
        assert!(moved(&format!("/transfers/{old}")).contains(new.as_str()), "{old}");
        assert!(moved(&format!("/transfers/{old}.json")).ends_with(&format!("{new}.json")), "{old}");
    }
    assert_eq!(moved("/countries/UZ"), "/countries/uz");
    assert_eq!(moved("/countries/UZ.csv"), "/countries/uz.csv");
    let right = moved("/companies/svl-6bzdwb5z");
    assert!(right.starts_with("/companies/svl-6bzdwb5z/verint"), "{right}");
    assert_eq!(moved("/companies/svl-6bzdwb5z/some-old-name"), right);
    assert_eq!(moved("/transfers/svl-6bzdwb5z"), right, "a company under the address of transfers");
    server.finish();
}

#[test]
fn a_taken_port_is_said_with_a_way_out() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let home = tempfile::tempdir().unwrap();
    let said = run(home.path(), &["serve", "--listen", &address]);
    assert_eq!(said.code, 2);
    assert_eq!(said.out, "", "nothing was served");
    assert!(said.err.contains(&format!("can't listen on {address}")), "{}", said.err);
    assert!(said.err.contains("in use"), "{}", said.err);
    assert!(said.err.lines().any(|l| l.starts_with("hint: ") && l.contains("--listen")), "{}", said.err);
    assert!(!said.err.contains("panicked"), "{}", said.err);
}

#[test]
fn where_no_cache_can_be_written_the_data_is_held_in_memory_and_that_is_said() {
    let usual = Server::start();
    let server = Server::with_data(std::path::Path::new("/dev/null/sousveil"), &[]);
    assert_eq!(get(&server.base, "/healthz").body, get(&usual.base, "/healthz").body, "the same data");
    assert_eq!(get(&server.base, "/search?q=Verint").body, get(&usual.base, "/search?q=Verint").body);
    usual.finish();
    let log = server.finish_with_log();
    assert_eq!(log.lines().count(), 1, "{log}");
    assert!(log.contains("WARN") && log.contains("held in memory") && log.contains("/dev/null/sousveil"), "{log}");
}

#[test]
fn the_log_has_no_escape_codes_where_no_terminal_reads_it() {
    let server = Server::with_data(std::path::Path::new("/dev/null/sousveil"), &[]);
    assert_eq!(get(&server.base, "/healthz").status, 200);
    let log = server.finish_with_log();
    assert!(log.contains("held in memory") && !log.contains('\u{1b}'), "{log:?}");
}

#[test]
fn every_list_is_whole_in_csv_and_json() {
    let server = Server::start();
    let figures = stats(&server.data());
    for list in LISTS {
        let rows = get(&server.base, &format!("/{list}.csv")).csv();
        let json = get(&server.base, &format!("/{list}.json")).json();
        let ids: Vec<&str> = rows.iter().map(|r| r["id"].as_str()).collect();
        let json_ids: Vec<&str> =
            json["results"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap()).collect();
        assert_eq!(ids, json_ids, "{list}: CSV and JSON hold the same rows in the same order");
        assert_eq!(json["total"], rows.len(), "{list}");
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "{list}: an identifier twice");
        let schema = json["results"][0]["schema"].as_str().unwrap();
        // The list of countries leaves out those of which nothing is recorded; it says so itself.
        if list != "countries" {
            assert_eq!(figures["statistics"]["entities"][schema], rows.len(), "{list}");
        }
        let formula = rows.iter().flat_map(|r| r.values()).find(|c| c.starts_with(['=', '+', '-', '@', '\t', '\r']));
        assert_eq!(formula, None, "{list}: a spreadsheet would run this");
    }
    for feed in ["/changes.atom", "/countries/uz.atom", "/companies/svl-6bzdwb5z.atom", "/search.atom?q=Verint"] {
        let reply = get(&server.base, feed);
        assert_eq!(
            (reply.status, reply.header("content-type")),
            (200, "application/atom+xml; charset=utf-8"),
            "{feed}"
        );
        let document = roxmltree::Document::parse(reply.text()).unwrap_or_else(|e| panic!("{feed}: {e}"));
        let atom = "http://www.w3.org/2005/Atom";
        assert_eq!(document.root_element().tag_name(), (atom, "feed").into(), "{feed}");
        let entries: Vec<_> = document.root_element().children().filter(|n| n.has_tag_name((atom, "entry"))).collect();
        assert!(!entries.is_empty(), "{feed} has no entry");
        let mut seen = HashSet::new();
        for entry in entries {
            let part = |name| {
                entry.children().find(|n| n.has_tag_name((atom, name))).and_then(|n| n.text()).unwrap_or_default()
            };
            assert!(seen.insert(part("id")), "{feed}: {} twice", part("id"));
            assert!(!part("title").is_empty() && part("updated").ends_with('Z'), "{feed}: {}", part("id"));
        }
    }
    server.finish();
}

/// Whether a number stands before one of some words, as a count would.
fn counted(page: &str, number: u64, words: &[&str]) -> bool {
    let grouped = match (number / 1000, number % 1000) {
        (0, small) => small.to_string(),
        (thousands, rest) => format!("{thousands},{rest:03}"),
    };
    words.iter().any(|w| page.contains(&format!(" {grouped} {w}")) || page.contains(&format!(" {number} {w}")))
}

#[test]
fn licences_are_never_added_to_deals() {
    let server = Server::start();
    let figures = stats(&server.data());
    let transfers = &figures["statistics"]["transfers"];
    let of = |value: &serde_json::Value, key: &str| value[key].as_u64().unwrap();
    let [deals, offers, licences, refused] = ["deals", "offers", "licences", "refused"].map(|k| of(transfers, k));
    assert!(deals > 400 && licences > 300, "the built-in dataset has both");

    let rows = |path: &str| u64::try_from(get(&server.base, path).csv().len()).unwrap();
    assert_eq!(
        rows("/transfers.csv"),
        deals + offers + licences + refused,
        "the file holds every row, each with its stage"
    );
    for (act, count) in [("deal", deals), ("offer", offers), ("licence", licences), ("licence_refused", refused)] {
        assert_eq!(rows(&format!("/transfers.csv?act={act}")), count, "act={act}");
    }
    let licensed = get(&server.base, "/transfers.csv").csv().iter().filter(|r| r["stage"] == "licensed").count();
    assert_eq!(u64::try_from(licensed).unwrap(), licences);

    let greeting = server.greeting.join(" ");
    assert!(greeting.starts_with(&format!("{deals} deals")), "{greeting}");
    assert!(counted(&greeting, licences, &["export licences"]), "{greeting}");
    let nouns = ["deals", "transfers", "sales", "licences", "export licences", "in all", "entries"];
    let home = text(get(&server.base, "/").text());
    assert!(counted(&home, deals, &["deals"]) && counted(&home, licences, &["export licences"]), "{home}");
    for sum in [deals + licences, deals + offers + licences, deals + offers + licences + refused] {
        assert!(!counted(&home, sum, &nouns), "the home page adds licences to deals: {sum}");
        // The port of the address may be any number.
        let told = greeting.split("Serving").next().unwrap_or_default();
        assert!(!told.contains(&sum.to_string()), "{greeting}");
    }
    let mut checked = 0;
    for (code, country) in figures["statistics"]["countries"].as_object().unwrap() {
        let buys = &country["buys"];
        let [deals, offers, licences] = ["deals", "offers", "licences"].map(|k| of(buys, k));
        if deals < 2 || licences < 2 {
            continue;
        }
        checked += 1;
        let page = text(get(&server.base, &format!("/countries/{code}")).text());
        assert!(
            counted(&page, deals, &["deals"]) && counted(&page, licences, &["export licences"]),
            "{code}: {deals}, {licences}"
        );
        for sum in [deals + licences, deals + offers + licences] {
            // The sum may be a count of something else by chance: then this country tells nothing.
            let by_chance = [of(buys, "deals"), of(buys, "licences"), deals + offers].contains(&sum)
                || ["deals", "offers", "licences", "refused"].iter().any(|k| of(&country["sells"], k) == sum);
            assert!(by_chance || !counted(&page, sum, &nouns), "/countries/{code} adds licences to deals: {sum}");
        }
    }
    assert!(checked > 10, "only {checked} countries have deals and licences");
    server.finish();
}

#[test]
fn the_shell_gives_the_same_citations_and_feeds_as_the_site() {
    let server = Server::start();
    let shell = |args: &[&str]| {
        let said = run(&server.data(), args);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{args:?}");
        said.out
    };
    let same: [(&str, &[&str]); 8] = [
        ("/sources.bib", &["citations", "--form", "bibtex"]),
        ("/sources.ris", &["citations", "--form", "ris", "--table", "sources"]),
        (
            "/transfers.csl.json?recipient_country=uz&act=deal",
            &[
                "citations",
                "--form",
                "csl",
                "--table",
                "transfers",
                "--where",
                "recipient_country=uz",
                "--where",
                "act=deal",
            ],
        ),
        ("/search.ris?q=Hacking+Team", &["citations", "--form", "ris", "--query", "Hacking Team"]),
        ("/changes.atom", &["atom"]),
        ("/countries/uz.atom", &["atom", "--country", "uz"]),
        ("/transfers.atom?act=deal", &["atom", "--table", "transfers", "--where", "act=deal"]),
        ("/search.atom?q=Verint", &["atom", "--query", "Verint"]),
    ];
    for (path, args) in same {
        let args: Vec<&str> = std::iter::once("export").chain(args.iter().copied()).collect();
        assert!(get(&server.base, path).text() == shell(&args), "{path} and {args:?} differ");
    }
    let csl: Vec<serde_json::Value> =
        serde_json::from_str(get(&server.base, "/sources.csl.json").text()).expect("one array");
    let sources = stats(&server.data())["statistics"]["entities"]["Source"].as_u64();
    assert_eq!(u64::try_from(csl.len()).ok(), sources.map(|n| n + 1), "the list, and every source once");
    let keys: HashSet<&str> = csl.iter().filter_map(|i| i["id"].as_str()).collect();
    assert_eq!(keys.len(), csl.len(), "each key once");

    let wrong = |args: &[&str]| {
        let said = run(&server.data(), args);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?}");
        said.err
    };
    assert!(wrong(&["export", "citations", "--form", "ris", "--table", "firms"]).contains("companies"));
    let err = wrong(&["export", "citations", "--form", "ris", "--table", "transfers", "--where", "act=sale"]);
    assert!(err.contains("act") && err.contains("sale") && err.contains("deal, offer"), "{err}");
    assert!(wrong(&["export", "atom", "--where", "colour"]).contains("expected a name and a value"));
    assert!(wrong(&["export", "atom", "--country", "qq"]).contains("--country qq"));
    let nothing = run(&server.data(), &["export", "atom", "--query", "qqqqzzzz"]);
    assert_eq!(nothing.code, 1, "an empty selection is told by the exit code");
    server.finish();
}

#[test]
fn uzbekistan_shows_who_sells_to_whom() {
    let server = Server::start();
    let page = get(&server.base, "/countries/uz");
    let seen = text(page.text());
    for name in ["Verint", "NICE Systems", "Hacking Team", "National Security Service (SNB)"] {
        assert!(seen.contains(name), "the country page does not name {name}");
    }
    let country = &stats(&server.data())["statistics"]["countries"]["uz"];
    let all: u64 = ["buys", "sells"]
        .iter()
        .flat_map(|side| country[side].as_object().unwrap().values())
        .map(|n| n.as_u64().unwrap())
        .sum();
    let rows = get(&server.base, "/countries/uz.csv").csv();
    assert_eq!(u64::try_from(rows.len()).unwrap(), all, "the country's CSV is whole");
    let listed = get(&server.base, "/countries/uz.json").json();
    let transfers = listed
        .as_object()
        .unwrap()
        .values()
        .filter_map(|v| v.as_array())
        .find(|a| a.iter().any(|r| r["schema"] == "Transfer"));
    assert_eq!(transfers.map(Vec::len), Some(rows.len()), "the country's JSON holds the same transfers");

    // Told three times, merged by an editor with a reason: one transfer, three sources.
    let nice: Vec<_> = rows.iter().filter(|r| r["supplier"] == "NICE Systems").collect();
    assert_eq!(nice.len(), 1, "{nice:?}");
    assert_eq!(nice[0]["sources"], "3");
    let transfer = get(&server.base, &format!("/transfers/{}", nice[0]["id"]));
    let sources: HashSet<String> = links(transfer.text()).into_iter().filter(|l| l.starts_with("/sources/")).collect();
    assert_eq!(sources.len(), 3, "{sources:?}");

    // A search in another script finds the same country first.
    let search = get(&server.base, "/search?q=%D0%A3%D0%B7%D0%B1%D0%B5%D0%BA%D0%B8%D1%81%D1%82%D0%B0%D0%BD");
    let main = search.text().split_once("<main").unwrap().1;
    let first = links(main).into_iter().find(|l| !matches!(l.as_str(), "/" | "/search"));
    assert_eq!(first.as_deref(), Some("/countries/uz"));
    server.finish();
}
