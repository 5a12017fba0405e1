//! The measurements, one size after the other, and their tables.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result};
use serde::Serialize;
use sousveil_bench::synth::Synth;
use sousveil_snapshot::Snapshot;

use crate::pages::{self, Pages};
use crate::process::{load, machine, watch};
use crate::questions::{ask, by_sort, mix, quantile};

/// Arguments of `run`.
#[derive(Debug, clap::Args)]
pub struct Run {
    /// Sizes, in entities
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000, 1_000_000])]
    entities: Vec<u64>,
    /// Fewer questions and pages
    #[arg(long)]
    quick: bool,
    /// Entities not in the order of their identifiers, so that they are sorted on disk
    #[arg(long)]
    shuffled: bool,
    /// Read the same FollowTheMoney file with `followthemoney`, installed by pip under the scratch folder
    #[arg(long)]
    peer: bool,
    /// The program to measure
    #[arg(long, value_name = "FILE", default_value = "target/release/sousveil")]
    binary: PathBuf,
    /// Where files are put meanwhile
    #[arg(long, value_name = "DIR", default_value = "target/bench")]
    scratch: PathBuf,
    /// Keep those files, and use them the next time
    #[arg(long)]
    keep: bool,
    /// Write the figures as JSON, too
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// What was measured at one size. Times in milliseconds, sizes in bytes, unless said otherwise.
#[derive(Debug, Default, Serialize)]
struct Size {
    entities: u64,
    claims: u64,
    lines_bytes: u64,
    compile_seconds: f64,
    claims_per_second: f64,
    cores_used: f64,
    /// Claims for each second of one core: what does not hang on who else is at work.
    claims_per_core_second: f64,
    compile_peak: u64,
    compile_peak_anon: u64,
    snapshot_bytes: u64,
    open_cold: f64,
    open_warm: f64,
    search_median: f64,
    search_p99: f64,
    search_by_sort: Vec<(String, usize, f64, f64)>,
    pages: Pages,
    load_before: String,
}

/// The ratio to followthemoney, in entities per second.
#[derive(Debug, Serialize)]
struct Peer {
    entities: u64,
    theirs: f64,
    ours: f64,
}

/// Measures, and prints.
pub fn run(args: &Run) -> Result<()> {
    fs::create_dir_all(&args.scratch)?;
    let mut sizes = Vec::new();
    for &entities in &args.entities {
        sizes.push(one(args, entities).with_context(|| format!("{entities} entities"))?);
        print(&format!("{entities} done"), true);
    }
    let peer = if args.peer { Some(peer(args)?) } else { None };
    let (cores, memory) = machine();
    print(&format!("{cores} cores, {memory} GB of memory.\n"), false);
    print(&table(&sizes), false);
    for size in &sizes {
        print(&details(size), false);
    }
    if let Some(Peer { entities, theirs, ours }) = &peer {
        let ratio = ours / theirs;
        print(
            &format!(
                "Peer, {entities} companies: followthemoney {theirs:.0}/s, sousveil {ours:.0}/s, ratio {ratio:.1}\n"
            ),
            false,
        );
    }
    if let Some(path) = &args.json {
        let all = serde_json::json!({ "cores": cores, "memory_gb": memory, "sizes": sizes, "peer": peer });
        fs::write(path, serde_json::to_vec_pretty(&all)?)?;
    }
    Ok(())
}

fn print(text: &str, aside: bool) {
    // Nobody is left to be told where it can't be printed.
    let _ = if aside { writeln!(std::io::stderr(), "{text}") } else { writeln!(std::io::stdout(), "{text}") };
}

