//! What the headings of lists of customers and suppliers are, in many languages. Our list.

use super::Role;
use crate::draft::headings::plain;

/// Headings of each role, separated by `|`; the role that is named first takes a heading that fits several.
const HEADINGS: &[(Role, &str)] = &[
    (
        Role::FirstName,
        "first name|firstname|given name|given names|forename|forenames|имя|имена|ім'я|vorname|vornamen|prénom|prénoms|\
         prenom|nombre de pila|nombres|primer nombre|nome próprio|primeiro nome|imię|ad|adı|ism|ismi|есім|аты|名|الاسم الأول",
    ),
    (
        Role::MiddleName,
        "middle name|middlename|middle names|second name|patronymic|father name|fathers name|отчество|по батькові|\
         zweiter vorname|vatersname|deuxième prénom|segundo nombre|drugie imię|otasining ismi|sharifi|әкесінің аты",
    ),
    (
        Role::LastName,
        "last name|lastname|surname|family name|familyname|фамилия|прізвище|nachname|familienname|zuname|nom de famille|\
         apellido|apellidos|primer apellido|cognome|sobrenome|apelido|nazwisko|soyad|soyadı|familiya|familiyasi|тегі|姓|اسم العائلة",
    ),
    (
        Role::Name,
        "name|full name|fullname|complete name|legal name|entity name|company name|company|customer name|customer|client|\
         client name|supplier|supplier name|vendor|vendor name|partner|business partner|counterparty|account name|\
         beneficiary|beneficiary name|organisation|organization|organisation name|organization name|caption|party|party name|\
         название|наименование|полное наименование|имя клиента|клиент|заказчик|контрагент|поставщик|фио|ф и о|организация|\
         компания|назва|найменування|піб|клієнт|kunde|kunden|kundenname|firma|firmenname|firmierung|unternehmen|lieferant|\
         geschäftspartner|vollständiger name|vor und nachname|bezeichnung|nom|nom complet|nom du client|raison sociale|\
         dénomination|dénomination sociale|société|entreprise|fournisseur|cliente|nombre|nombre completo|nombre del cliente|\
         razón social|denominación|empresa|proveedor|nome|nome completo|nome cliente|ragione sociale|denominazione|società|\
         fornitore|razão social|fornecedor|nazwa|nazwa firmy|klient|imię i nazwisko|kontrahent|unvan|ünvan|müşteri|müşteri adı|\
         şirket|ad soyad|adı soyadı|nomi|mijoz|f i sh|fish|tashkilot|атауы|клиенттің аты|名称|公司名称|公司|客户|客户名称|姓名|企业名称|\
         氏名|会社名|顧客名|이름|회사명|الاسم|اسم الشركة|اسم العميل|שם",
    ),
    (
        Role::Alias,
        "alias|aliases|other name|other names|also known as|aka|a k a|trade name|trading name|trading as|dba|brand|\
         former name|former names|previous name|previous names|short name|native name|local name|другие названия|псевдоним|\
         прежнее название|прежние названия|сокращенное наименование|торговое название|weitere namen|aliasname|handelsname|\
         früherer name|kurzname|autres noms|nom commercial|ancien nom|sigle|otros nombres|nombre comercial|altri nomi|\
         nome comercial|nazwa skrócona|takma ad|boshqa nomi|别名|曾用名|简称|別名|별칭|الاسم المستعار",
    ),
    (
        Role::Country,
        "country|countries|country code|country of residence|country of registration|country of incorporation|\
         country of birth|jurisdiction|nationality|nationalities|citizenship|state of residence|страна|страна регистрации|\
         гражданство|национальность|юрисдикция|країна|громадянство|land|länderkürzel|staat|sitzland|staatsangehörigkeit|\
         nationalität|wohnsitzland|pays|code pays|pays de résidence|nationalité|país|pais|nacionalidad|nacionalidade|\
         paese|nazione|nazionalità|cittadinanza|kraj|obywatelstwo|ülke|uyruk|uyruğu|davlat|mamlakat|fuqaroligi|ел|азаматтығы|\
         国家|国籍|国|국가|국적|الدولة|الجنسية|بلد",
    ),
    (
        Role::Date,
        "date of birth|birth date|birthdate|dob|d o b|born|birthday|year of birth|founded|founding date|date founded|\
         date of incorporation|incorporation date|incorporated|incorporated on|registration date|date of registration|\
         established|year founded|дата рождения|год рождения|родился|дата регистрации|дата основания|год основания|\
         дата народження|geburtsdatum|geboren|geboren am|geburtstag|gründungsdatum|gegründet|gründungsjahr|eintragungsdatum|\
         date de naissance|né le|date de création|date d'immatriculation|fecha de nacimiento|nacimiento|\
         fecha de constitución|data di nascita|data di costituzione|data de nascimento|data urodzenia|doğum tarihi|\
         kuruluş tarihi|tug'ilgan sana|tug'ilgan sanasi|туған күні|出生日期|成立日期|生年月日|생년월일|تاريخ الميلاد|תאריך לידה",
    ),
    (
        Role::Schema,
        "schema|type|entity type|kind|category of party|customer type|client type|party type|legal entity or person|\
         тип|вид|тип клиента|тип контрагента|typ|art|kundentyp|type de client|tipo|tipo de cliente|tipo cliente|rodzaj|tür|tip|\
         turi|түрі|类型|客户类型|نوع",
    ),
    (
        Role::Gender,
        "gender|sex|пол|стать|geschlecht|sexe|genre|sexo|género|sesso|genere|płeć|cinsiyet|jinsi|жынысы|性别|性別|성별|الجنس",
    ),
    (Role::Lei, "lei|lei code|legal entity identifier|код lei"),
    (Role::Imo, "imo|imo number|imo no|imo nr|номер имо|имо"),
    (Role::Bic, "bic|swift|swift code|bic code|swift bic|бик"),
    (Role::Isin, "isin|isin code"),
    (Role::Inn, "inn|инн"),
    (Role::Ogrn, "ogrn|ogrnip|огрн|огрнип"),
    (
        Role::Tax,
        "tax|tax number|tax no|tax id|tin|taxpayer number|taxpayer id|tax identification number|vat|vat number|vat id|\
         vat no|идентификационный номер налогоплательщика|унп|steuernummer|steuer id|ust id|ust idnr|ustid|uid|\
         numéro fiscal|numéro de tva|tva|nif|cif|rfc|cuit|rut|número fiscal|partita iva|codice fiscale|cnpj|cpf|nip|\
         vergi no|vergi numarası|stir|жсн|бсн|税号|纳税人识别号|الرقم الضريبي",
    ),
    (
        Role::Registration,
        "registration|registration number|registration no|registration nr|reg no|reg number|company number|\
         company registration number|company id|register number|commercial register|регистрационный номер|рег номер|окпо|\
         код едрпоу|едрпоу|edrpou|handelsregister|handelsregisternummer|registernummer|hrb|numéro d'immatriculation|siren|siret|rcs|\
         número de registro|numero di registro|krs|regon|ticaret sicil no|ro'yxat raqami|统一社会信用代码|注册号|رقم السجل",
    ),
    (
        Role::Passport,
        "passport|passport number|passport no|passport nr|паспорт|номер паспорта|серия и номер паспорта|паспортные данные|\
         reisepass|passnummer|pass nr|passeport|numéro de passeport|pasaporte|número de pasaporte|passaporto|passaporte|\
         paszport|pasaport|pasaport no|pasport|pasport raqami|төлқұжат|护照|护照号码|여권번호|رقم الجواز",
    ),
    (
        Role::Identifier,
        "id number|national id|national id number|identity card|identity number|id card|personal number|personal code|\
         identification number|ssn|mmsi|удостоверение личности|номер документа|personalausweis|ausweisnummer|\
         personennummer|carte d'identité|dni|cédula|curp|carta d'identità|pesel|tc kimlik no|kimlik no|pinfl|jshshir|иин|иін|\
         身份证|身份证号码|رقم الهوية",
    ),
    (
        Role::Address,
        "address|addresses|full address|street address|registered address|residential address|адрес|юридический адрес|\
         адрес регистрации|фактический адрес|місцезнаходження|адреса|anschrift|adresse|wohnort und strasse|adresse complète|\
         dirección|domicilio|indirizzo|endereço|adres|manzil|мекенжай|мекенжайы|地址|住所|주소|العنوان",
    ),
];

