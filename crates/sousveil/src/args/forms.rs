//! The forms of files, by the words that name them in arguments and with what the help says of them.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use sousveil_export::CitationForm;
use sousveil_model::ftm::StatementForm;

/// How a single citation is printed.
#[derive(Debug, Clone, Copy)]
pub enum Cite {
    /// As a sentence.
    Plain,
    /// As a file has it.
    As(CitationForm),
}

/// Reads the form of a single citation.
pub fn cite() -> impl TypedValueParser<Value = Cite> {
    let [bibtex, ris, csl] = CITATIONS.map(|(word, help, form)| (word, help, Cite::As(form)));
    one_of([("plain", "A sentence", Cite::Plain), bibtex, ris, csl])
}

/// Reads the form of a file of citations.
pub fn citations() -> impl TypedValueParser<Value = CitationForm> {
    one_of(CITATIONS)
}

/// Reads the form of statements.
pub fn statements() -> impl TypedValueParser<Value = StatementForm> {
    one_of([
        ("csv", "All cells quoted", StatementForm::Csv),
        ("pack", "Compact CSV, as FollowTheMoney's stores use it", StatementForm::Pack),
        ("json", "One JSON object a line", StatementForm::Json),
    ])
}

const CITATIONS: [(&str, &str, CitationForm); 3] = [
    ("bibtex", "BibTeX", CitationForm::Bibtex),
    ("ris", "RIS", CitationForm::Ris),
    ("csl", "CSL-JSON", CitationForm::Csl),
];

fn one_of<T, const N: usize>(forms: [(&'static str, &'static str, T); N]) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let known = forms.map(|(word, help, _)| PossibleValue::new(word).help(help));
    PossibleValuesParser::new(known).try_map(move |word| {
        forms.iter().find(|(known, ..)| *known == word).map(|(.., form)| *form).ok_or("no such form")
    })
}
