//! What values can be recognised by: countries in many languages, the companies and technologies of a folder.

use std::collections::{HashMap, HashSet};

use sousveil_model::Country;
use sousveil_text::{fold, tidy};

use crate::folder::Folder;

/// What is known.
#[derive(Debug, Clone, Default)]
pub struct Known {
    countries: HashMap<String, Country>,
    companies: HashSet<String>,
    technologies: HashMap<String, String>,
}

impl Known {
    /// The countries of the world, and what a folder holds.
    pub fn new(folder: &Folder) -> Self {
        let mut known = Self { countries: Self::world(), ..Self::default() };
        if let Some(sheet) = folder.sheet("companies") {
            for row in &sheet.rows {
                let names = std::iter::once(sheet.cell(row, "name")).chain(sheet.values(row, "aliases"));
                known.companies.extend(names.map(key));
            }
        }
        if let Some(sheet) = folder.sheet("technologies") {
            for row in &sheet.rows {
                let own = sheet.cell(row, "key");
                let names = [own, sheet.cell(row, "label")].into_iter().chain(sheet.values(row, "aliases"));
                for name in names {
                    known.technologies.entry(key(name)).or_insert_with(|| own.to_owned());
                }
            }
        }
        known
    }

    /// All countries by code and by their names in many languages, each as [`Known::key`] writes it.
    pub(crate) fn world() -> HashMap<String, Country> {
        let mut countries = HashMap::new();
        for country in Country::all() {
            let others = country.other_names().iter().map(|n| (*n).to_owned());
            let english = [country.code().to_owned(), country.name().to_owned()].into_iter().chain(others);
            countries.extend(english.map(|name| (key(&name), country)));
        }
        for country in Country::all() {
            for (_, name) in sousveil_text::countries::names(country.code()) {
                // English names go first: what one language calls a country, another may call a different one.
                countries.entry(key(&name)).or_insert(country);
            }
        }
        countries
    }

    /// A name of a country in one form.
    pub(crate) fn key(text: &str) -> String {
        key(text)
    }

    /// The country of that code or of that name in any of many languages.
    pub(super) fn country(&self, text: &str) -> Option<Country> {
        self.countries.get(&key(text)).copied()
    }

    /// Whether a company goes by that name.
    pub(super) fn is_company(&self, text: &str) -> bool {
        self.companies.contains(&key(text))
    }

    /// The key of the technology of that key, label or other name.
    pub(super) fn technology(&self, text: &str) -> Option<&str> {
        self.technologies.get(&key(text)).map(String::as_str)
    }
}

fn key(text: &str) -> String {
    fold(&tidy(text).replace('_', " "))
}
