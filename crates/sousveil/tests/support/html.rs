//! HTML read without the site's code: tags, attributes, the text that a reader sees.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

/// A start tag: its name and its attributes, values decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// All start tags. Our templates always quote values, and escape `<` and `>` in them: anything else panics here.
pub fn tags(html: &str) -> Vec<Tag> {
    html.split('<')
        .skip(1)
        .filter(|t| t.starts_with(|c: char| c.is_ascii_alphabetic()))
        .map(|t| {
            let inside = t.split_once('>').unwrap().0;
            let (name, mut rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
            let mut attributes = Vec::new();
            while !rest.trim().is_empty() {
                let trimmed = rest.trim_start();
                let end = trimmed.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(trimmed.len());
                let (attribute, after) = trimmed.split_at(end);
                if let Some(quoted) = after.strip_prefix("=\"") {
                    let (value, after) = quoted.split_once('"').unwrap();
                    attributes.push((attribute.to_owned(), decode(value)));
                    rest = after;
                } else {
                    assert!(!after.starts_with('='), "a value without quotation marks in <{inside}>");
                    attributes.push((attribute.to_owned(), String::new()));
                    rest = after;
                }
            }
            Tag { name: name.to_ascii_lowercase(), attributes }
        })
        .collect()
}

/// The targets of all links that a reader can follow.
pub fn links(html: &str) -> Vec<String> {
    tags(html).iter().filter(|t| t.name == "a").filter_map(|t| t.get("href")).map(str::to_owned).collect()
}

/// The blocks of data that a page holds for machines. A block of another kind, which a browser might run, panics.
pub fn blocks(html: &str) -> Vec<serde_json::Value> {
    let parts = html.split("<script").skip(1);
    parts
        .map(|part| {
            let data = part.strip_prefix(" type=\"application/ld+json\">");
            let data = data.unwrap_or_else(|| panic!("a script: {}", part.chars().take(200).collect::<String>()));
            // Where HTML ends the element is decided by `</script` alone, whatever stands around it.
            let end = data.to_ascii_lowercase().find("</script").expect("the block has an end");
            serde_json::from_str(&data[..end]).unwrap_or_else(|e| panic!("{e}: {}", &data[..end]))
        })
        .collect()
}

/// What a browser would load for the page.
pub fn loads(html: &str) -> Vec<String> {
    let is_loaded = |t: &Tag| t.name != "link" || matches!(t.get("rel"), Some("stylesheet" | "icon" | "preload"));
    tags(html)
        .iter()
        .filter(|t| t.name != "a" && is_loaded(t))
        .flat_map(|t| ["src", "srcset", "href", "data", "poster"].into_iter().filter_map(|a| t.get(a)))
        .map(str::to_owned)
        .collect()
}

/// The text that a reader sees, white space tidied.
pub fn text(html: &str) -> String {
    let mut plain = String::new();
    for piece in html.split('<') {
        match piece.split_once('>') {
            Some((tag, after)) => {
                let name = tag.trim_start_matches('/').split(char::is_whitespace).next().unwrap_or_default();
                if tag.starts_with("script") {
                    // A block of data, which no reader sees.
                    continue;
                }
                if !matches!(name, "bdi" | "b" | "i" | "a" | "span" | "mark" | "q" | "code") {
                    plain.push(' ');
                }
                plain.push_str(after);
            }
            None => plain.push_str(piece),
        }
    }
    decode(&plain).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Turns character references into characters.
pub fn decode(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once(';').filter(|(n, _)| n.len() < 10) else {
            out.push('&');
            rest = after;
            continue;
        };
        match name {
            "amp" => out.push('&'),
            "lt" => out.push('<'),
            "gt" => out.push('>'),
            "quot" => out.push('"'),
            number => out.push(number.strip_prefix('#').and_then(|n| n.parse().ok()).and_then(char::from_u32).unwrap()),
        }
        rest = tail;
    }
    out + rest
}

/// The rows of the bars of that number on a page: label, then each class with how many columns it spans.
pub fn bars(html: &str, at: usize) -> Vec<(String, Vec<(String, u64)>)> {
    let figure = html.split("<figure class=\"bar\">").nth(at + 1).unwrap().split("</table>").next().unwrap();
    let mut rows: Vec<(String, Vec<(String, u64)>)> = Vec::new();
    for cell in figure.split('<').filter(|tag| tag.starts_with("th") || tag.starts_with("td")) {
        let (tag, label) = cell.split_once('>').unwrap();
        let attribute = |name: &str| tag.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split('"').next());
        if tag.starts_with("th") {
            rows.push((label.to_owned(), Vec::new()));
        } else if let Some((_, runs)) = rows.last_mut() {
            let span = attribute("colspan").map_or(1, |span| span.parse().unwrap());
            runs.push((attribute("class").unwrap_or_default().to_owned(), span));
        }
    }
    rows
}
