//! Turns Natural Earth's borders into `src/world/shapes.txt`: projected, simplified, in whole numbers.
//!
//! ```text
//! npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//! cargo run -p sousveil-picture --example world -- package/countries-50m.json > shapes.txt
//! ```
//!
//! `world-atlas` (ISC) is Natural Earth 4.1.0 at 1:50 million (public domain) as TopoJSON. The projection is Equal Earth
//! (Šavrič, Patterson and Jenny, 2018), whose areas are true, about the meridian 11.4° E, which leaves all of Chukotka
//! in the east and all of Alaska's mainland in the west. Lines that two countries share are simplified once, so that no gaps open between them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use sousveil_model::Country;
use sousveil_picture::simplify::simplified;

/// Units across the map.
const WIDTH: f64 = 10_000.0;
/// Degrees.
const MERIDIAN: f64 = 11.4;
/// Twice the area of the smallest triangle that stays, in square units.
const SMALLEST_TRIANGLE: i64 = 320;
/// Islands of which twice the area is less than this go, in square units, unless a country has nothing larger.
const SMALLEST_ISLAND: f64 = 480.0;
/// What has nothing as large as this, twice the area, has no shape at all.
const SMALLEST_SHAPE: f64 = 30.0;
/// Countries of which twice the area is less than this are dots besides.
const SMALLEST_COUNTRY: f64 = 1_600.0;

/// How Natural Earth calls what our table calls otherwise.
const NAMES: &[(&str, &str)] = &[
    ("Antigua and Barb.", "ag"),
    ("Ashmore and Cartier Is.", "au"),
    ("Bosnia and Herz.", "ba"),
    ("Br. Indian Ocean Ter.", "io"),
    ("British Virgin Is.", "vg"),
    ("Cabo Verde", "cv"),
    ("Cayman Is.", "ky"),
    ("Central African Rep.", "cf"),
    ("Congo", "cg"),
    ("Cook Is.", "ck"),
    ("Côte d'Ivoire", "ci"),
    ("Dem. Rep. Congo", "cd"),
    ("Dominican Rep.", "do"),
    ("Eq. Guinea", "gq"),
    ("Faeroe Is.", "fo"),
    ("Falkland Is.", "fk"),
    ("Fr. Polynesia", "pf"),
    ("Fr. S. Antarctic Lands", "tf"),
    ("Heard I. and McDonald Is.", "hm"),
    ("Macao", "mo"),
    ("Macedonia", "mk"),
    ("Marshall Is.", "mh"),
    ("Micronesia", "fm"),
    ("N. Cyprus", "cy"),
    ("N. Mariana Is.", "mp"),
    ("Pitcairn Is.", "pn"),
    ("S. Geo. and the Is.", "gs"),
    ("S. Sudan", "ss"),
    ("Saint Helena", "sh"),
    ("Solomon Is.", "sb"),
    ("Somaliland", "so"),
    ("St-Barthélemy", "bl"),
    ("St-Martin", "mf"),
    ("St. Kitts and Nevis", "kn"),
    ("St. Pierre and Miquelon", "pm"),
    ("St. Vin. and Gren.", "vc"),
    ("São Tomé and Principe", "st"),
    ("Turks and Caicos Is.", "tc"),
    ("U.S. Virgin Is.", "vi"),
    ("Vatican", "va"),
    ("W. Sahara", "eh"),
    ("Wallis and Futuna Is.", "wf"),
    ("eSwatini", "sz"),
    ("Åland", "ax"),
];

/// Not drawn: nobody's, or without people.
const LEFT_OUT: &[&str] = &["Antarctica", "Indian Ocean Ter.", "Siachen Glacier"];

/// Land that goes to another country than Natural Earth draws it with: whose, a point in it, and to which.
const MOVED: &[(&str, (f64, f64), &str)] = &[
    // Crimea: Resolution 68/262 of the General Assembly of the United Nations.
    ("ru", (34.3, 45.3), "ua"),
    // It has a code of its own.
    ("fr", (-53.1, 4.0), "gf"),
];

