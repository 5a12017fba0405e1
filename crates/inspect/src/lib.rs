#![doc = include_str!("../README.md")]

mod alike;
mod doubt;
mod find;
mod indicator;
mod judge;
mod link;
mod observable;
mod pack;
mod seen;
mod trap;

pub use alike::{Alike, Sites};
pub use doubt::{Ask, Form, Unread};
pub use find::{Finder, Sight, find};
pub use indicator::{Indicator, Origin};
pub use judge::{Finding, How, Weight, judge};
pub use link::Link;
pub use observable::{Address, Host, Kind, Observable, Unfit, refang};
pub use pack::{BuildError, Claim, Entry, Head, NoPack, Pack, Packs, TAG, build};
pub use seen::Seen;
pub use trap::{Trap, Traps};
