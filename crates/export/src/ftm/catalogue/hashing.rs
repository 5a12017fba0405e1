//! Sizes and checksums, taken while a file is written.

use std::io::Write;

use data_encoding::HEXLOWER;
use sha1::Digest as _;

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hashes {
    /// Bytes.
    pub size: u64,
    /// SHA-1 in lower-case hex: what yente compares.
    pub sha1: String,
    /// SHA-256 in lower-case hex.
    pub sha256: String,
}

/// Passes bytes on and hashes them.
pub struct Hashing<'w> {
    out: &'w mut dyn Write,
    size: u64,
    sha1: sha1::Sha1,
    sha256: sha2::Sha256,
}

impl<'w> Hashing<'w> {
    /// Begins.
    pub fn new(out: &'w mut dyn Write) -> Self {
        Self { out, size: 0, sha1: sha1::Sha1::new(), sha256: sha2::Sha256::new() }
    }

    /// What has passed.
    pub fn finish(self) -> Hashes {
        Hashes {
            size: self.size,
            sha1: HEXLOWER.encode(&self.sha1.finalize()),
            sha256: HEXLOWER.encode(&self.sha256.finalize()),
        }
    }
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let taken = self.out.write(bytes)?;
        let passed = bytes.get(..taken).unwrap_or(bytes);
        self.sha1.update(passed);
        self.sha256.update(passed);
        self.size += u64::try_from(taken).unwrap_or(u64::MAX);
        Ok(taken)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}
