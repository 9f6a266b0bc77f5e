//! Which texts share wording, and exactly where?
//!
//! [`find`] does it all on one thread. Callers with threads run the pieces: [`sign_text`] each text, build one
//! [`Index`], take each text's [`Index::candidates`], put the pairs in [`batches`], and [`Batch::compare`] those of
//! each. Tokens are four times the text, so they are held for a batch only, and signatures until the index stands.
//!
//! # What counts as reuse
//!
//! Words are compared without case, accents and the shape of apostrophes. A passage is a chain of equal runs with
//! little changed between them, of at least [`Config::passage_words`] equal words. A pair is reuse ([`Reuse::copied`])
//! from [`Config::copied_words`] equal words outside quotation marks on, or, where one text is short, from
//! [`Config::brief_words`] on if they are a third of it. A shared quotation shows a shared source rather than
//! copying, and what one text marks as a quotation is one in the other too: speeches stand there in blocks, posts in full.
//! A pair that shares nothing else is reported from [`Config::quoted_words`] on, and is not `copied`.
//! Furniture of an outlet and phrases all over the pile make no pair.
//!
//! # Why winnowing
//!
//! Reprints of wire copy share on average 30 % of their 3-grams (Silcock et al., *Noise-Robust De-Duplication at
//! Scale*, ICLR 2023), and many share a paragraph or two. On 612 articles about one summit from 75 outlets, the
//! alignment of all 186,966 pairs found 3,534 to be reuse. Of these, candidates kept, by equal words:
//!
//! | candidates | pairs | all | under 40 | 40 to 100 | more |
//! |---|---:|---:|---:|---:|---:|
//! | winnowing, 5 words, window 6, 2 shared | 7,975 | .991 | .963 | 1.000 | 1.000 |
//! | winnowing, 5 words, window 8, 2 shared | 7,068 | .981 | .928 | .999 | 1.000 |
//! | winnowing, 5 words, window 8, 1 shared | 14,574 | .992 | .968 | .999 | 1.000 |
//! | winnowing, 4 words, window 6, 2 shared | 10,163 | .996 | .988 | .997 | 1.000 |
//! | MinHash-LSH, 5 words, 128 bands of 1 | 21,386 | .943 | .877 | .946 | .984 |
//! | MinHash-LSH, 5 words, 64 bands of 2 | 2,240 | .372 | .071 | .209 | .709 |
//! | MinHash-LSH, 5 words, 32 bands of 4 | 610 | .171 | .001 | .065 | .373 |
//!
//! `MinHash` estimates how alike whole documents are, so what is a small part of both is lost; winnowing guarantees
//! a print for every shared run of ten words, wherever it stands, at about a sixth of the time. The example `reuse`
//! prints this table for any pile.

mod align;
mod batches;
mod boilerplate;
mod candidates;
mod chain;
mod judge;
mod quotes;
mod shingle;
mod tokens;

pub use align::{Passage, align};
pub use batches::{Batch, batches};
pub use candidates::{Candidate, Index, Tally};
pub use judge::{Side, judge};
pub use shingle::{Print, Signature, hashes, sign};
pub use tokens::{Tokens, tokenise};

use crate::model::Span;

/// One text to compare.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The text as it came in.
    pub text: &'a str,
    /// The parts that count; the caller leaves clutter out.
    pub body: &'a [Span],
    /// Who published it: any number, equal for texts of one outlet. `None` where it is not known.
    pub outlet: Option<u32>,
}

