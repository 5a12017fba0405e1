//! A packet for a helpline: shown whole before it is written.

use std::fs;
use std::io::{self, ErrorKind, IsTerminal as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use sousveil_site::Language;
use sousveil_site::inspection::{Packet, Prompt, prompt};

use super::say;
use crate::output;

/// Tells that a packet can't be put there, before anything is looked at.
///
/// # Errors
/// There is something already, or no folder around it.
pub fn check(dir: &Path) -> Result<()> {
    let around = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !around.is_dir() {
        bail!("--handover {}: no folder {}", dir.display(), around.display());
    }
    match fs::symlink_metadata(dir) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error).with_context(|| format!("looking at {}", dir.display())),
        Ok(_) => bail!("--handover {}: there is something already; expected the name of a new folder", dir.display()),
    }
}

/// Shows the packet and writes it, if it may; whether nobody was there to be asked.
///
/// # Errors
/// It can't be written; then nothing of it is left.
pub fn hand_over(packet: &Packet, dir: &Path, language: Language, may: bool) -> Result<bool> {
    let place = dir.display().to_string();
    say::remark(&prompt(language, Prompt::Leaves(&place)));
    for (name, content) in &packet.files {
        anstream::eprintln!("  {}", output::bold(name));
        content.lines().for_each(|line| anstream::eprintln!("    {}", output::visible(line)));
    }
    if !packet.inputs.is_empty() {
        say::remark(&prompt(language, Prompt::Stays));
        for (number, input) in packet.inputs.iter().enumerate() {
            anstream::eprintln!("    #{}: {}", number + 1, output::visible(input));
        }
    }
    let somebody = io::stdin().is_terminal();
    if !(may || somebody && agreed(language)?) {
        say::remark(&prompt(language, Prompt::Nothing));
        if !somebody {
            anstream::eprintln!("nobody was there to be asked: with --yes it is written without a question");
        }
        return Ok(!somebody);
    }
    write(packet, dir).with_context(|| format!("writing {place}"))?;
    say::remark(&prompt(language, Prompt::Written(&place)));
    Ok(false)
}

fn agreed(language: Language) -> Result<bool> {
    say::remark(&prompt(language, Prompt::Ask));
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    // Yes in English, Russian, Uzbek and Kazakh, in both scripts where there are two.
    Ok(["y", "yes", "д", "да", "ha", "ҳа", "иә", "iä"].contains(&answer.trim().to_lowercase().as_str()))
}

/// A folder into which nobody else on the machine looks.
fn new_folder(dir: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// All of it or nothing.
fn write(packet: &Packet, dir: &Path) -> Result<()> {
    // It must be new: what somebody put there meanwhile is not written over.
    new_folder(dir)?;
    let written = packet.files.iter().try_for_each(|(name, content)| fs::write(dir.join(name), content));
    if written.is_err() {
        let _ = fs::remove_dir_all(dir);
    }
    Ok(written?)
}
