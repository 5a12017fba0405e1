//! The manifest: lists and collections that the API has beside the data of the pages, and where new versions of the lists
//! lie.

use std::fs::File;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use serde::Deserialize;
use sousveil_intake::lists::Form;
use url::Url;

use super::interval::Interval;

/// Far more than any manifest needs.
const MOST_BYTES: u64 = 1 << 20;

/// More former versions than anybody needs.
const MOST_KEPT: usize = 10_000;

/// A manifest, read and checked.
#[derive(Debug)]
pub struct Manifest {
    /// What is fetched within.
    pub bounds: Bounds,
    /// The lists, in their order.
    pub datasets: Vec<Dataset>,
    /// Names for several of them.
    pub collections: Vec<Group>,
}

/// A list.
#[derive(Debug)]
pub struct Dataset {
    /// Its name in addresses.
    pub name: String,
    /// What people call it; what its snapshot says, where nothing is said here.
    pub title: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The datasets that it is itself brought together from, so far as they have names in addresses too.
    pub parts: Vec<String>,
    /// The folder of its snapshot.
    pub path: PathBuf,
    /// Where new versions lie, if anybody has said that.
    pub origin: Option<Origin>,
    /// How often the server looks for one; never, where nothing is said.
    pub every: Option<Duration>,
    /// How many former versions are kept.
    pub keep: usize,
}

/// Where new versions of a list lie.
#[derive(Debug)]
pub enum Origin {
    /// In these files, which are one list together.
    Files {
        /// Each, with the SHA-256 that it must have where the operator says one.
        files: Vec<(Source, Option<String>)>,
        /// Their form, where it is not to be recognised.
        form: Option<Form>,
    },
    /// In a file that an index names, as OpenSanctions publishes it.
    Index {
        /// The index: of one dataset, or a catalogue of several.
        at: Source,
        /// The dataset that is taken of a catalogue.
        scope: String,
        /// The file that is taken of the dataset.
        resource: String,
    },
}

/// A place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// On this machine.
    Path(PathBuf),
    /// On a server.
    Url(Url),
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Files { files, form } => {
                write!(f, "{}", form.map_or("any form", Form::name))?;
                files.iter().try_for_each(|(source, _)| write!(f, " {source}"))
            }
            Self::Index { at, scope, resource } => write!(f, "{at} {scope} {resource}"),
        }
    }
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Path(path) => write!(f, "{}", path.display()),
            Self::Url(url) => write!(f, "{url}"),
        }
    }
}

impl Source {
    /// A path seen from the folder `base`, or an address.
    pub fn read(text: &str, base: &Path) -> Result<Self> {
        if !text.contains("://") {
            ensure!(!text.is_empty(), "found an empty text, expected a path or an address");
            return Ok(Self::Path(base.join(text)));
        }
        Ok(Self::Url(address(text)?))
    }

    /// What an index that lies here means by `text`: never a file of this machine where it came from elsewhere, nor one
    /// outside its folder.
    pub fn beside(&self, text: &str) -> Result<Self> {
        match self {
            Self::Url(base) => {
                let url = address(base.join(text).with_context(|| format!("found the address `{text}`"))?.as_str())?;
                ensure!(
                    base.scheme() == "http" || url.scheme() == "https",
                    "found the address {url}, expected https: the index came by it"
                );
                Ok(Self::Url(url))
            }
            Self::Path(base) => {
                let inside = Path::new(text).components().all(|part| matches!(part, Component::Normal(_)));
                ensure!(
                    inside && !text.is_empty(),
                    "found the place `{text}`, expected one in the folder of the index"
                );
                Ok(Self::Path(base.parent().unwrap_or(Path::new("")).join(text)))
            }
        }
    }
}

/// An address that can be asked.
pub fn address(text: &str) -> Result<Url> {
    let url = Url::parse(text).with_context(|| format!("found the address `{text}`"))?;
    ensure!(matches!(url.scheme(), "http" | "https"), "found the address {url}, expected one of http or https");
    // It would stand in logs.
    ensure!(url.username().is_empty() && url.password().is_none(), "expected an address without name and password");
    Ok(url)
}

