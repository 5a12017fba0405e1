//! Rules held against one file and its parts, for so long and so often as is good.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use sousveil_inspect::{Ask, Unread};

use super::Scanner;

/// So long they may take for one file, less than the program waits for a process that says nothing.
const LONGEST: Duration = Duration::from_secs(30);
/// So many that fit, and so many parts for which they came too late, are told of one file.
const MOST: usize = 10_000;

/// What is known of one file by rules. They have lists of their own: a thousand that fit must hide no other question.
pub struct Holding<'s, 'r> {
    scanner: &'s mut Scanner<'r>,
    file: &'s str,
    left: Duration,
    /// Which fit, each with the place of the part: which one it is, is what is asked.
    pub fit: Vec<(String, Ask)>,
    /// What they were not held against.
    pub missed: Vec<(String, Unread)>,
    /// Whether there was more of either.
    pub more: bool,
    known: HashSet<(String, Ask)>,
}

impl<'s, 'r> Holding<'s, 'r> {
    /// Against a file of that name, which may be empty.
    pub fn new(scanner: &'s mut Scanner<'r>, file: &'s str) -> Self {
        let (fit, missed, known) = (Vec::new(), Vec::new(), HashSet::new());
        Self { scanner, file, left: LONGEST, fit, missed, more: false, known }
    }

    /// Against the bytes of the file, or of the part at that place.
    pub fn hold(&mut self, place: &str, bytes: &[u8]) {
        if self.left.is_zero() {
            return self.miss(place, Unread::RulesTooSlow);
        }
        let name = if place.is_empty() { self.file } else { place.rsplit(" › ").next().unwrap_or(place) };
        let begun = Instant::now();
        let mut fit = Vec::new();
        let held = self.scanner.scan(name, bytes, self.left, &mut |ask| fit.push(ask));
        self.left = self.left.saturating_sub(begun.elapsed());
        for ask in fit {
            let one = (place.to_owned(), ask);
            // What is in a letter as it travels and again as it is read is there once.
            if self.fit.len() >= MOST {
                self.more = true;
            } else if self.known.insert(one.clone()) {
                self.fit.push(one);
            }
        }
        if let Err(why) = held {
            self.miss(place, why);
        }
    }

    /// Notes that the part was not held against.
    pub fn miss(&mut self, place: &str, why: Unread) {
        if self.missed.len() >= MOST {
            self.more = true;
        } else {
            self.missed.push((place.to_owned(), why));
        }
    }
}
