//! Noun phrases by the parts of speech that the language files know, for subjects that no list names.

use std::ops::Range;

use super::clause;
use super::phrase::SOURCE_NOUNS;
use crate::lexicon::{Lexicon, List};
use crate::model::Language;
use crate::reading::{CUES, Sentence};

/// What a token can be in a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Mark,
    Speaker,
    Noun,
    Determiner,
    Preposition,
    Conjunction,
    Verb,
    Aside,
}

/// Longer runs of words are clauses that the lists do not know the verb of.
pub(super) const LONGEST_SUBJECT: usize = 9;

pub(super) fn part(sentence: &Sentence<'_>, at: usize) -> Part {
    let is = |list: List| sentence.is(at, list.bit());
    if !sentence.tokens[at].is_word() {
        Part::Mark
    } else if is(List::ThirdPerson) || is(List::FirstPerson) {
        Part::Speaker
    } else if sentence.is(at, SOURCE_NOUNS) {
        Part::Noun
    } else if is(List::Preposition) && !is(List::Link) {
        Part::Preposition
    } else if sentence.is(at, CUES) {
        Part::Verb
    } else if is(List::Determiner) {
        Part::Determiner
    } else if is(List::Conjunction) && !is(List::Link) || is(List::That) {
        Part::Conjunction
    } else if is(List::Pronoun) || is(List::Stop) || is(List::Negation) || is(List::Adverb) || is(List::Hedge) {
        Part::Aside
    } else {
        Part::Noun
    }
}

/// «Маяк», «не для записи»: the marks of a few quoted words part no clauses.
pub(super) fn is_short_quote(sentence: &Sentence<'_>, at: usize) -> bool {
    const LONGEST: usize = 5;
    let (before, behind) = (at.saturating_sub(LONGEST)..at, at + 1..sentence.tokens.len().min(at + LONGEST));
    let quote = |i: &usize| clause::is_quote(&sentence.tokens[*i]);
    // The pair is this mark and the next where words in between are quoted, or the one before.
    let opens = sentence.quoted.get(at + 1) == Some(&true);
    quote(&at) && if opens { behind.into_iter().any(|i| quote(&i)) } else { before.into_iter().any(|i| quote(&i)) }
}

/// The same, for a name: its first letter is large.
fn is_quoted_name(sentence: &Sentence<'_>, at: usize) -> bool {
    let open = (0..=at).rev().find(|&i| sentence.quoted.get(i + 1) == Some(&true) && !sentence.quoted[i]);
    is_short_quote(sentence, at) && open.is_some_and(|i| sentence.tokens[i + 1].capital)
}

/// The noun phrases of a stretch of the clause, with the phrases that prepositions open left out.
pub(super) fn phrases(sentence: &Sentence<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        match part(sentence, at) {
            Part::Verb if governs(sentence, at) => at = governed_end(sentence, at, range.end),
            Part::Preposition => {
                let end = prepositional_end(sentence, at, range.end);
                join_tail(sentence, &mut found, at..end, range.end);
                at = end;
            }
            Part::Speaker => {
                found.push(at..at + 1);
                at += 1;
            }
            Part::Noun | Part::Determiner => {
                let end = noun_end(sentence, at, range.end);
                found.push(at..end);
                at = end;
            }
            _ => at += 1,
        }
    }
    let noun = |r: &Range<usize>| r.clone().any(|i| matches!(part(sentence, i), Part::Noun | Part::Speaker));
    found.retain(|r| r.len() <= LONGEST_SUBJECT && noun(r) && opens_as_noun(sentence, r));
    found
}

/// Where the language has articles, a phrase opens with one, or holds a name or a noun of the lists.
pub(super) fn opens_as_noun(sentence: &Sentence<'_>, range: &Range<usize>) -> bool {
    let articles =
        sentence.language != Language::Azerbaijani && sentence.language != Language::Turkish && !inflects(sentence);
    let telling = |i: usize| sentence.tokens[i].capital || sentence.is(i, SOURCE_NOUNS);
    !articles || matches!(part(sentence, range.start), Part::Determiner | Part::Speaker) || range.clone().any(telling)
}

