//! Settings: which place goes before which, and what is said of those that are wrong.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::path::Path;

use serde_json::Value;
use support::http::get;
use support::{Said, Server, run, sousveil};

fn show(dir: &Path, env: &[(&str, &str)], args: &[&str]) -> Said {
    let args = ["config", "show", "--json"].iter().chain(args);
    sousveil(dir).args(args).envs(env.iter().copied()).current_dir(dir).output().unwrap().into()
}

/// Value and origin of a setting.
fn holds(said: &Said, key: &str) -> (Value, String) {
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
    let rows: Vec<Value> = serde_json::from_str(&said.out).unwrap();
    let row = rows.iter().find(|r| r["key"] == key).unwrap_or_else(|| panic!("{key}: {rows:?}"));
    (row["value"].clone(), row["from"].as_str().unwrap().to_owned())
}

#[test]
fn flags_go_before_the_environment_before_the_file_before_defaults() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("s.toml");
    std::fs::write(&file, "public_url = \"https://file.example\"\n[limits]\nstreams = 3\n").unwrap();
    let name = file.to_str().unwrap();
    let env = [("SOUSVEIL_PUBLIC_URL", "https://environment.example")];
    let flag = ["--public-url", "https://flag.example"];

    let key = "public_url";
    assert_eq!(holds(&show(home.path(), &[], &[]), key), (Value::Null, "default".to_owned()));
    let of_file = show(home.path(), &[], &["--config", name]);
    assert_eq!(holds(&of_file, key), ("https://file.example".into(), name.to_owned()));
    assert_eq!(holds(&of_file, "limits.streams"), (3.into(), name.to_owned()));
    assert_eq!(holds(&of_file, "limits.requests"), (256.into(), "default".to_owned()));
    let of_env = show(home.path(), &[env[0], ("SOUSVEIL_CONFIG", name)], &[]);
    assert_eq!(holds(&of_env, key), ("https://environment.example".into(), "environment".to_owned()));
    assert_eq!(holds(&of_env, "limits.streams").0, 3, "the file named in the environment is read");
    let of_flag = show(home.path(), &env, &[["--config", name], flag].concat());
    assert_eq!(holds(&of_flag, key), ("https://flag.example".into(), "command line".to_owned()));

    // Nobody named this one, so nobody reads it.
    std::fs::write(home.path().join("sousveil.toml"), "nonsense").unwrap();
    assert_eq!(show(home.path(), &[], &[]).code, 0);
}

#[test]
fn what_is_served_is_one_setting_and_paths_are_seen_from_the_file() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join("etc")).unwrap();
    let file = home.path().join("etc/s.toml");
    std::fs::write(&file, "snapshots = [\"../current\", \"/srv/other\"]\n").unwrap();
    let name = file.to_str().unwrap();
    let said = show(home.path(), &[], &["--config", name]);
    let here = home.path().join("etc/../current");
    assert_eq!(holds(&said, "snapshots").0, serde_json::json!([here, "/srv/other"]));
    let said = show(home.path(), &[], &["--config", name, "--folder", "mine"]);
    assert_eq!(holds(&said, "folders"), (serde_json::json!(["mine"]), "command line".to_owned()));
    assert_eq!(holds(&said, "snapshots"), (serde_json::json!([]), "command line".to_owned()));
}

#[test]
fn what_is_shown_can_be_read_again() {
    let home = tempfile::tempdir().unwrap();
    let flags =
        ["--corrections", "a \"quoted\" \\ word\u{e9}", "--metrics-listen", "[::1]:9600", "--log-format", "json"];
    let shown = run(home.path(), &[["config", "show"].as_slice(), &flags].concat());
    assert_eq!((shown.code, shown.err.as_str()), (0, ""), "{shown:?}");
    let file = home.path().join("s.toml");
    std::fs::write(&file, &shown.out).unwrap();
    let again = run(home.path(), &["config", "show", "--config", file.to_str().unwrap()]);
    let values = |said: &Said| -> Vec<String> {
        said.out.lines().filter_map(|l| Some(l.rsplit_once(" # ")?.0.trim_end().to_owned())).collect()
    };
    assert_eq!(values(&shown), values(&again));
    assert!(values(&shown).iter().any(|l| l.contains("\\\"quoted\\\"") || l.contains("'")), "{}", shown.out);
}

