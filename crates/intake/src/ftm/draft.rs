//! An entity of ours in the making, from one of FollowTheMoney's.

use std::collections::{BTreeMap, BTreeSet};

use sousveil_model::claim::{EXISTENCE, Origin};
use sousveil_model::tables::{Table, table};
use sousveil_model::{Claim, Country, Entity, Evidence, EvidenceKind, Grade, Id, PartialDate, Text};

use super::index::Index;
use super::thing::{Stated, Thing};

/// What is said where several datasets tell of a thing and the file does not tell which of them states a value.
const NOT_SAID: &str = "The exchange file does not say which of the sources states this value.";

/// An entity that is ready, and what was lost and mended on the way.
pub(super) struct Finished {
    /// The entity.
    pub(super) entity: Entity,
    /// Values without a column, by schema and property.
    pub(super) left_out: BTreeMap<String, u64>,
    /// Kind, before, after.
    pub(super) repairs: Vec<(&'static str, String, String)>,
}

/// The draft.
pub(super) struct Draft<'a> {
    pub(super) thing: &'a Thing,
    pub(super) table: &'static Table,
    id: Id,
    origin: Option<Origin>,
    /// Who says that it exists.
    existence: Vec<Evidence>,
    claims: Vec<Claim>,
    used: BTreeSet<&'a str>,
    left_out: BTreeMap<String, u64>,
    repairs: Vec<(&'static str, String, String)>,
    evidence: Basis,
}

/// What values rest on.
enum Basis {
    /// Nothing: the rows of sources speak for themselves.
    None,
    /// These sources, by the name of their dataset.
    Datasets(Vec<(String, Id)>),
    /// These sources of our own.
    Sources(Vec<Id>),
}

impl<'a> Draft<'a> {
    /// A draft that rests on the datasets that the thing names.
    pub(super) fn strange(thing: &'a Thing, name: &str, index: &Index<'_>) -> Result<Self, String> {
        let table = table(name).ok_or_else(|| format!("no table {name}"))?;
        let mut draft = Self::new(thing, table, id_for(name, &thing.id, index)?);
        if table.has_sources() {
            let datasets: Vec<(String, Id)> =
                thing.datasets.iter().map(|name| (name.clone(), source_id(name))).collect();
            let locator = Some(Text::from(format!("entity {}", sousveil_text::tidy(&thing.id))));
            draft.existence = datasets
                .iter()
                .map(|(_, id)| Evidence {
                    locator: locator.clone(),
                    ..Evidence::says(Some(id.clone()), Some(Grade::Alleged))
                })
                .collect();
            draft.evidence = Basis::Datasets(datasets);
        }
        let known = thing.datasets.iter().map(|d| key(d)).find(|key| index.has_origin(key));
        let has = |heading: &str| table.column(heading).is_some();
        if let Some(key) = known.filter(|_| has("origin")) {
            draft.origin =
                Some(Origin { key: key.into(), id: has("origin_id").then(|| sousveil_text::tidy(&thing.id).into()) });
        }
        Ok(draft)
    }

    /// A draft of what the folder itself exported, resting on these sources.
    pub(super) fn home(thing: &'a Thing, table: &'static Table, id: Id, sources: Vec<(Id, Option<Grade>)>) -> Self {
        let mut draft = Self::new(thing, table, id);
        if table.has_sources() {
            draft.existence = sources.iter().map(|(id, grade)| Evidence::says(Some(id.clone()), *grade)).collect();
            draft.evidence = Basis::Sources(sources.into_iter().map(|(id, _)| id).collect());
        }
        draft
    }

    fn new(thing: &'a Thing, table: &'static Table, id: Id) -> Self {
        Self {
            thing,
            table,
            id,
            origin: None,
            existence: Vec::new(),
            claims: Vec::new(),
            used: BTreeSet::new(),
            left_out: BTreeMap::new(),
            repairs: Vec::new(),
            evidence: Basis::None,
        }
    }

