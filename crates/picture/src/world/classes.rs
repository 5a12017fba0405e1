//! Steps of a count.

/// Five steps, each with the least count that belongs to it. They are told beside the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Classes([u64; 5]);

impl Classes {
    /// Steps for counts of which `most` is the largest: narrow at the lower end, where most countries are.
    pub fn of(most: u64) -> Self {
        match most {
            0..=7 => Self([1, 2, 3, 4, 5]),
            8..=60 => Self([1, 2, 5, 10, 20]),
            61..=150 => Self([1, 5, 10, 25, 50]),
            _ => {
                // 1, and the last four of 1, 3, 10, 30, … that are not above the largest count.
                let mut steps: [u64; 5] = [1, 3, 10, 30, 100];
                loop {
                    let [_, _, third, fourth, last] = steps;
                    let next = fourth.saturating_mul(10);
                    if next > most || next == u64::MAX {
                        return Self(steps);
                    }
                    steps = [1, third, fourth, last, next];
                }
            }
        }
    }

    /// The step of a count; none of nothing.
    pub fn step(&self, count: u64) -> Option<u8> {
        let below = self.0.iter().filter(|least| **least <= count).count();
        u8::try_from(below).ok()?.checked_sub(1)
    }

    /// What each step holds, in words.
    pub fn told(&self) -> [String; 5] {
        let mut next = self.0.iter().skip(1);
        self.0.map(|least| match next.next() {
            Some(next) if *next == least + 1 => least.to_string(),
            Some(next) => format!("{least}–{}", next - 1),
            None => format!("{least}+"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_count_has_one_step_and_more_is_never_less() {
        for most in [0, 1, 7, 8, 60, 61, 150, 151, 5_000, 100_000, u64::MAX / 8] {
            let classes = Classes::of(most);
            assert_eq!(classes.step(0), None);
            assert_eq!(classes.step(1), Some(0), "{most}");
            let steps: Vec<_> = (0..2_000).map(|count| classes.step(count)).collect();
            assert!(steps.is_sorted(), "{most}");
            assert!(most < 20 || classes.step(most) == Some(4), "{most}: {classes:?}");
        }
        assert_eq!(Classes::of(30).told(), ["1", "2–4", "5–9", "10–19", "20+"]);
        assert_eq!(Classes::of(3).told(), ["1", "2", "3", "4", "5+"]);
    }
}