/// Within what is fetched.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Bounds {
    /// How many megabytes a file may have.
    pub most_megabytes: u64,
    /// How many seconds a file may take.
    pub most_seconds: u64,
    /// Whether addresses of this machine and of private networks may be asked.
    pub private_addresses: bool,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { most_megabytes: 16_384, most_seconds: 3_600, private_addresses: false }
    }
}

/// Several lists under one name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its name in addresses.
    pub name: String,
    /// What people call it.
    pub title: Option<String>,
    /// The lists.
    pub datasets: Vec<String>,
}

/// The file, as TOML or JSON.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    fetch: Bounds,
    datasets: Vec<Entry>,
    collections: Vec<Group>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    title: Option<String>,
    publisher: Option<String>,
    #[serde(default)]
    parts: Vec<String>,
    path: PathBuf,
    /// The same under the name that yente has for it.
    #[serde(alias = "entities_url")]
    source: Option<Texts>,
    sha256: Option<Texts>,
    form: Option<String>,
    index: Option<String>,
    scope: Option<String>,
    #[serde(alias = "resource_name")]
    resource: Option<String>,
    every: Option<Interval>,
    keep: Option<usize>,
}

/// One text, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Texts {
    One(String),
    Several(Vec<String>),
}

impl Texts {
    fn list(self) -> Vec<String> {
        match self {
            Self::One(text) => vec![text],
            Self::Several(texts) => texts,
        }
    }
}

impl Manifest {
    /// Reads a manifest. Paths are seen from its folder.
    pub fn read(file: &Path) -> Result<Self> {
        let at = || file.display().to_string();
        let Written { fetch, datasets, collections } = written(file).with_context(at)?;
        let base = file.parent().unwrap_or(Path::new(""));
        let dataset = |entry: Entry| {
            let name = entry.name.clone();
            entry.read(base).with_context(|| format!("{}: the dataset `{name}`", at()))
        };
        let datasets: Vec<Dataset> = datasets.into_iter().map(dataset).collect::<Result<_>>()?;
        for (before, one) in datasets.iter().enumerate() {
            // Two that are fetched to one place would take turns there.
            let twice = datasets.iter().take(before).find(|other| other.path == one.path && one.origin.is_some());
            if let Some(other) = twice {
                bail!("{}: `{}` and `{}` have one path; expected one for each", at(), other.name, one.name);
            }
        }
        Ok(Self { bounds: fetch, datasets, collections })
    }
}

fn written(file: &Path) -> Result<Written> {
    let mut text = String::new();
    File::open(file)?.take(MOST_BYTES + 1).read_to_string(&mut text)?;
    if u64::try_from(text.len()).is_ok_and(|bytes| bytes > MOST_BYTES) {
        bail!("found more than {MOST_BYTES} bytes, expected at most that");
    }
    if text.trim_start().starts_with('{') {
        return Ok(serde_json::from_str(&text)?);
    }
    Ok(toml::from_str(&text)?)
}

