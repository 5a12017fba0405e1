//! The report on one deal: as a page to print and as a workbook, from the command and from the form of the site.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use support::html::{links, loads, text};
use support::http::{get, post_form};
use support::{Said, Server};
use tempfile::TempDir;

const DEAL: [&str; 8] = ["--supplier-country", "de", "--to", "uz", "--technology", "monitoring_centre", "--on", "2016"];

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn run(&self, args: &[&str]) -> Said {
        support::run(self.0.path(), args)
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    /// A list of one person, compiled.
    fn list(&self) -> String {
        let lines = self.path("list.json");
        let roe = r#"{"id":"zz-1","schema":"Person","properties":{"name":["Jane Roe"],"country":["uz"]}}"#;
        fs::write(&lines, format!("{roe}\n")).unwrap();
        let out = self.path("zz_list");
        let said = self.run(&["compile", "--list", "zz_list", &lines, "--version", "2026-01-01", "--out", &out]);
        assert_eq!(said.code, 0, "{}", said.err);
        out
    }
}

fn cells(file: &Path, sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(file).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

#[test]
fn the_page_to_print_says_all_and_needs_nothing() {
    let desk = Desk::new();
    let (file, list) = (desk.path("deal.html"), desk.list());
    let parties = ["--supplier", "Trovicor", "--recipient", "=cmd <b>&", "--end-user", "Jane Rowe", "--list", &list];
    let report = ["--report", &file];
    let said = desk.run(&[&["rules", "check"], &DEAL[..], &parties, &report].concat());
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.err.contains("the report is in"), "{}", said.err);
    let html = fs::read_to_string(&file).unwrap();
    assert_eq!(loads(&html), Vec::<String>::new(), "nothing comes from elsewhere");
    assert!(links(&html).iter().all(|link| link.starts_with("http")), "sources alone are linked");
    assert!(!html.contains("<script") && !html.contains("=cmd <b>"), "what was told is text");
    let shown = text(&html);
    for part in [
        "Report on a deal",
        "This is not legal advice.",
        "It met a measure: licence required.",
        "Exported from Germany",
        "Technology Monitoring centre",
        "licence required",
        "nobody of such a name in the index, the list or among those whom measures name",
        "list zz_list",
        "whether “Jane Rowe” is Jane Roe on the list zz_list",
        "whether technical assistance is given",
        "5A902",
        "Germany: arms embargo of EU: looked for.",
        "zz_list, version 2026-01-01",
        "Decision",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.to_lowercase().contains("illegal"));
}

#[test]
fn the_workbook_holds_the_same() {
    let desk = Desk::new();
    let file = desk.path("deal.xlsx");
    let parties = ["--recipient", "=1+1 GmbH"];
    let said = desk.run(&[&["rules", "check"], &DEAL[..], &parties, &["--report", &file]].concat());
    assert_eq!(said.code, 1, "{}", said.err);
    let summary = cells(Path::new(&file), "Report");
    let value = |what: &str| summary.iter().find(|row| row[0] == what).map(|row| row[1].clone());
    assert_eq!(value("Answer").as_deref(), Some("met a measure"));
    assert_eq!(value("Buyer").as_deref(), Some("'=1+1 GmbH"), "no cell is a formula");
    assert_eq!(value("Decision").as_deref(), Some(""));
    let measures = cells(Path::new(&file), "Measures");
    let own: Vec<_> = measures.iter().filter(|row| row[1] == "de-5a902").collect();
    assert_eq!(own.len(), 1);
    assert_eq!(own[0][4], "licence required");
    let number = &own[0][10];
    let sources = cells(Path::new(&file), "Sources");
    assert!(sources.iter().any(|row| row[0] == *number && row[1].starts_with("svl-")), "{sources:?}");
    assert!(cells(Path::new(&file), "Control codes").iter().any(|row| row[0] == "5D001.e"));

    for (file, say) in [("deal.pdf", "expected a file that ends in .html or .xlsx"), ("no/where.html", "no/where")] {
        let said = desk.run(&[&["rules", "check"], &DEAL[..], &["--report", &desk.path(file)]].concat());
        assert_eq!(said.code, 2, "{file}");
        assert!(said.err.contains(say), "{}", said.err);
    }
}

#[test]
fn the_form_of_the_site_makes_the_same_report_and_keeps_nothing() {
    let server = Server::start();
    let page = get(&server.base, "/check");
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
    let deal = [
        ("supplier_country", "de"),
        ("recipient_country", "Uzbekistan"),
        ("technologies", "monitoring_centre"),
        ("technologies", "intrusion"),
        ("on", "2016"),
        ("supplier", "Trovikor"),
        ("recipient", "Acme Nobody <i>"),
        ("area", ""),
    ];
    let reply = post_form(&server.base, "/check", &deal);
    assert_eq!((reply.status, reply.header("cache-control")), (200, "no-store"));
    let shown = text(reply.text());
    for part in ["It met a measure: licence required.", "Trovicor", "Buyer: Acme Nobody <i>", "not legal advice"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!reply.text().contains("<i>"), "what was told is text");
    for (form, kind) in [("html", "text/html"), ("xlsx", "spreadsheetml")] {
        let reply = post_form(&server.base, "/check", &[&deal[..], &[("as", form)]].concat());
        assert_eq!((reply.status, reply.header("cache-control")), (200, "no-store"), "{form}");
        assert!(reply.header("content-type").contains(kind), "{form}");
        assert!(reply.header("content-disposition").starts_with("attachment; filename=\"deal-report-2"), "{form}");
        assert_eq!(reply.header("access-control-allow-origin"), "", "{form}");
        if form == "html" {
            assert!(text(reply.text()).contains("Exported from Germany"), "{}", reply.text());
        }
    }
    // A recorded deal has a report as well.
    let recorded = get(&server.base, "/transfers.csv?recipient_country=uz").csv();
    let id = recorded[0]["id"].as_str();
    let reply = post_form(&server.base, "/check", &[("transfer", id), ("as", "html")]);
    assert!(text(reply.text()).contains(id), "{}", reply.text());

    for (fields, status, say) in [
        (&[("recipient_country", "Atlantis")][..], 400, "found Atlantis, expected country codes"),
        (&[("colour", "red")], 400, "expected a part of a deal"),
        (&[("on", "")], 400, "empty form"),
        (&[("on", "2016"), ("as", "pdf")], 400, "expected html or xlsx"),
        (&[("on", "2016"), ("as", "html"), ("as", "html")], 400, "twice"),
        (&[("transfer", id), ("on", "2016")], 400, "beside transfer"),
        (&[("transfer", "uz")], 404, "no transfer"),
    ] {
        let reply = post_form(&server.base, "/check", fields);
        assert_eq!(reply.status, status, "{fields:?}");
        assert!(text(reply.text()).contains(say), "{say}: {}", text(reply.text()));
    }
    let log = server.finish_with_log();
    assert!(!log.contains("Trovikor") && !log.contains("Acme"), "{log}");
}
