//! Which hashed runs of words stand for a text? Short overlapping shingles seed the alignment; a winnowed choice
//! of longer ones, with their positions, is the text's signature.

use xxhash_rust::xxh3::xxh3_64;

use super::{Config, Tokens};

/// Words in a seed of the alignment. Four is the shortest run that still gives fewer chance hits than true ones
/// on a pile about one story; chosen by hand on the development articles.
pub(super) const SEED_TOKENS: usize = 4;

/// One chosen shingle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Print {
    /// Hash of the shingle.
    pub hash: u64,
    /// Its first token.
    pub at: u32,
}

/// What is kept of a text to find its candidates: about 2 KB for an article of 700 words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// Chosen shingles in text order.
    pub prints: Vec<Print>,
    /// Hash of all tokens: equal texts, equal hashes.
    pub content: u64,
}

/// Signs a text by winnowing: in every window of `config.window` shingles the smallest hash is kept, so that any
/// run of `window + shingle - 1` shared words shares a print wherever it stands. A text of fewer words than one
/// shingle has no print.
///
/// Source: Schleimer, Wilkerson and Aiken, *Winnowing* (SIGMOD 2003), section 3, robust variant. Cost: linear.
pub fn sign(tokens: &Tokens, config: &Config) -> Signature {
    let hashes: Vec<u64> = hashes(&tokens.ids, config.shingle).collect();
    let content = hash_of(&tokens.ids);
    let mut prints = winnow(&hashes, config.window.max(1));
    prints.shrink_to_fit();
    Signature { prints, content }
}

/// Every shingle of [`SEED_TOKENS`] as hash and position, sorted.
pub(super) fn seeds(ids: &[u32]) -> Vec<u64> {
    let mut seeds: Vec<u64> =
        hashes(ids, SEED_TOKENS).enumerate().map(|(at, hash)| hash & 0xffff_ffff_0000_0000 | at as u64).collect();
    seeds.sort_unstable();
    seeds
}

/// Hash of every run of `width` tokens, in order.
pub fn hashes(ids: &[u32], width: usize) -> impl Iterator<Item = u64> + '_ {
    ids.windows(width.max(1)).map(hash_of)
}

fn hash_of(ids: &[u32]) -> u64 {
    // Short runs fit the buffer; the hash must not depend on the byte order of the machine.
    let mut short = [0_u8; 64];
    if ids.len() <= 16 {
        for (bytes, id) in short.chunks_exact_mut(4).zip(ids) {
            bytes.copy_from_slice(&id.to_le_bytes());
        }
        return xxh3_64(&short[..ids.len() * 4]);
    }
    xxh3_64(&ids.iter().flat_map(|id| id.to_le_bytes()).collect::<Vec<_>>())
}

/// The smallest hash of every window: of equal ones the one already kept. A text shorter than
/// a window is one window.
fn winnow(hashes: &[u64], window: usize) -> Vec<Print> {
    let mut prints: Vec<Print> = Vec::with_capacity(hashes.len() / window.max(1) * 2 + 1);
    let mut smallest: Option<usize> = None;
    for end in 1..=hashes.len() {
        let start = end.saturating_sub(window);
        smallest = match smallest {
            Some(at) if at >= start => Some(if hashes[end - 1] < hashes[at] { end - 1 } else { at }),
            _ => (start..end).rev().min_by_key(|&at| hashes[at]),
        };
        let full = end >= window || end == hashes.len();
        if let Some(at) = smallest.filter(|&at| full && prints.last().is_none_or(|p| p.at as usize != at)) {
            prints.push(Print { hash: hashes[at], at: at as u32 });
        }
    }
    prints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_window_has_its_smallest_hash() {
        let hashes: Vec<u64> = (0..500_u64).map(|i| i.wrapping_mul(0x9e37_79b9_7f4a_7c15) % 97).collect();
        let prints = winnow(&hashes, 8);
        for window in 0..=hashes.len() - 8 {
            let least = hashes[window..window + 8].iter().min().unwrap();
            let kept = prints.iter().any(|p| (window..window + 8).contains(&(p.at as usize)) && p.hash == *least);
            assert!(kept, "window {window}");
        }
        assert!(prints.len() < hashes.len() / 3, "{} prints", prints.len());
        assert!(prints.is_sorted_by_key(|p| p.at));
    }

    #[test]
    fn short_and_monotone_texts_have_few_prints() {
        assert_eq!(winnow(&[], 8), []);
        assert_eq!(winnow(&[5, 3], 8), [Print { hash: 3, at: 1 }]);
        assert_eq!(winnow(&[7; 10], 4).iter().map(|p| p.at).collect::<Vec<_>>(), [0, 4, 8]);
    }
}
