//! Which exact runs belong to one copied passage? Those in the same order on both sides with little between them:
//! the editor's changed words.

use super::align::Passage;
use super::{Config, Tokens};

/// Most tokens between two runs of one passage, on either side. About the length of an inserted clause; a whole
/// inserted sentence starts a new passage. Chosen by hand.
const WIDEST_GAP: usize = 16;

/// How many open chains a run is held against. Passages that interleave more deeply are stray hits.
const OPEN_CHAINS: usize = 8;

/// Most tokens, on either side, that an end may step over to reach equal ones, which must outnumber them: the
/// x-drop of sequence aligners with one point a token. Three changed words in a row; chosen by hand.
const WIDEST_STEP: usize = 3;

/// Most tokens that one step adds. Longer runs hold a seed and are blocks already, unless a text repeats itself.
const LONGEST_GROWTH: usize = 16;

/// A run of equal tokens: `length` of them from `a` and from `b`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) length: usize,
}

/// Blocks in order that make up one passage, and how many of its tokens are equal.
struct Chain {
    blocks: Vec<Block>,
    equal: usize,
}

impl Chain {
    fn last(&self) -> Block {
        self.blocks[self.blocks.len() - 1]
    }

    fn start(&self) -> (usize, usize) {
        (self.blocks[0].a, self.blocks[0].b)
    }

    fn end(&self) -> (usize, usize) {
        (self.last().a + self.last().length, self.last().b + self.last().length)
    }
}

/// Joins `blocks` (sorted by `a`, disjoint on both sides) into passages.
pub(super) fn passages(blocks: Vec<Block>, a: &Tokens, b: &Tokens, config: &Config) -> Vec<Passage> {
    let mut chains: Vec<Chain> = Vec::new();
    for block in blocks {
        let open = chains.len().saturating_sub(OPEN_CHAINS);
        let best = (open..chains.len())
            .filter_map(|at| Some((join(&chains[at], block, a, b)?, at)))
            .min_by_key(|&((cost, _), at)| (cost, usize::MAX - at));
        match best {
            Some(((_, equal), at)) => {
                chains[at].blocks.push(block);
                chains[at].equal += equal + block.length;
            }
            None => chains.push(Chain { blocks: vec![block], equal: block.length }),
        }
    }
    let mut passages = settle(chains, a, b, config);
    passages.sort_unstable_by_key(|p| p.a);
    passages
}

/// Cost of joining `block` to the end of `chain`, and equal tokens in the gap; `None` where they do not belong
/// together. A join must not cost more than either side is worth.
fn join(chain: &Chain, block: Block, a: &Tokens, b: &Tokens) -> Option<(usize, usize)> {
    let (end_a, end_b) = chain.end();
    let gap_a = block.a.checked_sub(end_a).filter(|&gap| gap <= WIDEST_GAP)?;
    let gap_b = block.b.checked_sub(end_b).filter(|&gap| gap <= WIDEST_GAP)?;
    if a.part(end_a - 1) != a.part(block.a) || b.part(end_b - 1) != b.part(block.b) {
        return None;
    }
    let equal = common_subsequence(&a.ids[end_a..block.a], &b.ids[end_b..block.b]);
    let cost = gap_a.max(gap_b) - equal;
    (cost <= chain.equal.min(block.length)).then_some((cost, equal))
}

/// Length of the longest common subsequence of two gaps. Cost: at most `WIDEST_GAP` squared.
fn common_subsequence(a: &[u32], b: &[u32]) -> usize {
    let mut row = [0_usize; WIDEST_GAP + 1];
    for x in a {
        let mut corner = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    row[b.len()]
}

/// Gives every stretch to the best chain that spans it, and extends its ends into what is free.
fn settle(mut chains: Vec<Chain>, a: &Tokens, b: &Tokens, config: &Config) -> Vec<Passage> {
    chains.sort_by_key(|chain| (usize::MAX - chain.equal, chain.start()));
    let mut ground = Ground { a, b, taken_a: vec![false; a.len()], taken_b: vec![false; b.len()] };
    let mut found: Vec<Chain> = Vec::new();
    for chain in chains {
        // A chain of fewer tokens can only gain a few by extension, so most chance hits stop here.
        if half_words(&chain, a) >= config.passage_words && ground.take(&chain) {
            found.push(chain);
        }
    }
    for chain in &mut found {
        ground.extend(chain);
    }
    let passages = found.iter().map(|chain| ground.passage(chain));
    passages.filter(|p| p.matched >= 2 * config.passage_words).collect()
}

fn half_words(chain: &Chain, a: &Tokens) -> u32 {
    chain.blocks.iter().flat_map(|block| block.a..block.a + block.length).map(|token| a.half_words(token)).sum()
}

/// The two texts, and which tokens have been given to a passage.
struct Ground<'a> {
    a: &'a Tokens,
    b: &'a Tokens,
    taken_a: Vec<bool>,
    taken_b: Vec<bool>,
}

