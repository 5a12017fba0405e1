//! How a word sounds, roughly: so that spellings of one name in different transliterations meet.
//!
//! Two keys for each word. The *sound* keeps vowels and is compared by edit distance; the *bones*
//! are its consonants in classes, in one machine word, and are compared as a whole.
//!
//! ```text
//! latin letters ──sound──▶ sound ──bones──▶ bones
//! Arabic, Hebrew ──abjad──▶ (their own letters, which give no vowels)
//! ```

mod abjad;
mod bones;
mod greek;
mod hangul;
mod letters;

pub(crate) use abjad::sound_of_abjad;
pub(crate) use bones::{Bones, alike};
pub(crate) use greek::spell_greek;
pub(crate) use hangul::spell_syllable;
pub(crate) use letters::sound;
