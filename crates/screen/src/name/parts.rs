//! What each word does in a name.

use super::pieces::Piece;
use super::token::Script;
use crate::kind::Kind;
use crate::words::numbers::{digits, roman, spelled};
use crate::words::{self, Concept, Part};

/// A word and what it does.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) piece: Piece,
    pub(super) part: Part,
    pub(super) concept: Concept,
    pub(super) number: Option<u32>,
    /// Behind "bin" or "ben".
    pub(super) son: bool,
}

/// Letters that tell things of a row apart are numbers above all others.
pub(super) const LETTERS: u32 = 0x4000_0000;

/// Words of a name with their parts, in their order.
pub(super) fn find(pieces: Vec<Piece>, kind: Kind) -> Vec<Found> {
    match kind {
        Kind::Person => of_person(join_servants(pieces)),
        Kind::Organisation | Kind::Other => of_organisation(pieces, kind),
        Kind::Unknown => of_unknown(join_servants(pieces)),
    }
}

fn of_person(mut pieces: Vec<Piece>) -> Vec<Found> {
    let count = pieces.len();
    pieces.iter_mut().for_each(Piece::read_digits_as_letters);
    let mut found: Vec<Found> = pieces
        .into_iter()
        .map(|piece| {
            let single = piece.latin.len() == 1 && !matches!(piece.script, Script::Han | Script::Hangul);
            let known = words::person(&piece.latin).or_else(|| words::person(&piece.native));
            // A Korean syllable is a name, also where its letters are those of a particle: 이 is the surname Lee.
            let part = match known.filter(|_| piece.script != Script::Hangul) {
                _ if single && piece.latin.bytes().all(|b| b.is_ascii_alphabetic()) => Part::Initial,
                Some(part) if count > 1 => part,
                _ => Part::Content,
            };
            let concept = words::variant(&piece.latin);
            Found { concept: if part == Part::Content { concept } else { 0 }, piece, part, number: None, son: false }
        })
        .collect();
    let names = found.iter().filter(|word| matches!(word.part, Part::Content | Part::Initial)).count();
    for word in found.iter_mut().filter(|word| word.part == Part::Title && names < 2) {
        if words::is_also_a_name(&word.piece.latin) {
            word.part = Part::Content;
        }
    }
    keep_something(&mut found);
    split_initials(&mut found);
    mark_patronymics(&mut found);
    found
}

fn of_organisation(pieces: Vec<Piece>, kind: Kind) -> Vec<Found> {
    let pieces = join_letters(pieces);
    let mut found = Vec::with_capacity(pieces.len());
    let mut rest = pieces.as_slice();
    while let Some(piece) = rest.first() {
        let (next, len) = match several(rest) {
            Some(joined) => joined,
            None => (of_word(piece, found.is_empty(), rest.len() == 1, kind), 1),
        };
        found.push(next);
        rest = rest.get(len..).unwrap_or_default();
    }
    join_tens(&mut found);
    keep_something(&mut found);
    weaken_forms(&mut found);
    found
}

/// A legal form that stands elsewhere than the text crate looks for one ("Cross Winds, S.A." as "Winds S.A. Cross") says
/// as little there, where another word names the body.
fn weaken_forms(found: &mut [Found]) {
    let is_form = |word: &Found| {
        matches!(word.part, Part::Content | Part::Structure)
            && (words::is_form(&word.piece.latin) || words::is_glued_form(&word.piece.latin))
    };
    if found.iter().any(|word| word.part == Part::Content && word.piece.latin.len() > 1 && !is_form(word)) {
        found.iter_mut().filter(|word| is_form(word)).for_each(|word| word.part = Part::Stop);
    }
}

/// "J P Morgan" is "JP Morgan", as "J.P. Morgan" is: single letters beside each other are one word.
fn join_letters(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut after_letter = false;
    for piece in pieces {
        let letter = piece.script == Script::Latin && piece.latin.bytes().all(|b| b.is_ascii_alphabetic());
        let letter = letter && piece.latin.len() == 1;
        match out.last_mut().filter(|last| letter && after_letter && last.latin.len() < 8) {
            Some(last) => last.latin.push_str(&piece.latin),
            None => out.push(piece),
        }
        after_letter = letter;
    }
    out
}

/// Two to four words that the tables know as one ("United States").
fn several(pieces: &[Piece]) -> Option<(Found, usize)> {
    (2..=4).rev().find_map(|len| {
        let run = pieces.get(..len)?;
        let text = run.iter().map(|piece| piece.latin.as_str()).collect::<Vec<_>>().join(" ");
        let (part, concept) = words::organisation(&text)?;
        let piece = Piece::latin(&text.replace(' ', ""));
        Some((Found { piece, part, concept, number: None, son: false }, len))
    })
}

fn of_word(piece: &Piece, first: bool, last: bool, kind: Kind) -> Found {
    let word = piece.latin.as_str();
    let number = digits(word).or_else(|| spelled(word).filter(|_| !first || !last)).or_else(|| {
        roman(word).filter(|_| !first && (word.len() > 1 && !words::is_form(word) || last && word.len() == 1))
    });
    let letter = word.bytes().next().filter(|b| word.len() == 1 && b.is_ascii_lowercase());
    let vessel = kind == Kind::Other && first && !last && matches!(word, "mv" | "mt" | "ms" | "ss" | "mts" | "mvs");
    let known = words::organisation(word).or_else(|| words::organisation(&piece.native));
    let known = known.or_else(|| words::mistyped_structure(word));
    let (part, concept, number) = match (number, known, letter) {
        _ if vessel => (Part::Title, 0, None),
        (Some(number), ..) => (Part::Number, 0, Some(number)),
        (_, Some((Part::Stop, _)), Some(letter)) if last && !first => {
            (Part::Number, 0, Some(LETTERS | u32::from(letter)))
        }
        (_, Some((part, concept)), _) => (part, concept, None),
        (.., Some(letter)) if piece.script != Script::Han => (Part::Number, 0, Some(LETTERS | u32::from(letter))),
        _ => (Part::Content, 0, None),
    };
    Found { piece: piece.clone(), part, concept, number, son: false }
}

