//! For whom it matters, in words.

use std::collections::BTreeMap;

use super::whom::{Kind, Noun, Role, What};

type Counts = BTreeMap<(Role, Noun, What), u64>;

/// One line on one thing: role by role, noun by noun, licences apart.
pub(super) fn line(kind: Kind, counts: &Counts) -> String {
    let mut roles: Vec<(Role, Vec<String>)> = Vec::new();
    let mut nouns: Vec<(Role, Noun)> = counts.keys().map(|(role, noun, _)| (*role, *noun)).collect();
    nouns.dedup();
    for (role, noun) in nouns {
        let told = told(role, noun, counts);
        match roles.last_mut() {
            Some((last, parts)) if *last == role => parts.push(told),
            _ => roles.push((role, vec![told])),
        }
    }
    let roles: Vec<String> =
        roles.iter().map(|(role, parts)| format!("{}{}", lead(kind, *role), parts.join("; "))).collect();
    roles.join(" · ")
}

fn lead(kind: Kind, role: Role) -> &'static str {
    match role {
        Role::Recipient => "to it: ",
        Role::Exporter => "from it: ",
        Role::Operator => "as the presumed operator: ",
        Role::Supplier => "as the supplier: ",
        Role::Intermediary => "as the intermediary: ",
        Role::Maker => "as the maker: ",
        Role::Related => "in its group: ",
        Role::Target => "aimed at it: ",
        Role::Bound => "binding it: ",
        Role::Seat => "seated there: ",
        Role::Subject => "of its kind: ",
        Role::Itself if kind == Kind::Measure => "",
        Role::Itself => "itself: ",
    }
}

/// "2 new deals (1 reported, 1 alleged), 1 now disputed".
fn told(role: Role, noun: Noun, counts: &Counts) -> String {
    let of_noun = || counts.iter().filter(|((r, n, _), _)| *r == role && *n == noun);
    if role == Role::Itself {
        let words: Vec<String> = of_noun().map(|((_, _, what), _)| happened(*what)).collect();
        return words.join(", ");
    }
    let new: Vec<_> =
        of_noun().filter_map(|((_, _, what), n)| if let What::New(c) = what { Some((*c, *n)) } else { None }).collect();
    let mut parts = Vec::new();
    if !new.is_empty() {
        let total: u64 = new.iter().map(|(_, n)| n).sum();
        let sure: Vec<String> = new
            .iter()
            .map(|(c, n)| if new.len() == 1 { c.label().to_owned() } else { format!("{n} {}", c.label()) })
            .collect();
        parts.push(format!("{total} new {} ({})", name(noun, total), sure.join(", ")));
    }
    for ((_, _, what), n) in of_noun().filter(|((_, _, what), _)| !matches!(what, What::New(_))) {
        let named = if parts.is_empty() { format!("{n} {}", name(noun, *n)) } else { n.to_string() };
        parts.push(format!("{named} {}", happened(*what)));
    }
    parts.join(", ")
}

fn happened(what: What) -> String {
    match what {
        What::New(confidence) => format!("new ({})", confidence.label()),
        What::Attributed => "now told of it".to_owned(),
        What::Was(before) => format!("that was told as {} before", article(before)),
        What::Merged => "now a part of another".to_owned(),
        What::Gone => "no longer in the data".to_owned(),
        What::Unattributed => "no longer told of it".to_owned(),
        What::Up => "with more confidence".to_owned(),
        What::Down => "with less confidence".to_owned(),
        What::Disputed => "now disputed".to_owned(),
        What::Undisputed => "no longer disputed".to_owned(),
        What::Stage => "at another stage".to_owned(),
        What::Ends => "with an end given now".to_owned(),
        What::Dated => "dated more closely".to_owned(),
        What::Blurred => "dated less closely".to_owned(),
        What::Moved => "dated otherwise".to_owned(),
        What::Evidence => "with more evidence".to_owned(),
        What::Against => "with more said against it".to_owned(),
        What::LessAgainst => "with less said against it".to_owned(),
        What::LessEvidence => "with evidence taken away".to_owned(),
        What::Changed => "changed".to_owned(),
    }
}

fn article(noun: Noun) -> String {
    let name = name(noun, 1);
    format!("{} {name}", if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" })
}

fn name(noun: Noun, count: u64) -> &'static str {
    let (one, many) = match noun {
        Noun::Deal => ("deal", "deals"),
        Noun::Offer => ("offer", "offers"),
        Noun::Licence => ("export licence", "export licences"),
        Noun::Refusal => ("refusal of an export licence", "refusals of export licences"),
        Noun::Incident => ("incident", "incidents"),
        Noun::Measure => ("measure", "measures"),
        Noun::Listing => ("listing", "listings"),
        Noun::Company => ("company", "companies"),
        Noun::Agency => ("agency", "agencies"),
        Noun::Product => ("product", "products"),
        Noun::Relation => ("relation", "relations"),
        Noun::Technology => ("technology", "technologies"),
    };
    if count == 1 { one } else { many }
}
