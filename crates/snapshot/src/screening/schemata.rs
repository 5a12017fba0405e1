//! Which entities are screened for, and which of them a question for a schema may mean. The only place that says so, for
//! our own schemata and FollowTheMoney's.

use std::collections::BTreeMap;
use std::sync::LazyLock;

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

/// For each schema of FollowTheMoney's those that a question for it may mean. It is asked of thousands of names for one
/// question, and to walk up what a schema extends takes longer than all else.
static MEANT: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let means = |wanted: &FtmSchema, found: &FtmSchema| theirs(found.name).is_some_and(|found| wanted.may_mean(found));
    let all = |wanted| FtmSchema::all().filter(|found| means(wanted, found)).map(|found| found.name).collect();
    FtmSchema::all().map(|wanted| (wanted.name, all(wanted))).collect()
});

/// What a question for a schema means.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    vocabulary: Vocabulary,
    name: &'a str,
    schema: &'static FtmSchema,
    /// The schemata of FollowTheMoney's that may be meant.
    meant: &'static [&'static str],
}

impl<'a> Wanted<'a> {
    /// A question to data of that vocabulary; none where no entity of it can be meant.
    pub(crate) fn new(vocabulary: Vocabulary, name: &'a str) -> Option<Self> {
        let schema = theirs(name)?;
        let meant = MEANT.get(schema.name).map(Vec::as_slice).unwrap_or_default();
        let wanted = Self { vocabulary, name, schema, meant };
        let any = match vocabulary {
            Vocabulary::Sousveil => SCREENED.iter().any(|own| wanted.means(own)),
            Vocabulary::FollowTheMoney => meant.iter().any(|schema| kind(vocabulary, schema).is_some()),
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
        match self.vocabulary {
            Vocabulary::Sousveil => theirs(found).is_some_and(|found| self.schema.may_mean(found)),
            Vocabulary::FollowTheMoney => self.meant.contains(&found),
        }
    }
}
