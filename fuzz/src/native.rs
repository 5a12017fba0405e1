//! `import native`: lines of ours that a program may have written, into a new folder and into one that has them.

use std::path::Path;

use sousveil_intake::folder::read_parts;
use sousveil_intake::native;

use super::folder::stays_the_same;
use super::scratch;
use super::sii::{names_a_line, reconciles};

/// Refused with a line that exists; or every line has one outcome, the folder can be written and read, and a second
/// import changes nothing.
pub fn run(data: &[u8]) {
    let file = [("lines.json", data)];
    scratch::with(&file, |dir| {
        let import = |folder| native::import(&dir.join("lines.json"), folder, &mut |_, _| {});
        let done = match import(None) {
            Ok(done) => done,
            Err(error) => return names_a_line(&error, &file),
        };
        reconciles(&done.report);
        stays_the_same(&done.folder);
        let before = done.folder.files().expect("whatever was imported can be written");
        let parts: Vec<(&str, &[u8])> = before.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
        let read = read_parts(Path::new("read"), &parts).expect("whatever was written can be read");
        let again = import(Some(read)).expect("as before");
        assert_eq!(again.report.sums().added, 0, "a second import added something");
        assert!(again.folder.files().expect("as before") == before, "a second import changed something");
    });
}
