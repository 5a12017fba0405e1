//! What stands at the end of a page: other forms of the view, and how to cite it.

use askama::Template;
use askama::filters::HtmlSafe;
use sousveil_export::Citation;
use sousveil_model::Entity;

use super::layout::Form;
use crate::cx::Cx;

/// The end of a page about one entity or claim.
#[derive(Debug, Clone, Template)]
#[template(path = "part/ending.html")]
pub(crate) struct Ending {
    pub(crate) forms: Vec<Form>,
    pub(crate) forms_say: &'static str,
    pub(crate) permalink: String,
    pub(crate) plain: String,
    pub(crate) bibtex: String,
    pub(crate) csl: String,
    /// Whether BibTeX and CSL are shown at once.
    pub(crate) open: bool,
}

impl HtmlSafe for Ending {}

impl Ending {
    pub(crate) fn new(citation: &Citation, forms: Vec<Form>, forms_say: &'static str) -> Self {
        Self {
            forms,
            forms_say,
            permalink: citation.address.clone().unwrap_or_default(),
            plain: citation.plain(),
            bibtex: citation.bibtex(),
            csl: citation.csl_json(),
            open: false,
        }
    }

    pub(crate) fn of_entity(cx: &Cx, entity: &Entity, forms: Vec<Form>, forms_say: &'static str) -> Self {
        Self::new(&Citation::of_entity(&cx.snapshot, cx.place(), entity), forms, forms_say)
    }
}
