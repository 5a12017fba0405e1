//! Archives that are not unpacked: names and locks that their heads say openly.

mod support;

use support::{has, told};

/// A number of RAR 5.
fn number(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or(0);
        value >>= 7;
        bytes.push(if value > 0 { low | 0x80 } else { low });
        if value == 0 {
            return bytes;
        }
    }
}

fn block(head: &[u8], data: &[u8]) -> Vec<u8> {
    [&[0; 4][..], &number(head.len() as u64), head, data].concat()
}

/// A file of RAR 5: with its time and sum, or a folder, and records behind its name.
fn file(name: &str, folder: bool, records: &[u8], data: &[u8]) -> Vec<u8> {
    let mut head = [number(2), number(3), number(records.len() as u64), number(data.len() as u64)].concat();
    head.extend([number(if folder { 1 } else { 6 }), number(500), number(0x20)].concat());
    head.extend(vec![7; if folder { 0 } else { 8 }]);
    head.extend([number(0x80), number(1), number(name.len() as u64), name.into(), records.to_vec()].concat());
    block(&head, data)
}

const CIPHER: &[u8] = &[4, 1, 0, 0, 15];

fn rar(blocks: &[Vec<u8>]) -> Vec<u8> {
    let main = block(&[1, 0, 0], b"");
    let end = block(&[5, 0, 0], b"");
    [b"Rar!\x1a\x07\x01\0".to_vec(), main, blocks.concat(), end].concat()
}

/// A file of an older RAR.
fn older(name: &[u8], flags: u16, data: &[u8]) -> Vec<u8> {
    let size = u16::try_from(32 + name.len()).unwrap_or(0);
    let mut bytes = vec![0, 0, 0x74];
    bytes.extend((flags | 0x8000).to_le_bytes());
    bytes.extend(size.to_le_bytes());
    bytes.extend(u32::try_from(data.len()).unwrap_or(0).to_le_bytes());
    bytes.extend([0; 4 + 1 + 4 + 4 + 1 + 1]);
    bytes.extend(u16::try_from(name.len()).unwrap_or(0).to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(name);
    bytes.extend(data);
    bytes
}

fn older_rar(flags: u16, blocks: &[Vec<u8>]) -> Vec<u8> {
    let mut main = vec![0, 0, 0x73];
    main.extend(flags.to_le_bytes());
    main.extend([13, 0, 0, 0, 0, 0, 0, 0]);
    [b"Rar!\x1a\x07\0".to_vec(), main, blocks.concat(), vec![0, 0, 0x7b, 0, 0x40, 7, 0]].concat()
}

#[test]
fn names_in_rar_are_told_and_asked_about() {
    let data = [9; 300];
    let new = rar(&[
        file("papers", true, b"", b""),
        file("papers/report.pdf.exe", false, b"", &data),
        file("papers/last.txt", false, b"", b"x"),
    ]);
    let old = older_rar(0, &[older(b"papers\\report.pdf.exe", 0, &data), older(b"last.txt\0\x01\x02", 0x200, b"")]);
    for bytes in [new, old] {
        let lines = told("papers.rar", &bytes);
        assert!(
            has(&lines, &["seen file_name report.pdf.exe"]) && has(&lines, &["seen file_name last.txt"]),
            "{lines:#?}"
        );
        assert!(has(&lines, &["ask", "double_extension"]), "{lines:#?}");
        assert!(!has(&lines, &["encrypted"]) && !has(&lines, &["damaged"]), "{lines:#?}");
        assert!(has(&lines, &["unread", "other_archive"]), "{lines:#?}");
        // What is cut is told, and what came before is known.
        let lines = told("papers.rar", bytes.get(..bytes.len() - 60).unwrap_or_default());
        assert!(has(&lines, &["seen file_name report.pdf.exe"]) && has(&lines, &["damaged"]), "{lines:#?}");
    }
}

#[test]
fn what_is_locked_is_told() {
    let mut seven_zip = b"7z\xbc\xaf\x27\x1c\0\x04\0\0\0\0".to_vec();
    seven_zip.extend([5_u64.to_le_bytes(), 9_u64.to_le_bytes()].concat());
    seven_zip.extend(b"\0\0\0\0data.\x17\x06\x24\x06\xf1\x07\x01\0\0");
    let locked = [
        ("a.rar", rar(&[file("a.txt", false, CIPHER, b"x")])),
        ("b.rar", [b"Rar!\x1a\x07\x01\0".to_vec(), block(&[4, 0, 0, 0, 15], b""), vec![1; 50]].concat()),
        ("c.rar", older_rar(0, &[older(b"a.txt", 4, b"x")])),
        ("d.rar", older_rar(0x80, &[vec![3; 40]])),
        ("e.7z", seven_zip),
    ];
    for (name, bytes) in locked {
        let lines = told(name, &bytes);
        assert!(
            has(&lines, &["ask", "encrypted_archive"]) && has(&lines, &["unread", "encrypted"]),
            "{name}: {lines:#?}"
        );
        assert!(!has(&lines, &["damaged"]), "{name}: {lines:#?}");
    }
}

#[test]
fn a_locked_pdf_is_a_question_only_beside_a_password() {
    let letter = |text: &str, pdf: &str| {
        format!(
            "From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n{text}\r\n\
             --b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n{pdf}\r\n--b--\r\n"
        )
    };
    let locked = "%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R/Encrypt 5 0 R>>";
    let lines = told("m.eml", letter("The password is 1234.", locked).as_bytes());
    assert!(has(&lines, &["a.pdf", "ask", "encrypted_archive"]), "{lines:#?}");
    let lines = told("m.eml", letter("As we said.", locked).as_bytes());
    assert!(!has(&lines, &["ask"]) && has(&lines, &["a.pdf", "unread", "\"encrypted\""]), "{lines:#?}");
    let open = locked.replace("/Encrypt 5 0 R", "/EncryptMetadata true");
    let lines = told("m.eml", letter("The password is 1234.", &open).as_bytes());
    assert!(!has(&lines, &["ask"]) && !has(&lines, &["\"encrypted\""]), "{lines:#?}");
}

#[test]
fn links_that_calendars_break_are_read_whole() {
    let calendar = "BEGIN:VCALENDAR\r\nDESCRIPTION:join https://meet.exam\r\n ple.com/abc and https://second.exa\r\n\tmple.org/\r\n";
    let lines = told("invite.ics", calendar.as_bytes());
    assert!(has(&lines, &["meet.example.com/abc"]) && has(&lines, &["second.example.org/"]), "{lines:#?}");
}
