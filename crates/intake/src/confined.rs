//! Bounds that a process sets itself before it reads a stranger's bytes.

use rustix::process::{Resource, Rlimit, setrlimit};

/// Bounds this process for good: bytes of address space, seconds of computing, no file to write, none to open, and no
/// connection, which would be one.
///
/// # Errors
/// The system refuses.
pub fn confine(memory: u64, seconds: u64) -> Result<(), String> {
    let bounds = [
        (Resource::As, memory),
        (Resource::Cpu, seconds),
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
