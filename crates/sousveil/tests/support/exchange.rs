//! Snapshots that take each other's place under a running server.

use std::path::{Path, PathBuf};

use super::{folder, run};

/// A snapshot of the small folder in that version.
pub fn snapshot(root: &Path, version: &str) -> PathBuf {
    let (from, to) = (root.join(format!("folder-{version}")), root.join(format!("snapshot-{version}")));
    folder::small(&from, version);
    let said =
        run(root, &["compile".as_ref(), "--folder".as_ref(), from.as_os_str(), "--out".as_ref(), to.as_os_str()]);
    assert_eq!(said.code, 0, "{said:?}");
    to
}

/// Lets the link lead elsewhere in one step, as an operator's script does.
pub fn point(link: &Path, to: &Path) {
    let beside = link.with_extension("new");
    std::os::unix::fs::symlink(to, &beside).unwrap();
    std::fs::rename(beside, link).unwrap();
}
