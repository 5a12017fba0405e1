//! Questions that have a table of their own: names in other letters, and what is said besides a name.

use sousveil_bench::dice::Dice;
use sousveil_bench::scripts::{in_arabic, in_cyrillic};
use sousveil_bench::vary::{below, vary};

use super::form::{Asked, Listed};

const CYRILLIC: &str = "in Cyrillic letters";
const ARABIC: &str = "a person in Arabic letters";
const LITTLE: &str = "a person by little of the name";
const DATE: &str = "the same, with the birth date";
const COUNTRY: &str = "the same, with birth date and country";
const NUMBER: &str = "two typos, with a number of a document or register";
const NAMESAKE: &str = "nobody: a listed person's name, another birth date";

/// The kinds of questions.
pub const KINDS: [&str; 7] = [CYRILLIC, ARABIC, LITTLE, DATE, COUNTRY, NUMBER, NAMESAKE];

/// What is left of a name where other evidence has to help.
const LITTLES: [&str; 3] = ["two typos", "initial", "word missing"];

const NUMBERS: [&str; 5] = ["idNumber", "passportNumber", "taxNumber", "registrationNumber", "imoNumber"];

/// A question of that kind, of an entity that the dice choose; none where a hundred have not what it takes.
pub fn asked(listed: &[Listed], kind: &str, seed: u64, number: u64) -> Option<Asked> {
    // The same persons by little of their names, whatever is said besides.
    let row = match kind {
        CYRILLIC => 0,
        ARABIC => 1,
        NUMBER => 3,
        NAMESAKE => 4,
        _ => 2,
    };
    let mut dice = Dice::new(14 ^ seed << 32, row, number);
    (0..100).find_map(|_| {
        let one = listed.get(below(listed.len(), &mut dice))?;
        let names: Vec<&str> = one.names().collect();
        let name = dice.one(&names);
        let (name, beside) = said(one, name, kind, &mut dice)?;
        let expected = (kind != NAMESAKE).then(|| one.id.clone());
        let beside = beside.into_iter().map(|(property, value)| (property.to_owned(), value)).collect();
        Some(Asked { beside, apart: true, ..Asked::name(kind, name, &one.schema, expected) })
    })
}

type Beside = Vec<(&'static str, String)>;

/// The name as it is asked, and what is said besides.
fn said(one: &Listed, name: &str, kind: &str, dice: &mut Dice) -> Option<(String, Beside)> {
    let first = |properties: &[&'static str]| {
        properties.iter().find_map(|p| Some((*p, one.properties.get(*p)?.first()?.clone())))
    };
    let person = one.schema == "Person";
    // A year alone says less: these are asked with a whole date.
    let date = || first(&["birthDate"]).filter(|(_, date)| person && date.len() == "1961-03-07".len());
    let country = || first(&["nationality", "citizenship", "country"]).map(|(_, code)| ("country", code));
    match kind {
        CYRILLIC => Some((in_cyrillic(name)?, Vec::new())),
        ARABIC if person => Some((in_arabic(name)?, Vec::new())),
        NUMBER => Some((vary(name, "two typos", dice)?, vec![first(&NUMBERS)?])),
        NAMESAKE => {
            let (property, date) = date()?;
            let year: u64 = date.get(..4)?.parse().ok()?;
            // Another day as well: the same day of another year may be a slip in the year.
            let other = format!("{}-{:02}-{:02}", year - 4 - dice.below(20), 1 + dice.below(12), 2 + dice.below(27));
            (other.get(5..) != date.get(5..)).then(|| (name.to_owned(), vec![(property, other)]))
        }
        LITTLE | DATE | COUNTRY if name.split_whitespace().count() > 2 => {
            let (date, country) = (date()?, country()?);
            let name = vary(name, dice.one(&LITTLES), dice)?;
            let beside = match kind {
                LITTLE => Vec::new(),
                DATE => vec![date],
                _ => vec![date, country],
            };
            Some((name, beside))
        }
        _ => None,
    }
}
