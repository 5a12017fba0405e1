//! Measures opening, reading and asking with 5,000 entities; bounds are loose, for busy machines.
//!
//! `cargo test --release -p sousveil-snapshot --test speed -- --ignored --nocapture`
#![expect(clippy::print_stderr, reason = "a measurement is printed")]

mod common;

use std::time::{Duration, Instant};

use common::{contents, entity};
use sousveil_snapshot::{Contents, Facet, Query, Snapshot, Sort, compile};

fn synthetic() -> Contents {
    let mut out = contents();
    let syllables = ["ver", "nic", "gam", "ma", "tro", "vi", "cor", "sys", "tel", "net", "sec", "int"];
    let word = |n: usize| -> String {
        (0..3).map(|k| syllables.iter().cycle().nth(n / 12usize.pow(k) % 12).copied().unwrap_or("x")).collect()
    };
    let countries = ["uz", "kz", "il", "de", "it", "fr", "us", "sd", "et", "bh"];
    let country = |n: usize| countries.iter().cycle().nth(n % 10).copied().unwrap_or("uz");
    for n in 0..1500 {
        let name = format!("{} {} Ltd", word(n), word(n * 7 + 3));
        out.entities.push(entity(
            "Company",
            &format!("c-{n}"),
            &[("name", &name), ("country", country(n)), ("technologies", "monitoring")],
        ));
    }
    for n in 0..3500 {
        let summary = format!(
            "{} sold {} {} to a ministry, and {} was installed in the capital",
            word(n),
            word(n + 1),
            word(n + 2),
            word(n * 3)
        );
        let (supplier, year) = (format!("c-{}", n % 1500), format!("{}", 2000 + n % 25));
        let claims = [
            ("supplier", supplier.as_str()),
            ("supplier_country", country(n)),
            ("recipient_country", country(n / 3)),
            ("technologies", "monitoring"),
            ("stage", "delivered"),
            ("delivered", &year),
            ("disclosed", "2020"),
            ("summary", &summary),
        ];
        out.entities.push(entity("Transfer", &format!("t-{n}"), &claims));
    }
    out
}

fn time<T>(what: &str, times: u32, mut work: impl FnMut(u32) -> T) -> Duration {
    let start = Instant::now();
    (0..times).for_each(|n| drop(work(n)));
    let each = start.elapsed() / times.max(1);
    eprintln!("{what:<44} {each:>12.2?}");
    each
}

#[test]
#[ignore = "a measurement, for the release profile"]
fn measure() {
    let contents = synthetic();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("snap");
    time("compile", 1, |_| compile(&contents, &path, &mut |_| {}).unwrap());
    time("compile again (names of countries known)", 1, |_| compile(&contents, &path, &mut |_| {}).unwrap());
    time("in_memory", 1, |_| Snapshot::in_memory(&contents).unwrap());
    time("data_hash", 5, |_| sousveil_snapshot::data_hash(&contents));
    for (name, entry) in &Snapshot::open(&path).unwrap().manifest().files {
        eprintln!("{name:<44} {:>10} bytes", entry.bytes);
    }
    let open = time("open", 20, |_| Snapshot::open(&path).unwrap());
    assert!(open < Duration::from_secs(1));
    let snapshot = Snapshot::open(&path).unwrap();
    let spread = |n: u32| n.wrapping_mul(2_654_435_761) % snapshot.len();
    time("entity_at, 100 at random places, cold", 1, |_| {
        (0..100).for_each(|n| drop(snapshot.entity_at(spread(n)).unwrap()))
    });
    let page = time("entity_at, 100 at random places, warm", 50, |_| {
        (0..100).for_each(|n| drop(snapshot.entity_at(spread(n)).unwrap()))
    });
    assert!(page < Duration::from_millis(50));
    time("entity_at, 100 neighbours", 50, |n| {
        (n * 50..n * 50 + 100).for_each(|n| drop(snapshot.entity_at(n).unwrap()))
    });
    time("number + head", 10_000, |n| snapshot.number(snapshot.head(spread(n)).unwrap().id));
    time("links", 10_000, |n| snapshot.links(spread(n)));
    let transfers = || vec![(Facet::Schema, "Transfer".to_owned())];
    let count = || vec![Facet::Country, Facet::Technology, Facet::Year, Facet::Act, Facet::Confidence];
    for (what, query) in [
        ("query: all transfers, newest, 100", Query { filters: transfers(), limit: Some(100), ..Query::default() }),
        (
            "query: the same, 5 facets",
            Query { filters: transfers(), limit: Some(100), count: count(), ..Query::default() },
        ),
        (
            "query: uzbekistan, 100, 5 facets",
            Query { text: "uzbekistan".to_owned(), limit: Some(100), count: count(), ..Query::default() },
        ),
        (
            "query: ministry capital (common words)",
            Query { text: "ministry capital".to_owned(), limit: Some(100), ..Query::default() },
        ),
        ("query: one mistake", Query { text: "uzbekistaan".to_owned(), limit: Some(100), ..Query::default() }),
        ("query: everything by name, no limit", Query { sort: Sort::Name, ..Query::default() }),
    ] {
        time(what, 100, |_| snapshot.query(&query).unwrap());
    }
}
