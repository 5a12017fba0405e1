//! Which language a reader gets: the one that the address begins with (`/ru/countries/uz`), else the first of those that
//! the browser asks for (`Accept-Language`) in which the site speaks, else English.

use std::borrow::Cow;

use axum::extract::Request;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use strum::VariantArray as _;

use super::Language;
use crate::style;

/// A language and where it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Choice {
    /// The language.
    pub(crate) language: Language,
    /// Whether the address names it, so that the links of the page do, too.
    pub(crate) in_address: bool,
}

impl Choice {
    /// Nothing was chosen.
    pub(crate) const ENGLISH: Self = Self { language: Language::English, in_address: false };

    /// What an address of this reader begins with; empty where it names no language.
    pub(crate) fn prefix(self) -> &'static str {
        match self.language {
            _ if !self.in_address => "",
            Language::English => "/en",
            Language::Russian => "/ru",
            Language::Uzbek => "/uz",
            Language::Kazakh => "/kk",
        }
    }

    /// What tells an answer in this language, with such links, from others at the same address within the site.
    pub(crate) fn spoken(self) -> String {
        format!("{} {}", self.prefix(), self.language.tag())
    }

    /// Says that another browser may get another language at the same address.
    pub(crate) fn vary(self, path: &str, headers: &mut HeaderMap) {
        if self.in_address || !speaks(path) {
            return;
        }
        // In one line: not every proxy reads a second one.
        let said = headers.get_all(header::VARY).iter().filter_map(|line| line.to_str().ok());
        let all: Vec<&str> = said.chain(["accept-language"]).collect();
        if let Ok(all) = HeaderValue::from_str(&all.join(", ")) {
            headers.insert(header::VARY, all);
        }
    }

    /// As search engines shall know the page: English without a language in its address, any other with it.
    pub(crate) fn canonical(self) -> Self {
        Self { in_address: self.language != Language::English, ..self }
    }

    /// An address of the site, path and query, as a link of this reader's pages.
    pub(crate) fn address(self, address: &str) -> Cow<'_, str> {
        if self.in_address && speaks(address) {
            return Cow::Owned(format!("{}{address}", self.prefix()));
        }
        Cow::Borrowed(address)
    }

    /// The page with its links within the site in the language of its address. Only our own templates write these
    /// attributes: a quotation mark in what they are filled with is always escaped.
    pub(crate) fn turned(self, page: String) -> String {
        if !self.in_address {
            return page;
        }
        let mut out = String::with_capacity(page.len() + page.len() / 16);
        let mut rest = page.as_str();
        while let Some(at) = rest.find("=\"/") {
            let (before, behind) = rest.split_at(at + 2);
            let address = behind.split('"').next().unwrap_or_default();
            let leads = [" href=\"", " action=\""].iter().any(|attribute| before.ends_with(attribute));
            out.push_str(before);
            if leads && speaks(address) && !names_language(address) {
                out.push_str(self.prefix());
            }
            rest = behind;
        }
        out.push_str(rest);
        out
    }
}

/// Whether what lies at an address has a language: pages, pictures and where the links over these lie. Other files, and what
/// programs ask for, have none.
pub(crate) fn speaks(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    match last.rsplit_once('.') {
        // One of a page stands beside links elsewhere, whoever looks there.
        Some((_, "png")) if last == "card.png" || last.ends_with(".card.png") => false,
        Some((_, "svg" | "png")) => true,
        Some((_, "css")) => !style::is_one(path),
        Some(_) => false,
        None => path != "/api" && !path.starts_with("/api/"),
    }
}

fn names_language(address: &str) -> bool {
    split(address.split(['?', '#']).next().unwrap_or_default()).is_some()
}

