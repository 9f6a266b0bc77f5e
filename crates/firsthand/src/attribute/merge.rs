//! Joins the spans of a finer reading to the credits of the phrase rules: its spans win, and who is meant, of what kind
//! and with which grounds is told by the same code for both.

use super::candidates::{self, Candidate};
use super::cues;
use super::english;
use super::people::People;
use crate::model::{Attribution, AttributionKind, Force, Language, Place, Probability, SourceKind, Span};
use crate::reading::Sentence;

/// Source, cue and content of one attribution by place, whoever read them.
pub(super) struct Frame {
    /// The tokens of the source, where it stands in the cue's sentence.
    pub(super) run: Option<(usize, usize)>,
    pub(super) source: Vec<Place>,
    pub(super) cue: Vec<Place>,
    pub(super) content: Vec<Place>,
    pub(super) kind: AttributionKind,
    /// Whether the source tells the content, and does not only hold it.
    pub(super) tells: bool,
    pub(super) rule: &'static str,
    /// `None` where the reading does not say how sure it is.
    pub(super) confidence: Option<Probability>,
}

impl Frame {
    /// A clause of the sentence.
    pub(super) fn of_clause(sentence: &Sentence<'_>, clause: &english::Frame) -> Self {
        let mut content: Vec<Place> = clause.content.iter().map(|run| place(sentence, *run)).collect();
        content.sort();
        Self {
            run: clause.source,
            source: clause.source.map(|run| place(sentence, run)).into_iter().collect(),
            cue: vec![place(sentence, clause.cue)],
            content,
            kind: kind(sentence, clause),
            tells: clause.tells,
            rule: "clause",
            confidence: None,
        }
    }

    /// Whether a cue of these words is the same.
    pub(super) fn has_cue(&self, cue: &[Place]) -> bool {
        overlap(&self.cue, cue)
    }
}

/// The credits with the spans of their frames, then the frames that no credit has. Of the credits without a frame those
/// that the finer reading `covers` tell whom a report leans on, and no more.
pub(super) fn merge(
    sentence: &Sentence<'_>,
    candidates: &[Candidate],
    people: &People,
    mut credits: Vec<Attribution>,
    frames: &[Frame],
    covers: fn(&Attribution) -> bool,
) -> Vec<Attribution> {
    let mut joined = vec![false; credits.len()];
    for frame in frames {
        let all: Vec<usize> = (0..joined.len()).filter(|&i| !joined[i] && frame.has_cue(&credits[i].cue)).collect();
        let Some(&first) = all.first() else {
            credits.push(fresh(sentence, candidates, people, frame));
            continue;
        };
        let at = all.iter().copied().find(|&i| meets(&credits[i], frame)).unwrap_or(first);
        joined[at] = true;
        if meets(&credits[at], frame) && !is_hop(&credits[at]) {
            respan(&mut credits[at], frame);
            continue;
        }
        if is_hop(&credits[at]) && frame.rule == "clause" || is_known_outlet(sentence, &credits[at]) {
            continue;
        }
        // Whom a report leans on is what the phrase rules know best: they know the outlets of the pile. Who is the
        // subject of a verb is what the finer reading knows best.
        credits[at].force = Force::Names;
        credits.push(Attribution { force: Force::Holds, ..fresh(sentence, candidates, people, frame) });
    }
    for (credit, _) in credits.iter_mut().zip(&joined).filter(|(_, joined)| !**joined) {
        if covers(credit) {
            credit.force = Force::Names;
        }
    }
    credits
}

/// The credits, then the frames whose cue no credit has, but for those in which the article's own outlet speaks. For
/// tracing: the phrase rules name an outlet or a body to the word, and the model of many languages takes more or less.
pub(super) fn add(
    sentence: &Sentence<'_>,
    candidates: &[Candidate],
    people: &People,
    mut credits: Vec<Attribution>,
    frames: &[Frame],
) -> Vec<Attribution> {
    let own = |(start, end)| sentence.names_itself_near(start, end, 0);
    let fresh =
        |frame: &&Frame| !frame.run.is_some_and(own) && !credits.iter().any(|credit| frame.has_cue(&credit.cue));
    let fresh: Vec<_> =
        frames.iter().filter(fresh).map(|frame| self::fresh(sentence, candidates, people, frame)).collect();
    credits.extend(fresh);
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

/// An outlet by its name, in a language of which the model was trained on little: the rules are right more often.
fn is_known_outlet(sentence: &Sentence<'_>, credit: &Attribution) -> bool {
    sentence.language != Language::English && credit.source_kind == SourceKind::Outlet && credit.named
}

/// Whether the two name the same words as the source, or one of them none.
fn meets(credit: &Attribution, frame: &Frame) -> bool {
    frame.source.is_empty() || credit.source.is_empty() || overlap(&frame.source, &credit.source)
}

fn overlap(some: &[Place], others: &[Place]) -> bool {
    some.iter().any(|a| others.iter().any(|b| a.part == b.part && a.span.overlaps(b.span)))
}

fn respan(credit: &mut Attribution, frame: &Frame) {
    if !frame.source.is_empty() {
        credit.source.clone_from(&frame.source);
    }
    credit.cue.clone_from(&frame.cue);
    credit.content.clone_from(&frame.content);
    credit.kind = frame.kind;
    credit.confidence = frame.confidence.unwrap_or(credit.confidence);
}

fn kind(sentence: &Sentence<'_>, clause: &english::Frame) -> AttributionKind {
    let tokens =
        || clause.content.iter().flat_map(|&(start, end)| start..end).filter(|&i| sentence.tokens[i].is_word());
    let quoted = tokens().filter(|&i| sentence.quoted[i]).count();
    match quoted {
        0 => AttributionKind::Indirect,
        n if n == tokens().count() => AttributionKind::Direct,
        _ => AttributionKind::Mixed,
    }
}

fn fresh(sentence: &Sentence<'_>, candidates: &[Candidate], people: &People, frame: &Frame) -> Attribution {
    let name = frame.run.map(|run| run.0..english::name_end(sentence, run));
    let known = candidates.iter().find(|c| name.as_ref().is_some_and(|name| name.contains(&c.start)));
    let base = match (known, frame.run) {
        (Some(candidate), _) => cues::of_candidate(sentence, candidate),
        (None, Some(source)) => cues::of_words(sentence, candidates, people, source),
        (None, None) => cues::of_nobody(sentence, (0, 1)),
    };
    let pronoun = frame.run.is_some_and(|(start, end)| end - start == 1 && cues::points_back(sentence, people, start));
    let force = if frame.tells && (known.is_some() || pronoun) { Force::Tells } else { Force::Holds };
    let nameless = force == Force::Tells && known.is_some_and(|c| candidates::is_somebody(sentence, c));
    Attribution {
        source: frame.source.clone(),
        cue: frame.cue.clone(),
        content: frame.content.clone(),
        kind: frame.kind,
        rule: frame.rule,
        force,
        confidence: frame.confidence.unwrap_or(base.confidence),
        source_kind: if nameless { SourceKind::Anonymous } else { base.source_kind },
        ..base
    }
}
