use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::List;
use crate::model::Language;
use crate::text::{Kind, Token, fold, tokens};

/// A phrase of a list, found in a run of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Which list it is from.
    pub list: List,
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// For a phrase in two parts, where the first ends and the second begins.
    pub gap: Option<(usize, usize)>,
}

impl Match {
    /// The tokens that the phrase covers: what stands in its gap is not of it.
    pub fn tokens(&self) -> impl Iterator<Item = usize> + use<> {
        let gap = self.gap;
        (self.start..self.end).filter(move |i| gap.is_none_or(|(a, b)| *i < a || *i >= b))
    }
}

/// For each of `len` tokens the set of lists whose phrases cover it.
pub fn lists_by_token(matches: &[Match], len: usize) -> Vec<u128> {
    let mut lists = vec![0; len];
    for m in matches {
        m.tokens().for_each(|i| lists[i] |= m.list.bit());
    }
    lists
}

/// The phrases of one language.
#[derive(Default)]
pub struct Lexicon {
    phrases: Vec<Phrase>,
    by_word: HashMap<String, Vec<usize>>,
    by_stem: HashMap<String, Vec<usize>>,
    by_ending: HashMap<String, Vec<usize>>,
    /// Letters of the longest first stem and of the longest ending.
    longest_stem: usize,
    longest_ending: usize,
    /// The lists that hold anything, as a set of bits.
    lists: u128,
}

struct Phrase {
    list: List,
    words: Vec<Word>,
}

enum Word {
    Whole(String),
    Stem(String),
    Ending(String),
    Gap,
}

/// A gap spans at most so many tokens; chosen by hand: a German verb bracket seldom holds more in news.
const LONGEST_GAP: usize = 9;

impl Lexicon {
    /// The phrases of `language`; empty for a language without a file. Parsed once a process.
    pub fn of(language: Language) -> &'static Self {
        static ALL: [OnceLock<Lexicon>; 11] = [const { OnceLock::new() }; 11];
        ALL[language as usize].get_or_init(|| Self::parse(file(language)))
    }

    /// Whether the language file has anything in the list.
    pub fn holds(&self, list: List) -> bool {
        self.lists & list.bit() != 0
    }

    /// Every phrase of every list that occurs in `tokens`, by start, the longest of each list only.
    /// Cost: linear in the tokens, times the phrases that share a first word.
    pub fn find(&self, tokens: &[Token]) -> Vec<Match> {
        let mut found = Vec::new();
        for start in 0..tokens.len() {
            self.find_at(tokens, start, &mut found);
        }
        found
    }

    fn find_at(&self, tokens: &[Token], start: usize, found: &mut Vec<Match>) {
        let first = found.len();
        let word = &tokens[start].folded;
        // A phrase that begins with a stem is looked up under every beginning of the word.
        let ends = word.char_indices().map(|(i, c)| i + c.len_utf8()).take(self.longest_stem);
        let stems = ends.filter_map(|end| self.by_stem.get(&word[..end]));
        let starts = word.char_indices().rev().map(|(i, _)| i).take(self.longest_ending);
        let endings = starts.filter_map(|start| self.by_ending.get(&word[start..]));
        let candidates = self.by_word.get(word).into_iter().chain(stems).chain(endings).flatten();
        for &candidate in candidates {
            let phrase = &self.phrases[candidate];
            let Some((end, gap)) = phrase.matches(&tokens[start..]) else { continue };
            // "sagte: „… ging … aus“": the parts of one verb stand on one side of a colon or a quotation mark. A file
            // that says how clauses open has such marks read; the others keep their gaps as they are.
            let mark = |t: &&Token| t.kind == Kind::Mark && ":„“”«»\"".contains(t.folded.as_str());
            // "dowiedziała się „Gazeta Wyspy” od": a name in its own marks parts nothing.
            let paired = |list: List, marks: usize| {
                matches!(list, List::RelayThenSource | List::CueThenSource) && marks.is_multiple_of(2)
            };
            let parted = |a: usize, b: usize| {
                let marks = tokens[start + a..start + b].iter().filter(mark).count();
                marks > 0 && !paired(phrase.list, marks)
            };
            if self.holds(List::That) && gap.is_some_and(|(a, b)| parted(a, b)) {
                continue;
            }
            let hit =
                Match { list: phrase.list, start, end: start + end, gap: gap.map(|(a, b)| (start + a, start + b)) };
            match found[first..].iter_mut().find(|m| m.list == hit.list) {
                Some(shorter) if shorter.end < hit.end => *shorter = hit,
                Some(_) => {}
                None => found.push(hit),
            }
        }
    }

    /// # Panics
    /// On a malformed file: the files are part of the program, and a test reads each.
    fn parse(source: &str) -> Self {
        let table: toml::Table = source.parse().expect("language files are checked by a test");
        let mut lexicon = Self::default();
        for (section, key, list) in List::ALL {
            let phrases = table.get(section).and_then(|s| s.get(key)).and_then(toml::Value::as_array);
            for phrase in phrases.into_iter().flatten().filter_map(toml::Value::as_str) {
                lexicon.insert(list, phrase);
            }
        }
        lexicon
    }

    fn insert(&mut self, list: List, phrase: &str) {
        let words = parse_words(phrase);
        let number = self.phrases.len();
        match words.first() {
            Some(Word::Whole(word)) => self.by_word.entry(word.clone()).or_default().push(number),
            Some(Word::Stem(stem)) => {
                self.longest_stem = self.longest_stem.max(stem.chars().count());
                self.by_stem.entry(stem.clone()).or_default().push(number);
            }
            Some(Word::Ending(ending)) => {
                self.longest_ending = self.longest_ending.max(ending.chars().count());
                self.by_ending.entry(ending.clone()).or_default().push(number);
            }
            Some(Word::Gap) | None => return,
        }
        self.lists |= list.bit();
        self.phrases.push(Phrase { list, words });
    }
}