/// What has no shape at 1:50 million, in degrees east and north.
const DOTS: &[(&str, f64, f64)] = &[
    ("bq", -68.25, 12.18),
    ("cc", 96.87, -12.16),
    ("cx", 105.63, -10.49),
    ("gi", -5.35, 36.14),
    ("gp", -61.55, 16.25),
    ("mq", -61.02, 14.64),
    ("re", 55.54, -21.13),
    ("tk", -171.85, -9.2),
    ("tv", 179.2, -8.52),
    ("yt", 45.17, -12.83),
];

type Point = (f64, f64);

fn main() -> Result<()> {
    let path = std::env::args().nth(1).context("expected the path of countries-50m.json")?;
    let atlas: Value = serde_json::from_str(&std::fs::read_to_string(&path).context(path)?)?;
    let degrees = arcs(&atlas)?;
    let mut countries = countries(&atlas)?;
    for (from, point, to) in MOVED {
        let rings = countries.get_mut(*from).context("a country that is moved from")?;
        let at = rings.iter().position(|ring| inside(&line(&degrees, ring), *point)).context("land that is moved")?;
        let ring = rings.remove(at);
        countries.entry((*to).to_owned()).or_default().push(ring);
    }
    let projected: Vec<Vec<Point>> = degrees.iter().map(|arc| east(arc).map(project).collect()).collect();
    let used: Vec<usize> = countries.values().flatten().flatten().map(|&arc| number(arc)).collect();
    let drawn = || used.iter().filter_map(|&arc| projected.get(arc)).flatten();
    let (left, right) = drawn().fold((f64::MAX, f64::MIN), |(low, high), p| (low.min(p.0), high.max(p.0)));
    let (top, bottom) = drawn().fold((f64::MAX, f64::MIN), |(low, high), p| (low.min(p.1), high.max(p.1)));
    let scale = WIDTH / (right - left);
    let whole = |p: &Point| ((p.0 - left) * scale, (p.1 - top) * scale);
    let mut kept: BTreeMap<usize, Vec<Point>> = BTreeMap::new();
    for &arc in &used {
        let points = projected.get(arc).into_iter().flatten().map(|point| rounded(whole(point))).collect();
        let simple = simplified(points, SMALLEST_TRIANGLE).into_iter();
        kept.entry(arc).or_insert_with(|| simple.map(|(x, y)| (f64::from(x), f64::from(y))).collect());
    }

    let mut out = String::from(
        "# Written by examples/world.rs from Natural Earth 4.1.0, 1:50 million (public domain), as in npm world-atlas 2.0.2.\n\
         # Equal Earth about 11.4 degrees east. `size` of the map; `arc` a line: its first point, then steps; `country` a code\n\
         # and its rings, each of numbers of arcs, counted from 0, backwards where `-`; `dot` a point of what is too small.\n",
    );
    writeln!(out, "size {} {}", WIDTH, ((bottom - top) * scale).ceil())?;
    let mut dots = String::new();
    let mut rings_of: Vec<(String, Vec<Vec<i64>>)> = Vec::new();
    for (code, mut rings) in countries {
        let size = |ring: &Vec<i64>| area(&line_of(&kept, ring)).abs();
        rings.sort_by(|a, b| size(b).total_cmp(&size(a)));
        let total: f64 = rings.iter().map(size).sum();
        if total < SMALLEST_COUNTRY {
            let largest = rings.first().map(|ring| {
                let points: Vec<Point> =
                    ring.iter().flat_map(|&arc| projected.get(number(arc)).into_iter().flatten()).map(whole).collect();
                middle(&points)
            });
            let (x, y) = largest.context("a country without a ring")?;
            writeln!(dots, "dot {code} {} {}", x.round(), y.round())?;
        }
        let first = rings.first().cloned();
        rings.retain(|ring| size(ring) >= SMALLEST_ISLAND);
        if rings.is_empty() && total >= SMALLEST_SHAPE {
            rings.extend(first);
        }
        if !rings.is_empty() {
            rings_of.push((code, rings));
        }
    }
    for (code, east, north) in DOTS {
        let longitude = if *east <= MERIDIAN - 180.0 { east + 360.0 } else { *east };
        let (x, y) = whole(&project((longitude, *north)));
        writeln!(dots, "dot {code} {} {}", x.round(), y.round())?;
    }
    // Only what is drawn gets a number.
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    for &arc in rings_of.iter().flat_map(|(_, rings)| rings).flatten() {
        let next = numbers.len();
        numbers.entry(number(arc)).or_insert(next);
    }
    let mut ordered: Vec<(usize, usize)> = numbers.iter().map(|(&arc, &new)| (new, arc)).collect();
    ordered.sort_unstable();
    for (_, arc) in ordered {
        let mut before: Option<(i32, i32)> = None;
        out.push_str("arc");
        for point in kept.get(&arc).into_iter().flatten() {
            let at = rounded(*point);
            match before {
                None => write!(out, " {} {}", at.0, at.1)?,
                Some(last) if last == at => continue,
                Some(last) => write!(out, " {} {}", at.0 - last.0, at.1 - last.1)?,
            }
            before = Some(at);
        }
        out.push('\n');
    }
    for (code, rings) in rings_of {
        let ring = |ring: Vec<i64>| {
            let arcs = ring.into_iter().map(|arc| {
                let new = numbers.get(&number(arc)).copied().unwrap_or_default();
                if arc < 0 { format!("-{new}") } else { new.to_string() }
            });
            arcs.collect::<Vec<_>>().join(",")
        };
        let rings: Vec<String> = rings.into_iter().map(ring).collect();
        writeln!(out, "country {code} {}", rings.join(" "))?;
    }
    out.push_str(&dots);
    print(&out);
    let drawn = |code: &str| out.contains(&format!("country {code} ")) || dots.contains(&format!("dot {code} "));
    for country in Country::all().filter(|country| !drawn(country.code())) {
        note(&format!("not on the map: {} {}", country.code(), country.name()));
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "its output")]
fn print(text: &str) {
    print!("{text}");
}

