//! `sousveil-bench`: makes synthetic datasets, and measures.

mod pages;
mod process;
mod questions;
mod run;
mod screen;
mod weights;

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;
use sousveil_bench::synth::Synth;
use sousveil_snapshot::Snapshot;

/// Makes synthetic datasets of any size, and measures Sousveil with them.
#[derive(Debug, Parser)]
enum Args {
    /// Write a synthetic dataset as our own lines; nothing in it is real
    Synth {
        /// About how many entities
        #[arg(long, default_value_t = 10_000)]
        entities: u64,
        /// The same seed gives the same dataset
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Not in the order of the identifiers
        #[arg(long)]
        shuffled: bool,
        /// The file to write
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Write its companies as FollowTheMoney's lines, too
        #[arg(long, value_name = "FILE")]
        ftm: Option<PathBuf>,
    },
    /// Ask a snapshot what readers ask, and tell what took longest
    Ask {
        /// The snapshot
        snapshot: PathBuf,
        /// How many questions
        #[arg(long, default_value_t = 400)]
        count: u64,
        /// How many of the slowest to tell
        #[arg(long, default_value_t = 20)]
        slowest: usize,
    },
    /// Write a table of names to be screened, as CSV; nobody in it is real
    Names {
        /// How many rows
        #[arg(long, default_value_t = 100_000)]
        rows: u64,
        /// The same seed gives the same table
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// The file to write
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Measure compiling, opening, searching and serving
    Run(run::Run),
    /// Tell what pages and pictures weigh, and what they cost to draw
    Weights(weights::Weights),
    /// Screening, side by side with another program (bench/screen/README.md)
    #[command(subcommand)]
    Screen(screen::Screen),
}

fn main() -> Result<()> {
    match Args::parse() {
        Args::Synth { entities, seed, shuffled, out, ftm } => {
            let synth = Synth::new(entities, seed);
            let mut file = BufWriter::new(File::create(&out)?);
            let count = synth.write(&mut file, shuffled)?;
            file.flush()?;
            if let Some(ftm) = ftm {
                let mut file = BufWriter::new(File::create(ftm)?);
                synth.write_ftm(&mut file, u64::MAX)?;
                file.flush()?;
            }
            writeln!(std::io::stdout(), "wrote {}: {count} entities", out.display())?;
            Ok(())
        }
        Args::Ask { snapshot, count, slowest } => {
            let snapshot = Snapshot::open(&snapshot)?;
            let asked = questions::mix(&snapshot, count);
            questions::ask(&snapshot, &asked)?;
            let times = questions::ask(&snapshot, &asked)?;
            writeln!(std::io::stdout(), "{}", questions::told(&asked, &times, slowest))?;
            Ok(())
        }
        Args::Names { rows, seed, out } => {
            let mut file = BufWriter::new(File::create(&out)?);
            sousveil_bench::names::write(rows, seed, &mut file)?;
            Ok(file.flush()?)
        }
        Args::Run(run) => run::run(&run),
        Args::Weights(weights) => Ok(write!(std::io::stdout(), "{}", weights.run()?)?),
        Args::Screen(screen) => screen::run(screen),
    }
}
