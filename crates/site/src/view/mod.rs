//! What several pages show alike. Each part is a struct with a template of its own; all of them escape.

pub(crate) mod bars;
pub(crate) mod ending;
pub(crate) mod facets;
pub(crate) mod facts;
pub(crate) mod figures;
pub(crate) mod highlight;
pub(crate) mod inline;
pub(crate) mod layout;
pub(crate) mod licences;
pub(crate) mod linked;
pub(crate) mod measures;
pub(crate) mod picture;
pub(crate) mod table;
pub(crate) mod thing;
pub(crate) mod things;
pub(crate) mod time;
pub(crate) mod trade;
pub(crate) mod transfers;
pub(crate) mod verdict;
pub(crate) mod voice;
pub(crate) mod way;
