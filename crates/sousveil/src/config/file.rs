//! `sousveil.toml`: read strictly, so that a slip of the pen is said and not passed over.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::catalogue::keys;
use super::layer::Layer;

/// Far more than all settings need.
const MOST_BYTES: u64 = 1 << 20;

/// What is wrong with a settings file, at its place.
#[derive(Debug, thiserror::Error)]
#[error("{}{}: {what}", path.display(), place(*.line))]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1, where one is at fault.
    pub line: Option<usize>,
    /// What was found and what was expected.
    pub what: String,
    /// A way out.
    pub hint: Option<String>,
}

fn place(line: Option<usize>) -> String {
    line.map_or_else(String::new, |line| format!(":{line}"))
}

/// Reads a settings file. Paths in it are seen from the folder that it lies in.
///
/// # Errors
/// Where it can't be read, has a key that is none, or a value that its key does not take.
pub fn read(path: &Path) -> Result<Layer, FileError> {
    let fault = |what: String| FileError { path: path.to_owned(), line: None, what, hint: None };
    // Read no further than that, whatever length it tells: a device has none.
    let file = File::open(path).map_err(|e| fault(e.to_string()))?;
    let mut text = String::new();
    file.take(MOST_BYTES + 1).read_to_string(&mut text).map_err(|e| fault(e.to_string()))?;
    if u64::try_from(text.len()).is_ok_and(|bytes| bytes > MOST_BYTES) {
        return Err(fault(format!("found more than {MOST_BYTES} bytes, expected at most that")));
    }
    let layer: Layer = toml::from_str(&text).map_err(|error| told(path, &text, &error))?;
    Ok(layer.seen_from(path.parent().unwrap_or(Path::new(""))))
}

fn told(path: &Path, text: &str, error: &toml::de::Error) -> FileError {
    let line = error.span().and_then(|s| text.get(..s.start)).map(|before| before.matches('\n').count() + 1);
    let unknown = error.message().strip_prefix("unknown field `").and_then(|rest| rest.split_once('`'));
    let (what, hint) = match unknown {
        Some((key, _)) => (format!("found the key `{key}`, expected a setting that there is"), hint(key)),
        None => (error.message().replace('\n', " "), None),
    };
    FileError { path: path.to_owned(), line, what, hint }
}

/// Which setting may have been meant.
fn hint(found: &str) -> Option<String> {
    let found = found.to_lowercase().replace('-', "_");
    let last = |key: &str| key.rsplit('.').next().unwrap_or_default().to_owned();
    let near = |key: &str| {
        let whole = key.replace('.', "_");
        strsim::damerau_levenshtein(&last(key), &found).min(strsim::damerau_levenshtein(&whole, &found))
    };
    let best = keys().into_iter().min_by_key(|key| near(key)).filter(|key| near(key) <= 1 + last(key).len() / 4);
    Some(match best {
        Some(key) => match key.split_once('.') {
            Some((table, key)) => format!("did you mean `{key}` below `[{table}]`?"),
            None => format!("did you mean `{key}`?"),
        },
        None => "`sousveil config show` lists the settings".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_key_gets_the_right_one_as_a_hint() {
        for (found, hinted) in [
            ("public-url", "`public_url`"),
            ("publicurl", "`public_url`"),
            ("Listen", "`listen`"),
            ("snapshot", "`snapshots`"),
            ("level", "`level` below `[log]`"),
            ("log_level", "`level` below `[log]`"),
            ("stall", "`config show`"),
            ("answer_second", "`answer_seconds` below `[limits]`"),
            ("frobnicate", "config show"),
        ] {
            let hint = hint(found).unwrap();
            assert!(hint.contains(hinted.trim_matches('`')), "{found}: {hint}");
        }
    }
}
