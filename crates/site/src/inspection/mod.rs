//! What is known of a link, a mail or a file, in words that a person under stress can use, in the languages of the interface.

mod asks;
mod hits;
mod json;
mod packet;
mod redacted;

use std::collections::HashSet;

use sousveil_export::indicators::day;
use sousveil_export::stix::Sighted;
use sousveil_inspect::{Ask, Finding, Head, Kind, Packs, Seen, Unread, Weight, judge};
use sousveil_snapshot::{Snapshot, SnapshotError};

pub(crate) use hits::tie_said;
pub use packet::{Packet, Prompt, prompt};

use crate::indicators::is_open;
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
    /// What there was to compare them with.
    pub stock: Stock,
    /// How many rules of YARA were held against them.
    pub rules: u64,
    /// What was taken in already, and where: the same indicator fits an address by its page, its host and its mailbox.
    known: HashSet<(String, Seen)>,
    /// The places of inputs, as far as something was told of them.
    places: HashSet<String>,
    /// Whether it goes to somebody else: of packs whose licence nobody told neither name nor file is told then.
    for_others: bool,
}

/// The indicators that are at hand.
#[derive(Clone, Debug, Default)]
pub struct Stock {
    /// What their packs are called.
    pub packs: Vec<String>,
    /// How many values are compared with what is given.
    pub compared: u64,
    /// How many more there are of what can't be seen in it.
    pub never: u64,
    /// The day of the newest (year × 10,000 + month × 100 + day).
    pub newest: Option<u32>,
}

impl Stock {
    /// Counts what the packs hold.
    pub fn of<B: AsRef<[u8]>>(packs: &Packs<B>) -> Self {
        let mut stock = Self { packs: packs.iter().map(|pack| pack.head().name.clone()).collect(), ..Self::default() };
        for entry in packs.entries() {
            *(if is_compared(entry.kind) { &mut stock.compared } else { &mut stock.never }) += 1;
            stock.newest = stock.newest.max(entry.claims().filter_map(|claim| claim.from).max());
        }
        stock
    }
}

/// Whether what is given here can show a thing of that kind: programs that run, installed apps and settings of a phone can't.
fn is_compared(kind: Kind) -> bool {
    !matches!(kind, Kind::FilePath | Kind::Process | Kind::App | Kind::Certificate | Kind::Profile | Kind::Property)
}

/// What a reader says of a file.
#[derive(Debug)]
pub enum Part {
    /// Something stands in it that an indicator may fit.
    Seen {
        /// The parts around it.
        place: String,
        /// In which line.
        line: Option<u64>,
        /// The day on which somebody was there (ISO 8601).
        visited: Option<String>,
        /// What it is.
        seen: Seen,
    },
    /// One should ask about something.
    Ask(Noted<Ask>),
    /// Something could not be read.
    Unread(Noted<Missed>),
    /// So many things in it were compared.
    Compared(u64),
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
    /// How many times it was seen, where several were made one.
    pub times: u64,
}

/// Something of one sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted<T> {
    /// Where it was first.
    pub place: String,
    /// What.
    pub what: T,
    /// How many times.
    pub times: u64,
}

/// Why something could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    /// An address in it that may be followed: one of ours or of a publication, never one of what was looked at.
    pub link: Option<String>,
    /// The same in English, where it is in another language and reads otherwise: no native reader has reviewed it yet.
    pub english: Option<String>,
}

impl<'p> Answer<'p> {
    /// The answer as long as nothing was looked at.
    pub fn new(stock: Stock) -> Self {
        Self { stock, ..Self::default() }
    }

    /// Takes in what a reader says of the file at a place. `today` (year × 10,000 + month × 100 + day) is the day on which
    /// indicators must still hold.
    pub fn add<B: AsRef<[u8]>>(&mut self, packs: &'p Packs<B>, today: Option<u32>, place: &str, part: Part) {
        let within = |inner: String| match (place.is_empty(), inner.is_empty()) {
            (_, true) => place.to_owned(),
            (true, false) => inner,
            (false, false) => format!("{place} › {inner}"),
        };
        if !matches!(part, Part::Compared(_)) && !self.places.contains(place) {
            self.places.insert(place.to_owned());
        }
        match part {
            Part::Seen { place, line, visited, seen } => {
                let findings = judge(packs, &seen, today);
                let place = within(place);
                if !findings.is_empty() && self.known.insert((place.clone(), seen.clone())) {
                    self.hits.push(Hit { place, line, visited, seen, findings, times: 1 });
                }
            }
            Part::Ask(Noted { place, what, times }) => self.asks.push(Noted { place: within(place), what, times }),
            Part::Unread(Noted { place, what, times }) => {
                self.unread.push(Noted { place: within(place), what, times });
            }
            Part::Compared(seen) => self.seen += seen,
        }
    }

    /// What indicators fit that say something by themselves, for those who collect sightings.
    pub fn sighted(&self) -> impl Iterator<Item = Sighted<'_, 'p>> {
        self.hits.iter().map(|hit| Sighted {
            findings: hit.findings.iter().filter(|finding| finding.weight != Weight::Trap).collect(),
            seen: &hit.seen,
            visited: hit.visited.as_deref(),
            times: hit.times,
        })
    }

    /// What a pack is called, and a file in it: publications may be told of, what somebody keeps for himself may not.
    fn told_of<'a>(&self, head: &'a Head, name: &'a str) -> &'a str {
        if self.for_others && !is_open(head) { LEFT_OUT } else { name }
    }

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
        let english = within(Choice::ENGLISH, || self.lines(snapshot))?;
        if language == Language::English {
            return Ok(english);
        }
        Ok(packet::beside(within(Choice { language, in_address: true }, || self.lines(snapshot))?, english))
    }

    fn lines(&self, snapshot: &Snapshot) -> Result<Vec<Line>, SnapshotError> {
        let mut lines = Lines::default();
        for hit in &self.hits {
            hits::tell(&mut lines, self, hit, snapshot)?;
        }
        if self.found() && !self.for_others {
            lines.add(0, Tone::Strong, say("inspect-means"));
            lines.add(0, Tone::Head, say("inspect-next"));
            for (name, address) in HELPLINES {
                let text = say_with("inspect-helpline", &[("name", name.into()), ("address", address.into())]);
                lines.linked(1, text, address);
            }
        } else if !self.found() {
            let n = ("n", self.stock.compared.into());
            lines.add(
                0,
                Tone::Strong,
                match self.stock.newest {
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
        if self.stock.never > 0 {
            lines.add(0, Tone::Plain, say_with("inspect-never", &[("n", self.stock.never.into())]));
        }
        if self.rules > 0 {
            lines.add(0, Tone::Plain, say_with("inspect-rules", &[("n", self.rules.into())]));
        }
        asks::tell(&mut lines, &self.asks, self.for_others);
        asks::tell_unread(&mut lines, &self.unread);
        Ok(lines.0)
    }
}

/// What stands in the place of what is left out for others.
const LEFT_OUT: &str = "…";

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
        self.0.push(Line { depth, tone, text: text.into(), link: None, english: None });
    }

    fn linked(&mut self, depth: usize, text: String, link: &str) {
        self.0.push(Line { depth, tone: Tone::Plain, text, link: Some(link.to_owned()), english: None });
    }
}

/// A value as it may be shown: nobody shall open it by a slip.
pub(crate) fn defanged(value: &str) -> String {
    value.replace('.', "[.]")
}
