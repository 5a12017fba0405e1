//! Names for screening: any text can be prepared and is most like itself; no bytes make the readers panic.

use std::sync::LazyLock;

use sousveil_screen::index::{Builder, Limits, NamesIndex, Question};
use sousveil_screen::{Kind, Name, NameRef, Tuning, compare};

const KINDS: [Kind; 4] = [Kind::Unknown, Kind::Person, Kind::Organisation, Kind::Other];

static INDEX: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    for (entity, text) in (0..).zip(["Sergei Belozerov", "Gamma International GmbH", "\u{62f}\u{648}\u{644}\u{629}"]) {
        builder.name(entity, Name::new(text, Kind::Unknown).view()).expect("room for three names");
        builder.identifier(entity, text);
    }
    builder.finish()
});

/// The first byte says what the rest is: two names, a prepared name, an index, or how to damage one.
pub fn run(data: &[u8]) {
    let [which, rest @ ..] = data else { return };
    match which & 3 {
        0 => texts(*which >> 2, rest),
        1 => prepared(rest),
        2 => index(rest.to_vec()),
        _ => {
            let mut bytes = INDEX.clone();
            for edit in rest.chunks_exact(3) {
                let [low, high, byte] = edit else { continue };
                let at = usize::from(u16::from_le_bytes([*low, *high])) % bytes.len();
                if let Some(slot) = bytes.get_mut(at) {
                    *slot ^= byte;
                }
            }
            index(bytes);
        }
    }
}

fn texts(kind: u8, data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (one, other) = text.split_once('\n').unwrap_or((&text, ""));
    let Some(&kind) = KINDS.get(usize::from(kind) % KINDS.len()) else { return };
    let [one, other] = [one, other].map(|text| Name::new(text, kind));
    assert_eq!(NameRef::from_bytes(one.as_bytes()), Ok(one.view()));
    let marked = one.clone().weak(true);
    assert!(marked.view().is_weak() && marked.view().kind() == one.view().kind());
    let (itself, another) = (compare(one.view(), one.view()), compare(one.view(), other.view()));
    assert!((0.0..=1.0).contains(&another.score), "{another:?}");
    assert!(itself.score >= another.score - 1e-6, "{itself:?} {another:?}");
}

fn prepared(bytes: &[u8]) {
    let Ok(name) = NameRef::from_bytes(bytes) else { return };
    let _ = format!("{name:?}");
    assert!((0.0..=1.0).contains(&compare(name, name).score));
}

fn index(bytes: Vec<u8>) {
    let Ok(index) = NamesIndex::open(bytes) else { return };
    let _ = index.fault(3);
    for text in ["Sergey Belozerov", "Gama International", "\u{62f}\u{648}\u{644}\u{629}"] {
        let name = Name::new(text, Kind::Unknown);
        let question = Question { name: &name, cutoff: 0.0, limits: Limits::default(), tuning: &Tuning::DEFAULT };
        for found in index.find(&question, None) {
            assert!((0.0..=1.0).contains(&found.likeness.score));
        }
        let _ = index.with_identifier(text);
    }
}
