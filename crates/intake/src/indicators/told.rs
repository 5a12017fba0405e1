//! What was read of a file of indicators, what was repaired, and what was passed over.

use std::collections::BTreeMap;

use serde::Serialize;
use sousveil_inspect::{Indicator, Kind, Observable};

use super::{Form, Reading};

/// So many sorts are told apart: their names come from the file.
const SORTS: usize = 100;
const OTHERS: &str = "others";

/// So many examples of each sort are kept.
const EXAMPLES: usize = 3;

/// How often something came, with examples.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// How often.
    pub number: usize,
    /// The first of them.
    pub examples: Vec<String>,
}

impl Count {
    fn add(&mut self, example: &str) {
        self.number += 1;
        if self.examples.len() < EXAMPLES {
            self.examples.push(sousveil_text::visible(example, 120));
        }
    }
}

/// The record of one file. Every value that it offers is taken or passed over.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Told {
    /// The file.
    pub file: String,
    /// What it is, once that is known.
    #[serde(skip)]
    pub form: Option<Form>,
    /// Values that were taken.
    pub taken: usize,
    /// What was not as it should be and was read all the same.
    pub repaired: BTreeMap<String, Count>,
    /// What was not understood, or is no indicator.
    pub passed: BTreeMap<String, Count>,
}

impl Told {
    pub(super) fn new(file: String) -> Self {
        Self { file, ..Self::default() }
    }

    pub(super) fn repair(&mut self, what: &str, example: &str) {
        add(&mut self.repaired, what, example);
    }

    pub(super) fn pass(&mut self, what: &str, example: &str) {
        add(&mut self.passed, what, example);
    }

    /// Takes a value, if it is one of its kind.
    pub(super) fn take(
        &mut self,
        kind: Kind,
        text: &str,
        reading: &mut Reading,
        with: impl FnOnce(Observable) -> Indicator,
    ) {
        match Observable::new(kind, text) {
            Ok(observable) => {
                if observable.kind() != kind {
                    self.repair(&format!("{kind} that is {}", article(observable.kind())), text);
                }
                self.taken += 1;
                reading.indicators.push(with(observable));
            }
            Err(unfit) => self.pass(&format!("{kind}: not {}", unfit.expected), text),
        }
    }

    /// How many values were passed over.
    pub fn passed_over(&self) -> usize {
        self.passed.values().map(|count| count.number).sum()
    }
}

fn add(all: &mut BTreeMap<String, Count>, what: &str, example: &str) {
    let known = all.len() < SORTS || all.contains_key(what);
    all.entry(if known { what } else { OTHERS }.to_owned()).or_default().add(example);
}

fn article(kind: Kind) -> String {
    match kind {
        Kind::Ip => "an ip".to_owned(),
        kind => format!("a {kind}"),
    }
}
