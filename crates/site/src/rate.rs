//! How much one reader may ask: tokens that come back with time, for every address that can be told from others.
//!
//! Behind an onion service, or a proxy that is not named in the configuration, all readers have one address: that of
//! this machine or of its own network. They can't be told apart, so for such addresses only the bounds count that hold
//! for everybody together; else a flood by one would shut out all.
//! Addresses are kept as hashes under a key that is drawn at each start, in memory only, and for minutes only.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, HeaderName};

use crate::address::decode;
use crate::formats::Format;

/// What one address may ask.
#[derive(Debug, Clone)]
pub struct Rate {
    /// Tokens that come back to an address each second; `0` turns the limit off. A page costs one; a list, a search,
    /// another page of the first level or a feed two; an entry as CSV, JSON or citations three, a whole list in such a
    /// form five, a workbook or a picture ten, all claims forty. What browsers fetch beside a page costs nothing.
    pub per_second: u32,
    /// Tokens that an address has at most, and at first.
    pub burst: u32,
    /// How many long answers one address may take at once; more get 429.
    pub streams: usize,
    /// How many addresses are remembered at once. Where there are more at the same time, the rest is bounded only
    /// by what holds for everybody together.
    pub addresses: usize,
    /// The proxy before this server, if there is one that tells the addresses of readers.
    pub proxy: Option<Proxy>,
}

/// A proxy that is believed.
#[derive(Debug, Clone)]
pub struct Proxy {
    /// The addresses from which it asks. From others the header is passed over, since everybody can write it.
    pub addresses: Vec<IpAddr>,
    /// The header in which it names the reader's address. Of several values the last counts: the proxy's own.
    pub header: HeaderName,
}

impl Default for Rate {
    fn default() -> Self {
        // Five lists a second without end pass, and a browser that opens some hundred tabs at once.
        Self { per_second: 12, burst: 600, streams: 6, addresses: 65_536, proxy: None }
    }
}

/// The address at the other end of a connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

/// Stands for an address; the address can't be found from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Client(u64);

/// How often what is remembered is looked through for what is no longer needed.
const SWEEP: Duration = Duration::from_secs(60);
/// The same while it is full.
const HASTY_SWEEP: Duration = Duration::from_secs(1);

/// What all addresses have left.
#[derive(Debug)]
pub(crate) struct Buckets {
    rate: Rate,
    key: RandomState,
    begun: Instant,
    open: Arc<Mutex<HashMap<Client, usize>>>,
    spent: Mutex<Spent>,
}

/// By address, when it will have all its tokens again, in nanoseconds since the start. Who has them is forgotten:
/// that makes no difference.
#[derive(Debug, Default)]
struct Spent {
    full_at: HashMap<Client, u64>,
    swept: u64,
}

impl Buckets {
    pub(crate) fn new(rate: Rate) -> Self {
        Self { rate, key: RandomState::new(), begun: Instant::now(), open: Arc::default(), spent: Mutex::default() }
    }

    /// Who asks, where that can be told.
    pub(crate) fn client(&self, peer: Option<Peer>, headers: &HeaderMap) -> Option<Client> {
        let peer = peer?.0.to_canonical();
        let proxy = self.rate.proxy.as_ref().filter(|p| p.addresses.iter().any(|a| a.to_canonical() == peer));
        let reader = match proxy {
            Some(proxy) => named_by_proxy(headers, &proxy.header)?,
            None => Some(peer).filter(|p| !near(p))?,
        };
        (!reader.is_loopback()).then(|| Client(self.key.hash_one(network(reader))))
    }

    /// Who asks by a key.
    pub(crate) fn holder(&self, key: &[u8; 32]) -> Client {
        // Told apart from every address by its kind.
        Client(self.key.hash_one(("key", key)))
    }

    /// Takes tokens.
    ///
    /// # Errors
    /// How long to wait, where there are too few.
    pub(crate) fn take(&self, client: Client, cost: u32, now: Instant) -> Result<(), Duration> {
        let Some(token) = 1_000_000_000_u64.checked_div(u64::from(self.rate.per_second)) else { return Ok(()) };
        if cost == 0 {
            return Ok(());
        }
        let now = u64::try_from(now.saturating_duration_since(self.begun).as_nanos()).unwrap_or(u64::MAX);
        let burst = u64::from(self.rate.burst.max(1)).saturating_mul(token);
        // What costs more than all that fits must still be had with all that fits.
        let price = u64::from(cost).saturating_mul(token).min(burst);
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let full_at = spent.full_at.get(&client).copied();
        let then = full_at.unwrap_or(now).max(now).saturating_add(price);
        let over = (then - now).saturating_sub(burst);
        if over > 0 {
            return Err(Duration::from_nanos(over));
        }
        let crowded = full_at.is_none() && spent.full_at.len() >= self.rate.addresses;
        let pause = if crowded { HASTY_SWEEP } else { SWEEP };
        if u128::from(now.saturating_sub(spent.swept)) > pause.as_nanos() {
            spent.swept = now;
            spent.full_at.retain(|_, full_at| *full_at > now);
        }
        if full_at.is_some() || spent.full_at.len() < self.rate.addresses {
            spent.full_at.insert(client, then);
        }
        Ok(())
    }

