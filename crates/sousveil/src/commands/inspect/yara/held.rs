//! Rules made and held by `yara-x`. They are made before the process limits itself, since they may include other files.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use sousveil_inspect::{Ask, Unread};
use yara_x::{Compiler, MetaValue, SourceCode};

use super::Loaded;

/// Modules of YARA that this program does without: they want a phone's or a sandbox's report, or an account of VirusTotal's,
/// or are of the older YARA. Rules that use them are left out and named.
const ABSENT: [&str; 6] = ["androguard", "console", "crx", "cuckoo", "magic", "vt"];
/// Where rules say of themselves what they mean; authors agree on no more than these.
const SAYS: [&str; 4] = ["description", "reference", "report", "url"];
/// What rules that were written for scanners of disks ask of a file, besides its bytes. Its name and its ending are known here.
const EXTERNALS: [&str; 5] = ["extension", "filename", "filepath", "filetype", "owner"];
/// Letters of each thing that a rule says of itself that are told.
const LONGEST: usize = 200;
/// Letters of mistakes that are told.
const LONGEST_MISTAKES: usize = 50_000;
/// Rules that are left out are told by name, so many of them.
const LEFT_OUT: usize = 1000;
/// So many mistakes are told at once.
const MISTAKES: usize = 10;

/// Rules, ready to be held against something.
pub struct Rules(yara_x::Rules);

impl Rules {
    /// Reads and makes rules. The names in one file are no bar to those of another.
    ///
    /// # Errors
    /// A file can't be read, or has a mistake: its line and column are told, in the words of `yara-x`.
    pub fn make(files: &[PathBuf]) -> Result<(Self, Loaded)> {
        let mut compiler = Compiler::new();
        for module in ABSENT {
            compiler.ignore_module(module);
        }
        for external in EXTERNALS {
            compiler.define_global(external, "").map_err(|why| anyhow!("{external}: {why}"))?;
        }
        let (mut made, here) = (Loaded::default(), std::env::current_dir()?);
        for file in files {
            let source = std::fs::read(here.join(file)).with_context(|| format!("reading {}", file.display()))?;
            let source = source.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&source);
            // What a file includes lies beside it, and that of another file must not be taken for it.
            std::env::set_current_dir(here.join(file).parent().unwrap_or(&here))?;
            let origin = file.display().to_string();
            compiler.new_namespace(&origin);
            let before = compiler.ignored_rules().len();
            // All mistakes are gathered below.
            let _ = compiler.add_source(SourceCode::from(source).with_origin(&*origin));
            let left_out = compiler.ignored_rules().skip(before).map(|(rule, _)| (file.clone(), rule.to_owned()));
            made.left_out.extend(left_out);
        }
        if !compiler.errors().is_empty() {
            let all = compiler.errors();
            let mut told: Vec<String> = all.iter().take(MISTAKES).map(ToString::to_string).collect();
            if all.len() > MISTAKES {
                told.push(format!("and {} more", all.len() - MISTAKES));
            }
            let told: String = told.join("\n").chars().take(LONGEST_MISTAKES).collect();
            bail!("the rules of YARA have mistakes:\n{told}");
        }
        let more = made.left_out.len().saturating_sub(LEFT_OUT);
        if more > 0 {
            made.left_out.truncate(LEFT_OUT);
            made.left_out.push((PathBuf::from("…"), format!("… (+{more})")));
        }
        std::env::set_current_dir(here)?;
        let rules = compiler.build();
        made.rules = rules.iter().filter(|rule| !rule.is_private()).count() as u64;
        let left_out: Vec<&str> = made.left_out.iter().map(|(_, rule)| rule.as_str()).take(MISTAKES).collect();
        let of_modules = if left_out.is_empty() { "" } else { "; these need a module that is not here: " };
        ensure!(made.rules > 0, "found no rule of YARA that can be used{of_modules}{}", left_out.join(", "));
        Ok((Self(rules), made))
    }
}

/// Holds rules against one thing after the other.
pub struct Scanner<'r>(yara_x::Scanner<'r>);

impl<'r> Scanner<'r> {
    pub fn new(rules: &'r Rules) -> Self {
        Self(yara_x::Scanner::new(&rules.0))
    }

    /// Tells which rules fit the bytes of what is called so.
    ///
    /// # Errors
    /// It takes longer than that, to the second.
    pub fn scan(
        &mut self,
        name: &str,
        bytes: &[u8],
        longest: Duration,
        tell: &mut dyn FnMut(Ask),
    ) -> Result<(), Unread> {
        self.0.set_timeout(longest);
        let extension = name.rsplit_once('.').map_or(String::new(), |(_, end)| format!(".{end}"));
        for (external, value) in [("filename", name), ("extension", &extension)] {
            let set = self.0.set_global(external, value).map(drop);
            set.map_err(|why| Unread::Damaged { why: why.to_string() })?;
        }
        let fit = match self.0.scan(bytes) {
            Ok(fit) => fit,
            Err(yara_x::errors::ScanError::Timeout) => return Err(Unread::RulesTooSlow),
            Err(why) => return Err(Unread::Damaged { why: why.to_string() }),
        };
        for rule in fit.matching_rules() {
            let said: Vec<String> = SAYS.iter().filter_map(|key| said(&rule, key)).collect();
            tell(Ask::Rule {
                rule: rule.identifier().to_owned(),
                file: rule.namespace().to_owned(),
                says: said.join("; "),
            });
        }
        Ok(())
    }
}

fn said(rule: &yara_x::Rule<'_, '_>, key: &str) -> Option<String> {
    let said =
        rule.metadata().filter(|(name, _)| name.eq_ignore_ascii_case(key)).find_map(|(_, value)| match value {
            MetaValue::String(text) => Some(text.trim().to_owned()),
            // What has an escape in it.
            MetaValue::Bytes(text) => Some(String::from_utf8_lossy(text).trim().to_owned()),
            _ => None,
        })?;
    let cut = if said.chars().count() > LONGEST { "…" } else { "" };
    let said = said.chars().take(LONGEST).collect::<String>() + cut;
    Some(said).filter(|said| !said.is_empty())
}
