//! Joins the spans of a finer reading to the credits of the phrase rules: its spans win, and who is meant, of what kind
//! and with which grounds is told by the same code for both.

use super::candidates::Candidate;
use super::cues;
use super::english::Frame;
use super::people::People;
use crate::model::{Attribution, AttributionKind, Force, Place, Span};
use crate::reading::Sentence;

/// The credits with the spans of their frames, then the frames that no credit has.
pub(super) fn merge(
    sentence: &Sentence<'_>,
    candidates: &[Candidate],
    people: &People,
    mut credits: Vec<Attribution>,
    frames: &[Frame],
) -> Vec<Attribution> {
    let mut joined = vec![false; credits.len()];
    for frame in frames {
        let cue = place(sentence, frame.cue);
        let same = |i: &usize| !joined[*i] && credits[*i].cue.iter().any(|p| p.span.overlaps(cue.span));
        let all: Vec<usize> = (0..joined.len()).filter(same).collect();
        let Some(&first) = all.first() else {
            credits.push(fresh(sentence, candidates, people, frame));
            continue;
        };
        let at = all.iter().copied().find(|&i| meets(sentence, &credits[i], frame)).unwrap_or(first);
        joined[at] = true;
        if is_hop(&credits[at]) {
            continue;
        }
        if meets(sentence, &credits[at], frame) {
            respan(sentence, &mut credits[at], frame);
            continue;
        }
        // Whom a report leans on is what the phrase rules know best: they know the outlets of the pile. Who is the
        // subject of a verb is what the grammar knows best.
        credits[at].force = Force::Names;
        credits.push(Attribution { force: Force::Holds, ..fresh(sentence, candidates, people, frame) });
    }
    for (credit, _) in credits.iter_mut().zip(&joined).filter(|(_, joined)| !**joined) {
        if matches!(credit.rule, "verb" | "observation") {
            credit.force = Force::Names;
        }
    }
    credits
}

/// Marks at the ends stay: a quotation keeps its quotation marks.
fn place(sentence: &Sentence<'_>, (start, end): (usize, usize)) -> Place {
    let (first, last) = (sentence.tokens[start].span, sentence.tokens[end - 1].span);
    Place { part: sentence.part, span: Span { start: first.start, end: last.end } }
}

/// "Citing the channel": the phrase rules know that the channel is the next hop; the grammar sees who cites.
fn is_hop(credit: &Attribution) -> bool {
    matches!(credit.rule, "relay-phrase" | "rests-on")
}

/// Whether the two name the same words as the source, or one of them none.
fn meets(sentence: &Sentence<'_>, credit: &Attribution, frame: &Frame) -> bool {
    let Some(source) = frame.source.map(|run| place(sentence, run)) else { return true };
    credit.source.is_empty() || credit.source.iter().any(|p| p.span.overlaps(source.span))
}

fn respan(sentence: &Sentence<'_>, credit: &mut Attribution, frame: &Frame) {
    credit.source = frame
        .source
        .map(|run| place(sentence, run))
        .into_iter()
        .chain(std::mem::take(&mut credit.source))
        .take(1)
        .collect();
    credit.cue = vec![place(sentence, frame.cue)];
    credit.content = contents(sentence, frame);
    credit.kind = kind(sentence, frame);
}

fn contents(sentence: &Sentence<'_>, frame: &Frame) -> Vec<Place> {
    let mut content: Vec<Place> = frame.content.iter().map(|run| place(sentence, *run)).collect();
    content.sort();
    content
}

fn kind(sentence: &Sentence<'_>, frame: &Frame) -> AttributionKind {
    let tokens = || frame.content.iter().flat_map(|&(start, end)| start..end).filter(|&i| sentence.tokens[i].is_word());
    let quoted = tokens().filter(|&i| sentence.quoted[i]).count();
    match quoted {
        0 => AttributionKind::Indirect,
        n if n == tokens().count() => AttributionKind::Direct,
        _ => AttributionKind::Mixed,
    }
}

fn fresh(sentence: &Sentence<'_>, candidates: &[Candidate], people: &People, frame: &Frame) -> Attribution {
    let within = |c: &&Candidate| frame.source.is_some_and(|(start, end)| start <= c.start && c.start < end);
    let known = candidates.iter().find(within);
    let base = match (known, frame.source) {
        (Some(candidate), _) => cues::of_candidate(sentence, candidate),
        (None, Some(source)) => cues::of_words(sentence, people, source),
        (None, None) => cues::of_nobody(sentence, frame.cue),
    };
    let pronoun =
        frame.source.is_some_and(|(start, end)| end - start == 1 && cues::points_back(sentence, people, start));
    let force = if frame.tells && (known.is_some() || pronoun) { Force::Tells } else { Force::Holds };
    Attribution {
        source: frame.source.map(|run| place(sentence, run)).into_iter().collect(),
        cue: vec![place(sentence, frame.cue)],
        content: contents(sentence, frame),
        kind: kind(sentence, frame),
        rule: "clause",
        force,
        ..base
    }
}
