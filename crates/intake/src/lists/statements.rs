//! FollowTheMoney's statements: those that come one after the other for one entity are a piece of it. Where a file is
//! sorted by entity, as OpenSanctions' is, that is the whole; else the pieces are put together when all is compiled.

use std::path::Path;

use super::draft::Draft;
use super::out::Out;
use crate::IntakeError;
use crate::ftm::statements::{Statement, each};

/// A piece has at most so many statements.
const MOST: usize = 10_000;

pub(super) fn read(path: &Path, out: &mut Out) -> Result<(), IntakeError> {
    let mut piece: Vec<Statement> = Vec::new();
    let mut first = 0;
    each(path, &mut |number, statement| {
        if out.is_closed() {
            return Ok(());
        }
        match statement {
            Err(reason) => out.refuse(number, &reason),
            // Others' candidates for one and the same thing: FollowTheMoney leaves them out of the entity as well.
            Ok(statement) if statement.external => {
                out.refuse(number, "from outside the dataset (`external`)");
            }
            Ok(statement) => {
                if piece.last().is_some_and(|last| last.canonical != statement.canonical) || piece.len() >= MOST {
                    entity(first, std::mem::take(&mut piece), out);
                }
                if piece.is_empty() {
                    first = number;
                }
                piece.push(statement);
            }
        }
        Ok(())
    })?;
    if !piece.is_empty() {
        entity(first, piece, out);
    }
    Ok(())
}

fn entity(number: u64, piece: Vec<Statement>, out: &mut Out) {
    let count = piece.len() as u64;
    match draft(piece, out) {
        Ok(draft) => {
            out.entity(number, draft);
            // The other statements are parts of the same.
            out.told.records += count - 1;
            out.told.parts += count - 1;
        }
        Err(reason) => (0..count).for_each(|at| out.refuse(number + at, &reason)),
    }
}

fn draft(piece: Vec<Statement>, out: &mut Out) -> Result<Draft, String> {
    let told = &mut out.told;
    let Some(first) = piece.first() else { return Err("no statement".to_owned()) };
    let mut draft = Draft::new(&first.canonical, &first.schema, told)?;
    // The most special schema of those that its statements name.
    for statement in &piece {
        if statement.schema != draft.schema().name
            && let Ok(other) = Draft::new(&first.canonical, &statement.schema, told)
            && other.schema().is_a(draft.schema().name)
        {
            draft = other;
        }
    }
    let mut seen = (None::<&str>, None::<&str>);
    for statement in &piece {
        if let Some(time) = statement.first_seen.as_deref() {
            seen.0 = Some(seen.0.map_or(time, |first| first.min(time)));
            seen.1 = Some(seen.1.map_or(time, |last| last.max(time)));
        }
        draft.beside("datasets", &statement.dataset);
        if statement.entity != statement.canonical {
            draft.beside("referents", &statement.entity);
        }
        if statement.prop != "id" {
            draft.add(&statement.prop, &statement.value, told);
        }
    }
    if let (Some(first), Some(last)) = seen {
        draft.beside("first_seen", first);
        draft.beside("last_change", last);
    }
    Ok(draft)
}
