//! The axis, lanes and marks.

use super::pack::packed;
use super::{Day, Item, Lane, Span, day};
use crate::drawn::Drawn;
use crate::scene::{Anchor, Mark, Outline, Scene, Stroke, Style, Tenths};
use crate::text::{cut, width};
use crate::theme::Ink;

const WIDTH: Tenths = 10_000;
const MARGIN: Tenths = 150;
/// The height of a line of marks, of a lane's name, and of the axis.
const LINE: Tenths = 210;
const HEADING: Tenths = 330;
const AXIS: Tenths = 300;
/// The size of names, and how wide one may be.
const SIZE: Tenths = 120;
const WIDEST: Tenths = 2_700;
/// Half of a mark's height, and the least width of one.
const HALF: Tenths = 48;
/// What is left free between two marks of a line.
const FREE: Tenths = 120;
/// How far a mark whose beginning is not known reaches back.
const BACK: Tenths = 260;
/// How many years are written on the axis at most.
const MOST_YEARS: i32 = 14;

/// A mark with its name, before it has a line.
struct Placed<'a> {
    item: &'a Item,
    name: String,
    /// Where the mark begins and ends.
    bar: (Tenths, Tenths),
    /// Where the name begins.
    text: Tenths,
}

/// Draws lanes between the beginning of one year and the end of another. What lies outside is not drawn; what has no date
/// stands below its lane, behind `undated`. The boxes are those of all items that are drawn, lane by lane; `items` of the
/// answer says which.
pub fn draw(title: &str, lanes: &[Lane], (from, to): (u16, u16), undated: &str) -> (Drawn, Vec<(usize, usize)>) {
    let window = (day((from, 1, 1)), day((to, 12, 31)).max(day((from, 12, 31))));
    let x = |at: Day| {
        let part = i64::from(at - window.0) * i64::from(WIDTH - 2 * MARGIN) / i64::from(window.1 - window.0);
        MARGIN + Tenths::try_from(part).unwrap_or_default()
    };
    let mut marks = Vec::new();
    let mut boxes = Vec::new();
    let mut drawn = Vec::new();
    let mut top = AXIS;
    for (lane, Lane { name, items }) in lanes.iter().enumerate() {
        let in_window = |span: &Span| span.last >= window.0 && span.first <= window.1;
        let dated: Vec<(usize, Placed<'_>)> = items
            .iter()
            .enumerate()
            .filter_map(|(at, item)| Some((at, placed(item, item.span.filter(in_window)?, window, x))))
            .collect();
        let without: Vec<(usize, &Item)> = items.iter().enumerate().filter(|(_, item)| item.span.is_none()).collect();
        if dated.is_empty() && without.is_empty() {
            continue;
        }
        marks.push(text((MARGIN, top + 210), name, true, Ink::Text));
        top += HEADING;
        let extents: Vec<(Tenths, Tenths)> = dated.iter().map(|(_, placed)| extent(placed)).collect();
        let lines = packed(&extents);
        for ((at, placed), line) in dated.iter().zip(&lines) {
            let middle = top + Tenths::try_from(*line).unwrap_or_default() * LINE + LINE / 2;
            marks.push(mark(placed, middle));
            let (left, right) = extent(placed);
            boxes.push(((left, middle - LINE / 2), (right - FREE - left, LINE)));
            drawn.push((lane, *at));
        }
        top += Tenths::try_from(lines.iter().max().map_or(0, |line| line + 1)).unwrap_or_default() * LINE;
        if !without.is_empty() {
            let label = format!("{undated}:");
            let beginning = MARGIN + width(&label, SIZE, false) + FREE;
            marks.push(text((MARGIN, top + LINE / 2 + SIZE * 36 / 100), &label, false, Ink::Soft));
            let mut left = beginning;
            for (at, item) in without {
                let name = cut(&item.name, WIDEST, SIZE, false);
                let long = 2 * HALF + 60 + width(&name, SIZE, false);
                if left + long > WIDTH - MARGIN && left > beginning {
                    left = beginning;
                    top += LINE;
                }
                let middle = top + LINE / 2;
                let placed = Placed { item, name, bar: (left, left + 2 * HALF), text: left + 2 * HALF + 60 };
                marks.push(mark(&placed, middle));
                boxes.push(((left, middle - LINE / 2), (long, LINE)));
                drawn.push((lane, at));
                left += long + FREE;
            }
            top += LINE;
        }
        top += FREE;
    }
    let mut all = axis((from, to), top, x);
    all.append(&mut marks);
    let units = |tenths: Tenths| u32::try_from(tenths).unwrap_or_default().div_ceil(10);
    let scene = Scene { width: units(WIDTH), height: units(top + MARGIN), title: title.to_owned(), marks: all };
    (Drawn { scene, boxes }, drawn)
}

/// Years as lines from the top to the bottom.
fn axis((from, to): (u16, u16), bottom: Tenths, x: impl Fn(Day) -> Tenths) -> Vec<Mark> {
    let years = i32::from(to.max(from)) - i32::from(from) + 1;
    let step = [1, 2, 5, 10, 20, 50].into_iter().find(|step| years / step <= MOST_YEARS).unwrap_or(100);
    let mut marks = Vec::new();
    for year in (from..=to.max(from)).filter(|year| i32::from(*year) % step == 0) {
        let at = x(day((year, 1, 1)));
        let mut line = Outline::new();
        line.move_to((at, AXIS)).line_to((at, bottom));
        marks.push(Mark::Path { outline: line, fill: None, stroke: Some(Stroke::whole(Ink::Land, 10)) });
        marks.push(text((at, 200), &year.to_string(), false, Ink::Soft));
    }
    marks
}

fn text(at: (Tenths, Tenths), text: &str, bold: bool, ink: Ink) -> Mark {
    Mark::Text { at, anchor: Anchor::Start, size: SIZE, bold, ink, text: text.to_owned() }
}

/// Where a mark and its name stand: the name behind the mark, before it where there is no room behind.
fn placed<'a>(item: &'a Item, span: Span, window: (Day, Day), x: impl Fn(Day) -> Tenths) -> Placed<'a> {
    let begin = x(span.first.max(window.0)) - if span.earlier { BACK } else { 0 };
    let begin = begin.max(MARGIN / 3);
    let end = x(span.last.min(window.1)).max(begin + 2 * HALF);
    let name = cut(&item.name, WIDEST, SIZE, false);
    let long = width(&name, SIZE, false);
    let text = if end + 60 + long <= WIDTH - MARGIN / 3 {
        end + 60
    } else if begin - 60 - long >= 0 {
        begin - 60 - long
    } else {
        // On the mark itself: it is as long as the picture.
        begin + 60
    };
    Placed { item, name, bar: (begin, end), text }
}

