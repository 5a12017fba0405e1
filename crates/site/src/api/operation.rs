//! What a door is: its address, what may be said to it, what it answers. Router, reading of parameters and OpenAPI all
//! follow from these tables, so that none of them can say what the others do not do.

use axum::response::Response;

use super::ask::Ask;
use super::error::Error;

/// A door.
pub(crate) struct Operation {
    /// Its method.
    pub(crate) verb: Verb,
    /// Its address below `/api`, as router and OpenAPI write it.
    pub(crate) path: &'static str,
    /// Its name in OpenAPI.
    pub(crate) name: &'static str,
    /// The group that it belongs to.
    pub(crate) tag: &'static str,
    /// What it is for, in a line.
    pub(crate) summary: &'static str,
    /// What else is to be known.
    pub(crate) what: &'static str,
    /// What is read of the query.
    pub(crate) params: &'static [Param],
    /// What is read of the body.
    pub(crate) body: Body,
    /// The schema of its answer in OpenAPI; none where the answer is a page.
    pub(crate) answer: Option<&'static str>,
    /// The statuses that it has beside 200 and those that every door has.
    pub(crate) statuses: &'static [u16],
    /// Whether it is open to those without a key too.
    pub(crate) open: bool,
    /// What it does.
    pub(crate) run: fn(&Ask) -> Result<Response, Error>,
}

/// A method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    /// Only reads.
    Get,
    /// Carries a question in its body.
    Post,
}

/// What a door reads of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    /// Nothing.
    None,
    /// JSON of that schema.
    Json(&'static str),
    /// A form (`application/x-www-form-urlencoded`) of that schema.
    Form(&'static str),
}

/// A parameter of the query.
#[derive(Debug)]
pub(crate) struct Param {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it takes.
    pub(crate) takes: Takes,
    /// Its value where none is given.
    pub(crate) default: Option<&'static str>,
    /// How many values it may have.
    pub(crate) most: usize,
    /// What it means.
    pub(crate) what: &'static str,
}

/// What a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Takes {
    /// A text of at most so many bytes.
    Text(usize),
    /// Yes or no.
    Flag,
    /// A whole number from 0 to this.
    Whole(u32),
    /// A number from 0 to 1.
    Share,
    /// One of some words.
    Word(&'static [&'static str]),
    /// A day, or a time of a day.
    Time,
}

/// How many values a list may have.
const MOST_VALUES: usize = 100;

impl Param {
    /// A parameter with at most one value.
    pub(crate) const fn one(name: &'static str, takes: Takes, what: &'static str) -> Self {
        Self { name, takes, default: None, most: 1, what }
    }

    /// A parameter that is given once for each value.
    pub(crate) const fn many(name: &'static str, takes: Takes, what: &'static str) -> Self {
        Self { name, takes, default: None, most: MOST_VALUES, what }
    }

    /// The same with a value for where none is given.
    pub(crate) const fn or(mut self, default: &'static str) -> Self {
        self.default = Some(default);
        self
    }

    /// The same with another bound on the number of its values.
    pub(crate) const fn at_most(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    /// Whether it may have several values.
    pub(crate) const fn is_list(&self) -> bool {
        self.most > 1
    }
}
