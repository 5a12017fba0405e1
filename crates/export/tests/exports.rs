//! What leaves, on a small hand-made snapshot.

#![expect(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use std::collections::{BTreeMap, HashSet};

use insta::assert_snapshot;
use sousveil_export::atom::{Feed, atom};
use sousveil_export::{
    Citation, Independence, ListHead, Place, Rows, Shape, claims_jsonl, csv_of, defuse, entity_json, json_of,
};
use sousveil_model::claim::EXISTENCE;
use sousveil_model::{Claim, Entity, Evidence, EvidenceKind, Grade, Stance};
use sousveil_snapshot::{Change, Contents, Dataset, Snapshot};

fn entity(schema: &str, id: &str, sources: &[&str], claims: &[(&str, &str)]) -> Entity {
    let evidence = |source: &&str| Evidence {
        source: Some(source.parse().unwrap()),
        locator: Some("page 3".into()),
        quotation: None,
        stance: Stance::Supports,
        grade: Some(Grade::Reported),
        kind: EvidenceKind::Source,
        as_written: None,
        note: None,
    };
    let evidence: Vec<Evidence> = sources.iter().map(evidence).collect();
    let claim = |(property, value): &(&str, &str)| Claim {
        property: (*property).into(),
        value: (*value).into(),
        evidence: evidence.clone(),
    };
    let claims = std::iter::once(&(EXISTENCE, id)).chain(claims).map(claim).collect();
    Entity { id: id.parse().unwrap(), schema: schema.into(), origin: None, claims }
}

fn snapshot() -> Snapshot {
    let source = |id: &str, title: &str, kind: &str, cites: &[&str]| {
        let mut claims = vec![("title", title), ("kind", kind), ("opened", "yes"), ("published", "2014-11")];
        claims.extend(cites.iter().map(|c| ("cites", *c)));
        entity("Source", id, &[], &claims)
    };
    let entities = vec![
        source("svl-s1", "Report {50%} & more_", "research", &[]),
        source("svl-s2", "A copy", "repost", &["svl-s1"]),
        source("svl-s3", "A dataset", "dataset", &["svl-s2"]),
        source("svl-s4", "Court file", "court", &[]),
        source("svl-s5", "A dataset that cites two", "dataset", &["svl-s1", "svl-s4"]),
        entity("Technology", "intrusion", &[], &[("label", "Intrusion"), ("definition", "Takes over a device")]),
        entity(
            "Company",
            "svl-acme",
            &["svl-s1"],
            &[("name", "=Acme \"Intercept\" Ltd"), ("country", "gb"), ("country", "de")],
        ),
        entity(
            "Transfer",
            "svl-t1",
            &["svl-s1", "svl-s2"],
            &[
                ("supplier", "svl-acme"),
                ("supplier_country", "gb"),
                ("recipient_country", "uz"),
                ("technologies", "intrusion"),
                ("stage", "contracted"),
                ("agreed", "2012"),
                ("summary", "A <deal> & more"),
            ],
        ),
        entity(
            "Measure",
            "eu-1",
            &[],
            &[
                ("issuer", "EU"),
                ("kind", "arms_embargo"),
                ("binds", "un"),
                ("target_type", "country"),
                ("target", "uz"),
                ("effect", "prohibition"),
                ("technologies", "any"),
                ("verified", "no"),
            ],
        ),
    ];
    let change = Change {
        date: "2026-03".to_owned(),
        entity: "svl-t1".to_owned(),
        property: "stage".to_owned(),
        old: "tendered".to_owned(),
        new: "contracted".to_owned(),
        kind: "correction".to_owned(),
        reason: "Contract & annex found".to_owned(),
        source: String::new(),
    };
    let dataset = Dataset {
        name: "sousveil".to_owned(),
        title: "Sousveil open data".to_owned(),
        summary: "Sample.".to_owned(),
        publisher: "The curators".to_owned(),
        licence: "CC-BY-4.0".to_owned(),
        homepage: None,
        contact: None,
        version: "2026.11.26".to_owned(),
        vocabulary: sousveil_model::Vocabulary::default(),
        origin: BTreeMap::new(),
    };
    Snapshot::in_memory(&Contents { dataset, entities, changes: vec![change], redirects: vec![], coverage: vec![] })
        .unwrap()
}

