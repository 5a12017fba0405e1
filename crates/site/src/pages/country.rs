//! A country, as buyer and as seller.

use std::collections::BTreeSet;

use askama::Template;
use axum::response::Response;
use sousveil_model::Entity;

use super::entity::Subject;
use crate::cx::Cx;
use crate::error::Error;
use crate::response::page;
use crate::view::ending::Ending;
use crate::view::inline::{Inline, Line};
use crate::view::layout::Layout;
use crate::view::table::{Table, words as col};
use crate::view::transfers::{CAP, FEW, Sides, Transfer};
use crate::view::{figures, licences, measures, things, transfers};
use crate::words;

#[derive(Template)]
#[template(path = "country.html")]
struct CountryPage {
    layout: Layout,
    name: String,
    others: Vec<String>,
    summary: Vec<String>,
    buys: Side,
    sells: Side,
    technologies: Vec<Technology>,
    agencies: Table,
    companies: Table,
    measures: Table,
    binds: &'static str,
    incidents: Table,
    coverage: Table,
    unknown: Vec<String>,
    ending: Ending,
}

/// How many the second side shows at least.
const LEAST: usize = 15;

/// How many deals and offers both sides of the page show together.
const BOTH: usize = 40;

/// One direction of trade.
struct Side {
    deals: Table,
    licences: Table,
    years: Table,
    sure: String,
}

/// A technology that the country is recorded as buying.
struct Technology {
    name: Line,
    can_see: Option<String>,
    protects: Option<String>,
}

pub(crate) fn show(subject: &Subject<'_>) -> Result<Response, Error> {
    let cx = subject.cx;
    let near = cx.neighbours(subject.number);
    let bought = transfers::load(cx, near.of("Transfer", "recipient_country"))?;
    let name = subject.caption.clone();
    let code = subject.id().to_owned();
    // What a firm of the country supplied within it is no export: it stands once, under what the country buys.
    let (domestic, sold): (Vec<Transfer>, Vec<Transfer>) =
        transfers::load(cx, near.of("Transfer", "supplier_country"))?
            .into_iter()
            .partition(|t| t.entity.values("recipient_country").any(|c| c == code));
    let measured = near.of("Measure", "target");

    // The page stays small where a country has much on both sides: the second side gets what the first leaves.
    let first = bought.iter().filter(|t| !t.is_licence()).count().min(CAP);
    let buys = side(cx, &bought, true, &name, &code, CAP);
    let sells = side(cx, &sold, false, &name, &code, (BOTH - first).max(LEAST));
    let list = |kind: &str| format!("/{kind}?country={code}");
    let template = CountryPage {
        layout: subject
            .layout("countries")?
            .about(format!("Recorded deals in surveillance technology with {name}, both ways, with their evidence.")),
        others: subject.entity.values("aliases").take(8).map(str::to_owned).collect(),
        summary: summary(&name, &bought, &sold, domestic.len(), measured.len()),
        technologies: technologies(cx, &bought)?,
        agencies: things::table(
            cx,
            &format!("Agencies of {name}"),
            "Agency",
            near.of("Agency", "country"),
            FEW,
            &list("agencies"),
        )?,
        companies: things::table(
            cx,
            &format!("Companies seated in {name}"),
            "Company",
            near.of("Company", "country"),
            FEW,
            &list("companies"),
        )?,
        measures: measures::table(cx, &format!("Measures aimed at {name}, newest first"), measured, false)?,
        binds: measures::BINDS,
        incidents: things::table(
            cx,
            &format!("Documented incidents with {name} as presumed operator"),
            "Incident",
            near.of("Incident", "country"),
            FEW,
            &list("incidents"),
        )?,
        coverage: coverage(cx, &code),
        unknown: unknown(&bought, measured.is_empty()),
        ending: Ending::of_entity(cx, &subject.entity, subject.forms(), "All transfers of this page, whole:"),
        buys,
        sells,
        name,
    };
    page(&template)
}

fn side(cx: &Cx, all: &[Transfer], buys: bool, name: &str, code: &str, cap: usize) -> Side {
    let (licensed, traded): (Vec<&Transfer>, Vec<&Transfer>) = all.iter().partition(|t| t.is_licence());
    let facet = if buys { "recipient_country" } else { "supplier_country" };
    let to = if buys { "to" } else { "from" };
    let rest = format!("/transfers?{facet}={code}&act=deal&act=offer");
    let rest_licences = format!("/transfers?{facet}={code}&act=licence&act=licence_refused");
    let sides = if buys { Sides::Supplier } else { Sides::Both };
    let caption = format!("Deals and offers {to} {name}: {} in all, newest first", traded.len());
    let lines = words::count(licensed.len() as u64, "line", "lines");
    Side {
        deals: transfers::table_of(cx, &caption, &traded, sides, &rest, cap),
        licences: licences::table(
            cx,
            &format!("Decisions on export licences {to} {name}: {lines} in all, identical ones together"),
            &licensed,
            &rest_licences,
        ),
        years: figures::by_year(&format!("Transfers {to} {name} by year"), all),
        sure: transfers::by_confidence(&traded),
    }
}

