//! `indicators`: published indicators into packs, and what the packs hold.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use sousveil_export::indicators::{day, entry_json};
use sousveil_export::spyware::{Families, Tie, recorded};
use sousveil_export::stix;
use sousveil_inspect::{Entry, Head, Observable, Seen, build, find, judge};
use sousveil_intake::indicators::{Count, Reading, Setting, Told};

use crate::args::{Data, ImportIndicators, Indicators, Packs};
use crate::published::Signer;
use crate::{clock, output, packs, places};

/// Runs what is asked for.
pub fn run(args: &Indicators) -> Result<ExitCode> {
    match args {
        Indicators::Import(args) => import(args),
        Indicators::List { packs, json } => list(packs, *json),
        Indicators::Show { value, json, packs, data } => show(value, *json, packs, data),
        Indicators::Stats { packs, json } => stats(packs, *json),
        Indicators::Export { name, out, mvt, packs, data } => export(name, out.as_deref(), *mvt, packs, data),
        Indicators::Remove { name, packs } => remove(name, packs),
    }
}

/// Ends of the names of files that are read in a folder.
const ENDS: [&str; 4] = ["stix2", "json", "csv", "txt"];
/// So deep folders are looked through.
const DEEPEST: usize = 8;

fn import(args: &ImportIndicators) -> Result<ExitCode> {
    let dir = packs::folder(&args.packs)?;
    if let [one] = args.files.as_slice()
        && is_pack(one)
    {
        return take(one, &dir, args);
    }
    if let Some(pack) = args.files.iter().find(|file| is_pack(file)) {
        bail!("{} is a pack: expected it alone, or files of indicators", pack.display());
    }
    // A password is asked for before the work, not after it.
    let signer = args.sign.as_deref().map(Signer::open).transpose()?;
    if let Some(key) = args.packs.key()? {
        let own = signer.as_ref().map(Signer::public).transpose()?;
        if own.as_ref() != Some(&key.letters()) {
            bail!(
                "expected a signature (--sign) by the key {}, without which the pack would be refused",
                key.letters()
            );
        }
    }
    let name = match &args.name {
        Some(name) => name.clone(),
        None => name_of(&args.files, &args.licence)?,
    };
    let path = packs::path(&dir, &name)?;
    let mut files = Vec::new();
    for file in &args.files {
        gather(file, 0, &mut files)?;
    }
    if files.is_empty() {
        bail!("no file that ends in .{} or .yaml", ENDS.join(", ."));
    }
    let (mut reading, mut refused) = (Reading::default(), Vec::new());
    let setting = Setting {
        family: args.family.clone(),
        publishers: args.publishers.clone(),
        reports: args.reports.clone(),
        kind: args.kind,
    };
    // What is said of files must be known before they are read.
    let (listings, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| is_listing(file));
    for listing in &listings {
        let count = reading.listing(listing)?;
        anstream::println!(
            "{}: sources and reports of {count} files",
            output::bold(&output::visible(&listing.display()))
        );
    }
    for file in &files {
        match reading.file(file, &setting) {
            Ok(()) => {}
            // A file that was named by itself is what was meant; one that lay in a folder may be anything.
            Err(error) if args.files.contains(file) => return Err(error.into()),
            Err(error) => refused.push(error.to_string()),
        }
    }
    if reading.indicators.is_empty() {
        bail!("{} files were read, and no indicator was found in them", files.len());
    }
    let tied = tie(&mut reading, &args.data)?;
    let head = Head { name, licence: args.licence.clone(), made: clock::day(), origins: reading.origins };
    let bytes = build(&head, &reading.indicators)?;
    tell(&reading.told, &refused);
    let values = sousveil_inspect::Pack::open(bytes.as_slice()).context("the pack that was made")?;
    let traps = values.entries().filter(|entry| !entry.traps().is_empty()).count();
    anstream::eprintln!(
        "{} values of {} indicators in {} publications; {tied} of them tied to the index; no match by \
         themselves: {traps}",
        values.len(),
        reading.indicators.len(),
        head.origins.len(),
    );
    if args.dry_run {
        anstream::eprintln!("nothing was written (--dry-run)");
        return Ok(ExitCode::SUCCESS);
    }
    let comment = format!("pack {}, licence {}, made {}, {} values", head.name, head.licence, head.made, values.len());
    let signed = signer.as_ref().map(|signer| signer.sign(&bytes, &comment)).transpose()?;
    packs::put(&path, &bytes, signed.as_deref().map(str::as_bytes))?;
    anstream::eprintln!("written: {}", path.display());
    if let Some(signer) = signer {
        anstream::eprintln!("signed; the key that checks it is {}", signer.public()?);
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether it is a pack already, by its first bytes.
fn is_pack(path: &Path) -> bool {
    let mut start = [0; sousveil_inspect::TAG.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *sousveil_inspect::TAG
}

/// Takes in a pack that somebody else made, with its signature.
fn take(file: &Path, dir: &Path, args: &ImportIndicators) -> Result<ExitCode> {
    let said = args.name.is_some() || args.sign.is_some() || args.family.is_some() || args.licence != "unknown";
    if said || args.kind.is_some() || !args.publishers.is_empty() || !args.reports.is_empty() {
        bail!("{} is a pack, which keeps its name, licence, signature and all that it says", file.display());
    }
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let pack = sousveil_inspect::Pack::open(bytes.as_slice()).with_context(|| file.display().to_string())?;
    let head = pack.head();
    let path = packs::path(dir, &head.name)?;
    let beside = packs::signature(file);
    let signature = beside.is_file().then(|| fs::read(&beside)).transpose()?;
    let checked = match (args.packs.key()?, &signature) {
        (Some(key), _) => {
            packs::signed(&key, &bytes, file)?;
            format!("signed by {}", key.letters())
        }
        (None, Some(_)) => "its signature was not checked: --signed-by KEY does that".to_owned(),
        (None, None) => "not signed".to_owned(),
    };
    let (name, licence) = (output::visible(&head.name), output::visible(&head.licence));
    anstream::eprintln!("pack {name}: {} values, licence {licence}, {checked}", pack.len());
    if args.dry_run {
        anstream::eprintln!("nothing was written (--dry-run)");
    } else {
        packs::put(&path, &bytes, signature.as_deref())?;
        anstream::eprintln!("written: {}", path.display());
    }
    Ok(ExitCode::SUCCESS)
}

/// The name of the first file or folder and of the licence, as a pack may be called.
fn name_of(files: &[PathBuf], licence: &str) -> Result<String> {
    let stem = files.first().and_then(|file| file.file_stem()).map(|stem| stem.to_string_lossy().to_lowercase());
    let fits = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let licence = Some(licence.to_lowercase()).filter(|licence| licence != "unknown");
    let words: Vec<String> = stem.into_iter().chain(licence).collect();
    let name: String = words.join("-").chars().map(fits).take(64).collect();
    let name = name.trim_matches('-').to_owned();
    if name.is_empty() { bail!("how shall the pack be called? (--name)") } else { Ok(name) }
}

/// Whether it is what `mvt-indicators` says of its files.
fn is_listing(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "yaml" || end == "yml")
}

/// A file, or all files of a folder that may be meant.
fn gather(path: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<()> {
    let read = || format!("reading {}", path.display());
    if !fs::metadata(path).with_context(read)?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let mut inside = Vec::new();
    for entry in fs::read_dir(path).with_context(read)? {
        let entry = entry.with_context(read)?;
        let kind = entry.file_type().with_context(read)?;
        let end = entry.path().extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
        let read = ENDS.contains(&end.as_str()) || entry.file_name() == "indicators.yaml";
        if kind.is_dir() && depth < DEEPEST || kind.is_file() && read {
            inside.push(entry.path());
        }
    }
    inside.sort();
    inside.iter().try_for_each(|path| gather(path, depth + 1, files))
}

/// Ties the families to products and companies of the index, by their names; how many of the publications were.
fn tie(reading: &mut Reading, data: &Data) -> Result<usize> {
    let families = Families::of(&places::open(data)?.snapshot)?;
    let mut tied = 0;
    for origin in &mut reading.origins {
        if let Some(tie) = origin.family.as_deref().and_then(|family| families.tie(family)) {
            // What a table says itself goes before what its names say.
            origin.product = origin.product.take().or_else(|| tie.product.clone());
            origin.vendor = origin.vendor.take().or_else(|| tie.vendor.clone());
            tied += 1;
        }
    }
    Ok(tied)
}

fn tell(told: &[Told], refused: &[String]) {
    for one in told {
        let form = one.form.map(|form| form.to_string()).unwrap_or_default();
        anstream::println!(
            "{} ({form}): {} taken, {} passed over",
            output::bold(&one.file),
            one.taken,
            one.passed_over()
        );
        counted("repaired", &one.repaired);
        counted("passed over", &one.passed);
    }
    for error in refused {
        anstream::println!("{}: {}", output::yellow("not read"), output::visible(error));
    }
}

fn counted(what: &str, all: &BTreeMap<String, Count>) {
    for (sort, count) in all {
        anstream::println!("  {what}: {} × {sort}: {}", count.number, count.examples.join(", "));
    }
}

fn list(args: &Packs, json: bool) -> Result<ExitCode> {
    let dir = packs::folder(args)?;
    let all = packs::open_all(args)?;
    if json {
        let told = all.iter().map(|pack| {
            let head = pack.head();
            json!({"name": head.name, "licence": head.licence, "made": head.made, "values": pack.len(), "publications": head.origins.len()})
        });
        output::json(&told.collect::<Vec<_>>())?;
    } else {
        for pack in all.iter() {
            let head = pack.head();
            let made =
                if head.made.is_empty() { "inside the program".to_owned() } else { format!("made {}", head.made) };
            let (values, origins, licence) = (pack.len(), head.origins.len(), &head.licence);
            let rest = format!("{values} values, {origins} publications, licence {licence}, {made}");
            anstream::println!("{}: {}", output::bold(&output::visible(&head.name)), output::visible(&rest));
        }
        if all.len() == 1 {
            anstream::eprintln!(
                "no packs in {}; `sousveil indicators import --help` tells where to get some",
                dir.display()
            );
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn stats(args: &Packs, json: bool) -> Result<ExitCode> {
    let all = packs::open_all(args)?;
    let (mut kinds, mut families, mut traps) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for entry in all.entries() {
        *kinds.entry(entry.kind.to_string()).or_insert(0_usize) += 1;
        entry.traps().iter().for_each(|trap| *traps.entry(trap.to_string()).or_insert(0_usize) += 1);
        let mut own: Vec<&str> =
            entry.claims().map(|claim| claim.origin.family.as_deref().unwrap_or("not said")).collect();
        own.sort_unstable();
        own.dedup();
        own.into_iter().for_each(|family| *families.entry(family.to_owned()).or_insert(0_usize) += 1);
    }
    if json {
        output::json(&json!({"kinds": kinds, "families": families, "traps": traps}))?;
        return Ok(ExitCode::SUCCESS);
    }
    for (title, counts) in [("kinds", &kinds), ("families and campaigns", &families), ("traps", &traps)] {
        let mut rows: Vec<(String, String)> =
            counts.iter().map(|(name, count)| (name.clone(), count.to_string())).collect();
        rows.sort_by_key(|(name, _)| std::cmp::Reverse(counts.get(name).copied()));
        anstream::println!("{}", output::bold(title));
        output::pairs(&rows);
    }
    Ok(ExitCode::SUCCESS)
}

fn export(name: &str, out: Option<&Path>, for_mvt: bool, args: &Packs, data: &Data) -> Result<ExitCode> {
    let all = packs::open_all(args)?;
    let Some(pack) = all.iter().find(|pack| pack.head().name == name) else {
        let known: Vec<_> = all.iter().map(|pack| pack.head().name.as_str()).collect();
        bail!("no pack `{}`; there are: {}", output::visible(name), output::visible(&known.join(", ")));
    };
    let opened = places::open(data)?;
    let made = if pack.head().made.is_empty() { clock::day() } else { pack.head().made.clone() };
    let bundle = stix::bundle(pack.head(), pack.entries(), &opened.snapshot, &made, for_mvt);
    output::to_file_or_stdout(out, |out| {
        serde_json::to_writer_pretty(&mut *out, &bundle.json)?;
        Ok(writeln!(out)?)
    })?;
    anstream::eprintln!("{} indicators, licence {}", bundle.indicators, output::visible(&pack.head().licence));
    if bundle.left_out > 0 {
        anstream::eprintln!("left out, since MVT stops at them: {} values", bundle.left_out);
    }
    Ok(ExitCode::SUCCESS)
}

fn remove(name: &str, args: &Packs) -> Result<ExitCode> {
    let path = packs::path(&packs::folder(args)?, name)?;
    packs::remove(&path)?;
    anstream::eprintln!("removed: {}", path.display());
    Ok(ExitCode::SUCCESS)
}

fn show(value: &str, json: bool, args: &Packs, data: &Data) -> Result<ExitCode> {
    let all = packs::open_all(args)?;
    let mut seen = find(value);
    // A name of a program or an app has no form of its own: it is looked up as each of them.
    let bare = sousveil_inspect::Kind::all().filter_map(|kind| Observable::new(kind, value).ok());
    seen.extend(bare.filter_map(|observable| Seen::of(&observable)));
    let mut found: Vec<(Entry<'_>, &Head)> = Vec::new();
    for finding in seen.iter().flat_map(|seen| judge(&all, seen, None)) {
        let known = |(entry, head): &(Entry<'_>, &Head)| {
            entry.kind == finding.entry.kind && entry.value == finding.entry.value && head.name == finding.pack.name
        };
        if !found.iter().any(known) {
            found.push((finding.entry, finding.pack));
        }
    }
    if json {
        output::json(&found.iter().map(|(entry, head)| entry_json(entry, head)).collect::<Vec<_>>())?;
        return Ok(if found.is_empty() { ExitCode::from(super::FOUND) } else { ExitCode::SUCCESS });
    }
    if found.is_empty() {
        anstream::eprintln!("no pack says anything of {}", output::visible(value));
        return Ok(ExitCode::from(super::FOUND));
    }
    let opened = places::open(data)?;
    for (entry, head) in found {
        anstream::println!("{}", output::bold(&output::visible(&format!("{} {}", entry.kind, entry.value))));
        for trap in entry.traps().iter() {
            anstream::println!("  {}: {}", output::yellow("no match by itself"), trap_said(trap));
        }
        for claim in entry.claims() {
            let origin = claim.origin;
            let mut rows = vec![("pack".to_owned(), format!("{}, licence {}", head.name, head.licence))];
            rows.push(("file".to_owned(), origin.file.clone()));
            let mut add = |name: &str, value: Option<String>| rows.extend(value.map(|value| (name.to_owned(), value)));
            add("published by", Some(origin.publishers.join(", ")).filter(|text| !text.is_empty()));
            add("family", origin.family.clone());
            add("note", origin.note.clone());
            add("aimed at", origin.aimed_at.clone());
            let caption =
                |id: &String| opened.snapshot.head_of(id).map_or(id.clone(), |head| format!("{} ({id})", head.caption));
            add("product", origin.product.as_ref().map(caption));
            add("incident", origin.incident.clone());
            add("vendor", origin.vendor.as_ref().map(caption));
            add("report", Some(origin.reports.join(" ")).filter(|text| !text.is_empty()));
            add("since", claim.from.map(day));
            add("until", claim.until.map(day));
            add("taken back", claim.revoked.then(|| "yes".to_owned()));
            add("to_ids", claim.to_ids.map(|ids| ids.to_string()));
            let tie = Tie { product: origin.product.clone(), vendor: origin.vendor.clone() };
            if let Some(recorded) = recorded(&opened.snapshot, &tie)? {
                let text: Vec<String> =
                    recorded.recipients.iter().map(|(code, count)| format!("{code} {count}")).collect();
                add("recorded deals", Some(format!("{}: {}", recorded.deals, text.join(", "))));
            }
            output::pairs(&rows);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Why a value is no match by itself, in words.
pub fn trap_said(trap: sousveil_inspect::Trap) -> &'static str {
    use sousveil_inspect::Trap;
    match trap {
        Trap::SharedSuffix => "strangers register names below it",
        Trap::DynamicDns => "a provider of names for everybody",
        Trap::Shortener => "a shortener of links: only the whole link says something",
        Trap::MailHost => "a provider of mailboxes for everybody",
        Trap::Platform => "a site on which everybody can put something",
        Trap::Institution => "a public body's own host",
        Trap::CommonName => "harmless files and programs have this name, too",
        Trap::LocalNumber => "a number that every network uses for itself",
        Trap::Reporter => "a host of those who write about spyware",
        Trap::Resolver => "an open resolver of names, which half of the world asks",
    }
}
