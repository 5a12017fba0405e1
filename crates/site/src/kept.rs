//! What was made from one snapshot at some cost, kept while there is room: pictures, and pages that count a whole country.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;

/// How many bytes are kept.
const MOST: usize = 12 << 20;

/// Bodies by their address.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<Bodies>);

#[derive(Debug, Default)]
struct Bodies {
    by_address: HashMap<String, (u64, Bytes)>,
    bytes: usize,
    clock: u64,
}

impl Kept {
    /// What belongs to an address; it is made if it is not kept.
    pub(crate) fn get<E>(&self, address: &str, make: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Bytes, E> {
        if let Some(kept) = self.kept(address) {
            return Ok(kept);
        }
        // Made outside the lock: two readers at once may make the same, which harms nobody.
        let made = Bytes::from(make()?);
        self.keep(address, &made);
        Ok(made)
    }

    /// What is kept of an address.
    pub(crate) fn kept(&self, address: &str) -> Option<Bytes> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.clock += 1;
        let now = all.clock;
        let (used, body) = all.by_address.get_mut(address)?;
        *used = now;
        Some(body.clone())
    }

    /// Keeps it, if it is not too large; what was used longest ago goes.
    pub(crate) fn keep(&self, address: &str, body: &Bytes) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if body.len() > MOST / 4 || all.by_address.contains_key(address) {
            return;
        }
        while all.bytes + body.len() > MOST {
            let oldest = all.by_address.iter().min_by_key(|(_, (used, _))| *used).map(|(address, _)| address.clone());
            let Some((_, gone)) = oldest.and_then(|address| all.by_address.remove(&address)) else { break };
            all.bytes -= gone.len();
        }
        all.clock += 1;
        let now = all.clock;
        all.bytes += body.len();
        all.by_address.insert(address.to_owned(), (now, body.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_longest_ago_goes_first_and_the_bound_holds() {
        let kept = Kept::default();
        let size = MOST / 8;
        let make = |of: usize| kept.get(&format!("/{of}"), || Ok::<_, ()>(vec![0; size])).unwrap();
        (0..8).for_each(|of| drop(make(of)));
        let again = |of: usize| kept.get(&format!("/{of}"), || Err(())).is_ok();
        assert!((0..8).all(again));
        make(8);
        assert!(!again(0) && (1..9).all(again));
        assert!(kept.0.lock().unwrap().bytes <= MOST);
        // What is too large is made, but not kept.
        assert_eq!(kept.get("/large", || Ok::<_, ()>(vec![0; MOST])).unwrap().len(), MOST);
        assert!(kept.get("/large", || Err(())).is_err());
    }
}
