//! Files that strangers may have put there: how much of one is read, and what is no file at all.

use std::fs::{self, File};
use std::io::Read as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use rustix::fs::OFlags;

use crate::IntakeError;

/// The bytes of a file that lies in a folder. Only a plain file will do: a link would show what its owner can read
/// and the folder's author can't, and a pipe would keep us waiting for ever.
///
/// # Errors
/// Where it is something else, has more than `most` bytes, or can't be read.
pub(crate) fn plain(path: &Path, most: u64) -> Result<Vec<u8>, IntakeError> {
    let io = |e| IntakeError::io(path, e);
    // Asked before it is opened, for the message; and again of what was opened, in case it was changed in between.
    let refused = |kind: fs::FileType| {
        let found = if kind.is_symlink() {
            "a link"
        } else if kind.is_dir() {
            "a folder"
        } else {
            "a pipe, a socket or a device"
        };
        IntakeError::form(path, None, found, "a plain file")
    };
    let kind = fs::symlink_metadata(path).map_err(io)?.file_type();
    if !kind.is_file() {
        return Err(refused(kind));
    }
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let file = fs::OpenOptions::new().read(true).custom_flags(flags).open(path).map_err(io)?;
    let kind = file.metadata().map_err(io)?.file_type();
    if !kind.is_file() {
        return Err(refused(kind));
    }
    at_most(file, path, most)
}

/// The bytes of a file that was named to us: it may be a link or come through a pipe, and is read no further than
/// `most` bytes, however long it says it is.
///
/// # Errors
/// Where it has more, or can't be read.
pub(crate) fn given(path: &Path, most: u64) -> Result<Vec<u8>, IntakeError> {
    at_most(File::open(path).map_err(|e| IntakeError::io(path, e))?, path, most)
}

fn at_most(file: File, path: &Path, most: u64) -> Result<Vec<u8>, IntakeError> {
    let io = |e| IntakeError::io(path, e);
    let expected = || format!("at most {most} bytes");
    let told = file.metadata().map_err(io)?.len();
    if told > most {
        return Err(IntakeError::form(path, None, format!("{told} bytes"), expected()));
    }
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(io)?;
    if u64::try_from(bytes.len()).is_ok_and(|read| read > most) {
        return Err(IntakeError::form(path, None, format!("more than {most} bytes"), expected()));
    }
    Ok(bytes)
}
