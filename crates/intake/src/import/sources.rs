//! Sources: a publication is one row, however many claims rest on it.

use sousveil_model::{Id, PartialDate, SourceKind};

use super::Importer;
use crate::folder::{Folder, SEPARATOR};

/// A publication as an importer knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Its title; empty where only the address is known.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When.
    pub published: Option<PartialDate>,
    /// What sort of publication it is.
    pub kind: SourceKind,
    /// Its address.
    pub url: String,
    /// Whether the curators opened it; of a compilation, whether they opened what it cites.
    pub opened: bool,
    /// What it cites for this claim.
    pub cites: Vec<Citation>,
    /// The key of `[origin.KEY]` in `dataset.toml` where it is an entry of that compilation.
    pub origin: Option<String>,
}

impl Citation {
    /// The key that makes two citations one source: what is cited by a compilation, else the address, else
    /// title, publisher and date.
    fn key(&self) -> String {
        if !self.cites.is_empty() {
            let mut cited: Vec<String> = self.cites.iter().map(Self::key).collect();
            cited.sort();
            return format!("{} citing {}", self.publisher, cited.join(" and "));
        }
        if self.url.is_empty() {
            let published = self.published.map(|d| d.to_string()).unwrap_or_default();
            return format!(
                "{}\n{}\n{published}",
                sousveil_text::fold(&self.title),
                sousveil_text::fold(&self.publisher)
            );
        }
        without_scheme(&self.url).trim_start_matches("www.").trim_end_matches('/').to_owned()
    }

    /// What it is called where its title is not known.
    pub(crate) fn title_or_address(&self) -> String {
        if self.title.is_empty() { bare(&self.url).to_owned() } else { self.title.clone() }
    }
}

/// The kind of publication that an address and a publisher's name suggest; `press` where they suggest nothing.
pub fn kind_of(url: &str, publisher: &str) -> SourceKind {
    let text = format!("{} {}", without_scheme(url), publisher).to_lowercase();
    let host = without_scheme(url).split('/').next().unwrap_or_default().to_lowercase();
    let any = |words: &[&str]| words.iter().any(|w| text.contains(w));
    let official_host = host.ends_with(".gov")
        || host.contains(".gov.")
        || host.ends_with(".admin.ch")
        || host.ends_with("europa.eu")
        || host.ends_with("un.org")
        || host.ends_with("federalregister.gov")
        || host.ends_with("osce.org")
        || host.ends_with("bundestag.de");
    if any(&["sec.gov/archives", "opencorporates", "patents.google"]) {
        SourceKind::Register
    } else if any(&["fpds.gov"]) {
        SourceKind::Contract
    } else if official_host || any(&["ministry of", "bundestag", "wassenaar.org", "legislation.gov"]) {
        SourceKind::Official
    } else if any(&["wikileaks.org"]) {
        SourceKind::Leak
    } else if any(&[
        "citizenlab",
        "citizen lab",
        "privacyinternational",
        "privacy international",
        "amnesty",
        "human rights watch",
        "hrw.org",
        "recordedfuture",
        "recorded future",
        "threat analysis group",
        "kaspersky",
        "lookout",
        "eff.org",
        "sipri.org",
        "upturn.org",
        "accessnow",
        "access now",
        "interseclab",
        "bahrainwatch",
        "business-humanrights",
        "deibert",
        "justice for myanmar",
        "carnegieendowment",
        "bashevski",
    ]) {
        SourceKind::Research
    } else {
        SourceKind::Press
    }
}

/// An address as it is told where the title is not known.
fn bare(url: &str) -> &str {
    without_scheme(url).trim_end_matches('/')
}

pub(crate) fn without_scheme(url: &str) -> &str {
    url.trim_start_matches("https://").trim_start_matches("http://")
}

impl Importer<'_> {
    /// The identifier of a citation's row in `sources.csv`, which is made where it is missing.
    pub fn source(&mut self, citation: &Citation) -> Id {
        let id = Id::mint("sources", &citation.key());
        let cites = self.sources(&citation.cites);
        if let Some(&at) = self.places.get("sources").and_then(|ids| ids.get(id.as_str())) {
            self.complete_source(at, citation);
            return id;
        }
        let Some(sheet) = self.folder.sheet_mut("sources") else { return id };
        let mut row = sheet.new_row();
        let cells = [
            ("id", id.to_string()),
            ("title", sousveil_text::tidy(&citation.title_or_address())),
            ("publisher", sousveil_text::tidy(&citation.publisher)),
            ("published", citation.published.map(|d| d.to_string()).unwrap_or_default()),
            ("kind", citation.kind.to_string()),
            ("url", citation.url.clone()),
            ("opened", if citation.opened { "yes" } else { "no" }.to_owned()),
            ("cites", cites.join(SEPARATOR)),
            ("origin", citation.origin.clone().unwrap_or_default()),
        ];
        for (column, value) in cells {
            sheet.set(&mut row, column, value);
        }
        let at = sheet.rows.len();
        sheet.rows.push(row);
        self.places.entry("sources").or_default().insert(id.to_string(), at);
        id
    }

    /// The identifiers of several, each once: two titles may stand beside one address.
    pub(super) fn sources(&mut self, citations: &[Citation]) -> Vec<String> {
        let mut ids = Vec::with_capacity(citations.len());
        for citation in citations {
            let id = self.source(citation).to_string();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// A source that was known by its address only gets the title, publisher and date that another row gives.
    fn complete_source(&mut self, at: usize, citation: &Citation) {
        let Some(sheet) = self.folder.sheet_mut("sources") else { return };
        let Some(mut row) = sheet.rows.get(at).cloned() else { return };
        let titled = sheet.cell(&row, "title") != bare(sheet.cell(&row, "url"));
        if !titled && !citation.title.is_empty() {
            sheet.set(&mut row, "title", sousveil_text::tidy(&citation.title));
            sheet.set(&mut row, "kind", citation.kind.to_string());
        }
        if sheet.cell(&row, "publisher").is_empty() {
            sheet.set(&mut row, "publisher", sousveil_text::tidy(&citation.publisher));
        }
        if let (true, Some(published)) = (sheet.cell(&row, "published").is_empty(), citation.published) {
            sheet.set(&mut row, "published", published.to_string());
        }
        let open = citation.opened && sheet.cell(&row, "opened") != "yes";
        let id = row.cell(0).to_owned();
        if let Some(slot) = sheet.rows.get_mut(at) {
            *slot = row;
        }
        // What an editor corrected stays corrected.
        let corrected = |folder: &Folder| {
            folder.sheet("changes").is_some_and(|changes| {
                let mut lines = changes.rows.iter().map(|r| (changes.cell(r, "entity"), changes.cell(r, "property")));
                lines.any(|line| line == (id.as_str(), "opened"))
            })
        };
        if open
            && !corrected(&self.folder)
            && let Some(sheet) = self.folder.sheet_mut("sources")
            && let Some(mut row) = sheet.rows.get(at).cloned()
        {
            sheet.set(&mut row, "opened", "yes".to_owned());
            if let Some(slot) = sheet.rows.get_mut(at) {
                *slot = row;
            }
        }
    }
}
