//! JSON: lists, entities with all their claims, and the whole as one claim a line.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Write;
use std::rc::Rc;

use serde::Serialize;
use sousveil_model::id::statement_id;
use sousveil_model::{Claim, Confidence, Entity, Evidence, EvidenceKind, Grade, Stance, confidence};
use sousveil_snapshot::Snapshot;

use crate::Result;
use crate::ftm::Vanilla;
use crate::rows::{Object, Rows, by_property};

/// What a list in JSON says before its rows.
#[derive(Debug, Clone, Default)]
pub struct ListHead {
    /// The address of the view, path and query.
    pub query: String,
    /// How many rows there are.
    pub total: usize,
}

/// Writes a list: `{"query":…,"total":…,"data_version":…,"data_hash":…,"results":[…]}`, row by row.
pub fn json_of(
    snapshot: &Snapshot,
    rows: &Rows<'_>,
    head: &ListHead,
    hits: impl IntoIterator<Item = u32>,
    out: &mut dyn Write,
) -> Result<()> {
    let manifest = snapshot.manifest();
    for (lead, value) in [("{\"query\":", &head.query), (",\"data_version\":", &manifest.dataset.version)] {
        out.write_all(lead.as_bytes())?;
        serde_json::to_writer(&mut *out, value)?;
    }
    write!(out, ",\"data_hash\":")?;
    serde_json::to_writer(&mut *out, &manifest.data_hash)?;
    write!(out, ",\"total\":{},\"results\":[", head.total)?;
    results(rows, hits, out)?;
    out.write_all(b"]}\n")?;
    Ok(())
}

fn results(rows: &Rows<'_>, hits: impl IntoIterator<Item = u32>, out: &mut dyn Write) -> Result<()> {
    for (at, number) in hits.into_iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        let row = rows.row(number)?;
        serde_json::to_writer(&mut *out, &Object { heads: rows.heads(), row: &row })?;
    }
    Ok(())
}

/// Writes one entity with all claims and their evidence; where `transfers` are given, they follow as rows.
pub fn entity_json(
    snapshot: &Snapshot,
    entity: &Entity,
    transfers: Option<(&Rows<'_>, &[u32])>,
    out: &mut dyn Write,
) -> Result<()> {
    let sources = Sources::new(snapshot);
    let manifest = snapshot.manifest();
    let claims: Vec<ClaimLine<'_>> =
        entity.claims.iter().map(|c| sources.claim(entity, c, None)).collect::<Result<_>>()?;
    let whole = EntityDoc {
        id: entity.id.as_str(),
        schema: &entity.schema,
        caption: snapshot.head_of(entity.id.as_str()).map_or_else(String::new, |h| h.caption.to_owned()),
        confidence: entity.confidence(),
        properties: Properties(by_property(entity)),
        claims,
        dataset: &manifest.dataset.name,
        data_version: &manifest.dataset.version,
        data_hash: &manifest.data_hash,
    };
    let mut json = serde_json::to_vec(&whole)?;
    if let Some((rows, hits)) = transfers {
        // The object is closed again after the rows, which are written one by one.
        json.pop();
        out.write_all(&json)?;
        out.write_all(b",\"transfers\":[")?;
        results(rows, hits.iter().copied(), out)?;
        out.write_all(b"]}\n")?;
    } else {
        json.push(b'\n');
        out.write_all(&json)?;
    }
    Ok(())
}

/// Writes one claim with its evidence and both its identifiers, as a line of [`claims_jsonl`] has it.
pub fn claim_json(snapshot: &Snapshot, entity: &Entity, claim: &Claim, out: &mut dyn Write) -> Result<()> {
    serde_json::to_writer(out, &Sources::new(snapshot).claim(entity, claim, Some(&entity.schema))?)?;
    Ok(())
}

/// Writes every claim of the dataset, one a line, with its evidence and both its identifiers; where it is told in
/// FollowTheMoney's schemata, also the statement of [`crate::ftm::statements`] that tells it, else `null`. The names of countries
/// are left out: they come from the program's own table and nobody has to answer for them here.
pub fn claims_jsonl(snapshot: &Snapshot, out: &mut dyn Write) -> Result<()> {
    let sources = Sources::new(snapshot);
    let vanilla = Vanilla::new(snapshot);
    for number in 0..snapshot.len() {
        let entity = snapshot.entity_at(number)?;
        if entity.schema == sousveil_snapshot::COUNTRY {
            continue;
        }
        for (claim, statement) in entity.claims.iter().zip(vanilla.statement_ids(&entity)) {
            let mut line = sources.claim(&entity, claim, Some(&entity.schema))?;
            line.ftm_statement_id = Some(statement);
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct EntityDoc<'a> {
    id: &'a str,
    schema: &'a str,
    caption: String,
    confidence: Confidence,
    properties: Properties,
    claims: Vec<ClaimLine<'a>>,
    dataset: &'a str,
    data_version: &'a str,
    data_hash: &'a str,
}

/// Values by property, as an object whose keys keep their order.
struct Properties(Vec<(String, Vec<String>)>);

impl Serialize for Properties {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(k, v)| (k, v)))
    }
}

