//! A scene as PNG: drawn by `resvg` from its SVG, with a palette.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::scene::{Mark, Scene};
use crate::svg;
use crate::text::FONTS;
use crate::theme::{Ink, Theme};

/// How many colours a picture has at most, by its scale. Its areas have a few; the rest are the edges between them, which are
/// told apart less where they are smaller than a dot of paper.
fn most_colours(scale: u32) -> usize {
    if scale > 1 { 16 } else { 40 }
}

/// No picture could be made.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// What was to be drawn is not understood.
    #[error("the scene is not drawn: {0}")]
    Scene(#[from] resvg::usvg::Error),
    /// It has no area, or more than there is memory for.
    #[error("no picture of {width} × {height} pixels can be made")]
    Size {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// It could not be packed.
    #[error("the picture is not written: {0}")]
    Write(#[from] ::png::EncodingError),
}

/// The picture, with `scale` pixels to a unit.
///
/// # Errors
/// It is too large, or not understood.
pub fn write(scene: &Scene, theme: Theme, scale: u32) -> Result<Vec<u8>, PngError> {
    let options =
        Options { fontdb: std::sync::Arc::clone(&FONTS), font_family: "DejaVu Sans".to_owned(), ..Options::default() };
    let tree = Tree::from_str(&svg::write(scene, theme), &options)?;
    let (width, height) = (scene.width.saturating_mul(scale), scene.height.saturating_mul(scale));
    let mut pixels = Pixmap::new(width, height).ok_or(PngError::Size { width, height })?;
    #[expect(clippy::cast_precision_loss, reason = "a scale is 1 or 2")]
    let grown = Transform::from_scale(scale as f32, scale as f32);
    resvg::render(&tree, grown, &mut pixels.as_mut());
    // Paper lies under all, so that nothing shines through.
    let colours: Vec<[u8; 3]> = pixels.pixels().iter().map(|p| [p.red(), p.green(), p.blue()]).collect();
    let (palette, places) = quantised(&colours, inks(&scene.marks, theme), most_colours(scale));
    let mut out = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut out, width, height);
    encoder.set_color(::png::ColorType::Indexed);
    let small = palette.len() <= 16;
    encoder.set_depth(if small { ::png::BitDepth::Four } else { ::png::BitDepth::Eight });
    encoder.set_palette(palette.concat());
    encoder.set_compression(::png::Compression::High);
    encoder.set_filter(::png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    let data = if small { paired(&places, width) } else { places };
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(out)
}

/// Two pixels in a byte, each line from a byte of its own.
fn paired(places: &[u8], width: u32) -> Vec<u8> {
    let line = usize::try_from(width).unwrap_or(usize::MAX).max(1);
    let pairs = places.chunks(line).flat_map(|line| line.chunks(2));
    pairs.map(|pair| pair.first().map_or(0, |first| first << 4) | pair.get(1).copied().unwrap_or_default()).collect()
}

/// The colours that areas and lines are drawn in: they stay, however small they are.
fn inks(marks: &[Mark], theme: Theme) -> BTreeSet<[u8; 3]> {
    let mut inks = BTreeSet::from([rgb(Ink::Paper, theme)]);
    for mark in marks {
        match mark {
            Mark::Path { fill, stroke, .. }
            | Mark::Circle { fill, stroke, .. }
            | Mark::Rectangle { fill, stroke, .. } => {
                inks.extend(fill.iter().chain(stroke.as_ref().map(|stroke| &stroke.ink)).map(|ink| rgb(*ink, theme)));
            }
            Mark::Text { ink, .. } => {
                inks.insert(rgb(*ink, theme));
            }
            Mark::Link { marks, .. } => inks.extend(self::inks(marks, theme)),
        }
    }
    inks
}

fn rgb(ink: Ink, theme: Theme) -> [u8; 3] {
    let digits = ink.colour(theme).trim_start_matches('#');
    let all = u32::from_str_radix(digits, 16).unwrap_or_default();
    let [_, red, green, blue] = all.to_be_bytes();
    [red, green, blue]
}

/// The colours of `inks` and those that are met most, `most` in all, and for each pixel the place of its own among them, or
/// of that nearest to it.
fn quantised(pixels: &[[u8; 3]], inks: BTreeSet<[u8; 3]>, most: usize) -> (Vec<[u8; 3]>, Vec<u8>) {
    let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();
    // Most pixels are like the one before them.
    let runs = || pixels.chunk_by(|a, b| a == b).filter_map(|run| Some((run.first()?, run.len())));
    runs().for_each(|(colour, length)| *counts.entry(*colour).or_default() += length);
    let mut met: Vec<([u8; 3], usize)> = counts.into_iter().collect();
    met.sort_by_key(|(colour, count)| (!inks.contains(colour), Reverse(*count), *colour));
    let palette: Vec<[u8; 3]> = met.iter().take(most).map(|(colour, _)| *colour).collect();
    let nearest = |colour: &[u8; 3]| {
        let far =
            |other: &[u8; 3]| colour.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum::<u32>();
        let place = palette.iter().enumerate().min_by_key(|(_, other)| far(other)).map_or(0, |(place, _)| place);
        u8::try_from(place).unwrap_or(u8::MAX)
    };
    let places: BTreeMap<[u8; 3], u8> = met.iter().map(|(colour, _)| (*colour, nearest(colour))).collect();
    let mut out = Vec::with_capacity(pixels.len());
    for (colour, length) in runs() {
        out.extend(std::iter::repeat_n(places.get(colour).copied().unwrap_or_default(), length));
    }
    (palette, out)
}