    /// A place for a long answer; `None` where the address has its share already.
    pub(crate) fn share(&self, client: Option<Client>) -> Option<Share> {
        let share = Share { open: Arc::clone(&self.open), client };
        if let Some(client) = client {
            let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            let count = open.entry(client).or_default();
            *count += 1;
            if *count > self.rate.streams {
                drop(open);
                // Its end takes back what was just counted.
                drop(share);
                return None;
            }
        }
        Some(share)
    }
}

/// A long answer that counts for its address until it ends.
#[derive(Debug)]
pub(crate) struct Share {
    open: Arc<Mutex<HashMap<Client, usize>>>,
    client: Option<Client>,
}

impl Drop for Share {
    fn drop(&mut self) {
        let Some(client) = self.client else { return };
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&client) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                open.remove(&client);
            }
        }
    }
}

/// What an address costs: how much work it can make, not how long its answer is in this dataset.
pub(crate) fn cost(path: &str) -> u32 {
    match path {
        // What tells whether the server lives, and what browsers fetch beside a page.
        "/healthz" | "/robots.txt" | "/favicon.ico" => return 0,
        "/claims.jsonl" => return 40,
        // A process of its own takes a message apart; the empty form is as cheap as it is rare.
        crate::pages::inspect::ADDRESS => return 10,
        path if crate::style::is_one(path) => return 0,
        // As much work as a workbook.
        path if path.ends_with(".png") => return 10,
        path if crate::api::is_here(path) => return crate::api::cost(path),
        _ => {}
    }
    let depth = path.split('/').filter(|part| !part.is_empty()).count();
    // As the router reads it: `uz%2Ecsv` gives what `uz.csv` gives.
    let last = decode(path.rsplit('/').next().unwrap_or_default());
    match (Format::split(&last), depth) {
        (None | Some((_, Format::Html)), 1) => 2,
        (None | Some((_, Format::Html)), _) => 1,
        (Some((_, Format::Atom)), _) => 2,
        (Some((_, Format::Xlsx)), _) => 10,
        (Some(_), 1) => 5,
        (Some(_), _) => 3,
    }
}

/// Whether an address belongs to this machine or its own network, where proxies and containers have theirs.
fn near(address: &IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

/// The part of an address that one reader has: of IPv6 the first half, since the rest is theirs to choose.
fn network(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => (v6.to_bits() >> 64) << 64,
    }
}

