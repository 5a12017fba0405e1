//! Bars: tables whose columns are years or numbers of deals. They need neither script nor pictures, and stand beside a table
//! that says the same in figures.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::language::say_with;

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

/// The longest bar of counts has about so many columns.
const WIDEST: usize = 120;

impl HtmlSafe for Bars {}

impl Bars {
    /// Bars that show what `told` says; the legend has the classes of the stylesheet.
    pub(crate) fn new(told: String, legend: Vec<(&'static str, String)>) -> Self {
        Self { told, legend, columns: 0, axis: Vec::new(), rows: Vec::new(), beside: false, more: None }
    }

    /// Bars of counts beside each other, one in each row, in steps so large that the longest fits. What a step is, if it is
    /// more than one, stands in `more`, behind what is told there.
    pub(crate) fn of_counts<const N: usize>(
        told: String,
        legend: Vec<(&'static str, String)>,
        rows: Vec<(String, [(&'static str, usize); N])>,
        more: String,
    ) -> Self {
        let longest = |rows: &[(String, [(&str, usize); N])]| {
            rows.iter().map(|(_, parts)| parts.iter().map(|(_, count)| count).sum()).max().unwrap_or(0)
        };
        let step = longest(&rows).div_ceil(WIDEST).max(1);
        let drawn = rows.into_iter().map(|(label, parts)| (label, parts.map(|(class, n)| (class, n.div_ceil(step)))));
        let drawn: Vec<_> = drawn.collect();
        let columns = longest(&drawn);
        let mut bars = Self::new(told, legend);
        for (label, parts) in drawn {
            let used: usize = parts.iter().map(|(_, count)| count).sum();
            let parts = parts.into_iter().chain([("", columns - used)]);
            bars.row(label, parts.flat_map(|(class, count)| std::iter::repeat_n(class, count)));
        }
        let told = |step: usize| format!("{more} {}", say_with("bars-step", &[("step", step.into())]));
        bars.more = Some(if step > 1 { told(step) } else { more });
        bars
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
