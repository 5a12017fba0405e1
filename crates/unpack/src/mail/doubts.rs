//! What of a message's sender and words one should ask about.

use sousveil_inspect::{Ask, Seen, find};

use crate::html::registered;
use crate::walk::{At, Walk};

/// Words for a password in the languages of those who are written to, in lower case. `Our list.`
const PASSWORD: [&str; 14] = [
    "password",
    "passcode",
    "passwort",
    "mot de passe",
    "contraseña",
    "пароль",
    "паролі",
    "құпия сөз",
    "құпиясөз",
    "parol",
    "şifre",
    "كلمة المرور",
    "كلمة السر",
    "رمز عبور",
];
/// So much of a text is looked through for them.
const LOOKED_THROUGH: usize = 64 << 10;

pub(crate) fn speaks_of_password(text: &str) -> bool {
    let text: String = text.chars().take(LOOKED_THROUGH).collect::<String>().to_lowercase();
    PASSWORD.iter().any(|word| text.contains(word))
}

/// A sender who calls himself by the address or the site of another.
pub(crate) fn sender(walk: &mut Walk<'_>, at: At<'_>, name: &str, address: &str) {
    let host = |seen: &Seen| match seen {
        Seen::Mail(_, host) | Seen::Host(host) => Some(registered(host)),
        Seen::Address(address) => Some(registered(address.host())),
        _ => None,
    };
    let Some(real) = find(address).first().and_then(host) else { return };
    // Of a name with a dot in it ("R.Hughes") a part may be a host by chance.
    let is_meant = |seen: &&Seen| matches!(seen, Seen::Mail(..)) || !name.trim().contains(char::is_whitespace);
    if find(name).iter().filter(is_meant).filter_map(host).any(|shown| shown != real) {
        walk.ask(at, Ask::SenderName { name: name.chars().take(200).collect(), address: address.to_owned() });
    }
}

/// What stands in parentheses, where signs mean nothing (RFC 5322, 3.2.2), is left out.
fn without_comments(header: &str) -> String {
    let (mut depth, mut out) = (0_u32, String::new());
    for c in header.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// What the server that took a message in found out about its sender (RFC 8601), where it could not confirm him.
pub(crate) fn authentication(walk: &mut Walk<'_>, at: At<'_>, header: &str) {
    let header = without_comments(header);
    let mut parts = header.split(';').map(str::trim).peekable();
    // Exchange leaves its name out.
    let first = parts.next_if(|first| !first.contains('=')).unwrap_or_default();
    let by = first.split_whitespace().next().unwrap_or("the server");
    let mut results = Vec::new();
    let mut failed = false;
    for part in parts {
        let Some((method, rest)) = part.split_once('=') else { continue };
        let method = method.trim().to_ascii_lowercase();
        let result: String = rest.trim_start().chars().take_while(char::is_ascii_alphabetic).collect();
        let result = result.to_ascii_lowercase();
        if matches!(&*method, "spf" | "dkim" | "dmarc") && !result.is_empty() {
            failed |= matches!(&*result, "fail" | "softfail" | "permerror");
            results.push(format!("{method}={result}"));
        }
    }
    // A list or a forwarded message breaks one of them often; DMARC says whether any held for the sender that is shown.
    if failed && !results.iter().any(|result| result == "dmarc=pass") {
        walk.ask(at, Ask::Authentication { by: by.chars().take(200).collect(), results: results.join(" ") });
    }
}
