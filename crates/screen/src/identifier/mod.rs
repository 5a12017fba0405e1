//! Numbers and codes that name one thing, brought to one writing and checked where they carry a
//! check digit.

mod check;

use std::fmt;

use strum::{Display, EnumString};

/// What sort of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Display, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Scheme {
    /// Legal Entity Identifier, ISO 17442: 20 letters and digits, the last two by ISO 7064 mod 97-10.
    Lei,
    /// IMO ship or company number: seven digits, the last a check digit for ships (Resolution A.1117(30)).
    Imo,
    /// Business Identifier Code, ISO 9362: 8 or 11 letters and digits, no check digit.
    Bic,
    /// International Securities Identification Number, ISO 6166: 12, the last by Luhn's formula.
    Isin,
    /// Russian taxpayer number (ИНН): 10 digits for companies, 12 for persons.
    Inn,
    /// Russian register number (ОГРН, ОГРНИП): 13 or 15 digits.
    Ogrn,
    /// A number in some register of companies, of no known form.
    Registration,
    /// A tax number of no known form.
    Tax,
    /// Passport, identity card, any other number.
    Other,
}

impl Scheme {
    /// The scheme of a FollowTheMoney property, none where the property is no identifier.
    pub fn of_property(name: &str) -> Option<Self> {
        Some(match name {
            "leiCode" => Self::Lei,
            "imoNumber" => Self::Imo,
            "swiftBic" => Self::Bic,
            "bic" => Self::Bic,
            "isin" | "isinCode" => Self::Isin,
            "innCode" => Self::Inn,
            "ogrnCode" => Self::Ogrn,
            "registrationNumber" | "ricCode" | "cikCode" | "uniqueEntityId" | "okpoCode" | "uscCode" | "cageCode" => {
                Self::Registration
            }
            "taxNumber" | "vatCode" | "irsCode" | "voenCode" => Self::Tax,
            "idNumber" | "passportNumber" | "socialSecurityNumber" | "mmsi" | "dunsCode" | "permId" => Self::Other,
            _ => return None,
        })
    }
}

/// Most letters of an identifier that are kept: an account of a chain of blocks has up to 62.
const LONGEST: usize = 64;

/// An identifier in one writing: capitals and digits only.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Identifier {
    scheme: Scheme,
    checked: bool,
    len: u8,
    bytes: [u8; LONGEST],
}

impl Identifier {
    /// Reads an identifier; none where fewer than four or more than 64 letters and digits are left
    /// of it. One that fails its check stays and says so.
    ///
    /// ```
    /// use sousveil_screen::{Identifier, Scheme};
    /// let imo = Identifier::new(Scheme::Imo, "IMO 9074729").expect("seven digits");
    /// assert_eq!((imo.value(), imo.is_checked()), ("9074729", true));
    /// ```
    pub fn new(scheme: Scheme, text: &str) -> Option<Self> {
        let mut kept = text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase());
        let mut whole: String = kept.by_ref().take(LONGEST + 4).collect();
        let prefix = match scheme {
            Scheme::Imo => "IMO",
            Scheme::Lei => "LEI",
            _ => "",
        };
        if let Some(rest) = whole.strip_prefix(prefix).filter(|rest| rest.len() == if prefix == "IMO" { 7 } else { 20 })
        {
            whole = rest.to_owned();
        }
        if scheme == Scheme::Bic && whole.len() == 11 && whole.ends_with("XXX") {
            whole.truncate(8);
        }
        if !(4..=LONGEST).contains(&whole.len()) || kept.next().is_some() {
            return None;
        }
        let mut bytes = [0; LONGEST];
        bytes.iter_mut().zip(whole.bytes()).for_each(|(slot, byte)| *slot = byte);
        let len = u8::try_from(whole.len()).ok()?;
        Some(Self { scheme, checked: check::holds(scheme, whole.as_bytes()), len, bytes })
    }

    /// What sort of number it is.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Whether it has the form of its scheme and its check digits hold; false where the scheme has none.
    pub fn is_checked(&self) -> bool {
        self.checked
    }

    /// The value in capitals and digits.
    pub fn value(&self) -> &str {
        self.bytes.get(..usize::from(self.len)).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

impl fmt::Debug for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.scheme, self.value())
    }
}
