//! `inspect`: links, texts and files against the indicators on this machine.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use md5::Digest as _;
use serde_json::{Value, json};
use sousveil_export::spyware::{Recorded, Tie, recorded};
use sousveil_inspect::{Finding, How, Kind, Observable, Seen, Weight, find, judge};
use sousveil_snapshot::Snapshot;

use super::indicators::{day, entry_json, trap_said};
use crate::args::Inspect;
use crate::{clock, output, packs, places};

/// A file of more bytes is compared by its fingerprints alone, and that is said.
const MOST_READ: u64 = 256 << 20;

/// What was looked at, what was found in it, and what could not be read.
struct Looked<'p> {
    packs: &'p [packs::Held],
    today: Option<u32>,
    /// Where it was seen, what, and what fits.
    found: Vec<(String, Seen, Vec<Finding<'p>>)>,
    /// What of the input at hand fits something: it is told once.
    here: HashSet<Seen>,
    seen: usize,
    inputs: usize,
    unread: Vec<String>,
}

/// Judges what is given; exit code 1 where a known indicator was found.
pub fn run(args: &Inspect) -> Result<ExitCode> {
    let dir = packs::folder(&args.packs)?;
    let packs = packs::open_all(&args.packs)?;
    let (mut values, mut never) = (0, 0);
    for entry in packs.iter().flat_map(|pack| pack.entries()) {
        *(if is_compared(entry.kind) { &mut values } else { &mut never }) += 1;
    }
    if packs.len() == 1 {
        anstream::eprintln!(
            "{}: no packs in {}: only the {values} indicators inside the program are known; `sousveil indicators import --help` \
             tells where to get more",
            output::yellow("note"),
            dir.display()
        );
    }
    let today = clock::day().replace('-', "").parse().ok();
    let mut looked = Looked {
        packs: &packs,
        today,
        found: Vec::new(),
        here: HashSet::new(),
        seen: 0,
        inputs: 0,
        unread: Vec::new(),
    };
    for url in &args.urls {
        looked.inputs += 1;
        let seen = find(url);
        if seen.is_empty() {
            bail!("--url {}: expected a link, a host, an address of mail or a fingerprint", output::visible(url));
        }
        seen.into_iter().for_each(|seen| looked.judge("--url", seen));
    }
    for file in &args.files {
        looked.file(file)?;
    }
    let mut findings = looked.found.iter().flat_map(|(_, _, findings)| findings);
    let any = findings.any(|finding| finding.weight != Weight::Trap);
    let claims = packs.iter().flat_map(|pack| pack.entries()).flat_map(|entry| entry.claims());
    let newest = claims.filter_map(|claim| claim.from).max();
    let opened = places::open(&args.data)?;
    if let Some(remark) = &opened.remark {
        anstream::eprintln!("{}: {}", output::yellow("note"), output::visible(remark));
    }
    if args.json {
        let mut findings = Vec::new();
        for (place, seen, all) in &looked.found {
            for finding in all {
                findings.push(finding_json(place, seen, finding, &opened.snapshot)?);
            }
        }
        let names: Vec<&str> = packs.iter().map(|pack| pack.head().name.as_str()).collect();
        output::json(&json!({
            "known_indicator_found": any,
            "findings": findings,
            "inputs": looked.inputs,
            "values_seen": looked.seen,
            "could_not_be_read": looked.unread,
            "indicators": { "values_compared": values, "values_of_phones_and_computers": never, "newest": newest.map(day), "packs": names },
            "note": NOTE,
        }))?;
    } else {
        for (place, seen, findings) in &looked.found {
            tell(place, seen, findings, &opened.snapshot)?;
        }
        conclude(&looked, any, (values, never), newest);
    }
    Ok(if any { ExitCode::from(super::FOUND) } else { ExitCode::SUCCESS })
}

const NOTE: &str = "An indicator says that a publication ties an address or a file to spyware; it does not show that a device was \
                    infected, nor who sent it. Where none is found, newer spyware would not show either: this is not a clean bill.";

