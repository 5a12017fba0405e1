//! Lists of a manifest: where new versions of them lie, and how they are fetched. Nothing here goes to the network unless
//! the operator has said so, by a command or by a schedule in the manifest.
//!
//! * `manifest` is the file, `interval` how often it wants a list to be looked for.
//! * `web` asks servers, within bounds; `take` brings one file beside the snapshot, `kept` remembers which were brought.
//! * `index` reads what OpenSanctions and its like publish beside their files; `fetch` puts all together.

mod fetch;
mod index;
mod interval;
mod kept;
mod manifest;
mod take;
mod web;

pub use fetch::{Fetched, Wish, fetch};
pub use manifest::{Dataset, Manifest};
pub use web::Web;
