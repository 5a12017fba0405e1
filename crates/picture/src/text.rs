//! The one typeface, and how wide text is in it.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::Database;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

use crate::scene::Tenths;

type Face = Option<(FontRef<'static>, u16)>;

static PLAIN: LazyLock<Face> = LazyLock::new(|| face(dejavu::sans::regular()));
static BOLD: LazyLock<Face> = LazyLock::new(|| face(dejavu::sans::bold()));

/// A typeface and how many of its units make the size of a text.
fn face(data: &'static [u8]) -> Face {
    let font = FontRef::new(data).ok()?;
    let units = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em;
    Some((font, units))
}

/// DejaVu Sans, plain and bold: Latin, Cyrillic with Kazakh and Uzbek letters, Greek, Arabic, Hebrew, Georgian, Armenian.
/// A server has no typefaces of its own, and what it had would make other pictures.
pub(crate) static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(dejavu::sans::regular().to_vec());
    fonts.load_font_data(dejavu::sans::bold().to_vec());
    Arc::new(fonts)
});

/// How wide each letter is, in tenths, before rounding; a letter that the typeface has not is as wide as its sign for that.
fn advances(text: &str, size: Tenths, bold: bool) -> impl Iterator<Item = f32> {
    let face = if bold { &*BOLD } else { &*PLAIN };
    let known = face.as_ref().map(|(font, units)| {
        let glyphs = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        (glyphs, font.charmap(), *units)
    });
    #[expect(clippy::cast_precision_loss, reason = "a size is some hundred tenths")]
    let size = size as f32;
    text.chars().map(move |letter| {
        let Some((glyphs, letters, units)) = &known else { return 0.0 };
        let own = glyphs.advance_width(letters.map(letter).unwrap_or_default()).unwrap_or_default();
        own * size / f32::from(*units)
    })
}

/// How wide a text is, at a size.
pub(crate) fn width(text: &str, size: Tenths, bold: bool) -> Tenths {
    let all: f32 = advances(text, size, bold).sum();
    #[expect(clippy::cast_possible_truncation, reason = "a line of text is some thousand units wide")]
    let tenths = all.ceil() as Tenths;
    tenths
}

/// The text, or as much of its beginning as fits, with `…` behind it. However long it is, it is walked through once.
pub(crate) fn cut(text: &str, most: Tenths, size: Tenths, bold: bool) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a width is some thousand tenths")]
    let (room, all) = ((most - width("…", size, bold)) as f32, most as f32);
    let (mut so_far, mut end) = (0.0, 0);
    for ((at, letter), advance) in text.char_indices().zip(advances(text, size, bold)) {
        so_far += advance;
        if so_far <= room {
            end = at + letter.len_utf8();
        }
        if so_far > all {
            return format!("{}…", text.get(..end).unwrap_or_default().trim_end());
        }
    }
    text.to_owned()
}

/// The text in lines that fit, broken between words; a word that is wider than a line is cut.
pub(crate) fn wrapped(text: &str, most: Tenths, size: Tenths, bold: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace().take(MOST_WORDS) {
        let longer = lines.last().map(|line| format!("{line} {word}")).filter(|line| width(line, size, bold) <= most);
        match (longer, lines.last_mut()) {
            (Some(longer), Some(last)) => *last = longer,
            _ => lines.push(cut(word, most, size, bold)),
        }
    }
    lines
}

/// How many words are wrapped: a picture has no room for more.
const MOST_WORDS: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_fits_and_is_a_beginning() {
        for text in ["", "Uzbekistan", "Национальная служба", "a b", "ﷺ", &"long ".repeat(40_000)] {
            let short = cut(text, 900, 120, false);
            assert!(width(&short, 120, false) <= 901, "{short}");
            assert!(text == short || text.starts_with(short.trim_end_matches('…')), "{short}");
            assert_eq!(text == short, width(text, 120, false) <= 900, "{short}");
        }
        for text in ["", "one", "a b c d e f g h i j k l m n o p q r s t", &"long".repeat(100), &"w ".repeat(500)] {
            let lines = wrapped(text, 900, 120, false);
            assert!(lines.iter().all(|line| width(line, 120, false) <= 901), "{lines:?}");
            assert!(text.starts_with(lines.first().map_or("", |line| line.trim_end_matches('…'))));
        }
        assert!(width("Uzbekistan", 120, true) > width("Uzbekistan", 120, false));
    }
}
