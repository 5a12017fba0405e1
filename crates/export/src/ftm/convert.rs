//! One entity of ours into those of FollowTheMoney.

use sousveil_model::claim::EXISTENCE;
use sousveil_model::ftm::{
    Derived, End, Kind, Lead, Property, Schema, TableMap, To, file_name, is_safe, mapping, relation, schema_for, tag,
};
use sousveil_model::id::statement_id;
use sousveil_model::tables::table_of_schema;
use sousveil_model::{Claim, Confidence, Entity, Evidence, Interval, Stage, Stance, confidence};

use super::clean::clean;
use super::derive;
use super::entity::FtmEntity;
use super::ledger::Ledger;
use super::vanilla::Vanilla;

/// Why a claim with contradicting evidence stays here.
const DISPUTED: &str = "disputed: FollowTheMoney has no place for a denial";
const IDENTIFIER: &str = "its identifier is not one that FollowTheMoney takes";
/// Why a value stays here that is the identifier of what is not among the entities that leave.
pub(super) const REFERS: &str = "refers to what stays here";

/// A statement: entity, property, value.
type Place = (String, &'static str, String);

/// Where a claim was placed; `None` where the statement is known only when the whole row is.
type Placed = Result<Option<Place>, &'static str>;

/// Which references of a row are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum References {
    /// Those to what leaves too, so that none leads nowhere.
    ToWhatLeaves,
    /// All of them, where it is only asked whether the row leaves: nothing refers to a tie, which lacks an end where
    /// that stays here, and everything else leaves without what it refers to.
    All,
}

/// The row that is being told.
pub(super) struct Row<'a> {
    pub(super) entity: &'a Entity,
    pub(super) map: &'static TableMap,
    pub(super) lead: Lead,
    pub(super) main: FtmEntity,
    references: References,
    /// For each claim the statement that tells it: entity, property, value.
    told: Vec<Option<Place>>,
    /// Claims that could not be told: column and reason.
    lost: Vec<(&'a str, &'static str)>,
}

/// Tells one entity; the first of the answer is the row itself, the others are derived from it. Empty where it stays here.
pub(super) fn convert(vanilla: &Vanilla<'_>, entity: &Entity, caption: &str, ledger: &mut Ledger) -> Vec<FtmEntity> {
    let name = table_of_schema(&entity.schema).map_or(entity.schema.as_str(), |t| t.name);
    match row(vanilla, entity, caption, References::ToWhatLeaves) {
        Ok(Told { entities, lost, .. }) => {
            ledger.told += u64::try_from(entity.claims.len() - lost.len()).unwrap_or(u64::MAX);
            lost.into_iter().for_each(|(column, reason)| ledger.value(name, column, reason));
            if entity.origin.as_ref().is_some_and(|o| o.id.is_some()) {
                origin_id(name, ledger);
            }
            entities
        }
        Err(reason) => {
            ledger.row(name, &reason);
            entity.claims.iter().for_each(|claim| ledger.value(name, &claim.property, &reason));
            Vec::new()
        }
    }
}

/// The identifier at the origin is no claim, but it is counted too where it has no place.
fn origin_id(table: &str, ledger: &mut Ledger) {
    let line = mapping(table).and_then(|m| m.column("origin_id"));
    if let Some(To::Nowhere(reason)) = line.and_then(|l| l.to.first()) {
        ledger.value(table, "origin_id", reason);
    }
}

struct Told<'a> {
    entities: Vec<FtmEntity>,
    claims: Vec<Option<Place>>,
    lost: Vec<(&'a str, &'static str)>,
}

/// For each claim the identifier of the statement that tells it; `None` for those that stay here.
pub(super) fn statement_ids(vanilla: &Vanilla<'_>, entity: &Entity, caption: &str) -> Vec<Option<String>> {
    let Ok(told) = row(vanilla, entity, caption, References::ToWhatLeaves) else {
        return vec![None; entity.claims.len()];
    };
    let dataset = told.entities.first().map_or("", |main| main.dataset.as_str());
    let id = |(entity, property, value): &Place| statement_id(dataset, entity, property, value, None);
    let is_there = |place: &&Place| told.entities.iter().any(|e| e.id == place.0);
    told.claims.iter().map(|place| place.as_ref().filter(is_there).map(id)).collect()
}

