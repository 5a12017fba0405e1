//! Files that mean harm: a clear answer, bounded work, no panic, and the folder as it was.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::{Duration, Instant};

use sousveil_intake::folder::{Severity, check::check, read_parts};
use sousveil_intake::names::Decisions;
use sousveil_intake::report::{MOST_REFUSED, Outcome, Report};
use sousveil_intake::{Folder, IntakeError, mapped, sii};

const DATASET: &str = "name = 'test'\ntitle = 'T'\nsummary = 'S'\npublisher = 'P'\nlicence = 'CC0-1.0'\nversion = '1'\n\
                       [origin.sii]\ntitle = 'One'\npublisher = 'P'\nterms = 'none'\ninclude = true\n";

const MAPPING: &str = "table = 'companies'\nid = 'id'\nkey = '{id}'\n[columns]\nname = { from = 'name', as = 'company_name' }\n\
                       [source]\nurl = 'url'\n";

/// What any of these may take on a machine that does other things too.
const LONG: Duration = Duration::from_secs(20);

fn read(files: &[(&str, &[u8])]) -> Result<Folder, IntakeError> {
    let mut parts = vec![("dataset.toml", DATASET.as_bytes())];
    parts.extend(files);
    read_parts(Path::new("test"), &parts)
}

fn empty() -> Folder {
    read(&[]).unwrap()
}

/// The message of a failure: one that names the file, can be read, and gives no orders to a terminal.
fn message<T>(result: Result<T, IntakeError>, file: &str) -> String {
    let Err(error) = result else { panic!("{file} was taken") };
    let text = error.to_string();
    assert!(text.contains(file), "{text}");
    assert!(text.len() < 4000, "{} bytes of message", text.len());
    assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c)), "{text:?}");
    text
}

fn in_time<T>(work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    assert!(begun.elapsed() < LONG, "took {:?}", begun.elapsed());
    done
}

fn import_sii(companies: &[u8], transfers: &[u8]) -> Result<sii::Imported, IntakeError> {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("companies.json"), companies).unwrap();
    fs::write(dir.path().join("transfers.json"), transfers).unwrap();
    let today = "2026-11-26".parse().unwrap();
    sii::import(dir.path(), empty(), &Decisions::default(), today, &mut |_, _| {})
}

fn import_rows(rows: &[u8]) -> Result<mapped::Imported, IntakeError> {
    let dir = tempfile::tempdir().unwrap();
    let (file, mapping) = (dir.path().join("rows.csv"), dir.path().join("mapping.toml"));
    fs::write(&file, rows).unwrap();
    fs::write(&mapping, MAPPING).unwrap();
    let today = "2026-11-26".parse().unwrap();
    mapped::import(&file, &mapping, empty(), &Decisions::default(), today, &mut |_, _| {})
}

/// The only reason for which rows were refused.
fn refused(report: &Report) -> String {
    let [(_, Outcome::Refused { reason })] = report.outcomes.as_slice() else { panic!("{:?}", report.outcomes) };
    reason.clone()
}

fn errors(folder: &Folder) -> Vec<String> {
    check(folder).into_iter().filter(|p| p.severity == Severity::Error).map(|p| p.to_string()).collect()
}

