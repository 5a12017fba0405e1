#![doc = include_str!("../README.md")]

mod alike;
mod doubt;
mod indicator;
mod judge;
mod observable;
mod pack;
mod seen;
mod trap;

pub use alike::{Alike, Sites};
pub use doubt::{Ask, Form, Unread};
pub use indicator::{Indicator, Origin};
pub use judge::{Finding, How, Weight, judge};
pub use observable::{Address, Host, Kind, Observable, Unfit, refang};
pub use pack::{BuildError, Claim, Entry, Head, NoPack, Pack, build};
pub use seen::{Seen, find};
pub use trap::{Trap, Traps};
