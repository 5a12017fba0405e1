//! What the pages say, through the router.

mod common;

use axum::http::StatusCode;
use common::{contents, entity, get, ok, site, site_of};
use sousveil_site::SiteConfig;

#[tokio::test]
async fn the_country_page_tells_both_sides() {
    let page = ok(get(&site(), "/countries/uz").await);
    page.says("<h1><bdi>Uzbekistan</bdi></h1>")
        .says("To Uzbekistan: 2 deals and 3 export licences granted; 2 companies are named as supplier.")
        .says("From Uzbekistan to other countries: no transfer is recorded here.")
        .says("/companies/svl-verint/verint-systems")
        .says("delivered 2008 to 2010; disclosed 2014-11")
        .says("not after 2014-11")
        .says("Calls, messages and the whereabouts of all subscribers.")
        .says("National Security Service")
        .says("member states of the European Union")
        .says("A measure binds only those that it names.")
        .says("The agency or end user is not known: 1 of 2 deals and offers to this country.")
        .says("2005-11-14 to 2009-10-31")
        .says("Official Journal")
        .says("href=\"/countries/uz.csv\"")
        .says("href=\"/countries/uz.atom\"");
    // Identical licences stand in one line that leads to each.
    page.says("/transfers/svl-lic-1").says("/transfers/svl-lic-2").says("/transfers/svl-lic-3");
    // A repost is no second source.
    page.says("<a href=\"/transfers/svl-t-verint\">1\u{a0}source</a>");
    page.hides("proven").hides("illegal");
}

#[tokio::test]
async fn a_company_tells_names_ties_and_that_it_was_not_asked() {
    let site = site();
    ok(get(&site, "/companies/svl-ht/hacking-team").await)
        .says("The company’s reply: not asked.")
        .says("renamed to")
        .says("Memento Labs")
        .says("Remote Control System")
        .says("Kazakhstan")
        .says("Journalists were sent infected documents.");
    ok(get(&site, "/companies/svl-nice/nice-systems").await).says("Register &#60;checked&#62;");
}

#[tokio::test]
async fn a_transfer_leads_to_its_claims_and_a_claim_shows_all_evidence() {
    let site = site();
    let page = ok(get(&site, "/transfers/svl-t-verint").await);
    page.says("svl-t-old was merged into this entry on 2026-05-06: Told twice");
    page.says("as written: ").says("(contradicts)").says("c-disputed").says("Privacy International 2014");
    let claim =
        sousveil_model::id::claim_id(&"svl-t-verint".parse().unwrap_or_else(|e| panic!("{e}")), "stage", "delivered");
    page.says(&format!("/claims/{claim}"));
    let page = ok(get(&site, &format!("/claims/{claim}")).await);
    page.says("Stage of ")
        .says("page 37")
        .says("Verint &#38; NICE &#60;both&#62;")
        .says("Contradicts:")
        .says("No quotation is held for this claim.")
        .says("@misc{")
        .says("&#34;issued&#34;")
        .says("A repost of")
        .says("?data=")
        .hides("href=\"javascript:");
    ok(get(&site, &format!("/claims/{claim}?data=aaaaaaaaaaaa")).await)
        .says("The link you followed was made from data version aaaaaaaaaaaa.");
    ok(get(&site, &format!("/claims/{claim}.json")).await).says("\"locator\":\"page 37\"");
}

#[tokio::test]
async fn every_kind_of_page_is_there() {
    let site = site();
    for path in [
        "/",
        "/search",
        "/search?q=verint",
        "/countries",
        "/countries/uz",
        "/companies",
        "/transfers",
        "/technologies",
        "/technologies/intrusion",
        "/agencies",
        "/agencies/svl-snb",
        "/products",
        "/products/svl-rcs",
        "/sources",
        "/sources/svl-src-pi",
        "/measures",
        "/measures/eu-arms-uz-2005",
        "/incidents",
        "/incidents/svl-i-kz",
        "/relations/svl-r-memento",
        "/relations",
        "/data",
        "/about",
    ] {
        let page = ok(get(&site, path).await);
        page.says("<html lang=\"en\">").says("<main id=\"main\"").hides("<script>").hides("style=\"");
        assert!(page.body.len() < 60_000, "{path}: {} bytes", page.body.len());
        assert_eq!(page.body.matches("<h1").count(), 1, "{path}");
    }
}

#[tokio::test]
async fn the_first_page_keeps_licences_apart() {
    let page = ok(get(&site(), "/").await);
    page.says("<b>3</b> deals").says("<b>3</b> export licences granted").says("Kazakhstan").says("The newest facts");
}

#[tokio::test]
async fn names_from_outside_are_only_text() {
    let site = site();
    let page = get(&site, "/companies/svl-evil").await;
    assert_eq!(page.status, StatusCode::PERMANENT_REDIRECT);
    let page = ok(get(&site, page.header("location")).await);
    page.hides("<script>").says("&#60;script&#62;alert(1)&#60;/script&#62;");
    let page = ok(get(&site, "/search?q=script%20alert").await);
    page.hides("<script>").says("<mark>");
    let page = ok(get(&site, "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await);
    page.hides("<script>");
}

#[tokio::test]
async fn a_search_shows_the_country_first_and_marks_words() {
    let site = site();
    ok(get(&site, "/search?q=Uzbekistan").await)
        .says("aria-label=\"Called exactly that\"")
        .says("to it: 2 deals and 3 export licences granted");
    ok(get(&site, "/search?q=uz").await).says("/countries/uz");
    ok(get(&site, "/search?q=verint").await).says("<mark>Verint</mark>").says("/search.csv?q=verint");
    ok(get(&site, "/search?q=zzzznothing").await).says("No entry found. That is not evidence that nothing was sold.");
}

#[tokio::test]
async fn lists_page_at_a_hundred_and_keep_filters() {
    let mut many = contents();
    for n in 0..230 {
        many.entities.push(entity(
            "Transfer",
            &format!("svl-many{n:04}"),
            &[("svl-src-pi", sousveil_model::Grade::Reported)],
            &[
                ("supplier", "svl-verint"),
                ("supplier_country", "il"),
                ("recipient_country", "kz"),
                ("end_user", "svl-snb"),
                ("technologies", "monitoring-centre"),
                ("product", "Reliant monitoring centre"),
                ("stage", "delivered"),
                ("delivered", "2011"),
                ("disclosed", "2014-11"),
            ],
        ));
    }
    let site = site_of(&many, SiteConfig::default());
    let page = ok(get(&site, "/transfers?recipient_country=kz&page=2").await);
    page.says("101–200 of 231 records")
        .says("In this list: 231 deals.")
        .says("/transfers?recipient_country=kz&#38;page=3")
        .says("/transfers.csv?recipient_country=kz\"")
        .says("Recipient country: Kazakhstan")
        .says("technology=monitoring-centre");
    assert!(page.body.len() < 60_000, "{} bytes", page.body.len());
    let page = ok(get(&site, "/countries/kz").await);
    page.says("15 of 231 are shown.");
    assert!(page.body.len() < 60_000, "{} bytes", page.body.len());
    // The CSV of a list has all rows, whatever its page.
    let csv = ok(get(&site, "/transfers.csv?recipient_country=kz").await);
    assert_eq!(csv.body.lines().count(), 232);
}
