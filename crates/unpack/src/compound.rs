//! Compound files (MS-CFB): Outlook messages, and office documents of before 2007.

mod rtf;

use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use cfb::CompoundFile;
use encoding_rs::{UTF_16LE, WINDOWS_1252};

use crate::told::Told;
use crate::walk::{At, DEEP, Walk};
use crate::{html, letters, mail};
use sousveil_inspect::{Ask, Form, Unread};

type File<'b> = CompoundFile<Cursor<&'b [u8]>>;

pub(crate) fn read(walk: &mut Walk<'_>, at: At<'_>, bytes: &[u8]) {
    let mut file = match CompoundFile::open(Cursor::new(bytes)) {
        Ok(file) => file,
        Err(why) => {
            walk.damaged(at, &why);
            return letters::open(walk, at, Form::Compound, bytes);
        }
    };
    if file.is_stream("/__properties_version1.0") {
        return message(walk, at, &mut file, Path::new("/"));
    }
    let names: Vec<String> = file.walk().map(|entry| entry.name().to_owned()).collect();
    if names.iter().any(|name| matches!(&**name, "Macros" | "_VBA_PROJECT_CUR" | "_VBA_PROJECT" | "VBA")) {
        walk.ask(at, Ask::Macro);
    }
    if names.iter().any(|name| name == "EncryptedPackage") {
        walk.ask(at, Ask::EncryptedArchive { password: at.password });
        return walk.unread(at, Unread::Encrypted);
    }
    letters::open(walk, at, Form::Compound, bytes);
}

/// A message of Outlook, by its properties (MS-OXMSG, MS-OXPROPS): at the root, or within another message.
fn message(walk: &mut Walk<'_>, at: At<'_>, file: &mut File<'_>, root: &Path) {
    let mut text = |property| property_text(walk, at, file, root, property);
    let (subject, sender, body, page) = (text(0x0037), text(0x0c1a), text(0x1000), text(0x1013));
    // The SMTP address, else the one of the sender's own system, which may be no address of mail.
    let (address, headers) = (text(0x5d01).or_else(|| text(0x0c1f)), text(0x007d));
    // To whom an answer goes, by name.
    let replies = text(0x0050);
    let page = page.or_else(|| Some(string(&property(walk, at, file, root, 0x1013, 0x0102)?)));
    let rich = property(walk, at, file, root, 0x1009, 0x0102);
    if let (Some(name), Some(address)) = (&sender, &address) {
        mail::doubts::sender(walk, at, name, address);
    }
    for text in [&subject, &sender, &address, &replies, &body].into_iter().flatten() {
        walk.text(at, text);
    }
    if let Some(body) = &body {
        walk.tell(at, Told::Bytes(body.as_bytes()));
    }
    if let Some(replies) = property(walk, at, file, root, 0x004f, 0x0102) {
        letters::runs(&replies, &mut |text| walk.text(at, text));
    }
    if let Some(headers) = &headers {
        mail::one(walk, at, format!("{}\r\n\r\n", headers.trim_end()).as_bytes());
    }
    if let Some(page) = &page {
        walk.tell(at, Told::Bytes(page.as_bytes()));
        html::read(walk, at, page);
    }
    match rich.as_deref().map(rtf::unpacked) {
        Some(Some(plain)) => {
            walk.tell(at, Told::Bytes(&plain));
            letters::runs(&plain, &mut |text| walk.text(at, text));
        }
        Some(None) => walk.damaged(at, &"its text in RTF can't be unpacked"),
        None => {}
    }
    let password = [&subject, &body, &page].into_iter().flatten().any(|text| mail::doubts::speaks_of_password(text));
    let own = At { sent: true, password: password || at.password, ..at };
    let inside = file.read_storage(root).map(|entries| entries.map(|entry| entry.path().to_owned()).collect());
    let inside: Vec<PathBuf> = inside.unwrap_or_default();
    for storage in inside {
        let name = storage.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("__attach") {
            attachment(walk, own, file, &storage);
        } else if name.starts_with("__recip") {
            // As they are shown, in their own system, by SMTP.
            for property in [0x3001, 0x3003, 0x39fe] {
                if let Some(text) = property_text(walk, at, file, &storage, property) {
                    walk.text(at, &text);
                }
            }
        }
    }
}

fn attachment(walk: &mut Walk<'_>, own: At<'_>, file: &mut File<'_>, storage: &Path) {
    let name =
        property_text(walk, own, file, storage, 0x3707).or_else(|| property_text(walk, own, file, storage, 0x3704));
    let name = name.unwrap_or_default();
    // What is not in the message but lies elsewhere.
    for link in [0x3708, 0x370d] {
        if let Some(link) = property_text(walk, own, file, storage, link) {
            walk.text(own, &link);
        }
    }
    let within = storage.join("__substg1.0_3701000D");
    if file.is_storage(&within) {
        let shown = if name.is_empty() { "message" } else { &name };
        let place = own.inner(shown);
        let at = At { place: &place, depth: own.depth + 1, ..own };
        if at.depth > DEEP {
            return walk.unread(at, Unread::TooDeep);
        }
        return message(walk, at, file, &within);
    }
    if let Some(bytes) = property(walk, own, file, storage, 0x3701, 0x0102) {
        walk.part(own, &name, &bytes);
    }
}

fn property_text(walk: &mut Walk<'_>, at: At<'_>, file: &mut File<'_>, root: &Path, id: u16) -> Option<String> {
    let wide = property(walk, at, file, root, id, 0x001f);
    let text = wide.map(|bytes| UTF_16LE.decode_without_bom_handling(&bytes).0.into_owned());
    text.or_else(|| Some(string(&property(walk, at, file, root, id, 0x001e)?))).filter(|text| !text.is_empty())
}

fn string(bytes: &[u8]) -> String {
    let read = std::str::from_utf8(bytes).map(str::to_owned);
    read.unwrap_or_else(|_| WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned())
}

fn property(walk: &mut Walk<'_>, at: At<'_>, file: &mut File<'_>, root: &Path, id: u16, kind: u16) -> Option<Vec<u8>> {
    let path = root.join(format!("__substg1.0_{id:04X}{kind:04X}"));
    if !file.is_stream(&path) {
        return None;
    }
    match file.open_stream(&path) {
        Ok(mut stream) => walk.unpack(at, &mut stream.by_ref()),
        Err(why) => {
            walk.damaged(at, &why);
            None
        }
    }
}
