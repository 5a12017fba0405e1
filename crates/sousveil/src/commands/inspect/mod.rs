//! `inspect`: mail, links, texts, histories and files against the indicators on this machine.

mod child;
mod door;
mod feed;
mod handover;
mod lines;
mod look;
mod say;
mod yara;

use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use sousveil_export::stix;
use sousveil_inspect::{Head, Kind, Sites, find};
use sousveil_snapshot::{Facet, Query, Snapshot};

use crate::args::Inspect;
use crate::{clock, output, packs, places};

pub use child::run as child;
pub use door::inspector;

/// Judges what is given; exit code 1 where a known indicator was found.
pub fn run(args: &Inspect) -> Result<ExitCode> {
    for file in args.files.iter().filter(|file| file.as_os_str() != "-") {
        // A slip of the pen is told before anything is done.
        std::fs::metadata(file).with_context(|| format!("reading {}", file.display()))?;
    }
    if let Some(dir) = &args.handover {
        handover::check(dir)?;
    }
    let rules = yara::files(&args.yara)?;
    let packs = packs::open_all(&args.packs)?;
    let opened = places::open(&args.data)?;
    if let Some(remark) = &opened.remark {
        anstream::eprintln!("{}: {}", output::yellow("note"), output::visible(remark));
    }
    let sites = sites(&packs, &opened.snapshot, |_| true)?;
    let today = clock::day().replace('-', "").parse().ok();
    let setup = lines::Setup { rules, ..lines::Setup::new(&packs, sites) };
    let sites = if args.urls.is_empty() { Sites::default() } else { setup.sites() };
    let mut looked = look::Look::new(&packs, today, setup)?;
    for (number, url) in args.urls.iter().enumerate() {
        let seen = find(url);
        if seen.is_empty() {
            bail!("--url {}: expected a link, a host, an address of mail or a fingerprint", output::visible(url));
        }
        let place = if args.urls.len() == 1 { "--url".to_owned() } else { format!("--url {}", number + 1) };
        looked.seen(&place, seen, &sites);
    }
    args.files.iter().for_each(|file| looked.input(file));
    let answer = looked.answer();
    if packs.len() == 1 {
        anstream::eprintln!(
            "{}: no packs in {}: only the {} indicators inside the program are known; `sousveil indicators import --help` \
             tells where to get more",
            output::yellow("note"),
            packs::folder(&args.packs)?.display(),
            answer.stock.compared
        );
    }
    let language = args.lang.or_else(|| args.system.language()).unwrap_or_default();
    if args.json {
        output::json(&answer.json(&opened.snapshot)?)?;
    } else if args.stix {
        output::json(&stix::sightings(answer.sighted(), &opened.snapshot, &clock::day()))?;
    } else {
        say::tell(&answer.told(&opened.snapshot, language)?);
    }
    if let Some(dir) = &args.handover {
        let packet = answer.packet(&opened.snapshot, language, &clock::day())?;
        let nobody = handover::hand_over(&packet, dir, language, args.yes)?;
        if nobody {
            return Ok(ExitCode::from(NOT_DONE));
        }
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

/// Sites that others may imitate: those of the companies and agencies of the index, and those that indicators name.
fn sites(packs: &packs::Held, snapshot: &Snapshot, may_tell: fn(&Head) -> bool) -> Result<Vec<(String, String)>> {
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
    for pack in packs.iter().filter(|pack| may_tell(pack.head())) {
        for entry in pack.entries().filter(|entry| entry.kind == Kind::Host && entry.traps().is_empty()) {
            let family = entry.claims().find_map(|claim| claim.origin.family.clone());
            sites.push((entry.value.to_owned(), family.unwrap_or_else(|| pack.head().name.clone())));
        }
    }
    Ok(sites)
}
