//! Whatever stands there: no panic, one spelling, and what was put in comes out.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use sousveil_inspect::{Address, Head, Indicator, Kind, Observable, Origin, Pack, Packs, build, find, judge};

fn observable() -> impl Strategy<Value = Observable> {
    let host = "[a-z]{1,8}(-[a-z]{1,4})?\\.(com|net|org|kz|co\\.uk)";
    prop_oneof![
        host.prop_map(|text| Observable::new(Kind::Host, &text).unwrap()),
        (host, "[a-zA-Z0-9]{1,6}(/[a-z]{1,5}){0,2}(\\?[a-z]=[0-9])?").prop_map(|(host, path)| Observable::new(
            Kind::Url,
            &format!("https://{host}/{path}")
        )
        .unwrap()),
        "[0-9a-f]{64}".prop_map(|text| Observable::new(Kind::Sha256, &text).unwrap()),
        ("[a-z]{1,8}", host).prop_map(|(name, host)| Observable::new(Kind::Email, &format!("{name}@{host}")).unwrap()),
    ]
}

proptest! {
    #[test]
    fn any_text_is_read_and_any_value_has_one_spelling(text in "\\PC{0,200}", kind in 1u8..15) {
        let kind = Kind::from_repr(kind).unwrap();
        if let Ok(observable) = Observable::new(kind, &text) {
            let again = Observable::new(observable.kind(), observable.value()).unwrap();
            prop_assert_eq!(observable, again);
        }
        for seen in find(&text) {
            if let Some(address) = Address::parse(&seen.value()) {
                prop_assert_eq!(Address::parse(&address.to_string()).unwrap(), address);
            }
        }
    }

    #[test]
    fn the_short_way_to_read_an_address_leads_where_the_long_one_does(
        host in "[a-zA-Z0-9._-]{1,12}(\\.|--|\\.xn--)?[a-z0-9.-]{0,6}\\.(com|org|c0m|1|0x7f|kz)\\.?",
        rest in "([/?#][ -~]{0,10}){0,4}",
    ) {
        // Schemes are written in small letters for the short way only.
        let [short, long] = ["http", "HTTP"].map(|scheme| Address::parse(&format!("{scheme}://{host}{rest}")));
        prop_assert_eq!(short.as_ref().map(Address::host), long.as_ref().map(Address::host));
        prop_assert_eq!(short, long);
    }

    #[test]
    fn the_short_way_to_find_a_link_finds_what_the_long_one_does(
        link in "https?://[a-zA-Z0-9.@-]{0,12}\\.?(com|kz|co\\.uk|zz)([/?#][a-zA-Z0-9./?&=#@:%,~;_+-]{0,40}|[a-z.]{0,3})",
        within in "(/|\\?|#|=|&)?(https?://|hxxp:|%68ttp://|www\\.)?(example\\.org)?[/.?]{0,3}",
    ) {
        // A word that begins with a bracket is always read the long way.
        let link = format!("{link}{within}");
        prop_assert_eq!(find(&link), find(&format!("({link}")), "{}", link);
    }

    #[test]
    fn any_address_has_one_spelling(path in "(/[ -~]{0,8}){0,3}", query in "(\\?[ -~]{0,20})?", port in "(:[0-9]{2,5})?") {
        for host in ["example.com", "[2001:db8::7]", "203.0.114.7", "пример.рф"] {
            for scheme in ["", "https://"] {
                if let Some(address) = Address::parse(&format!("{scheme}{host}{port}{path}{query}")) {
                    prop_assert_eq!(Address::parse(&address.to_string()), Some(address.clone()), "{}", address);
                }
            }
        }
    }

    #[test]
    fn what_is_in_a_pack_is_found_in_a_text(listed in prop::collection::vec(observable(), 1..40)) {
        let head = Head { origins: vec![Origin::default()], ..Head::default() };
        let indicators: Vec<Indicator> = listed.iter().map(|one| Indicator::new(one.clone(), 0)).collect();
        let bytes = build(&head, &indicators).unwrap();
        prop_assert_eq!(&bytes, &build(&head, &indicators).unwrap());
        let packs = Packs::new(vec![Pack::open(bytes).unwrap()]);
        for one in &listed {
            prop_assert!(packs.look(one.kind(), one.value()).next().is_some());
            let text = format!("Look ({}), now.", one.value());
            let found = find(&text).iter().any(|seen| judge(&packs, seen, None).iter().any(|f| f.entry.value == one.value()));
            prop_assert!(found, "{}", one);
        }
        prop_assert!(packs.look(Kind::Host, "nowhere.example").next().is_none());
        prop_assert_eq!(packs.entries().count(), packs.iter().map(Pack::len).sum::<usize>());
    }

    #[test]
    fn damage_makes_no_panic(at in 0usize..2_000, byte: u8, cut in 0usize..2_000) {
        let head = Head { origins: vec![Origin::default()], ..Head::default() };
        let listed = (0..20).map(|n| Indicator::new(Observable::new(Kind::Host, &format!("a{n}.example.com")).unwrap(), 0));
        let mut bytes = build(&head, &listed.collect::<Vec<_>>()).unwrap();
        let short = bytes.get(..cut.min(bytes.len())).unwrap().to_vec();
        let at = at % bytes.len();
        bytes[at] = byte;
        for bytes in [short, bytes] {
            if let Ok(pack) = Pack::open(bytes) {
                let _ = pack.entries().flat_map(|entry| entry.claims()).count();
                let _ = pack.look(Kind::Host, "a1.example.com");
            }
        }
    }
}
