//! OFAC's remarks: facts in one text, separated by semicolons. The frequent ones become properties, the rest stays as
//! notes.

use super::draft::Draft;
use super::told::Told;

/// How a remark begins, and the property that takes the number behind it; of several the first that the schema has.
const NUMBERS: [(&str, &[&str]); 44] = [
    ("Passport", &["passportNumber", "idNumber"]),
    ("Cedula No.", &["idNumber"]),
    ("National ID No.", &["idNumber"]),
    ("National Foreign ID Number", &["idNumber"]),
    ("Identification Number", &["idNumber", "registrationNumber"]),
    ("Residency Number", &["idNumber"]),
    ("Personal ID Card", &["idNumber"]),
    ("Driver's License No.", &["idNumber"]),
    ("Electoral Registry No.", &["idNumber"]),
    ("Birth Certificate Number", &["idNumber"]),
    ("Stateless Person ID Card", &["idNumber"]),
    ("D.N.I.", &["idNumber"]),
    ("C.U.R.P.", &["idNumber"]),
    ("C.U.I.P.", &["idNumber"]),
    ("C.U.I.", &["idNumber"]),
    ("N.I.E.", &["idNumber"]),
    ("SSN", &["socialSecurityNumber", "idNumber"]),
    ("NIT #", &["taxNumber"]),
    ("Tax ID No.", &["taxNumber"]),
    ("R.F.C.", &["taxNumber"]),
    ("RFC", &["taxNumber"]),
    ("RIF #", &["taxNumber"]),
    ("RUC #", &["taxNumber"]),
    ("RTN", &["taxNumber"]),
    ("V.A.T. Number", &["vatCode", "taxNumber"]),
    ("Italian Fiscal Code", &["taxNumber"]),
    ("Registration Number", &["registrationNumber"]),
    ("Registration ID", &["registrationNumber"]),
    ("Company Number", &["registrationNumber"]),
    ("Commercial Registry Number", &["registrationNumber"]),
    ("Business Registration Document #", &["registrationNumber"]),
    ("Business Registration Number", &["registrationNumber"]),
    ("Business Number", &["registrationNumber"]),
    ("Chamber of Commerce Number", &["registrationNumber"]),
    ("C.R. No.", &["registrationNumber"]),
    ("Matricula Mercantil No", &["registrationNumber"]),
    ("Folio Mercantil No.", &["registrationNumber"]),
    ("Public Registration Number", &["registrationNumber"]),
    ("Government Gazette Number", &["registrationNumber"]),
    ("Trade License No.", &["licenseNumber", "registrationNumber"]),
    ("License", &["licenseNumber"]),
    ("SWIFT/BIC", &["swiftBic"]),
    ("D-U-N-S Number", &["dunsCode"]),
    ("MMSI", &["mmsi"]),
];

/// Takes a text of remarks apart.
pub(super) fn take(draft: &mut Draft, text: &str, told: &mut Told) {
    for part in parts(text) {
        if !fact(draft, bare(part), told) {
            draft.add("notes", part, told);
        }
    }
}

/// The wallets that remarks name, as entities that have a holder.
pub(super) fn wallets(draft: &Draft, text: &str, told: &mut Told) -> Vec<Draft> {
    let mut out = Vec::new();
    for part in parts(text) {
        let Some(rest) = bare(part).strip_prefix("Digital Currency Address - ") else { continue };
        let Some((currency, key)) = rest.trim().split_once(' ') else { continue };
        let Ok(mut wallet) = Draft::new(&format!("{}-{}", draft.id(), key.trim()), "CryptoWallet", told) else {
            continue;
        };
        wallet.add("publicKey", key, told);
        wallet.add("currencySymbol", currency, told);
        wallet.add("holder", draft.id(), told);
        wallet.add("topics", "sanction", told);
        out.push(wallet);
    }
    out
}

/// The single remarks, without the full stop of the last one.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim();
    let text = text.strip_suffix('.').unwrap_or(text);
    text.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// Without what says that there are several.
fn bare(part: &str) -> &str {
    part.strip_prefix("alt. ").unwrap_or(part)
}