/// Whether the row leaves, so that others may refer to it.
pub(super) fn leaves(vanilla: &Vanilla<'_>, entity: &Entity, caption: &str) -> bool {
    row(vanilla, entity, caption, References::All).is_ok()
}

fn row<'a>(
    vanilla: &Vanilla<'_>,
    entity: &'a Entity,
    caption: &str,
    references: References,
) -> Result<Told<'a>, String> {
    let table = table_of_schema(&entity.schema).ok_or("a schema that the program does not know")?;
    let map = mapping(table.name).ok_or("a table that is not mapped")?;
    if let ([], Some(To::Nowhere(reason))) = (map.schemata, map.columns.first().and_then(|c| c.to.first())) {
        return Err((*reason).to_owned());
    }
    if !is_safe(entity.id.as_str()) {
        return Err(IDENTIFIER.to_owned());
    }
    let lead = lead(entity);
    doubt(lead)?;
    let schema = schema_for(entity).and_then(Schema::named).ok_or_else(|| no_schema(entity))?;
    let main = vanilla.entity(entity, entity.id.to_string(), schema, caption);
    let mut row = Row { entity, map, lead, main, references, told: Vec::new(), lost: Vec::new() };
    row.claims(vanilla);
    row.beside(vanilla, caption);
    let derived = derive::all(vanilla, &row, caption);
    row.untied(vanilla, &derived);
    if let Some(lacking) = row.main.lacks() {
        return Err(format!("no `{lacking}` that can leave, which each {} must have", row.main.schema.name));
    }
    row.settle();
    let Row { main, told: claims, lost, .. } = row;
    let entities = std::iter::once(main).chain(derived).collect();
    Ok(Told { entities, claims, lost })
}

fn lead(entity: &Entity) -> Lead {
    let stage = undisputed(entity, "stage").next().and_then(|c| c.value.parse().ok());
    let stage = (entity.schema == "Transfer").then(|| stage.unwrap_or(Stage::Unknown));
    Lead { stage, confidence: entity.confidence() }
}

/// What is denied, or is no deal and no licence, would look like one in FollowTheMoney.
fn doubt(lead: Lead) -> Result<(), &'static str> {
    match lead {
        Lead { confidence: Confidence::Disputed, .. } => Err(DISPUTED),
        Lead { stage: Some(Stage::Advertised), .. } => Err("advertised: no sale is reported"),
        Lead { stage: Some(Stage::Tendered), .. } => Err("tendered: no sale is reported"),
        Lead { stage: Some(Stage::LicenceRefused), .. } => Err("refused: the licence was not granted"),
        _ => Ok(()),
    }
}

fn no_schema(entity: &Entity) -> String {
    match entity.schema.as_str() {
        "Measure" => {
            let target = entity.first("target_type").unwrap_or("unnamed target");
            format!("its kind of target ({target}) is no entity of ours")
        }
        _ => format!("of kind `{}`, which is not mapped", entity.first("kind").unwrap_or("unknown")),
    }
}

/// The claims of a property that no evidence contradicts.
pub(super) fn undisputed<'a>(entity: &'a Entity, property: &'a str) -> impl Iterator<Item = &'a Claim> {
    entity.claims_of(property).filter(|c| !is_disputed(c))
}

fn is_disputed(claim: &Claim) -> bool {
    confidence(&claim.evidence) == Confidence::Disputed
}

