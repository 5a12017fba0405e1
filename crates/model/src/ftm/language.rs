//! Languages: two letters with us (ISO 639-1), three in FollowTheMoney (ISO 639-3), which knows these alone.

/// Two letters and three, sorted by the first.
const LANGUAGES: &[(&str, &str)] = &[
    ("af", "afr"),
    ("am", "amh"),
    ("ar", "ara"),
    ("az", "aze"),
    ("be", "bel"),
    ("bg", "bul"),
    ("bn", "ben"),
    ("bs", "bos"),
    ("ca", "cat"),
    ("cs", "ces"),
    ("da", "dan"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("es", "spa"),
    ("et", "est"),
    ("fa", "fas"),
    ("fi", "fin"),
    ("fr", "fra"),
    ("ga", "gle"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("hy", "hye"),
    ("id", "ind"),
    ("is", "isl"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ka", "kat"),
    ("kk", "kaz"),
    ("km", "khm"),
    ("kn", "kan"),
    ("ko", "kor"),
    ("ky", "kir"),
    ("lb", "ltz"),
    ("lo", "lao"),
    ("lt", "lit"),
    ("lv", "lav"),
    ("mk", "mkd"),
    ("mn", "mon"),
    ("ms", "msa"),
    ("mt", "mlt"),
    ("my", "mya"),
    ("ne", "nep"),
    ("nl", "nld"),
    ("no", "nor"),
    ("pl", "pol"),
    ("ps", "pus"),
    ("pt", "por"),
    ("ro", "ron"),
    ("ru", "rus"),
    ("si", "sin"),
    ("sk", "slk"),
    ("sl", "slv"),
    ("sq", "sqi"),
    ("sr", "srp"),
    ("sv", "swe"),
    ("sw", "swa"),
    ("ta", "tam"),
    ("te", "tel"),
    ("tg", "tgk"),
    ("th", "tha"),
    ("tk", "tuk"),
    ("tl", "tgl"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("ur", "urd"),
    ("uz", "uzb"),
    ("vi", "vie"),
    ("zh", "zho"),
];

/// Languages of three letters that have none of two.
const THREE_ONLY: &[&str] = &["cnr", "fil", "mul"];

/// The three letters of a language that is told with two or three; `None` where FollowTheMoney does not know it.
pub fn three(language: &str) -> Option<&'static str> {
    let pair = LANGUAGES.iter().find(|(two, three)| *two == language || *three == language);
    pair.map(|(_, three)| *three).or_else(|| THREE_ONLY.iter().copied().find(|three| *three == language))
}

/// The two letters of a language of three; the three where it has none of two.
pub fn two(language: &str) -> Option<&'static str> {
    let pair = LANGUAGES.iter().find(|(_, three)| *three == language);
    pair.map(|(two, _)| *two).or_else(|| THREE_ONLY.iter().copied().find(|three| *three == language))
}

/// All languages of three letters.
pub fn all() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(_, three)| *three).chain(THREE_ONLY.iter().copied())
}
