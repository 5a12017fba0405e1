//! The real server, asked over loopback.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use sousveil_bench::dice::Dice;
use sousveil_snapshot::Snapshot;

use crate::process::{computed, status_of};
use crate::questions::{caption, country, quantile};

/// A running server; it is stopped when this is dropped.
pub struct Server {
    child: Child,
    base: String,
}

/// What was measured.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Pages {
    /// Milliseconds until the first answer.
    pub first_ms: f64,
    /// Median of all, one after the other, on the clock of the reader.
    pub clock_median_ms: f64,
    /// 99th percentile on that clock.
    pub clock_p99_ms: f64,
    /// Median of what the server computed for a page, in milliseconds.
    pub median_ms: f64,
    /// 99th percentile.
    pub p99_ms: f64,
    /// The same of the first time that each is asked for, the way to companies' readable addresses included.
    pub first_p99_ms: f64,
    /// The same by sort of page: name, number, median, 99th percentile.
    pub by_sort: Vec<(String, usize, f64, f64)>,
    /// Pages per second with several connections at once; nothing where `wrk` is not installed.
    pub per_second: Option<f64>,
    /// 99th percentile under that load, in milliseconds.
    pub loaded_p99: Option<String>,
    /// Memory of its own, after all that, in bytes.
    pub rss_anon: u64,
    /// Mapped files in memory, in bytes.
    pub rss_file: u64,
}

