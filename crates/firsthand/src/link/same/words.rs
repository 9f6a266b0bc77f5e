//! What does a word mean where two wordings are compared? The concept tables say what a text is about; here one needs to
//! tell the dead from the injured and the nurse from the doctor, in words and in phrases ("step down").

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::lexicon::{Concept, Concepts};
use crate::model::Language;
use crate::text::{Token, fold};

/// Meanings of the words of one language, before those of the concept tables.
#[derive(Default)]
pub(super) struct Words {
    whole: HashMap<String, Vec<u16>>,
    stems: HashMap<String, Vec<u16>>,
    /// By the first letter of their first part, so that few are tried at a token.
    phrases: HashMap<char, Vec<Phrase>>,
}

/// Words that mean something together, in any order and with others between.
struct Phrase {
    parts: Vec<Part>,
    meaning: u16,
}

struct Part {
    word: String,
    is_stem: bool,
}

const WORDINGS: &str = include_str!("../../../data/concepts/wordings.tsv");

/// Stems shorter than this are whole words in practice.
const SHORTEST_STEM: usize = 3;

/// No stem here is longer, in bytes: a megabyte without a space is not looked at from every end.
const LONGEST_STEM: usize = 64;

/// A German verb and its particle have most of the clause between them. Chosen by hand.
const REACH: usize = 7;

/// The numbers of the concepts of this name, of the concept tables (a name may stand in both) or, where they have none, of
/// this one.
pub(super) fn numbered(name: &str) -> &'static [u16] {
    static ALL: OnceLock<HashMap<&'static str, Vec<u16>>> = OnceLock::new();
    ALL.get_or_init(numbers).get(name).map_or(&[], Vec::as_slice)
}

fn numbers() -> HashMap<&'static str, Vec<u16>> {
    let (all, count) = (Concepts::all(), Concepts::all().count() as u16);
    let mut numbers: HashMap<&str, Vec<u16>> = HashMap::new();
    for at in 0..count {
        numbers.entry(all.name(Concept(at))).or_default().push(at);
    }
    for (at, row) in (count..).zip(rows()) {
        numbers.entry(row.split('\t').next().unwrap_or_default()).or_insert_with(|| vec![at]);
    }
    numbers
}

fn rows() -> impl Iterator<Item = &'static str> {
    WORDINGS.lines().skip(1)
}

