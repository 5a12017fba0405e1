//! Files that are taken apart: mail, Outlook messages and older documents, archives and what is packed in them, databases.
//! What a file is, its content says, so that each target goes where its seeds lead it.

use sousveil_inspect::{Address, Observable, Seen};
use sousveil_unpack::{Told, form_of, unpack};

pub fn mail(data: &[u8]) {
    taken_apart("letter.eml", data, &[]);
}

pub fn compound(data: &[u8]) {
    taken_apart("letter.msg", data, &[]);
}

pub fn archive(data: &[u8]) {
    taken_apart("papers.zip", data, &[]);
}

/// A database and what lies beside it: the first byte tells, in sixteenths, where one ends and the other begins.
pub fn history(data: &[u8]) {
    let [part, rest @ ..] = data else { return };
    let at = rest.len() * usize::from(part % 17) / 16;
    let (bytes, log) = rest.split_at(at);
    taken_apart("places.sqlite", bytes, log);
}

/// It ends, tells of the file itself, and everything that it tells has one spelling.
fn taken_apart(name: &str, bytes: &[u8], log: &[u8]) {
    let (mut whole, mut count) = (None, 0_u64);
    unpack(Some(name), &mut &*bytes, log, &mut |place, told| {
        count += 1;
        match told {
            Told::Part { form, bytes } if place.is_empty() => whole = Some((form, bytes)),
            Told::Seen { seen, line, .. } => {
                assert!(line != Some(0), "{seen:?}");
                let one = seen.to_seen();
                if let Seen::Address(address) | Seen::Shorter(address) = &one {
                    assert_eq!(Address::parse(&one.value()).as_ref(), Some(address));
                } else {
                    let again = Observable::new(one.kind(), &one.value()).ok().as_ref().and_then(Seen::of);
                    assert_eq!(again.as_ref(), Some(&one));
                }
            }
            _ => {}
        }
    })
    .expect("bytes in memory can be read");
    assert_eq!(whole, Some((form_of(bytes), bytes.len() as u64)));
    assert!(count < 2_000_000);
}
