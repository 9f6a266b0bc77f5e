use std::collections::HashMap;
use std::sync::OnceLock;

use crate::model::Language;
use crate::text::fold;

/// A row of the concept tables: a meaning that the supported languages share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Concept(pub u16);

/// The words of the concept tables. They join a claim to its translations until an encoder does, and know an outlet
/// whose name was translated because it is made of ordinary words.
pub struct Concepts {
    names: Vec<&'static str>,
    /// By language, in the order of the columns; each is read when it is first asked for, since most runs need one or two.
    words: [OnceLock<Words>; 10],
}

#[derive(Default)]
struct Words {
    whole: HashMap<String, Vec<Concept>>,
    stems: HashMap<String, Vec<Concept>>,
}

const TABLES: [&str; 2] =
    [include_str!("../../data/concepts/public-affairs.tsv"), include_str!("../../data/concepts/world.tsv")];

/// Stems shorter than this are whole words in practice.
const SHORTEST_STEM: usize = 3;
/// The head and the rest of a German compound have at least so many letters; below that, splits are accidents.
const SHORTEST_COMPOUND_PART: usize = 4;
/// Longer words, in bytes, are no words: looking at every beginning of a megabyte without a space takes minutes. 256:
/// three times the longest word of any language's dictionaries, two bytes a letter; chosen by hand.
const LONGEST_WORD: usize = 256;

impl Concepts {
    /// The tables.
    pub fn all() -> &'static Self {
        static ALL: OnceLock<Concepts> = OnceLock::new();
        ALL.get_or_init(|| Self { names: rows().map(|row| cell(row, 0)).collect(), words: Default::default() })
    }

    /// The concepts of a folded word: those of its own entry, else of the longest stem that it begins with. A word
    /// with several meanings has several.
    pub fn of(&self, folded: &str, language: Language) -> &[Concept] {
        let Some(words) = self.words.get(language as usize).filter(|_| folded.len() <= LONGEST_WORD) else {
            return &[];
        };
        let words = words.get_or_init(|| Words::of_column(language as usize + 1));
        words.whole.get(folded).or_else(|| words.by_stem(folded)).map_or(&[], Vec::as_slice)
    }

    /// The parts of a German compound whose last part has a concept: ("tolmen", bridge) for "tolmenbrücke".
    pub fn compound<'a>(&self, folded: &'a str, language: Language) -> Option<(&'a str, &[Concept])> {
        if language != Language::German || folded.len() > LONGEST_WORD {
            return None;
        }
        let cuts = folded
            .char_indices()
            .map(|(i, _)| i)
            .filter(|&i| i >= SHORTEST_COMPOUND_PART && folded.len() >= i + SHORTEST_COMPOUND_PART);
        let parts = cuts.into_iter().map(|i| (&folded[..i], self.of(&folded[i..], language)));
        parts.into_iter().find(|(_, concepts)| !concepts.is_empty())
    }

    /// The English name of a concept, for explanations.
    pub fn name(&self, concept: Concept) -> &'static str {
        self.names.get(usize::from(concept.0)).copied().unwrap_or("")
    }

    /// How many concepts there are.
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// The concepts of each word of a language that has several.
    pub fn ambiguous(&self, language: Language) -> Vec<Vec<Concept>> {
        let Some(words) = self.words.get(language as usize) else { return Vec::new() };
        let words = words.get_or_init(|| Words::of_column(language as usize + 1));
        let all_of = |(word, concepts): (&String, &Vec<Concept>)| {
            let stem = words.stems.get(word).into_iter().flatten().filter(|c| !concepts.contains(c));
            concepts.iter().chain(stem).copied().collect::<Vec<_>>()
        };
        words.whole.iter().map(all_of).chain(words.stems.values().cloned()).filter(|c| c.len() > 1).collect()
    }

    /// Whether one of the word's concepts, or of the last part of a compound, has one of these English names.
    pub fn is_one_of(&self, folded: &str, language: Language, names: &[&str]) -> bool {
        let named = |concepts: &[Concept]| concepts.iter().any(|c| names.contains(&self.name(*c)));
        named(self.of(folded, language)) || self.compound(folded, language).is_some_and(|(_, c)| named(c))
    }
}

/// The rows of all tables; a concept's number is that of its row.
fn rows() -> impl Iterator<Item = &'static str> {
    TABLES.iter().flat_map(|table| table.lines().skip(1))
}

fn cell(row: &'static str, column: usize) -> &'static str {
    row.split('\t').nth(column).unwrap_or("")
}

impl Words {
    fn of_column(column: usize) -> Self {
        let mut words = Self::default();
        for (number, row) in rows().enumerate() {
            words.insert(cell(row, column), Concept(number as u16));
        }
        words
    }

    fn insert(&mut self, cell: &str, concept: Concept) {
        for word in cell.split('|').map(str::trim).filter(|w| !w.is_empty()) {
            let concepts = match word.strip_suffix('*') {
                Some(stem) => self.stems.entry(fold(stem)).or_default(),
                None => self.whole.entry(fold(word)).or_default(),
            };
            if !concepts.contains(&concept) {
                concepts.push(concept);
            }
        }
    }

    fn by_stem(&self, folded: &str) -> Option<&Vec<Concept>> {
        let ends = folded.char_indices().rev().map(|(i, c)| i + c.len_utf8());
        let long = ends.take_while(|end| folded[..*end].chars().count() >= SHORTEST_STEM);
        long.into_iter().find_map(|end| self.stems.get(&folded[..end]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_cell_for_every_language() {
        let header = "concept\ten\tru\ttr\taz\tde\tfr\tes\tpt\tpl\tuk";
        for table in TABLES {
            assert_eq!(table.lines().next(), Some(header));
            for row in table.lines() {
                assert_eq!(row.split('\t').count(), 11, "{row}");
            }
        }
    }

    #[test]
    fn translations_of_a_word_share_its_concept() {
        let concepts = Concepts::all();
        let bridge = concepts.of("bridge", Language::English);
        assert!(!bridge.is_empty());
        assert_eq!(concepts.of(&fold("köprüsünde"), Language::Turkish), bridge);
        assert_eq!(concepts.of("мосту", Language::Russian), bridge);
        assert_eq!(concepts.compound(&fold("Tolmenbrücke"), Language::German), Some(("tolmen", bridge)));
    }
}
