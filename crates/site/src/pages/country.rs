//! A country, as buyer and as seller.

use askama::Template;
use axum::response::Response;
use sousveil_snapshot::Facet;

use super::entity::Subject;
use crate::cx::Cx;
use crate::error::Error;
use crate::language::filters;
use crate::response::page;
use crate::view::bars::Bars;
use crate::view::ending::Ending;
use crate::view::inline::{Inline, Line};
use crate::view::layout::Layout;
use crate::view::table::{Table, words as col};
use crate::view::time::Time;
use crate::view::trade::{Figures, Trade};
use crate::view::transfers::{CAP, FEW, Sides, shown};
use crate::view::{licences, measures, things};
use crate::words;

#[derive(Template)]
#[template(path = "country.html")]
struct CountryPage {
    layout: Layout,
    name: String,
    code: String,
    others: Vec<String>,
    summary: Vec<String>,
    buys: Side,
    sells: Side,
    technologies: Vec<Technology>,
    agencies: Table,
    companies: Table,
    measures: Table,
    binds: &'static str,
    /// What was sold, and which measures held, drawn.
    bars: Option<Bars>,
    /// The same as a table.
    time: Table,
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
    let name = subject.caption.clone();
    let code = subject.id().to_owned();
    let bought = Trade::of(cx, Facet::RecipientCountry, &code)?;
    let sold = Trade::of(cx, Facet::SupplierCountry, &code)?;
    // What a firm of the country supplied within it is no export: it stands once, under what the country buys.
    let domestic = sold.count_with(Facet::RecipientCountry, &code)?;
    let sold = sold.without(Facet::RecipientCountry, &code)?;
    let measured = cx.near(subject.number, "Measure", "target")?;
    let told_bought = bought.figures(&[Facet::Technology, Facet::Supplier, Facet::Missing])?;
    let told_sold = sold.figures(&[Facet::RecipientCountry])?;

    // The page stays small where a country has much on both sides: the second side gets what the first leaves.
    let traded = told_bought.counts();
    let first = shown(usize::try_from(traded.deals + traded.offers).unwrap_or(usize::MAX), CAP);
    let buys = side(&bought, &told_bought, true, &name, &code, CAP)?;
    let sells = side(&sold, &told_sold, false, &name, &code, (BOTH - first).max(LEAST))?;
    let list = |kind: &str| format!("/{kind}?country={code}");
    let years = told_bought.years();
    let time = Time::of(cx, &name, &code, &years);
    let (bars, time) = (time.bars(), time.table());
    let template = CountryPage {
        layout: subject
            .layout("countries")?
            .about(format!("Recorded deals in surveillance technology with {name}, both ways, with their evidence.")),
        others: subject.entity.values("aliases").take(8).map(str::to_owned).collect(),
        summary: summary(&name, &told_bought, &told_sold, domestic, measured.len()),
        technologies: technologies(cx, &told_bought.values(Facet::Technology))?,
        agencies: things::list(
            cx,
            &format!("Agencies of {name}"),
            "Agency",
            (Facet::Country, &code),
            FEW,
            &list("agencies"),
        )?,
        companies: things::list(
            cx,
            &format!("Companies seated in {name}"),
            "Company",
            (Facet::Country, &code),
            FEW,
            &list("companies"),
        )?,
        measures: measures::table(cx, &format!("Measures aimed at {name}, newest first"), &measured, false)?,
        binds: measures::BINDS,
        bars,
        time,
        incidents: things::list(
            cx,
            &format!("Documented incidents with {name} as presumed operator"),
            "Incident",
            (Facet::Country, &code),
            FEW,
            &list("incidents"),
        )?,
        coverage: coverage(cx, &code),
        unknown: unknown(&told_bought, traded.deals + traded.offers, measured.is_empty()),
        ending: Ending::of_entity(cx, &subject.entity, subject.forms(), "All transfers of this page, whole:"),
        buys,
        sells,
        name,
        code,
    };
    page(&template)
}

fn side(all: &Trade<'_>, figures: &Figures, buys: bool, name: &str, code: &str, cap: usize) -> Result<Side, Error> {
    let facet = if buys { "recipient_country" } else { "supplier_country" };
    let to = if buys { "to" } else { "from" };
    let rest = format!("/transfers?{facet}={code}&act=deal&act=offer");
    let rest_licences = format!("/transfers?{facet}={code}&act=licence&act=licence_refused");
    let sides = if buys { Sides::Supplier } else { Sides::Both };
    let deals = |total| format!("Deals and offers {to} {name}: {total} in all, newest first");
    let licences = |total: usize| {
        let lines = words::count(total as u64, "line", "lines");
        format!("Decisions on export licences {to} {name}: {lines} in all, identical ones together")
    };
    Ok(Side {
        deals: all.deals(deals, sides, &rest, cap)?,
        licences: all.licences(licences, &rest_licences)?,
        years: figures.by_year(&format!("Transfers {to} {name} by year")),
        sure: figures.by_confidence(),
    })
}

fn summary(name: &str, bought: &Figures, sold: &Figures, domestic: usize, measures: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let told = words::counts(&bought.counts());
    if told.is_empty() {
        lines.push(format!("No transfer to {name} is recorded here, which is not evidence that there was none."));
    } else {
        let named = match bought.values(Facet::Supplier).len() {
            0 => "no supplier is named".to_owned(),
            // More are not counted.
            n @ 1000.. => format!("at least {n} companies are named as supplier"),
            n => format!("{} named as supplier", words::count(n as u64, "company is", "companies are")),
        };
        lines.push(format!("To {name}: {}; {named}.", words::and(&told)));
    }
    let told = words::counts(&sold.counts());
    if told.is_empty() {
        lines.push(format!("From {name} to other countries: no transfer is recorded here."));
    } else {
        let to = sold.all_values(Facet::RecipientCountry);
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

fn technologies(cx: &Cx, bought: &[(String, usize)]) -> Result<Vec<Technology>, Error> {
    let mut found = Vec::new();
    for (key, _) in bought {
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
    let trade = |subject: &str| matches!(subject, "transfers" | "incidents");
    let all = cx.snapshot.coverage();
    let mut ours: Vec<_> =
        all.iter().filter(|c| c.target == code || (c.target.is_empty() && trade(&c.subject))).collect();
    // What was looked for about this country stands before what was looked for about all.
    ours.sort_by_key(|c| (c.target.is_empty(), !trade(&c.subject)));
    let rest = all.iter().filter(|c| c.target.is_empty() && !trade(&c.subject)).count();
    if rest > 0 {
        let rest = words::count(rest as u64, "line", "lines");
        table.more =
            Inline::name("/data#coverage", format!("{rest} more, on measures of whatever country, by issuer")).into();
    }
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

fn unknown(bought: &Figures, all: u64, unmeasured: bool) -> Vec<String> {
    let missing = bought.values(Facet::Missing);
    let mut lines = Vec::new();
    for (what, say) in [
        ("supplier", "The supplier is not known"),
        ("end_user", "The agency or end user is not known"),
        ("act_date", "No date of contract, delivery or use is known"),
        ("stage", "The stage is not known"),
    ] {
        if let Some((_, n)) = missing.iter().find(|(value, _)| value == what) {
            lines.push(format!("{say}: {n} of {all} deals and offers to this country."));
        }
    }
    if unmeasured {
        lines.push(
            "No measure aimed at this country is recorded within the coverage stated on this page. That is not evidence that there was none."
                .to_owned(),
        );
    }
    lines.push("Sales that no public source tells of are missing here.".to_owned());
    lines
}
