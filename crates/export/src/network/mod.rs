//! What stands around an entity, as a network: who owns, follows and resells for whom, who makes what, who sold to whom,
//! and which measures name a company. Every edge is an entry of the index, with how sure it is and how many sources it
//! has, so that whoever publishes a picture of it can cite each line.

mod drawn;
mod forms;
mod gather;

pub use drawn::line_of;

use serde::Serialize;
use sousveil_model::Confidence;
use sousveil_picture::{Theme, png, svg};
use sousveil_snapshot::Snapshot;
use strum::EnumString;

use crate::Error;
use crate::voice::Voice;

/// A network around an entity.
#[derive(Debug, Clone, Serialize)]
pub struct Network {
    /// What the entity in the middle is called.
    pub title: String,
    /// Version of the data.
    pub version: String,
    /// Hash of the data.
    pub hash: String,
    /// The entities; the one in the middle is the first.
    pub nodes: Vec<Node>,
    /// What ties them, by their places in `nodes`.
    pub edges: Vec<Edge>,
    /// At least so many entities and entries stand within the depth and were left out, since there was no room for them.
    pub left: usize,
    /// How many entries were met of which one side is not recorded: they tie nothing.
    pub untied: usize,
}

/// An entity of a network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Node {
    /// Its identifier.
    pub id: String,
    /// What it is.
    pub schema: String,
    /// What it is called.
    pub caption: String,
    /// Countries that it is tied to, as codes.
    pub countries: Vec<String>,
    /// How many steps from the middle.
    pub depth: u32,
    /// Its page.
    pub url: String,
}

/// A tie of a network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edge {
    /// The entry that tells of it: a relation, a transfer, a product or a measure.
    pub id: String,
    /// What that entry is.
    pub schema: String,
    /// The place of one end.
    pub from: usize,
    /// The place of the other.
    pub to: usize,
    /// What sort of tie, as a word: a kind of relation, the stage of a transfer, `makes`, `names`.
    pub kind: String,
    /// The same with what is known of it, for people.
    pub label: String,
    /// When, as the index tells it; empty where that is not known.
    pub when: String,
    /// How sure it is that the entry is so; of `makes`, that the product has that maker.
    pub confidence: Confidence,
    /// How many independent sources tell of the entry.
    pub sources: usize,
    /// Its page.
    pub url: String,
}

/// A form of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum NetworkForm {
    /// GraphML (<http://graphml.graphdrawing.org>), for Gephi, yEd, Cytoscape, networkx and others.
    Graphml,
    /// GEXF 1.3 (<https://gexf.net>), for Gephi.
    Gexf,
    /// A flow chart of Mermaid, for pages of text.
    Mermaid,
    /// JSON of ours: nodes and edges.
    Json,
    /// A picture, as lines; its marks lead to the pages of entries.
    Svg,
    /// The same as pixels, two to a unit.
    Png,
    /// FollowTheMoney's entities, one in each line: those of the network and those that tie them.
    Ftm,
}

impl NetworkForm {
    /// The form of a file that ends so.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending {
            "graphml" => Self::Graphml,
            "gexf" => Self::Gexf,
            "mmd" | "mermaid" => Self::Mermaid,
            "json" => Self::Json,
            "svg" => Self::Svg,
            "png" => Self::Png,
            "ftm" => Self::Ftm,
            _ => return None,
        })
    }
}

impl Network {
    /// In a form, as bytes; `snapshot` is the one that it was gathered from.
    ///
    /// # Errors
    ///
    /// A value can't be written, the snapshot can't be read, or the picture would be too large.
    pub fn written(&self, snapshot: &Snapshot, form: NetworkForm) -> Result<Vec<u8>, Error> {
        let picture = || self.drawn(&Voice::ENGLISH, |node| node.url.clone(), |edge| edge.url.clone()).1.scene;
        Ok(match form {
            NetworkForm::Graphml => forms::graphml(self).into_bytes(),
            NetworkForm::Gexf => forms::gexf(self).into_bytes(),
            NetworkForm::Mermaid => forms::mermaid(self).into_bytes(),
            NetworkForm::Json => format!("{}\n", serde_json::to_string_pretty(self)?).into_bytes(),
            NetworkForm::Svg => svg::write(&picture(), Theme::Light).into_bytes(),
            NetworkForm::Png => png::write(&picture(), Theme::Light, 2)?,
            NetworkForm::Ftm => forms::ftm(self, snapshot)?,
        })
    }
}
