//! Syllables of Korean names in Cyrillic letters.
//!
//! `Our list.` In Russian (Kontsevich's system, and the older way of writing without х behind a consonant) one spelling
//! stands for several Korean syllables; given is the one that most names have, as [`crate::sound::spell_syllable`] writes it.
//! Forms are those of [`sousveil_text::fold`]: е for ё.

/// Surnames that are Korean only.
const SURNAMES: &str = "ким=kim | пак=bak | цой=choe | чхве=choe | чой=choe | квон=kwon | пэк=baek | пэ=bae | \
    хван=hwang";

/// Surnames that Chinese or Russian names begin with, too.
const ALSO_OTHERS: &str = "ли=i | ри=ri | лим=im | рим=rim | им=im | чон=jong | чан=jang | чо=jo | чжо=jo | \
    кан=kang | юн=yun | ан=an | сон=song | рю=ryu | ю=yu | хон=hong | но=ro | ро=ro | мун=mun | ян=yang | хо=ho | \
    нам=nam | сим=sim | син=sin | со=so | хан=han | ха=ha | о=o | ко=ko | го=ko | чжон=jong | чхэ=chae | ма=ma | \
    мин=min | пан=bang | у=u";

/// Syllables of given names that only Korean ones have.
const GIVEN: &str = "ын=un | ир=il | чхоль=chol | чхор=chol | хен=hyon | ен=yong | мен=myong | рен=ryong | \
    чхан=chang | чхун=chun | хек=hyok | хак=hak | сук=suk | сок=sok | сик=sik | ук=uk | кук=kuk | хеп=hyop | \
    соп=sop | док=dok | ток=dok | чжэ=jae | джэ=jae | тхэ=tae | тэ=tae | хэ=hae | сэн=saeng | чхон=chon | гын=kun | \
    кын=kun | сын=sung | ген=kyong | кен=kyong | бен=byong | пен=byong | рель=ryol | ель=yol | соль=sol | \
    гиль=kil | киль=kil | пхиль=pil | пиль=pil | бом=bom | пом=bom | гю=kyu | кю=kyu | хви=hwi | джон=jong | \
    джун=jun";

/// Syllables of given names that others have, too.
const ALSO_GIVEN: &str = "чен=jong | чон=jong | чжон=jong | сен=song | сон=song | хо=ho | су=su | мин=min | \
    чжу=ju | чу=ju | хи=hi | чэ=jae | гван=kwang | кван=kwang | нам=nam | чин=jin | чжин=jin | ун=un | сан=sang | \
    бон=bong | пон=bong | вон=won | ми=mi | дон=dong | тон=dong | хун=hun | рим=rim | иль=il | чун=jun | чжун=jun | \
    у=u | ги=ki | ки=ki | ин=in | ян=yang | ра=ra | гу=ku | ку=ku | кон=kon | ган=kang | мун=mun | ю=yu | гук=kuk | \
    чхи=chi | ли=ri | ри=ri | со=so | сун=sun | сим=sim | гон=kon | сам=sam | юн=yun | рюн=ryun | хва=hwa | \
    пок=bok | бок=bok | бэ=bae";

fn look(rows: &[&'static str], word: &str) -> Option<&'static str> {
    let pairs = rows.iter().flat_map(|row| row.split(" | ")).filter_map(|pair| pair.split_once('='));
    pairs.filter(|(cyrillic, _)| *cyrillic == word).map(|(_, latin)| latin).next()
}

/// The syllables of a Korean person's name in Cyrillic letters, in Latin ones; none where the words may be another name.
pub(crate) fn korean(words: &[&str]) -> Option<Vec<&'static str>> {
    let (surname, given) = words.split_first().filter(|(_, given)| !given.is_empty())?;
    let first = look(&[SURNAMES, ALSO_OTHERS], surname)?;
    let mut sure = look(&[SURNAMES], surname).is_some();
    let mut out = vec![first];
    for word in given {
        let (syllables, certain) = syllables(word)?;
        out.extend(syllables);
        sure |= certain;
    }
    (sure && (2..=3).contains(&out.len())).then_some(out)
}

/// One syllable or two of a given name, and whether one of them is Korean only.
fn syllables(word: &str) -> Option<(Vec<&'static str>, bool)> {
    let one = |part: &str| look(&[GIVEN, ALSO_GIVEN], part).map(|latin| (latin, look(&[GIVEN], part).is_some()));
    if let Some((latin, certain)) = one(word) {
        return Some((vec![latin], certain));
    }
    word.char_indices().skip(1).find_map(|(at, _)| {
        let (left, right) = word.split_at(at);
        let ((left, sure), (right, certain)) = (one(left)?, one(right)?);
        Some((vec![left, right], sure || certain))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_by_their_syllables() {
        assert_eq!(korean(&["ким", "чен", "ын"]).unwrap(), ["kim", "jong", "un"]);
        assert_eq!(korean(&["ким", "чонын"]).unwrap(), ["kim", "jong", "un"]);
        assert_eq!(korean(&["ли", "ен", "хо"]).unwrap(), ["i", "yong", "ho"]);
    }

    #[test]
    fn the_tables_are_in_the_form_that_is_looked_up() {
        for pair in [SURNAMES, ALSO_OTHERS, GIVEN, ALSO_GIVEN].iter().flat_map(|row| row.split(" | ")) {
            let (cyrillic, latin) = pair.split_once('=').unwrap();
            assert_eq!(sousveil_text::fold(cyrillic), cyrillic, "{pair}");
            assert!(!latin.is_empty() && latin.bytes().all(|b| b.is_ascii_lowercase()), "{pair}");
        }
    }

    #[test]
    fn names_of_others_are_left() {
        for name in [["ли", "чен"], ["ким", "сергей"], ["ян", "мин"], ["чен", "ын"], ["пак", "алина"]]
        {
            assert_eq!(korean(&name), None, "{name:?}");
        }
        assert_eq!(korean(&["ким"]), None);
        assert_eq!(korean(&[]), None);
    }
}
