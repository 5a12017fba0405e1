//! The lines into a snapshot, as `sousveil compile --list` does it.

use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use sousveil_intake::lists::{Setting, read};
use sousveil_model::{Dataset, Vocabulary};
use sousveil_snapshot::{Stream, compile_lines};

use crate::process::{own_ms_of_all, status_of};

pub fn run(lines: &Path, out: &Path) -> Result<()> {
    let begun = Instant::now();
    let listed = read(Setting { dataset: dataset(), files: vec![lines.to_owned()], form: None })?;
    let stream = Stream {
        vocabulary: Vocabulary::FollowTheMoney,
        names: vec![lines.display().to_string()],
        pieces: listed.map(|piece| piece.map_err(Into::into)),
        read: |piece: &Vec<_>| Ok(piece.clone()),
    };
    let manifest = compile_lines(stream, out, &mut |_| {})?;
    let figures = serde_json::json!({
        "entities": manifest.entities,
        "build_seconds": begun.elapsed().as_secs_f64(),
        "build_cpu_seconds": own_ms_of_all() / 1e3,
        "build_peak_bytes": status_of(std::process::id(), "VmHWM"),
    });
    writeln!(std::io::stdout(), "{figures}")?;
    Ok(())
}

/// What is said of the list.
pub fn dataset() -> Dataset {
    Dataset {
        name: "ofac".to_owned(),
        title: "A list to measure with".to_owned(),
        summary: "A list of others, and what was put together of its words.".to_owned(),
        publisher: "not stated".to_owned(),
        licence: "not stated".to_owned(),
        homepage: None,
        contact: None,
        version: "1".to_owned(),
        vocabulary: Vocabulary::FollowTheMoney,
        origin: Default::default(),
    }
}
