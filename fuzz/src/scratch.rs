//! A folder for readers that want a path. Where `TMPDIR` is in memory, so is this.

use std::cell::RefCell;
use std::fs;
use std::path::Path;

thread_local! {
    static PLACE: RefCell<Option<tempfile::TempDir>> = const { RefCell::new(None) };
}

/// Runs some work with a folder that holds these files and nothing else.
pub fn with(files: &[(&str, &[u8])], work: impl FnOnce(&Path)) {
    PLACE.with(|place| {
        let mut place = place.borrow_mut();
        let dir = place.get_or_insert_with(|| tempfile::tempdir().expect("a scratch folder")).path();
        for (name, bytes) in files {
            fs::write(dir.join(name), bytes).expect("room in the scratch folder");
        }
        work(dir);
        for (name, _) in files {
            let _ = fs::remove_file(dir.join(name));
        }
    });
}
