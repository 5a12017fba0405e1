//! A name as somebody else would write it: what screening has to forgive. The same dice give the same name.

use crate::dice::Dice;

/// The kinds of variation.
pub const KINDS: [&str; 9] = [
    "as listed",
    "one typo",
    "two typos",
    "other order",
    "word missing",
    "initial",
    "joined",
    "split",
    "transliterated",
];

/// What transliterations write differently.
const SPELLINGS: [(&str, &str); 16] = [
    ("kh", "h"),
    ("sh", "ch"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("q", "k"),
    ("w", "v"),
    ("ei", "ey"),
    ("y", "i"),
    ("dj", "j"),
    ("ch", "tch"),
    ("mm", "m"),
    ("ss", "s"),
    ("ll", "l"),
    ("aa", "a"),
    ("o", "u"),
];

/// The name in another form, if that kind of variation is possible with it.
pub fn vary(name: &str, how: &str, dice: &mut Dice) -> Option<String> {
    let clean = name.replace(',', " ");
    let mut words: Vec<String> = clean.split_whitespace().map(str::to_owned).collect();
    match how {
        "as listed" => return Some(name.to_owned()),
        "one typo" => typo(long(&mut words, 5, dice)?, dice),
        "two typos" => {
            typo(long(&mut words, 6, dice)?, dice);
            typo(long(&mut words, 6, dice)?, dice);
        }
        "other order" if words.len() > 1 => words.rotate_left(1),
        "word missing" if words.len() > 2 => drop(words.remove(below(words.len(), dice))),
        "initial" if words.len() > 1 => {
            let at = below(words.len(), dice);
            let word = words.get_mut(at)?;
            *word = word.chars().take(1).collect();
        }
        "joined" if words.len() > 1 => {
            let at = below(words.len() - 1, dice);
            let next = words.remove(at + 1);
            words.get_mut(at)?.push_str(&next);
        }
        "split" => {
            let word = long(&mut words, 8, dice)?;
            word.insert(word.len() / 2, ' ');
        }
        "transliterated" => {
            let lower = clean.to_lowercase();
            let found = SPELLINGS.iter().filter(|(here, _)| lower.contains(here)).take(2);
            let other = found.fold(lower.clone(), |text, (here, there)| text.replacen(here, there, 1));
            return (other != lower).then_some(other);
        }
        _ => return None,
    }
    Some(words.join(" "))
}

/// A number below that of a list.
pub fn below(end: usize, dice: &mut Dice) -> usize {
    usize::try_from(dice.below(end as u64)).unwrap_or(0)
}

/// One of the words of so many Latin letters.
fn long<'a>(words: &'a mut [String], least: usize, dice: &mut Dice) -> Option<&'a mut String> {
    let fit: Vec<&mut String> = words.iter_mut().filter(|word| word.is_ascii() && word.len() >= least).collect();
    let at = below(fit.len(), dice);
    fit.into_iter().nth(at)
}

/// A letter left out, too many, at its neighbour's place, or another; never the first.
fn typo(word: &mut String, dice: &mut Dice) {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 2 {
        return;
    }
    let at = 1 + below(letters.len() - 1, dice);
    let letter = char::from(b'a' + u8::try_from(dice.below(26)).unwrap_or(0));
    match dice.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letter),
        2 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters.splice(at..=at, [letter]).for_each(drop),
    }
    *word = letters.into_iter().collect();
}
