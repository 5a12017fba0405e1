//! Words as the index holds them: each in its own script and in Latin letters, at one position.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Longest form of a name that is compared as a whole, in characters.
const LONGEST_NAME: usize = 200;

/// One word and the ways in which it may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// The word in its own script.
    pub(crate) text: String,
    /// The words that it is in Latin letters, where that differs: one for most scripts, several for Chinese.
    pub(crate) latin: Vec<String>,
    /// First and last byte (excluded) in the text.
    start: usize,
    end: usize,
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
            Word { text: token.text, latin, start: token.start, end: token.end }
        })
        .collect()
}

/// The forms of a name that are compared with a whole question: in its own script, in Latin letters, and without
/// legal forms. Sorted, each once, none empty.
pub(crate) fn name_forms(name: &str) -> Vec<String> {
    let folded: Vec<String> = sousveil_text::words(name).into_iter().map(|token| token.text).collect();
    let mut forms = [folded.join(" "), sousveil_text::latin(name), sousveil_text::name_key(name)]
        .map(|form| form.chars().take(LONGEST_NAME).collect::<String>())
        .to_vec();
    forms.retain(|form| !form.is_empty());
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// As long as `sousveil_text::words` lets a word be.
fn cut(word: &str) -> String {
    word.chars().take(64).collect()
}

/// [`words`] for tantivy.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words;

/// The tokens of one text.
#[derive(Debug)]
pub(crate) struct Stream {
    tokens: std::vec::IntoIter<Token>,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Stream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream {
        let mut tokens = Vec::new();
        for (position, word) in words(text).into_iter().enumerate() {
            let mut push = |text: String| {
                tokens.push(Token { offset_from: word.start, offset_to: word.end, position, text, position_length: 1 });
            };
            if word.latin.len() > 1 {
                push(cut(&word.latin.concat()));
            }
            push(word.text);
            word.latin.into_iter().for_each(push);
        }
        Stream { tokens: tokens.into_iter(), token: Token::default() }
    }
}

impl TokenStream for Stream {
    fn advance(&mut self) -> bool {
        self.tokens.next().map(|token| self.token = token).is_some()
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
