//! Every link that a reader can follow from the first page leads somewhere, and every page keeps its promises.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use std::collections::{HashSet, VecDeque};
use std::sync::{Condvar, Mutex};

use support::Server;
use support::html::{blocks, links, loads, tags};
use support::http::try_get;

/// Pages in all, and those of them with a query: filters combine without end, entities do not.
const PAGES: usize = 1500;
const QUERIES: usize = 300;

#[derive(Default)]
struct Frontier {
    waiting: VecDeque<(String, String)>,
    seen: HashSet<String>,
    queries: usize,
    busy: usize,
}

impl Frontier {
    fn add(&mut self, path: &str, from: &str) {
        let query = path.contains('?');
        if self.seen.len() >= PAGES || (query && self.queries >= QUERIES) || !self.seen.insert(path.to_owned()) {
            return;
        }
        self.queries += usize::from(query);
        self.waiting.push_back((path.to_owned(), from.to_owned()));
    }
}

#[test]
fn no_link_is_broken_and_every_page_keeps_its_promises() {
    let server = Server::start();
    let frontier = Mutex::new(Frontier::default());
    frontier.lock().unwrap().add("/", "the start");
    let changed = Condvar::new();
    let faults = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some((path, from)) = next(&frontier, &changed) {
                    let found = visit(&server.base, &path, &from, &mut |f| faults.lock().unwrap().push(f));
                    let mut frontier = frontier.lock().unwrap();
                    for link in found {
                        frontier.add(&link, &path);
                    }
                    frontier.busy -= 1;
                    changed.notify_all();
                }
            });
        }
    });
    let faults = faults.into_inner().unwrap();
    let seen = frontier.into_inner().unwrap().seen.len();
    assert!(
        faults.is_empty(),
        "{} faults on {seen} pages, the first:\n{}",
        faults.len(),
        faults.iter().take(20).cloned().collect::<Vec<_>>().join("\n")
    );
    assert_eq!(seen, PAGES, "the dataset has more pages than that");
    server.finish();
}

/// The next address; nothing where none waits and no thread can find more.
fn next(frontier: &Mutex<Frontier>, changed: &Condvar) -> Option<(String, String)> {
    let mut frontier = frontier.lock().unwrap();
    loop {
        if let Some(next) = frontier.waiting.pop_front() {
            frontier.busy += 1;
            return Some(next);
        }
        if frontier.busy == 0 {
            changed.notify_all();
            return None;
        }
        frontier = changed.wait(frontier).unwrap();
    }
}

/// Looks at one page and gives its internal links without their fragments.
fn visit(base: &str, path: &str, from: &str, fault: &mut dyn FnMut(String)) -> Vec<String> {
    let reply = match try_get(base, path, &[]) {
        Ok(reply) => reply,
        Err(error) => {
            fault(format!("{path} (from {from}): {error}"));
            return Vec::new();
        }
    };
    if reply.status == 308 {
        return vec![reply.header("location").to_owned()];
    }
    if reply.status != 200 {
        fault(format!("{path} (from {from}): {}", reply.status));
    }
    if reply.headers.contains_key("set-cookie") {
        fault(format!("{path} sets a cookie"));
    }
    if !reply.header("content-type").starts_with("text/html") {
        return Vec::new();
    }
    let html = reply.text();
    // Translations are longer, and in Cyrillic letters each takes two bytes.
    let translated = ["/ru/", "/uz/", "/kk/"].iter().any(|prefix| path.starts_with(prefix));
    if html.len() >= if translated { 100_000 } else { 60_000 } {
        fault(format!("{path} (from {from}) has {} bytes", html.len()));
    }
    let all = tags(html);
    if reply.status == 200 && blocks(html).len() != 1 {
        fault(format!("{path} has {} blocks of data", blocks(html).len()));
    }
    for tag in &all {
        if matches!(tag.name.as_str(), "svg" | "style" | "iframe" | "object" | "embed") {
            fault(format!("{path} has <{}>", tag.name));
        }
        if let Some((name, _)) = tag.attributes.iter().find(|(n, _)| n == "style" || n.starts_with("on")) {
            fault(format!("{path}: <{} {name}=…>", tag.name));
        }
    }
    for loaded in loads(html).iter().filter(|l| !l.starts_with('/') || l.starts_with("//")) {
        fault(format!("{path} loads {loaded}"));
    }
    let ids: Vec<&str> = all.iter().filter_map(|t| t.get("id")).collect();
    let unique: HashSet<&&str> = ids.iter().collect();
    if unique.len() != ids.len() {
        fault(format!("{path}: an id twice among {ids:?}"));
    }
    let mut found = Vec::new();
    for link in links(html) {
        if let Some(fragment) = link.strip_prefix('#') {
            if !ids.contains(&fragment) {
                fault(format!("{path}: #{fragment} is nowhere on the page"));
            }
        } else if link.starts_with('/') && !link.starts_with("//") {
            found.push(link.split('#').next().expect("split gives one").to_owned());
        } else if !link.starts_with("https://") && !link.starts_with("http://") {
            fault(format!("{path}: a link to `{link}`"));
        }
    }
    found
}