#[derive(Serialize)]
struct ClaimLine<'a> {
    id: String,
    statement_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    ftm_statement_id: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<&'a str>,
    property: &'a str,
    value: &'a str,
    confidence: Confidence,
    evidence: Vec<EvidenceLine<'a>>,
}

#[derive(Serialize)]
struct EvidenceLine<'a> {
    #[serde(serialize_with = "shared")]
    source: Option<Rc<SourceDoc>>,
    locator: Option<&'a str>,
    quotation: Option<&'a str>,
    stance: Stance,
    grade: Option<Grade>,
    kind: EvidenceKind,
    as_written: Option<&'a str>,
    note: Option<&'a str>,
}

#[expect(clippy::ref_option, reason = "serde passes the field as it is")]
fn shared<S: serde::Serializer>(source: &Option<Rc<SourceDoc>>, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    source.as_deref().serialize(serializer)
}

#[derive(Serialize)]
pub(crate) struct SourceDoc {
    pub(crate) id: String,
    pub(crate) title: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) archive_url: Option<String>,
    pub(crate) opened: Option<String>,
    pub(crate) cites: Vec<String>,
}

/// Sources that were already read, since most claims of an entity rest on the same few.
pub(crate) struct Sources<'a> {
    snapshot: &'a Snapshot,
    known: RefCell<BTreeMap<String, Rc<SourceDoc>>>,
}

impl<'a> Sources<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot) -> Self {
        Self { snapshot, known: RefCell::default() }
    }

    fn claim<'c>(&self, entity: &'c Entity, claim: &'c Claim, schema: Option<&'c str>) -> Result<ClaimLine<'c>> {
        let dataset = &self.snapshot.manifest().dataset.name;
        Ok(ClaimLine {
            id: claim.id(&entity.id),
            statement_id: statement_id(dataset, entity.id.as_str(), &claim.property, &claim.value, None),
            ftm_statement_id: None,
            entity: schema.map(|_| entity.id.as_str()),
            schema,
            property: &claim.property,
            value: &claim.value,
            confidence: confidence(&claim.evidence),
            evidence: claim.evidence.iter().map(|e| self.evidence(e)).collect::<Result<_>>()?,
        })
    }

    fn evidence<'c>(&self, evidence: &'c Evidence) -> Result<EvidenceLine<'c>> {
        Ok(EvidenceLine {
            source: evidence.source.as_ref().map(|id| self.source(id.as_str())).transpose()?,
            locator: evidence.locator.as_deref(),
            quotation: evidence.quotation.as_deref(),
            stance: evidence.stance,
            grade: evidence.grade,
            kind: evidence.kind,
            as_written: evidence.as_written.as_deref(),
            note: evidence.note.as_deref(),
        })
    }

    pub(crate) fn source(&self, id: &str) -> Result<Rc<SourceDoc>> {
        if let Some(known) = self.known.borrow().get(id) {
            return Ok(Rc::clone(known));
        }
        let entity = self.snapshot.entity(id)?;
        let first = |property| entity.as_ref().and_then(|e| e.first(property)).map(str::to_owned);
        let doc = Rc::new(SourceDoc {
            id: id.to_owned(),
            title: first("title"),
            publisher: first("publisher"),
            published: first("published"),
            kind: first("kind"),
            url: first("url"),
            archive_url: first("archive_url"),
            opened: first("opened"),
            cites: entity.iter().flat_map(|e| e.values("cites")).map(str::to_owned).collect(),
        });
        self.known.borrow_mut().insert(id.to_owned(), Rc::clone(&doc));
        Ok(doc)
    }
}
