//! Pages, and mail that is written as one.

use std::mem::take;

use data_encoding::BASE64_NOPAD;
use html5gum::Tokenizer;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use percent_encoding::percent_decode_str;
use sousveil_inspect::{Ask, Host, Seen, find};

use crate::walk::{At, Walk};

/// Tags at which a reader sees a gap. At others words go on: `exa<b>mple</b>.org`. The last ones are those of office
/// documents. `Our list.`
const GAPS: [&[u8]; 31] = [
    b"a",
    b"article",
    b"blockquote",
    b"body",
    b"br",
    b"button",
    b"center",
    b"dd",
    b"div",
    b"dt",
    b"form",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"hr",
    b"input",
    b"li",
    b"p",
    b"pre",
    b"script",
    b"section",
    b"style",
    b"table",
    b"td",
    b"th",
    b"title",
    b"tr",
    b"w:p",
    b"a:p",
    b"text:p",
];
/// Attributes whose value runs by itself, or at a touch. `Our list.`
const EVENTS: [&[u8]; 12] = [
    b"onload",
    b"onerror",
    b"onclick",
    b"onmouseover",
    b"onmouseenter",
    b"onfocus",
    b"onsubmit",
    b"onpageshow",
    b"ontoggle",
    b"onbegin",
    b"onanimationstart",
    b"onanimationend",
];
/// Attributes that hold an address, in which browsers drop the ends of lines and tabs (WHATWG, URL, 4.4). `Our list.`
const ADDRESSES: [&[u8]; 9] =
    [b"href", b"src", b"action", b"formaction", b"data", b"background", b"cite", b"poster", b"xlink:href"];
/// Sites that stand before the address that a link leads to, for good: they look at it first. `Our list.`
const REWRITERS: [&str; 6] =
    ["outlook.com", "urldefense.com", "proofpoint.com", "mimecast.com", "mimecastprotect.com", "barracudanetworks.com"];
/// A link's text, and words that tags stand in, are kept so far.
const LONGEST_TEXT: usize = 8192;

/// Reads a page: what is seen, and what stands in its attributes, comments and scripts. Tells whether it has a program in
/// it, or asks for a password.
pub(crate) fn read(walk: &mut Walk<'_>, at: At<'_>, page: &str) -> bool {
    let mut reader = Reader::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: html5gum::Span<()>| {
        reader.event(walk, at, &event);
        None::<()>
    });
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(page, emitter) {
        // The error type of a text that is in memory has no values, and tokens are handed to the function above.
        let (Ok(()) | Err(_)) = token;
    }
    reader.word_ends(walk, at);
    reader.runs
}

#[derive(Default)]
struct Reader {
    tag: Vec<u8>,
    attribute: Vec<u8>,
    /// Where the link leads that is open, and what was shown in it so far.
    link: Option<(String, String)>,
    /// Words since the last gap, where a tag stands in them.
    word: String,
    /// In how many pieces they came.
    pieces: u32,
    runs: bool,
}

impl Reader {
    fn event(&mut self, walk: &mut Walk<'_>, at: At<'_>, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag_at(walk, at, name);
                self.tag.clear();
                self.tag.extend(*name);
                self.runs |= *name == b"script";
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                self.attribute.extend(*name);
                self.runs |= EVENTS.contains(name);
            }
            CallbackEvent::AttributeValue { value } => self.value(walk, at, &String::from_utf8_lossy(value)),
            CallbackEvent::EndTag { name } => {
                self.tag_at(walk, at, name);
                if *name == b"a" {
                    self.link_ends(walk, at);
                }
            }
            CallbackEvent::String { value } => {
                let text = String::from_utf8_lossy(value);
                walk.text(at, &text);
                self.pieces += 1;
                for kept in [Some(&mut self.word), self.link.as_mut().map(|(_, shown)| shown)].into_iter().flatten() {
                    if kept.len() + text.len() <= LONGEST_TEXT {
                        kept.push_str(&text);
                    }
                }
            }
            CallbackEvent::Comment { value } => walk.text(at, &String::from_utf8_lossy(value)),
            _ => {}
        }
    }

    fn tag_at(&mut self, walk: &mut Walk<'_>, at: At<'_>, name: &[u8]) {
        if GAPS.contains(&name) {
            self.word_ends(walk, at);
        }
    }

    fn word_ends(&mut self, walk: &mut Walk<'_>, at: At<'_>) {
        let word = take(&mut self.word);
        // Of one piece it was looked through already.
        if take(&mut self.pieces) > 1 {
            walk.text(at, &word);
        }
    }

    fn value(&mut self, walk: &mut Walk<'_>, at: At<'_>, value: &str) {
        let whole: String;
        let value = if ADDRESSES.contains(&self.attribute.as_slice()) && value.contains(['\t', '\r', '\n']) {
            whole = value.replace(['\t', '\r', '\n'], "");
            &whole
        } else {
            value
        };
        let script = value.trim_start().get(..11).is_some_and(|start| start.eq_ignore_ascii_case("javascript:"));
        self.runs |= script || self.tag == b"input" && value.eq_ignore_ascii_case("password");
        if self.tag == b"a" && self.attribute == b"href" {
            self.link_ends(walk, at);
            self.link = Some((value.to_owned(), String::new()));
        }
        match inline(value) {
            Some(Ok(bytes)) => walk.part(at, "data:", &bytes),
            Some(Err(why)) => walk.damaged(at, &why),
            None => walk.text(at, value),
        }
    }

    fn link_ends(&mut self, walk: &mut Walk<'_>, at: At<'_>) {
        if let Some((target, text)) = self.link.take()
            && leads_elsewhere(&text, &target)
        {
            let text = text.trim().chars().take(200).collect();
            walk.ask(at, Ask::LinkText { text, target: target.chars().take(500).collect() });
        }
    }
}

/// What a `data:` address holds (RFC 2397), unless it is a picture or the like, which runs nothing.
fn inline(value: &str) -> Option<Result<Vec<u8>, &'static str>> {
    let value = value.trim();
    let (_, rest) = value.split_at_checked(5).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("data:"))?;
    let (head, content) = rest.split_once(',')?;
    let head = head.to_ascii_lowercase();
    if ["image/", "font/", "audio/", "video/"].iter().any(|start| head.starts_with(start)) {
        return None;
    }
    let content: Vec<u8> = percent_decode_str(content).collect();
    if !head.trim_end().ends_with(";base64") {
        return Some(Ok(content));
    }
    let packed: Vec<u8> = content.into_iter().filter(|b| !b.is_ascii_whitespace() && *b != b'=').collect();
    Some(BASE64_NOPAD.decode(&packed).map_err(|_| "a page inside an address that is no base64"))
}

/// Whether a text is the address of one site and the link behind it leads to another.
fn leads_elsewhere(text: &str, target: &str) -> bool {
    let text = text.trim();
    if text.len() < 4 || text.contains(char::is_whitespace) {
        return false;
    }
    let (Some(shown), Some(real)) = (site(text), site(target)) else { return false };
    let through = REWRITERS.contains(&real.as_str());
    shown != real && !(through && find(target).iter().any(|seen| of(seen).as_ref() == Some(&shown)))
}

/// The site of an address, as somebody registered it; the number where it has no name.
fn site(text: &str) -> Option<String> {
    of(find(text).first()?)
}

fn of(seen: &Seen) -> Option<String> {
    match seen {
        Seen::Address(address) => Some(registered(address.host())),
        Seen::Host(host) => Some(registered(host)),
        _ => None,
    }
}

pub(crate) fn registered(host: &Host) -> String {
    host.registered().map_or_else(|| host.to_string(), str::to_owned)
}
