//! What is found, in which order, and what the lists can be narrowed by.

mod common;

use common::{ask, contents, ids};
use sousveil_snapshot::{Facet, Query, Snapshot, Sort};

fn words(text: &str) -> Query {
    Query { text: text.to_owned(), ..Query::default() }
}

fn list(schema: &str, sort: Sort) -> Query {
    Query { filters: vec![(Facet::Schema, schema.to_owned())], sort, ..Query::default() }
}

#[test]
fn a_country_is_found_in_every_script_and_comes_first() {
    let snapshot = Snapshot::in_memory(&contents()).unwrap();
    for text in [
        "uzbekistan",
        "Uzbekistan",
        "Узбекистан",
        "O'zbekiston",
        "oʻzbekiston",
        "أوزبكستان",
        "乌兹别克斯坦",
        "Ouzbékistan",
        "uzbek",
    ] {
        let found = ask(&snapshot, &words(text));
        assert_eq!(found.first().map(String::as_str), Some("uz"), "{text}: {found:?}");
    }
    let found = ask(&snapshot, &words("uzbekistan"));
    assert_eq!(found.get(1).map(String::as_str), Some("co-uz"), "a name comes before a mention: {found:?}");
    assert!(found.contains(&"tr-1".to_owned()) && found.contains(&"ag-snb".to_owned()), "{found:?}");
}

#[test]
fn companies_are_found_however_their_names_are_written() {
    let snapshot = Snapshot::in_memory(&contents()).unwrap();
    for (text, first) in [
        ("verint", "co-verint"),
        ("Vérint", "co-verint"),
        ("VERINT SYSTEMS", "co-verint"),
        ("comverse", "co-verint"),
        ("hacking team", "co-ht"),
        ("hacking team srl", "co-ht"),
        ("hackin", "co-ht"),
        ("hackng team", "co-ht"),
        ("Протей", "co-protei"),
        ("protei", "co-protei"),
        ("监控", "co-protei"),
        ("监控软件", "co-protei"),
        ("jian kong", "co-protei"),
        ("ruanjian", "co-protei"),
    ] {
        let found = ask(&snapshot, &words(text));
        assert_eq!(found.first().map(String::as_str), Some(first), "{text}: {found:?}");
    }
}

#[test]
fn quotations_titles_and_the_names_of_others_are_found() {
    let snapshot = Snapshot::in_memory(&contents()).unwrap();
    assert_eq!(ask(&snapshot, &words("subscription renewed")), ["tr-2"]);
    assert!(ask(&snapshot, &words("emails vendor")).contains(&"tr-2".to_owned()));
    assert!(ask(&snapshot, &words("verint uzbekistan security")).contains(&"tr-1".to_owned()));
    assert_eq!(ask(&snapshot, &words("galileo aimed")), ["in-1"]);
}

#[test]
fn every_word_must_be_found_and_mistakes_are_forgiven_only_then() {
    let snapshot = Snapshot::in_memory(&contents()).unwrap();
    assert!(ask(&snapshot, &words("verint zanzibar-nowhere")).is_empty());
    assert!(!ask(&snapshot, &words("veriint")).is_empty());
    // `nice` is there, so nothing that is merely like it is found.
    let found = ask(&snapshot, &Query { filters: vec![(Facet::Schema, "Company".to_owned())], ..words("nice") });
    assert_eq!(found, ["co-nice"]);
    // The filter leaves nothing, which is no reason to look for other words.
    assert!(
        ask(&snapshot, &Query { filters: vec![(Facet::Schema, "Agency".to_owned())], ..words("galileo") }).is_empty()
    );
}

#[test]
fn any_text_is_a_safe_question() {
    let snapshot = Snapshot::in_memory(&contents()).unwrap();
    let long = "verint ".repeat(5000);
    for text in [
        "AND",
        "name:(",
        "\"",
        "a* OR b~9",
        "/[a-z]*/",
        "\0",
        "\u{202e}abc",
        "-",
        "'''",
        "💥",
        &"x".repeat(100_000),
        &long,
    ] {
        snapshot.query(&words(text)).unwrap();
        for sort in [Sort::Newest, Sort::Name] {
            snapshot.query(&Query { sort, count: vec![Facet::Country], ..words(text) }).unwrap();
        }
    }
    let all = snapshot.query(&Query::default()).unwrap().total;
    assert_eq!(snapshot.query(&words("…!")).unwrap().total, all, "no words, no condition");
    for value in ["", "\0", "/", "a/b", "\\", &"y".repeat(70_000)] {
        let query = Query { filters: vec![(Facet::Issuer, value.to_owned())], ..Query::default() };
        assert_eq!(snapshot.query(&query).unwrap().total, 0, "{value:?}");
    }
}

