//! Pictures of one snapshot, kept while there is room: each costs more than a page.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;

/// How many bytes are kept.
const MOST: usize = 12 << 20;

/// Pictures by their address.
#[derive(Debug, Default)]
pub(crate) struct Pictures(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    by_address: HashMap<String, (u64, Bytes)>,
    bytes: usize,
    clock: u64,
}

impl Pictures {
    /// The picture of an address; it is drawn if it is not kept.
    pub(crate) fn get<E>(&self, address: &str, draw: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<Bytes, E> {
        if let Some(kept) = self.kept(address) {
            return Ok(kept);
        }
        // Drawn outside the lock: two readers at once may draw the same, which harms nobody.
        let drawn = Bytes::from(draw()?);
        self.keep(address, &drawn);
        Ok(drawn)
    }

    fn kept(&self, address: &str) -> Option<Bytes> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.clock += 1;
        let now = all.clock;
        let (used, picture) = all.by_address.get_mut(address)?;
        *used = now;
        Some(picture.clone())
    }

    fn keep(&self, address: &str, picture: &Bytes) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if picture.len() > MOST / 4 || all.by_address.contains_key(address) {
            return;
        }
        while all.bytes + picture.len() > MOST {
            let oldest = all.by_address.iter().min_by_key(|(_, (used, _))| *used).map(|(address, _)| address.clone());
            let Some((_, gone)) = oldest.and_then(|address| all.by_address.remove(&address)) else { break };
            all.bytes -= gone.len();
        }
        all.clock += 1;
        let now = all.clock;
        all.bytes += picture.len();
        all.by_address.insert(address.to_owned(), (now, picture.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_longest_ago_goes_first_and_the_bound_holds() {
        let pictures = Pictures::default();
        let size = MOST / 8;
        let draw = |of: usize| pictures.get(&format!("/{of}"), || Ok::<_, ()>(vec![0; size])).unwrap();
        (0..8).for_each(|of| drop(draw(of)));
        let again = |of: usize| pictures.get(&format!("/{of}"), || Err(())).is_ok();
        assert!((0..8).all(again));
        draw(8);
        assert!(!again(0) && (1..9).all(again));
        assert!(pictures.0.lock().unwrap().bytes <= MOST);
        // What is too large is drawn, but not kept.
        assert_eq!(pictures.get("/large", || Ok::<_, ()>(vec![0; MOST])).unwrap().len(), MOST);
        assert!(pictures.get("/large", || Err(())).is_err());
    }
}
