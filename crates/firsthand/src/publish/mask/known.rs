//! Which capitalised words are no names of people? Places, bodies, months and words that begin sentences.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::text::{fold, skeleton};

/// Lines of words; a line `# title` begins a list. Put together by hand: what news of any country writes large.
const LISTS: &str = include_str!("known.txt");

/// Words by their skeleton, so that one spelling serves several alphabets.
#[derive(Default)]
pub(super) struct Known {
    starters: BTreeSet<String>,
    bodies: BTreeSet<String>,
    places: BTreeSet<String>,
}

impl Known {
    pub(super) fn all() -> &'static Self {
        static ALL: OnceLock<Known> = OnceLock::new();
        ALL.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut known = Self::default();
        let mut title = "";
        for line in LISTS.lines() {
            let words = line.split_whitespace();
            match (line.strip_prefix("# "), title) {
                (Some(next), _) => title = next,
                (None, "starters") => known.starters.extend(words.map(fold)),
                (None, "places") => known.places.extend(words.map(skeleton)),
                (None, _) => known.bodies.extend(words.map(skeleton)),
            }
        }
        known
    }

    /// An article, a preposition, a pronoun: it begins a sentence, and is no part of a name.
    pub(super) fn starts_sentences(&self, folded: &str) -> bool {
        self.starters.contains(folded)
    }

    /// A word for a body, a day or a month.
    pub(super) fn is_body(&self, word: &str) -> bool {
        holds(&self.bodies, word)
    }

    /// A country, its people's adjective, or a capital.
    pub(super) fn is_place(&self, word: &str) -> bool {
        holds(&self.places, word)
    }
}

/// As listed, or with an ending of up to three letters.
fn holds(listed: &BTreeSet<String>, word: &str) -> bool {
    const LONGEST_ENDING: usize = 3;
    /// Shorter heads are in too many words.
    const SHORTEST_HEAD: usize = 5;
    let skeleton = skeleton(word);
    let ends = skeleton.char_indices().map(|(at, c)| at + c.len_utf8());
    let shortest = skeleton.chars().count().saturating_sub(LONGEST_ENDING).max(SHORTEST_HEAD);
    listed.contains(&skeleton) || ends.skip(shortest - 1).any(|end| listed.contains(&skeleton[..end]))
}
