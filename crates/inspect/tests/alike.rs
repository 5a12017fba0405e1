//! Which sites look like others.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use sousveil_inspect::{Host, Sites};

fn sites() -> Sites {
    let mut sites = Sites::default();
    for (host, whose) in
        [("www.amnesty.org", "Amnesty"), ("h0tmail.example.com", "Example"), ("paypal.com", "PayPal"), ("un.org", "UN")]
    {
        sites.add(&Host::parse(host).unwrap(), whose);
    }
    sites
}

#[test]
fn an_imitation_is_seen_and_the_site_itself_is_none() {
    let sites = sites();
    let whose = |host: &str| sites.like(&Host::parse(host).unwrap()).map(|alike| alike.whose.to_owned());
    for host in ["arnnesty.org", "amne5ty.com", "mail.am-nesty.net", "аmnesty.org", "login.аmnеsty.org"] {
        assert_eq!(whose(host).as_deref(), Some("Amnesty"), "{host}");
    }
    assert_eq!(whose("paypaI.com").as_deref(), Some("PayPal"));
    for host in ["amnesty.org", "mail.amnesty.org", "amnesty.de", "amnesia.org", "10.0.0.1", "org", "u-n.org"] {
        if let Some(host) = Host::parse(host) {
            assert_eq!(sites.like(&host), None, "{host}");
        }
    }
}

#[test]
fn what_is_imitated_does_not_look_like_its_imitation() {
    let mut sites = Sites::default();
    sites.add(&Host::parse("h0tmail.org").unwrap(), "Example");
    assert_eq!(sites.like(&Host::parse("hotmail.com").unwrap()), None);
    assert!(sites.like(&Host::parse("h0t-mail.com").unwrap()).is_some());
}