/// "Эксперты в Киеве отмечают": what follows a noun and ends at the verb belongs to the noun.
fn join_tail(sentence: &Sentence<'_>, found: &mut [Range<usize>], tail: Range<usize>, end: usize) {
    if let Some(last) = found.last_mut() {
        let common =
            tail.len() > 1 && !sentence.tokens[last.end - 1].capital && part(sentence, last.start) != Part::Speaker;
        if last.end == tail.start && (tail.end == end && common || is_one_of(sentence, last)) {
            last.end = tail.end;
        }
    }
}

/// "Один" in "один из ректоров".
pub(super) fn is_one_of(sentence: &Sentence<'_>, range: &Range<usize>) -> bool {
    range.len() == 1 && sentence.is(range.start, List::Indefinite.bit())
}

/// "Со ссылкой на", "по данным": what follows is theirs, and no subject.
fn governs(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is(at, List::CueThenSource.bit() | List::RelayThenSource.bit())
}

fn governed_end(sentence: &Sentence<'_>, at: usize, limit: usize) -> usize {
    let noun = (at..limit).find(|&i| !governs(sentence, i)).unwrap_or(limit);
    let end = prepositional_end(sentence, noun.saturating_sub(1), limit);
    (end..limit).find(|&i| !sentence.tokens[i].capital).unwrap_or(limit).max(at + 1)
}

/// One past the phrase that a preposition opens. Where the file lists endings of adjectives, the phrase ends with its
/// first noun; elsewhere it goes on to the next article.
pub(super) fn prepositional_end(sentence: &Sentence<'_>, at: usize, limit: usize) -> usize {
    let inflects = inflects(sentence);
    let mut end = at + 1;
    while end < limit && matches!(part(sentence, end), Part::Determiner | Part::Aside) {
        end += 1;
    }
    while end < limit && part(sentence, end) == Part::Noun {
        let adjective = sentence.is(end, List::Adjective.bit()) && !sentence.is(end, SOURCE_NOUNS);
        end += 1;
        if inflects && !adjective {
            break;
        }
    }
    end.min(limit)
}

/// Whether the file knows adjectives by their endings, as for Slavic languages.
pub(super) fn inflects(sentence: &Sentence<'_>) -> bool {
    Lexicon::of(sentence.language).holds(List::Adjective)
}

pub(super) fn noun_end(sentence: &Sentence<'_>, start: usize, limit: usize) -> usize {
    let mut end = start + 1;
    while end < limit {
        let link = sentence.is(end, List::Link.bit());
        let after_link = sentence.is(end - 1, List::Link.bit());
        let goes_on = match part(sentence, end) {
            // "тетка моя сказала": the possessive behind its noun, right before the verb.
            Part::Determiner => {
                let last = end + 1 == limit && inflects(sentence);
                link || after_link || last || part(sentence, end - 1) == Part::Determiner
            }
            Part::Mark if sentence.tokens[end].is_mark('\'') => true,
            Part::Mark => is_quoted_name(sentence, end) || sentence.quoted[end] && !sentence.quoted[start],
            // German writes nouns large: what stands small behind one is the verb.
            Part::Noun if sentence.language == Language::German && sentence.tokens[end - 1].capital => {
                sentence.tokens[end].capital
            }
            Part::Noun => true,
            Part::Conjunction => sentence.tokens[end - 1].capital && !sentence.tokens[end - 1].is_mark(','),
            _ => link,
        };
        if !goes_on {
            break;
        }
        end += 1;
    }
    while end > start + 1 && end < limit && matches!(part(sentence, end - 1), Part::Conjunction | Part::Determiner) {
        end -= 1;
    }
    end
}
