//! A picture in a page: PNG for light and dark and for screens with two dots a pixel, and the way to its SVG. No browser
//! that is set to be safest shows SVG; PNG they all do.

use askama::Template;
use askama::filters::HtmlSafe;
use axum::http::StatusCode;
use axum::response::Response;
use sousveil_picture::scene::Scene;
use sousveil_picture::{Theme, png, svg};

use crate::cx::Cx;
use crate::error::Error;
use crate::language::{self, filters};
use crate::response::{self, CachePolicy, Media};

/// A form of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Drawn {
    Svg,
    Png { theme: Theme, scale: u32 },
}

impl Drawn {
    /// All forms, each with the ending of its address.
    pub(crate) const ALL: [(&str, Self); 5] = [
        (".svg", Self::Svg),
        (".png", Self::Png { theme: Theme::Light, scale: 1 }),
        ("@2x.png", Self::Png { theme: Theme::Light, scale: 2 }),
        (".dark.png", Self::Png { theme: Theme::Dark, scale: 1 }),
        (".dark@2x.png", Self::Png { theme: Theme::Dark, scale: 2 }),
    ];
}

/// The element of a page.
#[derive(Debug, Template)]
#[template(path = "part/picture.html")]
pub(crate) struct Picture {
    /// The address without ending and query.
    base: String,
    /// `?` and what follows, or nothing.
    query: String,
    width: u32,
    height: u32,
    /// What it shows, for those who don't see it.
    told: String,
    /// Links over it: the class of the rule that says where, the address, what is said of it.
    links: Vec<(String, String, String)>,
}

impl HtmlSafe for Picture {}

impl Picture {
    /// The element for a scene that is drawn at `base`, asked for with the same query.
    pub(crate) fn new(base: &str, query: &str, (width, height): (u32, u32), told: impl Into<String>) -> Self {
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        // A list of addresses (`srcset`) is not found where links are turned.
        let base = language::current().address(base).into_owned();
        Self { base, query, width, height, told: told.into(), links: Vec::new() }
    }

    /// The address of one of its forms, by the ending.
    fn form(&self, ending: &str) -> String {
        format!("{}{ending}{}", self.base, self.query)
    }

    /// Lays links over it.
    pub(crate) fn links(mut self, links: Vec<(String, String, String)>) -> Self {
        self.links = links;
        self
    }
}

/// The picture itself, drawn or as it was kept: by its path and by what is asked in one form, however the address spells it.
pub(crate) fn answer(
    cx: &Cx,
    drawn: Drawn,
    query: &str,
    scene: impl FnOnce() -> Result<Scene, Error>,
) -> Result<Response, Error> {
    let asked = format!("{}?{query}", cx.uri.path());
    let (media, body) = match drawn {
        // Its links stay in the language of the address.
        Drawn::Svg => {
            let key = format!("{} {asked}", cx.choice.spoken());
            let write = || Ok::<_, Error>(cx.choice.turned(svg::write(&scene()?, Theme::Light)).into_bytes());
            (Media::Svg, cx.pictures().get(&key, write))
        }
        Drawn::Png { theme, scale } => {
            let key = format!("{} {asked}", cx.choice.language.tag());
            (Media::Png, cx.pictures().get(&key, || Ok::<_, Error>(png::write(&scene()?, theme, scale)?)))
        }
    };
    Ok(response::answer(StatusCode::OK, media, CachePolicy::Revalidate, body?))
}
