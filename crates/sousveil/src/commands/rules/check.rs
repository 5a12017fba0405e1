//! `rules check`: one deal, or each row of a table.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use sousveil_export::rules::evaluation::Evaluation;
use sousveil_export::rules::parties::{List, Looked};
use sousveil_export::rules::planned::Planned;
use sousveil_export::rules::report::{Report, Subject};
use sousveil_export::rules::{Law, words};
use sousveil_rules::{Answer, Measure, Met};
use sousveil_snapshot::Snapshot;

use super::table;
use crate::args::RulesCheck;
use crate::clock::day;
use crate::commands::FOUND;
use crate::{output, places};

pub fn run(args: &RulesCheck) -> Result<ExitCode> {
    let opened = places::open(&args.data)?;
    let snapshot = &opened.snapshot;
    let lists: Vec<Snapshot> =
        args.list.iter().map(|dir| Ok(places::open_snapshot(dir)?.snapshot)).collect::<Result<_>>()?;
    let lists: Vec<List<'_>> =
        lists.iter().map(|list| List { name: &list.manifest().dataset.name, snapshot: list }).collect();
    let law = Law::of(snapshot).context("reading the measures")?;
    for unread in law.unread() {
        anstream::eprintln!("not judged: {}", output::visible(unread));
    }
    let desk = Desk { snapshot, law: &law, lists: &lists };
    let pairs = pairs(args);
    if let Some(file) = &args.file {
        if let Some((name, _)) = pairs.first() {
            bail!("`{name}` is told beside a table: each row tells its own deal; give it a column of that name");
        }
        let any = table::run(&desk, file, args)?;
        return Ok(if any { ExitCode::from(FOUND) } else { ExitCode::SUCCESS });
    }
    if args.transfer.is_none() && pairs.is_empty() {
        bail!(
            "no deal: give its parts (--to, --technology, --on …), --transfer ID, or a table; see `sousveil rules check --help`"
        );
    }
    // What can't be written is said before anything is looked up.
    let report = args.report.as_deref().map(|file| Ok::<_, anyhow::Error>((file, Form::of(file)?))).transpose()?;
    let (subject, deal, told) = match &args.transfer {
        Some(_) if !pairs.is_empty() => {
            bail!("--transfer names a deal whole: the other parts can't be given beside it")
        }
        Some(id) => {
            let transfer = snapshot.entity(id)?.filter(|entity| entity.schema == "Transfer");
            let transfer =
                transfer.with_context(|| format!("`{}`: no transfer has this identifier", output::visible(id)))?;
            let subject = Subject::recorded(&law, snapshot, &transfer, &lists)?;
            (subject, law.deal(snapshot, &transfer), json!({"transfer": id}))
        }
        None => {
            let planned = desk.planned(pairs.iter().map(|(name, value)| (*name, value.as_str())))?;
            if !args.json {
                planned.parties.iter().for_each(|looked| tell_party(looked, lists.len()));
            }
            let told = planned.json();
            (Subject::planned(&planned, snapshot), planned.deal, told)
        }
    };
    if let Some((file, form)) = report {
        let report = Report::of(&law, snapshot, &subject, &lists, &day())?;
        output::to_file_or_stdout(Some(file), |to| form.write(&report, to))?;
        anstream::eprintln!("the report is in {}", file.display());
    }
    let evaluation = Evaluation::of(&law, &deal);
    if args.json {
        let mut answer = evaluation.json();
        answer["deal"] = told;
        answer["data_version"] = json!(snapshot.manifest().dataset.version);
        answer["data_hash"] = json!(snapshot.manifest().data_hash);
        output::json(&answer)?;
    } else {
        tell(&evaluation, args.all, &snapshot.manifest().dataset.version);
    }
    let stands = matches!(evaluation.verdict.met, Met::Met | Met::Possible);
    Ok(if stands { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
}

/// What deals are held against.
pub struct Desk<'a> {
    pub snapshot: &'a Snapshot,
    pub law: &'a Law,
    pub lists: &'a [List<'a>],
}

