//! A deal that somebody tells, planned or past: what stands in its way, and a report of it. What is told comes in a body,
//! is kept nowhere, and stands in no address, title or log.

use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use sousveil_export::rules::parties::{List, Looked, Place};
use sousveil_export::rules::planned::{FIELDS, Planned, PlannedError, field};
use sousveil_export::rules::report::{Report, Subject};
use sousveil_rules::{EndUser, Role};
use sousveil_snapshot::{Facet, Query};
use sousveil_text::visible;
use strum::VariantArray as _;

use crate::address::pairs;
use crate::api;
use crate::body::{Posted, is_form};
use crate::cx::Cx;
use crate::error::Error;
use crate::language::{country, filters, say, say_with, technology};
use crate::response::{self, CachePolicy, Media};
use crate::view::inline::Line;
use crate::view::layout::Layout;
use crate::view::linked::Linked;
use crate::view::table::{Table, numbers, plain, words as col};
use crate::view::way::Way;
use crate::words;

/// Where the form is, and where it is sent to.
pub(crate) const ADDRESS: &str = "/check";
/// How many bytes a form may have.
const MOST_BODY: usize = 64 * 1024;
/// How much of what was found a message shows.
const SHOWN: usize = 60;

#[derive(Template)]
#[template(path = "check.html")]
struct CheckPage {
    layout: Layout,
    /// What was filled in, by its part.
    filled: Vec<(&'static str, String)>,
    technologies: Vec<Choice>,
    users: Vec<Choice>,
    books: Vec<String>,
    /// Whether a report can be made here.
    reports: bool,
    found: Option<Found>,
}

/// What can be chosen.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// The answer to a form.
struct Found {
    way: Way,
    parties: Table,
    /// Parties that were found nowhere.
    nobody: Vec<String>,
}

impl CheckPage {
    /// Where nobody was found, beside the measures.
    fn titles(&self) -> String {
        self.books.join(", ")
    }