/// The address that the proxy names.
fn named_by_proxy(headers: &HeaderMap, name: &HeaderName) -> Option<IpAddr> {
    let value = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    let last = value.rsplit(',').next()?.trim();
    let bare = last.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse().ok().or_else(|| last.parse::<SocketAddr>().ok().map(|a| a.ip()))?;
    Some(IpAddr::to_canonical(&address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn buckets(rate: Rate) -> Buckets {
        Buckets::new(rate)
    }

    fn client(buckets: &Buckets, address: &str) -> Option<Client> {
        buckets.client(Some(Peer(address.parse().unwrap())), &HeaderMap::new())
    }

    #[test]
    fn a_script_that_pages_through_lists_passes_and_a_flood_does_not() {
        let buckets = buckets(Rate::default());
        let begin = Instant::now();
        let reader = client(&buckets, "192.0.2.1").unwrap();
        for n in 0..5 * 3600 {
            let now = begin + Duration::from_millis(200 * n);
            assert_eq!(buckets.take(reader, cost("/transfers"), now), Ok(()), "request {n}");
        }
        let flood = client(&buckets, "192.0.2.2").unwrap();
        let passed = (0..10_000).filter(|n| buckets.take(flood, 1, begin + Duration::from_millis(*n)).is_ok()).count();
        assert!((600..=730).contains(&passed), "{passed} of 10,000 in ten seconds");
        // The wait that is told is enough, and not much more.
        let now = begin + Duration::from_secs(10);
        let wait = (0..100).find_map(|_| buckets.take(flood, 5, now).err()).unwrap_or_default();
        assert!(wait > Duration::ZERO && wait < Duration::from_secs(1), "{wait:?}");
        assert_eq!(buckets.take(flood, 5, now + wait), Ok(()));
    }

    #[test]
    fn what_costs_more_than_fits_can_be_had_once_and_nothing_is_free_but_what_is() {
        let buckets = buckets(Rate { per_second: 1, burst: 3, ..Rate::default() });
        let (now, reader) = (Instant::now(), Client(7));
        assert_eq!(buckets.take(reader, 40, now), Ok(()));
        assert_eq!(buckets.take(reader, 0, now), Ok(()));
        assert!(buckets.take(reader, 1, now).is_err());
        assert_eq!(buckets.take(reader, 1, now + Duration::from_secs(2)), Ok(()));
        let off = self::buckets(Rate { per_second: 0, ..Rate::default() });
        assert!((0..10_000).all(|_| off.take(reader, 40, now).is_ok()));
    }

    #[test]
    fn no_more_addresses_are_remembered_than_said_and_the_old_are_forgotten() {
        let rate = Rate { addresses: 100, ..Rate::default() };
        let buckets = buckets(rate);
        let begin = Instant::now();
        let held = || buckets.spent.lock().map_or(0, |s| s.full_at.len());
        for n in 0..1000 {
            assert_eq!(buckets.take(Client(n), 600, begin), Ok(()));
        }
        assert_eq!(held(), 100);
        assert!(buckets.take(Client(0), 1, begin).is_err(), "who is remembered is bound");
        assert_eq!(buckets.take(Client(5000), 1, begin + Duration::from_secs(120)), Ok(()));
        assert_eq!(held(), 1, "who has all tokens again is forgotten");
    }

    #[test]
    fn readers_are_told_apart_by_network_and_never_near_by() {
        let buckets = buckets(Rate::default());
        let of = |address: &str| client(&buckets, address);
        assert_eq!((of("127.0.0.1"), of("::1"), of("::ffff:127.0.0.1")), (None, None, None));
        for near in ["10.0.0.1", "172.17.0.1", "192.168.1.1", "169.254.0.1", "fd00::1", "fe80::1", "::ffff:10.0.0.1"] {
            assert_eq!(of(near), None, "{near}");
        }
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
        assert_eq!(of("192.0.2.1"), of("::ffff:192.0.2.1"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(buckets.client(None, &HeaderMap::new()), None);
    }

    #[test]
    fn only_the_proxy_s_own_word_is_believed() {
        let header = HeaderName::from_static("x-forwarded-for");
        let addresses = ["127.0.0.1", "198.51.100.7"].map(|a| a.parse().unwrap()).to_vec();
        let proxy = Proxy { addresses, header: header.clone() };
        let behind = buckets(Rate { proxy: Some(proxy), ..Rate::default() });
        let asked = |peer: &str, value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header.clone(), value.parse().unwrap());
            behind.client(Some(Peer(peer.parse().unwrap())), &headers)
        };
        let plain = asked("203.0.113.9", "");
        assert!(plain.is_some());
        for told in
            ["203.0.113.9", "10.0.0.1, 203.0.113.9", "203.0.113.9:4711", "::ffff:203.0.113.9", "evil,203.0.113.9"]
        {
            assert_eq!(asked("127.0.0.1", told), plain, "{told}");
            assert_eq!(asked("198.51.100.7", told), plain, "{told}");
        }
        assert_eq!(asked("127.0.0.1", "[2001:db8::5]:80"), asked("2001:db8::6", ""));
        // Whom the proxy names may be of its own network.
        assert!(asked("127.0.0.1", "10.0.0.1").is_some());
        // A stranger who writes the header is known by the connection; a word that is no address tells nobody.
        assert_eq!(asked("203.0.113.9", "192.0.2.1"), plain);
        assert_eq!(
            (asked("127.0.0.1", "unknown"), asked("127.0.0.1", ""), asked("127.0.0.1", "::1")),
            (None, None, None)
        );
        let without = buckets(Rate::default());
        let headers = HeaderMap::from_iter([(header, "192.0.2.1".parse().unwrap())]);
        assert_eq!(without.client(Some(Peer("127.0.0.1".parse().unwrap())), &headers), None, "off by default");
    }

    #[test]
    fn an_address_has_a_share_of_the_long_answers() {
        let buckets = buckets(Rate { streams: 2, ..Rate::default() });
        let held = [buckets.share(Some(Client(1))), buckets.share(Some(Client(1)))];
        assert!(held.iter().all(Option::is_some) && buckets.share(Some(Client(1))).is_none());
        assert!(buckets.share(Some(Client(2))).is_some() && buckets.share(None).is_some());
        drop(held);
        assert!(buckets.share(Some(Client(1))).is_some());
        assert!(buckets.open.lock().is_ok_and(|open| open.is_empty()), "who holds none is forgotten");
    }

    #[test]
    fn what_makes_more_work_costs_more() {
        let costs = ["/healthz", "/countries/uz", "/", "/transfers", "/search", "/countries/uz.csv", "/transfers.csv"];
        let costs = costs.map(cost);
        assert_eq!(costs, [0, 1, 1, 2, 2, 3, 5]);
        assert_eq!(
            (cost("/claims.jsonl"), cost("/search.xlsx"), cost("/search.csl.json"), cost("/x.pdf")),
            (40, 10, 5, 2)
        );
        for written in ["/countries/uz%2Ecsv", "/countries/uz%2ecsv", "/countries/uz.c%73v", "/countries/%75z.csv"] {
            assert_eq!(cost(written), cost("/countries/uz.csv"), "{written}");
        }
    }
}
