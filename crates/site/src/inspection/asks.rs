//! What one should ask about, and what could not be read.

use sousveil_inspect::{Ask, Unread};

use super::{Lines, Missed, Noted, Tone, defanged};
use crate::language::{Value, known, number, say, say_with};

/// So many of one sort are told; of more the number.
const SHOWN: usize = 50;

pub(super) fn tell(lines: &mut Lines, asks: &[Noted<Ask>], for_others: bool) {
    if asks.is_empty() {
        return;
    }
    lines.add(0, Tone::Head, say("inspect-asks"));
    // Many rules must push no other question out of sight.
    let (rules, others): (Vec<_>, Vec<_>) = asks.iter().partition(|noted| matches!(noted.what, Ask::Rule { .. }));
    list(lines, &others, |ask| question(ask, for_others));
    list(lines, &rules, |ask| question(ask, for_others));
    // Whom it is handed to can't ask the sender.
    if !for_others {
        lines.add(0, Tone::Plain, say("inspect-ask-sender"));
    }
}

pub(super) fn tell_unread(lines: &mut Lines, unread: &[Noted<Missed>]) {
    if unread.is_empty() {
        return;
    }
    lines.add(0, Tone::Head, say("inspect-unread"));
    list(lines, &unread.iter().collect::<Vec<_>>(), |missed| match missed {
        Missed::Told(why) => reason(why),
        Missed::Failed(why) => why.clone(),
    });
}

fn list<T>(lines: &mut Lines, all: &[&Noted<T>], say_one: impl Fn(&T) -> String) {
    for noted in all.iter().take(SHOWN) {
        let place = if noted.place.is_empty() { String::new() } else { format!("{}: ", noted.place) };
        let times = if noted.times > 1 {
            format!(" ({})", say_with("inspect-times", &[("n", noted.times.into())]))
        } else {
            String::new()
        };
        lines.add(1, Tone::Plain, format!("{place}{}{times}", say_one(&noted.what)));
    }
    if all.len() > SHOWN {
        let more = number((all.len() - SHOWN) as u64);
        lines.add(1, Tone::Plain, say_with("inspect-more", &[("more", more.into())]));
    }
}

fn question(ask: &Ask, for_others: bool) -> String {
    let told = |key, arguments: &[(&'static str, &str)]| {
        let arguments: Vec<(&'static str, Value<'_>)> =
            arguments.iter().map(|(name, v)| (*name, (*v).into())).collect();
        say_with(key, &arguments)
    };
    match ask {
        Ask::RunsAsDocument { name } => told("ask-runs_as_document", &[("name", name)]),
        Ask::Runs { name } => told("ask-runs", &[("name", name)]),
        Ask::DoubleExtension { name } => told("ask-double_extension", &[("name", name)]),
        Ask::RightToLeft { name } => told("ask-right_to_left", &[("name", name)]),
        Ask::EncryptedArchive { password: false } => say("ask-encrypted_archive").to_owned(),
        Ask::EncryptedArchive { password: true } => say("ask-encrypted_archive-password").to_owned(),
        Ask::Macro => say("ask-macro").to_owned(),
        Ask::RemotePart { target } => told("ask-remote_part", &[("target", &defanged(target))]),
        Ask::LinkText { text, target } => {
            told("ask-link_text", &[("text", &defanged(text)), ("target", &defanged(target))])
        }
        Ask::HtmlScript => say("ask-html_script").to_owned(),
        Ask::SenderName { name, address } => {
            told("ask-sender_name", &[("name", &defanged(name)), ("address", &defanged(address))])
        }
        Ask::LookAlike { host, like, whose } => {
            told("ask-look_alike", &[("host", &defanged(host)), ("like", &defanged(like)), ("whose", whose)])
        }
        Ask::Rule { rule, .. } if for_others => told("ask-rule-others", &[("rule", rule)]),
        Ask::Rule { rule, file, says } if says.is_empty() => told("ask-rule", &[("rule", rule), ("file", file)]),
        Ask::Rule { rule, file, says } => {
            told("ask-rule-says", &[("rule", rule), ("file", file), ("says", &defanged(says))])
        }
        Ask::Authentication { by, results } => told("ask-authentication", &[("by", by), ("results", results)]),
    }
}

fn reason(why: &Unread) -> String {
    let of_form = |key, form: &sousveil_inspect::Form| {
        let form = known(&format!("form-{form}")).map_or_else(|| form.to_string(), str::to_owned);
        say_with(key, &[("form", form.into())])
    };
    match why {
        Unread::Form { form } => of_form("unread-form", form),
        Unread::OpenLetters { form } => of_form("unread-open_letters", form),
        Unread::Damaged { why } => say_with("unread-damaged", &[("why", why.as_str().into())]),
        Unread::Encrypted => say("unread-encrypted").to_owned(),
        Unread::TooLong { most } => say_with("unread-too_long", &[("most", number(*most).into())]),
        Unread::TooDeep => say("unread-too_deep").to_owned(),
        Unread::TooMuch => say("unread-too_much").to_owned(),
        Unread::RuleLeftOut { rule } => say_with("unread-rule_left_out", &[("rule", rule.as_str().into())]),
        Unread::RulesTooSlow => say("unread-rules_too_slow").to_owned(),
        Unread::RulesTooLong { most } => say_with("unread-rules_too_long", &[("most", number(*most).into())]),
        Unread::Encoding => say("unread-encoding").to_owned(),
    }
}
