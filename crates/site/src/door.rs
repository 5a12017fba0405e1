//! The way from an address to a question, for those who come without a connection: the shell, fuzzing, tests.

use sousveil_snapshot::{Query, Snapshot};

use crate::formats::Format;
use crate::lists::{self, Kind, View};
use crate::words;

/// What an address of a list asks for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The question to the snapshot, whole. Of countries the site then shows those of which something is recorded.
    pub query: Query,
    /// What the list is called, with all that narrows it.
    pub title: String,
    /// The address of the same view, path and query, as the site gives it.
    pub href: String,
    /// The address of its feed.
    pub feed: String,
}

/// Reads the address of a list or search, path and query, as the site does: `/transfers?recipient_country=uz`,
/// `/search.csv?q=verint`. It depends on nothing but its arguments and answers for any text.
///
/// # Errors
/// In words, where there is no such list, or the query has a part that the list does not take.
pub fn question(snapshot: &Snapshot, target: &str) -> Result<Asked, String> {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let name = path.strip_prefix('/').unwrap_or(path);
    let known = Format::split(name).and_then(|(name, _)| kind_of(name));
    let kind = known.ok_or_else(|| {
        let names: Vec<&str> = words::lists().map(|(name, _)| name).chain(["search"]).collect();
        format!("there is no list `{name}`; expected one of {}", names.join(", "))
    })?;
    match View::parse(snapshot, kind, query) {
        Ok(view) => {
            let (title, feed) = (view.title(snapshot), view.href_of(".atom"));
            Ok(Asked { query: view.query(), title, href: view.paged(1).href(), feed })
        }
        Err(crate::error::Error::BadQuery(bad)) => {
            Err(format!("{}: found `{}`, expected {}", bad.parameter, bad.found, bad.expected))
        }
        Err(other) => Err(other.to_string()),
    }
}

fn kind_of(name: &str) -> Option<Kind> {
    if name == lists::SEARCH.name {
        return Some(lists::SEARCH);
    }
    words::lists().find(|(list, _)| *list == name).map(|(list, schema)| lists::kind(list, schema))
}
