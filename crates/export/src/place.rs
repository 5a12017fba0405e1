//! Where things are published: paths, and full addresses where the operator has said what the public one is.

use sousveil_model::tables::table_of_schema;

/// The public address of the pages, if the operator has configured one. It is never guessed from a request,
/// since a reader behind an onion service or a mirror would be given an address that leads elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    base: Option<String>,
}

impl Place {
    /// A place with that public address, e.g. `https://example.org`; a final slash is dropped.
    pub fn new(public_url: Option<&str>) -> Self {
        Self { base: public_url.map(|u| u.trim_end_matches('/').to_owned()).filter(|u| !u.is_empty()) }
    }

    /// The public address without a final slash.
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// The full address of a path, where the public one is known.
    pub fn absolute(&self, path: &str) -> Option<String> {
        self.base.as_ref().map(|base| format!("{base}{path}"))
    }

    /// The full address where it is known, else the path.
    pub fn address(&self, path: &str) -> String {
        self.absolute(path).unwrap_or_else(|| path.to_owned())
    }
}

/// The path of an entity's page. Readable words that may follow it (`/companies/ID/slug`) are no part of it.
pub fn path(schema: &str, id: &str) -> String {
    match table_of_schema(schema) {
        Some(table) => format!("/{}/{id}", table.name),
        None if schema == "Country" => format!("/countries/{id}"),
        None => format!("/search?q={id}"),
    }
}

/// The path of a claim's page.
pub fn claim_path(claim: &str) -> String {
    format!("/claims/{claim}")
}
