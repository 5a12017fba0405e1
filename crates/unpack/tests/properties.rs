//! Whatever comes, taking it apart ends and tells of it.

mod support;

use proptest::prelude::*;
use support::{has, told, zip};

/// Beginnings behind which readers expect something.
const STARTS: [&[u8]; 12] = [
    b"",
    b"From: a@example.org\r\nTo: b@example.org\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
    b"From x Mon 00:00\nFrom: a\nTo: b\n\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08\0\0\0\0\0\0\0",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20",
    b"%PDF-1.5\nstream\n\x78\x9c",
    b"{\\rtf1{\\*\\template ",
    b"<html><a href=\"",
    b"MZ\0\0",
    b"\xff\xfe",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn anything_at_all(start in 0..STARTS.len(), rest in prop::collection::vec(any::<u8>(), 0..2000)) {
        let bytes: Vec<u8> = STARTS.get(start).into_iter().flat_map(|start| start.iter()).copied().chain(rest).collect();
        let lines = told("file", &bytes);
        prop_assert!(has(&lines, &["part "]) && has(&lines, &["seen sha256"]));
    }

    #[test]
    fn an_archive_with_a_flipped_byte(at in any::<prop::sample::Index>(), bit in 0..8_u32) {
        let mut bytes = zip(&[("a/b.txt", b"https://a.example.com/"), ("c.exe", b"MZ\x90\0")]);
        let at = at.index(bytes.len());
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1_u8 << bit;
        }
        prop_assert!(has(&told("a.zip", &bytes), &["seen sha256"]));
    }

    #[test]
    fn an_address_is_found_however_it_is_wrapped(host in "[a-z]{3,12}\\.example\\.(com|org)", wrap in 0..5) {
        let link = format!("https://{host}/x");
        let text = match wrap {
            0 => link,
            1 => format!("<html><p>{link}</p></html>"),
            2 => format!("From: a@example.org\nSubject: x\n\n{link}\n"),
            3 => format!("{{\"url\": \"https:\\/\\/{host}\\/x\"}}"),
            _ => format!("date,url\n2024-01-01,{link}\n"),
        };
        let wanted = format!("seen url {host}/x");
        prop_assert!(has(&told("f", text.as_bytes()), &[&wanted]));
        prop_assert!(has(&told("f", &zip(&[("f", text.as_bytes())])), &[&wanted]));
    }
}
