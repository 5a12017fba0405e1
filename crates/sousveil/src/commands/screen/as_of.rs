//! Repeating a run: what it hung on is taken from its record, and has to be there still.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use sousveil_intake::table::{Role, Wanted};
use sousveil_screen::{Algorithm, Params, Weights};

use super::record::{FORMAT, Plan, Record};

/// A record may have at most this many bytes.
const MOST_BYTES: u64 = 64 << 20;

/// Reads the record of a run.
pub fn read(path: &Path) -> Result<Record> {
    let size = std::fs::metadata(path).with_context(|| format!("reading {}", path.display()))?.len();
    if size > MOST_BYTES {
        bail!("{} has {size} bytes; expected the record of a run (OUT.run.json)", path.display());
    }
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    let record: Record = serde_json::from_slice(&bytes)
        .with_context(|| format!("{}: expected the record of a run (OUT.run.json)", path.display()))?;
    if record.plan.format != FORMAT {
        bail!("{}: found the form {} of a record, expected {FORMAT}", path.display(), record.plan.format);
    }
    Ok(record)
}

/// The columns of that run, and no others.
pub fn columns(plan: &Plan) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::new();
    for (role, word) in Role::all() {
        let own = plan.columns.iter().filter(|column| column.what == word);
        wanted.extend(own.map(|column| Wanted { role, heading: Some(column.heading.clone()) }));
        if !wanted.iter().any(|known| known.role == role) {
            wanted.push(Wanted { role, heading: None });
        }
    }
    wanted
}

/// The parameters of that run.
pub fn params(plan: &Plan) -> Result<Params> {
    let own = &plan.parameters;
    let Some(algorithm) = Algorithm::from_name(&own.algorithm) else {
        bail!("the record names the algorithm `{}`, which is not known", own.algorithm);
    };
    #[expect(clippy::cast_possible_truncation, reason = "it was made of such a number")]
    let [threshold, cutoff] = [own.threshold, own.cutoff].map(|score| (score as f32).clamp(0.0, 1.0));
    let mut weights = Weights::default();
    for (feature, weight) in &own.weights {
        let Ok(feature) = feature.parse() else {
            bail!("the record names a weight of `{feature}`, which is not known");
        };
        #[expect(clippy::cast_possible_truncation, reason = "it was made of such a number")]
        weights.set(feature, *weight as f32);
    }
    Ok(Params { algorithm, threshold, cutoff, weights })
}

/// Refuses where the run can't be repeated; a newer program is only told.
pub fn check(now: &Plan, then: &Plan) -> Result<()> {
    let (program, other): (Vec<String>, Vec<String>) =
        now.differences(then).into_iter().partition(|difference| difference.starts_with("program"));
    if !other.is_empty() {
        bail!("the run can't be repeated, since not all is as it was then:\n  {}", other.join("\n  "));
    }
    for difference in program {
        anstream::eprintln!("another program may give other scores: {difference}");
    }
    Ok(())
}
