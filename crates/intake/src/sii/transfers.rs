//! `transfers.json`: sales told by open sources, and export licences from official statistics.

use serde::Deserialize;
use sousveil_model::{Country, Grade, PartialDate, Stage, Tri};

use super::{GRADE, ORIGIN, citations::citations, countries::countries, entry, goods::goods, too_large};
use crate::import::{Arrival, Importer, Progress, Value, sentence, transfer_id};

/// A row of the file; keys that are not listed are passed over. `goods` repeats the long column in pieces.
#[derive(Debug, Deserialize)]
pub(super) struct Transfer {
    unique_id: String,
    supplier_company: Option<String>,
    supplier_company_hq: Option<String>,
    recipient_country: Option<String>,
    enduser: Option<String>,
    #[serde(
        rename = "goods__laser_acoustic_detection_equipment__intrusion_software__network_infrastructure_and_services__off_the_air_interception__monitoring_centres__lawful_interception_mediation__deep_packet_inspection__forensics__biometrics__fibre_taps__probes__location_tracking__internet_filters"
    )]
    goods: Option<String>,
    export_data_or_open_source: String,
    transfer_to_enduser_reported_as_complete: Option<String>,
    order_year: Option<serde_json::Value>,
    sources: Option<String>,
    #[serde(default)]
    source_links: Vec<String>,
}

pub(super) fn import(importer: &mut Importer<'_>, transfers: &[Transfer], progress: Progress<'_>) {
    for (at, transfer) in transfers.iter().enumerate() {
        arrive(importer, transfer);
        progress(at + 1, transfers.len());
    }
}

