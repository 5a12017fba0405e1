//! The languages of the interface. Claims, names and quotations stay in their own.
//!
//! A page is made on one thread from its beginning to its end, so the language that it is made in is the thread's
//! ([`within`]): every heading, label and sentence asks for its message ([`say`]) without a language handed through each
//! function. What is made outside, files and feeds among it, is in English.

mod choice;
pub(crate) mod filters;
mod messages;
mod names;

use std::cell::Cell;

use strum::VariantArray as _;

pub(crate) use choice::{Choice, choose, speaks};
pub(crate) use messages::{Value, known, marked, number, say, say_with};
pub(crate) use names::{called, country, country_of, technology};

/// A language of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, strum::VariantArray)]
pub enum Language {
    /// English, in which the site is written.
    #[default]
    English,
    /// Russian.
    Russian,
    /// Uzbek in Latin letters.
    Uzbek,
    /// Kazakh in Cyrillic letters.
    Kazakh,
}

impl Language {
    /// The word for it in an address and in `Accept-Language` (ISO 639-1).
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
            Self::Uzbek => "uz",
            Self::Kazakh => "kk",
        }
    }

    /// The language of a word such as `ru` or `ru_RU.UTF-8` (ISO 639-1, POSIX); none of which is not spoken here.
    pub fn of_code(code: &str) -> Option<Self> {
        let word = code.split(['_', '-', '.', '@']).next()?.to_ascii_lowercase();
        Self::VARIANTS.iter().copied().find(|language| language.code() == word)
    }

    /// Reads its messages now, which else is done when the first is shown: for who can do it beside other work.
    pub fn read(self) {
        messages::of(self);
    }

    /// Its tag (BCP 47), as pages bear it.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::Uzbek => "uz-Latn",
            other => other.code(),
        }
    }

    /// What it calls itself.
    pub(crate) fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Russian => "Русский",
            Self::Uzbek => "Oʻzbekcha",
            Self::Kazakh => "Қазақша",
        }
    }

    /// The sign between groups of three digits: a comma, or a space at which no line breaks (CLDR).
    pub(crate) fn group(self) -> char {
        match self {
            Self::English => ',',
            Self::Russian | Self::Uzbek | Self::Kazakh => '\u{A0}',
        }
    }
}

thread_local! {
    static CURRENT: Cell<Choice> = const { Cell::new(Choice::ENGLISH) };
}

/// The language in which this thread makes a page, and how it was chosen.
pub(crate) fn current() -> Choice {
    CURRENT.get()
}

/// Makes something in a language.
pub(crate) fn within<T>(choice: Choice, make: impl FnOnce() -> T) -> T {
    struct Back(Choice);
    impl Drop for Back {
        fn drop(&mut self) {
            CURRENT.set(self.0);
        }
    }
    let _back = Back(CURRENT.replace(choice));
    make()
}
