//! Which sources of a claim speak for one body? Its papers, its head and its spokespeople are the body: one source.

use std::collections::BTreeSet;

use super::features::{Feature, features};
use crate::lexicon::{Concepts, Lexicon, List};
use crate::model::{Document, Language, Same, Source, SourceKind};
use crate::text::{Token, tokens};

/// Who speaks for a body, by the concepts of the tables. Others who work there may speak for themselves.
const HEADS: [&str; 6] = ["director", "head-chief", "chair-board", "president", "manager", "spokesperson"];

const ONE_BODY: &str = "one body: what its head says and what its papers say is its own word";

/// The body that a source's words name.
#[derive(Default)]
struct Body {
    /// What kind of body it is.
    kind: BTreeSet<Feature>,
    /// Whatever else tells it from others of its kind.
    own: BTreeSet<Feature>,
}

/// Pairs of a paper, a head and a body that are one, by the words that credit them. A pair only ever lowers bounds. Cost:
/// the square of a claim's sources whose words name a body.
pub(super) fn one_body(sources: &[Source], documents: &[Document]) -> Vec<Same> {
    let bodies = sources.iter().map(|source| (source, Body::of(source, documents)));
    let bodies: Vec<(&Source, Body)> = bodies.filter(|(_, body)| !body.kind.is_empty()).collect();
    let mut same = Vec::new();
    for (at, (a, of_a)) in bodies.iter().enumerate() {
        for (b, of_b) in &bodies[at + 1..] {
            // Two papers of one body may rest on two findings.
            if a.kind != b.kind && of_a.is(of_b) {
                same.push(Same { a: a.id, b: b.id, because: ONE_BODY.to_owned() });
            }
        }
    }
    same
}

impl Body {
    fn of(source: &Source, documents: &[Document]) -> Self {
        let mut body = Self::default();
        for (no, place) in &source.places {
            let document = &documents[no.index()];
            body.read(document.slice(*place), document.language, source.kind);
        }
        body
    }

    fn read(&mut self, words: &str, language: Language, kind: SourceKind) {
        let tokens = tokens(words, 0);
        let speaks = match kind {
            SourceKind::Document | SourceKind::Institution => true,
            SourceKind::Person => tokens.iter().any(|t| is_head(t, language)),
            _ => false,
        };
        if !speaks {
            return;
        }
        let found = Lexicon::of(language).find(&tokens);
        let nouns = found.iter().filter(|m| m.list == List::Institution);
        let nouns: BTreeSet<usize> = nouns.flat_map(|m| m.start..m.end).collect();
        for (at, feature) in features(&tokens, &found, language, |_| false) {
            if nouns.contains(&at) {
                self.kind.extend(matches!(feature, Feature::Concept(_)).then_some(feature));
            } else if !is_head(&tokens[at], language) {
                self.own.insert(feature);
            }
        }
    }

    fn is(&self, other: &Self) -> bool {
        let meet = |a: &BTreeSet<Feature>, b: &BTreeSet<Feature>| !a.is_disjoint(b);
        let fits = self.own.is_empty() || other.own.is_empty() || meet(&self.own, &other.own);
        fits && meet(&self.kind, &other.kind)
    }
}

fn is_head(token: &Token, language: Language) -> bool {
    Concepts::all().is_one_of(&token.folded, language, &HEADS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::sources::made;

    /// Whether sources of these kinds, credited in these words, are one body.
    fn one(language: Language, credits: [(SourceKind, &str); 2]) -> bool {
        let (sources, documents) = made(&credits.map(|(kind, words)| (language, kind, words)));
        !one_body(&sources, &documents).is_empty()
    }

    #[test]
    fn a_paper_and_the_head_of_its_body_are_one() {
        use SourceKind::{Document, Institution, Person};
        let (english, french) = (Language::English, Language::French);
        let paper = (Document, "an analysis by the state laboratory");
        assert!(one(english, [paper, (Person, "the director of the state laboratory, Mira Toske")]));
        assert!(one(english, [paper, (Institution, "the laboratory")]));
        let paper = (Document, "une analyse du laboratoire départemental");
        assert!(one(french, [paper, (Person, "Le directeur du laboratoire départemental, Aurin Castal")]));
    }

    #[test]
    fn bodies_of_other_names_and_those_who_only_work_there_are_not() {
        use SourceKind::{Document, Institution, Person};
        let paper = (Document, "a report of the transport ministry");
        assert!(!one(Language::English, [paper, (Institution, "the health ministry")]));
        let paper = (Document, "an analysis by the state laboratory");
        assert!(!one(Language::English, [paper, (Person, "Mira Toske, a chemist at the state laboratory")]));
        assert!(!one(Language::English, [paper, (Document, "a letter of the state laboratory")]));
    }
}
