//! Every schema of FollowTheMoney with its properties (version 4.11.2 of the Python package), for data that come in
//! FollowTheMoney's own terms: lists of sanctions, registers.
//!
//! The facts are those of `ftm dump-model`, and lie in `schemata.txt`; a conformance test compares the two.
//! [`super::schema`] is the part that we write ourselves.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::schema::Kind;

/// One schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FtmSchema {
    /// Its name, such as `LegalEntity`.
    pub name: &'static str,
    /// What people call one of it.
    pub label: &'static str,
    /// What people call several.
    pub plural: &'static str,
    /// The schemata that it extends, without those that they extend.
    pub extends: Vec<&'static str>,
    /// All schemata that it is: itself first, then what it extends, each once.
    pub is: Vec<&'static str>,
    /// Whether no entity is of it itself.
    pub is_abstract: bool,
    /// Whether its entities are compared with others.
    pub matchable: bool,
    /// The properties that may name an entity, the best first.
    pub caption: Vec<&'static str>,
    /// Properties without which an entity is not valid.
    pub required: Vec<&'static str>,
    /// The two properties that an edge leads from and to, own or inherited.
    pub edge: Option<(&'static str, &'static str)>,
    /// Its properties, own and inherited, sorted by name.
    pub properties: Vec<FtmProperty>,
}

/// One property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FtmProperty {
    /// Its name.
    pub name: &'static str,
    /// The schema that declares it.
    pub schema: &'static str,
    /// Its type.
    pub kind: Kind,
    /// Whether it is used to compare entities.
    pub matchable: bool,
    /// For entities: the schema that the other one must be of.
    pub range: Option<&'static str>,
    /// For entities: the name of the way back.
    pub reverse: Option<&'static str>,
}

impl FtmSchema {
    /// The schema of that name.
    ///
    /// ```
    /// use sousveil_model::ftm::FtmSchema;
    /// let company = FtmSchema::named("Company").expect("there is one");
    /// assert!(company.is_a("LegalEntity") && company.property("leiCode").is_some());
    /// assert!(FtmSchema::named("Starship").is_none());
    /// ```
    pub fn named(name: &str) -> Option<&'static Self> {
        ALL.get(name)
    }

    /// All schemata, by name.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        ALL.values()
    }

    /// Whether it is the schema of that name, or extends it.
    pub fn is_a(&self, name: &str) -> bool {
        self.is.contains(&name)
    }

    /// Its property of that name, own or inherited.
    pub fn property(&self, name: &str) -> Option<&FtmProperty> {
        self.properties.binary_search_by(|p| p.name.cmp(name)).ok().and_then(|at| self.properties.get(at))
    }

    /// Whether who asks for this schema may mean an entity of the other one: it is the same, or one extends the other
    /// and the other's entities are compared at all. A question for a `Company` may mean what a list calls a
    /// `LegalEntity`, one for a `LegalEntity` a `Person`, one for a `Person` never a `Company`.
    pub fn may_mean(&self, other: &Self) -> bool {
        self.name == other.name || other.matchable && (self.is_a(other.name) || other.is_a(self.name))
    }
}

static ALL: LazyLock<BTreeMap<&'static str, FtmSchema>> = LazyLock::new(|| {
    let declared = declared(include_str!("schemata.txt"));
    declared.keys().map(|&name| (name, whole(name, &declared))).collect()
});

/// A schema as its lines declare it: `properties` are its own.
fn declared(text: &'static str) -> BTreeMap<&'static str, FtmSchema> {
    let mut all = BTreeMap::new();
    let mut now = "";
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix("  ") {
            None => {
                let (name, extends) = line.split_once(':').unwrap_or((line, ""));
                now = name;
                all.insert(name, FtmSchema { extends: words(extends), ..nameless(name) });
            }
            Some(said) => {
                let (key, rest) = said.split_once(' ').unwrap_or((said, ""));
                if let Some(schema) = all.get_mut(now) {
                    say(schema, key, rest);
                }
            }
        }
    }
    all
}

fn nameless(name: &'static str) -> FtmSchema {
    FtmSchema {
        name,
        label: name,
        plural: name,
        extends: Vec::new(),
        is: Vec::new(),
        is_abstract: false,
        matchable: false,
        caption: Vec::new(),
        required: Vec::new(),
        edge: None,
        properties: Vec::new(),
    }
}

