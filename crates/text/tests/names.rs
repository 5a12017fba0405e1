//! Legal forms, name keys and countries.

use sousveil_text::{company_form, countries, name_key};

#[test]
fn spellings_of_one_name_meet() {
    for group in [
        &["Hacking Team S.r.l.", "HACKING TEAM SRL", "Hacking Team, S. r. l.", "Hacking Team"][..],
        &["ООО «Ромашка»", "Ромашка, ООО", "OOO Romashka", "Romashka LLC", "Romashka L.L.C."],
        &["Rohde & Schwarz GmbH & Co. KG", "Rohde und Schwarz", "ROHDE AND SCHWARZ GMBH"],
        &["«Ўзбектелеком» АЖ", "O‘zbektelekom AJ", "Ozbektelekom"],
        &["NTT株式会社", "株式会社NTT", "(株)NTT", "㈱NTT", "NTT K.K.", "NTT Co., Ltd."],
        &["J.P. Morgan", "J. P. Morgan", "JP Morgan"],
        &["NICE Ltd.", "NICE בע\"מ", "Nice Limited"],
        &["Nexa Société à responsabilité limitée", "NEXA S.à r.l.", "SARL Nexa"],
        &["Elektra Sanayi ve Ticaret A.Ş.", "ELEKTRA", "Elektra Anonim Şirketi"],
        &["PT Telkom Tbk", "Telkom Tbk.", "P.T. TELKOM"],
        &["Foo Trading Co. L.L.C", "Foo Trading LLC", "Foo Trading (Pvt.) Ltd."],
    ] {
        for name in group {
            assert_eq!(name_key(name), name_key(group[0]), "{name}");
        }
    }
}

#[test]
fn different_names_stay_apart() {
    assert_ne!(name_key("Gamma International"), name_key("Gamma Group"));
    assert_ne!(name_key("Sia Partners"), name_key("Partners"));
    assert_ne!(name_key("AS Roma"), name_key("Roma"));
    assert_ne!(name_key("SAS Institute Inc."), name_key("Institute"));
    assert_ne!(name_key("As Salam"), name_key("Salam"));
}

#[test]
fn a_key_is_empty_only_without_letters() {
    assert_eq!(name_key("Co., Ltd."), "co ltd");
    assert_eq!(name_key("S.A."), "sa");
    assert_eq!(name_key("有限公司"), "you xian gong si");
    assert_eq!(name_key("Ltd 👑 Inc"), "ltd inc");
    assert_eq!(name_key("—"), "");
    assert_eq!(name_key("A/S s A/S Ltd"), "a s s a s ltd");
}

#[test]
fn forms_are_named_one_way() {
    for (name, form) in [
        ("Verint Systems Inc", Some("Inc")),
        ("Leonardo S.p.A.", Some("SpA")),
        ("Acme FZ-LLC", Some("FZ-LLC")),
        ("Telefónica, S.A. de C.V.", Some("SA de CV")),
        ("Foo S. de R.L. de C.V.", Some("S de RL de CV")),
        ("Foo A/S", Some("A/S")),
        ("Foo AS", Some("AS")),
        ("AS Foo", None),
        ("Foo OÜ", Some("OÜ")),
        ("Foo Sdn. Bhd.", Some("Sdn Bhd")),
        ("Foo Pte. Ltd.", Some("Pte Ltd")),
        ("Foo s.r.o.", Some("sro")),
        ("ПАО «Ростелеком»", Some("PAO")),
        ("ТОО «Казахтелеком»", Some("TOO")),
        ("«Foo» МЧЖ", Some("MChJ")),
        ("Foo MChJ", Some("MChJ")),
        ("华为技术有限公司", Some("Co Ltd")),
        ("杭州海康威视数字技术股份有限公司", Some("Gufen Co Ltd")),
        ("주식회사 한컴", Some("JH")),
        ("한컴(주)", Some("JH")),
        ("شركة الاتصالات ذ.م.م", Some("LLC")),
        ("บริษัท เอบีซี จำกัด", Some("Chamkat")),
        ("Công ty TNHH Viettel", Some("TNHH")),
        ("Ministry of Interior", None),
        ("Pt Ramli", None),
        ("", None),
    ] {
        assert_eq!(company_form(name), form, "{name}");
    }
}

#[test]
fn countries_have_names_in_many_languages() {
    let names = countries::names("uz");
    let has = |language: &str, name: &str| names.iter().any(|(l, n)| (*l, n.as_str()) == (language, name));
    assert!(has("en", "Uzbekistan") && has("fr", "Ouzbékistan") && has("tg", "Ӯзбекистон"));
    assert!(has("uz", "Oʻzbekiston") && has("uz-Cyrl", "Ўзбекистон") && has("zh", "乌兹别克斯坦"));
    for code in ["us", "gb", "ru", "ua", "kz", "kg", "tj", "tm", "cn", "il", "de", "xk", "ps", "tw"] {
        let names = countries::names(code);
        assert!(names.len() >= 15, "{code}: {names:?}");
        let mut distinct: Vec<_> = names.iter().map(|(_, name)| name).collect();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), names.len(), "{code}");
    }
}

#[test]
fn country_names_are_not_other_codes() {
    let british = countries::names("gb");
    assert!(british.iter().any(|(_, name)| name == "UK"));
    assert!(countries::names("us").iter().any(|(_, name)| name == "USA"));
    assert!(!british.iter().any(|(_, name)| name == "RU"));
}

#[test]
fn codes_unknown_to_cldr_have_no_names() {
    for code in ["", "u", "UZ", "uzb", "zz", "qq", "suhh", "gb-sct", "é", "1a", "cy-trnc"] {
        assert!(countries::names(code).is_empty(), "{code}");
    }
}
