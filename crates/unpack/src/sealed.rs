//! Archives that are not unpacked: what their heads say openly, which parts there are and whether they are locked.
//!
//! RAR 5 by <https://www.rarlab.com/technote.htm>; RAR of before 2013 and 7z by the notes that come with their programs
//! (`technote.txt`, `7zFormat.txt`).

use sousveil_inspect::{Ask, Form, Unread};

use crate::walk::{At, MOST_PARTS, Walk};

pub(crate) fn read(walk: &mut Walk<'_>, at: At<'_>, bytes: &[u8]) {
    let told = if let Some(blocks) = bytes.strip_prefix(b"Rar!\x1a\x07\x01\0") {
        rar(walk, at, blocks, block)
    } else if let Some(blocks) = bytes.strip_prefix(b"Rar!\x1a\x07\0") {
        rar(walk, at, blocks, older_block)
    } else {
        Listed { locked: seven_zip_is_locked(bytes), whole: true }
    };
    if !told.whole {
        walk.damaged(at, &"the list of its parts ends early");
    }
    if told.locked {
        walk.ask(at, Ask::EncryptedArchive { password: at.password });
        walk.unread(at, Unread::Encrypted);
    }
}

struct Listed {
    locked: bool,
    /// Whether the list was read to its end.
    whole: bool,
}

/// A block of RAR, which is followed by its data.
struct Block<'b> {
    kind: Kind,
    /// What it is called, where it is a file.
    name: Option<&'b [u8]>,
    locked: bool,
    /// Head and data, in bytes.
    length: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Nothing can be read behind it.
    Lock,
    End,
    Other,
}

fn rar(walk: &mut Walk<'_>, at: At<'_>, mut rest: &[u8], next: fn(&[u8]) -> Option<Block<'_>>) -> Listed {
    let (mut locked, mut names) = (false, 0);
    loop {
        let Some(block) = next(rest) else {
            // The mark at the end may be left out, and volumes are cut.
            return Listed { locked, whole: rest.is_empty() };
        };
        locked |= block.locked || block.kind == Kind::Lock;
        if let Some(name) = block.name {
            // What stands behind a zero is the same in other letters.
            let name = name.split(|&b| b == 0).next().unwrap_or_default();
            walk.name(at, &String::from_utf8_lossy(name), Form::Other);
            names += 1;
            if names == MOST_PARTS {
                walk.unread(at, Unread::TooMuch);
                return Listed { locked, whole: true };
            }
        }
        if block.kind != Kind::Other {
            return Listed { locked, whole: true };
        }
        let length = usize::try_from(block.length).unwrap_or(usize::MAX);
        let Some(behind) = rest.get(length..) else { return Listed { locked, whole: false } };
        rest = behind;
    }
}

/// A block of RAR 5.
fn block(bytes: &[u8]) -> Option<Block<'_>> {
    let mut all = Bytes(bytes);
    all.take(4)?; // the sum of the head
    let size = all.number()?;
    let begun = bytes.len() - all.0.len();
    let mut head = Bytes(all.0.get(..usize::try_from(size).ok()?)?);
    let (kind, flags) = (head.number()?, head.number()?);
    let extra = if flags & 1 != 0 { usize::try_from(head.number()?).ok()? } else { 0 };
    let data = if flags & 2 != 0 { head.number()? } else { 0 };
    let length = (begun as u64).checked_add(size)?.checked_add(data)?;
    let whole = |kind, name, locked| Some(Block { kind, name, locked, length });
    match kind {
        2 => {}
        4 => return whole(Kind::Lock, None, true),
        5 => return whole(Kind::End, None, false),
        _ => return whole(Kind::Other, None, false),
    }
    let (mut fields, mut records) = head.cut_before_end(extra)?;
    let file = fields.number()?;
    fields.number()?; // how long it is unpacked
    fields.number()?; // attributes
    fields.take(4 * (usize::from(file & 2 != 0) + usize::from(file & 4 != 0)))?; // its time, its sum
    fields.number()?; // how it is packed
    fields.number()?; // on which system
    let name = fields.number()?;
    let name = fields.take(usize::try_from(name).ok()?)?;
    let mut locked = false;
    while !records.0.is_empty() {
        let length = usize::try_from(records.number()?).ok()?;
        locked |= Bytes(records.take(length)?).number() == Some(1);
    }
    whole(Kind::Other, (file & 1 == 0).then_some(name), locked)
}

/// A block of RAR of before 2013.
fn older_block(bytes: &[u8]) -> Option<Block<'_>> {
    let mut all = Bytes(bytes);
    all.take(2)?; // the sum of the head
    let (kind, flags, size) = (*all.take(1)?.first()?, all.u16()?, all.u16()?);
    let head = bytes.get(..usize::from(size)).filter(|head| head.len() >= 7)?;
    let mut fields = Bytes(head.get(7..)?);
    let data = if flags & 0x8000 != 0 || kind == 0x74 { u64::from(fields.u32()?) } else { 0 };
    let length = u64::from(size) + data;
    match kind {
        0x73 if flags & 0x80 != 0 => Some(Block { kind: Kind::Lock, name: None, locked: true, length }),
        0x74 => {
            fields.take(4 + 1 + 4 + 4 + 1 + 1)?; // length, system, sum, time, version, method
            let name = usize::from(fields.u16()?);
            fields.take(4)?; // attributes
            let large = flags & 0x100 != 0;
            let more = if large { u64::from(fields.u32()?) << 32 } else { 0 };
            fields.take(if large { 4 } else { 0 })?;
            let name = fields.take(name)?;
            let folder = flags & 0xe0 == 0xe0;
            let length = length.checked_add(more)?;
            Some(Block { kind: Kind::Other, name: (!folder).then_some(name), locked: flags & 4 != 0, length })
        }
        0x7b => Some(Block { kind: Kind::End, name: None, locked: false, length }),
        _ => Some(Block { kind: Kind::Other, name: None, locked: false, length }),
    }
}

/// Whether the head at the end of a 7z archive names its cipher. Where the head itself is packed, that can't be seen.
fn seven_zip_is_locked(bytes: &[u8]) -> bool {
    const AES: &[u8] = &[0x06, 0xf1, 0x07, 0x01];
    let head = || {
        let mut start = Bytes(bytes.strip_prefix(b"7z\xbc\xaf\x27\x1c")?);
        start.take(2 + 4)?;
        let (offset, size) = (usize::try_from(start.u64()?).ok()?, usize::try_from(start.u64()?).ok()?);
        let begin = offset.checked_add(32)?;
        bytes.get(begin..begin.checked_add(size)?)
    };
    head().is_some_and(|head| head.windows(AES.len()).any(|window| window == AES))
}

/// Bytes that are read from the front.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn u64(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    /// A number of RAR 5: seven bits a byte, the lowest first, the eighth says that more follow.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.take(1)?.first()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// What is left, and the last bytes of it.
    fn cut_before_end(self, count: usize) -> Option<(Self, Self)> {
        let (front, end) = self.0.split_at_checked(self.0.len().checked_sub(count)?)?;
        Some((Self(front), Self(end)))
    }
}
