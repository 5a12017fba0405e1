//! What becomes of one row: the table of cases, without any folder around it.

use serde::Serialize;

use super::unit::Unit;

/// What is to be done with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Only they have it: it comes.
    Added,
    /// Only they changed it: their version is taken over.
    TakenOver,
    /// Only they removed it: it goes.
    Removed,
    /// Both have the same.
    Unchanged,
    /// Only we changed it: ours stays.
    Kept,
    /// We removed it, and they left it as it was: it stays away.
    LeftOut,
    /// Nobody but a person can say.
    Conflict(Why),
}

/// Why a row is in conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Both changed it, and not in the same way.
    BothChanged,
    /// Both have it, it differs, and nothing says what it was before.
    BothHave,
    /// We changed it, they removed it.
    ChangedHereGoneThere,
    /// We removed it, they changed it.
    GoneHereChangedThere,
    /// The identifier stands for a row of another table here.
    AnotherMeaning,
    /// They removed it, but rows here still refer to it.
    StillReferredTo,
    /// They merged it into a row that is not here.
    MergedElsewhere,
}

impl Why {
    /// The reason in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::BothChanged => "changed on both sides, and not in the same way",
            Self::BothHave => "differs on both sides, and nothing says what it was before",
            Self::ChangedHereGoneThere => "changed here, removed there",
            Self::GoneHereChangedThere => "removed here, changed there",
            Self::AnotherMeaning => "the identifier means another thing here",
            Self::StillReferredTo => "removed there, but rows here still refer to it",
            Self::MergedElsewhere => "merged there into a row that is not here",
        }
    }

    /// Whether their version can be chosen for the whole row.
    pub(super) fn can_be_chosen(self) -> bool {
        !matches!(self, Self::AnotherMeaning | Self::StillReferredTo | Self::MergedElsewhere)
    }
}

/// Three tellings of one row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Three<'a> {
    /// `None` where no common ancestor is known at all.
    pub(super) base: Option<Option<&'a Unit>>,
    pub(super) ours: Option<&'a Unit>,
    pub(super) theirs: Option<&'a Unit>,
    /// Whether `redirects.csv` leads the identifier elsewhere here.
    pub(super) redirected: bool,
}

/// Judges a row; `None` where there is nothing to be said of it.
pub(super) fn judge(three: Three<'_>) -> Option<Verdict> {
    let Three { base, ours, theirs, redirected } = three;
    let before = base.flatten();
    Some(match (ours, theirs) {
        (None, None) => return None,
        (Some(ours), Some(theirs)) if ours.table != theirs.table => Verdict::Conflict(Why::AnotherMeaning),
        (Some(ours), Some(theirs)) if ours == theirs => Verdict::Unchanged,
        (Some(ours), Some(theirs)) => match before {
            Some(before) if before == ours => Verdict::TakenOver,
            Some(before) if before == theirs => Verdict::Kept,
            Some(_) => Verdict::Conflict(Why::BothChanged),
            None => Verdict::Conflict(Why::BothHave),
        },
        (Some(ours), None) => match before {
            Some(before) if before == ours => Verdict::Removed,
            Some(_) => Verdict::Conflict(Why::ChangedHereGoneThere),
            None => return None,
        },
        (None, Some(theirs)) => match before {
            Some(before) if before == theirs => Verdict::LeftOut,
            Some(_) => Verdict::Conflict(Why::GoneHereChangedThere),
            None if redirected => Verdict::LeftOut,
            None => Verdict::Added,
        },
    })
}
