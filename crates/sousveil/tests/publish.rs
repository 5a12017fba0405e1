//! The site as plain files: whole, the same each time, signed or not, and every link of it leads somewhere.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use minisign::KeyPair;
use support::html::tags;
use support::webdriver::{Browser, ENTER, available};
use support::{Said, folder, run};
use tempfile::TempDir;

/// A small dataset, published.
struct Published {
    scratch: TempDir,
}

impl Published {
    fn new() -> Self {
        let scratch = tempfile::tempdir().unwrap();
        folder::small(&scratch.path().join("data"), "1");
        Self { scratch }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    /// Runs a command; what is no flag is a name in the scratch folder.
    fn run(&self, command: &str, args: &[&str]) -> Said {
        let path = |arg: &&str| if arg.starts_with("--") { PathBuf::from(arg) } else { self.at(arg) };
        let args: Vec<PathBuf> = std::iter::once(PathBuf::from(command)).chain(args.iter().map(path)).collect();
        run(self.scratch.path(), &args)
    }

    fn publish(&self, more: &[&str]) -> Said {
        self.run("publish", &[&["site", "--folder", "data"], more].concat())
    }

    fn verify(&self, more: &[&str]) -> Said {
        self.run("verify", &[&["site"], more].concat())
    }
}

/// All files below a folder, by their paths in it.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// The file to which a way leads from another.
fn target(from: &str, way: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in way.split('/') {
        match part {
            ".." => drop(parts.pop().unwrap_or_else(|| panic!("{from}: {way} leads out of the folder"))),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Links that lead to no file or to no place in one.
fn broken(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let pages: HashMap<&str, _> = files
        .iter()
        .filter(|(name, _)| name.ends_with(".html"))
        .map(|(name, bytes)| (name.as_str(), tags(std::str::from_utf8(bytes).unwrap())))
        .collect();
    let places: HashMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(name, tags)| (*name, tags.iter().filter_map(|tag| tag.get("id")).collect())).collect();
    let mut broken = Vec::new();
    for (page, tags) in &pages {
        for tag in tags {
            let sources = tag.get("srcset").unwrap_or_default().split(", ").filter_map(|one| one.split(' ').next());
            let others = ["href", "src", "action"].into_iter().filter_map(|name| tag.get(name));
            for link in sources.chain(others).filter(|link| !link.is_empty()) {
                if ["https://", "http://", "mailto:"].iter().any(|outer| link.starts_with(outer)) {
                    continue;
                }
                let (way, place) = link.split_once('#').map_or((link, None), |(way, place)| (way, Some(place)));
                let file = if way.is_empty() { (*page).to_owned() } else { target(page, way) };
                let is_there = match place {
                    Some(place) => places.get(file.as_str()).is_some_and(|places| places.contains(place)),
                    None => files.contains_key(&file),
                };
                if !is_there {
                    broken.push(format!("{page}: {link}"));
                }
            }
        }
    }
    broken.sort();
    broken
}

#[test]
fn every_link_of_the_open_dataset_leads_somewhere() {
    let scratch = tempfile::tempdir().unwrap();
    let site = scratch.path().join("site");
    let said = run(scratch.path(), &["publish".as_ref(), site.as_os_str()]);
    assert_eq!(said.code, 0, "{}", said.err);
    let files = files(&site);
    let broken = broken(&files);
    assert!(
        broken.is_empty(),
        "{} links of {} files lead nowhere, the first:\n{}",
        broken.len(),
        files.len(),
        broken.iter().take(20).cloned().collect::<Vec<_>>().join("\n")
    );
    // Every entry that has a page in the program has one here, and what it shows first.
    for name in ["index.html", "countries/uz.html", "countries/uz.csv", "changes.atom", "map.dark@2x.png", "names.js"] {
        assert!(files.contains_key(name), "{name}");
    }
    let claims = files.keys().filter(|name| name.starts_with("claims/")).count();
    let told = String::from_utf8(files["claims.jsonl"].clone()).unwrap().lines().count();
    assert!(claims > 10_000 && claims <= told, "{claims} pages of {told} claims");
    let folded: BTreeSet<String> = files.keys().map(|name| name.to_lowercase()).collect();
    assert_eq!(folded.len(), files.len(), "no two names differ in capitals alone");
    // Nothing asks a server: no absolute path, no form but that of the names.
    let page = String::from_utf8(files["companies.html"].clone()).unwrap();
    assert!(!page.contains("=\"/"), "{page}");
    let said = run(scratch.path(), &["verify".as_ref(), site.as_os_str()]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    let published = Published::new();
    assert_eq!(published.publish(&[]).code, 0);
    let first = files(&published.at("site"));
    let said = published.publish(&[]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.contains("not signed"), "{}", said.out);
    assert!(first == files(&published.at("site")), "a second publication differs");
    assert!(broken(&first).is_empty(), "{:?}", broken(&first));
    let list = String::from_utf8(first["SHA256SUMS"].clone()).unwrap();
    assert_eq!(list.lines().count() + 1, first.len(), "each file but the list stands in it");
}

#[test]
fn what_is_not_as_it_was_published_is_found() {
    let published = Published::new();
    assert_eq!(published.publish(&[]).code, 0);
    let said = published.verify(&[]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.out.contains("is whole") && said.out.contains("there is no signature"), "{}", said.out);
    let page = published.at("site/about.html");
    let text = fs::read(&page).unwrap();
    for (change, told) in [
        (&(|| fs::write(&page, b"other").unwrap()) as &dyn Fn(), "about.html was changed"),
        (&|| fs::remove_file(&page).unwrap(), "about.html is missing"),
        (
            &|| fs::write(published.at("site/countries/xx.html"), b"new").unwrap(),
            "countries/xx.html is not in SHA256SUMS",
        ),
    ] {
        change();
        let said = published.verify(&[]);
        assert_eq!(said.code, 1, "{told}");
        assert!(said.out.contains("not whole") && said.out.contains(told), "{}", said.out);
        assert!(!said.out.contains("signed"), "{}", said.out);
        let _ = fs::remove_file(published.at("site/countries/xx.html"));
        fs::write(&page, &text).unwrap();
    }
    fs::write(published.at("site/SHA256SUMS"), "nonsense\n").unwrap();
    let said = published.verify(&[]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("SHA256SUMS, line 1: found \"nonsense\", expected"), "{}", said.err);
}

#[test]
fn signed_is_said_only_with_a_key_from_outside() {
    let published = Published::new();
    let KeyPair { pk, sk } = KeyPair::generate_unencrypted_keypair().unwrap();
    let other = KeyPair::generate_unencrypted_keypair().unwrap().pk;
    fs::write(published.at("secret"), sk.to_box(None).unwrap().to_string()).unwrap();
    fs::write(published.at("public"), pk.to_box().unwrap().to_string()).unwrap();
    fs::write(published.at("other"), other.to_box().unwrap().to_string()).unwrap();
    let said = published.publish(&["--sign", "secret"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains(&pk.to_base64()), "{}", said.out);
    // Without a key it is not said, not even in part.
    let said = published.verify(&[]);
    assert_eq!(said.code, 0);
    assert!(!said.out.contains("signed"), "{}", said.out);
    assert!(said.out.contains("a signature lies there"), "{}", said.out);
    let said = published.verify(&["--json"]);
    let told: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert!(told["signed"].is_null() && told["whole"] == true, "{told}");
    // With one it is, and what was signed names the data.
    let said = published.verify(&["--key", "public"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.out.contains("signed: sousveil 1, data hash "), "{}", said.out);
    // Another key, and a list that was changed with its file, are no signature.
    let said = published.verify(&["--key", "other"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("not signed by that key"), "{}", said.out);
    let page = published.at("site/about.html");
    let before = sha256(&fs::read(&page).unwrap());
    fs::write(&page, "forged").unwrap();
    let list = fs::read_to_string(published.at("site/SHA256SUMS")).unwrap();
    fs::write(published.at("site/SHA256SUMS"), list.replace(&before, &sha256(b"forged"))).unwrap();
    let said = published.verify(&["--key", "public"]);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(said.out.contains("is whole") && said.out.contains("not signed by that key"), "{}", said.out);
    fs::remove_file(published.at("site/SHA256SUMS.minisig")).unwrap();
    let said = published.verify(&["--key", "public"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("there is no signature"), "{}", said.out);
}

#[test]
fn nothing_of_others_is_lost_and_nothing_is_left_half_written() {
    let published = Published::new();
    fs::create_dir(published.at("site")).unwrap();
    fs::write(published.at("site/mine.txt"), "mine").unwrap();
    let said = published.publish(&[]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("holds files but no SHA256SUMS"), "{}", said.err);
    fs::remove_file(published.at("site/mine.txt")).unwrap();
    assert_eq!(published.publish(&["--dry-run"]).code, 0);
    assert_eq!(files(&published.at("site")).len(), 0, "a dry run writes nothing");
    assert_eq!(published.publish(&[]).code, 0);
    fs::write(published.at("site/countries/mine.txt"), "mine").unwrap();
    let said = published.publish(&[]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("countries/mine.txt"), "{}", said.err);
    fs::remove_file(published.at("site/countries/mine.txt")).unwrap();
    // A key that is none ends it before anything is made.
    fs::write(published.at("secret"), "no key").unwrap();
    let before = files(&published.at("site"));
    let said = published.publish(&["--sign", "secret"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("opening the secret key"), "{}", said.err);
    assert!(before == files(&published.at("site")));
    let beside: Vec<_> = fs::read_dir(published.scratch.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!beside.iter().any(|name| name.to_string_lossy().starts_with(".site")), "{beside:?}");
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(bytes))
}

/// Looks a name up on a site that lies on the disk, and goes to what was found.
fn from_the_disk(browser: &Browser, site: &Path, script: bool) {
    browser.go(&format!("file://{}/index.html", site.display()));
    let search = browser.find("main [role=search] input[type=search]").unwrap();
    browser.type_into(&search, "acme");
    browser.type_into(&search, ENTER);
    browser.arrive("search.html?q=acme");
    let heading = |browser: &Browser| browser.text(&browser.find("main h1").unwrap());
    if script {
        let found = browser.find("#answers a").unwrap();
        assert_eq!(browser.text(&found), "Acme Intercept Ltd");
        browser.click(&found);
        browser.arrive("companies/svl-acme/");
        assert_eq!(heading(browser), "Acme Intercept Ltd");
    } else {
        assert!(browser.find("#answers a").is_err(), "nothing is looked up without a script");
        let told = browser.text(&browser.find("main").unwrap());
        assert!(told.contains("without a script every entry is found by its kind"), "{told}");
    }
    let menu = browser.text(&browser.find("header nav").unwrap());
    assert!(menu.contains("Companies") && !menu.contains("Screening"), "{menu}");
    let link = browser.find("header nav a[href$='companies.html']").unwrap();
    browser.click(&link);
    browser.arrive("/companies.html");
    let company = browser.find("main a[href^='companies/svl-variant/']").unwrap();
    browser.click(&company);
    browser.arrive("companies/svl-variant/");
    assert_eq!(heading(browser), "Variant 1 GmbH");
}

#[test]
fn it_works_from_a_disk_with_and_without_script() {
    if !available(&["chromedriver", "chromium", "geckodriver", "firefox-esr"]) {
        return;
    }
    let published = Published::new();
    assert_eq!(published.publish(&[]).code, 0);
    let site = published.at("site");
    for script in [true, false] {
        let browser = Browser::chromium(script);
        browser.viewport(if script { 1280 } else { 360 });
        from_the_disk(&browser, &site, script);
        let said = browser.log("browser");
        assert!(said.is_empty(), "the console: {said:?}");
    }
    from_the_disk(&Browser::firefox_safest(), &site, false);
}

#[test]
fn old_addresses_lead_on_or_say_why_they_are_gone() {
    let published = Published::new();
    fs::write(
        published.at("data/redirects.csv"),
        "old,new,date,reason\nsvl-old,svl-acme,2026-11-26,One company\nsvl-gone,,2026-11-26,It was never there\n",
    )
    .unwrap();
    let said = published.publish(&[]);
    assert_eq!(said.code, 0, "{}", said.err);
    let files = files(&published.at("site"));
    let page = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let moved = page("companies/svl-old.html");
    assert!(moved.contains("url=svl-acme/acme-intercept-ltd.html"), "{moved}");
    for list in ["companies", "transfers"] {
        let gone = page(&format!("{list}/svl-gone.html"));
        assert!(gone.contains("It was never there"), "{gone}");
    }
    assert!(broken(&files).is_empty(), "{:?}", broken(&files));
}
