//! How templates ask for messages. What is filled in is escaped; the tags of a message are its own.

use askama::filters::{Html, Safe, escape};

use super::{Language, Value, current, say_with};

/// What a template may fill in.
pub(crate) trait Argument {
    /// As messages take it.
    fn value(&self) -> Value<'_>;
}

impl Argument for str {
    fn value(&self) -> Value<'_> {
        self.into()
    }
}

impl Argument for String {
    fn value(&self) -> Value<'_> {
        self.as_str().into()
    }
}

impl Argument for u64 {
    fn value(&self) -> Value<'_> {
        (*self).into()
    }
}

impl Argument for usize {
    fn value(&self) -> Value<'_> {
        (*self).into()
    }
}

impl<T: Argument + ?Sized> Argument for &T {
    fn value(&self) -> Value<'_> {
        (**self).value()
    }
}

/// `{{ "key"|say }}`: a message without arguments.
#[askama::filter_fn]
pub(crate) fn say(key: &'static str, _: &dyn askama::Values) -> askama::Result<&'static str> {
    Ok(super::say(key))
}

/// `{{ "key"|with("name", name) }}`: a message with one argument.
#[askama::filter_fn]
pub(crate) fn with<T: Argument>(
    key: &'static str,
    _: &dyn askama::Values,
    name: &'static str,
    value: T,
) -> askama::Result<String> {
    Ok(say_with(key, &[(name, value.value())]))
}

/// `{{ "key"|with2("a", a, "b", b) }}`: a message with two arguments.
#[askama::filter_fn]
pub(crate) fn with2<T: Argument, U: Argument>(
    key: &'static str,
    _: &dyn askama::Values,
    name: &'static str,
    value: T,
    other: &'static str,
    another: U,
) -> askama::Result<String> {
    Ok(say_with(key, &[(name, value.value()), (other, another.value())]))
}

/// `{{ "key"|rich("/first", "/second") }}`: a message with tags; each `<a>` gets the next address.
#[askama::filter_fn]
pub(crate) fn rich(
    key: &'static str,
    _: &dyn askama::Values,
    #[optional("")] first: &str,
    #[optional("")] second: &str,
) -> askama::Result<Safe<String>> {
    linked(super::say(key), &[first, second])
}

/// `{{ "key"|rich_with("name", name, "/address") }}`: the same with an argument.
#[askama::filter_fn]
pub(crate) fn rich_with<T: Argument>(
    key: &'static str,
    _: &dyn askama::Values,
    name: &'static str,
    value: T,
    #[optional("")] first: &str,
    #[optional("")] second: &str,
) -> askama::Result<Safe<String>> {
    linked(&say_with(key, &[(name, escaped(value.value())?)]), &[first, second])
}

/// What is filled in between tags, without any of its own.
fn escaped(value: Value<'_>) -> askama::Result<Value<'_>> {
    Ok(match value {
        Value::String(text) => escape(text, Html)?.to_string().into(),
        number => number,
    })
}

/// `{{ "key"|rich_with2("a", a, "b", b) }}`: a message with tags and two arguments.
#[askama::filter_fn]
pub(crate) fn rich_with2<T: Argument, U: Argument>(
    key: &'static str,
    _: &dyn askama::Values,
    name: &'static str,
    value: T,
    other: &'static str,
    another: U,
) -> askama::Result<Safe<String>> {
    linked(&say_with(key, &[(name, escaped(value.value())?), (other, escaped(another.value())?)]), &[])
}

/// `{{ "key"|beside }}`: a message with tags and, below a translation, its English words: advice on which somebody's safety
/// may hang is not left to a translation alone.
#[askama::filter_fn]
pub(crate) fn beside(
    key: &'static str,
    _: &dyn askama::Values,
    #[optional("")] first: &str,
) -> askama::Result<Safe<String>> {
    let told = linked(super::say(key), &[first])?.0;
    if current().language == Language::English {
        return Ok(Safe(told));
    }
    let english = linked(super::messages::english(key), &[first])?.0;
    Ok(Safe(format!("{told} <small lang=\"en\">{english}</small>")))
}

/// `{{ text|english }}`: words of the data, which are English, on a page that may be in another language.
#[askama::filter_fn]
pub(crate) fn english<T: std::fmt::Display>(text: T, _: &dyn askama::Values) -> askama::Result<Safe<String>> {
    let text = escape(text, Html)?.to_string();
    Ok(Safe(if current().language == Language::English { text } else { format!("<span lang=\"en\">{text}</span>") }))
}

fn linked(text: &str, addresses: &[&str]) -> askama::Result<Safe<String>> {
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    for address in addresses {
        let Some((before, behind)) = rest.split_once("<a>") else { break };
        out.push_str(before);
        out.push_str("<a href=\"");
        out.push_str(&escape(address, Html)?.to_string());
        out.push_str("\">");
        rest = behind;
    }
    out.push_str(rest);
    Ok(Safe(out))
}
