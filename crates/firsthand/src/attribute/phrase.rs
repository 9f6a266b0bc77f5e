//! How far does a noun phrase reach around its head word? No parser: function words and marks are its borders.

use super::clause;
use super::turkic;
use crate::lexicon::List;
use crate::model::Language;
use crate::reading::{BREAKS_PHRASE, CUES, Sentence};
use crate::text::Kind;

/// Adjectives and names before a head noun: longer runs are other phrases.
const LONGEST_BEFORE: usize = 4;
/// "the technical director of the Skerrow harbour authority": longer tails are clauses.
const LONGEST_AFTER: usize = 9;

/// First token of the phrase whose head begins at `head`.
pub(super) fn start(sentence: &Sentence<'_>, head: usize) -> usize {
    let mut start = head;
    while start > 0 && head - start < LONGEST_BEFORE {
        let before = start - 1;
        let token = &sentence.tokens[before];
        let possessive = token.is_mark('\'') && before > 0 && sentence.tokens[before - 1].is_word();
        let elided = token.is_mark('\'') && before > 0 && sentence.is(before - 1, List::Determiner.bit());
        if elided && clause::reads(sentence) {
            // "l'ingénieure": the article ends in an apostrophe.
            return before - 1;
        }
        // "Powiedział o tym urzędnik": the words that point back are no article of the noun.
        if clause::reads(sentence) && points_back(sentence, before) {
            break;
        }
        if sentence.is(before, List::Determiner.bit()) {
            // "this", "the": the phrase opens here, unless a genitive goes on to the left ("the canton's office").
            return before;
        }
        if let Some(open) = quoted_before(sentence, before).filter(|_| takes_name_before(sentence)) {
            start = open;
            continue;
        }
        // In English a noun before a noun belongs to it; elsewhere it is a phrase of its own.
        let other_head = sentence.language != Language::English
            && sentence.is(before, SOURCE_NOUNS)
            && !is_paper_of_paper(sentence, before, head)
            && !is_one_name(sentence, before, start);
        // German writes nouns large: what stands small behind a noun is a verb, and no adjective of the head.
        let german = sentence.language == Language::German && token.capital && !sentence.tokens[start].capital;
        let hedged = clause::reads(sentence) && sentence.is(before, List::Hedge.bit());
        // "Perşembe günü Ostvik Valiliği": a day before the subject.
        let adverb = clause::is_verb_final(sentence.language) && sentence.is(before, List::Adverb.bit());
        // "Akpınar Süt karara itiraz etti": what somebody does something to is not part of their name.
        let object = clause::is_verb_final(sentence.language)
            && token.capital
            && !sentence.tokens[start].capital
            && turkic::is_object(&sentence.tokens[head].folded);
        let breaks = adverb
            || object
            || (!token.is_word() && !possessive)
            || sentence.is(before, BREAKS_PHRASE)
            || other_head
            || german
            || hedged;
        if breaks || sentence.quoted[before] != sentence.quoted[head] {
            break;
        }
        start = before;
    }
    start
}

/// "Lake İşçileri Sendikası": where nouns stand before what is theirs, two written large are one name.
fn is_one_name(sentence: &Sentence<'_>, before: usize, next: usize) -> bool {
    let large = |i: usize| sentence.tokens[i].capital && !sentence.is(i, List::Outlet.bit());
    clause::is_verb_final(sentence.language) && large(before) && large(next)
}

/// "Depo envanteri belgesini": where nouns stand before what is theirs, two nouns of papers are one paper.
fn is_paper_of_paper(sentence: &Sentence<'_>, before: usize, head: usize) -> bool {
    let paper = |i: usize| sentence.is(i, List::Document.bit());
    clause::is_verb_final(sentence.language) && before + 1 == head && paper(before) && paper(head)
}

/// Whether a phrase of two words or more that means the sentence before ends here.
fn points_back(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.matches.iter().any(|m| m.list == List::PointsBack && m.end == at + 1 && m.end - m.start > 1)
}

/// Whether a name stands before the noun that says what it is, as in “Gecə növbəsi” kanalı. Elsewhere it stands behind:
/// of «Маяку» сотрудник the name is another's.
fn takes_name_before(sentence: &Sentence<'_>) -> bool {
    !clause::reads(sentence) || clause::is_verb_final(sentence.language) || sentence.language == Language::German
}

/// The opening mark of a short name in quotation marks that ends at `close`: “Gecə növbəsi” before "kanalı".
fn quoted_before(sentence: &Sentence<'_>, close: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    let is_quote = |i: usize| matches!(sentence.tokens[i].folded.chars().next(), Some('“' | '”' | '»' | '«' | '"'));
    if !is_quote(close) || close == 0 || !sentence.quoted[close - 1] {
        return None;
    }
    let open = (close.saturating_sub(LONGEST)..close).rev().find(|&i| is_quote(i))?;
    sentence.tokens[open + 1].capital.then_some(open)
}

