//! The index's citations: one string that holds several, with addresses glued to them.

use sousveil_model::{PartialDate, SourceKind};

use crate::import::{Citation, kind_of};
use crate::report::Report;

/// The works that a row cites.
pub(super) fn citations(text: &str, links: &[String], export_data: bool, report: &mut Report) -> Vec<Citation> {
    let tidy = sousveil_text::tidy(text);
    let mut found = Vec::new();
    for (words, address) in pieces(&tidy) {
        let url = address.and_then(|a| address_of(a, report));
        let words = without_persons(without_passage(words, report), report);
        let citation = citation(&words, url.unwrap_or_default(), export_data);
        if (!citation.title.is_empty() || !citation.url.is_empty()) && !found.contains(&citation) {
            found.push(citation);
        }
    }
    // A link that the text does not hold is a work of its own, known by its address.
    for link in links {
        let link = sousveil_text::tidy(link);
        let mentioned = tidy.contains(&link) || !link.contains('.') || link.contains(' ');
        if !mentioned && let Some(url) = address_of(&link, report) {
            report.repaired("link that the citation does not hold", &link, "a source of its own");
            found.push(citation("", url, export_data));
        }
    }
    found
}

/// Words and the address that follows them, again and again; the last words may have none.
fn pieces(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((words, address, after)) = next_address(rest) {
        pieces.push((words, Some(address)));
        rest = after;
    }
    if rest.chars().filter(|c| c.is_alphabetic()).count() > 12 {
        pieces.push((rest, None));
    }
    pieces
}

/// The next address, in angle brackets or bare: what stands before it, the address, what stands after it.
fn next_address(text: &str) -> Option<(&str, &str, &str)> {
    let angle = text.find('<');
    let bare = text.find("http").filter(|&at| angle.is_none_or(|a| at < a));
    match (angle, bare) {
        (_, Some(at)) => {
            let (words, rest) = text.split_at_checked(at)?;
            let end = rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len());
            let (address, after) = rest.split_at_checked(end)?;
            Some((words, address, after.trim_start_matches('>')))
        }
        (Some(at), None) => {
            let (words, rest) = text.split_at_checked(at)?;
            let rest = rest.strip_prefix('<')?;
            let (address, after) = rest.split_once('>').unwrap_or((rest, ""));
            Some((words, address, after))
        }
        (None, None) => None,
    }
}

/// An address freed from what is glued to it.
fn address_of(written: &str, report: &mut Report) -> Option<String> {
    let mut url: String = written.chars().filter(|c| !matches!(c, '<' | '>')).collect();
    url = url.trim().trim_end_matches(['.', ',', '"', '“', '”', '\'', '’']).to_owned();
    if url != written {
        report.repaired("marks glued to an address", written, &url);
    }
    let closed: String = url.chars().filter(|c| !c.is_whitespace()).collect();
    let has_scheme = closed.starts_with("http://") || closed.starts_with("https://");
    let host = closed.split('/').next().unwrap_or_default();
    let looks_like_host = host.contains('.') && host.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
    if !has_scheme && (!looks_like_host || url.contains(' ')) {
        if !url.is_empty() {
            report.repaired("no address between angle brackets", written, "left out");
        }
        return None;
    }
    if closed != url {
        report.repaired("white space inside an address", &url, &closed);
    }
    let full = if has_scheme { closed.clone() } else { format!("http://{closed}") };
    if !crate::folder::is_address(&full) {
        report.repaired("no address between angle brackets", written, "left out");
        return None;
    }
    if !has_scheme {
        report.repaired("address without a scheme", &closed, &full);
    }
    Some(full)
}

/// Some rows quote a passage before they cite it: others' sentences stay out.
fn without_passage<'a>(words: &'a str, report: &mut Report) -> &'a str {
    let sentence = words.trim_end_matches(['\'', '’', '”', ' ']).ends_with('.') && words.chars().count() > 150;
    let is_passage = words.contains("...") || words.contains('…') || sentence;
    if !is_passage {
        return words;
    }
    let cited = [".' ", ".’ ", ".” "]
        .iter()
        .filter_map(|end| words.rfind(end).and_then(|at| words.get(at + end.len()..)))
        .min_by_key(|c| c.len());
    let rest = cited.unwrap_or_default();
    let passage = format!("(a passage of {} characters)", words.chars().count() - rest.chars().count());
    report.repaired("passage instead of a title", &passage, if rest.is_empty() { "left out" } else { rest });
    rest
}

