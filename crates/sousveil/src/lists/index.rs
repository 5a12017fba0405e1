//! What OpenSanctions and its like publish beside their files: `index.json` of a dataset with its version, its files and
//! their sums, or a catalogue of several; and `delta_url`, which names for each version what it changed.

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use sousveil_export::ftm::catalogue::{DeltaIndex, Version};

use super::kept::Said;
use super::manifest::Source;
use super::take::{Expected, small};
use super::web::Web;

/// The largest index that is read: OpenSanctions' catalogue of all its datasets has some megabytes.
const MOST_BYTES: u64 = 64 << 20;
/// More versions are not caught up with one by one.
const MOST_DELTAS: usize = 100;

/// A dataset of an index.
#[derive(Debug)]
pub struct Entry {
    /// Its version.
    pub version: String,
    /// What people call it.
    pub title: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// How many entities it has.
    pub entities: Option<u64>,
    /// The file.
    pub file: Source,
    /// What the file must be.
    pub expected: Expected,
    /// Where the index of differences is.
    deltas: Option<Source>,
    /// By what the index is known the next time.
    pub said: Said,
}

/// An index as it is published; all else in it is passed over.
#[derive(Debug, Deserialize)]
struct Published {
    name: Option<String>,
    title: Option<String>,
    version: Option<String>,
    entity_count: Option<u64>,
    publisher: Option<Publisher>,
    delta_url: Option<String>,
    #[serde(default)]
    resources: Vec<Resource>,
    /// Where it is a catalogue; a collection has names there.
    #[serde(default)]
    datasets: Vec<serde_json::Value>,
}

#[derive(Debug, Deserialize)]
struct Publisher {
    name: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Resource {
    name: String,
    url: Option<String>,
    path: Option<String>,
    checksum: Option<String>,
    sha256: Option<String>,
    size: Option<u64>,
}

/// Reads an index; nothing where it is the one that is known.
pub fn read(at: &Source, scope: &str, resource: &str, known: &Said, web: &Web) -> Result<Option<Entry>> {
    let Some((bytes, said)) = small(at, known, MOST_BYTES, web)? else { return Ok(None) };
    entry(at, &bytes, scope, resource, said).map(Some).with_context(|| at.to_string())
}

fn entry(at: &Source, bytes: &[u8], scope: &str, resource: &str, said: Said) -> Result<Entry> {
    let mut found: Published = serde_json::from_slice(bytes)?;
    if found.resources.is_empty() || found.name.as_deref().is_some_and(|name| name != scope) {
        let child = found.datasets.into_iter().find(|child| child.get("name").is_some_and(|name| name == scope));
        let child = child.with_context(|| format!("found no dataset `{scope}`; `scope` says which is meant"))?;
        found = serde_json::from_value(child)?;
    }
    let version = found.version.with_context(|| format!("found no version of `{scope}`"))?;
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':' | '_' | '+');
    ensure!(
        (1..=100).contains(&version.len()) && version.chars().all(good),
        "found a version that is no plain word, expected one such as 20261126000000-abc"
    );
    let names: Vec<String> = found.resources.iter().map(|one| one.name.clone()).collect();
    let one = found.resources.into_iter().find(|one| one.name == resource).with_context(|| {
        let names: Vec<&str> = names.iter().map(String::as_str).take(20).collect();
        format!("found no file `{resource}`, only {}; `resource` says which is meant", names.join(", "))
    })?;
    // Files of a copy on this machine lie beside the index, wherever its publisher has them.
    let place = match at {
        Source::Url(_) => one.url.as_deref().or(one.path.as_deref()),
        Source::Path(_) => Some(one.path.as_deref().unwrap_or(&one.name)),
    };
    let place = place.with_context(|| format!("`{resource}` has no address"))?;
    let sum = |text: &str, digits: usize| text.len() == digits && text.bytes().all(|b| b.is_ascii_hexdigit());
    let expected = Expected {
        sha256: one.sha256.filter(|text| sum(text, 64)),
        sha1: one.checksum.filter(|text| sum(text, 40)),
        size: one.size,
    };
    let deltas = match at {
        Source::Url(_) => found.delta_url.as_deref(),
        Source::Path(_) => None,
    };
    // Differences are told of entities alone.
    let deltas = deltas.filter(|_| resource == "entities.ftm.json").map(|text| at.beside(text)).transpose()?;
    Ok(Entry {
        version,
        title: found.title,
        publisher: found.publisher.and_then(|publisher| publisher.name),
        entities: found.entity_count,
        file: at.beside(place)?,
        expected,
        deltas,
        said,
    })
}

