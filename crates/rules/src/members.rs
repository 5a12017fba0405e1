//! Whom the law of the European Union and the resolutions of the United Nations bind, and when.

use sousveil_model::{Country, PartialDate, Tri};

use crate::day::{Span, Window};

/// When states joined the European Union (<https://european-union.europa.eu/principles-countries-history/eu-countries_en>).
/// The United Kingdom left on 31 January 2020; the law of the Union bound it until the transition ended with that year
/// (Articles 126 and 127 of the withdrawal agreement, OJ L 29 of 31 January 2020).
const UNION: &[(&str, &str, Option<&str>)] = &[
    ("at", "1995-01-01", None),
    ("be", "1958-01-01", None),
    ("bg", "2007-01-01", None),
    ("cy", "2004-05-01", None),
    ("cz", "2004-05-01", None),
    ("de", "1958-01-01", None),
    ("dk", "1973-01-01", None),
    ("ee", "2004-05-01", None),
    ("es", "1986-01-01", None),
    ("fi", "1995-01-01", None),
    ("fr", "1958-01-01", None),
    ("gb", "1973-01-01", Some("2020-12-31")),
    ("gr", "1981-01-01", None),
    ("hr", "2013-07-01", None),
    ("hu", "2004-05-01", None),
    ("ie", "1973-01-01", None),
    ("it", "1958-01-01", None),
    ("lt", "2004-05-01", None),
    ("lu", "1958-01-01", None),
    ("lv", "2004-05-01", None),
    ("mt", "2004-05-01", None),
    ("nl", "1958-01-01", None),
    ("pl", "2004-05-01", None),
    ("pt", "1986-01-01", None),
    ("ro", "2007-01-01", None),
    ("se", "1995-01-01", None),
    ("si", "2004-05-01", None),
    ("sk", "2004-05-01", None),
];

/// States that joined the United Nations after 1991 (<https://www.un.org/en/about-us/growth-in-un-membership>), as far as
/// a measure of this index may meet them.
const LATE: &[(&str, &str)] =
    &[("ch", "2002-09-10"), ("me", "2006-06-28"), ("rs", "2000-11-01"), ("ss", "2011-07-14"), ("tl", "2002-09-27")];

/// Codes of territories and others that are no members themselves: whether a resolution binds there follows from the
/// state behind them, which is not looked into.
const NO_MEMBERS: &[&str] = &[
    "ai", "aq", "as", "aw", "ax", "bl", "bm", "bq", "bv", "cc", "ck", "cw", "cx", "eh", "eu", "fk", "fo", "gf", "gg",
    "gi", "gl", "gp", "gs", "gu", "hk", "hm", "im", "io", "je", "ky", "mf", "mo", "mp", "mq", "ms", "nc", "nf", "nu",
    "pf", "pm", "pn", "pr", "ps", "re", "sh", "sj", "sx", "tc", "tf", "tk", "tw", "um", "va", "vg", "vi", "wf", "xk",
    "yt", "zz",
];

fn day(text: &str) -> Option<PartialDate> {
    text.parse().ok()
}

/// Whether the law of the European Union bound a country at the time of a window.
pub(crate) fn in_union(country: Country, window: Window) -> Tri {
    UNION
        .iter()
        .find(|(code, ..)| *code == country.code())
        .map_or(Tri::No, |(_, from, to)| Span::sure(day(from), to.and_then(day)).holds(window))
}

/// Whether a country was a member of the United Nations at the time of a window.
pub(crate) fn in_nations(country: Country, window: Window) -> Tri {
    let code = country.code();
    if code.len() != 2 || NO_MEMBERS.contains(&code) {
        return Tri::Possible;
    }
    let joined = LATE.iter().find(|(late, _)| *late == code);
    joined.map_or(Tri::Yes, |(_, from)| Span::sure(day(from), None).holds(window))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_and_date_can_be_read() {
        for (code, from, to) in UNION {
            assert!(code.parse::<Country>().is_ok() && day(from).is_some() && to.is_none_or(|to| day(to).is_some()));
        }
        for (code, from) in LATE {
            assert!(code.parse::<Country>().is_ok() && day(from).is_some());
        }
        assert!(NO_MEMBERS.iter().all(|code| code.parse::<Country>().is_ok()), "{NO_MEMBERS:?}");
    }
}
