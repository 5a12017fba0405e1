//! `backup`: dataset folder and snapshot into one file.

use std::process::ExitCode;

use anyhow::Result;
use sousveil_intake::folder::Place;

use crate::args::Backup;
use crate::{backup, output};

/// Reads all, then writes; the file appears only when it is whole.
pub fn run(args: &Backup) -> Result<ExitCode> {
    // Held to the end, so that no import writes the folder meanwhile.
    let place = args.folder.as_deref().map(Place::hold).transpose()?;
    let plan = backup::plan(args.folder.as_deref(), args.snapshot.as_deref())?;
    output::to_file_or_stdout(Some(&args.out), |out| backup::write(&plan, out))?;
    drop(place);
    for name in &plan.left_out {
        anstream::eprintln!("left out: {}", output::visible(name));
    }
    for (part, data) in &plan.manifest.parts {
        let told = output::visible(&format!("{} version {}", data.dataset, data.version));
        anstream::println!("{}: {told}", part.name());
    }
    let (files, bytes) = (plan.manifest.files.len(), plan.manifest.bytes()?);
    let packed = std::fs::metadata(&args.out)?.len();
    anstream::println!("wrote {}: {files} files, {bytes} bytes, packed into {packed}", args.out.display());
    Ok(ExitCode::SUCCESS)
}