fn one(args: &Run, entities: u64) -> Result<Size> {
    let form = if args.shuffled { "shuffled" } else { "sorted" };
    let lines = args.scratch.join(format!("{entities}-{form}.json"));
    let snapshot = args.scratch.join(format!("{entities}-{form}.snapshot"));
    if !(args.keep && lines.exists()) {
        let mut file = BufWriter::with_capacity(1 << 20, File::create(&lines)?);
        Synth::new(entities, 1).write(&mut file, args.shuffled)?;
        file.flush()?;
    }
    let mut size = Size { lines_bytes: fs::metadata(&lines)?.len(), load_before: load(), ..Size::default() };
    let child = Command::new(&args.binary)
        .args(["compile", "--lines"])
        .arg(&lines)
        .arg("--out")
        .arg(&snapshot)
        .stdout(Stdio::null())
        .spawn()
        .with_context(|| format!("starting {}; build it with `cargo build --release`", args.binary.display()))?;
    let took = watch(child)?;
    (size.compile_seconds, size.compile_peak, size.compile_peak_anon) = (took.wall, took.peak, took.peak_anon);
    size.cores_used = took.cpu / took.wall;
    if !args.keep {
        fs::remove_file(&lines)?;
    }
    size.snapshot_bytes = bytes_of(&snapshot)?;
    forget(&snapshot)?;
    let open = || -> Result<(Snapshot, f64)> {
        let begun = Instant::now();
        let opened = Snapshot::open(&snapshot)?;
        Ok((opened, begun.elapsed().as_secs_f64() * 1000.0))
    };
    size.open_cold = open()?.1;
    let mut warm = Vec::new();
    for _ in 0..5 {
        warm.push(open()?.1);
    }
    size.open_warm = quantile(&warm, 0.5);
    let (opened, _) = open()?;
    (size.entities, size.claims) = (opened.manifest().entities, opened.manifest().claims);
    size.claims_per_second = float(size.claims) / size.compile_seconds;
    size.claims_per_core_second = float(size.claims) / took.cpu;
    let questions = mix(&opened, if args.quick { 400 } else { 4000 });
    // Once without the clock: a server that has just begun is another question, asked by the first page below.
    ask(&opened, &questions)?;
    let times = ask(&opened, &questions)?;
    let all: Vec<f64> = times.iter().map(|(_, time)| *time).collect();
    (size.search_median, size.search_p99) = (quantile(&all, 0.5), quantile(&all, 0.99));
    size.search_by_sort = by_sort(&times);
    drop(opened);
    let (count, seconds) = if args.quick { (320, 3) } else { (3200, 20) };
    size.pages = pages::measure(&args.binary, &snapshot, &args.scratch, count, seconds)?;
    if !args.keep {
        fs::remove_dir_all(&snapshot)?;
    }
    Ok(size)
}

fn bytes_of(dir: &Path) -> Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        sum += if entry.file_type()?.is_dir() { bytes_of(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(sum)
}

/// Asks the system to drop what it holds of the files.
fn forget(dir: &Path) -> Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            forget(&path)?;
        } else {
            rustix::fs::fadvise(File::open(&path)?, 0, None, rustix::fs::Advice::DontNeed)?;
        }
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "figures for people")]
fn float(n: u64) -> f64 {
    n as f64
}

fn table(sizes: &[Size]) -> String {
    let mb = |bytes: u64| format!("{:.0} MB", float(bytes) / 1e6);
    type Cell<'a> = Box<dyn Fn(&Size) -> (f64, String) + 'a>;
    let ms = |value: fn(&Size) -> f64| -> Cell<'_> { Box::new(move |s| (value(s), format!("{:.2} ms", value(s)))) };
    let rows: Vec<(&str, Cell<'_>)> = vec![
        ("entities", Box::new(|s| (float(s.entities), s.entities.to_string()))),
        ("claims", Box::new(|s| (float(s.claims), s.claims.to_string()))),
        ("lines", Box::new(move |s| (float(s.lines_bytes), mb(s.lines_bytes)))),
        ("compile", Box::new(|s| (s.compile_seconds, format!("{:.1} s", s.compile_seconds)))),
        ("claims per second", Box::new(|s| (s.claims_per_second, format!("{:.0}", s.claims_per_second)))),
        (
            "claims per second of one core",
            Box::new(|s| (s.claims_per_core_second, format!("{:.0}", s.claims_per_core_second))),
        ),
        ("cores used", Box::new(|s| (s.cores_used, format!("{:.2}", s.cores_used)))),
        ("peak memory, own", Box::new(move |s| (float(s.compile_peak_anon), mb(s.compile_peak_anon)))),
        ("peak memory, with mapped files", Box::new(move |s| (float(s.compile_peak), mb(s.compile_peak)))),
        (
            "snapshot, bytes an entity",
            Box::new(|s| {
                (float(s.snapshot_bytes) / float(s.entities), (s.snapshot_bytes / s.entities.max(1)).to_string())
            }),
        ),
        ("open, cold", ms(|s| s.open_cold)),
        ("open, warm", ms(|s| s.open_warm)),
        ("search, median", ms(|s| s.search_median)),
        ("search, p99", ms(|s| s.search_p99)),
        ("first page", ms(|s| s.pages.first_ms)),
        ("page on the clock, median", ms(|s| s.pages.clock_median_ms)),
        ("page on the clock, p99", ms(|s| s.pages.clock_p99_ms)),
        ("page, median", ms(|s| s.pages.median_ms)),
        ("page, p99", ms(|s| s.pages.p99_ms)),
        ("page asked for the first time, p99", ms(|s| s.pages.first_p99_ms)),
        (
            "pages per second",
            Box::new(|s| {
                let n = s.pages.per_second;
                (n.unwrap_or(0.0), n.map_or_else(|| "not measured".to_owned(), |n| format!("{n:.0}")))
            }),
        ),
        ("server, RssAnon", Box::new(move |s| (float(s.pages.rss_anon), mb(s.pages.rss_anon)))),
        ("server, RssFile", Box::new(move |s| (float(s.pages.rss_file), mb(s.pages.rss_file)))),
        ("load of the machine before", Box::new(|s| (0.0, s.load_before.clone()))),
    ];
    let mut out = String::from("| figure |");
    for (at, size) in sizes.iter().enumerate() {
        let _ = write!(out, " {} |{}", size.entities, if at > 0 { " growth |" } else { "" });
    }
    let columns = sizes.len() * 2;
    let _ = writeln!(out, "\n| --- |{}", " ---: |".repeat(columns.saturating_sub(1)));
    for (name, cell) in rows {
        let _ = write!(out, "| {name} |");
        let mut before: Option<f64> = None;
        for size in sizes {
            let (value, text) = cell(size);
            let _ = write!(out, " {text} |");
            match before.replace(value) {
                Some(before) if before > 0.0 => drop(write!(out, " × {:.1} |", value / before)),
                Some(_) => out.push_str(" – |"),
                None => {}
            }
        }
        out.push('\n');
    }
    out
}

