//! What is attributed? The quotations of the sentence, and what is left of it beside sources and cues.

use crate::model::{Attribution, AttributionKind, Place, Span};
use crate::reading::Sentence;

/// The quoted and the plain parts of a sentence.
pub(super) struct Contents {
    quoted: Vec<Place>,
    plain: Vec<Place>,
}

/// Plain words fewer than these are what is left of the credit itself ("on Tuesday"), not content.
const FEWEST_PLAIN_WORDS: usize = 4;

/// Splits the sentence, less the sources and cues of its attributions, into quoted and plain pieces.
pub(super) fn of<'a>(sentence: &Sentence<'_>, attributions: impl Iterator<Item = &'a Attribution>) -> Contents {
    let taken: Vec<Span> = attributions.flat_map(|a| a.source.iter().chain(&a.cue)).map(|p| p.span).collect();
    let mut contents = Contents { quoted: Vec::new(), plain: Vec::new() };
    let mut at = 0;
    while at < sentence.tokens.len() {
        let quoted = sentence.quoted[at];
        let free =
            |i: usize| !taken.iter().any(|t| t.overlaps(sentence.tokens[i].span)) && sentence.quoted[i] == quoted;
        let end = (at..sentence.tokens.len()).find(|&i| !free(i)).unwrap_or(sentence.tokens.len());
        let words = sentence.tokens[at..end].iter().filter(|t| t.is_word()).count();
        if quoted && words > 0 {
            contents.quoted.push(sentence.place(at, end));
        } else if words >= FEWEST_PLAIN_WORDS {
            contents.plain.push(sentence.place(at, end));
        }
        at = end.max(at + 1);
    }
    contents
}

/// Gives an attribution its content and the kind that follows from it. Hops within another credit carry none of
/// their own: the content belongs to the outermost and is the same.
pub(super) fn fill(attribution: Attribution, contents: &Contents) -> Attribution {
    let kind = match (contents.quoted.is_empty(), contents.plain.is_empty()) {
        (false, true) => AttributionKind::Direct,
        (false, false) => AttributionKind::Mixed,
        (true, false) => AttributionKind::Indirect,
        (true, true) => AttributionKind::Credit,
    };
    let kind = if attribution.cue.is_empty() { AttributionKind::Credit } else { kind };
    let mut content: Vec<Place> = contents.plain.iter().chain(&contents.quoted).copied().collect();
    content.sort();
    if kind == AttributionKind::Credit {
        content.clear();
    }
    Attribution { content, kind, ..attribution }
}
