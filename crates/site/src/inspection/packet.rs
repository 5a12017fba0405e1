//! What somebody may hand to a helpline: the answer, cut down, as files that he reads before they leave.

use serde_json::Value;
use sousveil_snapshot::{Snapshot, SnapshotError};

use super::{Answer, Line, Lines, Tone};
use crate::language::{Choice, Language, say, say_with, within};

/// The files of a packet, and what stays behind.
#[derive(Debug)]
pub struct Packet {
    /// Their names, and all of their content.
    pub files: [(&'static str, String); 3],
    /// What each `#1` in them stands for.
    pub inputs: Vec<String>,
}

/// What the one who hands it over is told and asked.
#[derive(Clone, Copy, Debug)]
pub enum Prompt<'a> {
    /// What follows would leave, to there.
    Leaves(&'a str),
    /// What follows stays.
    Stays,
    /// Whether it shall be written.
    Ask,
    /// It was not.
    Nothing,
    /// It was, to there.
    Written(&'a str),
}

impl Answer<'_> {
    /// The packet of this answer, made on a day (ISO 8601).
    ///
    /// # Errors
    /// The snapshot can't be read.
    pub fn packet(&self, snapshot: &Snapshot, language: Language, today: &str) -> Result<Packet, SnapshotError> {
        let (redacted, inputs) = self.redacted();
        let head = |lines: &mut Lines| {
            let version = env!("CARGO_PKG_VERSION");
            lines.add(0, Tone::Head, say("handover-title"));
            lines.add(0, Tone::Plain, say_with("handover-made", &[("day", today.into()), ("version", version.into())]));
        };
        let told = spoken(language, head).into_iter().chain(redacted.told(snapshot, language)?);
        let text: String = told.map(|line| line.plain()).collect();
        let mut json = redacted.json(snapshot)?;
        json["made"] = today.into();
        json["by"] = concat!("sousveil ", env!("CARGO_PKG_VERSION")).into();
        let sightings = sousveil_export::stix::sightings(redacted.sighted(), snapshot, today);
        let files =
            [("answer.txt", text), ("answer.json", plain_json(&json)), ("sightings.json", plain_json(&sightings))];
        Ok(Packet { files, inputs })
    }
}

/// JSON in which nothing hides: what can't be seen is written as its number.
fn plain_json(value: &Value) -> String {
    let mut plain = String::new();
    for sign in format!("{value:#}\n").chars() {
        let mut letters = [0; 4];
        let text: &str = sign.encode_utf8(&mut letters);
        if sign == '\n' || sousveil_text::visible(text, 1) == text {
            plain.push(sign);
        } else {
            let mut units = [0; 2];
            sign.encode_utf16(&mut units).iter().for_each(|unit| plain.push_str(&format!("\\u{unit:04x}")));
        }
    }
    plain
}

/// A sentence around a packet, with the English beside it.
pub fn prompt(language: Language, prompt: Prompt<'_>) -> Vec<Line> {
    let place = |key, place: &str| say_with(key, &[("place", place.into())]);
    spoken(language, |lines| {
        let text = match prompt {
            Prompt::Leaves(to) => place("handover-leaves", to),
            Prompt::Stays => say("handover-stays").to_owned(),
            Prompt::Ask => say("handover-ask").to_owned(),
            Prompt::Nothing => say("handover-nothing").to_owned(),
            Prompt::Written(to) => place("handover-written", to),
        };
        lines.add(0, Tone::Head, text);
    })
}

fn spoken(language: Language, tell: impl Fn(&mut Lines)) -> Vec<Line> {
    let lines = || {
        let mut lines = Lines::default();
        tell(&mut lines);
        lines.0
    };
    let english = within(Choice::ENGLISH, lines);
    if language == Language::English {
        return english;
    }
    beside(within(Choice { language, in_address: true }, lines), english)
}

/// Lines with their English, where that reads otherwise.
pub(super) fn beside(mut lines: Vec<Line>, english: Vec<Line>) -> Vec<Line> {
    for (line, english) in lines.iter_mut().zip(english) {
        line.english = (line.text != english.text).then_some(english.text);
    }
    lines
}

impl Line {
    /// As plain text, with its English on a line of its own.
    pub fn plain(&self) -> String {
        let indent = "  ".repeat(self.depth);
        let visible = |text: &str| sousveil_text::visible(text, usize::MAX);
        let english = self.english.as_deref().map(|text| format!("{indent}[en] {}\n", visible(text)));
        format!("{indent}{}\n{}", visible(&self.text), english.unwrap_or_default())
    }
}
