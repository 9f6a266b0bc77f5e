//! Which texts are worth comparing? Those that share prints, looked up in an inverted index.

use super::boilerplate::{self, Ranges};
use super::{Config, Signature};

/// An inverted index of signatures. Texts are kept in the order of their content, so that the choice among the
/// texts of an over-long list does not depend on the order of the pile; texts equal word by word keep theirs.
///
/// Memory: 12 bytes a print that two texts share, and 20 a text.
#[derive(Debug)]
pub struct Index {
    pub(super) postings: Postings,
    /// Per text of the pile, token ranges that are boilerplate.
    boilerplate: Vec<Ranges>,
    /// Per list, whether its print is boilerplate.
    common: Vec<bool>,
    /// Per rank, whether the text has so few different prints that one in common is enough.
    brief: Vec<bool>,
    config: Config,
}

/// Which texts hold which print, as two compressed tables.
#[derive(Debug)]
pub(super) struct Postings {
    /// Text of the pile at each rank.
    pub(super) order: Vec<u32>,
    /// Rank of each text of the pile.
    rank: Vec<u32>,
    /// Where the texts of each print start in `ranks`; one more at the end.
    starts: Vec<u32>,
    /// Ranks of the texts that hold the print, rising.
    ranks: Vec<u32>,
    /// Where the prints of each rank start in `lists`; one more at the end.
    heads: Vec<u32>,
    /// Prints that some other text holds too, as numbers of lists, with the token where they stand.
    lists: Vec<(u32, u32)>,
}

impl Postings {
    pub(super) fn new(signatures: &[Signature]) -> Self {
        let mut order: Vec<u32> = (0..signatures.len() as u32).collect();
        order.sort_by_key(|&text| signatures[text as usize].content);
        let mut rank = vec![0; order.len()];
        for (at, &text) in order.iter().enumerate() {
            rank[text as usize] = at as u32;
        }
        let mut postings = Self { order, rank, starts: vec![0], ranks: Vec::new(), heads: vec![0], lists: Vec::new() };
        postings.fill(signatures);
        postings
    }

    /// Prints of one text alone find nobody and are left out.
    fn fill(&mut self, signatures: &[Signature]) {
        let prints: usize = signatures.iter().map(|s| s.prints.len()).sum();
        // Most prints of a large pile are of one text alone, so that a part of them at a time is held beside what stays.
        let parts = (prints / PRINTS_AT_ONCE + 1).next_power_of_two();
        let mut found: Vec<(u32, u32, u32)> = Vec::new();
        let mut rows: Vec<(u64, u32, u32)> = Vec::with_capacity(prints / parts);
        for part in 0..parts as u128 {
            rows.clear();
            for (rank, &text) in self.order.iter().enumerate() {
                let here = signatures[text as usize].prints.iter().filter(|p| part_of(p.hash, parts) == part);
                rows.extend(here.map(|p| (p.hash, rank as u32, p.at)));
            }
            rows.sort_unstable();
            self.add(&rows, &mut found);
        }
        found.sort_unstable();
        self.lists = found.iter().map(|&(_, at, list)| (list, at)).collect();
        self.heads.extend((0..self.order.len() as u32).map(|r| found.partition_point(|f| f.0 <= r) as u32));
    }

    /// Adds a list for each print that two texts have in sorted rows of hash, rank and token.
    fn add(&mut self, rows: &[(u64, u32, u32)], found: &mut Vec<(u32, u32, u32)>) {
        for group in rows.chunk_by(|x, y| x.0 == y.0) {
            if group[0].1 == group[group.len() - 1].1 {
                continue;
            }
            let list = self.starts.len() as u32 - 1;
            found.extend(group.iter().map(|&(_, rank, at)| (rank, at, list)));
            self.ranks.extend(group.chunk_by(|x, y| x.1 == y.1).map(|same| same[0].1));
            self.starts.push(self.ranks.len() as u32);
        }
    }

