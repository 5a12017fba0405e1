//! A Latin name in letters of another script, by the letter: what a newspaper or a clerk there might write who knows
//! nothing but the spelling. Our tables; no other program's rules, nor our screening's, stand behind them.

/// Latin letters and Cyrillic ones, several together first.
const CYRILLIC: &[(&str, &str)] = &[
    ("shch", "щ"),
    ("sch", "ш"),
    ("tch", "ч"),
    ("sh", "ш"),
    ("ch", "ч"),
    ("zh", "ж"),
    ("kh", "х"),
    ("gh", "г"),
    ("ph", "ф"),
    ("th", "т"),
    ("dh", "д"),
    ("ts", "ц"),
    ("ck", "к"),
    ("qu", "кв"),
    ("ya", "я"),
    ("yu", "ю"),
    ("yo", "ё"),
    ("ye", "е"),
    ("oo", "у"),
    ("ou", "у"),
    ("ee", "и"),
    ("a", "а"),
    ("b", "б"),
    ("c", "к"),
    ("d", "д"),
    ("e", "е"),
    ("f", "ф"),
    ("g", "г"),
    ("h", "х"),
    ("i", "и"),
    ("j", "дж"),
    ("k", "к"),
    ("l", "л"),
    ("m", "м"),
    ("n", "н"),
    ("o", "о"),
    ("p", "п"),
    ("q", "к"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т"),
    ("u", "у"),
    ("v", "в"),
    ("w", "в"),
    ("x", "кс"),
    ("y", "й"),
    ("z", "з"),
];

/// Latin letters and Arabic ones; short vowels are not written.
const ARABIC: &[(&str, &str)] = &[
    ("sh", "ش"),
    ("ch", "تش"),
    ("kh", "خ"),
    ("gh", "غ"),
    ("ph", "ف"),
    ("th", "ث"),
    ("dh", "ذ"),
    ("ck", "ك"),
    ("oo", "و"),
    ("ou", "و"),
    ("ee", "ي"),
    ("aa", "ا"),
    ("ay", "ي"),
    ("ai", "ي"),
    ("ei", "ي"),
    ("ey", "ي"),
    ("aw", "و"),
    ("au", "و"),
    ("a", ""),
    ("b", "ب"),
    ("c", "ك"),
    ("d", "د"),
    ("e", ""),
    ("f", "ف"),
    ("g", "ج"),
    ("h", "ه"),
    ("i", "ي"),
    ("j", "ج"),
    ("k", "ك"),
    ("l", "ل"),
    ("m", "م"),
    ("n", "ن"),
    ("o", "و"),
    ("p", "ب"),
    ("q", "ق"),
    ("r", "ر"),
    ("s", "س"),
    ("t", "ت"),
    ("u", "و"),
    ("v", "ف"),
    ("w", "و"),
    ("x", "كس"),
    ("y", "ي"),
    ("z", "ز"),
];

/// The name in Cyrillic letters; none of a name that is not all letters of English, hyphens and apostrophes.
pub fn in_cyrillic(name: &str) -> Option<String> {
    words(name, |word| spell(word, CYRILLIC))
}

/// The name in Arabic letters, on the same condition; the article is written onto its word.
pub fn in_arabic(name: &str) -> Option<String> {
    let written = words(name, |word| {
        let mut text = String::new();
        let (article, rest) = match word.strip_prefix("al-").or_else(|| word.strip_prefix("el-")) {
            Some(rest) => ("ال", rest),
            None => ("", word),
        };
        text.push_str(article);
        if rest.starts_with(['a', 'e', 'i', 'o', 'u']) {
            text.push('ا');
        }
        text.push_str(&spell(rest, ARABIC)?);
        if rest.ends_with('a') {
            text.push('ا');
        }
        Some(text)
    })?;
    Some(written.replace("ال ", "ال"))
}

fn words(name: &str, write: impl Fn(&str) -> Option<String>) -> Option<String> {
    let lower = name.replace(',', " ").to_lowercase();
    let written: Option<Vec<String>> = lower.split_whitespace().map(write).collect();
    written.map(|words| words.join(" ")).filter(|text| text.chars().filter(|c| *c != ' ').count() > 4)
}

fn spell(word: &str, table: &[(&str, &str)]) -> Option<String> {
    let mut out = String::new();
    let mut rest = word;
    let mut before = "";
    while let Some(letter) = rest.chars().next() {
        if let Some((from, to)) = table.iter().find(|(from, _)| rest.starts_with(from)) {
            // A doubled letter is one sound; one on both sides of a vowel is two, whether that is written or not.
            if *from != before {
                out.push_str(to);
            }
            before = from;
            rest = rest.get(from.len()..)?;
        } else if matches!(letter, '-' | '\'' | '.') {
            rest = rest.get(1..)?;
            if letter == '-' {
                out.push(' ');
            }
        } else {
            return None;
        }
    }
    Some(out)
}
