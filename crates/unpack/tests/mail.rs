//! Messages with everything that is wrapped in them.

mod support;

use data_encoding::BASE64_MIME;
use support::{has, told, zip};

/// A message with an attachment of that name.
fn with_attachment(text: &str, name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = format!(
        "Received: from mail.example.net (192.0.2.7) by mx.example.org\r\nFrom: Somebody <somebody@example.net>\r\nTo: a@example.org\r\n\
         Subject: Letter\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n--x\r\nContent-Type: application/octet-stream\r\n\
         Content-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    );
    out.push_str(&BASE64_MIME.encode(bytes));
    out.push_str("\r\n--x--\r\n");
    out.into_bytes()
}

#[test]
fn what_is_encoded_is_decoded_before_it_is_looked_at() {
    let mail = "From: =?utf-8?B?0JjQstCw0L0=?= <a@example.org>\r\nSubject: =?utf-8?Q?see_https=3A//subject.example.com/x?=\r\n\
                MIME-Version: 1.0\r\nContent-Type: text/html; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
                <p>see h<b>idden.exam</b>ple.com and <a href=3D\"https://quoted.exam=\r\nple.com/a&#47;b?c=3D1\">=EF=F0=E8</a></p>";
    let lines = told("letter.eml", mail.as_bytes());
    for wanted in [
        "url subject.example.com/x",
        "url quoted.example.com/a/b?c=1",
        "host hidden.example.com",
        "email a@example.org",
    ] {
        assert!(has(&lines, &[wanted]), "{wanted}: {lines:#?}");
    }
    assert!(has(&lines, &["part mail"]));
}

#[test]
fn headers_are_looked_through() {
    let lines = told("letter.eml", &with_attachment("hello", "a.txt", b"text"));
    for wanted in ["seen ip 192.0.2.7", "seen host mail.example.net", "seen email somebody@example.net"] {
        assert!(has(&lines, &[wanted]), "{wanted}: {lines:#?}");
    }
}

#[test]
fn attachments_are_taken_apart_to_the_last_part() {
    let inner =
        zip(&[("folder/readme.txt", b"https://inner.example.com/"), ("photo.jpg.exe", b"MZ\x90\0\x03\0\0\0\x04\0")]);
    let lines = told("letter.eml", &with_attachment("look", "papers.zip", &inner));
    assert!(has(&lines, &["papers.zip › folder/readme.txt: seen url inner.example.com"]), "{lines:#?}");
    assert!(has(&lines, &["papers.zip › photo.jpg.exe", "double_extension"]), "{lines:#?}");
    assert!(has(&lines, &["papers.zip › photo.jpg.exe", "seen sha256"]), "{lines:#?}");
    assert!(has(&lines, &["papers.zip › photo.jpg.exe", "unread", "open_letters", "program"]), "{lines:#?}");
    assert!(has(&lines, &["seen file_name photo.jpg.exe"]), "{lines:#?}");
}

#[test]
fn names_that_deceive_are_asked_about() {
    for (name, bytes, wanted) in [
        ("invoice.pdf.exe", &b"x"[..], "double_extension"),
        ("invoice.pdf          .scr", b"x", "double_extension"),
        ("invoice.pdf", b"MZ\x90\0\x03\0", "runs_as_document"),
        ("photo.jpg", b"#!/bin/sh\necho", "runs_as_document"),
        ("setup.hta", b"x", "\"ask\":\"runs\""),
        ("=?utf-8?B?cGhvdG/igK5ncGouZXhl?=", b"x", "right_to_left"),
    ] {
        let lines = told("letter.eml", &with_attachment("look", name, bytes));
        assert!(has(&lines, &["ask", wanted]), "{name}: {lines:#?}");
    }
    for (name, bytes) in [
        ("notes.v1.2.pdf", &b"%PDF-1.4\n"[..]),
        ("a.tar.gz", b"x"),
        ("photo.jpg", b"\xff\xd8\xff\xe0"),
        ("report.docx", b"x"),
    ] {
        let lines = told("letter.eml", &with_attachment("look", name, bytes));
        assert!(!has(&lines, &["ask"]), "{name}: {lines:#?}");
    }
}

#[test]
fn a_link_that_shows_another_site_is_asked_about() {
    let page =
        |link: &str| format!("From: a@example.org\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n<p>{link}</p>");
    for link in [
        "<a href='https://login.example.com/x'>https://www.amnesty.org/report</a>",
        "<a href=\"http://192.0.2.1/\">amnesty.org</a>",
        "<a href='https://login.example.com/x'><b>www.</b>amnesty.org</a>",
    ] {
        assert!(has(&told("m.eml", page(link).as_bytes()), &["link_text"]), "{link}");
    }
    for link in [
        "<a href='https://www.amnesty.org/en/x'>amnesty.org</a>",
        "<a href='https://login.example.com/x'>our report</a>",
        "<a href='mailto:a@example.com'>b@example.org</a>",
        "<a href='https://a.example.com/'>see amnesty.org and others</a>",
    ] {
        assert!(!has(&told("m.eml", page(link).as_bytes()), &["link_text"]), "{link}");
    }
}

#[test]
fn a_sender_who_calls_himself_another_is_asked_about() {
    let from = |from: &str| format!("From: {from}\r\nSubject: x\r\n\r\ntext");
    for name in ["\"help@amnesty.org\" <x@example.com>", "amnesty.org <x@example.com>"] {
        assert!(has(&told("m.eml", from(name).as_bytes()), &["sender_name"]), "{name}");
    }
    for name in ["\"x@example.com\" <x@mail.example.com>", "Craig R.Hughes <craig@example.com>", "x@example.com"] {
        assert!(!has(&told("m.eml", from(name).as_bytes()), &["sender_name"]), "{name}");
    }
}

#[test]
fn what_the_receiving_server_found_is_told_as_it_says_it() {
    let with =
        |results: &str| format!("Authentication-Results: {results}\r\nFrom: a@example.org\r\nSubject: x\r\n\r\ntext");
    let lines = told(
        "m.eml",
        with("mx.example.net;\r\n spf=softfail smtp.mailfrom=example.org; dkim=none; dmarc=fail (p=none)").as_bytes(),
    );
    assert!(has(&lines, &["authentication", "mx.example.net", "spf=softfail dkim=none dmarc=fail"]), "{lines:#?}");
    for honest in [
        "mx.example.net; spf=pass; dkim=pass; dmarc=pass",
        "mx.example.net; spf=fail; dkim=pass; dmarc=pass",
        "mx.example.net; none",
    ] {
        assert!(!has(&told("m.eml", with(honest).as_bytes()), &["authentication"]), "{honest}");
    }
    // Only the first was written by the server that took it in.
    let forged = format!("Authentication-Results: mx.example.net; spf=pass\r\n{}", with("forged.example; spf=fail"));
    assert!(!has(&told("m.eml", forged.as_bytes()), &["authentication"]));
}

#[test]
fn a_locked_archive_is_told_with_what_can_be_known() {
    // The bit that says "locked" is set by hand, in both heads of the part: what writes archives here locks none.
    let mut archive = zip(&[("report.pdf.exe", b"nothing")]);
    let (local, central) = (6, archive.windows(4).position(|w| w == b"PK\x01\x02").unwrap() + 8);
    for at in [local, central] {
        archive[at] |= 1;
    }
    let lines = told("m.eml", &with_attachment("Пароль: 123", "papers.zip", &archive));
    assert!(has(&lines, &["papers.zip", "encrypted_archive", "\"password\":true"]), "{lines:#?}");
    assert!(has(&lines, &["papers.zip", "unread", "encrypted"]), "{lines:#?}");
    assert!(has(&lines, &["double_extension"]), "its name can be read: {lines:#?}");
    let lines = told("m.eml", &with_attachment("Hello", "papers.zip", &archive));
    assert!(has(&lines, &["encrypted_archive", "\"password\":false"]), "{lines:#?}");
}

#[test]
fn an_attached_page_with_a_program_is_asked_about() {
    let page = b"<html><body><script>location='https://x.example.com/'</script></body></html>";
    let lines = told("m.eml", &with_attachment("see", "invoice.html", page));
    assert!(has(&lines, &["invoice.html", "html_script"]), "{lines:#?}");
    assert!(has(&lines, &["seen url x.example.com"]), "{lines:#?}");
    let lines = told("m.eml", &with_attachment("see", "invoice.html", b"<html><body><p>hello</p></body></html>"));
    assert!(!has(&lines, &["html_script"]), "{lines:#?}");
}

#[test]
fn documents_that_fetch_or_run_are_asked_about() {
    let types = ("[Content_Types].xml", &b"<Types/>"[..]);
    let rels = b"<Relationships><Relationship Id='r' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate' \
                 Target='https://template.example.com/x.dotm' TargetMode='External'/><Relationship Type='http://x/hyperlink' \
                 Target='https://link.example.com/' TargetMode='External'/></Relationships>";
    let document = zip(&[types, ("word/_rels/settings.xml.rels", rels), ("word/vbaProject.bin", b"x")]);
    let lines = told("m.eml", &with_attachment("see", "letter.docm", &document));
    assert!(has(&lines, &["remote_part", "template.example.com"]), "{lines:#?}");
    assert!(!has(&lines, &["remote_part", "link.example.com"]), "{lines:#?}");
    assert!(has(&lines, &["macro"]) && has(&lines, &["seen url link.example.com"]), "{lines:#?}");
    let rtf = b"{\\rtf1{\\*\\template https://rtf.example.com/t.dotm}}";
    let lines = told("m.eml", &with_attachment("see", "letter.doc", rtf));
    assert!(has(&lines, &["remote_part", "rtf.example.com"]), "{lines:#?}");
}

#[test]
fn a_mailbox_is_read_message_by_message() {
    let mut mailbox = Vec::new();
    for number in 1..=3 {
        mailbox.extend(
            format!(
                "From somebody@example.org Mon Jan  1 00:00:00 2024\nFrom: a@m{number}.example.org\nSubject: x\n\n"
            )
            .into_bytes(),
        );
        mailbox.extend(b"From here on it is text, and >From is one, too.\n\n");
    }
    let lines = told("old.mbox", &mailbox);
    for number in 1..=3 {
        assert!(has(&lines, &[&format!("message {number}: seen email a@m{number}.example.org")]), "{lines:#?}");
    }
    assert!(!has(&lines, &["message 4"]), "{lines:#?}");
}

#[test]
fn messages_in_messages_are_followed() {
    let inner = "From: deep@example.org\r\nSubject: in\r\n\r\nhttps://deep.example.com/\r\n";
    let outer = format!(
        "From: a@example.org\r\nSubject: out\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n\
         --x\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--x--\r\n"
    );
    let lines = told("m.eml", outer.as_bytes());
    assert!(has(&lines, &["message: seen url deep.example.com"]), "{lines:#?}");
}

#[test]
fn files_in_the_text_of_a_message_are_taken_apart() {
    // Of `MZ`, an address and a line, twice; the last space of the third line was lost on the way.
    let file = "begin 644 photo.jpg.exe\r\nM35J0`\"!S964@:'1T<',Z+R]B860M;F5W<RYN970O>\"!F;W(@;6]R92!O9B!I\r\n\
                M=`I-6I``('-E92!H='1P<SHO+V)A9\"UN97=S+FYE=\"]X(&9O<B!M;W)E(&]F\r\n$(&ET\"@\r\n`\r\nend\r\n";
    let head = "From: a@example.org\r\nSubject: photo\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\n\r\n";
    let lines = told("letter.eml", format!("{head}Look at this:\r\n\r\n{file}\r\nYours").as_bytes());
    for wanted in ["part program 94", "ask", "seen md5 503b107562b566b89e25c38a813742f0", "seen url bad-news.net/x"] {
        assert!(has(&lines, &["photo.jpg.exe: ", wanted]), "{wanted}: {lines:#?}");
    }
    // One that has no end is told with what there is of it.
    let (half, _) = file.split_at(file.find("$(&").unwrap());
    let lines = told("letter.eml", format!("{head}{half}").as_bytes());
    assert!(has(&lines, &["photo.jpg.exe: part program 90"]), "{lines:#?}");
    assert!(has(&lines, &["unread", "has no end: photo.jpg.exe"]), "{lines:#?}");
    // A sentence is none.
    let lines = told("letter.eml", format!("{head}begin 100 pages today\r\nand no more\r\n").as_bytes());
    assert!(!has(&lines, &["pages today"]), "{lines:#?}");
}
