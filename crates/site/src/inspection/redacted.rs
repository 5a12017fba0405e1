//! The answer without what tells of the one who asks: for people whom he does not know.

use std::collections::HashMap;
use std::hash::Hash;

use sousveil_inspect::{Address, Ask, Host, Kind, Seen, Unread, Weight, find};

use super::{Answer, Hit, LEFT_OUT, Missed, Noted, Stock};

/// Endings that names of files have, as far as they may be told: anything else may be a name of a person.
const ENDINGS: &str = "7z apk app avi bat chm cmd com cpl dll dmg doc docm docx dot dotm eml exe gif gz hta htm html img \
    iso jar jpeg jpg js jse lnk mobileconfig mp3 mp4 msg msi odt one pdf pif png ppt pptm pptx ps1 rar \
    rtf scr svg tar txt url vbe vbs vhd wsf xls xlsm xlsx zip";

/// Words by which servers tell what they found of a sender (RFC 8601, 2.7).
const RESULTS: [&str; 9] =
    ["pass", "fail", "softfail", "neutral", "none", "temperror", "permerror", "policy", "hardfail"];

impl<'p> Answer<'p> {
    /// The same, cut down to what publications and machines know already, and what each `#1` in it stands for.
    ///
    /// Of addresses there remains what the indicator says of them, else their host: what follows often names the one whom
    /// it was sent to. Of mailboxes their host, of names of files their endings, of places a number. What says nothing by
    /// itself is not told at all, since it only tells which sites somebody uses. Nor are packs whose licence nobody told.
    pub fn redacted(&self) -> (Self, Vec<String>) {
        let (mut inputs, mut numbers) = (Vec::new(), HashMap::new());
        let mut number = |place: &str| {
            let input = self.input_of(place);
            let number = *numbers.entry(input.to_owned()).or_insert_with(|| {
                inputs.push(input.to_owned());
                inputs.len()
            });
            format!("#{number}")
        };
        let (mut hits, mut known) = (Vec::<Hit<'p>>::new(), HashMap::new());
        for hit in &self.hits {
            let mut findings = hit.findings.clone();
            findings.retain(|finding| finding.weight != Weight::Trap);
            if findings.is_empty() {
                continue;
            }
            let seen = cut(hit);
            let (place, visited, times) = (number(&hit.place), hit.visited.clone(), hit.times);
            let at = *known.entry((place.clone(), visited.clone(), seen.clone())).or_insert(hits.len());
            match hits.get_mut(at) {
                Some(same) => same.times += times,
                None => hits.push(Hit { place, line: None, visited, seen, findings, times }),
            }
        }
        let asks = together(self.asks.iter().map(|one| one.with(number(&one.place), question(&one.what))));
        // Which rules somebody could not use is his own concern.
        let unread = self.unread.iter().filter(|one| !matches!(one.what, Missed::Told(Unread::RuleLeftOut { .. })));
        let unread = together(unread.map(|one| one.with(number(&one.place), reason(&one.what))));
        // Which packs somebody has tells with whom he works.
        let stock = Stock { packs: Vec::new(), ..self.stock.clone() };
        let answer = Self {
            hits,
            asks,
            unread,
            inputs: self.inputs,
            seen: self.seen,
            rules: self.rules,
            for_others: true,
            ..Self::new(stock)
        };
        (answer, inputs)
    }

    /// The input in which a place lies; names of files may have the sign in them that parts a place.
    fn input_of<'a>(&self, place: &'a str) -> &'a str {
        let ends = place.match_indices(" › ").map(|(at, _)| at).chain([place.len()]);
        let inputs = ends.filter_map(|end| place.get(..end)).filter(|input| self.places.contains(*input));
        inputs.last().unwrap_or(place)
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
            page.map_or_else(|| Seen::Host(address.host().clone()), Seen::Address)
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
        Ask::RemotePart { target } => Ask::RemotePart { target: fetched_from(target) },
        Ask::LinkText { text, target } => Ask::LinkText { text: site(text), target: host(target) },
        Ask::SenderName { name, address } => Ask::SenderName { name: site(name), address: site(address) },
        Ask::LookAlike { host, like, whose: _ } => {
            Ask::LookAlike { host: host.clone(), like: like.clone(), whose: LEFT_OUT.to_owned() }
        }
        // The server that took a message in is often that of the one who got it.
        Ask::Authentication { by: _, results } => {
            let is_known = |word: &&str| word.split_once('=').is_some_and(|(_, found)| RESULTS.contains(&found));
            let results = results.split(' ').filter(is_known).collect::<Vec<_>>().join(" ");
            Ask::Authentication { by: LEFT_OUT.to_owned(), results }
        }
        // The name of its file may be that of a case, and what it says that of a person. Its own is what makes it known to others.
        Ask::Rule { rule, .. } => Ask::Rule { rule: rule.clone(), file: LEFT_OUT.to_owned(), says: String::new() },
        Ask::EncryptedArchive { .. } | Ask::Macro | Ask::HtmlScript => ask.clone(),
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

/// The last two endings of a name of a file, as far as they are some.
fn ending(name: &str) -> String {
    let parts = name.rsplit('.').take(name.matches('.').count().min(2)).map(|part| part.trim().to_lowercase());
    let is_known = |part: &String| ENDINGS.split(' ').any(|ending| ending == part);
    let endings: Vec<String> = parts.take_while(is_known).collect();
    endings.iter().rev().fold(LEFT_OUT.to_owned(), |whole, ending| format!("{whole}.{ending}"))
}

/// The host of an address that is fetched; what lies in a folder is none.
fn fetched_from(target: &str) -> String {
    let lower = target.trim().to_lowercase();
    let begins = ["http://", "https://", "ftp://", "mhtml:http", "\\\\"];
    if begins.iter().any(|begin| lower.starts_with(begin)) { host(target) } else { LEFT_OUT.to_owned() }
}

/// The host in a link, a mailbox or a name.
fn host(text: &str) -> String {
    found(text).map_or_else(|| LEFT_OUT.to_owned(), |host| host.to_string())
}

/// What was registered of it: the names below may be made of one of a person.
fn site(text: &str) -> String {
    let host = found(text);
    let site = host.as_ref().and_then(|host| host.registered().map(str::to_owned));
    site.or_else(|| host.map(|host| host.to_string())).unwrap_or_else(|| LEFT_OUT.to_owned())
}

fn found(text: &str) -> Option<Host> {
    let of = |seen: Seen| match seen {
        Seen::Address(address) | Seen::Shorter(address) => Some(address.host().clone()),
        Seen::Host(host) | Seen::Mail(_, host) => Some(host),
        Seen::Other(_) => None,
    };
    Host::parse(text).or_else(|| find(text).into_iter().find_map(of))
}
