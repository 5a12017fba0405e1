//! Dates of birth or foundation, as precise as their sources.

use sousveil_model::PartialDate;

/// The best agreement of two sets of dates, −1 to 1.
pub(crate) fn dates(a: &[PartialDate], b: &[PartialDate]) -> Option<f32> {
    a.iter().flat_map(|&a| b.iter().map(move |&b| two(a, b))).reduce(f32::max)
}

/// Month and day, where the date says them.
fn parts(date: PartialDate) -> (Option<u8>, Option<u8>) {
    let ((_, month, day), (_, last_month, last_day)) = (date.first_day(), date.last_day());
    let month = (month == last_month).then_some(month);
    (month, month.and((day == last_day).then_some(day)))
}

fn two(a: PartialDate, b: PartialDate) -> f32 {
    let years = a.year().abs_diff(b.year());
    match (years, parts(a), parts(b)) {
        (0, (Some(m), Some(d)), (Some(n), Some(e))) => match (m == n, d == e) {
            (true, true) => 1.0,
            _ if m == e && d == n => 0.8,
            // The first of January stands for an unknown day in many lists.
            _ if (m, d) == (1, 1) || (n, e) == (1, 1) => 0.4,
            (true, false) | (false, true) => 0.0,
            (false, false) => -0.4,
        },
        (0, (Some(m), _), (Some(n), _)) => {
            if m == n {
                0.7
            } else {
                -0.3
            }
        }
        (0, ..) => 0.5,
        (1, (Some(m), Some(d)), (Some(n), Some(e))) if (m, d) == (n, e) => 0.3,
        (1, (None, _), _) | (1, _, (None, _)) => 0.0,
        (10 | 20 | 100, (Some(m), Some(d)), (Some(n), Some(e))) if (m, d) == (n, e) => 0.0,
        (1 | 2, ..) => -0.5,
        _ => -1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(a: &str, b: &str) -> f32 {
        two(a.parse().unwrap(), b.parse().unwrap())
    }

    #[test]
    fn partial_and_mistaken_dates() {
        assert_eq!(compare("1961-03-07", "1961-03-07"), 1.0);
        assert_eq!(compare("1961-03-07", "1961-07-03"), 0.8);
        assert_eq!(compare("1961-03-07", "1961"), 0.5);
        assert_eq!(compare("1961-03", "1961-03-09"), 0.7);
        assert_eq!(compare("1961", "1962"), 0.0);
        assert_eq!(compare("1961-03-07", "1975-11-30"), -1.0);
        assert_eq!(compare("1961-01-01", "1961-11-30"), 0.4);
        assert_eq!(dates(&[], &["1961".parse().unwrap()]), None);
    }
}
