//! Which indicators fit what, and what must not fit.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use sousveil_inspect::{
    Address, Head, How, Indicator, Kind, Observable, Origin, Pack, Packs, Weight, build, find, judge,
};

fn pack(listed: &[(Kind, &str)]) -> Pack<Vec<u8>> {
    let of = |&(kind, value): &(Kind, &str)| Indicator::new(Observable::new(kind, value).unwrap(), 0);
    let indicators: Vec<Indicator> = listed.iter().map(of).collect();
    let origin = Origin { file: "made.txt".to_owned(), ..Origin::default() };
    let head = Head { name: "made".to_owned(), origins: vec![origin], ..Head::default() };
    Pack::open(build(&head, &indicators).unwrap()).unwrap()
}

/// What fits in a text: the indicator's value, how, what it says.
fn fits(listed: &[(Kind, &str)], text: &str) -> Vec<(String, How, Weight)> {
    let packs = Packs::new(vec![pack(listed)]);
    let seen = find(text);
    let found = seen.iter().flat_map(|seen| judge(&packs, seen, Some(20_261_127)));
    found.map(|finding| (finding.entry.value.to_owned(), finding.how, finding.weight)).collect()
}

fn how(listed: (Kind, &str), text: &str) -> Option<(How, Weight)> {
    fits(&[listed], text).first().map(|(_, how, weight)| (*how, *weight))
}

const MATCH: Weight = Weight::Match;

#[test]
fn a_host_fits_itself_and_all_names_below_it() {
    let host = (Kind::Host, "bad-news.net");
    for (text, expected) in [
        ("bad-news.net", How::Same),
        ("BAD-NEWS.NET.", How::Same),
        ("cdn.bad-news.net", How::BelowHost),
        ("https://bad-news.net/a/b?c#d", How::HostOf),
        ("https://user:secret@bad-news.net:8443/", How::HostOf),
        ("see http://x.y.bad-news.net, please", How::AboveHostOf),
        ("press@bad-news.net", How::HostOf),
        ("press@mail.bad-news.net", How::AboveHostOf),
        ("hxxps://bad-news[.]net/login", How::HostOf),
        ("bad-news(.)net", How::Same),
        ("bad%2Dnews.net/x", How::HostOf),
    ] {
        assert_eq!(how(host, text), Some((expected, MATCH)), "{text}");
    }
    for text in ["notbad-news.net", "bad-news.net.example.org", "bad-news.network", "badnews.net", "net", "bad-news"] {
        assert_eq!(how(host, text), None, "{text}");
    }
}

#[test]
fn international_names_meet_their_ascii_form() {
    let host = (Kind::Host, "xn--80ak6aa92e.com");
    assert_eq!(how(host, "https://аррӏе.com/id"), Some((How::HostOf, MATCH)));
    assert_eq!(how((Kind::Host, "аррӏе.com"), "http://XN--80AK6AA92E.com"), Some((How::HostOf, MATCH)));
    assert_eq!(how(host, "https://apple.com/"), None, "it only looks alike");
    assert_eq!(how((Kind::Host, "bad-news.net"), "http://bad－news。net/"), Some((How::HostOf, MATCH)));
}

#[test]
fn an_address_fits_by_whole_parts_of_its_path() {
    let page = (Kind::Url, "http://shop.example.net/kz/letter");
    for (text, expected) in [
        ("https://shop.example.net/kz/letter", How::Same),
        ("http://shop.example.net/kz/letter/", How::Same),
        ("http://shop.example.net:80/kz/letter#top", How::Same),
        ("http://shop.example.net/%6bz/letter", How::Same),
        ("http://shop.example.net/kz/letter?id=7", How::WithQuery),
        ("http://shop.example.net/kz/letter/read.php", How::BelowAddress),
    ] {
        assert_eq!(how(page, text), Some((expected, MATCH)), "{text}");
    }
    for text in [
        "http://shop.example.net/kz/letters",
        "http://shop.example.net/kz",
        "http://shop.example.net/KZ/letter",
        "http://www.shop.example.net/kz/letter",
        "http://shop.example.net:8080/kz/letter",
        "http://shop.example.net/kz%2Fletter",
    ] {
        assert_eq!(how(page, text), None, "{text}");
    }
}

#[test]
fn a_query_that_the_indicator_has_must_be_there() {
    // A sign of equality inside the address is no end of it.
    let page = (Kind::Url, "http://example.net/go.php?id=17&to=kz");
    assert_eq!(how(page, "http://example.net/go.php?id=17&to=kz"), Some((How::Same, MATCH)));
    assert_eq!(how(page, "http://example.net/go.php?id=18&to=kz"), None);
    assert_eq!(how(page, "http://example.net/go.php"), None);
}