impl Ground<'_> {
    /// Takes all that the chain spans, or nothing.
    fn take(&mut self, chain: &Chain) -> bool {
        let (start, end) = (chain.start(), chain.end());
        let (in_a, in_b) = (&mut self.taken_a[start.0..end.0], &mut self.taken_b[start.1..end.1]);
        let free = !in_a.contains(&true) && !in_b.contains(&true);
        if free {
            in_a.fill(true);
            in_b.fill(true);
        }
        free
    }

    /// Grows both ends over changed words while more equal words follow.
    fn extend(&mut self, chain: &mut Chain) {
        while let Some(block) = self.step(chain.end(), Way::On) {
            let end = chain.end();
            self.taken_a[end.0..block.a + block.length].fill(true);
            self.taken_b[end.1..block.b + block.length].fill(true);
            chain.blocks.push(block);
        }
        let (mut start, mut before) = (chain.start(), Vec::new());
        while let Some(block) = self.step(start, Way::Back) {
            self.taken_a[block.a..start.0].fill(true);
            self.taken_b[block.b..start.1].fill(true);
            start = (block.a, block.b);
            before.push(block);
        }
        chain.blocks.splice(0..0, before.into_iter().rev());
    }

    /// The longest run of equal tokens within a step of an end; of equal ones the nearest.
    fn step(&self, from: (usize, usize), way: Way) -> Option<Block> {
        let room_a = way.room(from.0, &self.taken_a, self.a);
        let room_b = way.room(from.1, &self.taken_b, self.b);
        let widths = (0..=WIDEST_STEP.min(room_a)).flat_map(|a| (0..=WIDEST_STEP.min(room_b)).map(move |b| (a, b)));
        let runs = widths.filter_map(|(skip_a, skip_b)| {
            let most = (room_a - skip_a).min(room_b - skip_b);
            let equal =
                |n: &usize| self.a.ids[way.token(from.0, skip_a + n)] == self.b.ids[way.token(from.1, skip_b + n)];
            let length = (0..most).take_while(equal).count();
            (length > skip_a.max(skip_b)).then_some((length, skip_a, skip_b))
        });
        let (length, skip_a, skip_b) = runs.max_by_key(|&(length, a, b)| (length, usize::MAX - a - b))?;
        Some(way.block(from, (skip_a, skip_b), length))
    }

    /// Counts the tokens of the blocks; equal words within gaps are left to the reader's eye.
    fn passage(&self, chain: &Chain) -> Passage {
        let (start, end) = (chain.start(), chain.end());
        let (mut matched, mut outside) = (0, 0);
        for (at_a, at_b) in chain.blocks.iter().flat_map(|block| (0..block.length).map(|n| (block.a + n, block.b + n)))
        {
            let words = self.a.half_words(at_a);
            matched += words;
            // What one text marks as a quotation is one in the other too: a post shown in full, a speech in a block.
            outside += if self.a.quoted(at_a) || self.b.quoted(at_b) { 0 } else { words };
        }
        Passage { a: (start.0 as u32, end.0 as u32), b: (start.1 as u32, end.1 as u32), matched, outside }
    }
}

/// Which way an end grows.
#[derive(Clone, Copy)]
enum Way {
    /// From one past the last token.
    On,
    /// From the first token.
    Back,
}

impl Way {
    /// The `n`-th token beyond the border `from`.
    fn token(self, from: usize, n: usize) -> usize {
        match self {
            Self::On => from + n,
            Self::Back => from - 1 - n,
        }
    }

    /// How many tokens beyond the border are free and in the same part of the text.
    fn room(self, from: usize, taken: &[bool], tokens: &Tokens) -> usize {
        let (part, beyond) = match self {
            Self::On => (tokens.part(from - 1), tokens.len() - from),
            Self::Back => (tokens.part(from), from),
        };
        let free = |n: &usize| !taken[self.token(from, *n)] && tokens.part(self.token(from, *n)) == part;
        (0..beyond.min(LONGEST_GROWTH)).take_while(free).count()
    }

    fn block(self, from: (usize, usize), skip: (usize, usize), length: usize) -> Block {
        match self {
            Self::On => Block { a: from.0 + skip.0, b: from.1 + skip.1, length },
            Self::Back => Block { a: from.0 - skip.0 - length, b: from.1 - skip.1 - length, length },
        }
    }
}