/// What counts as reuse. A word of a script without spaces is two characters. Where a default was chosen on the
/// development articles, it is by the measurement in the module's head.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Words in a shingle of the signature. 5: chosen on the development articles.
    pub shingle: usize,
    /// Shingles in a window of winnowing. 6: chosen on the development articles.
    pub window: usize,
    /// Prints that two texts must share to be compared. 2: one would double the pairs for half a percent of recall.
    pub shared_prints: u32,
    /// A text of at most so many different prints is brief: one print in common is enough. 16: about 60 words, a
    /// paragraph of agency news; chosen by hand.
    pub brief_prints: usize,
    /// Holders of a print from which on each is compared only with its neighbours in the order of content hashes,
    /// so that a story with a thousand reprints gives thousands of pairs, not half a million. 128: among 612
    /// articles about one event, only a run of names and titles stands in more.
    pub long_list: usize,
    /// How many neighbours on either side. 16: more than the ten parents of a document that are ever shown.
    pub neighbours: usize,
    /// Share of the pile from which on a print is frequent, 0..=1. A quarter; chosen by hand.
    pub common_share: f32,
    /// Texts from which on it may be frequent at all. 32: in a smaller pile a quarter is a handful of reprints;
    /// chosen by hand.
    pub common_texts: usize,
    /// Texts of one outlet from which on a print may be the outlet's furniture; in a larger outlet it is the square
    /// root of its texts. 4: chosen by hand.
    pub outlet_texts: usize,
    /// Equal words in the shortest passage that is kept. 8: shorter ones are mostly names with their titles.
    pub passage_words: u32,
    /// Equal words outside quotation marks from which on a pair is reuse. 24: a long sentence. Of 15 pairs read
    /// between 24 and 30, 13 had a sentence or a caption in common.
    pub copied_words: u32,
    /// The same for a pair with a short text. 12: half of the above.
    pub brief_words: u32,
    /// Share of the shorter text that they must make up, 0..=1. A third: at a fifth, ten pairs of twelve that were
    /// read shared a photograph's credit or a button.
    pub brief_containment: f32,
    /// Words inside quotation marks from which on a pair without reuse is still reported. 12: a sentence; all of
    /// ten pairs read were quotations.
    pub quoted_words: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            shingle: 5,
            window: 6,
            shared_prints: 2,
            brief_prints: 16,
            long_list: 128,
            neighbours: 16,
            common_share: 0.25,
            common_texts: 32,
            outlet_texts: 4,
            passage_words: 8,
            copied_words: 24,
            brief_words: 12,
            brief_containment: 0.33,
            quoted_words: 12,
        }
    }
}

/// A passage that stands in both texts, in bytes; both ends on word borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// In the first text.
    pub a: Span,
    /// In the second text.
    pub b: Span,
    /// Words that are equal.
    pub words: u32,
    /// Whether it is a quotation on either side, give or take its cue: evidence of one source, not of copying.
    pub in_quotes: bool,
}

/// What two texts share.
#[derive(Clone, Debug, PartialEq)]
pub struct Reuse {
    /// The first text, as its number in the pile.
    pub a: usize,
    /// The second, `a < b`.
    pub b: usize,
    /// Shared passages in order of `a`, disjoint on both sides.
    pub spans: Vec<Shared>,
    /// Whether enough is shared outside quotation marks to be copying; otherwise the texts share quotations only.
    pub copied: bool,
    /// Share of the words of `a` within the spans, 0..=1.
    pub containment_a: f32,
    /// Share of the words of `b` within the spans, 0..=1.
    pub containment_b: f32,
    /// Equal words over all words (Jaccard), 0..=1.
    pub similarity: f32,
    /// Equal words of the longest passage.
    pub longest: u32,
    /// Equal words outside quotation marks.
    pub outside_quotes: u32,
}

/// All pairs of texts that share wording, sorted by `a`, then `b`. The order of the pile changes no pair, except
/// which of several equal texts stands for them in a cluster of more than `config.long_list`.
///
/// Errors: none. Cost: linear in the words, plus the candidate pairs; memory beside the texts about 16 bytes a print, of
/// which an article of 700 words has 200.
pub fn find(texts: &[Text<'_>], config: &Config) -> Vec<Reuse> {
    let signatures: Vec<Signature> = texts.iter().map(|text| sign_text(text, config)).collect();
    let outlets: Vec<Option<u32>> = texts.iter().map(|text| text.outlet).collect();
    let index = Index::new(&signatures, &outlets, config);
    drop(signatures);
    let mut tally = Tally::default();
    let pairs = (0..texts.len()).flat_map(|a| index.later(a, &mut tally)).collect();
    let mut found = Vec::new();
    for batch in batches(pairs, texts.len()) {
        let tokens: Vec<Tokens> = (0..batch.texts.len()).map(|at| batch.tokens(at, texts)).collect();
        found.extend(batch.pairs.iter().filter_map(|&pair| batch.compare(pair, &tokens, &index, config)));
    }
    found.sort_unstable_by_key(|reuse| (reuse.a, reuse.b));
    found
}

/// [`sign`] for a text of which nothing else is kept.
pub fn sign_text(text: &Text<'_>, config: &Config) -> Signature {
    sign(&tokens::words(text.text, text.body), config)
}