impl Server {
    /// Starts one, over the open dataset where no snapshot is given.
    ///
    /// # Errors
    /// It does not start.
    pub fn start(binary: &Path, snapshot: Option<&Path>) -> Result<Self> {
        let mut command = Command::new(binary);
        command.args(["serve", "--listen", "127.0.0.1:0"]);
        if let Some(snapshot) = snapshot {
            command.arg("--snapshot").arg(snapshot);
        }
        let mut child = command.stdout(Stdio::piped()).spawn().context("starting the server")?;
        let out = child.stdout.take().context("the server has no output")?;
        let mut server = Self { child, base: String::new() };
        for line in BufReader::new(out).lines() {
            let line = line?;
            if let Some(address) = line.split_whitespace().find(|word| word.starts_with("http://")) {
                server.base = address.to_owned();
                return Ok(server);
            }
        }
        anyhow::bail!("the server said no address")
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Where it answers.
    pub fn base(&self) -> &str {
        &self.base
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Addresses as readers ask for them.
fn addresses(snapshot: &Snapshot, count: u64) -> Vec<(&'static str, String)> {
    let encode = |text: &str| {
        text.bytes()
            .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect::<String>()
    };
    let address = |n: u64| {
        let mut dice = Dice::new(11, 11, n);
        let mut of = |schema: &str| {
            for _ in 0..1000 {
                let number = u32::try_from(dice.below(u64::from(snapshot.len()))).unwrap_or(0);
                if let Some(head) = snapshot.head(number).filter(|head| head.schema == schema) {
                    return head.id.to_owned();
                }
            }
            "uz".to_owned()
        };
        match n % 16 {
            0..=2 => ("company", format!("/companies/{}", of("Company"))),
            3..=5 => ("transfer", format!("/transfers/{}", of("Transfer"))),
            6 => ("country", format!("/countries/{}", country(&mut dice).0)),
            7 => ("agency", format!("/agencies/{}", of("Agency"))),
            8 => ("product", format!("/products/{}", of("Product"))),
            9 => ("source", format!("/sources/{}", of("Source"))),
            10..=12 => ("search", format!("/search?q={}", encode(&caption(snapshot, &mut dice)))),
            13 => (
                "list of transfers",
                format!("/transfers?recipient_country={}&page={}", country(&mut dice).0, 1 + dice.below(5)),
            ),
            14 => ("list of companies", format!("/companies?page={}", 1 + dice.below(100))),
            _ => ("home", "/".to_owned()),
        }
    };
    (0..count).map(address).collect()
}

/// Measures.
///
/// # Errors
/// The server fails, or a page.
pub fn measure(binary: &Path, dir: &Path, scratch: &Path, count: u64, seconds: u64) -> Result<Pages> {
    let snapshot = Snapshot::open(dir)?;
    let addresses = addresses(&snapshot, count);
    drop(snapshot);
    let server = Server::start(binary, Some(dir))?;
    let agent = ureq::Agent::new_with_defaults();
    let get = |path: &str| -> Result<f64> {
        let begun = Instant::now();
        let mut answer = agent.get(format!("{}{path}", server.base)).call().with_context(|| path.to_owned())?;
        answer.body_mut().read_to_vec()?;
        Ok(begun.elapsed().as_secs_f64() * 1000.0)
    };
    let mut pages = Pages { first_ms: get("/")?, ..Pages::default() };
    // Companies have a readable part in their address, to which the short one leads.
    let mut last = Vec::new();
    let mut first = Vec::new();
    for (sort, path) in addresses {
        let before = computed(server.child.id());
        let answer = agent.get(format!("{}{path}", server.base)).call().with_context(|| path.clone())?;
        let uri = ureq::ResponseExt::get_uri(&answer).path_and_query().map_or(path, ToString::to_string);
        last.push((sort, uri));
        #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
        first.push(computed(server.child.id()).saturating_sub(before) as f64 / 1e6);
    }
    pages.first_p99_ms = quantile(&first, 0.99);
    let mut times = Vec::new();
    let mut on_the_clock = Vec::new();
    for (sort, path) in &last {
        let before = computed(server.child.id());
        on_the_clock.push(get(path)?);
        #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
        let ms = computed(server.child.id()).saturating_sub(before) as f64 / 1e6;
        times.push((*sort, ms));
    }
    pages.clock_median_ms = quantile(&on_the_clock, 0.5);
    pages.clock_p99_ms = quantile(&on_the_clock, 0.99);
    let all: Vec<f64> = times.iter().map(|(_, time)| *time).collect();
    (pages.median_ms, pages.p99_ms) = (quantile(&all, 0.5), quantile(&all, 0.99));
    pages.by_sort = crate::questions::by_sort(&times);
    match wrk(&server.base, &last, scratch, seconds) {
        Ok((per_second, p99)) => (pages.per_second, pages.loaded_p99) = (Some(per_second), Some(p99)),
        Err(e) => eprint(&format!("pages per second were not measured, since wrk did not run: {e:#}")),
    }
    std::thread::sleep(Duration::from_millis(500));
    pages.rss_anon = status_of(server.child.id(), "RssAnon").unwrap_or(0);
    pages.rss_file = status_of(server.child.id(), "RssFile").unwrap_or(0);
    Ok(pages)
}

fn eprint(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Pages per second, and the 99th percentile as `wrk` prints it.
fn wrk(base: &str, addresses: &[(&str, String)], scratch: &Path, seconds: u64) -> Result<(f64, String)> {
    let script = scratch.join("addresses.lua");
    let list: String = addresses.iter().map(|(_, path)| format!("  {path:?},\n")).collect();
    let lua = format!(
        "local paths = {{\n{list}}}\nlocal n = 0\nrequest = function()\n  n = n % #paths + 1\n  return wrk.format(\"GET\", paths[n])\nend\n"
    );
    std::fs::write(&script, lua)?;
    let out = Command::new("wrk")
        .args(["-t1", "-c8", &format!("-d{seconds}s"), "--latency", "-s"])
        .arg(&script)
        .arg(base)
        .output()?;
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let after = |name: &str| text.lines().find_map(|l| l.trim().strip_prefix(name).map(|rest| rest.trim().to_owned()));
    let per_second =
        after("Requests/sec:").and_then(|n| n.parse().ok()).with_context(|| format!("wrk said: {text}"))?;
    Ok((per_second, after("99%").unwrap_or_default()))
}
