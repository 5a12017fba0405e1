//! Plain text: messages, logs, tables, JSON, line by line.

use std::borrow::Cow;
use std::io::{BufRead, Read as _};

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use sousveil_inspect::Unread;

use crate::walk::{At, Walk};

/// A longer line is read in pieces of so many bytes, each up to where something ends.
const PIECE: usize = 1 << 20;

/// Reads text to its end.
pub(crate) fn lines(walk: &mut Walk<'_>, at: At<'_>, input: &mut dyn BufRead) {
    let mut marks = [0; 2];
    let begun = input.fill_buf().map(|start| start.get(..2).map(|two| marks.copy_from_slice(two)));
    if begun.is_ok() && matches!(marks, [0xff, 0xfe] | [0xfe, 0xff]) {
        let mut bytes = Vec::new();
        if let Err(why) = input.take(crate::walk::LONGEST).read_to_end(&mut bytes) {
            walk.damaged(at, &why);
        }
        let text = decoded(walk, at, &bytes).into_owned();
        (1..).zip(text.lines()).for_each(|(line, text)| walk.text_of(at, text, Some(line), None));
        return;
    }
    if input.fill_buf().is_ok_and(is_card) {
        let mut bytes = Vec::new();
        if let Err(why) = input.take(crate::walk::LONGEST).read_to_end(&mut bytes) {
            walk.damaged(at, &why);
        }
        let text = decoded(walk, at, &bytes);
        // The lines are another's: where something stands can't be told by their numbers.
        return walk.text(at, &text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", ""));
    }
    let (mut line, mut bytes, mut odd) = (1, Vec::new(), false);
    loop {
        let before = bytes.len();
        let room = (PIECE - before) as u64;
        if let Err(why) = (&mut *input).take(room).read_until(b'\n', &mut bytes) {
            walk.damaged(at, &why);
            break;
        }
        if bytes.len() == before {
            break;
        }
        let ended = bytes.ends_with(b"\n");
        let piece = if bytes.len() < PIECE || ended { bytes.len() } else { end_of_piece(&bytes) };
        let whole = bytes.get(..piece).unwrap_or_default();
        let text = std::str::from_utf8(whole).map(Cow::Borrowed).unwrap_or_else(|_| {
            odd = true;
            WINDOWS_1252.decode_without_bom_handling(whole).0
        });
        walk.text_of(at, &text, Some(line), None);
        line += u64::from(ended);
        bytes.drain(..piece);
    }
    if odd {
        walk.unread(at, Unread::Encoding);
    }
}

/// Whether it is a calendar or an address card, which break long lines wherever they are long (RFC 5545 and RFC 6350, 3.1 and 3.2).
fn is_card(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let begins = |with: &[u8]| start.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    begins(b"BEGIN:VCALENDAR") || begins(b"BEGIN:VCARD")
}

/// Behind the last sign that no address has; all of it where there is none.
fn end_of_piece(bytes: &[u8]) -> usize {
    let ends = |b: &u8| b.is_ascii_whitespace() || b"\"<>|".contains(b);
    bytes.iter().rposition(ends).map_or(bytes.len(), |at| at + 1)
}

/// The text of bytes: UTF-8, or UTF-16 that says so. Of anything else the letters of ASCII are right, and that is told.
pub(crate) fn decoded<'b>(walk: &mut Walk<'_>, at: At<'_>, bytes: &'b [u8]) -> Cow<'b, str> {
    let wide = match bytes {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    };
    if let Some(wide) = wide {
        return wide.decode_with_bom_removal(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text.trim_start_matches('\u{FEFF}')),
        Err(_) => {
            walk.unread(at, Unread::Encoding);
            WINDOWS_1252.decode_without_bom_handling(bytes).0
        }
    }
}