#[expect(clippy::print_stderr, reason = "what it leaves out")]
fn note(text: &str) {
    eprintln!("{text}");
}

/// The lines of the atlas in degrees.
fn arcs(atlas: &Value) -> Result<Vec<Vec<Point>>> {
    let pair = |value: &Value| -> Option<Point> { Some((value.get(0)?.as_f64()?, value.get(1)?.as_f64()?)) };
    let transform = atlas.get("transform").context("no transform")?;
    let scale = transform.get("scale").and_then(pair).context("no scale")?;
    let shift = transform.get("translate").and_then(pair).context("no translate")?;
    let arcs = atlas.get("arcs").and_then(Value::as_array).context("no arcs")?;
    let arc = |arc: &Value| -> Option<Vec<Point>> {
        let mut at = (0.0, 0.0);
        let mut points = Vec::new();
        for step in arc.as_array()? {
            let step = pair(step)?;
            at = (at.0 + step.0, at.1 + step.1);
            points.push((at.0 * scale.0 + shift.0, at.1 * scale.1 + shift.1));
        }
        Some(points)
    };
    arcs.iter().map(arc).collect::<Option<_>>().context("an arc that is none")
}

/// The outer rings of each country; lakes and enclaves within stay covered by their own countries.
fn countries(atlas: &Value) -> Result<BTreeMap<String, Vec<Vec<i64>>>> {
    let shapes = atlas.pointer("/objects/countries/geometries").and_then(Value::as_array).context("no countries")?;
    let mut countries: BTreeMap<String, Vec<Vec<i64>>> = BTreeMap::new();
    for shape in shapes {
        let name = shape.pointer("/properties/name").and_then(Value::as_str).context("a shape without a name")?;
        if LEFT_OUT.contains(&name) {
            continue;
        }
        let code = NAMES.iter().find(|(own, _)| *own == name).map(|(_, code)| (*code).to_owned());
        let code = code.or_else(|| Country::from_name(name).map(|country| country.code().to_owned()));
        let Some(code) = code else { bail!("no code for {name}") };
        let arcs = shape.get("arcs").cloned().context("a shape without arcs")?;
        let polygons: Vec<Vec<Vec<i64>>> = match shape.get("type").and_then(Value::as_str) {
            Some("Polygon") => vec![serde_json::from_value(arcs)?],
            _ => serde_json::from_value(arcs)?,
        };
        let rings = countries.entry(code).or_default();
        rings.extend(polygons.into_iter().flatten());
    }
    Ok(countries)
}

