//! What of a file's name one should ask about.

use sousveil_inspect::{Ask, Form};

/// Endings of what runs when it is opened, on any system. `Our list.`
const RUNS: [&str; 40] = [
    "apk", "appx", "bat", "chm", "cmd", "com", "command", "cpl", "deb", "dll", "dmg", "exe", "gadget", "hta", "img",
    "ipa", "iso", "jar", "js", "jse", "lnk", "msi", "msix", "msp", "pif", "pkg", "ps1", "reg", "rpm", "scf", "scr",
    "scpt", "sh", "url", "vb", "vbe", "vbs", "vhd", "wsf", "wsh",
];

/// Endings of what is only looked at. `Our list.`
const LOOKED_AT: [&str; 34] = [
    "avi", "bmp", "csv", "doc", "docm", "docx", "gif", "heic", "htm", "html", "jpeg", "jpg", "mov", "mp3", "mp4",
    "odt", "ods", "pdf", "png", "ppt", "pptx", "rtf", "tif", "tiff", "txt", "wav", "webp", "xls", "xlsm", "xlsx",
    "xml", "zip", "rar", "7z",
];

/// Marks that turn the direction of writing, seen or not.
fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What of a name, with what it is by its content, one should ask about. `sent`: whether it came with a message.
pub(crate) fn doubts(name: &str, form: Form, sent: bool) -> Option<Ask> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let kept = || name.to_owned();
    if name.contains(turns) {
        return Some(Ask::RightToLeft { name: kept() });
    }
    // Spaces before the last ending push it out of sight.
    let mut endings = name.trim_end_matches(['.', ' ']).rsplit('.').map(|ending| ending.trim().to_lowercase());
    let last = endings.next().filter(|last| last.len() < name.len());
    let before = endings.next();
    let ends_in =
        |ending: &Option<String>, list: &[&str]| ending.as_deref().is_some_and(|ending| list.contains(&ending));
    let runs = ends_in(&last, &RUNS);
    if runs && ends_in(&before, &LOOKED_AT) {
        return Some(Ask::DoubleExtension { name: kept() });
    }
    if form.runs() && ends_in(&last, &LOOKED_AT) {
        return Some(Ask::RunsAsDocument { name: kept() });
    }
    (sent && (runs || form.runs())).then(|| Ask::Runs { name: kept() })
}