#[test]
fn on_a_host_of_everybodys_only_the_whole_address_says_something() {
    let short = (Kind::Url, "https://bit.ly/3xyzAbc");
    assert_eq!(how(short, "http://bit.ly/3xyzAbc"), Some((How::Same, MATCH)));
    assert_eq!(how(short, "http://bit.ly/3xyzAbc?utm=1"), Some((How::WithQuery, MATCH)));
    assert_eq!(how(short, "http://bit.ly/3xyzAbd"), None);
    assert_eq!(how(short, "http://bit.ly/3xyzAbc/more"), None);
    let folder = (Kind::Url, "https://drive.google.com/file");
    assert_eq!(how(folder, "https://drive.google.com/file/d/1"), None);
}

#[test]
fn traps_are_no_match() {
    for (listed, text) in [
        ((Kind::Host, "bit.ly"), "https://bit.ly/3xyzAbc"),
        ((Kind::Host, "dynamic-dns.net"), "http://dynamic-dns.net/"),
        ((Kind::Host, "gmail.com"), "someone@gmail.com"),
        ((Kind::Host, "mail.parliament.uk"), "https://mail.parliament.uk/x"),
        ((Kind::Url, "http://mail.ru/"), "https://mail.ru/inbox"),
        ((Kind::Ip, "192.168.1.1"), "http://192.168.1.1/"),
    ] {
        let fits = how(listed, text).filter(|(_, weight)| *weight != Weight::Trap);
        assert_eq!(fits, None, "{text}");
    }
    // Below a provider's name there are strangers: that is not even told.
    assert_eq!(how((Kind::Host, "dynamic-dns.net"), "http://somebody.dynamic-dns.net/"), None);
    assert_eq!(how((Kind::Host, "bad.dynamic-dns.net"), "http://bad.dynamic-dns.net/"), Some((How::HostOf, MATCH)));
    assert_eq!(how((Kind::Email, "spy@gmail.com"), "Spy@Gmail.com"), Some((How::Same, MATCH)));
}

#[test]
fn numbers_fit_in_every_form_that_browsers_read() {
    let ip = (Kind::Ip, "203.0.114.7");
    for text in
        ["http://203.0.114.7/x", "203.0.114.7", "http://0xcb007207/", "http://3405804039/", "203.0.114[.]7:8080/y"]
    {
        assert!(how(ip, text).is_some_and(|(_, weight)| weight == MATCH), "{text}");
    }
    assert_eq!(how((Kind::Ip, "2001:db8::7"), "http://[2001:0db8:0:0::7]/").map(|found| found.1), Some(MATCH));
    for text in ["from 2001:db8:0:0:0:0:0:7 port 22", "[2001:0db8:0000:0000:0000:0000:0000:0007]", "2001:db8::7"] {
        assert_eq!(how((Kind::Ip, "2001:db8::7"), text).map(|found| found.1), Some(MATCH), "{text}");
    }
    assert_eq!(how((Kind::Ip, "2001:db8::7"), "2001:db8:0:0:0:0:0:70 and 12:34:56"), None);
    assert_eq!(how(ip, "203.0.114.70"), None);
}

#[test]
fn a_long_word_hides_nothing() {
    let host = (Kind::Host, "bad-news.net");
    let long = "x".repeat(20_000);
    assert_eq!(how(host, &format!("https://bad-news.net/?{long}")).map(|fits| fits.1), Some(MATCH));
    assert_eq!(how(host, &format!("https://example.org/{long},https://bad-news.net/")).map(|fits| fits.1), Some(MATCH));
    // What only ends or begins like it is another.
    assert_eq!(how(host, "https://not\u{200B}bad-news.net/"), None);
    assert_eq!(how((Kind::Ip, "5.180.0.77"), "version 5.180.77"), None);
}

#[test]
fn fingerprints_and_addresses_within_addresses_are_seen() {
    let hash = "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08";
    assert_eq!(how((Kind::Sha256, hash), &format!("sha256: {}", hash.to_lowercase())), Some((How::Same, MATCH)));
    let host = (Kind::Host, "bad-news.net");
    for text in [
        "https://www.google.com/url?q=https%3A%2F%2Fbad-news.net%2Flogin&sa=D",
        "https://l.example.org/?u=http://bad-news.net",
        "https://a.example.org/?u=https%3A%2F%2Fb.example.org%2F%3Fv%3Dhttps%253A%252F%252Fbad-news.net",
        "example.org/?u=http://bad-news.net/x",
        "http://bad-news.net,then log in",
        "http://bad-news.net,2021,GET",
        "['http://bad-news.net','http://example.org']",
        "http://bad-news.net&nbsp;now",
        "请访问https://bad-news.net登录",
        "C2:bad-news.net",
        "login(bad-news.net)",
        "[https://good.example.org](https://bad-news.net/x)",
        "https://urldefense.com/v3/__https://bad-news.net/x__;!!a",
        "intent://bad-news.net/x#Intent;scheme=https;end",
        "itms-services://?action=download-manifest&url=https://bad-news.net/m.plist",
        "\\\\bad-news.net\\share",
        "https:\\/\\/bad-news.net\\/x",
        "https:/bad-news.net/x",
        "src=//bad-news.net/x.js",
        "Hxxps://bad-news[.]net",
        "https://bad\u{200B}-news.net/",
        "https://example.org/?q=bad-news.net",
        "https://example.org/#https://bad-news.net",
        "mailto:press@bad-news.net?subject=x",
        "<a href=\"http://bad-news.net/x\">bank</a>",
        "name=value;link=http://bad-news.net/",
        "2026-01-02,10.1.1.1,http://bad-news.net/x,GET",
        "(bad-news.net)",
        "«bad-news.net».",
    ] {
        assert!(!fits(&[host], text).is_empty(), "{text}");
    }
}