    /// The values of a property, which are looked at now.
    pub(super) fn take(&mut self, property: &'static str) -> &'a [Stated] {
        self.used.insert(property);
        self.thing.properties.get(property).map_or(&[], Vec::as_slice)
    }

    /// The first value of a property that passes; the others are counted.
    pub(super) fn take_one(
        &mut self,
        property: &'static str,
        read: impl Fn(&str) -> Option<String>,
    ) -> Option<(String, &'a Stated)> {
        let mut found = None;
        for stated in self.take(property) {
            match read(&stated.value) {
                Some(value) if found.is_none() => found = Some((value, stated)),
                Some(_) => self.leave(property, "more than one"),
                None => self.leave(property, "not of our form"),
            }
        }
        found
    }

    /// Counts a value that has no place.
    pub(super) fn leave(&mut self, property: &str, why: &str) {
        *self.left_out.entry(format!("{}.{property} ({why})", self.thing.schema)).or_default() += 1;
    }

    /// Puts a value into a column.
    pub(super) fn put(&mut self, column: &str, value: &str, stated: &Stated) {
        self.put_as(column, value, stated, EvidenceKind::Source);
    }

    /// Puts a value that was judged here, and does not stand in the source.
    pub(super) fn judge(&mut self, column: &str, value: &str) {
        self.put_as(column, value, &Stated::default(), EvidenceKind::Editorial);
    }

    fn put_as(&mut self, column: &str, value: &str, stated: &Stated, kind: EvidenceKind) {
        let many = self.table.column(column).is_some_and(|c| c.many);
        let tidy = sousveil_text::tidy(value);
        if tidy != value {
            self.repairs.push(("white space or control characters", crate::taking::shown(value), tidy.clone()));
        }
        let mut value = tidy;
        if many && value.contains(';') {
            let whole = value.replace(';', ",");
            self.repairs.push(("semicolon inside one of several values", value, whole.clone()));
            value = whole;
        }
        if value.is_empty() || self.claims.iter().any(|c| c.property == column && c.value == value) {
            return;
        }
        let evidence = if column == "note" { vec![judged(None)] } else { self.evidence_for(&value, stated, kind) };
        self.claims.push(Claim { property: column.into(), value: value.into(), evidence });
    }

    /// Puts a value that has evidence of its own.
    pub(super) fn put_on(&mut self, column: &str, value: &str, evidence: Vec<Evidence>) {
        if !self.claims.iter().any(|c| c.property == column && c.value == value) {
            self.claims.push(Claim { property: column.into(), value: value.into(), evidence });
        }
    }

    fn evidence_for(&self, value: &str, stated: &Stated, kind: EvidenceKind) -> Vec<Evidence> {
        let original = stated.original.as_deref().map(sousveil_text::tidy).filter(|o| o != value && !o.is_empty());
        let original = original.map(Text::from);
        let from =
            |id: &Id, grade| Evidence { kind, as_written: original.clone(), ..Evidence::says(Some(id.clone()), grade) };
        let unsaid = || vec![Evidence { as_written: original.clone(), ..judged(Some(NOT_SAID)) }];
        match &self.evidence {
            Basis::None => Vec::new(),
            Basis::Sources(sources) => match sources.as_slice() {
                [one] => vec![from(one, self.existence.iter().find_map(|e| e.grade))],
                _ => unsaid(),
            },
            Basis::Datasets(datasets) => {
                let stating: Vec<&Id> = match datasets.as_slice() {
                    [(_, one)] => vec![one],
                    all => all.iter().filter(|(name, _)| stated.datasets.contains(name)).map(|(_, id)| id).collect(),
                };
                if stating.is_empty() {
                    return unsaid();
                }
                stating.into_iter().map(|id| from(id, Some(Grade::Alleged))).collect()
            }
        }
    }

    /// Notes what was mended.
    pub(super) fn repaired(&mut self, kind: &'static str, before: &str, after: &str) {
        self.repairs.push((kind, before.to_owned(), after.to_owned()));
    }

    /// Whether the column has a value.
    pub(super) fn has(&self, column: &str) -> bool {
        self.claims.iter().any(|c| c.property == column)
    }

    /// Counts values of the input that were looked at elsewhere.
    pub(super) fn count_left_out(&mut self, property: &str) {
        *self.left_out.entry(format!("{}.{property}", self.thing.schema)).or_default() += 1;
    }

    /// Sets the row's origin.
    pub(super) fn set_origin(&mut self, origin: Origin) {
        self.origin = Some(origin);
    }

    /// Changes who says that it exists.
    pub(super) fn existence(&mut self, change: impl FnOnce(&mut Vec<Evidence>)) {
        change(&mut self.existence);
    }

    /// The entity; each property that nobody took is counted.
    pub(super) fn finish(mut self) -> Finished {
        self.count_unused();
        self.finish_all()
    }

    fn count_unused(&mut self) {
        for (property, values) in &self.thing.properties {
            if !self.used.contains(property.as_str()) {
                let count = u64::try_from(values.len()).unwrap_or(u64::MAX);
                *self.left_out.entry(format!("{}.{property}", self.thing.schema)).or_default() += count;
            }
        }
    }

    /// The entity, where every property was looked at.
    pub(super) fn finish_all(mut self) -> Finished {
        let exists = Claim { property: EXISTENCE.into(), value: self.id.clone().into(), evidence: self.existence };
        self.claims.insert(0, exists);
        let schema = self.table.schema.to_owned();
        let entity = Entity { id: self.id, schema: schema.into(), origin: self.origin, claims: self.claims };
        Finished { entity, left_out: self.left_out, repairs: self.repairs }
    }
}

/// Our own judgement.
pub(super) fn judged(note: Option<&str>) -> Evidence {
    Evidence { note: note.map(Text::from), ..Evidence::judgement() }
}

/// Our identifier for what its origin calls so: the same where it can be one of ours, else minted from it.
fn id_for(table: &str, foreign: &str, index: &Index<'_>) -> Result<Id, String> {
    // Countries and technologies have readable keys of their own.
    let taken =
        foreign.len() == 2 || index.is_technology(foreign) || sousveil_model::ftm::Derived::of(foreign).is_some();
    match foreign.parse::<Id>() {
        Ok(id) if !taken => Ok(id),
        _ if sousveil_text::tidy(foreign).is_empty() => Err("no `id`".to_owned()),
        _ => Ok(Id::mint(table, foreign)),
    }
}

/// The source that a dataset is.
fn source_id(dataset: &str) -> Id {
    Id::mint("sources", &format!("followthemoney dataset\n{dataset}"))
}

/// The key of a dataset in `dataset.toml`: its name, where that can be one. Another name gets an end of its own, so that
/// no two datasets are one origin.
pub(super) fn key(dataset: &str) -> String {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if dataset.chars().all(good) {
        return dataset.to_owned();
    }
    let minted = Id::mint("origins", dataset);
    let end = minted.as_str().trim_start_matches("svl-");
    let name: String = dataset.chars().map(|c| c.to_ascii_lowercase()).map(|c| if good(c) { c } else { '_' }).collect();
    format!("{name}_{end}")
}

/// What a dataset is called as a source.
pub(super) fn title(dataset: &str) -> String {
    format!("FollowTheMoney dataset {}", sousveil_text::tidy(dataset))
}

/// The rows of `sources.csv` that the datasets of a thing are.
pub(super) fn dataset_sources(thing: &Thing, index: &Index<'_>) -> Vec<Entity> {
    let claim =
        |property: &str, value: &str| Claim { property: property.into(), value: value.into(), evidence: Vec::new() };
    let source = |dataset: &String| {
        let id = source_id(dataset);
        let title = title(dataset);
        let claims = vec![
            claim(EXISTENCE, id.as_str()),
            claim("title", &title),
            claim("kind", "dataset"),
            claim("opened", "no"),
        ];
        let origin = Some(key(dataset)).filter(|k| index.has_origin(k)).map(|key| Origin { key: key.into(), id: None });
        Entity { id, schema: "Source".into(), origin, claims }
    };
    thing.datasets.iter().map(source).collect()
}

/// A date in our form: times of day are cut off.
pub(super) fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    day.parse::<PartialDate>().ok().map(|d| d.to_string())
}

/// A country's code in our form.
pub(super) fn country(text: &str) -> Option<String> {
    text.trim().to_lowercase().parse::<Country>().ok().map(|c| c.code().to_owned())
}
