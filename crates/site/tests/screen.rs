//! Names looked up on a page, through the router.

#![expect(clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use common::{Got, ask, contents, entity, get, ok, site, site_of};
use sousveil_model::Vocabulary;
use sousveil_site::{Catalogue, Keys, List, Sent, SentRow, Site, SiteConfig, encode, router};
use sousveil_snapshot::{Asked, Snapshot};

const FORM: &str = "application/x-www-form-urlencoded";

async fn sent(site: &Router, kind: &str, path: &str, body: impl Into<Body>) -> Got {
    let request = Request::post(path).header("content-type", kind).body(body.into());
    ask(site, request.unwrap_or_else(|error| panic!("{error}"))).await
}

async fn post(site: &Router, fields: &[(&str, &str)]) -> Got {
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    sent(site, FORM, "/screen", fields.join("&")).await
}

#[track_caller]
fn is_private(got: &Got) {
    assert_eq!(got.header("cache-control"), "no-store");
    assert_eq!(got.header("referrer-policy"), "no-referrer");
    assert_eq!((got.header("etag"), got.header("last-modified"), got.header("set-cookie")), ("", "", ""));
    assert_eq!(got.header("access-control-allow-origin"), "", "no page elsewhere may read it");
    let policy = got.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && policy.contains("form-action 'self'"), "{policy}");
    assert!(got.header("content-type").starts_with("text/html"));
    got.hides("<script>").hides("style=\"");
    assert_eq!(got.body.matches("<h1").count(), 1);
    assert!(got.body.len() < 60_000, "{} bytes", got.body.len());
}

