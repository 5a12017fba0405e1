//! A country, as buyer and as seller.

use askama::Template;
use axum::response::Response;
use sousveil_snapshot::Facet;

use super::entity::Subject;
use crate::cx::Cx;
use crate::error::Error;
use crate::language::{self, Value, filters, say, say_with};
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
    let code = subject.id().to_owned();
    let name = language::country_of(&code, &subject.caption);
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
    let of_country = |key: &str| say_with(key, &[("country", (&name).into())]);
    let years = told_bought.years();
    let time = Time::of(cx, &name, &code, &years);
    let (bars, time) = (time.bars(), time.table());
    let template = CountryPage {
        layout: subject.layout("countries")?.about(of_country("country-about")),
        others: others(subject, &name),
        summary: summary(&name, &told_bought, &told_sold, domestic, measured.len()),
        technologies: technologies(cx, &told_bought.values(Facet::Technology))?,
        agencies: things::list(
            cx,
            &of_country("country-table-agencies"),
            "Agency",
            (Facet::Country, &code),
            FEW,
            &list("agencies"),
        )?,
        companies: things::list(
            cx,
            &of_country("country-table-companies"),
            "Company",
            (Facet::Country, &code),
            FEW,
            &list("companies"),
        )?,
        measures: measures::table(cx, &of_country("country-table-measures"), &measured, false)?,
        binds: measures::bind_only(),
        bars,
        time,
        incidents: things::list(
            cx,
            &of_country("country-table-incidents"),
            "Incident",
            (Facet::Country, &code),
            FEW,
            &list("incidents"),
        )?,
        coverage: coverage(cx, &code),
        unknown: unknown(&told_bought, traded.deals + traded.offers, measured.is_empty()),
        ending: Ending::of_entity(cx, &subject.entity, subject.forms(), say("country-files")),
        buys,
        sells,
        name,
        code,
    };
    page(&template)
}

fn side(all: &Trade<'_>, figures: &Figures, buys: bool, name: &str, code: &str, cap: usize) -> Result<Side, Error> {
    let facet = if buys { "recipient_country" } else { "supplier_country" };
    let rest = format!("/transfers?{facet}={code}&act=deal&act=offer");
    let rest_licences = format!("/transfers?{facet}={code}&act=licence&act=licence_refused");
    let sides = if buys { Sides::Supplier } else { Sides::Both };
    let (deals, licences, years) = if buys {
        ("country-table-deals-to", "country-table-licences-to", "country-table-years-to")
    } else {
        ("country-table-deals-from", "country-table-licences-from", "country-table-years-from")
    };
    let deals = |total: usize| say_with(deals, &[("country", name.into()), ("total", total.to_string().into())]);
    let licences = |total: usize| say_with(licences, &[("country", name.into()), ("n", total.into())]);
    Ok(Side {
        deals: all.deals(deals, sides, &rest, cap)?,
        licences: all.licences(licences, &rest_licences)?,
        years: figures.by_year(&say_with(years, &[("country", name.into())])),
        sure: figures.by_confidence(),
    })
}

/// What else the country is called: on a translated page its English name, then some in other languages.
fn others(subject: &Subject<'_>, name: &str) -> Vec<String> {
    let all = std::iter::once(subject.caption.as_str()).chain(subject.entity.values("aliases"));
    all.filter(|other| *other != name).take(8).map(str::to_owned).collect()
}

fn summary(name: &str, bought: &Figures, sold: &Figures, domestic: usize, measures: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let country = ("country", Value::from(name));
    let told = words::counts(&bought.counts());
    if told.is_empty() {
        lines.push(say_with("country-bought-none", std::slice::from_ref(&country)));
    } else {
        let what = ("what", words::and(&told).into());
        lines.push(match bought.values(Facet::Supplier).len() {
            0 => say_with("country-bought-unnamed", &[country.clone(), what]),
            // More are not counted.
            n @ 1000.. => say_with("country-bought-many", &[country.clone(), what, ("n", n.to_string().into())]),
            n => say_with("country-bought", &[country.clone(), what, ("n", n.into())]),
        });
    }
    let told = words::counts(&sold.counts());
    if told.is_empty() {
        lines.push(say_with("country-sold-none", std::slice::from_ref(&country)));
    } else {
        let what = ("what", words::and(&told).into());
        let to = sold.all_values(Facet::RecipientCountry);
        lines.push(if to.is_empty() {
            say_with("country-sold", &[country.clone(), what])
        } else {
            say_with("country-sold-to", &[country.clone(), what, ("countries", licences::countries(&to).into())])
        });
    }
    if domestic > 0 {
        lines.push(say_with("country-domestic", &[country.clone(), ("n", domestic.into())]));
    }
    if measures > 0 {
        lines.push(say_with("country-measured", &[country, ("n", measures.into())]));
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
        say("country-coverage"),
        &[
            col(say("country-coverage-subject")),
            col(say("country-coverage-kind")),
            col(say("country-coverage-about")),
            col(say("country-coverage-period")),
            col(say("country-coverage-note")),
        ],
    );
    let trade = |subject: &str| matches!(subject, "transfers" | "incidents");
    let all = cx.snapshot.coverage();
    let mut ours: Vec<_> =
        all.iter().filter(|c| c.target == code || (c.target.is_empty() && trade(&c.subject))).collect();
    // What was looked for about this country stands before what was looked for about all.
    ours.sort_by_key(|c| (c.target.is_empty(), !trade(&c.subject)));
    let rest = all.iter().filter(|c| c.target.is_empty() && !trade(&c.subject)).count();
    if rest > 0 {
        let told = say_with("country-coverage-more", &[("n", rest.into())]);
        table.more = Inline::name("/data#coverage", told).into();
    }
    table.rows = ours.iter().map(|c| coverage_row(cx, c)).collect();
    table
}

/// A line of the coverage.
pub(crate) fn coverage_row(cx: &Cx, line: &sousveil_snapshot::Coverage) -> Vec<Line> {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let about = if line.target.is_empty() {
        Inline::soft(say("country-coverage-all")).into()
    } else {
        Line::from(cx.link(&line.target))
    };
    let subject = match line.subject.as_str() {
        "transfers" => say("country-coverage-transfers"),
        "incidents" => say("country-coverage-incidents"),
        "other issuers" => say("country-coverage-others"),
        issuer => issuer,
    };
    vec![
        subject.into(),
        words::word(&line.kind).into(),
        about,
        words::span(some(&line.from).as_deref(), some(&line.to).as_deref()).into(),
        some(&line.note).map_or_else(|| Inline::soft("–").into(), |note| Inline::English(note).into()),
    ]
}

fn unknown(bought: &Figures, all: u64, unmeasured: bool) -> Vec<String> {
    let missing = bought.values(Facet::Missing);
    let mut lines = Vec::new();
    for (what, key) in [
        ("supplier", "country-no-supplier"),
        ("end_user", "country-no-end-user"),
        ("act_date", "country-no-date"),
        ("stage", "country-no-stage"),
    ] {
        if let Some((_, n)) = missing.iter().find(|(value, _)| value == what) {
            lines.push(say_with(key, &[("n", n.to_string().into()), ("all", all.to_string().into())]));
        }
    }
    if unmeasured {
        lines.push(say("country-no-measure").to_owned());
    }
    lines.push(say("country-untold").to_owned());
    lines
}
