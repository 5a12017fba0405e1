//! `sousveil-bench screen`: screening, side by side with another program on the same lines and questions.

mod apart;
mod ask;
mod compile;
mod enlarge;
mod form;
mod index;
mod make;
mod nobody;
mod pairs;

use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;

/// What is done; `bench/screen/run.sh` does one after the other.
#[derive(Debug, Subcommand)]
pub enum Screen {
    /// Make FollowTheMoney's lines of a list, and questions
    Make {
        /// The list's files, such as OFAC's sdn.csv, alt.csv and add.csv
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// So many times as many entities, of words of the listed names put together anew
        #[arg(long, default_value_t = 1)]
        times: u64,
        /// Give each entity three addresses, a number and a note besides, so that a line is as long as those of real lists
        #[arg(long)]
        long: bool,
        /// How many questions of each kind; of names on no list four times as many of each
        #[arg(long, default_value_t = 60)]
        questions: u64,
        /// Another seed asks other questions; the lines stay the same
        #[arg(long, default_value_t = 0)]
        seed: u64,
        /// The lines to write
        #[arg(long, value_name = "FILE")]
        lines: PathBuf,
        /// The questions to write
        #[arg(long, value_name = "FILE")]
        asked: PathBuf,
    },
    /// Compile the lines to a snapshot, and print the seconds that it took
    Compile {
        /// The lines
        lines: PathBuf,
        /// The snapshot
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
    },
    /// Ask the questions of an index of the names alone, made in memory, on one thread
    Index {
        /// The lines
        lines: PathBuf,
        /// The questions
        asked: PathBuf,
        /// How often all are asked
        #[arg(long, default_value_t = 6)]
        rounds: u32,
    },
    /// Score labelled pairs of names
    Pairs {
        /// CSV files with the columns schema, name1, name2, is_match
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The scores to write
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Ask a snapshot the questions, on one thread
    Ask {
        /// The snapshot
        snapshot: PathBuf,
        /// The questions
        asked: PathBuf,
        /// How often all are asked; the first time is not measured
        #[arg(long, default_value_t = 6)]
        rounds: u32,
        /// What `compile` printed, to stand with the figures
        #[arg(long, value_name = "FILE")]
        built: Option<PathBuf>,
        /// The answers and figures to write
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
}

/// Does it.
///
/// # Errors
/// A file can't be read or written, or is none of its kind.
pub fn run(screen: Screen) -> Result<()> {
    match screen {
        Screen::Make { files, times, long, questions, seed, lines, asked } => {
            make::run(files, (times, long), (questions, seed), &lines, &asked)
        }
        Screen::Index { lines, asked, rounds } => index::run(&lines, &asked, rounds),
        Screen::Pairs { files, out } => pairs::run(&files, &out),
        Screen::Compile { lines, out } => compile::run(&lines, &out),
        Screen::Ask { snapshot, asked, rounds, built, out } => {
            ask::run(&snapshot, &asked, rounds, built.as_deref(), &out)
        }
    }
}
