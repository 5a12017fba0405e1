//! The whole site as plain files: asked page by page, as a reader would, with links that lead from file to file.

mod names;
mod shelf;
mod turn;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use sousveil_export::place::path;
use sousveil_snapshot::{Redirect, Snapshot, SnapshotError};
use tokio::task::{JoinError, JoinSet};

use crate::address;
use crate::once::{Once, OnceError};
use crate::response::Media;
use crate::router::router;
use crate::site::Site;
use crate::words;
use shelf::{Shelved, shelved, way};
use turn::turn;

/// The script of the search.
const SCRIPT: &str = "search.js";
/// Where a reader may begin, beside the entries: what no page need lead to.
const BEGIN: [&str; 4] = ["/", "/about", "/search", "/claims.jsonl"];

/// Why a site can't be published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A page leads to what there is not.
    #[error("the page {from} leads to {address}, which answers {status}")]
    Broken {
        /// Where the link is.
        from: String,
        /// Where it leads.
        address: String,
        /// What is there.
        status: StatusCode,
    },
    /// Two addresses would have one file.
    #[error("{0} and {1} would lie in one file")]
    Twice(String, String),
    /// An answer was cut off.
    #[error(transparent)]
    Asked(#[from] OnceError),
    /// A page is no text, or none that can be read.
    #[error("the page {address}: {why}")]
    Page {
        /// Which.
        address: String,
        /// What is wrong.
        why: String,
    },
    /// A file can't be written.
    #[error("writing {file}: {source}")]
    Write {
        /// Which.
        file: String,
        /// Why.
        source: io::Error,
    },
    /// The names can't be read.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    /// A page failed.
    #[error("a page was not made: {0}")]
    Made(#[from] JoinError),
}

/// An address that was asked for.
struct Asked {
    shelved: Shelved,
    /// Where a link to it was first found.
    from: String,
    status: StatusCode,
    /// What lies there, links turned.
    body: Vec<u8>,
    links: BTreeSet<String>,
}

/// Asks the site for all that is published, and hands each file to `put`, in no order. `told` hears how many are made and
/// how many are known so far.
///
/// # Errors
/// Where a page is missing or failed, or `put` fails; what was handed over is then not whole.
pub async fn publish(
    site: Arc<Site>,
    put: &mut dyn FnMut(&str, &[u8]) -> io::Result<()>,
    told: &mut dyn FnMut(u64, u64),
) -> Result<(), PublishError> {
    let snapshot = site.snapshot();
    let base: Arc<str> = site.place.base().unwrap_or_default().into();
    let router = router(site);
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let mut waiting = VecDeque::new();
    let mut learn = |address: &str, from: &str, waiting: &mut VecDeque<(Shelved, String)>| {
        let Some(shelved) = shelved(address) else { return Ok(()) };
        match known.get(&shelved.file) {
            Some(other) if *other == shelved.address => {}
            Some(other) => return Err(PublishError::Twice(other.clone(), shelved.address)),
            None => {
                known.insert(shelved.file.clone(), shelved.address.clone());
                waiting.push_back((shelved, from.to_owned()));
            }
        }
        Ok(())
    };
    let entries = (0..snapshot.len()).filter_map(|number| snapshot.head(number)).map(address::of_entity);
    // Links from elsewhere to an entry that was merged or withdrawn lead on, or to its reasons.
    let gone = snapshot.redirects().iter().flat_map(|redirect| old_addresses(redirect, &snapshot));
    for address in BEGIN.into_iter().map(str::to_owned).chain(entries).chain(gone) {
        learn(&address, "the beginning", &mut waiting)?;
    }
    let write = |file: &str, source| PublishError::Write { file: file.to_owned(), source };
    put(SCRIPT, include_bytes!("search.js")).map_err(|e| write(SCRIPT, e))?;
    put(names::FILE, names::script(&snapshot)?.as_bytes()).map_err(|e| write(names::FILE, e))?;
    let most = std::thread::available_parallelism().map_or(2, |cores| cores.get().saturating_mul(2));
    let (mut open, mut made) = (JoinSet::new(), 0);
    loop {
        while open.len() < most {
            let Some((shelved, from)) = waiting.pop_front() else { break };
            open.spawn(ask(router.clone(), shelved, from, Arc::clone(&base)));
        }
        let Some(asked) = open.join_next().await else { break };
        let asked = asked??;
        let Shelved { address, file } = &asked.shelved;
        if !matches!(asked.status, StatusCode::OK | StatusCode::GONE | StatusCode::PERMANENT_REDIRECT) {
            return Err(PublishError::Broken { from: asked.from, address: address.clone(), status: asked.status });
        }
        for link in &asked.links {
            learn(link, address, &mut waiting)?;
        }
        put(file, &asked.body).map_err(|e| write(file, e))?;
        made += 1;
        told(made, made + (open.len() + waiting.len()) as u64);
    }
    Ok(())
}

/// Where an entry was that is now another, or none: of one that was withdrawn nothing says of which kind it was.
fn old_addresses(redirect: &Redirect, snapshot: &Snapshot) -> Vec<String> {
    match snapshot.head_of(&redirect.new) {
        Some(new) => vec![path(new.schema, &redirect.old)],
        None => words::lists().map(|(_, schema)| path(schema, &redirect.old)).collect(),
    }
}

async fn ask(router: Router, shelved: Shelved, from: String, base: Arc<str>) -> Result<Asked, PublishError> {
    let answer = Once::get(router, &shelved.address, &[]).await?;
    let status = answer.status();
    let (media, location) = (told(answer.headers(), header::CONTENT_TYPE), told(answer.headers(), header::LOCATION));
    let mut body = Vec::new();
    answer.write(&mut body).await?;
    let mut links = BTreeSet::new();
    if status == StatusCode::PERMANENT_REDIRECT {
        let to = self::shelved(&location).ok_or_else(|| PublishError::Page {
            address: shelved.address.clone(),
            why: format!("leads on to {location}, which has no file"),
        })?;
        body = leads_on(&way(&shelved.file, &to.file)).into_bytes();
        links.insert(to.address);
    } else if media.starts_with(Media::Html.essence()) {
        let wrong = |why: String| PublishError::Page { address: shelved.address.clone(), why };
        let page = std::str::from_utf8(&body).map_err(|e| wrong(e.to_string()))?;
        let turned = turn(page, &shelved.file, &base).map_err(|e| wrong(e.to_string()))?;
        body = turned.page.into_bytes();
        links = turned.links;
    }
    Ok(Asked { shelved, from, status, body, links })
}

/// What a header says; empty where it says nothing.
fn told(headers: &HeaderMap, name: HeaderName) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// A page that does nothing but lead on.
fn leads_on(way: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Moved</title>\
         <meta http-equiv=\"refresh\" content=\"0; url={way}\"><p><a href=\"{way}\">It stands here now.</a></p></html>\n"
    )
}
