//! What sort of thing bears a name.

use strum::{Display, EnumString};

/// What sort of thing bears a name: it decides how the name is taken apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Display, EnumString)]
#[strum(serialize_all = "snake_case")]
#[repr(u8)]
pub enum Kind {
    /// Not known, or either: FollowTheMoney's `LegalEntity` and `Thing`.
    #[default]
    Unknown = 0,
    /// A human being.
    Person = 1,
    /// A company, an agency, a group.
    Organisation = 2,
    /// A ship, an aircraft, a product: a name without legal form or surname.
    Other = 3,
}

impl Kind {
    /// The kind of a schema, FollowTheMoney's or ours; of one that we don't know, [`Kind::Other`].
    ///
    /// ```
    /// use sousveil_screen::Kind;
    /// assert_eq!(Kind::of_schema("Company"), Kind::Organisation);
    /// assert_eq!(Kind::of_schema("LegalEntity"), Kind::Unknown);
    /// ```
    pub fn of_schema(schema: &str) -> Self {
        match schema {
            "Person" => Self::Person,
            "Company" | "Organization" | "PublicBody" | "Agency" => Self::Organisation,
            "LegalEntity" | "Thing" | "" => Self::Unknown,
            _ => Self::Other,
        }
    }

    /// The kind under which two names are compared.
    pub(crate) fn meet(self, other: Self) -> Self {
        match (self, other) {
            (a, b) if a == b => a,
            (Self::Unknown, known) | (known, Self::Unknown) => known,
            _ => Self::Unknown,
        }
    }

    pub(crate) fn from_byte(byte: u8) -> Self {
        match byte {
            1 => Self::Person,
            2 => Self::Organisation,
            3 => Self::Other,
            _ => Self::Unknown,
        }
    }
}
