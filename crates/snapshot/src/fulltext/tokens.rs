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
    known: HashMap<Box<str>, Range<usize>>,
    forms: Vec<Form>,
    /// The texts of all `forms`, one after the other.
    texts: String,
    /// How many of `forms` are remembered; what follows is of the piece at hand.
    remembered: usize,
}

/// A way of writing a word: where its text ends among all, and which of the words between two spaces it is.
#[derive(Debug, Clone, Copy)]
struct Form {
    until: usize,
    word: usize,
}

/// So many pieces are remembered, then all are forgotten: names that come once must not fill the memory.
const MOST_KNOWN: usize = 60_000;
/// Longer ones are not remembered.
const LONGEST_KNOWN: usize = 64;

/// The tokens of one text, piece by piece.
#[derive(Debug)]
pub(crate) struct Stream<'a> {
    words: &'a mut Words,
    text: &'a str,
    /// Where the next piece begins; behind the text when there is none.
    next: usize,
    /// Those forms of the piece at hand that are still to come.
    forms: Range<usize>,
    /// The position of the first word of the piece at hand, and of that of the next.
    position: usize,
    next_position: usize,
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
        self.texts.truncate(self.start(self.remembered));
        for (at, word) in words(piece).iter().enumerate() {
            if word.latin.len() > 1 {
                self.push(&cut(&word.latin.concat()), at);
            }
            self.push(&word.text, at);
            word.latin.iter().for_each(|latin| self.push(latin, at));
        }
        let place = self.remembered..self.forms.len();
        if piece.len() <= LONGEST_KNOWN {
            self.remembered = place.end;
            self.known.insert(piece.into(), place.clone());
        }
        place
    }

    fn push(&mut self, text: &str, word: usize) {
        self.texts.push_str(text);
        self.forms.push(Form { until: self.texts.len(), word });
    }

    /// Where the text of a form begins.
    fn start(&self, at: usize) -> usize {
        at.checked_sub(1).and_then(|before| self.forms.get(before)).map_or(0, |form| form.until)
    }
}

impl Tokenizer for Words {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream { words: self, text, next: 0, forms: 0..0, position: 0, next_position: 0, token: Token::default() }
    }
}

impl Stream<'_> {
    /// Turns to the next piece; false behind the last one.
    fn turn(&mut self) -> bool {
        let Some(rest) = self.text.get(self.next..) else { return false };
        let piece = rest.split(' ').next().unwrap_or_default();
        (self.token.offset_from, self.token.offset_to) = (self.next, self.next + piece.len());
        self.next += piece.len() + 1;
        self.position = self.next_position;
        self.forms = if piece.is_empty() { 0..0 } else { self.words.place(piece) };
        let last = self.words.forms.get(self.forms.clone()).and_then(<[Form]>::last);
        self.next_position += last.map_or(0, |form| form.word + 1);
        true
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            if let Some((at, form)) = self.forms.next().and_then(|at| Some((at, *self.words.forms.get(at)?))) {
                // One text for all tokens: making a new one for each took longer than finding them.
                self.token.text.clear();
                self.token.text.push_str(self.words.texts.get(self.words.start(at)..form.until).unwrap_or_default());
                self.token.position = self.position + form.word;
                self.token.position_length = 1;
                return true;
            }
            if !self.turn() {
                return false;
            }
        }
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
            let whole: Vec<String> = words(text)
                .into_iter()
                .flat_map(|word| {
                    let joined = (word.latin.len() > 1).then(|| cut(&word.latin.concat()));
                    joined.into_iter().chain([word.text]).chain(word.latin)
                })
                .collect();
            for _ in 0..2 {
                let mut stream = tokenizer.token_stream(text);
                let mut found = Vec::new();
                stream.process(&mut |token| found.push(token.text.clone()));
                assert_eq!(found, whole, "{text}");
            }
        }
    }
}
