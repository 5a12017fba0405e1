//! Countries coloured by a count.

use std::collections::BTreeMap;

use super::Place;
use super::classes::Classes;
use super::shapes::{Country, World, world};
use crate::scene::{Anchor, Mark, Scene, Stroke, Tenths};
use crate::theme::Ink;

/// The radius of the dot of a country that is too small to be seen.
const DOT: Tenths = 28;
/// How wide a sample of a mark is in the strip below the map.
pub(super) const SAMPLE: Tenths = 220;
/// The height of the strip below the map that tells the steps.
pub(super) const LEGEND: Tenths = 340;

/// The world, with every place coloured by its count. What is not among `places` leads nowhere; a place that is not on
/// the map ([`World::has`]) is not drawn, and whoever shows the map says so beside it.
///
/// `none` is what is said of land without a count.
pub fn map(title: &str, places: &[Place], none: &str) -> Scene {
    let world = world();
    let most = places.iter().map(|place| place.count).max().unwrap_or_default();
    let classes = Classes::of(most);
    let by_code: BTreeMap<&str, &Place> = places.iter().map(|place| (place.code.as_str(), place)).collect();
    let mut marks = Vec::new();
    let mut dots = Vec::new();
    for (code, country) in world.countries() {
        let place = by_code.get(code).copied();
        let ink = ink(&classes, place.map_or(0, |place| place.count));
        let (area, dot) = drawn(country, ink);
        let linked = |mark: Mark| match place {
            Some(place) => Mark::Link { href: place.href.clone(), title: place.told(), marks: vec![mark] },
            None => mark,
        };
        marks.extend(area.map(linked));
        dots.extend(dot.map(linked));
    }
    marks.push(borders(world));
    marks.append(&mut dots);
    let inks = std::iter::once(Ink::Land).chain((0..5).map(Ink::Step));
    let top = world.size().1;
    let squares = inks.map(|ink| Mark::Rectangle {
        at: (0, top + 110),
        size: (SAMPLE, 140),
        round: 20,
        fill: Some(ink),
        stroke: None,
    });
    marks.extend(legend(top, squares.zip(std::iter::once(none.to_owned()).chain(classes.told()))));
    scene(world, title, marks)
}

pub(super) fn scene(world: &World, title: &str, marks: Vec<Mark>) -> Scene {
    let (width, height) = size(world);
    Scene { width, height, title: title.to_owned(), marks }
}

pub(super) fn size(world: &World) -> (u32, u32) {
    let units = |tenths: Tenths| u32::try_from(tenths).unwrap_or_default().div_ceil(10);
    (units(world.size().0), units(world.size().1 + LEGEND))
}

pub(super) fn borders(world: &World) -> Mark {
    Mark::Path { outline: world.borders().clone(), fill: None, stroke: Some(Stroke::whole(Ink::Line, 5)) }
}

/// The area of a country and its dot.
pub(super) fn drawn(country: &Country, ink: Ink) -> (Option<Mark>, Option<Mark>) {
    let outline = country.outline();
    // The line in the colour of the area closes the hair between two of them.
    let stroke = Some(Stroke::whole(ink, 5));
    let area = (!outline.is_empty()).then_some(Mark::Path { outline, fill: Some(ink), stroke });
    let around = Some(Stroke::whole(Ink::Paper, 8));
    let dot = country.dot.map(|at| Mark::Circle { at, radius: DOT, fill: Some(ink), stroke: around });
    (area, dot)
}

fn ink(classes: &Classes, count: u64) -> Ink {
    classes.step(count).map_or(Ink::Land, Ink::Step)
}

/// Samples of marks, drawn from the left edge, each with what it means, beside each other below the map.
pub(super) fn legend(top: Tenths, samples: impl IntoIterator<Item = (Mark, String)>) -> Vec<Mark> {
    const SIZE: Tenths = 120;
    let mut marks = Vec::new();
    let mut left = 40;
    for (mut sample, text) in samples {
        sample.move_right(left);
        marks.push(sample);
        let width = crate::text::width(&text, SIZE, false);
        let at = (left + SAMPLE + 60, top + 225);
        marks.push(Mark::Text { at, anchor: Anchor::Start, size: SIZE, bold: false, ink: Ink::Soft, text });
        left += SAMPLE + 60 + width + 240;
    }
    marks
}
