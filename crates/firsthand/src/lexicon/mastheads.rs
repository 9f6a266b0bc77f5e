//! Which words are papers and stations named after, in whatever language? Words of `data/mastheads.txt`.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::text::fold;

/// Words of `data/mastheads.txt`.
#[derive(Default)]
struct Mastheads {
    words: BTreeSet<String>,
    endings: Vec<String>,
}

/// Whether papers and stations are called by this folded word, in whatever language.
pub fn is_masthead(folded: &str) -> bool {
    static ALL: OnceLock<Mastheads> = OnceLock::new();
    let all = ALL.get_or_init(parse);
    let compound = |ending: &String| folded.len() > ending.len() && folded.ends_with(ending.as_str());
    all.words.contains(folded) || all.endings.iter().any(compound)
}

fn parse() -> Mastheads {
    let mut all = Mastheads::default();
    let lines = include_str!("../../data/mastheads.txt").lines().filter(|line| !line.starts_with('#'));
    for word in lines.flat_map(str::split_whitespace) {
        match word.strip_prefix('*') {
            Some(ending) => all.endings.push(fold(ending)),
            None => drop(all.words.insert(fold(word))),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_known_by_their_names_in_any_language() {
        for word in ["Courier", "Zeitung", "Landzeitung", "Gazetesi", "Хроника", "Crónica", "Dispatch"] {
            assert!(is_masthead(&fold(word)), "{word}");
        }
        for word in ["Ruiz", "Post", "Ministry", "zeit", ""] {
            assert!(!is_masthead(&fold(word)), "{word}");
        }
    }
}