#[test]
fn a_file_with_a_fault_is_refused_at_its_place_with_a_way_out() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("s.toml");
    let name = file.to_str().unwrap();
    for (text, line, words) in [
        ("# first\n\npublic-url = \"https://a.example\"\n", 3, ["`public-url`", "did you mean `public_url`?"]),
        ("[log]\nlevle = \"info\"\n", 2, ["`levle`", "did you mean `level` below `[log]`?"]),
        ("frobnicate = 1\n", 1, ["`frobnicate`", "config show"]),
        ("listen = \"here\"\n", 1, ["socket address", ""]),
        ("[log]\nformat = \"xml\"\n", 2, ["`xml`", "`json`"]),
        ("[limits]\nstreams = 0\n", 2, ["`0`", "nonzero"]),
        ("[limits]\nstreams = \"many\"\n", 2, ["many", ""]),
        ("listen = \n", 1, ["", ""]),
        ("swap_seconds = 2\nswap_seconds = 3\n", 2, ["duplicate", ""]),
    ] {
        std::fs::write(&file, text).unwrap();
        let said = run(home.path(), &["config", "check", name]);
        assert_eq!((said.code, said.err.as_str()), (1, ""), "{text}: {said:?}");
        assert!(said.out.starts_with(&format!("{name}:{line}: ")), "{text}: {}", said.out);
        assert!(words.iter().all(|w| said.out.contains(w)), "{text}: {}", said.out);
        let said = run(home.path(), &["serve", "--config", name]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{text}: nothing is served: {said:?}");
        assert!(said.err.starts_with(&format!("error: {name}:{line}: ")), "{text}: {}", said.err);
        assert!(words.iter().all(|w| said.err.contains(w)), "{text}: {}", said.err);
    }
    for (text, key) in [
        ("onion_url = \"http://short.onion\"\n", "`onion_url`"),
        ("public_url = \"index.example.org\"\n", "`public_url`"),
        ("security_contact = \"mailto:a@b.example\"\n", "`security_expires`"),
        ("security_expires = \"next year\"\n", "`security_expires`"),
        ("[readers]\nproxies = [\"127.0.0.1\"]\n", "`readers.proxy_header`"),
        ("[readers]\nproxy_header = \"X-Real-IP\"\n", "`readers.proxies`"),
        ("[readers]\nproxies = [\"::1\"]\nproxy_header = \"a b\"\n", "`readers.proxy_header`"),
    ] {
        std::fs::write(&file, text).unwrap();
        let said = run(home.path(), &["config", "check", name]);
        assert!(said.code == 1 && said.out.contains(key) && said.out.contains("expected"), "{text}: {said:?}");
        let said = run(home.path(), &["serve", "--config", name]);
        assert!(said.code == 2 && said.err.contains(key) && said.out.is_empty(), "{text}: {said:?}");
    }
    std::fs::write(&file, "").unwrap();
    assert_eq!(run(home.path(), &["config", "check", name]).code, 0);
    for missing in ["config check /nonexistent/s.toml", "serve --config /nonexistent/s.toml"] {
        let said = run(home.path(), &missing.split(' ').collect::<Vec<_>>());
        assert!(said.code == 2 && said.err.starts_with("error: /nonexistent/s.toml: "), "{said:?}");
    }
}

#[test]
fn a_server_takes_its_settings_from_the_file() {
    let home = tempfile::tempdir().unwrap();
    support::folder::small(&home.path().join("data"), "7");
    let file = home.path().join("s.toml");
    std::fs::write(
        &file,
        "folders = [\"data\"]\npublic_url = \"https://index.example\"\n[limits]\naddress_bytes = 100\n",
    )
    .unwrap();
    let server = Server::with(&["--config", file.to_str().unwrap()]);
    assert_eq!(get(&server.base, "/healthz").json()["data_version"], "7");
    assert!(get(&server.base, "/changes.atom").text().contains("https://index.example/"));
    assert_eq!(get(&server.base, &format!("/search?q={}", "a".repeat(100))).status, 414);
    server.finish();
}
