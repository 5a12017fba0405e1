//! A browser through its driver: WebDriver (W3C) is JSON over HTTP on this machine, so the HTTP client that the
//! other tests use does. The crates for it (fantoccini, thirtyfour) would bring 28 and 12 packages more, among them
//! a second ICU, and an asynchronous runtime into tests that wait anyway.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// The key under which WebDriver passes elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Keys of the keyboard as WebDriver writes them.
pub const ENTER: &str = "\u{e007}";
pub const TAB: &str = "\u{e004}";

static AGENT: LazyLock<ureq::Agent> = LazyLock::new(|| {
    let timeout = Some(Duration::from_secs(90));
    ureq::Agent::config_builder().http_status_as_error(false).proxy(None).timeout_global(timeout).build().new_agent()
});

/// What the driver found wrong, in its own words.
pub type Driven<T> = Result<T, String>;

/// A driver and its one browser; both end with the value.
pub struct Browser {
    driver: Child,
    session: String,
    /// The browser's own folder.
    _profile: TempDir,
}

/// An element of the page that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element(String);

/// Whether a program can be run; where browsers are demanded a missing one is a failure.
pub fn available(programs: &[&str]) -> bool {
    let missing: Vec<&&str> = programs.iter().filter(|p| Command::new(p).arg("--version").output().is_err()).collect();
    if missing.is_empty() {
        return true;
    }
    skip(&format!("there is no {missing:?}"));
    false
}

/// Says why a test can't be done here; fails where it has to be.
pub fn skip(reason: &str) {
    let required = super::setting("SOUSVEIL_REQUIRE_BROWSERS").is_some_and(|v| v == "1");
    assert!(!required, "SOUSVEIL_REQUIRE_BROWSERS=1, but {reason}");
    super::say(&format!("skipped: {reason}"));
}

