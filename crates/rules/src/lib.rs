#![doc = include_str!("../README.md")]

mod book;
mod coverage;
mod day;
mod deal;
mod judge;
mod measure;
mod members;
mod outcome;

pub use book::{Question, Rulebook, TooMany};
pub use day::Distance;
pub use deal::{Act, Dated, Deal, EndUser, Party, Role};
pub use measure::{Bound, Effect, Kind, Measure, MeasureError, Recipients, Scope, Target, control_code};
pub use outcome::{Answer, Because, Met, Outcome, Reasons, Verdict};
