//! How fast an index answers and what it finds, with OFAC's list and enlargements of it.
//!
//! `cargo bench -p sousveil-screen --bench index -- FOLDER [TIMES]`: FOLDER holds `sdn.csv` and `alt.csv` as OFAC
//! publishes them. With SHOW set the names that were not found are printed. Enlargements put words of listed names together anew; each entity keeps about as many names.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a measurement at a developer's desk")]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use sousveil_screen::index::{Builder, Limits, NamesIndex, Question};
use sousveil_screen::{Kind, Name, Tuning};

struct Listed {
    kind: Kind,
    names: Vec<String>,
}

/// xorshift64* (Vigna).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % n.max(1)
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

fn read(folder: &Path) -> Vec<Listed> {
    let rows = |name: &str| {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(folder.join(name)).unwrap();
        reader.records().filter_map(Result::ok).collect::<Vec<_>>()
    };
    let mut all: BTreeMap<String, Listed> = BTreeMap::new();
    for row in rows("sdn.csv") {
        let (Some(id), Some(name)) = (row.get(0), row.get(1)) else { continue };
        let kind = match row.get(2).map(str::trim) {
            Some("individual") => Kind::Person,
            Some("-0-") => Kind::Organisation,
            _ => Kind::Other,
        };
        all.insert(id.to_owned(), Listed { kind, names: vec![name.to_owned()] });
    }
    for row in rows("alt.csv") {
        if let (Some(listed), Some(name)) = (row.get(0).and_then(|id| all.get_mut(id)), row.get(3)) {
            listed.names.push(name.to_owned());
        }
    }
    all.into_values().filter(|l| l.names.first().is_some_and(|n| n.len() > 2)).collect()
}

fn enlarge(listed: &[Listed], times: usize, dice: &mut Dice) -> Vec<Listed> {
    let words = |kind: Kind| -> Vec<&str> {
        let names = listed.iter().filter(|l| l.kind == kind).flat_map(|l| &l.names);
        names.flat_map(|n| n.split([' ', ','])).filter(|w| w.len() > 1).collect()
    };
    let pools = [Kind::Person, Kind::Organisation, Kind::Other].map(|kind| (kind, words(kind)));
    let mut out = Vec::new();
    for _ in 1..times {
        for one in listed {
            let pool = &pools.iter().find(|(kind, _)| *kind == one.kind).unwrap().1;
            let names = one.names.iter().map(|name| {
                let words: Vec<String> = name.split(' ').map(|_| (*dice.one(pool)).to_owned()).collect();
                words.join(" ")
            });
            out.push(Listed { kind: one.kind, names: names.collect() });
        }
    }
    out
}

const KINDS: [&str; 9] =
    ["exact", "typo", "two typos", "order", "missing", "initial", "joined", "split", "transliteration"];

