//! The form of a value that FollowTheMoney's cleaner keeps, by type. What it would refuse or cut is left out here, and
//! counted; the conformance test passes everything through the real cleaner and finds nothing changed.

use std::net::IpAddr;

use icu_normalizer::ComposingNormalizer;
use sousveil_model::ftm::{Kind, is_safe, language};
use sousveil_model::{Country, PartialDate};

/// The value in the form that is kept, or why there is none.
///
/// # Errors
/// The reason, in words.
pub fn clean(kind: Kind, value: &str) -> Result<String, &'static str> {
    let text = sanitize(value);
    let cleaned = match kind {
        Kind::String | Kind::Text | Kind::Identifier => Some(text),
        // None of our columns goes there.
        Kind::Checksum | Kind::Email | Kind::Gender | Kind::Html | Kind::Ip => {
            return Err("a type that we do not write");
        }
        Kind::Json | Kind::Mimetype | Kind::Number | Kind::Phone | Kind::Topic => {
            return Err("a type that we do not write");
        }
        Kind::Name => Some(name(&text)),
        Kind::Address => Some(address(&text)),
        Kind::Url => Some(url(&text).ok_or("no address that FollowTheMoney takes")?),
        Kind::Country => Some(country(&text).ok_or("no country code of FollowTheMoney's")?),
        Kind::Date => Some(text.parse::<PartialDate>().map_err(|_| "no date that FollowTheMoney takes")?.to_string()),
        Kind::Entity => Some(text).filter(|id| is_safe(id)),
        Kind::Language => language::three(&text).map(str::to_owned),
    };
    let cleaned = cleaned.filter(|c| !c.is_empty()).ok_or(match kind {
        Kind::Entity => "an identifier that FollowTheMoney does not take",
        Kind::Language => "no language that FollowTheMoney knows",
        _ => "nothing is left of it in FollowTheMoney's form",
    })?;
    if cleaned.chars().count() > kind.max_length() {
        return Err("longer than FollowTheMoney allows");
    }
    Ok(cleaned)
}

/// `un` stands for the United Nations, which no table of ours holds as a country.
fn country(text: &str) -> Option<String> {
    (text == "un" || text.parse::<Country>().is_ok()).then(|| text.to_owned())
}

/// Composed characters; one plain space for odd ones; nothing invisible; no space at the ends.
fn sanitize(value: &str) -> String {
    let composed = ComposingNormalizer::new_nfc().normalize(value);
    let kept = composed.chars().filter_map(|c| match c {
        '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{0a00}'
        | '\u{1680}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}' => Some(' '),
        '\0'..='\u{08}'
        | '\u{0b}'
        | '\u{0c}'
        | '\u{0e}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{061c}'
        | '\u{2060}'..='\u{2064}'
        | '\u{ad}'
        | '\u{feff}' => None,
        other => Some(other),
    });
    kept.collect::<String>().trim().to_owned()
}

/// Without the quotation marks that enclose the whole. The cleaner takes one pair off at a time, so all must go for the
/// name to stay as it is.
fn name(text: &str) -> String {
    let mut text = squash(text);
    while let Some(inner) = text.strip_prefix(['"', '\'']).and_then(|t| t.strip_suffix(['"', '\''])) {
        text = squash(inner);
    }
    text
}

