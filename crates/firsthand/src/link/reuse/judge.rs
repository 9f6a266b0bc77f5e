//! Do the aligned passages of a pair amount to reuse? The thresholds of [`Config`] decide.

use super::boilerplate::overlap;
use super::{Config, Passage, Reuse, Shared, Tokens};

/// One side of a pair: its number in the pile, its tokens, and which of them are boilerplate.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Number of the text.
    pub text: usize,
    /// Its tokens.
    pub tokens: &'a Tokens,
    /// Token ranges that do not count.
    pub boilerplate: &'a [(u32, u32)],
}

/// What two texts share, or `None` where it is too little to be reuse or a shared quotation.
pub fn judge(a: Side<'_>, b: Side<'_>, mut passages: Vec<Passage>, config: &Config) -> Option<Reuse> {
    passages.retain(|p| !mostly_boilerplate(a, p.a) && !mostly_boilerplate(b, p.b));
    let words = |f: fn(&Passage) -> u32| passages.iter().map(f).sum::<u32>() / 2;
    let (matched, outside) = (words(|p| p.matched), words(|p| p.outside));
    let (all_a, all_b) = (length(a.tokens), length(b.tokens));
    let containment_a = share(passages.iter().map(|p| p.a), a.tokens, all_a);
    let containment_b = share(passages.iter().map(|p| p.b), b.tokens, all_b);
    let shorter = outside as f32 / all_a.min(all_b).max(1) as f32;
    let copied =
        outside >= config.copied_words || (outside >= config.brief_words && shorter >= config.brief_containment);
    if !copied && matched - outside < config.quoted_words {
        return None;
    }
    Some(Reuse {
        a: a.text,
        b: b.text,
        spans: passages.iter().map(|p| shared(p, a.tokens, b.tokens)).collect(),
        copied,
        containment_a,
        containment_b,
        similarity: matched as f32 / (all_a + all_b - matched).max(1) as f32,
        longest: passages.iter().map(|p| p.matched / 2).max().unwrap_or(0),
        outside_quotes: outside,
    })
}

fn mostly_boilerplate(side: Side<'_>, (from, to): (u32, u32)) -> bool {
    2 * overlap(side.boilerplate, from, to) > to - from
}

/// Length of a text in words.
fn length(tokens: &Tokens) -> u32 {
    (0..tokens.len()).map(|token| tokens.half_words(token)).sum::<u32>() / 2
}

fn share(ranges: impl Iterator<Item = (u32, u32)>, tokens: &Tokens, all: u32) -> f32 {
    let inside: u32 =
        ranges.flat_map(|(from, to)| from..to).map(|token| tokens.half_words(token as usize)).sum::<u32>() / 2;
    inside as f32 / all.max(1) as f32
}

fn shared(passage: &Passage, a: &Tokens, b: &Tokens) -> Shared {
    Shared {
        a: a.bytes(passage.a.0 as usize, passage.a.1 as usize),
        b: b.bytes(passage.b.0 as usize, passage.b.1 as usize),
        words: passage.matched / 2,
        // "…," he said: the cue around a shared quotation does not make it prose.
        in_quotes: passage.outside * 10 <= passage.matched || passage.outside <= 2 * CUE_WORDS,
    }
}

/// Words of a cue around a quotation, "the minister told reporters"; chosen by hand.
const CUE_WORDS: u32 = 4;
