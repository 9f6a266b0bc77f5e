//! How well are time expressions found, and how well understood?
//!
//! As in TempEval-3 of 2013: one found is taken for one marked where they share a character, each at most
//! once, in the order of the text. Of those pairs the strict figure counts equal spans and the value figure equal values,
//! each as F1 of everything found and marked.

use super::{Count, Figure};
use crate::model::{Span, TimeExpression};

/// One time expression: where it stands, in bytes, and its TIMEX3 value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timed {
    /// Where it stands in the article's text.
    pub span: Span,
    /// TIMEX3 value, such as `2024-03-15` or `P10D`.
    pub value: String,
}

impl From<&TimeExpression> for Timed {
    fn from(found: &TimeExpression) -> Self {
        Self { span: found.place.span, value: found.value.clone() }
    }
}

/// The sums over all articles.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    relaxed: Count,
    strict: Count,
    value: Count,
}

impl Tally {
    /// Adds one article. Cost: the product of how many were marked and found.
    pub fn add(&mut self, wanted: &[Timed], found: &[Timed]) {
        let pairs = pairs(wanted, found);
        let count = |agree: &dyn Fn(&Timed, &Timed) -> bool| pairs.iter().filter(|(w, f)| agree(w, f)).count();
        let hits = [count(&|_, _| true), count(&|w, f| w.span == f.span), count(&|w, f| w.value == f.value)];
        for (sum, hits) in [&mut self.relaxed, &mut self.strict, &mut self.value].into_iter().zip(hits) {
            sum.add(hits, found.len(), wanted.len());
        }
    }

    /// The F1 figures in a fixed order.
    pub fn figures(&self) -> Vec<Figure> {
        let named = [("relaxed span F1", self.relaxed), ("strict span F1", self.strict), ("value F1", self.value)];
        named.map(|(name, count)| Figure { name: name.to_owned(), value: count.f1() }).to_vec()
    }
}

fn pairs<'t>(wanted: &'t [Timed], found: &'t [Timed]) -> Vec<(&'t Timed, &'t Timed)> {
    let mut free = vec![true; found.len()];
    let mut pairs = Vec::new();
    for gold in wanted {
        let overlaps = |f: &Timed| f.span.start < gold.span.end && gold.span.start < f.span.end;
        if let Some(hit) = (0..found.len()).find(|&i| free[i] && overlaps(&found[i])) {
            free[hit] = false;
            pairs.push((gold, &found[hit]));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timed(start: usize, end: usize, value: &str) -> Timed {
        Timed { span: Span::new(start, end), value: value.to_owned() }
    }

    /// In thousandths: relaxed, strict, value.
    fn figures(wanted: &[Timed], found: &[Timed]) -> Vec<u32> {
        let mut tally = Tally::default();
        tally.add(wanted, found);
        tally.figures().into_iter().map(|f| (f.value * 1000.0).round() as u32).collect()
    }

    #[test]
    fn the_same_is_perfect_and_nothing_is_nought() {
        let gold = [timed(0, 6, "2024-03-04"), timed(10, 16, "P2D")];
        assert_eq!(figures(&gold, &gold), [1000; 3]);
        assert_eq!(figures(&gold, &[]), [0; 3]);
        assert_eq!(figures(&[], &[]), [0; 3]);
    }

    #[test]
    fn a_wider_span_overlaps_and_a_wrong_value_is_no_value() {
        let gold = [timed(3, 9, "2024-03-04"), timed(20, 26, "P2D")];
        let found = [timed(0, 9, "2024-03-04"), timed(20, 26, "P2W")];
        assert_eq!(figures(&gold, &found), [1000, 500, 500]);
    }

    #[test]
    fn what_only_touches_is_not_found_and_one_is_taken_once() {
        let gold = [timed(0, 4, "2011"), timed(5, 9, "2011")];
        assert_eq!(figures(&gold, &[timed(4, 5, "2011")]), [0; 3]);
        assert_eq!(figures(&gold, &[timed(0, 9, "2011")]), [667, 0, 667]);
    }
}
