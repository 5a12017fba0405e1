//! CSL-JSON (<https://github.com/citation-style-language/schema>), the form of Zotero, Pandoc and citeproc.

use serde::Serialize;
use serde_json::json;
use sousveil_model::SourceKind;

use super::{Citation, Work};

impl Citation {
    /// As a list of CSL-JSON with one item, to be read by people.
    pub fn csl_json(&self) -> String {
        serde_json::to_string_pretty(&[self.csl()]).unwrap_or_default()
    }

    pub(super) fn csl(&self) -> Csl<'_> {
        Csl {
            id: &self.key,
            kind: kind(self.work),
            title: &self.title,
            container_title: self.within(),
            publisher: self.publisher.as_deref(),
            version: self.version.as_deref(),
            issued: self.day().and_then(|day| date_parts(&day.to_string())),
            archive: self.copy(),
            note: self.note(),
            annote: self.remark.as_deref(),
            url: self.url(),
            language: self.language.as_deref(),
        }
    }
}

/// An item.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Csl<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    annote: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

fn date_parts(date: &str) -> Option<serde_json::Value> {
    let parts: Vec<u16> = date.split('-').map(|p| p.parse().ok()).collect::<Option<_>>()?;
    Some(json!({ "date-parts": [parts] }))
}

fn kind(work: Work) -> &'static str {
    use SourceKind::{
        Brochure, Company, Contract, Court, Dataset, Forensic, Leak, LicenceStatistics, Official, Press, Register,
        Repost, Research,
    };
    match work {
        Work::Page | Work::Source(Company | Register | Repost) => "webpage",
        Work::Data | Work::Source(Dataset | LicenceStatistics) => "dataset",
        Work::Source(Press) => "article-newspaper",
        Work::Source(Research | Forensic | Official) => "report",
        Work::Source(Court) => "legal_case",
        Work::Source(Brochure) => "pamphlet",
        Work::Source(Contract | Leak) => "document",
    }
}
