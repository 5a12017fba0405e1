//! The limited process: takes files apart and says what of them indicators fit. Nothing else of a file leaves it.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow};
use serde_json::from_str;
use sousveil_inspect::{Ask, Form, Link, Pack, Seen, Sight, Sites, Unread, Weight, judge};
use sousveil_unpack::{Told, unpack};

use super::lines::{Head, Line, Setup, look_alike};
use super::yara::{Holding, Rules, Scanner};
use crate::packs::{self, Held};

/// Memory that it may ask for, in bytes of address space: a file, the largest part of it, and a database of that size.
pub const MEMORY: u64 = 2 << 30;
/// Seconds of computing that it may take for all files; the program ends it sooner where it stands still.
pub const SECONDS: u64 = 6 * 3600;
/// Things of one sort that are told of one file, at most.
const MOST: usize = 10_000;
/// The same of what says nothing by itself.
const MOST_TRAPS: usize = 200;
/// So much of one file is told at once, so that it is known whatever becomes of the process; the rest as it comes.
const AT_ONCE: usize = 100;

/// Reads standard input, writes standard output, says nothing else.
pub fn run() -> ExitCode {
    // What a reader panics with is for its author; the program says that it failed.
    std::panic::set_hook(Box::new(|_| {}));
    let mut input = BufReader::with_capacity(1 << 18, io::stdin().lock());
    let mut output = BufWriter::new(io::stdout().lock());
    let result = all(&mut input, &mut output);
    if let Err(problem) = &result {
        let _ = tell(&mut output, &Line::Problem(format!("{problem:#}")));
    }
    let _ = output.flush();
    if result.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) }
}

fn all(input: &mut dyn BufRead, output: &mut dyn Write) -> Result<()> {
    let setup: Setup = from_str(&line(input)?.context("nothing came")?)?;
    let mut others = Vec::new();
    for length in &setup.lengths {
        let mut bytes = Vec::new();
        (&mut *input).take(*length).read_to_end(&mut bytes)?;
        others.push(Pack::open(Arc::from(bytes))?);
    }
    let packs = packs::with_own(others)?;
    let sites = setup.sites(&packs, Sites::default());
    let (rules, made) = (!setup.rules.is_empty()).then(|| Rules::make(&setup.rules)).transpose()?.unzip();
    let mut scanner = rules.as_ref().map(Scanner::new);
    sousveil_intake::confine(MEMORY, SECONDS).map_err(|why| anyhow!(why))?;
    tell(output, &Line::Ready(made.unwrap_or_default()))?;
    output.flush()?;
    while let Some(head) = line(input)? {
        let head: Head = from_str(&head)?;
        let name = head.name.clone().unwrap_or_default();
        let rules = scanner.as_mut().map(|scanner| Holding::new(scanner, &name));
        file(&head, input, Said::new(&packs, &sites, rules, output))?;
        output.flush()?;
    }
    Ok(())
}

fn line(input: &mut dyn BufRead) -> Result<Option<String>> {
    let mut line = String::new();
    Ok((input.read_line(&mut line)? > 0).then_some(line))
}

fn tell(output: &mut dyn Write, line: &Line) -> Result<()> {
    serde_json::to_writer(&mut *output, line)?;
    output.write_all(b"\n")?;
    Ok(())
}

fn file(head: &Head, input: &mut dyn BufRead, mut said: Said<'_, '_>) -> Result<()> {
    let mut pieces = Pieces { input, left: 0, ended: false };
    let mut bytes = BufReader::with_capacity(1 << 18, &mut pieces);
    // A log comes behind the bytes of its database, and is wanted before; rules may ask for the end of a file at its start. Both
    // are held, and only then.
    let mut start = Vec::new();
    (&mut bytes).take(sousveil_unpack::LOOKS_AT as u64).read_to_end(&mut start)?;
    let form = sousveil_unpack::form_of(&start);
    if form == Form::Sqlite || said.rules.is_some() {
        let more = (sousveil_unpack::LONGEST + 1).saturating_sub(start.len() as u64);
        (&mut bytes).take(more).read_to_end(&mut start)?;
    }
    // A byte more was asked for than is held, to know whether there is one.
    let whole = start.len() as u64 <= sousveil_unpack::LONGEST;
    if let Some(rules) = &mut said.rules {
        if whole {
            rules.hold("", &start);
        } else {
            rules.miss("", Unread::RulesTooLong { most: sousveil_unpack::LONGEST });
        }
    }
    if form == Form::Sqlite && whole {
        pieces.finish()?;
        let mut log = Vec::new();
        let mut beside = Pieces { input, left: 0, ended: false };
        (&mut beside).take(sousveil_unpack::LONGEST).read_to_end(&mut log)?;
        beside.finish()?;
        if let Some(rules) = said.rules.as_mut().filter(|_| !log.is_empty()) {
            rules.hold("log (-wal)", &log);
        }
        unpack(head.name.as_deref(), &mut &*start, &log, &mut |place, told| said.told(place, told))?;
    } else {
        unpack(head.name.as_deref(), &mut start.chain(bytes), &[], &mut |place, told| said.told(place, told))?;
        pieces.finish()?;
        Pieces { input, left: 0, ended: false }.finish()?;
    }
    said.end(form)
}

