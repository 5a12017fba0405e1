//! How long it takes to judge the whole index, as it is and under a scenario, and how that grows.
//!
//! `cargo bench -p sousveil-rules` prints seconds of one core. The larger indices are made up: deals and measures of random
//! countries, technologies and years, with as many measures on items as on countries and parties.

#![expect(
    clippy::print_stdout,
    clippy::panic,
    reason = "a benchmark tells its figures, and stops where it can't go on"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::time::Instant;

use sousveil_model::{Country, Interval};
use sousveil_rules::{
    Act, Bound, Counted, Dated, Deal, Effect, Kind, Measure, Party, Recorded, Role, Rulebook, Scenario, Scope, Target,
    gap,
};

/// Numbers that are the same in each run (Numerical Recipes' linear congruential generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    fn of<'a, T>(&mut self, some: &'a [T]) -> &'a T {
        &some[self.below(some.len())]
    }
}

const TECHNOLOGIES: [&str; 14] = [
    "intrusion",
    "lawful_interception",
    "monitoring_centre",
    "deep_packet_inspection",
    "imsi_catcher",
    "fibre_tap",
    "location_tracking",
    "forensics",
    "biometrics",
    "video",
    "internet_filtering",
    "osint_analytics",
    "audio",
    "network_infrastructure",
];

fn interval(chance: &mut Chance) -> Interval {
    let year = 2000 + chance.below(26);
    let text = match chance.below(3) {
        0 => format!("../{year}"),
        1 => format!("{year}"),
        _ => format!("{year}-{:02}", 1 + chance.below(12)),
    };
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn deals(count: usize, countries: &[Country], parties: usize) -> Vec<Recorded> {
    let mut chance = Chance(1);
    let one = |_| {
        let deal = Deal {
            exporters: vec![*chance.of(countries)],
            recipients: vec![*chance.of(countries)],
            technologies: vec![(*chance.of(&TECHNOLOGIES)).to_owned()],
            acts: vec![Act::within(interval(&mut chance), Dated::Agreed)],
            parties: vec![Party {
                role: Role::Supplier,
                key: format!("c{}", chance.below(parties)),
                same: sousveil_model::Tri::Yes,
            }],
            ..Deal::default()
        };
        Recorded { deal, counted: Counted::Deal }
    };
    (0..count).map(one).collect()
}

fn measures(count: usize, countries: &[Country], parties: usize) -> Vec<Measure> {
    let mut chance = Chance(2);
    let one = |at: usize| {
        let (kind, target) = match at % 20 {
            // Measures on items are few in life: each bears on every deal of its technology.
            0 => (Kind::ItemControl, Target::Items),
            n if n % 2 == 0 => (Kind::SurveillanceEquipment, Target::Country(*chance.of(countries))),
            _ => (Kind::EntityList, Target::Party(format!("c{}", chance.below(parties)))),
        };
        Measure {
            id: format!("m{at}"),
            issuer: "bench".to_owned(),
            kind,
            binds: vec![if chance.below(2) == 0 { Bound::Union } else { Bound::Of(*chance.of(countries)) }],
            targets: vec![target],
            effect: Effect::LicenceRequired,
            scope: Scope::Of(vec![(*chance.of(&TECHNOLOGIES)).to_owned()]),
            partly: Vec::new(),
            item_codes: Vec::new(),
            adopted: None,
            from: interval(&mut chance).to(),
            to: None,
            last_seen: None,
            area: None,
            recipients: None,
            except: Vec::new(),
            condition: None,
            told: None,
            legal_basis: None,
            verified: true,
            sources: Vec::new(),
        }
    };
    (0..count).map(one).collect()
}

fn time<T>(what: &str, of: usize, job: impl Fn() -> T) -> T {
    let mut best = f64::INFINITY;
    let mut given = None;
    for _ in 0..if of > 100_000 { 1 } else { 20 } {
        let begun = Instant::now();
        given = Some(job());
        best = best.min(begun.elapsed().as_secs_f64());
    }
    println!("{what}: {:.2} ms, {:.0} ns a deal", best * 1e3, best * 1e9 / of.max(1) as f64);
    given.unwrap_or_else(|| panic!("nothing was done"))
}

fn main() {
    let countries: Vec<Country> = Country::all().filter(|country| country.code().len() == 2).collect();
    let (book, _) = support::open_dataset();
    let recorded = support::transfers();
    let size = format!("{} transfers x {} measures", recorded.len(), book.measures().len());
    time(&format!("{size}, as it was"), recorded.len(), || gap(&recorded, &book, &book));
    let scenario =
        Scenario::of_pairs([("list", "embargoed"), ("extend", "EU:world")]).unwrap_or_else(|e| panic!("{e}"));
    time(&format!("{size}, under a scenario, its making included"), recorded.len(), || {
        let other = book.under(&scenario, &[]).unwrap_or_else(|error| panic!("{error}"));
        gap(&recorded, &book, &other)
    });
    time(&format!("{size}, every answer"), recorded.len(), || {
        recorded.iter().map(|one| book.answers(&book.question(&one.deal)).len()).sum::<usize>()
    });
    for (transfers, laws) in [(10_000, 1_000), (100_000, 1_000), (100_000, 10_000), (1_000_000, 10_000)] {
        let made = Rulebook::new(measures(laws, &countries, 5_000), &[]).unwrap_or_else(|error| panic!("{error}"));
        let made_deals = deals(transfers, &countries, 5_000);
        time(&format!("{transfers} made-up transfers x {laws} measures"), transfers, || gap(&made_deals, &made, &made));
    }
}
