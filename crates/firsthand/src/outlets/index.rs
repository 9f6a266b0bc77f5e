//! Which outlets can be named where? Exact look-ups, so that a text is not compared with every name of a large pile.

use std::collections::{BTreeSet, HashMap};

use super::translated::Run;
use super::{Outlet, OutletNo, insert};
use crate::text::skeleton;

/// The outlets of a pile by what can name them.
#[derive(Default)]
pub(super) struct Index {
    /// By address and by initials: nothing else has the same letters.
    exact: HashMap<String, Vec<OutletNo>>,
    /// By each word of the name.
    words: HashMap<String, Vec<OutletNo>>,
    /// By two words of the name, the second at most [`APART`] words behind the first.
    pairs: HashMap<(String, String), Vec<OutletNo>>,
}

/// What so many outlets share ("Daily", "News") names none of them: their other words do. The compilation of a large
/// pile's outlets stays far below it but for such words.
const MANY: usize = 256;
/// How many words of a name stand between two that are looked up together, and how many tokens between them in a text
/// ("Dépêche d'Orle").
const APART: usize = 3;

impl Index {
    /// Adds an outlet; outlets come in order.
    pub(super) fn add(&mut self, no: OutletNo, outlet: &Outlet) {
        // Tokens are looked up by their skeletons, which squeeze "nna" to "na".
        let initials = outlet.initials.iter().map(|i| skeleton(i));
        for name in outlet.hosts.iter().cloned().chain(initials) {
            insert(self.exact.entry(name).or_default(), no);
        }
        for (i, word) in outlet.words.iter().enumerate() {
            insert(self.words.entry(key(word)).or_default(), no);
            for other in outlet.words.iter().skip(i + 1).take(APART) {
                insert(self.pairs.entry((key(word), key(other))).or_default(), no);
            }
        }
    }

    /// The outlets that may be named from token `at` on; those that the article named before may be wherever one of
    /// their words stands.
    pub(super) fn that_may_stand(&self, run: Run<'_>, at: usize, seen: &[OutletNo]) -> BTreeSet<OutletNo> {
        let first = key(&run.skeletons[at]);
        let exact = self.exact.get(&run.skeletons[at]);
        let Some(sharing) = self.words.get(&first) else {
            return exact.into_iter().flatten().copied().collect();
        };
        if sharing.len() <= MANY {
            return exact.into_iter().chain([sharing]).flatten().copied().collect();
        }
        let next = (at + 1..run.tokens.len()).filter(|i| run.tokens[*i].is_word()).take(APART);
        let pairs = next.filter_map(|i| self.pairs.get(&(first.clone(), key(&run.skeletons[i]))));
        let named = exact.into_iter().chain(pairs.filter(|list| list.len() <= MANY)).flatten();
        named.chain(seen).copied().collect()
    }
}

/// Endings come after four letters at least (`same_word`), so the forms of a word share these.
fn key(word: &str) -> String {
    const LETTERS: usize = 4;
    word.chars().take(LETTERS).collect()
}
