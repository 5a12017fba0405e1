//! What stood in real files and was passed over in silence once.

mod support;

use support::{has, told, zip};

#[test]
fn hosts_are_found_however_files_write_them() {
    for (name, text) in [
        (
            "squid.log",
            "1700000000.1 5 10.0.0.1 TCP_MISS/200 1 GET http://x.example.org/ - HIER_DIRECT/192.0.3.57 text/html",
        ),
        ("tcpdump.log", "IP 10.0.0.2.5 > 192.0.3.57.443: Flags [S]; tcp/192.0.3.57/443"),
        ("flow.csv", "2024,udp://192.0.3.57:53,ok"),
        ("app.json", "{\"text\":\"see\\nhttp://192.0.3.57/x\\nbye\"}"),
    ] {
        assert!(has(&told(name, text.as_bytes()), &["192.0.3.57"]), "{name}: {text}");
    }
    for (name, text) in [
        ("dns.log", "UDP Rcv 10.0.0.1 Q [0001] A (3)www(8)bad-news(7)example(3)com(0)"),
        ("access.log", "GET /redirect?u=http%3A%2F%2Fwww.bad-news.example.com%2Fx HTTP/1.1"),
        ("chat.json", "{\"text\":\"see\\nbad-news.example.com\\nbye\"}"),
        ("chat.json", "{\"text\":\"\\\"bad-news.example.com\\\"\"}"),
        ("chat.json", "{\"u\":\"https:\\u002f\\u002fbad-news.example.com/x\"}"),
        ("sms.txt", "bad-news.example.com، bye"),
        ("sms.txt", "请访问bad-news.example.com查看"),
        ("sms.txt", "_bad-news.example.com_ ~"),
        ("sms.txt", "bad-news.example.com\u{1F448}"),
        ("sms.txt", "bad-news[Dot]example(DOT)com"),
        ("sms.txt", "bad-news.example.com—this"),
        ("a.log", "tls:bad-news.example.com:443 A:bad-news.example.com:TXT"),
        ("backup.xml", "<smses><sms body=\"Hi&#10;bad-news.example.com&#10;bye\"/></smses>"),
        ("part.html", "<div><a href=\"http://bad-n&#101;ws.example.com/\">x</a></div>"),
        ("part.html", "<p><a href=\"http://bad-&#10;news.exam\nple.com/\">x</a></p>"),
        ("part.html", "<p><a href=\"DATA:text/html,%3Ca%20href=https://bad-news.example.com/%3E\">x</a></p>"),
        ("part.html", "<p><a href=\"data:text/html;BASE64,aHR0cHM6Ly9iYWQtbmV3cy5leGFtcGxlLmNvbS8\">x</a></p>"),
        (
            "old.mbox",
            "From sender@example.com\nFrom: a@example.org\nTo: b@example.org\nSubject: x\n\nhttp://bad-news.example.com/x",
        ),
        (
            "calendar.emlx",
            "1234      \nFrom: a@example.org\nTo: b@example.org\nContent-Transfer-Encoding: base64\n\naHR0cDovL2JhZC1uZXdzLmV4YW1wbGUuY29tLw==\n",
        ),
        (
            "blank.eml",
            "\nFrom: a@example.org\nTo: b@example.org\nContent-Transfer-Encoding: base64\n\naHR0cDovL2JhZC1uZXdzLmV4YW1wbGUuY29tLw==\n",
        ),
    ] {
        let lines = told(name, text.as_bytes());
        let hit = ["url bad-news.example.com/", "host bad-news.example.com", "www.bad-news.example.com"]
            .iter()
            .any(|h| has(&lines, &["seen", h]));
        assert!(hit, "{name}: {text}: {lines:#?}");
    }
}

