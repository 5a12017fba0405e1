//! Who may be a private person stays out. FollowTheMoney has `LegalEntity` for persons and organisations alike, and
//! lists of companies hold sole traders, whose firm is their own name.

use sousveil_text::{company_form, fold};

use super::thing::Thing;

/// Whether what is called a company or a legal entity may come in; the reason where it may not.
///
/// A `LegalEntity` needs a legal form of organisations. A number in a register is not enough, for sole traders have
/// one too; nor is a sector, which anybody can work in.
pub(super) fn may_come_in(thing: &Thing) -> Result<(), String> {
    let schema = &thing.schema;
    if is_sole_trader(thing) {
        return Err(format!("schema {schema}: a sole trader is a private person, and those stay out"));
    }
    if PERSONAL.iter().any(|p| thing.first(p).is_some()) {
        return Err(format!("schema {schema}: it has what only persons have, and private persons stay out"));
    }
    if schema == "LegalEntity" && !is_organisation(thing) {
        return Err("schema LegalEntity: nothing says that it is no private person, and those stay out".to_owned());
    }
    Ok(())
}

/// Properties of persons that no organisation has.
const PERSONAL: [&str; 11] = [
    "birthDate",
    "birthPlace",
    "deathDate",
    "firstName",
    "lastName",
    "fatherName",
    "motherName",
    "gender",
    "nationality",
    "passportNumber",
    "socialSecurityNumber",
];

/// Sole traders among the forms that [`company_form`] knows.
const SOLE: [&str; 3] = ["IP", "FOP", "eK"];

/// Forms that say nothing: a private enterprise (ЧП) may be one man.
const EITHER: [&str; 1] = ["ChP"];

/// Words for sole traders that are no part of any other name, folded.
const IN_NAMES: [&str; 18] = [
    "individual entrepreneur",
    "sole trader",
    "sole proprietor",
    "sole proprietorship",
    "ип",
    "фоп",
    "флп",
    "жеке кәсіпкер",
    "einzelunternehmen",
    "einzelunternehmer",
    "eingetragene kauffrau",
    "entreprise individuelle",
    "auto entrepreneur",
    "ditta individuale",
    "eenmanszaak",
    "egyeni vallalkozo",
    "empresario individual",
    "enskild firma",
];

/// What registers write besides where the legal form stands.
const IN_FORMS: [&str; 21] = [
    "individual",
    "self employed",
    "natural person",
    "private person",
    "physical person",
    "физическое лицо",
    "фізична особа",
    "спд",
    "глава кфх",
    "einzelfirma",
    "naturliche person",
    "entrepreneur individuel",
    "personne physique",
    "persona natural",
    "persona fisica",
    "autonomo",
    "impresa individuale",
    "pessoa fisica",
    "osoba fizyczna",
    "fyzicka osoba",
    "persoana fizica",
];

/// Ends of the fathers' names that follow a sole trader's surname.
const FATHERS: [&str; 6] = ["vich", "vna", "ichna", "ogly", "kyzy", "qizi"];

fn is_sole_trader(thing: &Thing) -> bool {
    let names = ["name", "alias", "previousName"].into_iter().flat_map(|p| thing.values(p));
    let by_name = names.map(|name| (name, company_form(name))).any(|(name, form)| match form {
        Some(form) => SOLE.contains(&form),
        None => says(name, &IN_NAMES) || is_trader_in_latin(name),
    });
    by_name
        || thing.values("legalForm").any(|text| match company_form(text) {
            Some(form) => SOLE.contains(&form),
            None => says(text, &IN_NAMES) || says(text, &IN_FORMS),
        })
}

/// "IP Ivanov Ivan Ivanovich": the Latin letters alone are also those of the internet's protocol.
fn is_trader_in_latin(name: &str) -> bool {
    let name = fold(name);
    let begins = ["ip ", "fop ", "flp "].iter().any(|form| name.starts_with(form));
    begins && FATHERS.iter().any(|end| name.ends_with(end))
}

/// Whether one of the expressions stands in the text, as whole words.
fn says(text: &str, expressions: &[&str]) -> bool {
    let text = format!(" {} ", fold(text));
    expressions.iter().any(|words| text.contains(words) && text.contains(&format!(" {words} ")))
}

/// Whether a legal form of organisations is told. Forms of two letters, and some of three, are people's names as well
/// ("Nguyen Van Co"): at the end of a name they only count beside an entry in a register.
fn is_organisation(thing: &Thing) -> bool {
    const ALSO_NAMES: [&str; 2] = ["SIA", "IKE"];
    const REGISTERED: [&str; 5] = ["registrationNumber", "incorporationDate", "leiCode", "dunsCode", "ogrnCode"];
    let clear = |form: &&str| form.chars().count() > 2 && !ALSO_NAMES.contains(form);
    let registered = || REGISTERED.iter().any(|p| thing.first(p).is_some());
    let counts = |form: &&str| !EITHER.contains(form);
    let told = |property| thing.values(property).filter_map(company_form).filter(counts);
    told("legalForm").next().is_some()
        || told("name").any(|form| clear(&form))
        || (told("name").next().is_some() && registered())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ftm::Stated;

    fn comes_in(schema: &str, properties: &[(&str, &str)]) -> bool {
        let mut thing = Thing { schema: schema.to_owned(), ..Thing::default() };
        for (property, value) in properties {
            let stated = Stated { value: (*value).to_owned(), ..Stated::default() };
            thing.properties.entry((*property).to_owned()).or_default().push(stated);
        }
        may_come_in(&thing).is_ok()
    }

    #[test]
    fn a_legal_entity_needs_a_legal_form_of_organisations() {
        for (yes, properties) in [
            (true, &[("name", "Beta Holding"), ("legalForm", "GmbH")][..]),
            (true, &[("name", "Beta Trading LLC")]),
            (true, &[("name", "ООО Вектор")]),
            (true, &[("name", "Beta SA"), ("registrationNumber", "77")]),
            (false, &[("name", "Jane Roe")]),
            (false, &[("name", "Jane Roe"), ("sector", "intrusion")]),
            (false, &[("name", "Jane Roe"), ("registrationNumber", "77"), ("ogrnCode", "304770000000000")]),
            (false, &[("name", "Jane Roe"), ("legalForm", "50102")]),
            (false, &[("name", "Nguyen Van Co")]),
            (false, &[("name", "ЧП Иванов")]),
        ] {
            assert_eq!(comes_in("LegalEntity", properties), yes, "{properties:?}");
        }
    }

    #[test]
    fn sole_traders_stay_out_whatever_they_are_called() {
        for properties in [
            &[("name", "ИП Иванов Иван Иванович")][..],
            &[("name", "Иванов Иван Иванович, ИП")],
            &[("name", "IP Ivanov Ivan Ivanovich"), ("registrationNumber", "304770000000000")],
            &[("name", "ФОП Коваль Олена")],
            &[("name", "Radio Meier e.K.")],
            &[("name", "Radio Meier"), ("legalForm", "Einzelunternehmen")],
            &[("name", "Radio Novak"), ("legalForm", "Fyzická osoba podnikající dle živnostenského zákona")],
            &[("name", "Radio Novak s.r.o."), ("birthDate", "1970")],
        ] {
            assert!(!comes_in("LegalEntity", properties), "{properties:?}");
            assert!(!comes_in("Company", properties), "{properties:?}");
        }
        for name in ["ИП ООО Связь", "IP Networks", "Individual Software Inc", "Acme"] {
            assert!(comes_in("Company", &[("name", name)]), "{name}");
        }
    }
}
