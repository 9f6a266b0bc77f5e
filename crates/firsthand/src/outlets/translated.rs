//! Does a run of words mean an outlet by a translation of its name?

use super::{Naming, OutletNo};
use super::{Outlet, OutletMention, Outlets, address_label, first_letters, has_company, same_word};
use crate::lexicon::{Concepts, List, Match};
use crate::model::Language;
use crate::text::{Token, skeleton};

/// One passage, made ready.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) tokens: &'a [Token],
    /// Of each token.
    pub(super) skeletons: &'a [String],
    pub(super) matches: &'a [Match],
    pub(super) language: Language,
}

impl Run<'_> {
    fn has(&self, lists: &[List], at: usize) -> bool {
        self.matches.iter().any(|m| lists.contains(&m.list) && (m.start..m.end).contains(&at))
    }

    fn is_small(&self, at: usize) -> bool {
        self.has(&[List::Determiner, List::Preposition], at)
    }

    fn is_kind(&self, at: usize) -> bool {
        self.tokens[at].capital && self.has(&[List::Outlet], at)
    }

    /// The word for its kind that a name opens with, over small words: "Hoja" before "del Cabo". `None` where another
    /// name stands there, which then goes on: "Nueva" before "Mañana". German writes its nouns large.
    fn opens(&self, at: usize, outlet: &Outlet) -> Option<usize> {
        let before = (0..at).rev().find(|b| !self.is_small(*b));
        let Some(b) = before.filter(|b| self.tokens[*b].is_word() && self.tokens[*b].capital) else {
            return Some(at);
        };
        let means = Concepts::all().of(&self.tokens[b].folded, self.language);
        if self.is_kind(b) || means.iter().any(|c| outlet.kinds.contains(c)) {
            return Some(b);
        }
        let begins = b == 0 || !self.tokens[b - 1].is_word();
        // "the Polish-language Mining Tribune".
        let describes = self.tokens[b].folded.contains('-') || self.matches.iter().any(|m| m.start <= b && b < m.end);
        let another = !begins && !describes && self.language != Language::German;
        (!another).then_some(at)
    }
}

impl Outlets {
    /// The outlet that the words from `at` on mean by a translation of its name, beside a word that says it is an
    /// outlet or that passes news on; or that an address there means.
    pub(super) fn translated_at(&self, run: Run<'_>, at: usize) -> Option<OutletMention> {
        let token = &run.tokens[at];
        let label = address_label(&token.folded);
        if !token.capital && label.is_none() {
            return None;
        }
        let meant = self.that_may_mean(run, at, label).filter_map(|no| {
            let outlet = &self.all[no.0 as usize];
            let mention = |start, end| OutletMention { start, end, outlet: no, naming: Naming::Translated };
            if let Some(label) = label {
                return outlet.is_called(label, run.language).then(|| mention(at, at + 1));
            }
            let end = outlet.translated(run, at)?;
            let start = run.opens(at, outlet)?;
            has_company(run.matches, start, end).then(|| mention(start, end))
        });
        let behind = |end: usize| (end..run.tokens.len()).take_while(|i| run.is_kind(*i)).count();
        // "Mining Tribune" is Trybuna Górnicza rather than an outlet whose name says nothing of a tribune.
        let best = meant.min_by_key(|m| {
            let own = self.all[m.outlet.0 as usize].generic.iter().filter(|g| **g).count();
            (own.abs_diff(usize::from(m.start < at) + behind(m.end)), m.outlet)
        });
        best.map(|m| OutletMention { end: m.end + behind(m.end), ..m })
    }

    fn that_may_mean(&self, run: Run<'_>, at: usize, label: Option<&str>) -> impl Iterator<Item = OutletNo> {
        let concepts = Concepts::all().of(label.unwrap_or(&run.tokens[at].folded), run.language);
        let by_concept = concepts.iter().filter_map(|c| self.by_concept.get(c));
        let by_name = self.translatable.get(&first_letters(&run.skeletons[at]));
        by_concept.chain(by_name).flatten().copied()
    }
}

impl Outlet {
    /// Where the words from `at` on end that name this outlet in another language: each word of its name once,
    /// translated or, as places are, in other letters, in whatever order: "Abshar Morning" is Утро Абшара. Small words
    /// may stand between. Where they do, and where the order is another, all words are large.
    fn translated(&self, run: Run<'_>, at: usize) -> Option<usize> {
        let mut open: Vec<usize> = (0..self.meaning.len()).collect();
        let (mut translated, mut turned, mut capitals) = (false, false, true);
        for (i, token) in run.tokens.iter().enumerate().skip(at).filter(|(_, t)| t.is_word()) {
            let means = Concepts::all().of(&token.folded, run.language);
            let is_meant = |word: usize| self.meaning[word].iter().any(|c| means.contains(c));
            let is_name = |word: usize| token.capital && same_word(&bare(&token.folded), &self.distinctive[word]);
            let found = open.iter().position(|&word| is_meant(word)).or_else(|| open.iter().position(|&w| is_name(w)));
            match found {
                Some(found) => {
                    (turned, capitals) = (turned || found > 0, capitals && token.capital);
                    translated |= is_meant(open.remove(found));
                }
                None if open.len() < self.meaning.len() && run.is_small(i) => turned = true,
                None => return None,
            }
            if open.is_empty() {
                return (translated && (capitals || !turned)).then_some(i + 1);
            }
        }
        None
    }

    /// Whether the label of an address says what the whole name means.
    fn is_called(&self, label: &str, language: Language) -> bool {
        let means = Concepts::all().of(label, language);
        self.meaning.len() == 1 && self.meaning[0].iter().any(|c| means.contains(c))
    }
}

/// The skeleton of a word without what the accents of Turkish and Azerbaijani letters tell: "Абшар" and "Abşar" are one.
pub(super) fn bare(word: &str) -> String {
    skeleton(word).replace("sh", "s").replace("ch", "c")
}
