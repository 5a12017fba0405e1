//! Letters that stand openly in files of other forms: programs, shortcuts, documents.

use std::io::Read as _;

use flate2::read::ZlibDecoder;
use sousveil_inspect::{Ask, Form, Unread};

use crate::told::Told;
use crate::walk::{At, Walk};

/// A run of fewer letters is chance.
const SHORTEST: usize = 6;
/// A longer run is cut: no address has more.
const LONGEST: usize = 64 << 10;
/// A packed part of a document is read so far.
const PART: u64 = 64 << 20;

/// Looks through what can be read without knowing the form, and says that nothing more was done.
pub(crate) fn open(walk: &mut Walk<'_>, at: At<'_>, form: Form, bytes: &[u8]) {
    runs(bytes, &mut |text| walk.text(at, text));
    walk.unread(at, Unread::OpenLetters { form });
}

/// A PDF: its open letters, and those of the parts that are packed as most are (ISO 32000-1, 7.4.4, `FlateDecode`).
pub(crate) fn pdf(walk: &mut Walk<'_>, at: At<'_>, bytes: &[u8]) {
    runs(bytes, &mut |text| walk.text(at, text));
    let mut rest = bytes;
    while let Some(start) = position(rest, b"stream") {
        rest = rest.get(start + b"stream".len()..).unwrap_or_default();
        let packed = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"));
        // The first byte of zlib says deflate with its usual window (RFC 1950).
        if let Some(packed) = packed.filter(|packed| packed.first() == Some(&0x78)) {
            let mut plain = Vec::new();
            // What was read until a fault is worth a look; that it is not all is told below.
            let _ = ZlibDecoder::new(packed).take(PART).read_to_end(&mut plain);
            if !walk.room(plain.len() as u64) {
                walk.unread(at, Unread::TooMuch);
                return;
            }
            walk.tell(at, Told::Bytes(&plain));
            runs(&plain, &mut |text| walk.text(at, text));
        }
    }
    if is_locked(bytes) {
        // Many are locked against changes alone and open without a password: that is no question, unless one came with it.
        if at.password {
            walk.ask(at, Ask::EncryptedArchive { password: true });
        }
        walk.unread(at, Unread::Encrypted);
    }
    walk.unread(at, Unread::OpenLetters { form: Form::Pdf });
}

/// Whether its trailer names a cipher (ISO 32000, 7.5.5), as a reference or as it is.
fn is_locked(pdf: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    let values = pdf.windows(KEY.len()).enumerate().filter(|(_, window)| *window == KEY);
    let mut behind = values.filter_map(|(at, _)| pdf.get(at + KEY.len()..));
    behind.any(|value| matches!(value.trim_ascii_start(), [b'0'..=b'9' | b'<', ..]))
}

fn position(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// Runs of letters of one byte, and of two (UTF-16, as Windows writes).
pub(crate) fn runs(bytes: &[u8], read: &mut dyn FnMut(&str)) {
    let mut run = String::new();
    let mut end = |run: &mut String| {
        if run.len() >= SHORTEST {
            read(run);
        }
        run.clear();
    };
    for &byte in bytes {
        if run.len() >= LONGEST || !(0x20..0x7f).contains(&byte) {
            end(&mut run);
        }
        if (0x20..0x7f).contains(&byte) {
            run.push(char::from(byte));
        }
    }
    end(&mut run);
    for from in [0, 1] {
        for pair in bytes.get(from..).unwrap_or_default().as_chunks::<2>().0 {
            match pair {
                [byte @ 0x20..0x7f, 0] if run.len() < LONGEST => run.push(char::from(*byte)),
                _ => end(&mut run),
            }
        }
        end(&mut run);
    }
}
