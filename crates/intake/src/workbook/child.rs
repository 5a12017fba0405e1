//! The child's side: limits first, then the bytes, then the cells.

use std::io::{BufWriter, Cursor, Read, Write};
use std::process::ExitCode;

use super::lines::{self, Line};
use super::{MOST_BYTES, look, sheet};
use crate::confined::confine;

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
    let result = confine(MEMORY, SECONDS).and_then(|()| read(name, input, &mut output));
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
