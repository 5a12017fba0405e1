//! Our own lines, `entities.sousveil.json`: what is read is written and read again the same.

use sousveil_model::lines::Line;

/// Takes each line as one of ours.
pub fn run(data: &[u8]) {
    for line in data.split(|b| *b == b'\n') {
        let Ok(read) = serde_json::from_slice::<Line>(line) else { continue };
        let written = serde_json::to_vec(&read).expect("whatever was read can be written");
        assert!(written.len() <= line.len().saturating_mul(6).saturating_add(200), "lines that grow");
        let again = serde_json::from_slice::<Line>(&written).expect("whatever was written can be read");
        assert_eq!(read, again);
    }
}
