//! What stands at the end of a page: other forms of the view, and how to cite it.

use askama::Template;
use askama::filters::HtmlSafe;
use sousveil_export::Citation;
use sousveil_model::Entity;

use super::layout::Form;
use crate::cx::Cx;
use crate::language::{filters, say};

/// The end of a page about one entity or claim.
#[derive(Debug, Clone, Template)]
#[template(path = "part/ending.html")]
pub(crate) struct Ending {
    pub(crate) forms: Vec<Form>,
    pub(crate) forms_say: &'static str,
    /// Files of citations: of the page and of the sources behind it.
    pub(crate) cites: Vec<Form>,
    pub(crate) cites_say: &'static str,
    pub(crate) permalink: String,
    pub(crate) plain: String,
    pub(crate) bibtex: String,
    pub(crate) csl: String,
    /// Whether BibTeX and CSL are shown at once.
    pub(crate) open: bool,
}

impl HtmlSafe for Ending {}

impl Ending {
    /// The end of the page at that path.
    pub(crate) fn new(citation: &Citation, path: &str, forms: Vec<Form>, forms_say: &'static str) -> Self {
        Self {
            forms,
            forms_say,
            cites: Form::citations(|ending| format!("{path}{ending}")),
            cites_say: say("ending-files"),
            permalink: citation.address.clone().unwrap_or_default(),
            plain: citation.plain(),
            bibtex: citation.bibtex(),
            csl: citation.csl_json(),
            open: false,
        }
    }

    pub(crate) fn of_entity(cx: &Cx, entity: &Entity, forms: Vec<Form>, forms_say: &'static str) -> Self {
        let path = sousveil_export::place::path(&entity.schema, entity.id.as_str());
        Self::new(&Citation::of_entity(&cx.snapshot, cx.place(), entity), &path, forms, forms_say)
    }
}
