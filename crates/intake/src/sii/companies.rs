//! `companies.json`: what firms sell and where they sit. The index's columns on treaties and on defence
//! contracting say nothing of its own evidence and are left out.

use serde::Deserialize;
use sousveil_model::{Id, PartialDate, SourceKind};

use super::{GRADE, ORIGIN, countries::countries, entry, goods, too_large};
use crate::folder::values;
use crate::import::{Arrival, Citation, Importer, Value};

/// A row of the file; keys that are not listed are passed over.
#[derive(Debug, Deserialize)]
pub(super) struct Company {
    bibtex_key: String,
    company_name: String,
    #[serde(default)]
    hq_city: Vec<String>,
    #[serde(default)]
    hq_country: Option<Vec<String>>,
    #[serde(default)]
    incorporation_date: Option<String>,
    #[serde(default)]
    technology_sold: Vec<String>,
    #[serde(default)]
    website: Option<String>,
    #[serde(default)]
    news: Option<Vec<String>>,
}

pub(super) fn import(importer: &mut Importer<'_>, companies: &[Company]) {
    for company in companies {
        arrive(importer, company);
    }
}

fn arrive(importer: &mut Importer<'_>, company: &Company) {
    let label = sousveil_text::tidy(&company.bibtex_key);
    if let Some(reason) = size(company) {
        return importer.refuse(label, reason);
    }
    let name = sousveil_text::tidy(&company.company_name);
    if crate::names::is_placeholder(&name) {
        return importer.refuse(label, "no name");
    }
    let news = company.news.iter().flatten().filter_map(|url| news(url)).collect();
    let source = entry(news);
    let decision = importer.decision(&name);
    let canonical = match decision.as_deref().map(|c| values(c).collect::<Vec<_>>()) {
        None => name.clone(),
        Some(one) if one.len() == 1 => one.join(""),
        Some(_) => return importer.refuse(label, "the name stands for several companies or for none"),
    };
    let mut cells = vec![("name", Value::from_spelling(&*canonical, &name))];
    if canonical != name {
        importer.report.repaired("company under another name or spelling", &name, &canonical);
        cells.push(("aliases", Value::plain(&*name)));
    }
    cells.extend(
        importer.aliases(&canonical).into_iter().filter(|a| *a != name).map(|a| ("aliases", Value::plain(a).judged())),
    );
    for country in company.hq_country.iter().flatten() {
        cells.extend(countries(country, &mut importer.report).into_iter().map(|c| ("country", c)));
    }
    for city in &company.hq_city {
        let tidy = accents(&sousveil_text::tidy(city));
        if tidy != *city {
            importer.report.repaired("accents written for a typesetter, or decomposed", city, &tidy);
        }
        // Several cities are a city and its state: only the first is one.
        if !tidy.is_empty() && !cells.iter().any(|(c, _)| *c == "city") {
            cells.push(("city", Value::from_spelling(tidy, city)));
        }
    }
    if let Some(date) = &company.incorporation_date {
        match date.trim().parse::<PartialDate>() {
            Ok(date) => cells.push(("founded", Value::plain(date.to_string()))),
            Err(_) => importer.report.repaired("no date", date, "left out"),
        }
    }
    if let Some(site) = company.website.as_deref().map(sousveil_text::tidy).filter(|s| !s.is_empty()) {
        if crate::folder::is_address(&site) {
            cells.push(("website", Value::plain(site)));
        } else {
            importer.report.repaired("no address", &site, "left out");
        }
    }
    cells.extend(goods::sold(&company.technology_sold, &mut importer.report).into_iter().map(|t| ("technologies", t)));
    importer.arrive(Arrival {
        label,
        table: "companies",
        id: Id::mint("companies", &canonical.to_lowercase()),
        origin: Some((ORIGIN.to_owned(), sousveil_text::tidy(&company.bibtex_key))),
        values: cells,
        sources: vec![source],
        grade: Some(GRADE),
        disputed: false,
    });
}

fn size(company: &Company) -> Option<String> {
    let none = Vec::new();
    let (countries, news) = (company.hq_country.as_ref().unwrap_or(&none), company.news.as_ref().unwrap_or(&none));
    let lists = [&company.hq_city, countries, &company.technology_sold, news];
    let texts = [&company.bibtex_key, &company.company_name].into_iter();
    let texts = texts.chain(&company.incorporation_date).chain(&company.website).chain(lists.into_iter().flatten());
    too_large(texts.map(String::as_str), &lists.map(Vec::len))
}

fn news(url: &str) -> Option<Citation> {
    let url = sousveil_text::tidy(url);
    crate::folder::is_address(&url).then(|| Citation {
        title: String::new(),
        publisher: String::new(),
        published: None,
        kind: SourceKind::Press,
        url,
        opened: false,
        cites: Vec::new(),
        origin: None,
    })
}

/// `G\"oteborg`, `Cant\`u`, `Saint-\'Etienne`: marks of TeX before their letters.
fn accents(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        let mark = match (letter, letters.as_str().chars().next()) {
            ('\\', Some('"')) => '\u{308}',
            ('\\', Some('`')) => '\u{300}',
            ('\\', Some('\'')) => '\u{301}',
            ('\\', Some('^')) => '\u{302}',
            ('\\', Some('~')) => '\u{303}',
            _ => {
                out.push(letter);
                continue;
            }
        };
        letters.next();
        if let Some(base) = letters.next() {
            out.push(base);
            out.push(mark);
        }
    }
    sousveil_text::tidy(&out)
}

#[cfg(test)]
mod tests {
    use super::accents;

    #[test]
    fn typesetters_accents_become_letters() {
        assert_eq!(accents("G\\\"oteborg"), "Göteborg");
        assert_eq!(accents("Cant\\`u"), "Cantù");
        assert_eq!(accents("Saint-\\'Etienne"), "Saint-Étienne");
        assert_eq!(accents("a\\"), "a\\");
    }
}
