//! What a published folder is made of, in the forms that OpenSanctions publishes and a yente mirrors.
//!
//! | file | |
//! | --- | --- |
//! | `entities.ftm.json`, `statements.csv` | the data in FollowTheMoney's schemata |
//! | `entities.sousveil.json`, `claims.jsonl` | the data whole, with its evidence |
//! | `index.json` | the entry of the catalogue: what it is, files with sizes and checksums, counts, what was left out |
//! | `catalog.json` | a catalogue with this one entry, for a yente's manifest |
//! | `delta.json` | where each version's differences are: `{"versions":{"20261126000000-abc":"…"}}` |
//! | `versions.json` | all versions, oldest first |
//! | `artifacts/VERSION/entities.delta.json` | what that version added, changed and took away |
//!
//! Nothing here touches a disk: the command line does.

mod delta;
mod hashing;
mod index;
mod version;

pub use delta::{Changes, delta};
pub use hashing::{Hashes, Hashing};
pub use index::{Base, Catalog, DeltaIndex, Entry, Published, Resource, Versions, entry};
pub use version::{Version, VersionError};