#[test]
fn what_stands_around_the_parts_of_a_message_is_read() {
    let head = "From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"x\"\n\n";
    let part = "--x\nContent-Type: text/plain\n\nnothing\n";
    let link = "see http://bad-news.example.com/x\n";
    let nested = "--x\nContent-Type: message/rfc822\n\nFrom: b@example.org\nContent-Type: text/html\n\n<p>\n";
    for (name, message) in [
        ("before", format!("{head}{link}{part}--x--\n")),
        ("behind", format!("{head}{part}--x--\n{link}")),
        // The parser of mail gives up at the boundary of a message within another one that has the same.
        ("given-up", format!("{head}{nested}{nested}--x\nContent-Type: text/plain\n\nno\n--x--\n{link}")),
        ("given-up-at-once", format!("{head}{nested}{nested}--x--\n--x\nContent-Type: text/plain\n\n{link}--x--\n")),
    ] {
        let lines = told("letter.eml", message.as_bytes());
        assert!(has(&lines, &["seen", "url bad-news.example.com/x"]), "{name}: {lines:#?}");
    }
}

#[test]
fn words_that_tags_cut_are_read_whole() {
    let document = b"<?xml version='1.0'?><w:p><w:r><w:t>http://bad-ne</w:t></w:r><w:proofErr/><w:r><w:t>ws.example.com/x</w:t></w:r></w:p>";
    let lines = told("a.docx", &zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document)]));
    assert!(has(&lines, &["document.xml: seen url bad-news.example.com/x"]), "{lines:#?}");
}

#[test]
fn a_damaged_part_hides_no_other() {
    let mut archive =
        zip(&[("a.txt", &b"https://first.example.com/ ".repeat(40)), ("b.txt", b"https://bad-news.example.com/")]);
    // In the packed bytes of the first part.
    archive[45..60].fill(0xff);
    let lines = told("a.zip", &archive);
    assert!(has(&lines, &["a.txt: unread", "damaged"]), "{lines:#?}");
    assert!(has(&lines, &["b.txt: seen url bad-news.example.com"]), "{lines:#?}");
}

#[test]
fn fingerprints_are_those_of_what_was_sent() {
    // "привет" in windows-1251, as a script: decoded it would have other bytes.
    let mail = "From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\
                Content-Type: text/javascript; charset=windows-1251\r\nContent-Disposition: attachment; filename=a.js\r\n\
                Content-Transfer-Encoding: base64\r\n\r\n7/Do4uXy\r\n--x--\r\n";
    let lines = told("m.eml", mail.as_bytes());
    assert!(has(&lines, &["a.js: seen md5 c2a05319fe7480c9a0cd530b2a3b47dd"]), "{lines:#?}");
    assert!(has(&lines, &["a.js", "\"ask\":\"runs\""]), "{lines:#?}");
}

#[test]
fn a_word_full_of_addresses_takes_neither_memory_nor_time() {
    let many: String = (0..60_000).map(|n| format!("://b{n}.com/x")).collect();
    let begun = std::time::Instant::now();
    let lines = told("a.txt", format!("{many} https://bad-news.example.com/ {}", "://a".repeat(60_000)).as_bytes());
    assert!(has(&lines, &["bad-news.example.com"]) && has(&lines, &["url b59999.com/x"]));
    let longest = lines.iter().map(String::len).max();
    assert!(longest < Some(10_000), "{longest:?}");
    // Generous: it took minutes and gigabytes once.
    assert!(begun.elapsed().as_secs() < 60);
}

#[test]
fn a_message_that_is_locked_is_told() {
    let mail =
        "From: a@example.org\nTo: b@example.org\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n";
    assert!(has(&told("m.eml", mail.as_bytes()), &["unread", "encrypted"]));
}

#[test]
fn links_through_a_filter_are_judged_by_where_they_lead() {
    let page = |target: &str| {
        format!(
            "From: a@example.org\nSubject: x\nContent-Type: text/html\n\n<a href='{target}'>https://www.bbc.com/news</a>"
        )
    };
    let through = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.bbc.com%2Fnews&data=x";
    assert!(!has(&told("m.eml", page(through).as_bytes()), &["link_text"]));
    let elsewhere = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example.com%2Fnews&data=x";
    assert!(has(&told("m.eml", page(elsewhere).as_bytes()), &["link_text"]));
}

#[test]
fn exchange_says_what_it_found_without_its_name() {
    let mail = "Authentication-Results: spf=fail (sender IP; is 1.2.3.4) smtp.mailfrom=x; dkim=none; dmarc=none\nFrom: a@example.org\nTo: b\n\nx";
    assert!(has(&told("m.eml", mail.as_bytes()), &["authentication", "spf=fail dkim=none dmarc=none"]));
}
