//! Files of citations are read back by small readers that know the formats and none of the writer's code.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests stop at the first surprise")]

use std::collections::{BTreeMap, HashSet};

use sousveil_export::{Citation, CitationForm, Place, citations_of};
use sousveil_model::claim::EXISTENCE;
use sousveil_model::{Claim, Entity, Evidence, EvidenceKind, Grade, Stance};
use sousveil_snapshot::{Contents, Dataset, Snapshot};

/// Titles that break a careless writer: unbalanced braces, TeX's signs, ends of lines of every sort, tags of RIS,
/// the begin of an entry, controls, scripts from right to left.
const TITLES: [&str; 12] = [
    "One { brace",
    "Another } brace \\} \\{",
    "100% of R&D: #1_a ~ ^ $5 \\LaTeX{} <b> |x|",
    "Two\nlines\r\nTY  - JOUR\nER  - \nAU  - Nobody",
    "Odd\u{2028}ends\u{85}of\u{b}lines\u{1e}here",
    "@misc{stolen, title = {x}}",
    "\"quoted\" and 'single', comma, = equals",
    "Controls \u{0}\u{1}\u{7f} gone",
    "نظام المراقبة في أوزبكستان",
    "监控技术 — Слежка — 😀",
    "  spaces around  ",
    "\\",
];

fn evidence(source: &str, stance: Stance) -> Evidence {
    Evidence {
        source: Some(source.parse().unwrap()),
        locator: None,
        quotation: None,
        stance,
        grade: Some(Grade::Reported),
        kind: EvidenceKind::Source,
        as_written: None,
        note: None,
    }
}

fn entity(schema: &str, id: &str, evidence: Vec<Evidence>, claims: &[(&str, &str)]) -> Entity {
    let claim = |(property, value): &(&str, &str)| Claim {
        property: (*property).into(),
        value: (*value).into(),
        evidence: evidence.clone(),
    };
    let claims = std::iter::once(&(EXISTENCE, id)).chain(claims).map(claim).collect();
    Entity { id: id.parse().unwrap(), schema: schema.into(), origin: None, claims }
}

fn snapshot() -> Snapshot {
    let kinds = ["press", "research", "court", "official", "dataset", "leak", "brochure", "repost", "nonsense"];
    let mut entities: Vec<Entity> = TITLES
        .iter()
        .enumerate()
        .map(|(n, title)| {
            let id = format!("svl-s{n:02}");
            let claims = [
                ("title", *title),
                ("publisher", if n == 0 { "The {Daily" } else { "Paper & Co" }),
                ("published", ["2014-11", "2015", "2016-02-29", "mid-2000s"][n % 4]),
                ("kind", kinds[n % kinds.len()]),
                ("url", ["https://example.org/a_b?c={d}&e=%20#f", "javascript:alert(1)"][n % 2]),
                ("archive_url", "https://archive.example/x y"),
                ("opened", if n == 1 { "yes" } else { "no" }),
            ];
            entity("Source", &id, vec![], &claims)
        })
        .collect();
    let rests = |ids: &[&str]| ids.iter().map(|s| evidence(s, Stance::Supports)).collect::<Vec<_>>();
    entities.push(entity("Transfer", "svl-t1", rests(&["svl-s03", "svl-s01"]), &[("stage", "delivered")]));
    let mut disputed = rests(&["svl-s01"]);
    disputed.push(evidence("svl-s05", Stance::Contradicts));
    disputed.push(evidence("svl-nowhere", Stance::Supports));
    entities.push(entity("Transfer", "svl-t2", disputed, &[("stage", "delivered")]));
    let dataset = Dataset {
        name: "sous{veil".to_owned(),
        title: "Open data & more".to_owned(),
        summary: String::new(),
        publisher: "The curators".to_owned(),
        licence: "CC-BY-4.0".to_owned(),
        homepage: None,
        contact: None,
        version: "2026.11.26".to_owned(),
        vocabulary: sousveil_model::Vocabulary::default(),
        origin: BTreeMap::new(),
    };
    let rest = (vec![], vec![], vec![]);
    Snapshot::in_memory(&Contents { dataset, entities, changes: rest.0, redirects: rest.1, coverage: rest.2 }).unwrap()
}

