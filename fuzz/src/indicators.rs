//! Published indicators, a text that is held against them, or a pack of them: the first byte picks.

use std::sync::LazyLock;

use sousveil_inspect::{Head, Indicator, Kind, Observable, Origin, Pack, Packs, Weight, build, find, judge};
use sousveil_intake::indicators::{Reading, Setting};

use super::scratch;
use super::sii::names_a_line;

/// Refused with a line that exists, or taken in one spelling and found again; what is no pack is refused or read.
pub fn run(data: &[u8]) {
    let [which, rest @ ..] = data else { return };
    match which % 3 {
        0 => file(rest),
        1 => text(&String::from_utf8_lossy(rest)),
        _ => pack(rest),
    }
}

fn file(bytes: &[u8]) {
    let parts = [("indicators", bytes)];
    scratch::with(&parts, |dir| {
        let mut reading = Reading::default();
        if let Err(error) = reading.file(&dir.join("indicators"), &Setting::default()) {
            assert!(reading.indicators.is_empty() && reading.told.is_empty());
            return names_a_line(&error, &parts);
        }
        let told = reading.told.first().expect("one file was read");
        assert_eq!(told.taken, reading.indicators.len());
        for one in &reading.indicators {
            assert!(reading.origins.get(one.origin as usize).is_some(), "{one:?}");
            let again = Observable::new(one.observable.kind(), one.observable.value()).expect("its one spelling");
            assert_eq!(again, one.observable);
            assert!(!one.observable.value().chars().any(char::is_control), "{one:?}");
        }
        let head = Head { origins: reading.origins, ..Head::default() };
        let Ok(bytes) = build(&head, &reading.indicators) else { return };
        let pack = Pack::open(bytes).expect("a pack that was just built");
        for one in &reading.indicators {
            let entry = pack.look(one.observable.kind(), one.observable.value()).expect("what was put in");
            assert!(entry.claims().count() > 0);
        }
    });
}

/// A few indicators of each sort that a text can have.
static LISTED: LazyLock<Packs<Vec<u8>>> = LazyLock::new(|| {
    let values = [
        (Kind::Host, "bad.example.com"),
        (Kind::Host, "bit.ly"),
        (Kind::Url, "http://page.example.com/a/b?c=d"),
        (Kind::Ip, "203.0.114.7"),
        (Kind::Email, "spy@example.com"),
        (Kind::Md5, "a070fd2cce434a6f0b0d0fa6d3278d22"),
    ];
    let of = |(kind, text)| Indicator::new(Observable::new(kind, text).expect("a value of its kind"), 0);
    let head = Head { origins: vec![Origin::default()], ..Head::default() };
    let bytes = build(&head, &values.map(of)).expect("a small pack");
    Packs::new(vec![Pack::open(bytes).expect("a pack")])
});

fn text(text: &str) {
    let seen = find(text);
    for (at, one) in seen.iter().enumerate() {
        assert!(!seen[..at].contains(one), "twice: {one:?}");
        let again = Observable::new(one.kind(), &one.value());
        for finding in judge(&LISTED, one, None) {
            // An address may be longer than any indicator.
            assert!(again.is_ok() || one.value().len() > 2_048, "{one:?}");
            assert_eq!(finding.weight == Weight::Trap, finding.entry.value == "bit.ly", "{one:?}");
        }
    }
}

fn pack(bytes: &[u8]) {
    let Ok(pack) = Pack::open(bytes) else { return };
    for entry in pack.entries().take(1_000) {
        assert!(entry.claims().count() <= usize::from(u16::MAX));
        let _ = entry.traps().iter().count();
    }
    let _ = pack.look(Kind::Host, "bad.example.com");
}
