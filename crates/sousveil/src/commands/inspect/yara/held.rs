//! Rules made and held by `yara-x`. They are made before the process limits itself, since they may include other files.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use sousveil_inspect::{Ask, Unread};
use yara_x::{Compiler, MetaValue, SourceCode};

use super::Made;

/// Modules of YARA that this program does without: they want a phone's or a sandbox's report, or an account of VirusTotal's,
/// or are of the older YARA. Rules that use them are left out and named.
const ABSENT: [&str; 6] = ["androguard", "console", "crx", "cuckoo", "magic", "vt"];
/// Where rules say of themselves what they mean; authors agree on no more than these.
const SAYS: [&str; 4] = ["description", "reference", "report", "url"];
/// Letters of what a rule says that are told.
const LONGEST: usize = 300;
/// So many mistakes are told at once.
const MISTAKES: usize = 10;

/// Rules, ready to be held against something.
pub struct Rules(yara_x::Rules);

impl Rules {
    /// Reads and makes rules. The names in one file are no bar to those of another.
    ///
    /// # Errors
    /// A file can't be read, or has a mistake: its line and column are told, in the words of `yara-x`.
    pub fn make(files: &[PathBuf]) -> Result<(Self, Made)> {
        let mut compiler = Compiler::new();
        for module in ABSENT {
            compiler.ignore_module(module);
        }
        let mut made = Made::default();
        for file in files {
            let source = std::fs::read(file).with_context(|| format!("reading {}", file.display()))?;
            let origin = file.display().to_string();
            compiler.new_namespace(&origin).add_include_dir(file.parent().unwrap_or(Path::new(".")));
            let before = compiler.ignored_rules().len();
            // All mistakes are gathered below.
            let _ = compiler.add_source(SourceCode::from(source.as_slice()).with_origin(&*origin));
            let left_out = compiler.ignored_rules().skip(before).map(|(rule, _)| (file.clone(), rule.to_owned()));
            made.left_out.extend(left_out);
        }
        if !compiler.errors().is_empty() {
            let all = compiler.errors();
            let mut told: Vec<String> = all.iter().take(MISTAKES).map(ToString::to_string).collect();
            if all.len() > MISTAKES {
                told.push(format!("and {} more", all.len() - MISTAKES));
            }
            bail!("the rules of YARA have mistakes:\n{}", told.join("\n"));
        }
        let rules = compiler.build();
        made.rules = rules.iter().len() as u64;
        ensure!(made.rules > 0, "no rule of YARA can be used of those that were given");
        Ok((Self(rules), made))
    }
}

/// Holds rules against one thing after the other.
pub struct Scanner<'r>(yara_x::Scanner<'r>);

impl<'r> Scanner<'r> {
    pub fn new(rules: &'r Rules) -> Self {
        Self(yara_x::Scanner::new(&rules.0))
    }

    /// Tells which rules fit the bytes.
    ///
    /// # Errors
    /// It takes longer than that, to the second.
    pub fn scan(&mut self, bytes: &[u8], longest: Duration, tell: &mut dyn FnMut(Ask)) -> Result<(), Unread> {
        self.0.set_timeout(longest);
        let fit = match self.0.scan(bytes) {
            Ok(fit) => fit,
            Err(yara_x::errors::ScanError::Timeout) => return Err(Unread::RulesTooSlow),
            Err(why) => return Err(Unread::Damaged { why: why.to_string() }),
        };
        for rule in fit.matching_rules() {
            let said: Vec<&str> = SAYS.iter().filter_map(|key| said(&rule, key)).collect();
            tell(Ask::Rule {
                rule: rule.identifier().to_owned(),
                file: rule.namespace().to_owned(),
                says: said.join("; ").chars().take(LONGEST).collect(),
            });
        }
        Ok(())
    }
}

fn said<'r>(rule: &yara_x::Rule<'_, 'r>, key: &str) -> Option<&'r str> {
    rule.metadata().find_map(|(name, value)| match value {
        MetaValue::String(text) if name.eq_ignore_ascii_case(key) && !text.trim().is_empty() => Some(text.trim()),
        _ => None,
    })
}
