//! What changed between two wordings? The longest common run of words, the rest struck out or underlined.

use maud::{Markup, html};

/// Words on each side up to which the comparison is word by word: the table has their product.
const MOST_WORDS: usize = 2500;

/// One piece of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Same(&'a str),
    Gone(&'a str),
    New(&'a str),
}

/// The second text with what is new in it, and what is gone from the first. Texts that are too long are compared by lines,
/// and are shown one after the other where even these are too many.
pub(super) fn words(was: &str, became: &str) -> Markup {
    let by_words = (split(was), split(became));
    let by_lines = (was.split_inclusive('\n').collect(), became.split_inclusive('\n').collect());
    let fits = |(a, b): &(Vec<&str>, Vec<&str>)| a.len() <= MOST_WORDS && b.len() <= MOST_WORDS;
    let pieces = [by_words, by_lines]
        .into_iter()
        .find(fits)
        .map_or_else(|| vec![Piece::Gone(was), Piece::New(became)], |(a, b)| compare(&a, &b));
    html! {
        @for piece in pieces {
            @match piece {
                Piece::Same(words) => { (words) },
                Piece::Gone(words) => { del { (words) } },
                Piece::New(words) => { ins { (words) } },
            }
        }
    }
}

/// Words with the spaces after them.
fn split(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

fn compare<'a>(was: &[&'a str], became: &[&'a str]) -> Vec<Piece<'a>> {
    let width = became.len() + 1;
    let mut longest = vec![0u16; (was.len() + 1) * width];
    for a in (0..was.len()).rev() {
        for b in (0..became.len()).rev() {
            longest[a * width + b] = if was[a] == became[b] {
                longest[(a + 1) * width + b + 1] + 1
            } else {
                longest[(a + 1) * width + b].max(longest[a * width + b + 1])
            };
        }
    }
    let (mut a, mut b, mut pieces) = (0, 0, Vec::new());
    while a < was.len() || b < became.len() {
        if a < was.len() && b < became.len() && was[a] == became[b] {
            pieces.push(Piece::Same(was[a]));
            (a, b) = (a + 1, b + 1);
        } else if b >= became.len() || (a < was.len() && longest[(a + 1) * width + b] >= longest[a * width + b + 1]) {
            pieces.push(Piece::Gone(was[a]));
            a += 1;
        } else {
            pieces.push(Piece::New(became[b]));
            b += 1;
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_word_is_struck_out_and_replaced() {
        let shown = words("the ferries may stop", "the ferries will stop").into_string();
        assert_eq!(shown, "the ferries <del>may </del><ins>will </ins>stop");
    }

    #[test]
    fn words_of_the_world_are_escaped() {
        assert_eq!(words("", "<b>").into_string(), "<ins>&lt;b&gt;</ins>");
    }

    #[test]
    fn long_texts_are_compared_by_lines() {
        let long = "word ".repeat(MOST_WORDS + 1);
        let shown = words(&format!("{long}\nold\n"), &format!("{long}\nnew\n")).into_string();
        assert!(shown.ends_with("<del>old\n</del><ins>new\n</ins>"));
    }
}
