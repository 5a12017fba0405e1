//! Parts of real names and sentences in many scripts, of which names are put together that nobody has.

use crate::dice::Dice;

/// First and second parts of names, and endings, by script.
const NAMES: &[(&[&str], &[&str], &[&str])] = &[
    (
        &[
            "Nordic", "Alpen", "Castell", "Blue", "Verde", "Rhein", "Atlas", "Prima", "Orion", "Delta", "Iber",
            "Lumen", "Corvo", "Falken", "Sierra", "Baltic", "Ponte", "Granit", "Helio", "Kestrel", "Marlin", "Octavia",
            "Quartz", "Tessera",
        ],
        &[
            "Signal",
            "Netz",
            "Telecom",
            "Sistemi",
            "Security",
            "Analytics",
            "Optics",
            "Réseaux",
            "Digital",
            "Software",
            "Observa",
            "Informática",
            "Monitoring",
            "Radar",
            "Cyber",
            "Labs",
            "Interception",
            "Forensik",
            "Vision",
            "Data",
        ],
        &["Ltd", "GmbH", "S.r.l.", "S.A.", "Inc.", "B.V.", "AB", "Holding AG", "Group", "d.o.o."],
    ),
    (
        &[
            "Север",
            "Восток",
            "Волга",
            "Звезда",
            "Спектр",
            "Горизонт",
            "Байкал",
            "Днепр",
            "Орёл",
            "Заря",
            "Вектор",
            "Купол",
        ],
        &["Связь", "Телеком", "Сигнал", "Защита", "Контроль", "Система", "Технология", "Наблюдение", "Сервис", "Инфо"],
        &["ООО", "ЗАО", "АО", "ОАО", "Групп"],
    ),
    (
        &["الشرق", "النور", "الصقر", "المدار", "الخليج", "البرق", "الأفق", "النجم"],
        &["للاتصالات", "للأنظمة", "للأمن", "للتقنية", "للمعلومات", "للمراقبة"],
        &["ش.م.م", "القابضة", "المحدودة"],
    ),
    (
        &["北方", "东海", "华星", "金盾", "长城", "天网", "海康", "云山"],
        &["通信", "科技", "信息", "安全", "监控", "软件", "数据"],
        &["有限公司", "股份有限公司", "集团"],
    ),
    (
        &["Ελληνική", "Αιγαίο", "Όλυμπος", "Αθηνά", "Ήλιος"],
        &["Τηλεπικοινωνίες", "Συστήματα", "Ασφάλεια", "Πληροφορική"],
        &["Α.Ε.", "Ε.Π.Ε."],
    ),
    (&["צפון", "כרמל", "גליל", "אורן", "שחק"], &["תקשורת", "מערכות", "סייבר", "ביטחון", "מידע"], &["בע״מ"]),
    (&["ქართული", "კავკასია", "მთა", "არაგვი"], &["კავშირი", "სისტემები", "უსაფრთხოება", "ტექნოლოგია"], &["შპს"]),
    (
        &["Oʻzbek", "Toshkent", "Samarqand", "Amudaryo", "Registon", "Fargʻona"],
        &["Aloqa", "Tizimlari", "Xavfsizlik", "Axborot", "Nazorat"],
        &["MChJ", "AJ"],
    ),
];

/// How often each script is used, in a hundred.
const SHARES: [u64; 8] = [52, 14, 9, 9, 4, 4, 3, 5];

const SYLLABLES: &[&str] = &[
    "ka", "ro", "mi", "tel", "von", "sar", "ne", "dri", "lo", "pas", "qui", "zen", "bur", "hal", "fi", "gor", "ith",
    "mu", "ost", "rav",
];

/// A word that may be a name, of two to four syllables.
pub fn invented(dice: &mut Dice) -> String {
    let count = 2 + dice.below(3);
    let word: String = (0..count).map(|_| dice.one(SYLLABLES)).collect();
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The name of a company.
pub fn company(dice: &mut Dice) -> String {
    let mut throw = dice.below(100);
    let script = SHARES.iter().position(|&share| {
        let here = throw < share;
        throw = throw.saturating_sub(share);
        here
    });
    let Some((first, second, end)) = NAMES.get(script.unwrap_or(0)) else { return invented(dice) };
    let (a, b, c) = (dice.one(first), dice.one(second), dice.one(end));
    match dice.below(4) {
        0 => format!("{a} {b} {c}"),
        1 => format!("{} {b} {c}", invented(dice)),
        2 => format!("{a} {} {c}", invented(dice)),
        _ => format!("{} {a} {b}", invented(dice)),
    }
}

const BODIES: &[&str] = &[
    "Ministry of Interior",
    "State Security Service",
    "National Police",
    "Directorate of Communications",
    "Служба безопасности",
    "Министерство внутренних дел",
    "وزارة الداخلية",
    "公安局",
    "Υπουργείο Εσωτερικών",
    "Milliy xavfsizlik xizmati",
    "Military Intelligence",
    "Telecommunications Authority",
];

/// The name of an agency.
pub fn agency(dice: &mut Dice) -> String {
    format!(
        "{}, {} {}",
        dice.one(BODIES),
        invented(dice),
        dice.one(&["Department", "Region", "Bureau", "Unit", "Office"])
    )
}

const SENTENCES: &[&str] = &[
    "The equipment was installed in the capital and paid for in three parts",
    "According to the contract the operator was to be trained for two weeks",
    "An invoice names the delivery of servers, probes and licences",
    "The ministry confirmed the purchase in an answer to parliament",
    "Former employees told of a demonstration before the tender was published",
    "The document lists components and the price of maintenance",
    "Customs records show two consignments in the same month",
    "Поставка включала серверы и обучение персонала",
    "تضمن العقد تدريب الموظفين وتركيب الأجهزة",
    "合同包括设备安装和人员培训",
];

/// A sentence or two, not about anything real.
pub fn sentence(dice: &mut Dice) -> String {
    format!("{} ({} {}).", dice.one(SENTENCES), invented(dice).to_lowercase(), dice.below(10_000))
}
