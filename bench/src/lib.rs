//! Synthetic datasets, and what is measured with them. Nothing here is a test: timings never fail.

pub mod dice;
pub mod names;
pub mod scripts;
pub mod synth;
pub mod vary;
pub mod words;
