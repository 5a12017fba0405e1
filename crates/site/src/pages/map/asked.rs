//! What the address of a map asks for.

use sousveil_export::by_country::{Asked, Period, Side, What};
use sousveil_model::Confidence;
use strum::VariantArray as _;

use crate::address::{self, encode, pairs};
use crate::cx::Cx;
use crate::error::{BadQuery, Error};
use crate::language::say;
use crate::words;

/// The question and the country in the middle, where it is about one.
#[derive(Debug, Clone)]
pub(super) struct Question {
    pub(super) asked: Asked,
    pub(super) country: Option<String>,
    /// The data that another page says it was made from.
    pub(super) data: Option<String>,
    /// The path of the page.
    path: &'static str,
}

/// A row of choices.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) label: &'static str,
    /// Words, an address, and whether it is what is shown.
    pub(super) choices: Vec<(String, String, bool)>,
}

impl Question {
    /// Reads the query of `path`; a country is taken where the page is about one.
    pub(super) fn read(cx: &Cx, path: &'static str, of_country: bool) -> Result<Self, Error> {
        let mut question = Self { asked: Asked::default(), country: None, data: None, path };
        for (name, value) in pairs(cx.uri.query().unwrap_or("")) {
            let bad = |expected: &str| BadQuery::new(&name, &value, expected, path);
            let asked = &mut question.asked;
            let is = |schema: &str| cx.snapshot.head_of(&value).is_some_and(|head| head.schema == schema);
            match name.as_str() {
                "side" => asked.side = value.parse().map_err(|_| bad(say("map-expected-side")))?,
                "count" => asked.what = value.parse().map_err(|_| bad(say("map-expected-count")))?,
                "period" => {
                    asked.period = value.parse().map_err(|_| bad(say("map-expected-period")))?;
                }
                "confidence" => {
                    asked.confidence = Some(value.parse().map_err(|_| bad(say("map-expected-confidence")))?);
                }
                "technology" if is("Technology") => asked.technology = Some(value),
                "technology" => return Err(bad(say("picture-expected-technology")).into()),
                "country" if of_country && is("Country") => question.country = Some(value),
                "country" if of_country => return Err(bad(say("picture-expected-country")).into()),
                "data" => question.data = Some(address::version(&value)),
                _ => return Err(bad(say("map-expected-name")).into()),
            }
        }
        Ok(question)
    }

    /// The query that asks the same, in one form; empty for what is asked where nothing is said.
    pub(super) fn query(&self) -> String {
        let Asked { side, what, period, technology, confidence } = &self.asked;
        let mut parts: Vec<(&str, &str)> = Vec::new();
        parts.extend(self.country.as_deref().map(|code| ("country", code)));
        if *side != Side::default() {
            parts.push(("side", side.into()));
        }
        if *what != What::default() {
            parts.push(("count", what.into()));
        }
        parts.extend(technology.as_deref().map(|key| ("technology", key)));
        if *period != Period::default() {
            parts.push(("period", period.into()));
        }
        parts.extend(confidence.as_ref().map(|confidence| ("confidence", confidence.into())));
        let parts: Vec<String> = parts.into_iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        parts.join("&")
    }

    /// The address that asks the same of another path.
    pub(super) fn at(&self, path: &str) -> String {
        let query = self.query();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// The list of those transfers that are counted for a country on a side; `and` narrows it further.
    pub(super) fn list(&self, (side, code): (Side, &str), and: Option<(Side, &str)>, years: &[String]) -> String {
        let facet = |side: Side| match side {
            Side::Recipient => "recipient_country",
            Side::Exporter => "supplier_country",
        };
        let mut out = format!("/transfers?{}={}&act={}", facet(side), encode(code), self.asked.what.act());
        let mut add = |name: &str, value: &str| out.push_str(&format!("&{name}={}", encode(value)));
        if let Some((side, code)) = and {
            add(facet(side), code);
        }
        if let Some(key) = &self.asked.technology {
            add("technology", key);
        }
        if let Some(confidence) = self.asked.confidence {
            add("confidence", confidence.into());
        }
        years.iter().for_each(|year| add("year", year));
        out
    }

    fn with(&self, change: impl FnOnce(&mut Asked)) -> String {
        let mut other = self.clone();
        change(&mut other.asked);
        other.at(self.path)
    }

    /// What can be asked instead, each a link.
    pub(super) fn rows(&self, cx: &Cx, sides: [&str; 2]) -> Result<Vec<Row>, Error> {
        let Asked { side, what, period, technology, confidence } = &self.asked;
        let choice = |label: &str, on: bool, change: &dyn Fn(&mut Asked)| (label.to_owned(), self.with(change), on);
        let mut rows = Vec::new();
        let both = Side::VARIANTS.iter().zip(sides);
        rows.push(Row {
            label: say("map-choice-countries"),
            choices: both.map(|(own, label)| choice(label, own == side, &|asked| asked.side = *own)).collect(),
        });
        let told = |own: What| match own {
            What::Deals => say("map-choice-deals"),
            What::Licences => say("map-choice-licences"),
        };
        rows.push(Row {
            label: say("map-choice-counted"),
            choices: What::VARIANTS
                .iter()
                .map(|own| choice(told(*own), own == what, &|asked| asked.what = *own))
                .collect(),
        });
        let all = say("map-choice-technology-all");
        let mut technologies = vec![choice(all, technology.is_none(), &|asked| asked.technology = None)];
        for (key, _) in &cx.trend()?.values {
            let on = technology.as_ref() == Some(key);
            technologies.push(choice(&cx.caption(key), on, &|asked| asked.technology = Some(key.clone())));
        }
        rows.push(Row { label: say("picture-technology"), choices: technologies });
        let told = |own: Period| match own {
            Period::All => say("map-choice-years-all"),
            Period::Before2000 => say("map-choice-years-before-2000"),
            Period::From2000 => say("map-choice-years-2000"),
            Period::From2010 => say("map-choice-years-2010"),
            Period::From2015 => say("map-choice-years-2015"),
            Period::From2020 => say("map-choice-years-2020"),
            Period::Undated => say("map-choice-years-undated"),
        };
        let periods = Period::VARIANTS.iter();
        rows.push(Row {
            label: say("picture-years"),
            choices: periods.map(|own| choice(told(*own), own == period, &|asked| asked.period = *own)).collect(),
        });
        let all = say("map-choice-confidence-all");
        let mut sure = vec![choice(all, confidence.is_none(), &|asked| asked.confidence = None)];
        for own in Confidence::VARIANTS {
            let on = *confidence == Some(*own);
            sure.push(choice(&words::word(own.into()), on, &|asked| asked.confidence = Some(*own)));
        }
        rows.push(Row { label: say("picture-confidence"), choices: sure });
        Ok(rows)
    }
}