#[tokio::test]
async fn the_form_says_what_becomes_of_a_question() {
    let form = ok(get(&site(), "/screen").await);
    is_private(&form);
    form.says("method=\"post\"").says("neither stored nor logged by this program").says("version 2026-11-26");
    form.says("<label for=\"name\"").says("<label for=\"list\"").says("<option value=\"Company\">");
    // Nobody of that sort is in the data.
    form.hides("value=\"Person\"");
    ok(get(&site(), "/").await).says("href=\"/screen\"");
    // A name in an address would stay in histories and logs.
    assert_eq!(get(&site(), "/screen?name=x").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(sent(&site(), FORM, "/screen?name=x", "name=x").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_name_is_answered_with_entries_scores_and_reasons() {
    let site = site();
    let got = ok(post(&site, &[("name", "Hacking Teem"), ("country", "Italy"), ("date", ""), ("what", "")]).await);
    is_private(&got);
    got.says("A match: an entry reaches 0.70.")
        .says("<a href=\"/companies/svl-ht/hacking-team\"><bdi>Hacking Team</bdi></a> <small>company</small>")
        .says("<caption>Entries that may be meant</caption>")
        .says("compared with <bdi>Hacking Team</bdi>: ")
        .says("a country is shared")
        .says("never a proof")
        .says("(<code>sousveil</code>), version 2026-11-26, data <code>");
    // What was asked for stands in its field, so that it can be asked again otherwise, and in no title.
    got.says("value=\"Hacking Teem\"");
    let title = got.body.split("</title>").next().unwrap_or_default();
    assert!(!title.contains("Hacking"), "{title}");
    // The same sort of thing only.
    ok(post(&site, &[("name", "Hacking Team"), ("what", "Agency")]).await).says("No match.").hides("svl-ht");
}

#[tokio::test]
async fn no_match_says_no_more_than_that_and_no_word_is_no_question() {
    let site = site();
    let none = ok(post(&site, &[("name", "Completely Unrelated Partnership")]).await);
    is_private(&none);
    none.says("No match.").says("only that no entry of these data is so called; no other list was looked at");
    none.hides("<table");
    let wordless = ok(post(&site, &[("name", "— !")]).await);
    is_private(&wordless);
    wordless.says("no word that can be compared").hides("No match").hides("No entry found");
}

/// A form with a file, as a browser sends it.
fn form(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, content) in parts {
        let file = if *name == "file" { "; filename=\"secret customers.csv\"" } else { "" };
        body.extend(format!("--bound\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").into_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--bound--\r\n");
    body
}

/// Stands for the reader of tables, which is another room's: a name and a country in each line.
fn read_table(bytes: &[u8]) -> Result<Sent, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "line 1: found text that is not UTF-8".to_owned())?;
    let row = |(at, line): (usize, &str)| {
        let (name, country) = line.split_once(',').unwrap_or((line, ""));
        let country = country.parse();
        let remarks = country.is_err().then(|| "country `x` is not known".to_owned()).into_iter().collect();
        let asked =
            Asked { names: vec![name.to_owned()], countries: country.into_iter().collect(), ..Asked::default() };
        SentRow { line: at as u64 + 1, name: name.to_owned(), asked, remarks }
    };
    Ok(Sent { columns: vec!["Name (name)".to_owned()], rows: text.lines().enumerate().map(row).collect() })
}

#[tokio::test]
async fn a_file_is_answered_as_a_list_is_and_leaves_nothing() {
    let site = site_of(&contents(), SiteConfig { table: Some(read_table), ..SiteConfig::default() });
    let kind = "multipart/form-data; boundary=bound";
    let page = ok(get(&site, "/screen").await);
    is_private(&page);
    page.says("enctype=\"multipart/form-data\"").says("type=\"file\"").says("at most 200 rows and 1024 kilobytes");
    page.says("neither it nor its name is stored or logged");
    let file = "Hacking Teem,it\nNobody At All,zz\n***,\n".as_bytes();
    let got = ok(sent(&site, kind, "/screen", form(&[("file", file), ("what", b"Company")])).await);
    is_private(&got);
    got.says("3 names were read. 1 with a match")
        .says("<li><bdi>Nobody At All</bdi>")
        .says("<li><bdi>***</bdi>")
        .says("Columns that were used: Name (name).")
        .says("Line 3: country `x` is not known.")
        .hides("secret");
    let many = "Verint Systems,il\n".repeat(200);
    let most = ok(sent(&site, kind, "/screen", form(&[("file", many.as_bytes())])).await);
    is_private(&most);
    let long = "x".repeat(1001);
    let full = vec![b'a'; 2 << 20];
    for (body, status, says) in [
        (form(&[("file", format!("{many}one more,il\n").as_bytes())]), 400, "Found 201 rows, expected at most 200"),
        (form(&[("file", b"\xff\xfe\xfd")]), 400, "Line 1: found text that is not UTF-8."),
        (form(&[("file", long.as_bytes())]), 400, "1,001 characters"),
        (form(&[("file", b"")]), 400, "Found no file"),
        (form(&[("file", b"\n\n")]), 400, "Found no name in the file"),
        (form(&[("what", b"Company")]), 400, "Found no file"),
        (form(&[("file", b"a"), ("file", b"b")]), 400, "twice"),
        (form(&[("file", b"a"), ("where", b"b")]), 400, "the field where"),
        (form(&[("file", b"a"), ("what", b"Starship")]), 400, "one of the form"),
        (b"--bound\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\ncut".to_vec(), 400, "not whole"),
        (b"nothing of the form".to_vec(), 400, "not whole"),
        (form(&[("file", &full)]), 413, "bytes"),
    ] {
        let got = sent(&site, kind, "/screen", body).await;
        assert_eq!(got.status.as_u16(), status, "{says}: {}", got.body);
        is_private(&got);
        got.says(says);
    }
    // Where no reader of tables is there, no file is asked for and none is taken.
    let without = common::site();
    get(&without, "/screen").await.hides("type=\"file\"");
    assert_eq!(sent(&without, kind, "/screen", form(&[("file", file)])).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_list_is_answered_name_by_name() {
    let site = site();
    let list =
        "Hacking Teem; it\r\n\r\nVerint Sistems;Israel\nNobody At All Partnership\n***\nMilliy xavfsizlik xizmati";
    let got = ok(post(&site, &[("list", list)]).await);
    is_private(&got);
    got.says("5 names were read. 3 with a match")
        .says("Name asked for")
        .says("/companies/svl-ht/hacking-team")
        .says("/companies/svl-verint/verint-systems")
        .says("/agencies/svl-snb")
        .says("<li><bdi>Nobody At All Partnership</bdi>")
        .says("<li><bdi>***</bdi>");
}

#[tokio::test]
async fn long_lists_stay_readable_and_longer_ones_are_refused() {
    let site = site();
    let names = ["Verint Systems", "Hacking Team", "National Security Service"];
    let many = |n: usize| names.into_iter().cycle().take(n).collect::<Vec<_>>().join("\n");
    let hundred = ok(post(&site, &[("list", &many(100))]).await);
    is_private(&hundred);
    hundred.says("compared with <bdi>");
    let most = ok(post(&site, &[("list", &many(200))]).await);
    is_private(&most);
    most.says("200 names were read.").says("the reasons are left out").hides("compared with");
    assert_eq!(most.body.matches("<tr><th scope=\"row\">").count(), 200, "each name has its best entry");
    let more = post(&site, &[("list", &many(201))]).await;
    assert_eq!(more.status, StatusCode::BAD_REQUEST);
    is_private(&more);
    more.says("Found 201 lines with a name, expected at most 200")
        .says("Nothing was looked up")
        .says("href=\"/screen\"");
    more.hides("Verint");
    let huge = sent(&site, FORM, "/screen", vec![b'a'; 256 * 1024 + 1]).await;
    assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);
    is_private(&huge);
}

#[tokio::test]
async fn what_is_not_understood_gets_a_page_that_says_so() {
    let site = site();
    for (fields, says) in [
        (vec![("name", "  ")], "no name"),
        (vec![("name", "a"), ("country", "Frnace<b>")], "found “Frnace&#60;b&#62;”"),
        (vec![("name", "a"), ("what", "Person")], "one of the form"),
        (vec![("list", "Good Name\nBad Name;Frnace")], "Line 2 of the list"),
        (vec![("frobnicate", "1")], "the field frobnicate"),
    ] {
        let got = post(&site, &fields).await;
        assert_eq!(got.status, StatusCode::BAD_REQUEST, "{fields:?}");
        is_private(&got);
        got.says(says);
    }
    for (kind, body) in [("text/plain", "name=a"), ("multipart/form-data; boundary=x", ""), ("", "")] {
        assert_eq!(sent(&site, kind, "/screen", body).await.status, StatusCode::BAD_REQUEST, "{kind}");
    }
    let put = Request::builder().method(Method::PUT).uri("/screen").body(Body::empty());
    let refused = ask(&site, put.unwrap_or_else(|e| panic!("{e}"))).await;
    assert_eq!((refused.status, refused.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD, POST"));
}

#[tokio::test]
async fn hostile_names_are_only_text() {
    let site = site();
    let long = "Hacking ".repeat(1250);
    let zalgo = format!("Hacking T{}eam", "\u{301}\u{334}".repeat(300));
    for name in [
        "<script>alert(1)</script> & \"Sons\"",
        "\"><img src=x onerror=alert(1)>",
        "\u{202e}maeT gnikcaH\u{2066}",
        "\0\u{1b}[31mHacking\u{7f} Team",
        "😀😀",
        "a",
        "the of and",
        "; ; ;",
        &zalgo,
    ] {
        for field in ["name", "list"] {
            let got = post(&site, &[(field, name)]).await;
            assert!(got.status == StatusCode::OK || got.status == StatusCode::BAD_REQUEST, "{name:?} {}", got.status);
            is_private(&got);
            got.hides("<img").hides("\0").hides("\u{1b}");
        }
    }
    let evil = ok(post(&site, &[("name", "<script>alert(1)</script> & \"Sons\"")]).await);
    evil.says("/companies/svl-evil/").says("&#60;script&#62;alert(1)");
    let long = post(&site, &[("name", &long)]).await;
    assert_eq!(long.status, StatusCode::BAD_REQUEST);
    long.says("expected at most 1000");
    // What is no UTF-8 is no reason to fail.
    let got = sent(&site, FORM, "/screen", b"name=Hacking+Team%ff%fe\xff".to_vec()).await;
    assert_eq!(got.status, StatusCode::OK);
}

/// The sample, and a list of others in FollowTheMoney's terms.
fn with_list(config: SiteConfig) -> Router {
    let mut list = contents();
    list.dataset.vocabulary = Vocabulary::FollowTheMoney;
    list.dataset.name = "list".to_owned();
    list.dataset.title = "A list <of others>".to_owned();
    list.dataset.version = "2026-10-10".to_owned();
    (list.changes, list.redirects, list.coverage) = Default::default();
    list.entities =
        vec![entity("Person", "l-1", &[], &[("name", "Ida Sample"), ("birthDate", "1961-03-05"), ("country", "kz")])];
    let open = |contents| Arc::new(Snapshot::in_memory(contents).unwrap_or_else(|e| panic!("{e}")));
    let list = List::new("list".to_owned(), None, open(&list)).unwrap_or_else(|e| panic!("{e}"));
    let catalogue = Catalogue::new("sousveil", vec![Arc::new(list)], Vec::new()).unwrap_or_else(|e| panic!("{e}"));
    router(Arc::new(Site::with(config, open(&contents()), catalogue).unwrap_or_else(|e| panic!("{e}"))))
}

#[tokio::test]
async fn lists_are_looked_in_unless_they_are_locked() {
    let asked = [("name", "Sample Ida"), ("date", "1961"), ("what", "Person")];
    let got = ok(post(&with_list(SiteConfig::default()), &asked).await);
    is_private(&got);
    got.says("<bdi>Ida Sample</bdi><br><small>Person, in A list &#60;of others&#62;: l-1</small>")
        .says("dates agree as far as they are known")
        .says("(<code>list</code>), version 2026-10-10")
        .says("it holds nothing of the sort that was asked for");
    let locked = with_list(SiteConfig { keys: Keys::new(vec![[7; 32]], true), ..SiteConfig::default() });
    ok(get(&locked, "/screen").await).says("with a key").hides("2026-10-10").hides("value=\"Person\"");
    ok(post(&locked, &[("name", "Ida Sample")]).await).says("No match.").hides("in A list");
    let own = site_of(&contents(), SiteConfig { keys: Keys::new(vec![[7; 32]], true), ..SiteConfig::default() });
    ok(get(&own, "/screen").await).hides("with a key");
}
