//! How well entities match the words of a question.

use tantivy::query::EnableScoring;
use tantivy::{DocSet as _, Score, TERMINATED};

use super::question::Question;
use super::{FullText, failed, guarded};
use crate::error::SnapshotError;

impl FullText {
    /// The scores of some of what [`FullText::hits`] has found, by number. `numbers` are in order.
    pub(crate) fn scores(
        &self,
        question: &Question,
        forgiving: bool,
        numbers: impl Iterator<Item = u32>,
    ) -> Result<Vec<(u32, Score)>, SnapshotError> {
        let work = || -> tantivy::Result<Vec<(u32, Score)>> {
            let part = question.scored(self.segment(), &self.fields, forgiving)?;
            let weight = part.weight(EnableScoring::enabled_from_searcher(&self.searcher))?;
            let mut scorer = weight.scorer(self.segment(), 1.0)?;
            let mut out = Vec::new();
            for number in numbers {
                if scorer.doc() < number && scorer.seek(number) == TERMINATED {
                    break;
                }
                if scorer.doc() == number {
                    out.push((number, scorer.score()));
                }
            }
            Ok(out)
        };
        guarded(&self.path, || work().map_err(|e| failed(&self.path, e)))
    }
}
