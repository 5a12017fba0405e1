//! What pages and pictures weigh, and what they cost to draw: the real server over the open dataset, or over a snapshot.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context as _, Result};

use crate::pages::Server;
use crate::process::computed;

/// What is measured.
#[derive(Debug, clap::Args)]
pub struct Weights {
    /// The program
    #[arg(long, default_value = "target/release/sousveil")]
    binary: PathBuf,
    /// A snapshot instead of the open dataset, which is in the program
    #[arg(long)]
    snapshot: Option<PathBuf>,
}

/// Pages with pictures, and those of which they are part; the identifiers are those of the open dataset.
const PAGES: [&str; 13] = [
    "/",
    "/map",
    "/map?side=exporter",
    "/flows?country=uz",
    "/flows?side=exporter&country=us",
    "/network?of=svl-is42xzop",
    "/network?of=svl-is42xzop&depth=3",
    "/timeline?country=uz",
    "/timeline?technology=intrusion",
    "/countries/uz",
    "/transfers",
    "/trends",
    "/gap",
];

const FORMS: [&str; 5] = [".svg", ".png", "@2x.png", ".dark.png", ".dark@2x.png"];

/// Bytes and milliseconds of computing, of an answer.
struct Cost {
    bytes: usize,
    ms: f64,
}

impl Weights {
    /// Measures, and tells it as tables.
    ///
    /// # Errors
    /// The server does not start, or does not answer.
    pub fn run(&self) -> Result<String> {
        let server = Server::start(&self.binary, self.snapshot.as_deref())?;
        let agent = ureq::Agent::config_builder().build().new_agent();
        let get = |path: &str, coding: &str| -> Result<Cost> {
            let before = computed(server.id());
            let begun = Instant::now();
            let url = format!("{}{path}", server.base());
            let mut answer = agent.get(&url).header("accept-encoding", coding).call().with_context(|| url.clone())?;
            let bytes = answer.body_mut().read_to_vec()?.len();
            #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
            let ms = match computed(server.id()).saturating_sub(before) {
                0 => begun.elapsed().as_secs_f64() * 1000.0,
                computed => computed as f64 / 1e6,
            };
            Ok(Cost { bytes, ms })
        };
        let mut out = String::from("| page | bytes | packed (brotli) | computed, ms |\n| --- | ---: | ---: | ---: |\n");
        for path in PAGES {
            get(path, "identity")?;
            let (plain, packed) = (get(path, "identity")?, get(path, "br")?);
            writeln!(out, "| `{path}` | {} | {} | {:.1} |", plain.bytes, packed.bytes, plain.ms)?;
        }
        out.push_str("\n| picture | bytes | drawn, ms | kept, ms |\n| --- | ---: | ---: | ---: |\n");
        for path in PAGES.into_iter().filter(|path| drawn(path)) {
            for form in FORMS {
                let path = match path.split_once('?') {
                    Some((page, query)) => format!("{page}{form}?{query}"),
                    None => format!("{path}{form}"),
                };
                let (first, again) = (get(&path, "identity")?, get(&path, "identity")?);
                writeln!(out, "| `{path}` | {} | {:.1} | {:.1} |", first.bytes, first.ms, again.ms)?;
            }
        }
        Ok(out)
    }
}

/// Whether the page is about a picture.
fn drawn(path: &str) -> bool {
    ["/map", "/flows", "/network", "/timeline"].iter().any(|page| path.starts_with(page))
}
