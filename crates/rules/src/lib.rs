#![doc = include_str!("../README.md")]

mod book;
mod coverage;
mod day;
mod deal;
mod gap;
mod judge;
mod measure;
mod members;
mod outcome;
mod scenario;

pub use book::{Question, Rulebook, TooMany};
pub use coverage::Needed;
pub use day::Distance;
pub use deal::{Act, Dated, Deal, EndUser, Party, Role};
pub use gap::{Cell, Counted, Gap, Recorded, Split, gap};
pub use measure::{Bound, Effect, Kind, Measure, MeasureError, Recipients, Scope, Target, control_code};
pub use outcome::{Answer, Because, Met, Outcome, Reasons, Verdict};
pub use scenario::{Entry, Incident, List, Preset, Scenario, ScenarioError};
