//! Stage and confidence before a summary: `[in_use; reported] text`, or `[reported] text` where there is no stage.
//!
//! FollowTheMoney's schemata have no place for doubt, and a reader must not meet a licence or an allegation without it.

use crate::vocabulary::{Confidence, Stage};

/// What stands in the brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lead {
    /// How far a transfer got; `None` for what has no stage.
    pub stage: Option<Stage>,
    /// How sure it is.
    pub confidence: Confidence,
}

impl Lead {
    /// The brackets, and after a space the text where there is any.
    pub fn before(self, text: &str) -> String {
        let mut out = match self.stage {
            Some(stage) => format!("[{stage}; {}]", self.confidence),
            None => format!("[{}]", self.confidence),
        };
        if !text.is_empty() {
            out.push(' ');
            out.push_str(text);
        }
        out
    }

    /// Reads what [`Lead::before`] wrote: the brackets and the text after them. `None` where there are none.
    pub fn read(summary: &str) -> Option<(Self, &str)> {
        let (inside, text) = summary.strip_prefix('[')?.split_once(']')?;
        let lead = match inside.split_once("; ") {
            Some((stage, confidence)) => {
                Self { stage: Some(stage.parse().ok()?), confidence: confidence.parse().ok()? }
            }
            None => Self { stage: None, confidence: inside.parse().ok()? },
        };
        Some((lead, text.strip_prefix(' ').unwrap_or(text)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use strum::VariantArray as _;

    use super::*;

    #[test]
    fn has_a_fixed_form() {
        let lead = Lead { stage: Some(Stage::InUse), confidence: Confidence::Reported };
        assert_eq!(lead.before("Seen at work."), "[in_use; reported] Seen at work.");
        assert_eq!(lead.before(""), "[in_use; reported]");
        assert_eq!(Lead { stage: None, confidence: Confidence::Alleged }.before(""), "[alleged]");
        for none in ["", "text", "[1] text", "[in_use] text", "[in_use; sure] x", "[reported"] {
            assert_eq!(Lead::read(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn is_read_back(text in "\\PC{0,40}", stage in 0..=Stage::VARIANTS.len(), sure in 0..Confidence::VARIANTS.len()) {
            let lead = Lead { stage: Stage::VARIANTS.get(stage).copied(), confidence: Confidence::VARIANTS[sure] };
            let text = text.trim();
            let written = lead.before(text);
            prop_assert_eq!(Lead::read(&written), Some((lead, text)));
        }
    }
}
