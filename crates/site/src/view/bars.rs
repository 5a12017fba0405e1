//! Bars: tables whose columns are years or numbers of deals. They need neither script nor pictures, and stand beside a table
//! that says the same in figures.

use askama::Template;
use askama::filters::HtmlSafe;

/// Bars, one in each row.
#[derive(Debug, Template)]
#[template(path = "part/bars.html")]
pub(crate) struct Bars {
    /// What they show, for those who don't see them.
    told: String,
    /// What each class of the stylesheet means.
    legend: Vec<(&'static str, String)>,
    columns: usize,
    axis: Vec<Run<String>>,
    rows: Vec<Row>,
    /// Whether labels stand beside the bars, else above them.
    pub(crate) beside: bool,
    /// Words below: what is left out.
    pub(crate) more: Option<String>,
}

#[derive(Debug)]
struct Row {
    label: String,
    runs: Vec<Run<&'static str>>,
}

/// Columns beside each other of which the same is told.
#[derive(Debug)]
struct Run<T> {
    columns: usize,
    of: T,
}

impl HtmlSafe for Bars {}

impl Bars {
    /// Bars that show what `told` says; the legend has the classes of the stylesheet.
    pub(crate) fn new(told: String, legend: Vec<(&'static str, String)>) -> Self {
        Self { told, legend, columns: 0, axis: Vec::new(), rows: Vec::new(), beside: false, more: None }
    }

    /// The axis, by what each column belongs to. Narrow stretches have no room for a word.
    pub(crate) fn axis(&mut self, columns: impl Iterator<Item = u16>) {
        let named = |run: &Run<u16>| if run.columns > 2 { run.of.to_string() } else { String::new() };
        self.axis = runs(columns).iter().map(|run| Run { columns: run.columns, of: named(run) }).collect();
    }

    /// A bar, by the class of each column.
    pub(crate) fn row(&mut self, label: String, columns: impl Iterator<Item = &'static str>) {
        let row = Row { label, runs: runs(columns) };
        self.columns = self.columns.max(row.runs.iter().map(|run| run.columns).sum());
        self.rows.push(row);
    }
}

fn runs<T: PartialEq>(columns: impl Iterator<Item = T>) -> Vec<Run<T>> {
    let mut out: Vec<Run<T>> = Vec::new();
    for of in columns {
        match out.last_mut() {
            Some(run) if run.of == of => run.columns += 1,
            _ => out.push(Run { columns: 1, of }),
        }
    }
    out
}
