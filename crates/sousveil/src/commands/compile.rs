//! `compile`: a dataset folder into a snapshot.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use sousveil_intake::Folder;
use sousveil_snapshot::{compile, data_hash};

use crate::args::Compile;
use crate::places;
use crate::progress::Meter;

/// Reads, checks, compiles; writes in one step.
pub fn run(args: &Compile) -> Result<ExitCode> {
    let begun = Instant::now();
    let contents = places::contents(Folder::read(&args.folder)?, &args.folder)?;
    if args.dry_run {
        let hash = data_hash(&contents);
        anstream::eprintln!("dry run: {} entities, data hash {hash}; nothing was written", contents.entities.len());
        return Ok(ExitCode::SUCCESS);
    }
    let mut meter = Meter::new();
    let manifest = compile(&contents, &args.out, &mut |p| meter.show(p.step, p.done, p.total))?;
    drop(meter);
    anstream::println!(
        "wrote {}: {} entities, {} claims, data hash {}, in {:.1} s",
        args.out.display(),
        manifest.entities,
        manifest.claims,
        manifest.data_hash,
        begun.elapsed().as_secs_f64()
    );
    Ok(ExitCode::SUCCESS)
}
