//! What must hold for any bytes at all: one module a target, each with one function `run` that takes the bytes and
//! panics where something does not hold.
//!
//! `fuzz_targets/` hands them the bytes that libFuzzer makes. The tests of the binary's crate include this file and
//! hand them the seeds and every case that was found, on the stable compiler (`crates/sousveil/tests/fuzz_cases.rs`).

#![allow(dead_code, unused_imports, reason = "modules of the binary are included whole, and used in part")]

pub mod backup;
// Its own tests speak of the whole binary: where tests are built, the binary itself gets the cases.
#[cfg(not(test))]
pub mod config;
pub mod doors;
pub mod draft;
pub mod folder;
pub mod ftm;
pub mod indicators;
pub mod lines;
pub mod lists;
pub mod mapped;
pub mod names;
pub mod native;
pub mod published;
pub mod query;
pub mod router;
pub mod rules;
pub mod sample;
pub mod scratch;
pub mod sii;
pub mod snapshot;
pub mod table;
pub mod text;
pub mod threeway;
pub mod unpack;
pub mod values;

/// A target: its name, which is also that of its folders of seeds and cases, and what must hold.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("archive", unpack::archive),
    ("backup", backup::run),
    ("compound", unpack::compound),
    #[cfg(not(test))]
    ("config", config::run),
    ("doors", doors::run),
    ("draft", draft::run),
    ("folder", folder::run),
    ("ftm", ftm::run),
    ("history", unpack::history),
    ("indicators", indicators::run),
    ("lines", lines::run),
    ("lists", lists::run),
    ("mail", unpack::mail),
    ("mapped", mapped::run),
    ("names", names::run),
    ("native", native::run),
    ("published", published::run),
    ("query", query::run),
    ("router", router::run),
    ("rules", rules::run),
    ("sii", sii::run),
    ("snapshot", snapshot::run),
    ("table", table::run),
    ("text", text::run),
    ("threeway", threeway::run),
    ("values", values::run),
];

/// Bytes that hold several files: each begins after a line `--- NAME`, so that seeds can be written by hand.
pub fn files(data: &[u8]) -> Vec<(&str, &[u8])> {
    let mut found: Vec<(&str, &[u8])> = Vec::new();
    let mut rest = data.strip_prefix(b"--- ").unwrap_or_default();
    loop {
        let end_of_name = rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
        let (name, body) = rest.split_at(end_of_name);
        let body = body.get(1..).unwrap_or_default();
        let next = body.windows(5).position(|w| w == b"\n--- ");
        let (content, after) = match (body.starts_with(b"--- "), next) {
            (true, _) => (&[][..], body.get(4..)),
            (false, Some(at)) => (body.get(..=at).unwrap_or_default(), body.get(at + 5..)),
            (false, None) => (body, None),
        };
        if let Ok(name) = std::str::from_utf8(name) {
            found.push((name, content));
        }
        match after {
            Some(after) => rest = after,
            None => return found,
        }
    }
}

/// The content of the file of that name; empty where there is none.
pub fn file<'a>(files: &[(&str, &'a [u8])], name: &str) -> &'a [u8] {
    files.iter().find(|(n, _)| *n == name).map_or(&[], |(_, bytes)| *bytes)
}

/// How many lines a file has for somebody who looks for one that a message names.
pub fn lines_in(bytes: &[u8]) -> u64 {
    let ends = bytes.iter().filter(|b| **b == b'\n').count();
    u64::try_from(ends).unwrap_or(u64::MAX).saturating_add(1)
}
