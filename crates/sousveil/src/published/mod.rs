//! A published site: plain files, a list of their hashes that `sha256sum --check` reads, and a signature of that list
//! that `minisign` reads.

mod check;
pub mod place;
mod sign;
mod sums;

use serde::{Deserialize, Serialize};

pub use check::{Checked, Found, check, strangers};
pub use sign::{Key, Signer};
pub use sums::Sums;

/// The list of all files with their hashes. Itself and its signature are not in it.
pub const SUMS: &str = "SHA256SUMS";
/// Its signature.
pub const SIGNATURE: &str = "SHA256SUMS.minisig";
/// The file that says which data it is.
pub const ABOUT: &str = "version.json";

/// Which data a site was made from, and by what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Name of the dataset.
    pub dataset: String,
    /// Its version.
    pub version: String,
    /// Hash of the data.
    pub data_hash: String,
    /// The version of the program.
    pub program: String,
}

impl About {
    /// What a signature is for, in one line.
    pub fn comment(&self) -> String {
        format!("{} {}, data hash {}", self.dataset, self.version, self.data_hash)
    }
}
