//! When is a paper a source? One that is written to tell something always; a plan, a list or a contract where the
//! sentence says that it tells, or that the outlet has read it.

use super::clause;
use super::noun;
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

/// "According to the latest building plans": an article and two adjectives stand between.
const REACH: usize = 4;
/// "В распоряжении редакции оказался протокол": so far from the words that tell who read it stands the paper; chosen by
/// hand, in tokens.
const REACH_OF_READING: usize = 8;

/// Whether the noun of a paper names a thing here and not a source.
pub(super) fn is_thing(sentence: &Sentence<'_>, m: &Match) -> bool {
    if m.list != List::Document {
        return false;
    }
    let phrase = List::CueThenSource.bit() | List::RelayThenSource.bit() | List::Read.bit();
    let after_phrase = (m.start.saturating_sub(REACH)..m.start).any(|i| sentence.is(i, phrase));
    let before_phrase =
        (m.end..m.end + REACH).any(|i| sentence.is(i, List::SourceThenCue.bit() | List::SourceThenRelay.bit()));
    let is_paper = |i: usize| Concepts::all().is_one_of(&sentence.tokens[i].folded, sentence.language, &PAPERS);
    let told = after_phrase || before_phrase || is_read(sentence, m.start) || tells_itself(sentence, m.end - 1);
    !told && !(m.start..m.end).any(is_paper)
}

/// Whether the outlet, or another, has read the paper whose noun stands here: of several the nearest to the words that
/// say so. Languages without case endings, and German, name beside such words what is no paper as well ("Die Bilder
/// liegen der Redaktion vor"), so there the concept of the noun decides alone.
pub(super) fn is_read(sentence: &Sentence<'_>, at: usize) -> bool {
    if !noun::inflects(sentence) && !clause::is_verb_final(sentence.language) {
        return false;
    }
    let outlet = List::OwnOutlet.bit() | List::Outlet.bit() | List::Witness.bit();
    let reader = sentence.has(outlet) || sentence.mentions.iter().any(|m| Some(m.outlet) == sentence.own);
    let from = |m: &Match, i: usize| if i < m.start { m.start - i } else { (i + 1).saturating_sub(m.end) };
    let nearest = |m: &Match| {
        let papers = sentence.matches.iter().filter(|p| p.list == List::Document).map(|p| from(m, p.start));
        from(m, at) <= REACH_OF_READING && papers.min().is_some_and(|least| from(m, at) <= least)
    };
    reader && clause::reads(sentence) && sentence.matches.iter().any(|m| m.list == List::Read && nearest(m))
}

/// "İddianamede … kaydedildi", "aktda göstərilir": where the verb stands last, what is said in a paper by nobody else is
/// said by the paper.
pub(super) fn tells_itself(sentence: &Sentence<'_>, noun: usize) -> bool {
    let inside = ["da", "de", "ta", "te", "də", "tə"].iter().any(|e| sentence.tokens[noun].folded.ends_with(e));
    let said = sentence.matches.iter().any(|m| m.list == List::Impersonal && m.start > noun);
    clause::is_verb_final(sentence.language) && inside && said && !sentence.quoted[noun]
}
