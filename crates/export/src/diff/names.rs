//! Names beside identifiers, from whichever side knows them.

use sousveil_model::claim::EXISTENCE;
use sousveil_model::tables::{self, Cell, table_of_schema};
use sousveil_model::{Country, Evidence, Stage};
use sousveil_snapshot::Snapshot;

use crate::rows::country_name;

/// What things are called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<'s> {
    pub(super) old: &'s Snapshot,
    pub(super) new: &'s Snapshot,
}

impl Names<'_> {
    /// The name that the new side has for an identifier, else the old one.
    pub(super) fn of(&self, id: &str) -> Option<String> {
        let head = self.new.head_of(id).or_else(|| self.old.head_of(id))?;
        Some(head.caption.to_owned())
    }

    /// Name and identifier.
    pub(super) fn both(&self, id: &str) -> String {
        self.of(id).map_or_else(|| id.to_owned(), |name| format!("{name} ({id})"))
    }

    /// What a value means, if that is more than the value itself.
    pub(super) fn meaning(&self, schema: &str, property: &str, value: &str) -> Option<String> {
        let column = table_of_schema(schema)?.column(property)?;
        let country = || value.parse::<Country>().is_ok().then(|| country_name(value));
        match column.cell {
            Cell::Country => country(),
            Cell::Bound if value == "un" => Some("member states of the United Nations".to_owned()),
            Cell::Bound => country(),
            Cell::Entity { or, .. } if or.contains(&value) => Some(value.replace('_', " ")),
            Cell::Entity { table: "technologies", .. } => self.of(value),
            Cell::Target => country().or_else(|| self.of(value).map(|name| format!("{name} ({value})"))),
            Cell::Entity { .. } => Some(self.both(value)),
            Cell::Word(_) if property == "stage" => value.parse::<Stage>().ok().map(|s| s.label().to_owned()),
            Cell::Word(_) => Some(value.replace('_', " ")),
            _ => None,
        }
        .filter(|meaning| meaning != value)
    }

    /// A value in words.
    pub(super) fn value(&self, schema: &str, property: &str, value: &str) -> String {
        if property == EXISTENCE {
            return "it".to_owned();
        }
        self.meaning(schema, property, value).unwrap_or_else(|| value.to_owned())
    }

    /// What a property is called.
    pub(super) fn label<'p>(&self, schema: &str, property: &'p str) -> &'p str {
        if property == EXISTENCE { existence(schema) } else { tables::label(schema, property) }
    }

    /// Who stands behind a piece of evidence.
    pub(super) fn source(&self, evidence: &Evidence) -> String {
        match &evidence.source {
            Some(source) => match self.of(source.as_str()) {
                Some(title) => format!("“{title}” ({source})"),
                None => source.to_string(),
            },
            None => "the curators' judgement".to_owned(),
        }
    }
}

/// What the claim with the property `id` says.
fn existence(schema: &str) -> &'static str {
    match schema {
        "Transfer" => "That it took place",
        "Incident" => "That it happened",
        _ => "That it exists",
    }
}
