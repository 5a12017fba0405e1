//! The patterns of STIX 2.1, as far as published indicators use them: comparisons for equality, joined by OR.
//!
//! <https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html>, section 9. Whatever else there is (AND, NOT, LIKE, MATCHES,
//! FOLLOWEDBY, qualifiers) is told as not understood: an indicator that is read for less than it says would fit too much.

/// `path = 'value'`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Equal {
    /// Such as `domain-name:value`, with the quotes of its parts taken off.
    pub(super) path: String,
    pub(super) value: String,
}

/// The comparisons of a pattern of which each alone fits.
///
/// # Errors
/// The first part that is not understood.
pub(super) fn alternatives(pattern: &str) -> Result<Vec<Equal>, &'static str> {
    let mut rest = pattern.trim();
    let mut out = Vec::new();
    loop {
        rest = rest.strip_prefix('[').ok_or("no observation in brackets")?.trim_start();
        rest = observation(rest, &mut out)?;
        rest = rest.trim_start();
        if rest.is_empty() {
            return Ok(out);
        }
        let Some(next) = word(rest, "OR") else {
            return Err(match rest {
                _ if word(rest, "AND").is_some() => "AND between observations",
                _ if word(rest, "FOLLOWEDBY").is_some() => "FOLLOWEDBY",
                _ => "a qualifier",
            });
        };
        rest = next.trim_start();
    }
}

/// Reads comparisons up to the closing bracket, and says what is left behind it.
fn observation<'p>(mut rest: &'p str, out: &mut Vec<Equal>) -> Result<&'p str, &'static str> {
    loop {
        rest = comparison(rest, out)?.trim_start();
        if let Some(end) = rest.strip_prefix(']') {
            return Ok(end);
        }
        match word(rest, "OR") {
            Some(next) => rest = next.trim_start(),
            None if word(rest, "AND").is_some() => return Err("AND"),
            None => return Err("no end of the observation"),
        }
    }
}

fn comparison<'p>(rest: &'p str, out: &mut Vec<Equal>) -> Result<&'p str, &'static str> {
    if rest.starts_with('(') {
        return Err("parentheses");
    }
    if word(rest, "NOT").is_some() {
        return Err("NOT");
    }
    let (path, rest) = path(rest)?;
    let rest = rest.trim_start();
    if let Some(rest) = word(rest, "IN") {
        let mut rest = rest.trim_start().strip_prefix('(').ok_or("a set without its parenthesis")?;
        loop {
            let (value, next) = literal(rest.trim_start())?;
            out.push(Equal { path: path.clone(), value });
            let next = next.trim_start();
            match (next.strip_prefix(','), next.strip_prefix(')')) {
                (Some(more), _) => rest = more,
                (_, Some(end)) => return Ok(end),
                _ => return Err("a set without its end"),
            }
        }
    }
    for (operator, what) in [
        ("LIKE", "LIKE"),
        ("MATCHES", "MATCHES"),
        ("ISSUBSET", "ISSUBSET"),
        ("ISSUPERSET", "ISSUPERSET"),
        ("NOT", "NOT"),
    ] {
        if word(rest, operator).is_some() {
            return Err(what);
        }
    }
    if rest.starts_with("!=") || rest.starts_with('<') || rest.starts_with('>') {
        return Err("a comparison other than =");
    }
    let rest = rest.strip_prefix('=').ok_or("no comparison")?;
    let (value, rest) = literal(rest.trim_start())?;
    out.push(Equal { path, value });
    Ok(rest)
}

/// An object path: letters, digits, `-`, `_`, `:`, `.`, and parts in single quotes.
fn path(text: &str) -> Result<(String, &str), &'static str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | ':' | '.' => {
                out.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
            '\'' => {
                let (part, after) = literal(rest)?;
                out.push_str(&part);
                rest = after;
            }
            '[' => return Err("a list in an object path"),
            _ => break,
        }
    }
    if out.contains(':') { Ok((out, rest)) } else { Err("no object path") }
}

/// A string in single quotes, in which `\` keeps the next character as it is.
fn literal(text: &str) -> Result<(String, &str), &'static str> {
    let inner = text.strip_prefix('\'').ok_or("a value that is no string")?;
    let mut out = String::new();
    let mut letters = inner.char_indices();
    while let Some((at, c)) = letters.next() {
        match c {
            '\\' => out.push(letters.next().ok_or("a string without its end")?.1),
            '\'' => return Ok((out, inner.get(at + 1..).unwrap_or_default())),
            c => out.push(c),
        }
    }
    Err("a string without its end")
}

/// What follows a word that stands there as a whole.
fn word<'p>(text: &'p str, wanted: &str) -> Option<&'p str> {
    let rest = text.strip_prefix(wanted)?;
    let ends = rest.chars().next().is_none_or(|c| c.is_whitespace() || c == '(' || c == '\'' || c == '[');
    ends.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(pattern: &str) -> Result<Vec<(String, String)>, &'static str> {
        alternatives(pattern).map(|all| all.into_iter().map(|one| (one.path, one.value)).collect())
    }

    fn pair(path: &str, value: &str) -> (String, String) {
        (path.to_owned(), value.to_owned())
    }

    #[test]
    fn comparisons_are_read_one_by_one() {
        assert_eq!(values("[domain-name:value='a.com']"), Ok(vec![pair("domain-name:value", "a.com")]));
        assert_eq!(values(" [ file:hashes.'SHA-256' = 'ab' ] "), Ok(vec![pair("file:hashes.SHA-256", "ab")]));
        // MVT cuts such a value at its second sign of equality.
        assert_eq!(values("[url:value='http://a.com/?x=1&y=2']"), Ok(vec![pair("url:value", "http://a.com/?x=1&y=2")]));
        let both = Ok(vec![pair("domain-name:value", "a.com"), pair("domain-name:value", "b.com")]);
        assert_eq!(values("[domain-name:value='a.com' OR domain-name:value='b.com']"), both);
        assert_eq!(values("[domain-name:value='a.com'] OR [domain-name:value='b.com']"), both);
        assert_eq!(values("[domain-name:value IN ('a.com', 'b.com')]"), both);
        assert_eq!(values(r"[file:name='it\'s \\ here]']"), Ok(vec![pair("file:name", r"it's \ here]")]));
    }

    #[test]
    fn what_says_more_than_equality_is_not_read_for_less() {
        for (pattern, why) in [
            ("[file:name='a' AND file:size='2']", "AND"),
            ("[domain-name:value='a.com'] AND [domain-name:value='b.com']", "AND between observations"),
            ("[domain-name:value='a.com'] FOLLOWEDBY [domain-name:value='b.com']", "FOLLOWEDBY"),
            ("[domain-name:value='a.com'] WITHIN 5 SECONDS", "a qualifier"),
            ("[domain-name:value LIKE '%.com']", "LIKE"),
            ("[domain-name:value NOT = 'a.com']", "NOT"),
            ("[domain-name:value != 'a.com']", "a comparison other than ="),
            ("[(domain-name:value='a.com')]", "parentheses"),
            ("[domain-name:value='a.com'", "no end of the observation"),
            ("[domain-name:value='a.com]", "a string without its end"),
            ("[file:size=3]", "a value that is no string"),
            ("domain-name:value='a.com'", "no observation in brackets"),
            ("[value='a.com']", "no object path"),
            ("", "no observation in brackets"),
        ] {
            assert_eq!(values(pattern), Err(why), "{pattern}");
        }
    }
}
