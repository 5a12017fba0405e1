//! A scene as SVG 1.1: attributes alone, no styles and no scripts, so that it is shown under any policy of a page.

use std::fmt::{self, Display, Write as _};

use crate::scene::{Anchor, Mark, Outline, Scene, Step, Stroke, Style, Tenths};
use crate::theme::{Ink, Theme};

/// How wide lines are where nothing is said, as the document says once.
const FINE: Tenths = 5;

/// The whole document.
pub fn write(scene: &Scene, theme: Theme) -> String {
    let Scene { width, height, title, marks } = scene;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" fill-rule=\"evenodd\" stroke-linejoin=\"round\" stroke-width=\".5\" \
         font-family=\"DejaVu Sans,Verdana,sans-serif\"><title>{}</title>\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
        Escaped(title),
        Ink::Paper.colour(theme)
    );
    for mark in marks {
        // A String takes whatever is written.
        let _ = push(&mut out, mark, theme);
    }
    out.push_str("</svg>\n");
    out
}

fn push(out: &mut String, mark: &Mark, theme: Theme) -> fmt::Result {
    match mark {
        Mark::Path { outline, fill, stroke } => {
            write!(out, "<path d=\"{}\"", Steps(outline))?;
            painted(out, *fill, *stroke, theme)?;
            out.push_str("/>\n");
        }
        Mark::Circle { at, radius, fill, stroke } => {
            write!(out, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"", Number(at.0), Number(at.1), Number(*radius))?;
            painted(out, *fill, *stroke, theme)?;
            out.push_str("/>\n");
        }
        Mark::Rectangle { at, size, round, fill, stroke } => {
            write!(out, "<rect x=\"{}\" y=\"{}\"", Number(at.0), Number(at.1))?;
            write!(out, " width=\"{}\" height=\"{}\"", Number(size.0), Number(size.1))?;
            if *round > 0 {
                write!(out, " rx=\"{}\"", Number(*round))?;
            }
            painted(out, *fill, *stroke, theme)?;
            out.push_str("/>\n");
        }
        Mark::Text { at, anchor, size, bold, ink, text } => {
            write!(out, "<text x=\"{}\" y=\"{}\" font-size=\"{}\"", Number(at.0), Number(at.1), Number(*size))?;
            match anchor {
                Anchor::Start => {}
                Anchor::Middle => out.push_str(" text-anchor=\"middle\""),
                Anchor::End => out.push_str(" text-anchor=\"end\""),
            }
            if *bold {
                out.push_str(" font-weight=\"bold\"");
            }
            writeln!(out, " fill=\"{}\">{}</text>", ink.colour(theme), Escaped(text))?;
        }
        Mark::Link { href, title, marks } => {
            write!(out, "<a href=\"{}\"><title>{}</title>", Escaped(href), Escaped(title))?;
            for mark in marks {
                push(out, mark, theme)?;
            }
            out.push_str("</a>\n");
        }
    }
    Ok(())
}

fn painted(out: &mut String, fill: Option<Ink>, stroke: Option<Stroke>, theme: Theme) -> fmt::Result {
    write!(out, " fill=\"{}\"", fill.map_or("none", |ink| ink.colour(theme)))?;
    let Some(Stroke { ink, width, style }) = stroke else { return Ok(()) };
    write!(out, " stroke=\"{}\"", ink.colour(theme))?;
    if width != FINE {
        write!(out, " stroke-width=\"{}\"", Number(width))?;
    }
    match style {
        Style::Whole => Ok(()),
        Style::Dashed => write!(out, " stroke-dasharray=\"{} {}\"", Number(width * 4), Number(width * 3)),
        Style::Dotted => {
            write!(out, " stroke-linecap=\"round\" stroke-dasharray=\"0 {}\"", Number(width * 3))
        }
    }
}

/// Steps as they are written shortest: lines by how far they go.
struct Steps<'a>(&'a Outline);

impl Display for Steps<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut at = (0, 0);
        let mut start = at;
        let mut letter = ' ';
        for step in &self.0.0 {
            match *step {
                Step::Move(x, y) => {
                    write!(out, "M{}{}", Number(x), Next(y))?;
                    (at, start, letter) = ((x, y), (x, y), 'M');
                }
                Step::Line(x, y) => {
                    let (across, down) = (x - at.0, y - at.1);
                    match letter {
                        'l' => write!(out, "{}{}", Next(across), Next(down))?,
                        _ => write!(out, "l{}{}", Number(across), Next(down))?,
                    }
                    (at, letter) = ((x, y), 'l');
                }
                Step::Curve([over_x, over_y, x, y]) => {
                    write!(out, "Q{}{}{}{}", Number(over_x), Next(over_y), Next(x), Next(y))?;
                    (at, letter) = ((x, y), 'Q');
                }
                Step::Close => {
                    out.write_char('z')?;
                    (at, letter) = (start, 'z');
                }
            }
        }
        Ok(())
    }
}

/// Tenths as a decimal number.
struct Number(Tenths);

impl Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, all) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match (all / 10, all % 10) {
            (whole, 0) => write!(out, "{sign}{whole}"),
            (0, part) => write!(out, "{sign}.{part}"),
            (whole, part) => write!(out, "{sign}{whole}.{part}"),
        }
    }
}

/// The same behind another number: apart from it by its sign, or by a space.
struct Next(Tenths);

impl Display for Next {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 >= 0 {
            out.write_char(' ')?;
        }
        Number(self.0).fmt(out)
    }
}

/// Text in which nothing is markup, and nothing that XML 1.0 has no place for.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                    out.write_char('\u{fffd}')?;
                }
                letter => out.write_char(letter)?,
            }
        }
        Ok(())
    }
}
