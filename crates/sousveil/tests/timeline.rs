//! `/timeline`: picture, list and CSV say the same, of countries, companies, technologies and searches.

mod support;

use std::collections::BTreeSet;

use roxmltree::Document;
use support::Server;
use support::html::{links, text};
use support::http::get;

const SVG: &str = "http://www.w3.org/2000/svg";

#[test]
fn picture_list_and_csv_agree() {
    let server = Server::start();
    let base = &server.base;
    for about in ["country=uz", "company=svl-is42xzop", "company=svl-6bzdwb5z", "country=sy", "q=verint"] {
        let rows = get(base, &format!("/timeline.csv?{about}")).csv();
        assert!(rows.len() > 5, "{about}");
        let page = get(base, &format!("/timeline?{about}"));
        assert!(page.status == 200 && page.text().len() < 60_000, "{about}");
        let shown = links(page.text());
        let picture = get(base, &format!("/timeline.svg?{about}"));
        let svg = Document::parse(picture.text()).unwrap();
        let marks = svg.descendants().filter(|node| node.has_tag_name((SVG, "a")));
        let marks: Vec<&str> = marks.filter_map(|mark| mark.attribute("href")).collect();
        for row in &rows {
            assert!(shown.iter().any(|link| link.contains(&row["entry"])), "{about}: {} in the list", row["entry"]);
            assert!(marks.iter().any(|href| href.contains(&row["entry"])), "{about}: {} in the picture", row["entry"]);
        }
        assert_eq!(marks.len(), rows.len(), "{about}");
        let rules = get(base, &format!("/timeline.css?{about}"));
        assert_eq!(rules.text().lines().count(), rows.len(), "{about}");
    }
    // The deals are those of the list.
    let deals = |rows: &[std::collections::HashMap<String, String>]| -> BTreeSet<String> {
        rows.iter().filter(|row| row["lane"] == "deals").map(|row| row["entry"].clone()).collect()
    };
    let list = get(base, "/transfers.csv?recipient_country=uz&act=deal&act=offer").csv();
    let list: BTreeSet<String> = list.iter().map(|row| row["id"].clone()).collect();
    assert_eq!(deals(&get(base, "/timeline.csv?country=uz").csv()), list);
}

#[test]
fn years_narrow_it_and_many_of_a_year_stand_together() {
    let server = Server::start();
    let base = &server.base;
    let all = get(base, "/timeline?technology=intrusion");
    assert!(all.text().len() < 60_000);
    let groups: Vec<String> =
        links(all.text()).into_iter().filter(|link| link.contains("&from=2013&to=2013")).collect();
    assert!(!groups.is_empty(), "a year with many is one mark that leads to that year");
    let rows = get(base, "/timeline.csv?technology=intrusion").csv();
    let of_2013 = rows.iter().filter(|row| row["lane"] == "deals" && row["from"].starts_with("2013")).count();
    assert!(get(base, "/timeline.svg?technology=intrusion").text().contains(&format!("{of_2013} in 2013")));
    let year = get(base, &groups[0]);
    assert!(text(year.text()).contains("deals and offers"), "{}", text(year.text()));
    let narrow = get(base, "/timeline.svg?country=uz&from=2014&to=2014");
    assert!(narrow.text().contains("NICE Systems") && !narrow.text().contains("Sandvine"));
}

#[test]
fn what_is_not_understood_is_said() {
    let server = Server::start();
    for (path, status, expected) in [
        ("/timeline", 404, "expected one, as in /timeline?country=uz"),
        ("/timeline?country=atlantis", 400, "the code of a country"),
        ("/timeline?company=uz", 400, "the identifier of a company"),
        ("/timeline?technology=uz", 400, "the key of a technology"),
        ("/timeline?q=+", 400, "words to look for"),
        ("/timeline?country=uz&from=soon", 400, "a year"),
        ("/timeline.png?country=uz&zoom=2", 400, "country, company, technology or q"),
        ("/timeline?q=zzzzqqqq", 200, "Nothing is recorded here"),
    ] {
        let answer = get(&server.base, path);
        assert_eq!(answer.status, status, "{path}");
        assert!(text(answer.text()).contains(expected), "{path}: {}", text(answer.text()));
    }
}
