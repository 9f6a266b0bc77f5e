//! In how many languages has one word both meanings? What languages call by one word is easily put for one another.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::words::Words;
use crate::lexicon::Concepts;
use crate::model::Language;

/// The number of languages in which one word has both meanings, 0..=10.
pub(super) fn affinity(a: u16, b: u16) -> u8 {
    static ALL: OnceLock<HashMap<(u16, u16), u8>> = OnceLock::new();
    ALL.get_or_init(of_all_languages).get(&(a.min(b), a.max(b))).copied().unwrap_or(0)
}

fn of_all_languages() -> HashMap<(u16, u16), u8> {
    let mut all = HashMap::new();
    for language in Language::SUPPORTED {
        let words = Concepts::all().ambiguous(language);
        let ids = words.into_iter().map(|word| word.into_iter().map(|c| c.0).collect());
        let words: Vec<Vec<u16>> = ids.chain(Words::of(language).with_those_of_the_tables(language)).collect();
        let mut pairs: Vec<(u16, u16)> = words.iter().flat_map(|word| pairs(word)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        for pair in pairs {
            *all.entry(pair).or_default() += 1;
        }
    }
    all
}

fn pairs(concepts: &[u16]) -> Vec<(u16, u16)> {
    let later = |(at, &a): (usize, &u16)| concepts[at + 1..].iter().map(move |&b| (a.min(b), a.max(b)));
    concepts.iter().enumerate().flat_map(later).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::same::words::numbered;

    #[test]
    fn what_languages_call_by_one_word_is_near() {
        let of = |name: &str| *numbered(name).first().expect("a name of the tables");
        assert_eq!(affinity(of("wife-husband"), of("wife")), affinity(of("wife"), of("wife-husband")));
        assert!(affinity(of("wife-husband"), of("wife")) > 5);
        assert_eq!(affinity(of("bridge"), of("wolf")), 0);
    }
}
