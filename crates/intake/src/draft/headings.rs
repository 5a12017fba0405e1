//! What the headings of tables are in English, Russian, German, French and Spanish.

use sousveil_text::{fold, tidy};

/// What a column of a foreign table can be: a column of ours, or a part of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Role {
    /// Our column, or `url`, `title`, `publisher`, `published` of the source, or `key`.
    pub(super) name: &'static str,
    pub(super) part: Part,
}

/// Where a role stands in a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Key,
    Column,
    Source,
}

const fn column(name: &'static str) -> Role {
    Role { name, part: Part::Column }
}

const fn source(name: &'static str) -> Role {
    Role { name, part: Part::Source }
}

/// Headings, separated by `|`.
type Words = &'static str;

/// Roles in every table.
const SHARED: &[(Role, Words)] = &[
    (
        Role { name: "key", part: Part::Key },
        "id|unique id|identifier|no|nr|number|ref|reference|номер|№|kennung|nummer|identifiant|\
            numero|identificador|origin id",
    ),
    (
        source("url"),
        "url|link|source url|web address|address of source|source link|ссылка|адрес|\
            ссылка на источник|quelle url|lien|lien source|enlace|fuente url|links|citation",
    ),
    (
        source("title"),
        "source|source title|title of source|источник|название источника|quelle|titel der quelle|\
            source titre|titre de la source|fuente|titulo de la fuente|document|reference title",
    ),
    (
        source("publisher"),
        "publisher|source publisher|outlet|media|newspaper|издание|издатель|сми|herausgeber|medium|\
            editeur|media source|editor|medio",
    ),
    (
        source("published"),
        "published|publication date|date of publication|source date|дата публикации|опубликовано|\
            veroffentlicht|veroffentlichungsdatum|date de publication|publie|fecha de publicacion|\
            publicado",
    ),
    (
        column("note"),
        "note|notes|remark|remarks|comment|comments|примечание|примечания|комментарий|anmerkung|\
            anmerkungen|bemerkung|bemerkungen|kommentar|remarque|remarques|commentaire|notas|nota|\
            observaciones|comentario",
    ),
];

const TRANSFERS: &[(Role, Words)] = &[
    (
        column("supplier"),
        "supplier|supplier company|seller|vendor|exporter|exporting company|contractor|provider|\
            manufacturer|company|поставщик|продавец|вендор|экспортер|экспортёр|производитель|компания|\
            lieferant|verkaufer|anbieter|hersteller|exporteur|firma|unternehmen|fournisseur|vendeur|\
            fabricant|exportateur|entreprise|societe|proveedor|vendedor|fabricante|exportador|empresa",
    ),
    (
        column("supplier_country"),
        "supplier country|country of supplier|seller country|vendor country|exporting country|\
            country of origin|origin country|страна поставщика|страна экспортер|страна экспорта|\
            страна происхождения|страна продавца|herkunftsland|lieferland|exportland|\
            land des lieferanten|pays fournisseur|pays du fournisseur|pays exportateur|pays d'origine|\
            pais proveedor|pais del proveedor|pais exportador|pais de origen",
    ),
    (
        column("intermediary"),
        "intermediary|reseller|broker|distributor|agent|посредник|реселлер|дистрибьютор|vermittler|\
            zwischenhandler|intermediaire|revendeur|intermediario|revendedor",
    ),
    (
        column("recipient_country"),
        "recipient country|country|buyer country|customer country|destination|destination country|\
            country of destination|importing country|recipient|client country|страна|страна получатель|\
            страна получателя|страна покупатель|страна покупателя|страна назначения|страна заказчика|\
            land|empfangerland|zielland|kauferland|bestimmungsland|pays|pays destinataire|pays acheteur|\
            pays de destination|pays client|pais|pais destinatario|pais comprador|pais de destino|\
            destino",
    ),
    (
        column("end_user"),
        "end user|enduser|buyer|customer|client|agency|purchaser|operator|конечный пользователь|\
            пользователь|покупатель|заказчик|клиент|ведомство|endnutzer|endverwender|kaufer|kunde|\
            behorde|utilisateur final|acheteur|client final|agence|usuario final|comprador|cliente|\
            agencia",
    ),
    (
        column("technologies"),
        "technology|technologies|technology type|category|type of technology|технология|технологии|\
            категория|вид технологии|technologie|technologien|kategorie|categorie|tecnologia|\
            tecnologias|categoria",
    ),
    (
        column("product"),
        "product|products|product name|goods|system|equipment|item|продукт|изделие|товар|система|\
            оборудование|produkt|ware|waren|gerat|ausrustung|produit|systeme|equipement|materiel|\
            producto|sistema|equipo|bien",
    ),
    (
        column("stage"),
        "stage|status|deal status|статус|стадия|этап|stand|stadium|statut|etat|etape|estado|etapa|\
            situacion",
    ),
    (
        column("agreed"),
        "agreed|contract date|contract year|order year|order date|signed|date signed|\
            date of contract|purchase date|year of purchase|дата договора|дата контракта|год контракта|\
            год заказа|год покупки|vertragsdatum|auftragsjahr|bestelljahr|date du contrat|\
            annee du contrat|fecha del contrato|fecha de contrato|ano del contrato",
    ),
    (
        column("delivered"),
        "delivered|delivery date|delivery year|date of delivery|дата поставки|год поставки|\
            поставлено|lieferdatum|lieferjahr|date de livraison|annee de livraison|fecha de entrega|\
            ano de entrega",
    ),
    (
        column("used"),
        "used|in use|date of use|in use since|дата использования|используется с|im einsatz seit|\
            date d'utilisation|en uso desde",
    ),
    (
        column("disclosed"),
        "disclosed|date|year|date disclosed|reported|date reported|дата|год|datum|jahr|annee|fecha|\
            ano",
    ),
    (column("complete"), "complete"),
    (
        column("summary"),
        "summary|description|details|text|описание|суть|подробности|beschreibung|zusammenfassung|\
            resume|descripcion|resumen|detalles",
    ),
];

