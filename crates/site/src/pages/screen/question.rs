//! What a form asks for, read strictly: a name that was misread would be answered with "no match".

use sousveil_model::{Country, PartialDate};
use sousveil_screen::{Kind, Name};
use sousveil_snapshot::Asked;
use sousveil_text::visible;

use crate::address::pairs;
use crate::language::{Value, say, say_with};
use crate::site::{Sent, SentRow};

/// How many names a list may have.
pub(super) const MOST_NAMES: usize = 200;
/// How many characters a name may have.
const MOST_NAME: usize = 1000;
/// How much of what was found a message shows.
const SHOWN: usize = 60;

/// What may be asked for: the schema, and the message of what it is called in the form.
pub(super) const SORTS: [(&str, &str); 8] = [
    ("Company", "screen-sort-company"),
    ("Agency", "screen-sort-agency"),
    ("Product", "screen-sort-product"),
    ("Organization", "screen-sort-organization"),
    ("Person", "screen-sort-person"),
    ("Vessel", "screen-sort-vessel"),
    ("Airplane", "screen-sort-airplane"),
    ("CryptoWallet", "screen-sort-wallet"),
];

/// The fields of the form as they were filled in.
#[derive(Debug, Clone, Default)]
pub(super) struct Filled {
    pub(super) name: String,
    pub(super) country: String,
    pub(super) date: String,
    pub(super) sort: String,
    pub(super) list: Option<String>,
}

/// So many remarks on rows are shown.
const MOST_REMARKS: usize = 20;

/// Somebody who is asked about.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) name: String,
    /// The question; none where the name has no word that can be compared.
    pub(super) asked: Option<Asked>,
}

/// Who is asked about, in the order of the form.
#[derive(Debug, Clone)]
pub(super) struct Question {
    pub(super) items: Vec<Item>,
    pub(super) is_list: bool,
    /// How a table was read, and what of it was not understood.
    pub(super) remarks: Vec<String>,
}

impl Filled {
    /// Reads the fields of a form.
    ///
    /// # Errors
    /// In words: a field that the form does not have, or one that is there twice.
    pub(super) fn read(body: &str) -> Result<Self, String> {
        let mut out = Self::default();
        let mut seen = Vec::new();
        for (field, value) in pairs(body) {
            if seen.contains(&field) {
                return Err(say_with("screen-field-twice", &[("field", visible(&field, SHOWN).into())]));
            }
            match field.as_str() {
                "name" => out.name = tidy(&value),
                "country" => out.country = tidy(&value),
                "date" => out.date = tidy(&value),
                "what" => out.sort = tidy(&value),
                "list" => out.list = Some(value),
                _ => {
                    return Err(say_with("screen-field-unknown", &[("field", visible(&field, SHOWN).into())]));
                }
            }
            seen.push(field);
        }
        Ok(out)
    }

    /// The question that a table is.
    ///
    /// # Errors
    /// In words, what can't be asked.
    pub(super) fn table(&self, sent: Sent, may_ask: impl Fn(&str) -> bool) -> Result<Question, String> {
        let schema = self.schema(may_ask)?;
        let Sent { columns, rows } = sent;
        if rows.len() > MOST_NAMES {
            let told = [("n", rows.len().into()), ("most", MOST_NAMES.into())];
            return Err(say_with("screen-rows-many", &told));
        }
        if rows.iter().all(|row| row.name.is_empty()) {
            return Err(say("screen-no-name-in-file").to_owned());
        }
        let mut remarks = Vec::new();
        if !columns.is_empty() {
            remarks.push(say_with("screen-columns", &[("columns", columns.join(", ").into())]));
        }
        let mut items = Vec::new();
        let mut unclear = Vec::new();
        for SentRow { line, name, mut asked, remarks } in rows {
            if let Some(long) = asked.names.iter().find(|name| name.chars().count() > MOST_NAME) {
                let told = [("line", line.to_string().into()), ("n", long.chars().count().into()), most_name()];
                return Err(say_with("screen-row-name-long", &told));
            }
            let line = line.to_string();
            unclear.extend(remarks.into_iter().map(|remark| {
                let remark = visible(&remark, 2 * SHOWN);
                say_with("screen-remark", &[("line", line.as_str().into()), ("remark", remark.into())])
            }));
            if asked.schema.is_none() || schema.is_some() {
                asked.schema = schema.map(str::to_owned);
            }
            let has_word = asked.names.iter().any(|name| !Name::new(name, Kind::Unknown).view().is_empty());
            let name = if name.is_empty() { say_with("screen-nameless", &[("line", line.into())]) } else { name };
            items.push(Item { name, asked: has_word.then_some(asked) });
        }
        let more = unclear.len().saturating_sub(MOST_REMARKS);
        remarks.extend(unclear.into_iter().take(MOST_REMARKS));
        if more > 0 {
            remarks.push(say_with("screen-more-remarks", &[("more", more.to_string().into())]));
        }
        Ok(Question { items, is_list: true, remarks })
    }

    fn schema(&self, may_ask: impl Fn(&str) -> bool) -> Result<Option<&str>, String> {
        match self.sort.as_str() {
            "" => Ok(None),
            sort if SORTS.iter().any(|(schema, _)| *schema == sort) && may_ask(sort) => Ok(Some(sort)),
            sort => Err(say_with("screen-sort-unknown", &[("found", visible(sort, SHOWN).into())])),
        }
    }

