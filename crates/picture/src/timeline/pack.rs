//! Things in as few lines as they need.

use crate::scene::Tenths;

/// The line of each extent, from 0: the first in which nothing lies where it does. In order of their beginnings.
pub(super) fn packed(extents: &[(Tenths, Tenths)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..extents.len()).collect();
    order.sort_by_key(|&at| (extents.get(at).copied(), at));
    let mut ends: Vec<Tenths> = Vec::new();
    let mut lines = vec![0; extents.len()];
    for at in order {
        let Some(&(from, to)) = extents.get(at) else { continue };
        let line = ends.iter().position(|end| *end < from).unwrap_or(ends.len());
        match ends.get_mut(line) {
            Some(end) => *end = to,
            None => ends.push(to),
        }
        if let Some(own) = lines.get_mut(at) {
            *own = line;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_overlaps_has_lines_of_its_own() {
        assert_eq!(packed(&[]), []);
        assert_eq!(packed(&[(0, 10), (5, 20), (11, 15), (21, 30)]), [0, 1, 0, 0]);
        assert_eq!(packed(&[(5, 6), (0, 10)]), [1, 0]);
    }
}
