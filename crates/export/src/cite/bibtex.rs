//! BibTeX (<https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf>), as UTF-8.

use super::{Citation, one_line};

impl Citation {
    /// As an entry of BibTeX. All are `@misc`, which every style knows.
    pub fn bibtex(&self) -> String {
        let mut fields = vec![("title", format!("{{{}}}", tex(&self.title)))];
        let mut add = |name, value: Option<&str>| {
            if let Some(value) = value {
                fields.push((name, tex(value)));
            }
        };
        add("booktitle", self.container.as_deref());
        add("publisher", self.publisher.as_deref());
        let day = self.day();
        add("year", day.map(|d| format!("{:04}", d.year())).as_deref());
        add("date", day.map(|d| d.to_string()).as_deref());
        add("version", self.version.as_deref());
        let copy = self.copy().map(|copy| format!("kept copy: {copy}"));
        let note: Vec<String> = self.note().into_iter().chain(copy).collect();
        add("note", (!note.is_empty()).then(|| note.join("; ")).as_deref());
        add("language", self.language.as_deref());
        // Known to the standard styles, which don't print it.
        add("annote", self.remark.as_deref());
        if let Some(address) = self.url() {
            fields.push(("url", tex_address(address)));
        }
        let fields: Vec<String> = fields.iter().map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
        format!("@misc{{{},\n{}\n}}\n", self.key, fields.join(",\n"))
    }
}

/// Text for a field: TeX's own signs become commands; letters beyond ASCII stay, as biber reads UTF-8.
///
/// Braces become commands too, since BibTeX counts those that have a backslash before them: one `\{` alone would
/// swallow the rest of the file.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '\\' => out.push_str("{\\textbackslash}"),
            '{' => out.push_str("{\\textbraceleft}"),
            '}' => out.push_str("{\\textbraceright}"),
            '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("{\\textasciitilde}"),
            '^' => out.push_str("{\\textasciicircum}"),
            '<' => out.push_str("{\\textless}"),
            '>' => out.push_str("{\\textgreater}"),
            '|' => out.push_str("{\\textbar}"),
            c => out.push(c),
        }
    }
    out
}

/// An address for the field `url`, which is set verbatim: only what would break the entry is percent-encoded.
fn tex_address(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in one_line(address).chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            c if c.is_whitespace() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}
