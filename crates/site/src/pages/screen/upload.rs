//! A form with a file (`multipart/form-data`), read in memory: the file, and what sort of party is meant. The name of the
//! file is passed over.

use axum::body::{Body, Bytes};
use multer::Multipart;
use sousveil_text::visible;

use crate::language::{say, say_with};

/// What such a form has.
pub(super) struct File {
    pub(super) bytes: Bytes,
    pub(super) sort: String,
}

/// Why a form with a file is not read. It is read where no language is spoken, and told where one is.
#[derive(Debug)]
pub(super) enum Fault {
    /// The body ends too early, or is none of that kind.
    NotWhole,
    /// A field is there twice.
    Twice(String),
    /// The form has no such field.
    Unknown(String),
    /// There is no file, or nothing in it.
    NoFile,
}

impl Fault {
    /// The same in words.
    pub(super) fn told(&self) -> String {
        match self {
            Self::NotWhole => say("screen-not-whole").to_owned(),
            Self::Twice(field) => say_with("screen-field-twice", &[("field", field.into())]),
            Self::Unknown(field) => say_with("screen-field-not-of-file", &[("field", visible(field, 60).into())]),
            Self::NoFile => say("screen-no-file").to_owned(),
        }
    }
}

/// Reads the parts of a body that is whole and bounded already.
///
/// # Errors
/// No file, or parts that the form does not have.
pub(super) async fn read(body: Bytes, boundary: &str) -> Result<File, Fault> {
    let broken = |_| Fault::NotWhole;
    let mut parts = Multipart::new(Body::from(body).into_data_stream(), boundary);
    let (mut file, mut sort) = (None, None);
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        match name.as_str() {
            "file" if file.is_none() => file = Some(part.bytes().await.map_err(broken)?),
            "what" if sort.is_none() => sort = Some(part.bytes().await.map_err(broken)?),
            "file" | "what" => return Err(Fault::Twice(name)),
            _ => return Err(Fault::Unknown(name)),
        }
    }
    let bytes = file.filter(|file| !file.is_empty()).ok_or(Fault::NoFile)?;
    let sort = String::from_utf8_lossy(&sort.unwrap_or_default()).trim().to_owned();
    Ok(File { bytes, sort })
}

/// What a reader of tables said, as a sentence. The command reads tables, and speaks English.
pub(super) fn sentence(what: &str) -> String {
    let mut letters = what.chars();
    let first = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    visible(&format!("{first}{}.", letters.as_str().trim_end_matches('.')), 1000)
}
