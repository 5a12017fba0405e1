//! Packs of indicators on this machine: where they lie, how they are opened and put in place.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use etcetera::BaseStrategy as _;
use sousveil_inspect::Pack;

use crate::args::Packs;
use crate::published::Key;
use crate::{builtin, output};

/// Packs that were read.
pub type Held = sousveil_inspect::Packs<Arc<[u8]>>;

/// What a pack's file is called after its name.
const END: &str = "pack";

/// The folder that the arguments name, else the user's own.
///
/// # Errors
/// The system says of no folder of the user's.
pub fn folder(args: &Packs) -> Result<PathBuf> {
    if let Some(dir) = args.packs.as_ref().filter(|dir| !dir.as_os_str().is_empty()) {
        return Ok(dir.clone());
    }
    let base = etcetera::choose_base_strategy().context("finding the user's folders")?;
    Ok(base.data_dir().join("sousveil").join("indicators"))
}

/// The packs of a folder, by name; none where there is no such folder. What is opened are the very bytes that were checked.
///
/// # Errors
/// It can't be read, or was named and is not there; a pack is not whole, is called otherwise than its file, or is not signed by
/// the key that the arguments name.
pub fn read(args: &Packs) -> Result<Vec<Pack<Arc<[u8]>>>> {
    let (dir, named) = (folder(args)?, args.packs.as_ref().is_some_and(|dir| !dir.as_os_str().is_empty()));
    let mut paths = Vec::new();
    match fs::read_dir(&dir) {
        Ok(entries) => {
            for entry in entries {
                let path = entry.with_context(|| dir.display().to_string())?.path();
                if path.extension().is_some_and(|end| end == END) {
                    paths.push(path);
                }
            }
        }
        // The user's own folder comes to be with the first import; one that was named is a slip of the pen.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) && !named => {}
        Err(error) => return Err(error).with_context(|| format!("reading {}", dir.display())),
    }
    paths.sort();
    let key = args.key()?;
    let open = |file: &PathBuf| {
        let bytes: Arc<[u8]> = fs::read(file).with_context(|| format!("reading {}", file.display()))?.into();
        if let Some(key) = &key {
            signed(key, &bytes, file)?;
        }
        let pack = Pack::open(bytes).with_context(|| file.display().to_string())?;
        // Else one could pose as another, or as ours.
        let name = &pack.head().name;
        if path(&dir, name).ok().as_ref() != Some(file) {
            bail!("{}: found a pack called `{}`, expected the name of its file", file.display(), output::visible(name));
        }
        Ok(pack)
    };
    paths.iter().map(open).collect()
}

impl Packs {
    /// The key by which packs must be signed; a variable that is set to nothing names none.
    ///
    /// # Errors
    /// It is no key.
    pub fn key(&self) -> Result<Option<Key>> {
        self.signed_by.as_deref().filter(|key| !key.is_empty()).map(Key::read).transpose()
    }
}

/// Checks the signature that lies beside a pack.
///
/// # Errors
/// There is none, or not one of these bytes by that key.
pub fn signed(key: &Key, bytes: &[u8], path: &Path) -> Result<()> {
    let beside = signature(path);
    let checked = key.comment(bytes, &beside);
    checked.with_context(|| format!("{}: expected a signature by the key {}", path.display(), key.letters()))?;
    Ok(())
}

/// Where the signature of a pack lies.
pub fn signature(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".minisig");
    name.into()
}

/// The pack of our own, then those of a folder.
///
/// # Errors
/// One of them can't be read: without it, silence would say more than is known.
pub fn open_all(args: &Packs) -> Result<Held> {
    with_own(read(args)?)
}

/// The pack of our own, then these.
///
/// # Errors
/// Our own can't be read.
pub fn with_own(others: Vec<Pack<Arc<[u8]>>>) -> Result<Held> {
    let own = Pack::open(Arc::from(builtin::indicators()?)).context("the indicators inside the program")?;
    Ok(sousveil_inspect::Packs::new(std::iter::once(own).chain(others).collect()))
}

/// The file of a pack.
///
/// # Errors
/// The name is none: it becomes the name of a file.
pub fn path(dir: &Path, name: &str) -> Result<PathBuf> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    if name == builtin::OWN_PACK {
        bail!("the name `{name}`: expected another one; it is that of the indicators inside the program");
    }
    if name.is_empty() || name.len() > 64 || name.starts_with('.') || !name.chars().all(fits) {
        bail!("the name `{}`: expected at most 64 of a-z, 0-9, `-`, `_`, `.`", output::visible(name));
    }
    Ok(dir.join(format!("{name}.{END}")))
}

/// Puts a pack in its place in one step, then its signature. One that it had before fits no more.
///
/// # Errors
/// It can't be written.
pub fn put(path: &Path, bytes: &[u8], signed: Option<&[u8]>) -> Result<()> {
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir).with_context(|| format!("making {}", dir.display()))?;
    }
    let beside = signature(path);
    forget(&beside)?;
    output::to_file_or_stdout(Some(path), |out| Ok(out.write_all(bytes)?))?;
    match signed {
        Some(signed) => output::to_file_or_stdout(Some(&beside), |out| Ok(out.write_all(signed)?)),
        None => Ok(()),
    }
}

/// Removes a pack and its signature.
///
/// # Errors
/// It is not there, or can't be removed.
pub fn remove(path: &Path) -> Result<()> {
    fs::remove_file(path).with_context(|| format!("removing {}", path.display()))?;
    forget(&signature(path))
}

fn forget(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", file.display()))
        }
        _ => Ok(()),
    }
}
