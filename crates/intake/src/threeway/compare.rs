//! What is in conflict, side by side.

use std::collections::BTreeSet;

use sousveil_model::Upstream;

use super::judge::Why;
use super::told::{Cell, Conflict, Told};
use super::unit::Unit;
use super::work::Work;

/// The cells and lines of evidence in which three tellings of a row differ.
pub(super) fn conflict(work: &Work<'_>, id: &str, why: Why) -> Conflict {
    let (base, ours, theirs) = (work.before(id), work.our(id), work.their(id));
    let table = ours.or(theirs).map_or("", |u| u.table);
    let mut cells = Vec::new();
    match (ours, theirs) {
        (Some(ours), Some(theirs)) if ours.table == theirs.table => {
            let base = base.filter(|b| b.table == ours.table);
            for (at, column) in ours.columns().iter().enumerate() {
                let cell = |unit: &Unit| unit.cells.get(at).cloned();
                let (base, ours, theirs) = (base.and_then(cell), cell(ours), cell(theirs));
                if ours != theirs {
                    cells.push(Cell { column: column.name.to_owned(), base, ours, theirs });
                }
            }
            evidence(base, ours, theirs, &mut cells);
        }
        _ => {
            let whole = |unit: Option<&Unit>| unit.map(|u| u.told().join(" · "));
            let column = "(row)".to_owned();
            cells.push(Cell { column, base: whole(base), ours: whole(ours), theirs: whole(theirs) });
        }
    }
    Conflict { entity: id.to_owned(), table, why: why.words().to_owned(), cells }
}

fn evidence(base: Option<&Unit>, ours: &Unit, theirs: &Unit, cells: &mut Vec<Cell>) {
    let lines: BTreeSet<&Vec<String>> = ours.evidence.symmetric_difference(&theirs.evidence).collect();
    for line in lines {
        let text = line.iter().skip(1).filter(|c| !c.is_empty()).cloned().collect::<Vec<_>>().join(", ");
        let of = |unit: &Unit| unit.evidence.contains(line).then(|| text.clone());
        cells.push(Cell { column: "evidence".to_owned(), base: base.and_then(of), ours: of(ours), theirs: of(theirs) });
    }
}

/// Origins that both have and describe in different ways; ours stays.
pub(super) fn origins(work: &Work<'_>, told: &mut Told) {
    for (key, theirs) in &work.theirs.dataset.origin {
        let Some(ours) = work.ours.dataset.origin.get(key).filter(|ours| *ours != theirs) else { continue };
        let fields = |upstream: &Upstream| {
            let Upstream { title, publisher, url, terms, include } = upstream;
            let url = url.clone().unwrap_or_default();
            [title.clone(), publisher.clone(), url, terms.clone(), include.to_string()]
        };
        let names = ["title", "publisher", "url", "terms", "include"];
        let cells = names.into_iter().zip(fields(ours)).zip(fields(theirs)).filter(|((_, a), b)| a != b);
        told.conflicts.push(Conflict {
            entity: format!("origin.{key}"),
            table: "dataset.toml",
            why: "both describe this origin, and not in the same way".to_owned(),
            cells: cells
                .map(|((column, ours), theirs)| Cell {
                    column: column.to_owned(),
                    base: None,
                    ours: Some(ours),
                    theirs: Some(theirs),
                })
                .collect(),
        });
    }
}
