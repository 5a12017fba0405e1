//! `export ftm`, `export statements`, `export native`: the data in the forms that other programs read.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use sousveil_export::ftm::{self, Ledger};
use sousveil_model::ftm::StatementForm;

use crate::args::Data;
use crate::{output, places};

/// Writes `entities.ftm.json`.
pub fn entities(out: Option<&Path>, data: &Data) -> Result<()> {
    let opened = places::open(data)?;
    let mut ledger = Ledger::default();
    output::to_file_or_stdout(out, |write| {
        ledger = ftm::entities(&opened.snapshot, write)?;
        Ok(())
    })?;
    say(&ledger);
    Ok(())
}

/// Writes statements.
pub fn statements(form: StatementForm, out: Option<&Path>, data: &Data) -> Result<()> {
    let opened = places::open(data)?;
    let mut ledger = Ledger::default();
    output::to_file_or_stdout(out, |write| {
        ledger = ftm::statements(&opened.snapshot, form, write)?;
        Ok(())
    })?;
    say(&ledger);
    Ok(())
}

/// Writes our own lines.
pub fn native(out: Option<&Path>, data: &Data) -> Result<()> {
    let opened = places::open(data)?;
    output::to_file_or_stdout(out, |write| Ok(ftm::native(&opened.snapshot, write)?))
}

/// Says on standard error what left and what could not: silence would be taken for completeness.
pub fn say(ledger: &Ledger) {
    let schemata: Vec<String> = ledger.schemata.iter().map(|(schema, count)| format!("{count} {schema}")).collect();
    anstream::eprintln!("{} entities: {}", ledger.entities(), schemata.join(", "));
    let (rows, values) = (ledger.rows(), ledger.values());
    let left: u64 = values.iter().filter(|v| v.column.as_deref() != Some("origin_id")).map(|v| v.count).sum();
    anstream::eprintln!("{} claims told, {left} left out, since FollowTheMoney has no place for them", ledger.told);
    if !rows.is_empty() {
        anstream::eprintln!("rows left out:");
    }
    for row in &rows {
        anstream::eprintln!("  {} {}: {}", row.count, row.table, row.reason);
    }
    // Why a row stayed is said once, not for each of its values.
    let whole: BTreeSet<_> = rows.iter().map(|row| (&row.table, &row.reason)).collect();
    let mut single = values.iter().filter(|value| !whole.contains(&(&value.table, &value.reason))).peekable();
    if single.peek().is_some() {
        anstream::eprintln!("values left out of rows that were told:");
    }
    for value in single {
        let column = value.column.as_deref().unwrap_or_default();
        anstream::eprintln!("  {} {}.{column}: {}", value.count, value.table, value.reason);
    }
}
