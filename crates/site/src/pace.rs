//! How fast a reader takes what the server would give it faster.

use std::time::Duration;

/// Adds up for how long the server waited and what was taken meanwhile.
#[derive(Debug)]
pub(crate) struct Pace {
    least: u64,
    window: Duration,
    waited: Duration,
    taken: u64,
}

impl Pace {
    /// At least so many bytes a second, measured over so much waiting.
    pub(crate) fn new(least: u64, window: Duration) -> Self {
        Self { least, window, waited: Duration::ZERO, taken: 0 }
    }

    /// Counts a write of so many bytes that had to wait for so long; whether the reader is still fast enough.
    ///
    /// What is written before the first wait only fills the buffers on the way, which tells nothing of the reader.
    pub(crate) fn keeps(&mut self, waited: Duration, bytes: u64) -> bool {
        self.waited = self.waited.saturating_add(waited);
        if self.waited.is_zero() {
            return true;
        }
        self.taken = self.taken.saturating_add(bytes);
        if self.waited < self.window {
            return true;
        }
        let wanted = u128::from(self.least) * self.waited.as_millis();
        let fast = u128::from(self.taken) * 1000 >= wanted;
        (self.waited, self.taken) = (Duration::ZERO, 0);
        fast
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn who_takes_too_little_over_the_window_is_found_and_who_is_only_slow_at_times_is_not() {
        let mut trickle = Pace::new(1000, 30 * SECOND);
        assert!(trickle.keeps(Duration::ZERO, 500_000), "the buffers on the way");
        let kept = (0..10).take_while(|_| trickle.keeps(9 * SECOND, 5)).count();
        assert_eq!(kept, 3, "after 36 seconds of waiting");
        let mut steady = Pace::new(1000, 30 * SECOND);
        assert!((0..1000).all(|_| steady.keeps(9 * SECOND, 9_100)));
        // Long pauses that are made up for within the window.
        let mut uneven = Pace::new(1000, 30 * SECOND);
        assert!((0..1000).all(|n| uneven.keeps(9 * SECOND, if n % 4 == 3 { 40_000 } else { 0 })));
    }
}