/// As an organisation's name, but titles and particles of persons count as little.
fn of_unknown(pieces: Vec<Piece>) -> Vec<Found> {
    let mut found = of_organisation(pieces, Kind::Unknown);
    let count = found.len();
    for word in &mut found {
        let korean = word.piece.script == Script::Hangul;
        if korean && word.part == Part::Stop {
            word.part = Part::Content;
        }
        if word.part == Part::Content && count > 1 {
            match words::person(&word.piece.latin).filter(|_| !korean) {
                Some(part) => word.part = part,
                None => word.concept = words::variant(&word.piece.latin),
            }
        } else if word.number.is_some_and(|number| number & LETTERS != 0) && count > 1 {
            word.part = Part::Initial;
            word.number = None;
        }
    }
    keep_something(&mut found);
    mark_patronymics(&mut found);
    found
}

/// A name of titles or generic words alone is made of them: they distinguish it.
fn keep_something(found: &mut [Found]) {
    let says = |word: &Found| matches!(word.part, Part::Content | Part::Number | Part::Initial | Part::Place);
    if !found.iter().any(says) {
        let many = found.len() > 1 && found.iter().any(|word| word.part == Part::Business);
        for word in found.iter_mut().filter(|word| !many || word.part == Part::Business) {
            word.part = Part::Content;
        }
    }
}

/// "forty four" is one number.
fn join_tens(found: &mut Vec<Found>) {
    let mut i = 0;
    while let Some([tens, unit, ..]) = found.get(i..) {
        match (tens.number, unit.number) {
            (Some(tens @ 20..=90), Some(unit @ 1..=9)) if is_word(&found[i]) && is_word(&found[i + 1]) => {
                found.remove(i + 1);
                found[i].number = Some(tens + unit);
            }
            _ => i += 1,
        }
    }
}

fn is_word(found: &Found) -> bool {
    found.piece.latin.bytes().all(|b| b.is_ascii_alphabetic())
}

/// "JC Juncker": two or three consonants before or behind a longer word are initials.
fn split_initials(found: &mut Vec<Found>) {
    let longer = found.iter().filter(|word| word.piece.latin.len() > 3).count();
    let mut i = 0;
    while i < found.len() {
        let word = &found[i].piece;
        let consonants = word.latin.bytes().all(|b| b.is_ascii_alphabetic() && !b"aeiouy".contains(&b));
        if word.script == Script::Latin
            && (2..=3).contains(&word.latin.len())
            && consonants
            && longer > 0
            && found[i].part == Part::Content
            && found[i].concept == 0
        {
            let letters: Vec<Found> = word
                .latin
                .chars()
                .map(|c| Found {
                    piece: Piece::latin(c.encode_utf8(&mut [0; 4])),
                    part: Part::Initial,
                    concept: 0,
                    number: None,
                    son: false,
                })
                .collect();
            let len = letters.len();
            found.splice(i..=i, letters);
            i += len;
        } else {
            i += 1;
        }
    }
}

/// Servants of God: "abd al-Aziz", "Abdel Aziz", "Abdulaziz" are two words, "abdul" and the other.
fn join_servants(pieces: Vec<Piece>) -> Vec<Piece> {
    const JOINED: [&str; 14] = [
        "abdul", "abdel", "abdal", "abdol", "abdoul", "abdool", "abdur", "abder", "abdus", "abdoel", "abdul", "abdal",
        "abdil", "abdil",
    ];
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let article = matches!(
            piece.latin.as_str(),
            "al" | "el" | "ul" | "ur" | "us" | "ar" | "as" | "er" | "es" | "az" | "uz" | "ol" | "il"
        );
        if article && out.last().is_some_and(|last| last.latin == "abdul") {
            continue;
        }
        let glued = JOINED.iter().find_map(|start| piece.latin.strip_prefix(start).filter(|rest| rest.len() >= 4));
        if piece.latin == "abd" || JOINED.contains(&piece.latin.as_str()) || piece.native == "عبد" {
            out.push(Piece::latin("abdul"));
        } else if let Some(rest) =
            glued.filter(|_| piece.script == Script::Latin && !piece.latin.starts_with("abdulla"))
        {
            out.push(Piece::latin("abdul"));
            out.push(Piece::latin(rest));
        } else {
            out.push(piece);
        }
    }
    out
}

/// Father's names: by their ending where the name has three words, or beside "oglu", "qizi".
fn mark_patronymics(found: &mut [Found]) {
    let names = found.iter().filter(|word| word.part == Part::Content).count();
    if names >= 3 {
        let ending: Vec<usize> = (0..found.len())
            .filter(|&i| found[i].part == Part::Content && words::is_patronymic(&found[i].piece.latin))
            .collect();
        // Of two such words one is the surname: the patronymic is the one inside, or the last.
        let inside = ending.iter().copied().find(|&i| i > 0 && i + 1 < found.len());
        if let Some(i) = inside.or_else(|| ending.last().copied()) {
            found[i].part = Part::Patronymic;
        }
    }
    for i in 1..found.len() {
        found[i].son = matches!(found[i - 1].piece.latin.as_str(), "bin" | "ibn" | "ben" | "bn");
        if words::is_son(&found[i].piece.latin) && names >= 3 && found[i - 1].part == Part::Content {
            found[i - 1].part = Part::Patronymic;
        }
    }
}
