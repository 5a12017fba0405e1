//! The frame around every page.

use sousveil_export::CitationForm;
use strum::VariantArray as _;

use crate::cx::Cx;
use crate::formats::Format;
use crate::language::{self, Choice, Language, say, say_with, speaks};
use crate::response::Media;
use crate::view::linked::{Block, Linked};

/// A step of the way here.
#[derive(Debug, Clone)]
pub(crate) struct Crumb {
    pub(crate) href: String,
    pub(crate) text: String,
}

/// Another form of the same view.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) href: String,
    pub(crate) media: &'static str,
    pub(crate) name: &'static str,
}

impl Form {
    pub(crate) fn csv(href: String) -> Self {
        Self { href, media: "text/csv", name: "CSV" }
    }

    pub(crate) fn xlsx(href: String) -> Self {
        Self { href, media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name: "XLSX" }
    }

    pub(crate) fn json(href: String) -> Self {
        Self { href, media: "application/json", name: "JSON" }
    }

    /// The forms of citations, for an address that takes an ending.
    pub(crate) fn citations(href: impl Fn(&str) -> String) -> Vec<Self> {
        CitationForm::ALL
            .into_iter()
            .map(|form| Self {
                href: href(Format::Cite(form).ending()),
                media: Media::citations(form).essence(),
                name: form.name(),
            })
            .collect()
    }

    /// What stands around the entity whose page has that path.
    pub(crate) fn networks(path: &str) -> [Self; 3] {
        [("graphml", say("frame-form-network")), ("gexf", "GEXF"), ("mmd", "Mermaid")].map(|(ending, name)| {
            let media = if ending == "mmd" { Media::Text } else { Media::Xml };
            Self { href: format!("{path}.{ending}"), media: media.essence(), name }
        })
    }

    pub(crate) fn atom(href: String) -> Self {
        Self { href, media: "application/atom+xml", name: say("frame-form-feed") }
    }
}

/// What the frame needs to know.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) crumbs: Vec<Crumb>,
    pub(crate) forms: Vec<Form>,
    pub(crate) styles: Vec<String>,
    pub(crate) site: String,
    pub(crate) version: String,
    pub(crate) hash: String,
    pub(crate) licence: String,
    /// The language of the page.
    pub(crate) choice: Choice,
    /// The same page in each language, this one among them; none where there is only one.
    pub(crate) languages: Vec<Other>,
    /// What stands in the search box.
    pub(crate) search: String,
    /// The part of the site that the reader is in.
    pub(crate) here: &'static str,
    /// Something to know before reading on.
    pub(crate) notice: Option<String>,
    pub(crate) canonical: Option<String>,
    /// The full address of a picture of the page, where the operator wants such.
    pub(crate) card: Option<String>,
    /// Whether this is the page of the big search box.
    pub(crate) front: bool,
    /// What the page says about itself to machines.
    pub(crate) linked: Option<Linked>,
}

/// The same page in a language.
#[derive(Debug, Clone)]
pub(crate) struct Other {
    pub(crate) href: String,
    pub(crate) tag: &'static str,
    pub(crate) name: &'static str,
    /// Whether this is it.
    pub(crate) here: bool,
    /// Its full address, as search engines shall know it, where the site has a public one.
    pub(crate) canonical: Option<String>,
}

/// The parts of the site, in the order of the menu: address and the message of its name.
const MENU: [(&str, &str); 13] = [
    ("map", "menu-map"),
    ("countries", "menu-countries"),
    ("companies", "menu-companies"),
    ("transfers", "menu-transfers"),
    ("technologies", "menu-technologies"),
    ("measures", "menu-measures"),
    ("gap", "menu-gap"),
    ("incidents", "menu-incidents"),
    ("sources", "menu-sources"),
    ("screen", "menu-screen"),
    ("inspect", "menu-inspect"),
    ("data", "menu-data"),
    ("about", "menu-about"),
];

impl Layout {
    /// The frame of a page; with no request at hand (the server failed before one was read) it says less.
    pub(crate) fn new(cx: Option<&Cx>, title: impl Into<String>) -> Self {
        let manifest = cx.map(|cx| cx.snapshot.manifest());
        Self {
            title: title.into(),
            description: String::new(),
            crumbs: Vec::new(),
            forms: Vec::new(),
            styles: vec![crate::style::ALL.address.clone()],
            site: "Sousveil".to_owned(),
            version: manifest.map_or_else(String::new, |m| m.dataset.version.clone()),
            hash: cx.map_or_else(String::new, Cx::short_hash),
            licence: manifest.map_or_else(String::new, |m| m.dataset.licence.clone()),
            choice: language::current(),
            languages: cx.map_or_else(Vec::new, languages),
            search: String::new(),
            here: "",
            notice: None,
            canonical: cx.and_then(|cx| cx.place().absolute(&cx.choice.canonical().address(cx.uri.path()))),
            card: cx.and_then(|cx| crate::pages::card::of(cx, crate::pages::card::ADDRESS)),
            front: false,
            linked: None,
        }
    }

    /// The full address of a picture of this very page.
    pub(crate) fn card(mut self, card: Option<String>) -> Self {
        self.card = card;
        self
    }

    pub(crate) fn here(mut self, here: &'static str) -> Self {
        self.here = here;
        self
    }

    pub(crate) fn about(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// The address of one more stylesheet.
    pub(crate) fn also_style(mut self, style: String) -> Self {
        self.styles.push(style);
        self
    }

    pub(crate) fn crumb(mut self, href: impl Into<String>, text: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { href: href.into(), text: text.into() });
        self
    }

    pub(crate) fn forms(mut self, forms: Vec<Form>) -> Self {
        self.forms = forms;
        self
    }

    pub(crate) fn linked(mut self, linked: Linked) -> Self {
        self.linked = Some(linked);
        self
    }

    /// Says so where the link was made from another version of the data.
    pub(crate) fn made_from(mut self, asked: Option<&str>) -> Self {
        if let Some(asked) = asked.filter(|a| *a != self.hash) {
            let told = [("asked", asked.into()), ("shown", (&self.hash).into()), ("version", (&self.version).into())];
            self.notice = Some(say_with("frame-made-from", &told));
        }
        self
    }

    /// What the page says about itself, ready to be printed.
    pub(crate) fn block(&self) -> Option<Block> {
        self.linked.as_ref().map(|linked| linked.block(&self.title, &self.description))
    }

    /// The menu: address, name, and whether the reader is there.
    pub(crate) fn menu(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        MENU.into_iter().map(|(path, name)| (path, say(name), path == self.here))
    }

    /// Where the English page is, from which this one was translated.
    pub(crate) fn english(&self) -> Option<&str> {
        if self.choice.language == Language::English {
            return None;
        }
        self.languages.first().map(|english| english.href.as_str())
    }
}

/// The page of a request in each language, English first.
fn languages(cx: &Cx) -> Vec<Other> {
    // What went wrong with a file is told in English only, as the file is.
    if cx.site.config.one_language || !speaks(cx.uri.path()) {
        return Vec::new();
    }
    let other = |&language: &Language| Other {
        href: Choice { language, in_address: true }.address(cx.address()).into_owned(),
        tag: language.tag(),
        name: language.own_name(),
        here: language == cx.choice.language,
        canonical: cx.place().absolute(&Choice { language, in_address: true }.canonical().address(cx.uri.path())),
    };
    Language::VARIANTS.iter().map(other).collect()
}
