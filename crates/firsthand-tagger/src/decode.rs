//! From log-odds to spans: the most likely roles of whole words.

use crate::network::{Odds, ROLES};
use crate::pieces::Piece;
use firsthand::model::Span;

/// Numbers of the roles in the network's output.
pub(crate) const SOURCE: u8 = 1;
pub(crate) const CUE: u8 = 2;
pub(crate) const CONTENT: u8 = 3;

/// What a change of role from one word to the next costs, in nats. Chosen on PolNeAR dev.
const CHANGE: f32 = 0.5;

/// For each piece the role on the best path over the words of the window (Viterbi, 1967). The head is always cue.
pub(crate) fn roles(pieces: &[Piece], odds: &Odds, head: usize) -> Vec<u8> {
    let words = words(pieces);
    let scores: Vec<[f32; ROLES]> = words.iter().map(|word| score(odds, word.clone(), head)).collect();
    let mut best = vec![[0; ROLES]; words.len()];
    let mut sums = [0.0; ROLES];
    for (at, score) in scores.iter().enumerate() {
        let before = sums;
        for role in 0..ROLES {
            let from = |other: usize| before[other] - if other == role { 0.0 } else { CHANGE };
            best[at][role] = largest(from);
            sums[role] = from(best[at][role]) + score[role];
        }
    }
    let mut role = largest(|role| sums[role]);
    let mut found = vec![0; pieces.len()];
    for (word, from) in words.into_iter().zip(best).rev() {
        found[word].fill(role as u8);
        role = from[role];
    }
    found
}

/// How sure the roles are: the geometric mean of the probabilities of the pieces that have one.
pub(crate) fn sureness(roles: &[u8], odds: &Odds) -> f32 {
    let held = roles.iter().zip(odds).filter(|(role, _)| **role != 0);
    let logs: Vec<f32> = held.map(|(role, odds)| log_probability(odds, usize::from(*role))).collect();
    (logs.iter().sum::<f32>() / logs.len().max(1) as f32).exp()
}

/// The spans of one role; neighbouring pieces are one span.
pub(crate) fn spans(pieces: &[Piece], roles: &[u8], role: u8) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut open = false;
    for (piece, found) in pieces.iter().zip(roles) {
        match spans.last_mut() {
            Some(last) if open && *found == role => last.end = piece.span.end,
            _ if *found == role => spans.push(piece.span),
            _ => {}
        }
        open = *found == role;
    }
    spans
}

fn words(pieces: &[Piece]) -> Vec<std::ops::Range<usize>> {
    let mut words: Vec<std::ops::Range<usize>> = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        match words.last_mut() {
            Some(word) if piece.continues => word.end = i + 1,
            _ => words.push(i..i + 1),
        }
    }
    words
}

fn score(odds: &Odds, word: std::ops::Range<usize>, head: usize) -> [f32; ROLES] {
    if word.contains(&head) {
        let mut certain = [f32::MIN / 4.0; ROLES];
        certain[usize::from(CUE)] = 0.0;
        return certain;
    }
    let mut sums = [0.0; ROLES];
    for piece in &odds[word] {
        (0..ROLES).for_each(|role| sums[role] += log_probability(piece, role));
    }
    sums
}

fn log_probability(odds: &[f32; ROLES], role: usize) -> f32 {
    let largest = odds.iter().copied().fold(f32::MIN, f32::max);
    odds[role] - largest - odds.iter().map(|o| (o - largest).exp()).sum::<f32>().ln()
}

/// The first of the roles with the largest value.
fn largest(value: impl Fn(usize) -> f32) -> usize {
    (1..ROLES).fold(0, |best, role| if value(role) > value(best) { role } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(words: &str) -> Vec<Piece> {
        let piece = |(i, c): (usize, char)| Piece {
            id: 0,
            mark: 0,
            span: Span { start: 2 * i as u32, end: 2 * i as u32 + 1 },
            continues: c == '#',
        };
        words.chars().enumerate().map(piece).collect()
    }

    fn odds(of: &[u8], by: f32) -> Odds {
        let one = |&role: &u8| {
            let mut odds = [0.0; ROLES];
            odds[usize::from(role)] = by;
            odds
        };
        of.iter().map(one).collect()
    }

    #[test]
    fn a_word_has_one_role() {
        let pieces = pieces("wwc##w");
        let found = roles(&pieces, &odds(&[SOURCE, SOURCE, CONTENT, SOURCE, CONTENT, 0], 3.0), 1);
        assert_eq!(found, [SOURCE, CUE, CONTENT, CONTENT, CONTENT, 0]);
    }

    #[test]
    fn a_doubtful_gap_is_closed_and_a_sure_one_kept() {
        let pieces = pieces("wwwww");
        let mut doubtful = odds(&[0, CONTENT, 0, CONTENT, CONTENT], 4.0);
        doubtful[2] = [0.3, 0.0, 0.0, 0.0];
        assert_eq!(roles(&pieces, &doubtful, 0), [CUE, CONTENT, CONTENT, CONTENT, CONTENT]);
        doubtful[2] = [5.0, 0.0, 0.0, 0.0];
        assert_eq!(roles(&pieces, &doubtful, 0), [CUE, CONTENT, 0, CONTENT, CONTENT]);
    }

    #[test]
    fn neighbouring_pieces_are_one_span() {
        let found = spans(&pieces("wwwww"), &[SOURCE, SOURCE, 0, CONTENT, SOURCE], SOURCE);
        assert_eq!(found, [Span { start: 0, end: 3 }, Span { start: 8, end: 9 }]);
    }

    #[test]
    fn sureness_is_the_mean_probability() {
        let sure = sureness(&[CUE, 0], &odds(&[CUE, 0], 50.0));
        let even = sureness(&[CUE, 0], &odds(&[CUE, 0], 0.0));
        assert!((sure - 1.0).abs() < 1e-6 && (even - 0.25).abs() < 1e-6);
    }
}
