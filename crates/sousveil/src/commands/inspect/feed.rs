//! Hands files to the limited process and takes down what it says. Whatever becomes of that is a message, never a crash.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, bail};

use super::child::{MEMORY, SECONDS};
use super::lines::{Head, Line, Setup};
use super::yara::Loaded;
use crate::limited::{ended, how_it_ended, myself};

/// The process may stand still so long: it neither takes bytes nor says anything.
const PATIENCE: Duration = Duration::from_secs(60);
/// Thousands of rules take it so long to be made.
const FOR_RULES: Duration = Duration::from_secs(600);
/// No line of it is longer.
const LONGEST_LINE: u64 = 1 << 20;
/// It says no more of one file.
const MOST_LINES: usize = 60_000;
/// Bytes of a piece.
const PIECE: usize = 1 << 18;

/// The process, as long as it lives, and what it needs when it is begun anew.
pub struct Feed {
    program: PathBuf,
    setup: Setup,
    running: Option<Running>,
    /// What the process made of the rules.
    made: Loaded,
    /// How long a file may take in all.
    longest: Option<Duration>,
}

struct Running {
    child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<Option<Line>>,
}

impl Feed {
    /// Begins the process with the first file; it is this program once more.
    ///
    /// # Errors
    /// The system does not tell which program that is.
    pub fn new(setup: Setup) -> Result<Self> {
        Ok(Self { program: myself()?, setup, running: None, made: Loaded::default(), longest: None })
    }

    /// The same for somebody who waits: a file takes no longer than that.
    pub fn within(self, longest: Duration) -> Self {
        Self { longest: Some(longest), ..self }
    }

    /// What the process makes of the rules, where there are some: it begins now then.
    ///
    /// # Errors
    /// They have mistakes, or there is no process.
    pub fn rules(&mut self) -> Result<Option<&Loaded>> {
        if self.setup.rules.is_empty() {
            return Ok(None);
        }
        self.running = Some(self.begin()?);
        Ok(Some(&self.made))
    }

    /// Hands over a file with the log that lies beside it, and calls for each line that is said of it. What the process
    /// could not do is told at the end: what it said until then is worth something.
    ///
    /// # Errors
    /// The file can't be read, or there is no process.
    pub fn file(
        &mut self,
        name: Option<String>,
        bytes: &mut (dyn Read + Send),
        log: Option<&Path>,
        take: &mut dyn FnMut(Line),
    ) -> Result<Option<String>> {
        let mut running = match self.running.take() {
            Some(running) => running,
            None => self.begin()?,
        };
        let input = running.input.take().context("the process has no input")?;
        let fed = Fed::default();
        let until = self.longest.map(|longest| Instant::now() + longest);
        let (read, said) = thread::scope(|scope| {
            let writer = scope.spawn(|| feed(input, name, bytes, log, &fed));
            let said = listen(&running.lines, &fed, until, take);
            if matches!(said, Err(Some(_))) {
                // The writer may be waiting for a process that reads no more.
                let _ = running.child.kill();
            }
            (writer.join(), said)
        });
        let read = read.map_err(|_| anyhow!("the file could not be handed over"))?;
        match (said, read) {
            (Ok(()), Ok(input)) => {
                running.input = Some(input);
                self.running = Some(running);
                Ok(None)
            }
            // The file itself could not be read: the process has half of it.
            (_, Err(Handed::Unreadable(why))) => {
                let _ = running.child.kill();
                let _ = running.child.wait();
                Err(why)
            }
            (said, _) => {
                let status = ended(&mut running.child);
                Ok(Some(said.err().flatten().unwrap_or_else(|| how_it_ended(status, MEMORY, SECONDS))))
            }
        }
    }

