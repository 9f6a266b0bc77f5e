use unicode_segmentation::UnicodeSegmentation;

use super::fold;
use crate::model::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with inner hyphens and digits.
    Word,
    /// Digits, with inner points and commas.
    Number,
    /// One mark.
    Mark,
}

/// A word, a number or a mark, with its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Half-open byte range of the text.
    pub span: Span,
    /// The folded form, for comparing.
    pub folded: String,
    /// What it is made of.
    pub kind: Kind,
    /// Whether its first letter is upper case.
    pub capital: bool,
    /// Whether all its letters are upper case, and it has two at least.
    pub capitals: bool,
}

impl Token {
    /// Whether the token is the mark `c`.
    pub fn is_mark(&self, c: char) -> bool {
        self.kind == Kind::Mark && self.folded.starts_with(c)
    }

    /// Whether this is a word or a number.
    pub fn is_word(&self) -> bool {
        self.kind != Kind::Mark
    }
}

/// Splits a text into tokens. Words break at apostrophes ("Courier'ın" is `Courier` and `ın`), since what follows
/// one is a suffix or an elided word in every supported language, but not at hyphens between letters or at the dots
/// of an address (`lovber.info`). White space gives no token. Spans are in bytes of `text`, offset by `base`.
///
/// Cost: linear.
pub fn tokens(text: &str, base: usize) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::with_capacity(text.len() / 5);
    for (start, piece) in text.split_word_bound_indices() {
        if piece.chars().all(char::is_whitespace) {
            continue;
        }
        push_pieces(&mut found, piece, base + start);
    }
    join_hyphens(found, text, base)
}

/// UAX 29 keeps "d'Orle" in one piece and joins digits with their separators; only the apostrophe is ours to split.
/// Between Cyrillic letters it is a letter itself ("зв'язок").
fn push_pieces(found: &mut Vec<Token>, piece: &str, start: usize) {
    let mut at = 0;
    let cyrillic = piece.chars().all(|c| matches!(c, '\u{400}'..='\u{52f}' | '\'' | '’' | 'ʼ'));
    for (i, c) in piece.char_indices() {
        if matches!(c, '\'' | '’' | 'ʼ' | '‘') && !(cyrillic && i > 0 && i + c.len_utf8() < piece.len()) {
            push(found, &piece[at..i], start + at);
            push(found, &piece[i..i + c.len_utf8()], start + i);
            at = i + c.len_utf8();
        }
    }
    push(found, &piece[at..], start + at);
}

fn push(found: &mut Vec<Token>, piece: &str, start: usize) {
    let Some(first) = piece.chars().next() else { return };
    let kind = if first.is_alphabetic() {
        Kind::Word
    } else if first.is_numeric() {
        if piece.chars().any(char::is_alphabetic) { Kind::Word } else { Kind::Number }
    } else {
        Kind::Mark
    };
    let span = Span::new(start, start + piece.len());
    let letters = piece.chars().filter(|c| c.is_alphabetic());
    let capitals = letters.clone().count() > 1 && letters.clone().all(char::is_uppercase);
    found.push(Token { span, folded: fold(piece), kind, capital: first.is_uppercase(), capitals });
}

/// "Talvaz-Press" is one name: word, hyphen and word that touch become one token.
fn join_hyphens(pieces: Vec<Token>, text: &str, base: usize) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(pieces.len());
    let mut pending_hyphen = false;
    for token in pieces {
        let touches = joined.last().is_some_and(|last: &Token| last.span.end == token.span.start);
        if pending_hyphen && touches && token.kind == Kind::Word {
            joined.pop();
            if let Some(last) = joined.last_mut() {
                last.span = last.span.cover(token.span);
                let (start, end) = (last.span.start as usize - base, last.span.end as usize - base);
                last.folded = fold(&text[start..end]);
            }
            pending_hyphen = false;
            continue;
        }
        pending_hyphen = touches
            && matches!(token.folded.as_str(), "-" | "‐" | "‑")
            && joined.last().is_some_and(|last| last.kind == Kind::Word);
        joined.push(token);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text, 0).into_iter().map(|t| t.folded).collect()
    }

    #[test]
    fn keeps_addresses_and_hyphens_and_splits_apostrophes() {
        assert_eq!(words("Talvaz-Press'in Lovber.info"), ["talvaz-press", "'", "in", "lovber.info"]);
        assert_eq!(words("l’élan – 14 000 à 1,5 %"), ["l", "'", "elan", "–", "14", "000", "a", "1,5", "%"]);
    }

    #[test]
    fn spans_slice_to_their_words() {
        let text = "Выход «Маяка» – 13 трещин.";
        for token in tokens(text, 0) {
            assert_eq!(fold(token.span.of(text)), token.folded);
        }
    }
}
