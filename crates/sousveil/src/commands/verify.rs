//! `verify`: a snapshot or a dataset folder, from the first byte to the last.

use std::process::ExitCode;

use anyhow::{Result, bail};
use serde_json::json;
use sousveil_intake::Folder;
use sousveil_snapshot::{FORMAT, data_hash, verify};

use crate::args::Verify;
use crate::{output, places};

/// Finds out what it was given and checks it; exit code 1 where it is not whole.
pub fn run(args: &Verify) -> Result<ExitCode> {
    let path = &args.path;
    let (kind, checked) = if path.join("manifest.json").exists() {
        ("snapshot", verify(path).map(|m| (m.dataset.version, m.data_hash)).map_err(anyhow::Error::from))
    } else if path.join("dataset.toml").exists() {
        let folder = Folder::read(path).map_err(anyhow::Error::from).and_then(|f| places::contents(f, path));
        ("dataset folder", folder.map(|c| (c.dataset.version.clone(), data_hash(&c))))
    } else {
        bail!("{} is neither a snapshot (no manifest.json) nor a dataset folder (no dataset.toml)", path.display());
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