    fn filled(&self, part: &str) -> &str {
        self.filled.iter().find(|(name, _)| *name == part).map_or("", |(_, value)| value)
    }
}

/// Reads the body of a form.
pub(crate) async fn receive(cx: &Cx, request: Request) -> Result<Posted, Error> {
    if !is_form(request.headers()) {
        return Err(Error::not_a_form());
    }
    Posted::receive(&cx.site, request.into_body(), MOST_BODY).await
}

/// The form.
pub(crate) fn form(cx: &Cx) -> Result<Response, Error> {
    crate::lists::only_version(cx)?;
    shown(cx, Vec::new(), None)
}

/// What a form asks for.
enum Wanted {
    Page,
    Html,
    Xlsx,
}

/// The answer to a form.
pub(crate) fn answer(cx: &Cx, posted: &Posted) -> Result<Response, Error> {
    crate::lists::only_version(cx)?;
    let mut fields = pairs(&String::from_utf8_lossy(&posted.body));
    let mut taken = |name: &str| {
        let own: Vec<String> = fields.extract_if(.., |(field, _)| field == name).map(|(_, value)| value).collect();
        match <[String; 1]>::try_from(own) {
            Ok([one]) => Ok(Some(one)),
            Err(none) if none.is_empty() => Ok(None),
            Err(_) => Err(Error::BadForm(say_with("check-twice", &[("field", name.into())]))),
        }
    };
    let wanted = match taken("as")?.as_deref() {
        None | Some("") => Wanted::Page,
        Some("html") => Wanted::Html,
        Some("xlsx") => Wanted::Xlsx,
        Some(other) => {
            return Err(Error::BadForm(say_with("check-as", &[("found", visible(other, SHOWN).into())])));
        }
    };
    let transfer = taken("transfer")?;
    let books = api::open_books(cx);
    let lists = books.iter().skip(1);
    let lists: Vec<List<'_>> = lists.map(|book| List { name: &book.name, snapshot: &book.snapshot }).collect();
    if let Some(id) = transfer {
        if let Some((field, _)) = fields.first() {
            let field = visible(field, SHOWN);
            return Err(Error::BadForm(say_with("check-beside", &[("field", field.into())])));
        }
        let entity = cx.snapshot.entity(&id)?.filter(|entity| entity.schema == "Transfer");
        let entity = entity.ok_or_else(|| Error::Missing("check-no-transfer"))?;
        let subject = Subject::recorded(cx.law(), &cx.snapshot, &entity, &lists)?;
        cx.charge(subject.parties())?;
        return report(cx, &subject, &lists, &wanted);
    }
    let planned = planned(cx, &fields, &lists)?;
    match wanted {
        Wanted::Page => {
            let way = Way::of(cx, &planned.deal);
            let (parties, nobody) = parties(cx, &planned.parties);
            shown(cx, planned.told, Some(Found { way, parties, nobody }))
        }
        Wanted::Html | Wanted::Xlsx => report(cx, &Subject::planned(&planned, &cx.snapshot), &lists, &wanted),
    }
}

/// Reads the deal and looks its parties up.
fn planned(cx: &Cx, fields: &[(String, String)], lists: &[List<'_>]) -> Result<Planned, Error> {
    let told = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let mut planned = Planned::read(&cx.snapshot, told).map_err(|error| Error::BadForm(sentence(&error)))?;
    if planned.told.is_empty() {
        return Err(Error::BadForm(say("check-empty").to_owned()));
    }
    // Each name costs what a question to the screening does.
    cx.charge(planned.names())?;
    planned.resolve(cx.law(), &cx.snapshot, lists)?;
    Ok(planned)
}

fn sentence(error: &PlannedError) -> String {
    let own = field(&error.field);
    let part = own.map_or_else(|| visible(&error.field, SHOWN), words::word);
    // Bounds, and what must not be told twice, are known in English alone.
    let usual = |part: &&str| FIELDS.iter().any(|(own, _, told)| own == part && *told == error.expected);
    let expected = own.filter(usual).and_then(expected);
    let expected = expected.map_or_else(|| error.expected.replace('`', ""), str::to_owned);
    let found = visible(&error.found, SHOWN);
    say_with("check-wrong", &[("part", part.into()), ("found", found.into()), ("expected", expected.into())])
}

/// What is expected in a part of a deal.
fn expected(part: &str) -> Option<&'static str> {
    Some(say(match part {
        "supplier_country" | "intermediary_country" | "recipient_country" => "check-expected-countries",
        "technologies" => "check-expected-technologies",
        "item_codes" => "check-expected-codes",
        "on" => "check-expected-date",
        "end_user_kind" => "check-expected-kinds",
        "area" => "check-expected-area",
        "us_item" => "check-expected-us",
        "supplier" | "intermediary" | "recipient" | "end_user" => "check-expected-name",
        _ => return None,
    }))
}

/// What the part of a party is called.
fn role(role: Role) -> &'static str {
    say(match role {
        Role::Supplier => "check-role-supplier",
        Role::Intermediary => "check-role-intermediary",
        Role::Recipient => "check-role-recipient",
        Role::EndUser => "check-role-user",
    })
}

