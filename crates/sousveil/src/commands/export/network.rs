//! `export network`: what stands around an entity.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use sousveil_export::{Independence, Network, NetworkForm, Place, Voice};

use crate::args::Output;
use crate::{output, places};

/// What is asked for.
pub struct Asked<'a> {
    pub id: &'a str,
    pub depth: u32,
    pub most: u32,
    pub form: Option<&'a str>,
    pub public_url: Option<&'a str>,
}

/// Writes the network.
pub fn run(asked: &Asked<'_>, to: &Output) -> Result<()> {
    let form = form(asked.form, to.out.as_deref())?;
    let opened = places::open(&to.data)?;
    let most = usize::try_from(asked.most).context("the number of entities")?;
    let place = Place::new(asked.public_url);
    let independence = Independence::of(&opened.snapshot)?;
    let network =
        Network::around(&opened.snapshot, &place, &independence, asked.id, asked.depth, most, &Voice::ENGLISH)?;
    let network = network.with_context(|| format!("`{}`: there is no such entry", output::visible(asked.id)))?;
    let bytes = network.written(&opened.snapshot, form)?;
    output::to_file_or_stdout(to.out.as_deref(), |to| Ok(to.write_all(&bytes)?))?;
    anstream::eprintln!("{} entities, {} edges", network.nodes.len(), network.edges.len());
    if network.left > 0 {
        anstream::eprintln!("at least {} more stand within {} steps: --most", network.left, asked.depth);
    }
    if network.untied > 0 {
        anstream::eprintln!("{} entries of which one side is not recorded tie nothing", network.untied);
    }
    Ok(())
}

/// The form that is named, else that of the file's ending.
fn form(named: Option<&str>, out: Option<&Path>) -> Result<NetworkForm> {
    if let Some(name) = named {
        return match name.parse() {
            Ok(form) => Ok(form),
            Err(_) => bail!("--form {name}: expected graphml, gexf, mermaid, json, svg, png or ftm"),
        };
    }
    let Some(out) = out else { return Ok(NetworkForm::Graphml) };
    let ending = out.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    match NetworkForm::of_ending(&ending) {
        Some(form) => Ok(form),
        None => {
            bail!(
                "--out {}: expected a file that ends in .graphml, .gexf, .mmd, .json, .svg, .png or .ftm, or --form",
                out.display()
            )
        }
    }
}
