//! What each column of a table holds: guessed from the headings, or said.

use std::path::Path;

use super::headings::role_of;
use crate::IntakeError;
use crate::draft::headings::plain;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The whole name.
    Name,
    /// Another name, or several, separated by semicolons.
    Alias,
    /// The first name of a person.
    FirstName,
    /// What stands between first and last name.
    MiddleName,
    /// The surname.
    LastName,
    /// Countries, as codes or as names in many languages.
    Country,
    /// When somebody was born or something was founded.
    Date,
    /// Person, company, ship …
    Schema,
    /// The gender of a person.
    Gender,
    /// Legal Entity Identifier.
    Lei,
    /// Number of a ship.
    Imo,
    /// Code of a bank.
    Bic,
    /// Number of a security.
    Isin,
    /// Russian number of a taxpayer.
    Inn,
    /// Russian number in the register.
    Ogrn,
    /// Number of a taxpayer.
    Tax,
    /// Number in a register of companies.
    Registration,
    /// Number of a passport.
    Passport,
    /// Any other number that names one.
    Identifier,
    /// An address, in one line.
    Address,
}

/// The words of the roles, for `--column ROLE=HEADING`.
const WORDS: [(Role, &str); 20] = [
    (Role::Name, "name"),
    (Role::Alias, "alias"),
    (Role::FirstName, "first_name"),
    (Role::MiddleName, "middle_name"),
    (Role::LastName, "last_name"),
    (Role::Country, "country"),
    (Role::Date, "date"),
    (Role::Schema, "schema"),
    (Role::Gender, "gender"),
    (Role::Lei, "lei"),
    (Role::Imo, "imo"),
    (Role::Bic, "bic"),
    (Role::Isin, "isin"),
    (Role::Inn, "inn"),
    (Role::Ogrn, "ogrn"),
    (Role::Tax, "tax"),
    (Role::Registration, "registration"),
    (Role::Passport, "passport"),
    (Role::Identifier, "identifier"),
    (Role::Address, "address"),
];

impl Role {
    /// All of them with their words.
    pub fn all() -> impl Iterator<Item = (Self, &'static str)> {
        WORDS.into_iter()
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        WORDS.iter().find(|(role, _)| *role == self).map_or("", |(_, word)| word)
    }

    /// The role of that word; `-` and capitals do no harm.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.to_lowercase().replace(['-', ' '], "_");
        WORDS.iter().find(|(_, known)| *known == word).map(|(role, _)| *role)
    }

    /// Whether only one column can hold it.
    fn is_single(self) -> bool {
        matches!(self, Self::Name | Self::FirstName | Self::MiddleName | Self::LastName | Self::Schema | Self::Gender)
    }
}

/// What somebody said of a column; without a heading the role is not looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The role.
    pub role: Role,
    /// The heading of the column.
    pub heading: Option<String>,
}

/// What each column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// In the order of the columns; none where the column is only handed on.
    pub roles: Vec<Option<Role>>,
}

