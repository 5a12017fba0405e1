//! Cards: what a page is about, as a picture beside a link to it.

use crate::scene::{Anchor, Mark, Scene, Tenths};
use crate::text::{cut, wrapped};
use crate::theme::Ink;

/// As large as those who show cards want them.
const SIZE: (u32, u32) = (1200, 630);
/// Where text begins, and how wide it may be.
const LEFT: Tenths = 800;
const ROOM: Tenths = 10_400;
/// How many lines the title may have, and what is told below it.
const TITLE: usize = 3;
const LINES: usize = 5;

/// What a card says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// What it is a card of: a country, a company.
    pub kind: String,
    /// What that is called.
    pub title: String,
    /// What is known of it.
    pub told: Vec<String>,
    /// Whose card it is, and of which version.
    pub foot: String,
}

/// Draws a card. What has no room is cut, with `…` behind it.
pub fn draw(card: &Card) -> Scene {
    let mut marks = vec![Mark::Rectangle {
        at: (0, 0),
        size: (220, i32::try_from(SIZE.1 * 10).unwrap_or(Tenths::MAX)),
        round: 0,
        fill: Some(Ink::Step(4)),
        stroke: None,
    }];
    let mut write = |y: Tenths, size: Tenths, bold: bool, ink: Ink, text: &str| {
        let text = cut(text, ROOM, size, bold);
        marks.push(Mark::Text { at: (LEFT, y), anchor: Anchor::Start, size, bold, ink, text });
    };
    write(1_000, 300, false, Ink::Accent, &card.kind);
    // A long name is written smaller rather than cut.
    let sizes = [760, 600, 480];
    let fits = |size: &&Tenths| wrapped(&card.title, ROOM, **size, true).len() < TITLE;
    let size = sizes.iter().find(fits).copied().unwrap_or(480);
    let mut y = 1_250;
    for line in wrapped(&card.title, ROOM, size, true).into_iter().take(TITLE) {
        y += size * 12 / 10;
        write(y, size, true, Ink::Text, &line);
    }
    y += 300;
    let room = usize::try_from((5_300 - y) / 480).unwrap_or(0).min(LINES);
    for line in card.told.iter().flat_map(|told| wrapped(told, ROOM, 340, false)).take(room) {
        y += 480;
        write(y, 340, false, Ink::Text, &line);
    }
    write(5_850, 280, false, Ink::Soft, &card.foot);
    Scene { width: SIZE.0, height: SIZE.1, title: card.title.clone(), marks }
}