fn report(cx: &Cx, subject: &Subject, lists: &[List<'_>], wanted: &Wanted) -> Result<Response, Error> {
    let Some(today) = cx.site.config.today else {
        return Err(Error::BadForm(say("check-no-report").to_owned()));
    };
    let day = today();
    let report = Report::of(cx.law(), &cx.snapshot, subject, lists, &day)?;
    let (media, ending, body) = match wanted {
        Wanted::Xlsx => {
            let mut bytes = Vec::new();
            report.xlsx(&mut bytes)?;
            (Media::Xlsx, "xlsx", bytes)
        }
        Wanted::Html | Wanted::Page => (Media::Html, "html", report.html()?.into_bytes()),
    };
    let mut response = response::answer(StatusCode::OK, media, CachePolicy::NoStore, body);
    let headers = response.headers_mut();
    // What somebody asked must be read by no page elsewhere.
    headers.remove(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    let name = format!("attachment; filename=\"deal-report-{day}.{ending}\"");
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// Who the parties may be, and those of whom nobody was found.
fn parties(cx: &Cx, parties: &[Looked]) -> (Table, Vec<String>) {
    let heads = [
        col(say("check-parties-part")),
        col(say("check-parties-asked")),
        col(say("check-parties-may-be")),
        col(say("check-parties-in")),
        col(say("check-parties-countries")),
        numbers(say("check-parties-score")),
        plain(say("check-parties-why")),
    ];
    let mut table = Table::new(say("check-parties"), &heads);
    let mut nobody = Vec::new();
    for looked in parties {
        let role = role(looked.role);
        if looked.found.is_empty() {
            nobody.push(format!("{role}: {}", looked.asked));
        }
        for found in &looked.found {
            let (who, place): (Line, String) = match &found.place {
                Place::Index(id) => (cx.link(id).into(), say("check-in-index").to_owned()),
                Place::Measure => (found.caption.as_str().into(), say("check-in-measure").to_owned()),
                Place::List(name, id) => (format!("{} ({id})", found.caption).into(), name.clone()),
            };
            let countries: Vec<String> = found.countries.iter().map(|code| country(code)).collect();
            let why = sousveil_export::screened::reasons(&found.explanations);
            table.rows.push(vec![
                role.into(),
                looked.asked.as_str().into(),
                who,
                place.into(),
                countries.join(", ").into(),
                format!("{:.2}", found.score).into(),
                if found.is(&looked.asked) { say("check-by-identifier").into() } else { why.into() },
            ]);
        }
    }
    (table, nobody)
}

fn shown(cx: &Cx, told: Vec<(&'static str, String)>, found: Option<Found>) -> Result<Response, Error> {
    let chosen = |part: &str, value: &str| {
        told.iter().any(|(name, own)| *name == part && own.split(';').any(|own| own.trim() == value))
    };
    let query = Query { filters: vec![(Facet::Schema, "Technology".to_owned())], ..Query::default() };
    let mut technologies = Vec::new();
    for number in cx.snapshot.query(&query)?.hits {
        let Some(head) = cx.snapshot.head(number) else { continue };
        let (value, label) = (head.id.to_owned(), technology(head.id, head.caption));
        technologies.push(Choice { chosen: chosen("technologies", &value), value, label });
    }
    technologies.sort_by(|a, b| a.label.cmp(&b.label));
    let users = EndUser::VARIANTS.iter().map(|user| {
        let value = <&str>::from(user).to_owned();
        Choice { chosen: chosen("end_user_kind", &value), label: words::word(&value), value }
    });
    let books = api::open_books(cx);
    let page = CheckPage {
        // The title says nothing of what was asked: browsers keep titles.
        layout: Layout::new(Some(cx), say("check-title"))
            .here("gap")
            .about(say("check-about"))
            .crumb("/gap", say("gap-title"))
            .crumb(ADDRESS, say("gap-own-deal"))
            .linked(Linked::page(cx, "WebPage")),
        technologies,
        users: users.collect(),
        books: books.iter().map(|book| book.title.clone()).collect(),
        reports: cx.site.config.today.is_some(),
        filled: told,
        found,
    };
    Ok(response::answer(StatusCode::OK, Media::Html, CachePolicy::NoStore, response::written(&page)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_as_in_files() {
        for (part, _, told) in FIELDS {
            assert_eq!(expected(part), Some(told.replace('`', "").as_str()));
        }
        let hint = |part, hint| say(hint).starts_with(&format!("{}; ", expected(part).unwrap()));
        assert!(hint("supplier_country", "check-from-hint") && hint("on", "check-when-hint"));
        for &of in Role::VARIANTS {
            assert_eq!(role(of), sousveil_export::rules::report::part(of.into()));
        }
    }
}
