//! `sousveil screen TABLE`: every row comes back, whatever is in it; what was ended is gone on with; people's decisions
//! hold.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use calamine::{DataType as _, Reader as _, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use support::{Said, sousveil};
use tempfile::TempDir;

/// A folder with the built-in dataset compiled beside it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs `screen` in the folder.
    fn screen(&self, args: &[&str]) -> Said {
        let mut command = sousveil(&self.path("compiled"));
        command.current_dir(self.0.path()).arg("screen").args(args).output().unwrap().into()
    }

    /// The rows of a file of CSV by their headings.
    fn rows(&self, name: &str) -> Vec<std::collections::HashMap<String, String>> {
        let mut reader = csv::Reader::from_path(self.path(name)).unwrap();
        reader.deserialize().map(Result::unwrap).collect()
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(self.0.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

const CUSTOMERS: &str = "\u{feff}Nr;Kunde;Land;Gründungsjahr;Notiz\r\n\
    1;Haking Team S.r.l.;Italien;;=1+1\r\n\
    2;Blumen Schmidt;Deutschland;1990;\r\n\
    3;;;;nobody\r\n\
    4;Верінт Системс;il;3/11/1994;x\r\n";

#[test]
fn every_row_comes_back_with_what_was_found() {
    let desk = Desk::new();
    desk.write("customers.csv", CUSTOMERS);
    let said = desk.screen(&["customers.csv", "--out", "hits.csv", "--hits", "best"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""), "{}", said.err);
    for told in [
        "customers.csv: text in UTF-8, cells separated by `;`; 4 rows, 5 columns",
        "  name         Kunde",
        "  country      Land",
        "  date         Gründungsjahr",
        "  handed on    Nr, Notiz",
        "4 rows: 3 screened, 1 not screened (no name)",
        "2 with a match",
    ] {
        assert!(said.err.contains(told), "{told}: {}", said.err);
    }
    let text = desk.read("hits.csv");
    assert!(text.starts_with("Nr,Kunde,Land,Gründungsjahr,Notiz,hit_status,"), "{text}");
    let rows = desk.rows("hits.csv");
    assert_eq!(rows.iter().map(|row| row["Nr"].as_str()).collect::<Vec<_>>(), ["1", "2", "3", "4"]);
    let first = &rows[0];
    assert_eq!((first["Kunde"].as_str(), first["Notiz"].as_str()), ("Haking Team S.r.l.", "'=1+1"));
    assert_eq!((first["hit_match"].as_str(), first["hit_schema"].as_str()), ("yes", "Company"));
    assert!(first["hit_caption"].starts_with("Hacking Team") && first["hit_score"].parse::<f64>().unwrap() >= 0.7);
    assert!(first["hit_countries"].contains("it"), "{first:?}");
    assert!(first["hit_reasons"].starts_with("names alike 0.") && first["hit_reasons"].contains("country shared"));
    assert!(first["hit_evidence"].starts_with("http"), "{first:?}");
    assert_eq!((rows[1]["hit_status"].as_str(), rows[1]["hit_score"].as_str()), ("screened", ""));
    assert_eq!(rows[2]["hit_status"], "not screened: no name");
    assert!(rows[3]["hit_caption"].starts_with("Verint"), "{:?}", rows[3]);
    assert_eq!(rows[3]["hit_remark"], "of the date `3/11/1994` only the year is sure");

    let run: Value = serde_json::from_str(&desk.read("hits.csv.run.json")).unwrap();
    assert_eq!((&run["counts"]["rows"], &run["counts"]["matches"]), (&4.into(), &2.into()));
    assert_eq!(run["input"]["sha256"], sha256(CUSTOMERS.as_bytes()));
    assert_eq!(run["output_sha256"], sha256(text.as_bytes()));
    assert_eq!(run["list"]["data_hash"].as_str().unwrap().len(), 64);
    assert_eq!(desk.names(), ["compiled", "customers.csv", "hits.csv", "hits.csv.run.json"]);

    // The same to standard output, and nothing is left.
    let again = desk.screen(&["--file", "customers.csv", "--out", "-", "--hits", "best"]);
    assert_eq!((again.code, again.out), (1, text));
    assert_eq!(desk.names().len(), 4);
}

#[test]
fn a_table_may_have_another_form() {
    let desk = Desk::new();
    let plain = "Nr;Name;Note\n1;Gama International;é\n2;Müller & Söhne;ü\n";
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(plain.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    desk.write("utf16.csv", utf16);
    desk.write("latin.csv", encoding_rs::WINDOWS_1252.encode(plain).0);
    desk.write("russian.csv", encoding_rs::WINDOWS_1251.encode("Наименование;Страна\nВеринт Системс;Израиль\n").0);
    desk.write("tabs.tsv", plain.replace(';', "\t"));
    for (file, layout, found) in [
        ("utf16.csv", "text in UTF-16LE, cells separated by `;`", "Gamma International"),
        ("latin.csv", "text in windows-1252, cells separated by `;`", "Gamma International"),
        ("russian.csv", "text in windows-1251, cells separated by `;`", "Verint"),
        ("tabs.tsv", "text in UTF-8, cells separated by tabs", "Gamma International"),
    ] {
        let said = desk.screen(&[file, "--out", "hits.csv"]);
        assert_eq!(said.code, 1, "{}", said.err);
        assert!(said.err.contains(layout), "{}", said.err);
        let rows = desk.rows("hits.csv");
        assert!(rows[0]["hit_caption"].starts_with(found), "{file}: {:?}", rows[0]);
    }
    let said = desk.screen(&["latin.csv", "--out", "hits.csv"]);
    assert_eq!(said.code, 1);
    assert!(desk.rows("hits.csv").iter().any(|row| row["Name"] == "Müller & Söhne"));

    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Our customers").unwrap();
    for (row, cells) in [["Company", "Country"], ["Gama International", "de"], ["", "uz"]].iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write_string(u32::try_from(row + 2).unwrap(), u16::try_from(column).unwrap(), *cell).unwrap();
        }
    }
    // Known by its content: it may be called anything.
    book.save(desk.path("book.bin")).unwrap();
    let said = desk.screen(&["--file", "book.bin", "--out", "hits.jsonl"]);
    assert_eq!(said.code, 1, "{}", said.err);
    let lines: Vec<Value> = desk.read("hits.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["cells"]["Company"], "Gama International");
    assert!(lines[0]["hits"][0]["explanations"]["name_match"]["score"].as_f64().unwrap() > 0.7);
    assert_eq!((&lines[1]["screened"], &lines[1]["not_screened"]), (&false.into(), &"no name".into()));
}

#[test]
fn a_workbook_holds_the_rows_and_the_run() {
    let desk = Desk::new();
    desk.write("customers.csv", CUSTOMERS);
    let said = desk.screen(&["customers.csv", "--out", "hits.xlsx"]);
    assert_eq!(said.code, 1, "{}", said.err);
    let mut book: Xlsx<_> = open_workbook(desk.path("hits.xlsx")).unwrap();
    assert_eq!(book.sheet_names(), ["Hits", "Run"]);
    let hits = book.worksheet_range("Hits").unwrap();
    let heads: Vec<String> = hits.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let at = |head: &str| heads.iter().position(|h| h == head).unwrap();
    let first = hits.rows().nth(1).unwrap();
    assert_eq!(first[at("Kunde")].to_string(), "Haking Team S.r.l.");
    assert!(first[at("hit_score")].is_float() && first[at("hit_entity")].is_string());
    assert_eq!(first[at("Notiz")].to_string(), "'=1+1");
    let run = book.worksheet_range("Run").unwrap();
    let told = |what: &str| run.rows().find(|row| row[0] == *what).map(|row| row[1].to_string());
    assert_eq!(told("SHA-256 of the table"), Some(sha256(CUSTOMERS.as_bytes())));
    assert_eq!((told("rows").as_deref(), told("with a match").as_deref()), (Some("4"), Some("2")));

    // Repeated, the same bytes come out.
    fs::rename(desk.path("hits.xlsx"), desk.path("first.xlsx")).unwrap();
    std::thread::sleep(Duration::from_millis(1100));
    fs::rename(desk.path("hits.xlsx.run.json"), desk.path("run.json")).unwrap();
    let said = desk.screen(&["customers.csv", "--out", "hits.xlsx", "--as-of", "run.json"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("what was written is byte for byte what it was then"), "{}", said.err);
    assert!(fs::read(desk.path("first.xlsx")).unwrap() == fs::read(desk.path("hits.xlsx")).unwrap());

    // With another table or other data it is refused.
    desk.write("customers.csv", CUSTOMERS.replace("Blumen", "Baum"));
    let said = desk.screen(&["customers.csv", "--out", "more.xlsx", "--as-of", "run.json"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("SHA-256 of the table: now ") && !said.err.contains("data hash"), "{}", said.err);
    desk.write("customers.csv", CUSTOMERS);
    let run = desk.read("run.json");
    let record: Value = serde_json::from_str(&run).unwrap();
    let hash = record["list"]["data_hash"].as_str().unwrap();
    desk.write("run.json", run.replace(hash, &"0".repeat(64)));
    let said = desk.screen(&["customers.csv", "--out", "more.xlsx", "--as-of", "run.json"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("data hash of the list: now "), "{}", said.err);
    assert!(!desk.path("more.xlsx").exists());
}

#[test]
fn weights_move_scores_and_a_run_keeps_them() {
    let desk = Desk::new();
    desk.write("t.csv", "Name,Country\nHacking Team,jp\n");
    let run = |more: &[&str]| {
        let said = desk.screen(&[&["t.csv", "--out", "hits.csv"], more].concat());
        assert!(said.code < 2, "{}", said.err);
        let mut rows = csv::Reader::from_path(desk.path("hits.csv")).unwrap();
        let at = rows.headers().unwrap().iter().position(|head| head == "hit_score").unwrap();
        let score: f64 = rows.records().next().unwrap().unwrap()[at].parse().unwrap();
        fs::rename(desk.path("hits.csv"), desk.path("first.csv")).unwrap();
        fs::rename(desk.path("hits.csv.run.json"), desk.path("run.json")).unwrap();
        (score, serde_json::from_str::<Value>(&desk.read("run.json")).unwrap()["parameters"]["weights"].clone())
    };
    let (usual, none) = run(&[]);
    assert_eq!(none, Value::Null);
    let (without, told) = run(&["--weight", "country_mismatch=0", "--weight", "name_match=1"]);
    assert!(without > usual, "another country counts for nothing: {usual}, {without}");
    assert_eq!(told, serde_json::json!({ "country_mismatch": 0.0 }));
    let (again, same) = run(&["--as-of", "run.json"]);
    assert_eq!((again, same), (without, told));
    for (weight, expected) in [
        ("country_mismatch=2", "a number from 0 to 1"),
        ("country_mismatch", "a number from 0 to 1"),
        ("luck=0.5", "expected one of name_match, identifier_match"),
    ] {
        let said = desk.screen(&["t.csv", "--out", "hits.csv", "--weight", weight]);
        assert!(said.code == 2 && said.err.contains(expected), "{}", said.err);
    }
}

#[test]
fn columns_are_guessed_shown_and_overridden() {
    let desk = Desk::new();
    desk.write("t.csv", "Ref,Firma,Inhaber,Umsatz\n7,Gama International,Ida Sample,3\n");
    let said = desk.screen(&["t.csv", "--dry-run"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(
        said.out.contains("name         Firma") && said.out.contains("row 1: “Gama International”"),
        "{}",
        said.out
    );
    assert_eq!(desk.names(), ["t.csv"]);
    let said = desk.screen(&["t.csv", "--dry-run", "--column", "name=Inhaber", "--column", "alias=firma"]);
    assert!(said.out.contains("row 1: “Ida Sample”, also “Gama International”"), "{}", said.out);
    for (args, told) in [
        (&["t.csv", "--dry-run", "--column", "name=Kunde"][..], "no column `Kunde`, which --column name names"),
        (&["t.csv", "--dry-run", "--column", "colour=Firma"], "`colour` is none of name, alias, first_name"),
        (&["t.csv", "--dry-run", "--column", "name"], "expected WHAT=HEADING"),
        (&["t.csv", "--dry-run", "--column", "name="], "no column that holds a name; the headings are: Ref, Firma"),
        (&["t.csv"], "nothing says where to write"),
        (&["t.csv", "--out", "hits.doc"], "expected a name that ends in .csv, .xlsx or .jsonl"),
        (&["t.csv", "--out", "t.csv"], "t.csv would be read and written"),
        (&["gone.csv", "--out", "hits.csv"], "gone.csv is not there; what ends in .csv"),
        (&["t.csv", "--out", "hits.csv", "--json"], "--json is for a single name"),
        (&["Gama", "International", "--out", "hits.csv"], "--out, --dry-run, --review and --as-of are for a table"),
    ] {
        let said = desk.screen(args);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{args:?}");
        assert!(said.err.contains(told), "{args:?}: {}", said.err);
    }
    assert_eq!(desk.names(), ["t.csv"]);
    desk.write("list.csv", "Gama International\nBlumen Schmidt\n");
    let said = desk.screen(&["list.csv", "--no-headings", "--out", "hits.csv"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert_eq!(desk.rows("hits.csv")[0]["column A"], "Gama International");
}

#[test]
fn whatever_is_in_the_cells_comes_back() {
    let desk = Desk::new();
    let long = "x".repeat(10_000);
    let zalgo = "z\u{335}\u{31b}\u{310}".repeat(50);
    let names = [
        long.as_str(),
        "\u{0}Gamma\u{7}\u{1b}[31m",
        "\u{1F600}\u{1F680}",
        "=HYPERLINK(\"http://x\")",
        "@SUM(A1)",
        "\u{202e}dtL emcA",
        zalgo.as_str(),
        "of the",
        "a",
        "multi\nline",
        "-",
        "n/a",
    ];
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["name", "x"]).unwrap();
    for name in names {
        csv.write_record([name, "1"]).unwrap();
    }
    let mut bytes = csv.into_inner().unwrap();
    bytes.extend(b"short\nlong,1,2,3\n");
    desk.write("t.csv", &bytes);
    let said = desk.screen(&["t.csv", "--out", "hits.csv", "--hits", "best"]);
    assert!(said.code <= 1, "{}", said.err);
    let rows = desk.rows("hits.csv");
    assert_eq!(rows.len(), names.len() + 2);
    for (row, name) in rows.iter().zip(names) {
        let own = row["name"].strip_prefix('\'').unwrap_or(&row["name"]);
        assert_eq!(own, name);
        assert!(!row["name"].starts_with(['=', '@', '-']), "{name}");
    }
    assert_eq!(rows[0]["hit_remark"], "of a longer name the first 512 characters are compared");
    for nothing in [2, 10, 11] {
        assert_eq!(rows[nothing]["hit_status"], "not screened: no name", "{:?}", rows[nothing]);
    }
    assert_eq!(rows[12]["hit_remark"], "the row has 1 cells, there are 2 headings");
    assert_eq!((rows[13]["column C"].as_str(), rows[13]["column D"].as_str()), ("2", "3"));
    // A workbook takes all of it, too.
    let said = desk.screen(&["t.csv", "--out", "hits.xlsx"]);
    assert!(said.code <= 1, "{}", said.err);
    let mut book: Xlsx<_> = open_workbook(desk.path("hits.xlsx")).unwrap();
    assert!(book.worksheet_range("Hits").unwrap().rows().count() > names.len() + 2);
}

#[test]
fn files_that_are_no_table_are_refused() {
    let desk = Desk::new();
    desk.write("empty.csv", "");
    desk.write("open.csv", format!("name\n\"{}", "x\n".repeat(3_000_000)));
    desk.write("zip.csv", b"PK\x03\x04 no archive");
    desk.write("odd.csv", b"name,x\nGama,1\n\x81\x8d,2\n");
    for (file, more, told) in [
        ("empty.csv", &[][..], "found an empty file; expected headings"),
        ("open.csv", &[], "is a quotation mark not closed?"),
        ("zip.csv", &[], "the workbook zip.csv could not be read"),
        ("odd.csv", &["--encoding", "utf-8"], "odd.csv, line 3: found text that is not UTF-8"),
        ("odd.csv", &["--encoding", "klingon"], "--encoding klingon"),
        ("odd.csv", &["--delimiter", "ab"], "--delimiter ab"),
        ("odd.csv", &["--header-row", "9"], "found no row 9; expected the headings"),
        ("odd.csv", &["--sheet", "One"], "odd.csv is no workbook"),
    ] {
        let said = desk.screen(&[&[file, "--out", "hits.csv"], more].concat());
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{file}");
        assert!(said.err.contains(told), "{file}: {}", said.err);
    }
    assert!(!desk.names().iter().any(|name| name.starts_with("hits")), "{:?}", desk.names());
}

#[test]
fn decisions_of_people_hold_until_something_changes() {
    let desk = Desk::new();
    desk.write("t.csv", "name,country\nHaking Team,it\nGama International,\nBlumen Schmidt,de\n");
    let said = desk.screen(&["t.csv", "--out", "hits.csv", "--hits", "best", "--review-new", "todo.csv"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("2 undecided matches were appended to todo.csv"), "{}", said.err);
    let todo = desk.read("todo.csv");
    assert!(todo.starts_with("name,entity,caption,score,decision,by,why,date,list_version,data\r\n"), "{todo}");
    // Nothing new the second time.
    let said = desk.screen(&["t.csv", "--out", "hits.csv", "--hits", "best", "--review-new", "todo.csv"]);
    assert!(said.err.contains("0 undecided matches"), "{}", said.err);
    assert_eq!(desk.read("todo.csv"), todo);

    let decide = |name: &str, decision: &str| {
        let lines = desk.read("todo.csv");
        let decided: Vec<String> = lines
            .lines()
            .map(|line| {
                let mut cells: Vec<&str> = line.split(',').collect();
                if cells[0] == name {
                    (cells[4], cells[5], cells[6], cells[7]) = (decision, "Ida", "other register number", "2026-11-26");
                }
                cells.join(",")
            })
            .collect();
        desk.write("todo.csv", decided.join("\n"));
    };
    decide("Haking Team", "not the same");
    decide("Gama International", "same");
    let review = ["t.csv", "--out", "hits.csv", "--hits", "best", "--review", "todo.csv"];
    let said = desk.screen(&review);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("1 with a match") && said.err.contains("1 decided not the same"), "{}", said.err);
    let rows = desk.rows("hits.csv");
    let told = |row: usize| {
        ["hit_match", "hit_decision", "hit_decided_by", "hit_decision_remark"].map(|c| rows[row][c].clone())
    };
    assert_eq!(told(0), ["no", "not the same", "Ida", ""]);
    assert_eq!(told(1), ["yes", "same", "Ida", ""]);
    assert_eq!(rows[0]["hit_decided_why"], "other register number");

    // Another country is asked for: the decision was on other data, and the match is back.
    desk.write("t.csv", "name,country\nHaking Team,it;de\nGama International,\n");
    let said = desk.screen(&review);
    assert!(said.err.contains("2 with a match"), "{}", said.err);
    let rows = desk.rows("hits.csv");
    assert_eq!(
        (rows[0]["hit_match"].as_str(), rows[0]["hit_decision_remark"].as_str()),
        ("yes", "decided for other data")
    );

    decide("Haking Team", "maybe");
    let said = desk.screen(&review);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("todo.csv, line ") && said.err.contains("`maybe` in the column decision"),
        "{}",
        said.err
    );
    desk.write("other.csv", "a;b\n");
    let said = desk.screen(&["t.csv", "--out", "hits.csv", "--review-new", "other.csv"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("other.csv: found other columns"), "{}", said.err);
}

/// Rows with names of the data, misspelt names and names of nobody.
fn many(rows: usize) -> String {
    let names = ["Haking Team", "Gama International", "Blumen Schmidt", "NSO Grop", "", "Acme Widgets"];
    let row =
        |n: usize| format!("{n},{} {},it\n", names[n % names.len()], if n.is_multiple_of(5) { "Ltd" } else { "" });
    std::iter::once("nr,name,country\n".to_owned()).chain((0..rows).map(row)).collect()
}

#[test]
fn killed_at_any_moment_it_goes_on_where_it_ended() {
    let desk = Desk::new();
    desk.write("t.csv", many(12_000));
    let args = ["t.csv", "--out", "hits.csv", "--review-new", "todo.csv"];
    assert_eq!(desk.screen(&args).code, 1);
    let (whole, todo) = (desk.read("hits.csv"), desk.read("todo.csv"));
    fs::remove_file(desk.path("hits.csv")).unwrap();
    fs::remove_file(desk.path("todo.csv")).unwrap();

    let (mut kills, mut resumed) = (0, 0);
    let journal = || fs::read_to_string(desk.path("hits.csv.partial.journal")).unwrap_or_default();
    let kept = || journal().matches('\n').count() >= 2;
    let err = loop {
        let mut command = sousveil(&desk.path("compiled"));
        command.current_dir(desk.0.path()).arg("screen").args(args).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let begun = Instant::now();
        let patience = Duration::from_millis(900 + 170 * kills);
        let ended = loop {
            if child.try_wait().unwrap().is_some() {
                break true;
            }
            // Every other one only after something was kept: on a slow machine the first second keeps nothing.
            if begun.elapsed() > patience && kills < 6 && (kills % 2 == 0 || kept()) {
                child.kill().unwrap();
                break false;
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        let said: std::process::Output = child.wait_with_output().unwrap();
        let err = String::from_utf8(said.stderr).unwrap();
        resumed += usize::from(err.contains("this one goes on from there"));
        if ended {
            assert_eq!(said.status.code(), Some(1), "{err}");
            break err;
        }
        assert!(!desk.path("hits.csv").exists(), "nothing half-written stands in the output's place");
        kills += 1;
    };
    println!("{kills} kills, {resumed} runs went on where one had ended");
    assert!(kills >= 2 && resumed >= 1, "{kills} kills, {resumed} resumed");
    assert!(desk.read("hits.csv") == whole, "resumed, the same comes out: {err}");
    assert_eq!(desk.read("todo.csv"), todo);
    assert_eq!(desk.names(), ["compiled", "hits.csv", "hits.csv.run.json", "t.csv", "todo.csv"]);
}

#[test]
fn what_was_ended_is_not_gone_on_with_for_another_question() {
    let desk = Desk::new();
    desk.write("t.csv", many(5_000));
    let kill = || {
        let mut command = sousveil(&desk.path("compiled"));
        command.current_dir(desk.0.path()).args(["screen", "t.csv", "--out", "hits.csv"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let journal = desk.path("hits.csv.partial.journal");
        let points = || fs::read_to_string(&journal).map_or(0, |text| text.lines().count());
        support::until("a point in the journal", Duration::from_secs(60), || points() >= 3);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(journal.exists(), "the run had ended before it was killed");
    };
    kill();
    let said = desk.screen(&["t.csv", "--out", "hits.csv", "--threshold", "0.8"]);
    assert!(said.err.contains("this one begins anew: parameters: now "), "{}", said.err);
    kill();
    let said = desk.screen(&["t.csv", "--out", "hits.csv", "--restart"]);
    assert!(said.err.contains("this one begins anew: --restart"), "{}", said.err);
    let whole = desk.read("hits.csv");
    kill();
    desk.write("t.csv", many(5_001));
    let said = desk.screen(&["t.csv", "--out", "hits.csv"]);
    assert!(said.err.contains("this one begins anew: SHA-256 of the table"), "{}", said.err);
    assert!(desk.read("hits.csv").starts_with(&whole));
    // Half of what was written is gone: then nothing of it is believed.
    kill();
    fs::write(desk.path("hits.csv.partial"), "x").unwrap();
    let said = desk.screen(&["t.csv", "--out", "hits.csv"]);
    assert!(said.err.contains("this one begins anew: what it wrote is not whole"), "{}", said.err);
    assert!(desk.read("hits.csv").starts_with(&whole));
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(bytes))
}