/// The language that a path begins with, and the path within it.
fn split(path: &str) -> Option<(Language, &str)> {
    let rest = path.strip_prefix('/')?;
    let (first, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let language = Language::VARIANTS.iter().find(|language| language.code() == first)?;
    Some((*language, if rest.is_empty() { "/" } else { rest }))
}

/// Takes the language off the address of a request and keeps it beside.
pub(crate) fn choose(mut request: Request) -> Request {
    let uri = request.uri();
    let choice = match split(uri.path()) {
        Some((language, path)) => {
            let address = uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
            let Ok(within) = address.parse::<PathAndQuery>() else { return request };
            // A file is the same wherever a link to it was written.
            let choice = if speaks(path) { Choice { language, in_address: true } } else { Choice::ENGLISH };
            let mut parts = uri.clone().into_parts();
            parts.path_and_query = Some(within);
            if let Ok(within) = Uri::from_parts(parts) {
                *request.uri_mut() = within;
            }
            choice
        }
        None if speaks(uri.path()) => Choice { language: wanted(request.headers()), in_address: false },
        None => Choice::ENGLISH,
    };
    request.extensions_mut().insert(choice);
    request
}

/// The language that a browser asks for (RFC 9110, 12.5.4).
fn wanted(headers: &HeaderMap) -> Language {
    let lines = headers.get_all(header::ACCEPT_LANGUAGE);
    let ranges = lines.iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(','));
    let mut best: Option<(Language, f32)> = None;
    for range in ranges {
        let mut parts = range.split(';');
        let name = parts.next().unwrap_or_default().trim();
        let main = name.split('-').next().unwrap_or_default();
        let Some(&language) = Language::VARIANTS.iter().find(|known| known.code().eq_ignore_ascii_case(main)) else {
            continue;
        };
        let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.trim().parse().ok()).unwrap_or(1.0);
        if weight > 0.0 && best.is_none_or(|(_, most)| weight > most) {
            best = Some((language, weight));
        }
    }
    best.map_or(Language::English, |(language, _)| language)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn chosen(path: &str, accept: &[&str]) -> (Choice, String) {
        let mut request = Request::get(path).body(Body::empty()).unwrap();
        for line in accept {
            request.headers_mut().append(header::ACCEPT_LANGUAGE, line.parse().unwrap());
        }
        let request = choose(request);
        let address = request.uri().path_and_query().unwrap().to_string();
        (*request.extensions().get().unwrap(), address)
    }

    #[test]
    fn the_address_decides_before_the_browser() {
        let of = |language, in_address| Choice { language, in_address };
        for (path, accept, choice, within) in [
            ("/ru", &["kk"][..], of(Language::Russian, true), "/"),
            ("/ru/", &[], of(Language::Russian, true), "/"),
            ("/kk/countries/uz?a=b", &["ru"], of(Language::Kazakh, true), "/countries/uz?a=b"),
            ("/en/data", &["ru"], of(Language::English, true), "/data"),
            ("/data", &["fr, uz-UZ;q=0.8, ru;q=0.9"], of(Language::Russian, false), "/data"),
            ("/data", &["de", "uz;q=0.1"], of(Language::Uzbek, false), "/data"),
            ("/data", &["ru;q=0, fr"], Choice::ENGLISH, "/data"),
            ("/data", &["en-GB,en;q=0.5,ru;q=0.4"], Choice::ENGLISH, "/data"),
            ("/data", &["ru;q=nan, kk"], of(Language::Kazakh, false), "/data"),
            ("/transfers.csv", &["ru"], Choice::ENGLISH, "/transfers.csv"),
            ("/api/catalog", &["ru"], Choice::ENGLISH, "/api/catalog"),
            ("/ru/countries/uz.card.png", &["ru"], Choice::ENGLISH, "/countries/uz.card.png"),
            ("/ru/map.png", &["kk"], of(Language::Russian, true), "/map.png"),
            ("/ru/transfers.atom", &["ru"], Choice::ENGLISH, "/transfers.atom"),
            ("/russia", &[], Choice::ENGLISH, "/russia"),
        ] {
            assert_eq!(chosen(path, accept), (choice, within.to_owned()), "{path} {accept:?}");
        }
    }

    #[test]
    fn links_stay_in_the_language_and_files_have_none() {
        let page = r##"<a href="/countries/uz?x=1#y">a</a><a href="/">b</a><a href="#c">c</a><form action="/search">
<a href="/data.csv">d</a><a href="/api/catalog">e</a><a href="/en/data">f</a><a href="https://example.org/">g</a>
<link href="/network.css?of=a">"##;
        let russian = Choice { language: Language::Russian, in_address: true };
        let turned = russian.turned(page.to_owned());
        let expected = r##"<a href="/ru/countries/uz?x=1#y">a</a><a href="/ru/">b</a><a href="#c">c</a><form action="/ru/search">
<a href="/data.csv">d</a><a href="/api/catalog">e</a><a href="/en/data">f</a><a href="https://example.org/">g</a>
<link href="/ru/network.css?of=a">"##;
        assert_eq!(turned, expected);
        let by_browser = Choice { language: Language::Russian, in_address: false };
        assert_eq!(by_browser.turned(page.to_owned()), page);
    }
}
