//! What is attributed? The quotations of the sentence, and what is left of it beside sources and cues.

use std::ops::Range;

use super::clause;
use super::unlisted;
use crate::model::{Attribution, AttributionKind, Place, Span};
use crate::reading::Sentence;

/// The quoted and the plain parts of a sentence.
pub(super) struct Contents {
    quoted: Vec<Place>,
    plain: Vec<Place>,
    /// What the sources and cues of the sentence take.
    taken: Vec<Span>,
}

/// Plain words fewer than these are what is left of the credit itself ("on Tuesday"), not content.
const FEWEST_PLAIN_WORDS: usize = 4;

/// Splits the sentence, less the sources and cues of its attributions, into quoted and plain pieces.
pub(super) fn of<'a>(sentence: &Sentence<'_>, attributions: impl Iterator<Item = &'a Attribution>) -> Contents {
    // "Депутати вимагають звіту": a paper without a cue may be part of what is told.
    let part = unlisted::reads(sentence.language);
    let tells = |a: &&Attribution| !a.cue.is_empty() || a.rule != "named" || !part;
    let taken: Vec<Span> =
        attributions.filter(tells).flat_map(|a| a.source.iter().chain(&a.cue)).map(|p| p.span).collect();
    let mut contents = Contents { quoted: Vec::new(), plain: Vec::new(), taken };
    let mut at = 0;
    while at < sentence.tokens.len() {
        let quoted = sentence.quoted[at];
        let free = |i: usize| {
            !contents.taken.iter().any(|t| t.overlaps(sentence.tokens[i].span)) && sentence.quoted[i] == quoted
        };
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

/// Gives an attribution its content and the kind that follows from it: what its clause shows to be `told`, or the
/// pieces of the sentence. Hops within another credit carry none of their own: the content belongs to the outermost
/// and is the same.
pub(super) fn fill(
    sentence: &Sentence<'_>,
    attribution: Attribution,
    told: &[Range<usize>],
    contents: &Contents,
) -> Attribution {
    let own = told.iter().flat_map(|range| pieces(sentence, range, &contents.taken));
    let own: Vec<Range<usize>> = own.collect();
    if own.is_empty() {
        return fill_from_sentence(attribution, contents);
    }
    let words = |quoted: bool| {
        let is = |i: usize| sentence.tokens[i].is_word() && sentence.quoted[i] == quoted;
        own.iter().any(|r| r.clone().any(is))
    };
    let kind = match (words(true), words(false)) {
        (true, false) => AttributionKind::Direct,
        (true, true) => AttributionKind::Mixed,
        _ => AttributionKind::Indirect,
    };
    with_kind(attribution, kind, own.into_iter().map(|r| with_quotes(sentence, &r)).collect())
}

/// The parts of a token range that no source and no cue takes. Where the clause shows the place, one word is content;
/// at the end of a sentence, what is left behind the credit ("on Tuesday") is not.
fn pieces(sentence: &Sentence<'_>, range: &Range<usize>, taken: &[Span]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let free = |i: usize| !taken.iter().any(|t| t.overlaps(sentence.tokens[i].span));
        let end = (at..range.end).find(|&i| !free(i)).unwrap_or(range.end);
        let words = (at..end).filter(|&i| sentence.tokens[i].is_word()).count();
        let whole = at == range.start && end == range.end;
        if words >= FEWEST_PLAIN_WORDS || words > 0 && (whole || sentence.quoted[at]) {
            found.push(at..end);
        }
        at = end.max(at) + 1;
    }
    found
}

/// The place of a piece, with the quotation marks that open or close it.
fn with_quotes(sentence: &Sentence<'_>, range: &Range<usize>) -> Place {
    let place = sentence.place(range.start, range.end);
    let touches = |i: usize| sentence.tokens.get(i).filter(|t| clause::is_quote(t)).map(|t| t.span);
    let first =
        range.clone().find(|&i| sentence.tokens[i].is_word() && sentence.tokens[i].span.start >= place.span.start);
    let opening = first.filter(|&i| i > range.start && sentence.quoted[i]).and_then(|i| touches(i - 1));
    let last = range.clone().rev().find(|&i| sentence.tokens[i].is_word());
    let closing = last.and_then(|last| (last + 1..range.end).rev().find_map(touches));
    let span = opening.into_iter().chain(closing).fold(place.span, Span::cover);
    Place { span, ..place }
}

fn fill_from_sentence(attribution: Attribution, contents: &Contents) -> Attribution {
    let kind = match (contents.quoted.is_empty(), contents.plain.is_empty()) {
        (false, true) => AttributionKind::Direct,
        (false, false) => AttributionKind::Mixed,
        (true, false) => AttributionKind::Indirect,
        (true, true) => AttributionKind::Credit,
    };
    with_kind(attribution, kind, contents.plain.iter().chain(&contents.quoted).copied().collect())
}

fn with_kind(attribution: Attribution, kind: AttributionKind, mut content: Vec<Place>) -> Attribution {
    // "Mayor Ruiz: “…”" has a colon for its cue.
    let silent = attribution.cue.is_empty() && attribution.rule != "clause";
    let kind = if silent { AttributionKind::Credit } else { kind };
    content.sort();
    if kind == AttributionKind::Credit {
        content.clear();
    }
    Attribution { content, kind, ..attribution }
}
