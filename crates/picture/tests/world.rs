//! What is drawn of the world, through the doors that the pages use.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use sousveil_model::Country;
use sousveil_picture::scene::{Anchor, Mark, Scene};
use sousveil_picture::world::{self, Direction, Place};
use sousveil_picture::{Ink, Theme, png, svg};

/// Codes that have no place: former states, bodies, and land without people.
const NOWHERE: [&str; 11] = ["aq", "bv", "cshh", "csxx", "dd", "eu", "sj", "suhh", "um", "yucs", "zz"];

fn place(code: &str, count: u64) -> Place {
    Place { code: code.to_owned(), name: code.to_uppercase(), count, href: format!("/countries/{code}") }
}

/// Every country, with counts of all sizes.
fn places() -> Vec<Place> {
    world::world().codes().zip((0..).map(|n: u64| n * 7 % 40)).map(|(code, count)| place(code, count)).collect()
}

#[test]
fn every_country_is_on_the_map_or_known_to_have_no_place() {
    for country in Country::all() {
        let code = country.code();
        assert_eq!(world::world().has(code), !NOWHERE.contains(&code), "{code} {}", country.name());
    }
    let known: Vec<&str> = Country::all().map(Country::code).collect();
    assert!(world::world().codes().all(|code| known.contains(&code)));
}

#[test]
fn a_map_is_well_formed_small_and_leads_to_every_country() {
    let scene = world::map("Deals <&> \"offers\"", &places(), "none");
    assert_eq!((scene.width, scene.height), world::size());
    let text = svg::write(&scene, Theme::Light);
    assert!(text.len() < 90_000, "{} bytes", text.len());
    let svg = roxmltree::Document::parse(&text).unwrap();
    let links: Vec<_> =
        svg.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "a"))).collect();
    for place in places() {
        let own: Vec<_> = links.iter().filter(|a| a.attribute("href") == Some(&place.href)).collect();
        assert!(!own.is_empty(), "{}", place.code);
        let title = own.first().and_then(|a| a.first_element_child()).and_then(|title| title.text());
        assert_eq!(title, Some(place.told().as_str()));
    }
    let name = svg.root_element().first_element_child().and_then(|title| title.text());
    assert_eq!(name, Some("Deals <&> \"offers\""));
    for theme in [Theme::Light, Theme::Dark] {
        for scale in [1, 2] {
            let picture = png::write(&scene, theme, scale).unwrap();
            assert!(picture.len() < 90_000, "{theme:?} × {scale}: {} bytes", picture.len());
        }
    }
}

#[test]
fn the_same_scene_gives_the_same_bytes_and_another_does_not() {
    let some = world::map("Deals", &places(), "none");
    let drawn = |scene: &Scene, theme| png::write(scene, theme, 1).unwrap();
    assert_eq!(drawn(&some, Theme::Light), drawn(&some, Theme::Light));
    assert_ne!(drawn(&some, Theme::Light), drawn(&some, Theme::Dark));
    let mut other = places();
    other.iter_mut().filter(|place| place.code == "kz").for_each(|place| place.count = 39);
    assert_ne!(drawn(&some, Theme::Light), drawn(&world::map("Deals", &other, "none"), Theme::Light));
}

/// The colour of a picture at a point, given in parts of a thousand of the map without its legend.
fn colour(picture: &[u8], across: u32, down: u32) -> [u8; 3] {
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(picture));
    decoder.set_transformations(::png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    let (x, y) = (across * info.width / 1000, down * info.width / 1000);
    let at = ((y * info.width + x) * 3) as usize;
    [pixels[at], pixels[at + 1], pixels[at + 2]]
}

#[test]
fn countries_have_the_colour_of_their_count_where_they_are() {
    let some = [place("us", 20), place("au", 1), place("ua", 5)];
    let picture = png::write(&world::map("Deals", &some, "none"), Theme::Light, 2).unwrap();
    let hex = |ink: Ink| {
        let digits = ink.colour(Theme::Light).trim_start_matches('#').to_owned();
        [0, 2, 4].map(|at| u8::from_str_radix(digits.get(at..at + 2).unwrap(), 16).unwrap())
    };
    // Kansas, the middle of Australia, Siberia and the Pacific.
    assert_eq!(colour(&picture, 210, 105), hex(Ink::Step(4)));
    assert_eq!(colour(&picture, 820, 330), hex(Ink::Step(0)));
    assert_eq!(colour(&picture, 700, 50), hex(Ink::Land));
    assert_eq!(colour(&picture, 60, 200), hex(Ink::Paper));
}

#[test]
fn bows_are_wider_where_more_is_counted_and_end_where_it_went() {
    let scene = |direction| world::flows("Deals", &place("uz", 0), &[place("us", 30), place("il", 1)], direction);
    let text = svg::write(&scene(Direction::Towards), Theme::Light);
    assert!(text.len() < 90_000);
    let widths: Vec<f32> = text
        .lines()
        .filter(|line| line.contains("Q"))
        .filter_map(|line| line.split("stroke-width=\"").nth(1)?.split('"').next()?.parse().ok())
        .collect();
    assert_eq!(widths.len(), 2, "{widths:?}");
    assert!(widths.first() > widths.last(), "{widths:?}");
    assert_ne!(text, svg::write(&scene(Direction::Away), Theme::Light));
    // Nobody is drawn a bow to itself, or to where it has no place.
    let none = world::flows("Deals", &place("uz", 0), &[place("uz", 3), place("eu", 2)], Direction::Away);
    assert!(!svg::write(&none, Theme::Light).contains('Q'));
}

#[test]
fn every_country_has_a_rule_that_lies_on_the_picture() {
    let rules = world::stylesheet(".over");
    assert!(rules.len() < 45_000, "{} bytes", rules.len());
    for code in world::world().codes() {
        let rule = rules.lines().find(|line| line.starts_with(&format!(".over .m-{code}{{"))).unwrap();
        let of = |name: &str| -> f32 {
            let value = rule.split(&format!("{name}:")).nth(1).unwrap().split(['%', ';']).next().unwrap();
            value.parse().unwrap()
        };
        assert!(of("width") > 0.0 && of("height") > 0.0, "{rule}");
        assert!(of("left") > -2.0 && of("left") + of("width") < 102.0, "{rule}");
        assert!(of("top") > -2.0 && of("top") + of("height") < 102.0, "{rule}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_text_makes_a_well_formed_picture(title in any::<String>(), text in any::<String>(), x in -9_000..9_000, y in -9_000..9_000) {
        let mark = Mark::Text { at: (x, y), anchor: Anchor::Middle, size: 120, bold: true, ink: Ink::Text, text: text.clone() };
        let link = Mark::Link { href: format!("/{text}"), title: text, marks: vec![mark] };
        let scene = Scene { width: 80, height: 40, title, marks: vec![link] };
        let svg = svg::write(&scene, Theme::Dark);
        prop_assert!(roxmltree::Document::parse(&svg).is_ok(), "{svg}");
        prop_assert!(png::write(&scene, Theme::Dark, 1).is_ok());
    }
}
