//! `show`: one entity or claim with its evidence.

use std::process::ExitCode;

use anyhow::Result;
use sousveil_export::{Citation, CitationForm, Place, claim_json, entity_json};
use sousveil_model::claim::EXISTENCE;
use sousveil_model::{Claim, Entity, Evidence, EvidenceKind, Stance, confidence, id, tables};
use sousveil_snapshot::Snapshot;

use crate::args::{Cite, Show};
use crate::{output, places};

/// Prints the entity; exit code 1 where there is none of that identifier.
pub fn run(args: &Show) -> Result<ExitCode> {
    let opened = places::open(&args.data)?;
    let snapshot = &opened.snapshot;
    let wanted = args.id.to_lowercase();
    let wanted = snapshot.redirect(&wanted).map_or(wanted.as_str(), |r| r.new.as_str()).to_owned();
    if let Some(entity) = snapshot.entity(&wanted)? {
        return entity_shown(args, snapshot, &entity);
    }
    if let Some(entity) = id::entity_of_claim(&wanted).map(|e| snapshot.entity(e)).transpose()?.flatten()
        && let Some(claim) = entity.claims.iter().find(|c| c.id(&entity.id) == wanted)
    {
        match args.cite {
            None if args.json => output::to_file_or_stdout(None, |out| {
                claim_json(snapshot, &entity, claim, out)?;
                Ok(writeln!(out)?)
            })?,
            Some(form) => cite(&Citation::of_claim(snapshot, &Place::new(None), &entity, claim), form),
            None => claim_shown(snapshot, &entity, claim),
        }
        return Ok(ExitCode::SUCCESS);
    }
    anstream::eprintln!("no entity or claim has the identifier `{}`; `sousveil search WORDS` finds some", args.id);
    Ok(ExitCode::from(super::FOUND))
}

fn entity_shown(args: &Show, snapshot: &Snapshot, entity: &Entity) -> Result<ExitCode> {
    if args.json {
        output::to_file_or_stdout(None, |out| {
            entity_json(snapshot, entity, None, out)?;
            Ok(writeln!(out)?)
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(form) = args.cite {
        cite(&Citation::of_entity(snapshot, &Place::new(None), entity), form);
        return Ok(ExitCode::SUCCESS);
    }
    let caption = snapshot.head_of(entity.id.as_str()).map_or("", |h| h.caption);
    let caption = output::bold(&output::visible(caption));
    anstream::println!("{caption} ({}, {})", entity.schema.to_lowercase(), entity.confidence().label());
    for claim in entity.claims.iter().filter(|c| c.property != EXISTENCE) {
        claim_shown(snapshot, entity, claim);
    }
    Ok(ExitCode::SUCCESS)
}

fn claim_shown(snapshot: &Snapshot, entity: &Entity, claim: &Claim) {
    let label = if claim.property == EXISTENCE { "Recorded" } else { tables::label(&entity.schema, &claim.property) };
    let value = snapshot.head_of(&claim.value).map_or(claim.value.as_str(), |h| h.caption);
    let (label, value) = (output::visible(label), output::visible(value));
    anstream::println!("{label}: {value}  [{}] {}", confidence(&claim.evidence).label(), claim.id(&entity.id));
    for evidence in &claim.evidence {
        anstream::println!("    {}", output::visible(&told(snapshot, evidence)));
    }
}

fn told(snapshot: &Snapshot, evidence: &Evidence) -> String {
    let source = evidence.source.as_ref().and_then(|s| snapshot.head_of(s.as_str())).map(|h| h.caption.to_owned());
    let mut text = source.unwrap_or_else(|| "the curators' judgement".to_owned());
    if evidence.source.is_some() && evidence.kind == EvidenceKind::Editorial {
        text.push_str(" (as the curators read it)");
    }
    if evidence.stance == Stance::Contradicts {
        text = format!("against it: {text}");
    }
    if let Some(written) = &evidence.as_written {
        text = format!("{text}, which writes “{written}”");
    }
    if let Some(quotation) = &evidence.quotation {
        text = format!("{text}: “{quotation}”");
    }
    text
}

fn cite(citation: &Citation, form: Cite) {
    let text = match form {
        Cite::Plain => citation.plain(),
        Cite::As(CitationForm::Bibtex) => citation.bibtex(),
        Cite::As(CitationForm::Ris) => citation.ris(),
        Cite::As(CitationForm::Csl) => citation.csl_json(),
    };
    anstream::println!("{text}");
}