    /// The question that it is. `may_ask` says for which schemata somebody is there.
    ///
    /// # Errors
    /// In words, what can't be asked.
    pub(super) fn question(&self, may_ask: impl Fn(&str) -> bool) -> Result<Question, String> {
        let schema = self.schema(may_ask)?;
        match (&self.list, self.name.is_empty()) {
            (Some(_), false) => Err(say("screen-name-and-list").to_owned()),
            (Some(list), true) => {
                if !self.country.is_empty() || !self.date.is_empty() {
                    return Err(say("screen-list-with-country").to_owned());
                }
                Ok(Question { items: lines(list, schema)?, is_list: true, remarks: Vec::new() })
            }
            (None, true) => Err(say("screen-no-name").to_owned()),
            (None, false) => {
                let countries = country(&self.country)
                    .map_err(|found| say_with("screen-country-unknown", &[("found", found.into())]))?;
                let item = item(&self.name, countries, date(&self.date)?, schema)
                    .map_err(|length| say_with("screen-name-long", &[("n", length.into()), most_name()]))?;
                Ok(Question { items: vec![item], is_list: false, remarks: Vec::new() })
            }
        }
    }
}

/// Names, one a line, each with a country behind a semicolon where it has one.
fn lines(list: &str, schema: Option<&str>) -> Result<Vec<Item>, String> {
    // Tidied before they are told apart from empty ones, since a line of blanks asks nothing.
    let lines: Vec<(usize, String)> = (1..).zip(list.lines().map(tidy)).filter(|(_, line)| !line.is_empty()).collect();
    if lines.is_empty() {
        return Err(say("screen-no-name-in-list").to_owned());
    }
    if lines.len() > MOST_NAMES {
        let told = [("n", lines.len().into()), ("most", MOST_NAMES.into())];
        return Err(say_with("screen-lines-many", &told));
    }
    let read = |(at, line): &(usize, String)| {
        let (name, told) = line.rsplit_once(';').unwrap_or((line, ""));
        let line = || ("line", at.to_string().into());
        let countries = country(told.trim())
            .map_err(|found| say_with("screen-line-country-unknown", &[line(), ("found", found.into())]))?;
        item(name.trim(), countries, Vec::new(), schema)
            .map_err(|length| say_with("screen-line-name-long", &[line(), ("n", length.into()), most_name()]))
    };
    lines.iter().map(read).collect()
}

/// The bound on names as messages take it: as text, without a sign between its digits.
fn most_name() -> (&'static str, Value<'static>) {
    ("most", MOST_NAME.to_string().into())
}

/// Somebody who is asked about; the length of the name where it is too long.
fn item(name: &str, countries: Vec<Country>, dates: Vec<PartialDate>, schema: Option<&str>) -> Result<Item, usize> {
    let length = name.chars().count();
    if length > MOST_NAME {
        return Err(length);
    }
    let asked =
        Asked { names: vec![name.to_owned()], schema: schema.map(str::to_owned), countries, dates, ..Asked::default() };
    let has_word = !Name::new(name, Kind::Unknown).view().is_empty();
    Ok(Item { name: name.to_owned(), asked: has_word.then_some(asked) })
}

/// The country of a code or an English name; what was found, fit to be shown, where it is neither.
fn country(text: &str) -> Result<Vec<Country>, String> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let found = text.to_ascii_lowercase().parse().ok().or_else(|| Country::from_name(text));
    found.map(|country| vec![country]).ok_or_else(|| visible(text, SHOWN))
}

fn date(text: &str) -> Result<Vec<PartialDate>, String> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let found = |_| say_with("screen-date-unknown", &[("found", visible(text, SHOWN).into())]);
    text.parse().map(|date| vec![date]).map_err(found)
}

/// One line without what can't be seen around it.
fn tidy(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(body: &str) -> Result<Question, String> {
        Filled::read(body)?.question(|schema| schema != "Person")
    }

    #[test]
    fn a_list_has_a_name_in_each_line_and_a_country_behind_a_semicolon() {
        let question = asked("list=A+Ltd;+Italy%0D%0A%0D%0A+B%09B+;%0Ac;UZ%0D%0A%E2%80%94&what=Company").unwrap();
        let told: Vec<_> = question.items.iter().map(|i| (i.name.as_str(), i.asked.is_some())).collect();
        assert_eq!(told, [("A Ltd", true), ("B B", true), ("c", true), ("—", false)]);
        let codes = |at: usize| question.items[at].asked.iter().flat_map(|a| &a.countries).map(|c| c.code()).collect();
        let codes: Vec<Vec<&str>> = (0..4).map(codes).collect();
        assert_eq!(codes, [vec!["it"], vec![], vec!["uz"], vec![]]);
    }

    #[test]
    fn what_is_not_understood_is_said_and_nothing_is_guessed() {
        for (body, says) in [
            ("", "no name"),
            ("name=+%0A", "no name"),
            ("list=%0A+%0A", "no name in the list"),
            ("name=a&list=b", "one of the two"),
            ("list=b&country=uz", "behind a name and a semicolon"),
            ("name=a&name=b", "twice"),
            ("name=a&nam=b", "the field nam"),
            ("name=a&country=Frnace", "found “Frnace”"),
            ("name=a&date=17.05.1990", "1990-05-17"),
            ("name=a&what=Person", "one of the form"),
            ("name=a&what=Address", "one of the form"),
            ("list=a%0A%0Ab;Frnace", "Line 3"),
        ] {
            let fault = asked(body).err();
            assert!(fault.as_deref().is_some_and(|fault| fault.contains(says)), "{body}: {fault:?}");
        }
    }
}