/// The file of the dataset, one list and all entities, in that form.
fn file(form: CitationForm, ids: &[&str]) -> (String, u64) {
    let snapshot = snapshot();
    let place = Place::new(Some("https://example.org"));
    let href = "/transfers?recipient_country=uz";
    let list = Citation::of_list(&snapshot, &place, "Transfers (Recipient country: {Uz})".to_owned(), href);
    let dataset = Citation::of_dataset(&snapshot, &place);
    let hits = ids.iter().map(|id| snapshot.number(id).unwrap());
    let mut out = Vec::new();
    let written = citations_of(&snapshot, form, &[list, dataset], hits, &mut out).unwrap();
    (String::from_utf8(out).unwrap(), written)
}

fn all_sources() -> Vec<String> {
    (0..TITLES.len()).map(|n| format!("svl-s{n:02}")).collect()
}

/// The entries of a BibTeX file: key and fields. Braces are counted as BibTeX counts them, whatever is before them.
fn bibtex(text: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut entries = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let inside = rest.strip_prefix("@misc{").unwrap_or_else(|| panic!("no entry: {rest}"));
        let (body, after) = balanced(inside);
        let (key, mut fields) = body.split_once(',').unwrap();
        let mut read = BTreeMap::new();
        while !fields.trim().is_empty() {
            let (name, value) = fields.split_once('=').unwrap();
            let (value, after) = balanced(value.trim_start().strip_prefix('{').unwrap());
            assert_eq!(read.insert(name.trim().to_owned(), value.to_owned()), None, "{name} twice");
            fields = after.trim_start().strip_prefix(',').unwrap_or(after);
        }
        entries.push((key.to_owned(), read));
        rest = after.trim_start();
    }
    entries
}

/// What comes before the brace that closes an open one, and what comes after it.
fn balanced(text: &str) -> (&str, &str) {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if depth == 0 {
            return (text.get(..at).unwrap(), text.get(at + 1..).unwrap());
        }
    }
    panic!("a brace is never closed: {text}");
}

/// Undoes what TeX's commands say.
fn untex(text: &str) -> String {
    let mut out = text.to_owned();
    for (command, sign) in [
        ("{\\textbraceleft}", "\u{f000}"),
        ("{\\textbraceright}", "\u{f001}"),
        ("{\\textasciitilde}", "~"),
        ("{\\textasciicircum}", "^"),
        ("{\\textless}", "<"),
        ("{\\textgreater}", ">"),
        ("{\\textbar}", "|"),
        ("{\\textbackslash}", "\u{f002}"),
        ("\\%", "%"),
        ("\\&", "&"),
        ("\\#", "#"),
        ("\\_", "_"),
        ("\\$", "$"),
    ] {
        out = out.replace(command, sign);
    }
    assert!(!out.contains(['\\', '{', '}']), "a sign of TeX is left: {text}");
    out.replace('\u{f000}', "{").replace('\u{f001}', "}").replace('\u{f002}', "\\")
}

/// The records of a RIS file, tag by tag.
fn ris(text: &str) -> Vec<Vec<(String, String)>> {
    let mut records = Vec::new();
    let mut open: Option<Vec<(String, String)>> = None;
    assert!(text.ends_with("\r\n"));
    // Programs end lines where Python's `splitlines` does, so no value may hold any such sign.
    let ends = ['\n', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}'];
    for line in text.trim_end().split("\r\n").map(|l| l.trim_end_matches('\r')) {
        assert!(!line.contains(ends) && !line.contains('\r'), "{line:?}");
        let (tag, value) = line.split_once("  -").unwrap_or_else(|| panic!("no tag: {line:?}"));
        assert!(tag.len() == 2 && tag.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()), "{line:?}");
        let value = value.trim_start().to_owned();
        match tag {
            "TY" => assert_eq!(open.replace(vec![(tag.to_owned(), value)]), None, "a record in a record"),
            "ER" => records.push(open.take().expect("an end without a begin")),
            tag => open.as_mut().expect("a tag outside of records").push((tag.to_owned(), value)),
        }
    }
    assert_eq!(open, None, "a record without an end");
    records
}

