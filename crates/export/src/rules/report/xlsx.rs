//! The report as a workbook.

use std::io::Write;

use super::{LIMITS, Report};
use crate::Error;
use crate::rules::words::NO_ADVICE;
use crate::xlsx::{Sheet, sheets_xlsx};

impl Report {
    /// As a workbook with a sheet for the deal, its parties, the measures, the control codes, and the sources.
    ///
    /// # Errors
    ///
    /// Where the temporary folder or `out` takes no more.
    pub fn xlsx(&self, out: &mut dyn Write) -> Result<(), Error> {
        let sheets = [self.summary(), self.party_sheet(), self.measure_sheet(), self.item_sheet(), self.source_sheet()];
        sheets_xlsx("Report on a deal", &self.day, &sheets, out)
    }

    fn summary(&self) -> Sheet {
        let mut sheet = Sheet::new("Report", &["what", "value"]);
        let mut line = |what: &str, value: &str| sheet.rows.push(vec![what.to_owned(), value.to_owned()]);
        line("Report on a deal", &format!("made on {}", self.day));
        line("Advice", NO_ADVICE);
        line("Answer", self.met);
        line("In a sentence", &self.verdict);
        line("As of", &self.dated);
        for (what, value) in self.deal.iter().chain(&self.made_of) {
            line(what, value);
        }
        for question in &self.open {
            line("Open question", question);
        }
        for looked in &self.looked {
            line("Looked for", looked);
        }
        for limit in LIMITS {
            line("Limit", limit);
        }
        for empty in ["Decision", "Decided by", "Decided on", "Reasons"] {
            line(empty, "");
        }
        sheet
    }

    fn party_sheet(&self) -> Sheet {
        let heads = ["part", "asked", "found in", "identifier", "name there", "countries", "score", "why"];
        let mut sheet = Sheet::new("Parties", &heads);
        sheet.numbers = vec![6];
        sheet.rows.extend(self.parties.iter().map(|party| {
            [
                &party.role,
                &party.asked,
                &party.place,
                &party.id,
                &party.caption,
                &party.countries,
                &party.score,
                &party.why,
            ]
            .map(Clone::clone)
            .to_vec()
        }));
        sheet
    }

    fn measure_sheet(&self) -> Sheet {
        let heads = [
            "group",
            "measure",
            "issuer and kind",
            "aimed at",
            "says",
            "binds",
            "period recorded",
            "because",
            "scope",
            "legal basis",
            "sources",
        ];
        let mut sheet = Sheet::new("Measures", &heads);
        for group in &self.groups {
            sheet.rows.extend(group.lines.iter().map(|line| {
                let numbers: Vec<String> = line.sources.iter().map(ToString::to_string).collect();
                vec![
                    group.title.to_owned(),
                    line.id.clone(),
                    line.named.clone(),
                    line.aimed_at.clone(),
                    line.says.clone(),
                    line.binds.clone(),
                    line.period.clone(),
                    line.because.join("; "),
                    line.scope.clone(),
                    line.legal_basis.clone(),
                    numbers.join("; "),
                ]
            }));
        }
        sheet
    }

    fn item_sheet(&self) -> Sheet {
        let mut sheet = Sheet::new("Control codes", &["codes", "issuer", "technologies", "period recorded", "then"]);
        sheet.rows.extend(self.items.iter().map(|item| {
            [&item.codes, &item.issuer, &item.technologies, &item.period, &item.then].map(Clone::clone).to_vec()
        }));
        sheet
    }

    fn source_sheet(&self) -> Sheet {
        let mut sheet = Sheet::new("Sources", &["number", "identifier", "source"]);
        sheet.numbers = vec![0];
        let lines = self.sources.iter();
        sheet.rows.extend(lines.map(|cited| vec![cited.number.to_string(), cited.id.clone(), cited.text.clone()]));
        sheet
    }
}
