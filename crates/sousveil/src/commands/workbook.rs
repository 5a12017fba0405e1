//! Workbooks, which a child process reads: both sides of it.

use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail};
use sousveil_intake::workbook::lines::{self, Fault};
use sousveil_intake::workbook::{Kind, MOST_BYTES, Sheet, child, kind_of};

use crate::limited::{ended, how_it_ended, myself};

/// How long the child may take, whatever it does. Computing is bounded apart, by [`child::SECONDS`].
const PATIENCE: Duration = Duration::from_secs(90);
const WAY_OUT: &str = "save it as CSV UTF-8 in a spreadsheet";

/// The child: reads standard input, writes standard output, says nothing else.
pub fn child(sheet: Option<&str>) -> ExitCode {
    // What a reader of workbooks panics with is for its author; the parent says that it failed.
    std::panic::set_hook(Box::new(|_| {}));
    child::run(sheet, &mut std::io::stdin().lock(), &mut std::io::stdout().lock())
}

/// The sheet of a file where it is a workbook, known by its content; nothing where it is text.
///
/// # Errors
/// Where it can't be read, or text is asked for a sheet.
pub fn sheet_of(path: &Path, sheet: Option<&str>) -> Result<Option<Sheet>> {
    let file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
    let mut first = Vec::new();
    (&file).take(8).read_to_end(&mut first).with_context(|| format!("reading {}", path.display()))?;
    match kind_of(&first) {
        Kind::Text if sheet.is_some() => bail!("{} is no workbook (XLSX), so it has no sheets", path.display()),
        Kind::Text => return Ok(None),
        Kind::Compound => bail!(
            "{} is a workbook of before 2007 (.xls) or one with a password; expected XLSX or CSV: {WAY_OUT}",
            path.display()
        ),
        Kind::Zip => {}
    }
    let size = file.metadata()?.len();
    if size > MOST_BYTES {
        bail!("{} has {size} bytes; expected at most {MOST_BYTES} in a workbook: {WAY_OUT}", path.display());
    }
    let read = read(path, sheet);
    let read = read.map_err(|why| anyhow!("the workbook {} could not be read: {why}; {WAY_OUT}", path.display()))?;
    let others = if read.others.is_empty() { String::new() } else { format!(" (not {})", read.others.join(", ")) };
    anstream::eprintln!("read the sheet “{}”{others}: {} rows with something in them", read.name, read.rows.len());
    Ok(Some(read))
}

/// Has a child read it, and ends the child whatever comes.
fn read(path: &Path, sheet: Option<&str>) -> Result<Sheet, String> {
    let file = File::open(path).map_err(|e| e.to_string())?;
    let mut command = Command::new(myself().map_err(|e| e.to_string())?);
    command.arg("read-workbook").env_clear().stdin(file).stdout(Stdio::piped()).stderr(Stdio::null());
    if let Some(sheet) = sheet {
        command.arg(format!("--sheet={sheet}"));
    }
    let mut child = command.spawn().map_err(|e| format!("its reader did not start: {e}"))?;
    let Some(output) = child.stdout.take() else { return Err("its reader has no output".to_owned()) };
    let (done, waiting) = mpsc::channel();
    let reader = thread::spawn(move || {
        let sheet = lines::read(BufReader::new(output));
        // Nobody may be waiting any more.
        let _ = done.send(());
        sheet
    });
    let late = waiting.recv_timeout(PATIENCE) == Err(mpsc::RecvTimeoutError::Timeout);
    if late {
        // With the child its output ends, and so does the thread.
        let _ = child.kill();
    }
    let sheet = reader.join().unwrap_or(Err(Fault::Nonsense));
    let status = ended(&mut child);
    match sheet {
        Ok(sheet) => Ok(sheet),
        Err(_) if late => Err(format!("it took longer than {} seconds", PATIENCE.as_secs())),
        Err(Fault::Cut) => Err(how_it_ended(status, child::MEMORY, child::SECONDS)),
        Err(fault) => Err(fault.to_string()),
    }
}
