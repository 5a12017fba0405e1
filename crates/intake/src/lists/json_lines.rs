//! Lists of one JSON object a line.

use std::path::Path;

use super::out::Out;
use crate::IntakeError;
use crate::lines::{Json, Lines};

/// Hands on each line's value with its number; a line that can't be read is refused by itself. `expected` says what a line
/// should be.
pub(super) fn each(
    path: &Path,
    expected: &str,
    out: &mut Out,
    mut take: impl FnMut(u64, Json, &mut Out),
) -> Result<(), IntakeError> {
    let (mut lines, _) = Lines::once(path)?;
    loop {
        let (number, read) = match lines.next_line()? {
            None => return Ok(()),
            Some((number, text)) => (number, Json::parse(text)),
        };
        if out.is_closed() {
            return Ok(());
        }
        match read {
            Err(fault) if fault.breaks_the_file() => return Err(lines.fault(fault.to_string(), expected)),
            Err(fault) => out.refuse(number, &fault.to_string()),
            Ok(json) => take(number, json, out),
        }
    }
}
