//! Why an entity is no longer there, as the new side tells it.

use sousveil_model::Entity;
use sousveil_snapshot::Snapshot;

/// What became of an entity that is no longer there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Gone {
    /// It is part of another now.
    Merged { into: String, reason: String },
    /// It was withdrawn.
    Withdrawn { reason: String },
    /// Its origin is not compiled any more.
    LeftOut { origin: String },
    /// Nothing is said about it.
    Untold,
}

impl Gone {
    pub(super) fn of(entity: &Entity, new: &Snapshot) -> Self {
        let id = entity.id.as_str();
        if let Some(redirect) = new.redirect(id) {
            let reason = redirect.reason.clone();
            return match redirect.new.as_str() {
                "" => Self::Withdrawn { reason },
                into => Self::Merged { into: into.to_owned(), reason },
            };
        }
        let withdrawal =
            |c: &&sousveil_model::Change| c.kind == "withdrawal" && c.entity == id && c.property.is_empty();
        if let Some(change) = new.changes().iter().rev().find(withdrawal) {
            return Self::Withdrawn { reason: change.reason.clone() };
        }
        let left_out = |key: &str| new.manifest().dataset.origin.get(key).is_some_and(|o| !o.include);
        match entity.origin.as_ref().map(|o| o.key.as_str()).filter(|key| left_out(key)) {
            Some(origin) => Self::LeftOut { origin: origin.to_owned() },
            None => Self::Untold,
        }
    }
}
