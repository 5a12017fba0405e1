//! Archives: ZIP with what is made of it, gzip, tar. Nothing is ever written: names with folders are names.

use std::io::Cursor;

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use crate::office;
use crate::walk::{At, LONGEST, Walk};
use sousveil_inspect::{Ask, Form, Unread};

pub(crate) fn zip(walk: &mut Walk<'_>, at: At<'_>, bytes: &[u8]) {
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(why) => return walk.damaged(at, &why),
    };
    let mut locked = false;
    for place in 0..archive.len() {
        // The raw form is there even for what is locked or packed in ways that are not read.
        let (name, is_locked, folder) = match archive.by_index_raw(place) {
            Ok(part) => (String::from_utf8_lossy(part.name_raw()).into_owned(), part.encrypted(), part.is_dir()),
            Err(why) => {
                walk.damaged(at, &why);
                continue;
            }
        };
        if folder {
            continue;
        }
        if is_locked {
            locked = true;
            walk.name(at, &name, Form::Other);
            continue;
        }
        let shown = at.inner(&name);
        let own = At { place: &shown, ..at };
        let bytes = match archive.by_index(place) {
            Ok(mut part) => walk.unpack(own, &mut part),
            Err(why) => {
                walk.name(own, &name, Form::Other);
                walk.damaged(own, &why);
                continue;
            }
        };
        let Some(bytes) = bytes else { return };
        office::part(walk, at, &name, &bytes);
        walk.part(at, &name, &bytes);
    }
    if locked {
        walk.ask(at, Ask::EncryptedArchive { password: at.password });
        walk.unread(at, Unread::Encrypted);
    }
}

pub(crate) fn gzip(walk: &mut Walk<'_>, at: At<'_>, name: &str, bytes: &[u8]) {
    let Some(plain) = walk.unpack(at, &mut MultiGzDecoder::new(bytes)) else { return };
    let lower = name.to_ascii_lowercase();
    let inner = match lower.strip_suffix(".gz") {
        Some(shorter) => name.get(..shorter.len()).unwrap_or(name),
        None if lower.ends_with(".tgz") => name,
        None => "unpacked",
    };
    walk.part(at, inner.rsplit(['/', '\\']).next().unwrap_or(inner), &plain);
}

pub(crate) fn tar(walk: &mut Walk<'_>, at: At<'_>, bytes: &[u8]) {
    let mut archive = tar::Archive::new(bytes);
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(why) => return walk.damaged(at, &why),
    };
    for entry in entries {
        let mut entry = match entry {
            Ok(entry) => entry,
            // Where one head is damaged, where the next one begins is unknown.
            Err(why) => return walk.damaged(at, &why),
        };
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let shown = at.inner(&name);
        let own = At { place: &shown, ..at };
        if entry.size() > LONGEST {
            walk.name(own, &name, Form::Other);
            walk.unread(own, Unread::TooLong { most: LONGEST });
            continue;
        }
        let Some(bytes) = walk.unpack(own, &mut entry) else { return };
        walk.part(at, &name, &bytes);
    }
}
