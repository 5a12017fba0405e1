//! What stood in a deal's way, as a page tells it.

use sousveil_export::rules::evaluation::Evaluation;
use sousveil_export::rules::{Law, words as told};
use sousveil_model::Entity;
use sousveil_rules::{Act, Answer, Dated, Measure};

use super::inline::{Inline, Line};
use super::table::{Table, words as col};
use crate::cx::Cx;
use crate::words;

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
    /// Where machines get the same.
    pub(crate) evaluate: String,
}

impl Way {
    pub(crate) fn of(cx: &Cx, transfer: &Entity) -> Self {
        let deal = Law::deal(&cx.snapshot, transfer);
        let evaluation = Evaluation::of(cx.law(), &deal);
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
                "{} Judged by the {} recorded measures; see what was looked for on the page of data.",
                dated(&deal.acts),
                cx.law().book().measures().len()
            ),
            no_advice: told::NO_ADVICE,
            standing: table("Measures that stood in its way, or may have", &mut evaluation.standing()),
            with_us_items: table(
                "Measures that follow goods and persons of the United States",
                &mut evaluation.with_us_items(),
            ),
            other_scope: table("Measures of another scope", &mut evaluation.of_another_scope()),
            not_in_force: table("Measures that were not in force", &mut evaluation.not_in_force()),
            open: evaluation.open_questions(),
            evaluate: format!("/api/rules/evaluate?transfer={}", transfer.id),
        }
    }
}

fn row(evaluation: &Evaluation<'_>, answer: &Answer, measure: &Measure) -> Vec<Line> {
    let named = format!("{}: {}", measure.issuer, words::word(measure.kind.into()));
    let because: Vec<Inline> = evaluation.remarks(answer, measure).into_iter().map(Inline::Text).collect();
    let bound: Vec<String> = measure.binds.iter().map(|bound| words::bound(&bound.to_string())).collect();
    let because =
        if because.is_empty() { Line::from("it covers the deal as it is told") } else { Line::listed(because) };
    let date = |date: Option<sousveil_model::PartialDate>| date.map(|date| date.to_string());
    vec![
        Inline::name(format!("/measures/{}", measure.id), named).into(),
        Evaluation::outcome(answer).into(),
        if bound.is_empty() { "nobody by itself".into() } else { bound.join(", ").into() },
        words::span(date(measure.from).as_deref(), date(measure.to).as_deref()).into(),
        because,
    ]
}

/// As of when a deal is judged.
fn dated(acts: &[Act]) -> String {
    let each = acts.iter().map(|act| {
        let date = act.date.map(|date| words::interval(&date.to_string())).unwrap_or_default();
        match act.of {
            Dated::Agreed => format!("as agreed or licensed {date}"),
            Dated::Delivered => format!("as delivered {date}"),
            Dated::Used => format!("as made {date}: it was in use by then"),
            Dated::Disclosed => format!("as made {date}: it was told of by then"),
            Dated::Nothing => "without a date: at whatever time it was made".to_owned(),
        }
    });
    format!("The deal is taken {}.", words::and(&each.collect::<Vec<_>>()))
}
