//! `inspect`: mail, links, texts, histories and files against the indicators on this machine.

mod child;
mod door;
mod feed;
mod handover;
mod lines;
mod look;
mod say;
mod yara;

use std::panic::resume_unwind;
use std::process::ExitCode;
use std::thread;

use anyhow::{Context as _, Result, bail};
use sousveil_export::stix;
use sousveil_inspect::{Sites, find};
use sousveil_snapshot::Snapshot;

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
    let mut given = Vec::new();
    for (number, url) in args.urls.iter().enumerate() {
        let seen = find(url);
        if seen.is_empty() {
            bail!("--url {}: expected a link, a host, an address of mail or a fingerprint", output::visible(url));
        }
        let place = if args.urls.len() == 1 { "--url".to_owned() } else { format!("--url {}", number + 1) };
        given.push((place, seen));
    }
    let rules = yara::files(&args.yara)?;
    let language = args.lang.or_else(|| args.system.language()).unwrap_or_default();
    let (packs, opened) = thread::scope(|scope| {
        let packs = scope.spawn(|| {
            let packs = packs::open_all(&args.packs);
            language.read();
            packs
        });
        let opened = places::open(&args.data);
        (packs.join().unwrap_or_else(|panic| resume_unwind(panic)), opened)
    });
    let (packs, opened) = (packs?, opened?);
    if let Some(remark) = &opened.remark {
        anstream::eprintln!("{}: {}", output::yellow("note"), output::visible(remark));
    }
    let today = clock::day().replace('-', "").parse().ok();
    let setup = lines::Setup { rules, ..lines::Setup::new(&packs, sites(&opened.snapshot), |_| true) };
    let hosts = given.iter().flat_map(|(_, seen)| seen).filter_map(|seen| lines::host(seen)?.name());
    let sites = if given.is_empty() { Sites::default() } else { setup.sites(&packs, Sites::for_hosts(hosts)) };
    let mut looked = look::Look::new(&packs, today, setup.clone())?;
    given.iter().for_each(|(place, seen)| looked.seen(place, seen, &sites));
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

/// Sites of the companies of the index, which others may imitate.
fn sites(snapshot: &Snapshot) -> Vec<(String, String)> {
    let site = |(number, website): &(u32, String)| {
        let host = find(website).first().and_then(lines::host)?.to_string();
        Some((host, snapshot.head(*number)?.caption.to_owned()))
    };
    snapshot.websites().iter().filter_map(site).collect()
}
