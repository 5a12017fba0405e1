//! Pairs per second on one core: names alone, and full scoring with all evidence.
//!
//! `cargo bench -p sousveil-screen --bench pairs`. Names are those of `tests/data/pairs.csv`, each
//! against each: most pairs are of different people, as in a search's candidates before ranking. A
//! second figure takes the labelled pairs alone, which are alike and cost more.
#![expect(clippy::print_stdout, reason = "figures are what it is for")]

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use sousveil_model::{Country, PartialDate};
use sousveil_screen::{Address, Alias, Gender, Identifier, Kind, Name, Params, Scheme, Subject, compare, score};

fn main() -> Result<(), Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pairs.csv");
    let mut texts = Vec::new();
    for row in csv::Reader::from_path(path)?.records() {
        let row = row?;
        let kind = Kind::of_schema(row.get(1).unwrap_or_default());
        texts.push((row.get(2).unwrap_or_default().to_owned(), kind));
        texts.push((row.get(3).unwrap_or_default().to_owned(), kind));
    }

    let prepare = || texts.iter().map(|(text, kind)| Name::new(text, *kind)).collect::<Vec<_>>();
    let names = prepare();
    best_of("names prepared", names.len(), || drop(black_box(prepare())));
    let bytes: usize = names.iter().map(|name| name.as_bytes().len()).sum();
    println!("{:>12.1} bytes a prepared name", bytes as f64 / names.len() as f64);

    best_of("pairs of names, each against each", names.len() * names.len(), || {
        for one in &names {
            for other in &names {
                black_box(compare(one.view(), other.view()));
            }
        }
    });
    best_of("pairs of names that are alike", names.len() / 2 * ROUNDS, || {
        for _ in 0..ROUNDS {
            for pair in names.as_chunks::<2>().0 {
                black_box(compare(pair[0].view(), pair[1].view()));
            }
        }
    });
    full(&names)
}

const ROUNDS: usize = 200;

/// Three names on each side, dates, countries, gender, two identifiers, two addresses.
fn full(names: &[Name]) -> Result<(), Box<dyn Error>> {
    let aliases: Vec<[Alias<'_>; 3]> = (0..names.len())
        .map(|i| {
            [i, (i + 2) % names.len(), (i + 4) % names.len()].map(|i| Alias { name: names[i].view(), weak: false })
        })
        .collect();
    let dates: [PartialDate; 2] = ["1961-03-07".parse()?, "1962".parse()?];
    let countries: Vec<Country> = Country::all().take(2).collect();
    let identifiers: Vec<Identifier> =
        [Identifier::new(Scheme::Registration, "HRB 104577"), Identifier::new(Scheme::Imo, "9074729")]
            .into_iter()
            .flatten()
            .collect();
    let addresses = [Address::new("12 Sadovaya st., Tashkent"), Address::new("Oudezijds Voorburgwal 3, Amsterdam")];
    let subjects: Vec<Subject<'_>> = aliases
        .iter()
        .enumerate()
        .map(|(i, names)| Subject {
            names,
            dates: &dates[i % 2..],
            countries: &countries[i % 2..],
            gender: Some(if i % 3 == 0 { Gender::Female } else { Gender::Male }),
            identifiers: &identifiers[i % 2..],
            addresses: &addresses[i % 2..],
        })
        .collect();
    let params = Params::default();
    for (what, names) in [("one name to three", 1), ("three names to three", 3)] {
        best_of(&format!("full scores, {what}"), subjects.len() * subjects.len(), || {
            for query in &subjects {
                let query = Subject { names: &query.names[..names], ..*query };
                for candidate in &subjects {
                    black_box(score(&query, candidate, &params));
                }
            }
        });
    }
    Ok(())
}

/// The quickest of five rounds: other work on the machine only ever adds time.
fn best_of(what: &str, count: usize, mut round: impl FnMut()) {
    let seconds = (0..5)
        .map(|_| {
            let start = Instant::now();
            round();
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min);
    let each = seconds / count as f64 * 1e9;
    println!("{:>12.0} a second, {each:>8.0} ns each: {what}", count as f64 / seconds);
}
