//! What is told of a file while it is taken apart.

use sousveil_inspect::{Ask, Form, Sight, Unread};

/// One thing of a file, or of a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told<'b> {
    /// These are all its bytes, or those of a part of it, unpacked and decoded. Of the file itself, which may be longer than
    /// memory, the caller has them.
    Bytes(&'b [u8]),
    /// It is there, and of this form.
    Part {
        /// By its content.
        form: Form,
        /// How long it is, in bytes.
        bytes: u64,
    },
    /// This stands in it.
    Seen {
        /// What it is.
        seen: Sight<'b>,
        /// In which line; the first is 1.
        line: Option<u64>,
        /// When somebody was there, where a history says so: seconds since 1970.
        visited: Option<i64>,
    },
    /// One should ask about this.
    Ask(Ask),
    /// This of it could not be read.
    Unread(Unread),
}
