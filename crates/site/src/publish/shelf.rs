//! Which addresses of the site have a file in a published folder, and where it lies.
//!
//! A file stands where the address says, with `.html` behind pages: a server that adds that ending by itself gives the
//! pages under the addresses of the site. What narrows a list follows as folders, key and value in turn:
//! `/transfers.csv?recipient_country=uz` lies in `transfers/recipient_country/uz.csv`.

use std::fmt::Write as _;

use crate::address::{encode, pairs};
use crate::formats::Format;
use crate::lists::SEARCH;
use crate::words;
use crate::{api, pages};

/// The page of the search.
pub(super) const SEARCH_PAGE: &str = "/search";
/// Pages that answer questions which are sent to them, and what only a server can tell.
const NEED_A_SERVER: [&str; 6] =
    [pages::screen::ADDRESS, pages::check::ADDRESS, pages::inspect::ADDRESS, "/healthz", "/robots.txt", "/favicon.ico"];
/// How long a part of a path may be: many file systems hold 255 bytes.
const LONGEST: usize = 200;

/// An address that has a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shelved {
    /// The address at which the site gives it.
    pub(super) address: String,
    /// Where it lies, from the folder on.
    pub(super) file: String,
}

/// Where an address of the site lies, if it has a file. What follows a `#` is no part of it.
pub(super) fn shelved(address: &str) -> Option<Shelved> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    if !path.starts_with('/') || NEED_A_SERVER.contains(&path) || api::is_here(path) || path.starts_with("/.") {
        return None;
    }
    let (stem, ending) = parted(path);
    let asked: Vec<(String, String)> = pairs(query).into_iter().filter(|(key, _)| key != "data").collect();
    if !is_chosen(stem, ending, &asked) {
        return None;
    }
    let mut file = if stem == "/" { "index".to_owned() } else { stem.trim_start_matches('/').to_owned() };
    for (key, value) in &asked {
        let (key, value) = (safe(key), safe(value));
        if key.len().max(value.len()) > LONGEST {
            return None;
        }
        let _ = write!(file, "/{key}/{value}");
    }
    file.push_str(if ending.is_empty() { ".html" } else { ending });
    let query: Vec<String> = asked.iter().map(|(key, value)| format!("{}={}", encode(key), encode(value))).collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    Some(Shelved { address: format!("{path}{query}"), file })
}

/// A path and the ending of its last part; that of a picture tells its size, too.
fn parted(path: &str) -> (&str, &str) {
    let last = path.rfind('/').map_or(0, |at| at + 1);
    let ending = path.get(last..).and_then(|name| name.find(['.', '@'])).map_or(path.len(), |at| last + at);
    path.split_at(ending)
}

/// Whether a view is among those that are published: each page by itself, lists by one filter, pictures as they are
/// first seen. All else would be as many files as there are combinations.
fn is_chosen(stem: &str, ending: &str, asked: &[(String, String)]) -> bool {
    let is_only = |keys: &[&str]| asked.len() == 1 && asked.iter().all(|(key, _)| keys.contains(&key.as_str()));
    match stem {
        pages::map::ADDRESS => asked.is_empty() || is_only(&["side", "count", "technology", "period", "confidence"]),
        pages::map::FLOWS => match asked {
            [(country, _)] => country == "country",
            [(country, _), (side, _)] => country == "country" && side == "side",
            _ => false,
        },
        pages::network::ADDRESS => is_only(&["of"]),
        pages::timeline::ADDRESS => is_only(&["country", "company", "technology"]),
        "/trends" => asked.is_empty() || is_only(&["technology"]),
        "/gap" => match asked {
            [] => true,
            [(list, _)] => list == "list",
            [(list, _), (own, _)] => list == "list" && own == "own",
            _ => false,
        },
        list if is_list(list) => asked.is_empty() || is_narrowed(asked) && is_small(ending),
        // A claim's page holds its citations; there are as many claims as all else ten times over.
        claim if claim.starts_with("/claims/") => asked.is_empty() && ending.is_empty(),
        // A workbook of one entry says no more than its CSV, and is the heaviest of its forms.
        _ => asked.is_empty() && ending != Format::Xlsx.ending(),
    }
}

