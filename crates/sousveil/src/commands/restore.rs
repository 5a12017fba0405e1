//! `restore`: a backup put in place, once all of it was checked.

use std::process::ExitCode;

use anyhow::Result;

use crate::args::Restore;
use crate::backup::{self, Target};
use crate::output;
use crate::progress::Meter;

/// Checks, and writes unless it is a dry run.
pub fn run(args: &Restore) -> Result<ExitCode> {
    let target = Target::find(&args.out)?;
    let mut meter = Meter::new();
    let mut show = |done, all| meter.show("restore", done, all);
    let manifest = match args.dry_run {
        true => backup::check(&args.file, &mut show)?,
        false => backup::restore(&args.file, &target, &mut show)?,
    };
    drop(meter);
    let (files, bytes) = (manifest.files.len(), manifest.bytes()?);
    for (part, data) in &manifest.parts {
        let place = args.out.join(part.name());
        let told = output::visible(&format!("{} version {}", data.dataset, data.version));
        anstream::println!("{}: {told}", place.display());
    }
    if args.dry_run {
        anstream::eprintln!(
            "dry run: {} is whole, {files} files, {bytes} bytes; nothing was written",
            args.file.display()
        );
    } else {
        anstream::println!("restored {files} files, {bytes} bytes");
    }
    Ok(ExitCode::SUCCESS)
}
