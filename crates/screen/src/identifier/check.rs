//! Forms and check digits. Input is ASCII capitals and digits.

use super::Scheme;

/// Whether `value` has the form of its scheme and its check digits hold.
pub(super) fn holds(scheme: Scheme, value: &[u8]) -> bool {
    match scheme {
        Scheme::Lei => lei(value),
        Scheme::Imo => imo(value),
        Scheme::Bic => bic(value),
        Scheme::Isin => isin(value),
        Scheme::Inn => inn(value),
        Scheme::Ogrn => ogrn(value),
        Scheme::Registration | Scheme::Tax | Scheme::Other => false,
    }
}

/// The digits of `value`, none where it has anything else.
fn digits(value: &[u8]) -> Option<Vec<u32>> {
    value.iter().map(|b| b.is_ascii_digit().then(|| u32::from(b - b'0'))).collect()
}

/// Letters as numbers from ten on, as ISO 7064 and ISO 6166 have them.
fn number(byte: u8) -> u32 {
    if byte.is_ascii_digit() { u32::from(byte - b'0') } else { u32::from(byte.wrapping_sub(b'A')) + 10 }
}

fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// ISO 17442-1: 18 letters and digits, two check digits; ISO 7064 MOD 97-10 over all leaves 1.
fn lei(value: &[u8]) -> bool {
    let remainder = value.iter().fold(0, |rest, &byte| {
        let n = number(byte);
        (rest * if n > 9 { 100 } else { 10 } + n) % 97
    });
    value.len() == 20 && value.iter().skip(18).all(u8::is_ascii_digit) && remainder == 1
}

/// IMO Resolution A.1117(30): six digits times 7 to 2; the sum's last digit is the seventh.
fn imo(value: &[u8]) -> bool {
    digits(value).is_some_and(|d| d.len() == 7 && weighted(&d, &[7, 6, 5, 4, 3, 2]) % 10 == d[6])
}

/// ISO 9362: four letters or digits of the party, two letters of the country, two of the place, and
/// three or none of the branch. There is no check digit.
fn bic(value: &[u8]) -> bool {
    matches!(value.len(), 8 | 11) && value.iter().skip(4).take(2).all(u8::is_ascii_uppercase)
}

/// ISO 6166: two letters, nine letters or digits, a check digit by Luhn's formula over the letters
/// written as numbers.
fn isin(value: &[u8]) -> bool {
    if value.len() != 12 || !value.iter().take(2).all(u8::is_ascii_uppercase) || !value[11].is_ascii_digit() {
        return false;
    }
    let spelled: Vec<u32> = value
        .iter()
        .flat_map(|&byte| {
            let n = number(byte);
            (n > 9).then_some(n / 10).into_iter().chain([n % 10])
        })
        .collect();
    let sum: u32 =
        spelled.iter().rev().enumerate().map(|(i, &n)| if i % 2 == 1 { n * 2 / 10 + n * 2 % 10 } else { n }).sum();
    sum.is_multiple_of(10)
}

/// Weights of the twelfth digit of a person's ИНН; the eleventh digit's are these without the first,
/// a company's without the first two (order MMV-7-6/435@ of the Federal Tax Service, 2012).
const INN: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

fn inn(value: &[u8]) -> bool {
    let control = |d: &[u32], skip: usize| weighted(d, &INN[skip..]) % 11 % 10;
    match digits(value).as_deref() {
        Some(d @ [.., last]) if d.len() == 10 => control(d, 2) == *last,
        Some(d @ [.., before, last]) if d.len() == 12 => control(d, 1) == *before && control(d, 0) == *last,
        _ => false,
    }
}

/// The remainder by 11 (13 digits) or 13 (15 digits), its last digit (order 165n of the Ministry of
/// Finance, 2017).
fn ogrn(value: &[u8]) -> bool {
    let divisor = match value.len() {
        13 => 11,
        15 => 13,
        _ => return false,
    };
    digits(value).is_some_and(|d| {
        let (last, rest) = (d[d.len() - 1], &d[..d.len() - 1]);
        let number = rest.iter().fold(0_u64, |n, &digit| n * 10 + u64::from(digit));
        number % divisor % 10 == u64::from(last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_numbers_hold_and_their_neighbours_do_not() {
        let all: &[(Scheme, &[&str])] = &[
            // Deutsche Bank, Bloomberg, GLEIF itself
            (Scheme::Lei, &["7LTWFZYICNSX8D621K86", "5493001KJTIIGC8Y1R12", "506700GE1G29325QX363"]),
            // the example of the resolution's text books; a tanker of the fleet lists
            (Scheme::Imo, &["9074729", "9319466"]),
            // Apple, BAE Systems, an Australian example of the standard
            (Scheme::Isin, &["US0378331005", "GB0002634946", "AU0000XVGZA3"]),
            // Sberbank; the tax service's own example of a person
            (Scheme::Inn, &["7707083893", "500100732259"]),
            (Scheme::Ogrn, &["1027700132195", "304500116000157"]),
        ];
        for &(scheme, values) in all {
            for value in values {
                assert!(holds(scheme, value.as_bytes()), "{scheme} {value}");
                let mut wrong = value.as_bytes().to_vec();
                let last = wrong.len() - 1;
                wrong[last] = if wrong[last] == b'9' { b'0' } else { wrong[last] + 1 };
                assert!(!holds(scheme, &wrong), "{scheme} {value} with another last digit");
            }
        }
        assert!(holds(Scheme::Bic, b"DEUTDEFF") && holds(Scheme::Bic, b"DEUTDEFF500"));
        assert!(!holds(Scheme::Bic, b"DEUT12FF") && !holds(Scheme::Bic, b"DEUTDEFF5"));
    }
}
