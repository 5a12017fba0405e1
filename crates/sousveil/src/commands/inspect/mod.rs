//! `inspect`: mail, links, texts, histories and files against the indicators on this machine.

mod child;
mod feed;
mod lines;
mod look;
mod say;

use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use sousveil_inspect::{Kind, find};
use sousveil_snapshot::{Facet, Query, Snapshot};

use crate::args::Inspect;
use crate::{clock, output, packs, places};

pub use child::run as child;

/// Judges what is given; exit code 1 where a known indicator was found.
pub fn run(args: &Inspect) -> Result<ExitCode> {
    for file in args.files.iter().filter(|file| file.as_os_str() != "-") {
        // A slip of the pen is told before anything is done.
        std::fs::metadata(file).with_context(|| format!("reading {}", file.display()))?;
    }
    let paths = packs::listed(&args.packs)?;
    let packs = packs::open_these(&paths)?;
    let opened = places::open(&args.data)?;
    if let Some(remark) = &opened.remark {
        anstream::eprintln!("{}: {}", output::yellow("note"), output::visible(remark));
    }
    let sites = sites(&packs, &opened.snapshot)?;
    let today = clock::day().replace('-', "").parse().ok();
    let mut looked = look::Look::new(&packs, today, lines::Setup { packs: paths.clone(), sites })?;
    for url in &args.urls {
        let seen = find(url);
        if seen.is_empty() {
            bail!("--url {}: expected a link, a host, an address of mail or a fingerprint", output::visible(url));
        }
        looked.seen("--url", seen);
    }
    args.files.iter().for_each(|file| looked.input(file));
    let mut answer = looked.answer();
    for entry in packs.entries() {
        *(if is_compared(entry.kind) { &mut answer.compared } else { &mut answer.never }) += 1;
        answer.newest = answer.newest.max(entry.claims().filter_map(|claim| claim.from).max());
    }
    if paths.is_empty() {
        anstream::eprintln!(
            "{}: no packs in {}: only the {} indicators inside the program are known; `sousveil indicators import --help` \
             tells where to get more",
            output::yellow("note"),
            packs::folder(&args.packs)?.display(),
            answer.compared
        );
    }
    if args.json {
        output::json(&say::json(&answer, &packs, &opened.snapshot)?)?;
    } else {
        let asked = args.lang.or_else(|| args.system.language()).unwrap_or_default();
        say::tell(&answer, &opened.snapshot, asked)?;
    }
    Ok(match (answer.found(), answer.failed()) {
        (true, _) => ExitCode::from(super::FOUND),
        // "None found" would be said of what nobody could look at.
        (false, true) => ExitCode::from(NOT_DONE),
        (false, false) => ExitCode::SUCCESS,
    })
}

/// A file could not be looked at, and nothing was found in the others.
const NOT_DONE: u8 = 2;

/// Whether what is given here can show a thing of that kind: programs that run, installed apps and settings of a phone can't.
fn is_compared(kind: Kind) -> bool {
    !matches!(kind, Kind::FilePath | Kind::Process | Kind::App | Kind::Certificate | Kind::Profile | Kind::Property)
}

/// Sites that others may imitate: those of the companies and agencies of the index, and those that indicators name.
fn sites(packs: &packs::Held, snapshot: &Snapshot) -> Result<Vec<(String, String)>> {
    let mut sites = Vec::new();
    for schema in ["Company", "Agency"] {
        let query = Query { filters: vec![(Facet::Schema, schema.to_owned())], ..Query::default() };
        for number in snapshot.query(&query)?.hits {
            let entity = snapshot.entity_at(number)?;
            let name = snapshot.head_of(entity.id.as_str()).map_or(String::new(), |head| head.caption.to_owned());
            for website in entity.values("website") {
                if let Some(host) = find(website).first().and_then(lines::host) {
                    sites.push((host.to_string(), name.clone()));
                }
            }
        }
    }
    for pack in packs.iter() {
        for entry in pack.entries().filter(|entry| entry.kind == Kind::Host && entry.traps.is_empty()) {
            let family = entry.claims().find_map(|claim| claim.origin.family.clone());
            sites.push((entry.value.to_owned(), family.unwrap_or_else(|| pack.head().name.clone())));
        }
    }
    Ok(sites)
}
