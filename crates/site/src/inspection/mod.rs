//! What is known of a link, a mail or a file, in words that a person under stress can use, in the languages of the interface.

mod asks;
mod hits;

use sousveil_inspect::{Ask, Finding, Seen, Unread, Weight};
use sousveil_snapshot::{Snapshot, SnapshotError};

use crate::language::{Choice, Language, number, say, say_with, within};

/// Everything that was found out.
#[derive(Debug, Default)]
pub struct Answer<'p> {
    /// What indicators fit.
    pub hits: Vec<Hit<'p>>,
    /// What one should ask about.
    pub asks: Vec<Noted<Ask>>,
    /// What could not be read, in words of its reader where it has none of ours.
    pub unread: Vec<Noted<Missed>>,
    /// How many files, links or texts were looked at.
    pub inputs: u64,
    /// How many addresses, names and fingerprints were compared.
    pub seen: u64,
    /// How many indicators they were compared with.
    pub compared: u64,
    /// How many more there are of what can't be seen here.
    pub never: u64,
    /// The day of the newest (year × 10,000 + month × 100 + day).
    pub newest: Option<u32>,
}

/// Something that indicators fit.
#[derive(Debug)]
pub struct Hit<'p> {
    /// The file and the parts of it in which it stands.
    pub place: String,
    /// In which line.
    pub line: Option<u64>,
    /// The day on which somebody was there (ISO 8601), where a history says so.
    pub visited: Option<String>,
    /// What it is.
    pub seen: Seen,
    /// Which fit, the strongest first.
    pub findings: Vec<Finding<'p>>,
}

/// Something of one sort.
#[derive(Debug)]
pub struct Noted<T> {
    /// Where it was first.
    pub place: String,
    /// What.
    pub what: T,
    /// How many times.
    pub times: u64,
}

/// Why something could not be read.
#[derive(Debug)]
pub enum Missed {
    /// What reads it says why.
    Told(Unread),
    /// What reads it failed, or the file could not be opened: a sentence in English.
    Failed(String),
}

/// How a line of the answer is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it is.
    Plain,
    /// As what was found.
    Strong,
    /// As the head of a list.
    Head,
}

/// A line of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How far it is from the edge.
    pub depth: usize,
    /// How it is to be shown.
    pub tone: Tone,
    /// What it says.
    pub text: String,
    /// The same in English, where it is in another language and reads otherwise: no native reader has reviewed it yet.
    pub english: Option<String>,
}

impl Answer<'_> {
    /// Whether a known indicator was found, be it one that is expired or was taken back.
    pub fn found(&self) -> bool {
        self.hits.iter().flat_map(|hit| &hit.findings).any(|finding| finding.weight != Weight::Trap)
    }

    /// Whether a file could not be looked at as it should have been.
    pub fn failed(&self) -> bool {
        self.unread.iter().any(|noted| matches!(noted.what, Missed::Failed(_)))
    }

    /// The answer in a language, line by line.
    ///
    /// # Errors
    /// The snapshot can't be read.
    pub fn told(&self, snapshot: &Snapshot, language: Language) -> Result<Vec<Line>, SnapshotError> {
        let english = self.lines(snapshot)?;
        if language == Language::English {
            return Ok(english);
        }
        let mut lines = within(Choice { language, in_address: true }, || self.lines(snapshot))?;
        for (line, english) in lines.iter_mut().zip(english) {
            line.english = (line.text != english.text).then_some(english.text);
        }
        Ok(lines)
    }

    fn lines(&self, snapshot: &Snapshot) -> Result<Vec<Line>, SnapshotError> {
        let mut lines = Lines::default();
        for hit in &self.hits {
            hits::tell(&mut lines, hit, snapshot)?;
        }
        if self.found() {
            lines.add(0, Tone::Strong, say("inspect-means"));
            lines.add(0, Tone::Head, say("inspect-next"));
            for (name, address) in HELPLINES {
                lines.add(
                    1,
                    Tone::Plain,
                    say_with("inspect-helpline", &[("name", name.into()), ("address", address.into())]),
                );
            }
        } else {
            let n = ("n", self.compared.into());
            lines.add(
                0,
                Tone::Strong,
                match self.newest {
                    Some(newest) => say_with("inspect-none", &[n, ("newest", day(newest).into())]),
                    None => say_with("inspect-none-undated", &[n]),
                },
            );
            lines.add(0, Tone::Strong, say("inspect-no-bill"));
        }
        let inputs = say_with("inspect-inputs", &[("n", self.inputs.into())]);
        lines.add(
            0,
            Tone::Plain,
            say_with("inspect-looked", &[("inputs", inputs.into()), ("seen", number(self.seen).into())]),
        );
        if self.never > 0 {
            lines.add(0, Tone::Plain, say_with("inspect-never", &[("n", self.never.into())]));
        }
        asks::tell(&mut lines, &self.asks);
        asks::tell_unread(&mut lines, &self.unread);
        Ok(lines.0)
    }
}

/// Who helps people that were targeted, by their own pages. `Our list.`
const HELPLINES: [(&str, &str); 3] = [
    ("Access Now Digital Security Helpline", "https://www.accessnow.org/help"),
    ("Amnesty International Security Lab", "https://securitylab.amnesty.org/get-help"),
    ("Citizen Lab", "https://citizenlab.ca"),
];

#[derive(Default)]
struct Lines(Vec<Line>);

impl Lines {
    fn add(&mut self, depth: usize, tone: Tone, text: impl Into<String>) {
        self.0.push(Line { depth, tone, text: text.into(), english: None });
    }
}

/// A day as ISO 8601 writes it; without what is not known.
fn day(day: u32) -> String {
    format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100)
}

/// A value as it may be shown: nobody shall open it by a slip.
fn defanged(value: &str) -> String {
    value.replace('.', "[.]")
}
