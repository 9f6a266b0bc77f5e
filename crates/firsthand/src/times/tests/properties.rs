use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::read;
use crate::model::Language;

/// Far above what 100 kB take in a debug build, far below what a quadratic reading of them would.
const HOSTILE: Duration = Duration::from_secs(5);

/// Words that patterns are made of, to reach deep into them.
const PIECES: [&str; 24] = [
    "in",
    "the",
    "next",
    "ten",
    "days",
    "by",
    "end",
    "of",
    "March",
    "15",
    ",",
    "2024",
    "-",
    "within",
    "last",
    "a",
    "до",
    "конца",
    "'",
    "ayın",
    "6",
    "p.m.",
    "\n\n",
    "Friday",
];

fn sound(language: Language, text: &str) -> Result<(), TestCaseError> {
    for day in ["2024-03-05", "-9999-01-02", "9999-12-30", ""] {
        let mut end = 0;
        for t in read(language.code(), day, text) {
            let span = t.place.span.range();
            prop_assert!(end <= span.start && span.start < span.end, "{text:?}: {span:?} after {end}");
            prop_assert!(text.get(span.clone()).is_some(), "{text:?}: {span:?}");
            end = span.end;
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_disjoint_spans_in_order(text in "\\PC{0,80}") {
        for language in Language::SUPPORTED {
            sound(language, &text)?;
        }
    }

    #[test]
    fn words_of_patterns_give_disjoint_spans_in_order(
        pieces in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..30),
    ) {
        let row: Vec<&str> = pieces.iter().flat_map(|(n, space)| [PIECES[*n], if *space { " " } else { "" }]).collect();
        let text = row.concat();
        for language in Language::SUPPORTED {
            sound(language, &text)?;
        }
    }
}

#[test]
fn hostile_texts_are_read_in_linear_time() {
    for piece in
        ["7", "in ", "1.", "12:", "'", "x", "the last ", "within ten ", "\u{301}", "\n", "5-", "п'", "by Friday "]
    {
        let text = piece.repeat(100_000 / piece.len());
        for language in ["en", "ru", "tr"] {
            let start = Instant::now();
            read(language, "2024-03-05", &text);
            assert!(start.elapsed() < HOSTILE, "{language}: {piece:?} took {:?}", start.elapsed());
        }
    }
}
