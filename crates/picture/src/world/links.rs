//! Where the links of a map lie on its picture: rules of a stylesheet, in hundredths of the picture, so that they hold at
//! any size. Image maps do not scale, and an SVG is shown by no browser that is set to be safest.

use std::fmt::Write as _;

use super::choropleth::LEGEND;
use super::shapes::{Country, Point, bounds, world};
use crate::percent::Percent;
use crate::scene::Tenths;
use crate::simplify::simplified;

/// Twice the area of the smallest triangle that the shape of a link keeps; of a small country less than that.
const SMALLEST_TRIANGLE: i64 = 2_500;
/// Parts of a country of which the area they span is less than this part of the largest's are no link.
const SMALLEST_PART: i64 = 12;
/// Half of the side of the square over a dot.
const REACH: Tenths = 65;

/// The rules. A link of a country has the class `m-` and its code, within `scope`.
pub fn stylesheet(scope: &str) -> String {
    let (width, height) = world().size();
    let (width, height) = (width.unsigned_abs(), (height + LEGEND).unsigned_abs());
    let mut out = String::new();
    for (code, country) in world().countries() {
        let (from, to, shape) = place(country);
        let part = Percent::of;
        // A String takes whatever is written.
        let _ = write!(
            out,
            "{scope} .m-{code}{{left:{};top:{};width:{};height:{}",
            part(from.0, width),
            part(from.1, height),
            part(to.0 - from.0, width),
            part(to.1 - from.1, height),
        );
        // A small country is never hidden by a large one.
        if shape.is_empty() {
            out.push_str(";z-index:1");
        } else {
            out.push_str(";clip-path:polygon(");
            for (at, point) in shape.iter().enumerate() {
                let comma = if at > 0 { "," } else { "" };
                let of = |size: Tenths, all: Tenths| Percent::rough(size, all.unsigned_abs());
                let (x, y) = (of(point.0 - from.0, to.0 - from.0), of(point.1 - from.1, to.1 - from.1));
                let _ = write!(out, "{comma}{x} {y}");
            }
            out.push(')');
        }
        out.push_str("}\n");
    }
    out
}

/// The box of a country's link and its shape in it; none where it is the box itself.
fn place(country: &Country) -> (Point, Point, Vec<Point>) {
    let spans = |ring: &Vec<Point>| {
        let (from, to) = bounds(ring);
        i64::from(to.0 - from.0) * i64::from(to.1 - from.1)
    };
    if let Some((x, y)) = country.dot {
        return ((x - REACH, y - REACH), (x + REACH, y + REACH), Vec::new());
    }
    let largest = country.rings.iter().map(spans).max().unwrap_or_default();
    let parts: Vec<Vec<Point>> = country
        .rings
        .iter()
        .filter(|ring| spans(ring) * SMALLEST_PART >= largest)
        .map(|ring| simplified(ring.clone(), SMALLEST_TRIANGLE.min(spans(ring) / 40)))
        .collect();
    // One line around all: it goes to each part from where the first begins, and back the same way.
    let mut shape: Vec<Point> = Vec::new();
    let start = parts.first().and_then(|part| part.first()).copied();
    for part in &parts {
        shape.extend(part);
        shape.extend(part.first());
        shape.extend(start);
    }
    shape.dedup();
    let (from, to) = bounds(&shape);
    (from, to, shape)
}
