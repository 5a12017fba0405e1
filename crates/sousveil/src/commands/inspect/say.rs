//! The answer for people.

use sousveil_site::inspection::{Line, Tone};

use crate::output;

/// Prints lines of an answer to standard output.
pub fn tell(lines: &[Line]) {
    let told: String = lines.iter().map(|line| shown(line) + "\n").collect();
    anstream::print!("{told}");
}

/// Prints lines around an answer to standard error.
pub fn remark(lines: &[Line]) {
    lines.iter().for_each(|line| anstream::eprintln!("{}", shown(line)));
}

fn shown(line: &Line) -> String {
    let indent = "  ".repeat(line.depth);
    // Numbers in Russian are parted by spaces that do not break, which terminals are not shown otherwise.
    let text = output::visible(&line.text.replace('\u{a0}', " "));
    let text = match line.tone {
        Tone::Plain => text,
        Tone::Strong => output::bold(&text),
        Tone::Head => output::yellow(&text),
    };
    let english = line.english.as_ref().map(|english| format!("\n{indent}[en] {}", output::visible(english)));
    format!("{indent}{text}{}", english.unwrap_or_default())
}
