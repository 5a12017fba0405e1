//! The page of an entity that is told by a few lines and some tables: agencies, products, sources, measures,
//! incidents, relations.

use askama::Template;

use super::ending::Ending;
use super::inline::Line;
use super::layout::Layout;
use super::table::Table;
use super::{facts, things};
use crate::error::Error;
use crate::language::{filters, say};
use crate::pages::Subject;

/// The page.
#[derive(Template)]
#[template(path = "thing.html")]
pub(crate) struct ThingPage {
    pub(crate) layout: Layout,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) lang: Option<String>,
    pub(crate) lead: Vec<Line>,
    pub(crate) key: Vec<(&'static str, Line)>,
    pub(crate) sections: Vec<Section>,
    pub(crate) ending: Ending,
}

/// A part of it.
pub(crate) struct Section {
    pub(crate) id: &'static str,
    pub(crate) heading: &'static str,
    pub(crate) say: Option<String>,
    pub(crate) tables: Vec<Table>,
}

impl ThingPage {
    /// A page with the frame, and with claims and sources at the end.
    pub(crate) fn new(
        subject: &Subject<'_>,
        list: &'static str,
        kind: &str,
        forms_say: &'static str,
    ) -> Result<Self, Error> {
        Ok(Self {
            layout: subject.layout(list)?,
            kind: kind.to_owned(),
            title: subject.caption.clone(),
            lang: None,
            lead: Vec::new(),
            key: Vec::new(),
            sections: Vec::new(),
            ending: Ending::of_entity(subject.cx, &subject.entity, subject.forms(), forms_say),
        })
    }

    /// Adds a section; where all its tables are empty it says `none`, and without that it is left out.
    pub(crate) fn section(
        &mut self,
        id: &'static str,
        heading: &'static str,
        say: Option<String>,
        none: Option<&str>,
        tables: Vec<Table>,
    ) {
        let tables: Vec<Table> = tables.into_iter().filter(|t| !t.is_empty()).collect();
        let say = if tables.is_empty() { none.map(str::to_owned) } else { say };
        if !tables.is_empty() || say.is_some() {
            self.sections.push(Section { id, heading, say, tables });
        }
    }

    /// Adds the claims and the sources of the entity.
    pub(crate) fn claims(&mut self, subject: &Subject<'_>) -> Result<(), Error> {
        let facts = facts::table(subject.cx, &subject.entity, &[])?;
        self.section("claims", say("thing-claims"), None, Some(say("thing-no-claim")), vec![facts]);
        let sources = things::sources(subject.cx, &subject.entity)?;
        self.section("sources", say("thing-sources"), None, None, vec![sources]);
        Ok(())
    }
}
