//! Which names in quotation marks speak? Where newsrooms set the names of outlets in marks, one beside a word of telling
//! that no noun introduces is an outlet: «Полюс» выяснил, “Qütb” yazır.

use super::candidates::Candidate;
use super::clause::{is_quote, is_verb_final};
use super::noun::{Part, part};
use super::people::People;
use super::phrase::{SOURCE_NOUNS, quoted_name};
use crate::lexicon::List;
use crate::model::{Language, SourceKind};
use crate::reading::{CUES, Sentence};

/// Longer names are sentences; chosen by hand, in words.
const LONGEST_NAME: usize = 4;
/// "Сообщил в среду": so many words that are no nouns may stand between a name and its verb; chosen by hand.
const ASIDES: usize = 2;

/// The names in marks that speak here, none of them in `taken`. A name that the article has given to a body stays a
/// body's.
pub(super) fn find(sentence: &Sentence<'_>, taken: &mut [bool], people: &People) -> Vec<Candidate> {
    let mut found = Vec::new();
    if !sets_names_in_marks(sentence.language) {
        return found;
    }
    for open in 0..sentence.tokens.len() {
        let Some(close) = closing(sentence, open) else { continue };
        if (open..=close).any(|i| taken[i]) || is_introduced(sentence, open) || !speaks(sentence, open, close) {
            continue;
        }
        taken[open..=close].fill(true);
        let body = people.is_body(&sentence.tokens[open + 1].folded);
        let kind = if body { SourceKind::Institution } else { SourceKind::Outlet };
        found.push(Candidate { named: true, ..Candidate::new(open, close + 1, kind) });
    }
    found
}

/// Notes the names that stand behind the noun of something that is no outlet: завод «Азот», şirkət “Xəzəryol”.
pub(super) fn learn_bodies(sentence: &Sentence<'_>, people: &mut People) {
    for open in 0..sentence.tokens.len() {
        let outlet = |i: usize| sentence.is(i, List::Outlet.bit());
        let Some(close) = closing(sentence, open) else { continue };
        let noun = if is_verb_final(sentence.language) { Some(close + 1) } else { open.checked_sub(1) };
        let thing = noun.filter(|&i| i < sentence.tokens.len() && part(sentence, i) == Part::Noun && !outlet(i));
        if thing.is_some() && sets_names_in_marks(sentence.language) {
            people.learn_body(&sentence.tokens[open + 1].folded);
        }
    }
}

fn sets_names_in_marks(language: Language) -> bool {
    matches!(language, Language::Russian | Language::Ukrainian | Language::Azerbaijani | Language::Polish)
}

/// The mark that closes a short name whose mark opens at `open`.
fn closing(sentence: &Sentence<'_>, open: usize) -> Option<usize> {
    let close = quoted_name(sentence, open)? - 1;
    let outermost = !sentence.quoted[open] && sentence.quoted[open + 1];
    let inside = &sentence.tokens[open + 1..close];
    let words = inside.iter().all(|t| t.is_word() || t.is_mark('.') || t.is_mark('-'));
    (outermost && words && inside.len() <= LONGEST_NAME && is_quote(&sentence.tokens[close])).then_some(close)
}

/// Whether a noun right before the name says what bears it. Of a nameless source or a crowd ("источник «Полюса»") it
/// does not.
fn is_introduced(sentence: &Sentence<'_>, open: usize) -> bool {
    let Some(before) = open.checked_sub(1).filter(|_| !is_verb_final(sentence.language)) else { return false };
    let theirs = List::Anonymous.bit() | List::Collective.bit();
    part(sentence, before) == Part::Noun && !sentence.is(before, theirs) && sentence.tokens[before].is_word()
}

/// Whether a word of telling stands beside the name, or a nameless source of its own.
fn speaks(sentence: &Sentence<'_>, open: usize, close: usize) -> bool {
    let aside = |i: usize| part(sentence, i) == Part::Aside || sentence.is(i, List::PointsBack.bit());
    let tells = |i: usize| sentence.is(i, CUES | List::Impersonal.bit()) && !sentence.quoted[i];
    let before = (open.saturating_sub(ASIDES + 1)..open).rev().find(|&i| !aside(i));
    let source = before.is_some_and(|i| sentence.is(i, List::Anonymous.bit() | List::Collective.bit()));
    let told = before.is_some_and(|i| tells(i) && sentence.tokens[i].is_word());
    // The case ending behind the mark: “Qütb”ün.
    let glued = |i: usize| {
        let touches = sentence.tokens[i - 1].span.end == sentence.tokens[i].span.start;
        is_verb_final(sentence.language) && touches && sentence.tokens[i].is_word() && !tells(i)
    };
    let limit = sentence.tokens.len().min(close + 2 + ASIDES);
    let mut behind = close + 1..limit;
    let ending = behind.clone().next().is_some_and(glued);
    let next = behind.find(|&i| !(aside(i) || i == close + 1 && ending));
    // “Facebook” səhifəsində: where somebody writes is not who writes.
    let page = ["sehif", "səhif", "hesab", "profil", "kanal"];
    let is_page =
        !ending && sentence.tokens.get(close + 1).is_some_and(|t| page.iter().any(|p| t.folded.starts_with(p)));
    if is_verb_final(sentence.language) && is_page {
        return false;
    }
    let owner = next.is_some_and(|i| ending && sentence.is(i, SOURCE_NOUNS & !List::Document.bit()));
    told || source || owner || next.is_some_and(tells)
}