fn arrive(importer: &mut Importer<'_>, transfer: &Transfer) {
    let label = sousveil_text::tidy(&transfer.unique_id);
    let id = transfer_id(ORIGIN, &transfer.unique_id);
    if importer.settled(&label, "transfers", &id) {
        return;
    }
    if let Some(reason) = size(transfer) {
        return importer.refuse(label, reason);
    }
    let export_data = match transfer.export_data_or_open_source.as_str() {
        "Export data" => true,
        "Open" => false,
        other => return importer.refuse(label, format!("`{other}` is neither `Open` nor `Export data`")),
    };
    let cited = citations(
        transfer.sources.as_deref().unwrap_or_default(),
        &transfer.source_links,
        export_data,
        &mut importer.report,
    );
    if cited.is_empty() {
        return importer.refuse(label, "no source is cited");
    }
    // What rests on scans of the internet alone is an inference, however the index lists it.
    let scan = cited.iter().try_fold(None, |_, c| importer.decisions().scan(&c.title).map(Some)).flatten();
    let grade = if scan.is_some() && !export_data { Grade::Alleged } else { GRADE };
    let source = entry(cited);
    let mut cells: Vec<(&'static str, Value)> = Vec::new();
    let mut notes: Vec<String> = Vec::new();

    let supplier = transfer.supplier_company.as_deref().unwrap_or_default();
    let companies = importer.companies(supplier, &source, Some(grade));
    cells.extend(companies.meant.into_iter().map(|c| ("supplier", c)));
    cells.extend(companies.between.into_iter().map(|c| ("intermediary", c)));
    notes.extend(companies.note);
    let seat = transfer.supplier_company_hq.as_deref().unwrap_or_default();
    cells.extend(countries(seat, &mut importer.report).into_iter().map(|c| ("supplier_country", c)));

    let recipients = countries(transfer.recipient_country.as_deref().unwrap_or_default(), &mut importer.report);
    let recipient = recipients.first().and_then(|c| c.value.parse::<Country>().ok());
    cells.extend(recipients.into_iter().take(1).map(|c| ("recipient_country", c)));
    let written = transfer.enduser.as_deref().unwrap_or_default();
    if written.contains('\n') {
        importer.report.repaired("line break in a value", written, &sousveil_text::tidy(written));
    }
    let users = importer.end_users(recipient, written, &source, Some(grade));
    cells.extend(users.meant.into_iter().map(|a| ("end_user", a)));
    cells.extend(users.between.into_iter().map(|c| ("intermediary", c)));
    notes.extend(users.note);
    cells.extend(
        goods(transfer.goods.as_deref().unwrap_or_default(), &mut importer.report)
            .into_iter()
            .map(|t| ("technologies", t)),
    );

    let complete = transfer.transfer_to_enduser_reported_as_complete.as_deref().unwrap_or("Unknown").to_lowercase();
    match scan.filter(|_| !export_data) {
        Some(scan) => {
            cells.push(("stage", Value::plain(Stage::InUse.to_string()).judged()));
            notes.push(sentence(&format!("Rests on {}", scan.reason)));
        }
        None => {
            let stage = stage(export_data, &complete, users.stage.as_deref());
            cells.push(("stage", Value::plain(stage.to_string())));
        }
    }
    if complete == "no" {
        let what = if export_data { "whether the licence was refused is not said" } else { "why is not said" };
        notes.push(format!("The index marks it as not completed; {what}."));
    }
    cells.push(("complete", Value::plain(complete)));
    match year(transfer.order_year.as_ref()) {
        Year::Known(year) => cells.push(("agreed", Value::plain(year.to_string()))),
        Year::Unknown => {}
        Year::Words(words) => {
            importer.report.repaired("year that is no year", &words, "left out, told in the note");
            notes.push(format!("Year of the order given as: {words}."));
        }
    }
    // The earliest work that tells of it: the deal was known by then.
    // One that is older than the order tells of something else.
    let ordered = cells.iter().find(|(c, _)| *c == "agreed").and_then(|(_, v)| v.value.parse::<PartialDate>().ok());
    let tells = |p: &PartialDate| ordered.is_none_or(|o| p.before(o) != Tri::Yes);
    if let Some(disclosed) = source.cites.iter().filter_map(|c| c.published).filter(tells).min() {
        cells.push(("disclosed", Value::plain(disclosed.to_string()).judged()));
    }
    if !notes.is_empty() {
        cells.push(("note", Value::plain(notes.join(" "))));
    }
    importer.arrive(Arrival {
        label,
        table: "transfers",
        id,
        origin: Some((ORIGIN.to_owned(), sousveil_text::tidy(&transfer.unique_id))),
        values: cells,
        sources: vec![source],
        grade: Some(grade),
        disputed: false,
    });
}

fn size(transfer: &Transfer) -> Option<String> {
    let texts = [
        &transfer.supplier_company,
        &transfer.supplier_company_hq,
        &transfer.recipient_country,
        &transfer.enduser,
        &transfer.goods,
        &transfer.transfer_to_enduser_reported_as_complete,
        &transfer.sources,
    ];
    let cited = transfer.sources.as_deref().unwrap_or_default();
    let addresses = cited.matches('<').count().max(cited.matches("http").count());
    let links = transfer.source_links.iter().map(String::as_str);
    let year = transfer.order_year.as_ref().and_then(serde_json::Value::as_str);
    let texts = texts.into_iter().filter_map(Option::as_deref).chain([transfer.unique_id.as_str()]).chain(links);
    too_large(texts.chain(year), &[addresses, transfer.source_links.len()])
}

/// A row of export statistics is a licence, whatever the index says of its completion. Of the others only
/// those reported as complete tell how far they got.
fn stage(export_data: bool, complete: &str, told: Option<&str>) -> Stage {
    match (export_data, told.and_then(|s| s.parse().ok()), complete) {
        (true, ..) => Stage::Licensed,
        (_, Some(stage), _) => stage,
        (_, _, "yes") => Stage::Delivered,
        _ => Stage::Unknown,
    }
}

enum Year {
    Known(PartialDate),
    Unknown,
    Words(String),
}

fn year(value: Option<&serde_json::Value>) -> Year {
    match value {
        None | Some(serde_json::Value::Null) => Year::Unknown,
        Some(serde_json::Value::Number(n)) => {
            let year = n.as_u64().and_then(|y| u16::try_from(y).ok()).and_then(PartialDate::from_year);
            year.map_or_else(|| Year::Words(n.to_string()), Year::Known)
        }
        Some(other) => {
            let words = sousveil_text::tidy(other.as_str().unwrap_or_default());
            match words.parse() {
                _ if words.is_empty() => Year::Unknown,
                Ok(date) => Year::Known(date),
                Err(_) => Year::Words(words),
            }
        }
    }
}
