//! The first sheet: what the workbook is, what its sheets hold, and how to read them.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet};
use sousveil_model::vocabulary::words;
use sousveil_model::{Confidence, Stage};
use sousveil_snapshot::Snapshot;

use super::sheets::{Record, fitting};
use crate::Result;
use crate::csv_out::defuse;

pub(super) const NAME: &str = "About";

/// Where the texts of this sheet are whole, most of which are the dataset's own.
const WHOLE: &str = "dataset.toml";

/// Widths of the three columns, in characters.
const WIDTHS: [f64; 3] = [24.0, 12.0, 100.0];

pub(super) fn what_of(table: &str) -> &'static str {
    match table {
        "transfers" => {
            "Deals, offers and decisions on export licences, one a row; the column stage tells them apart. Licences \
             are not deals: never add the two up."
        }
        "companies" => "Companies that make or sell the technology, with other names, countries and status.",
        "agencies" => "Agencies and other end users.",
        "products" => "Products by name, with maker and technology.",
        "technologies" => "The vocabulary of technologies: what each is, what it can see, what protects against it.",
        "sources" => "The publications that all else rests on.",
        "measures" => {
            "Embargoes, listings and controls of items, with the time in which they hold and whom they bind. A \
             measure binds only those that it names."
        }
        "incidents" => "Documented uses against people.",
        "relations" => "Who owns, follows, resells for or invests in whom.",
        "countries" => "Countries, with the number of records of each kind. Deals and licences are counted apart.",
        _ => "Entries of several kinds, with what they have in common.",
    }
}

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    snapshot: &Snapshot,
    view: Option<&str>,
    lists: &[(String, String)],
    record: &Record,
) -> Result<()> {
    let mut page = Page { sheet, row: 0, wrap: Format::new().set_text_wrap().set_align(FormatAlign::Top) };
    for (at, width) in (0..).zip(WIDTHS) {
        page.sheet.set_column_width(at, width)?;
    }
    dataset(&mut page, snapshot, view)?;
    sheets(&mut page, lists, record)?;
    reading(&mut page)?;
    origins(&mut page, snapshot)
}

struct Page<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
    wrap: Format,
}

impl Page<'_> {
    fn heading(&mut self, text: &str) -> Result<()> {
        if self.row > 0 {
            self.row += 1;
        }
        let format = Format::new().set_bold().set_font_size(14);
        self.sheet.write_string_with_format(self.row, 0, harmless(text), &format)?;
        self.row += 1;
        Ok(())
    }

    fn heads(&mut self, heads: [&str; 3]) -> Result<()> {
        for (at, head) in (0..).zip(heads) {
            self.sheet.write_string_with_format(self.row, at, head, &Format::new().set_bold())?;
        }
        self.row += 1;
        Ok(())
    }

    fn line(&mut self, name: &str, text: &str) -> Result<()> {
        self.cells(name, None, text)
    }

    fn cells(&mut self, name: &str, number: Option<u64>, text: &str) -> Result<()> {
        self.sheet.write_string_with_format(self.row, 0, harmless(name), &self.wrap)?;
        if let Some(number) = number {
            // Far below the 2^53 up to which it is exact.
            self.sheet.write_number_with_format(self.row, 1, number as f64, &self.wrap)?;
        }
        self.sheet.write_string_with_format(self.row, 2, harmless(text), &self.wrap)?;
        self.row += 1;
        Ok(())
    }
}

/// A stranger's text that runs nowhere and fits.
fn harmless(text: &str) -> String {
    let text = defuse(text.to_owned());
    fitting(&text, WHOLE).unwrap_or(text)
}

fn dataset(page: &mut Page<'_>, snapshot: &Snapshot, view: Option<&str>) -> Result<()> {
    let manifest = snapshot.manifest();
    let dataset = &manifest.dataset;
    page.heading(&dataset.title)?;
    page.line("What it is", &dataset.summary)?;
    page.line("Publisher", &dataset.publisher)?;
    page.line("Licence", &dataset.licence)?;
    if let Some(homepage) = &dataset.homepage {
        page.line("Home page", homepage)?;
    }
    page.line("Version of the data", &dataset.version)?;
    page.line("Hash of the data", &manifest.data_hash)?;
    if let Some(view) = view {
        page.line("This view", view)?;
    }
    Ok(())
}

