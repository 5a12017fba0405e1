//! `publish`: the whole site as plain files.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use sousveil_site::{Indicators, Limits, Site, SiteConfig, publish};

use crate::args::Publish;
use crate::commands::config;
use crate::config::Layer;
use crate::progress::Meter;
use crate::published::place::Place;
use crate::published::{ABOUT, About, SIGNATURE, SUMS, Signer, Sums, strangers};
use crate::{packs, places};

/// Writes the site, or counts what would be written.
pub fn run(args: Publish) -> Result<ExitCode> {
    let layer = Layer {
        snapshots: args.data.snapshot.into_iter().collect(),
        folders: args.data.folder.into_iter().collect(),
        public_url: args.public_url,
        ..Layer::default()
    };
    let settings = config::settings(args.config.as_deref(), layer)?;
    // A password is asked for before the long work, not after it.
    let signer = args.sign.as_deref().map(Signer::open).transpose()?;
    let opened = places::open_all(&settings.snapshots, &settings.folders)?;
    if let Some(remark) = &opened.remark {
        anstream::eprintln!("{remark}");
    }
    let snapshot = Arc::new(opened.snapshot);
    let manifest = snapshot.manifest();
    let about = About {
        dataset: manifest.dataset.name.clone(),
        version: manifest.dataset.version.clone(),
        data_hash: manifest.data_hash.clone(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
    };
    // Those of others have licences of their own: whoever publishes them decides that for himself.
    let indicators = Indicators::new(packs::with_own(Vec::new())?);
    // The table and the clock are for questions that no file answers.
    let config = SiteConfig {
        one_language: true,
        table: None,
        today: None,
        indicators: Some(Arc::new(indicators)),
        inspector: None,
        limits: unbounded(settings.site.limits),
        ..settings.site
    };
    let site = Arc::new(Site::new(config, Arc::clone(&snapshot)).context("reading the data")?);
    let told = |files: usize, bytes: u64| format!("{files} files, {} MB", bytes.div_ceil(1_000_000));
    let place = Place::hold(&args.dir, SUMS)?;
    if place.is_taken() {
        refuse_strangers(place.dir())?;
    }
    if args.dry_run {
        let (sums, bytes) = write(site, &about, &mut |_, _| Ok(()))?;
        anstream::println!("would publish {} to {}: {}", told(sums.len(), bytes), args.dir.display(), about.comment());
        return Ok(ExitCode::SUCCESS);
    }
    let scratch = place.scratch()?;
    let mut folders = BTreeSet::new();
    let (sums, bytes) = write(site, &about, &mut |file, bytes| put(scratch.path(), file, bytes, &mut folders))?;
    let list = sums.written();
    fs::write(scratch.path().join(SUMS), &list).with_context(|| format!("writing {SUMS}"))?;
    let mut signed = "not signed".to_owned();
    if let Some(signer) = signer {
        let signature = signer.sign(list.as_bytes(), &about.comment())?;
        fs::write(scratch.path().join(SIGNATURE), signature).with_context(|| format!("writing {SIGNATURE}"))?;
        signed = format!("signed; the key that checks it is {}", signer.public()?);
    }
    place.replace(scratch)?;
    anstream::println!("published {} to {}: {}", told(sums.len(), bytes), args.dir.display(), about.comment());
    anstream::println!("{signed}");
    Ok(ExitCode::SUCCESS)
}

/// Bounds keep strangers from each other, and here is one reader who asks for all of it: with many cores for many long
/// answers at once, with many rows for long workbooks.
fn unbounded(limits: Limits) -> Limits {
    const MANY: usize = 100_000;
    let time = Duration::from_secs(60 * 60);
    Limits { concurrent: MANY, streams: MANY, time, workbook: usize::MAX, ..limits }
}

/// Makes every file and hands it over; gives their hashes and how many bytes they have.
fn write(site: Arc<Site>, about: &About, put: &mut dyn FnMut(&str, &[u8]) -> io::Result<()>) -> Result<(Sums, u64)> {
    let (mut sums, mut size) = (Sums::default(), 0);
    let mut keep = |file: &str, bytes: &[u8]| {
        sums.add(file, bytes);
        size += bytes.len() as u64;
        put(file, bytes)
    };
    let mut version = serde_json::to_vec_pretty(about)?;
    version.push(b'\n');
    keep(ABOUT, &version).with_context(|| format!("writing {ABOUT}"))?;
    let mut meter = Meter::new();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(publish(site, &mut keep, &mut |done, known| meter.show("publishing", done, known)))?;
    Ok((sums, size))
}

fn put(dir: &Path, file: &str, bytes: &[u8], folders: &mut BTreeSet<String>) -> io::Result<()> {
    if let Some((folder, _)) = file.rsplit_once('/')
        && folders.insert(folder.to_owned())
    {
        fs::create_dir_all(dir.join(folder))?;
    }
    // None of them is there: two addresses with one file are refused where they are found.
    fs::File::create_new(dir.join(file)).and_then(|mut out| io::Write::write_all(&mut out, bytes))
}

/// What somebody has put among the files would be gone with them.
fn refuse_strangers(dir: &Path) -> Result<()> {
    let list = dir.join(SUMS);
    let text = fs::read_to_string(&list).with_context(|| format!("reading {}", list.display()))?;
    let strangers = strangers(dir, &Sums::read(&text)?)?;
    if let Some(first) = strangers.first() {
        bail!(
            "{} holds {} that the last publication did not write, {first} first; move what is yours elsewhere",
            dir.display(),
            if strangers.len() == 1 { "a file".to_owned() } else { format!("{} files", strangers.len()) }
        );
    }
    Ok(())
}
