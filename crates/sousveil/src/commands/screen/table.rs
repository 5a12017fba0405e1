//! A table of names: looked at, shown, screened, written.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use sousveil_export::screened::{heads, read_rows};
use sousveil_export::xlsx::{About, screened_xlsx};
use sousveil_intake::review::Decisions;
use sousveil_intake::table::{Columns, MOST_COLUMNS, Reader, Table, Wishes};
use sousveil_snapshot::{Manifest, parallel};

use super::counts::Counts;
use super::form::Form;
use super::journal::{Begin, Journal};
use super::judge::Judge;
use super::record::{Column, FORMAT, Input, List, Parameters, Plan, Reading, Record, Review};
use super::review::Once;
use super::{as_of, mapping, may_ask, params, review, work};
use crate::args::Screen;
use crate::commands::{FOUND, workbook};
use crate::lists;
use crate::output::{self, visible};
use crate::places;
use crate::progress::Meter;

/// What is looked in: of a run that is repeated the version that it was done with, where that is kept.
fn opened(args: &Screen, then: Option<&Record>) -> Result<places::Opened> {
    let opened = places::open(&args.data)?;
    let Some((snapshot, then)) = args.data.snapshot.as_deref().zip(then) else { return Ok(opened) };
    let hash = &then.plan.list.data_hash;
    match lists::former(snapshot, hash) {
        Some(former) if opened.snapshot.manifest().data_hash != *hash => {
            anstream::eprintln!("looked in the version of that run, {}", visible(&former.display().to_string()));
            places::open_snapshot(&former)
        }
        _ => Ok(opened),
    }
}

