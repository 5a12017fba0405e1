//! Sounds of Arabic, Persian and Hebrew letters: consonants, and glides where vowels may stand.
//! Our table.

/// The sound of a word in Arabic or Hebrew letters (in [`sousveil_text::fold`]'s form).
pub(crate) fn sound_of_abjad(word: &str) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(word.len());
    let count = word.chars().count();
    for (i, c) in word.chars().enumerate() {
        let (first, last) = (i == 0, i + 1 == count);
        let sounds: &[u8] = match c {
            // Before a glide it only carries the vowel: אורי is Uri or Ori.
            'ا' | 'א' if first && matches!(word.chars().nth(1), Some('و' | 'ו' | 'ي' | 'י')) => b"",
            'ا' | 'א' | 'ع' | 'ע' if first => b"a",
            'ا' => b"a",
            // Keeps apart what stands on both sides of it: Muammar has two m.
            'ع' | 'ע' => b"a",
            'א' | 'ء' => b"",
            'ؤ' | 'و' | 'ו' if first => b"v",
            'ؤ' | 'و' | 'ו' => b"u",
            'ئ' | 'ي' | 'י' => b"i",
            'ب' | 'ב' => b"b",
            'پ' | 'פ' | 'ף' => b"p",
            'ت' | 'ט' | 'ת' | 'ط' | 'ث' => b"t",
            'ج' | 'چ' | 'ژ' => b"q",
            'ح' | 'خ' | 'ח' => b"h",
            'ה' | 'ه' if last => b"a",
            'ה' | 'ه' => b"h",
            'د' | 'ذ' | 'ض' | 'ד' => b"d",
            'ر' | 'ר' => b"r",
            'ز' | 'ظ' | 'ז' => b"z",
            'س' | 'ص' | 'ס' => b"s",
            'ش' | 'ש' => b"x",
            'צ' | 'ץ' => b"c",
            'غ' | 'گ' | 'ג' => b"g",
            'ف' => b"f",
            'ق' | 'ك' | 'ק' | 'כ' | 'ך' => b"k",
            'ل' | 'ל' => b"l",
            'م' | 'מ' | 'ם' => b"m",
            'ن' | 'ں' | 'נ' | 'ן' => b"n",
            _ => b"",
        };
        for &byte in sounds {
            if out.last() != Some(&byte) {
                out.push(byte);
            }
        }
    }
    out
}
