//! Messages as Outlook keeps them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::io::{Cursor, Write as _};

use cfb::CompoundFile;
use support::{has, told};

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn message(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (path, bytes) in streams {
        if let Some((storage, _)) = path.rsplit_once('/').filter(|(storage, _)| !storage.is_empty()) {
            file.create_storage_all(storage).unwrap();
        }
        file.create_stream(path).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn a_message_is_read_with_headers_bodies_and_attachments() {
    let headers = "Authentication-Results: mx.example.net; spf=fail; dmarc=fail\r\nReceived: from relay.example.com\r\nFrom: a@example.org\r\nTo: b@example.org\r\n";
    let bytes = message(&[
        ("/__properties_version1.0", vec![0; 32]),
        ("/__substg1.0_0037001F", wide("Subject with https://subject.example.com/")),
        ("/__substg1.0_0C1A001F", wide("help@amnesty.org")),
        ("/__substg1.0_5D01001F", wide("x@example.com")),
        ("/__substg1.0_007D001F", wide(headers)),
        ("/__substg1.0_1000001E", b"password: 1 https://body.example.com/".to_vec()),
        ("/__substg1.0_10130102", b"<a href='https://html.example.com/'>amnesty.org</a>".to_vec()),
        ("/__substg1.0_004F0102", [&[0, 1, 2][..], &wide("x@answers.example.com"), &[0, 0]].concat()),
        ("/__recip_version1.0_#00000000/__substg1.0_39FE001F", wide("somebody@recipient.example.com")),
        ("/__attach_version1.0_#00000002/__substg1.0_370D001F", wide("\\\\linked.example.com\\share\\a.doc")),
        ("/__attach_version1.0_#00000000/__substg1.0_3707001F", wide("invoice.pdf.exe")),
        ("/__attach_version1.0_#00000000/__substg1.0_37010102", b"MZ\x90\0\x03\0".to_vec()),
        (
            "/__attach_version1.0_#00000001/__substg1.0_3701000D/__substg1.0_1000001F",
            wide("https://inner.example.com/"),
        ),
    ]);
    let lines = told("letter.msg", &bytes);
    for host in
        ["subject", "relay", "body", "html", "recipient", "answers", "linked"].map(|name| format!("{name}.example.com"))
    {
        assert!(has(&lines, &["seen", &host]), "{host}: {lines:#?}");
    }
    for ask in ["sender_name", "authentication", "link_text", "double_extension"] {
        assert!(has(&lines, &["ask", ask]), "{ask}: {lines:#?}");
    }
    assert!(has(&lines, &["message: seen url inner.example.com"]), "{lines:#?}");
}

#[test]
fn the_packed_text_of_a_message_is_unpacked() {
    // The example of MS-OXRTFCP, 3.1.1.1: "{\rtf1\ansi\ansicpg1252\pard hello world}" and a new line.
    let example = "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0";
    let packed = data_encoding::HEXLOWER.decode(example.as_bytes()).unwrap();
    let mut said = b"MELA".to_vec();
    said.splice(0..0, [0; 8]);
    said.extend([0; 4]);
    said.extend(b"{\\rtf1 https://plain.example.com/}");
    for (bytes, ok) in [(packed, true), (said, true), (b"no RTF of Outlook".to_vec(), false)] {
        let has_link = bytes.windows(5).any(|w| w == b"plain");
        let lines =
            told("m.msg", &message(&[("/__properties_version1.0", vec![0; 32]), ("/__substg1.0_10090102", bytes)]));
        assert_eq!(has(&lines, &["unread", "damaged"]), !ok, "{lines:#?}");
        assert_eq!(has(&lines, &["plain.example.com"]), has_link, "{lines:#?}");
    }
}

#[test]
fn an_older_document_with_a_program_is_asked_about() {
    let document =
        message(&[("/WordDocument", wide("  see https://word.example.com/x  ")), ("/Macros/VBA/dir", vec![1])]);
    let lines = told("letter.doc", &document);
    assert!(has(&lines, &["ask", "macro"]), "{lines:#?}");
    assert!(has(&lines, &["word.example.com/x"]), "{lines:#?}");
    let locked = message(&[("/EncryptedPackage", vec![1; 100])]);
    assert!(has(&told("a.docx", &locked), &["unread", "encrypted"]));
}
