//! What stood in a deal's way, as a page tells it.

use sousveil_export::rules::evaluation::Evaluation;
use sousveil_export::rules::words as told;
use sousveil_rules::{Answer, Deal, Measure};

use super::inline::{Inline, Line};
use super::table::{Table, words as col};
use crate::cx::Cx;
use crate::words;

/// How many characters of control codes, and of its scope, a row shows of a measure; its page has all.
const MOST_CODES: usize = 60;
const MOST_SCOPE: usize = 90;

/// How many measures of one sort a page shows.
const SHOWN: usize = 25;

/// What stood in a deal's way.
pub(crate) struct Way {
    pub(crate) verdict: String,
    /// As of when it was judged, and by which measures.
    pub(crate) judged: String,
    pub(crate) no_advice: &'static str,
    pub(crate) standing: Table,
    /// Others that bear on it, folded away: what they are, how many, and the first of them.
    pub(crate) folded: Vec<(String, Table)>,
    pub(crate) open: Vec<String>,
    /// What must have been looked for before it is said that a deal met none.
    pub(crate) looked: Vec<String>,
}

impl Way {
    pub(crate) fn of(cx: &Cx, deal: &Deal) -> Self {
        let evaluation = Evaluation::of(cx.law(), deal);
        let table = |caption: &str, of: &[&(Answer, &Measure)]| {
            let mut table = Table::new(
                caption,
                &[col("Measure"), col("Says"), col("Binds"), col("Period recorded"), col("Because")],
            );
            let shown = of.iter().take(SHOWN);
            table.rows = shown.map(|(answer, measure)| row(&evaluation, answer, measure)).collect();
            if of.len() > SHOWN {
                table.more = format!("{SHOWN} of {} are shown; `sousveil rules check --all` has all.", of.len()).into();
            }
            table
        };
        let standing: Vec<_> = evaluation.standing().collect();
        let mut not_in_force: Vec<_> = evaluation.not_in_force().collect();
        // The nearest in time stand first.
        not_in_force.sort_by_key(|(answer, _)| answer.distance.map_or(u32::MAX, |distance| distance.least));
        let folded = [
            (
                "Only with goods or persons of the United States in it",
                "Measures that follow goods and persons of the United States",
                evaluation.with_us_items().collect(),
            ),
            (
                "In force, but of another scope",
                "Measures of another scope",
                evaluation.of_another_scope().collect::<Vec<_>>(),
            ),
            ("Not in force at that time", "Measures that were not in force, the nearest first", not_in_force),
        ];
        let folded = folded.iter().filter(|(.., of)| !of.is_empty());
        let folded = folded.map(|(what, caption, of)| (format!("{what} ({})", of.len()), table(caption, of))).collect();
        Self {
            verdict: told::verdict(&evaluation.verdict),
            judged: format!(
                "{} Judged by the {} recorded measures.",
                told::dated(&deal.acts),
                cx.law().book().measures().len()
            ),
            no_advice: told::NO_ADVICE,
            standing: table("Measures that stand in its way, or may", &standing),
            folded,
            open: evaluation.open_questions(),
            looked: evaluation.needed.iter().map(told::needed).collect(),
        }
    }
}

fn row(evaluation: &Evaluation<'_>, answer: &Answer, measure: &Measure) -> Vec<Line> {
    let because: Vec<Inline> = evaluation.remarks(answer, measure).into_iter().map(Inline::Text).collect();
    let because =
        if because.is_empty() { Line::from("it covers the deal as it is told") } else { Line::listed(because) };
    let name = Line::from(Inline::name(format!("/measures/{}", measure.id), named(measure)));
    // An issuer has several measures of a kind: what stands in the way says which one it is.
    let scope = measure.told.as_deref().filter(|_| answer.outcome.stands());
    let scope = scope.map(|scope| Line::from(Inline::soft(words::short(scope, MOST_SCOPE))));
    vec![
        name.below(scope.unwrap_or_default()),
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
