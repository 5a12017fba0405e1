//! Time lines as they are drawn, through the doors that the pages use.

use proptest::prelude::*;
use sousveil_picture::scene::Style;
use sousveil_picture::timeline::{Item, Lane, Span, day, draw};
use sousveil_picture::{Theme, png, svg};

fn item(name: &str, span: Option<(u16, u16)>) -> Item {
    let span =
        span.map(|(from, to)| Span { first: day((from, 1, 1)), last: day((to, 12, 31)), earlier: false, later: false });
    Item { name: name.to_owned(), span, href: format!("/{name}"), told: name.to_owned(), style: Style::Whole }
}

fn lanes(items: Vec<Item>) -> Vec<Lane> {
    vec![Lane { name: "Deals".to_owned(), items }, Lane { name: "Empty".to_owned(), items: Vec::new() }]
}

#[test]
fn later_stands_further_right_and_what_is_partly_known_is_as_long_as_it_may_be() {
    let all = lanes(vec![
        item("a", Some((2001, 2001))),
        item("b", Some((2005, 2009))),
        item("c", None),
        item("d", Some((2020, 2020))),
    ]);
    let (drawn, order) = draw("In time", &all, (2000, 2010), "Not dated");
    // What lies outside is not drawn, and a lane without anything has no name.
    assert_eq!(order, [(0, 0), (0, 1), (0, 2)]);
    let lefts: Vec<i32> = drawn.boxes.iter().map(|((x, _), _)| *x).collect();
    assert!(lefts[0] < lefts[1], "{lefts:?}");
    let text = svg::write(&drawn.scene, Theme::Light);
    assert!(roxmltree::Document::parse(&text).is_ok());
    assert!(text.contains(">2002<") && text.contains("Not dated:") && !text.contains("Empty") && !text.contains(">d<"));
    // Five years of eleven are nearly half of what lies between the margins.
    let path = text.lines().find(|line| line.contains("href=\"/b\"")).unwrap();
    let steps = path.split("d=\"M").nth(1).unwrap().split('l').collect::<Vec<_>>();
    let long: f32 = steps[1].split([' ', '-']).next().unwrap().parse().unwrap();
    assert!((430.0..455.0).contains(&long), "{long} of 970");
}

#[test]
fn a_full_lane_is_readable_and_small() {
    let some =
        (0..40).map(|at| item(&format!("A company sold to a country, number {at}"), Some((2000 + at, 2000 + at))));
    let (drawn, order) = draw("In time", &lanes(some.collect()), (2000, 2040), "Not dated");
    assert_eq!(order.len(), 40);
    for (at, ((x, y), (width, height))) in drawn.boxes.iter().enumerate() {
        assert!(*x >= 0 && x + width <= 10_000);
        for ((other_x, other_y), (other_width, _)) in drawn.boxes.iter().skip(at + 1) {
            let apart = (y - other_y).abs() >= *height || x + width <= *other_x || other_x + other_width <= *x;
            assert!(apart, "two marks lie on each other");
        }
    }
    assert!(png::write(&drawn.scene, Theme::Light, 2).unwrap().len() < 90_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_time_is_drawn(items in prop::collection::vec((".{0,40}", 0u16..3000, 0u16..3000, any::<bool>(), any::<bool>(), any::<bool>()), 0..40), from in 1u16..3000, to in 1u16..3000) {
        let items = items.into_iter().map(|(name, a, b, dated, earlier, later)| {
            let span = Span { first: day((a.min(b), 1, 1)), last: day((a.max(b), 12, 31)), earlier, later };
            Item { span: dated.then_some(span), ..item(&name, None) }
        });
        let lanes = lanes(items.collect());
        let (drawn, order) = draw("x", &lanes, (from, to), "Not dated");
        prop_assert_eq!(drawn.boxes.len(), order.len());
        let text = svg::write(&drawn.scene, Theme::Dark);
        prop_assert!(roxmltree::Document::parse(&text).is_ok());
        prop_assert_eq!(drawn.stylesheet(".over").lines().count(), order.len());
    }
}
