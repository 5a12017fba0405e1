//! What the end-to-end tests share: the real binary with a folder of its own, a plain HTTP client, and a look at
//! HTML that trusts nothing of the site's own code.
#![allow(dead_code, reason = "each test binary uses its own part of this module")]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

pub mod exchange;
pub mod folder;
pub mod html;
pub mod http;
pub mod publisher;
pub mod python;
pub mod webdriver;

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// The binary under test, deaf to what the tester's own shell has set.
pub fn sousveil(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sousveil"));
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("SOUSVEIL_") || name_text.starts_with("CLICOLOR") {
            command.env_remove(name);
        }
    }
    for name in ["NO_COLOR", "RUST_LOG", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    // Help texts are wrapped to the terminal's width; answers come in the system's language.
    command
        .env("XDG_DATA_HOME", data.join("own"))
        .env("SOUSVEIL_DATA", data)
        .env("COLUMNS", "100")
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    command
}

/// What a finished command said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            // No code means that a signal ended it, which no test here asks for.
            code: output.status.code().expect("the command ended by itself"),
            out: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
            err: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
        }
    }
}

/// Runs a command to its end.
pub fn run<S: AsRef<std::ffi::OsStr>>(data: &Path, args: &[S]) -> Said {
    sousveil(data).args(args).output().expect("the binary starts").into()
}

/// The figures that `stats --json` gives for the built-in dataset.
pub fn stats(data: &Path) -> serde_json::Value {
    let said = run(data, &["stats", "--json"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    serde_json::from_str(&said.out).expect("`stats --json` is JSON")
}

/// A running server. It dies with the value; [`Server::finish`] also asserts that it logged nothing.
pub struct Server {
    child: Child,
    /// `http://127.0.0.1:PORT`.
    pub base: String,
    /// The lines on standard output up to the address.
    pub greeting: Vec<String>,
    /// The folder for compiled data, the log beside it.
    pub home: TempDir,
}

impl Server {
    /// The built-in dataset on a free port.
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// The same with more arguments.
    pub fn with(args: &[&str]) -> Self {
        Self::with_data(Path::new("data"), args)
    }

    /// The same with another place for compiled data, seen from its own folder.
    pub fn with_data(data: &Path, args: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let log = std::fs::File::create(home.path().join("log")).unwrap();
        let mut child = sousveil(&home.path().join(data))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(args)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("the binary starts");
        let mut greeting = Vec::new();
        let mut base = None;
        for line in BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap) {
            base = line.split_whitespace().find(|w| w.starts_with("http://")).map(str::to_owned);
            greeting.push(line);
            if base.is_some() {
                break;
            }
        }
        let log = || std::fs::read_to_string(home.path().join("log")).unwrap_or_default();
        let base = base.unwrap_or_else(|| panic!("no address was printed: {greeting:?}\n{}", log()));
        Self { child, base, greeting, home }
    }

    /// What it logged until now.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.home.path().join("log")).unwrap()
    }

    /// Where it keeps its compiled data, for commands that shall use the same.
    pub fn data(&self) -> std::path::PathBuf {
        self.home.path().join("data")
    }

    /// How much memory of its own it holds now, in kB.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|l| l.strip_prefix("RssAnon:")).expect("Linux tells RssAnon");
        line.split_whitespace().next().and_then(|kb| kb.parse().ok()).expect("a number of kB")
    }

    /// Sends a signal such as `HUP`.
    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args([&format!("-{name}"), &pid]).status().expect("kill(1) is there");
        assert!(sent.success(), "kill -{name} {pid}");
    }

    /// Stops it as an operator does and asserts that it ended well and never logged anything.
    pub fn finish(self) {
        let log = self.finish_with_log();
        assert_eq!(log, "", "the log is not clean");
    }

    /// Stops it as an operator does and gives what it logged.
    pub fn finish_with_log(mut self) -> String {
        self.signal("TERM");
        let status = wait(&mut self.child, Duration::from_secs(15));
        assert!(status.success(), "the server ended with {status}\n{}", self.log());
        self.log()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended already where the test was well.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A setting of whoever runs the tests.
pub fn setting(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name)
}

/// A line for whoever runs the tests.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub fn say(line: &str) {
    eprintln!("{line}");
}

/// Waits for the end of a process, but not for ever.
pub fn wait(child: &mut Child, patience: Duration) -> ExitStatus {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        assert!(begun.elapsed() < patience, "a process did not end within {patience:?}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Asks again and again until something holds.
pub fn until(what: &str, patience: Duration, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < patience, "{what}: not within {patience:?}");
        std::thread::sleep(Duration::from_millis(25));
    }
}

/// One address of every kind of page that the site has, with a name for messages and files.
pub fn page_kinds(base: &str) -> Vec<(&'static str, String)> {
    let first = |list: &str| {
        let rows = http::get(base, &format!("/{list}.json")).json();
        rows["results"][0]["id"].as_str().expect("a list has rows").to_owned()
    };
    let transfer = "svl-bd6cof4p";
    let claim =
        http::get(base, &format!("/transfers/{transfer}.json")).json()["claims"][0]["id"].as_str().unwrap().to_owned();
    let company = http::get(base, "/companies/svl-6bzdwb5z").header("location").to_owned();
    let family = http::get(base, "/families/operationmanul");
    let tags = html::tags(family.text());
    let indicator = tags.iter().find_map(|tag| tag.get("href").filter(|way| way.starts_with("/indicators/")));
    let indicator = indicator.expect("a family has values").to_owned();
    let mut kinds = vec![
        ("home", "/".to_owned()),
        ("search", "/search?q=Uzbekistan".to_owned()),
        ("search-empty", "/search".to_owned()),
        ("search-nothing", "/search?q=zzzzqqqq".to_owned()),
        ("country", "/countries/uz".to_owned()),
        ("company", company),
        ("transfer", format!("/transfers/{transfer}")),
        ("claim", format!("/claims/{claim}")),
        ("technology", "/technologies/intrusion".to_owned()),
        ("screen", "/screen".to_owned()),
        ("gap", "/gap?list=embargoed".to_owned()),
        ("check", "/check".to_owned()),
        ("trends", "/trends".to_owned()),
        ("map", "/map".to_owned()),
        ("timeline", "/timeline?country=uz".to_owned()),
        ("network", "/network?of=svl-is42xzop&depth=2".to_owned()),
        ("flows", "/flows?country=il&side=exporter".to_owned()),
        ("about", "/about".to_owned()),
        ("data", "/data".to_owned()),
        ("inspect", "/inspect".to_owned()),
        ("indicators", "/indicators".to_owned()),
        ("family", "/families/operationmanul".to_owned()),
        ("indicator", indicator),
    ];
    for list in LISTS {
        kinds.push((list, format!("/{list}")));
    }
    for (kind, list) in [
        ("agency", "agencies"),
        ("product", "products"),
        ("source", "sources"),
        ("measure", "measures"),
        ("incident", "incidents"),
        ("relation", "relations"),
    ] {
        kinds.push((kind, format!("/{list}/{}", first(list))));
    }
    kinds
}

/// The lists of the site.
pub const LISTS: [&str; 10] = [
    "countries",
    "companies",
    "transfers",
    "technologies",
    "measures",
    "incidents",
    "sources",
    "agencies",
    "products",
    "relations",
];
