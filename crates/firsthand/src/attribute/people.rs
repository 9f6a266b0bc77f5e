//! Who is meant by "Torkul", "the mayor", "she"? Resolution within one article, by what stands nearest; nothing is
//! kept beyond the article, and what is not clear stays unknown.

use std::collections::BTreeMap;

use super::candidates::Candidate;
use super::reading::Sentence;
use crate::lexicon::List;
use crate::model::SourceKind;
use crate::text::skeleton;

/// Names and roles that the article has given so far.
#[derive(Default)]
pub(super) struct People {
    /// Skeleton of a last name → the fullest name.
    by_last_name: BTreeMap<String, String>,
    /// Skeleton of a role ("mayor") → the name that stood with it.
    by_role: BTreeMap<String, String>,
    /// Who spoke last, and as what kind.
    last: Option<(String, SourceKind)>,
}

impl People {
    /// Notes a full name: two capitalised words or more.
    pub(super) fn learn(&mut self, sentence: &Sentence<'_>, start: usize, end: usize) {
        let name = sentence.place(start, end).span.of(sentence.text).to_owned();
        let last = skeleton(&sentence.tokens[end - 1].folded);
        self.by_last_name.entry(last).or_insert(name);
    }

    /// Whether a single capitalised word is a last name seen before, in whatever case form.
    pub(super) fn knows(&self, folded: &str) -> bool {
        self.full_name(folded).is_some()
    }

    /// The fullest wording that the candidate resolves to; `None` where its own words say all there is.
    pub(super) fn name_of(&mut self, sentence: &Sentence<'_>, candidate: &Candidate) -> Option<String> {
        if candidate.kind != SourceKind::Person {
            return None;
        }
        let words = &sentence.tokens[candidate.start..candidate.end];
        let last = words.iter().rev().find(|t| t.is_word() && t.capital);
        let named = last.and_then(|t| self.full_name(&t.folded));
        let role = (candidate.start..candidate.end).find(|&i| sentence.is(i, List::Person.bit()));
        let role = role.map(|i| skeleton(&sentence.tokens[i].folded));
        match (named, role) {
            (Some(name), Some(role)) => {
                self.by_role.entry(role).or_insert_with(|| name.clone());
                Some(name)
            }
            (Some(name), None) => Some(name),
            (None, Some(role)) => self.by_role.get(&role).cloned(),
            (None, None) => None,
        }
    }

    /// Remembers the last person or body that can speak, for pronouns.
    pub(super) fn heard(&mut self, candidates: &[Candidate]) {
        for candidate in candidates.iter().filter(|c| matches!(c.kind, SourceKind::Person | SourceKind::Institution)) {
            if let Some(name) = &candidate.name {
                self.last = Some((name.clone(), candidate.kind));
            }
        }
    }

    /// Whom a pronoun means here, as far as the order of the text tells.
    pub(super) fn last(&self) -> Option<(&str, SourceKind)> {
        self.last.as_ref().map(|(name, kind)| (name.as_str(), *kind))
    }

    fn full_name(&self, folded: &str) -> Option<String> {
        const LONGEST_ENDING: usize = 3;
        let word = skeleton(folded);
        if let Some(name) = self.by_last_name.get(&word) {
            return Some(name.clone());
        }
        // Case endings: "Хесбералу" means "Хесберал". The stem must be long enough to be a name.
        const SHORTEST_STEM: usize = 4;
        let near = self.by_last_name.iter().find(|(last, _)| {
            let stem = last.trim_end_matches(['a', 'o', 'e', 'i']);
            stem.chars().count() >= SHORTEST_STEM
                && word.strip_prefix(stem).is_some_and(|rest| rest.chars().count() <= LONGEST_ENDING)
        });
        near.map(|(_, name)| name.clone())
    }
}
