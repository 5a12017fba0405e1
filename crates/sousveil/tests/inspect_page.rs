//! A link or a message pasted into a page: who may ask, what is answered, and that nothing of it is kept.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::json;
use sha2::{Digest as _, Sha256};
use support::Server;
use support::html::{tags, text};
use support::http::{get, get_with, post_form, post_json};

/// An address of the campaign whose indicators are inside the program.
const LINK: &str = "https://files.adobeair.net/setup.exe?for=aigul";

/// What is answered to a form that came with these headers beside its own.
fn posted(base: &str, host: &str, headers: &[(&str, &str)]) -> String {
    let mut stream = TcpStream::connect(base.trim_start_matches("http://")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let body = "text=https%3A%2F%2Ffiles.adobeair.net%2F";
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    write!(
        stream,
        "POST /inspect HTTP/1.1\r\nHost: {host}\r\n{headers}Content-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn a_link_is_told_to_who_sits_here_and_leaves_no_trace() {
    let server = Server::with(&["--log-level", "debug", "--log-requests"]);
    let form = get(&server.base, "/inspect");
    assert!(form.text().contains("<textarea") && form.header("cache-control") == "no-store", "{}", form.text());
    let got = post_form(&server.base, "/inspect", &[("text", LINK)]);
    assert_eq!((got.status, got.header("cache-control")), (200, "no-store"));
    let told = text(got.text());
    for wanted in [
        "Its host lies below the indicator adobeair[.]net",
        "Electronic Frontier Foundation ties it to Operation Manul",
        "This does not show that a device was infected, nor who sent it.",
        "Do not delete the message or the file",
    ] {
        assert!(told.contains(wanted), "{wanted}\n{told}");
    }
    let links: Vec<String> = tags(got.text()).iter().filter_map(|tag| tag.get("href").map(str::to_owned)).collect();
    assert!(links.iter().any(|link| link == "https://www.accessnow.org/help"), "{links:?}");
    assert!(!links.iter().any(|link| link.contains("adobeair")), "nobody shall open it by a slip: {links:?}");
    let title = got.text().split("</title>").next().unwrap();
    assert!(!title.contains("adobeair") && !got.text().contains("value=\"http"), "browsers keep titles and forms");
    let none = text(post_form(&server.base, "/inspect", &[("text", "see https://example.org/x")]).text());
    assert!(none.contains("No known indicator found among") && none.contains("This is not a clean bill"), "{none}");
    for fields in [&[("text", " ")][..], &[], &[("text", "a"), ("text", LINK)]] {
        let empty = post_form(&server.base, "/inspect", fields);
        assert!(empty.status == 400 && text(empty.text()).contains("Expected one link"), "{}", empty.text());
    }
    let large = post_form(&server.base, "/inspect", &[("text", &"x".repeat(3 << 20))]);
    assert!(large.status == 400 && text(large.text()).contains("More than 3 MB"), "{}", large.status);
    let turned = "From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\
        Content-Disposition: attachment; filename=\"photo\u{202e}gnp.exe\"\n\nMZ\n--b--\n";
    let turned = post_form(&server.base, "/inspect", &[("text", turned)]);
    assert!(!turned.text().contains('\u{202e}') && turned.text().contains("gnp.exe"), "{}", turned.text());
    let russian = text(post_form(&server.base, "/ru/inspect", &[("text", LINK)]).text());
    assert!(russian.contains("Сервер этого адреса") && russian.contains("Its host lies below"), "{russian}");
    let got = post_json(&server.base, "/api/inspect", &json!({ "text": LINK })).unwrap();
    assert_eq!((got.status, got.header("cache-control")), (200, "no-store"));
    let answer = got.json();
    assert_eq!(answer["known_indicator_found"], true);
    assert_eq!(answer["findings"][0]["how"], "above_host_of", "{answer:#}");
    for wrong in [json!({}), json!({ "text": "" }), json!({ "text": LINK, "keep": true }), json!([LINK])] {
        let got = post_json(&server.base, "/api/inspect", &wrong).unwrap();
        assert!(got.status == 422 && !got.text().contains("aigul"), "{wrong} {}", got.text());
    }
    let log = server.finish_with_log();
    assert!(log.contains("/inspect") && !log.contains("adobeair") && !log.contains("aigul"), "{log}");
}

#[test]
fn the_source_of_a_letter_is_taken_apart() {
    let server = Server::start();
    let letter = "From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\
        Content-Transfer-Encoding: base64\r\n\r\n\
        PGEgaHJlZj0iaHR0cHM6Ly9maWxlcy5hZG9iZWFpci5uZXQvIj5odHRwczovL2V4YW1wbGUub3JnLzwvYT4=\r\n--b--\r\n";
    let told = text(post_form(&server.base, "/inspect", &[("text", letter)]).text());
    assert!(told.contains("adobeair[.]net") && told.contains("A link shows https://example[.]org/"), "{told}");
    server.finish();
}

#[test]
fn who_sits_elsewhere_is_told_to_ask_on_his_own_machine() {
    let server = Server::start();
    let host = server.base.trim_start_matches("http://").to_owned();
    assert!(posted(&server.base, &host, &[]).starts_with("HTTP/1.1 200"));
    assert!(posted(&server.base, "localhost:1", &[]).starts_with("HTTP/1.1 200"));
    // An onion service and a page whose name leads here connect from this machine, too, and a proxy says that it is one.
    for (host, headers) in [
        ("abcdef.onion", &[][..]),
        ("index.example.org", &[]),
        (host.as_str(), &[("X-Forwarded-For", "192.0.2.1")]),
        (host.as_str(), &[("Via", "1.1 proxy")]),
    ] {
        let answer = posted(&server.base, host, headers);
        assert!(answer.starts_with("HTTP/1.1 403") && !answer.contains("adobeair"), "{host} {headers:?} {answer}");
    }
    let page = get_with(&server.base, "/inspect", &[("host", "index.example.org")]);
    assert!(!page.text().contains("<textarea") && page.text().contains("sousveil inspect message.eml"));
    assert_eq!(page.header("cache-control"), "no-store", "who comes next may sit here");
    server.finish();
    let public = Server::with(&["--public-url", "https://index.example.org"]);
    assert!(posted(&public.base, "localhost", &[]).starts_with("HTTP/1.1 403"), "a public site is nobody's own");
    public.finish();
    let open = Server::with(&["--inspect-for-others"]);
    let page = text(get_with(&open.base, "/inspect", &[("host", "index.example.org")]).text());
    assert!(page.contains("What you paste leaves your machine"), "{page}");
    assert!(posted(&open.base, "index.example.org", &[]).starts_with("HTTP/1.1 200"));
    open.finish();
}

#[test]
fn families_and_indicators_have_pages_with_their_chain_of_custody() {
    let packs = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let list: String = (0..450).map(|n| format!("h{n}.bad-news.example.com\n")).collect();
    std::fs::write(folder.path().join("pegasus.txt"), &list).unwrap();
    std::fs::write(folder.path().join("secret.txt"), "whose.licence-is-not-known.example.net\n").unwrap();
    let packs_at = packs.path().to_str().unwrap();
    for (file, licence, family) in [("pegasus.txt", "MIT", "Pegasus"), ("secret.txt", "unknown", "Pegasus")] {
        let file = folder.path().join(file);
        let args = ["indicators", "import", file.to_str().unwrap(), "--licence", licence, "--family", family];
        let more = ["--publisher", "Some Lab", "--report", "https://lab.example/report", "--packs", packs_at];
        let said = support::run(&folder.path().join("compiled"), &[&args[..], &more[..]].concat());
        assert_eq!(said.code, 0, "{said:?}");
    }
    let server = Server::with(&["--inspect-packs", packs_at]);
    let all = get(&server.base, "/indicators");
    let told = text(all.text());
    assert!(
        told.contains("Pegasus") && told.contains("Operation Manul") && told.contains("its licence is not known"),
        "{told}"
    );
    let family = get(&server.base, "/families/pegasus");
    let told = text(family.text());
    assert!(
        told.contains("NSO Group") && told.contains("450") && told.contains("h0[.]bad-news[.]example[.]com"),
        "{told}"
    );
    assert!(!told.contains("licence-is-not-known"), "{told}");
    let deals: Vec<String> = tags(family.text())
        .iter()
        .filter_map(|tag| tag.get("href").filter(|way| way.starts_with("/transfers?")).map(str::to_owned))
        .collect();
    assert!(deals.len() >= 2, "those of the product and of the company: {deals:?}");
    for way in deals {
        assert_eq!(get(&server.base, &way).status, 200, "{way}");
    }
    let last = text(get(&server.base, "/families/pegasus?page=3").text());
    assert!(last.contains("h99[.]bad-news"), "{last}");
    assert_eq!(get(&server.base, "/families/pegasus?page=4").status, 400);
    let way = tags(family.text())
        .iter()
        .find_map(|tag| tag.get("href").filter(|way| way.starts_with("/indicators/")).map(str::to_owned));
    let way = way.unwrap_or_else(|| panic!("{}", family.text()));
    let one = get(&server.base, &way);
    let told = text(one.text());
    let hash: String = Sha256::digest(list.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    for wanted in [
        "Some Lab ties it to Pegasus",
        &hash,
        "pegasus.txt",
        "MIT",
        "deals of",
        "This does not show that anybody was infected",
    ] {
        assert!(told.contains(wanted), "{wanted}\n{told}");
    }
    assert!(!way.contains("bad-news"), "an address must not name it");
    for missing in ["/families/nothing", "/indicators/0123456789abcdef", "/families/%00"] {
        assert_eq!(get(&server.base, missing).status, 404, "{missing}");
    }
    // What is there of a product leads to it, and it is compared though it is not shown.
    let product = get(&server.base, "/search.json?q=Pegasus&schema=Product").json();
    let id = product["results"][0]["id"].as_str().unwrap_or_else(|| panic!("{product:#}"));
    let page = text(get(&server.base, &format!("/products/{id}")).text());
    assert!(page.contains("Pegasus: 450 values"), "{page}");
    // What it was started with it keeps: a pack that goes meanwhile must not become "none found".
    std::fs::remove_dir_all(packs.path()).unwrap();
    let secret = post_form(&server.base, "/inspect", &[("text", "whose.licence-is-not-known.example.net")]);
    assert!(text(secret.text()).contains("It is itself an indicator"), "{}", secret.text());
    let alike = post_form(&server.base, "/inspect", &[("text", "whose.licence-is-n0t-known.example.net exarnple.net")]);
    assert!(!alike.text().contains("licence-is-not-known"), "{}", alike.text());
    server.finish();
}
