//! Any CSV with a mapping: `--- mapping.toml` and `--- rows.csv`, and `--- joined.csv` where the mapping joins it.

use sousveil_intake::folder::check::check;
use sousveil_intake::mapped;

use super::sample::{DECISIONS_READ, empty, today};
use super::sii::{names_a_line, reconciles, sound};
use super::{file, files, scratch};

/// As for the index: refused with a line that exists, or sound and repeatable.
pub fn run(data: &[u8]) {
    let parts = files(data);
    let all = ["mapping.toml", "rows.csv", "joined.csv"].map(|name| (name, file(&parts, name)));
    scratch::with(&all, |dir| {
        let import = |folder| {
            let (rows, mapping) = (dir.join("rows.csv"), dir.join("mapping.toml"));
            mapped::import(&rows, &mapping, folder, &DECISIONS_READ, today(), &mut |_, _| {})
        };
        let done = match import(empty()) {
            Ok(done) => done,
            Err(error) => return names_a_line(&error, &all),
        };
        reconciles(&done.report);
        // A mapping of an origin that the folder does not know is said so, row by row, and nothing is written.
        if check(&done.folder).iter().any(|p| p.column == Some("origin")) {
            return;
        }
        sound(&done.folder);
        let before = done.folder.files().expect("whatever was imported can be written");
        let again = import(done.folder).expect("as before");
        assert!(again.folder.files().expect("as before") == before, "a second import changed something");
    });
}