    fn begin(&mut self) -> Result<Running> {
        let mut command = Command::new(&self.program);
        command.arg("inspect-files").env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().context("starting the process that reads files")?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let output = output.context("the process has no output")?;
        let (send, lines) = sync_channel(256);
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            loop {
                let mut line = Vec::new();
                let read = (&mut output).take(LONGEST_LINE).read_until(b'\n', &mut line);
                let line = read.ok().filter(|&read| read > 0).and_then(|_| serde_json::from_slice(&line).ok());
                let ended = line.is_none();
                // Nobody may be listening any more.
                if send.send(line).is_err() || ended {
                    return;
                }
            }
        });
        let mut running = Running { child, input, lines };
        let mut setup = serde_json::to_vec(&self.setup)?;
        setup.push(b'\n');
        let input = running.input.as_mut().context("the process has no input")?;
        // Where that fails, the process has said why.
        let _ = input.write_all(&setup);
        for pack in &self.setup.packs {
            let _ = input.write_all(pack);
        }
        match running.lines.recv_timeout(if self.setup.rules.is_empty() { PATIENCE } else { FOR_RULES }) {
            Ok(Some(Line::Ready(made))) => {
                self.made = made;
                Ok(running)
            }
            Ok(Some(Line::Problem(why))) => bail!(why),
            _ => bail!("the process that reads files did not start"),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // With its input it ends by itself.
        self.input = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How far a file was handed over.
#[derive(Default)]
struct Fed {
    bytes: AtomicU64,
    /// Whether the file itself is waited for, as a person who types is: the process is not to blame then.
    waiting: AtomicBool,
}

/// Why a file was not handed over.
enum Handed {
    Unreadable(anyhow::Error),
    Refused,
}

fn feed(
    mut input: ChildStdin,
    name: Option<String>,
    bytes: &mut (dyn Read + Send),
    log: Option<&Path>,
    fed: &Fed,
) -> Result<ChildStdin, Handed> {
    let head = serde_json::to_vec(&Head { name }).map_err(|why| Handed::Unreadable(why.into()))?;
    input.write_all(&head).and_then(|()| input.write_all(b"\n")).map_err(|_| Handed::Refused)?;
    pieces(&mut input, bytes, fed)?;
    match log.and_then(|path| File::open(path).ok()) {
        Some(mut log) => pieces(&mut input, &mut log, fed)?,
        None => pieces(&mut input, &mut std::io::empty(), fed)?,
    }
    Ok(input)
}

fn pieces(input: &mut ChildStdin, bytes: &mut dyn Read, fed: &Fed) -> Result<(), Handed> {
    let mut piece = vec![0; PIECE];
    loop {
        fed.waiting.store(true, Ordering::Relaxed);
        let read = bytes.read(&mut piece);
        fed.waiting.store(false, Ordering::Relaxed);
        let read = match read {
            Err(why) if why.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(why) => return Err(Handed::Unreadable(why.into())),
            Ok(read) => read,
        };
        let length = u32::try_from(read).unwrap_or(0);
        let taken = input.write_all(&length.to_le_bytes());
        let taken = taken.and_then(|()| input.write_all(piece.get(..read).unwrap_or_default()));
        taken.map_err(|_| Handed::Refused)?;
        fed.bytes.fetch_add(u64::from(length), Ordering::Relaxed);
        if read == 0 {
            return input.flush().map_err(|_| Handed::Refused);
        }
    }
}

/// Takes lines down until all is said. Where it is not, what is known of the reason.
fn listen(
    lines: &Receiver<Option<Line>>,
    fed: &Fed,
    until: Option<Instant>,
    take: &mut dyn FnMut(Line),
) -> Result<(), Option<String>> {
    let (mut before, mut count) = (fed.bytes.load(Ordering::Relaxed), 0);
    loop {
        let left = until.map_or(PATIENCE, |until| until.saturating_duration_since(Instant::now()).min(PATIENCE));
        match lines.recv_timeout(left) {
            Ok(Some(Line::Problem(why))) => return Err(Some(why)),
            Ok(Some(Line::Ready(_))) => {}
            Ok(Some(line)) => {
                let done = matches!(line, Line::Done { .. });
                take(line);
                count += 1;
                if done {
                    return Ok(());
                }
                if count > MOST_LINES {
                    return Err(Some("its reader found too much".to_owned()));
                }
            }
            Ok(None) | Err(RecvTimeoutError::Disconnected) => return Err(None),
            Err(RecvTimeoutError::Timeout) if until.is_some_and(|until| until <= Instant::now()) => {
                return Err(Some("it takes too long to be taken apart".to_owned()));
            }
            Err(RecvTimeoutError::Timeout) => {
                let now = fed.bytes.load(Ordering::Relaxed);
                if now == before && !fed.waiting.load(Ordering::Relaxed) {
                    return Err(Some(format!("its reader stood still for {} seconds", PATIENCE.as_secs())));
                }
                before = now;
            }
        }
    }
}

#[cfg(all(test, unix))]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// What becomes of a file where the process is this script.
    fn with(script: &str) -> Result<Option<String>> {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("reader");
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let setup = Setup::default();
        let mut feed = Feed { program, setup, running: None, made: Loaded::default(), longest: None };
        let first = feed.file(None, &mut &b"bytes"[..], None, &mut |_| {})?;
        // Whatever became of the first file, the next one is read.
        let next = feed.file(None, &mut &b"bytes"[..], None, &mut |_| {})?;
        assert_eq!(first, next);
        Ok(first)
    }

    /// The same, once it said that it waits for files.
    fn begun(script: &str) -> Result<Option<String>> {
        with(&format!("read setup; echo '{{\"ready\":{{\"rules\":0,\"left_out\":[]}}}}'; read head; {script}"))
    }

    #[test]
    fn a_process_that_fails_is_told_and_begun_anew() {
        let failed = begun("exit 3").unwrap();
        assert_eq!(failed.as_deref(), Some("its reader failed on it"));
        let killed = begun("kill -11 $$").unwrap();
        assert_eq!(killed.as_deref(), Some("its reader was ended by signal 11"));
        let nonsense = begun("echo nonsense; exit 0").unwrap();
        assert_eq!(nonsense.as_deref(), Some("its reader failed on it"));
    }

    #[test]
    fn a_process_that_never_ends_talking_is_ended() {
        let line = r#"{"unread":{"place":"","why":{"unread":"too_deep"},"times":1}}"#;
        let endless = begun(&format!("while true; do echo '{line}'; done")).unwrap();
        assert_eq!(endless.as_deref(), Some("its reader found too much"));
    }

    #[test]
    fn a_process_that_does_not_start_is_an_error() {
        assert!(with("exit 1").is_err());
        let problem = with("read setup; echo '{\"problem\":\"no pack\"}'").unwrap_err();
        assert!(problem.to_string().contains("no pack"), "{problem:#}");
    }
}
