//! Published indicators of spyware: by family, and each with who says what of it, in which file, and when.

use askama::Template;
use axum::response::Response;
use sousveil_export::indicators::day;
use sousveil_export::spyware::{Tie, recorded};
use sousveil_inspect::{Claim, Head, Kind};
use sousveil_text::visible;

use crate::address::{outer, pairs};
use crate::cx::Cx;
use crate::error::{BadQuery, Error};
use crate::indicators::{Family, Indicators, address_of, is_open};
use crate::inspection::{defanged, tie_said};
use crate::language::{country_of, filters, known, number, say, say_with};
use crate::lists;
use crate::response::page;
use crate::view::facets::Pager;
use crate::view::inline::{Inline, Line};
use crate::view::layout::Layout;
use crate::view::linked::Linked;
use crate::view::table::{Table, numbers, words as col};
use crate::view::thing::Section;

/// Where the list of families is.
pub(crate) const ADDRESS: &str = "/indicators";
/// How much of a name of others is shown.
const SHOWN: usize = 300;
/// How many values of a family are on one page.
const ON_A_PAGE: usize = 200;

#[derive(Template)]
#[template(path = "told.html")]
struct ToldPage {
    layout: Layout,
    kind: &'static str,
    title: String,
    lead: Vec<Line>,
    key: Vec<(&'static str, Line)>,
    sections: Vec<Section>,
    /// Other parts of a long list.
    pager: Option<Pager>,
}

fn indicators(cx: &Cx) -> Result<&Indicators, Error> {
    cx.site.config.indicators.as_deref().ok_or(Error::Missing("error-none-page"))
}

fn layout(cx: &Cx, title: &str) -> Layout {
    Layout::new(Some(cx), title)
        .here("inspect")
        .about(say("indicators-about"))
        .crumb(ADDRESS, say("indicators-title"))
        .linked(Linked::page(cx, "WebPage"))
}

/// All families, and the packs from which they come.
pub(crate) fn all(cx: &Cx) -> Result<Response, Error> {
    lists::only_version(cx)?;
    let indicators = indicators(cx)?;
    let heads = [
        col(say("indicators-family")),
        numbers(say("indicators-values")),
        col(say("indicators-published-by")),
        col(say("indicators-product")),
        col(say("indicators-vendor")),
    ];
    let total: u64 = indicators.families().map(|(_, family)| family.values.len() as u64).sum();
    let caption = say_with("indicators-values-of", &[("n", total.into())]);
    let mut families = Table::new(caption, &heads);
    let mut sorted: Vec<(&str, &Family)> = indicators.families().collect();
    sorted.sort_by_key(|(address, family)| (family.name().is_none(), std::cmp::Reverse(family.values.len()), *address));
    for (address, family) in sorted {
        families.rows.push(vec![
            Inline::name(format!("/families/{address}"), name(family)).into(),
            number(family.values.len() as u64).into(),
            named(&family.publishers),
            Line::listed(family.products.iter().map(|id| cx.link(id))),
            Line::listed(family.vendors.iter().map(|id| cx.link(id))),
        ]);
    }
    let heads = [
        col(say("indicators-pack")),
        col(say("indicators-licence")),
        col(say("indicators-made")),
        numbers(say("indicators-publications")),
        numbers(say("indicators-values")),
        col(say("indicators-shown")),
    ];
    let mut packs = Table::new(say("indicators-packs"), &heads);
    for pack in indicators.packs().iter() {
        let head = pack.head();
        packs.rows.push(vec![
            visible(&head.name, SHOWN).into(),
            licence(head).into(),
            made(head),
            number(head.origins.len() as u64).into(),
            number(pack.len() as u64).into(),
            say(if is_open(head) { "indicators-shown-yes" } else { "indicators-shown-no" }).into(),
        ]);
    }
    let title = say("indicators-title");
    let check = Inline::link(super::inspect::ADDRESS, say("indicators-inspect"));
    page(&ToldPage {
        layout: layout(cx, title),
        kind: "",
        title: title.to_owned(),
        lead: vec![say("indicators-lead").into(), check.into()],
        key: Vec::new(),
        sections: vec![
            section("families", say("indicators-families"), None, vec![families]),
            section("packs", say("indicators-packs"), Some(say("indicators-packs-say")), vec![packs]),
        ],
        pager: None,
    })
}

/// The ways to the families that a product or company is called by; none where there are no indicators of it.
pub(crate) fn ways(cx: &Cx, id: &str) -> Line {
    let way = |(address, family): (&str, &Family)| {
        let n = family.values.len() as u64;
        let text = say_with("indicators-way", &[("family", name(family).into()), ("n", n.into())]);
        Inline::link(format!("/families/{address}"), text)
    };
    Line::listed(cx.site.config.indicators.iter().flat_map(|indicators| indicators.of_entity(id)).map(way))
}

/// What publications ascribe to a family.
pub(crate) fn family(cx: &Cx, address: &str) -> Result<Response, Error> {
    let indicators = indicators(cx)?;
    let family = indicators.family(address).ok_or(Error::Missing("indicators-no-family"))?;
    let part = part(cx, address, family.values.len())?;
    let name = name(family);
    let mut key = vec![
        (say("indicators-published-by"), named(&family.publishers)),
        (say("indicators-product"), Line::listed(family.products.iter().map(|id| cx.link(id)))),
        (say("indicators-vendor"), Line::listed(family.vendors.iter().map(|id| cx.link(id)))),
    ];
    let others: Vec<&str> = family.names().filter(|other| *other != name && !other.is_empty()).collect();
    if !others.is_empty() {
        key.push((say("indicators-also"), others.join(", ").into()));
    }
    for (_, line) in &mut key {
        if line.is_empty() {
            *line = Inline::soft(say("thing-not-known")).into();
        }
    }
    let ties = family.products.iter().map(|id| Tie { product: Some(id.clone()), vendor: None });
    let ties = ties.chain(family.vendors.iter().map(|id| Tie { product: None, vendor: Some(id.clone()) }));
    for tie in ties {
        if let Some(line) = deals(cx, &tie)? {
            key.push((say("indicators-deals"), line));
        }
    }
    let total = family.values.len() as u64;
    let caption = say_with("indicators-values-of", &[("n", total.into())]);
    let mut table = Table::new(caption, &[col(say("indicators-value")), col(say("indicators-kind"))]);
    for ((kind, value), id) in family.values.iter().skip((part - 1) * ON_A_PAGE).take(ON_A_PAGE) {
        table
            .rows
            .push(vec![Inline::link(format!("/indicators/{id}"), shown(*kind, value)).into(), kind_said(*kind).into()]);
    }
    let values = section("values", say("indicators-values"), Some(say("indicators-defanged")), vec![table]);
    let (title, crumb) = (name.clone(), format!("/families/{address}"));
    page(&ToldPage {
        layout: layout(cx, &title).crumb(crumb, title.clone()),
        kind: say("indicators-family-kind"),
        title,
        lead: family.name().map(|_| say("indicators-family-lead").into()).into_iter().collect(),
        key,
        sections: vec![values],
        pager: pager(address, part, family.values.len()),
    })
}

/// A value with all that is said of it.
pub(crate) fn one(cx: &Cx, id: &str) -> Result<Response, Error> {
    lists::only_version(cx)?;
    let found = indicators(cx)?.of(id);
    let Some((_, first)) = found.first() else { return Err(Error::Missing("indicators-no-value")) };
    let (kind, value) = (first.kind, shown(first.kind, first.value));
    let mut key = vec![(say("indicators-kind"), Line::from(kind_said(kind)))];
    let traps: Vec<_> = first.traps().iter().filter_map(|trap| known(&format!("trap-{trap}"))).collect();
    if !traps.is_empty() {
        key.push((say("indicators-trap"), traps.join("; ").into()));
    }
    let mut tables = Vec::new();
    for (pack, entry) in &found {
        for claim in entry.claims() {
            let heads = [col(say("indicators-step")), col(say("indicators-step-what"))];
            let mut table = Table::new(visible(&tie_said(&claim, &claim.origin.file), SHOWN), &heads);
            table.rows = custody(cx, pack.head(), &claim)?;
            tables.push(table);
        }
    }
    let custody = section("custody", say("indicators-custody"), Some(say("indicators-custody-say")), tables);
    page(&ToldPage {
        layout: layout(cx, say("indicators-value-kind")),
        kind: say("indicators-value-kind"),
        title: value,
        lead: vec![say("indicators-value-lead").into()],
        key,
        sections: vec![custody],
        pager: None,
    })
}

/// How it came here, from who said it to this page.
fn custody(cx: &Cx, head: &Head, claim: &Claim<'_>) -> Result<Vec<Vec<Line>>, Error> {
    let origin = claim.origin;
    let mut rows: Vec<Vec<Line>> = Vec::new();
    let mut add = |name: &'static str, line: Line| rows.push(vec![name.into(), line]);
    add(say("indicators-published-by"), named(&origin.publishers));
    let reports = origin.reports.iter().map(|url| match outer(url) {
        Some(url) => Inline::Outer { href: url.to_owned(), text: url.to_owned() },
        None => Inline::text(url),
    });
    add(say("indicators-report"), Line::listed(reports));
    add(say("indicators-since"), claim.from.map(day).into());
    if let Some(until) = claim.until {
        add(say("indicators-until"), day(until).into());
    }
    if claim.revoked {
        add(say("indicators-revoked"), say("inspect-taken-back").into());
    }
    if let Some(note) = &origin.note {
        add(say("indicators-note"), Line::english(&visible(note, SHOWN)));
    }
    if let Some(aimed_at) = &origin.aimed_at {
        add(say("indicators-aimed-at"), Line::english(&visible(aimed_at, SHOWN)));
    }
    add(say("indicators-file"), visible(&origin.file, SHOWN).into());
    add("SHA-256", origin.sha256.clone().into());
    add(say("indicators-pack"), format!("{} ({})", head.name, licence(head)).into());
    add(say("indicators-made"), made(head));
    let family = origin.family.as_deref();
    add(
        say("indicators-family"),
        family.map(|family| Inline::name(format!("/families/{}", address_of(family)), visible(family, SHOWN))).into(),
    );
    add(say("indicators-product"), origin.product.iter().map(|id| cx.link(id)).next().into());
    add(say("indicators-vendor"), origin.vendor.iter().map(|id| cx.link(id)).next().into());
    if let Some(id) = &origin.incident {
        add(say("indicators-incident"), cx.link(id).into());
    }
    let tie = Tie { product: origin.product.clone(), vendor: origin.vendor.clone() };
    if let Some(line) = deals(cx, &tie)? {
        add(say("indicators-deals"), line);
    }
    Ok(rows)
}

/// Deals on record, with the way to them.
fn deals(cx: &Cx, tie: &Tie) -> Result<Option<Line>, Error> {
    let Some(recorded) = recorded(&cx.snapshot, tie)? else { return Ok(None) };
    let to = recorded.recipients.iter().map(|(code, n)| format!("{} ({n})", country_of(code, &cx.caption(code))));
    let of = if tie.product.as_ref() == Some(&recorded.of) { "product" } else { "company" };
    let told = say_with(
        "indicators-deals-told",
        &[("n", (recorded.deals as u64).into()), ("what", cx.caption(&recorded.of).into())],
    );
    let link = Inline::link(format!("/transfers?{of}={}&act=deal", recorded.of), told);
    Ok(Some(Line::from(link).then(format!(": {}", to.collect::<Vec<_>>().join(", ")).into())))
}

fn section(id: &'static str, heading: &'static str, say: Option<&str>, tables: Vec<Table>) -> Section {
    Section { id, heading, say: say.map(str::to_owned), tables }
}

fn name(family: &Family) -> String {
    family.name().map_or_else(|| say("indicators-unnamed").to_owned(), |name| visible(name, SHOWN))
}

/// Names one after the other; empty where there are none.
fn named(names: &[String]) -> Line {
    Line::listed(names.iter().map(|name| Inline::text(visible(name, SHOWN))))
}

fn licence(head: &Head) -> String {
    if is_open(head) { visible(&head.licence, SHOWN) } else { say("thing-not-known").to_owned() }
}

fn made(head: &Head) -> Line {
    if head.made.is_empty() { say("indicators-inside").into() } else { head.made.clone().into() }
}

/// A value as it may be shown: nobody shall open it by a slip.
fn shown(kind: Kind, value: &str) -> String {
    match kind {
        Kind::Url | Kind::Host | Kind::Ip | Kind::Email => defanged(value),
        _ => visible(value, SHOWN),
    }
}

fn kind_said(kind: Kind) -> String {
    known(&format!("indicator-{kind}")).map_or_else(|| kind.to_string(), str::to_owned)
}

/// Which part of a list of so many an address asks for.
fn part(cx: &Cx, address: &str, total: usize) -> Result<usize, Error> {
    let mut part = 1;
    for (key, value) in pairs(cx.uri.query().unwrap_or_default()) {
        let last = total.div_ceil(ON_A_PAGE).max(1);
        let without = format!("/families/{address}");
        let asked = value.parse().ok().filter(|part| (1..=last).contains(part));
        match (key.as_str(), asked) {
            ("page", Some(asked)) => part = asked,
            ("data", _) => {}
            ("page", None) => {
                let expected = say_with("indicators-page-expected", &[("last", last.to_string().into())]);
                return Err(BadQuery::new(&key, &value, expected, &without).into());
            }
            _ => return Err(BadQuery::new(&visible(&key, 60), &value, "`page`", &without).into()),
        }
    }
    Ok(part)
}

fn pager(address: &str, part: usize, total: usize) -> Option<Pager> {
    let last = total.div_ceil(ON_A_PAGE).max(1);
    let way = |part: usize| {
        let page = if part == 1 { String::new() } else { format!("?page={part}") };
        format!("/families/{address}{page}")
    };
    let told = say_with("indicators-values-of", &[("n", (total as u64).into())]);
    let (before, after) = ((part > 1).then(|| way(part - 1)), (part < last).then(|| way(part + 1)));
    (last > 1).then_some(Pager { told, landmark: true, before, after })
}