const NAMED: Words = "name|company|company name|organisation|organization|название|имя|наименование|компания|\
            организация|firma|unternehmen|bezeichnung|nom|entreprise|societe|nombre|empresa";
const OTHER_NAMES: Words = "aliases|alias|other names|also known as|aka|former names|другие названия|прежние названия|\
            weitere namen|autres noms|otros nombres";
const COUNTRY: Words = "country|headquarters|страна|land|sitz|pays|pais|country operator|operator country";
const KINDS: Words = "technology|technologies|categories|category|технология|технологии|категория|technologie|\
            kategorie|categorie|tecnologia|categoria";
const TOLD: Words = "summary|description|what|описание|beschreibung|description du produit|resume|descripcion|\
            resumen";

const COMPANIES: &[(Role, Words)] = &[
    (column("name"), NAMED),
    (column("aliases"), OTHER_NAMES),
    (column("country"), COUNTRY),
    (column("city"), "city|город|stadt|ville|ciudad"),
    (column("founded"), "founded|founded in|основана|год основания|gegrundet|grundungsjahr|fondee|fundada"),
    (column("dissolved"), "dissolved|ликвидирована|aufgelost|dissoute|disuelta"),
    (column("status"), "status|статус|statut|estado"),
    (column("website"), "website|web site|homepage|site|сайт|webseite|site web|sitio web"),
    (column("technologies"), KINDS),
];

const AGENCIES: &[(Role, Words)] = &[
    (column("name"), NAMED),
    (column("aliases"), OTHER_NAMES),
    (column("country"), COUNTRY),
    (column("kind"), "kind|type|тип|вид|art|genre|tipo"),
];

const PRODUCTS: &[(Role, Words)] = &[
    (column("name"), "name|product|product name|название|продукт|produkt|bezeichnung|produit|nom|producto|nombre"),
    (column("aliases"), OTHER_NAMES),
    (column("maker"), "maker|manufacturer|vendor|company|производитель|компания|hersteller|fabricant|fabricante"),
    (column("technology"), KINDS),
    (column("since"), "since|from|first seen|с|seit|depuis|desde"),
    (column("until"), "until|to|last seen|по|bis|jusqu'à|hasta"),
    (column("what"), TOLD),
];

const INCIDENTS: &[(Role, Words)] = &[
    (column("date"), "date|year|дата|год|datum|jahr|annee|fecha|ano"),
    (column("country"), COUNTRY),
    (column("product"), "product|spyware|spyware or system|system|продукт|produkt|produit|producto"),
    (column("supplier"), "supplier|vendor|company|поставщик|hersteller|fournisseur|proveedor"),
    (
        column("target_group"),
        "target|targets|target group|victims|victim|цели|жертвы|ziele|opfer|cibles|victimes|\
            objetivos|victimas",
    ),
    (column("summary"), TOLD),
];

const RELATIONS: &[(Role, Words)] = &[
    (column("from"), "from|owner|company|от|von|de|desde|владелец|eigentumer|proprietaire|propietario"),
    (column("to"), "to|subsidiary|owned|до|an|a|дочерняя компания|tochter|filiale|filial"),
    (column("kind"), "kind|relation|type|тип|art|tipo"),
    (column("percentage"), "percentage|share|percent|доля|anteil|part|porcentaje"),
    (column("from_date"), "from date|since|start"),
    (column("to_date"), "to date|until|end"),
];

