//! Where words begin and end, and that highlights fall on the right bytes.

use sousveil_text::words;

fn texts(s: &str) -> Vec<String> {
    words(s).into_iter().map(|word| word.text).collect()
}

/// The words as the original spells them.
fn originals(s: &str) -> Vec<&str> {
    words(s).iter().filter_map(|word| s.get(word.start..word.end)).collect()
}

#[test]
fn latin_and_cyrillic() {
    assert_eq!(
        texts("IMSI-catcher, 4G/5G: «Oʻzbekiston» (2015-11) Straße"),
        ["imsi", "catcher", "4g", "5g", "ozbekiston", "2015", "11", "strasse"]
    );
    assert_eq!(originals("Сделка «Протей» — Київ."), ["Сделка", "Протей", "Київ"]);
    assert!(texts(" …!? 👑 ").is_empty());
}

#[test]
fn every_apostrophe_joins() {
    for apostrophe in ["ʻ", "ʼ", "'", "`", "´", "‘", "’", "‛", "′"] {
        let s = format!("va O{apostrophe}zbekiston.");
        assert_eq!(texts(&s), ["va", "ozbekiston"], "{s}");
        assert_eq!(originals(&s)[1], format!("O{apostrophe}zbekiston"));
    }
}

#[test]
fn elided_articles_stand_alone() {
    let s = "Direction générale de l'armement, Côte d’Ivoire, dell'Interno";
    assert_eq!(texts(s), ["direction", "generale", "de", "l", "armement", "cote", "d", "ivoire", "dell", "interno"]);
    assert_eq!(originals(s)[4], "armement");
    assert_eq!(texts("L'viv san'at g‘alaba it's"), ["lviv", "sanat", "galaba", "its"]);
}

#[test]
fn scripts_without_spaces_are_split() {
    assert_eq!(
        texts("日本の会社が監視カメラを販売した"),
        ["日本", "の", "会社", "が", "監視", "カメラ", "を", "販売", "した"]
    );
    assert!(texts("监控软件公司").contains(&"软件".to_owned()));
    assert_eq!(originals("การเฝ้าระวังมวลชน"), ["การ", "เฝ้า", "ระวัง", "มวล", "ชน"]);
    assert_eq!(originals("ការឃ្លាំមើល"), ["ការ", "ឃ្លាំមើល"]);
    assert_eq!(originals("ABC監視XYZ"), ["ABC", "監視", "XYZ"]);
}

#[test]
fn what_folds_to_several_words_is_several_tokens() {
    assert_eq!(
        originals("mail info@example.com 3.14 foo_bar"),
        ["mail", "info", "example", "com", "3", "14", "foo", "bar"]
    );
    assert_eq!(texts("U.S.A. ½"), ["usa", "1", "2"]);
    assert_eq!(originals("ﷺ").len(), 4);
}

#[test]
fn hebrew_acronyms_are_one_word() {
    for s in ["נייס בע״מ", "נייס בע\"מ", "נייס בע”מ"] {
        assert_eq!(texts(s), ["נייס", "בעמ"], "{s}");
    }
}

#[test]
fn long_words_are_cut() {
    let s = "ж".repeat(500);
    let found = words(&s);
    assert_eq!(found[0].text.chars().count(), 64);
    assert_eq!(found[0].end, 1000);
}
