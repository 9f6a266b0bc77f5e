//! Which prints are furniture rather than news? Those in many texts of one outlet, or in a large share of the
//! pile, that are a small part of the texts that hold them. The second half matters: a story that forty papers
//! reprint is in every text of its pile too, but there it is most of the text. And furniture comes in short stretches:
//! a long one is a story that its outlet printed again.

use super::candidates::Postings;
use super::{Config, Signature};

/// Tokens from which on a stretch of frequent prints is a story again, not furniture. 100: notes under the development
/// articles that were read have up to 51 words, and stories that were taken for notes had 350 and more.
const LONGEST_FURNITURE: u32 = 100;

/// Token ranges, half-open, rising and disjoint.
pub(super) type Ranges = Vec<(u32, u32)>;

/// Per list, whether its print is boilerplate. Cost: linear in the lists.
pub(super) fn common(
    postings: &Postings,
    signatures: &[Signature],
    outlets: &[Option<u32>],
    config: &Config,
) -> Vec<bool> {
    let sizes = Sizes::new(outlets);
    let frequent: Vec<bool> =
        (0..postings.len() as u32).map(|list| sizes.is_frequent(postings.holders(list), outlets, config)).collect();
    let minor: Vec<bool> = (0..postings.order.len())
        .map(|rank| {
            let all = signatures[postings.order[rank] as usize].prints.len();
            let met = postings.prints(rank).iter().filter(|p| frequent[p.0 as usize]).count();
            met * 2 < all
        })
        .collect();
    let common: Vec<bool> = (0..postings.len())
        .map(|list| frequent[list] && mostly(postings.holders(list as u32), |rank| minor[rank as usize]))
        .collect();
    without_long(postings, common, config)
}

/// Takes out the prints that stand in long stretches of common ones in half of their texts or more.
fn without_long(postings: &Postings, mut common: Vec<bool>, config: &Config) -> Vec<bool> {
    let mut long = vec![0_u32; common.len()];
    for rank in 0..postings.order.len() {
        let prints = postings.prints(rank);
        let (mut stretches, mut lists) = (ranges(prints, &common, config), Vec::new());
        stretches.retain(|(from, to)| to - from >= LONGEST_FURNITURE);
        lists.extend(prints.iter().filter(|(_, at)| overlap(&stretches, *at, at + 1) > 0).map(|(list, _)| *list));
        lists.sort_unstable();
        lists.dedup();
        for &list in &lists {
            long[list as usize] += 1;
        }
    }
    for (list, is_common) in common.iter_mut().enumerate() {
        *is_common &= 2 * (long[list] as usize) < postings.holders(list as u32).len();
    }
    common
}

/// Whether the test holds for more than half of the ranks.
fn mostly(ranks: &[u32], test: impl Fn(u32) -> bool) -> bool {
    ranks.iter().filter(|&&rank| test(rank)).count() * 2 > ranks.len()
}

/// How many texts each outlet has.
struct Sizes {
    /// Sorted outlets, one entry a text.
    outlets: Vec<u32>,
    texts: usize,
}

impl Sizes {
    fn new(outlets: &[Option<u32>]) -> Self {
        let mut known: Vec<u32> = outlets.iter().copied().flatten().collect();
        known.sort_unstable();
        Self { outlets: known, texts: outlets.len() }
    }

    fn of(&self, outlet: u32) -> usize {
        let from = self.outlets.partition_point(|&o| o < outlet);
        self.outlets[from..].partition_point(|&o| o == outlet)
    }

    fn is_frequent(&self, holders: &[u32], outlets: &[Option<u32>], config: &Config) -> bool {
        let in_pile = (config.common_share * self.texts as f32).max(config.common_texts as f32);
        if holders.len() as f32 >= in_pile {
            return true;
        }
        if holders.len() < config.outlet_texts {
            return false;
        }
        let mut known: Vec<u32> = holders.iter().filter_map(|&rank| outlets[rank as usize]).collect();
        known.sort_unstable();
        // What stands in more texts of others is copy that several outlets run, not one outlet's own.
        let own = |same: &[u32]| 2 * same.len() > holders.len() && same.len() >= self.limit(same[0], config);
        known.chunk_by(|x, y| x == y).any(own)
    }

    /// From how many texts of an outlet on a print is frequent there. The square root grows with the outlet, so
    /// that the reports of one outlet that follow one story are not taken for furniture.
    fn limit(&self, outlet: u32, config: &Config) -> usize {
        config.outlet_texts.max((self.of(outlet) as f32).sqrt().ceil() as usize)
    }
}

