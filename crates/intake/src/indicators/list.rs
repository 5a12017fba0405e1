//! One value a line.

use sousveil_inspect::{Indicator, Kind, Observable, Origin};

use super::{Reading, Told};

/// Lines that begin so are remarks.
const REMARKS: [&str; 3] = ["#", "//", ";"];

pub(super) fn read(text: &str, kind: Option<Kind>, base: Origin, reading: &mut Reading, told: &mut Told) {
    let origin = reading.origin(base);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if REMARKS.iter().any(|mark| line.starts_with(mark)) {
            continue;
        }
        match kind.or_else(|| guess(line)) {
            Some(kind) => told.take(kind, line, reading, |observable| Indicator::new(observable, origin)),
            None => told.pass("line of a kind that can't be seen (say which: --kind)", line),
        }
    }
}

/// What a value is by itself. A name of a file, a program or an app has no form of its own.
pub(super) fn guess(value: &str) -> Option<Kind> {
    let fits = |kind: &Kind| Observable::new(*kind, value).is_ok();
    if value.starts_with('/') && !value.starts_with("//") && value.matches('/').count() > 1 {
        return Some(Kind::FilePath);
    }
    if value.parse::<std::net::IpAddr>().is_ok() {
        return Some(Kind::Ip);
    }
    [Kind::Md5, Kind::Sha1, Kind::Sha256, Kind::Email, Kind::Host].into_iter().find(fits)
}