fn words(text: &'static str) -> Vec<&'static str> {
    text.split_ascii_whitespace().collect()
}

fn say(schema: &mut FtmSchema, key: &str, rest: &'static str) {
    match key {
        "label" => (schema.label, schema.plural) = rest.split_once(" | ").unwrap_or((rest, rest)),
        "abstract" => schema.is_abstract = true,
        "matchable" => schema.matchable = true,
        "caption" => schema.caption = words(rest),
        "required" => schema.required = words(rest),
        "edge" => schema.edge = rest.split_once(' '),
        kind => {
            if let Some(kind) = Kind::named(kind) {
                schema.properties.extend(rest.split(' ').map(|word| property(schema.name, kind, word)));
            }
        }
    }
}

fn property(schema: &'static str, kind: Kind, word: &'static str) -> FtmProperty {
    let (word, matchable) = match word.strip_prefix('~') {
        Some(word) => (word, false),
        None => (word, kind.is_matchable()),
    };
    let (name, leads) = word.split_once('>').map_or((word, None), |(name, leads)| (name, Some(leads)));
    let (range, reverse) = leads.map_or((None, None), |leads| match leads.split_once('<') {
        Some((range, reverse)) => (Some(range), Some(reverse)),
        None => (Some(leads), None),
    });
    FtmProperty { name, schema, kind, matchable, range, reverse }
}

/// The schema with all that it inherits.
fn whole(name: &'static str, declared: &BTreeMap<&'static str, FtmSchema>) -> FtmSchema {
    let mut is = vec![name];
    let mut at = 0;
    while let Some(schema) = is.get(at).and_then(|name| declared.get(name)) {
        let more: Vec<_> = schema.extends.iter().copied().filter(|name| !is.contains(name)).collect();
        is.extend(more);
        at += 1;
    }
    let own = declared.get(name).cloned().unwrap_or_else(|| nameless(name));
    let of = |name: &&str| declared.get(*name).into_iter().flat_map(|schema| schema.properties.iter().copied());
    let mut properties: Vec<FtmProperty> = Vec::new();
    for property in is.iter().flat_map(of) {
        // What is nearer comes first and covers what is farther.
        if properties.iter().all(|known| known.name != property.name) {
            properties.push(property);
        }
    }
    properties.sort_by_key(|property| property.name);
    FtmSchema { is, properties, ..own }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_understood() {
        let known = ["label", "abstract", "matchable", "caption", "required", "edge"];
        for line in include_str!("schemata.txt").lines().filter_map(|line| line.strip_prefix("  ")) {
            let key = line.split(' ').next().unwrap_or_default();
            assert!(known.contains(&key) || Kind::named(key).is_some(), "{line}");
        }
        for schema in FtmSchema::all() {
            assert!(schema.is.iter().all(|name| FtmSchema::named(name).is_some()), "{schema:?}");
            let named = [&schema.caption, &schema.required].into_iter().flatten().copied();
            let ends = schema.edge.into_iter().flat_map(|(from, to)| [from, to]);
            for name in named.chain(ends) {
                assert!(schema.property(name).is_some(), "{}:{name}", schema.name);
            }
            for property in &schema.properties {
                assert_eq!(property.kind == Kind::Entity, property.range.is_some(), "{property:?}");
                assert!(property.range.is_none_or(|range| FtmSchema::named(range).is_some()), "{property:?}");
            }
        }
    }

    #[test]
    fn who_may_be_meant() {
        let may = |asked: &str, found: &str| {
            let schema = |name| FtmSchema::named(name).unwrap_or_else(|| panic!("{name}"));
            schema(asked).may_mean(schema(found))
        };
        for (asked, found) in [
            ("LegalEntity", "Person"),
            ("Company", "LegalEntity"),
            ("Company", "Organization"),
            ("PublicBody", "Organization"),
            ("Thing", "Vessel"),
            ("Asset", "Asset"),
            ("Vehicle", "Airplane"),
        ] {
            assert!(may(asked, found), "{asked} {found}");
        }
        for (asked, found) in
            [("Person", "Company"), ("Company", "Asset"), ("Thing", "Article"), ("Vessel", "Airplane")]
        {
            assert!(!may(asked, found), "{asked} {found}");
        }
    }
}
