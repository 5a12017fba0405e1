//! Questions as readers ask them, taken from the data.

use crate::process::own_ms;
use anyhow::Result;
use sousveil_bench::dice::Dice;
use sousveil_snapshot::{Facet, Query, Snapshot, Sort};

/// The facets that a search page counts.
const COUNTED: [Facet; 6] =
    [Facet::Schema, Facet::Country, Facet::Technology, Facet::Act, Facet::Confidence, Facet::Year];

/// A question, and what sort it is of.
pub struct Asked {
    /// The sort.
    pub sort: &'static str,
    /// The question.
    pub query: Query,
}

/// So many questions of every sort.
pub fn mix(snapshot: &Snapshot, count: u64) -> Vec<Asked> {
    (0..count).map(|n| one(snapshot, n)).collect()
}

fn one(snapshot: &Snapshot, n: u64) -> Asked {
    let mut dice = Dice::new(7, 7, n);
    let name = caption(snapshot, &mut dice);
    let words: Vec<&str> = name.split_whitespace().collect();
    let word = |dice: &mut Dice| {
        words.get(usize::try_from(dice.below(words.len() as u64)).unwrap_or(0)).copied().unwrap_or("a")
    };
    let search = |text: String| Query { text, count: COUNTED.to_vec(), limit: Some(100), best: 5, ..Query::default() };
    let transfers = |filters: Vec<(Facet, String)>| Query {
        filters: [vec![(Facet::Schema, "Transfer".to_owned())], filters].concat(),
        count: COUNTED.to_vec(),
        limit: Some(100),
        ..Query::default()
    };
    let (sort, query) = match n % 20 {
        0..=5 => ("whole name", search(name.clone())),
        6..=8 => ("one word", search(word(&mut dice).to_owned())),
        9 => ("beginning of a word", search(word(&mut dice).chars().take(3).collect())),
        10..=11 => ("one letter wrong", search(misspelt(word(&mut dice), &mut dice))),
        12 => ("country", search(country(&mut dice).1.to_owned())),
        13 => {
            let filters =
                vec![(Facet::Schema, "Company".to_owned()), (Facet::Country, country(&mut dice).0.to_owned())];
            ("word and filters", Query { filters, best: 0, ..search(word(&mut dice).to_owned()) })
        }
        14 => ("a country's transfers", transfers(vec![(Facet::RecipientCountry, country(&mut dice).0.to_owned())])),
        15 => {
            let deals = vec![(Facet::Act, "deal".to_owned()), (Facet::Act, "offer".to_owned())];
            ("deals and offers", transfers(deals))
        }
        16 => (
            "all transfers, deep page",
            Query { offset: usize::try_from(dice.below(4000)).unwrap_or(0) * 100, ..transfers(vec![]) },
        ),
        17 => (
            "three facets",
            transfers(vec![
                (Facet::Technology, "intrusion".to_owned()),
                (Facet::Year, (2000 + dice.below(26)).to_string()),
                (Facet::Confidence, "reported".to_owned()),
            ]),
        ),
        18 => (
            "companies by name",
            Query {
                filters: vec![(Facet::Schema, "Company".to_owned())],
                sort: Sort::Name,
                offset: usize::try_from(dice.below(500)).unwrap_or(0) * 100,
                ..transfers(vec![])
            },
        ),
        _ => (
            "two words of a summary",
            search(format!("{} {}", dice.one(&["contract", "invoice", "customs", "ministry"]), word(&mut dice))),
        ),
    };
    Asked { sort, query }
}

/// A country's code and one of its names.
pub fn country(dice: &mut Dice) -> (&'static str, &'static str) {
    let all = [
        ("uz", "Узбекистан"),
        ("ae", "الإمارات"),
        ("de", "Deutschland"),
        ("cn", "中国"),
        ("gr", "Ελλάδα"),
        ("ge", "საქართველო"),
        ("il", "ישראל"),
        ("it", "Italy"),
        ("sd", "Sudan"),
        ("kz", "Kazakhstan"),
        ("mx", "México"),
        ("in", "India"),
    ];
    all.get(usize::try_from(dice.below(all.len() as u64)).unwrap_or(0)).copied().unwrap_or(("uz", "Uzbekistan"))
}

/// The name of something that has one.
pub fn caption(snapshot: &Snapshot, dice: &mut Dice) -> String {
    for _ in 0..100 {
        let number = u32::try_from(dice.below(u64::from(snapshot.len()))).unwrap_or(0);
        if let Some(head) =
            snapshot.head(number).filter(|h| matches!(h.schema, "Company" | "Agency" | "Product" | "Source"))
        {
            return head.caption.chars().take(60).collect();
        }
    }
    "Signal".to_owned()
}

fn misspelt(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = usize::try_from(dice.below(letters.len() as u64)).unwrap_or(0);
    if letters.len() > 5 {
        letters.remove(at);
    }
    letters.into_iter().collect()
}

/// Asks all, and gives the milliseconds that each took to compute: others may be at work on the machine, and nothing
/// is waited for once the files are in memory.
///
/// # Errors
/// A question fails.
pub fn ask(snapshot: &Snapshot, mix: &[Asked]) -> Result<Vec<(&'static str, f64)>> {
    let time = |asked: &Asked| {
        let begun = own_ms();
        snapshot.query(&asked.query)?;
        Ok((asked.sort, own_ms() - begun))
    };
    mix.iter().map(time).collect()
}

/// The value below which that share (0 to 1) of the times lie.
pub fn quantile(times: &[f64], share: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a list"
    )]
    let at = (share * sorted.len().saturating_sub(1) as f64).round() as usize;
    sorted.get(at).copied().unwrap_or(0.0)
}

/// For every sort its number, median and 99th percentile in milliseconds.
pub fn by_sort(times: &[(&'static str, f64)]) -> Vec<(String, usize, f64, f64)> {
    let mut sorts: Vec<&str> = times.iter().map(|(sort, _)| *sort).collect();
    sorts.sort_unstable();
    sorts.dedup();
    let row = |sort: &&str| {
        let of: Vec<f64> = times.iter().filter(|(s, _)| s == sort).map(|(_, t)| *t).collect();
        ((*sort).to_owned(), of.len(), quantile(&of, 0.5), quantile(&of, 0.99))
    };
    sorts.iter().map(row).collect()
}

/// The times in words: of each sort, of all, and the questions that took longest.
pub fn told(asked: &[Asked], times: &[(&'static str, f64)], slowest: usize) -> String {
    let line = |name: &str, count: usize, median: f64, p99: f64| format!("{name:26} {count:5} {median:8.2} {p99:8.2}");
    let mut lines = vec![format!("{:26} {:>5} {:>8} {:>8}", "milliseconds", "count", "median", "p99")];
    lines.extend(by_sort(times).iter().map(|(sort, count, median, p99)| line(sort, *count, *median, *p99)));
    let all: Vec<f64> = times.iter().map(|(_, time)| *time).collect();
    lines.push(line("all", all.len(), quantile(&all, 0.5), quantile(&all, 0.99)));
    let mut longest: Vec<_> = asked.iter().zip(times).collect();
    longest.sort_by(|a, b| b.1.1.total_cmp(&a.1.1));
    let longest = longest.into_iter().take(slowest);
    lines.extend(longest.map(|(asked, (sort, time))| format!("{time:8.2}  {sort}: {}", asked.query.text)));
    lines.join("\n")
}