impl Looked<'_> {
    /// Keeps what fits, once for each place: of a long log nothing else is held.
    fn judge(&mut self, place: &str, seen: Seen) {
        self.seen += 1;
        let findings = judge(self.packs, &seen, self.today);
        if !findings.is_empty() && self.here.insert(seen.clone()) {
            self.found.push((place.to_owned(), seen, findings));
        }
    }

    fn file(&mut self, path: &Path) -> Result<()> {
        let standard = path == Path::new("-");
        let place = if standard { "standard input".to_owned() } else { path.display().to_string() };
        let mut bytes = Vec::new();
        let reading = || format!("reading {place}");
        if !standard && std::fs::metadata(path).with_context(reading)?.is_dir() {
            return self.folder(path);
        }
        let mut input: Box<dyn Read> =
            if standard { Box::new(io::stdin().lock()) } else { Box::new(File::open(path).with_context(reading)?) };
        self.inputs += 1;
        self.here.clear();
        input.by_ref().take(MOST_READ + 1).read_to_end(&mut bytes).with_context(reading)?;
        let (mut md5, mut sha1, mut sha256) = (md5::Md5::new(), sha1::Sha1::new(), sha2::Sha256::new());
        let mut add = |bytes: &[u8]| {
            md5.update(bytes);
            sha1.update(bytes);
            sha256.update(bytes);
        };
        add(&bytes);
        let long = bytes.len() as u64 > MOST_READ;
        if long {
            let mut buffer = vec![0; 1 << 16];
            loop {
                let count = input.read(&mut buffer).with_context(reading)?;
                if count == 0 {
                    break;
                }
                add(buffer.get(..count).unwrap_or_default());
            }
        }
        let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
        let hashes = [
            (Kind::Md5, hex(&md5.finalize())),
            (Kind::Sha1, hex(&sha1.finalize())),
            (Kind::Sha256, hex(&sha256.finalize())),
        ];
        let name = path.file_name().and_then(|name| name.to_str()).filter(|_| !standard);
        for (kind, hash) in hashes.into_iter().chain(name.map(|name| (Kind::FileName, name.to_owned()))) {
            if let Some(seen) = Observable::new(kind, &hash).ok().as_ref().and_then(Seen::of) {
                self.judge(&place, seen);
            }
        }
        match std::str::from_utf8(&bytes) {
            _ if long => {
                self.unread.push(format!("{place}: more than {MOST_READ} bytes; only its fingerprints were compared"))
            }
            Ok(text) if !text.contains('\0') => {
                if let Some(what) = encoded(text) {
                    self.unread.push(format!("{place}: {what}: read as plain text, what is encoded in it was not"));
                }
                for line in text.lines() {
                    find(line).into_iter().for_each(|seen| self.judge(&place, seen));
                }
            }
            _ => self.unread.push(format!("{place}: no text in UTF-8; only its fingerprints were compared")),
        }
        Ok(())
    }

    fn folder(&mut self, path: &Path) -> Result<()> {
        let mut inside: Vec<PathBuf> = Vec::new();
        for entry in std::fs::read_dir(path).with_context(|| format!("reading {}", path.display()))? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() || kind.is_file() {
                inside.push(entry.path());
            } else {
                self.unread.push(format!("{}: neither a file nor a folder", entry.path().display()));
            }
        }
        inside.sort();
        for path in inside {
            // One file that can't be read must not hide what is in the others.
            if let Err(error) = self.file(&path) {
                self.unread.push(format!("{error:#}"));
            }
        }
        Ok(())
    }
}

/// Whether what is given here can show a thing of that kind: programs that run, installed apps and settings of a phone can't.
fn is_compared(kind: Kind) -> bool {
    !matches!(kind, Kind::FilePath | Kind::Process | Kind::App | Kind::Certificate | Kind::Profile | Kind::Property)
}

/// What a text is that holds parts which have to be decoded before anything in them can be read.
fn encoded(text: &str) -> Option<&'static str> {
    let head: String = text.chars().take(65_536).collect::<String>().to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
    if has(&["content-transfer-encoding:", "mime-version:"]) {
        Some("mail")
    } else if has(&["<html", "<!doctype", "<body", "href="]) {
        Some("HTML")
    } else {
        None
    }
}

/// A value as it may be shown: nobody shall open it by a slip.
fn defanged(seen: &Seen) -> String {
    let value = seen.value();
    match seen.kind() {
        Kind::Url | Kind::Host | Kind::Ip | Kind::Email => value.replace('.', "[.]"),
        _ => value.into_owned(),
    }
}

