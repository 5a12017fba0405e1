//! Names of organisations: their legal form, and the key on which two writings are one.

use crate::fold::level;
use crate::forms;
use crate::latin::romanise;
use crate::letters::letters;

/// No name has more; a stranger's string of a thousand must not cost a thousand rounds.
const MOST_FORMS: usize = 8;

/// The key on which two spellings of one organisation's name are taken as the same writing.
///
/// [`crate::latin`] without the legal forms at its end or start, initials joined ("J. P." is "jp"), with "&", "und", "et", "y", "och",
/// "og" and "ve" between words as "and". A name of nothing but legal forms keeps them, so the key is
/// empty only where the name has no letters. Equal keys are a reason to look, not a proof: Gamma
/// GmbH and Gamma Ltd are two companies.
///
/// ```
/// use sousveil_text::name_key;
/// assert_eq!(name_key("ООО «Ромашка»"), name_key("Romashka, L.L.C."));
/// assert_eq!(name_key("Rohde & Schwarz GmbH & Co. KG"), "rohde and schwarz");
/// ```
pub fn name_key(s: &str) -> String {
    let all = name_words(s);
    let capitals = starts_in_capitals(s);
    let mut rest = all.clone();
    for _ in 0..MOST_FORMS {
        let words = levelled(&rest);
        match forms::at_end(&words).or_else(|| forms::at_start(&words, capitals)) {
            Some(found) => found.remove_from(&mut rest),
            None => break,
        }
    }
    let key = romanise(join_initials(&rest));
    if key.is_empty() { romanise(all.join(" ")) } else { key }
}

/// The legal form in a name, written one way for each form ("GmbH", "OOO", "Co Ltd"): the one at
/// the end, or else the one at the start.
///
/// ```
/// use sousveil_text::company_form;
/// assert_eq!(company_form("Hacking Team S.r.l."), Some("Srl"));
/// assert_eq!(company_form("As Salam Trading"), None);
/// ```
pub fn company_form(s: &str) -> Option<&'static str> {
    let words = levelled(&name_words(s));
    forms::at_end(&words).or_else(|| forms::at_start(&words, starts_in_capitals(s))).map(|found| found.normal)
}

/// Words of a name before romanisation, "and" unified.
pub(crate) fn name_words(s: &str) -> Vec<String> {
    let spelled = s.replace(['&', '＆', '﹠'], " and ");
    let letters = letters(&spelled);
    let mut words: Vec<String> = letters.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let last = words.len().saturating_sub(1);
    for (i, word) in words.iter_mut().enumerate() {
        let between = i > 0 && i < last;
        if between && matches!(word.as_str(), "und" | "et" | "y" | "och" | "og" | "ve") {
            "and".clone_into(word);
        }
    }
    words
}

/// Words with one space between them, but none between single letters.
fn join_initials(words: &[String]) -> String {
    let mut out = String::new();
    let mut after_initial = false;
    for word in words {
        let mut letters = word.chars();
        let initial = letters.next().is_some_and(char::is_lowercase) && letters.next().is_none();
        let joins = initial && after_initial;
        if !joins && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        after_initial = initial;
    }
    out
}

fn levelled(words: &[String]) -> Vec<String> {
    words.iter().cloned().map(level).collect()
}

/// Short forms are also words (Sia, As): at the start only capitals tell them apart.
fn starts_in_capitals(s: &str) -> bool {
    let mut letters = s
        .chars()
        .skip_while(|c| !c.is_alphanumeric())
        .take_while(|&c| c.is_alphanumeric() || c == '.')
        .filter(|c| c.is_alphabetic())
        .peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}
