//! What a model proposes, as frames of the sentences in which the cues stand.

use super::english;
use super::merge::Frame;
use crate::model::{Attribution, AttributionKind, Force, Language, Place, Proposal, Span};
use crate::outlets::address_label;
use crate::reading::{CUES, Sentence};
use crate::text::Token;

/// The name of the model's readings in [`Attribution::rule`].
pub(super) const RULE: &str = "tagger";

/// How far back a report may stand that another one stands within, in attributions: one quotation over three
/// paragraphs. Chosen by hand.
const REACH: usize = 12;

/// The proposals whose cue begins in the sentence.
pub(super) fn frames(sentence: &Sentence<'_>, proposals: &[Proposal]) -> Vec<Frame> {
    let here = |p: &&Proposal| {
        p.part == sentence.part
            && p.cue.first().is_some_and(|cue| sentence.span.contains(Span { end: cue.start, ..*cue }))
    };
    let mut here = proposals.iter().filter(here).peekable();
    if here.peek().is_none() || sentence.tokens.is_empty() {
        return Vec::new();
    }
    let clauses = match sentence.language {
        Language::English => english::frames(sentence).iter().map(|c| Frame::of_clause(sentence, c)).collect(),
        _ => Vec::new(),
    };
    let frames = here.map(|proposal| frame(sentence, proposal, &clauses));
    frames.filter(|frame| sentence.language == Language::English || frame.tells || is_sure(frame)).collect()
}

/// Below this, what no list knows for a word of saying is left out in other languages than English, for which the model was
/// trained on little. Token F1 of cues on `AdaQ`, which marks speech alone, rises from .71 to .75; on the passages of `corpus/`
/// it costs nothing.
const SURE: f32 = 0.7;

fn is_sure(frame: &Frame) -> bool {
    frame.confidence.is_none_or(|confidence| confidence.get() >= SURE)
}

fn frame(sentence: &Sentence<'_>, proposal: &Proposal, clauses: &[Frame]) -> Frame {
    let place = |&span: &Span| Place { part: proposal.part, span: with_whole_addresses(sentence, span) };
    let english = sentence.language == Language::English;
    let places = |spans: &[Span]| {
        let bare = |span: &Span| if english { *span } else { without_marks(sentence.text, *span) };
        spans.iter().map(bare).filter(|span| span.start < span.end).map(|span| place(&span)).collect::<Vec<_>>()
    };
    let cue = places(&proposal.cue);
    let clause = clauses.iter().find(|clause| clause.has_cue(&cue));
    // Of a hundred of the model's errors on PolNeAR dev twenty lacked a source alone, mostly the subject of a verb far off.
    let subject = clause
        .filter(|clause| clause.tells && proposal.source.is_empty())
        .map(|clause| (clause.run, clause.source.clone()));
    let (run, source) = subject.unwrap_or_else(|| (run(sentence, &proposal.source), places(&proposal.source)));
    let reports = || (0..sentence.tokens.len()).any(|i| sentence.is(i, CUES) && holds(&proposal.cue, sentence, i));
    Frame {
        run,
        source,
        cue,
        content: places(&proposal.content),
        kind: kind(sentence.text, &proposal.content),
        tells: clause.map_or_else(reports, |clause| clause.tells),
        rule: RULE,
        confidence: Some(proposal.confidence),
    }
}

/// A comma, colon or dash at an end parts what is said from who says it; of English, where a comma stands inside the
/// quotation, the model was trained on the marks as they are.
fn without_marks(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let mark = |c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';' | '–' | '—' | '-');
    let start = span.end - words.trim_start_matches(mark).len() as u32;
    Span { start: start.min(span.end), end: start.max(span.start + words.trim_end_matches(mark).len() as u32) }
}

/// The model's words end at every dot; "kestrel.info" is one word here.
fn with_whole_addresses(sentence: &Sentence<'_>, span: Span) -> Span {
    let cut = |t: &&Token| t.span.overlaps(span) && address_label(&t.folded).is_some();
    sentence.tokens.iter().filter(cut).fold(span, |span, token| span.cover(token.span))
}

fn holds(spans: &[Span], sentence: &Sentence<'_>, token: usize) -> bool {
    spans.iter().any(|span| span.overlaps(sentence.tokens[token].span))
}

/// The tokens of the sentence under the spans, from the first to the last.
fn run(sentence: &Sentence<'_>, spans: &[Span]) -> Option<(usize, usize)> {
    let mut under = (0..sentence.tokens.len()).filter(|&i| holds(spans, sentence, i));
    let first = under.next()?;
    Some((first, under.next_back().unwrap_or(first) + 1))
}

/// Direct where quotation marks hold the whole content, mixed where they stand in it.
fn kind(text: &str, content: &[Span]) -> AttributionKind {
    let marks = ['“', '”', '"', '«', '»', '„'];
    let words: Vec<&str> = content.iter().map(|span| span.of(text).trim()).collect();
    let closed = |w: &&str| w.starts_with(marks) && w.trim_end_matches([',', '.']).ends_with(marks);
    match words.iter().filter(|w| w.contains(marks)).count() {
        0 => AttributionKind::Indirect,
        _ if words.iter().all(closed) => AttributionKind::Direct,
        _ => AttributionKind::Mixed,
    }
}

/// Whether the model, which read the sentence, would have found the credit if it were an attribution.
pub(super) fn covers(credit: &Attribution) -> bool {
    !credit.cue.is_empty() && credit.force == Force::Tells
}

/// Puts each of the model's readings within the one whose content holds its cue.
pub(super) fn nest(found: &mut [Attribution]) {
    for at in 0..found.len() {
        let Some(cue) = found[at].cue.first().copied() else { continue };
        let around =
            |i: &usize| *i != at && found[*i].content.iter().any(|c| c.part == cue.part && c.span.contains(cue.span));
        if found[at].rule == RULE && found[at].within.is_none() {
            found[at].within = (at.saturating_sub(REACH)..found.len().min(at + REACH)).rev().find(around);
        }
    }
}
