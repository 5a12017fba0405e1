//! What a file is by its content: its name may say anything.

use sousveil_inspect::Form;

/// How many bytes from the start [`form_of`] looks at.
pub const LOOKS_AT: usize = 64 * 1024;

/// The first bytes of each form. Sources: the formats' own specifications, and <https://www.iana.org/assignments/media-types>.
const STARTS: [(&[u8], Form); 48] = [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Form::Compound),
    (b"PK\x03\x04", Form::Zip),
    (b"PK\x05\x06", Form::Zip),
    (b"PK\x07\x08", Form::Zip),
    (b"\x1f\x8b\x08", Form::Gzip),
    (b"Rar!\x1a\x07", Form::OtherArchive),
    (b"7z\xbc\xaf\x27\x1c", Form::OtherArchive),
    (b"\xfd7zXZ\0", Form::OtherArchive),
    (b"BZh", Form::OtherArchive),
    (b"\x28\xb5\x2f\xfd", Form::OtherArchive),
    (b"MSCF\0\0\0\0", Form::OtherArchive),
    (b"\x60\xea", Form::OtherArchive),
    (b"conectix", Form::DiskImage),
    (b"vhdxfile", Form::DiskImage),
    (b"SQLite format 3\0", Form::Sqlite),
    (b"{\\rtf", Form::Rtf),
    (b"{\\rt", Form::Rtf),
    (b"%PDF-", Form::Pdf),
    (b"MZ", Form::Program),
    (b"\x7fELF", Form::Program),
    (b"\xfe\xed\xfa\xce", Form::Program),
    (b"\xfe\xed\xfa\xcf", Form::Program),
    (b"\xce\xfa\xed\xfe", Form::Program),
    (b"\xcf\xfa\xed\xfe", Form::Program),
    (b"\xca\xfe\xba\xbe", Form::Program),
    (b"dex\n03", Form::Program),
    (b"#!", Form::Script),
    (b"L\0\0\0\x01\x14\x02\0", Form::Shortcut),
    (b"\x89PNG\r\n\x1a\n", Form::Media),
    (b"\xff\xd8\xff", Form::Media),
    (b"GIF87a", Form::Media),
    (b"GIF89a", Form::Media),
    (b"II*\0", Form::Media),
    (b"MM\0*", Form::Media),
    (b"OggS", Form::Media),
    (b"ID3", Form::Media),
    (b"\xff\xfb", Form::Media),
    (b"fLaC", Form::Media),
    (b"#!AMR", Form::Media),
    (b"\x1a\x45\xdf\xa3", Form::Media),
    (b"wOFF", Form::Media),
    (b"wOF2", Form::Media),
    (b"\0\x01\0\0\0", Form::Media),
    (b"OTTO", Form::Media),
    (b"\0\0\x01\0", Form::Media),
    (b"BM", Form::Media),
    (b"8BPS", Form::Media),
    (b"\xff\x0a", Form::Media),
];

/// Fields that a message has and nothing else begins with, in lower case.
const FIELDS: [&str; 14] = [
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "received",
    "message-id",
    "mime-version",
    "return-path",
    "delivered-to",
    "reply-to",
    "content-type",
    "envelope-to",
    "x-original-to",
];

/// The form of what begins with these bytes; the first 64 KiB decide.
pub fn form_of(bytes: &[u8]) -> Form {
    let head = bytes.get(..LOOKS_AT).unwrap_or(bytes);
    if head.is_empty() {
        return Form::Empty;
    }
    let at = |at: usize, what: &[u8]| head.get(at..at + what.len()) == Some(what);
    // Its first bytes are a name, which may begin like anything.
    if at(257, b"ustar") {
        return Form::Tar;
    }
    let text = looks_like_text(head);
    // Two letters begin many a text.
    let begun = STARTS.iter().find(|(start, form)| head.starts_with(start) && (!text || may_be_text(*form)));
    if head.starts_with(b"#!AMR") {
        return Form::Media;
    }
    if let Some((_, form)) = begun {
        return *form;
    }
    if at(4, b"ftyp") || head.starts_with(b"RIFF") && !text {
        return Form::Media;
    }
    if at(0x8001, b"CD001") {
        return Form::DiskImage;
    }
    if at(7, b"**ACE**") {
        return Form::OtherArchive;
    }
    if !text {
        return Form::Other;
    }
    text_form(head)
}

/// Forms whose first letters nothing else begins with.
fn may_be_text(form: Form) -> bool {
    matches!(form, Form::Rtf | Form::Pdf | Form::Script)
}

/// Text has no zeros, unless it is UTF-16 and says so, and next to no other controls.
fn looks_like_text(head: &[u8]) -> bool {
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return head.len() > 3;
    }
    let controls = head.iter().filter(|b| matches!(**b, 1..=8 | 11 | 14..=26 | 28..=31 | 127)).count();
    !head.contains(&0) && controls * 50 <= head.len()
}

fn text_form(head: &[u8]) -> Form {
    let head = mail_in(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head));
    if head.starts_with(b"From ")
        && let Some(end) = head.iter().position(|&b| b == b'\n')
        && is_mail(head.get(end + 1..).unwrap_or_default())
    {
        return Form::Mailbox;
    }
    if is_mail(head) {
        return Form::Mail;
    }
    let start: Vec<u8> = head.iter().take(1024).map(u8::to_ascii_lowercase).collect();
    let start = start.trim_ascii_start();
    // XML as well: what stands in it is written with references and cut by tags, too.
    if start.starts_with(b"<") && start.get(1).is_some_and(|b| b.is_ascii_alphabetic() || b"!?".contains(b)) {
        Form::Html
    } else {
        Form::Text
    }
}

/// A message without what programs put before it: empty lines, a line with its length (Apple Mail), a line of Exchange.
pub(crate) fn mail_in(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.trim_ascii_start();
    let end = bytes.iter().take(80).position(|&b| b == b'\n').unwrap_or(0);
    let (first, rest) = bytes.split_at_checked(end).unwrap_or_default();
    let length = !first.is_empty() && first.trim_ascii_end().iter().all(u8::is_ascii_digit);
    if length || first.starts_with(b"Microsoft Mail Internet Headers") { rest.trim_ascii_start() } else { bytes }
}

/// Whether it begins with fields of a message, of which it has two that only messages have.
fn is_mail(head: &[u8]) -> bool {
    let mut known = 0;
    for line in head.split(|&b| b == b'\n').take(200) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = line.iter().position(|&b| b == b':') else { break };
        let name = line.get(..colon).unwrap_or_default();
        if name.is_empty() || !name.iter().all(|b| b.is_ascii_graphic()) {
            break;
        }
        known += usize::from(FIELDS.iter().any(|field| field.as_bytes().eq_ignore_ascii_case(name)));
    }
    known >= 2
}
