//! A backup archive: the bytes are a tar, which is packed first, or the packed file itself where they begin so.

use std::fs;

use super::scratch;

#[path = "../../crates/sousveil/src/backup/mod.rs"]
mod source;

const PACKED: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Checking and restoring agree; nothing is written beside the place, and nothing is left where it was refused.
pub fn run(data: &[u8]) {
    let packed;
    let bytes = if data.starts_with(&PACKED) {
        data
    } else {
        packed = zstd::bulk::compress(data, 1).expect("memory for packing");
        &packed
    };
    scratch::with(&[("backup", bytes)], |dir| {
        let (file, place) = (dir.join("backup"), dir.join("restored"));
        let checked = source::check(&file, &mut |_, _| {}).ok();
        let target = source::Target::find(&place).expect("nothing is there");
        let restored = source::restore(&file, &target, &mut |_, _| {}).ok();
        assert_eq!(checked, restored, "check and restore do not agree");
        let names: Vec<String> = fs::read_dir(dir)
            .expect("the scratch folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        let expected = if restored.is_some() { 2 } else { 1 };
        assert_eq!(names.len(), expected, "left behind: {names:?}");
        let _ = fs::remove_dir_all(place);
    });
}