fn tell(place: &str, seen: &Seen, findings: &[Finding<'_>], snapshot: &Snapshot) -> Result<()> {
    anstream::println!("{}: {}", output::visible(place), output::bold(&output::visible(&defanged(seen))));
    for finding in findings {
        let value = finding.entry.value.replace('.', "[.]");
        let fits = match finding.how {
            How::Same => "It is itself an indicator".to_owned(),
            How::WithQuery => format!("It is the indicator {value} with a query"),
            How::BelowAddress => format!("It lies below the indicator {value}"),
            How::BelowHost => format!("It is a name below the indicator {value}"),
            How::HostOf => format!("Its host is the indicator {value}"),
            How::AboveHostOf => format!("Its host lies below the indicator {value}"),
        };
        let said = match finding.weight {
            Weight::Match => fits,
            Weight::Expired => format!("{fits}, which held until a day that is past"),
            Weight::Revoked => format!("{fits}, which was taken back"),
            Weight::Trap => {
                let why: Vec<_> = finding.traps().map(trap_said).collect();
                format!("{fits}, which says nothing by itself: {}", why.join("; "))
            }
        };
        anstream::println!("  {}", output::visible(&said));
        if finding.weight == Weight::Trap {
            continue;
        }
        for claim in finding.entry.claims() {
            let origin = claim.origin;
            let by = if origin.publishers.is_empty() { origin.file.clone() } else { origin.publishers.join(", ") };
            let said = match &origin.family {
                Some(family) => format!("ties it to {family}"),
                None => "lists it without a name".to_owned(),
            };
            let caption = |id: &Option<String>| {
                id.as_deref().map(|id| snapshot.head_of(id).map_or(id.to_owned(), |head| head.caption.to_owned()))
            };
            let state = match (claim.revoked, claim.until) {
                (true, _) => ", and took it back".to_owned(),
                (_, Some(until)) => format!(", until {}", day(until)),
                _ => String::new(),
            };
            let since = claim.from.map(|from| format!(", {}", day(from))).unwrap_or_default();
            let line = format!("{by} {said}{since}{state} (pack {})", finding.pack.name);
            anstream::println!("    {}", output::visible(&line));
            if let Some(vendor) = caption(&origin.vendor) {
                anstream::println!(
                    "      which is {vendor}'s, by the names in our index",
                    vendor = output::visible(&vendor)
                );
            }
            if !origin.reports.is_empty() {
                anstream::println!("      report: {}", output::visible(&origin.reports.join(" ")));
            }
            if let Some(incident) = incident(&origin.incident, snapshot) {
                anstream::println!("      recorded incident: {}", output::visible(&incident));
            }
            if let Some(deals) = recorded_of(&origin.product, &origin.vendor, snapshot)? {
                let to: Vec<String> = deals
                    .recipients
                    .iter()
                    .map(|(code, count)| format!("{} ({count})", country(code, snapshot)))
                    .collect();
                let of = caption(&Some(deals.of.clone())).unwrap_or_default();
                let line = format!(
                    "deals on record of {of}: {}, to {}; that does not show who sent it",
                    deals.deals,
                    to.join(", ")
                );
                anstream::println!("      {}", output::visible(&line));
            }
        }
    }
    Ok(())
}

fn country(code: &str, snapshot: &Snapshot) -> String {
    snapshot.head_of(code).map_or(code.to_owned(), |head| head.caption.to_owned())
}

/// An incident of the index in one line.
fn incident(id: &Option<String>, snapshot: &Snapshot) -> Option<String> {
    let id = id.as_deref()?;
    let entity = snapshot.entity(id).ok().flatten()?;
    let summary = entity.values("summary").next()?;
    Some(format!("{summary} ({id})"))
}

fn recorded_of(product: &Option<String>, vendor: &Option<String>, snapshot: &Snapshot) -> Result<Option<Recorded>> {
    Ok(recorded(snapshot, &Tie { product: product.clone(), vendor: vendor.clone() })?)
}

fn conclude(looked: &Looked<'_>, any: bool, (values, never): (usize, usize), newest: Option<u32>) {
    let newest = newest.map_or("of unknown date".to_owned(), |day_| format!("newest: {}", day(day_)));
    if any {
        anstream::println!(
            "This does not show that a device was infected, nor who sent it. Do not delete the message or the file, do not open them again, \
             and ask somebody who knows: {HELPLINES}"
        );
    } else {
        anstream::println!(
            "No known indicator found among {values} ({newest}) in {} addresses, names and fingerprints of {} inputs. Newer \
             spyware would not show. This is not a clean bill.",
            looked.seen,
            looked.inputs
        );
        if never > 0 {
            anstream::println!(
                "{never} more are of programs, apps and settings of a phone or computer, which nothing here can show."
            );
        }
    }
    if !looked.unread.is_empty() {
        anstream::println!("{}:", output::yellow("Could not be read"));
        looked.unread.iter().for_each(|line| anstream::println!("  {}", output::visible(line)));
    }
}

/// Who helps people that were targeted, by their own pages. `Our list.`
const HELPLINES: &str = "Access Now Digital Security Helpline (https://www.accessnow.org/help), Amnesty International's Security Lab \
                         (https://securitylab.amnesty.org/get-help), Citizen Lab (https://citizenlab.ca)";

fn finding_json(place: &str, seen: &Seen, finding: &Finding<'_>, snapshot: &Snapshot) -> Result<Value> {
    let mut deals: Vec<Recorded> = Vec::new();
    for claim in finding.entry.claims().filter(|_| finding.weight != Weight::Trap) {
        let one = recorded_of(&claim.origin.product, &claim.origin.vendor, snapshot)?;
        deals.extend(one.filter(|one| !deals.contains(one)));
    }
    Ok(json!({
        "input": place,
        "seen": { "kind": seen.kind(), "value": seen.value() },
        "how": finding.how.to_string(),
        "weight": finding.weight.to_string(),
        "indicator": entry_json(&finding.entry, finding.pack),
        "recorded_deals": deals,
    }))
}
