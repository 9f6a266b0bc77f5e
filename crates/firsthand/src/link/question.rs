//! Which claim of the pile does a question in plain words mean?

use std::collections::BTreeSet;

use super::features::{Feature, Weights, features};
use super::units::Unit;
use crate::lexicon::{Lexicon, List};
use crate::model::{Language, Role};
use crate::text::{Token, tokens};

/// A claim in plain words, as its features.
pub struct Question {
    features: Vec<Feature>,
    /// Those of words that are part of a name: the authority of the "Harbour Authority".
    named: BTreeSet<Feature>,
    language: Language,
}

/// Questions that share less with every report than this mean no claim of the pile. Chosen by hand: a question that
/// shares its names with a claim but not what happened stays below.
const LEAST_COVERED: f32 = 0.45;
/// Of what happened (concepts and words outside names, not numbers) the reports that share most share at least so much.
/// Measured on 72 questions to eighteen invented stories: those that ask for their claims reach .52 and more, and of
/// forty about other news of the same people and places two do. A missed claim is the worse error.
const LEAST_SAID: f32 = 0.5;
/// A report that words the news in its own way has a third of what those have that word the question, half of what
/// happened, and one of the names. On eighteen invented stories such groups were all of the claim; of other stories none.
const NEARLY_COVERED: f32 = 1.0 / 3.0;
const NEARLY_SAID: f32 = 0.5 * LEAST_SAID;
/// A question whose numbers are all there may word the rest more freely.
const LEAST_SAID_WITH_NUMBERS: f32 = 0.3;
/// So many reports speak for a group: one alone may mention what the question says in passing.
const SPEAKING: usize = 3;

impl Question {
    /// Reads a question in any supported language.
    pub fn read(text: &str) -> Self {
        let tokens = tokens(text, 0);
        let language = language_of(&tokens);
        let matches = Lexicon::of(language).find(&tokens);
        let all = features(&tokens, &matches, language, |_| false);
        let named = all.iter().filter(|(at, _)| is_in_name(&tokens, *at, language)).map(|(_, f)| *f).collect();
        let mut features: Vec<Feature> = all.into_iter().map(|(_, f)| f).collect();
        features.sort_unstable();
        features.dedup();
        Self { features, named, language }
    }

    /// How much of the question a group of reports words, 0..=1; nought where it does not mean them.
    pub fn covered_by(&self, units: &[&Unit], weights: &Weights) -> f32 {
        let (covered, said) = self.worded_by(units, weights);
        let least = if self.numbers_are_in(units) { LEAST_SAID_WITH_NUMBERS } else { LEAST_SAID };
        if covered >= LEAST_COVERED && said >= least && self.names_one_of(units) { covered } else { 0.0 }
    }

    /// Whether a group that is like one which words so much of the question words it too, in other words.
    pub fn is_nearly_covered_by(&self, units: &[&Unit], best: f32, weights: &Weights) -> bool {
        let (covered, said) = self.worded_by(units, weights);
        covered >= NEARLY_COVERED * best && said >= NEARLY_SAID && self.names_one_of(units)
    }

    /// How much of the question, and of what happened in it, the reports word that word most of it, 0..=1 each.
    fn worded_by(&self, units: &[&Unit], weights: &Weights) -> (f32, f32) {
        let covered = top(units.iter().map(|u| self.covered(u, weights)));
        (covered, top(units.iter().map(|u| self.said(u, weights))))
    }

    /// Whether the reports have one of the question's names, if it has any.
    fn names_one_of(&self, units: &[&Unit]) -> bool {
        let mut names = self.features.iter().filter(|f| matches!(f, Feature::Name(_))).peekable();
        names.peek().is_none() || names.any(|name| units.iter().any(|u| in_news(u, *name)))
    }

    /// Whether the question names numbers, one of them telling, and one report has them all.
    fn numbers_are_in(&self, units: &[&Unit]) -> bool {
        // Smaller numbers are in every other article ("ten days").
        const TELLING: u64 = 32;
        let numbers: Vec<Feature> = self.features.iter().copied().filter(|f| matches!(f, Feature::Number(_))).collect();
        let telling = numbers.iter().any(|f| matches!(f, Feature::Number(n) if *n >= TELLING));
        telling && units.iter().any(|u| numbers.iter().all(|n| in_news(u, *n)))
    }

