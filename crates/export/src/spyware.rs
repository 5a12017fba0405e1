//! What the index knows of a family of spyware: which product it is, who sells it, and to whom sales are recorded.

use std::collections::HashMap;

use serde::Serialize;
use sousveil_snapshot::{Facet, Query, Snapshot, SnapshotError};

/// Whose a family is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tie {
    /// The product, by its identifier.
    pub product: Option<String>,
    /// The company that makes it, or that the family is called after.
    pub vendor: Option<String>,
}

/// Names of products and companies of the index, by which families are looked up.
#[derive(Debug)]
pub struct Families {
    known: HashMap<String, Vec<Tie>>,
}

impl Families {
    /// Reads the names of all products and companies.
    ///
    /// # Errors
    /// The snapshot can't be read.
    pub fn of(snapshot: &Snapshot) -> Result<Self, SnapshotError> {
        let mut known: HashMap<String, Vec<Tie>> = HashMap::new();
        let mut add = |name: String, tie: &Tie| {
            let ties = known.entry(name).or_default();
            if !ties.contains(tie) {
                ties.push(tie.clone());
            }
        };
        for schema in ["Product", "Company"] {
            for number in snapshot.query(&all(schema))?.hits {
                let entity = snapshot.entity_at(number)?;
                let id = entity.id.to_string();
                let tie = match schema {
                    "Product" => Tie { product: Some(id), vendor: entity.values("maker").next().map(str::to_owned) },
                    _ => Tie { product: None, vendor: Some(id) },
                };
                let maker = tie.vendor.as_deref().filter(|_| schema == "Product").and_then(|id| snapshot.head_of(id));
                for name in ["name", "aliases", "former_names"].iter().flat_map(|property| entity.values(property)) {
                    add(plain(name), &tie);
                    if let Some(maker) = maker {
                        add(plain(&format!("{} {name}", maker.caption)), &tie);
                    }
                }
            }
        }
        Ok(Self { known })
    }

    /// Whose a family is, by the name that its publisher gives it; none where the index has no such name, or several
    /// things of that name. Of several names ("Predator, Alien"; "WyrmSpy_DragonEgg") all that are known must be one's.
    pub fn tie(&self, family: &str) -> Option<&Tie> {
        self.of_name(family).or_else(|| {
            let mut known = family.split([',', '_', '/', ';']).filter_map(|name| self.of_name(name));
            let first = known.next()?;
            known.all(|other| other == first).then_some(first)
        })
    }

    fn of_name(&self, name: &str) -> Option<&Tie> {
        let ties = self.known.get(&plain(name)).filter(|_| !plain(name).is_empty())?;
        // A product goes before a company of its name.
        let mut products = ties.iter().filter(|tie| tie.product.is_some());
        match (products.next(), products.next(), ties.as_slice()) {
            (Some(one), None, _) | (None, None, [one]) => Some(one),
            _ => None,
        }
    }
}

/// Deals that are recorded: how many to each country, most first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// Of what: the identifier of the product or company.
    pub of: String,
    /// How many deals there are in all.
    pub deals: usize,
    /// Codes of recipient countries, each with its number of deals.
    pub recipients: Vec<(String, usize)>,
}

/// The deals in which a product is named; where there are none, or no product is known, those of the company. Licences
/// are never added.
///
/// # Errors
/// The snapshot can't be read.
pub fn recorded(snapshot: &Snapshot, tie: &Tie) -> Result<Option<Recorded>, SnapshotError> {
    let asked = [(Facet::Product, tie.product.as_ref()), (Facet::Supplier, tie.vendor.as_ref())];
    for (facet, id) in asked.into_iter().filter_map(|(facet, id)| Some((facet, id?))) {
        let act = (Facet::Act, "deal".to_owned());
        let schema = (Facet::Schema, "Transfer".to_owned());
        let query = Query {
            filters: vec![schema, act, (facet, id.clone())],
            limit: Some(0),
            count: vec![Facet::RecipientCountry],
            ..Query::default()
        };
        let answer = snapshot.query(&query)?;
        if answer.total > 0 {
            let recipients = answer.facets.into_iter().next().map(|(_, counts)| counts).unwrap_or_default();
            return Ok(Some(Recorded { of: id.clone(), deals: answer.total, recipients }));
        }
    }
    Ok(None)
}

fn all(schema: &str) -> Query {
    Query { filters: vec![(Facet::Schema, schema.to_owned())], ..Query::default() }
}

/// A name without spaces, signs and cases: bundles write "RCSLab", the index "RCS Lab".
fn plain(name: &str) -> String {
    sousveil_text::fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}