fn squash(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn address(text: &str) -> String {
    let mut text = text.to_owned();
    for cut in ["<BR/>", "<BR>", "ESQ.,", "ESQ,", ";", "\n"] {
        text = text.replace(cut, ", ");
    }
    text = squash(&text);
    let doubled = |text: &str| [",,", ", ,", ",.", ", ."].into_iter().find(|d| text.contains(d));
    while let Some(doubled) = doubled(&text) {
        text = squash(&text.replace(doubled, ", "));
    }
    text
}

/// An address with scheme in lower case, a path, and nothing empty at its end.
fn url(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https") || text.contains(['\t', '\r', '\n']) {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, rest) = rest.split_at_checked(end)?;
    if !is_host(host) {
        return None;
    }
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = without_empty_parameters(path.trim());
    let mut out = format!("{scheme}://{host}{}", if path.is_empty() { "/" } else { path });
    for (sign, part) in [('?', query), ('#', fragment)] {
        if !part.is_empty() {
            out.push(sign);
            out.push_str(part);
        }
    }
    Some(out)
}

/// A `;` with nothing after it, at the end of the last part of a path, is dropped by Python's parser of addresses.
fn without_empty_parameters(path: &str) -> &str {
    let last = path.rfind('/').unwrap_or(0);
    match path.strip_suffix(';') {
        Some(rest) if rest.get(last..).is_some_and(|part| !part.contains(';')) => rest,
        _ => path,
    }
}

fn is_host(authority: &str) -> bool {
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let bracketed = host.strip_prefix('[').and_then(|h| h.split_once(']'));
    let (host, port) = match bracketed {
        Some((host, port)) => (host, port.strip_prefix(':')),
        None => host.split_once(':').map_or((host, None), |(host, port)| (host, Some(port))),
    };
    let port_is_good =
        port.is_none_or(|p| p.is_empty() || (p.bytes().all(|b| b.is_ascii_digit()) && p.parse::<u16>().is_ok()));
    if authority.chars().any(char::is_whitespace) || !port_is_good {
        return false;
    }
    if host.parse::<IpAddr>().is_ok() {
        return true;
    }
    let labels: Vec<&str> = host.trim_end_matches('.').split('.').collect();
    let good = |label: &&str| {
        (1..=63).contains(&label.chars().count())
            && label.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
            && label.chars().any(char::is_alphanumeric)
    };
    let last_is_good =
        labels.last().is_some_and(|l| labels.len() == 1 || (l.chars().count() > 1 && !l.chars().all(char::is_numeric)));
    bracketed.is_none() && last_is_good && labels.iter().all(good)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_end_as_the_cleaner_ends_them() {
        for (given, kept) in [
            ("http://x.com", "http://x.com/"),
            ("http://x.com?q=1", "http://x.com/?q=1"),
            ("http://x.com/a?", "http://x.com/a"),
            ("http://x.com/a#", "http://x.com/a"),
            ("http://x.com/a;", "http://x.com/a"),
            ("HTTP://x.com/%7e", "http://x.com/%7e"),
            ("http://Foo.COM/a b", "http://Foo.COM/a b"),
            ("http://ü.de/ä", "http://ü.de/ä"),
            ("http://127.0.0.1:80/", "http://127.0.0.1:80/"),
        ] {
            assert_eq!(clean(Kind::Url, given), Ok(kept.to_owned()));
        }
        for bad in ["mailto:a@b.c", "http://3.4/", "http://a b/", "http:///x", "x", "http://x.c:99999/"] {
            assert!(clean(Kind::Url, bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn names_lose_what_encloses_them() {
        assert_eq!(clean(Kind::Name, "\"Acme\""), Ok("Acme".to_owned()));
        assert_eq!(clean(Kind::Name, "\"Acme\" Ltd"), Ok("\"Acme\" Ltd".to_owned()));
        assert_eq!(clean(Kind::Name, "A\u{200b}  B"), Ok("A B".to_owned()));
        assert_eq!(clean(Kind::String, "e\u{301}"), Ok("é".to_owned()));
        assert!(clean(Kind::Name, "\u{200b}").is_err());
        assert!(clean(Kind::Name, &"x".repeat(385)).is_err());
        assert_eq!(clean(Kind::Address, "Paris; Lyon"), Ok("Paris, Lyon".to_owned()));
    }

    #[test]
    fn codes_are_those_that_exist() {
        for code in ["un", "suhh", "xk", "zz"] {
            assert_eq!(clean(Kind::Country, code), Ok(code.to_owned()));
        }
        assert!(clean(Kind::Country, "Norwat").is_err());
        assert!(clean(Kind::Entity, "lawful_interception").is_err());
        assert!(clean(Kind::Date, "mid-2000s").is_err());
    }

    proptest! {
        #[test]
        fn what_is_clean_stays_as_it_is(text in "\\PC{0,60}", at in 0usize..6) {
            let kind = [Kind::Name, Kind::String, Kind::Address, Kind::Url, Kind::Date, Kind::Entity][at];
            if let Ok(once) = clean(kind, &text) {
                prop_assert_eq!(clean(kind, &once), Ok(once.clone()));
            }
        }
    }
}