impl Browser {
    /// Chromium without a history, with page scripts on or off.
    pub fn chromium(script: bool) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let args = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-proxy-server",
            // A phone's scroll bars take no room.
            "--hide-scrollbars",
            // The driver does not wait for a page that scrolls smoothly to what shall be clicked.
            "--force-prefers-reduced-motion",
        ];
        let mut args: Vec<String> = args.map(str::to_owned).into();
        args.push(format!("--user-data-dir={}", profile.path().display()));
        let setting = if script { 1 } else { 2 };
        let wanted = json!({
            "browserName": "chrome",
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            "goog:chromeOptions": {
                "binary": "/usr/bin/chromium",
                "args": args,
                "prefs": { "profile.default_content_setting_values.javascript": setting },
            },
        });
        let browser = Self::start(Command::new("chromedriver").arg("--port=0"), profile, &wanted);
        // What the browser asked for at its start, before the first page, is none of ours.
        browser.go("about:blank");
        for kind in ["browser", "performance"] {
            browser.log(kind);
        }
        browser
    }

    /// Firefox as Tor Browser at its safest level: no script, no SVG.
    pub fn firefox_safest() -> Self {
        let profile = tempfile::tempdir().unwrap();
        let wanted = json!({
            "browserName": "firefox",
            "moz:firefoxOptions": {
                "binary": "/usr/bin/firefox-esr",
                "args": ["-headless"],
                "prefs": { "javascript.enabled": false, "svg.disabled": true, "network.proxy.type": 0 },
            },
        });
        let mut command = Command::new("geckodriver");
        command.args(["--port", "0", "--profile-root"]).arg(profile.path());
        Self::start(&mut command, profile, &wanted)
    }

    fn start(command: &mut Command, profile: TempDir, wanted: &Value) -> Self {
        let mut driver = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the driver starts");
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok);
        // chromedriver: "… started successfully on port 4711."; geckodriver: "… Listening on 127.0.0.1:4711".
        let port = lines.find_map(|line| {
            let said = line.contains("on port ") && !line.contains("Starting") || line.contains("Listening on ");
            let last = line.trim_end_matches('.').rsplit([' ', ':']).next()?.to_owned();
            said.then_some(last)
        });
        let port = port.expect("the driver says on which port it listens");
        // Nobody may close the pipe while the driver writes to it.
        std::thread::spawn(move || lines.for_each(drop));
        let base = format!("http://127.0.0.1:{port}/session");
        let made = send("POST", &base, &json!({ "capabilities": { "alwaysMatch": wanted } }));
        match made {
            Ok(made) => {
                let session = format!("{base}/{}", made["sessionId"].as_str().unwrap());
                Self { driver, session, _profile: profile }
            }
            Err(error) => {
                drop(driver.kill());
                panic!("no browser: {error}");
            }
        }
    }

    fn post(&self, path: &str, body: &Value) -> Driven<Value> {
        send("POST", &format!("{}/{path}", self.session), body)
    }

    fn read(&self, path: &str) -> Driven<Value> {
        send("GET", &format!("{}/{path}", self.session), &Value::Null)
    }

    pub fn go(&self, url: &str) {
        self.post("url", &json!({ "url": url })).unwrap();
    }

    pub fn url(&self) -> String {
        self.read("url").unwrap().as_str().unwrap().to_owned()
    }

    /// Waits for an address, which a form or a key press leads to without the driver waiting.
    pub fn arrive(&self, part: &str) {
        super::until(part, Duration::from_secs(20), || self.url().contains(part) && self.find("h1").is_ok());
    }

    pub fn find(&self, css: &str) -> Driven<Element> {
        let found = self.post("element", &json!({ "using": "css selector", "value": css }));
        found.map(|e| element(&e)).map_err(|e| format!("{css} on {}: {e}", self.url()))
    }

    pub fn all(&self, css: &str) -> Vec<Element> {
        let found = self.post("elements", &json!({ "using": "css selector", "value": css })).unwrap();
        found.as_array().unwrap().iter().map(element).collect()
    }

    pub fn active(&self) -> Element {
        element(&self.read("element/active").unwrap())
    }

    pub fn click(&self, target: &Element) {
        self.post(&format!("element/{}/click", target.0), &json!({})).unwrap();
    }

    pub fn type_into(&self, target: &Element, text: &str) {
        self.post(&format!("element/{}/value", target.0), &json!({ "text": text })).unwrap();
    }

    /// Presses keys wherever the focus is.
    pub fn press(&self, keys: &str) {
        let presses: Vec<Value> = keys
            .chars()
            .flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key.to_string() })))
            .collect();
        self.post("actions", &json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": presses }] })).unwrap();
    }

    /// The text as it is shown.
    pub fn text(&self, target: &Element) -> String {
        self.read(&format!("element/{}/text", target.0)).unwrap().as_str().unwrap().to_owned()
    }

    pub fn attribute(&self, target: &Element, name: &str) -> String {
        let value = self.read(&format!("element/{}/attribute/{name}", target.0)).unwrap();
        value.as_str().unwrap_or_default().to_owned()
    }

    pub fn css(&self, target: &Element, property: &str) -> String {
        self.read(&format!("element/{}/css/{property}", target.0)).unwrap().as_str().unwrap().to_owned()
    }

    /// x, y, width and height on the page.
    pub fn rect(&self, target: &Element) -> [f64; 4] {
        let rect = self.read(&format!("element/{}/rect", target.0)).unwrap();
        ["x", "y", "width", "height"].map(|k| rect[k].as_f64().unwrap())
    }

    /// What assistive technology is told: role and name.
    pub fn role_and_name(&self, target: &Element) -> (String, String) {
        let of =
            |what| self.read(&format!("element/{}/{what}", target.0)).unwrap().as_str().unwrap_or_default().to_owned();
        (of("computedrole"), of("computedlabel"))
    }

    /// Runs a script of the driver's, which the page's own settings do not touch.
    pub fn script(&self, script: &str) -> Driven<Value> {
        self.post("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Runs a script that hands its result to its last argument.
    pub fn script_later(&self, script: &str) -> Driven<Value> {
        self.post("execute/async", &json!({ "script": script, "args": [] }))
    }

    pub fn window(&self, width: u32, height: u32) {
        self.post("window/rect", &json!({ "width": width, "height": height })).unwrap();
    }

    /// A command of Chromium's own protocol.
    pub fn cdp(&self, command: &str, params: &Value) {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": params })).unwrap();
    }

    /// A viewport of that width; a window can't be as narrow as a phone.
    pub fn viewport(&self, width: u32) {
        let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", &metrics);
    }

    pub fn scheme(&self, scheme: &str) {
        let feature = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.cdp("Emulation.setEmulatedMedia", &feature);
    }

    /// Lines of a log of Chromium's since the last look.
    pub fn log(&self, kind: &str) -> Vec<Value> {
        self.post("se/log", &json!({ "type": kind })).unwrap().as_array().unwrap().clone()
    }

    /// The window as PNG.
    pub fn screenshot(&self) -> Vec<u8> {
        let picture = self.read("screenshot").unwrap();
        data_encoding::BASE64.decode(picture.as_str().unwrap().as_bytes()).unwrap()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        drop(send("DELETE", &self.session, &Value::Null));
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}

fn element(value: &Value) -> Element {
    Element(value[ELEMENT].as_str().unwrap().to_owned())
}

fn send(method: &str, url: &str, body: &Value) -> Driven<Value> {
    let answer = match method {
        "POST" => AGENT.post(url).header("Content-Type", "application/json").send(body.to_string()),
        "DELETE" => AGENT.delete(url).call(),
        _ => AGENT.get(url).call(),
    };
    let mut answer = answer.map_err(|e| format!("{method} {url}: {e}"))?;
    let text = answer.body_mut().with_config().limit(64 << 20).read_to_string().map_err(|e| e.to_string())?;
    let mut value: Value = serde_json::from_str(&text).map_err(|e| format!("{method} {url}: {e}: {text}"))?;
    if answer.status().is_success() {
        return Ok(value["value"].take());
    }
    Err(format!("{}: {}", value["value"]["error"], value["value"]["message"]))
}
