//! Messages as they travel (RFC 5322 and MIME), one or a mailbox of them.

pub(crate) mod doubts;
mod uu;

use std::borrow::Cow;
use std::io::BufRead;
use std::sync::LazyLock;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{
    Address, Encoding, Header, HeaderName, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders as _, PartType,
};

use crate::form::mail_in;
use crate::html;
use crate::told::Told;
use crate::walk::{At, DEEP, LONGEST, Walk};
use sousveil_inspect::Unread;

/// Takes apart what can hide something: encoded words and addresses. All other fields are looked through as they are written.
static PARSER: LazyLock<MessageParser> = LazyLock::new(|| {
    let parser = MessageParser::new().with_mime_headers().with_address_headers();
    parser
        .header_text(HeaderName::Subject)
        .header_text(HeaderName::Comments)
        .header_text(HeaderName::Other("Thread-Topic".into()))
        .default_header_raw()
});

/// One message.
pub(crate) fn one(walk: &mut Walk<'_>, at: At<'_>, bytes: &[u8]) {
    match PARSER.parse(mail_in(bytes)) {
        Some(message) => {
            read(walk, at, &message);
            around(walk, at, &message);
        }
        None => walk.damaged(at, &"no message that can be taken apart"),
    }
}

/// What stands before the first part of a message and behind its last one: readers of mail do not show it, and a message that
/// is not whole may have most of itself there.
fn around(walk: &mut Walk<'_>, at: At<'_>, message: &Message<'_>) {
    let [root, parts @ ..] = message.parts.as_slice() else { return };
    let PartType::Multipart(_) = root.body else { return };
    let raw = message.raw_message.as_ref();
    // The end of the whole is always that of the file.
    let first = parts.iter().map(|part| part.offset_header).min().unwrap_or(root.offset_end);
    let last = parts.iter().map(|part| part.offset_end).max().unwrap_or(root.offset_end);
    let before = raw.get(root.offset_body as usize..first as usize).unwrap_or_default();
    let behind = String::from_utf8_lossy(raw.get(last as usize..).unwrap_or_default());
    walk.text(at, &String::from_utf8_lossy(before));
    walk.text(at, &behind);
    let boundary = root.content_type().and_then(|kind| kind.attribute("boundary")).unwrap_or_default();
    let begins = |line: &str| {
        let rest = line.strip_prefix("--").and_then(|line| line.strip_prefix(boundary));
        rest.is_some_and(|rest| rest.trim_end().is_empty())
    };
    if behind.lines().any(begins) {
        walk.damaged(at, &"parts that could not be told from each other");
    }
}

/// A mailbox (RFC 4155): messages parted by lines that begin with `From ` after an empty one.
pub(crate) fn many(walk: &mut Walk<'_>, at: At<'_>, input: &mut dyn BufRead) {
    let (mut message, mut number, mut empty, mut long) = (Vec::new(), 0_u64, true, false);
    loop {
        let start = message.len();
        match input.read_until(b'\n', &mut message) {
            Ok(0) => break,
            Ok(_) => {}
            Err(why) => {
                walk.damaged(at, &why);
                break;
            }
        }
        let line = message.get(start..).unwrap_or_default();
        // The first line is why it is taken for a mailbox.
        let begins = empty && (number == 0 || begins(line)) && line.starts_with(b"From ")
            || line.starts_with(b"From - ") && begins(line);
        empty = line.iter().all(u8::is_ascii_whitespace);
        if begins {
            message.truncate(start);
            of_mailbox(walk, at, &message, number, long);
            number += 1;
            (long, empty) = (false, false);
            message.clear();
        } else if message.len() as u64 > LONGEST {
            long = true;
            message.truncate(start);
        }
    }
    of_mailbox(walk, at, &message, number, long);
}

/// Whether a line begins a message: with a time, or sentences that begin with "From" would.
fn begins(line: &[u8]) -> bool {
    let is_time = |w: &[u8]| matches!(w, [a, b':', c] if a.is_ascii_digit() && c.is_ascii_digit());
    line.starts_with(b"From ") && line.windows(3).any(is_time)
}

fn of_mailbox(walk: &mut Walk<'_>, within: At<'_>, bytes: &[u8], number: u64, long: bool) {
    if number == 0 {
        return;
    }
    let place = within.inner(&format!("message {number}"));
    let at = At { place: &place, depth: within.depth + 1, ..within };
    if long {
        walk.unread(at, Unread::TooLong { most: LONGEST });
    }
    walk.tell(at, Told::Bytes(bytes));
    one(walk, at, bytes);
}

