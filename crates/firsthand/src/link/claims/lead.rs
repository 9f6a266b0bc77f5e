//! How is a report's news worded? By its first sentence, which is compared with another's. Headlines leave out who and
//! how many, and write names and other words alike, so they are not asked.

use crate::link::same::{Wording, contradict};
use crate::link::units::{Line, Unit};
use crate::model::{Document, Role, Span, TimeExpression};

/// The sentence that words the news of a report.
#[derive(Clone, Debug)]
pub struct Lead(Option<Wording>);

impl Lead {
    /// Of a report of `document`; `times` are the document's.
    pub fn of(unit: &Unit, document: &Document, times: &[TimeExpression]) -> Self {
        let is_text = |l: &&Line| !matches!(l.role, Role::Title | Role::Credit);
        Self(unit.lines.iter().find(is_text).map(|line| wording(line, document, times)))
    }

    /// Whether the two are worded alike and say something else.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        self.0.as_ref().zip(other.0.as_ref()).is_some_and(|(a, b)| contradict(a, b))
    }
}

fn wording(line: &Line, document: &Document, times: &[TimeExpression]) -> Wording {
    let sentence = line.place.span;
    let within = |t: &&TimeExpression| t.place.part == line.place.part && sentence.contains(t.place.span);
    let mut times: Vec<TimeExpression> = times.iter().filter(within).cloned().collect();
    for time in &mut times {
        let Span { start, end } = time.place.span;
        time.place.span = Span { start: start - sentence.start, end: end - sentence.start };
    }
    Wording::of(document.slice(line.place), document.language, &times)
}
