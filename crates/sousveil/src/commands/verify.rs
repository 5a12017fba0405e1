//! `verify`: a snapshot, a dataset folder or a published site, from the first byte to the last.

use std::process::ExitCode;

use anyhow::{Error, Result, bail};
use serde_json::json;
use sousveil_intake::Folder;
use sousveil_snapshot::{FORMAT, data_hash, verify};

use crate::args::Verify;
use crate::progress::Meter;
use crate::published::{Checked, Found, Key, SIGNATURE, SUMS, check};
use crate::{output, places};

/// Finds out what it was given and checks it; exit code 1 where it is not whole.
pub fn run(args: &Verify) -> Result<ExitCode> {
    let path = &args.path;
    if path.join(SUMS).exists() {
        return site(args);
    }
    if args.key.is_some() {
        bail!("{} is no published site (no {SUMS}): only those are signed", path.display());
    }
    let (kind, checked) = if path.join("manifest.json").exists() {
        ("snapshot", verify(path).map(|m| (m.dataset.version, m.data_hash)).map_err(Error::from))
    } else if path.join("dataset.toml").exists() {
        let folder = Folder::read(path).map_err(Error::from).and_then(|f| places::contents(f, path));
        ("dataset folder", folder.map(|c| (c.dataset.version.clone(), data_hash(&c))))
    } else {
        bail!(
            "{} is no snapshot (no manifest.json), no dataset folder (no dataset.toml), and no published site (no {SUMS})",
            path.display()
        );
    };
    match checked {
        Ok((version, hash)) => {
            if args.json {
                output::json(&json!({
                    "path": path, "kind": kind, "whole": true, "version": version, "data_hash": hash, "form": form(),
                }))?;
            } else {
                anstream::println!("{}: {kind} is whole: version {version}, data hash {hash}", path.display());
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            if args.json {
                output::json(&json!({ "path": path, "kind": kind, "whole": false, "error": format!("{error:#}") }))?;
            } else {
                let told = output::visible(&format!("{error:#}"));
                anstream::println!("{}: {kind} is {}: {}", path.display(), output::red("not whole"), told);
            }
            Ok(ExitCode::from(super::FOUND))
        }
    }
}

/// The form of the snapshots that this program reads and compiles: two programs of one form can exchange them.
fn form() -> String {
    format!("{FORMAT}.{}", sousveil_text::VERSION)
}

/// Whose signature a site has.
enum Signed {
    /// Nobody from outside said whose it should be.
    NotAsked,
    /// That of the key, with its comment.
    Yes(String),
    /// Not that of the key.
    No(Error),
}

/// A published site: whether it is whole, and, with a key from outside, whether it is signed.
fn site(args: &Verify) -> Result<ExitCode> {
    let path = &args.path;
    let key = args.key.as_deref().map(Key::read).transpose()?;
    let mut meter = Meter::new();
    let checked = check(path, &mut |done, all| meter.show("checking", done, all));
    drop(meter);
    let Checked { about, files, list } = match checked {
        Ok(checked) => checked,
        Err(error) if error.is::<Found>() => return broken(args, &error),
        Err(error) => return Err(error),
    };
    let signature = path.join(SIGNATURE);
    let signed = match &key {
        None => Signed::NotAsked,
        Some(_) if !signature.exists() => Signed::No(anyhow::anyhow!("there is no signature ({SIGNATURE})")),
        Some(key) => key.comment(&list, &signature).map_or_else(Signed::No, Signed::Yes),
    };
    if args.json {
        let (signed, told) = match &signed {
            Signed::NotAsked => (None, None),
            Signed::Yes(comment) => (Some(true), Some(comment.clone())),
            Signed::No(error) => (Some(false), Some(format!("{error:#}"))),
        };
        output::json(&json!({
            "path": path, "kind": "published site", "whole": true, "files": files, "version": about.version,
            "data_hash": about.data_hash, "key": key.as_ref().map(Key::letters), "signed": signed, "told": told,
        }))?;
    } else {
        let about = output::visible(&about.comment());
        anstream::println!("{}: published site is whole: {files} files, {about}", path.display());
        match &signed {
            Signed::NotAsked if signature.exists() => {
                anstream::println!(
                    "a signature lies there; whose it is can only be said with a key from elsewhere (--key)"
                );
            }
            Signed::NotAsked => anstream::println!("there is no signature"),
            Signed::Yes(comment) => anstream::println!("signed: {}", output::visible(comment)),
            Signed::No(error) => {
                let told = output::visible(&format!("{error:#}"));
                anstream::println!("{} by that key: {told}", output::red("not signed"));
            }
        }
    }
    Ok(if matches!(signed, Signed::No(_)) { ExitCode::from(super::FOUND) } else { ExitCode::SUCCESS })
}

fn broken(args: &Verify, error: &Error) -> Result<ExitCode> {
    let path = &args.path;
    if args.json {
        let (whole, told) = (false, format!("{error:#}"));
        output::json(&json!({ "path": path, "kind": "published site", "whole": whole, "error": told }))?;
    } else {
        let told = output::visible(&format!("{error:#}"));
        anstream::println!("{}: published site is {}: {told}", path.display(), output::red("not whole"));
    }
    Ok(ExitCode::from(super::FOUND))
}
