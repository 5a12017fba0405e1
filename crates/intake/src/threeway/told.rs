//! What is said about a folder that was taken in. Every row of theirs has one outcome, and every row that went is told.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::judge::Why;

/// What became of everything.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Told {
    /// Each row of theirs, in the order of tables and identifiers.
    pub rows: Vec<RowTold>,
    /// Rows that they no longer have: removed here too, or in conflict.
    pub went: Vec<RowTold>,
    /// Lines of the other files that did not simply come or stand here already.
    pub lines: Vec<LineTold>,
    /// How many lines of the other files came, by file.
    pub lines_added: BTreeMap<&'static str, usize>,
    /// How many lines of the other files were here, by file.
    pub lines_unchanged: BTreeMap<&'static str, usize>,
    /// What people must decide.
    pub conflicts: Vec<Conflict>,
    /// Rows that came and bear the name of one that was here.
    pub alike: Vec<Alike>,
    /// Origins that came into `dataset.toml`.
    pub origins_added: Vec<String>,
    /// Rows that were asked for by hand and could not be taken, with the reason.
    pub choices_refused: Vec<(String, String)>,
}

/// What became of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowTold {
    /// The table.
    pub table: &'static str,
    /// The identifier.
    pub id: String,
    /// What became of it.
    #[serde(flatten)]
    pub fate: Fate,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Fate {
    /// It came.
    Added {
        /// Whether a person chose it, against our removal.
        by_hand: bool,
    },
    /// Their version took the place of ours.
    TakenOver {
        /// Whether a person chose it.
        by_hand: bool,
    },
    /// It is removed here too.
    Removed {
        /// Whether a person chose it.
        by_hand: bool,
    },
    /// Both sides have the same.
    Unchanged,
    /// Only we changed it: ours stays.
    Kept,
    /// It is not here, and stays away.
    LeftOut {
        /// Why.
        reason: String,
    },
    /// Ours stays until a person decides.
    Conflict {
        /// Why.
        why: Why,
    },
    /// It can't enter; ours, if there is one, stays.
    Refused {
        /// Why.
        reason: String,
    },
}

impl Fate {
    /// The word in tables.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Added { .. } => "added",
            Self::TakenOver { .. } => "taken over",
            Self::Removed { .. } => "removed",
            Self::Unchanged => "unchanged",
            Self::Kept => "kept",
            Self::LeftOut { .. } => "left out",
            Self::Conflict { .. } => "conflict",
            Self::Refused { .. } => "refused",
        }
    }

    /// The reason, where there is one to tell.
    pub fn reason(&self) -> &str {
        match self {
            Self::LeftOut { reason } | Self::Refused { reason } => reason,
            Self::Conflict { why } => why.words(),
            Self::Added { by_hand: true } | Self::TakenOver { by_hand: true } | Self::Removed { by_hand: true } => {
                "chosen by hand"
            }
            _ => "",
        }
    }
}

/// A line of another file that did not come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineTold {
    /// The file without `.csv`.
    pub file: &'static str,
    /// The line, its cells joined.
    pub line: String,
    /// Why it did not come.
    pub reason: String,
}

/// Something that people must decide, cell by cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The identifier of the row, or the key of what is in conflict.
    pub entity: String,
    /// The table or file.
    pub table: &'static str,
    /// Why, in words.
    pub why: String,
    /// The cells that differ.
    pub cells: Vec<Cell>,
}

/// One cell side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The column; `evidence` for a line of evidence, `(row)` for the row as a whole.
    pub column: String,
    /// What stood there before, where that is known.
    pub base: Option<String>,
    /// What stands here.
    pub ours: Option<String>,
    /// What stands there.
    pub theirs: Option<String>,
}

/// Two rows with one name. They may be one thing, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alike {
    /// The table.
    pub table: &'static str,
    /// The row that was here.
    pub ours: String,
    /// Its name.
    pub our_name: String,
    /// The row that came.
    pub theirs: String,
    /// Its name.
    pub their_name: String,
}

