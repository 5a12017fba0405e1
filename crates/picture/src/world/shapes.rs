//! The shapes themselves, read from `shapes.txt`, which says where they are from.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::scene::{Outline, Tenths};

/// A point of the map.
pub(super) type Point = (Tenths, Tenths);

/// All shapes.
#[derive(Debug, Default)]
pub struct World {
    size: Point,
    countries: BTreeMap<&'static str, Country>,
    borders: Outline,
}

/// One country or territory.
#[derive(Debug, Default)]
pub(super) struct Country {
    /// Its outlines, the largest first.
    pub(super) rings: Vec<Vec<Point>>,
    /// Where its dot is, if it is too small to be seen or hit.
    pub(super) dot: Option<Point>,
}

/// The shapes, read once.
pub fn world() -> &'static World {
    static WORLD: LazyLock<World> = LazyLock::new(|| World::read(include_str!("shapes.txt")));
    &WORLD
}

impl World {
    /// The codes of what is on the map, in order.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.countries.keys().copied()
    }

    /// Whether a country is on the map.
    pub fn has(&self, code: &str) -> bool {
        self.countries.contains_key(code)
    }

    /// Width and height of the map.
    pub(super) fn size(&self) -> Point {
        self.size
    }

    pub(super) fn countries(&self) -> impl Iterator<Item = (&'static str, &Country)> {
        self.countries.iter().map(|(code, country)| (*code, country))
    }

    /// Lines between two countries.
    pub(super) fn borders(&self) -> &Outline {
        &self.borders
    }

    /// The middle of a country: its dot, or that of the largest of its shapes.
    pub(super) fn middle(&self, code: &str) -> Option<Point> {
        let country = self.countries.get(code)?;
        country.dot.or_else(|| {
            let (from, to) = bounds(country.rings.first()?);
            Some((i32::midpoint(from.0, to.0), i32::midpoint(from.1, to.1)))
        })
    }

    fn read(text: &'static str) -> Self {
        let mut world = Self::default();
        let mut arcs: Vec<Vec<Point>> = Vec::new();
        // By whom each arc is used, and how often.
        let mut uses: BTreeMap<usize, Vec<&'static str>> = BTreeMap::new();
        for line in text.lines() {
            let mut words = line.split(' ');
            let (kind, rest) = (words.next().unwrap_or_default(), words);
            let number = |word: &str| word.parse::<Tenths>().unwrap_or_default();
            match kind {
                "size" => {
                    let mut size = rest.map(number);
                    world.size = (size.next().unwrap_or_default(), size.next().unwrap_or_default());
                }
                "arc" => {
                    let steps: Vec<Tenths> = rest.map(number).collect();
                    let along = steps.as_chunks::<2>().0.iter().scan((0, 0), |at, step| {
                        *at = (at.0 + step[0], at.1 + step[1]);
                        Some(*at)
                    });
                    arcs.push(along.collect());
                }
                "country" => {
                    let mut rest = rest;
                    let code = rest.next().unwrap_or_default();
                    let country = world.countries.entry(code).or_default();
                    for ring in rest {
                        let mut points = Vec::new();
                        for word in ring.split(',') {
                            let (back, arc) = match word.strip_prefix('-') {
                                Some(word) => (true, word),
                                None => (false, word),
                            };
                            let arc = arc.parse().unwrap_or(usize::MAX);
                            uses.entry(arc).or_default().push(code);
                            let line = arcs.get(arc).map(Vec::as_slice).unwrap_or_default().iter().copied();
                            if back { points.extend(line.rev()) } else { points.extend(line) }
                        }
                        points.dedup();
                        country.rings.push(points);
                    }
                }
                "dot" => {
                    let mut rest = rest;
                    let code = rest.next().unwrap_or_default();
                    let mut at = rest.map(number);
                    let dot = (at.next().unwrap_or_default(), at.next().unwrap_or_default());
                    world.countries.entry(code).or_default().dot = Some(dot);
                }
                _ => {}
            }
        }
        for (arc, codes) in uses {
            if let [one, other] = codes.as_slice()
                && one != other
            {
                line(&mut world.borders, arcs.get(arc).map(Vec::as_slice).unwrap_or_default());
            }
        }
        world
    }
}

impl Country {
    /// All its shapes in one.
    pub(super) fn outline(&self) -> Outline {
        let mut outline = Outline::new();
        for ring in &self.rings {
            line(&mut outline, ring);
            outline.close();
        }
        outline
    }
}

fn line(outline: &mut Outline, points: &[Point]) {
    let mut points = points.iter().copied();
    if let Some(first) = points.next() {
        outline.move_to(first);
    }
    points.for_each(|point| {
        outline.line_to(point);
    });
}

/// The corners at the top left and at the bottom right of what the points span.
pub(super) fn bounds(points: &[Point]) -> (Point, Point) {
    points.iter().fold(((Tenths::MAX, Tenths::MAX), (Tenths::MIN, Tenths::MIN)), |(from, to), point| {
        ((from.0.min(point.0), from.1.min(point.1)), (to.0.max(point.0), to.1.max(point.1)))
    })
}
