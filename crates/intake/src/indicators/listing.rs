//! What publishers keep beside their files: who found what is in them, and in which reports.
//! Format: `indicators.yaml` of `mvt-indicators` (<https://github.com/mvt-project/mvt-indicators>).

use std::collections::HashMap;
use std::path::Path;

use saphyr_parser::{Event, Parser};

use crate::IntakeError;

/// So deep lists within each other are read.
const DEEPEST: usize = 32;

/// What is said of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Listed {
    /// Who published what is in it.
    pub(super) publishers: Vec<String>,
    /// Where.
    pub(super) reports: Vec<String>,
}

/// A value of YAML, as far as one is needed here.
enum Node {
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    fn get(&self, wanted: &str) -> Option<&Self> {
        let Self::Map(pairs) = self else { return None };
        pairs.iter().find(|(key, _)| key == wanted).map(|(_, value)| value)
    }

    fn text(&self) -> Option<&str> {
        let Self::Text(text) = self else { return None };
        Some(text)
    }

    fn list(&self) -> &[Self] {
        let Self::List(list) = self else { return &[] };
        list
    }

    fn texts(&self, key: &str) -> Vec<String> {
        self.get(key).into_iter().flat_map(Self::list).filter_map(Self::text).map(str::to_owned).collect()
    }
}

/// What is said of each file, by its name and that of its folder.
///
/// # Errors
/// It is no YAML, or not this.
pub(super) fn read(path: &Path, text: &str) -> Result<HashMap<String, Listed>, IntakeError> {
    let expected = "a list of files with sources and references, as YAML";
    let node = parse(path, text)?;
    let Some(Node::List(all)) = node.get("indicators") else {
        return Err(IntakeError::form(path, None, "no list `indicators`", expected));
    };
    let mut listed = HashMap::new();
    for one in all {
        let file = one.get("github").and_then(|github| github.get("path")).and_then(Node::text);
        let Some(file) = file.map(|file| super::name_of(Path::new(file))) else { continue };
        listed.insert(file, Listed { publishers: one.texts("sources"), reports: one.texts("references") });
    }
    if listed.is_empty() {
        return Err(IntakeError::form(path, None, "no file with a path", expected));
    }
    Ok(listed)
}

fn parse(path: &Path, text: &str) -> Result<Node, IntakeError> {
    let wrong = |line: usize, found: String| {
        IntakeError::form(path, u64::try_from(line).ok(), found, "a list of files, as YAML")
    };
    // What is open, each with the key that waits for its value.
    let mut open: Vec<(Node, Option<String>)> = Vec::new();
    let mut whole = None;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| wrong(error.marker().line(), error.info().to_owned()))?;
        let node = match event {
            Event::Scalar(text, ..) => Node::Text(text.into_owned()),
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() == DEEPEST => {
                return Err(wrong(span.start.line(), format!("more than {DEEPEST} lists within each other")));
            }
            Event::SequenceStart(..) => {
                open.push((Node::List(Vec::new()), None));
                continue;
            }
            Event::MappingStart(..) => {
                open.push((Node::Map(Vec::new()), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some((node, _)) => node,
                None => continue,
            },
            // A few of them can stand for more than there is memory.
            Event::Alias(_) => return Err(wrong(span.start.line(), "a reference to what stands elsewhere".to_owned())),
            _ => continue,
        };
        match open.last_mut() {
            None => whole = whole.or(Some(node)),
            Some((Node::List(list), _)) => list.push(node),
            Some((Node::Map(pairs), key)) => match (key.take(), node) {
                (Some(name), value) => pairs.push((name, value)),
                (None, Node::Text(name)) => *key = Some(name),
                (None, _) => return Err(wrong(span.start.line(), "a key that is no text".to_owned())),
            },
            Some((Node::Text(_), _)) => {}
        }
    }
    whole.ok_or_else(|| wrong(1, "nothing".to_owned()))
}
