//! A comparison in words: first for whom it matters, then what changed, thing by thing.

use std::collections::BTreeSet;
use std::io::Write;

use sousveil_model::Coverage;
use sousveil_model::tables::{TABLES, table_of_schema};
use sousveil_snapshot::{COUNTRY, Snapshot};

use super::entity::compare;
use super::gone::Gone;
use super::names::Names;
use super::phrase::{changes, clean, facts, shorten};
use super::walk::Step;
use super::whom::Kind;
use super::{Diff, Outcome, tell};
use crate::Result;

/// The first things that readers ask for; the rest follows in the order of the tables.
const FIRST: [&str; 3] = ["Transfer", "Incident", "Measure"];

impl Diff<'_> {
    /// Writes the comparison in words.
    ///
    /// # Errors
    /// Where a snapshot is damaged or the receiver takes no more.
    pub fn text(&self, out: &mut dyn Write) -> Result<()> {
        writeln!(out, "old: {}", side(self.old))?;
        writeln!(out, "new: {}", side(self.new))?;
        if !self.only.is_empty() {
            let only: Vec<String> = self.only.iter().map(ToString::to_string).collect();
            writeln!(out, "only what is tied to: {}", only.join(", "))?;
        }
        writeln!(out)?;
        match self.outcome() {
            Outcome::Same if self.only.is_empty() => writeln!(out, "nothing differs")?,
            Outcome::VersionOnly if self.only.is_empty() => writeln!(out, "only the version differs")?,
            Outcome::Same | Outcome::VersionOnly => writeln!(out, "nothing that was asked for differs")?,
            Outcome::Different => {
                self.summary(out)?;
                self.for_whom(out)?;
                self.things(out)?;
                self.side_lines(out)?;
            }
        }
        Ok(())
    }

    fn summary(&self, out: &mut dyn Write) -> Result<()> {
        if self.sums.is_empty() {
            writeln!(out, "No thing differs; what differs stands in dataset.toml, the coverage or the history.")?;
        }
        for (schema, sums) in &self.sums {
            let counts = [
                (sums.came, "came"),
                (sums.gone, "gone"),
                (sums.changed, "changed"),
                (sums.renamed, "the same under another identifier"),
            ];
            let told: Vec<String> =
                counts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
            writeln!(out, "{}: {}", plural(schema), told.join(", "))?;
        }
        if self.opened > 0 {
            writeln!(out, "Sources that the curators have opened since: {}", self.opened)?;
        }
        Ok(())
    }

    fn for_whom(&self, out: &mut dyn Write) -> Result<()> {
        let names = self.names();
        for kind in Kind::ALL {
            let of_kind: Vec<_> = self.counted().filter(|(whom, _)| whom.kind == kind).collect();
            if of_kind.is_empty() {
                continue;
            }
            let heading = match kind {
                Kind::Country => "For countries",
                Kind::Company => "For companies",
                Kind::Technology => "For technologies",
                Kind::Measure => "For measures",
            };
            writeln!(out, "\n{heading}")?;
            let mut lines: Vec<String> = of_kind
                .into_iter()
                .map(|(whom, counts)| {
                    let name = names.of(&whom.id).unwrap_or_else(|| whom.id.clone());
                    format!("  {}: {}", clean(&name), tell::line(kind, counts))
                })
                .collect();
            lines.sort();
            for line in lines {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }

    fn things(&self, out: &mut dyn Write) -> Result<()> {
        let known = FIRST.into_iter().chain(TABLES.iter().map(|t| t.schema).filter(|s| !FIRST.contains(s)));
        let mut schemata: Vec<&str> = known.filter(|s| self.sums.contains_key(*s)).collect();
        let foreign: BTreeSet<&str> = self.sums.keys().map(String::as_str).filter(|s| !schemata.contains(s)).collect();
        schemata.extend(foreign);
        for schema in schemata {
            writeln!(out, "\n{}", plural(schema))?;
            for (at, found) in self.found.iter().enumerate() {
                let head = match found {
                    Step::Came(number) | Step::Both(_, number) => self.new.head(*number),
                    Step::Gone(number) => self.old.head(*number),
                };
                if head.is_some_and(|h| h.schema == schema) {
                    self.thing(at, out)?;
                }
            }
            self.renamed_lines(schema, out)?;
        }
        Ok(())
    }

    fn renamed_lines(&self, schema: &str, out: &mut dyn Write) -> Result<()> {
        for (old, new) in self.renamed() {
            if self.new.head_of(new).is_some_and(|head| head.schema == schema) {
                let name = clean(&self.names().both(new));
                writeln!(out, "= {name} · nothing but its identifier changed; it was {}", clean(old))?;
            }
        }
        Ok(())
    }

    fn thing(&self, at: usize, out: &mut dyn Write) -> Result<()> {
        let names = self.names();
        match self.entity(at)? {
            Some(Step::Came(new)) => {
                write!(out, "+ {}{}", clean(&names.both(new.id.as_str())), facts(&names, &new))?;
                match self.old.redirect(new.id.as_str()).map(|r| r.new.as_str()) {
                    None => writeln!(out)?,
                    Some("") => writeln!(out, " · it had been withdrawn")?,
                    Some(led) => writeln!(out, " · it had been a part of {}", clean(&names.both(led)))?,
                }
            }
            Some(Step::Gone(old)) => {
                let why = match Gone::of(&old, self.new) {
                    Gone::Merged { into, reason } => format!("merged into {}: {reason}", names.both(&into)),
                    Gone::Withdrawn { reason } => format!("withdrawn: {reason}"),
                    Gone::LeftOut { origin } => format!("its origin `{origin}` is not included any more"),
                    Gone::Untold => "no reason is given".to_owned(),
                };
                writeln!(out, "- {} · {}", clean(&names.both(old.id.as_str())), clean(&why))?;
            }
            Some(Step::Both(old, new)) => {
                writeln!(out, "~ {}", clean(&names.both(new.id.as_str())))?;
                for line in changes(&names, &new.schema, &compare(&old, &new)) {
                    writeln!(out, "    {}", clean(&line))?;
                }
            }
            None => {}
        }
        Ok(())
    }

    fn side_lines(&self, out: &mut dyn Write) -> Result<()> {
        let sides = self.sides();
        if !sides.dataset.is_empty() {
            writeln!(out, "\ndataset.toml")?;
            for (field, old, new) in &sides.dataset {
                writeln!(out, "~ {field}: {} → {}", quoted(old), quoted(new))?;
            }
        }
        if !sides.coverage.is_empty() {
            writeln!(out, "\nWhat was looked for")?;
            let lines = |out: &mut dyn Write, sign: &str, lines: &[Coverage]| -> Result<()> {
                for line in lines {
                    writeln!(out, "{sign} {}", clean(&coverage(line)))?;
                }
                Ok(())
            };
            lines(out, "-", &sides.coverage.went)?;
            lines(out, "+", &sides.coverage.came)?;
        }
        for (name, came, went) in [
            ("Redirects", sides.redirects.came.len(), sides.redirects.went.len()),
            ("History", sides.history.came.len(), sides.history.went.len()),
        ] {
            if came + went > 0 {
                let lines = if came == 1 { "line" } else { "lines" };
                writeln!(out, "\n{name}: {came} {lines} came, {went} went")?;
            }
        }
        Ok(())
    }

    pub(super) fn names(&self) -> Names<'_> {
        Names { old: self.old, new: self.new }
    }
}

fn side(snapshot: &Snapshot) -> String {
    let manifest = snapshot.manifest();
    let hash: String = manifest.data_hash.chars().take(12).collect();
    clean(&format!("{}, version {}, data hash {hash}…", manifest.dataset.title, manifest.dataset.version))
}

fn plural(schema: &str) -> String {
    let name = match table_of_schema(schema) {
        Some(table) => table.name,
        None if schema == COUNTRY => "countries",
        None => schema,
    };
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn coverage(line: &Coverage) -> String {
    let Coverage { subject, kind, target, from, to, note } = line;
    let end = |day: &'_ str| if day.is_empty() { "..".to_owned() } else { day.to_owned() };
    let span = if from.is_empty() && to.is_empty() { String::new() } else { format!("{}/{}", end(from), end(to)) };
    let parts = [subject, kind, target, &span, note];
    parts.iter().filter(|p| !p.is_empty()).map(|p| p.as_str()).collect::<Vec<_>>().join(" · ")
}

fn quoted(text: &str) -> String {
    if text.is_empty() { "nothing".to_owned() } else { format!("“{}”", clean(&shorten(text))) }
}
