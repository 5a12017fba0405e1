//! What people see: colour where a terminal can show it, tables of two columns, JSON for machines.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Serialize;

/// Text in bold where the terminal can show it.
pub fn bold(text: &str) -> String {
    format!("\u{1b}[1m{text}\u{1b}[0m")
}

/// Text in red where the terminal can show it.
pub fn red(text: &str) -> String {
    format!("\u{1b}[1;31m{text}\u{1b}[0m")
}

/// Text in yellow where the terminal can show it.
pub fn yellow(text: &str) -> String {
    format!("\u{1b}[33m{text}\u{1b}[0m")
}

/// Text that strangers may have written, without what can't be seen: a name must not give orders to a terminal.
pub fn visible(text: &(impl ToString + ?Sized)) -> String {
    let shown = |line: &str| sousveil_text::visible(line, usize::MAX);
    text.to_string().split('\n').map(shown).collect::<Vec<_>>().join("\n")
}

/// Prints a value as indented JSON.
pub fn json<T: Serialize>(value: &T) -> Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    Ok(())
}

/// Prints a value as JSON on one line.
pub fn json_line<T: Serialize>(value: &T) -> Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, value)?;
    writeln!(out)?;
    Ok(())
}

/// Prints names and values under each other.
pub fn pairs(rows: &[(String, String)]) {
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    for (name, value) in rows {
        let gap = " ".repeat(width - name.chars().count());
        anstream::println!("  {name}{gap}  {}", visible(value));
    }
}

/// Writes to a file, which appears only when it is whole, or to standard output.
pub fn to_file_or_stdout(path: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let Some(path) = path else {
        let mut out = BufWriter::new(io::stdout().lock());
        write(&mut out)?;
        return Ok(out.flush()?);
    };
    let beside = path.with_extension(format!("partial-{}", std::process::id()));
    let result = write_beside(&beside, write).and_then(|()| Ok(std::fs::rename(&beside, path)?));
    if result.is_err() {
        // The partial file may never have come to be.
        let _ = std::fs::remove_file(&beside);
    }
    result.with_context(|| format!("writing {}", path.display()))
}

fn write_beside(beside: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let mut out = BufWriter::new(File::create(beside)?);
    write(&mut out)?;
    out.into_inner()?.sync_all()?;
    Ok(())
}

/// Whether the reader of our output went away, as `head` does: no failure of ours.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
