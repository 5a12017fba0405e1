//! `import draft`: a mapping to begin with, tried at once.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use sousveil_intake::Folder;
use sousveil_intake::draft::{Draft, Known, draft, layout_of_csv, layout_of_sheet};
use sousveil_intake::folder::{Severity, check::check};
use sousveil_intake::mapped::{Grid, Rules, import_grid};
use sousveil_model::Upstream;

use super::import::{name_of, sheet_name_of, today};
use super::workbook;
use crate::{builtin, output};

/// Drafts, writes the draft, and says what an import with it would do.
pub fn run(
    file: &Path,
    sheet: Option<&str>,
    table: Option<&str>,
    out: Option<&Path>,
    into: Option<&Path>,
) -> Result<ExitCode> {
    if let Some(out) = out.filter(|o| o.exists()) {
        bail!("{} is there already; a draft never takes the place of a file", out.display());
    }
    let folder = into.map_or_else(builtin::folder, |dir| Ok(Folder::read(dir)?))?;
    let sheet = workbook::sheet_of(file, sheet)?;
    let (layout, grid) = match &sheet {
        Some(sheet) => {
            let layout = layout_of_sheet(sheet);
            let grid = Grid::of_sheet(file, sheet, &layout)?;
            (layout, grid)
        }
        None => {
            let layout = layout_of_csv(file)?;
            let grid = Grid::of_csv(file, &layout)?;
            (layout, grid)
        }
    };
    let name = sheet.as_ref().map_or_else(|| name_of(file), |s| sheet_name_of(file, s));
    let drafted = draft(file, &name, &grid, &layout, table, &Known::new(&folder))?;
    output::to_file_or_stdout(out, |write| Ok(write.write_all(drafted.mapping.as_bytes())?))?;
    let to = out.map_or_else(|| "the draft".to_owned(), |o| format!("wrote {}", o.display()));
    anstream::eprintln!(
        "{to}: rows of {}; {} of {} columns have a place, {} things to decide",
        drafted.table,
        drafted.placed,
        drafted.placed + drafted.left_out,
        drafted.to_decide
    );
    tried(file, grid, &drafted, folder).context("trying the draft")?;
    Ok(ExitCode::SUCCESS)
}

/// What an import with the draft would do; nothing is written.
fn tried(file: &Path, grid: Grid, drafted: &Draft, mut folder: Folder) -> Result<()> {
    let rules = Rules::parse(Path::new("(the draft)"), &drafted.mapping)?;
    folder.dataset.origin.entry(drafted.origin.clone()).or_insert_with(|| Upstream {
        title: drafted.origin.clone(),
        publisher: "not stated".to_owned(),
        url: None,
        terms: "not stated".to_owned(),
        include: true,
    });
    let before = check(&folder).iter().filter(|p| p.severity == Severity::Error).count();
    let done = import_grid(file, grid, &rules, folder, &builtin::decisions()?, today(None)?, &mut |_, _| {})?;
    anstream::eprintln!("tried: {}", done.report.sums().sentence());
    for (kind, repair) in &done.report.repairs {
        anstream::eprintln!("  repaired {:>5} × {kind}", repair.count);
    }
    for (reason, rows) in done.report.refusals() {
        anstream::eprintln!("  {}  {:>5} × {reason}", output::yellow("refused"), rows.len());
    }
    let errors: Vec<_> = check(&done.folder).into_iter().filter(|p| p.severity == Severity::Error).collect();
    if errors.len() > before {
        anstream::eprintln!("the folder would have {} errors, such as:", errors.len());
        for error in errors.iter().take(5) {
            anstream::eprintln!("  {error}");
        }
    }
    Ok(())
}
