//! Lines with fewer points.

use crate::scene::Tenths;

/// The line without the points that matter least; both ends stay.
///
/// After Visvalingam and Whyatt, "Line generalisation by repeated elimination of points" (1993): the point goes first
/// that spans the smallest triangle with those beside it, as long as twice its area is less than `smallest`.
pub fn simplified(mut points: Vec<(Tenths, Tenths)>, smallest: i64) -> Vec<(Tenths, Tenths)> {
    points.dedup();
    loop {
        let triangles = points.windows(3).map(|w| match w {
            [a, b, c] => {
                let across = |from: &(Tenths, Tenths), to: &(Tenths, Tenths)| i64::from(to.0) - i64::from(from.0);
                let down = |from: &(Tenths, Tenths), to: &(Tenths, Tenths)| i64::from(to.1) - i64::from(from.1);
                (across(a, b) * down(a, c) - across(a, c) * down(a, b)).abs()
            }
            _ => i64::MAX,
        });
        match triangles.enumerate().min_by_key(|&(_, size)| size) {
            Some((at, size)) if size < smallest => points.remove(at + 1),
            _ => return points,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_stay_and_points_between_them_go() {
        let line = vec![(0, 0), (50, 1), (100, 0), (100, 50), (101, 100)];
        assert_eq!(simplified(line, 200), [(0, 0), (100, 0), (101, 100)]);
        assert_eq!(simplified(vec![(0, 0), (0, 0)], 10), [(0, 0)]);
        assert_eq!(simplified(vec![], 10), []);
    }
}
