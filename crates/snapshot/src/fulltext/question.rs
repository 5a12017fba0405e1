//! A question as the full text understands it. No syntax is parsed: any text is safe.

use super::tokens::{Word, words};
use crate::forms;

/// More of a question is not read: characters and words.
const LONGEST_TEXT: usize = 1000;
const MOST_WORDS: usize = 12;

/// The words of a question.
pub(crate) struct Question {
    pub(super) words: Vec<Word>,
    /// The forms of a name that is what was asked.
    pub(super) forms: Vec<String>,
}

impl Question {
    /// Reads the words of a text; none where it has none.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text: String = text.chars().take(LONGEST_TEXT).collect();
        let mut words = words(&text);
        words.truncate(MOST_WORDS);
        (!words.is_empty()).then(|| Self { words, forms: forms::of_question(&text) })
    }
}