fn read(walk: &mut Walk<'_>, at: At<'_>, message: &Message<'_>) {
    if at.depth > DEEP {
        return walk.unread(at, Unread::TooDeep);
    }
    headers(walk, at, message);
    // Only what is attached may be locked.
    let password = at.password || !message.attachments.is_empty() && speaks_of_password(message);
    let own = At { sent: true, password, ..at };
    for (place, part) in message.parts.iter().enumerate() {
        let name = part.attachment_name();
        let attached = name.is_some() || message.attachments.iter().any(|&one| one as usize == place);
        for header in part.headers.iter().filter(|_| place > 0) {
            walk.text(at, &raw(message, header));
        }
        if part.is_encoding_problem {
            walk.unread(at, Unread::Encoding);
        }
        match &part.body {
            PartType::Text(text) | PartType::Html(text) if attached => {
                // By its bytes it may be something else than it is said to be, and they are what fingerprints are made of.
                walk.part(own, name.unwrap_or(""), &sent(message, part).unwrap_or_else(|| text.as_bytes().into()));
                if part.is_text_html() {
                    html::read(walk, at, text);
                } else {
                    walk.text(at, text);
                    uu::read(walk, own, text);
                }
            }
            PartType::Text(text) => {
                if text.contains("-----BEGIN PGP MESSAGE-----") {
                    walk.unread(at, Unread::Encrypted);
                }
                walk.tell(at, Told::Bytes(text.as_bytes()));
                walk.text(at, text);
                uu::read(walk, own, text);
            }
            PartType::Html(page) => {
                walk.tell(at, Told::Bytes(page.as_bytes()));
                html::read(walk, at, page);
            }
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => walk.part(own, name.unwrap_or(""), bytes),
            PartType::Message(inner) => {
                let place = at.inner(name.unwrap_or("message"));
                let within = At { place: &place, depth: at.depth + 1, ..own };
                walk.tell(within, Told::Bytes(inner.raw_message()));
                read(walk, within, inner);
            }
            PartType::Multipart(_) => {}
        }
    }
}

fn headers(walk: &mut Walk<'_>, at: At<'_>, message: &Message<'_>) {
    for header in message.headers() {
        match &header.value {
            HeaderValue::Address(Address::List(list)) => list.iter().for_each(|one| address(walk, at, one)),
            HeaderValue::Address(Address::Group(groups)) => {
                groups.iter().flat_map(|group| &group.addresses).for_each(|one| address(walk, at, one));
            }
            HeaderValue::Text(text) => walk.text(at, text),
            HeaderValue::TextList(texts) => texts.iter().for_each(|text| walk.text(at, text)),
            // Those that are taken apart into numbers and names are looked through as they were written.
            _ => walk.text(at, &raw(message, header)),
        }
    }
    for from in message.from().into_iter().flat_map(Address::iter) {
        if let (Some(name), Some(address)) = (from.name(), from.address()) {
            doubts::sender(walk, at, name, address);
        }
    }
    // The server that took it in writes the first; what stands below may have been written by the sender.
    if let Some(HeaderValue::Text(first)) = message.header_values(HeaderName::AuthenticationResults).next() {
        doubts::authentication(walk, at, first);
    }
}

/// A field as it was written.
fn raw<'m>(message: &'m Message<'_>, header: &Header<'_>) -> Cow<'m, str> {
    let bytes = message.raw_message.get(header.offset_start as usize..header.offset_end as usize);
    String::from_utf8_lossy(bytes.unwrap_or_default())
}

/// The bytes of a part as they were before it was packed for the way.
fn sent<'m>(message: &'m Message<'_>, part: &MessagePart<'_>) -> Option<Cow<'m, [u8]>> {
    let packed = message.raw_message.get(part.offset_body as usize..part.offset_end as usize)?;
    match part.encoding {
        Encoding::None => Some(packed.into()),
        Encoding::Base64 => base64_decode(packed).map(Cow::Owned),
        Encoding::QuotedPrintable => quoted_printable_decode(packed).map(Cow::Owned),
    }
}

fn address(walk: &mut Walk<'_>, at: At<'_>, one: &mail_parser::Addr<'_>) {
    [one.name(), one.address()].into_iter().flatten().for_each(|text| walk.text(at, text));
}

fn speaks_of_password(message: &Message<'_>) -> bool {
    let bodies = message.text_body.iter().chain(&message.html_body).filter_map(|&part| message.part(part));
    let mut texts = bodies.filter_map(|part| part.text_contents()).chain(message.subject());
    texts.any(doubts::speaks_of_password)
}
