//! Which papers of a claim could be one? Two outlets that each read "the document" may have read the same.

use std::collections::BTreeSet;

use petgraph::unionfind::UnionFind;

use super::features::{Feature, features};
use crate::lexicon::{Lexicon, List};
use crate::model::{Document, Language, Source, SourceId, SourceKind};
use crate::text::tokens;

/// Pairs of papers that the words for them do not tell apart: both must be called by something beside the noun for a
/// paper ("the laboratory's report", "a letter of 3 May"), and by nothing in common. Across languages only names and
/// numbers tell: that two words have no meaning in common in our tables shows little. Pairs that others already join are
/// left out, so that a list is no longer than the papers. Cost: the square of a claim's papers.
pub(super) fn perhaps_one(sources: &[Source], documents: &[Document]) -> Vec<(SourceId, SourceId)> {
    let papers = sources.iter().filter(|source| source.kind == SourceKind::Document);
    let papers: Vec<(SourceId, Called)> = papers.map(|source| (source.id, Called::of(source, documents))).collect();
    let mut joined = UnionFind::<usize>::new(papers.len());
    let mut pairs = Vec::new();
    for (at, (a, of_a)) in papers.iter().enumerate() {
        for (behind, (b, of_b)) in papers.iter().enumerate().skip(at + 1) {
            if !joined.equiv(at, behind) && !of_a.is_apart_from(of_b) {
                joined.union(at, behind);
                pairs.push((*a, *b));
            }
        }
    }
    pairs
}

/// What the texts call a paper, without the noun for it.
#[derive(Default)]
struct Called {
    languages: BTreeSet<Language>,
    own: BTreeSet<Feature>,
}

impl Called {
    fn of(source: &Source, documents: &[Document]) -> Self {
        let mut called = Self::default();
        for (no, place) in &source.places {
            let document = &documents[no.index()];
            called.read(document.slice(*place), document.language);
        }
        called
    }

    fn read(&mut self, words: &str, language: Language) {
        let tokens = tokens(words, 0);
        let found = Lexicon::of(language).find(&tokens);
        let nouns: Vec<_> = found.iter().filter(|m| m.list == List::Document).collect();
        let is_noun = |at: usize| nouns.iter().any(|m| m.start <= at && at < m.end);
        self.own.extend(features(&tokens, &found, language, is_noun).into_iter().map(|(_, feature)| feature));
        self.languages.insert(language);
    }

    fn is_apart_from(&self, other: &Self) -> bool {
        let one_language = self.languages.len() == 1 && self.languages == other.languages;
        let comparable = |f: &&Feature| one_language || matches!(f, Feature::Name(_) | Feature::Number(_));
        let own = |called: &Self| called.own.iter().filter(comparable).copied().collect::<BTreeSet<Feature>>();
        let (a, b) = (own(self), own(other));
        !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::sources::made;

    /// Whether papers credited in these words could be one.
    fn could_be_one(papers: [(Language, &str); 2]) -> bool {
        let (sources, documents) = made(&papers.map(|(language, words)| (language, SourceKind::Document, words)));
        !perhaps_one(&sources, &documents).is_empty()
    }

    #[test]
    fn only_what_papers_are_called_tells_them_apart() {
        use Language::{English, Spanish};
        assert!(could_be_one([(English, "the document"), (English, "the laboratory's report")]));
        assert!(could_be_one([(English, "an internal list"), (Spanish, "un parte de incidencias del almacén")]));
        assert!(!could_be_one([(English, "the laboratory's report"), (English, "a letter from the prosecutor")]));
        assert!(!could_be_one([(English, "the Karsk report"), (Spanish, "el informe de Brannock")]));
    }
}