impl<'a> Row<'a> {
    /// Tells every claim, or notes why not.
    fn claims(&mut self, vanilla: &Vanilla<'_>) {
        let entity = self.entity;
        for claim in &entity.claims {
            let outcome = if claim.property == EXISTENCE {
                Ok(None)
            } else if is_disputed(claim) {
                Err(DISPUTED)
            } else {
                self.claim(vanilla, claim)
            };
            if let Err(reason) = outcome {
                self.lost.push((claim.property.as_str(), reason));
            }
            self.told.push(outcome.ok().flatten());
        }
    }

    /// The first place of its column must take it; the others repeat it where they can.
    fn claim(&mut self, vanilla: &Vanilla<'_>, claim: &'a Claim) -> Placed {
        let line = self.map.column(&claim.property).ok_or("a property that no table has")?;
        let Some((first, others)) = line.to.split_first() else { return Err("a column that is not mapped") };
        let placed = self.place(vanilla, claim, *first)?;
        for &to in others {
            // That a date has no single day is no loss: the first place has the whole of it.
            let _ = self.place(vanilla, claim, to);
        }
        Ok(placed)
    }

    fn place(&mut self, vanilla: &Vanilla<'_>, claim: &'a Claim, to: To) -> Placed {
        let (column, value) = (claim.property.as_str(), claim.value.as_str());
        match to {
            To::Value(name) | To::Language(name) => self.value(vanilla, claim, name),
            To::ValueOrTag(name, _) if self.main.schema.property(name).is_some() => self.value(vanilla, claim, name),
            To::Tag(name) | To::ValueOrTag(_, name) => self.text(name, &tag::write(column, value)),
            To::TagEntity(name) => {
                self.text(name, &tag::write_entity(column, vanilla.caption_of(value).unwrap_or(value), value))
            }
            To::Interval => self.interval(value),
            To::Lead => {
                let shown = self.lead.stage.is_some_and(|s| s.to_string() == value);
                if shown { Ok(None) } else { Err("a rival stage: the summary bears one") }
            }
            To::Summary => self.text("summary", &self.lead.before(value)),
            To::Edge(derived) => derive::is_told(vanilla, self, derived, claim)
                .map(|()| Some((derived.id(&self.main.id), "subject", value.to_owned()))),
            To::End(end) => {
                let map = self.entity.first("kind").and_then(relation).ok_or("an end of a relation of unknown kind")?;
                self.value(vanilla, claim, if end == End::From { map.from } else { map.to })
            }
            To::Origin | To::Proof => Ok(None),
            To::Nowhere(reason) => Err(reason),
        }
    }

    /// Whether the entity of that identifier leaves, so that a reference to it leads somewhere.
    pub(super) fn may_refer(&self, vanilla: &Vanilla<'_>, id: &str) -> bool {
        self.references == References::All || vanilla.leaves(id)
    }

    fn property(&self, name: &str) -> Result<&'static Property, &'static str> {
        self.main.schema.property(name).ok_or("a property that the schema does not have")
    }

    /// A value that is its claim: the source's own spelling goes with it.
    fn value(&mut self, vanilla: &Vanilla<'_>, claim: &Claim, name: &str) -> Placed {
        let property = self.property(name)?;
        let value = clean(property.kind, &claim.value)?;
        if value == self.main.id {
            return Err("refers to itself");
        }
        if property.kind == Kind::Entity && !self.may_refer(vanilla, &value) {
            return Err(REFERS);
        }
        let mut supporting = claim.evidence.iter().filter(|e| e.stance == Stance::Supports);
        let written = supporting.find_map(|e| e.as_written.clone());
        self.main.add(property, value.clone(), Some(written.unwrap_or_else(|| claim.value.clone()).into()));
        Ok(Some((self.main.id.clone(), property.name, value)))
    }

    fn text(&mut self, name: &str, value: &str) -> Placed {
        let property = self.property(name)?;
        let value = clean(property.kind, value)?;
        self.main.add(property, value.clone(), None);
        Ok(Some((self.main.id.clone(), property.name, value)))
    }