fn summary(name: &str, bought: &[Transfer], sold: &[Transfer], domestic: usize, measures: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let told = words::counts(&transfers::count(bought));
    if told.is_empty() {
        lines.push(format!("No transfer to {name} is recorded here, which is not evidence that there was none."));
    } else {
        let suppliers: BTreeSet<&str> =
            bought.iter().filter(|t| !t.is_licence()).flat_map(|t| t.entity.values("supplier")).collect();
        let named = match suppliers.len() {
            0 => "no supplier is named".to_owned(),
            n => format!("{} named as supplier", words::count(n as u64, "company is", "companies are")),
        };
        lines.push(format!("To {name}: {}; {named}.", words::and(&told)));
    }
    let told = words::counts(&transfers::count(sold));
    if told.is_empty() {
        lines.push(format!("From {name} to other countries: no transfer is recorded here."));
    } else {
        let to: BTreeSet<&str> = sold.iter().flat_map(|t| t.entity.values("recipient_country")).collect();
        let to: Vec<String> = to.into_iter().map(str::to_owned).collect();
        let to = if to.is_empty() { String::new() } else { format!(", to {}", licences::countries(&to)) };
        lines.push(format!("From {name}: {}{to}.", words::and(&told)));
    }
    if domestic > 0 {
        let what = words::count(domestic as u64, "transfer", "transfers");
        lines.push(format!("Of those to {name}, {what} came from within the country."));
    }
    if measures > 0 {
        lines.push(format!(
            "{} aimed at {name} {} recorded, past ones included.",
            words::count(measures as u64, "measure", "measures"),
            if measures == 1 { "is" } else { "are" }
        ));
    }
    lines
}

fn technologies(cx: &Cx, bought: &[Transfer]) -> Result<Vec<Technology>, Error> {
    let mut keys: Vec<&str> = Vec::new();
    for key in bought.iter().filter(|t| !t.is_licence()).flat_map(|t| t.entity.values("technologies")) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let mut found = Vec::new();
    for key in keys {
        if let Some(entity) = cx.snapshot.entity(key)? {
            let first = |property| entity.first(property).map(str::to_owned);
            found.push(Technology {
                name: cx.link(key).into(),
                can_see: first("can_see"),
                protects: first("protects"),
            });
        }
    }
    Ok(found)
}

/// What was looked for about this country, or about all.
fn coverage(cx: &Cx, code: &str) -> Table {
    let mut table = Table::new(
        "What was looked for, and where",
        &[col("Issuer or subject"), col("Kind"), col("About"), col("Period"), col("Note")],
    );
    let ours = cx.snapshot.coverage().iter().filter(|c| c.target == code || c.target.is_empty());
    let mut ours: Vec<_> = ours.collect();
    // What was looked for about this country stands before what was looked for about all.
    ours.sort_by_key(|c| (c.target.is_empty(), !matches!(c.subject.as_str(), "transfers" | "incidents")));
    table.rows = ours.iter().map(|c| coverage_row(cx, c)).collect();
    table
}

/// A line of the coverage.
pub(crate) fn coverage_row(cx: &Cx, line: &sousveil_snapshot::Coverage) -> Vec<Line> {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let about = if line.target.is_empty() { Inline::soft("all").into() } else { Line::from(cx.link(&line.target)) };
    vec![
        line.subject.clone().into(),
        words::word(&line.kind).into(),
        about,
        words::span(some(&line.from).as_deref(), some(&line.to).as_deref()).into(),
        some(&line.note).map_or_else(|| Inline::soft("–").into(), Line::from),
    ]
}

fn unknown(bought: &[Transfer], unmeasured: bool) -> Vec<String> {
    let traded: Vec<&Entity> = bought.iter().filter(|t| !t.is_licence()).map(|t| &t.entity).collect();
    let all = traded.len();
    let mut lines = Vec::new();
    let mut gap = |missing: usize, what: &str| {
        if missing > 0 {
            lines.push(format!("{what}: {missing} of {all} deals and offers to this country."));
        }
    };
    let without = |property: &str| traded.iter().filter(|t| t.first(property).is_none()).count();
    gap(without("supplier"), "The supplier is not known");
    gap(without("end_user"), "The agency or end user is not known");
    let acts = sousveil_export::dates::ACTS;
    let undated = traded.iter().filter(|t| acts.iter().all(|a| t.first(a).is_none())).count();
    gap(undated, "No date of contract, delivery or use is known");
    gap(traded.iter().filter(|t| t.first("stage").is_none_or(|s| s == "unknown")).count(), "The stage is not known");
    if unmeasured {
        lines.push(
            "No measure aimed at this country is recorded within the coverage stated on this page. That is not evidence that there was none."
                .to_owned(),
        );
    }
    lines.push("Sales that no public source tells of are missing here.".to_owned());
    lines
}
