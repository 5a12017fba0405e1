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

/// How wide a text is, at a size; letters that the typeface has not count as wide as its sign for them.
pub(crate) fn width(text: &str, size: Tenths, bold: bool) -> Tenths {
    let font = if bold { &*BOLD } else { &*PLAIN };
    let Some((font, units)) = font else { return 0 };
    let glyphs = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let letters = font.charmap();
    let advance = |letter| glyphs.advance_width(letters.map(letter).unwrap_or_default()).unwrap_or_default();
    let all: f32 = text.chars().map(advance).sum();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a line of text is some thousand units wide"
    )]
    let tenths = (all * size as f32 / f32::from(*units)).ceil() as Tenths;
    tenths
}

/// The text, or as much of its beginning as fits, with `…` behind it.
pub(crate) fn cut(text: &str, most: Tenths, size: Tenths, bold: bool) -> String {
    if width(text, size, bold) <= most {
        return text.to_owned();
    }
    let mut ends = text.char_indices().map(|(at, _)| at).rev();
    let fits = ends.find_map(|end| {
        let short = format!("{}…", text.get(..end)?.trim_end());
        (width(&short, size, bold) <= most).then_some(short)
    });
    fits.unwrap_or_default()
}
