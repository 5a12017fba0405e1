//! The rows through all cores, in their order.

use anyhow::Result;
use sousveil_export::screened::csv_rows;
use sousveil_intake::IntakeError;
use sousveil_intake::table::{Row, Table};
use sousveil_snapshot::parallel;

use super::counts::Counts;
use super::form::Form;
use super::judge::{Judge, Seen};
use super::review::Once;

/// Rows that a thread takes at once: enough that handing over costs nothing, few enough that a stop loses little.
const PIECE: usize = 256;

/// What a piece of the table became.
#[derive(Debug, Default)]
pub struct Done {
    /// What is written of it.
    pub bytes: Vec<u8>,
    /// Its undecided matches, as rows.
    pub new: Vec<u8>,
    /// What became of its rows.
    pub counts: Counts,
}

/// Screens the rows behind the first `skip` and hands what they became to `sink`, in order.
pub fn run(
    table: &Table,
    skip: u64,
    judge: &Judge<'_>,
    form: Form,
    once: &mut Once,
    sink: &mut dyn FnMut(Done) -> Result<()>,
) -> Result<()> {
    let dataset = &judge.snapshot.manifest().dataset.name;
    let skip = usize::try_from(skip).unwrap_or(usize::MAX);
    let pieces = Pieces(table.rows()?.skip(skip));
    let work = |rows: Vec<Row>| -> Result<(Done, Vec<Vec<String>>)> {
        let (mut done, mut new, mut seen) = (Done::default(), Vec::new(), Seen::new());
        for row in rows {
            let judged = judge.judge(row, &mut seen)?;
            form.write(&judged.answer, &table.headings, dataset, &mut done.bytes)?;
            done.counts.add(&judged.answer, judged.dismissed);
            new.extend(judged.new);
        }
        Ok((done, new))
    };
    parallel::ordered(pieces, work, |(mut done, mut new)| {
        new.retain(|row| once.is_new(row));
        csv_rows(new, false, &mut done.new)?;
        sink(done)
    })
}

/// Rows, some at a time.
struct Pieces<I>(I);

impl<I: Iterator<Item = std::result::Result<Row, IntakeError>>> Iterator for Pieces<I> {
    type Item = Result<Vec<Row>>;

    fn next(&mut self) -> Option<Self::Item> {
        let rows: std::result::Result<Vec<Row>, IntakeError> = self.0.by_ref().take(PIECE).collect();
        match rows {
            Ok(rows) if rows.is_empty() => None,
            Ok(rows) => Some(Ok(rows)),
            Err(e) => Some(Err(e.into())),
        }
    }
}