impl Columns {
    /// Guesses from headings, after what was said.
    ///
    /// # Errors
    /// Where no column holds a name, or a heading is named that is not there.
    pub fn of(path: &Path, headings: &[String], wanted: &[Wanted]) -> Result<Self, IntakeError> {
        let mut roles: Vec<Option<Role>> = vec![None; headings.len()];
        for Wanted { role, heading } in wanted {
            let Some(heading) = heading else { continue };
            let at = place(headings, heading).ok_or_else(|| {
                let found = format!("no column `{heading}`, which --column {} names", role.word());
                IntakeError::form(path, Some(1), found, format!("one of: {}", headings.join(", ")))
            })?;
            if let Some(slot) = roles.get_mut(at) {
                *slot = Some(*role);
            }
        }
        let said = |role: Role| wanted.iter().any(|w| w.role == role);
        let fits: Vec<_> = headings.iter().map(|heading| role_of(heading)).collect();
        // The best fit first, so that `Name` is the name and not `Contact name`.
        for fit in [2, 1] {
            for (at, (role, _)) in fits.iter().enumerate().filter_map(|(at, f)| Some((at, f.filter(|f| f.1 == fit)?))) {
                let taken = role.is_single() && roles.contains(&Some(role));
                if let Some(slot) = roles.get_mut(at).filter(|slot| slot.is_none() && !said(role) && !taken) {
                    *slot = Some(role);
                }
            }
        }
        let mut columns = Self { roles };
        if !columns.has(Role::Name) && !columns.has(Role::LastName) {
            // `Имя` and `Nombre` are first names only where there are last ones.
            if let Some(slot) =
                columns.roles.iter_mut().find(|r| **r == Some(Role::FirstName)).filter(|_| !said(Role::FirstName))
            {
                *slot = Some(Role::Name);
            } else if let [only] = columns.roles.as_mut_slice()
                && headings.iter().all(|h| h == "column A")
            {
                // A list without headings has one column: names.
                *only = Some(Role::Name);
            } else {
                let found = format!("no column that holds a name; the headings are: {}", headings.join(", "));
                let first = headings.first().map_or("HEADING", String::as_str);
                let expected = format!(
                    "a name: --column \"name={first}\" would say that it is that one, --no-headings that none is a heading"
                );
                return Err(IntakeError::form(path, Some(1), found, expected));
            }
        }
        Ok(columns)
    }

    /// Whether a column holds that.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&Some(role))
    }

    /// The columns that hold something, with what, in the order of the columns.
    pub fn used(&self) -> impl Iterator<Item = (usize, Role)> {
        self.roles.iter().enumerate().filter_map(|(at, role)| Some((at, (*role)?)))
    }
}

fn place(headings: &[String], wanted: &str) -> Option<usize> {
    let alike = |heading: &String| plain(heading) == plain(wanted);
    headings.iter().position(|h| h == wanted).or_else(|| headings.iter().position(alike))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(headings: &[&str], wanted: &[(Role, Option<&str>)]) -> Result<Vec<&'static str>, String> {
        let headings: Vec<String> = headings.iter().map(|h| (*h).to_owned()).collect();
        let wanted: Vec<Wanted> =
            wanted.iter().map(|(role, h)| Wanted { role: *role, heading: h.map(str::to_owned) }).collect();
        let columns = Columns::of(Path::new("t.csv"), &headings, &wanted).map_err(|e| e.to_string())?;
        Ok(columns.roles.iter().map(|role| role.map_or("", Role::word)).collect())
    }

    #[test]
    fn the_best_heading_is_the_name_and_what_was_said_comes_first() {
        assert_eq!(of(&["id", "Contact name", "Name", "Country"], &[]), Ok(vec!["", "", "name", "country"]));
        assert_eq!(of(&["Имя", "Страна"], &[]), Ok(vec!["name", "country"]));
        assert_eq!(of(&["Имя", "Фамилия"], &[]), Ok(vec!["first_name", "last_name"]));
        assert_eq!(of(&["Firma", "Kunde"], &[(Role::Name, Some("kunde"))]), Ok(vec!["", "name"]));
        assert_eq!(of(&["Name", "Land"], &[(Role::Country, None)]), Ok(vec!["name", ""]));
        assert_eq!(of(&["Name", "LEI", "Nationality", "Country"], &[]), Ok(vec!["name", "lei", "country", "country"]));
        assert_eq!(of(&["column A"], &[]), Ok(vec!["name"]));
    }

    #[test]
    fn without_a_name_the_headings_are_told() {
        let told = of(&["turnover", "year"], &[]).unwrap_err();
        assert!(
            told.contains("the headings are: turnover, year") && told.contains("--column \"name=turnover\""),
            "{told}"
        );
        let told = of(&["turnover"], &[(Role::Name, Some("Kunde"))]).unwrap_err();
        assert!(told.contains("no column `Kunde`, which --column name names; expected one of: turnover"), "{told}");
    }

    #[test]
    fn every_role_has_its_word() {
        for (role, word) in Role::all() {
            assert_eq!(Role::from_word(word), Some(role));
            assert_eq!(role.word(), word);
        }
        assert_eq!(Role::from_word("First-Name"), Some(Role::FirstName));
    }
}
