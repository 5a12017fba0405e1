//! Files that are no mail: archives, documents, programs, texts.

mod support;

use std::io::Write as _;

use sousveil_inspect::Form;
use sousveil_unpack::form_of;
use support::{has, told, zip};

#[test]
fn forms_are_known_by_content() {
    for (bytes, form) in [
        (&b"PK\x03\x04abc"[..], Form::Zip),
        (b"MZ\x90\0\x03\0\0\0", Form::Program),
        (b"MZ is what I write at the start of a letter", Form::Text),
        (b"BM 12 is a street", Form::Text),
        (b"\x7fELF\x02\x01\x01\0", Form::Program),
        (b"%PDF-1.7\nabc", Form::Pdf),
        (b"{\\rtf1 abc}", Form::Rtf),
        (b"#!/bin/sh\n", Form::Script),
        (b"#!AMR\n\x0c\0", Form::Media),
        (b"SQLite format 3\0\x10\0", Form::Sqlite),
        (b"L\0\0\0\x01\x14\x02\0\0\0", Form::Shortcut),
        (b"  <!DOCTYPE html><p>", Form::Html),
        (b"<?xml version='1.0'?><rss/>", Form::Html),
        (b"<34>Oct 11 22:14:15 host su: text", Form::Text),
        (b"From: a@example.org\r\nTo: b@example.org\r\n\r\nx", Form::Mail),
        (b"From x Mon\nFrom: a\nTo: b\n\nx", Form::Mailbox),
        (b"From here it is far: very\n", Form::Text),
        (b"date: today\nnote: two fields of a mail are needed\n", Form::Text),
        (b"\xff\xfea\0b\0", Form::Text),
        (b"", Form::Empty),
        (b"\0\x01\x02\x03", Form::Other),
    ] {
        assert_eq!(form_of(bytes), form, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn lines_of_a_log_are_told_with_their_numbers() {
    let lines = told("access.log", b"one\ntwo https://two.example.com/x\r\n192.0.2.9 GET three.example.com/y\n");
    assert!(has(&lines, &["two.example.com/x line 2"]) && has(&lines, &["ip 192.0.2.9 line 3"]), "{lines:#?}");
}

#[test]
fn text_in_other_encodings_is_read() {
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("a\nhttps://wide.example.com/".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert!(has(&told("a.txt", &wide), &["wide.example.com/ line 2"]));
    let lines = told("a.txt", b"\xcf\xf0\xe8\xe2\xe5\xf2 https://old.example.com/\n");
    assert!(has(&lines, &["old.example.com"]) && has(&lines, &["unread", "encoding"]), "{lines:#?}");
}

#[test]
fn a_line_without_end_is_read_in_pieces_that_cut_no_name() {
    let mut text = String::new();
    while text.len() < 3 << 20 {
        text.push_str("some words in a line that never ends, with https://not-the-one.example.com/ in it; ");
    }
    let lines = told("long.txt", text.as_bytes());
    let seen: std::collections::BTreeSet<_> =
        lines.iter().filter(|line| line.starts_with("seen url") || line.starts_with("seen host")).collect();
    assert_eq!(seen.len(), 1, "{seen:#?}");
}

#[test]
fn packed_files_are_unpacked() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(b"https://packed.example.com/").unwrap();
    let lines = told("log.txt.gz", &gzip.finish().unwrap());
    assert!(has(&lines, &["log.txt: seen url packed.example.com"]), "{lines:#?}");

    let mut tar = tar::Builder::new(Vec::new());
    let mut head = tar::Header::new_gnu();
    head.set_size(27);
    head.set_cksum();
    tar.append_data(&mut head, "a/b.txt", &b"https://packed.example.com/"[..]).unwrap();
    let lines = told("a.tar", &tar.into_inner().unwrap());
    assert!(has(&lines, &["a/b.txt: seen url packed.example.com"]), "{lines:#?}");
}

#[test]
fn an_archive_of_archives_ends_somewhere() {
    let mut bytes = b"https://deep.example.com/".to_vec();
    for _ in 0..20 {
        bytes = zip(&[("a.zip", &bytes)]);
    }
    let lines = told("a.zip", &bytes);
    assert!(has(&lines, &["unread", "too_deep"]) && !has(&lines, &["deep.example.com"]), "{lines:#?}");
}

#[test]
fn what_unpacks_to_too_much_is_told_and_not_unpacked() {
    let zeros = vec![0; 300 << 20];
    let lines = told("bomb.zip", &zip(&[("zeros", &zeros), ("after.txt", b"https://after.example.com/")]));
    assert!(has(&lines, &["unread", "too_much"]), "{lines:#?}");
}

#[test]
fn letters_of_programs_and_documents_are_looked_through() {
    let mut program = b"MZ\x90\0\x03\0\0\0\x04\0".to_vec();
    program.extend(b"\0\0https://open.example.com/a\0\0");
    program.extend("\u{1}wide.example.com\u{1}".encode_utf16().flat_map(u16::to_le_bytes));
    let lines = told("a.exe", &program);
    assert!(has(&lines, &["open.example.com/a"]) && has(&lines, &["wide.example.com"]), "{lines:#?}");

    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(b"<< /URI (https://pdf.example.com/x) >>").unwrap();
    let mut pdf = b"%PDF-1.5\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\r\n".to_vec();
    pdf.extend(packed.finish().unwrap());
    pdf.extend(b"\nendstream\n");
    let lines = told("a.pdf", &pdf);
    assert!(has(&lines, &["pdf.example.com/x"]) && has(&lines, &["unread", "open_letters", "pdf"]), "{lines:#?}");
}

#[test]
fn fingerprints_and_name_of_the_file_are_told() {
    let lines = told("note.txt", b"abc");
    assert!(has(&lines, &["seen md5 900150983cd24fb0d6963f7d28e17f72"]), "{lines:#?}");
    assert!(
        has(&lines, &["seen sha256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"]),
        "{lines:#?}"
    );
    assert!(has(&lines, &["seen file_name note.txt"]), "{lines:#?}");
}

#[test]
fn pages_are_read_as_browsers_do() {
    let page = b"<!doctype html><html><body><img src='//img.example.com/a.png'><a href='data:text/html;base64,aHR0cHM6Ly9zbXVnZ2xlZC5leGFtcGxlLmNvbS8='>x</a>\
                 <meta http-equiv=refresh content='0;url=https://next.example.com/'><!-- https://comment.example.com/ -->\
                 <a>one.example.com</a><a>two.example.com</a></body></html>";
    let lines = told("a.html", page);
    for host in [
        "img.example.com",
        "smuggled.example.com",
        "next.example.com",
        "comment.example.com",
        "one.example.com",
        "two.example.com",
    ] {
        assert!(has(&lines, &["seen", host]), "{host}: {lines:#?}");
    }
}
