//! What the program and the limited process that takes files apart say to each other, line by line, as JSON.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sousveil_inspect::{Address, Ask, Form, Host, Kind, Observable, Seen, Sites, Unread};
use sousveil_site::inspection::{Missed, Noted, Part};

use super::yara::Loaded;
use crate::packs::Held;

/// The first line to the process: what it needs before it limits itself.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Setup {
    /// How many bytes each of the packs has, besides those inside the program; they follow.
    pub lengths: Vec<u64>,
    /// The bytes.
    #[serde(skip)]
    pub packs: Vec<Arc<[u8]>>,
    /// Names of hosts that others may imitate, and whose they are.
    pub sites: Vec<(String, String)>,
    /// The packs of whose hosts the same is true, by their numbers.
    pub imitated: Vec<usize>,
    /// Files with rules of YARA.
    pub rules: Vec<PathBuf>,
}

impl Setup {
    /// What a process needs that looks for what these packs hold, and for what looks like these sites or like hosts of the packs
    /// that may be told.
    pub fn new(packs: &Held, sites: Vec<(String, String)>, may_tell: fn(&sousveil_inspect::Head) -> bool) -> Self {
        let imitated = packs.iter().enumerate().filter(|(_, pack)| may_tell(pack.head())).map(|(at, _)| at).collect();
        let packs: Vec<Arc<[u8]>> = packs.iter().skip(1).map(|pack| Arc::clone(pack.bytes())).collect();
        let lengths = packs.iter().map(|pack| pack.len() as u64).collect();
        Self { lengths, packs, sites, imitated, rules: Vec::new() }
    }

    /// Adds the sites that others may imitate; `packs` are all that there are.
    pub fn sites<'s>(&'s self, packs: &'s Held, mut sites: Sites<'s>) -> Sites<'s> {
        self.sites.iter().for_each(|(host, whose)| sites.add(host, whose));
        packs
            .iter()
            .enumerate()
            .filter(|(at, _)| self.imitated.contains(at))
            .for_each(|(_, pack)| sites.add_hosts(pack));
        sites
    }
}

/// Whether what was seen lies on a site that looks like another one.
pub fn look_alike(sites: &Sites<'_>, seen: &Seen) -> Option<Ask> {
    let host = host(seen)?;
    let alike = sites.like(host.name()?)?;
    Some(Ask::LookAlike { host: host.to_string(), like: alike.like.to_owned(), whose: alike.whose.to_owned() })
}

/// What goes before the bytes of a file, which follow in pieces, each after its length (four bytes, the lowest first); then
/// those of the log that lies beside a database, in the same way. A length of zero ends them.
#[derive(Debug, Serialize, Deserialize)]
pub struct Head {
    /// Its name, where it has one.
    pub name: Option<String>,
}

/// What is told of a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// The process has made the rules, has limited itself and waits for files.
    Ready(Loaded),
    /// Something stands in it that an indicator fits.
    Found {
        /// The parts around it.
        place: String,
        /// In which line.
        line: Option<u64>,
        /// When somebody was there: seconds since 1970.
        visited: Option<i64>,
        /// What it is.
        kind: Kind,
        /// In its one spelling.
        value: String,
        /// Whether it was read no further than a comma.
        shorter: bool,
    },
    /// One should ask about something, which was there so many times.
    Ask {
        /// Where first.
        place: String,
        /// What.
        ask: Ask,
        /// How many times.
        times: u64,
    },
    /// Something could not be read, so many times.
    Unread {
        /// Where first.
        place: String,
        /// What.
        why: Unread,
        /// How many times.
        times: u64,
    },
    /// That was all of the file.
    Done {
        /// What it is by its content.
        form: Form,
        /// How many addresses, names and fingerprints were compared.
        seen: u64,
    },
    /// The process can't go on.
    Problem(String),
}

/// What is said of a file, if the line says something of one.
pub fn part(line: Line) -> Option<Part> {
    match line {
        Line::Found { place, line, visited, kind, value, shorter } => {
            Some(Part::Seen { place, line, visited: visited.and_then(day), seen: seen(kind, &value, shorter)? })
        }
        Line::Ask { place, ask, times } => Some(Part::Ask(Noted { place, what: ask, times })),
        Line::Unread { place, why, times } => Some(Part::Unread(Noted { place, what: Missed::Told(why), times })),
        Line::Done { seen, .. } => Some(Part::Compared(seen)),
        Line::Ready(_) | Line::Problem(_) => None,
    }
}

/// The day of a moment, in UTC.
fn day(seconds: i64) -> Option<String> {
    let moment = Timestamp::from_second(seconds).ok()?;
    Some(moment.to_string().split('T').next()?.to_owned())
}

/// What was found, as the process saw it.
fn seen(kind: Kind, value: &str, shorter: bool) -> Option<Seen> {
    match kind {
        Kind::Url if shorter => Address::parse(value).map(Seen::Shorter),
        Kind::Url => Address::parse(value).map(Seen::Address),
        _ => Seen::of(&Observable::new(kind, value).ok()?),
    }
}

/// The host of what was seen.
pub fn host(seen: &Seen) -> Option<&Host> {
    match seen {
        Seen::Address(address) => Some(address.host()),
        Seen::Host(host) | Seen::Mail(_, host) => Some(host),
        Seen::Shorter(_) | Seen::Other(_) => None,
    }
}