impl Entry {
    fn read(self, base: &Path) -> Result<Dataset> {
        let Self { name, title, publisher, parts, path, source, sha256, form, index, scope, resource, every, keep } =
            self;
        let sums = sha256.map(Texts::list);
        let origin = match (source, index) {
            (Some(_), Some(_)) => bail!("found both `source` and `index`, expected one of them"),
            (None, None) => {
                ensure!(
                    sums.is_none()
                        && form.is_none()
                        && scope.is_none()
                        && resource.is_none()
                        && every.is_none()
                        && keep.is_none(),
                    "found how new versions are fetched, but not where they lie: expected `source` or `index`"
                );
                None
            }
            (Some(source), None) => {
                ensure!(scope.is_none() && resource.is_none(), "`scope` and `resource` belong to an `index`");
                let source = source.list();
                ensure!(!source.is_empty(), "source: expected at least one path or address");
                let sums: Vec<Option<String>> = match sums {
                    None => vec![None; source.len()],
                    Some(sums) => sums.into_iter().map(|sum| sha(sum).map(Some)).collect::<Result<_>>()?,
                };
                let (found, expected) = (sums.len(), source.len());
                ensure!(found == expected, "sha256: found {found}, expected {expected}, one for each source");
                let files = source.iter().map(|text| Source::read(text, base)).collect::<Result<Vec<_>>>()?;
                let named = |name: &String| Form::named(name).with_context(|| format!("form: there is no `{name}`"));
                let form = form.as_ref().map(named).transpose()?;
                Some(Origin::Files { files: files.into_iter().zip(sums).collect(), form })
            }
            (None, Some(index)) => {
                ensure!(
                    sums.is_none() && form.is_none(),
                    "`sha256` and `form` belong to a `source`: an index has them"
                );
                Some(Origin::Index {
                    at: Source::read(&index, base)?,
                    scope: scope.unwrap_or_else(|| name.clone()),
                    resource: resource.unwrap_or_else(|| "entities.ftm.json".to_owned()),
                })
            }
        };
        let path = base.join(path);
        let (every, keep) = (every.map(|every| every.0), keep.unwrap_or(0));
        ensure!(keep <= MOST_KEPT, "keep: found {keep}, expected at most {MOST_KEPT} former versions");
        Ok(Dataset { name, title, publisher, parts, path, origin, every, keep })
    }
}

fn sha(text: String) -> Result<String> {
    let text = text.to_ascii_lowercase();
    ensure!(text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()), "sha256: expected 64 hexadecimal digits");
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Manifest> {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("lists.toml");
        std::fs::write(&file, text).unwrap();
        Manifest::read(&file)
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        let head = "[[datasets]]\nname = \"a\"\npath = \"a\"\n";
        for good in [
            "",
            "every = \"6h\"\nsource = \"a.json\"",
            "entities_url = \"https://example.org/a.json\"",
            "index = \"https://example.org/index.json\"\nscope = \"b\"",
        ] {
            assert!(read(&format!("{head}{good}")).is_ok(), "{good}");
        }
        for (bad, says) in [
            ("every = \"6h\"", "not where they lie"),
            ("source = \"x\"\nindex = \"y\"", "one of them"),
            ("source = []", "at least one"),
            ("source = \"ftp://example.org/a\"", "http or https"),
            ("source = \"https://me:secret@example.org/a\"", "without name"),
            ("source = \"a\"\nsha256 = \"00\"", "64 hexadecimal"),
            ("source = [\"a\", \"b\"]\nsha256 = []", "one for each"),
            ("source = \"a\"\nscope = \"b\"", "belong to an"),
            ("source = \"a\"\nform = \"magic\"", "there is no `magic`"),
            ("source = \"a\"\nevery = \"often\"", "found `often`"),
            ("sauce = \"a\"", "sauce"),
        ] {
            let said = format!("{:#}", read(&format!("{head}{bad}")).unwrap_err());
            assert!(said.contains(says) && said.contains("lists.toml"), "{bad}: {said}");
        }
        let twice = format!("{head}source = \"x\"\n[[datasets]]\nname = \"b\"\npath = \"a\"\nsource = \"y\"\n");
        assert!(format!("{:#}", read(&twice).unwrap_err()).contains("one path"));
    }

    #[test]
    fn an_index_leads_to_nothing_but_what_lies_beside_it_or_on_servers() {
        let web = Source::read("https://example.org/x/index.json", Path::new("")).unwrap();
        assert_eq!(web.beside("a.json").unwrap().to_string(), "https://example.org/x/a.json");
        assert_eq!(web.beside("https://other.org/a").unwrap().to_string(), "https://other.org/a");
        for bad in ["file:///etc/passwd", "http://example.org/a", "ftp://example.org/a", "https://a:b@example.org/"] {
            assert!(web.beside(bad).is_err(), "{bad}");
        }
        let disk = Source::read("mirror/index.json", Path::new("/srv")).unwrap();
        assert_eq!(disk.beside("v/a.json").unwrap().to_string(), "/srv/mirror/v/a.json");
        for bad in ["/etc/passwd", "../a", "v/../../a", "", "."] {
            assert!(disk.beside(bad).is_err(), "{bad}");
        }
    }
}
