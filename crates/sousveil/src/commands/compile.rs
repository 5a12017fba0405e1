//! `compile`: a dataset folder or our own lines into a snapshot.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use sousveil_intake::{Folder, stream};
use sousveil_model::Vocabulary;
use sousveil_snapshot::{Manifest, Stream, compile, compile_lines, data_hash};

use crate::args::Compile;
use crate::places;
use crate::progress::Meter;

/// Reads, checks, compiles; writes in one step.
pub fn run(args: &Compile) -> Result<ExitCode> {
    let begun = Instant::now();
    let manifest = match &args.folder {
        Some(folder) if args.dry_run => {
            let contents = places::contents(Folder::read(folder)?, folder)?;
            let hash = data_hash(&contents);
            anstream::eprintln!("dry run: {} entities, data hash {hash}; nothing was written", contents.entities.len());
            return Ok(ExitCode::SUCCESS);
        }
        Some(folder) => of_folder(folder, &args.out)?,
        None if args.list.is_empty() => of_lines(args)?,
        None => super::compile_list::run(args)?,
    };
    let seconds = begun.elapsed().as_secs_f64();
    anstream::println!(
        "wrote {}: {} entities, {} claims, data hash {}, in {seconds:.1} s",
        args.out.display(),
        manifest.entities,
        manifest.claims,
        manifest.data_hash,
    );
    Ok(ExitCode::SUCCESS)
}

fn of_folder(folder: &Path, out: &Path) -> Result<Manifest> {
    let contents = places::contents(Folder::read(folder)?, folder)?;
    let mut meter = Meter::new();
    Ok(compile(&contents, out, &mut |p| meter.show(p.step, p.done, p.total))?)
}

fn of_lines(args: &Compile) -> Result<Manifest> {
    let mut meter = Meter::new();
    let lines = Stream {
        vocabulary: Vocabulary::Sousveil,
        names: args.lines.iter().map(|path| path.display().to_string()).collect(),
        pieces: stream::pieces(args.lines.clone()).map(|piece| piece.map_err(Into::into)),
        read: |piece: &stream::Piece| stream::read(piece).map_err(Into::into),
    };
    Ok(compile_lines(lines, &args.out, &mut |p| meter.show(p.step, p.done, p.total))?)
}
