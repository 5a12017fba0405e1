//! A form with a file (`multipart/form-data`), read in memory: the file, and what sort of party is meant. The name of the
//! file is passed over.

use axum::body::{Body, Bytes};
use multer::Multipart;
use sousveil_text::visible;

/// What such a form has.
pub(super) struct File {
    pub(super) bytes: Bytes,
    pub(super) sort: String,
}

/// Reads the parts of a body that is whole and bounded already.
///
/// # Errors
/// In words: no file, or parts that the form does not have.
pub(super) async fn read(body: Bytes, boundary: &str) -> Result<File, String> {
    let broken =
        |_| "Found a form that is not whole, expected one with a file, sent as multipart/form-data.".to_owned();
    let mut parts = Multipart::new(Body::from(body).into_data_stream(), boundary);
    let (mut file, mut sort) = (None, None);
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        match name.as_str() {
            "file" if file.is_none() => file = Some(part.bytes().await.map_err(broken)?),
            "what" if sort.is_none() => sort = Some(part.bytes().await.map_err(broken)?),
            "file" | "what" => return Err(format!("Found the field {name} twice, expected it once.")),
            _ => return Err(format!("Found the field {}, expected file or what.", visible(&name, 60))),
        }
    }
    let bytes =
        file.filter(|file| !file.is_empty()).ok_or("Found no file, or an empty one, expected one with names.")?;
    let sort = String::from_utf8_lossy(&sort.unwrap_or_default()).trim().to_owned();
    Ok(File { bytes, sort })
}

/// What a reader of tables said, as a sentence.
pub(super) fn sentence(what: &str) -> String {
    let mut letters = what.chars();
    let first = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    visible(&format!("{first}{}.", letters.as_str().trim_end_matches('.')), 1000)
}