/// The roles of a table's columns, those that only it has first.
pub(super) fn roles(table: &str) -> impl Iterator<Item = &'static (Role, Words)> {
    let own = match table {
        "companies" => COMPANIES,
        "agencies" => AGENCIES,
        "products" => PRODUCTS,
        "incidents" => INCIDENTS,
        "relations" => RELATIONS,
        _ => TRANSFERS,
    };
    own.iter().chain(SHARED)
}

/// How well a heading fits a role: 3 for the name of our own column, 2 for a word of the list, 1 where it contains a
/// word of more than five letters, 0 for nothing.
pub(super) fn fit(heading: &str, role: Role, words: Words) -> u8 {
    let plain = plain(heading);
    if role.part == Part::Column && plain == role.name.replace('_', " ") {
        return 3;
    }
    if words.split('|').any(|w| plain == self::plain(w)) {
        return 2;
    }
    let padded = format!(" {plain} ");
    let within = |w: &str| w.chars().count() > 5 && padded.contains(&format!(" {} ", self::plain(w)));
    u8::from(words.split('|').any(within))
}

/// A heading in one form: no case, no accents, no signs.
pub(crate) fn plain(heading: &str) -> String {
    fold(&tidy(heading).replace('_', " "))
}

/// Roles without which a table is none of that kind: many tables have names, countries and dates.
fn needed(table: &str) -> &'static [&'static str] {
    match table {
        "companies" => &["name"],
        "agencies" => &["name", "kind"],
        "products" => &["name", "maker"],
        "incidents" => &["target_group"],
        "relations" => &["from", "to"],
        _ => &[],
    }
}

/// Which of our tables the headings are of: transfers unless another fits more of them.
pub(super) fn table_of(headings: &[String]) -> &'static str {
    let has = |table: &str, name: &str| {
        let mut words = roles(table).filter(|(role, _)| role.name == name);
        words.any(|(role, words)| headings.iter().any(|h| fit(h, *role, words) >= 2))
    };
    let score = |table: &str| -> usize {
        if !needed(table).iter().all(|name| has(table, name)) {
            return 0;
        }
        let best = |heading: &String| {
            let own = roles(table).filter(|(role, _)| role.part == Part::Column && role.name != "note");
            own.map(|(role, words)| usize::from(fit(heading, *role, words))).max().unwrap_or(0)
        };
        headings.iter().map(best).sum()
    };
    // The first of equals stays.
    super::TABLES.into_iter().rev().max_by_key(|table| score(table)).unwrap_or("transfers")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first of the roles that fit best.
    fn best(table: &str, heading: &str) -> &'static str {
        let fits = roles(table).map(|(role, words)| (fit(heading, *role, words), role.name));
        fits.fold((0, ""), |best, next| if next.0 > best.0 { next } else { best }).1
    }

    #[test]
    fn headings_are_known_in_five_languages() {
        for (heading, role) in [
            ("Supplier", "supplier"),
            ("SELLER", "supplier"),
            ("Поставщик", "supplier"),
            ("Lieferant", "supplier"),
            ("Fournisseur", "supplier"),
            ("Proveedor", "supplier"),
            ("Country of destination", "recipient_country"),
            ("Страна-получатель", "recipient_country"),
            ("Empfängerland", "recipient_country"),
            ("País", "recipient_country"),
            ("End-user", "end_user"),
            ("Конечный пользователь", "end_user"),
            ("Utilisateur final", "end_user"),
            ("Käufer", "end_user"),
            ("Год", "disclosed"),
            ("Année", "disclosed"),
            ("Año", "disclosed"),
            ("Дата контракта", "agreed"),
            ("Технология", "technologies"),
            ("Source URL", "url"),
            ("Источник", "title"),
            ("source_publisher", "publisher"),
            ("Примечание", "note"),
            ("recipient_country", "recipient_country"),
            ("unrelated", ""),
        ] {
            assert_eq!(best("transfers", heading), role, "{heading}");
        }
    }

    #[test]
    fn the_table_follows_from_the_headings() {
        let of = |headings: &[&str]| table_of(&headings.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["Supplier", "Country", "Product", "Year", "Source"]), "transfers");
        assert_eq!(of(&["Name", "Country", "City", "Website", "Founded"]), "companies");
        assert_eq!(of(&["product", "maker", "technology", "since"]), "products");
    }
}