impl Words {
    /// Of one language, parsed once a process.
    pub(super) fn of(language: Language) -> &'static Self {
        static ALL: [OnceLock<Words>; 10] = [const { OnceLock::new() }; 10];
        static NONE: OnceLock<Words> = OnceLock::new();
        let at = language as usize;
        ALL.get(at).map_or_else(|| NONE.get_or_init(Self::default), |words| words.get_or_init(|| Self::parse(at + 1)))
    }

    /// The meanings of a folded word: its own entry here, the longest stem here, or those of the concept tables.
    pub(super) fn meanings(&self, folded: &str, language: Language) -> Vec<u16> {
        let own = self.whole.get(folded).or_else(|| self.by_stem(folded));
        own.cloned().unwrap_or_else(|| Concepts::all().of(folded, language).iter().map(|c| c.0).collect())
    }

    /// Whether a word has an entry here, by itself or by its beginning.
    pub(super) fn has(&self, folded: &str) -> bool {
        self.whole.contains_key(folded) || self.by_stem(folded).is_some()
    }

    /// The phrases in a sentence: their tokens and what they mean, none with a token of another.
    pub(super) fn phrases(&self, tokens: &[Token]) -> Vec<(Vec<usize>, u16)> {
        let mut found: Vec<(Vec<usize>, u16)> = Vec::new();
        for at in 0..tokens.len() {
            let begun = tokens[at].folded.chars().next().and_then(|c| self.phrases.get(&c));
            let longest = begun.into_iter().flatten().filter_map(|p| Some((p.at(at, tokens)?, p.meaning)));
            let longest = longest.max_by_key(|(taken, _)| taken.len());
            let taken = |t: &usize| found.iter().any(|(others, _)| others.contains(t));
            found.extend(longest.filter(|(tokens, _)| !tokens.iter().any(taken)));
        }
        found
    }

    /// For each word here with a meaning of the concept tables all such meanings, here and there. What has a row of its own here
    /// alone was set apart on purpose: a dolphin from a whale.
    pub(super) fn with_those_of_the_tables(&self, language: Language) -> Vec<Vec<u16>> {
        let both = |(word, own): (&String, &Vec<u16>)| {
            let others = Concepts::all().of(word, language).iter().map(|c| c.0).filter(|c| !own.contains(c));
            own.iter().copied().chain(others).collect()
        };
        let is_shared = |(_, own): &(&String, &Vec<u16>)| own.iter().all(|c| usize::from(*c) < Concepts::all().count());
        self.whole.iter().chain(&self.stems).filter(is_shared).map(both).collect()
    }

    fn by_stem(&self, folded: &str) -> Option<&Vec<u16>> {
        let ends = std::iter::once(folded.len()).chain(folded.char_indices().rev().map(|(i, _)| i));
        let long = ends.skip_while(|end| *end > LONGEST_STEM).take_while(|end| *end >= SHORTEST_STEM);
        long.into_iter().find_map(|end| self.stems.get(&folded[..end]))
    }

    fn parse(column: usize) -> Self {
        let mut words = Self::default();
        for row in rows() {
            let mut cells = row.split('\t');
            let meanings = cells.next().map(numbered).unwrap_or_default();
            let cell = cells.nth(column - 1).unwrap_or_default();
            cell.split('|').filter(|w| !w.is_empty()).for_each(|word| words.insert(word, meanings));
        }
        words
    }

    fn insert(&mut self, word: &str, meanings: &[u16]) {
        let mut parts: Vec<Part> = word.split('+').map(Part::of).collect();
        if parts.len() > 1 {
            let first = parts[0].word.chars().next().unwrap_or_default();
            let phrases = self.phrases.entry(first).or_default();
            phrases.extend(meanings.first().map(|&meaning| Phrase { parts, meaning }));
        } else if let Some(Part { word, is_stem }) = parts.pop() {
            let words = if is_stem { &mut self.stems } else { &mut self.whole };
            let known = words.entry(word).or_default();
            known.extend(meanings.iter().filter(|m| !known.contains(m)).copied().collect::<Vec<_>>());
        }
    }
}

impl Phrase {
    /// The tokens of the phrase if its first part stands at `at` and the others near it.
    fn at(&self, at: usize, tokens: &[Token]) -> Option<Vec<usize>> {
        let mut taken = vec![at];
        self.parts[0].fits(&tokens[at]).then_some(())?;
        let (from, to) = (at.saturating_sub(REACH), (at + REACH).min(tokens.len()));
        for part in &self.parts[1..] {
            let next = (at..to).chain((from..at).rev()).find(|t| !taken.contains(t) && part.fits(&tokens[*t]))?;
            taken.push(next);
        }
        Some(taken)
    }
}

impl Part {
    fn of(word: &str) -> Self {
        let stem = word.strip_suffix('*');
        Self { word: fold(stem.unwrap_or(word)), is_stem: stem.is_some() }
    }

    fn fits(&self, token: &Token) -> bool {
        if self.is_stem { token.folded.starts_with(&self.word) } else { token.folded == self.word }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    #[test]
    fn every_row_has_a_cell_for_every_language() {
        assert!(WORDINGS.lines().all(|row| row.split('\t').count() == 11));
    }

    #[test]
    fn phrases_mean_something_in_any_order() {
        let means = |text: &str, language| -> Vec<u16> {
            Words::of(language).phrases(&tokens(text, 0)).into_iter().map(|(_, means)| means).collect()
        };
        let resign = numbered("resign");
        assert_eq!(means("The mayor stepped down", Language::English), resign);
        assert_eq!(means("Die Ministerin tritt nach dem Streit zurück", Language::German), resign);
        assert!(means("The mayor went down the stairs", Language::English).is_empty());
    }

    #[test]
    fn words_of_here_come_before_those_of_the_tables() {
        let words = Words::of(Language::English);
        assert_eq!(words.meanings("dolphin", Language::English), numbered("dolphin"));
        assert_eq!(words.meanings("bridge", Language::English), numbered("bridge"));
    }
}