/// The bytes of one file in the pieces that came.
struct Pieces<'i> {
    input: &'i mut dyn BufRead,
    left: usize,
    ended: bool,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && !self.ended {
            let mut length = [0; 4];
            self.input.read_exact(&mut length)?;
            self.left = u32::from_le_bytes(length) as usize;
            self.ended = self.left == 0;
        }
        let most = self.left.min(buffer.len());
        if most == 0 {
            return Ok(0);
        }
        let read = self.input.read(buffer.get_mut(..most).unwrap_or_default())?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= read;
        Ok(read)
    }
}

impl Pieces<'_> {
    fn finish(&mut self) -> io::Result<()> {
        io::copy(self, &mut io::sink()).map(|_| ())
    }
}

/// What is said of one file: each thing once.
struct Said<'s, 'r> {
    packs: &'s Held,
    sites: &'s Sites<'s>,
    rules: Option<Holding<'s, 'r>>,
    output: &'s mut dyn Write,
    /// What was told already.
    known: HashSet<Seen>,
    found: usize,
    traps: usize,
    asks: Times<Ask>,
    unread: Times<Unread>,
    seen: u64,
    failed: Option<anyhow::Error>,
}

impl<'s, 'r> Said<'s, 'r> {
    fn new(packs: &'s Held, sites: &'s Sites<'s>, rules: Option<Holding<'s, 'r>>, output: &'s mut dyn Write) -> Self {
        let known = HashSet::new();
        Self {
            packs,
            sites,
            rules,
            output,
            known,
            found: 0,
            traps: 0,
            asks: Times::new(),
            unread: Times::new(),
            seen: 0,
            failed: None,
        }
    }

    fn told(&mut self, place: &str, told: Told<'_>) {
        match told {
            Told::Bytes(bytes) => self.rules.iter_mut().for_each(|rules| rules.hold(place, bytes)),
            Told::Seen { seen: Sight::Link(link), line, visited } => self.link(place, link, line, visited),
            Told::Seen { seen: Sight::Seen(seen), line, visited } => self.seen(place, seen, line, visited),
            Told::Ask(ask) => self.asks.add(place, ask),
            Told::Unread(why) => self.unread.add(place, why),
            Told::Part { .. } => {}
        }
    }

    /// Of most links nothing is known, and that is known at a glance.
    fn link(&mut self, place: &str, link: Link<'_>, line: Option<u64>, visited: Option<i64>) {
        if self.packs.may_tell_of(link.host()) || self.sites.like(link.host()).is_some() {
            self.seen(place, &link.to_seen(), line, visited);
        } else {
            self.seen += 1;
        }
    }

    fn seen(&mut self, place: &str, seen: &Seen, line: Option<u64>, visited: Option<i64>) {
        self.seen += 1;
        if let Some(ask) = look_alike(self.sites, seen) {
            self.asks.add(place, ask);
        }
        let findings = judge(self.packs, seen, None);
        if findings.is_empty() {
            return;
        }
        // What says nothing must not take the place of what does: a history has thousands of links of one shortener.
        let nothing = findings.iter().all(|finding| finding.weight == Weight::Trap);
        let (count, most) = if nothing { (&mut self.traps, MOST_TRAPS) } else { (&mut self.found, MOST) };
        if *count >= most || !self.known.insert(seen.clone()) {
            return;
        }
        *count += 1;
        let (kind, value, shorter) = (seen.kind(), seen.value().into_owned(), matches!(seen, Seen::Shorter(_)));
        let line = Line::Found { place: place.to_owned(), line, visited, kind, value, shorter };
        let mut told = tell(self.output, &line);
        if self.found + self.traps <= AT_ONCE {
            told = told.and_then(|()| Ok(self.output.flush()?));
        }
        if let Err(error) = told {
            self.failed.get_or_insert(error);
        }
    }

    fn end(self, form: Form) -> Result<()> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let (mut asks, mut unread, mut more) = (self.asks.list, self.unread.list, self.asks.more || self.unread.more);
        if let Some(rules) = self.rules {
            asks.extend(rules.fit.into_iter().map(|(place, ask)| (place, ask, 1)));
            unread.extend(rules.missed.into_iter().map(|(place, why)| (place, why, 1)));
            more |= rules.more;
        }
        if more || self.found >= MOST {
            tell(self.output, &Line::Unread { place: String::new(), why: Unread::TooMuch, times: 1 })?;
        }
        for (place, ask, times) in asks {
            tell(self.output, &Line::Ask { place, ask, times })?;
        }
        for (place, why, times) in unread {
            tell(self.output, &Line::Unread { place, why, times })?;
        }
        tell(self.output, &Line::Done { form, seen: self.seen })
    }
}

/// Different things in the order in which they came, with the place where each was first and how many times it came.
struct Times<T> {
    list: Vec<(String, T, u64)>,
    at: HashMap<T, usize>,
    more: bool,
}

impl<T: Clone + Eq + Hash> Times<T> {
    fn new() -> Self {
        Self { list: Vec::new(), at: HashMap::new(), more: false }
    }

    fn add(&mut self, place: &str, what: T) {
        if let Some(one) = self.at.get(&what).and_then(|&at| self.list.get_mut(at)) {
            one.2 += 1;
        } else if self.list.len() < MOST {
            self.at.insert(what.clone(), self.list.len());
            self.list.push((place.to_owned(), what, 1));
        } else {
            self.more = true;
        }
    }
}
