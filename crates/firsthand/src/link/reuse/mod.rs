//! Which texts share wording, and exactly where?
//!
//! [`find`] does it all on one thread. Callers with threads run the pieces: [`tokenise`] and [`sign`] each text,
//! build one [`Index`], then for each text take [`Index::candidates`], [`align`] and [`judge`].

mod align;
mod boilerplate;
mod candidates;
mod chain;
mod judge;
mod quotes;
mod shingle;
mod tokens;

pub use align::{Passage, align};
pub use candidates::{Index, Tally};
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

/// What counts as reuse. A word of a script without spaces is two characters.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Words in a shingle of the signature.
    pub shingle: usize,
    /// Shingles in a window of winnowing.
    pub window: usize,
    /// Prints that two texts must share to be compared.
    pub shared_prints: u32,
    /// A text of at most so many different prints is brief: one print in common is enough.
    pub brief_prints: usize,
    /// Holders of a print from which on each is compared only with its neighbours in the order of content hashes.
    pub long_list: usize,
    /// How many neighbours on either side.
    pub neighbours: usize,
    /// Share of the pile from which on a print is frequent, 0..=1.
    pub common_share: f32,
    /// Texts from which on it may be frequent at all.
    pub common_texts: usize,
    /// Texts of one outlet from which on a print may be the outlet's furniture.
    pub outlet_texts: usize,
    /// Words in the shortest passage that is kept.
    pub passage_words: u32,
    /// Words outside quotation marks from which on a pair is reuse.
    pub copied_words: u32,
    /// The same for a pair with a short text.
    pub brief_words: u32,
    /// Share of the shorter text that they must make up, 0..=1.
    pub brief_containment: f32,
    /// Words inside quotation marks from which on a pair without reuse is still reported.
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
    /// Whether it is a quotation on both sides, give or take its cue: evidence of one source, not of copying.
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

/// All pairs of texts that share wording, sorted by `a`, then `b`.
pub fn find(texts: &[Text<'_>], config: &Config) -> Vec<Reuse> {
    let tokens: Vec<Tokens> = texts.iter().map(|text| tokenise(text.text, text.body)).collect();
    let signatures: Vec<Signature> = tokens.iter().map(|tokens| sign(tokens, config)).collect();
    let outlets: Vec<Option<u32>> = texts.iter().map(|text| text.outlet).collect();
    let index = Index::new(&signatures, &outlets, config);
    let side = |text: usize| Side { text, tokens: &tokens[text], boilerplate: index.boilerplate(text) };
    let mut tally = Tally::default();
    let mut found = Vec::new();
    for a in 0..texts.len() {
        let later = index.candidates(a, &mut tally).into_iter().map(|b| b as usize).filter(|&b| b > a);
        found.extend(later.filter_map(|b| judge(side(a), side(b), align(&tokens[a], &tokens[b], config), config)));
    }
    found
}
