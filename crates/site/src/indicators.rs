//! The indicators that pages tell of, by family, and what takes messages apart to hold them against these.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

use sousveil_inspect::{Entry, Head, Kind, Pack, Packs};
use sousveil_text::slug;

use crate::inspection::{Part, Stock};

/// Indicators, and their order by family.
pub struct Indicators {
    packs: Packs<Arc<[u8]>>,
    stock: Stock,
    families: BTreeMap<String, Family>,
    /// By the identifier of a value, one that has it.
    values: HashMap<String, (Kind, String)>,
}

/// What publications call by one name, in whatever writing.
#[derive(Debug, Default)]
pub(crate) struct Family {
    /// How it is written, and how many values have it so.
    names: BTreeMap<String, usize>,
    /// The identifiers of its values, by what they are.
    pub(crate) values: BTreeMap<(Kind, String), String>,
    /// Who published of it.
    pub(crate) publishers: Vec<String>,
    /// The products of the index that it is, by their names.
    pub(crate) products: Vec<String>,
    /// The companies of the index whose it is, by their names.
    pub(crate) vendors: Vec<String>,
}

impl Family {
    /// As most write it; none where nothing is said of a family.
    pub(crate) fn name(&self) -> Option<&str> {
        let most = self.names.iter().max_by_key(|(name, times)| (**times, std::cmp::Reverse(*name)));
        most.map(|(name, _)| name.as_str()).filter(|name| !name.is_empty())
    }

    /// All writings of its name.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }
}

/// The address of what no publication ascribes to a family.
const UNNAMED: &str = "_";

impl Indicators {
    /// Puts the indicators of packs in their order. Values of packs under no known licence stay out of the pages: nobody said that
    /// they may be passed on.
    pub fn new(packs: Packs<Arc<[u8]>>) -> Self {
        let (mut families, mut values) = (BTreeMap::<String, Family>::new(), HashMap::new());
        for pack in packs.iter().filter(|pack| is_open(pack.head())) {
            for entry in pack.entries() {
                let id = identifier(entry.kind, entry.value);
                values.entry(id.clone()).or_insert_with(|| (entry.kind, entry.value.to_owned()));
                for claim in entry.claims() {
                    let origin = claim.origin;
                    let name = origin.family.as_deref().unwrap_or_default();
                    let family = families.entry(address_of(name)).or_default();
                    *family.names.entry(name.to_owned()).or_default() += 1;
                    family.values.insert((entry.kind, entry.value.to_owned()), id.clone());
                    add(&mut family.publishers, origin.publishers.iter());
                    add(&mut family.products, origin.product.iter());
                    add(&mut family.vendors, origin.vendor.iter());
                }
            }
        }
        Self { stock: Stock::of(&packs), packs, families, values }
    }

    /// The packs themselves.
    pub(crate) fn packs(&self) -> &Packs<Arc<[u8]>> {
        &self.packs
    }

    /// What there is to compare with.
    pub(crate) fn stock(&self) -> &Stock {
        &self.stock
    }

    /// All families by their addresses.
    pub(crate) fn families(&self) -> impl Iterator<Item = (&str, &Family)> {
        self.families.iter().map(|(address, family)| (address.as_str(), family))
    }

    /// The family at an address.
    pub(crate) fn family(&self, address: &str) -> Option<&Family> {
        self.families.get(address)
    }

    /// The families that a product or company of the index is called by.
    pub(crate) fn of_entity(&self, id: &str) -> impl Iterator<Item = (&str, &Family)> {
        let is_its = move |family: &Family| family.products.iter().chain(&family.vendors).any(|other| other == id);
        self.families().filter(move |(_, family)| is_its(family))
    }

    /// Everything that is said of the value with that identifier, pack by pack.
    pub(crate) fn of(&self, id: &str) -> Vec<(&Pack<Arc<[u8]>>, Entry<'_>)> {
        let Some((kind, value)) = self.values.get(id) else { return Vec::new() };
        let all = self.packs.look(*kind, value);
        all.filter(|(pack, _)| is_open(pack.head())).collect()
    }

    /// Tells these indicators from others.
    pub(crate) fn fingerprint(&self) -> String {
        let head = |pack: &Pack<Arc<[u8]>>| format!("{:?} {}", pack.head(), pack.len());
        self.packs.iter().map(head).collect::<Vec<_>>().join("\n")
    }
}

impl fmt::Debug for Indicators {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Indicators").field("stock", &self.stock).finish_non_exhaustive()
    }
}

/// Whether its content may be shown to others: somebody said under which licence. SPDX has a word for not saying it.
pub fn is_open(head: &Head) -> bool {
    !["", "unknown", "noassertion", "none"].contains(&head.licence.trim().to_lowercase().as_str())
}

fn add<'a>(list: &mut Vec<String>, more: impl Iterator<Item = &'a String>) {
    more.for_each(|one| {
        if !list.contains(one) {
            list.push(one.clone());
        }
    });
}

/// The last part of the address of a family: the same for writings that differ in cases and signs.
pub(crate) fn address_of(name: &str) -> String {
    if name.chars().any(char::is_alphanumeric) { slug(name).replace('-', "") } else { UNNAMED.to_owned() }
}

/// The last part of the address of a value: it must not name it, since addresses are kept and passed on.
pub(crate) fn identifier(kind: Kind, value: &str) -> String {
    sousveil_model::id::statement_id("indicator", "", &kind.to_string(), value, None).chars().take(16).collect()
}

/// A reader of messages: what one holds; none where as many as can be are read already.
pub type ReadMessage = dyn Fn(&[u8]) -> Option<Vec<Part>> + Send + Sync;

/// Takes apart what somebody pastes. Strangers' messages are read in another room, so whoever builds the site hands it in.
#[derive(Clone)]
pub struct Inspector {
    /// The reader.
    pub read: Arc<ReadMessage>,
    /// Whether others than those who sit at this machine may ask.
    pub for_others: bool,
}

impl fmt::Debug for Inspector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inspector").field("for_others", &self.for_others).finish_non_exhaustive()
    }
}
