//! Which sites look like others.

use sousveil_inspect::{Head, Host, Indicator, Kind, Observable, Origin, Pack, Sites, build};

fn sites() -> Sites<'static> {
    let mut sites = Sites::default();
    for (host, whose) in
        [("www.amnesty.org", "Amnesty"), ("h0tmail.example.com", "Example"), ("paypal.com", "PayPal"), ("un.org", "UN")]
    {
        sites.add(host, whose);
    }
    sites
}

#[test]
fn an_imitation_is_seen_and_the_site_itself_is_none() {
    let sites = sites();
    let whose = |host: &str| sites.like(&Host::parse(host).unwrap().written()).map(|alike| alike.whose.to_owned());
    for host in ["arnnesty.org", "amne5ty.com", "mail.am-nesty.net", "аmnesty.org", "login.аmnеsty.org"] {
        assert_eq!(whose(host).as_deref(), Some("Amnesty"), "{host}");
    }
    assert_eq!(whose("paypaI.com").as_deref(), Some("PayPal"));
    for host in ["amnesty.org", "mail.amnesty.org", "amnesty.de", "amnesia.org", "10.0.0.1", "org", "u-n.org"] {
        if let Some(host) = Host::parse(host) {
            assert_eq!(sites.like(&host.written()), None, "{host}");
        }
    }
}

#[test]
fn what_is_imitated_does_not_look_like_its_imitation() {
    let mut sites = Sites::default();
    sites.add("h0tmail.org", "Example");
    assert_eq!(sites.like("hotmail.com"), None);
    assert!(sites.like("h0t-mail.com").is_some());
}

#[test]
fn hosts_of_indicators_are_imitated_unless_they_say_nothing() {
    let origin = Origin { family: Some("Pegasus".to_owned()), ..Origin::default() };
    let head = Head { name: "ours".to_owned(), origins: vec![origin, Origin::default()], ..Head::default() };
    let one = |host: &str, origin| Indicator::new(Observable::new(Kind::Host, host).unwrap(), origin);
    let said = [one("opposedarrangement.net", 0), one("mediafire.com", 0), one("mediafire.info", 1)];
    let pack = Pack::open(build(&head, &said).unwrap()).unwrap();
    let mut sites = Sites::default();
    sites.add_hosts(&pack);
    let like = |host: &str| sites.like(host).map(|alike| (alike.like, alike.whose));
    let mut few = Sites::for_hosts(["example.org", "www.med1afire.net"]);
    few.add_hosts(&pack);
    assert_eq!(few.like("med1afire.net"), sites.like("med1afire.net"));
    assert_eq!(like("0pposedarrangement.com"), Some(("opposedarrangement.net", "Pegasus")));
    // The host of everybody is passed over, and what another publication names is told by the name of the pack.
    assert_eq!(like("med1afire.net"), Some(("mediafire.info", "ours")));
    assert_eq!(like("mediafire.com"), None);
}
