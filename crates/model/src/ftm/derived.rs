//! Entities that only FollowTheMoney needs: their identifiers are that of the row they come from, `-ftm-`, and a word.
//!
//! No row of ours can have such an identifier in an export: [`super::is_safe`] refuses it, so nothing can collide.

/// What an entity is derived for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Derived {
    /// The contract behind a transfer whose end user is known.
    Contract,
    /// The award of that contract to the suppliers.
    Award,
    /// The tie between a product and its maker.
    Maker,
    /// The tie between an intermediary and the two sides of a transfer.
    Intermediary,
}

/// What stands between the row's identifier and the word.
const INFIX: &str = "-ftm-";

impl Derived {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Contract, Self::Award, Self::Maker, Self::Intermediary];

    /// The word at the end of the identifier.
    pub fn word(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Award => "award",
            Self::Maker => "maker",
            Self::Intermediary => "intermediary",
        }
    }

    /// The schema of the derived entity.
    pub fn schema(self) -> &'static str {
        match self {
            Self::Contract => "Contract",
            Self::Award => "ContractAward",
            Self::Maker | Self::Intermediary => "UnknownLink",
        }
    }

    /// The identifier of the one that is derived from a row.
    pub fn id(self, row: &str) -> String {
        format!("{row}{INFIX}{}", self.word())
    }

    /// The row that an identifier was derived from, and what for.
    pub fn of(id: &str) -> Option<(&str, Self)> {
        let (row, word) = id.rsplit_once(INFIX)?;
        Self::ALL.iter().find(|d| d.word() == word).map(|derived| (row, *derived))
    }
}

/// Whether an identifier is of the form that is kept for derived ones.
pub fn is_reserved(id: &str) -> bool {
    id.contains(INFIX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_leads_back_to_its_row() {
        for &derived in Derived::ALL {
            let id = derived.id("svl-abcd2345");
            assert_eq!(Derived::of(&id), Some(("svl-abcd2345", derived)));
            assert!(is_reserved(&id));
        }
        assert_eq!(Derived::of("svl-abcd2345"), None);
        assert_eq!(Derived::of("svl-abcd2345-ftm-other"), None);
    }
}
