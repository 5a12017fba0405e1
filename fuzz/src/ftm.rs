//! FollowTheMoney's files: `--- entities.ftm.json`, or one of `--- statements.csv`, `statements.pack.csv`,
//! `statements.json`.

use sousveil_intake::ftm::{Format, Setting, entity_lines, statements};

use super::sample::{empty, today};
use super::sii::{names_a_line, reconciles, sound};
use super::{files, scratch};

const FORMS: [(&str, Option<Format>); 4] = [
    ("entities.ftm.json", None),
    ("statements.csv", Some(Format::Csv)),
    ("statements.pack.csv", Some(Format::Pack)),
    ("statements.json", Some(Format::Json)),
];

/// Refused with a line that exists; or every thing has one outcome, what entered is sound, and a second import changes
/// nothing.
pub fn run(data: &[u8]) {
    let parts = files(data);
    let form = FORMS.iter().find_map(|(name, form)| Some((*parts.iter().find(|(n, _)| n == name)?, *form)));
    let Some((part, form)) = form else { return };
    let vocabulary = empty();
    scratch::with(&[part], |dir| {
        let file = [dir.join(part.0)];
        let import = |folder| {
            let setting = Setting { today: today(), vocabulary: &vocabulary, new: false, home: true };
            match form {
                None => entity_lines(&file, folder, setting, &mut |_, _| {}),
                Some(form) => statements(&file, Some(form), folder, setting, &mut |_, _| {}),
            }
        };
        let done = match import(empty()) {
            Ok(done) => done,
            Err(error) => return names_a_line(&error, &[part]),
        };
        done.reports.iter().for_each(|(_, report)| reconciles(report));
        sound(&done.folder);
        let before = done.folder.files().expect("whatever was imported can be written");
        let again = import(done.folder).expect("as before");
        assert!(again.folder.files().expect("as before") == before, "a second import changed something");
    });
}
