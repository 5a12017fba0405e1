//! What stood in a deal's way, as a page tells it.

use sousveil_export::rules::evaluation::Evaluation;
use sousveil_export::rules::words as told;
use sousveil_rules::{Answer, Deal, Measure};

use super::inline::{Inline, Line};
use super::table::{Table, words as col};
use crate::cx::Cx;
use crate::words;

/// How many characters of control codes a row shows.
const MOST_CODES: usize = 60;

/// What stood in a deal's way.
pub(crate) struct Way {
    pub(crate) verdict: String,
    /// As of when it was judged, and by which measures.
    pub(crate) judged: String,
    pub(crate) no_advice: &'static str,
    pub(crate) standing: Table,
    pub(crate) with_us_items: Table,
    pub(crate) other_scope: Table,
    pub(crate) not_in_force: Table,
    pub(crate) open: Vec<String>,
    /// What must have been looked for before it is said that a deal met none.
    pub(crate) looked: Vec<String>,
}

impl Way {
    pub(crate) fn of(cx: &Cx, deal: &Deal) -> Self {
        let evaluation = Evaluation::of(cx.law(), deal);
        let table = |caption: &str, of: &mut dyn Iterator<Item = &(Answer, &Measure)>| {
            let mut table = Table::new(
                caption,
                &[col("Measure"), col("Says"), col("Binds"), col("Period recorded"), col("Because")],
            );
            table.rows = of.map(|(answer, measure)| row(&evaluation, answer, measure)).collect();
            table
        };
        Self {
            verdict: told::verdict(&evaluation.verdict),
            judged: format!(
                "{} Judged by the {} recorded measures.",
                told::dated(&deal.acts),
                cx.law().book().measures().len()
            ),
            no_advice: told::NO_ADVICE,
            standing: table("Measures that stand in its way, or may", &mut evaluation.standing()),
            with_us_items: table(
                "Measures that follow goods and persons of the United States",
                &mut evaluation.with_us_items(),
            ),
            other_scope: table("Measures of another scope", &mut evaluation.of_another_scope()),
            not_in_force: table("Measures that were not in force", &mut evaluation.not_in_force()),
            open: evaluation.open_questions(),
            looked: evaluation.needed.iter().map(told::needed).collect(),
        }
    }
}

fn row(evaluation: &Evaluation<'_>, answer: &Answer, measure: &Measure) -> Vec<Line> {
    let because: Vec<Inline> = evaluation.remarks(answer, measure).into_iter().map(Inline::Text).collect();
    let because =
        if because.is_empty() { Line::from("it covers the deal as it is told") } else { Line::listed(because) };
    vec![
        Inline::name(format!("/measures/{}", measure.id), named(measure)).into(),
        Evaluation::outcome(answer).into(),
        told::binds(measure).into(),
        told::period(measure).into(),
        because,
    ]
}

/// Issuer and kind, and of a control of items its codes.
fn named(measure: &Measure) -> String {
    let codes = words::short(&measure.item_codes.join(", "), MOST_CODES);
    let named = told::named(measure);
    if codes.is_empty() { named } else { format!("{named}: {codes}") }
}
