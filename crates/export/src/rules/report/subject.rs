//! The deal that a report is on: planned, or recorded in the index.

use sousveil_model::Entity;
use sousveil_rules::{Deal, Role};
use sousveil_snapshot::Snapshot;

use crate::Error;
use crate::rows::country_name;
use crate::rules::Law;
use crate::rules::parties::{List, Looked};
use crate::rules::planned::Planned;
use crate::words::{interval, word};

/// A deal with what is told of it.
#[derive(Debug)]
pub struct Subject {
    pub(super) deal: Deal,
    /// What, and its value in words.
    pub(super) told: Vec<(String, String)>,
    pub(super) parties: Vec<Looked>,
    /// Whether it is an entry of the index.
    pub(super) recorded: bool,
}

/// What of a transfer is told, in this order.
const PARTS: [&str; 12] = [
    "supplier",
    "supplier_country",
    "intermediary",
    "recipient_country",
    "end_user",
    "products",
    "technologies",
    "stage",
    "agreed",
    "delivered",
    "used",
    "disclosed",
];

impl Subject {
    /// A deal that somebody typed in, its parties looked up.
    pub fn planned(planned: &Planned, snapshot: &Snapshot) -> Self {
        let told = planned.told.iter().map(|(name, value)| (part(name), in_words(snapshot, name, value)));
        Self { deal: planned.deal.clone(), told: told.collect(), parties: planned.parties.clone(), recorded: false }
    }

    /// How many parties were looked up.
    pub fn parties(&self) -> usize {
        self.parties.len()
    }

    /// A transfer of the index. Its parties are looked up among those whom measures name, and in the lists.
    ///
    /// # Errors
    ///
    /// Where a snapshot can't be read.
    pub fn recorded(law: &Law, snapshot: &Snapshot, transfer: &Entity, lists: &[List<'_>]) -> Result<Self, Error> {
        let caption = snapshot.head_of(transfer.id.as_str()).map_or("", |head| head.caption);
        let mut told = vec![("Entry of the index".to_owned(), format!("{caption} ({})", transfer.id))];
        for name in PARTS {
            let values: Vec<String> = transfer.values(name).map(|value| in_words(snapshot, name, value)).collect();
            if !values.is_empty() {
                told.push((part(name), values.join("; ")));
            }
        }
        told.push(("How sure the index is of it".to_owned(), <&str>::from(transfer.confidence()).to_owned()));
        let mut parties = Vec::new();
        for role in [Role::Supplier, Role::Intermediary, Role::EndUser] {
            for id in transfer.values(role.into()) {
                parties.push(Looked::up(role, id, law, snapshot, lists)?);
            }
        }
        Ok(Self { deal: law.deal(snapshot, transfer), told, parties, recorded: true })
    }
}

/// What a part of a deal is called.
pub fn part(name: &str) -> String {
    match name {
        "supplier_country" => "Exported from",
        "intermediary_country" => "Country of who stands between",
        "recipient_country" => "Destination",
        "technologies" => "Technology",
        "item_codes" => "Control code",
        "on" => "When",
        "end_user_kind" => "Sort of user",
        "area" => "Part of the country",
        "us_item" => "Goods or persons of the United States in it",
        "supplier" => "Seller",
        "intermediary" => "Stands between",
        "recipient" => "Buyer",
        "end_user" => "User",
        "products" => "Product",
        other => return capital(&word(other)),
    }
    .to_owned()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A value as a reader would write it.
fn in_words(snapshot: &Snapshot, name: &str, value: &str) -> String {
    match name {
        "agreed" | "delivered" | "used" | "disclosed" | "on" => interval(value),
        "stage" | "end_user_kind" => word(value),
        "supplier" | "intermediary" | "end_user" | "recipient" | "products" => match snapshot.head_of(value) {
            Some(head) => format!("{} ({value})", head.caption),
            None => value.to_owned(),
        },
        _ => {
            let each = value.split(';').map(str::trim).filter(|part| !part.is_empty()).map(|part| match name {
                "technologies" => snapshot.head_of(part).map_or(part, |head| head.caption).to_owned(),
                "supplier_country" | "intermediary_country" | "recipient_country" => country_name(part),
                _ => part.to_owned(),
            });
            each.collect::<Vec<_>>().join("; ")
        }
    }
}
