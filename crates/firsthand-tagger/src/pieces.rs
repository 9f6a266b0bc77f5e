//! A paragraph as the encoder wants it: word pieces, where each stands, and what the uncased vocabulary loses.

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

/// The pieces (Wu et al., 2016) of a paragraph that begins at `start` in its text. What cannot be cut has none.
pub(crate) fn pieces(tokenizer: &Tokenizer, paragraph: &str, start: usize) -> Vec<Piece> {
    let Ok(encoding) = tokenizer.encode(paragraph, false) else { return Vec::new() };
    let mut quoted = false;
    let pieces = encoding.get_ids().iter().zip(encoding.get_tokens()).zip(encoding.get_offsets());
    pieces
        .enumerate()
        .map(|(number, ((&id, token), &(from, to)))| {
            let word = &paragraph[from..to];
            quoted = match word {
                "“" | "«" | "„" => true,
                "”" | "»" => false,
                "\"" => !quoted,
                _ => quoted,
            };
            Piece {
                id: i32::try_from(id).unwrap_or(0),
                mark: OPENS * i32::from(number == 0) + 4 * i32::from(quoted) + shape(word),
                span: Span { start: (start + from) as u32, end: (start + to) as u32 },
                continues: token.starts_with("##"),
            }
        })
        .collect()
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
    fn words_outside_the_vocabulary_are_one_unknown_piece() {
        assert_eq!(read("zzz said"), [("zzz".to_owned(), 8), ("said".to_owned(), 0)]);
    }
}