    /// How much of the question one report words, 0..=1.
    pub fn covered(&self, unit: &Unit, weights: &Weights) -> f32 {
        self.coverage(weights, |f| in_news(unit, f), |f| self.can_share(&[unit], f))
    }

    fn coverage(&self, weights: &Weights, has: impl Fn(Feature) -> bool, counts: impl Fn(Feature) -> bool) -> f32 {
        let weigh = |fs: &mut dyn Iterator<Item = Feature>| fs.map(|f| weights.weight(f)).sum::<f32>();
        let total = weigh(&mut self.features.iter().copied().filter(|f| counts(*f)));
        let found = weigh(&mut self.features.iter().copied().filter(|f| counts(*f) && has(*f)));
        if total > 0.0 { found / total } else { 0.0 }
    }

    fn said(&self, unit: &Unit, weights: &Weights) -> f32 {
        let says = |f: Feature| matches!(f, Feature::Concept(_) | Feature::Word(_)) && !self.named.contains(&f);
        self.coverage(weights, |f| in_news(unit, f), |f| says(f) && self.can_share(&[unit], f))
    }

    /// Plain words can be found only in reports of the question's own language.
    fn can_share(&self, units: &[&Unit], feature: Feature) -> bool {
        feature.crosses_languages() || units.iter().any(|u| u.language == self.language)
    }
}

/// Whether a word is part of a name: it is large, and not only because a sentence or a noun begins there.
fn is_in_name(tokens: &[Token], at: usize, language: Language) -> bool {
    let large = |at: usize| tokens.get(at).is_some_and(|t| t.is_word() && t.capital);
    language != Language::German && large(at) && (at > 0 || large(at + 1))
}

/// Average of the largest [`SPEAKING`] values.
fn top(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(|a, b| b.total_cmp(a));
    values.truncate(SPEAKING);
    values.iter().sum::<f32>() / values.len().max(1) as f32
}

/// The title and so many first sentences are the news of a report.
const NEWS_LINES: usize = 8;

fn in_news(unit: &Unit, feature: Feature) -> bool {
    let news = unit.lines.iter().enumerate().filter(|(i, l)| *i < NEWS_LINES || l.role == Role::Title);
    unit.head.contains_key(&feature) || news.into_iter().any(|(_, l)| l.features.contains(&feature))
}

/// The supported language whose function words a short text uses most; English where none speaks.
fn language_of(tokens: &[Token]) -> Language {
    const FUNCTION: u128 = List::FUNCTION | List::Future.bit();
    let concepts = crate::lexicon::Concepts::all();
    let hits = |language: Language| {
        // A word counts once, however many lists it is on: "a" alone is two in Portuguese, and would outvote Spanish.
        let mut function = vec![false; tokens.len()];
        for found in Lexicon::of(language).find(tokens).iter().filter(|m| m.list.bit() & FUNCTION != 0) {
            function[found.start..found.end].fill(true);
        }
        let known = tokens.iter().filter(|t| !concepts.of(&t.folded, language).is_empty()).count();
        function.into_iter().filter(|f| *f).count() * 2 + known
    };
    let best = Language::SUPPORTED.into_iter().rev().max_by_key(|l| hits(*l));
    best.filter(|l| hits(*l) > 0).unwrap_or(Language::English)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_nothing_of_what_happened() {
        let named = |text: &str| Question::read(text).named.len();
        assert!(named("The Orle Harbour Authority will buy ten cranes.") >= 3, "each word means one thing or more");
        assert_eq!(named("Cranes fell at the authority of the harbour."), 0);
        assert_eq!(named("Der Hafen kauft zehn Kräne."), 0, "German writes nouns large");
    }

    #[test]
    fn knows_the_language_of_a_short_question() {
        for (text, language) in [
            ("The dam will break by the end of April.", Language::English),
            ("Плотина прорвётся до конца апреля.", Language::Russian),
            ("Der Damm wird bis Ende April brechen.", Language::German),
            ("La presa va a romperse antes de fin de mes.", Language::Spanish),
            ("Baraj ay sonuna kadar yıkılacak.", Language::Turkish),
        ] {
            assert_eq!(language_of(&tokens(text, 0)), language, "{text}");
        }
    }
}
