//! The answer without what tells of the one who asks: for people whom he does not know.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use sousveil_inspect::{Address, Ask, Host, Kind, Seen, Unread, Weight, find};

use super::{Answer, Hit, Missed, Noted};

/// What stands in the place of what was left out.
const LEFT_OUT: &str = "…";

impl<'p> Answer<'p> {
    /// The same, cut down to what publications and machines know already, and what each `#1` in it stands for.
    ///
    /// Of addresses there remains what the indicator says of them, else their host: what follows often names the one whom
    /// it was sent to. Of mailboxes their host, of names of files their endings, of places a number. What says nothing by
    /// itself is not told at all, since it only tells which sites somebody uses.
    pub fn redacted(&self) -> (Self, Vec<String>) {
        let (mut inputs, mut numbers) = (Vec::new(), HashMap::new());
        let mut number = |place: &str| {
            let input = place.split(" › ").next().unwrap_or_default();
            let number = *numbers.entry(input.to_owned()).or_insert_with(|| {
                inputs.push(input.to_owned());
                inputs.len()
            });
            format!("#{number}")
        };
        let (mut hits, mut known) = (Vec::new(), HashSet::new());
        for hit in &self.hits {
            let mut findings = hit.findings.clone();
            findings.retain(|finding| finding.weight != Weight::Trap);
            if findings.is_empty() {
                continue;
            }
            let seen = cut(hit);
            let one = Hit { place: number(&hit.place), line: None, visited: hit.visited.clone(), seen, findings };
            if known.insert((one.place.clone(), one.visited.clone(), one.seen.clone())) {
                hits.push(one);
            }
        }
        let asks = together(self.asks.iter().map(|one| one.with(number(&one.place), question(&one.what))));
        let unread = together(self.unread.iter().map(|one| one.with(number(&one.place), reason(&one.what))));
        let answer = Self {
            hits,
            asks,
            unread,
            inputs: self.inputs,
            seen: self.seen,
            stock: self.stock.clone(),
            known: HashSet::new(),
        };
        (answer, inputs)
    }
}

impl<T> Noted<T> {
    fn with(&self, place: String, what: T) -> Self {
        Self { place, what, times: self.times }
    }
}

/// What is the same once it is cut, once.
fn together<T: Clone + Eq + Hash>(all: impl Iterator<Item = Noted<T>>) -> Vec<Noted<T>> {
    let (mut kept, mut places) = (Vec::<Noted<T>>::new(), HashMap::new());
    for one in all {
        let at = *places.entry((one.place.clone(), one.what.clone())).or_insert(kept.len());
        match kept.get_mut(at) {
            Some(known) => known.times += one.times,
            None => kept.push(one),
        }
    }
    kept
}

/// No more of it than the indicators say that fit it.
fn cut(hit: &Hit<'_>) -> Seen {
    let telling = || hit.findings.iter().filter(|finding| finding.weight != Weight::Trap);
    match &hit.seen {
        Seen::Address(address) | Seen::Shorter(address) => {
            let pages = telling().filter(|finding| finding.entry.kind == Kind::Url);
            let longest = pages.max_by_key(|finding| finding.entry.value.len());
            let page = longest.and_then(|finding| Address::parse(finding.entry.value));
            page.map_or_else(|| Seen::Host(address.host.clone()), Seen::Address)
        }
        Seen::Mail(_, host) if !telling().any(|finding| finding.entry.kind == Kind::Email) => Seen::Host(host.clone()),
        other => other.clone(),
    }
}

fn question(ask: &Ask) -> Ask {
    match ask {
        Ask::RunsAsDocument { name } => Ask::RunsAsDocument { name: ending(name) },
        Ask::Runs { name } => Ask::Runs { name: ending(name) },
        Ask::DoubleExtension { name } => Ask::DoubleExtension { name: ending(name) },
        Ask::RightToLeft { name } => Ask::RightToLeft { name: ending(name) },
        Ask::RemotePart { target } => Ask::RemotePart { target: host(target) },
        Ask::LinkText { text, target } => Ask::LinkText { text: host(text), target: host(target) },
        Ask::SenderName { name, address } => Ask::SenderName { name: host(name), address: host(address) },
        // The server that took a message in is often that of the one who got it.
        Ask::Authentication { by: _, results } => {
            Ask::Authentication { by: LEFT_OUT.to_owned(), results: results.clone() }
        }
        Ask::EncryptedArchive { .. } | Ask::Macro | Ask::HtmlScript | Ask::LookAlike { .. } => ask.clone(),
    }
}

/// Words of a reader may repeat what it read; words of the system name folders.
fn reason(missed: &Missed) -> Missed {
    match missed {
        Missed::Told(Unread::Damaged { .. }) => Missed::Told(Unread::Damaged { why: LEFT_OUT.to_owned() }),
        Missed::Told(other) => Missed::Told(other.clone()),
        Missed::Failed(_) => Missed::Failed("it could not be looked at".to_owned()),
    }
}

/// The last two endings of a name of a file, where they are short enough to be some.
fn ending(name: &str) -> String {
    let is_ending =
        |part: &&str| (1..=5).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    // Where there is no name before it, it is the name.
    let parts = name.rsplit('.').take(name.matches('.').count().min(2)).map(str::trim);
    let endings: Vec<&str> = parts.take_while(is_ending).collect();
    endings.iter().rev().fold(LEFT_OUT.to_owned(), |whole, ending| format!("{whole}.{ending}"))
}

/// The host in a link, a mailbox or a name.
fn host(text: &str) -> String {
    let of = |seen: &Seen| match seen {
        Seen::Address(address) | Seen::Shorter(address) => Some(address.host.to_string()),
        Seen::Host(host) => Some(host.to_string()),
        Seen::Mail(_, host) => Some(format!("{LEFT_OUT}@{host}")),
        Seen::Other(_) => None,
    };
    let alone = Host::parse(text).map(|host| host.to_string());
    alone.or_else(|| find(text).iter().find_map(of)).unwrap_or_else(|| LEFT_OUT.to_owned())
}
