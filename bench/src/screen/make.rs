//! Lines and questions of a list.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use serde::Serialize;
use sousveil_bench::dice::Dice;
use sousveil_bench::vary::{KINDS, below, vary};
use sousveil_intake::lists::{Setting, read};
use sousveil_model::Entity;
use sousveil_model::ftm::FtmSchema;
use sousveil_model::lines::Line;

use super::form::{Asked, Listed};
use super::nobody::{self, Known};
use super::{apart, compile, enlarge};

pub fn run(
    files: Vec<PathBuf>,
    (times, long): (u64, bool),
    (questions, seed): (u64, u64),
    lines: &Path,
    asked: &Path,
) -> Result<()> {
    let mut listed = Vec::new();
    for piece in read(Setting { dataset: compile::dataset(), files, form: None })? {
        let entities = piece?.1.into_iter().filter_map(|(_, line)| match line {
            Line::Entity(entity) => listed_as(&entity),
            _ => None,
        });
        listed.extend(entities);
    }
    if listed.is_empty() {
        bail!("the list: expected entities that have names");
    }
    let words = enlarge::words(&listed);
    let mut known = Known::new(&words);
    let mut out = BufWriter::new(File::create(lines)?);
    let mut count = 0_u32;
    for time in 0..times.max(1) {
        for (number, one) in (0..).zip(&listed) {
            let made;
            let one = if time == 0 {
                one
            } else {
                made = enlarge::again(one, time, number, &words);
                &made
            };
            known.learn(one, count);
            count += 1;
            if long {
                line(&mut out, &enlarge::longer(one, time, number))?;
            } else {
                line(&mut out, one)?;
            }
        }
    }
    out.flush()?;
    let mut out = BufWriter::new(File::create(asked)?);
    let mut id = 0;
    let mut ask = |asked: Asked| -> Result<()> {
        id += 1;
        line(&mut out, &Asked { id, ..asked })
    };
    for (at, kind) in (0..).zip(KINDS) {
        for number in 0..questions {
            if let Some((one, name)) = varied(&listed, kind, &mut Dice::new(12 ^ seed << 32, at, number)) {
                ask(Asked::name(kind, name, &one.schema, Some(one.id.clone())))?;
            }
        }
    }
    for kind in nobody::KINDS {
        for number in 0..questions * 4 {
            if let Some((name, schema)) = known.nobody(kind, seed, number) {
                ask(Asked::name(kind, name, schema, None))?;
            }
        }
    }
    for kind in apart::KINDS {
        for number in 0..questions {
            if let Some(asked) = apart::asked(&listed, kind, seed, number) {
                ask(asked)?;
            }
        }
    }
    out.flush()?;
    writeln!(std::io::stdout(), "{count} entities, {id} questions")?;
    Ok(())
}

/// An entity and one of its names, varied; names with which that is not possible are passed over.
fn varied<'a>(listed: &'a [Listed], kind: &str, dice: &mut Dice) -> Option<(&'a Listed, String)> {
    (0..100).find_map(|_| {
        let one = listed.get(below(listed.len(), dice))?;
        let names: Vec<&str> = one.names().collect();
        let name = vary(dice.one(&names), kind, dice)?;
        Some((one, name))
    })
}

/// As FollowTheMoney writes it, if it is compared at all and has a name.
fn listed_as(entity: &Entity) -> Option<Listed> {
    let schema = FtmSchema::named(&entity.schema).filter(|schema| schema.matchable)?;
    let mut properties: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for claim in entity.claims.iter().filter(|claim| schema.property(&claim.property).is_some()) {
        properties.entry(claim.property.to_string()).or_default().push(claim.value.to_string());
    }
    let one = Listed { id: entity.id.to_string(), schema: schema.name.to_owned(), properties, datasets: ["ofac"] };
    let named = one.names().next().is_some();
    named.then_some(one)
}

/// Writes one line.
pub fn line(out: &mut impl Write, value: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")?;
    Ok(())
}
