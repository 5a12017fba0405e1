//! A network as a picture.

use std::collections::BTreeMap;

use sousveil_model::{Confidence, Stage};
use sousveil_picture::Drawn;
use sousveil_picture::network::{Kind, Network as Plain, Node as Mark, Tie, clustered, draw};
use sousveil_picture::scene::Style;

use super::{Edge, Network, Node};
use crate::voice::{Said, Voice};

/// What has a shape of its own.
const KINDS: [Kind; 5] = [Kind::Company, Kind::Agency, Kind::Country, Kind::Product, Kind::Measure];

/// How many entries a picture shows, groups among them: more are neither readable nor small.
const DRAWN: usize = 42;

impl Network {
    /// What is drawn and the picture: groups in place of many alike, and where they are still too many, without those that are
    /// most steps away. Where its marks lead is said by `node` and `edge`, all else by the voice.
    pub fn drawn(
        &self,
        voice: &Voice,
        node: impl Fn(&Node) -> String,
        edge: impl Fn(&Edge) -> String,
    ) -> (Plain, Drawn) {
        let deepest = self.nodes.iter().map(|node| node.depth).max().unwrap_or_default();
        let within = |depth| {
            let all = self.plain(voice, depth, &node, &edge);
            clustered(all, DRAWN, |kind, count| (voice.say)(Said::Many(kind, count)))
        };
        let fits = (2..=deepest).rev().map(within).find(|some| some.nodes.len() <= DRAWN);
        let some = fits.unwrap_or_else(|| within(1));
        let kinds = KINDS.map(|kind| (kind, (voice.say)(Said::One(kind))));
        let styles = [
            (Style::Whole, voice.confidence(Confidence::Confirmed)),
            (Style::Dashed, voice.confidence(Confidence::Reported)),
            (Style::Dotted, (voice.say)(Said::LessSure)),
        ];
        let picture = draw(&(voice.say)(Said::Around(&self.title)), &some, &kinds, &styles);
        (some, picture)
    }

    /// The entries within some steps, and a line for each two that are tied.
    fn plain(
        &self,
        voice: &Voice,
        depth: u32,
        node: impl Fn(&Node) -> String,
        edge: impl Fn(&Edge) -> String,
    ) -> Plain {
        // They stand in the order in which they were met: the nearest first.
        let near = self.nodes.iter().take_while(|own| own.depth <= depth);
        let nodes: Vec<Mark> = near
            .map(|own| Mark { name: own.caption.clone(), kind: kind(&own.schema), href: node(own), count: 1 })
            .collect();
        let mut between: BTreeMap<(usize, usize), Vec<&Edge>> = BTreeMap::new();
        for own in self.edges.iter().filter(|own| own.from.max(own.to) < nodes.len()) {
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
            told: edges.iter().map(|edge| told(voice, edge)).collect::<Vec<_>>().join("; "),
            style: edges.iter().map(|edge| edge.confidence).min().map_or(Style::Dotted, line_of),
        });
        Plain { ties: ties.collect(), nodes }
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

fn told(voice: &Voice, edge: &Edge) -> String {
    let when = if edge.when.is_empty() { String::new() } else { format!(", {}", edge.when) };
    format!("{}{when}, {}", edge.label, voice.confidence(edge.confidence))
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