/// From where to where a mark and its name reach, with what is left free behind.
fn extent(placed: &Placed<'_>) -> (Tenths, Tenths) {
    let end = placed.text + width(&placed.name, SIZE, false);
    (placed.bar.0.min(placed.text), placed.bar.1.max(end) + FREE)
}

fn mark(placed: &Placed<'_>, middle: Tenths) -> Mark {
    let Placed { item, name, bar: (begin, end), text: at } = placed;
    let on_it = (*begin..*end).contains(at);
    let fill = match item.style {
        Style::Whole => Ink::Step(3),
        Style::Dashed => Ink::Step(1),
        Style::Dotted => Ink::Paper,
    };
    // A name on its mark must be read.
    let fill = if on_it && item.style == Style::Whole { Ink::Step(0) } else { fill };
    let stroke = Some(Stroke { ink: Ink::Step(3), width: 10, style: item.style });
    let span = item.span.filter(|span| span.last - span.first > 1 || span.earlier || span.later);
    let mut drawn = Vec::new();
    match span {
        None => drawn.push(Mark::Circle { at: (begin + HALF, middle), radius: HALF, fill: Some(fill), stroke }),
        Some(span) => {
            let (half, mut outline) = (HALF - 6, Outline::new());
            let point = |open: bool| if open { half } else { 0 };
            outline
                .move_to((begin + point(span.earlier), middle - half))
                .line_to((end - point(span.later), middle - half))
                .line_to((*end, middle))
                .line_to((end - point(span.later), middle + half))
                .line_to((begin + point(span.earlier), middle + half))
                .line_to((*begin, middle))
                .close();
            drawn.push(Mark::Path { outline, fill: Some(fill), stroke });
        }
    }
    drawn.push(text((*at, middle + SIZE * 36 / 100), name, false, Ink::Text));
    Mark::Link { href: item.href.clone(), title: item.told.clone(), marks: drawn }
}
