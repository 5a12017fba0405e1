//! Words as the index holds them: each in its own script and in Latin letters, at one position.

use std::collections::HashMap;
use std::ops::Range;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// One word and the ways in which it may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// The word in its own script.
    pub(crate) text: String,
    /// The words that it is in Latin letters, where that differs: one for most scripts, several for Chinese.
    pub(crate) latin: Vec<String>,
}

/// The words of a text.
pub(crate) fn words(text: &str) -> Vec<Word> {
    sousveil_text::words(text)
        .into_iter()
        .map(|token| {
            // From the text as it was written: folding has merged letters that Latin tells apart.
            let latin = sousveil_text::latin(text.get(token.start..token.end).unwrap_or_default());
            let latin: Vec<String> = latin.split(' ').filter(|word| !word.is_empty()).map(cut).collect();
            let latin = if latin.len() == 1 && latin.first() == Some(&token.text) { Vec::new() } else { latin };
            Word { text: token.text, latin }
        })
        .collect()
}

/// As long as `sousveil_text::words` lets a word be.
fn cut(word: &str) -> String {
    word.char_indices().nth(64).and_then(|(at, _)| word.get(..at)).unwrap_or(word).to_owned()
}

/// [`words`] for tantivy. Texts use the same words again and again, and a space parts words in every script: what stands
/// between two spaces is taken apart once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// Where in `forms` those of a piece lie.
    known: HashMap<String, Range<usize>>,
    forms: Vec<Form>,
    /// How many of `forms` are remembered; what follows is of the piece at hand.
    remembered: usize,
    /// The tokens of the text at hand, one after the other.
    texts: String,
    places: Vec<Place>,
}

/// Where a token ends in [`Words::texts`], and where it stands in the text.
#[derive(Debug, Clone, Copy)]
struct Place {
    until: usize,
    position: usize,
    from: usize,
    to: usize,
}

/// A way of writing a word, and which of the words between two spaces it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Form {
    text: String,
    word: usize,
}

/// So many pieces are remembered, then all are forgotten: names that come once must not fill the memory.
const MOST_KNOWN: usize = 20_000;
/// Longer ones are not remembered.
const LONGEST_KNOWN: usize = 64;

/// The tokens of one text.
#[derive(Debug)]
pub(crate) struct Stream<'a> {
    words: &'a Words,
    at: usize,
    start: usize,
    token: Token,
}

impl Words {
    /// Where in `forms` those of a piece lie, until the next piece.
    fn place(&mut self, piece: &str) -> Range<usize> {
        if let Some(place) = self.known.get(piece) {
            return place.clone();
        }
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
            self.remembered = 0;
        }
        self.forms.truncate(self.remembered);
        self.forms.extend(forms(piece));
        let place = self.remembered..self.forms.len();
        if piece.len() <= LONGEST_KNOWN {
            self.remembered = place.end;
            self.known.insert(piece.to_owned(), place.clone());
        }
        place
    }
}

fn forms(piece: &str) -> Vec<Form> {
    let mut out = Vec::new();
    for (at, word) in words(piece).into_iter().enumerate() {
        let mut push = |text: String| out.push(Form { text, word: at });
        if word.latin.len() > 1 {
            push(cut(&word.latin.concat()));
        }
        push(word.text);
        word.latin.into_iter().for_each(push);
    }
    out
}

impl Tokenizer for Words {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        let mut texts = std::mem::take(&mut self.texts);
        let mut places = std::mem::take(&mut self.places);
        texts.clear();
        places.clear();
        let (mut offset, mut position) = (0, 0);
        for piece in text.split(' ') {
            let end = offset + piece.len();
            if !piece.is_empty() {
                let place = self.place(piece);
                let forms = self.forms.get(place).unwrap_or_default();
                for form in forms {
                    texts.push_str(&form.text);
                    places.push(Place { until: texts.len(), position: position + form.word, from: offset, to: end });
                }
                position += forms.last().map_or(0, |form| form.word + 1);
            }
            offset = end + 1;
        }
        (self.texts, self.places) = (texts, places);
        Stream { words: self, at: 0, start: 0, token: Token::default() }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some(&Place { until, position, from, to }) = self.words.places.get(self.at) else { return false };
        // One text for all tokens: making a new one for each took longer than finding them.
        self.token.text.clear();
        self.token.text.push_str(self.words.texts.get(self.start..until).unwrap_or_default());
        (self.token.position, self.token.offset_from, self.token.offset_to) = (position, from, to);
        self.token.position_length = 1;
        self.start = until;
        self.at += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_between_spaces_have_the_words_of_the_whole() {
        let mut tokenizer = Words::default();
        for text in [
            "Vérint Systems Ltd. sold  3,5 million probes (l'armement, dell'Interno)",
            "Сделка: «Oʻzbekiston» ўзбек ї та",
            "监控软件 有限公司 与 Verint",
            "שב״כ בע״מ ליד",
            "شركة المدار للأنظمة ش.م.م",
            "ქართული სისტემები შპს",
            "การสื่อสาร ความมั่นคง",
            "S.r.l. A/B C\u{a0}D \t e  ",
            "カメラ 監視 システム한국어 정보",
        ] {
            let whole: Vec<String> = forms(text).into_iter().map(|form| form.text).collect();
            for _ in 0..2 {
                let mut stream = tokenizer.token_stream(text);
                let mut found = Vec::new();
                stream.process(&mut |token| found.push(token.text.clone()));
                assert_eq!(found, whole, "{text}");
            }
        }
    }
}