/// Ranges of one text covered by boilerplate prints, given its shared prints in text order. Two such prints in a
/// row cover what lies between them as well, because winnowing keeps only one shingle of many.
pub(super) fn ranges(prints: &[(u32, u32)], common: &[bool], config: &Config) -> Ranges {
    let near = (config.window + config.shingle) as u32;
    let mut ranges: Ranges = Vec::new();
    for &(_, at) in prints.iter().filter(|p| common[p.0 as usize]) {
        let end = at + config.shingle as u32;
        match ranges.last_mut() {
            Some(last) if at <= last.1 + near => last.1 = end,
            _ => ranges.push((at, end)),
        }
    }
    ranges
}

/// Tokens that two lists of ranges share.
pub(super) fn overlap(ranges: &[(u32, u32)], from: u32, to: u32) -> u32 {
    let first = ranges.partition_point(|r| r.1 <= from);
    ranges[first..].iter().take_while(|r| r.0 < to).map(|r| r.1.min(to) - r.0.max(from)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_in_a_row_cover_what_lies_between() {
        let config = Config { shingle: 5, window: 6, ..Config::default() };
        let prints = [(0, 2), (1, 9), (2, 15), (0, 60), (3, 64)];
        assert_eq!(ranges(&prints, &[true, true, false, false], &config), [(2, 14), (60, 65)]);
        assert_eq!(ranges(&prints, &[false; 4], &config), []);
    }

    /// Signatures of texts by runs of prints that stand eight tokens apart, each with its outlet.
    fn common_prints(texts: &[(u32, Vec<u64>)]) -> Vec<u64> {
        let signature = |(at, (_, hashes)): (usize, &(u32, Vec<u64>))| {
            let prints = hashes.iter().zip(0..).map(|(&hash, at)| crate::link::reuse::Print { hash, at: at * 8 });
            Signature { prints: prints.collect(), content: at as u64 }
        };
        let signatures: Vec<Signature> = texts.iter().enumerate().map(signature).collect();
        let outlets: Vec<_> = texts.iter().map(|(outlet, _)| Some(*outlet)).collect();
        let postings = Postings::new(&signatures);
        let common = common(&postings, &signatures, &outlets, &Config::default());
        let first = |list: usize| {
            let rank = postings.holders(list as u32)[0] as usize;
            let at = postings.prints(rank).iter().find(|p| p.0 as usize == list).map_or(0, |p| p.1);
            texts[postings.order[rank] as usize].1[at as usize / 8]
        };
        let mut found: Vec<u64> = (0..common.len()).filter(|&list| common[list]).map(first).collect();
        found.sort_unstable();
        found
    }

    /// Forty prints of its own, then those given.
    fn article(no: u64, beside: impl IntoIterator<Item = u64>) -> Vec<u64> {
        (0..40).map(|n| 1_000 * no + 100 + n).chain(beside).collect()
    }

    #[test]
    fn a_note_of_one_outlet_is_furniture() {
        let mut texts: Vec<_> = (1..=5).map(|no| (7, article(no, [1, 2, 3]))).collect();
        texts.push((8, article(6, [1, 2, 3])));
        assert_eq!(common_prints(&texts), [1, 2, 3]);
    }

    #[test]
    fn copy_that_many_outlets_run_is_no_furniture() {
        let mut texts: Vec<_> = (1..=5).map(|no| (7, article(no, [1, 2, 3]))).collect();
        texts.extend((6..=10).map(|no| (no as u32 + 10, article(no, [1, 2, 3]))));
        assert_eq!(common_prints(&texts), [0; 0]);
    }

    #[test]
    fn a_long_stretch_is_a_story_printed_again() {
        let texts: Vec<_> = (1..=5).map(|no| (7, article(no, 1..30))).collect();
        assert_eq!(common_prints(&texts), [0; 0]);
    }

    #[test]
    fn overlap_counts_tokens() {
        let ranges = [(2, 14), (60, 65)];
        assert_eq!(overlap(&ranges, 0, 100), 17);
        assert_eq!(overlap(&ranges, 10, 62), 6);
        assert_eq!(overlap(&ranges, 14, 60), 0);
    }

    #[test]
    fn what_is_frequent_in_an_outlet_grows_with_it() {
        let config = Config::default();
        let outlets: Vec<_> = (0..120).map(|at| Some(u32::from(at >= 100))).collect();
        let sizes = Sizes::new(&outlets);
        assert_eq!((sizes.limit(0, &config), sizes.limit(1, &config)), (10, 5));
        let five_of_the_large: Vec<u32> = (0..5).collect();
        let five_of_the_small: Vec<u32> = (100..105).collect();
        assert!(!sizes.is_frequent(&five_of_the_large, &outlets, &config));
        assert!(sizes.is_frequent(&five_of_the_small, &outlets, &config));
    }
}
