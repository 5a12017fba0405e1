//! Which entities are screened for, and which of them a question for a schema may mean. The only place that says so, for
//! our own schemata and FollowTheMoney's.

use sousveil_model::Vocabulary;
use sousveil_model::ftm::{FtmSchema, mapping};
use sousveil_model::tables::table_of_schema;
use sousveil_screen::Kind;

/// Our own schemata that are screened for. In FollowTheMoney's terms they are `Company`, `PublicBody` and `Asset`.
pub const SCREENED: [&str; 3] = ["Company", "Agency", "Product"];

/// What kind of name the entities of a schema bear; none where nobody screens for them.
///
/// In FollowTheMoney's own terms these are all that it compares, and what is an `Asset` and no more.
pub(crate) fn kind(vocabulary: Vocabulary, schema: &str) -> Option<Kind> {
    let screened = match vocabulary {
        Vocabulary::Sousveil => SCREENED.contains(&schema),
        Vocabulary::FollowTheMoney => {
            FtmSchema::named(schema).is_some_and(|schema| schema.matchable || schema.name == "Asset")
        }
    };
    screened.then(|| Kind::of_schema(schema))
}

/// The schema in FollowTheMoney's terms, be it one of them or one of ours that is screened for.
pub(crate) fn theirs(schema: &str) -> Option<&'static FtmSchema> {
    if SCREENED.contains(&schema) {
        let table = table_of_schema(schema)?;
        return FtmSchema::named(mapping(table.name)?.schemata.first()?);
    }
    FtmSchema::named(schema)
}

/// What a question for a schema means.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    vocabulary: Vocabulary,
    name: &'a str,
    schema: &'static FtmSchema,
}

impl<'a> Wanted<'a> {
    /// A question to data of that vocabulary; none where no entity of it can be meant.
    pub(crate) fn new(vocabulary: Vocabulary, name: &'a str) -> Option<Self> {
        let wanted = Self { vocabulary, name, schema: theirs(name)? };
        let any = match vocabulary {
            Vocabulary::Sousveil => SCREENED.iter().any(|own| wanted.means(own)),
            Vocabulary::FollowTheMoney => FtmSchema::all()
                .filter(|schema| kind(vocabulary, schema.name).is_some())
                .any(|schema| wanted.means(schema.name)),
        };
        any.then_some(wanted)
    }

    /// What kind of name it asks for.
    pub(crate) fn kind(&self) -> Kind {
        Kind::of_schema(self.schema.name)
    }

    /// Whether an entity of that schema may be meant.
    pub(crate) fn means(&self, found: &str) -> bool {
        // Whoever asks in our own terms means no more than that.
        if self.vocabulary.is_ours() && SCREENED.contains(&self.name) {
            return found == self.name;
        }
        theirs(found).is_some_and(|found| self.schema.may_mean(found))
    }
}
