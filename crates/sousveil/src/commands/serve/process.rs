//! The memory of this process, as the kernel tells it.

use std::fmt::Write as _;

/// Lines for `/metrics`; none on systems that do not tell.
pub(super) fn metrics() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let rows: Vec<(&str, u64)> = [("anon", "RssAnon:"), ("file", "RssFile:")]
        .into_iter()
        .filter_map(|(kind, name)| Some((kind, bytes(&status, name)?)))
        .collect();
    let mut out = String::new();
    if !rows.is_empty() {
        out.push_str("# HELP sousveil_memory_bytes Memory in use: the program's own, and files read in place.\n");
        out.push_str("# TYPE sousveil_memory_bytes gauge\n");
    }
    for (kind, bytes) in rows {
        // Writing to a string can't fail.
        let _ = writeln!(out, "sousveil_memory_bytes{{kind=\"{kind}\"}} {bytes}");
    }
    out
}

/// A line such as `RssAnon:    1234 kB`.
fn bytes(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|l| l.strip_prefix(name))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    kilobytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    #[test]
    fn memory_is_read_from_the_kernels_own_words() {
        let status = "Name:\tsousveil\nRssAnon:\t    1234 kB\nRssFile:\t0 kB\n";
        assert_eq!(super::bytes(status, "RssAnon:"), Some(1234 * 1024));
        assert_eq!(super::bytes(status, "RssShmem:"), None);
    }
}
