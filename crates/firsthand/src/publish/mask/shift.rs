//! Where does a place lie once words have been replaced?

use super::WITHHELD;
use crate::model::Span;

/// A text with some ranges replaced, and the way from old offsets to new ones.
pub(super) struct Shift {
    pub(super) text: String,
    /// Replaced range in the old text, and in the new one; in order, apart.
    cuts: Vec<(Span, Span)>,
}

impl Shift {
    /// Replaces each range by [`WITHHELD`]; ranges that touch, or have only white space between them, become one.
    /// `ranges` are in order and lie on character boundaries. Cost: linear.
    pub(super) fn replace(old: &str, ranges: &[Span]) -> Self {
        let mut shift = Self { text: String::with_capacity(old.len()), cuts: Vec::new() };
        let mut at = 0;
        for span in merged(old, ranges) {
            shift.text.push_str(&old[at..span.start as usize]);
            let start = shift.text.len();
            shift.text.push_str(WITHHELD);
            shift.cuts.push((span, Span::new(start, shift.text.len())));
            at = span.end as usize;
        }
        shift.text.push_str(&old[at..]);
        shift
    }

    /// Replaces everything.
    pub(super) fn whole(old: &str, by: &str) -> Self {
        if old.is_empty() {
            return Self { text: String::new(), cuts: Vec::new() };
        }
        Self { text: by.to_owned(), cuts: vec![(Span::new(0, old.len()), Span::new(0, by.len()))] }
    }

    /// The same words in the new text; a span that reaches into a replaced range takes in all that replaces it.
    pub(super) fn span(&self, old: Span) -> Span {
        let start = self.offset(old.start, true);
        Span { start, end: self.offset(old.end, false).max(start) }
    }

    fn offset(&self, old: u32, is_start: bool) -> u32 {
        // The last cut that begins at or before the offset decides.
        let before = self.cuts.partition_point(|(cut, _)| cut.start <= old);
        let Some((cut, new)) = before.checked_sub(1).map(|at| self.cuts[at]) else { return old };
        if old >= cut.end {
            new.end + (old - cut.end)
        } else if is_start || old == cut.start {
            new.start
        } else {
            new.end
        }
    }
}

fn merged(text: &str, ranges: &[Span]) -> Vec<Span> {
    let mut merged: Vec<Span> = Vec::new();
    for &span in ranges {
        match merged.last_mut() {
            Some(last) if text.get(last.end as usize..span.start as usize).is_none_or(is_gap) => {
                *last = last.cover(span);
            }
            _ => merged.push(span),
        }
    }
    merged
}

/// One name and the next word of it: white space on one line, or the dot of an initial.
fn is_gap(between: &str) -> bool {
    between.len() <= 3 && between.chars().all(|c| matches!(c, ' ' | '.' | '\u{a0}' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_follow_their_words() {
        let old = "Yesterday Irma Tollgard said no.";
        let shift = Shift::replace(old, &[Span::new(10, 14), Span::new(15, 23)]);
        assert_eq!(shift.text, "Yesterday [name withheld] said no.");
        let check = |words: &str, expected: &str| {
            let start = old.find(words).unwrap();
            assert_eq!(shift.span(Span::new(start, start + words.len())).of(&shift.text), expected);
        };
        check("said no", "said no");
        check("Yesterday", "Yesterday");
        check("Tollgard", "[name withheld]");
        check("Tollgard said", "[name withheld] said");
        check(old, "Yesterday [name withheld] said no.");
    }
}
