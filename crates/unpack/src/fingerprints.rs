//! Fingerprints of files by the sums that publications know them by.

use data_encoding::HEXLOWER;
use md5::Digest as _;
use sousveil_inspect::{Kind, Observable, Seen};

/// The three sums of the bytes so far.
#[derive(Default)]
pub(crate) struct Fingerprints {
    md5: md5::Md5,
    sha1: sha1::Sha1,
    sha256: sha2::Sha256,
}

impl Fingerprints {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut sums = Self::default();
        sums.add(bytes);
        sums
    }

    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.md5.update(bytes);
        self.sha1.update(bytes);
        self.sha256.update(bytes);
    }

    pub(crate) fn seen(self) -> impl Iterator<Item = Seen> {
        let sums = [
            (Kind::Md5, HEXLOWER.encode(&self.md5.finalize())),
            (Kind::Sha1, HEXLOWER.encode(&self.sha1.finalize())),
            (Kind::Sha256, HEXLOWER.encode(&self.sha256.finalize())),
        ];
        sums.into_iter().filter_map(|(kind, sum)| Observable::new(kind, &sum).ok().as_ref().and_then(Seen::of))
    }
}
