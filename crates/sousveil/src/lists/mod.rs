//! Lists of others: how their files become a snapshot, where new versions of those of a manifest lie, and how they are
//! fetched. Nothing here goes to the network unless the operator has said so, by a command or by a schedule in the
//! manifest.
//!
//! * `compile` makes the snapshot, for a command as for what was fetched.
//! * `manifest` is the file, `interval` how often it wants a list to be looked for.
//! * `web` asks servers, within bounds; `take` brings one file beside the snapshot, `kept` remembers which were brought.
//! * `former` keeps versions that others took the place of, for runs that are repeated.
//! * `index` reads what OpenSanctions and its like publish beside their files; `fetch` puts all together.

mod compile;
mod fetch;
mod former;
mod index;
mod interval;
mod kept;
mod manifest;
mod take;
mod web;

pub use compile::{Compiled, compile};
pub use fetch::{Fetched, Wish, fetch};
pub use former::find as former;
pub use manifest::{Dataset, Manifest};
pub use web::Web;