    /// Number of lists.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Ranks of the texts that hold the print.
    pub(super) fn holders(&self, list: u32) -> &[u32] {
        &self.ranks[self.starts[list as usize] as usize..self.starts[list as usize + 1] as usize]
    }

    /// Shared prints of the text at a rank: list and token, in text order.
    pub(super) fn prints(&self, rank: usize) -> &[(u32, u32)] {
        &self.lists[self.heads[rank] as usize..self.heads[rank + 1] as usize]
    }
}

/// Prints that are sorted at once. 2²⁴: a quarter of a gigabyte.
const PRINTS_AT_ONCE: usize = 1 << 24;

/// Which of so many equal parts of all hashes it lies in, in their order.
fn part_of(hash: u64, parts: usize) -> u128 {
    (u128::from(hash) * parts as u128) >> 64
}

/// Two texts worth comparing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The texts, by their numbers in the pile, rising.
    pub pair: (u32, u32),
    /// How many prints both have.
    pub shared: u16,
}

/// Room for counting, to be reused from text to text.
#[derive(Debug, Default)]
pub struct Tally {
    shared: Vec<u16>,
    touched: Vec<u32>,
    seen: Vec<u32>,
}

impl Index {
    /// Indexes a pile. `outlets[i]` tells who published text `i`; a missing entry is an unknown outlet.
    /// Cost: a sort of the prints.
    pub fn new(signatures: &[Signature], outlets: &[Option<u32>], config: &Config) -> Self {
        let postings = Postings::new(signatures);
        let outlets: Vec<_> =
            postings.order.iter().map(|&text| outlets.get(text as usize).copied().flatten()).collect();
        let common = boilerplate::common(&postings, signatures, &outlets, config);
        let boilerplate = (0..signatures.len())
            .map(|text| boilerplate::ranges(postings.prints(postings.rank[text] as usize), &common, config))
            .collect();
        let is_brief = |&text: &u32| distinct(&signatures[text as usize]) <= config.brief_prints;
        let brief = postings.order.iter().map(is_brief).collect();
        Self { postings, boilerplate, common, brief, config: config.clone() }
    }

    /// Token ranges of the text that are boilerplate: cookie lines, appeals, legal notes, quotations that all the
    /// pile repeats.
    pub fn boilerplate(&self, text: usize) -> &[(u32, u32)] {
        &self.boilerplate[text]
    }

    /// Texts that share enough prints with `text`, rising: `config.shared_prints`, or one where a text is brief. `a` is among the candidates
    /// of `b` if and only if `b` is among those of `a`. Cost: the lists of the text's prints, each cut at
    /// `config.long_list` texts.
    pub fn candidates(&self, text: usize, tally: &mut Tally) -> Vec<u32> {
        self.counted(text, tally).into_iter().map(|(other, _)| other).collect()
    }

    /// The pairs of `text` with its candidates behind it in the pile.
    pub fn later(&self, text: usize, tally: &mut Tally) -> Vec<Candidate> {
        let first = text as u32;
        let behind = self.counted(text, tally).into_iter().filter(|&(other, _)| other > first);
        behind.map(|(other, shared)| Candidate { pair: (first, other), shared }).collect()
    }

    /// The candidates with the number of prints that each shares.
    fn counted(&self, text: usize, tally: &mut Tally) -> Vec<(u32, u16)> {
        let rank = self.postings.rank[text];
        tally.shared.resize(self.postings.order.len(), 0);
        tally.seen.extend(self.postings.prints(rank as usize).iter().map(|p| p.0));
        tally.seen.sort_unstable();
        tally.seen.dedup();
        for &list in tally.seen.iter().filter(|&&list| !self.common[list as usize]) {
            for &other in self.near(list, rank) {
                if tally.shared[other as usize] == 0 {
                    tally.touched.push(other);
                }
                tally.shared[other as usize] = tally.shared[other as usize].saturating_add(1);
            }
        }
        tally.seen.clear();
        self.enough(rank, tally)
    }

