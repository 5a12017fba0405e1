//! `check`: the lint of a dataset folder.

use std::process::ExitCode;

use anyhow::{Result, bail};
use serde_json::json;
use sousveil_intake::folder::{Place, Problem, Severity, check::check};
use sousveil_intake::{Folder, IntakeError};

use crate::args::Check;
use crate::output;

/// Prints every finding; exit code 1 where one of them is an error.
pub fn run(args: &Check) -> Result<ExitCode> {
    let place = args.fix.then(|| Place::hold(&args.dir)).transpose()?;
    let (folder, problems) = match Folder::read(&args.dir) {
        Ok(folder) => {
            let problems = check(&folder);
            (Some(folder), problems)
        }
        Err(IntakeError::Folder { problems, .. }) => (None, problems),
        Err(other) => return Err(other.into()),
    };
    let errors = problems.iter().filter(|p| p.severity == Severity::Error).count();
    for problem in &problems {
        print(problem, args.json)?;
    }
    let rows = folder.as_ref().map_or_else(|| "unreadable".to_owned(), |f| format!("{} rows", f.len()));
    if let Some(place) = place {
        let Some(folder) = folder.filter(|_| errors == 0) else {
            bail!("{} has errors; nothing was written", args.dir.display());
        };
        place.write(&folder)?;
    }
    if !args.json {
        let warnings = problems.len() - errors;
        anstream::eprintln!("{}: {rows}, {errors} errors, {warnings} warnings", args.dir.display());
    }
    Ok(if errors == 0 { ExitCode::SUCCESS } else { ExitCode::from(super::FOUND) })
}

fn print(problem: &Problem, json: bool) -> Result<()> {
    if json {
        return output::json_line(&json!({
            "severity": if problem.severity == Severity::Error { "error" } else { "warning" },
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "found": problem.found,
            "expected": problem.expected,
        }));
    }
    let text = problem.to_string();
    let coloured = match problem.severity {
        Severity::Error => text.replacen("error:", &format!("{}:", output::red("error")), 1),
        Severity::Warning => text.replacen("warning:", &format!("{}:", output::yellow("warning")), 1),
    };
    anstream::println!("{coloured}");
    Ok(())
}
