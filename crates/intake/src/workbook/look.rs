//! A look at the archive before anything in it is believed: how many parts, how large, how packed, and which.

use std::borrow::Cow;
use std::io::{Cursor, Read as _, copy, sink};

use zip::ZipArchive;

/// Parts of an archive, at most. A workbook has a few for each sheet, and one for each picture.
const MOST_PARTS: usize = 10_000;
/// Unpacked bytes of all parts, at most.
const MOST_UNPACKED: u64 = 512 * 1024 * 1024;
/// How many times larger a part may become, once it is larger than [`SMALL`]. Sheets with the same in every row pack
/// a hundredfold; what is made to fill memory packs a thousandfold.
const MOST_RATIO: u64 = 400;
const SMALL: u64 = 16 * 1024 * 1024;

/// Refuses what is no workbook, and what would unpack to too much. Sizes are counted, not only read: they may lie.
pub(super) fn look(bytes: &[u8]) -> Result<(), String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| format!("it is no whole ZIP archive ({e})"))?;
    let has = |name: &str| archive.file_names().flatten().any(|n| n.eq_ignore_ascii_case(name));
    if has("content.xml") && has("mimetype") {
        return Err("it is an OpenDocument spreadsheet (.ods), which is not read".to_owned());
    }
    if !has("[Content_Types].xml") {
        return Err("it is a ZIP archive, but no workbook: [Content_Types].xml is missing".to_owned());
    }
    if archive.file_names().flatten().any(|n| n.to_lowercase().ends_with("workbook.bin")) {
        return Err("it is a binary workbook (.xlsb), which is not read".to_owned());
    }
    if archive.len() > MOST_PARTS {
        return Err(format!("it has {} parts; expected at most {MOST_PARTS}", archive.len()));
    }
    let mut total: u64 = 0;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|e| format!("a part of it can't be unpacked ({e})"))?;
        let name = part.name().map_or_else(|_| "(no readable name)".to_owned(), Cow::into_owned);
        let (packed, said) = (part.compressed_size(), part.size());
        too_much(&name, packed, said, total)?;
        // One byte more than may be tells enough.
        let room = MOST_UNPACKED - total + 1;
        let real = copy(&mut part.take(room), &mut sink()).map_err(|e| format!("its part {name} is damaged ({e})"))?;
        too_much(&name, packed, real, total)?;
        total += real;
    }
    Ok(())
}

fn too_much(name: &str, packed: u64, unpacked: u64, before: u64) -> Result<(), String> {
    if unpacked > SMALL && unpacked / packed.max(1) > MOST_RATIO {
        return Err(format!("its part {name} unpacks to more than {MOST_RATIO} times its size"));
    }
    if before.saturating_add(unpacked) > MOST_UNPACKED {
        return Err(format!("it unpacks to more than {MOST_UNPACKED} bytes"));
    }
    Ok(())
}
