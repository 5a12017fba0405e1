//! Drafted mappings: what they say, and that an import takes them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook;
use support::{Said, run};

/// A table as a colleague sends it: Russian headings, semicolons, dates with dots, countries in Russian.
const RUSSIAN: &str = "\
№;Поставщик;Страна-получатель;Конечный пользователь;Технология;Дата контракта;Статус;Ссылка на источник;Примечание\n\
А-1;Компания Один;Узбекистан;Служба безопасности;intrusion;03.11.2015;Поставлено;https://example.org/1;Первая строка\n\
А-2;Компания Два;Казахстан;;слежка за всеми;2014;тендер;https://example.org/2;\n\
А-3;Компания Один;Атлантида;;intrusion;5/6/2016;неясно;https://example.org/3;\"Кавычки; и точка с запятой\"\n";

struct Scene(tempfile::TempDir);

impl Scene {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        fs::write(self.0.path().join(name), bytes).unwrap();
        self.0.path().join(name)
    }

    fn draft(&self, file: &Path, more: &[&str]) -> Said {
        let mut args = vec!["import", "draft", file.to_str().unwrap()];
        args.extend(more);
        run(&self.0.path().join("unused"), &args)
    }

    /// The import with the draft that was printed, into a new folder whose dataset.toml knows the origin.
    fn import(&self, file: &Path, mapping: &str) -> Said {
        let rules = self.write("rules.toml", mapping);
        let index = self.0.path().join("index");
        let args =
            ["import", "csv", file.to_str().unwrap(), "--mapping", rules.to_str().unwrap(), "--json", "--dry-run"];
        run(&self.0.path().join("unused"), &[&args[..], &["--into", index.to_str().unwrap()]].concat())
    }
}

#[test]
fn a_russian_table_in_an_old_encoding() {
    let scene = Scene::new();
    let (bytes, _, wrong) = encoding_rs::WINDOWS_1251.encode(RUSSIAN);
    assert!(!wrong);
    let file = scene.write("сделки.csv", bytes);
    let said = scene.draft(&file, &[]);
    assert_eq!(said.code, 0, "{said:?}");
    insta::assert_snapshot!("russian", said.out);
    // The third row's date is two days: refused, never guessed.
    let sums = "tried: 3 rows read = 2 added + 0 merged + 0 already there + 1 refused";
    assert!(said.err.contains(sums), "{said:?}");
    assert!(said.err.contains("rows of transfers; 9 of 9 columns have a place"), "{said:?}");
    // The same in UTF-16, as some spreadsheets export it.
    let wide: Vec<u8> =
        "\u{feff}".encode_utf16().chain(RUSSIAN.replace(';', "\t").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let said = scene.draft(&scene.write("wide.txt", wide), &[]);
    assert!(said.out.contains("encoding = \"utf-16le\"") && said.out.contains("delimiter = \"\\u0009\""), "{said:?}");
    // Without the encoding the message says what to do.
    let said = scene.import(&file, &said.out.replace("encoding", "# encoding"));
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("line 1: found text that is not UTF-8") && said.err.contains("save it as “CSV UTF-8”"),
        "{said:?}"
    );
}

#[test]
fn a_workbook_with_a_title_above_its_headings() {
    let scene = Scene::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Ventes").unwrap();
    sheet.write_string(0, 0, "Ventes connues").unwrap();
    for (at, head) in (0..).zip(["Fournisseur", "Pays acheteur", "Année", "Lien", "Divers"]) {
        sheet.write_string(2, at, head).unwrap();
    }
    for row in 3..6_u32 {
        sheet.write_string(row, 0, "Amesys").unwrap();
        sheet.write_string(row, 1, "Ouzbékistan").unwrap();
        sheet.write_number(row, 2, 2000 + row).unwrap();
        sheet.write_string(row, 3, format!("https://example.org/{row}")).unwrap();
        sheet.write_string(row, 4, format!("x \"{row}\"\u{202e}")).unwrap();
    }
    let file = scene.write("ventes.xlsx", book.save_to_buffer().unwrap());
    let out = scene.0.path().join("ventes.toml");
    let said = scene.draft(&file, &["--out", out.to_str().unwrap()]);
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{said:?}");
    assert!(said.err.contains("tried: 3 rows read = 3 added"), "{said:?}");
    let mapping = fs::read_to_string(&out).unwrap();
    insta::assert_snapshot!("workbook", mapping);
    let again = scene.draft(&file, &["--out", out.to_str().unwrap()]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("a draft never takes the place of a file"), "{again:?}");
    assert_eq!(fs::read_to_string(&out).unwrap(), mapping);
    // A human names the origin; then it is an import.
    let said = scene.import(&file, &mapping.replace("origin = \"ventes\"", "origin = \"facts\""));
    assert_eq!(said.code, 0, "{said:?}");
    let report: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(report["files"][0]["sums"]["added"], 3);
}