fn sheets(page: &mut Page<'_>, lists: &[(String, String)], record: &Record) -> Result<()> {
    page.heading("The sheets")?;
    page.heads(["Sheet", "Rows", "What it holds"])?;
    for written in &record.sheets {
        let of =
            |list: &str| written.name == list || written.name.strip_prefix(list).is_some_and(|r| r.starts_with(" ("));
        let what = lists.iter().find(|(list, _)| of(list)).map_or("", |(_, what)| what);
        page.cells(&written.name, Some(written.rows), what)?;
    }
    for list in &record.split {
        let text = format!("“{list}” has more rows than a sheet can; it goes on in the sheets with a number.");
        page.line("Note", &text)?;
    }
    for ((sheet, whole), count) in &record.cut {
        let (texts, are, them) = if *count == 1 { ("text", "is", "it") } else { ("texts", "are", "them") };
        let text = format!(
            "{count} {texts} of “{sheet}” {are} longer than a cell can be, and cut there with a remark; {whole} has \
             {them} whole."
        );
        page.line("Note", &text)?;
    }
    Ok(())
}

fn reading(page: &mut Page<'_>) -> Result<()> {
    page.heading("How to read it")?;
    page.line(
        "Licences are not deals",
        "A row with the stage licensed or licence_refused is a decision of an authority. That a licence was granted \
         does not say that anything was sold. Filter by stage before you count, and never add the two up.",
    )?;
    page.line("Stage", "How far a transfer got, as its sources tell it:")?;
    for word in words::<Stage>() {
        page.line(&format!("  {word}"), word.parse().map_or("", Stage::label))?;
    }
    page.line(
        "Confidence",
        "How sure it is that the thing exists or took place. It follows from the evidence by one rule: disputed where \
         any evidence contradicts; otherwise the best grade among the evidence that supports it. Reported is not \
         proven.",
    )?;
    for word in words::<Confidence>() {
        page.line(&format!("  {word}"), word.parse().map_or("", meaning))?;
    }
    page.line(
        "Dates",
        "Partial dates stay partial (2015, 2015-11), intervals are two dates with a slash, and all of them are text. \
         agreed, delivered and used are filled only where a source ties the date to the act; otherwise the transfer is \
         known not after disclosed.",
    )?;
    page.line("Empty cells", "Not known. They never mean none, and silence is not innocence.")?;
    page.line("Several values", "Stand in one cell, separated by a semicolon and a space.")?;
    page.line(
        "sources",
        "How many independent sources; a repost, or a dataset that cites another source, is no second.",
    )?;
    page.line(
        "Apostrophes",
        "A text that begins with = + - @ has an apostrophe before it, so that no spreadsheet runs it when it is \
         copied or saved as CSV.",
    )
}

fn meaning(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Confirmed => "Admitted by buyer or seller, or in a contract, a court file or an official paper.",
        Confidence::Reported => "Told by named research or press with documents or forensics.",
        Confidence::Alleged => "A single unsupported source, an inference or a scan of the internet.",
        Confidence::Disputed => "Some evidence contradicts the claim.",
        Confidence::Unknown => "No graded evidence is held.",
    }
}

fn origins(page: &mut Page<'_>, snapshot: &Snapshot) -> Result<()> {
    let origins = &snapshot.manifest().dataset.origin;
    if origins.is_empty() {
        return Ok(());
    }
    page.heading("Where rows were taken from")?;
    page.heads(["Origin", "Included", "Publisher, and terms as found"])?;
    for origin in origins.values() {
        let row = page.row;
        page.line(&origin.title, &format!("{}. {}", origin.publisher, origin.terms))?;
        let included = if origin.include { "yes" } else { "no" };
        page.sheet.write_string_with_format(row, 1, included, &page.wrap)?;
    }
    Ok(())
}