impl Phrase {
    /// Number of tokens that the phrase takes at the head of `tokens`, and its gap.
    fn matches(&self, tokens: &[Token]) -> Option<(usize, Option<(usize, usize)>)> {
        let mut at = 0;
        let mut gap = None;
        let mut words = self.words.iter();
        while let Some(word) = words.next() {
            if matches!(word, Word::Gap) {
                let next = words.next()?;
                let reach = tokens.len().min(at + LONGEST_GAP);
                let found = (at..reach).find(|&i| next.matches(&tokens[i]))?;
                gap = Some((at, found));
                at = found + 1;
                continue;
            }
            if !tokens.get(at).is_some_and(|t| word.matches(t)) {
                return None;
            }
            at += 1;
        }
        Some((at, gap))
    }
}

impl Word {
    fn matches(&self, token: &Token) -> bool {
        match self {
            Self::Whole(word) => token.folded == *word,
            Self::Stem(stem) => token.folded.starts_with(stem.as_str()),
            Self::Ending(ending) => token.folded.ends_with(ending.as_str()),
            Self::Gap => true,
        }
    }
}

/// One list of phrases by itself.
#[derive(Default)]
pub(super) struct Wording(Vec<Phrase>);

impl Wording {
    pub(super) fn of<'a>(phrases: impl Iterator<Item = &'a str>) -> Self {
        // The list is never asked for; a phrase is the same in any.
        Self(phrases.map(|phrase| Phrase { list: List::Accuse, words: parse_words(phrase) }).collect())
    }

    /// The lists of a file, by their keys; one that it does not have is empty.
    ///
    /// # Panics
    /// On a malformed file: the files are part of the program, and a test reads each.
    pub(super) fn lists<const N: usize>(source: &str, keys: [String; N]) -> [Self; N] {
        let table: toml::Table = source.parse().expect("data files are checked by a test");
        keys.map(|key| {
            let phrases = table.get(&key).and_then(toml::Value::as_array);
            Self::of(phrases.into_iter().flatten().filter_map(toml::Value::as_str))
        })
    }

    /// Where a phrase stands, as ranges of tokens, by start; the longest of those that begin at one token.
    /// Cost: tokens times phrases.
    pub(super) fn find(&self, tokens: &[Token]) -> Vec<Range<usize>> {
        let longest_at = |start: usize| {
            let ends = self.0.iter().filter_map(|phrase| phrase.matches(&tokens[start..])).map(|(end, _)| start + end);
            ends.max().map(|end| start..end)
        };
        (0..tokens.len()).filter_map(longest_at).collect()
    }
}

fn parse_words(phrase: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for word in phrase.split_whitespace() {
        if word == "~" {
            words.push(Word::Gap);
            continue;
        }
        if let Some(ending) = word.strip_prefix('*') {
            words.push(Word::Ending(fold(ending)));
            continue;
        }
        let (plain, open) = word.strip_suffix('*').map_or((word, false), |stem| (stem, true));
        let mut pieces: Vec<Word> = tokens(plain, 0).into_iter().map(|t| Word::Whole(t.folded)).collect();
        if open && let Some(Word::Whole(last)) = pieces.pop() {
            pieces.push(Word::Stem(last));
        }
        words.append(&mut pieces);
    }
    words
}

language_files!("languages");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_every_list_and_no_other() {
        for language in Language::SUPPORTED {
            let table: toml::Table = file(language).parse().unwrap();
            assert_eq!(table["code"].as_str(), Some(language.code()));
            let mut keys = 0;
            for (section, key, _) in List::ALL {
                assert!(table[section].get(key).is_some(), "{}: [{section}] lacks {key}", language.code());
                keys += 1;
            }
            let lists = table.values().filter_map(toml::Value::as_table).map(toml::map::Map::len).sum::<usize>();
            assert_eq!(lists, keys, "{} holds a list that no rule reads", language.code());
        }
    }

    fn lists(language: Language, text: &str) -> Vec<List> {
        Lexicon::of(language).find(&tokens(text, 0)).into_iter().map(|m| m.list).collect()
    }

    #[test]
    fn finds_phrases_with_stems_and_gaps() {
        assert!(lists(Language::English, "according to the paper").contains(&List::CueThenSource));
        assert!(lists(Language::German, "teilte die Behörde gestern mit").contains(&List::Say));
        assert!(lists(Language::Turkish, "gazetesinin haberine göre").contains(&List::SourceThenCue));
        assert!(lists(Language::Russian, "со ссылкой на источник").contains(&List::RelayThenSource));
    }

    #[test]
    fn every_language_counts_and_refers_in_its_own_words() {
        assert!(lists(Language::Polish, "dwóch urzędników").contains(&List::Two));
        assert!(lists(Language::Azerbaijani, "bir neçə mənbə").contains(&List::Several));
        assert!(lists(Language::Ukrainian, "вона сказала").contains(&List::ThirdPerson));
        assert!(lists(Language::German, "eine Quelle").contains(&List::Indefinite));
        assert!(lists(Language::French, "Par Ana Ruiz").contains(&List::Byline));
        // "dos" is two in Spanish and "of the" in Portuguese.
        assert!(!lists(Language::Portuguese, "dos").contains(&List::Two));
    }
}
