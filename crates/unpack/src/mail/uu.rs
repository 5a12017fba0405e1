//! Files in the text of a message, as they were sent before MIME and are still read by some (`uuencode`, POSIX.1-2024).

use crate::walk::{At, Walk};

/// Takes apart the files that stand in a text.
pub(crate) fn read(walk: &mut Walk<'_>, at: At<'_>, text: &str) {
    if !text.contains("begin ") {
        return;
    }
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(name) = begins(line) else { continue };
        let mut bytes = Vec::new();
        let mut ended = false;
        for line in lines.by_ref() {
            ended = line.trim_end() == "end";
            if ended || !decode(line, &mut bytes) {
                break;
            }
        }
        // Else it is a sentence that begins so.
        if ended || !bytes.is_empty() {
            walk.part(at, name, &bytes);
        }
        if !ended && !bytes.is_empty() {
            walk.damaged(at, &format!("a file in the text that has no end: {name}"));
        }
    }
}

/// The name of a file that begins with this line.
fn begins(line: &str) -> Option<&str> {
    let (mode, name) = line.strip_prefix("begin ")?.split_once(' ')?;
    let is_mode = (3..=4).contains(&mode.len()) && mode.bytes().all(|b| matches!(b, b'0'..=b'7'));
    is_mode.then_some(name.trim()).filter(|name| !name.is_empty())
}

/// Adds what a line holds; not, where it is none of such a file. Spaces at its end may have been lost on the way.
fn decode(line: &str, out: &mut Vec<u8>) -> bool {
    let six = |byte: u8| (b' '..=b'`').contains(&byte).then(|| (byte - b' ') & 63);
    let Some((length, letters)) = line.as_bytes().split_first() else { return true };
    let (Some(length), Some(sixes)) = (six(*length), letters.iter().copied().map(six).collect::<Option<Vec<u8>>>())
    else {
        return false;
    };
    let bytes = sixes.chunks(4).flat_map(|four| {
        let at = |at: usize| four.get(at).copied().unwrap_or(0);
        [at(0) << 2 | at(1) >> 4, at(1) << 4 | at(2) >> 2, at(2) << 6 | at(3)]
    });
    let lost = std::iter::repeat(0);
    out.extend(bytes.chain(lost).take(usize::from(length)));
    true
}
