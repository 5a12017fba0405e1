//! `export citations` and `export atom`: files about a list of the site, the same as the site gives.

use std::collections::HashSet;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, anyhow, bail};
use sousveil_export::atom::{Feed, atom as feed_of};
use sousveil_export::{Citation, CitationForm, Place, citations_of};
use sousveil_site::{Asked, encode, question};
use sousveil_snapshot::{COUNTRY, Facet, Query, Snapshot};

use crate::args::{Data, Selection};
use crate::{output, places};

/// Writes the citations of a list; exit code 1 where it has no entry.
pub fn citations(
    form: CitationForm,
    selection: &Selection,
    public_url: Option<&str>,
    out: Option<&Path>,
    data: &Data,
) -> Result<ExitCode> {
    let opened = places::open(data)?;
    let snapshot = &opened.snapshot;
    let asked = asked(snapshot, selection, "sources")?;
    let hits = snapshot.query(&asked.query)?.hits;
    let none = hits.is_empty();
    let list = Citation::of_list(snapshot, &Place::new(public_url), asked.title, &asked.href);
    output::to_file_or_stdout(out, |out| Ok(citations_of(snapshot, form, &[list], hits, out).map(drop)?))?;
    Ok(found(!none))
}

/// Writes a feed; exit code 1 where the list has no entry.
pub fn atom(
    country: Option<&str>,
    selection: &Selection,
    public_url: Option<&str>,
    out: Option<&Path>,
    data: &Data,
) -> Result<ExitCode> {
    let opened = places::open(data)?;
    let snapshot = &opened.snapshot;
    let feed = match country {
        Some(code) => of_country(snapshot, &code.to_lowercase())?,
        None if selection.table.is_none() && selection.query.is_none() && selection.narrow.is_empty() => Feed {
            title: "Sousveil: what changed".to_owned(),
            path: "/changes.atom".to_owned(),
            page: "/".to_owned(),
            only: None,
        },
        None => {
            let asked = asked(snapshot, selection, "search")?;
            let only: HashSet<u32> = snapshot.query(&asked.query)?.hits.into_iter().collect();
            let title = format!("{}: what changed in Sousveil", asked.title);
            Feed { title, path: asked.feed, page: asked.href, only: Some(only) }
        }
    };
    let some = feed.only.as_ref().is_none_or(|only| !only.is_empty());
    let xml = feed_of(snapshot, &Place::new(public_url), &feed);
    output::to_file_or_stdout(out, |out| Ok(out.write_all(xml.as_bytes())?))?;
    Ok(found(some))
}

fn of_country(snapshot: &Snapshot, code: &str) -> Result<Feed> {
    let number = snapshot.number(code).filter(|n| snapshot.head(*n).is_some_and(|h| h.schema == COUNTRY));
    let number = number.with_context(|| format!("--country {code}: no country has that code; expected one like uz"))?;
    let query = Query { filters: vec![(Facet::Country, code.to_owned())], ..Query::default() };
    let mut only: HashSet<u32> = snapshot.query(&query)?.hits.into_iter().collect();
    only.insert(number);
    let name = snapshot.head(number).map_or(code, |h| h.caption);
    Ok(Feed {
        title: format!("{name}: what changed in Sousveil"),
        path: format!("/countries/{code}.atom"),
        page: format!("/countries/{code}"),
        only: Some(only),
    })
}

/// Reads a selection as the site reads the address of the same list.
fn asked(snapshot: &Snapshot, selection: &Selection, default: &str) -> Result<Asked> {
    let plain = selection.query.is_none() && selection.narrow.is_empty();
    let table = selection.table.as_deref().unwrap_or(if plain { default } else { "search" });
    let mut parts = Vec::new();
    parts.extend(selection.query.iter().map(|words| format!("q={}", encode(words))));
    for pair in &selection.narrow {
        let Some((name, value)) = pair.split_once('=').filter(|(_, value)| !value.is_empty()) else {
            bail!("--where {pair}: expected a name and a value, as in recipient_country=uz");
        };
        parts.push(format!("{}={}", encode(name), encode(value)));
    }
    let target = format!("/{}?{}", table.replace('?', "%3F"), parts.join("&"));
    question(snapshot, &target).map_err(|why| anyhow!(why))
}

fn found(some: bool) -> ExitCode {
    if some { ExitCode::SUCCESS } else { ExitCode::from(super::FOUND) }
}
