//! Bows between one country and those that it is recorded as trading with.

use std::collections::BTreeMap;

use super::Place;
use super::choropleth::{SAMPLE, borders, drawn, legend, scene};
use super::classes::Classes;
use super::shapes::{Point, world};
use crate::scene::{Mark, Outline, Scene, Stroke, Tenths};
use crate::theme::Ink;

/// Which way things went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the others to the one.
    Towards,
    /// From the one to the others.
    Away,
}

/// How wide the bows of the five steps are.
const WIDTHS: [Tenths; 5] = [8, 14, 22, 32, 46];

/// The world with a bow from or to each place, wider where its count is larger. The arrow stands where things went to.
pub fn flows(title: &str, here: &Place, places: &[Place], direction: Direction) -> Scene {
    let world = world();
    let classes = Classes::of(places.iter().map(|place| place.count).max().unwrap_or_default());
    let by_code: BTreeMap<&str, &Place> = places.iter().map(|place| (place.code.as_str(), place)).collect();
    let mut marks = Vec::new();
    let mut dots = Vec::new();
    for (code, country) in world.countries() {
        let place = by_code.get(code).copied().filter(|place| place.count > 0);
        let ink = match place {
            _ if code == here.code => Ink::Accent,
            Some(_) => Ink::Step(1),
            None => Ink::Land,
        };
        let (area, dot) = drawn(country, ink);
        marks.extend(area);
        // A dot for everyone would hide the ends of bows between them.
        dots.extend(dot.filter(|_| ink != Ink::Land));
    }
    marks.push(borders(world));
    marks.append(&mut dots);
    // The narrow ones lie on the wide ones, so that none is hidden.
    let mut bows: Vec<&Place> = places.iter().filter(|place| place.count > 0 && place.code != here.code).collect();
    bows.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.code.cmp(&b.code)));
    for place in bows {
        let (Some(one), Some(other)) = (world.middle(&here.code), world.middle(&place.code)) else { continue };
        let (from, to) = match direction {
            Direction::Towards => (other, one),
            Direction::Away => (one, other),
        };
        let width = WIDTHS.get(usize::from(classes.step(place.count).unwrap_or_default())).copied().unwrap_or(8);
        marks.push(Mark::Link { href: place.href.clone(), title: place.told(), marks: bow(from, to, width) });
    }
    let top = world.size().1 + 180;
    let lines = WIDTHS.map(|width| {
        let mut line = Outline::new();
        line.move_to((0, top)).line_to((SAMPLE, top));
        Mark::Path { outline: line, fill: None, stroke: Some(Stroke::whole(Ink::Step(3), width)) }
    });
    marks.extend(legend(world.size().1, lines.into_iter().zip(classes.told())));
    scene(world, title, marks)
}

/// A line from one point to another that bends to the north, with an arrow at its end.
fn bow(from: Point, to: Point, width: Tenths) -> Vec<Mark> {
    let (across, down) = (to.0 - from.0, to.1 - from.1);
    // The more of the way goes from east to west, the higher the bow.
    let over = (i32::midpoint(from.0, to.0) + down / 6, i32::midpoint(from.1, to.1) - across.abs() / 4);
    let mut line = Outline::new();
    line.move_to(from).curve_to(over, to);
    // The direction in which the bow arrives, as far as the arrow is long.
    let (x, y) = (to.0 - over.0, to.1 - over.1);
    let length = i64::from(x).pow(2) + i64::from(y).pow(2);
    let length = Tenths::try_from(length.isqrt()).unwrap_or(Tenths::MAX).max(1);
    let long = 40 + width * 2;
    let part = |of: Tenths, size: Tenths| {
        Tenths::try_from(i64::from(of) * i64::from(size) / i64::from(length)).unwrap_or_default()
    };
    let foot = (to.0 - part(x, long), to.1 - part(y, long));
    let half = 14 + width;
    let side = (part(-y, half), part(x, half));
    let mut head = Outline::new();
    head.move_to(to).line_to((foot.0 + side.0, foot.1 + side.1)).line_to((foot.0 - side.0, foot.1 - side.1)).close();
    vec![
        Mark::Path { outline: line, fill: None, stroke: Some(Stroke::whole(Ink::Step(3), width)) },
        Mark::Path { outline: head, fill: Some(Ink::Step(4)), stroke: None },
    ]
}
