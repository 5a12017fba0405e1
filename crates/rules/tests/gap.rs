//! What the gap says of a handful of deals, under several lists.

#![expect(clippy::panic, reason = "a test fails by panicking")]

mod support;

use sousveil_model::Country;
use sousveil_rules::{Act, Counted, Dated, Deal, Gap, Incident, Recorded, Scenario, gap};

fn country(code: &str) -> Country {
    code.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn sold(exporter: &str, to: &str, technology: &str, date: &str) -> Recorded {
    let acts = match date {
        "" => vec![Act::undated()],
        date => vec![Act::within(date.parse().unwrap_or_else(|error| panic!("{error}")), Dated::Agreed)],
    };
    let deal = Deal {
        exporters: vec![country(exporter)],
        recipients: vec![country(to)],
        technologies: vec![technology.to_owned()],
        acts,
        ..Deal::default()
    };
    Recorded { deal, counted: Counted::Deal }
}

fn of(recorded: &[Recorded], pairs: &[(&str, &str)], incidents: &[Incident]) -> Gap {
    let (book, _) = support::open_dataset();
    let scenario = Scenario::of_pairs(pairs.iter().copied()).unwrap_or_else(|error| panic!("{error}"));
    let other = book.under(&scenario, incidents).unwrap_or_else(|error| panic!("{error}"));
    gap(recorded, &book, &other)
}

fn deals() -> Vec<Recorded> {
    vec![
        sold("it", "uz", "monitoring_centre", "2006"),
        sold("il", "uz", "monitoring_centre", "2006"),
        sold("it", "sy", "monitoring_centre", "2011"),
        sold("fr", "sy", "deep_packet_inspection", "2013"),
        sold("it", "kz", "forensics", ""),
        Recorded { counted: Counted::Licence, ..sold("ch", "bd", "imsi_catcher", "2016") },
        Recorded { counted: Counted::Left, ..sold("it", "eg", "intrusion", "2012") },
    ]
}

#[test]
fn the_short_list_stops_only_what_goes_there() {
    let gap = of(&deals(), &[("list", "short")], &[]);
    assert_eq!((gap.all.was.total(), gap.all.was.met(), gap.all.would.met()), (5, 1, 2));
    assert_eq!((gap.all.more, gap.all.perhaps_more), (1, 0));
    assert_eq!(gap.years[&2011].would.prohibited, 1);
    assert_eq!((gap.undated.was.possible, gap.left), (1, 1));
    assert_eq!(gap.licences[&Some(2016)].was.licence_required, 1);
}

#[test]
fn a_list_of_embargoed_countries_stops_interception_too() {
    let gap = of(&deals(), &[("list", "embargoed")], &[]);
    // Uzbekistan was under an embargo of the Union in 2006, which binds whoever the scenario says: here everybody. Syria
    // was under one since May 2011: a sale of that year may have come before.
    assert_eq!((gap.all.more, gap.all.perhaps_more), (2, 1));
    assert_eq!(gap.exporters[&country("il")].would.prohibited, 1);
    let bound = of(&deals(), &[("list", "embargoed"), ("binds", "eu")], &[]);
    assert_eq!(bound.exporters[&country("il")].would, bound.exporters[&country("il")].was);
    assert_eq!(bound.recipients[&country("uz")].more, 1);
}

#[test]
fn incidents_before_a_deal_stop_it_later_ones_do_not() {
    let incident =
        |date: &str| Incident { country: country("uz"), date: date.parse().unwrap_or_else(|e| panic!("{e}")) };
    let more = |date: &str| {
        let cell = of(&deals(), &[("list", "incidents")], &[incident(date)]).all;
        (cell.more, cell.perhaps_more)
    };
    assert_eq!(more("2005-05-13"), (2, 0));
    assert_eq!(more("2006-05"), (0, 2));
    assert_eq!(more("2007"), (0, 0));
}

#[test]
fn a_control_that_came_earlier_and_a_regime_for_others() {
    let moved = of(&deals(), &[("move", "5D001.e:2000-01-01")], &[]);
    assert_eq!(moved.years[&2006].would.licence_required, 2, "the lists of the Union and of Israel, earlier");
    let extended = of(&deals(), &[("extend", "EU:world"), ("own", "uz:2000/2010"), ("list", "own")], &[]);
    assert_eq!(extended.exporters[&country("il")].would.prohibited, 1);
    let alone = of(&deals(), &[("alone", "yes")], &[]);
    assert_eq!((alone.all.was.met(), alone.all.would.met()), (1, 0));
}

#[test]
fn nothing_changes_where_nothing_is_changed() {
    let gap = of(&deals(), &[], &[]);
    assert_eq!(gap.all.was, gap.all.would);
    assert_eq!((gap.all.more, gap.all.perhaps_more), (0, 0));
    let counted: u32 = gap.years.values().chain([&gap.undated]).map(|cell| cell.was.total()).sum();
    assert_eq!(counted, gap.all.was.total());
}