impl Desk<'_> {
    /// Reads a deal.
    pub fn read<'p>(&self, pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Result<Planned> {
        Ok(Planned::read(self.snapshot, pairs)?)
    }

    /// Reads a deal and looks its parties up.
    pub fn planned<'p>(&self, pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Result<Planned> {
        let mut planned = self.read(pairs)?;
        planned.resolve(self.law, self.snapshot, self.lists)?;
        Ok(planned)
    }
}

/// What a report is written as.
#[derive(Clone, Copy)]
enum Form {
    Html,
    Xlsx,
}

impl Form {
    /// By the ending of a file.
    fn of(file: &Path) -> Result<Self> {
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        match ending.as_str() {
            "html" | "htm" => Ok(Self::Html),
            "xlsx" => Ok(Self::Xlsx),
            _ => bail!("--report {}: expected a file that ends in .html or .xlsx", file.display()),
        }
    }

    fn write(self, report: &Report, to: &mut dyn Write) -> Result<()> {
        match self {
            Self::Html => to.write_all(report.html()?.as_bytes())?,
            Self::Xlsx => report.xlsx(to)?,
        }
        Ok(())
    }
}

fn tell_party(looked: &Looked, lists: usize) {
    let (role, asked) = (looked.role, output::visible(&looked.asked));
    if looked.found.is_empty() {
        let beside = if lists == 0 { "" } else { " or the lists" };
        anstream::println!("{role} `{asked}`: nobody in the index{beside} has such a name");
    }
    for found in &looked.found {
        let place = found.place.to_string();
        let caption = output::visible(&found.caption);
        anstream::println!("{role} `{asked}` may be {caption} ({}), {:.2}", output::visible(&place), found.score);
    }
}

/// The parts of the deal that the options tell.
fn pairs(args: &RulesCheck) -> Vec<(&'static str, String)> {
    let many = [
        ("supplier_country", &args.supplier_country),
        ("intermediary_country", &args.intermediary_country),
        ("recipient_country", &args.to),
        ("technologies", &args.technology),
        ("item_codes", &args.item_code),
    ];
    let one = [
        ("on", &args.on),
        ("end_user_kind", &args.end_user_kind),
        ("area", &args.area),
        ("us_item", &args.us_item),
        ("supplier", &args.supplier),
        ("intermediary", &args.intermediary),
        ("recipient", &args.recipient),
        ("end_user", &args.end_user),
    ];
    let many = many.into_iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value.clone())));
    many.chain(one.into_iter().filter_map(|(name, value)| Some((name, value.clone()?)))).collect()
}

fn tell(evaluation: &Evaluation<'_>, all: bool, version: &str) {
    anstream::println!("{}", output::bold(&words::verdict(&evaluation.verdict)));
    group("Measures that stand in its way, or may", evaluation, &mut evaluation.standing());
    group("Only with goods or persons of the United States in it", evaluation, &mut evaluation.with_us_items());
    let other = (evaluation.of_another_scope().count(), evaluation.not_in_force().count());
    if all {
        group("In force, but of another scope", evaluation, &mut evaluation.of_another_scope());
        group("Not in force at that time", evaluation, &mut evaluation.not_in_force());
    } else if other != (0, 0) {
        anstream::println!(
            "{} more were in force but of another scope, {} were not in force (--all).",
            other.0,
            other.1
        );
    }
    let open = evaluation.open_questions();
    if !open.is_empty() {
        anstream::println!("What would have to be known:");
        for question in open {
            anstream::println!("  {}", output::visible(&question));
        }
    }
    anstream::println!("Data version {version}. {}", words::NO_ADVICE);
}

fn group<'a>(title: &str, evaluation: &Evaluation<'_>, of: &mut dyn Iterator<Item = &'a (Answer, &'a Measure)>) {
    let mut first = true;
    for (answer, measure) in of {
        if first {
            anstream::println!("{title}:");
            first = false;
        }
        let id = output::visible(&measure.id);
        anstream::println!("  {id}: {}", Evaluation::outcome(answer));
        if let Some(scope) = &measure.told {
            anstream::println!("      {}", output::visible(scope));
        }
        for remark in evaluation.remarks(answer, measure) {
            anstream::println!("      {}", output::visible(&remark));
        }
    }
}
