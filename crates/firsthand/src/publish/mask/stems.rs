//! Is this word a form of that name? By stems that scripts, spellings and case endings share.

use std::collections::BTreeSet;

use crate::text::skeleton;

/// Stems are cut to this many letters: longer names are still told apart by their first six (see `text::name_key`).
const LONGEST_STEM: usize = 6;

/// A stem of at least this length is looked for within words too: "@irmatollgard", "tollgard-affair.html".
const SHORTEST_WITHIN: usize = 5;

/// Case endings and possessives have up to this many letters where a stem is short: "Ali", "Aliyə", "Alinin".
const LONGEST_ENDING: usize = 4;

/// Stems of names.
#[derive(Default)]
pub(super) struct Stems(BTreeSet<String>);

/// The stem of a word: its skeleton without a last vowel, cut. `None` for what has no letters.
pub(super) fn stem(word: &str) -> Option<String> {
    let skeleton = skeleton(word);
    let bare = skeleton.trim_end_matches(['a', 'e', 'i', 'o', 'u']);
    let stem = if bare.chars().count() >= 4 { bare } else { skeleton.as_str() };
    let stem: String = stem.chars().take(LONGEST_STEM).collect();
    (!stem.is_empty() && stem.chars().any(char::is_alphabetic)).then_some(stem)
}

impl Stems {
    pub(super) fn insert(&mut self, word: &str) {
        self.0.extend(parts(word).filter_map(stem));
    }

    /// Whether a word begins with a stem, or has a long one within. `is_capital`: short stems match inflected forms
    /// of capitalised words only, since "ali" begins many a word.
    pub(super) fn find(&self, word: &str, is_capital: bool) -> bool {
        !self.0.is_empty() && (parts(word).any(|part| self.find_part(part, is_capital)) || self.within(word))
    }

    /// [`Self::find`] in running text, where "forgiven" is no form of "Given": names stand within words of addresses only.
    pub(super) fn find_word(&self, word: &str, is_capital: bool) -> bool {
        let within = is_capital && self.within(word);
        !self.0.is_empty() && (within || parts(word).any(|part| self.find_part(part, is_capital)))
    }

    fn find_part(&self, part: &str, is_capital: bool) -> bool {
        let skeleton = skeleton(part);
        let letters = skeleton.chars().count();
        let mut ends = skeleton.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_STEM).enumerate();
        ends.any(|(at, end)| {
            let fits = at + 1 >= LONGEST_STEM
                || at + 1 == letters
                || (at + 1 >= 4 && letters - at - 1 <= LONGEST_ENDING)
                || (is_capital && at + 1 >= 2 && letters - at - 1 <= LONGEST_ENDING);
            fits && self.0.contains(&skeleton[..end])
        })
    }

    /// Two look-ups a letter.
    fn within(&self, word: &str) -> bool {
        let letters: Vec<char> = skeleton(word).chars().collect();
        (SHORTEST_WITHIN..=LONGEST_STEM)
            .any(|length| letters.windows(length).any(|window| self.0.contains(&window.iter().collect::<String>())))
    }
}

/// A double name is two names.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    word.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_name_are_found_in_every_script_and_case() {
        let mut stems = Stems::default();
        for name in ["Tollgard", "Никита", "Əli"] {
            stems.insert(name);
        }
        for form in
            ["TOLLGARD", "Tollgards", "Толлгардом", "irmatollgard", "Tollgard-Brenn", "Никиты", "Nikita", "Əlinin"]
        {
            assert!(stems.find(form, true), "{form}");
        }
        for other in ["toll", "nickel", "alive", "elite"] {
            assert!(!stems.find(other, false), "{other}");
        }
    }
}
