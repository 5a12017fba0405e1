//! The day, by the computer's clock: the libraries look at none.

/// The day in UTC, as `2026-11-27`.
#[expect(clippy::disallowed_methods, reason = "this is the edge")]
pub fn day() -> String {
    jiff::Timestamp::now().to_string().chars().take(10).collect()
}
