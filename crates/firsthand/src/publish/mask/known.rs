//! Which capitalised words are no names of people? Places, bodies, months and words that begin sentences.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::text::{fold, skeleton};

/// `# title` lines begin a list; the first list has words that only begin sentences, the others are known anywhere.
const LISTS: &str = include_str!("known.txt");

/// Words by their skeleton, so that one spelling serves several alphabets.
pub(super) struct Known {
    starters: BTreeSet<String>,
    anywhere: BTreeSet<String>,
}

impl Known {
    pub(super) fn all() -> &'static Self {
        static ALL: OnceLock<Known> = OnceLock::new();
        ALL.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut known = Self { starters: BTreeSet::new(), anywhere: BTreeSet::new() };
        let mut of_starters = true;
        for line in LISTS.lines() {
            match line.strip_prefix("# ") {
                Some(title) => of_starters = title == "starters",
                None if of_starters => known.starters.extend(line.split_whitespace().map(fold)),
                None => known.anywhere.extend(line.split_whitespace().map(skeleton)),
            }
        }
        known
    }

    /// An article, a preposition, a pronoun: it begins a sentence, and is no part of a name.
    pub(super) fn starts_sentences(&self, folded: &str) -> bool {
        self.starters.contains(folded)
    }

    /// A country, a month, a word for a body; also with an ending of up to three letters.
    pub(super) fn anywhere(&self, word: &str) -> bool {
        const LONGEST_ENDING: usize = 3;
        let skeleton = skeleton(word);
        let ends = skeleton.char_indices().map(|(at, c)| at + c.len_utf8());
        let letters = skeleton.chars().count();
        let shortest = letters.saturating_sub(LONGEST_ENDING).max(5);
        self.anywhere.contains(&skeleton)
            || ends.skip(shortest.saturating_sub(1)).any(|end| self.anywhere.contains(&skeleton[..end]))
    }
}
