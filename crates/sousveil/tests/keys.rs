//! Keys that lead on from anywhere: announced, the same on every page, and none twice.

mod support;

use std::collections::BTreeMap;

use support::html::{tags, text};
use support::http::get;
use support::{Server, page_kinds};

#[test]
fn what_is_announced_is_there_and_nothing_else() {
    let server = Server::start();
    let about = get(&server.base, "/about");
    let told = text(about.text());
    let (_, told) = told.split_once("on a Mac:").unwrap_or_default();
    for (kind, path) in page_kinds(&server.base) {
        let page = get(&server.base, &path);
        let mut keys: BTreeMap<String, usize> = BTreeMap::new();
        for key in tags(page.text()).iter().filter_map(|tag| tag.get("accesskey")) {
            *keys.entry(key.to_uppercase()).or_default() += 1;
        }
        for key in ["S", "1", "4", "0"] {
            assert_eq!(keys.get(key), Some(&1), "{kind}: {key} of {keys:?}");
        }
        for (key, times) in &keys {
            assert_eq!(*times, 1, "{kind}: {key} leads to two places");
            assert!(told.contains(key.as_str()), "{kind}: {key} is announced nowhere");
        }
    }
    let second = get(&server.base, "/transfers?page=2");
    let pagers: Vec<_> = tags(second.text()).into_iter().filter(|tag| tag.get("rel").is_some()).collect();
    let keys: Vec<_> = pagers.iter().filter_map(|tag| tag.get("accesskey")).collect();
    assert_eq!(keys, ["p", "n"]);
    server.finish();
}
