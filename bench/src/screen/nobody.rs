//! Names that are on no list.

use std::collections::{BTreeMap, HashSet};

use sousveil_bench::dice::Dice;

use super::enlarge::Words;
use super::form::Listed;

const GIVEN: [&str; 40] = [
    "Maria",
    "Johannes",
    "Fatima",
    "Giovanni",
    "Olga",
    "Pierre",
    "Aigul",
    "Henrik",
    "Lucía",
    "Wei",
    "Priya",
    "Tomasz",
    "Ahmed",
    "Hannah",
    "Dmitri",
    "Ji-woo",
    "Chinwe",
    "Mateo",
    "Leila",
    "Katarzyna",
    "Rustam",
    "Ingrid",
    "Yusuf",
    "Beatriz",
    "Kenji",
    "Svetlana",
    "Omar",
    "Claire",
    "Nikos",
    "Gulnara",
    "Ivan",
    "Aylin",
    "David",
    "Nguyen",
    "Sofia",
    "Andriy",
    "Miriam",
    "Carlos",
    "Eszter",
    "Farhod",
];
const FAMILY: [&str; 40] = [
    "Bergström",
    "Okafor",
    "Rossi",
    "Petrova",
    "Schneider",
    "Karimov",
    "Tanaka",
    "Moreau",
    "Nowak",
    "Silva",
    "Haddad",
    "Lindqvist",
    "Kowalczyk",
    "Nakamura",
    "Papadopoulos",
    "Ferrari",
    "Yilmaz",
    "Sharma",
    "Bondarenko",
    "Horvath",
    "Jansen",
    "Akhmetova",
    "Dubois",
    "Castillo",
    "Weber",
    "Tran",
    "Rahman",
    "Kim",
    "O'Brien",
    "Sidorov",
    "Mansour",
    "Eriksen",
    "Popescu",
    "Fernandes",
    "Abdullaev",
    "Marchetti",
    "Keller",
    "Mwangi",
    "Levy",
    "Novák",
];
const FIRM: [&str; 24] = [
    "Nordlicht",
    "Blue Harbour",
    "Verdana",
    "Alpenblick",
    "Castellano",
    "Greenfield",
    "Riverside",
    "Montclair",
    "Sunrise",
    "Old Mill",
    "Ponte Vecchio",
    "Bellavista",
    "Kestrel",
    "Oakwood",
    "Terranova",
    "Lighthouse",
    "Maplewood",
    "Silverstone",
    "Hanseatic",
    "Fjord",
    "Primavera",
    "Cornerstone",
    "Windmill",
    "Juniper",
];
const TRADE: [&str; 16] = [
    "Bakery",
    "Logistics",
    "Consulting",
    "Trading",
    "Dental Care",
    "Software",
    "Construction",
    "Real Estate",
    "Textiles",
    "Foods",
    "Shipping",
    "Engineering",
    "Advisory",
    "Pharma",
    "Energy",
    "Media",
];
const FORM: [&str; 8] = ["Ltd", "GmbH", "LLC", "S.r.l.", "B.V.", "S.A.", "Inc.", "AB"];

/// The kinds of names that are on no list.
pub const KINDS: [&str; 2] = ["nobody: everyday parts", "nobody: parts of listed names"];

/// The words of every listed name, so that no name is asked that stands there, whole or as a part of one.
pub struct Known<'a> {
    names: BTreeMap<String, HashSet<u32>>,
    words: &'a Words<'a>,
}

impl<'a> Known<'a> {
    /// Nothing yet; names will be put together of these words.
    pub fn new(words: &'a Words<'a>) -> Self {
        Self { names: BTreeMap::new(), words }
    }

    /// Takes in the names of an entity.
    pub fn learn(&mut self, entity: &Listed, number: u32) {
        for word in entity.names().flat_map(parts) {
            self.names.entry(word).or_default().insert(number);
        }
    }

    /// Whether an entity has all these words in its names.
    fn holds(&self, name: &str) -> bool {
        let mut left: Option<HashSet<u32>> = None;
        for word in parts(name) {
            let Some(with) = self.names.get(&word) else { return false };
            left = Some(left.map_or_else(|| with.clone(), |left| left.intersection(with).copied().collect()));
        }
        left.is_some_and(|left| !left.is_empty())
    }

    /// A name on no list, and its schema: a person's or an organisation's.
    pub fn nobody(&self, kind: &str, seed: u64, number: u64) -> Option<(String, &'static str)> {
        let mut dice = Dice::new(13 ^ seed << 32, kind.len() as u64, number);
        let schema = if number.is_multiple_of(2) { "Person" } else { "Organization" };
        (0..50).map(|_| self.put_together(kind, schema, &mut dice)).find(|n| !self.holds(n)).map(|n| (n, schema))
    }

    fn put_together(&self, kind: &str, schema: &str, dice: &mut Dice) -> String {
        let pool = self.words.get(schema).map_or(&[][..], Vec::as_slice);
        match (kind == KINDS[0], schema) {
            (true, "Person") => format!("{} {}", dice.one(&GIVEN), dice.one(&FAMILY)),
            (true, _) => format!("{} {} {}", dice.one(&FIRM), dice.one(&TRADE), dice.one(&FORM)),
            (false, "Person") => format!("{} {}", dice.one(pool), dice.one(pool)),
            (false, _) => format!("{} {} {}", dice.one(pool), dice.one(pool), dice.one(pool)),
        }
    }
}

fn parts(name: &str) -> impl Iterator<Item = String> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}