fn is_list(stem: &str) -> bool {
    let name = stem.trim_start_matches('/');
    name == SEARCH.name || words::lists().any(|(list, _)| list == name)
}

/// Forms that views of a list have, too.
fn is_small(ending: &str) -> bool {
    ending.is_empty() || [Format::Csv, Format::Json, Format::Atom].iter().any(|form| form.ending() == ending)
}

/// One filter, on any page of the list; beside it, deals and offers or decisions on licences.
fn is_narrowed(asked: &[(String, String)]) -> bool {
    let values = |name: &str| asked.iter().filter(|(key, _)| key == name).map(|(_, v)| v.as_str()).collect::<Vec<_>>();
    let acts = values("act");
    let others = asked.iter().filter(|(key, _)| !matches!(key.as_str(), "act" | "page")).count();
    let is_free = asked.iter().any(|(key, _)| matches!(key.as_str(), "q" | "sort"));
    let is_known = matches!(acts.as_slice(), [] | ["deal"] | ["deal", "offer"] | ["licence", "licence_refused"]);
    !is_free && others <= 1 && (is_known || others == 0 && acts.len() == 1)
}

/// A name that every file system and address takes as it is, and no two of which differ in capitals alone.
fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => out.push(char::from(byte)),
            byte => {
                let _ = write!(out, "~{byte:02x}");
            }
        }
    }
    out
}

/// The way from one file to another.
pub(super) fn way(from: &str, to: &str) -> String {
    let shared = from.split('/').zip(to.split('/')).take_while(|(a, b)| a == b).count();
    // The file itself is no folder to share.
    let shared = shared.min(from.matches('/').count()).min(to.matches('/').count());
    let up = from.split('/').count() - 1 - shared;
    let down: Vec<&str> = to.split('/').skip(shared).collect();
    format!("{}{}", "../".repeat(up), down.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(address: &str) -> Option<String> {
        shelved(address).map(|shelved| shelved.file)
    }

    #[test]
    fn what_is_published_has_a_plain_place() {
        for (address, expected) in [
            ("/", Some("index.html")),
            ("/about", Some("about.html")),
            ("/companies/svl-1/verint", Some("companies/svl-1/verint.html")),
            ("/companies/svl-1.csl.json", Some("companies/svl-1.csl.json")),
            ("/companies/svl-1.xlsx", None),
            ("/claims/0a1b-name", Some("claims/0a1b-name.html")),
            ("/claims/0a1b-name.bib", None),
            ("/claims.jsonl", Some("claims.jsonl")),
            ("/transfers.xlsx", Some("transfers.xlsx")),
            ("/transfers?page=2", Some("transfers/page/2.html")),
            ("/transfers.csv?recipient_country=uz", Some("transfers/recipient_country/uz.csv")),
            ("/transfers.bib?recipient_country=uz", None),
            (
                "/transfers?act=deal&act=offer&supplier_country=il",
                Some("transfers/act/deal/act/offer/supplier_country/il.html"),
            ),
            ("/transfers?act=offer&supplier_country=il", None),
            ("/transfers?supplier_country=il&recipient_country=uz", None),
            ("/transfers?sort=oldest", None),
            ("/search?q=verint", None),
            ("/measures?issuer=United Nations", Some("measures/issuer/~55nited~20~4eations.html")),
            ("/countries/uz?data=0123abcd", Some("countries/uz.html")),
            ("/map@2x.png", Some("map@2x.png")),
            ("/map.dark@2x.png?side=exporter", Some("map/side/exporter.dark@2x.png")),
            ("/timeline?country=uz&from=2010&to=2014", None),
            ("/screen", None),
            ("/api/openapi.json", None),
            ("/.well-known/security.txt", None),
            ("https://example.org/", None),
        ] {
            assert_eq!(file(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn ways_lead_from_file_to_file() {
        for (from, to, expected) in [
            ("index.html", "index.html", "index.html"),
            ("index.html", "countries/uz.html", "countries/uz.html"),
            ("countries/uz.html", "index.html", "../index.html"),
            ("countries/uz.html", "countries/kz.html", "kz.html"),
            ("countries/uz.html", "countries.html", "../countries.html"),
            ("a/b/c.html", "a/d/e.html", "../d/e.html"),
        ] {
            assert_eq!(way(from, to), expected, "{from} {to}");
        }
    }
}
