//! Takes bytes apart and writes what is told down, one line for each.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "not every test needs all of it")]

use sousveil_unpack::{Told, unpack};

pub fn told(name: &str, bytes: &[u8]) -> Vec<String> {
    told_with(name, bytes, &[])
}

pub fn told_with(name: &str, bytes: &[u8], log: &[u8]) -> Vec<String> {
    let mut lines = Vec::new();
    unpack(Some(name), &mut &*bytes, log, &mut |place, told| {
        let said = match told {
            Told::Bytes(_) => return,
            Told::Part { form, bytes } => format!("part {form} {bytes}"),
            Told::Seen { seen, line, visited } => {
                let seen = seen.to_seen();
                let line = line.map(|line| format!(" line {line}")).unwrap_or_default();
                let visited = visited.map(|time| format!(" visited {time}")).unwrap_or_default();
                format!("seen {} {}{line}{visited}", seen.kind(), seen.value())
            }
            Told::Ask(ask) => format!("ask {}", serde_json::to_string(&ask).unwrap()),
            Told::Unread(why) => format!("unread {}", serde_json::to_string(&why).unwrap()),
        };
        lines.push(if place.is_empty() { said } else { format!("{place}: {said}") });
    })
    .unwrap();
    lines
}

/// Whether a line has all of these.
pub fn has(lines: &[String], parts: &[&str]) -> bool {
    lines.iter().any(|line| parts.iter().all(|part| line.contains(part)))
}

pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