fn pipe(path: &Path) {
    assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_line_of_50_megabytes_is_refused_in_every_reader() {
    let line = "a".repeat(50 << 20);
    in_time(|| {
        assert!(message(read(&[("companies.csv", line.as_bytes())]), "companies.csv").contains("the heading `aaa"));
        let rows = format!("id,name,url\nx,{line},https://a.example/\n");
        assert!(message(import_rows(rows.as_bytes()), "rows.csv").contains("line 2: found a cell of 52428800 bytes"));
        let sheet = format!("id,name,sources\nx,{line},\n");
        let told = message(read(&[("companies.csv", sheet.as_bytes())]), "companies.csv:2: column `name`");
        assert!(told.contains("found 52428800 bytes; expected at most 65536 bytes"), "{told}");
        let toml = format!("{DATASET}homepage = '{line}'");
        assert!(read_parts(Path::new("test"), &[("dataset.toml", toml.as_bytes())]).is_err());
        let json = format!("[{{\"bibtex_key\":\"{line}\"}}]");
        assert!(
            message(import_sii(json.as_bytes(), b"[]"), "companies.json").contains("expected at most 16777216 bytes")
        );
    });
}

#[test]
fn ten_thousand_deep_is_deep_enough_to_be_refused() {
    let (open, close) = ("[".repeat(10_000), "]".repeat(10_000));
    for json in [open.clone(), format!("{open}{close}"), format!("[{{\"bibtex_key\":{open}{close}}}]")] {
        let told = message(import_sii(json.as_bytes(), b"[]"), "companies.json, line 1");
        assert!(told.contains("expected a list of rows of the Surveillance Industry Index"), "{told}");
    }
    // In a value that may be anything, and in a key that is passed over.
    let year =
        format!("[{{\"unique_id\":\"1\",\"export_data_or_open_source\":\"Open\",\"order_year\":{open}{close}}}]");
    assert!(message(import_sii(b"[]", year.as_bytes()), "transfers.json").contains("recursion limit"));
    let other = format!("[{{\"bibtex_key\":\"a\",\"company_name\":\"A\",\"other\":{open}{close}}}]");
    let _ = import_sii(other.as_bytes(), b"[]");
    for toml in [format!("a = {open}{close}"), format!("a = {}", "{b=".repeat(10_000)), "[a.".repeat(10_000)] {
        message(read_parts(Path::new("test"), &[("dataset.toml", toml.as_bytes())]), "dataset.toml");
    }
    let keys = format!("{}a = 1", "a.".repeat(10_000));
    message(read_parts(Path::new("test"), &[("dataset.toml", keys.as_bytes())]), "dataset.toml");
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_line() {
    let sheets: [(&[u8], &str); 4] = [
        (b"id,name,sources\nx,\xff\xfe,\n", "companies.csv:2"),
        (b"\xff\xfei\0d\0,\0n\0a\0m\0e\0\n\0", "companies.csv"),
        (b"\xfe\xff\0i\0d\0,\0n", "companies.csv"),
        (b"id,name\0,sources\n", "companies.csv:1"),
    ];
    for (bytes, place) in sheets {
        message(read(&[("companies.csv", bytes)]), place);
    }
    for json in [&b"[{\"bibtex_key\":\"\\ud800\"}]"[..], b"[{\"bibtex_key\":\"\\udc00\\ud800\"}]", b"\xff\xfe[\0]\0"] {
        assert!(message(import_sii(json, b"[]"), "companies.json").contains("line 1"));
    }
    assert!(message(import_rows(b"id,name,url\nx,\xed\xa0\x80,u\n"), "rows.csv").contains("line 2"));
    assert!(
        message(import_rows("\u{feff}id,name,url\n".replace("id", "i\u{0}d").as_bytes()), "rows.csv").contains("i\\0d")
    );
}

#[test]
fn what_cant_be_seen_is_found_in_a_folder_and_repaired_in_an_import() {
    for (name, shown) in [("Acme\u{202e}dtL", "\\u{202e}"), ("Ac\0me", "\\0"), ("\u{1b}]0;x\u{7}", "\\u{1b}")] {
        let sheet = format!("id,name,sources\nx,{name},\n");
        let folder = read(&[("companies.csv", sheet.as_bytes())]).unwrap();
        let found = errors(&folder);
        assert!(found.iter().any(|e| e.contains("companies.csv:2: column `name`") && e.contains(shown)), "{found:?}");
        assert!(!found.iter().any(|e| e.chars().any(|c| c.is_control() || c == '\u{202e}')), "{found:?}");
        let json = serde_json::json!([{ "bibtex_key": name, "company_name": name }]).to_string();
        let done = import_sii(json.as_bytes(), b"[]").unwrap();
        assert_eq!(errors(&done.folder), [] as [String; 0]);
        let companies = done.folder.sheet("companies").unwrap();
        let row = companies.rows.first().unwrap();
        assert!(row.cells().iter().all(|c| sousveil_text::tidy(c) == *c), "{row:?}");
    }
    let toml = DATASET.replace("title = 'T'", "title = \"T\\u202ET\"");
    let told = message(read_parts(Path::new("test"), &[("dataset.toml", toml.as_bytes())]), "dataset.toml");
    assert!(told.contains("title") && told.contains("\\u{202e}"), "{told}");
}

#[test]
fn no_identifier_and_no_name_of_a_file_leads_out_of_its_folder() {
    for id in ["../../etc/passwd", "/etc/passwd", "..", "a/b", "a\\b", "%2e%2e", "a\0b", "C:"] {
        let sheet = format!("id,name,sources\n{id},A,\n");
        let folder = read(&[("companies.csv", sheet.as_bytes())]).unwrap();
        assert!(errors(&folder).iter().any(|e| e.contains("column `id`")), "{id:?}");
        let rows = format!("id,name,url\n{id},A,https://a.example/\n");
        let done = import_rows(rows.as_bytes()).unwrap();
        assert!(refused(&done.report).contains("is no identifier"), "{id:?}");
    }
    for file in ["../../etc/passwd", "/etc/passwd", "a/../../b"] {
        let mapping = format!("join = {{ file = '{file}', on = 'id' }}\n{MAPPING}");
        let dir = tempfile::tempdir().unwrap();
        let (rows, rules) = (dir.path().join("rows.csv"), dir.path().join("mapping.toml"));
        fs::write(&rows, "id,name,url\n").unwrap();
        fs::write(&rules, mapping).unwrap();
        let today = "2026-11-26".parse().unwrap();
        let done = mapped::import(&rows, &rules, empty(), &Decisions::default(), today, &mut |_, _| {});
        assert!(message(done, "mapping.toml").contains("a file in the mapping's own folder"), "{file}");
    }
    let folder = read(&[("../../companies.csv", b"id,name,sources\nx,A,\n")]).unwrap();
    assert!(folder.is_empty());
}

#[test]
fn a_million_columns_and_the_same_heading_twice() {
    in_time(|| {
        let headings: String = (0..1_000_000).map(|n| format!("c{n},")).collect();
        let told = message(import_rows(headings.as_bytes()), "rows.csv");
        assert!(told.contains("found 1000001 columns; expected at most 16384"), "{told}");
        let told = message(read(&[("companies.csv", headings.as_bytes())]), "companies.csv:1");
        assert!(told.contains("the heading `c0`"), "{told}");
        let row = format!("id,name,sources\n{}\n", ",".repeat(1_000_000));
        let told = message(read(&[("companies.csv", row.as_bytes())]), "companies.csv:2");
        assert!(told.contains("found 1000001 cells; expected 3 cells"), "{told}");
    });
    assert!(message(import_rows(b"id,name,id,url\n"), "rows.csv").contains("the heading `id` twice"));
    assert!(message(read(&[("companies.csv", b"id,name,id,sources\n")]), "companies.csv:1").contains("`id` twice"));
}

#[test]
fn a_sheet_of_nothing_but_separators_takes_no_gigabytes_and_tells_no_million_times() {
    in_time(|| {
        let rows = format!("id,name,sources\n{}", "x,\n".repeat(3_000_000));
        let Err(IntakeError::Folder { problems, .. }) = read(&[("companies.csv", rows.as_bytes())]) else {
            panic!("rows of two cells were taken")
        };
        assert_eq!(problems.len(), 10_001);
        assert!(problems.last().unwrap().found.contains("more than 10000 errors"));
        let rows = format!("id,name,sources\n{}", "x,,\n".repeat(3_000_000));
        let told = message(read(&[("companies.csv", rows.as_bytes())]), "companies.csv:");
        assert!(told.contains("found more than 24000000 cells"), "{told}");
    });
}

#[test]
fn a_folder_that_is_wrong_everywhere_is_told_in_bounds() {
    in_time(|| {
        let keys: String = (0..20_000).map(|n| format!("key_{n},K,D,\n")).collect();
        let technologies = format!("key,label,definition,sources\n{keys}");
        let rows: String = (0..30_000).map(|n| format!("c{n},,nowhere,\"none; such\",9.9\n")).collect();
        let companies = format!("id,name,country,technologies,sources\n{rows}");
        let parts = [("technologies.csv", technologies.as_bytes()), ("companies.csv", companies.as_bytes())];
        let found = check(&read(&parts).unwrap());
        assert!(found.iter().all(|p| p.to_string().len() < 3000));
        for severity in [Severity::Error, Severity::Warning] {
            let told: Vec<_> = found.iter().filter(|p| p.severity == severity).collect();
            assert_eq!(told.len(), 10_001);
            assert!(told.last().unwrap().found.starts_with("more than 10000 "));
        }
    });
}

#[test]
fn no_number_of_warnings_hides_an_error() {
    in_time(|| {
        let rows: String = (0..30_000).map(|n| format!("c{n:05},Acme,,s\n")).collect();
        let companies = format!("id,name,country,sources\n{rows}");
        let sources: &[u8] = b"id,title,kind,opened\ns,T,press,yes\nt,T,rumour,yes\n";
        let found = check(&read(&[("sources.csv", sources), ("companies.csv", companies.as_bytes())]).unwrap());
        let errors: Vec<_> = found.iter().filter(|p| p.severity == Severity::Error).collect();
        assert_eq!((errors.len(), errors[0].column), (1, Some("kind")));
        assert_eq!(found.len(), 10_002);
    });
}

#[test]
fn refused_lines_fill_no_memory() {
    let mut report = Report::default();
    for n in 0..MOST_REFUSED + 7 {
        report.refuse(format!("line {n}"), "no use");
    }
    let sums = report.sums();
    assert_eq!((sums.read, sums.refused), (MOST_REFUSED + 7, MOST_REFUSED + 7));
    assert_eq!(report.outcomes.len(), MOST_REFUSED);
    assert!(report.to_markdown("x").contains("| (others, which are only counted) | 7 |"));
}

#[test]
fn line_ends_of_all_systems_mixed_give_the_same_rows() {
    let sheet = "id,name,sources\r\nx,\"A\",\n\ny,B,\rz,\"C\r\nD\",\r\n";
    let folder = read(&[("companies.csv", sheet.as_bytes())]).unwrap();
    let names: Vec<&str> = folder.rows("companies").iter().map(|r| r.cell(1)).collect();
    assert_eq!(names, ["A", "B", "C\r\nD"]);
}

#[test]
fn numbers_of_any_size_are_no_years_and_no_percentages() {
    for number in ["1e400", "-1e400", "99999999999999999999999999", "-0", "1e-400", "NaN", "\"١٩٩٩\""] {
        let row = format!(
            "[{{\"unique_id\":\"1\",\"export_data_or_open_source\":\"Open\",\"order_year\":{number},\
             \"sources\":\"'A title', Press, <http://a.example>\"}}]"
        );
        if let Ok(done) = import_sii(b"[]", row.as_bytes()) {
            let sheet = done.folder.sheet("transfers").unwrap();
            assert!(sheet.rows.iter().all(|r| sheet.cell(r, "agreed").is_empty()), "{number}");
            assert_eq!(errors(&done.folder), [] as [String; 0], "{number}");
        }
        let sheet = format!("id,from,to,kind,percentage,sources\nr,a,b,owner,{number},\n").replace('"', "");
        let folder = read(&[("relations.csv", sheet.as_bytes())]).unwrap();
        let percentage = errors(&folder).iter().any(|e| e.contains("column `percentage`"));
        assert_eq!(percentage, !matches!(number, "-0" | "1e-400"), "{number}");
    }
}

#[test]
fn formulas_are_kept_as_the_names_that_they_may_be() {
    // The record keeps what a source writes; exports defuse it (`crates/export/tests/exports.rs`).
    for name in ["=cmd|'/c calc'!A1", "+1", "-1+1", "@SUM(A1)"] {
        let rows = format!("id,name,url\nx,\"{name}\",https://a.example/\n");
        let done = import_rows(rows.as_bytes()).unwrap();
        assert_eq!(done.folder.rows("companies").first().unwrap().cell(1), name);
        assert_eq!(errors(&done.folder), [] as [String; 0]);
    }
}

#[test]
fn one_row_cant_take_the_time_of_thousands() {
    let many = "<http://a.example/>".repeat(501);
    let long = "a".repeat(70_000);
    for sources in [many, long] {
        let row = serde_json::json!([{ "unique_id": "1", "export_data_or_open_source": "Open", "sources": sources }]);
        let done = import_sii(b"[]", row.to_string().as_bytes()).unwrap();
        let (_, report) = done.reports.last().unwrap();
        assert!(refused(report).contains("expected at most"), "{:?}", report.outcomes);
    }
}

#[test]
fn links_pipes_devices_and_folders_in_the_place_of_files_are_refused_at_once() {
    let secret = tempfile::NamedTempFile::new().unwrap();
    fs::write(secret.path(), "id,name,sources\nroot:x:0:0,A,\n").unwrap();
    for name in ["companies.csv", "dataset.toml"] {
        for kind in ["link", "dangling link", "pipe", "device", "folder"] {
            let dir = tempfile::tempdir().unwrap();
            fs::write(dir.path().join("dataset.toml"), DATASET).unwrap();
            let at = dir.path().join(name);
            let _ = fs::remove_file(&at);
            match kind {
                "link" => symlink(secret.path(), &at).unwrap(),
                "dangling link" => symlink("/nowhere/at/all", &at).unwrap(),
                "device" => symlink("/dev/zero", &at).unwrap(),
                "pipe" => pipe(&at),
                _ => fs::create_dir(&at).unwrap(),
            }
            let told = in_time(|| message(Folder::read(dir.path()), name));
            assert!(told.contains("expected a plain file") && !told.contains("root:x"), "{kind}: {told}");
        }
    }
    // The folder itself may be a link: so is a published version put in its place.
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("v1")).unwrap();
    fs::write(dir.path().join("v1/dataset.toml"), DATASET).unwrap();
    symlink("v1", dir.path().join("current")).unwrap();
    assert!(Folder::read(&dir.path().join("current")).is_ok());
}

#[test]
fn the_files_of_the_index_are_read_no_further_than_their_bound() {
    let dir = tempfile::tempdir().unwrap();
    pipe(&dir.path().join("companies.json"));
    let today = "2026-11-26".parse().unwrap();
    let done = in_time(|| sii::import(dir.path(), empty(), &Decisions::default(), today, &mut |_, _| {}));
    assert!(message(done, "companies.json").contains("found a pipe, a socket or a device"));
}

#[test]
fn names_of_files_give_no_orders_to_a_terminal() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("dataset.toml"), DATASET).unwrap();
    fs::write(dir.path().join("a\u{1b}[31m\u{202e}.csv"), "x").unwrap();
    let told = message(Folder::read(dir.path()), "found a table of that name");
    assert!(told.contains("a\\u{1b}[31m\\u{202e}.csv"), "{told}");
}