/// A leaked message is cited by its sender's address, an answer by whom it went to: the person is no part of the
/// source's title.
fn without_persons(words: &str, report: &mut Report) -> String {
    let mut words = words.to_owned();
    if let Some(at) = words.find('@') {
        let rest = words.get(at..).and_then(|r| r.split_once(' ')).map_or("", |(_, rest)| rest).to_owned();
        report.repaired("mail address of a person", "(not shown)", &rest);
        words = rest;
    }
    if let Some(at) = [" to Mr ", " to Ms ", " to Mrs "].iter().filter_map(|to| words.find(to)).min() {
        let (before, named) = words.split_at_checked(at).unwrap_or((&words, ""));
        let end = named.find(['\'', '’', '”', '"', ',', ';', '<']).unwrap_or(named.len());
        let rest = format!("{before}{}", named.get(end..).unwrap_or_default());
        report.repaired("name of a person", "(not shown)", &rest);
        words = rest;
    }
    words
}

/// Title, publisher and date out of the usual order: author, 'title', publisher, date.
fn citation(words: &str, url: String, export_data: bool) -> Citation {
    let words = words.trim_matches(|c: char| c.is_whitespace() || ",;.:-–<>".contains(c));
    let words =
        words.trim_end_matches("available at").trim_end_matches("Available at").trim_end_matches([' ', ',', ':']);
    let (before, title, after) = quoted(words).unwrap_or(("", "", words));
    let published = after.split(',').chain(before.split(',')).find_map(date);
    let letters = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count();
    let is_note = |part: &str| {
        let part = part.trim().to_lowercase();
        let leads = ["date accessed", "p. ", "pp. "];
        date(&part).is_some() || letters(&part) < 2 || leads.iter().any(|lead| part.starts_with(lead))
    };
    // `Doe, J.`: what begins so is an author and no publisher.
    let initials = |part: &str| {
        let part = part.trim();
        (1..=3).contains(&part.chars().count()) && part.chars().all(|c| c.is_uppercase() || c == '.')
    };
    let by_author = |part: &str| part.split(',').any(initials);
    let before_title = if by_author(before) { "" } else { before };
    let named = |part: &str| Some(part.trim()).filter(|p| !p.is_empty() && !is_note(p)).map(str::to_owned);
    let publisher = if title.is_empty() {
        Some(after).filter(|a| !by_author(a)).and_then(|a| a.split(',').find_map(named))
    } else {
        after.split(',').find_map(named).or_else(|| before_title.split(',').find_map(named))
    };
    let title = if title.is_empty() { words } else { title };
    let publisher = publisher.filter(|p| p.chars().count() <= 80 && p != title).unwrap_or_default();
    let kind = if export_data { SourceKind::LicenceStatistics } else { kind_of(&url, &publisher) };
    Citation {
        title: title.chars().take(300).collect(),
        publisher,
        published,
        kind,
        url,
        opened: false,
        cites: Vec::new(),
        origin: None,
    }
}

/// The first quoted part, with what stands before and after it. A quotation mark closes where a comma or the
/// end follows, since the index writes apostrophes with the same sign.
fn quoted(words: &str) -> Option<(&str, &str, &str)> {
    let marks = ['“', '‘', '"', '\''];
    let open = words.char_indices().find(|(at, c)| {
        let before = words.get(..*at).and_then(|w| w.chars().next_back());
        marks.contains(c) && before.is_none_or(|b| !b.is_alphanumeric())
    });
    let (before, inner) = match open {
        Some((at, mark)) => (words.get(..at)?, words.get(at + mark.len_utf8()..)?),
        // Some titles have lost their opening mark.
        None => ("", words),
    };
    let close = inner.char_indices().find(|(at, c)| {
        let next = inner
            .get(at + c.len_utf8()..)
            .and_then(|w| w.trim_start_matches(['\'', '’', '”', '“']).trim_start().chars().next());
        let previous = inner.get(..*at).and_then(|w| w.chars().next_back());
        "”’\"'“".contains(*c) && (matches!(next, None | Some(',' | '<' | '(')) || previous == Some(','))
    })?;
    let title = inner.get(..close.0)?.trim_matches(|c: char| c == ',' || c.is_whitespace() || "“”‘".contains(c));
    let after = inner.get(close.0 + close.1.len_utf8()..)?;
    (title.chars().count() > 3).then_some((before, title, after.trim_start_matches(['\'', '’', '”', '“'])))
}