/// The hash changes with every change of the snapshot's format; the tests are about the rest.
fn steady(snapshot: &Snapshot, text: &str) -> String {
    let hash = &snapshot.manifest().data_hash;
    text.replace(hash.as_str(), "HASH").replace(&hash.chars().take(12).collect::<String>(), "SHORT")
}

fn csv(snapshot: &Snapshot, place: &Place, shape: Shape, ids: &[&str]) -> String {
    let independence = Independence::of(snapshot).unwrap();
    let rows = Rows::new(snapshot, place, &independence, shape);
    let mut out = Vec::new();
    csv_of(&rows, ids.iter().map(|id| snapshot.number(id).unwrap()), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_table_as_csv() {
    let snapshot = snapshot();
    let place = Place::new(Some("https://example.org/"));
    assert_snapshot!(csv(&snapshot, &place, Shape::of_schema("Company"), &["svl-acme"]), @r#"
    id,schema,caption,name,aliases,country,country_code,city,founded,dissolved,status,website,technologies,technologies_id,note,confidence,sources,source_ids,permalink
    svl-acme,Company,"'=Acme ""Intercept"" Ltd","'=Acme ""Intercept"" Ltd",,United Kingdom; Germany,gb; de,,,,,,,,,reported,1,svl-s1,https://example.org/companies/svl-acme
    "#);
    assert_snapshot!(csv(&snapshot, &Place::default(), Shape::of_schema("Transfer"), &["svl-t1"]), @r#"
    id,schema,caption,supplier,supplier_id,supplier_country,supplier_country_code,intermediary,intermediary_id,recipient_country,recipient_country_code,end_user,end_user_id,technologies,technologies_id,product,products,products_id,stage,agreed,delivered,used,disclosed,complete,summary,note,confidence,sources,source_ids
    svl-t1,Transfer,"'=Acme ""Intercept"" Ltd → Uzbekistan","'=Acme ""Intercept"" Ltd",svl-acme,United Kingdom,gb,,,Uzbekistan,uz,,,Intrusion,intrusion,,,,contracted,2012,,,,,A <deal> & more,,reported,1,svl-s1; svl-s2
    "#);
    assert_snapshot!(csv(&snapshot, &Place::default(), Shape::of_schema("Measure"), &["eu-1"]), @r#"
    id,schema,caption,issuer,kind,binds,binds_code,target_type,target,target_id,effect,technologies,technologies_id,partly,partly_id,item_codes,adopted,from,to,last_seen,area,recipients,except,except_code,condition,scope,legal_basis,verified,note,confidence,sources,source_ids
    eu-1,Measure,EU arms embargo on Uzbekistan,EU,arms_embargo,member states of the United Nations,un,country,Uzbekistan,uz,prohibition,any,any,,,,,,,,,,,,,,,no,,unknown,0,
    "#);
    assert_snapshot!(csv(&snapshot, &Place::default(), Shape::Mixed, &["svl-acme", "svl-t1"]), @r#"
    id,schema,caption,country_codes,technologies,date,stage,confidence,summary,sources
    svl-acme,Company,"'=Acme ""Intercept"" Ltd",gb; de,,,,reported,,1
    svl-t1,Transfer,"'=Acme ""Intercept"" Ltd → Uzbekistan",gb; uz,intrusion,2012,contracted,reported,A <deal> & more,1
    "#);
    assert_snapshot!(csv(&snapshot, &Place::default(), Shape::Countries, &["uz"]), @r#"
    id,schema,caption,aliases,deals_to,offers_to,licences_to,licences_refused_to,deals_from,offers_from,licences_from,licences_refused_from,measures,incidents,companies,agencies
    uz,Country,Uzbekistan,Ouzbékistan; Usbekistan; Uzbekistán; Uzbequistão; Oezbekistan; Úsbekistan; Üzbegisztán; Узбекистан; Ουζμπεκιστάν; Uzbekistanas; Uzbekistāna; Узбекістан; Özbekistan; Özbəkistan; Oʻzbekiston; Ўзбекистон; Өзбекстан; Ӯзбекистон; Özbegistan; Ուզբեկստան; უზბეკეთი; أوزبكستان; ازبکستان; אוזבקיסטן; उज़्बेकिस्तान; 乌兹别克斯坦; 烏茲別克; ウズベキスタン; 우즈베키스탄,1,0,0,0,0,0,0,0,1,0,0,0
    "#);
}

#[test]
fn formulas_are_defused() {
    for bad in ["=1+1", "+1", "-1", "@x", "\tx", "\rx"] {
        assert_eq!(defuse(bad.to_owned()), format!("'{bad}"));
    }
    assert_eq!(defuse("a=1".to_owned()), "a=1");
}

#[test]
fn a_repost_or_dataset_is_no_second_source() {
    let independence = Independence::of(&snapshot()).unwrap();
    let count = |ids: &[&str]| independence.count_ids(ids.iter().copied());
    assert_eq!(count(&["svl-s1", "svl-s2", "svl-s3"]), 1);
    assert_eq!(count(&["svl-s2", "svl-s3"]), 1);
    assert_eq!(count(&["svl-s1", "svl-s4"]), 2);
    assert_eq!(count(&["svl-s1", "svl-s4", "svl-s5"]), 1);
    assert_eq!(count(&[]), 0);
}

#[test]
fn a_list_as_json() {
    let snapshot = snapshot();
    let independence = Independence::of(&snapshot).unwrap();
    let place = Place::default();
    let rows = Rows::new(&snapshot, &place, &independence, Shape::Mixed);
    let head = ListHead { query: "/search.json?q=\"a\"".to_owned(), total: 2 };
    let mut out = Vec::new();
    let hits = ["svl-acme", "svl-t1"].map(|id| snapshot.number(id).unwrap());
    json_of(&snapshot, &rows, &head, hits, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
    assert_snapshot!(steady(&snapshot, &text), @r#"
    {"query":"/search.json?q=\"a\"","data_version":"2026.11.26","data_hash":"HASH","total":2,"results":[
    {"id":"svl-acme","schema":"Company","caption":"=Acme \"Intercept\" Ltd","country_codes":["gb","de"],"technologies":[],"date":null,"stage":null,"confidence":"reported","summary":null,"sources":1},
    {"id":"svl-t1","schema":"Transfer","caption":"=Acme \"Intercept\" Ltd → Uzbekistan","country_codes":["gb","uz"],"technologies":["intrusion"],"date":"2012","stage":"contracted","confidence":"reported","summary":"A <deal> & more","sources":1}]}
    "#);
}

#[test]
fn an_entity_as_json_and_claims_as_lines() {
    let snapshot = snapshot();
    let entity = snapshot.entity("eu-1").unwrap().unwrap();
    let mut out = Vec::new();
    entity_json(&snapshot, &entity, None, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_snapshot!(steady(&snapshot, &text), @r#"{"id":"eu-1","schema":"Measure","caption":"EU arms embargo on Uzbekistan","confidence":"unknown","properties":{"issuer":["EU"],"kind":["arms_embargo"],"binds":["un"],"target_type":["country"],"target":["uz"],"effect":["prohibition"],"technologies":["any"],"verified":["no"]},"claims":[{"id":"eu-1-quzm3ndz","statement_id":"38b53234e83e33f89ae351932cfa16672ebbf8ca","property":"id","value":"eu-1","confidence":"unknown","evidence":[]},{"id":"eu-1-qfhuodxq","statement_id":"48611c47a12e4783d6e3f98b4fa653467fdaaf05","property":"issuer","value":"EU","confidence":"unknown","evidence":[]},{"id":"eu-1-bh26bdai","statement_id":"880407fd9a5cacf4a2f1cbb58a1ab3ad2093f487","property":"kind","value":"arms_embargo","confidence":"unknown","evidence":[]},{"id":"eu-1-2ckg2hbq","statement_id":"a233c95ea42588c62cd316fa5032523ac813ce5b","property":"binds","value":"un","confidence":"unknown","evidence":[]},{"id":"eu-1-vxqu4pfc","statement_id":"b316ea21afb5bdb8baf61986ec33475d6b5d0414","property":"target_type","value":"country","confidence":"unknown","evidence":[]},{"id":"eu-1-cceh634t","statement_id":"8d079323e7663f7be7f8a28bf7b33d3b5b9ae71a","property":"target","value":"uz","confidence":"unknown","evidence":[]},{"id":"eu-1-gpcyb26k","statement_id":"69d18a292e2becf3c03ac22c573c09ac2e6aa49d","property":"effect","value":"prohibition","confidence":"unknown","evidence":[]},{"id":"eu-1-nzz73yk6","statement_id":"572126724039a1a27b1f690d877cb6e4609a3c28","property":"technologies","value":"any","confidence":"unknown","evidence":[]},{"id":"eu-1-xny42hqg","statement_id":"6770306fd844fae99464ab72d21f95115ad7d064","property":"verified","value":"no","confidence":"unknown","evidence":[]}],"dataset":"sousveil","data_version":"2026.11.26","data_hash":"HASH"}"#);
    let mut out = Vec::new();
    claims_jsonl(&snapshot, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let line = text.lines().find(|l| l.contains("\"contracted\"")).unwrap();
    assert_snapshot!(line, @r#"{"id":"svl-t1-aizavjhv","statement_id":"81d6e0b0e9f0e6ca38a70d1f254e8315e97929ca","ftm_statement_id":"a5013ab62a5553bb0b2f312794b9a5d7b73e69c1","entity":"svl-t1","schema":"Transfer","property":"stage","value":"contracted","confidence":"reported","evidence":[{"source":{"id":"svl-s1","title":"Report {50%} & more_","publisher":null,"published":"2014-11","kind":"research","url":null,"archive_url":null,"opened":"yes","cites":[]},"locator":"page 3","quotation":null,"stance":"supports","grade":"reported","kind":"source","as_written":null,"note":null},{"source":{"id":"svl-s2","title":"A copy","publisher":null,"published":"2014-11","kind":"repost","url":null,"archive_url":null,"opened":"yes","cites":["svl-s1"]},"locator":"page 3","quotation":null,"stance":"supports","grade":"reported","kind":"source","as_written":null,"note":null}]}"#);
    assert_eq!(u64::try_from(text.lines().count()).unwrap(), snapshot.manifest().claims);
}

#[test]
fn a_feed() {
    let snapshot = snapshot();
    let only = HashSet::from([snapshot.number("svl-t1").unwrap()]);
    let feed =
        Feed { title: "A & B".to_owned(), path: "/x.atom?q=a&b".to_owned(), page: "/x".to_owned(), only: Some(only) };
    assert_snapshot!(atom(&snapshot, &Place::new(Some("https://example.org:8443")), &feed), @r#"
    <?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
    <id>tag:example.org,2026:sousveil:feed:/x.atom?q=a-b</id>
    <title>A &amp; B</title>
    <updated>2026-03-01T00:00:00Z</updated>
    <author><name>The curators</name></author>
    <rights>CC-BY-4.0</rights>
    <link rel="self" href="https://example.org:8443/x.atom?q=a&amp;b"/>
    <link rel="alternate" href="https://example.org:8443/x"/>
    <entry>
    <id>tag:example.org,2026:sousveil:2026-03:svl-t1:correction:b9d7d66c2d</id>
    <title>Corrected: =Acme &quot;Intercept&quot; Ltd → Uzbekistan, Stage</title>
    <updated>2026-03-01T00:00:00Z</updated>
    <link rel="alternate" href="https://example.org:8443/transfers/svl-t1"/>
    <summary>Contract &amp; annex found. Before: tendered. Now: contracted.</summary>
    </entry>
    </feed>
    "#);
    let none = Feed { only: Some(HashSet::new()), ..feed };
    assert!(atom(&snapshot, &Place::default(), &none).contains("<updated>2026-11-26T00:00:00Z</updated>"));
}

#[test]
fn citations() {
    let snapshot = snapshot();
    let place = Place::new(Some("https://example.org"));
    let entity = snapshot.entity("svl-t1").unwrap().unwrap();
    let claim = entity.claims_of("technologies").next().unwrap();
    let citation = Citation::of_claim(&snapshot, &place, &entity, claim);
    assert_snapshot!(steady(&snapshot, &citation.plain()), @r#"“=Acme "Intercept" Ltd → Uzbekistan: Technology – Intrusion”. Sousveil open data. The curators. Data version 2026.11.26 (SHORT). 2026-11-26. https://example.org/claims/svl-t1-tyqwekyg?data=SHORT"#);
    assert_snapshot!(steady(&snapshot, &citation.bibtex()), @r#"
    @misc{sousveil-svl-t1-tyqwekyg-SHORT,
      title = {{=Acme "Intercept" Ltd → Uzbekistan: Technology – Intrusion}},
      booktitle = {Sousveil open data},
      publisher = {The curators},
      year = {2026},
      date = {2026-11-26},
      version = {2026.11.26},
      note = {data hash SHORT},
      language = {en},
      url = {https://example.org/claims/svl-t1-tyqwekyg?data=SHORT}
    }
    "#);
    assert_snapshot!(steady(&snapshot, &citation.csl_json()), @r#"
    [
      {
        "id": "sousveil-svl-t1-tyqwekyg-SHORT",
        "type": "webpage",
        "title": "=Acme \"Intercept\" Ltd → Uzbekistan: Technology – Intrusion",
        "container-title": "Sousveil open data",
        "publisher": "The curators",
        "version": "2026.11.26",
        "issued": {
          "date-parts": [
            [
              2026,
              11,
              26
            ]
          ]
        },
        "note": "data hash SHORT",
        "URL": "https://example.org/claims/svl-t1-tyqwekyg?data=SHORT",
        "language": "en"
      }
    ]
    "#);
    assert_snapshot!(steady(&snapshot, &citation.ris().replace("\r\n", "\n")), @r#"
    TY  - ELEC
    ID  - sousveil-svl-t1-tyqwekyg-SHORT
    TI  - =Acme "Intercept" Ltd → Uzbekistan: Technology – Intrusion
    T2  - Sousveil open data
    PB  - The curators
    PY  - 2026
    DA  - 2026/11/26/
    ET  - 2026.11.26
    LA  - en
    UR  - https://example.org/claims/svl-t1-tyqwekyg?data=SHORT
    N1  - data hash SHORT
    ER  - 
    "#);
    let source = snapshot.entity("svl-s1").unwrap().unwrap();
    assert_snapshot!(Citation::of_source(&source).bibtex(), @r#"
    @misc{svl-s1,
      title = {{Report {\textbraceleft}50\%{\textbraceright} \& more\_}},
      year = {2014},
      date = {2014-11}
    }
    "#);
    let unplaced = Citation::of_entity(&snapshot, &Place::default(), &entity);
    assert_eq!(steady(&snapshot, unplaced.address.as_deref().unwrap()), "/transfers/svl-t1?data=SHORT");
}