    /// The holders of a print that `rank` is compared with: all of them, or its neighbours in an over-long list.
    fn near(&self, list: u32, rank: u32) -> &[u32] {
        let holders = self.postings.holders(list);
        if holders.len() <= self.config.long_list {
            return holders;
        }
        let at = holders.partition_point(|&other| other < rank);
        let from = at.saturating_sub(self.config.neighbours);
        &holders[from..(at + self.config.neighbours + 1).min(holders.len())]
    }

    fn enough(&self, rank: u32, tally: &mut Tally) -> Vec<(u32, u16)> {
        let mut found = Vec::new();
        for other in tally.touched.drain(..) {
            let shared = std::mem::take(&mut tally.shared[other as usize]);
            let brief = self.brief[rank as usize] || self.brief[other as usize];
            if other != rank && (brief || u32::from(shared) >= self.config.shared_prints) {
                found.push((self.postings.order[other as usize], shared));
            }
        }
        found.sort_unstable();
        found
    }
}

/// Number of different prints: a text that repeats itself is as hard to find as a short one.
fn distinct(signature: &Signature) -> usize {
    let mut hashes: Vec<u64> = signature.prints.iter().map(|print| print.hash).collect();
    hashes.sort_unstable();
    hashes.chunk_by(|x, y| x == y).count()
}

#[cfg(test)]
mod tests {
    use super::super::Print;
    use super::*;

    /// A text whose prints are the given hashes.
    fn signature(hashes: &[u64], content: u64) -> Signature {
        let prints = hashes.iter().zip(0..).map(|(&hash, at)| Print { hash, at: at * 5 }).collect();
        Signature { prints, content }
    }

    fn all_candidates(signatures: &[Signature], config: &Config) -> Vec<Vec<u32>> {
        let index = Index::new(signatures, &[], config);
        let mut tally = Tally::default();
        (0..signatures.len()).map(|text| index.candidates(text, &mut tally)).collect()
    }

    #[test]
    fn one_shared_print_is_enough_for_a_brief() {
        let texts = [signature(&[1, 2, 3, 4], 9), signature(&[3, 4, 5, 6], 8), signature(&[6, 7, 8, 9], 7)];
        let long = Config { brief_prints: 0, ..Config::default() };
        assert_eq!(all_candidates(&texts, &long), [vec![1], vec![0], vec![]]);
        assert_eq!(all_candidates(&texts, &Config::default()), [vec![1], vec![0, 2], vec![1]]);
    }

    #[test]
    fn a_print_repeated_in_one_text_counts_once() {
        let texts = [signature(&[1, 1, 1], 1), signature(&[1, 1, 2], 2)];
        assert_eq!(all_candidates(&texts, &Config { brief_prints: 0, ..Config::default() }), [[0; 0], [0; 0]]);
    }

    #[test]
    fn parts_of_all_hashes_follow_one_another() {
        let step = u64::MAX / 1_000;
        let parts: Vec<u128> = (0..=1_000).map(|n| part_of(n * step, 8)).collect();
        assert!(parts.is_sorted() && parts[0] == 0 && parts[1_000] == 7, "{parts:?}");
        assert_eq!(part_of(u64::MAX, 1), 0);
    }

    #[test]
    fn long_lists_are_cut_alike_from_both_ends() {
        let texts: Vec<Signature> = (0..60_u64).map(|at| signature(&[1, 2, 3], at * 37 % 60)).collect();
        let found = all_candidates(&texts, &Config { long_list: 10, neighbours: 2, ..Config::default() });
        for (text, others) in found.iter().enumerate() {
            assert!((2..=4).contains(&others.len()), "{others:?}");
            assert!(others.iter().all(|&other| found[other as usize].contains(&(text as u32))));
        }
    }
}
