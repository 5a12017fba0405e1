//! `import draft`: a table of a stranger's, whose headings and values go into a mapping file that a person edits.

use std::sync::LazyLock;

use sousveil_intake::draft::{Known, draft, layout_of_csv};
use sousveil_intake::mapped::Grid;

use super::sample::empty;
use super::scratch;
use super::sii::names_a_line;

static KNOWN: LazyLock<Known> = LazyLock::new(|| Known::new(&empty()));

/// Refused with a line that exists; or the draft is TOML, and nothing in it turns the direction of writing.
pub fn run(data: &[u8]) {
    let file = [("rows.csv", data)];
    scratch::with(&file, |dir| {
        let path = dir.join("rows.csv");
        let drafted = layout_of_csv(&path).and_then(|layout| {
            let grid = Grid::of_csv(&path, &layout)?;
            draft(&path, "rows", &grid, &layout, None, &KNOWN)
        });
        match drafted {
            Err(error) => names_a_line(&error, &file),
            Ok(drafted) => {
                let text = drafted.mapping;
                assert!(text.parse::<toml::Table>().is_ok(), "a draft that is no TOML:\n{text}");
                let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
                assert!(
                    !text.chars().any(|c| turns(c) || (c.is_control() && c != '\n')),
                    "it hides something: {text:?}"
                );
            }
        }
    });
}
