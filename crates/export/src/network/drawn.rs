//! A network as a picture.

use std::collections::BTreeMap;

use sousveil_model::{Confidence, Stage};
use sousveil_picture::Drawn;
use sousveil_picture::network::{Kind, Network as Plain, Node as Mark, Tie, clustered, draw};
use sousveil_picture::scene::Style;

use super::{Edge, Network, Node};

/// What shapes mean.
const KINDS: [(Kind, &str); 5] = [
    (Kind::Company, "company"),
    (Kind::Agency, "agency"),
    (Kind::Country, "country"),
    (Kind::Product, "product"),
    (Kind::Measure, "measure"),
];

/// What lines mean.
const STYLES: [(Style, &str); 3] =
    [(Style::Whole, "confirmed"), (Style::Dashed, "reported"), (Style::Dotted, "alleged, disputed or unknown")];

/// How many entities a picture shows, groups among them: more are neither readable nor small.
const DRAWN: usize = 80;

impl Network {
    /// What is drawn, groups in place of many alike, and the picture. Where its marks lead is said by `node` and `edge`.
    pub fn drawn(&self, node: impl Fn(&Node) -> String, edge: impl Fn(&Edge) -> String) -> (Plain, Drawn) {
        let nodes = self.nodes.iter().map(|own| Mark {
            name: own.caption.clone(),
            kind: kind(&own.schema),
            href: node(own),
            count: 1,
        });
        // What ties the same two is one line.
        let mut between: BTreeMap<(usize, usize), Vec<&Edge>> = BTreeMap::new();
        for own in &self.edges {
            between.entry((own.from, own.to)).or_default().push(own);
        }
        let ties = between.into_iter().map(|((from, to), edges)| Tie {
            from,
            to,
            sort: edges.first().map(|edge| sort(edge)).unwrap_or_default(),
            href: match edges.as_slice() {
                [one] => edge(one),
                _ => self.nodes.get(to).map(&node).unwrap_or_default(),
            },
            told: edges.iter().map(|edge| told(edge)).collect::<Vec<_>>().join("; "),
            style: edges.iter().map(|edge| edge.confidence).min().map_or(Style::Dotted, line_of),
        });
        let all = Plain { nodes: nodes.collect(), ties: ties.collect() };
        let some = clustered(all, DRAWN, |kind, count| format!("{count} {}", plural(kind)));
        let picture = draw(&format!("Around {}", self.title), &some, &KINDS, &STYLES);
        (some, picture)
    }
}

/// The sort of a tie, as groups are made of: deals of all stages are one, licences stay apart.
fn sort(edge: &Edge) -> String {
    let licence = |stage: Stage| matches!(stage, Stage::Licensed | Stage::LicenceRefused);
    match edge.kind.parse() {
        Ok(stage) if edge.schema == "Transfer" && !licence(stage) => "deal".to_owned(),
        _ => edge.kind.clone(),
    }
}

fn told(edge: &Edge) -> String {
    let when = if edge.when.is_empty() { String::new() } else { format!(", {}", edge.when) };
    format!("{}{when}, {}", edge.label, <&str>::from(edge.confidence))
}

/// How the line of something is drawn that is so sure: whole where it is confirmed, dashed where it is reported, else dotted.
pub fn line_of(confidence: Confidence) -> Style {
    match confidence {
        Confidence::Confirmed => Style::Whole,
        Confidence::Reported => Style::Dashed,
        Confidence::Alleged | Confidence::Disputed | Confidence::Unknown => Style::Dotted,
    }
}

fn kind(schema: &str) -> Kind {
    match schema {
        "Agency" => Kind::Agency,
        "Country" => Kind::Country,
        "Product" => Kind::Product,
        "Measure" => Kind::Measure,
        _ => Kind::Company,
    }
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Company => "companies",
        Kind::Product => "products",
        Kind::Agency => "agencies",
        Kind::Country => "countries",
        Kind::Measure => "measures",
    }
}
