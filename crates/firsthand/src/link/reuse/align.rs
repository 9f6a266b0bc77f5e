//! Which passages of two texts are the same? Seed and extend over tokens, as sequence aligners do: shared
//! shingles are merged into exact runs, the longest runs take their tokens first, and `chain` joins them across
//! edits.
//!
//! Source: Altschul et al., *Gapped BLAST and PSI-BLAST* (Nucleic Acids Research 1997), for x-drop; the greedy
//! choice of runs is Wise, *String similarity via greedy string tiling* (1993), with seeds in place of its scans.

use std::cmp::Ordering;

use super::chain::{self, Block};
use super::shingle::SEED_TOKENS;
use super::{Config, Tokens};

/// A seed that occurs so often that it would give more hits than this is paired occurrence by occurrence. Keeps
/// hostile texts linear: no token gives more than this many hits.
const MOST_HITS: usize = 64;

/// An aligned passage in tokens, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// First token in `a`, and one past the last.
    pub a: (u32, u32),
    /// First token in `b`, and one past the last.
    pub b: (u32, u32),
    /// Tokens that are equal on both sides, in half words: two a word, one a character.
    pub matched: u32,
    /// Those of them that stand outside quotation marks on both sides, in half words.
    pub outside: u32,
}

/// Passages of at least `config.passage_words` in common, in order of `a`, disjoint in `a` and in `b`. Swapping
/// the texts swaps the passages. Cost: linear in both texts but for sorting; bounded for any input.
pub fn align(a: &Tokens, b: &Tokens, config: &Config) -> Vec<Passage> {
    // Which of two equally good runs wins must not depend on which text is called `a`.
    if a.ids.cmp(&b.ids) == Ordering::Greater {
        let mut passages = align_in_order(b, a, config);
        for passage in &mut passages {
            std::mem::swap(&mut passage.a, &mut passage.b);
        }
        passages.sort_unstable_by_key(|p| p.a);
        return passages;
    }
    align_in_order(a, b, config)
}

fn align_in_order(a: &Tokens, b: &Tokens, config: &Config) -> Vec<Passage> {
    let blocks = choose(runs(&hits(a, b)), a, b);
    chain::passages(blocks, a, b, config)
}

/// Shared seeds as pairs of tokens, packed as diagonal and token of `a`, sorted.
fn hits(a: &Tokens, b: &Tokens) -> Vec<u64> {
    let mut hits = Vec::new();
    let (mut left_a, mut left_b) = (&a.seeds[..], &b.seeds[..]);
    while let (Some(first_a), Some(first_b)) = (left_a.first(), left_b.first()) {
        match (first_a >> 32).cmp(&(first_b >> 32)) {
            Ordering::Less => left_a = &left_a[1..],
            Ordering::Greater => left_b = &left_b[1..],
            Ordering::Equal => {
                let (of_a, of_b) = (group(left_a), group(left_b));
                pair_up(of_a, of_b, a, b, &mut hits);
                (left_a, left_b) = (&left_a[of_a.len()..], &left_b[of_b.len()..]);
            }
        }
    }
    hits.sort_unstable();
    hits
}

/// The leading seeds with one hash.
fn group(seeds: &[u64]) -> &[u64] {
    let length = seeds.iter().take_while(|&&seed| seed >> 32 == seeds[0] >> 32).count();
    &seeds[..length]
}

fn pair_up(of_a: &[u64], of_b: &[u64], a: &Tokens, b: &Tokens, hits: &mut Vec<u64>) {
    let mut add = |seed_a: u64, seed_b: u64| {
        let (at_a, at_b) = (seed_a as u32 as usize, seed_b as u32 as usize);
        if a.ids[at_a..at_a + SEED_TOKENS] == b.ids[at_b..at_b + SEED_TOKENS] {
            let diagonal = (at_a + b.len() - at_b) as u64;
            hits.push(diagonal << 32 | at_a as u64);
        }
    };
    if of_a.len() * of_b.len() > MOST_HITS {
        of_a.iter().zip(of_b).for_each(|(&seed_a, &seed_b)| add(seed_a, seed_b));
        return;
    }
    for &seed_a in of_a {
        for &seed_b in of_b {
            add(seed_a, seed_b);
        }
    }
}

/// A run of equal tokens on one diagonal, before tokens are given out.
struct Run {
    diagonal: usize,
    a: usize,
    length: usize,
}

fn runs(hits: &[u64]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for &hit in hits {
        let (diagonal, at) = ((hit >> 32) as usize, hit as u32 as usize);
        match runs.last_mut() {
            Some(run) if run.diagonal == diagonal && at <= run.a + run.length => {
                run.length = at + SEED_TOKENS - run.a;
            }
            _ => runs.push(Run { diagonal, a: at, length: SEED_TOKENS }),
        }
    }
    runs
}