    fn interval(&mut self, value: &str) -> Placed {
        let interval: Interval = value.parse().map_err(|_| "no interval")?;
        match (interval.from(), interval.to()) {
            (Some(from), Some(to)) if from == to => self.text("date", &from.to_string()),
            (from, to) => {
                from.map_or(Ok(None), |date| self.text("startDate", &date.to_string()))?;
                to.map_or(Ok(None), |date| self.text("endDate", &date.to_string()))
            }
        }
    }

    /// What is no claim of its own: sources, the lead where there is no summary, names and titles that must be.
    fn beside(&mut self, vanilla: &Vanilla<'_>, caption: &str) {
        let sources = supporting(self.entity.claims.iter());
        if self.map.columns.iter().any(|c| c.to.contains(&To::Proof)) {
            // A source that stays here is counted there, as a row.
            for source in sources.into_iter().filter(|source| self.may_refer(vanilla, source)).collect::<Vec<_>>() {
                let _ = self.text("proof", source);
            }
        }
        let has_lead = matches!(self.entity.schema.as_str(), "Transfer" | "Relation" | "Incident");
        if has_lead && self.main.values("summary").next().is_none() {
            let _ = self.text("summary", &self.lead.before(""));
        }
        match self.main.schema.name {
            "Event" => {
                let _ = self.text("name", caption);
            }
            "Document" => {
                let file = self.entity.first("url").and_then(file_name).unwrap_or_default();
                let _ = self.text("fileName", file);
            }
            "EconomicActivity" => {
                let id = self.entity.origin.as_ref().and_then(|o| o.id.as_deref()).unwrap_or_default();
                let _ = self.text("recordId", id);
                if derive::has_contract(self) {
                    let _ = self.tie("contract", Derived::Contract);
                }
            }
            _ => {}
        }
    }

    /// What is known only now: the checksum that tells of existence, the summary that bears the stage.
    fn settle(&mut self) {
        let id = self.main.id.clone();
        let whole = (id.clone(), EXISTENCE, self.main.checksum());
        let summary = self.main.values("summary").next().map(|text| (id, "summary", text.to_owned()));
        for (claim, told) in self.entity.claims.iter().zip(&mut self.told) {
            match claim.property.as_str() {
                EXISTENCE => *told = Some(whole.clone()),
                "stage" if self.lead.stage.is_some_and(|s| s.to_string() == claim.value) => {
                    told.clone_from(&summary);
                }
                _ => {}
            }
        }
    }

    fn tie(&mut self, name: &str, derived: Derived) -> Result<(), &'static str> {
        let property = self.property(name)?;
        self.main.add(property, derived.id(&self.main.id), None);
        Ok(())
    }

    /// An edge that did not come to be, since it lacks an end, takes its claims with it.
    fn untied(&mut self, vanilla: &Vanilla<'_>, derived: &[FtmEntity]) {
        for kind in [Derived::Maker, Derived::Intermediary] {
            if derived.iter().any(|d| Derived::of(&d.id).is_some_and(|(_, k)| k == kind)) {
                continue;
            }
            let entity = self.entity;
            for line in self.map.columns.iter().filter(|c| c.to.contains(&To::Edge(kind))) {
                let told = |claim: &&Claim| derive::is_told(vanilla, self, kind, claim).is_ok();
                let lost: Vec<&str> =
                    undisputed(entity, line.column).filter(told).map(|claim| claim.property.as_str()).collect();
                self.lost.extend(lost.into_iter().map(|column| (column, "neither side of the deal can be told")));
            }
        }
    }
}

/// The sources that support any of the claims, each once.
pub(super) fn supporting<'a>(claims: impl Iterator<Item = &'a Claim>) -> Vec<&'a str> {
    let supports = |e: &&Evidence| e.stance == Stance::Supports;
    let mut sources: Vec<&str> = claims
        .flat_map(|c| c.evidence.iter().filter(supports))
        .filter_map(|e| e.source.as_ref())
        .map(|s| s.as_str())
        .collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}
