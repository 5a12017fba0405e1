//! Shapes, names and lines.

use super::layout::{Layout, Place, layout};
use super::{Kind, Network, Node};
use crate::drawn::Drawn;
use crate::scene::{Anchor, Mark, Outline, Scene, Stroke, Style, Tenths};
use crate::text::{cut, width};
use crate::theme::Ink;

/// How far columns stand apart at least, and lines.
const LINE: Tenths = 230;
const MARGIN: Tenths = 200;
/// Room for lines between the names of one column and the shapes of the next.
const GAP: Tenths = 700;
/// The size of names, and how wide one may be.
const SIZE: Tenths = 130;
const WIDEST: Tenths = 2_000;
/// Half of a shape, and how far a name stands from its middle.
const HALF: Tenths = 60;
const BESIDE: Tenths = 110;
/// The strip below that says what shapes and lines mean.
const LEGEND: Tenths = 700;
/// The least width, so that the legend fits.
const NARROWEST: Tenths = 7_600;

/// Draws a network; `kinds` says what shapes mean, `styles` what whole, dashed and dotted lines do.
pub fn draw<T: AsRef<str>>(title: &str, network: &Network, kinds: &[(Kind, T)], styles: &[(Style, T)]) -> Drawn {
    let Layout { places, columns } = layout(network);
    let names: Vec<String> = network.nodes.iter().map(|node| cut(&node.name, WIDEST, SIZE, false)).collect();
    let bold = |at: usize| at == 0;
    let widths: Vec<Tenths> = names.iter().enumerate().map(|(at, name)| width(name, SIZE, bold(at))).collect();
    // A column is as wide as its longest name.
    let mut lefts = vec![MARGIN];
    for column in 0..columns.len() {
        let own = places.iter().zip(&widths).filter(|(place, _)| place.column == column).map(|(_, width)| *width);
        let left = lefts.last().copied().unwrap_or_default();
        lefts.push(left + HALF + BESIDE + own.max().unwrap_or_default() + GAP);
    }
    let right = lefts.last().copied().unwrap_or_default() - GAP + MARGIN;
    let lines = columns.iter().copied().max().unwrap_or_default();
    let tall = Tenths::try_from(lines).unwrap_or(Tenths::MAX / LINE).saturating_mul(LINE);
    let middle = |place: &Place| {
        let own = Tenths::try_from(columns.get(place.column).copied().unwrap_or_default()).unwrap_or_default();
        let top = MARGIN + (tall - own * LINE) / 2;
        let line = Tenths::try_from(place.line).unwrap_or_default();
        (lefts.get(place.column).copied().unwrap_or_default() + HALF, top + line * LINE + LINE / 2)
    };
    let at: Vec<(Tenths, Tenths)> = places.iter().map(middle).collect();
    let mut marks = Vec::new();
    for tie in &network.ties {
        let (Some(&from), Some(&to), Some(&wide)) = (at.get(tie.from), at.get(tie.to), widths.get(tie.from)) else {
            continue;
        };
        let start = (from.0 + BESIDE + wide + 40, from.1);
        let end = (to.0 - HALF - 30, to.1);
        let stroke = Stroke { ink: Ink::Step(3), width: 12, style: tie.style };
        // Past the names of its own column a line goes straight, so that it crosses none of them.
        let edge =
            places.get(tie.from).and_then(|place| lefts.get(place.column + 1)).map_or(start.0, |next| next - GAP);
        let line = Mark::Path { outline: tied(start, edge, end), fill: None, stroke: Some(stroke) };
        marks.push(Mark::Link { href: tie.href.clone(), title: tie.told.clone(), marks: vec![line] });
    }
    for (place, (node, name)) in network.nodes.iter().zip(&names).enumerate() {
        let Some(&(x, y)) = at.get(place) else { continue };
        let text = Mark::Text {
            at: (x + BESIDE, y + SIZE * 36 / 100),
            anchor: Anchor::Start,
            size: SIZE,
            bold: bold(place),
            ink: Ink::Text,
            text: name.clone(),
        };
        let mut drawn = vec![shape(node, (x, y), bold(place)), text];
        if node.count > 1 {
            // What stands for many has a second outline.
            drawn.insert(0, shape(node, (x + 30, y - 30), false));
        }
        marks.push(Mark::Link { href: node.href.clone(), title: node.name.clone(), marks: drawn });
    }
    let used = |kind: Kind| network.nodes.iter().any(|node| node.kind == kind);
    let drawn_as = |style: Style| network.ties.iter().any(|tie| tie.style == style);
    let bottom = MARGIN + tall + MARGIN;
    let shapes = kinds.iter().filter(|(kind, _)| used(*kind)).map(|(kind, told)| {
        let node = Node { name: String::new(), kind: *kind, href: String::new(), count: 1 };
        (shape(&node, (160, bottom + 60), false), told.as_ref().to_owned())
    });
    let styles = styles.iter().filter(|(style, _)| drawn_as(*style)).map(|(style, told)| {
        let mut line = Outline::new();
        line.move_to((0, bottom + 330)).line_to((220, bottom + 330));
        let stroke = Stroke { ink: Ink::Step(3), width: 12, style: *style };
        (Mark::Path { outline: line, fill: None, stroke: Some(stroke) }, told.as_ref().to_owned())
    });
    marks.extend(explained(bottom + 60, shapes));
    marks.extend(explained(bottom + 330, styles));
    let units = |tenths: Tenths| u32::try_from(tenths).unwrap_or_default().div_ceil(10);
    let scene = Scene {
        width: units(right.max(NARROWEST)),
        height: units(bottom + LEGEND - 200),
        title: title.to_owned(),
        marks,
    };
    let boxes =
        at.iter().zip(&widths).map(|(&(x, y), width)| ((x - HALF, y - LINE / 2), (HALF + BESIDE + width, LINE)));
    Drawn { scene, boxes: boxes.collect() }
}

