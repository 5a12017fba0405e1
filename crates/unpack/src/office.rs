//! What of office documents one should ask about: programs in them, and parts that they fetch from elsewhere.

use html5gum::{Token, Tokenizer};

use crate::letters;
use crate::walk::{At, Walk};
use sousveil_inspect::{Ask, Form, Unread};

/// Relationships by which a document fetches a part of itself when it is opened, by the end of their type
/// (ECMA-376, part 1). A link that a reader follows is none of them.
const FETCHED: [&str; 5] = ["/attachedTemplate", "/oleObject", "/frame", "/subDocument", "/externalLinkPath"];

/// What a part of an archive says of the document that the archive is.
pub(crate) fn part(walk: &mut Walk<'_>, at: At<'_>, name: &str, bytes: &[u8]) {
    if name.ends_with("vbaProject.bin") {
        walk.ask(at, Ask::Macro);
    }
    if name.ends_with(".rels") {
        for target in fetched(&String::from_utf8_lossy(bytes)) {
            walk.ask(at, Ask::RemotePart { target });
        }
    }
}

fn fetched(relations: &str) -> Vec<String> {
    let mut found = Vec::new();
    for token in Tokenizer::new(relations) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        let value =
            |name: &[u8]| tag.attributes.get(name).map(|value| String::from_utf8_lossy(&value.value).into_owned());
        let outside = value(b"targetmode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
        let kind = value(b"type").unwrap_or_default();
        if let Some(target) = value(b"target").filter(|_| outside && FETCHED.iter().any(|end| kind.ends_with(end))) {
            found.push(target.chars().take(500).collect());
        }
    }
    found
}

/// A document in RTF: its letters, and the template that it fetches (RTF 1.9.1, `\*\template`).
pub(crate) fn rtf(walk: &mut Walk<'_>, at: At<'_>, bytes: &[u8]) {
    letters::runs(bytes, &mut |text| walk.text(at, text));
    let text = String::from_utf8_lossy(bytes);
    for (start, mark) in text.match_indices("\\*\\template") {
        let rest = text.get(start + mark.len()..).unwrap_or_default();
        let target = rest.split(['}', '\\']).next().unwrap_or_default().trim();
        if target.contains("://") || target.starts_with("//") {
            walk.ask(at, Ask::RemotePart { target: target.chars().take(500).collect() });
        }
    }
    walk.unread(at, Unread::OpenLetters { form: Form::Rtf });
}
