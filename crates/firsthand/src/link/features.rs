//! What is a text about, in a form that texts of other languages share? Concepts, names, numbers; and plain words
//! for texts of one language.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::lexicon::{Concepts, Lexicon, List, Match};
use crate::model::Language;
use crate::text::{Kind, Token, name_key, tokens};

/// One thing that a text speaks of. Equal features mean the same thing, in whatever language, but for
/// [`Feature::Word`], which knows only its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// A row of the concept tables.
    Concept(u16),
    /// A capitalised word, by the key that its spellings share.
    Name(u64),
    /// A number, by its value.
    Number(u64),
    /// Any other word, by language and stem.
    Word(u64),
}

impl Feature {
    /// Whether texts of different languages can share it.
    pub fn crosses_languages(self) -> bool {
        !matches!(self, Self::Word(_))
    }
}

/// Features with weights, in order.
pub type Vector = BTreeMap<Feature, f32>;

/// Lists whose words carry no content.
const EMPTY: u128 = List::FUNCTION | List::Hedge.bit();

/// Endings differ within so many letters in most inflected words; plain words are compared by what stands before.
const STEM_LETTERS: usize = 6;

/// The features of a text that stands alone.
pub fn features_of(text: &str, language: Language) -> Vec<Feature> {
    let tokens = tokens(text, 0);
    let matches = Lexicon::of(language).find(&tokens);
    features(&tokens, &matches, language, |_| false).into_iter().map(|(_, f)| f).collect()
}

/// The features of a run of tokens, in order of appearance, repeats kept, each with its token's number. `matches` are
/// the phrases of the language in it. Tokens that `skip` names are left out: a credit's names are not what the text is
/// about.
pub fn features(
    tokens: &[Token],
    matches: &[Match],
    language: Language,
    skip: impl Fn(usize) -> bool,
) -> Vec<(usize, Feature)> {
    let empty = empty_words(tokens, matches);
    let mut found = Vec::with_capacity(tokens.len() / 2);
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if skip(at) || token.kind == Kind::Mark {
            at += 1;
            continue;
        }
        if let Some((value, used)) = number(&tokens[at..]) {
            found.push((at, Feature::Number(value)));
            at += used;
            continue;
        }
        if !empty[at] {
            push_word(&mut found, at, token, language);
        }
        at += 1;
    }
    found
}

fn empty_words(tokens: &[Token], matches: &[Match]) -> Vec<bool> {
    let mut empty = vec![false; tokens.len()];
    for m in matches.iter().filter(|m| m.list.bit() & EMPTY != 0 && m.gap.is_none()) {
        empty[m.start..m.end].fill(true);
    }
    empty
}

fn push_word(found: &mut Vec<(usize, Feature)>, at: usize, token: &Token, language: Language) {
    let concepts = Concepts::all();
    let meanings = concepts.of(&token.folded, language);
    if !meanings.is_empty() {
        found.extend(meanings.iter().map(|c| (at, Feature::Concept(c.0))));
    } else if let Some((rest, meanings)) = concepts.compound(&token.folded, language) {
        found.extend(meanings.iter().map(|c| (at, Feature::Concept(c.0))));
        found.extend(name_key(rest).map(|key| (at, name(&key))));
    } else if token.folded.contains('-') && token.capital {
        let parts = token.folded.split('-').filter_map(name_key);
        found.extend(parts.map(|key| (at, name(&key))));
    } else if token.capital {
        found.extend(name_key(&token.folded).map(|key| (at, name(&key))));
    } else if token.folded.chars().count() > 2 {
        let stem: String = token.folded.chars().take(STEM_LETTERS).collect();
        found.push((at, Feature::Word(xxh3_64(format!("{}:{stem}", language.code()).as_bytes()))));
    }
}

fn name(key: &str) -> Feature {
    Feature::Name(xxh3_64(key.as_bytes()))
}

/// The value of a number in figures at the head of `tokens`, and how many tokens it takes: "240,000", "240 000" and
/// "240 тысяч" are one number. Fractions are read in hundredths, so that 1.5 and 15 differ.
pub fn number(tokens: &[Token]) -> Option<(u64, usize)> {
    let first = tokens.first().filter(|t| t.kind == Kind::Number)?;
    let (mut value, mut used) = (plain_number(&first.folded)?, 1);
    let is_group = |t: &Token| t.folded.len() == 3 && t.folded.bytes().all(|b| b.is_ascii_digit());
    while first.folded.len() <= 3 && tokens.get(used).is_some_and(|t| is_group(t) && adjoins(&tokens[used - 1], t)) {
        value = value.checked_mul(1000)?.checked_add(tokens[used].folded.parse().ok()?)?;
        used += 1;
    }
    if let Some(factor) = tokens.get(used).and_then(|t| multiplier(&t.folded)) {
        value = value.checked_mul(factor)?;
        used += 1;
    }
    Some((value, used))
}

/// Groups of digits are parted by one space, thin or not.
fn adjoins(left: &Token, right: &Token) -> bool {
    right.span.start - left.span.end <= 3
}

fn plain_number(figures: &str) -> Option<u64> {
    let parts: Vec<&str> = figures.split(['.', ',', '\'']).collect();
    match parts.as_slice() {
        [whole] => whole.parse().ok(),
        [_, rest @ ..] if rest.iter().all(|p| p.len() == 3) => parts.concat().parse().ok(),
        // A fraction: kept apart from whole numbers by a factor that no count reaches.
        [whole, fraction] if fraction.len() <= 2 => {
            let hundredths = format!("{whole}{fraction:0<2}").parse::<u64>().ok()?;
            hundredths.checked_add(1 << 52)
        }
        _ => None,
    }
}

