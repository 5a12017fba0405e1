//! Finds legal forms at the ends of a name. The list itself is in [`table`].

mod table;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::fold::level;
use crate::name::name_words;

/// Where in a name a form stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Behind the name.
    End,
    /// Before the name.
    Start,
    /// Either.
    Both,
    /// Behind it, or before it; before it three letters or fewer must be in capitals, for they are
    /// also words (Sia, As).
    EndOrCapitals,
    /// Before it, under the same condition.
    Capitals,
}

/// A legal form found in a name.
pub(crate) struct Found {
    /// The one way in which we write the form.
    pub(crate) normal: &'static str,
    cut: Cut,
}

enum Cut {
    EndWords(usize),
    StartWords(usize),
    EndChars(usize),
    StartChars(usize),
}

impl Found {
    /// Takes the form off the words in which it was found.
    pub(crate) fn remove_from(&self, words: &mut Vec<String>) {
        match self.cut {
            Cut::EndWords(n) => words.truncate(words.len().saturating_sub(n)),
            Cut::StartWords(n) => drop(words.drain(..n.min(words.len()))),
            Cut::EndChars(n) => {
                if let Some(word) = words.last_mut() {
                    let keep = word.chars().count().saturating_sub(n);
                    *word = word.chars().take(keep).collect();
                }
            }
            Cut::StartChars(n) => {
                if let Some(word) = words.first_mut() {
                    *word = word.chars().skip(n).collect();
                }
            }
        }
    }
}

struct Entry {
    words: Vec<String>,
    normal: &'static str,
    capitals: bool,
}

/// Forms by their outermost word, those of most words first.
type Index = BTreeMap<String, Vec<Entry>>;

static ENDS: LazyLock<Index> =
    LazyLock::new(|| index(|at| matches!(at, At::End | At::Both | At::EndOrCapitals), |words| words.last()));

static STARTS: LazyLock<Index> = LazyLock::new(|| index(|at| at != At::End, |words| words.first()));

static GLUED_ENDS: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| glued(table::GLUED_ENDS));

static GLUED_STARTS: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| glued(table::GLUED_STARTS));

fn index(fits: fn(At) -> bool, outermost: fn(&[String]) -> Option<&String>) -> Index {
    let mut out = Index::new();
    for &(normal, at, spellings) in table::FORMS.iter().filter(|form| fits(form.1)) {
        for spelling in spellings.split(" | ") {
            let words: Vec<String> = name_words(spelling).into_iter().map(level).collect();
            // Longer ones are no common words.
            let short = words.iter().flat_map(|word| word.chars()).count() <= 3;
            let capitals = short && matches!(at, At::Capitals | At::EndOrCapitals);
            if let Some(key) = outermost(&words) {
                out.entry(key.clone()).or_default().push(Entry { words, normal, capitals });
            }
        }
    }
    for entries in out.values_mut() {
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.words.len()));
    }
    out
}

fn glued(rows: &[(&'static str, &'static str)]) -> Vec<(String, &'static str)> {
    let mut out: Vec<(String, &'static str)> =
        rows.iter().map(|&(normal, spelling)| (level(name_words(spelling).concat()), normal)).collect();
    out.sort_by_key(|(spelling, _)| std::cmp::Reverse(spelling.chars().count()));
    out
}

/// The longest form at the end of folded words.
pub(crate) fn at_end(words: &[String]) -> Option<Found> {
    let last = words.last()?;
    let whole = ENDS.get(last).into_iter().flatten().find(|e| words.ends_with(&e.words));
    let spaced = initials(words.iter().rev()).find_map(|n| {
        let joined = words.get(words.len() - n..)?.concat();
        single(&ENDS, &joined).map(|entry| (n, entry))
    });
    let longest = match (whole, spaced) {
        (Some(whole), Some((n, _))) if whole.words.len() >= n => Some((whole.words.len(), whole)),
        (_, Some(spaced)) => Some(spaced),
        (whole, None) => whole.map(|entry| (entry.words.len(), entry)),
    };
    if let Some((n, entry)) = longest {
        return Some(Found { normal: entry.normal, cut: Cut::EndWords(n) });
    }
    let (spelling, normal) = GLUED_ENDS.iter().find(|(spelling, _)| last.ends_with(spelling) && last != spelling)?;
    Some(Found { normal, cut: Cut::EndChars(spelling.chars().count()) })
}

/// The longest form at the start of folded words; `capitals` says that the name began in capitals.
pub(crate) fn at_start(words: &[String], capitals: bool) -> Option<Found> {
    let first = words.first()?;
    let fits = |e: &&Entry| (capitals || !e.capitals) && words.starts_with(&e.words);
    if let Some(entry) = STARTS.get(first).into_iter().flatten().find(fits) {
        return Some(Found { normal: entry.normal, cut: Cut::StartWords(entry.words.len()) });
    }
    let (spelling, normal) =
        GLUED_STARTS.iter().find(|(spelling, _)| first.starts_with(spelling) && first != spelling)?;
    Some(Found { normal, cut: Cut::StartChars(spelling.chars().count()) })
}

/// Lengths, longest first, of the run of single letters that `words` begins with: "S. p. A." comes
/// as three words.
fn initials<'a>(words: impl Iterator<Item = &'a String>) -> impl Iterator<Item = usize> {
    let run = words.take(6).take_while(|word| word.chars().count() == 1).count();
    (2..=run).rev()
}

fn single<'a>(index: &'a Index, joined: &str) -> Option<&'a Entry> {
    index.get(joined)?.iter().find(|entry| entry.words.len() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_found_under_its_own_form() {
        for &(normal, at, spellings) in table::FORMS {
            for spelling in spellings.split(" | ") {
                if matches!(at, At::End | At::Both | At::EndOrCapitals) {
                    let found = crate::company_form(&format!("Qwerty {spelling}"));
                    assert_eq!(found, Some(normal), "Qwerty {spelling}");
                    assert_eq!(crate::name_key(&format!("Qwerty {spelling}")), "qwerty");
                }
                if at != At::End {
                    let spelling =
                        if at == At::Start || at == At::Both { spelling.to_owned() } else { spelling.to_uppercase() };
                    let found = crate::company_form(&format!("{spelling} Qwerty"));
                    assert_eq!(found, Some(normal), "{spelling} Qwerty");
                    assert_eq!(crate::name_key(&format!("{spelling} Qwerty")), "qwerty");
                }
            }
        }
    }

    #[test]
    fn glued_forms_are_found() {
        for &(normal, spelling) in table::GLUED_ENDS {
            assert_eq!(crate::company_form(&format!("電電{spelling}")), Some(normal), "{spelling}");
        }
        for &(normal, spelling) in table::GLUED_STARTS {
            assert_eq!(crate::company_form(&format!("{spelling}電電")), Some(normal), "{spelling}");
        }
    }
}
