//! What is wrong at one place of a folder.

use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The folder can't be compiled until it is mended.
    Error,
    /// The folder can be compiled; an editor should look.
    Warning,
}

/// One thing to mend: where, what was found, what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The file's name inside the folder.
    pub file: String,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: u64,
    /// The column's heading, if one cell is meant.
    pub column: Option<&'static str>,
    /// What was found.
    pub found: String,
    /// What was expected instead.
    pub expected: String,
}

/// So many characters of what was found are shown: enough to find it, and no more than a reader looks at.
pub(crate) const LONGEST_FOUND: usize = 400;
/// So many of what was expected.
pub(crate) const LONGEST_EXPECTED: usize = 1200;
/// So many errors, and so many warnings, of one folder are told; whoever mends them asks again.
pub(crate) const MOST_PROBLEMS: usize = 10_000;
/// So many errors are found at once where the program itself takes back what made them.
pub(crate) const MOST_AT_ONCE: usize = 100_000;

impl Problem {
    /// The problem as a message may show it: the words of strangers without what can't be seen, and not too long.
    pub(crate) fn shown(self) -> Self {
        Self {
            found: sousveil_text::visible(&self.found, LONGEST_FOUND),
            expected: sousveil_text::visible(&self.expected, LONGEST_EXPECTED),
            ..self
        }
    }

    /// What is wrong, without the place: the reason for which something that came is refused.
    pub(crate) fn reason(&self) -> String {
        let column = self.column.map(|c| format!("{c}: ")).unwrap_or_default();
        format!("{column}found {}; expected {}", self.found, self.expected)
    }

    /// What stands in the place of all further ones.
    pub(crate) fn and_more(severity: Severity, file: &str) -> Self {
        let what = if severity == Severity::Error { "errors" } else { "warnings" };
        Self {
            severity,
            file: file.to_owned(),
            line: 0,
            column: None,
            found: format!("more than {MOST_PROBLEMS} {what}; the others are not told"),
            expected: "that those before are mended first".to_owned(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if let Some(column) = self.column {
            write!(f, ": column `{column}`")?;
        }
        write!(f, ": {severity}: found {}; expected {}", self.found, self.expected)
    }
}
