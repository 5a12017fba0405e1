//! What was read of a list, repaired, left out and refused.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use sousveil_text::visible;

use super::Form;
use crate::report::Repair;

/// So many different reasons and properties are told; the others are counted as one.
const MOST: usize = 500;
const OTHERS: &str = "(others)";

/// The sums of a list: `records` is `entities`, `parts` and the refused ones.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The files, each with its form.
    pub forms: Vec<(PathBuf, Form)>,
    /// Records of the input: lines, rows, elements.
    pub records: u64,
    /// Records that became an entity.
    pub entities: u64,
    /// Records that became a part of an entity that other records tell of too.
    pub parts: u64,
    /// Entities beside: named within the record of another.
    pub derived: u64,
    /// Why records did not enter.
    pub refused: BTreeMap<String, Refusal>,
    /// What was brought into another form, by kind.
    pub repairs: BTreeMap<&'static str, Repair>,
    /// Values that have no place, by schema and property or by column: how many.
    pub left_out: BTreeMap<String, u64>,
}

/// Records that were refused for one reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    /// How many.
    pub count: u64,
    /// The first few.
    pub records: Vec<u64>,
}

impl Told {
    pub(super) fn refuse(&mut self, record: u64, reason: &str) {
        let full = self.refused.len() >= MOST;
        let reason = visible(reason, 300);
        let key = if full && !self.refused.contains_key(&reason) { OTHERS.to_owned() } else { reason };
        let refusal = self.refused.entry(key).or_default();
        refusal.count += 1;
        if refusal.records.len() < 5 {
            refusal.records.push(record);
        }
    }

    pub(super) fn leave_out(&mut self, what: &str) {
        let full = self.left_out.len() >= MOST;
        let what = visible(what, 100);
        let key = if full && !self.left_out.contains_key(&what) { OTHERS.to_owned() } else { what };
        *self.left_out.entry(key).or_default() += 1;
    }

    pub(super) fn repaired(&mut self, kind: &'static str, before: &str, after: &str) {
        let repair = self.repairs.entry(kind).or_default();
        repair.count += 1;
        if repair.examples.len() < 5 {
            repair.examples.push((visible(before, 100), visible(after, 100)));
        }
    }

    pub(super) fn add(&mut self, more: Self) {
        let Self { forms: _, records, entities, parts, derived, refused, repairs, left_out } = more;
        self.records += records;
        self.entities += entities;
        self.parts += parts;
        self.derived += derived;
        for (reason, Refusal { count, records }) in refused {
            let full = self.refused.len() >= MOST && !self.refused.contains_key(&reason);
            let to = self.refused.entry(if full { OTHERS.to_owned() } else { reason }).or_default();
            to.count += count;
            to.records.extend(records);
            to.records.truncate(5);
        }
        for (kind, Repair { count, examples }) in repairs {
            let to = self.repairs.entry(kind).or_default();
            to.count += count;
            to.examples.extend(examples);
            to.examples.truncate(5);
        }
        for (what, count) in left_out {
            let full = self.left_out.len() >= MOST && !self.left_out.contains_key(&what);
            *self.left_out.entry(if full { OTHERS.to_owned() } else { what }).or_default() += count;
        }
    }

    /// How many records were refused.
    pub fn refused(&self) -> u64 {
        self.refused.values().map(|refusal| refusal.count).sum()
    }

    /// Whether every record has its outcome.
    pub fn reconciles(&self) -> bool {
        self.records == self.entities + self.parts + self.refused()
    }

    /// All of it in lines for people.
    pub fn text(&self) -> String {
        let mut out = String::new();
        // Writing into a String can't fail.
        for (path, form) in &self.forms {
            let _ = writeln!(out, "{}: {}", visible(&path.display().to_string(), 300), form.label());
        }
        let Self { records, entities, parts, derived, .. } = self;
        let _ = writeln!(
            out,
            "{records} records read = {entities} entities + {parts} parts of such + {} refused",
            self.refused()
        );
        if *derived > 0 {
            let _ = writeln!(out, "{derived} more entities are named within those records");
        }
        for (reason, refusal) in &self.refused {
            let records: Vec<String> = refusal.records.iter().map(u64::to_string).collect();
            let _ = writeln!(out, "refused {} times: {reason} (record {})", refusal.count, records.join(", "));
        }
        for (kind, repair) in &self.repairs {
            let example = repair.examples.first().map_or_else(String::new, |(a, b)| format!(", as `{a}` to `{b}`"));
            let _ = writeln!(out, "repaired {} times: {kind}{example}", repair.count);
        }
        for (what, count) in &self.left_out {
            let _ = writeln!(out, "no place for {count} values of {what}");
        }
        out
    }
}
