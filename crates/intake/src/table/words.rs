//! What cells say of the sort of a party and of gender, in many languages. Our list.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::draft::headings::plain;

/// Words for a schema of FollowTheMoney, separated by `|`.
const SCHEMATA: &[(&str, &str)] = &[
    (
        "Person",
        "person|individual|natural person|private person|private|human|физическое лицо|физлицо|фл|фізична особа|\
         natürliche person|privatperson|personne physique|particulier|persona física|persona fisica|pessoa física|\
         osoba fizyczna|gerçek kişi|şahıs|jismoniy shaxs|жеке тұлға|个人|自然人|p|i",
    ),
    (
        "Company",
        "company|corporate|corporation|business|firm|юридическое лицо|юрлицо|юл|компания|юридична особа|\
         juristische person|unternehmen|firma|gesellschaft|personne morale|société|entreprise|persona jurídica|empresa|\
         persona giuridica|società|pessoa jurídica|osoba prawna|spółka|tüzel kişi|şirket|yuridik shaxs|заңды тұлға|公司|企业|\
         法人|c",
    ),
    (
        "Organization",
        "organization|organisation|ngo|association|foundation|организация|verein|stiftung|organización|tashkilot",
    ),
    (
        "PublicBody",
        "public body|agency|authority|ministry|government|ведомство|орган власти|behörde|ministerium|autorité|agencia",
    ),
    ("LegalEntity", "legal entity|entity|legalentity|party"),
    ("Vessel", "vessel|ship|boat|судно|корабль|schiff|navire|buque|nave|statek|gemi|kema|船舶|船"),
    ("Airplane", "airplane|aircraft|plane|самолет|воздушное судно|flugzeug|avion|aeronave|uçak|飞机"),
    ("Product", "product|продукт|produkt|produit|producto"),
];

const GENDERS: &[(&str, &str)] = &[
    (
        "male",
        "m|male|man|mr|м|муж|мужской|мужчина|чол|чоловіча|männlich|mann|herr|h|homme|masculin|hombre|masculino|v|maschio|mężczyzna|erkek|erkak|ер|男|남|ذكر",
    ),
    (
        "female",
        "f|female|woman|mrs|ms|miss|ж|жен|женский|женщина|жін|жіноча|weiblich|w|frau|femme|féminin|mujer|femenino|femmina|kobieta|k|kadın|ayol|әйел|女|여|أنثى",
    ),
    ("other", "other|x|d|diverse|non binary|divers|другое|autre|otro"),
];

/// Words that say that a cell holds nothing.
const NOTHING: &str = "n a|na|null|none|nil|not available|unknown|нет|нет данных|unbekannt|keine|inconnu|desconocido|value|ref|name|div 0|num";

/// The schema that a cell means.
pub(super) fn schema(cell: &str) -> Option<&'static str> {
    static WORDS: LazyLock<Words> = LazyLock::new(|| words(SCHEMATA));
    WORDS.get(&plain(cell)).copied()
}

/// `male`, `female` or `other`.
pub(super) fn gender(cell: &str) -> Option<&'static str> {
    static WORDS: LazyLock<Words> = LazyLock::new(|| words(GENDERS));
    WORDS.get(&plain(cell)).copied()
}

/// What words mean, each in one form.
type Words = HashMap<String, &'static str>;

/// Worked out once: it is asked for every row of a table.
fn words(list: &'static [(&'static str, &'static str)]) -> Words {
    let mut out = Words::new();
    for (meaning, words) in list {
        for word in words.split('|').chain([*meaning]) {
            out.entry(plain(word)).or_insert(meaning);
        }
    }
    out
}

/// Whether a cell holds nothing but a sign or a word for it: `-`, `n/a`, `#N/A`.
pub(super) fn says_nothing(cell: &str) -> bool {
    let marked = cell.trim_start().starts_with('#') || cell.contains('/');
    // Most cells hold more than any of these words, and that is seen at once.
    if !marked && cell.chars().filter(|c| c.is_alphanumeric()).nth(4).is_some() {
        return false;
    }
    let own = plain(cell);
    // `None` and `Na` are names of people; `#NAME?` and `n/a` are not.
    own.is_empty() || ((marked || own == "null") && NOTHING.split('|').any(|word| word == own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_understood() {
        assert_eq!(schema("Natural Person"), Some("Person"));
        assert_eq!(schema("Юридическое лицо"), Some("Company"));
        assert_eq!(schema("LegalEntity"), Some("LegalEntity"));
        assert_eq!(schema("gold"), None);
        assert_eq!((gender("W"), gender("муж."), gender("?")), (Some("female"), Some("male"), None));
        for nothing in ["", " - ", "n/a", "N/A", "#N/A", "#REF!", "#NAME?", "NULL", "…"] {
            assert!(says_nothing(nothing), "{nothing}");
        }
        for name in ["Na Li", "None", "Unknown", "A/S Norden", "#1 Trading"] {
            assert!(!says_nothing(name), "{name}");
        }
    }
}
