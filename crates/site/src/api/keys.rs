//! Keys that the operator may demand.
//!
//! A key is 256 random bits, so nobody can guess it from its hash, and one SHA-256 is as good a store as a slow hash
//! would be: those are for passwords, which people choose. Only hashes are kept, in the settings and in memory.

use axum::http::{HeaderMap, header};
use data_encoding::{BASE32_NOPAD, HEXLOWER};
use sha2::{Digest as _, Sha256};

use super::error::Error;
use crate::address::pairs;

/// How many bits of chance are in a key, in bytes.
pub const KEY_BYTES: usize = 32;
/// What every key begins with, so that it is known for one where it is found.
const BEGIN: &str = "svl_";

/// The keys that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    hashes: Vec<[u8; 32]>,
    demanded: bool,
}

impl Keys {
    /// Keys by their hashes; `demanded` says whether nobody is answered without one.
    pub fn new(hashes: Vec<[u8; 32]>, demanded: bool) -> Self {
        Self { hashes, demanded }
    }

    /// A key of these random bytes.
    pub fn key(chance: &[u8; KEY_BYTES]) -> String {
        format!("{BEGIN}{}", BASE32_NOPAD.encode(chance).to_ascii_lowercase())
    }

    /// The hash of a key.
    pub fn hash(key: &str) -> [u8; 32] {
        Sha256::digest(key.as_bytes()).into()
    }

    /// A hash as the settings have it.
    pub fn written(hash: &[u8; 32]) -> String {
        HEXLOWER.encode(hash)
    }

    /// The hash that a setting means: 64 digits from 0 to f, behind the words that say whose the key is.
    pub fn read(setting: &str) -> Option<[u8; 32]> {
        let last = setting.split_whitespace().last()?;
        HEXLOWER.decode(last.as_bytes()).ok()?.try_into().ok()
    }

    /// The hashes of all of them.
    pub fn hashes(&self) -> &[[u8; 32]] {
        &self.hashes
    }

    /// Whether nobody is answered without one.
    pub fn are_demanded(&self) -> bool {
        self.demanded
    }

    /// The hash of the key that comes with a request, if it is one of these.
    ///
    /// # Errors
    /// It is none of these, or there is none and `open` does not let in those without.
    pub(crate) fn admit(
        &self,
        headers: &HeaderMap,
        path: &str,
        query: &str,
        open: bool,
    ) -> Result<Option<[u8; 32]>, Error> {
        let wanted = "Expected a key: `Authorization: ApiKey …`.";
        let Some(key) = sent(headers, path, query) else {
            return if self.demanded && !open { Err(Error::NoKey(wanted)) } else { Ok(None) };
        };
        let hash = Self::hash(&key);
        // Every known one is looked at to its end, whatever was found: the time tells nothing.
        let known = self.hashes.iter().fold(false, |known, own| known | same(own, &hash));
        match (known, self.demanded && !open) {
            (true, _) => Ok(Some(hash)),
            (false, true) => Err(Error::NoKey("This key is not known here.")),
            // Clients send a key wherever they have one.
            (false, false) => Ok(None),
        }
    }
}

/// The key of a request: in the header, or, since OpenRefine sends no headers, in the query of reconciliation.
fn sent(headers: &HeaderMap, path: &str, query: &str) -> Option<String> {
    if let Some(value) = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()) {
        let (scheme, key) = value.trim().split_once(' ')?;
        return scheme.eq_ignore_ascii_case("apikey").then(|| key.trim().to_owned());
    }
    let in_query = path.starts_with("/api/reconcile/");
    pairs(query).into_iter().find(|(name, _)| in_query && name == "api_key").map(|(_, key)| key)
}

fn same(a: &[u8; 32], b: &[u8; 32]) -> bool {
    a.iter().zip(b).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(value: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::AUTHORIZATION, value.parse().unwrap())])
    }

    #[test]
    fn a_key_is_known_by_its_hash_alone() {
        let key = Keys::key(&[7; KEY_BYTES]);
        assert_eq!(key.len(), BEGIN.len() + 52);
        let hash = Keys::hash(&key);
        assert_eq!(Keys::read(&format!("accounting, since May {}", Keys::written(&hash))), Some(hash));
        assert_eq!((Keys::read(""), Keys::read("x abcdef"), Keys::read(&key)), (None, None, None));
        let keys = Keys::new(vec![[0; 32], hash], true);
        let admit = |headers: &HeaderMap, open| keys.admit(headers, "/api/catalog", "", open);
        assert_eq!(admit(&with(&format!("ApiKey {key}")), false).unwrap(), Some(hash));
        assert_eq!(admit(&with(&format!("apikey  {key} ")), false).unwrap(), Some(hash));
        for wrong in ["ApiKey", "ApiKey x", &format!("Bearer {key}"), &format!("ApiKey {key}a"), &key] {
            assert!(admit(&with(wrong), false).is_err(), "{wrong}");
            assert_eq!(admit(&with(wrong), true).unwrap(), None, "{wrong}");
        }
        assert!(admit(&HeaderMap::new(), false).is_err());
        assert_eq!(Keys::default().admit(&HeaderMap::new(), "/api/catalog", "", false).unwrap(), None);
    }

    #[test]
    fn only_reconciliation_takes_a_key_from_the_address() {
        let key = Keys::key(&[9; KEY_BYTES]);
        let keys = Keys::new(vec![Keys::hash(&key)], true);
        let admit = |path: &str| keys.admit(&HeaderMap::new(), path, &format!("a=b&api_key={key}"), false);
        assert!(admit("/api/reconcile/default").unwrap().is_some() && admit("/api/search/default").is_err());
    }
}
