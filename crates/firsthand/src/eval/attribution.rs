//! How well are sources, cues and contents found?
//!
//! Everything is counted in words and single marks. Token F1 is over all tokens of a role in an article; exact F1 over
//! its spans, each a set of tokens; a whole attribution overlaps when all three roles do, and is exact when all are.

use std::collections::BTreeSet;

use super::{Count, Figure};
use crate::model::{Attribution, Part, Place, Span};

/// One attribution's pieces, in bytes of the article's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Who.
    pub source: Vec<Span>,
    /// By which words.
    pub cue: Vec<Span>,
    /// What.
    pub content: Vec<Span>,
}

impl From<&Attribution> for Told {
    /// Pieces in a separate title are left out: corpora have one text.
    fn from(found: &Attribution) -> Self {
        let in_text = |places: &[Place]| places.iter().filter(|p| p.part == Part::Text).map(|p| p.span).collect();
        Self { source: in_text(&found.source), cue: in_text(&found.cue), content: in_text(&found.content) }
    }
}

const ROLES: [&str; 3] = ["source", "cue", "content"];

/// The three roles of one attribution as sets of tokens, by number and in order.
type Roles = [Vec<usize>; 3];

/// The sums over all articles.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    tokens: [Count; 3],
    exact: [Count; 3],
    whole_overlap: Count,
    whole_exact: Count,
}

impl Tally {
    /// Adds one article. An attribution of the gold is matched with the first one found that overlaps it in every role
    /// and is not matched yet. Cost: the product of how many were wanted and found.
    pub fn add(&mut self, text: &str, wanted: &[Told], found: &[Told]) {
        let words = words(text);
        let roles = |told: &Told| [&told.source, &told.cue, &told.content].map(|spans| covered(&words, spans));
        let wanted: Vec<Roles> = wanted.iter().map(roles).collect();
        let found: Vec<Roles> = found.iter().map(roles).collect();
        for role in 0..ROLES.len() {
            add_sets(&mut self.tokens[role], &tokens(&wanted, role), &tokens(&found, role));
            add_sets(&mut self.exact[role], &spans(&wanted, role), &spans(&found, role));
        }
        self.whole_overlap.add(matched(&wanted, &found), found.len(), wanted.len());
        add_sets(&mut self.whole_exact, &wanted.iter().collect(), &found.iter().collect());
    }

    /// The F1 figures in a fixed order: tokens of each role, spans of each role, whole attributions.
    pub fn figures(&self) -> Vec<Figure> {
        let of = |counts: &[Count; 3], what: &str| {
            let named = ROLES.iter().zip(counts);
            named.map(|(role, c)| Figure { name: format!("{role} {what} F1"), value: c.f1() }).collect::<Vec<_>>()
        };
        let whole = [("whole overlap F1", self.whole_overlap), ("whole exact F1", self.whole_exact)];
        let whole = whole.map(|(name, count)| Figure { name: name.to_owned(), value: count.f1() });
        [of(&self.tokens, "token"), of(&self.exact, "exact"), whole.to_vec()].concat()
    }
}

fn add_sets<T: Ord>(count: &mut Count, wanted: &BTreeSet<T>, found: &BTreeSet<T>) {
    count.add(wanted.intersection(found).count(), found.len(), wanted.len());
}

fn tokens(all: &[Roles], role: usize) -> BTreeSet<usize> {
    all.iter().flat_map(|a| a[role].iter().copied()).collect()
}

fn spans(all: &[Roles], role: usize) -> BTreeSet<&Vec<usize>> {
    all.iter().map(|a| &a[role]).filter(|tokens| !tokens.is_empty()).collect()
}

fn matched(wanted: &[Roles], found: &[Roles]) -> usize {
    let mut free = vec![true; found.len()];
    let mut hits = 0;
    for gold in wanted {
        if let Some(hit) = (0..found.len()).find(|&i| free[i] && overlap(gold, &found[i])) {
            free[hit] = false;
            hits += 1;
        }
    }
    hits
}

/// A role that both leave empty agrees.
fn overlap(a: &Roles, b: &Roles) -> bool {
    let agree = |(a, b): (&Vec<usize>, &Vec<usize>)| a.is_empty() && b.is_empty() || a.iter().any(|t| b.contains(t));
    a.iter().zip(b).all(agree)
}

/// The first byte of the first and of the last character of every word (letters, digits, underscores) and mark.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let of_word = c.is_alphanumeric() || c == '_';
        match found.last_mut() {
            Some(last) if of_word && in_word => last.1 = at,
            _ if !c.is_whitespace() => found.push((at, at)),
            _ => {}
        }
        in_word = of_word;
    }
    found
}

/// The tokens of which the pieces hold the first or the last character.
fn covered(words: &[(usize, usize)], pieces: &[Span]) -> Vec<usize> {
    let held = |at: usize| pieces.iter().any(|p| p.range().contains(&at));
    (0..words.len()).filter(|&i| held(words[i].0) || held(words[i].1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Mayor Ruiz said the pier is safe.";

    fn told(source: &str, cue: &str, content: &str) -> Told {
        let spans = |words: &str| {
            let at = TEXT.find(words).filter(|_| !words.is_empty());
            at.map(|at| Span::new(at, at + words.len())).into_iter().collect()
        };
        Told { source: spans(source), cue: spans(cue), content: spans(content) }
    }

    /// In thousandths.
    fn figures(wanted: &[Told], found: &[Told]) -> Vec<u32> {
        let mut tally = Tally::default();
        tally.add(TEXT, wanted, found);
        tally.figures().into_iter().map(|f| (f.value * 1000.0).round() as u32).collect()
    }

    #[test]
    fn the_same_is_perfect_and_nothing_is_nought() {
        let gold = [told("Mayor Ruiz", "said", "the pier is safe")];
        assert_eq!(figures(&gold, &gold), [1000; 8]);
        assert_eq!(figures(&gold, &[]), [0; 8]);
        assert_eq!(figures(&[], &[]), [0; 8]);
    }

    #[test]
    fn half_a_source_overlaps_but_is_not_exact() {
        let gold = [told("Mayor Ruiz", "said", "the pier is safe")];
        let found = [told("Ruiz", "said", "the pier is safe.")];
        // Source: one of two tokens; content: four of five with the full stop.
        assert_eq!(figures(&gold, &found), [667, 1000, 889, 0, 1000, 0, 1000, 0]);
    }

    #[test]
    fn a_role_that_one_side_leaves_empty_is_no_overlap() {
        let gold = [told("", "said", "the pier is safe")];
        assert_eq!(figures(&gold, &[told("Ruiz", "said", "the pier is safe")])[6], 0);
        assert_eq!(figures(&gold, &[told("", "said", "the pier")])[6], 1000);
    }

    #[test]
    fn one_that_is_found_twice_matches_once() {
        let gold = [told("Mayor Ruiz", "said", "the pier is safe")];
        let found = [gold[0].clone(), gold[0].clone()];
        assert_eq!(figures(&gold, &found)[6], 667);
        assert_eq!(figures(&gold, &found)[7], 1000, "spans are sets");
    }

    #[test]
    fn words_and_marks_are_tokens() {
        let cut: Vec<&str> = words("It’s «ö_1», so.").iter().map(|(a, _)| &"It’s «ö_1», so."[*a..]).collect();
        assert_eq!(cut.len(), 9, "{cut:?}");
    }
}
