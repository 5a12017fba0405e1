//! The links of a page, turned into ways from file to file; what leads to no file is no link any more.

use std::cell::RefCell;
use std::collections::BTreeSet;

use lol_html::errors::RewritingError;
use lol_html::html_content::{ContentType, Element};
use lol_html::{Settings, element, rewrite_str};

use super::shelf::{SEARCH_PAGE, Shelved, shelved, way};

/// A page as a file, and what it leads to.
pub(super) struct Turned {
    pub(super) page: String,
    pub(super) links: BTreeSet<String>,
}

/// What stands on the page of the search, where names are looked up without a server.
const LOOK_UP: &str = r#"<noscript><p>There is no server here that could look for words; without a script every entry is found by its kind, below.</p></noscript>
<div id="answers" aria-live="polite"></div>"#;

/// What every page says at its end.
const FOOTER: &str = "<p>These are plain files, made from that data. Views that narrow a list twice, screening, and the \
     check of a deal need the program itself, on any machine.</p>\n";

/// Turns the links of the page that lies in `file`. `base` is the public address, under which a card is named.
pub(super) fn turn(page: &str, file: &str, base: &str) -> Result<Turned, RewritingError> {
    let links = RefCell::new(BTreeSet::new());
    let turned = |address: &str| {
        let Shelved { address, file: target } = shelved(address)?;
        links.borrow_mut().insert(address);
        Some(way(file, &target))
    };
    let attribute = |element: &Element<'_, '_>, name: &str| element.get_attribute(name).map(|value| plain(&value));
    let is_search = shelved(SEARCH_PAGE).is_some_and(|search| search.file == file);
    let scripts: String = [super::names::FILE, super::SCRIPT]
        .iter()
        .map(|name| format!("<script src=\"{}\" defer></script>\n", way(file, name)))
        .collect();
    let handlers = vec![
        element!("a[href], link[href]", |element| {
            let Some(address) = attribute(element, "href").filter(|address| address.starts_with('/')) else {
                return Ok(());
            };
            let (address, fragment) = match address.split_once('#') {
                Some((address, fragment)) => (address.to_owned(), format!("#{fragment}")),
                None => (address, String::new()),
            };
            match turned(&address) {
                Some(way) => element.set_attribute("href", &format!("{way}{fragment}"))?,
                None if element.tag_name() == "link" => element.remove(),
                None => element.remove_attribute("href"),
            }
            Ok(())
        }),
        element!("img[src]", |element| {
            if let Some(way) = attribute(element, "src").and_then(|address| turned(&address)) {
                element.set_attribute("src", &way)?;
            }
            Ok(())
        }),
        element!("[srcset]", |element| {
            let set = attribute(element, "srcset").unwrap_or_default();
            let set: Vec<String> = set.split(", ").filter_map(|one| picture(one, &turned)).collect();
            element.set_attribute("srcset", &set.join(", "))?;
            Ok(())
        }),
        element!("meta[property='og:image']", |element| {
            // A card is asked for by its full address, which stays.
            if let Some(card) = attribute(element, "content").as_deref().and_then(|card| card.strip_prefix(base)) {
                turned(card);
            }
            Ok(())
        }),
        // What is asked by a form needs a server; words alone are looked up by the script.
        element!("form", |element| {
            let address = attribute(element, "action").filter(|address| address == SEARCH_PAGE);
            match address.and_then(|address| turned(&address)) {
                Some(way) => element.set_attribute("action", &way)?,
                None => element.remove(),
            }
            Ok(())
        }),
        element!("h1", |element| {
            if is_search {
                element.after(LOOK_UP, ContentType::Html);
            }
            Ok(())
        }),
        element!("head", |element| {
            if is_search {
                element.append(&scripts, ContentType::Html);
            }
            Ok(())
        }),
        element!("footer", |element| {
            element.append(FOOTER, ContentType::Html);
            Ok(())
        }),
        // Parts of the site that need a server are none of it here.
        element!("header nav a", |element| {
            if !element.has_attribute("href") {
                element.remove();
            }
            Ok(())
        }),
    ];
    let settings = handlers.into_iter().fold(Settings::new(), Settings::append_element_content_handler);
    let page = rewrite_str(page, settings)?;
    Ok(Turned { page, links: links.into_inner() })
}

/// One of a set: an address, and for which screens.
fn picture(one: &str, turned: &impl Fn(&str) -> Option<String>) -> Option<String> {
    let (address, screens) = one.split_once(' ').map_or((one, String::new()), |(a, s)| (a, format!(" {s}")));
    turned(address).map(|way| format!("{way}{screens}"))
}

/// The value of an attribute as it is meant; our addresses have no other sign that pages write in another way.
fn plain(value: &str) -> String {
    value.replace("&#38;", "&").replace("&amp;", "&")
}