/// Gives every token to the longest run that wants it. What is left of a run is kept while it is still a seed.
fn choose(mut runs: Vec<Run>, a: &Tokens, b: &Tokens) -> Vec<Block> {
    runs.sort_unstable_by_key(|run| (usize::MAX - run.length, run.a, run.diagonal));
    let (mut taken_a, mut taken_b) = (vec![false; a.len()], vec![false; b.len()]);
    let mut blocks = Vec::new();
    for run in &runs {
        let to_b = |at: usize| at + b.len() - run.diagonal;
        let mut at = run.a;
        while at < run.a + run.length {
            let same_part = |i: usize| a.part(i) == a.part(at) && b.part(to_b(i)) == b.part(to_b(at));
            let free = |i: usize| !taken_a[i] && !taken_b[to_b(i)] && same_part(i);
            let length = (at..run.a + run.length).take_while(|&i| free(i)).count();
            if length >= SEED_TOKENS {
                taken_a[at..at + length].fill(true);
                taken_b[to_b(at)..to_b(at) + length].fill(true);
                blocks.push(Block { a: at, b: to_b(at), length });
            }
            at += length.max(1);
        }
    }
    blocks.sort_unstable_by_key(|block| block.a);
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::reuse::tokenise;
    use crate::model::Span;

    fn whole(text: &str) -> Tokens {
        tokenise(text, &[Span::new(0, text.len())])
    }

    /// Passages of six words and more, as text of `a` and of `b`, both ways round.
    #[track_caller]
    fn check(a: &str, b: &str, expected: &[(&str, &str)]) {
        let (left, right) = (whole(a), whole(b));
        let passages = align(&left, &right, &Config { passage_words: 6, ..Config::default() });
        let bytes = |tokens: &Tokens, at: (u32, u32)| tokens.bytes(at.0 as usize, at.1 as usize);
        let found: Vec<_> = passages.iter().map(|p| (bytes(&left, p.a).of(a), bytes(&right, p.b).of(b))).collect();
        assert_eq!(found, expected);
        let swapped = align(&right, &left, &Config { passage_words: 6, ..Config::default() });
        let mut back: Vec<_> = swapped.iter().map(|p| Passage { a: p.b, b: p.a, ..*p }).collect();
        back.sort_unstable_by_key(|p| p.a);
        assert_eq!(back, passages, "swapped");
    }

    #[test]
    fn edits_stay_inside_a_passage() {
        check(
            "Earlier: the old ferry ran aground on the Sill reef shortly before dawn with 212 people on board. Calm sea.",
            "Now the old ferry Oleander ran aground on the Sill reef just before dawn with 211 people on board. Rain fell.",
            &[(
                "the old ferry ran aground on the Sill reef shortly before dawn with 212 people on board",
                "the old ferry Oleander ran aground on the Sill reef just before dawn with 211 people on board",
            )],
        );
    }

    #[test]
    fn ends_stop_where_the_wording_parts() {
        check(
            "quite new things and then one two three four five six seven nothing here is alike at all",
            "other words came but one two three four five six seven so they went on to the sea",
            &[("one two three four five six seven", "one two three four five six seven")],
        );
    }

    #[test]
    fn swapped_passages_are_both_found() {
        let (first, second) = ("red orange yellow green blue indigo violet", "do re mi fa sol la si");
        check(
            &format!("{first}. Then it was said that {second}."),
            &format!("{second}! But nobody had ever thought: {first}."),
            &[(first, first), (second, second)],
        );
    }

    #[test]
    fn what_is_repeated_is_given_out_once() {
        let line = "red orange yellow green blue indigo violet";
        check(&format!("{line}. {line}."), line, &[(line, line)]);
        check(
            &format!("{line}. {line}."),
            &format!("{line}; {line}"),
            &[(&format!("{line}. {line}"), &format!("{line}; {line}"))],
        );
    }

    #[test]
    fn nothing_in_common() {
        check("", "", &[]);
        check("one two three", "one two three", &[]);
        check("a b c d e f g h", "i j k l m n o p", &[]);
    }

    #[test]
    fn a_passage_does_not_run_across_what_was_left_out() {
        let a = "one two three four five six ADVERT seven eight nine ten eleven twelve";
        let advert = a.find("ADVERT").unwrap();
        let cut = tokenise(a, &[Span::new(0, advert), Span::new(advert + 6, a.len())]);
        let b = whole("one two three four five six seven eight nine ten eleven twelve");
        let passages = align(&cut, &b, &Config { passage_words: 6, ..Config::default() });
        assert_eq!(passages.iter().map(|p| (p.a, p.b)).collect::<Vec<_>>(), [((0, 6), (0, 6)), ((6, 12), (6, 12))]);
    }
}