#[test]
fn our_own_export_finds_its_columns_again() {
    let scene = Scene::new();
    let file = scene.0.path().join("transfers.csv");
    let exported = run(scene.0.path(), &["export", "csv", "transfers", "--out", file.to_str().unwrap()]);
    assert_eq!(exported.code, 0, "{exported:?}");
    let said = scene.draft(&file, &[]);
    assert_eq!(said.code, 0, "{said:?}");
    for rule in [
        "supplier = { from = \"supplier\", as = \"company\", split = \";\" }",
        "recipient_country = { from = \"recipient_country\", as = \"country\"",
        "stage = { from = \"stage\" }",
        "agreed = { from = \"agreed\", as = \"date\" }",
        "summary = { from = \"summary\" }",
        "key = \"{id}\"",
    ] {
        assert!(said.out.contains(rule), "{rule}\n{}", said.out);
    }
    assert!(said.out.contains("DECIDE where the address of each row's source stands"), "{}", said.out);
    assert!(said.err.contains("no source is given"), "{said:?}");
}

#[test]
fn tables_that_can_not_be_drafted_are_said() {
    let scene = Scene::new();
    let file = scene.write("x.csv", "Name,Country\nAcme,uz\n");
    for (more, expected) in [
        (&["--table", "measures"][..], "found --table measures; expected one of transfers, companies"),
        (&["--sheet", "x"], "is no workbook (XLSX), so it has no sheets"),
        (&["--into", "/nowhere"], "/nowhere"),
    ] {
        let said = scene.draft(&file, more);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
        assert!(said.err.contains(expected), "{expected}: {said:?}");
    }
    let said = scene.draft(&scene.write("empty.csv", "Name,Country\n"), &[]);
    assert!(said.err.contains("found headings without rows"), "{said:?}");
    let said = scene.draft(&scene.write("nothing.csv", ""), &[]);
    assert_eq!(said.code, 2, "{said:?}");
    let said = scene.draft(&file, &["--table", "agencies"]);
    assert!(said.out.contains("table = \"agencies\""), "{said:?}");
}

#[test]
fn layouts_are_said_in_the_mapping() {
    let scene = Scene::new();
    let rules = "table = 'companies'\norigin = 'facts'\nkey = '{row}'\n[columns]\nname = { from = 'Name', as = 'company_name' }\n\
                 founded = { from = 'Since', as = 'date' }\n[source]\nurl = 'Link'\n";
    let file = scene.write(
        "x.txt",
        "A title\nName;Since;Link\nAcme;3.11.2015;https://example.org/1\nBeta;\"13/11/2015\";https://example.org/2\n",
    );
    let said = scene.import(&file, &format!("delimiter = ';'\nheader_row = 2\n{rules}"));
    assert_eq!(said.code, 0, "{said:?}");
    let report: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(report["files"][0]["sums"]["added"], 2, "{said:?}");
    assert_eq!(report["files"][0]["report"]["repairs"]["date in another form"]["count"], 2, "{said:?}");
    for (layout, expected) in [
        ("header_row = 2\n", "no column `"),
        ("delimiter = ';;'\n", "one ASCII character"),
        ("delimiter = ';'\nheader_row = 0\n", "the number of a row; the first is 1"),
        ("delimiter = ';'\nheader_row = 9\n", "no column `"),
        ("encoding = 'klingon'\n", "a name of the WHATWG standard"),
        ("delimiter = ';'\nheader_row = 3\n", "no column `"),
    ] {
        let said = scene.import(&file, &format!("{layout}{rules}"));
        assert_eq!(said.code, 2, "{layout}: {said:?}");
        assert!(said.err.contains(expected), "{layout}: {said:?}");
    }
    let ragged = scene.write("y.txt", "t\nName;Since;Link\nAcme;2015\n");
    let said = scene.import(&ragged, &format!("delimiter = ';'\nheader_row = 2\n{rules}"));
    assert!(said.err.contains("line 3: found 2 cells; expected 3, one for each heading"), "{said:?}");
}
