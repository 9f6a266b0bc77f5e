//! A paragraph as the encoder wants it: word pieces, where each stands, and what an uncased vocabulary loses.

use firsthand::model::Span;
use tokenizers::Tokenizer;

/// The mark of a paragraph's first piece.
pub(crate) const OPENS: i32 = 8;

/// One word piece of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) id: i32,
    /// [`OPENS`] for the first piece of a paragraph, 4 inside quotation marks, and the capitals of [`shape`].
    pub(crate) mark: i32,
    pub(crate) span: Span,
    /// Whether the piece goes on with the word of the piece before it.
    pub(crate) continues: bool,
}

impl Piece {
    pub(crate) fn opens_paragraph(&self) -> bool {
        self.mark & OPENS != 0
    }
}

/// The pieces (Wu et al., 2016; Kudo, 2018) of a paragraph that begins at `start` in its text. What cannot be cut has none.
pub(crate) fn pieces(tokenizer: &Tokenizer, paragraph: &str, start: usize) -> Vec<Piece> {
    let Ok(encoding) = tokenizer.encode(paragraph, false) else { return Vec::new() };
    let mut found: Vec<Piece> = Vec::new();
    let mut opened = None;
    for (&id, &(from, to)) in encoding.get_ids().iter().zip(encoding.get_offsets()) {
        // The pieces of some vocabularies hold the space before a word.
        let word = paragraph[from..to].trim_start();
        let Some(first) = word.chars().next() else { continue };
        let from = to - word.len();
        opened = behind(opened, first, paragraph[to..].chars().next());
        found.push(Piece {
            id: i32::try_from(id).unwrap_or(0),
            mark: OPENS * i32::from(found.is_empty()) + 4 * i32::from(opened.is_some()) + shape(word),
            span: Span { start: (start + from) as u32, end: (start + to) as u32 },
            continues: first.is_alphanumeric() && paragraph[..from].ends_with(char::is_alphanumeric),
        });
    }
    found
}

/// The mark that opened the quotation that stands open behind `letter`, if one does. A quotation within one is not seen.
fn behind(opened: Option<char>, letter: char, following: Option<char>) -> Option<char> {
    let Some(mark) = opened else {
        let opens = match letter {
            '“' | '"' | '«' | '„' => true,
            '»' => following.is_some_and(char::is_alphanumeric),
            _ => false,
        };
        return opens.then_some(letter);
    };
    let closed_by: &[char] = match mark {
        '“' | '"' => &['”', '"'],
        '«' => &['»'],
        '„' => &['“', '”', '"'],
        _ => &['«'],
    };
    opened.filter(|_| !closed_by.contains(&letter))
}

/// 0 no capital, 1 Capitalised, 2 UPPER, 3 any other word with a capital in it.
fn shape(word: &str) -> i32 {
    let mut letters = word.chars();
    let first_is_upper = letters.next().is_some_and(char::is_uppercase);
    let rest_has_upper = letters.clone().any(char::is_uppercase);
    let has_lower = word.chars().any(char::is_lowercase);
    match (first_is_upper, rest_has_upper) {
        (false, false) => 0,
        (_, true) if !has_lower => 2,
        (true, false) => 1,
        (_, true) => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, i32)> {
        let tokenizer = Tokenizer::from_bytes(include_bytes!("tiny-tokenizer.json")).unwrap();
        let pieces = pieces(&tokenizer, text, 0);
        pieces.iter().map(|p| (p.span.of(text).to_owned(), p.mark)).collect()
    }

    #[test]
    fn marks_capitals_quotations_and_the_first_piece() {
        let found = read("The Mayors said \"Yes, UN\" café");
        let expected = [
            ("The", 9),
            ("Mayor", 1),
            ("s", 0),
            ("said", 0),
            ("\"", 4),
            ("Yes", 5),
            (",", 4),
            ("UN", 6),
            ("\"", 0),
            ("café", 0),
        ];
        assert_eq!(found, expected.map(|(word, mark)| (word.to_owned(), mark)));
    }

    #[test]
    fn knows_the_quotation_marks_of_many_countries() {
        let quoted = |text: &str| {
            let mut opened = None;
            let letters: Vec<char> = text.chars().collect();
            let step = |i: usize| {
                opened = behind(opened, letters[i], letters.get(i + 1).copied());
                if opened.is_some() { letters[i] } else { '-' }
            };
            (0..letters.len()).map(step).collect::<String>()
        };
        assert_eq!(quoted("„a“ b"), "„a---");
        assert_eq!(quoted("»a« b"), "»a---");
        assert_eq!(quoted("a» b «c» d"), "-----«c---");
        assert_eq!(quoted("„a” \"b\" «c»"), "„a--\"b--«c-");
        assert_eq!(quoted("“a\" b"), "“a---");
    }

    #[test]
    fn words_outside_the_vocabulary_are_one_unknown_piece() {
        assert_eq!(read("zzz said"), [("zzz".to_owned(), 8), ("said".to_owned(), 0)]);
    }
}
