//! `api-key`: a key to the API, and its line for the settings.

use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use sousveil_site::{KEY_BYTES, Keys};

use crate::output;

/// How many characters the words may have that say whose a key is.
const MOST_WORDS: usize = 200;

/// Prints the key to standard output, and what to do with it to standard error.
pub fn run(whose: &[String]) -> Result<ExitCode> {
    let whose = whose.join(" ");
    let plain = |c: char| !c.is_control() && !matches!(c, '"' | '\\');
    if whose.chars().count() > MOST_WORDS || !whose.chars().all(plain) {
        bail!("`{}`: expected at most {MOST_WORDS} characters, without quotation marks", output::visible(&whose));
    }
    let mut chance = [0; KEY_BYTES];
    getrandom::fill(&mut chance).context("the system gives no random numbers")?;
    let key = Keys::key(&chance);
    let line = format!("{whose} {}", Keys::written(&Keys::hash(&key)));
    anstream::eprintln!("The key, for its holder alone (`Authorization: ApiKey …`):");
    anstream::println!("{key}");
    anstream::eprintln!("The line for `keys` below `[api]` in the settings, which holds only its hash:");
    anstream::println!("keys = [\"{}\"]", line.trim());
    Ok(ExitCode::SUCCESS)
}
