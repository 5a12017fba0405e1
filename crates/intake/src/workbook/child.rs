//! The child's side: limits first, then the bytes, then the cells.

use std::io::{BufWriter, Cursor, Read, Write};
use std::process::ExitCode;

use rustix::process::{Resource, Rlimit, setrlimit};

use super::lines::{self, Line};
use super::{MOST_BYTES, look, sheet};

/// Memory that the child may ask for, in bytes of address space.
pub const MEMORY: u64 = 1024 * 1024 * 1024;
/// Seconds of computing that it may take.
pub const SECONDS: u64 = 60;

/// Reads a workbook from `input` and writes the cells of one sheet to `output`: of that name, or the first visible
/// one that holds something. What can't be done is the last line of the output, and the exit code 2.
///
/// To be called first thing in a process of its own: the limits stay for as long as that lives.
pub fn run(name: Option<&str>, input: &mut dyn Read, output: &mut dyn Write) -> ExitCode {
    let mut output = BufWriter::new(output);
    let result = limit().and_then(|()| read(name, input, &mut output));
    let told = result.as_ref().map_or_else(|problem| Line::Problem(problem.clone()), |rows| Line::End(*rows));
    let written = lines::write(&mut output, &told).is_ok() && output.flush().is_ok();
    if result.is_ok() && written { ExitCode::SUCCESS } else { ExitCode::from(2) }
}

fn read(name: Option<&str>, input: &mut dyn Read, output: &mut dyn Write) -> Result<u64, String> {
    let mut bytes = Vec::new();
    input.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|e| format!("reading it: {e}"))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!("it has more than {MOST_BYTES} bytes"));
    }
    look::look(&bytes)?;
    sheet::write(Cursor::new(bytes.as_slice()), name, output)
}

/// Bounds this process for good: memory, computing time, no file to write, none to open.
fn limit() -> Result<(), String> {
    let bounds = [
        (Resource::As, MEMORY),
        (Resource::Cpu, SECONDS),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
        // Standard input, output and error are there already.
        (Resource::Nofile, 3),
    ];
    for (resource, most) in bounds {
        let bound = Rlimit { current: Some(most), maximum: Some(most) };
        setrlimit(resource, bound).map_err(|e| format!("its reader could not be limited: {e}"))?;
    }
    Ok(())
}