/// Screens a table.
pub fn run(args: &Screen, file: &Path) -> Result<ExitCode> {
    let own = &args.table;
    let then = own.as_of.as_deref().map(as_of::read).transpose()?;
    let mut params = params(args)?;
    let (mut parameters, mut reading) = (Parameters::of(args, &params), Reading::of(own));
    let mut wanted = mapping::wanted(&own.column)?;
    if let Some(Record { plan, .. }) = &then {
        params = as_of::params(plan)?;
        (parameters, reading, wanted) = (plan.parameters.clone(), plan.reading.clone(), as_of::columns(plan));
    }
    // What can't be written is said before a large table is read.
    let out = own.out.as_deref();
    let form = out.map(Form::of).transpose()?;
    if form.is_none() && !own.dry_run {
        bail!("nothing says where to write: --out hits.csv, hits.xlsx or hits.jsonl, --out - or --dry-run");
    }
    different_files(file, args)?;

    let mut meter = Meter::new();
    let table = table(file, &reading, &mut meter)?;
    let columns = Columns::of(file, &table.headings, &wanted)?;
    let reader = Reader::new(columns);
    drop(meter);
    let shown = mapping::told(&table, reader.columns());
    if own.dry_run {
        anstream::println!("{shown}\n{}", mapping::trial(&table, &reader)?);
        return Ok(ExitCode::SUCCESS);
    }
    anstream::eprintln!("{shown}");
    let (Some(out), Some(form)) = (out, form) else { bail!("--out is missing") };
    if form == Form::Xlsx && heads(&table.headings).len() > MOST_COLUMNS {
        bail!(
            "{} has {} columns, too many for a workbook with ours behind them; write CSV",
            file.display(),
            table.headings.len()
        );
    }
    own.review_new.as_deref().map_or(Ok(()), review::check)?;
    let decisions = own.review.as_deref().map(Decisions::read).transpose()?;
    let review = own.review.as_ref().zip(decisions.as_ref()).map(|(file, decisions)| Review {
        file: file.display().to_string(),
        sha256: decisions.sha256.clone(),
        decided: decisions.decided,
    });

    let opened = opened(args, then.as_ref())?;
    may_ask(args, &opened.snapshot)?;
    let manifest = opened.snapshot.manifest();
    let mut plan = plan(&table, reading, reader.columns(), parameters, review, manifest);
    if let Some(record) = &then {
        as_of::check(&plan, &record.plan)?;
        plan.when.clone_from(&record.plan.when);
    }
    let decisions = decisions.unwrap_or_default();
    let judge = Judge {
        snapshot: &opened.snapshot,
        reader: &reader,
        params: &params,
        headings: table.named,
        limit: plan.parameters.limit,
        schema: plan.parameters.schema.as_deref(),
        decisions: &decisions,
    };
    let mut run = Run { table: &table, judge, form, plan: plan.clone(), review_new: own.review_new.as_deref() };
    let done =
        if out.as_os_str() == "-" { run.write_stdout()? } else { run.write_file(out, own.restart, then.is_some())? };
    let (counts, sha256) = done;
    summary(&counts, &run.plan, out);
    if let Some(then) = &then {
        let same = if then.output_sha256 == sha256 { "byte for byte what it was then" } else { "not what it was then" };
        anstream::eprintln!("what was written is {same}");
    }
    Ok(if counts.matches > 0 { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}

/// A run that can begin.
struct Run<'r> {
    table: &'r Table,
    judge: Judge<'r>,
    form: Form,
    plan: Plan,
    review_new: Option<&'r Path>,
}

impl Run<'_> {
    /// CSV as it comes; there is nothing to go on with.
    fn write_stdout(&self) -> Result<(Counts, String)> {
        if self.review_new.is_some() {
            bail!("--review-new needs --out with a file: what can't be resumed would append twice");
        }
        let mut out = io::stdout().lock();
        let (mut counts, mut hasher, mut meter) = (Counts::default(), Sha256::new(), Meter::new());
        let head = self.form.head(&self.table.headings)?;
        hasher.update(&head);
        out.write_all(&head)?;
        work::run(self.table, 0, &self.judge, self.form, &mut Once::default(), &mut |done| {
            hasher.update(&done.bytes);
            out.write_all(&done.bytes)?;
            counts.join(&done.counts);
            meter.show("screening", counts.rows, self.table.rows);
            Ok(())
        })?;
        out.flush()?;
        Ok((counts, HEXLOWER.encode(&hasher.finalize())))
    }

    /// Beside the file first, resumed where an earlier run was ended.
    fn write_file(&mut self, out: &Path, restart: bool, repeated: bool) -> Result<(Counts, String)> {
        let when = self.plan.when.clone();
        let head = self.form.head(&self.table.headings)?;
        let (mut journal, begin) = Journal::open(out, &mut self.plan, &head, restart)?;
        if repeated {
            self.plan.when = when;
        }
        let mut once = Once::default();
        match &begin {
            Begin::Fresh => {}
            Begin::Resumed(rows) => {
                anstream::eprintln!("an earlier run was ended after {rows} rows; this one goes on from there");
                once = Once::of(journal.new_pairs())?;
            }
            Begin::Anew(why) => {
                anstream::eprintln!("an earlier run was ended; this one begins anew: {}", visible(&why.join("; ")));
            }
        }
        let (skip, total) = (journal.point.counts.rows, self.table.rows);
        let mut meter = Meter::new();
        work::run(self.table, skip, &self.judge, self.form, &mut once, &mut |done| {
            journal.add(&done.bytes, &done.new, &done.counts)?;
            meter.show("screening", journal.point.counts.rows, total);
            Ok(())
        })?;
        journal.note()?;
        drop(meter);
        self.finish(out, journal)
    }

    /// Everything that follows from the rows, then the output in one step. Whatever is done before that can be done
    /// again.
    fn finish(&self, out: &Path, journal: Journal) -> Result<(Counts, String)> {
        let counts = journal.point.counts;
        if counts.rows != self.table.rows {
            bail!("{} rows were screened of {}", counts.rows, self.table.rows);
        }
        let whole = match self.form {
            Form::Xlsx => {
                let whole = with_ending(journal.data(), "xlsx");
                let mut to = BufWriter::new(File::create(&whole)?);
                self.workbook(journal.data(), &counts, &mut to)?;
                to.into_inner()?.sync_all()?;
                whole
            }
            _ => journal.data().to_owned(),
        };
        let output_sha256 = digest(&whole)?;
        if let Some(path) = self.review_new {
            let count = review::append(path, journal.new_pairs())?;
            anstream::eprintln!("{count} undecided matches were appended to {}", path.display());
        }
        let record = Record { plan: self.plan.clone(), counts, output_sha256: output_sha256.clone() };
        output::to_file_or_stdout(Some(&with_ending(out, "run.json")), |to| {
            serde_json::to_writer_pretty(&mut *to, &record)?;
            Ok(to.write_all(b"\n")?)
        })?;
        std::fs::rename(&whole, out).with_context(|| format!("writing {}", out.display()))?;
        journal.finish()?;
        Ok((counts, output_sha256))
    }

    fn workbook(&self, rows: &Path, counts: &Counts, out: &mut dyn io::Write) -> Result<()> {
        let heads = heads(&self.table.headings);
        let day: String = self.plan.when.chars().take(10).collect();
        let run = self.plan.told(counts);
        let about = About { heads: &heads, own: self.table.headings.len(), run: &run, day: &day };
        let rows = read_rows(BufReader::new(File::open(rows)?)).skip(1);
        let mut meter = Meter::new();
        screened_xlsx::<sousveil_export::Error>(&about, rows, &mut |done| meter.show("workbook", done, 0), out)?;
        Ok(())
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn digest(path: &Path) -> Result<String> {
    let mut hasher = Sha256::new();
    let mut file = File::open(path).with_context(|| format!("reading {}", path.display()))?;
    let mut piece = vec![0; 1 << 16];
    loop {
        match file.read(&mut piece)? {
            0 => break,
            length => hasher.update(piece.get(..length).unwrap_or_default()),
        }
    }
    Ok(HEXLOWER.encode(&hasher.finalize()))
}

fn table(file: &Path, reading: &Reading, meter: &mut Meter) -> Result<Table> {
    let wishes = Wishes {
        delimiter: reading.delimiter.clone(),
        encoding: reading.encoding.clone(),
        header_row: reading.header_row,
        no_headings: reading.no_headings,
    };
    Ok(match workbook::sheet_of(file, reading.sheet.as_deref())? {
        Some(sheet) => Table::of_sheet(file, sheet, &wishes)?,
        None => Table::of_text(file, &wishes, &mut |done, total| meter.show("reading", done, total))?,
    })
}

/// No file is read and written, but for decisions.
fn different_files(file: &Path, args: &Screen) -> Result<()> {
    let own = &args.table;
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let read = [Some(file), own.review.as_deref(), own.as_of.as_deref()];
    for path in [own.out.as_deref(), own.review_new.as_deref()].into_iter().flatten() {
        let decisions = own.review_new.as_deref() == Some(path) && own.review.as_deref() == Some(path);
        if !decisions && read.iter().flatten().any(|other| real(path).is_some_and(|path| real(other) == Some(path))) {
            bail!("{} would be read and written; name another file", path.display());
        }
    }
    Ok(())
}

fn plan(
    table: &Table,
    reading: Reading,
    columns: &Columns,
    parameters: Parameters,
    review: Option<Review>,
    manifest: &Manifest,
) -> Plan {
    let heading = |at: usize| table.headings.get(at).cloned().unwrap_or_default();
    Plan {
        format: FORMAT,
        program: format!("sousveil {}", env!("CARGO_PKG_VERSION")),
        when: now(),
        list: List {
            name: manifest.dataset.name.clone(),
            version: manifest.dataset.version.clone(),
            data_hash: manifest.data_hash.clone(),
        },
        input: Input {
            file: table.path().display().to_string(),
            sha256: table.sha256.clone(),
            bytes: table.bytes,
            rows: table.rows,
            layout: table.layout.clone(),
        },
        reading,
        columns: columns
            .used()
            .map(|(at, role)| Column { what: role.word().to_owned(), heading: heading(at) })
            .collect(),
        parameters,
        review,
    }
}

/// The second of the clock, in UTC.
#[expect(clippy::disallowed_methods, reason = "this is the edge")]
fn now() -> String {
    let whole: String = jiff::Timestamp::now().to_string().chars().take(19).collect();
    format!("{whole}Z")
}

fn summary(counts: &Counts, plan: &Plan, out: &Path) {
    let Counts { rows, screened, not_screened, matches, possible, dismissed, nothing } = counts;
    let Parameters { threshold, cutoff, .. } = &plan.parameters;
    anstream::eprintln!(
        "{rows} rows: {screened} screened, {not_screened} not screened (no name)\n  {matches} with a match, at \
         {threshold} or more or decided to be the same\n  {possible} possible, from {cutoff} on\n  {dismissed} decided \
         not the same\n  {nothing} for which no entry reaches {cutoff}; no other list was looked at"
    );
    let List { name, version, .. } = &plan.list;
    anstream::eprintln!("list {} version {}, on {} threads", visible(name), visible(version), parallel::threads());
    if out.as_os_str() != "-" {
        anstream::eprintln!("written to {}, the run to {}", out.display(), with_ending(out, "run.json").display());
    }
}
