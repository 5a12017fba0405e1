//! Which indicators fit what was seen, and what that says.

use crate::observable::{Address, Host, Kind, Reach};
use crate::pack::{Entry, Head, Packs};
use crate::seen::Seen;
use crate::trap::{Trap, Traps};

/// An indicator that fits.
#[derive(Clone, Copy, Debug)]
pub struct Finding<'p> {
    /// The indicator, with all that is said of it.
    pub entry: Entry<'p>,
    /// The pack that has it.
    pub pack: &'p Head,
    /// How it fits.
    pub how: How,
    /// What that says.
    pub weight: Weight,
}

/// How an indicator fits what was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::Display)]
#[strum(serialize_all = "snake_case")]
pub enum How {
    /// It is the same.
    Same,
    /// The same address, with a query that the indicator has not.
    WithQuery,
    /// An address below the indicator's.
    BelowAddress,
    /// A name below the indicator's.
    BelowHost,
    /// The host of the address, or of the mailbox.
    HostOf,
    /// A name above the host of the address, or of the mailbox.
    AboveHostOf,
}

/// What it says that an indicator fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::Display)]
#[strum(serialize_all = "snake_case")]
pub enum Weight {
    /// The publication ties what was seen to what it describes. Nothing more: not that anybody was infected.
    Match,
    /// It did, until a day that is past.
    Expired,
    /// It did, and took it back.
    Revoked,
    /// The value stands in a list and says nothing by itself ([`crate::Traps`]).
    Trap,
}

/// Everything that fits, the strongest first. `day` (year × 10,000 + month × 100 + day) is when it was seen; without it nothing
/// is expired.
pub fn judge<'p, B: AsRef<[u8]>>(packs: &'p Packs<B>, seen: &Seen, day: Option<u32>) -> Vec<Finding<'p>> {
    let mut found = Vec::new();
    let mut add = |kind: Kind, value: &str, how: How| {
        for (pack, entry) in packs.look(kind, value) {
            found.push(Finding { entry, pack: pack.head(), how, weight: weight(&entry, day) });
        }
    };
    match seen {
        Seen::Address(address) => {
            pages(packs, address, &mut add);
            machine(address.host(), (How::HostOf, How::AboveHostOf), &mut add);
        }
        Seen::Shorter(address) => pages(packs, address, &mut add),
        Seen::Host(host) => machine(host, (How::Same, How::BelowHost), &mut add),
        Seen::Mail(whole, host) => {
            add(Kind::Email, whole, How::Same);
            machine(host, (How::HostOf, How::AboveHostOf), &mut add);
        }
        Seen::Other(observable) => add(observable.kind(), observable.value(), How::Same),
    }
    // A trap says something only to whom asks for the value itself.
    found.retain(|finding| finding.weight != Weight::Trap || matches!(finding.how, How::Same | How::HostOf));
    found.sort_by_key(|finding| (finding.weight, finding.how));
    found
}

fn pages<B: AsRef<[u8]>>(packs: &Packs<B>, address: &Address, add: &mut impl FnMut(Kind, &str, How)) {
    if !packs.may_have_pages_on(&address.host().written()) {
        return;
    }
    // On a host of everybody's another path is another person's page, and on a platform another query is, too.
    let around = Traps::around(address.host());
    for (key, reach) in address.keys() {
        match reach {
            Reach::Same => add(Kind::Url, key, How::Same),
            Reach::Path if !address.has_query() => add(Kind::Url, key, How::Same),
            Reach::Path if !around.has(Trap::Platform) => add(Kind::Url, key, How::WithQuery),
            Reach::Below if around.is_empty() => add(Kind::Url, key, How::BelowAddress),
            Reach::Path | Reach::Below => {}
        }
    }
}

fn machine(host: &Host, (same, above): (How, How), add: &mut impl FnMut(Kind, &str, How)) {
    if let Host::Ip(ip) = host {
        add(Kind::Ip, &ip.to_string(), same);
    }
    for (at, name) in host.with_parents().enumerate() {
        add(Kind::Host, name, if at == 0 { same } else { above });
    }
}

fn weight(entry: &Entry<'_>, day: Option<u32>) -> Weight {
    // A whole address on a shortener is none of its traps: those of an entry are of its own value.
    if !entry.traps().is_empty() {
        return Weight::Trap;
    }
    let mut weight = Weight::Revoked;
    for claim in entry.claims() {
        let past = claim.until.zip(day).is_some_and(|(until, day)| day > until);
        weight = weight.min(match (claim.revoked, past) {
            (true, _) => Weight::Revoked,
            (_, true) => Weight::Expired,
            _ => Weight::Match,
        });
    }
    weight
}

impl Finding<'_> {
    /// Why the indicator says nothing by itself.
    pub fn traps(&self) -> impl Iterator<Item = Trap> {
        self.entry.traps().iter()
    }
}