/// "thousand" and "million" in the supported languages, by their first letters.
fn multiplier(folded: &str) -> Option<u64> {
    const WORDS: [(&str, u64); 16] = [
        ("thousand", 1_000),
        ("тысяч", 1_000),
        ("тыс", 1_000),
        ("тисяч", 1_000),
        ("bin", 1_000),
        ("min", 1_000),
        ("tausend", 1_000),
        ("mille", 1_000),
        ("mil", 1_000),
        ("tys", 1_000),
        ("million", 1_000_000),
        ("миллион", 1_000_000),
        ("мільйон", 1_000_000),
        ("milyon", 1_000_000),
        ("millon", 1_000_000),
        ("milion", 1_000_000),
    ];
    // "bin", "min" and "mil" are whole words; the others take endings.
    let fits = |word: &str| folded == word || (word.chars().count() > 3 && folded.starts_with(word));
    WORDS.iter().find(|(word, _)| fits(word)).map(|(_, factor)| *factor)
}

/// How telling a feature is: the rarer in the pile, the more.
#[derive(Default)]
pub struct Weights {
    documents: f32,
    seen_in: BTreeMap<Feature, u32>,
}

/// A small pile is about one thing, and what all its documents share would count for nothing. So rarity is measured
/// as if so many documents about other things lay beside it. Chosen by hand on fiction of 8 to 60 documents.
const UNSEEN_DOCUMENTS: f32 = 200.0;

/// Of what every document of a pile of tens of thousands has: the logarithm comes near 0 there.
const LEAST_WEIGHT: f32 = 0.01;

impl Weights {
    /// Counts in how many of the documents each feature occurs.
    pub fn of<'a>(documents: impl Iterator<Item = &'a Vector>) -> Self {
        let mut weights = Self::default();
        for document in documents {
            weights.documents += 1.0;
            for feature in document.keys() {
                *weights.seen_in.entry(*feature).or_default() += 1;
            }
        }
        weights
    }

    /// Inverse document frequency, above 0.
    pub fn weight(&self, feature: Feature) -> f32 {
        let seen = self.seen_in.get(&feature).copied().unwrap_or(0) as f32;
        let total = self.documents + UNSEEN_DOCUMENTS;
        (total / (seen + expected(feature))).ln().max(LEAST_WEIGHT)
    }
}

/// In how many of the unseen documents a feature of this kind would occur: names are rare, concepts of the tables
/// and small numbers are not.
fn expected(feature: Feature) -> f32 {
    match feature {
        Feature::Name(_) => 1.0,
        Feature::Number(n) if n < 32 => 12.0,
        Feature::Number(_) => 2.0,
        Feature::Concept(_) => 6.0,
        Feature::Word(_) => 4.0,
    }
}

/// A vector under weights, ready to be compared with many others.
#[derive(Clone, Debug, Default)]
pub struct Scaled {
    entries: Vec<(Feature, f32)>,
    norm: f32,
    crossing_norm: f32,
}

impl Scaled {
    /// Weighs each feature by its own value and by how telling it is.
    pub fn of(vector: &Vector, weights: &Weights) -> Self {
        let entries: Vec<(Feature, f32)> = vector.iter().map(|(f, w)| (*f, w * weights.weight(*f))).collect();
        let norm = |crossing: bool| -> f32 {
            let counts = entries.iter().filter(|(f, _)| !crossing || f.crosses_languages());
            counts.map(|(_, w)| w * w).sum::<f32>().sqrt()
        };
        Self { norm: norm(false), crossing_norm: norm(true), entries }
    }
}

/// Cosine of two weighted vectors, 0..=1; across languages only over the features that cross them. Cost: linear.
pub fn cosine(a: &Scaled, b: &Scaled, same_language: bool) -> f32 {
    let (mut left, mut right) = (a.entries.iter().peekable(), b.entries.iter().peekable());
    let mut dot = 0.0;
    while let (Some((x, w)), Some((y, v))) = (left.peek(), right.peek()) {
        match x.cmp(y) {
            Ordering::Less => drop(left.next()),
            Ordering::Greater => drop(right.next()),
            Ordering::Equal => {
                if same_language || x.crosses_languages() {
                    dot += w * v;
                }
                left.next();
                right.next();
            }
        }
    }
    let norms = if same_language { a.norm * b.norm } else { a.crossing_norm * b.crossing_norm };
    if norms > 0.0 { dot / norms } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<u64> {
        features_of(text, Language::English)
            .into_iter()
            .filter_map(|f| if let Feature::Number(n) = f { Some(n) } else { None })
            .collect()
    }

    #[test]
    fn one_number_in_many_spellings() {
        for text in ["240,000 florins", "240 000 Florin", "240 тысяч", "240 bin", "240.000"] {
            assert_eq!(numbers(text), [240_000], "{text}");
        }
        assert_ne!(numbers("1.5"), numbers("15"));
        assert_eq!(numbers("on 7 and 39"), [7, 39]);
    }

    #[test]
    fn translations_share_features() {
        let vector =
            |text: &str, language| -> Vector { features_of(text, language).into_iter().map(|f| (f, 1.0)).collect() };
        let en = vector("The Tolmen bridge has 13 cracks", Language::English);
        let de = vector("Die Tolmenbrücke hat 13 Risse", Language::German);
        let other = vector("The Orle ferry carries 40 bicycles", Language::English);
        let weights = Weights::of([&en, &de, &other].into_iter());
        let [en, de, other] = [en, de, other].map(|v| Scaled::of(&v, &weights));
        assert!(cosine(&en, &de, false) > 0.8);
        assert!(cosine(&en, &other, true) < 0.2);
    }
}
