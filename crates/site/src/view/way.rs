//! What stood in a deal's way, as a page tells it.

use sousveil_export::rules::evaluation::Evaluation;
use sousveil_rules::{Answer, Deal, Measure};

use super::inline::{Inline, Line};
use super::table::{Table, words as col};
use super::verdict;
use crate::cx::Cx;
use crate::language::{say, say_with};
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
        let table = |caption: &'static str, of: &[&(Answer, &Measure)]| {
            let heads = ["way-measure", "way-says", "way-binds", "way-period", "way-because"];
            let mut table = Table::new(say(caption), &heads.map(|head| col(say(head))));
            let shown = of.iter().take(SHOWN);
            table.rows = shown.map(|(answer, measure)| row(cx, answer, measure)).collect();
            if of.len() > SHOWN {
                table.more = say_with("way-more", &[("shown", SHOWN.into()), ("all", of.len().into())]).into();
            }
            table
        };
        let standing: Vec<_> = evaluation.standing().collect();
        let mut not_in_force: Vec<_> = evaluation.not_in_force().collect();
        // The nearest in time stand first.
        not_in_force.sort_by_key(|(answer, _)| answer.distance.map_or(u32::MAX, |distance| distance.least));
        let folded = [
            ("way-us-summary", "way-us", evaluation.with_us_items().collect()),
            ("way-scope-summary", "way-scope", evaluation.of_another_scope().collect::<Vec<_>>()),
            ("way-not-in-force-summary", "way-not-in-force", not_in_force),
        ];
        let folded = folded.iter().filter(|(.., of)| !of.is_empty());
        let folded =
            folded.map(|(what, caption, of)| (format!("{} ({})", say(what), of.len()), table(caption, of))).collect();
        let measures = cx.law().book().measures().len();
        Self {
            verdict: verdict::verdict(&evaluation.verdict),
            judged: format!("{} {}", verdict::dated(&deal.acts), say_with("way-judged", &[("n", measures.into())])),
            standing: table("way-standing", &standing),
            folded,
            open: verdict::open_questions(&evaluation),
            looked: evaluation.needed.iter().map(verdict::needed).collect(),
        }
    }
}

fn row(cx: &Cx, answer: &Answer, measure: &Measure) -> Vec<Line> {
    let because = verdict::remarks(answer, measure, cx.law().today());
    let because: Vec<Inline> = because.into_iter().map(Inline::Text).collect();
    let because = if because.is_empty() { Line::from(say("verdict-covers")) } else { Line::listed(because) };
    let name = Line::from(Inline::name(format!("/measures/{}", measure.id), named(measure)));
    // An issuer has several measures of a kind: what stands in the way says which one it is.
    let scope = measure.told.as_deref().filter(|_| answer.outcome.stands());
    let scope = scope.map(|scope| Line::from(Inline::soft(words::short(scope, MOST_SCOPE))));
    vec![
        name.below(scope.unwrap_or_default()),
        verdict::outcome(answer).into(),
        verdict::binds(measure).into(),
        verdict::period(measure).into(),
        because,
    ]
}

/// Issuer and kind, and of a control of items its codes.
fn named(measure: &Measure) -> String {
    let codes = words::short(&measure.item_codes.join(", "), MOST_CODES);
    let named = verdict::named(measure);
    if codes.is_empty() { named } else { format!("{named}: {codes}") }
}
