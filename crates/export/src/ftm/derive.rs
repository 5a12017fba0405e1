//! Entities that only FollowTheMoney needs: contracts, their award, and ties to makers and intermediaries.

use sousveil_model::ftm::{Derived, Lead, Schema, is_safe};
use sousveil_model::{Claim, Interval, Stage, confidence};

use super::clean::clean;
use super::convert::{REFERS, Row, supporting, undisputed};
use super::entity::FtmEntity;
use super::vanilla::Vanilla;

/// All that follow from a row.
pub(super) fn all(vanilla: &Vanilla<'_>, row: &Row<'_>, caption: &str) -> Vec<FtmEntity> {
    let mut out = Vec::new();
    match row.entity.schema.as_str() {
        "Product" => out.extend(maker(vanilla, row, caption)),
        "Transfer" => {
            out.extend(contract(vanilla, row, caption));
            out.extend(award(vanilla, row, caption));
            out.extend(intermediary(vanilla, row, caption));
        }
        _ => {}
    }
    out
}

/// Whether a claim can be an end of an edge.
pub(super) fn is_told(
    vanilla: &Vanilla<'_>,
    row: &Row<'_>,
    derived: Derived,
    claim: &Claim,
) -> Result<(), &'static str> {
    if !is_safe(&claim.value) {
        return Err("an identifier that FollowTheMoney does not take");
    }
    if derived == Derived::Maker && claim.value == row.entity.id.as_str() {
        return Err("refers to itself");
    }
    if !row.may_refer(vanilla, &claim.value) {
        return Err(REFERS);
    }
    Ok(())
}

/// A contract stands behind a deal with a known end user. A licence is none, so none is made of it.
pub(super) fn has_contract(row: &Row<'_>) -> bool {
    let deal = row.lead.stage.is_some_and(|stage| {
        matches!(stage, Stage::Contracted | Stage::Delivered | Stage::InUse | Stage::Ended | Stage::Unknown)
    });
    deal && row.main.values("receiver").next().is_some()
}

fn contract(vanilla: &Vanilla<'_>, row: &Row<'_>, caption: &str) -> Option<FtmEntity> {
    has_contract(row).then(|| {
        let mut contract = begin(vanilla, row, Derived::Contract, caption);
        add(&mut contract, "title", caption);
        ends(&mut contract, "authority", row.main.values("receiver"));
        stage(&mut contract, row.lead);
        for agreed in undisputed(row.entity, "agreed").filter_map(|c| c.value.parse::<Interval>().ok()) {
            if let (Some(from), Some(to)) = (agreed.from(), agreed.to())
                && from == to
            {
                add(&mut contract, "contractDate", &from.to_string());
            }
        }
        ends(&mut contract, "proof", row.main.values("proof"));
        contract
    })
}

fn award(vanilla: &Vanilla<'_>, row: &Row<'_>, caption: &str) -> Option<FtmEntity> {
    (has_contract(row) && row.main.values("sender").next().is_some()).then(|| {
        let mut award = begin(vanilla, row, Derived::Award, caption);
        ends(&mut award, "supplier", row.main.values("sender"));
        link(&mut award, "contract", Derived::Contract.id(&row.main.id));
        stage(&mut award, row.lead);
        ends(&mut award, "proof", row.main.values("proof"));
        award
    })
}

/// Whoever stands between the sides is tied to each side that is known.
fn intermediary(vanilla: &Vanilla<'_>, row: &Row<'_>, caption: &str) -> Option<FtmEntity> {
    let claims: Vec<&Claim> = undisputed(row.entity, "intermediary")
        .filter(|c| is_told(vanilla, row, Derived::Intermediary, c).is_ok())
        .collect();
    let sides = || row.main.values("sender").chain(row.main.values("receiver"));
    (!claims.is_empty() && sides().next().is_some()).then(|| {
        let mut tie = begin(vanilla, row, Derived::Intermediary, caption);
        ends(&mut tie, "subject", claims.iter().map(|c| c.value.as_str()));
        ends(&mut tie, "object", sides());
        add(&mut tie, "role", "intermediary");
        add(&mut tie, "summary", &row.lead.before(""));
        ends(&mut tie, "proof", proof(vanilla, row, &claims).into_iter());
        tie
    })
}

/// To make a thing is not to own it, so the maker is no `Ownership`.
fn maker(vanilla: &Vanilla<'_>, row: &Row<'_>, caption: &str) -> Option<FtmEntity> {
    let claims: Vec<&Claim> =
        undisputed(row.entity, "maker").filter(|c| is_told(vanilla, row, Derived::Maker, c).is_ok()).collect();
    (!claims.is_empty()).then(|| {
        let mut tie = begin(vanilla, row, Derived::Maker, caption);
        ends(&mut tie, "subject", claims.iter().map(|c| c.value.as_str()));
        link(&mut tie, "object", row.main.id.clone());
        add(&mut tie, "role", "maker");
        for claim in &claims {
            add(&mut tie, "summary", &Lead { stage: None, confidence: confidence(&claim.evidence) }.before(""));
        }
        ends(&mut tie, "proof", proof(vanilla, row, &claims).into_iter());
        tie
    })
}

/// The sources of an edge that leave too.
fn proof<'a>(vanilla: &Vanilla<'_>, row: &Row<'_>, claims: &[&'a Claim]) -> Vec<&'a str> {
    let sources = supporting(claims.iter().copied());
    sources.into_iter().filter(|source| row.may_refer(vanilla, source)).collect()
}

fn begin(vanilla: &Vanilla<'_>, row: &Row<'_>, derived: Derived, caption: &str) -> FtmEntity {
    let schema = Schema::named(derived.schema()).unwrap_or(row.main.schema);
    vanilla.entity(row.entity, derived.id(&row.main.id), schema, caption)
}

fn stage(entity: &mut FtmEntity, lead: Lead) {
    if let Some(stage) = lead.stage {
        add(entity, "status", stage.into());
    }
    add(entity, "summary", &lead.before(""));
}

fn ends<'a>(entity: &mut FtmEntity, name: &str, values: impl Iterator<Item = &'a str>) {
    values.for_each(|value| add(entity, name, value));
}

/// Adds a value that is the cleaner's already or follows from one; what it does not take is in the row all the same.
fn add(entity: &mut FtmEntity, name: &str, value: &str) {
    if let Some(property) = entity.schema.property(name)
        && let Ok(value) = clean(property.kind, value)
    {
        entity.add(property, value, None);
    }
}

fn link(entity: &mut FtmEntity, name: &str, id: String) {
    if let Some(property) = entity.schema.property(name) {
        entity.add(property, id, None);
    }
}