fn vary(name: &str, how: &str, dice: &mut Dice) -> Option<String> {
    let clean = name.replace(',', " ");
    let words: Vec<String> = clean.split_whitespace().map(str::to_owned).collect();
    let long = |dice: &mut Dice, least: usize| {
        let fit: Vec<usize> = (0..words.len()).filter(|&i| words[i].len() >= least && words[i].is_ascii()).collect();
        (!fit.is_empty()).then(|| *dice.one(&fit))
    };
    let typo = |word: &str, dice: &mut Dice| {
        let mut letters: Vec<char> = word.chars().collect();
        let at = 1 + dice.below(letters.len() - 1);
        let letter = char::from(b'a' + u8::try_from(dice.below(26)).unwrap());
        match dice.below(4) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, letter),
            2 if at + 1 < letters.len() => letters.swap(at, at + 1),
            _ => letters[at] = letter,
        }
        letters.into_iter().collect::<String>()
    };
    let mut out = words.clone();
    match how {
        "exact" => {}
        "typo" => {
            let at = long(dice, 5)?;
            out[at] = typo(&words[at], dice);
        }
        "two typos" => {
            let (at, then) = (long(dice, 6)?, long(dice, 6)?);
            out[at] = typo(&words[at], dice);
            out[then] = typo(&out[then].clone(), dice);
        }
        "order" if words.len() > 1 => out.rotate_left(1),
        "missing" if words.len() > 2 => drop(out.remove(dice.below(words.len()))),
        "initial" if words.len() > 1 => {
            let at = dice.below(words.len());
            out[at] = words[at].chars().take(1).collect();
        }
        "joined" if words.len() > 1 => {
            let at = dice.below(words.len() - 1);
            let next = out.remove(at + 1);
            out[at].push_str(&next);
        }
        "split" => {
            let at = long(dice, 8)?;
            let (left, right) = words[at].split_at(words[at].len() / 2);
            out[at] = format!("{left} {right}");
        }
        "transliteration" => {
            let changes = [
                ("kh", "h"),
                ("sh", "ch"),
                ("ou", "u"),
                ("oo", "u"),
                ("ee", "i"),
                ("q", "k"),
                ("w", "v"),
                ("ei", "ey"),
                ("y", "i"),
                ("dj", "j"),
                ("ch", "tch"),
                ("mm", "m"),
                ("ss", "s"),
                ("ll", "l"),
                ("aa", "a"),
                ("o", "u"),
            ];
            let lower = clean.to_lowercase();
            let changed = changes
                .iter()
                .filter(|(a, _)| lower.contains(a))
                .take(2)
                .fold(lower.clone(), |t, (a, b)| t.replacen(a, b, 1));
            return (changed != lower).then_some(changed);
        }
        _ => return None,
    }
    Some(out.join(" "))
}

fn main() {
    let mut args = std::env::args().skip(1).filter(|a| a != "--bench");
    let Some(folder) = args.next() else { return println!("skipped: no folder with OFAC's CSVs was given") };
    let times: usize = args.next().map_or(1, |t| t.parse().unwrap());
    let listed = read(Path::new(&folder));
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let more = enlarge(&listed, times, &mut dice);
    let begun = Instant::now();
    let mut builder = Builder::default();
    let mut names = 0;
    for (number, one) in (0u32..).zip(listed.iter().chain(&more)) {
        for name in &one.names {
            builder.name(number, Name::new(name, one.kind).view()).unwrap();
            names += 1;
        }
    }
    let bytes = builder.finish();
    println!(
        "{} entities, {names} names, {:.1} MB, built in {:.1} s",
        listed.len() + more.len(),
        bytes.len() as f64 / 1e6,
        begun.elapsed().as_secs_f64()
    );
    drop(more);
    let index = NamesIndex::open(bytes).unwrap();
    let mut all: Vec<f64> = Vec::new();
    for how in KINDS {
        let (mut asked, mut first, mut tenth, mut over) = (0, 0, 0, 0);
        for _ in 0..2000 {
            let number = dice.below(listed.len());
            let one = &listed[number];
            let Some(text) = vary(dice.one::<String>(&one.names), how, &mut dice) else { continue };
            let begun = Instant::now();
            let name = Name::new(&text, one.kind);
            let question = Question { name: &name, cutoff: 0.0, limits: Limits::default(), tuning: &Tuning::DEFAULT };
            let found = index.find(&question, None);
            all.push(begun.elapsed().as_secs_f64() * 1e6);
            let place = found.iter().position(|f| f.entity as usize == number);
            if place.is_none() && std::env::var_os("SHOW").is_some() {
                println!("not found: {text:?} of {:?}, {:?}", one.names, name);
            }
            asked += 1;
            first += usize::from(place == Some(0));
            tenth += usize::from(place.is_some_and(|p| p < 10));
            over += usize::from(place.is_some_and(|p| found[p].likeness.score >= 0.7));
        }
        let share = |n: usize| n as f64 / f64::from(asked.max(1) as u32);
        println!(
            "{how:16} {asked:5} asked, first {:.3}, within ten {:.3}, at 0.7 or more {:.3}",
            share(first),
            share(tenth),
            share(over)
        );
    }
    all.sort_by(f64::total_cmp);
    let sum: f64 = all.iter().sum();
    println!(
        "{:.0} questions a second, median {:.0} µs, p99 {:.0} µs, most {:.0} µs",
        all.len() as f64 / sum * 1e6,
        all[all.len() / 2],
        all[all.len() * 99 / 100],
        all[all.len() - 1]
    );
}