/// How well a heading fits each role: 2 for a heading of the list, 1 where it contains one of more than five letters.
/// The first of equals stays.
pub(super) fn role_of(heading: &str) -> Option<(Role, u8)> {
    let own = plain(heading);
    if own.is_empty() {
        return None;
    }
    let padded = format!(" {own} ");
    let mut best: Option<(Role, u8, usize)> = None;
    for (role, words) in HEADINGS {
        for word in words.split('|').map(plain) {
            let letters = word.chars().count();
            let fit = if word == own {
                2
            } else if letters > 5 && padded.contains(&format!(" {word} ")) {
                1
            } else {
                continue;
            };
            // Of several within a heading the longest says most.
            if best.is_none_or(|(_, known, length)| (fit, letters) > (known, length)) {
                best = Some((*role, fit, letters));
            }
        }
    }
    best.map(|(role, fit, _)| (role, fit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_many_languages() {
        for (heading, role) in [
            ("Name", Some(Role::Name)),
            ("CUSTOMER_NAME", Some(Role::Name)),
            ("Kunde", Some(Role::Name)),
            ("Наименование", Some(Role::Name)),
            ("Raison sociale", Some(Role::Name)),
            ("公司名称", Some(Role::Name)),
            ("First name", Some(Role::FirstName)),
            ("Nachname", Some(Role::LastName)),
            ("Отчество", Some(Role::MiddleName)),
            ("Fecha de nacimiento", Some(Role::Date)),
            ("Date of Birth (YYYY-MM-DD)", Some(Role::Date)),
            ("Country of incorporation", Some(Role::Country)),
            ("Страна", Some(Role::Country)),
            ("LEI", Some(Role::Lei)),
            ("ИНН", Some(Role::Inn)),
            ("Passport No.", Some(Role::Passport)),
            ("Geschlecht", Some(Role::Gender)),
            ("Kundentyp", Some(Role::Schema)),
            ("Юридический адрес", Some(Role::Address)),
            ("Aliases", Some(Role::Alias)),
            ("turnover", None),
            ("id", None),
            ("", None),
        ] {
            assert_eq!(role_of(heading).map(|(role, _)| role), role, "{heading}");
        }
    }
}