#[test]
fn what_was_taken_back_or_is_past_is_said_to_be() {
    let one = |revoked, until: Option<&str>| {
        let until = until.map(|day| day.parse().unwrap());
        Indicator { revoked, until, ..Indicator::new(Observable::new(Kind::Host, "bad-news.net").unwrap(), 0) }
    };
    let weight = |indicators: &[Indicator]| {
        let head = Head { origins: vec![Origin::default()], ..Head::default() };
        let packs = Packs::new(vec![Pack::open(build(&head, indicators).unwrap()).unwrap()]);
        judge(&packs, &find("bad-news.net")[0], Some(20_261_127))[0].weight
    };
    assert_eq!(weight(&[one(true, None)]), Weight::Revoked);
    assert_eq!(weight(&[one(false, Some("2020-01-31"))]), Weight::Expired);
    assert_eq!(weight(&[one(false, Some("2026-11-27"))]), Weight::Match);
    assert_eq!(weight(&[one(false, Some("2027"))]), Weight::Match);
    // Who still says it is heard.
    assert_eq!(weight(&[one(true, None), one(false, None)]), Weight::Match);
}

#[test]
fn publications_that_contradict_each_other_are_all_kept() {
    let origins = ["Pegasus", "Predator"].map(|family| Origin { family: Some(family.to_owned()), ..Origin::default() });
    let host = Observable::new(Kind::Host, "bad-news.net").unwrap();
    let said = [0, 1, 1].map(|origin| Indicator::new(host.clone(), origin));
    let head = Head { origins: origins.to_vec(), ..Head::default() };
    let pack = Pack::open(build(&head, &said).unwrap()).unwrap();
    let entry = pack.look(Kind::Host, "bad-news.net").unwrap();
    let families: Vec<_> = entry.claims().map(|claim| claim.origin.family.as_deref().unwrap()).collect();
    assert_eq!(families, ["Pegasus", "Predator"]);
}

#[test]
fn what_is_no_observable_is_refused_and_what_is_another_is_taken_for_it() {
    let kind = |kind, text: &str| Observable::new(kind, text).map(|o| (o.kind(), o.value().to_owned()));
    assert_eq!(kind(Kind::Host, "176.223.111.131").unwrap().0, Kind::Ip);
    assert_eq!(kind(Kind::Host, "http://a.example.net/x").unwrap(), (Kind::Url, "a.example.net/x".to_owned()));
    assert_eq!(kind(Kind::Url, "a.example.net").unwrap().0, Kind::Host);
    for (sort, text) in [
        (Kind::Host, "despachosnegocios"),
        (Kind::Host, "a b.com"),
        (Kind::Host, "report.internal"),
        (Kind::Url, "javascript:alert(1)"),
        (Kind::Md5, "zz"),
        (Kind::Sha256, "9f86d081"),
        (Kind::Email, "nobody"),
        (Kind::Email, "google@script"),
        (Kind::Email, "a\u{0}b@example.com"),
        (Kind::FileName, "a/b"),
        (Kind::App, ""),
        (Kind::Process, "a\u{202e}b"),
    ] {
        assert!(kind(sort, text).is_err(), "{sort} {text}");
    }
}

#[test]
fn brackets_within_brackets_hide_no_host_and_take_no_time() {
    let nested = format!("http://bad.example.com/{}.{}x ", "[".repeat(4000), "]".repeat(4000));
    let begun = std::time::Instant::now();
    let found = find(&nested.repeat(50));
    assert!(found.iter().any(|seen| seen.value() == "bad.example.com/"));
    // Some 100 milliseconds; it was minutes.
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

#[test]
fn a_fang_that_is_decoded_is_none() {
    // Its spelling would be read as another address than it was.
    for written in [
        "example.com/a%5B.%5Db",
        "example.com/a[\\]b",
        "example.com/a[[.]]b",
        "example.com/[[[[[[[.]]]]]]]",
        "example.com/%68xxp:b",
    ] {
        let address = Address::parse(written).unwrap();
        assert_eq!(Address::parse(address.as_str()).as_ref(), Some(&address), "{written}");
    }
}
