//! Records of an XML file, one at a time: small trees, with bounds on depth and size. No document type is read, so that
//! there are no entities to expand.

use std::cell::Cell;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::IntakeError;
use crate::lines::plain_file;

/// Elements may lie in one another at most this deep.
const DEEPEST: usize = 32;
/// The most bytes of one record, and of what stands between two.
const LARGEST: usize = 16 << 20;
/// The most elements of one record.
const MOST: usize = 100_000;

/// An element with all that is in it; names are without their prefix.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Self>,
}

impl Element {
    /// An attribute, or nothing.
    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.trim())
    }

    /// Its own text.
    pub(super) fn text(&self) -> &str {
        self.text.trim()
    }

    /// The children of that name.
    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the first child of that name.
    pub(super) fn of(&self, name: &str) -> &str {
        self.children.iter().find(|child| child.name == name).map_or("", |child| child.text())
    }

    /// All children.
    pub(super) fn children(&self) -> impl Iterator<Item = &Self> {
        self.children.iter()
    }
}

/// Gives no more bytes than are left for one record.
struct Gate {
    inner: File,
    left: Rc<Cell<usize>>,
}

impl Read for Gate {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = self.left.get();
        if left == 0 {
            return Err(std::io::Error::other(format!("one record has more than {LARGEST} bytes")));
        }
        let most = buffer.len().min(left);
        let read = self.inner.read(buffer.get_mut(..most).unwrap_or_default())?;
        self.left.set(left - read);
        Ok(read)
    }
}

/// Hands each element of one of those names to `each`, with its number from 1; `false` ends the reading.
///
/// # Errors
/// Where the file can't be read, is no XML, or breaks a bound.
pub(super) fn records(
    path: &Path,
    names: &[&str],
    each: &mut dyn FnMut(u64, &Element) -> bool,
) -> Result<(), IntakeError> {
    let (file, _) = plain_file(path)?;
    let left = Rc::new(Cell::new(LARGEST));
    let gate = Gate { inner: file, left: Rc::clone(&left) };
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, gate));
    let mut buffer = Vec::new();
    let (mut number, mut depth) = (0_u64, 0_usize);
    loop {
        left.set(LARGEST);
        buffer.clear();
        let at = reader.buffer_position();
        let now = number + 1;
        let wrong = |found: String| {
            let place = format!("{found}, in record {now} about byte {at}");
            IntakeError::form(path, None, place, "a list in XML")
        };
        let event = reader.read_event_into(&mut buffer).map_err(|e| wrong(e.to_string()))?;
        match event {
            Event::Eof if depth > 0 => return Err(wrong("the end of the file inside of an element".to_owned())),
            Event::Eof => return Ok(()),
            Event::DocType(_) => return Err(wrong("a document type, whose entities are never expanded".to_owned())),
            Event::Start(start) if names.contains(&start.local_name().into_inner()) => {
                let root = begin(&start).map_err(wrong)?;
                number += 1;
                let element = tree(&mut reader, root).map_err(wrong)?;
                if !each(number, &element) {
                    return Ok(());
                }
            }
            Event::Empty(start) if names.contains(&start.local_name().into_inner()) => {
                number += 1;
                if !each(number, &begin(&start).map_err(wrong)?) {
                    return Ok(());
                }
            }
            Event::Start(_) if depth == DEEPEST => return Err(wrong(too_deep())),
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
}

fn too_deep() -> String {
    format!("elements more than {DEEPEST} deep in one another")
}

fn begin(start: &BytesStart<'_>) -> Result<Element, String> {
    let mut element = Element { name: start.local_name().into_inner().to_owned(), ..Element::default() };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| e.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|e| e.to_string())?;
        element.attributes.push((attribute.key.local_name().into_inner().to_owned(), value.into_owned()));
    }
    Ok(element)
}

/// The rest of an element that was begun.
fn tree(reader: &mut Reader<BufReader<Gate>>, root: Element) -> Result<Element, String> {
    let mut open = vec![root];
    let mut buffer = Vec::new();
    let mut count = 0;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|e| e.to_string())?;
        match event {
            Event::Start(start) => {
                count += 1;
                if open.len() >= DEEPEST {
                    return Err(too_deep());
                }
                open.push(begin(&start)?);
            }
            Event::Empty(start) => {
                count += 1;
                let child = begin(&start)?;
                if let Some(parent) = open.last_mut() {
                    parent.children.push(child);
                }
            }
            Event::End(_) => {
                let Some(done) = open.pop() else { return Err("an element that ends twice".to_owned()) };
                match open.last_mut() {
                    Some(parent) => parent.children.push(done),
                    None => return Ok(done),
                }
            }
            Event::Text(text) => add(&mut open, &text.xml10_content()),
            Event::CData(text) => add(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let known = match reference.resolve_char_ref().map_err(|e| e.to_string())? {
                    Some(c) => c.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&reference)
                        .ok_or_else(|| format!("the entity `&{};`", reference.chars().take(40).collect::<String>()))?
                        .to_owned(),
                };
                add(&mut open, &known);
            }
            Event::DocType(_) => return Err("a document type inside of a record".to_owned()),
            Event::Eof => return Err("the end of the file inside of an element".to_owned()),
            _ => {}
        }
        if count > MOST {
            return Err(format!("more than {MOST} elements"));
        }
    }
}

fn add(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}