/// The number of an arc, which is written as its complement where it goes backwards.
fn number(arc: i64) -> usize {
    usize::try_from(if arc < 0 { !arc } else { arc }).unwrap_or(usize::MAX)
}

fn line(arcs: &[Vec<Point>], ring: &[i64]) -> Vec<Point> {
    let all: BTreeMap<usize, Vec<Point>> =
        ring.iter().map(|&arc| (number(arc), arcs.get(number(arc)).cloned().unwrap_or_default())).collect();
    line_of(&all, ring)
}

fn line_of(arcs: &BTreeMap<usize, Vec<Point>>, ring: &[i64]) -> Vec<Point> {
    let mut out = Vec::new();
    for &arc in ring {
        let points = arcs.get(&number(arc)).into_iter().flatten().copied();
        if arc < 0 { out.extend(points.rev()) } else { out.extend(points) }
    }
    out
}

/// What lies behind the edge of the map goes to its other side; islands that lie on the edge stay as they are.
fn east(arc: &[Point]) -> impl Iterator<Item = Point> {
    let edge = MERIDIAN - 180.0;
    let (west, east) = arc.iter().fold((f64::MAX, f64::MIN), |(low, high), p| (low.min(p.0), high.max(p.0)));
    let moves = east <= edge || east - west > 180.0;
    arc.iter().map(move |&(x, y)| if moves && x <= edge { (x + 360.0, y) } else { (x, y) })
}

/// Equal Earth, y downwards.
fn project((longitude, latitude): Point) -> Point {
    const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
    let lambda = (longitude - MERIDIAN).to_radians();
    let theta = libm::asin(f64::sqrt(3.0) / 2.0 * libm::sin(latitude.to_radians()));
    let (square, sixth) = (theta * theta, theta.powi(6));
    let x = 2.0 * f64::sqrt(3.0) * lambda * libm::cos(theta)
        / (3.0 * (9.0 * A[3] * sixth * square + 7.0 * A[2] * sixth + 3.0 * A[1] * square + A[0]));
    let y = theta * (A[3] * sixth * square + A[2] * sixth + A[1] * square + A[0]);
    (x, -y)
}

#[expect(clippy::cast_possible_truncation, reason = "rounded and within the map")]
fn rounded((x, y): Point) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

/// Twice the signed area.
fn area(points: &[Point]) -> f64 {
    let next = points.iter().cycle().skip(1);
    points.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
}

/// The middle of what the points span.
fn middle(points: &[Point]) -> Point {
    let (left, right) = points.iter().fold((f64::MAX, f64::MIN), |(low, high), p| (low.min(p.0), high.max(p.0)));
    let (top, bottom) = points.iter().fold((f64::MAX, f64::MIN), |(low, high), p| (low.min(p.1), high.max(p.1)));
    (f64::midpoint(left, right), f64::midpoint(top, bottom))
}

fn inside(ring: &[Point], (x, y): Point) -> bool {
    let next = ring.iter().cycle().skip(1);
    let crosses = |(a, b): &(&Point, &Point)| (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0;
    ring.iter().zip(next).filter(crosses).count() % 2 == 1
}
