//! `rules check`: one deal, or each row of a table.

use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use sousveil_export::rules::evaluation::Evaluation;
use sousveil_export::rules::planned::Planned;
use sousveil_export::rules::{Law, words};
use sousveil_rules::{Answer, Measure, Met};
use sousveil_snapshot::Snapshot;

use super::table;
use crate::args::RulesCheck;
use crate::commands::FOUND;
use crate::{output, places};

pub fn run(args: &RulesCheck) -> Result<ExitCode> {
    let opened = places::open(&args.data)?;
    let snapshot = &opened.snapshot;
    let law = Law::of(snapshot).context("reading the measures")?;
    for unread in law.unread() {
        anstream::eprintln!("not judged: {}", output::visible(unread));
    }
    let pairs = pairs(args);
    if let Some(file) = &args.file {
        if let Some((name, _)) = pairs.first() {
            bail!("`{name}` is told beside a table: each row tells its own deal; give it a column of that name");
        }
        let any = table::run(snapshot, &law, file, args.out.as_deref(), args.json)?;
        return Ok(if any { ExitCode::from(FOUND) } else { ExitCode::SUCCESS });
    }
    if args.transfer.is_none() && pairs.is_empty() {
        bail!(
            "no deal: give its parts (--to, --technology, --on …), --transfer ID, or a CSV; see `sousveil rules check --help`"
        );
    }
    let (deal, told) = match &args.transfer {
        Some(_) if !pairs.is_empty() => {
            bail!("--transfer names a deal whole: the other parts can't be given beside it")
        }
        Some(id) => {
            let transfer = snapshot.entity(id)?.filter(|entity| entity.schema == "Transfer");
            let transfer =
                transfer.with_context(|| format!("`{}`: no transfer has this identifier", output::visible(id)))?;
            (Law::deal(snapshot, &transfer), json!({"transfer": id}))
        }
        None => {
            let planned = planned(snapshot, pairs.iter().map(|(name, value)| (*name, value.as_str())))?;
            for (role, name) in &planned.not_found {
                anstream::eprintln!("{role} `{}`: nobody in the index has such a name", output::visible(name));
            }
            let told = planned.json();
            if !args.json {
                for hit in &planned.found {
                    anstream::println!(
                        "{} `{}` may be {} ({}), {:.2}",
                        hit.role,
                        output::visible(&hit.asked),
                        output::visible(&hit.caption),
                        hit.id,
                        hit.score
                    );
                }
            }
            (planned.deal, told)
        }
    };
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

/// Reads a deal and looks its parties up.
pub fn planned<'a>(snapshot: &Snapshot, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Planned> {
    let known = |key: &str| snapshot.head_of(key).is_some_and(|head| head.schema == "Technology");
    let mut planned = Planned::of_pairs(pairs, &known)?;
    planned.resolve(snapshot)?;
    Ok(planned)
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