/// The sums. `read` is the sum of the seven after it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// Rows of theirs.
    pub read: usize,
    /// That came.
    pub added: usize,
    /// That took the place of ours.
    pub taken_over: usize,
    /// That are the same here.
    pub unchanged: usize,
    /// That only we changed.
    pub kept: usize,
    /// That we had removed.
    pub left_out: usize,
    /// That are in conflict.
    pub conflicts: usize,
    /// That could not enter.
    pub refused: usize,
    /// Rows that they no longer have and that went here too.
    pub removed: usize,
    /// Rows that they no longer have and that are in conflict.
    pub removed_conflicts: usize,
}

impl Told {
    /// The sums.
    pub fn sums(&self) -> Sums {
        let count = |rows: &[RowTold], word: &str| rows.iter().filter(|r| r.fate.word() == word).count();
        let of = |word: &str| count(&self.rows, word);
        Sums {
            read: self.rows.len(),
            added: of("added"),
            taken_over: of("taken over"),
            unchanged: of("unchanged"),
            kept: of("kept"),
            left_out: of("left out"),
            conflicts: of("conflict"),
            refused: of("refused"),
            removed: count(&self.went, "removed"),
            removed_conflicts: count(&self.went, "conflict"),
        }
    }

    /// The sums in one sentence.
    pub fn sentence(&self) -> String {
        let s = self.sums();
        let gone = match (s.removed, s.removed_conflicts) {
            (0, 0) => String::new(),
            (removed, 0) => format!("; {removed} that they no longer have went"),
            (removed, conflicts) => {
                format!("; of those that they no longer have {removed} went and {conflicts} are in conflict")
            }
        };
        format!(
            "{} rows read = {} added + {} taken over + {} unchanged + {} kept as changed here + {} left out as removed \
             here + {} in conflict + {} refused{gone}",
            s.read, s.added, s.taken_over, s.unchanged, s.kept, s.left_out, s.conflicts, s.refused
        )
    }

    /// The reasons of refusal with the rows, most first.
    pub fn refusals(&self) -> Vec<(&str, Vec<&str>)> {
        let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for row in &self.rows {
            if let Fate::Refused { reason } = &row.fate {
                reasons.entry(reason).or_default().push(&row.id);
            }
        }
        let mut reasons: Vec<_> = reasons.into_iter().collect();
        reasons.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
        reasons
    }

    /// The report as Markdown.
    pub fn to_markdown(&self, title: &str) -> String {
        let mut out = format!("## {}\n\n{}.\n\n", cell(title), self.sentence());
        // Writing into a String can't fail.
        for row in self.rows.iter().chain(&self.went).filter(|r| !matches!(r.fate, Fate::Unchanged | Fate::Kept)) {
            let reason = row.fate.reason();
            let reason = if reason.is_empty() { String::new() } else { format!(": {}", cell(reason)) };
            let _ = writeln!(out, "- {} `{}` {}{reason}", row.table, row.id, row.fate.word());
        }
        for conflict in &self.conflicts {
            let _ =
                writeln!(out, "\n### `{}` in {}: {}\n", cell(&conflict.entity), conflict.table, cell(&conflict.why));
            out.push_str("| column | before | ours | theirs |\n| --- | --- | --- | --- |\n");
            for one in &conflict.cells {
                let text = |t: &Option<String>| t.as_deref().map_or_else(String::new, cell);
                let (base, ours, theirs) = (text(&one.base), text(&one.ours), text(&one.theirs));
                let _ = writeln!(out, "| {} | {base} | {ours} | {theirs} |", cell(&one.column));
            }
        }
        for line in &self.lines {
            let _ = writeln!(out, "\n- {}.csv, `{}`: {}", line.file, cell(&line.line), cell(&line.reason));
        }
        for alike in &self.alike {
            let names =
                format!("“{}” (`{}`) and “{}” (`{}`)", alike.our_name, alike.ours, alike.their_name, alike.theirs);
            let _ = writeln!(out, "\n- perhaps the same, in {}: {}", alike.table, cell(&names));
        }
        out
    }
}

fn cell(text: &str) -> String {
    text.replace('\n', "⏎").replace('|', "\\|")
}