fn details(size: &Size) -> String {
    let mut out = format!(
        "\nAt {} entities, in milliseconds:\n\n| what | number | median | p99 |\n| --- | ---: | ---: | ---: |\n",
        size.entities
    );
    let questions = size.search_by_sort.iter().map(|row| ("question", row));
    for (what, (sort, number, median, p99)) in questions.chain(size.pages.by_sort.iter().map(|row| ("page", row))) {
        let _ = writeln!(out, "| {what}: {sort} | {number} | {median:.2} | {p99:.2} |");
    }
    if let Some(p99) = &size.pages.loaded_p99 {
        let _ = writeln!(out, "\nWith eight connections at once the 99th percentile of a page is {p99}.");
    }
    out
}

/// Reads each line as followthemoney's own tools do.
const PYTHON: &str = "
import sys, time, json
from followthemoney import model
start = time.perf_counter()
count = 0
with open(sys.argv[1], 'rb') as lines:
    for line in lines:
        proxy = model.get_proxy(json.loads(line))
        for prop, value in proxy.itervalues():
            prop.type.clean(value, proxy=proxy)
        count += 1
print(count / (time.perf_counter() - start))
";

fn peer(args: &Run) -> Result<Peer> {
    let entities = 20_000;
    let synth = Synth::new(entities * 1000 / 120, 1);
    let ftm = args.scratch.join("peer.ftm.json");
    let mut file = BufWriter::new(File::create(&ftm)?);
    let count = synth.write_ftm(&mut file, entities)?;
    file.flush()?;
    let environment = args.scratch.join("ftm");
    let python = environment.join("bin/python");
    if !python.exists() {
        done(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
        done(Command::new(&python).args(["-m", "pip", "install", "--quiet", "followthemoney"]))?;
    }
    let out = Command::new(&python).args(["-c", PYTHON]).arg(&ftm).output()?;
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    let theirs = said.trim().parse().with_context(|| String::from_utf8_lossy(&out.stderr).into_owned())?;
    // Read, cleaned, turned into claims with their evidence, and checked; nothing is written.
    let begun = Instant::now();
    done(
        Command::new(&args.binary)
            .args(["import", "ftm"])
            .arg(&ftm)
            .arg("--into")
            .arg(args.scratch.join("peer"))
            .arg("--dry-run")
            .stdout(Stdio::null())
            .stderr(Stdio::null()),
    )?;
    let ours = float(count) / begun.elapsed().as_secs_f64();
    if !args.keep {
        fs::remove_file(&ftm)?;
    }
    Ok(Peer { entities: count, theirs, ours })
}

fn done(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("running {command:?}"))?;
    anyhow::ensure!(status.success(), "{command:?} ended with {status}");
    Ok(())
}
