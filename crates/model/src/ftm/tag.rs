//! Columns that have no property of their own stand in a text property as `column: value`, each value apart.

/// `column: value`.
pub fn write(column: &str, value: &str) -> String {
    format!("{column}: {value}")
}

/// `column: name [identifier]`.
pub fn write_entity(column: &str, name: &str, id: &str) -> String {
    format!("{column}: {name} [{id}]")
}

/// The column and the value of what [`write()`] wrote. Any text with `: ` in it has the form: look whether there is
/// such a column.
pub fn read(text: &str) -> Option<(&str, &str)> {
    text.split_once(": ").filter(|(column, _)| !column.is_empty())
}

/// The identifier in a value that [`write_entity`] wrote.
pub fn read_entity(value: &str) -> Option<&str> {
    value.strip_suffix(']')?.rsplit_once('[').map(|(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_back() {
        assert_eq!(read(&write("note", "a: b")), Some(("note", "a: b")));
        let text = write_entity("products", "Odd [name]", "svl-abcd2345");
        assert_eq!(read(&text).and_then(|(_, value)| read_entity(value)), Some("svl-abcd2345"));
        assert_eq!(read("no tag"), None);
        assert_eq!(read_entity("no identifier"), None);
    }
}