/// `4 Nov. 2011`, `October 2016`, `18.08.2014`, `06/11/2015`, `2011`.
fn date(part: &str) -> Option<PartialDate> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = part.trim().to_lowercase();
    let words: Vec<&str> = lower.split([' ', '.', '/']).filter(|w| !w.is_empty()).collect();
    let month = |w: &str| {
        let found = MONTHS.iter().position(|m| w.get(..3) == Some(m))?;
        w.chars().all(char::is_alphabetic).then_some(found + 1)
    };
    let number = |w: &str, most: u32| w.parse::<u32>().ok().filter(|n| (1..=most).contains(n));
    let year = |w: &str| w.parse::<u32>().ok().filter(|y| (1900..=2100).contains(y));
    let text = match words.as_slice() {
        [y] => format!("{:04}", year(y)?),
        [m, y] if month(m).is_some() => format!("{:04}-{:02}", year(y)?, month(m)?),
        [d, m, y, ..] if month(m).is_some() => format!("{:04}-{:02}-{:02}", year(y)?, month(m)?, number(d, 31)?),
        [d, m, y] => format!("{:04}-{:02}-{:02}", year(y)?, number(m, 12)?, number(d, 31)?),
        _ => return None,
    };
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, String, String)> {
        let mut report = Report::default();
        let of = |c: Citation| (c.title, c.publisher, c.published.map(|d| d.to_string()).unwrap_or_default(), c.url);
        citations(text, &[], false, &mut report).into_iter().map(of).collect()
    }

    fn row(title: &str, publisher: &str, published: &str, url: &str) -> (String, String, String, String) {
        (title.into(), publisher.into(), published.into(), url.into())
    }

    #[test]
    fn several_citations_in_one_string_come_apart() {
        let text = "Doe, A. and Roe, B., 'Northland police get firm's aid', Example Wire, 31 Oct. 2011, <http://wire.example/a>, \
                    Poe, C., 'Firm rejects claims', The Sample, 1 Nov. 2011, <www.sample.example/37098>, \
                    'Unlinked study', Sample Institute, Nov. 2014";
        assert_eq!(
            read(text),
            [
                row("Northland police get firm's aid", "Example Wire", "2011-10-31", "http://wire.example/a"),
                row("Firm rejects claims", "The Sample", "2011-11-01", "http://www.sample.example/37098"),
                row("Unlinked study", "Sample Institute", "2014-11", ""),
            ]
        );
    }

    #[test]
    fn the_publisher_may_stand_before_the_title() {
        assert_eq!(
            read("Sample Lab, “Some Devices Wander,” 09 July 2013, <https://lab.example/2013>"),
            [row("Some Devices Wander", "Sample Lab", "2013-07-09", "https://lab.example/2013")]
        );
    }

    #[test]
    fn stray_brackets_and_bare_addresses() {
        assert_eq!(
            read("'Demand/Supply', Sample, September 2015, https://s.example/D_S.pdf>"),
            [row("Demand/Supply", "Sample", "2015-09", "https://s.example/D_S.pdf")]
        );
        assert_eq!(
            read("Roe, A, “Firms target Oil”, The Sample, 20 May 2015, <Firms target Oil>"),
            [row("Firms target Oil", "The Sample", "2015-05-20", "")]
        );
    }

    #[test]
    fn dates_of_many_forms() {
        for (text, iso) in [
            ("4 Nov. 2011", "2011-11-04"),
            ("October 2016", "2016-10"),
            ("18.08.2014", "2014-08-18"),
            (" 2004", "2004"),
        ] {
            assert_eq!(date(text).map(|d| d.to_string()).as_deref(), Some(iso), "{text}");
        }
        for text in ["Bloomberg", "p. 16", "Review 28 (5)", "31 Feb 2011"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn passages_authors_and_senders_stay_out() {
        assert_eq!(
            read(
                "The Sample supplied mobile data interception ... and logs of correspondence.' Roe, B., 'Interception in Northland', Example Wire, 12 Dec. 2011, <http://w.example/1>"
            ),
            [row("Interception in Northland", "Example Wire", "2011-12-12", "http://w.example/1")]
        );
        assert_eq!(
            read(
                "Jane Doe. j.doe@vendor.example. Client list.xlsx. 17 April 2015, Available at <https://leak.example/3168>"
            ),
            [row("Client list.xlsx. 17 April 2015", "", "", "https://leak.example/3168")]
        );
        assert_eq!(
            read("Roe, R., 'A study', University Law Review 28 (5), <http://r.example/a>"),
            [row("A study", "University Law Review 28 (5)", "", "http://r.example/a")]
        );
    }

    proptest::proptest! {
        #[test]
        fn any_citation_is_read_without_panic(text in "\\PC{0,200}") {
            read(&text);
        }

        #[test]
        fn any_mix_of_marks_is_read_without_panic(text in "[<>'\"“”‘’,. a-zA-Z0-9/:éй]{0,120}") {
            read(&text);
        }
    }
}
