use crate::model::{Language, Span};

/// Splits a paragraph into sentences, quotations kept whole; spans are offset by `base` and carry no white space
/// at either end.
///
/// The splitting is `sentencex`'s. Paragraphs beyond 64 KiB are no prose, and splitting them
/// well is not worth its time: they are cut at full stops and line ends.
pub fn sentences(paragraph: &str, language: Language, base: usize) -> Vec<Span> {
    if paragraph.len() > LONGEST_PARAGRAPH {
        return cut_plainly(paragraph, base);
    }
    let code = if language == Language::Other { "en" } else { language.code() };
    let mut found: Vec<Span> = Vec::new();
    for sentence in sentencex::get_sentence_boundaries(code, paragraph) {
        let Some(text) = paragraph.get(sentence.start_byte..sentence.end_byte) else { continue };
        push_trimmed(&mut found, text, base + sentence.start_byte);
    }
    found
}

/// The sentences of the paragraph that a span of the text stands in. Cost: that of splitting the paragraph.
pub fn sentences_around(text: &str, language: Language, span: Span) -> Vec<Span> {
    let (from, to) = (text.len().min(span.start as usize), text.len().min(span.end as usize));
    let start = text[..from].rfind('\n').map_or(0, |at| at + 1);
    let end = text[to..].find('\n').map_or(text.len(), |at| to + at);
    sentences(&text[start..end], language, start)
}

/// The longest paragraph of the 612 Helsinki articles has 6 kB; ten times that is no prose.
const LONGEST_PARAGRAPH: usize = 64 * 1024;

fn cut_plainly(paragraph: &str, base: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in paragraph.split_inclusive(['.', '!', '?', '\n']) {
        push_trimmed(&mut found, piece, base + at);
        at += piece.len();
    }
    found
}

fn push_trimmed(found: &mut Vec<Span>, text: &str, start: usize) {
    let body = text.trim();
    if !body.is_empty() {
        let lead = text.len() - text.trim_start().len();
        found.push(Span::new(start + lead, start + lead + body.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, language: Language, expected: &[&str]) {
        let found: Vec<_> = sentences(text, language, 0).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn splits_at_sentence_ends() {
        check("Mr. Ruiz spoke. Nobody came.", Language::English, &["Mr. Ruiz spoke.", "Nobody came."]);
        check("Это ложь. Его нет.", Language::Russian, &["Это ложь.", "Его нет."]);
    }

    #[test]
    fn a_monstrous_paragraph_is_cut_plainly() {
        let text = "word word. ".repeat(10_000);
        assert_eq!(sentences(&text, Language::English, 5).len(), 10_000);
    }
}