/// One past the last token of the phrase whose head ends at `end`. `open` phrases (nameless sources, documents) go
/// on over any preposition: "a source inside the authority".
pub(super) fn end(sentence: &Sentence<'_>, mut end: usize, open: bool) -> usize {
    let limit = (end + LONGEST_AFTER).min(sentence.tokens.len());
    // Turkish and Azerbaijani put "inside the authority" before the source, and postpositions behind it.
    let goes_on_behind = !clause::is_verb_final(sentence.language);
    while end < limit {
        if is_name_word(sentence, end) {
            end += 1;
        } else if let Some(after) = quoted_name(sentence, end).filter(|_| can_bear_quoted_name(sentence, end - 1)) {
            end = after;
        } else if let Some(after) = complement(sentence, end, open).filter(|_| goes_on_behind) {
            end = after;
        } else if let Some(after) = after_noun(sentence, end) {
            end = after;
        } else if let Some(after) = apposed_name(sentence, end) {
            return after;
        } else {
            break;
        }
    }
    end
}

/// A capitalised word or an initial's point that goes on with a name.
pub(super) fn is_name_word(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(token) = sentence.tokens.get(at) else { return false };
    let initial_point = token.is_mark('.')
        && at > 0
        && sentence.tokens[at - 1].capital
        && sentence.tokens[at - 1].folded.chars().count() == 1;
    // "Rıza Tan": the lists hold case endings ("tan") that a last name can be spelled like.
    let last_name = clause::is_verb_final(sentence.language) && at > 0 && sentence.tokens[at - 1].capital;
    let breaks = if last_name { CUES } else { BREAKS_PHRASE | List::Determiner.bit() };
    (token.capital && token.kind == Kind::Word && !sentence.is(at, breaks)) || initial_point
}

/// One past a short name in quotation marks that opens at `at`: “Night Shift” right after "channel".
pub(super) fn quoted_name(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    const LONGEST: usize = 5;
    let opens = matches!(sentence.tokens.get(at)?.folded.chars().next()?, '“' | '«' | '„' | '"' | '»');
    let first = sentence.tokens.get(at + 1)?;
    if !opens || !first.capital {
        return None;
    }
    let close = (at + 2..sentence.tokens.len().min(at + 2 + LONGEST)).find(|&i| !sentence.quoted[i])?;
    Some(close + 1)
}

/// A channel or a company may be “Night Shift”; behind a person a quotation opens.
fn can_bear_quoted_name(sentence: &Sentence<'_>, noun: usize) -> bool {
    !clause::reads(sentence) || sentence.is(noun, List::Outlet.bit() | List::Institution.bit() | List::Document.bit())
}

/// "of the District Audit Board", "inside the authority": a linking word and what it brings.
fn complement(sentence: &Sentence<'_>, at: usize, open: bool) -> Option<usize> {
    const LONGEST: usize = 4;
    let genitive = sentence.is(at, List::Link.bit());
    let over_preposition = open && sentence.is(at, List::Preposition.bit());
    if !genitive && !over_preposition {
        return None;
    }
    // "La Gazette d'Ostvik": the apostrophe belongs to the linking word.
    let elided = clause::reads(sentence) && sentence.tokens.get(at + 1).is_some_and(|t| t.is_mark('\''));
    let at = if elided { at + 1 } else { at };
    let mut end = at + 1;
    while end < sentence.tokens.len() && end - at <= LONGEST {
        let token = &sentence.tokens[end];
        let article = sentence.is(end, List::Determiner.bit()) && end <= at + 2;
        let source_noun = sentence.is(end, SOURCE_NOUNS);
        let stops = !token.is_word() || sentence.is(end, BREAKS_PHRASE) && !source_noun;
        if stops && !article {
            break;
        }
        end += 1;
        // "a report of the school doctor": in English a noun before a noun belongs to it.
        let compound = sentence.language == Language::English && sentence.is(end, SOURCE_NOUNS);
        if source_noun && !compound && !is_name_word(sentence, end) {
            break;
        }
    }
    (end > at + 1 && !sentence.is(end - 1, List::Determiner.bit())).then_some(end)
}

/// "министр транспорта и связи", "une source portuaire": what goes on behind a noun, by its ending.
fn after_noun(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let is = |i: usize| {
        let word = sentence.tokens.get(i).is_some_and(|t| t.kind == Kind::Word && !t.capital);
        word && sentence.is(i, List::AfterNoun.bit()) && !sentence.is(i, BREAKS_PHRASE | List::Determiner.bit())
    };
    let joins = |i: usize| sentence.is(i, List::Conjunction.bit()) && sentence.tokens[i].folded.chars().count() == 1;
    if is(at) && sentence.tokens[at - 1].is_word() && !sentence.tokens[at - 1].capital {
        return Some(at + 1);
    }
    (joins(at) && is(at - 1) && is(at + 1)).then_some(at + 2)
}

/// ", Beate Quandrell," after a role: the name belongs to the phrase.
fn apposed_name(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    if !sentence.tokens.get(at)?.is_mark(',') {
        return None;
    }
    let end = (at + 1..sentence.tokens.len()).find(|&i| !is_name_word(sentence, i)).unwrap_or(sentence.tokens.len());
    // "…, Nissil Dispatch reported": where a verb follows at once, another speaks than the phrase before the comma.
    let closed = sentence.tokens.get(end).is_none_or(|t| t.kind == Kind::Mark);
    (end >= at + 3 && end <= at + 5 && closed).then_some(end)
}

/// Head nouns of every kind of source.
pub(super) const SOURCE_NOUNS: u128 = List::Anonymous.bit()
    | List::Collective.bit()
    | List::Outlet.bit()
    | List::Institution.bit()
    | List::Document.bit()
    | List::Person.bit();
