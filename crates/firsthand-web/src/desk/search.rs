//! Which claims have these words? An index over how claims are worded and what their articles are called.
//!
//! It is keyed on words and gives claims. Whoever looks for a name finds what was claimed (safeguards, rule 1).

use std::collections::{BTreeMap, BTreeSet};

use firsthand::model::{Document, Finding};

/// Longer words are cut in the index: no language needs them, and an attack could fill the memory with one.
const LONGEST_WORD: usize = 40;

/// Words looked for at once; more are passed over.
const MOST_WORDS: usize = 12;

/// Claims by the words of their statement, their mentions and the titles of their articles.
#[derive(Default)]
pub(crate) struct Index {
    claims: BTreeMap<String, Vec<u32>>,
    count: usize,
}

impl Index {
    pub(super) fn of<'a>(documents: &[Document], findings: impl Iterator<Item = &'a Finding>) -> Self {
        let mut claims: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut count = 0;
        for (at, finding) in findings.enumerate() {
            count = at + 1;
            let (no, place) = finding.claim.statement;
            let mut words: BTreeSet<String> = BTreeSet::new();
            words.extend(split(documents[no.index()].slice(place)));
            for mention in &finding.claim.mentions {
                words.extend(split(documents[mention.document.index()].slice(mention.place)));
            }
            for article in &finding.claim.articles {
                words.extend(split(&documents[article.document.index()].title));
            }
            for word in words {
                claims.entry(word).or_default().push(at as u32);
            }
        }
        Self { claims, count }
    }

    /// Claims that have a word beginning like each of these, ascending; `None` where there is no word to look for.
    /// Cost: that of the entries with such beginnings, and of one bit a claim.
    pub(crate) fn find(&self, sought: &str) -> Option<Vec<u32>> {
        let mut found: Option<Vec<bool>> = None;
        for word in split(sought).take(MOST_WORDS) {
            let mut with = vec![false; self.count];
            let entries = self.claims.range(word.clone()..).take_while(|(key, _)| key.starts_with(&word));
            entries.flat_map(|(_, claims)| claims).for_each(|&claim| with[claim as usize] = true);
            if let Some(before) = &found {
                with.iter_mut().zip(before).for_each(|(now, before)| *now &= before);
            }
            found = Some(with);
        }
        found.map(|found| (0u32..).zip(found).filter(|(_, has)| *has).map(|(claim, _)| claim).collect())
    }
}

/// Words, folded as everywhere in the program, without marks.
fn split(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| firsthand::text::fold(&word.chars().take(LONGEST_WORD).collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_beginnings() {
        let claims = [("ferry", vec![0, 2]), ("ferries", vec![1]), ("stop", vec![0, 1])];
        let index = Index { claims: claims.map(|(word, claims)| (word.to_owned(), claims)).into(), count: 3 };
        assert_eq!(index.find("ferr"), Some(vec![0, 1, 2]));
        assert_eq!(index.find("Ferr, stop!"), Some(vec![0, 1]));
        assert_eq!(index.find("tram"), Some(vec![]));
        assert_eq!(index.find(" ?! "), None);
    }
}