/// Adds what a remark says; `false` where it is none that is known, or its schema has no place for it.
fn fact(draft: &mut Draft, part: &str, told: &mut Told) -> bool {
    let after = |word: &str| part.strip_prefix(word).map(str::trim).filter(|rest| !rest.is_empty());
    let has = |draft: &Draft, property: &str| draft.schema().property(property).is_some();
    if let Some(date) = after("DOB ").filter(|_| has(draft, "birthDate")) {
        draft.date("birthDate", date, told);
        return true;
    }
    if let Some(place) = after("POB ").filter(|_| has(draft, "birthPlace")) {
        draft.add("birthPlace", place, told);
        return true;
    }
    for (word, property) in
        [("Organization Established Date ", "incorporationDate"), ("Aircraft Manufacture Date ", "buildDate")]
    {
        if let Some(date) = after(word).filter(|_| has(draft, property)) {
            draft.date(property, date, told);
            return true;
        }
    }
    for (word, property) in [
        ("nationality ", "nationality"),
        ("citizen ", "citizenship"),
        ("Former Vessel Flag ", "pastFlags"),
        ("Vessel Flag ", "flag"),
    ] {
        if let Some(country) = after(word).filter(|_| has(draft, property)) {
            draft.country(property, country, told);
            return true;
        }
    }
    for (word, property) in [
        ("Gender ", "gender"),
        ("Website ", "website"),
        ("Email Address ", "email"),
        ("Telephone: ", "phone"),
        ("Phone Number ", "phone"),
        ("Aircraft Model ", "model"),
        ("Aircraft Tail Number ", "registrationNumber"),
        ("Vessel Type ", "type"),
        ("Vessel Call Sign ", "callSign"),
    ] {
        if let Some(value) = after(word).filter(|_| has(draft, property)) {
            draft.add(property, value, told);
            return true;
        }
    }
    if let Some(quoted) = after("a.k.a. ").or_else(|| after("f.k.a. ")) {
        // OFAC writes weak names here, and strong ones into alt.csv.
        draft.add("weakAlias", quoted.trim_matches(['\'', '"', ',']), told);
        return true;
    }
    identifier(draft, part, told)
}

fn identifier(draft: &mut Draft, part: &str, told: &mut Told) -> bool {
    if let Some(number) = part.strip_prefix("Vessel Registration Identification IMO ") {
        draft.add("imoNumber", &format!("IMO{}", number.trim()), told);
        return true;
    }
    if part.starts_with("Digital Currency Address - ") {
        // An entity of its own.
        return true;
    }
    let serial = [
        "Aircraft Manufacturer's Serial Number (MSN) ",
        "Aircraft Construction Number (also called L/N or S/N or F/N) ",
    ];
    if let Some(number) = serial.iter().find_map(|word| part.strip_prefix(word)) {
        let place = draft.schema().property("serialNumber").is_some();
        if place {
            draft.add("serialNumber", number, told);
        }
        return place;
    }
    for (word, properties) in NUMBERS {
        let Some(rest) = part.strip_prefix(word) else { continue };
        let Some(property) = properties.iter().find(|name| draft.schema().property(name).is_some()) else { continue };
        let (number, country) = number(rest);
        // A number has a digit; what has none is a sentence that begins alike.
        if number.len() > 64 || !number.bytes().any(|b| b.is_ascii_digit()) {
            return false;
        }
        draft.add(property, number, told);
        if let Some(country) = country {
            draft.country("country", country, told);
        }
        return true;
    }
    false
}

/// The number, and the country in brackets behind it: `1084010 (Egypt) issued 2001`.
fn number(rest: &str) -> (&str, Option<&str>) {
    let rest = rest.trim_start_matches([':', ' ', '#']);
    match rest.split_once('(') {
        None => (rest.split(" issued ").next().unwrap_or(rest).split(" expires ").next().unwrap_or(rest).trim(), None),
        Some((number, behind)) => (number.trim(), behind.split_once(')').map(|(country, _)| country.trim())),
    }
}
