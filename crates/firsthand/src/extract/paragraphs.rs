use crate::model::Span;

/// Spans of the paragraphs, trimmed, empty ones left out. A line is a paragraph; a lone `###` between spaces parts
/// two as well, as some corpora join paragraphs with it.
pub(super) fn split(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut start = at;
        for piece in line.split(" ### ") {
            push(&mut found, piece, start);
            start += piece.len() + " ### ".len();
        }
        at += line.len();
    }
    found
}

fn push(found: &mut Vec<Span>, piece: &str, start: usize) {
    let body = piece.trim();
    if !body.is_empty() {
        let lead = piece.len() - piece.trim_start().len();
        found.push(Span::new(start + lead, start + lead + body.len()));
    }
}