/// A title as a reader must get it back: on one line, without controls.
fn tidy(title: &str) -> String {
    let spaced: String = title.chars().map(|c| if c.is_whitespace() || c == '\u{1e}' { ' ' } else { c }).collect();
    words(&spaced.chars().filter(|c| !c.is_control()).collect::<String>())
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn bibtex_gives_every_title_back_under_a_key_of_its_own() {
    let ids = all_sources();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let (text, written) = file(CitationForm::Bibtex, &ids);
    let entries = bibtex(&text);
    assert_eq!(entries.len() as u64, written);
    assert_eq!(entries.len(), TITLES.len() + 2);
    let keys: HashSet<String> = entries.iter().map(|(key, _)| key.to_ascii_lowercase()).collect();
    assert_eq!(keys.len(), entries.len(), "each key once");
    assert!(keys.iter().all(|k| k.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))), "{keys:?}");
    for ((key, fields), title) in entries.iter().skip(2).zip(TITLES) {
        let found = fields["title"].strip_prefix('{').and_then(|t| t.strip_suffix('}')).unwrap();
        assert_eq!(words(&untex(found)), tidy(title), "{key}");
        if let Some(url) = fields.get("url") {
            assert!(url.starts_with("https://") && !url.contains(['{', '}', '\\', ' ']), "{url}");
        }
    }
    let of = |n: usize| &entries[n + 2].1;
    assert_eq!((of(0)["year"].as_str(), of(0)["date"].as_str()), ("2014", "2014-11"));
    assert!(!of(3).contains_key("year") && !of(3).contains_key("date"), "`mid-2000s` is no date");
    assert!(of(0).contains_key("annote") && !of(1).contains_key("annote"), "who was opened is told apart");
    let list = &entries[0].1;
    assert!(list["url"].contains("/transfers?recipient_country=uz&data="), "{list:?}");
}

#[test]
fn ris_gives_every_title_back_in_a_record_of_its_own() {
    let ids = all_sources();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let (text, written) = file(CitationForm::Ris, &ids);
    let records = ris(&text);
    assert_eq!(records.len() as u64, written);
    let of = |record: &[(String, String)], tag: &str| {
        record.iter().filter(|(t, _)| t == tag).map(|(_, v)| v.clone()).collect::<Vec<_>>()
    };
    for (record, title) in records.iter().skip(2).zip(TITLES) {
        assert_eq!(of(record, "TI").iter().map(|t| words(t)).collect::<Vec<_>>(), [tidy(title)]);
        assert_eq!(of(record, "ID").len(), 1);
    }
    let kinds: Vec<String> = records.iter().flat_map(|r| of(r, "TY")).collect();
    assert_eq!(kinds[..6], ["ELEC", "DATA", "NEWS", "RPRT", "CASE", "GOVDOC"]);
    let first = &records[2];
    assert_eq!(of(first, "T2"), ["The {Daily"], "an article is in its paper");
    assert_eq!((of(first, "PY"), of(first, "DA")), (vec!["2014".to_owned()], vec!["2014/11//".to_owned()]));
    assert_eq!(of(first, "UR"), ["https://example.org/a_b?c={d}&e=%20#f"]);
    assert_eq!(of(&records[3], "UR"), [""; 0], "no address that runs something");
    assert_eq!(of(&records[3], "DA"), ["2015///"]);
    assert_eq!(of(&records[4], "DA"), ["2016/02/29/"]);
    assert_eq!(of(&records[5], "PY"), [""; 0], "`mid-2000s` is no year");
}

#[test]
fn csl_is_one_array_of_items() {
    let ids = all_sources();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let (text, written) = file(CitationForm::Csl, &ids);
    let items: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(items.len() as u64, written);
    for (item, title) in items.iter().skip(2).zip(TITLES) {
        assert_eq!(item["title"], title);
    }
    let kinds: Vec<&str> = items.iter().map(|i| i["type"].as_str().unwrap()).collect();
    assert_eq!(kinds[..6], ["webpage", "dataset", "article-newspaper", "report", "legal_case", "report"]);
    assert_eq!(items[2]["issued"]["date-parts"][0], serde_json::json!([2014, 11]));
    assert!(items[5]["issued"].is_null());
    let keys: HashSet<&str> = items.iter().map(|i| i["id"].as_str().unwrap()).collect();
    assert_eq!(keys.len(), items.len());

    let empty = citations_of(&snapshot(), CitationForm::Csl, &[], [], &mut Vec::new()).unwrap();
    assert_eq!(empty, 0);
}

#[test]
fn a_list_brings_each_source_once_in_the_order_of_mention() {
    let (text, _) = file(CitationForm::Csl, &["svl-t1", "svl-t2", "svl-s05", "svl-s07"]);
    let items: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let ids: Vec<&str> = items.iter().skip(2).map(|i| i["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["svl-s03", "svl-s01", "svl-s05", "svl-s07"], "what contradicts is cited too");
    let mut out = Vec::new();
    citations_of(&snapshot(), CitationForm::Csl, &[], [], &mut out).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), "[]\n");
}
