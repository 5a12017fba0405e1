//! Cards beside links: off unless the operator wants them, and then of every page.

mod support;

use support::Server;
use support::html::tags;
use support::http::get;

/// The address of the picture that a page names.
fn named(html: &str) -> Option<String> {
    let mut metas = tags(html).into_iter().filter(|tag| tag.get("property") == Some("og:image"));
    metas.next().and_then(|tag| tag.get("content").map(str::to_owned))
}

/// Width and height, as a PNG says at its beginning.
fn size(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "a PNG");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap_or_default());
    (number(16), number(20))
}

#[test]
fn without_the_setting_there_are_none() {
    let server = Server::with(&["--public-url", "https://index.example.org"]);
    assert_eq!(named(get(&server.base, "/countries/uz").text()), None);
    for path in ["/card.png", "/countries/uz.card.png"] {
        let answer = get(&server.base, path);
        assert!(answer.status == 404 && answer.text().contains("makes none of pages"), "{path}");
    }
    server.finish();
}

#[test]
fn each_page_names_one_that_is_there() {
    let server = Server::with(&["--public-url", "https://index.example.org", "--cards"]);
    let base = &server.base;
    for path in ["/", "/countries/uz", "/companies/svl-6bzdwb5z", "/transfers", "/about", "/technologies/intrusion"] {
        let page = get(base, path);
        let page = if page.status == 308 { get(base, page.header("location")) } else { page };
        let card = named(page.text()).unwrap_or_default();
        let own = card.strip_prefix("https://index.example.org").unwrap_or_default();
        let picture = get(base, own);
        assert_eq!(picture.status, 200, "{path}: {card}");
        assert_eq!(size(&picture.body), (1200, 630), "{path}");
        assert!(picture.body.len() < 90_000, "{path}: {} bytes", picture.body.len());
        assert!(picture.body == get(base, own).body, "{path}: the same bytes each time");
    }
    let of = |path: &str| get(base, path).body;
    assert!(of("/countries/uz.card.png") != of("/countries/kz.card.png"), "each tells of its own");
    server.finish();
}
