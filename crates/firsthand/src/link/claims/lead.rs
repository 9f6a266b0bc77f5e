//! How is a report's news worded? By its first sentence, which is compared with another's, without whom it credits for
//! passing it on: "several media reported" is no number of anything. Headlines leave out who and how many, and write
//! names and other words alike, so they are not asked.

use crate::link::same::{Wording, contradict};
use crate::link::units::{Line, Unit};
use crate::model::{Attribution, Document, Place, Role, SourceKind, Span, TimeExpression};

/// The sentence that words the news of a report.
#[derive(Clone, Debug)]
pub struct Lead(Option<Wording>);

impl Lead {
    /// Of a report of `document`; `times` and `credits` are the document's.
    pub fn of(unit: &Unit, document: &Document, times: &[TimeExpression], credits: &[Attribution]) -> Self {
        let is_text = |l: &&Line| !matches!(l.role, Role::Title | Role::Credit);
        Self(unit.lines.iter().find(is_text).map(|line| wording(line, document, times, credits)))
    }

    /// Whether the two are worded alike and say something else.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        self.0.as_ref().zip(other.0.as_ref()).is_some_and(|(a, b)| contradict(a, b))
    }
}

fn wording(line: &Line, document: &Document, times: &[TimeExpression], credits: &[Attribution]) -> Wording {
    let sentence = line.place.span;
    let within = |t: &&TimeExpression| t.place.part == line.place.part && sentence.contains(t.place.span);
    let mut times: Vec<TimeExpression> = times.iter().filter(within).cloned().collect();
    for time in &mut times {
        let Span { start, end } = time.place.span;
        time.place.span = Span { start: start - sentence.start, end: end - sentence.start };
    }
    Wording::of(&without_credits(line.place, document, credits), document.language, &times)
}

/// The sentence with blanks, byte for byte, where it credits an outlet or a crowd.
fn without_credits(sentence: Place, document: &Document, credits: &[Attribution]) -> String {
    let passes_on = |a: &&Attribution| matches!(a.source_kind, SourceKind::Outlet | SourceKind::Collective);
    let places = credits.iter().filter(passes_on).flat_map(|a| a.source.iter().chain(&a.cue));
    let spans: Vec<Span> = places.filter(|p| p.part == sentence.part).map(|p| p.span).collect();
    let start = sentence.span.start;
    let credited = |at: usize| spans.iter().any(|s| s.start <= start + at as u32 && start + (at as u32) < s.end);
    let blank = |(at, letter): (usize, char)| {
        if credited(at) { " ".repeat(letter.len_utf8()) } else { letter.to_string() }
    };
    document.slice(sentence).char_indices().map(blank).collect()
}