impl Entry {
    /// Where it is told what changed since a version, step by step; nothing where that is not published.
    pub fn deltas(&self, since: &str, web: &Web) -> Result<Option<Vec<Source>>> {
        let Some(at) = &self.deltas else { return Ok(None) };
        let Some((bytes, _)) = small(at, &Said::default(), MOST_BYTES, web)? else { return Ok(None) };
        steps(at, &bytes, since, &self.version).with_context(|| at.to_string()).map(Some)
    }
}

fn steps(at: &Source, bytes: &[u8], since: &str, until: &str) -> Result<Vec<Source>> {
    let DeltaIndex { versions } = serde_json::from_slice(bytes)?;
    let (since, until): (Version, Version) = (since.parse()?, until.parse()?);
    // Without the one that is here nobody knows what lies between.
    ensure!(versions.contains_key(&since), "the version {since}, which is here, is not told of any more");
    ensure!(versions.contains_key(&until), "the version {until} is not told of");
    ensure!(since <= until, "the version {since}, which is here, is newer than {until}");
    let between: Vec<_> = versions.iter().filter(|(version, _)| **version > since && **version <= until).collect();
    let count = between.len();
    ensure!(count <= MOST_DELTAS, "{count} versions lie between, expected at most {MOST_DELTAS}");
    between.into_iter().map(|(_, place)| at.beside(place)).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn at() -> Source {
        Source::read("https://example.org/latest/index.json", Path::new("")).unwrap()
    }

    #[test]
    fn a_dataset_is_found_alone_or_in_a_catalogue() {
        let one = r#"{"name":"list","version":"20261126000000-abc","entity_count":7,"resources":[
            {"name":"other","url":"x"},
            {"name":"entities.ftm.json","url":"https://example.org/a.json","checksum":"0123","size":9}]}"#;
        let catalogue = format!(r#"{{"datasets":[{{"name":"x"}},{one}]}}"#);
        for text in [one, &catalogue] {
            let found = entry(&at(), text.as_bytes(), "list", "entities.ftm.json", Said::default()).unwrap();
            assert_eq!((found.version.as_str(), found.entities), ("20261126000000-abc", Some(7)));
            assert_eq!(found.file.to_string(), "https://example.org/a.json");
            assert_eq!(
                (found.expected.size, found.expected.sha1),
                (Some(9), None),
                "no sum is what has no form of one"
            );
        }
        for (text, scope, resource, says) in [
            (one, "nobody", "entities.ftm.json", "no dataset `nobody`"),
            (one, "list", "magic", "only other, entities.ftm.json"),
            (r#"{"name":"list","resources":[{"name":"a"}]}"#, "list", "a", "no version"),
            (r#"{"name":"list","version":"1","resources":[{"name":"a"}]}"#, "list", "a", "no address"),
            (r#"{"name":"list","version":"../1","resources":[{"name":"a","url":"a"}]}"#, "list", "a", "no plain word"),
            ("[]", "list", "a", ""),
        ] {
            let error = entry(&at(), text.as_bytes(), scope, resource, Said::default()).unwrap_err();
            assert!(format!("{error:#}").contains(says), "{says}: {error:#}");
        }
    }

    #[test]
    fn steps_leave_none_out() {
        let text = r#"{"versions":{"20260101000000-aaa":"1","20260102000000-aaa":"2","20260103000000-aaa":"3"}}"#;
        let steps = |since: &str, until: &str| {
            let found = steps(&at(), text.as_bytes(), since, until)?;
            anyhow::Ok(found.iter().map(|at| at.to_string().chars().last().unwrap()).collect::<String>())
        };
        assert_eq!(steps("20260101000000-aaa", "20260103000000-aaa").unwrap(), "23");
        assert_eq!(steps("20260102000000-aaa", "20260102000000-aaa").unwrap(), "");
        for (since, until) in [
            ("20251231000000-aaa", "20260103000000-aaa"),
            ("20260101000000-aaa", "20260104000000-aaa"),
            ("20260103000000-aaa", "20260101000000-aaa"),
            ("2026", "20260103000000-aaa"),
        ] {
            assert!(steps(since, until).is_err(), "{since} {until}");
        }
    }
}
