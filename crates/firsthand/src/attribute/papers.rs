//! When is a paper a source? One that is written to tell something always; a plan, a list or a contract where the
//! sentence says that it tells.

use super::cues;
use super::turkic;
use crate::lexicon::{Concepts, List, Match};
use crate::reading::Sentence;

/// Papers that are written to tell something, by their concepts. The list of the language file holds far more (plans,
/// lists, contracts): those are sources only right after a set phrase such as "according to".
const PAPERS: [&str; 8] = [
    "report-document",
    "report-story",
    "audit",
    "letter-message",
    "letter",
    "memo-note",
    "study-research",
    "survey-poll",
];

/// What somebody shows for what they tell: a picture in hand is its maker's, and no source of its own.
const PICTURES: [&str; 2] = ["video-photo", "photo"];

/// "According to the latest building plans": an article and two adjectives stand between.
const REACH: usize = 4;

/// Whether the noun of a paper names a thing here and not a source.
pub(super) fn is_thing(sentence: &Sentence<'_>, m: &Match) -> bool {
    if m.list != List::Document {
        return false;
    }
    let phrase = List::CueThenSource.bit() | List::RelayThenSource.bit() | List::Read.bit();
    let after_phrase = (m.start.saturating_sub(REACH)..m.start).any(|i| sentence.is(i, phrase));
    let before_phrase =
        (m.end..m.end + REACH).any(|i| sentence.is(i, List::SourceThenCue.bit() | List::SourceThenRelay.bit()));
    // "The Courier has read the inventory from the first line to the last": what is in hand is a source.
    let shows = |i: usize| Concepts::all().is_one_of(&sentence.tokens[i].folded, sentence.language, &PICTURES);
    let in_hand = cues::is_in_hand(sentence) && !(m.start..m.end).any(shows);
    let is_paper = |i: usize| Concepts::all().is_one_of(&sentence.tokens[i].folded, sentence.language, &PAPERS);
    !in_hand && !after_phrase && !before_phrase && !turkic::is_told_in(sentence, m) && !(m.start..m.end).any(is_paper)
}
