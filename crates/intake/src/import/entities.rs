//! Names in an arriving row into identifiers of companies, agencies, products.

use sousveil_model::{Country, EvidenceKind, Grade, Id};

use super::{Arrival, Citation, Importer, Value, exact_key};
use crate::folder::values;
use crate::names::is_placeholder;

/// What a name in an arriving row stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resolved {
    /// Identifiers of the entities that are meant.
    pub meant: Vec<Value>,
    /// Identifiers of companies that only stood between.
    pub between: Vec<Value>,
    /// What the reader is told where nothing is named.
    pub note: Option<String>,
    /// The stage that the name tells of.
    pub stage: Option<String>,
}

impl Importer<'_> {
    /// The companies that a name stands for; those that the folder lacks are made, resting on `source`.
    pub fn companies(&mut self, as_written: &str, source: &Citation, grade: Option<Grade>) -> Resolved {
        if as_written.is_empty() {
            return Resolved::default();
        }
        let name = sousveil_text::tidy(as_written);
        let decision = self.decisions.company(&name).cloned();
        let Some(decision) = decision else {
            if is_placeholder(&name) {
                if !name.is_empty() {
                    self.report.repaired("placeholder instead of a company's name", as_written, "not named");
                }
                let note = Some(format!("Supplier not named (given as: {name}).")).filter(|_| !name.is_empty());
                return Resolved { note, ..Resolved::default() };
            }
            let id = self.company(&name, source, grade);
            return Resolved { meant: vec![Value::from_spelling(id, "")], ..Resolved::default() };
        };
        if decision.companies.is_empty() && decision.intermediaries.is_empty() {
            self.report.repaired("placeholder instead of a company's name", as_written, "not named");
            return Resolved { note: Some(sentence(&decision.note)), ..Resolved::default() };
        }
        let mut resolved = Resolved::default();
        for company in values(&decision.companies) {
            let id = self.company(company, source, grade);
            resolved.meant.push(Value::from_spelling(id, &name));
        }
        for company in values(&decision.intermediaries) {
            let id = self.company(company, source, grade);
            resolved.between.push(Value::from_spelling(id, &name));
        }
        let kind = match (resolved.meant.len(), resolved.between.len()) {
            (1, 0) => "company under another name or spelling",
            (_, 0) => "several companies in one cell",
            _ => "role inside a company's name",
        };
        let after =
            [decision.companies, decision.intermediaries].into_iter().filter(|n| !n.is_empty()).collect::<Vec<_>>();
        self.report.repaired(kind, as_written, &after.join("; via "));
        resolved
    }

    /// The identifier of the company of that very name, made where the folder lacks it.
    fn company(&mut self, name: &str, source: &Citation, grade: Option<Grade>) -> String {
        if let Some(id) = self.by_name.get(&("companies", exact_key(name))) {
            return id.clone();
        }
        let id = Id::mint("companies", &exact_key(name));
        // Its row may bear another name by now, or be a part of another one.
        if let Some(new) = self.redirects.get(id.as_str()).filter(|new| !new.is_empty()) {
            return new.clone();
        }
        if self.has("companies", id.as_str()) {
            return id.to_string();
        }
        let mut cells = vec![("name", Value::plain(name))];
        cells.extend(self.decisions.aliases_of(name).map(|alias| ("aliases", Value::plain(alias).judged())));
        self.add_row(&Arrival {
            label: String::new(),
            table: "companies",
            id: id.clone(),
            origin: None,
            values: cells,
            sources: vec![source.clone()],
            grade,
            disputed: false,
        });
        id.to_string()
    }

    /// The agencies that an end user's name stands for; those that the folder lacks are made.
    pub fn end_users(
        &mut self,
        country: Option<Country>,
        as_written: &str,
        source: &Citation,
        grade: Option<Grade>,
    ) -> Resolved {
        let name = sousveil_text::tidy(as_written);
        if name.is_empty() {
            return Resolved::default();
        }
        let code = country.map_or("", Country::code);
        // A name in quotation marks is what a private person is called.
        if name.starts_with(['"', '“']) {
            self.report.repaired("private person instead of an end user", "(not shown)", "not named");
            let note = Some("The source names a private person, who is left out here.".to_owned());
            return Resolved { note, ..Resolved::default() };
        }
        let Some(decision) = self.decisions.end_user(code, &name).cloned() else {
            let (Some(country), false) = (country, is_placeholder(&name)) else {
                self.report.repaired("placeholder instead of an end user", as_written, "not named");
                let note = Some(format!("End user not named (given as: {name})."));
                return Resolved { note, ..Resolved::default() };
            };
            let id = self.agency(country, &name, source, grade);
            return Resolved { meant: vec![Value::plain(id)], ..Resolved::default() };
        };
        let mut resolved = Resolved { stage: Some(decision.stage).filter(|s| !s.is_empty()), ..Resolved::default() };
        for agency in values(&decision.agencies) {
            let (of, agency) = match agency.split_once(':') {
                Some((code, agency)) if code.len() == 2 => (code.parse().ok(), agency),
                _ => (country, agency),
            };
            if let Some(of) = of {
                let id = self.agency(of, agency, source, grade);
                let value = Value::from_spelling(id, if agency == name { "" } else { &name });
                resolved.meant.push(if value.as_written.is_some() { value.judged() } else { value });
            }
        }
        for company in values(&decision.intermediaries) {
            let companies = self.companies(company, source, grade).meant;
            resolved.between.extend(companies.into_iter().map(|c| Value { as_written: Some(name.clone()), ..c }));
        }
        if resolved.meant.is_empty() {
            self.report.repaired("placeholder instead of an end user", as_written, &decision.note);
        } else if values(&decision.agencies).ne([name.as_str()]) {
            self.report.repaired("end user under another name or spelling", as_written, &decision.agencies);
        }
        resolved.note = Some(sentence(&decision.note)).filter(|n| !n.is_empty());
        resolved
    }

    fn agency(&mut self, country: Country, name: &str, source: &Citation, grade: Option<Grade>) -> String {
        let id = Id::mint("agencies", &format!("{country}\n{}", exact_key(name)));
        if let Some(new) = self.redirects.get(id.as_str()) {
            return new.clone();
        }
        if self.has("agencies", id.as_str()) {
            return id.to_string();
        }
        let known = self.decisions.agency(country.code(), name).cloned();
        let parent =
            known.as_ref().filter(|k| !k.parent.is_empty()).map(|k| self.agency(country, &k.parent, source, grade));
        let kind = known.as_ref().map_or("other", |k| k.kind.as_str());
        let mut cells = vec![
            ("name", Value::plain(name)),
            ("country", Value::plain(country.code())),
            ("kind", Value::plain(kind).judged()),
        ];
        if let Some(known) = &known {
            cells.extend(values(&known.aliases).map(|a| ("aliases", Value::plain(a).judged())));
            cells.push(("note", Value::plain(sentence(&known.note))));
        }
        cells.extend(parent.map(|p| ("parent", Value::plain(p).judged())));
        self.add_row(&Arrival {
            label: String::new(),
            table: "agencies",
            id: id.clone(),
            origin: None,
            values: cells,
            sources: vec![source.clone()],
            grade,
            disputed: false,
        });
        id.to_string()
    }

    /// The products of the index that a text names: the whole of it, or a part between `and`, commas, slashes.
    pub fn products_named(&self, text: &str) -> Vec<Value> {
        let whole = std::iter::once(text);
        let parts = text.split([',', '/', '(', ')', ';']).flat_map(|p| p.split(" and "));
        let mut found: Vec<Value> = Vec::new();
        for part in whole.chain(parts) {
            if let Some(id) = self.by_name.get(&("products", exact_key(part)))
                && !found.iter().any(|f| f.value == *id)
            {
                let as_written = Some(text.to_owned());
                found.push(Value { value: id.clone(), as_written, kind: EvidenceKind::Editorial });
            }
        }
        found
    }
}

impl Importer<'_> {
    /// The names that a spelling of a company stands for, if the editors decided.
    pub(crate) fn decision(&self, name: &str) -> Option<String> {
        self.decisions().company(name).map(|d| d.companies.clone())
    }

    /// Other names of a company that the editors know.
    pub(crate) fn aliases(&self, name: &str) -> Vec<String> {
        self.decisions().aliases_of(name).map(str::to_owned).collect()
    }
}

/// A decision's note as a sentence for the reader.
pub(crate) fn sentence(note: &str) -> String {
    let note = sousveil_text::tidy(note);
    let mut letters = note.chars();
    let Some(first) = letters.next() else { return String::new() };
    let mut sentence: String = first.to_uppercase().chain(letters).collect();
    if !sentence.ends_with('.') {
        sentence.push('.');
    }
    sentence
}
