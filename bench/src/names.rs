//! A table of names, such as somebody's customers: put together from parts, so that nobody in it is real.

use std::io::{self, Write};

use crate::dice::Dice;
use crate::words::{company, invented};

const FIRST: &[&str] = &[
    "Anna",
    "Ivan",
    "Mehmet",
    "Olga",
    "Jose",
    "Wei",
    "Fatima",
    "Karl",
    "Aziz",
    "Marie",
    "Dilnoza",
    "Yusuf",
    "Elena",
    "Omar",
    "Sofia",
    "Иван",
    "Ольга",
    "Азиз",
    "Дильноза",
    "محمد",
    "فاطمة",
];
const COUNTRIES: &[&str] = &["de", "uz", "fr", "tr", "us", "il", "it", "kz", "ae", "cn", "gb", "ru"];

/// What the dice are thrown for; other numbers are the synthetic dataset's.
const KIND: u64 = 77;

/// Writes a table with so many rows: `nr,name,country,founded,type`.
///
/// # Errors
/// Where `out` takes no more.
pub fn write(rows: u64, seed: u64, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "nr,name,country,founded,type")?;
    for row in 1..=rows {
        let mut dice = Dice::new(seed, KIND, row);
        let (name, kind) = match dice.below(10) {
            0..6 => (company(&mut dice), "company"),
            _ => (format!("{} {}", dice.one(FIRST), invented(&mut dice)), "person"),
        };
        let country = if dice.percent(70) { dice.one(COUNTRIES) } else { "" };
        let date = if dice.percent(40) { format!("{}", 1940 + dice.below(80)) } else { String::new() };
        writeln!(out, "{row},\"{name}\",{country},{date},{kind}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_table() -> io::Result<()> {
        let table = |rows| -> io::Result<String> {
            let mut out = Vec::new();
            write(rows, 1, &mut out)?;
            Ok(String::from_utf8_lossy(&out).into_owned())
        };
        assert_eq!(table(100)?, table(100)?);
        assert!(table(200)?.starts_with(&table(100)?));
        assert_eq!(table(100)?.lines().count(), 101);
        Ok(())
    }
}
