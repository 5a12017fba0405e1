//! Numbers in names: digits, Roman numerals, English words. `Our list.`

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 13] = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

/// The value of a word of digits alone, also with an ordinal ending ("2nd"), up to nine digits.
pub(crate) fn digits(word: &str) -> Option<u32> {
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    if bare.is_empty() || bare.len() > 9 || !bare.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    bare.parse().ok()
}

/// The value of an English number word below twenty, a ten, or an ordinal to the twelfth.
pub(crate) fn spelled(word: &str) -> Option<u32> {
    let at = |list: &[&str]| list.iter().position(|&w| w == word).and_then(|i| u32::try_from(i).ok());
    at(&UNITS).or_else(|| at(&ORDINALS)).or_else(|| at(&TENS).map(|i| (i + 2) * 10))
}

/// The value of a Roman numeral of at least two letters, or of a single i, v or x, up to 399.
pub(crate) fn roman(word: &str) -> Option<u32> {
    if word.is_empty() || word.len() > 12 {
        return None;
    }
    let value = |b: u8| match b {
        b'i' => Some(1),
        b'v' => Some(5),
        b'x' => Some(10),
        b'l' => Some(50),
        b'c' => Some(100),
        _ => None,
    };
    let mut sum = 0_u32;
    let mut last = u32::MAX;
    for byte in word.bytes() {
        let this = value(byte)?;
        // A smaller letter before this one was added; it had to be taken away.
        sum = if last < this { (sum + this).checked_sub(2 * last)? } else { sum + this };
        last = this;
    }
    (sum > 0 && write_roman(sum) == word).then_some(sum)
}

fn write_roman(mut value: u32) -> String {
    let mut out = String::new();
    for (part, letters) in
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    {
        while value >= part {
            out.push_str(letters);
            value -= part;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        assert_eq!(roman("viii"), Some(8));
        assert_eq!(roman("ix"), Some(9));
        assert_eq!(roman("xc"), Some(90));
        for none in ["", "iiii", "vix", "civil", "ic", "abc"] {
            assert_eq!(roman(none), None, "{none}");
        }
        assert_eq!(digits("8200"), Some(8200));
        assert_eq!(digits("2nd"), Some(2));
        assert_eq!(digits("st"), None);
        assert_eq!(digits("9999999999"), None);
        assert_eq!(spelled("forty"), Some(40));
        assert_eq!(spelled("third"), Some(3));
        for value in 1..400 {
            assert_eq!(roman(&write_roman(value)), Some(value));
        }
    }
}
