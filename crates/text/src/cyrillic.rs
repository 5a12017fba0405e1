//! Cyrillic to Latin, word by word. The tables are ours: they follow what the countries print in
//! Latin letters (passports, maps, the Uzbek and Kazakh Latin alphabets) without accents.
//!
//! A letter doesn't tell its language (г is g in Moscow and h in Kyiv), a word often does: it is
//! read by the letters that only one alphabet has. A word without any is read as Russian, so
//! Uzbek Бухоро gives bukhoro and doesn't meet Buxoro.

use crate::letters::push_ascii;

/// How the ambiguous letters of one word are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Reading {
    /// Russian, and whatever shows no other sign.
    Russian,
    /// Bulgarian: ъ is a vowel, щ is sht.
    Bulgarian,
    /// Ukrainian, official table of 2010; Belarusian is near enough.
    Ukrainian,
    /// Belarusian: as Ukrainian, but ў is u.
    Belarusian,
    /// Uzbek, Latin alphabet of 1995.
    Uzbek,
    /// Kazakh, as its Latin alphabet of 2021 without accents (and sh, ch, ng as in English).
    Kazakh,
    /// Kyrgyz, Mongolian, Tatar: ө ү ң without the letters that only Kazakh has.
    Kyrgyz,
    /// Tajik.
    Tajik,
    /// Serbian and Macedonian, as the Serbian Latin alphabet without carons.
    Serbian,
}

/// True for letters of the Cyrillic blocks.
pub(crate) fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}' | '\u{A640}'..='\u{A69F}')
}

/// Writes a run of lower-case Cyrillic letters in ASCII.
pub(crate) fn push_cyrillic(out: &mut String, run: &[char]) {
    let reading = reading(run);
    for (i, &c) in run.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| run.get(i)).copied();
        let after = run.get(i + 1).copied();
        if is_bare_uzbekistan(run, i) {
            out.push('o');
        } else if let Some(latin) = in_place(reading, before, c, after) {
            out.push_str(latin);
        } else if let Some(latin) = of_reading(reading, c).or_else(|| of_any(c)) {
            out.push_str(latin);
        } else {
            push_ascii(out, c);
        }
    }
}

/// The country's Uzbek name is often typed without ў on a Russian keyboard; the ending tells it
/// from the Russian name (-стан).
fn is_bare_uzbekistan(run: &[char], i: usize) -> bool {
    i == 0 && "узбекистон".chars().zip(run).filter(|(a, b)| a == *b).count() == 10
}

fn reading(run: &[char]) -> Reading {
    // Most words are of Russian's letters only, and those tell nothing.
    let common = run.iter().all(|c| matches!(c, 'а'..='я'));
    let any = |letters: &str| !common && run.iter().any(|&c| letters.contains(c));
    let soft_ending = |w: &[char]| matches!(w, ['з' | 'с' | 'ц', 'ь', 'к']);
    if any("јљњђћџѓќѕ") {
        Reading::Serbian
    } else if any("ҷӣӯ") {
        Reading::Tajik
    } else if any("әұһ") || any("қғ") && any("іңөүы") {
        Reading::Kazakh
    } else if any("өүң") {
        if any("і") { Reading::Kazakh } else { Reading::Kyrgyz }
    } else if any("ў") && any("іыэ") {
        Reading::Belarusian
    } else if any("ўқғҳ") {
        Reading::Uzbek
    } else if any("іїєґ") || run.windows(3).any(soft_ending) {
        Reading::Ukrainian
    } else if (0..run.len()).any(|i| is_vowel_er(run, i)) {
        Reading::Bulgarian
    } else {
        Reading::Russian
    }
}

/// ъ between consonants, or before one at the start, is the Bulgarian vowel; Russian has it before
/// е ё ю я only, Uzbek beside a vowel.
fn is_vowel_er(run: &[char], i: usize) -> bool {
    let consonant = |c: char| !is_vowel(c) && !matches!(c, 'ъ' | 'ь' | 'й');
    run.get(i) == Some(&'ъ')
        && run.get(i + 1).is_some_and(|&c| consonant(c))
        && i.checked_sub(1).and_then(|i| run.get(i)).is_none_or(|&c| consonant(c))
}

fn is_vowel(c: char) -> bool {
    "аеёиоуыэюяіїєўәөүұ".contains(c)
}

/// Spellings that hang on the neighbours.
fn in_place(reading: Reading, before: Option<char>, c: char, after: Option<char>) -> Option<&'static str> {
    use Reading::{Belarusian, Bulgarian, Russian, Ukrainian, Uzbek};
    let first = before.is_none();
    match (reading, c) {
        (Ukrainian | Belarusian, 'є') if first => Some("ye"),
        (Ukrainian | Belarusian, 'ї') if first => Some("yi"),
        (Ukrainian | Belarusian, 'й') if first => Some("y"),
        (Ukrainian | Belarusian, 'ю') if first => Some("yu"),
        (Ukrainian | Belarusian, 'я') if first => Some("ya"),
        (Ukrainian, 'г') if before == Some('з') => Some("gh"),
        (Uzbek, 'е') if before.is_none_or(is_vowel) => Some("ye"),
        (Uzbek, 'ц') if first => Some("s"),
        (Russian, 'й') if before == Some('ы') && after.is_none() => Some(""),
        (Bulgarian, 'ъ') if after.is_some() => Some("a"),
        _ => None,
    }
}

/// What one reading writes otherwise than [`of_any`].
fn of_reading(reading: Reading, c: char) -> Option<&'static str> {
    use Reading::{Belarusian, Bulgarian, Kazakh, Kyrgyz, Russian, Serbian, Tajik, Ukrainian, Uzbek};
    let latin = match (reading, c) {
        (Russian | Bulgarian, 'ё') => "e",
        (Bulgarian, 'щ') => "sht",
        (Ukrainian | Belarusian, 'г') => "h",
        (Ukrainian, 'и') => "y",
        (Ukrainian | Belarusian, 'є') => "ie",
        (Ukrainian | Belarusian, 'ї' | 'й') => "i",
        (Ukrainian | Belarusian, 'ю') => "iu",
        (Ukrainian | Belarusian, 'я') => "ia",
        (Belarusian, 'ў') => "u",
        (Uzbek | Kazakh | Kyrgyz, 'ж') => "j",
        (Uzbek, 'х') => "x",
        (Kazakh | Serbian, 'х') => "h",
        (Tajik, 'ғ') => "gh",
        (Serbian, 'ц' | 'ч') => "c",
        (Serbian, 'ш') => "s",
        (Serbian, 'ж') => "z",
        _ => return None,
    };
    Some(latin)
}

/// What a letter is in every reading that doesn't say otherwise.
fn of_any(c: char) -> Option<&'static str> {
    let latin = match c {
        'а' | 'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' | 'ғ' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'ё' => "yo",
        'є' => "ye",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ӣ' | 'ї' => "i",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' | 'ң' => "n",
        'о' | 'ө' | 'ў' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ү' | 'ұ' | 'ӯ' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        'қ' => "q",
        'ҳ' | 'һ' => "h",
        'ҷ' | 'ј' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ђ' => "dj",
        'ћ' => "c",
        'џ' | 'ѕ' => "dz",
        'ѓ' => "gj",
        'ќ' => "kj",
        _ => return None,
    };
    Some(latin)
}
