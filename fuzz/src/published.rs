//! A published site: its list, its signature, what it says of its data, and a page.

use super::{file, files, scratch};

#[path = "../../crates/sousveil/src/published/mod.rs"]
mod source;

use source::{SIGNATURE, SUMS, Sums};

/// The key under which the seed is signed. Its secret half was thrown away.
const KEY: &str = include_str!("published.pub");
/// What it signed.
const SIGNED: &str = include_str!("published.sums");

/// A list that is read is written the same; a whole site has no file beside it; nothing is signed but what was signed.
pub fn run(data: &[u8]) {
    let given = files(data);
    let list = file(&given, SUMS);
    if let Some(sums) = std::str::from_utf8(list).ok().and_then(|text| Sums::read(text).ok()) {
        assert_eq!(Sums::read(&sums.written()).ok(), Some(sums), "a list changes when it is written");
    }
    let plain: Vec<(&str, &[u8])> = given.iter().filter(|(name, _)| is_plain(name)).copied().collect();
    scratch::with(&plain, |dir| {
        let key = source::Key::read(KEY).expect("a key of minisign's");
        let signature = dir.join(SIGNATURE);
        if key.comment(list, &signature).is_ok() {
            assert_eq!(list, SIGNED.as_bytes(), "a signature holds for what was not signed");
        }
        let _ = source::Key::read(&String::from_utf8_lossy(file(&given, "key")));
        if let Ok(checked) = source::check(dir, &mut |_, _| {}) {
            let beside = [SUMS, SIGNATURE].iter().filter(|name| dir.join(name).exists()).count();
            let there = std::fs::read_dir(dir).expect("the scratch folder").count();
            assert_eq!(checked.files + beside, there, "a whole site has a file that is not in its list");
        }
    });
}

/// Names that lie in the folder itself.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.len() < 100 && !name.starts_with('.') && !name.contains(['/', '\0'])
}
