//! `lists`: new versions of the lists that a manifest names.

use std::process::ExitCode;

use anyhow::{Result, bail};
use jiff::Timestamp;

use crate::args::{FetchLists, Lists};
use crate::lists::{Dataset, Fetched, Manifest, Web, Wish, fetch};
use crate::output;

/// Does it.
pub fn run(args: &Lists) -> Result<ExitCode> {
    match args {
        Lists::Fetch(args) => fetch_all(args),
    }
}

fn fetch_all(args: &FetchLists) -> Result<ExitCode> {
    let manifest = Manifest::read(&args.manifest)?;
    if args.background {
        // Where the system does not let it, it is only less polite.
        let _ = rustix::process::nice(10);
    }
    let web = Web::new(manifest.bounds);
    let wish = if args.dry_run { Wish::Look } else { Wish::Fetch };
    #[expect(clippy::disallowed_methods, reason = "the edge of the program")]
    let now = Timestamp::now();
    let mut all_well = true;
    for list in wanted(&manifest, &args.names)? {
        let name = &list.name;
        match fetch(list, wish, &web, now, &|said| anstream::eprintln!("{name}: {said}")) {
            Ok(Fetched::Same { version }) => anstream::println!("{name}: nothing new, version {version}"),
            Ok(Fetched::New { version, entities }) => {
                anstream::println!("{name}: version {version} now, {entities} entities");
            }
            Ok(Fetched::Would { files, version }) => {
                let version = version.map(|version| format!("version {version} ")).unwrap_or_default();
                anstream::println!("{name}: would fetch {version}from {}", files.join(", "));
            }
            // The others are looked after all the same.
            Err(error) => {
                all_well = false;
                let chain: Vec<String> = error.chain().map(|cause| output::visible(cause).to_string()).collect();
                anstream::eprintln!("{}: {name}: {}", output::red("error"), chain.join(": "));
            }
        }
    }
    Ok(if all_well { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

/// The lists that are named, or all that say where new versions lie.
fn wanted<'m>(manifest: &'m Manifest, names: &[String]) -> Result<Vec<&'m Dataset>> {
    if names.is_empty() {
        let some: Vec<&Dataset> = manifest.datasets.iter().filter(|list| list.origin.is_some()).collect();
        if some.is_empty() {
            bail!("no list of the manifest says where new versions lie: expected `source` or `index`");
        }
        return Ok(some);
    }
    let find = |name: &String| {
        let found = manifest.datasets.iter().find(|list| list.name == *name);
        let known: Vec<&str> = manifest.datasets.iter().map(|list| list.name.as_str()).collect();
        found.ok_or_else(|| anyhow::anyhow!("{name}: no list of the manifest has that name: {}", known.join(", ")))
    };
    names.iter().map(find).collect()
}