/// Samples beside each other, each with what it means.
fn explained(middle: Tenths, samples: impl Iterator<Item = (Mark, String)>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut left = MARGIN;
    for (mut sample, text) in samples {
        sample.move_right(left);
        marks.push(sample);
        let wide = width(&text, SIZE, false);
        let at = (left + 280, middle + SIZE * 36 / 100);
        marks.push(Mark::Text { at, anchor: Anchor::Start, size: SIZE, bold: false, ink: Ink::Soft, text });
        left += 280 + wide + 240;
    }
    marks
}

fn shape(node: &Node, (x, y): (Tenths, Tenths), middle: bool) -> Mark {
    let ink = if middle { Ink::Accent } else { Ink::Step(4) };
    let stroke = Some(Stroke::whole(ink, 12));
    let corners = |points: &[(Tenths, Tenths)]| {
        let mut outline = Outline::new();
        let mut points = points.iter().map(|(across, down)| (x + across, y + down));
        if let Some(first) = points.next() {
            outline.move_to(first);
        }
        points.for_each(|point| {
            outline.line_to(point);
        });
        outline.close();
        Mark::Path { outline, fill: Some(ink), stroke }
    };
    match node.kind {
        Kind::Company => Mark::Circle { at: (x, y), radius: HALF, fill: Some(ink), stroke },
        Kind::Product => corners(&[(0, -HALF), (HALF, 0), (0, HALF), (-HALF, 0)]),
        Kind::Measure => corners(&[(0, -HALF), (HALF, HALF), (-HALF, HALF)]),
        Kind::Agency | Kind::Country => Mark::Rectangle {
            at: (x - HALF + 8, y - HALF + 8),
            size: (2 * HALF - 16, 2 * HALF - 16),
            round: 0,
            fill: Some(if node.kind == Kind::Agency { ink } else { Ink::Paper }),
            stroke,
        },
    }
}

/// A line that leaves to the right, straight as far as `edge`, and arrives from the left.
fn tied(start: (Tenths, Tenths), edge: Tenths, to: (Tenths, Tenths)) -> Outline {
    let mut line = Outline::new();
    line.move_to(start);
    let from = (edge.max(start.0), start.1);
    if from != start {
        line.line_to(from);
    }
    let middle = (i32::midpoint(from.0, to.0), i32::midpoint(from.1, to.1));
    let reach = ((to.0 - from.0) / 4).max(160);
    line.curve_to((from.0 + reach, from.1), middle).curve_to((to.0 - reach, to.1), to);
    line
}
