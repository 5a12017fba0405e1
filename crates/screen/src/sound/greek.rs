//! Greek letter pairs that are one sound, before the text crate's table reads letter by letter.

/// Greek with μπ, ντ, γκ, αυ, ευ written as they sound (b, d, g, av, ev). Our list.
pub(crate) fn spell_greek(word: &str) -> String {
    let mut out = word.to_owned();
    for (pair, first, inside) in [("μπ", "b", "b"), ("ντ", "d", "nt"), ("γκ", "g", "gk"), ("γγ", "ng", "ng")] {
        if let Some(rest) = out.strip_prefix(pair) {
            out = format!("{first}{rest}");
        }
        out = out.replace(pair, inside);
    }
    for (pair, sound) in [("αυ", "av"), ("ευ", "ev"), ("ου", "u"), ("χ", "h")] {
        out = out.replace(pair, sound);
    }
    out
}
