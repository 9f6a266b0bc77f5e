//! In what order are pairs compared, so that the tokens of a large pile need not all be held?

use super::{Candidate, Config, Index, Reuse, Side, Text, Tokens, align, judge, tokenise};

/// Texts in a batch. Their tokens take some 60 MB; a smaller pile is one batch. Chosen by hand.
const BATCH: usize = 4_096;

/// Texts that share so many prints are of one cluster: some 30 words. Fewer are a stock phrase as often as not, and phrases
/// make one cluster of a large pile, of which each batch would hold a bit of everything. Chosen by hand.
const ONE_CLUSTER: u16 = 8;

/// Pairs that are compared together, and the texts that they are of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Texts by their numbers in the pile, rising.
    pub texts: Vec<u32>,
    /// Pairs of them, those of one cluster together.
    pub pairs: Vec<(u32, u32)>,
}

/// Pairs of texts in batches in which those of one cluster stand together, so that a text's tokens are made once for
/// each batch that has it. The order of `candidates` has no say. Cost: a sort.
pub fn batches(candidates: Vec<Candidate>, texts: usize) -> Vec<Batch> {
    let mut cluster: Vec<u32> = (0..texts as u32).collect();
    for Candidate { pair: (a, b), .. } in candidates.iter().filter(|c| c.shared >= ONE_CLUSTER) {
        let (a, b) = (root(&mut cluster, *a), root(&mut cluster, *b));
        cluster[a.max(b) as usize] = a.min(b);
    }
    let mut pairs: Vec<(u32, u32)> = candidates.into_iter().map(|c| c.pair).collect();
    pairs.sort_unstable_by_key(|&(a, b)| (root(&mut cluster, a), a, b));
    cut(pairs, texts)
}

/// The pairs, in their order, in batches.
fn cut(pairs: Vec<(u32, u32)>, texts: usize) -> Vec<Batch> {
    let (mut batches, mut open) = (vec![Batch::default()], vec![false; texts]);
    for (a, b) in pairs {
        let mut last = batches.len() - 1;
        if batches[last].texts.len() + 2 > BATCH {
            for &text in &batches[last].texts {
                open[text as usize] = false;
            }
            batches.push(Batch::default());
            last += 1;
        }
        for text in [a, b] {
            if !std::mem::replace(&mut open[text as usize], true) {
                batches[last].texts.push(text);
            }
        }
        batches[last].pairs.push((a, b));
    }
    for batch in &mut batches {
        batch.texts.sort_unstable();
    }
    batches
}

/// The cluster's first text; halves the way there for the next who asks.
fn root(cluster: &mut [u32], mut text: u32) -> u32 {
    while cluster[text as usize] != text {
        cluster[text as usize] = cluster[cluster[text as usize] as usize];
        text = cluster[text as usize];
    }
    text
}

impl Batch {
    /// The tokens of the batch's text at a position.
    pub fn tokens(&self, at: usize, texts: &[Text<'_>]) -> Tokens {
        let text = texts[self.texts[at] as usize];
        tokenise(text.text, text.body)
    }

    /// What a pair of the batch shares; `tokens` are those of its texts, in their order.
    ///
    /// # Panics
    /// Where the batch lacks a text of the pair.
    pub fn compare(&self, (a, b): (u32, u32), tokens: &[Tokens], index: &Index, config: &Config) -> Option<Reuse> {
        let of = |text: u32| &tokens[self.texts.binary_search(&text).expect("a batch holds the texts of its pairs")];
        let side = |text: u32| {
            let number = text as usize;
            Side { text: number, tokens: of(text), boilerplate: index.boilerplate(number) }
        };
        judge(side(a), side(b), align(of(a), of(b), config), config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates(pairs: &[(u32, u32)], shared: u16) -> Vec<Candidate> {
        pairs.iter().map(|&pair| Candidate { pair, shared }).collect()
    }

    #[test]
    fn a_cluster_stands_together_and_no_pair_is_lost() {
        let pairs = candidates(&[(0, 9), (1, 8), (2, 9), (1, 5), (0, 2)], ONE_CLUSTER);
        let one = Batch { texts: vec![0, 1, 2, 5, 8, 9], pairs: vec![(0, 2), (0, 9), (2, 9), (1, 5), (1, 8)] };
        assert_eq!(batches(pairs, 10), [one]);
        let many: Vec<(u32, u32)> = (0..6_000).map(|n| (n, n + 1)).collect();
        let batches = batches(candidates(&many, ONE_CLUSTER), 6_001);
        assert!(batches.len() == 2 && batches.iter().all(|b| b.texts.len() <= BATCH && b.texts.is_sorted()));
        assert_eq!(batches.iter().flat_map(|b| b.pairs.clone()).collect::<Vec<_>>(), many);
    }

    #[test]
    fn a_phrase_makes_no_cluster() {
        let mut pairs = candidates(&[(0, 3), (1, 2)], ONE_CLUSTER);
        pairs.extend(candidates(&[(0, 2)], 2));
        let one = Batch { texts: vec![0, 1, 2, 3], pairs: vec![(0, 2), (0, 3), (1, 2)] };
        assert_eq!(batches(pairs, 4), [one]);
    }
}