#[test]
fn the_orders() {
    let snapshot = Snapshot::in_memory(&contents()).unwrap();
    // tr-1 in use in 2014, tr-2 delivered from June 2012, tr-4 disclosed in 2013, tr-3 undated.
    assert_eq!(ask(&snapshot, &list("Transfer", Sort::Newest)), ["tr-1", "tr-4", "tr-2", "tr-3"]);
    assert_eq!(ask(&snapshot, &list("Transfer", Sort::Relevance)), ["tr-1", "tr-4", "tr-2", "tr-3"]);
    assert_eq!(ask(&snapshot, &list("Transfer", Sort::Oldest)), ["tr-2", "tr-4", "tr-1", "tr-3"]);
    assert_eq!(ask(&snapshot, &list("Company", Sort::Name)), ["co-ht", "co-nice", "co-protei", "co-uz", "co-verint"]);
}

#[test]
fn pages_of_an_answer_add_up_to_the_whole() {
    let snapshot = Snapshot::in_memory(&contents()).unwrap();
    for sort in [Sort::Newest, Sort::Oldest, Sort::Name, Sort::Relevance] {
        let whole = snapshot.query(&Query { sort, ..words("u") }).unwrap();
        let whole = if whole.total == 0 { snapshot.query(&Query { sort, ..Query::default() }).unwrap() } else { whole };
        assert_eq!(whole.hits.len(), whole.total);
        let everything = Query { sort, ..Query::default() };
        let all = snapshot.query(&everything).unwrap();
        let mut pages = Vec::new();
        for offset in (0..all.total).step_by(7) {
            let page = snapshot.query(&Query { offset, limit: Some(7), ..everything.clone() }).unwrap();
            assert_eq!(page.total, all.total);
            pages.extend(page.hits);
        }
        assert_eq!(pages, all.hits);
    }
    let beyond = Query { offset: usize::MAX, limit: Some(usize::MAX), ..Query::default() };
    assert!(ask(&snapshot, &beyond).is_empty());
    assert!(ask(&snapshot, &Query { limit: Some(0), ..Query::default() }).is_empty());
}

#[test]
fn filters_of_one_facet_are_alternatives_and_of_two_are_not() {
    let snapshot = Snapshot::in_memory(&contents()).unwrap();
    let with = |filters: &[(Facet, &str)]| {
        let filters = filters.iter().map(|&(facet, value)| (facet, value.to_owned())).collect();
        ask(&snapshot, &Query { filters, sort: Sort::Newest, ..Query::default() })
    };
    assert_eq!(with(&[(Facet::RecipientCountry, "uz")]), ["tr-1", "tr-4", "tr-3"]);
    assert_eq!(
        with(&[(Facet::RecipientCountry, "uz"), (Facet::RecipientCountry, "sd")]),
        ["tr-1", "tr-4", "tr-2", "tr-3"]
    );
    assert_eq!(with(&[(Facet::RecipientCountry, "uz"), (Facet::Act, "deal")]), ["tr-1"]);
    assert_eq!(with(&[(Facet::Act, "licence")]), ["tr-4"]);
    assert_eq!(with(&[(Facet::Act, "offer"), (Facet::Year, "undated")]), ["tr-3"]);
    assert_eq!(with(&[(Facet::Year, "2012")]), ["tr-2"]);
    assert_eq!(with(&[(Facet::Issuer, "US/BIS")]), ["us-list-ht"]);
    assert_eq!(with(&[(Facet::Origin, "sii")]), ["tr-4"]);
    assert_eq!(with(&[(Facet::Source, "src-leak")]), ["tr-2"]);
    assert_eq!(with(&[(Facet::Company, "co-ht")]), ["us-list-ht", "tr-2", "pr-galileo", "co-ht"]);
    assert_eq!(with(&[(Facet::Product, "pr-galileo")]), ["in-1", "pr-galileo"]);
    assert_eq!(with(&[(Facet::Technology, "all_arms_only")]), [""; 0]);
}

#[test]
fn facets_are_counted_within_the_answer() {
    let snapshot = Snapshot::in_memory(&contents()).unwrap();
    let count = vec![Facet::Act, Facet::Country, Facet::Stage, Facet::Issuer, Facet::Act];
    let answer = snapshot.query(&Query { count, ..list("Transfer", Sort::Name) }).unwrap();
    assert_eq!(answer.total, 4);
    let pairs = |pairs: &[(&str, usize)]| pairs.iter().map(|&(v, n)| (v.to_owned(), n)).collect::<Vec<_>>();
    let acts = (Facet::Act, pairs(&[("deal", 2), ("licence", 1), ("offer", 1)]));
    assert_eq!(
        answer.facets,
        [
            acts.clone(),
            (Facet::Country, pairs(&[("uz", 3), ("de", 1), ("il", 1), ("it", 1), ("sd", 1)])),
            (Facet::Stage, pairs(&[("delivered", 1), ("in_use", 1), ("licensed", 1), ("tendered", 1)])),
            (Facet::Issuer, pairs(&[])),
            acts,
        ]
    );
    let answer = snapshot.query(&Query { count: vec![Facet::Issuer], ..list("Measure", Sort::Name) }).unwrap();
    assert_eq!(answer.facets, [(Facet::Issuer, pairs(&[("EU", 1), ("US/BIS", 1)]))]);
    assert_eq!(ids(&snapshot, &answer), ["eu-arms-uz-2005", "us-list-ht"]);
}
