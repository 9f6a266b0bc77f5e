//! Who is the subject of a verb of telling, where no list knows the noun? Finds the noun phrase by its place in the
//! clause: "Мама сказала, что …", "«…», — сказал дядя Вася".

use std::ops::Range;

use super::candidates::Candidate;
use super::clause::{self, Form};
use super::nameless;
use super::noun::{self, Part, inflects, is_one_of, noun_end, opens_as_noun, part, phrases, prepositional_end};
use super::phrase::{self, SOURCE_NOUNS};
use super::place;
use super::turkic;
use super::unlisted;
use crate::lexicon::{List, Match};
use crate::model::{Language, SourceKind};
use crate::reading::{CUES, Sentence};

/// Gives every verb of telling its subject: joins it to the candidate that the phrase overlaps, or adds a candidate.
pub(super) fn find(sentence: &Sentence<'_>, candidates: &mut Vec<Candidate>) {
    if !clause::reads(sentence) || sentence.asks() {
        return;
    }
    nameless::join(sentence, candidates);
    let verbs = sentence.matches.iter().filter(|m| is_telling(sentence, m) && !is_told(sentence, m));
    let unlisted = unlisted::last_verbs(sentence);
    let active = unlisted.iter().filter(|m| m.list == List::Say);
    for verb in verbs.chain(active).copied().collect::<Vec<Match>>() {
        if turkic::is_no_verb(sentence, &verb) {
            continue;
        }
        if clause::is_verb_final(sentence.language) && speaks_last(sentence, candidates, &verb) {
            continue;
        }
        if place::speaks(sentence, candidates, &verb) {
            continue;
        }
        let form = if is_set_phrase(&verb) { Form::Inserted } else { clause::form(sentence, &verb) };
        let subject = subject(sentence, &verb, form);
        // «Nous avons mesuré …», a-t-il dit: who speaks of themselves in a quotation is no subject outside it.
        let quoted = |r: &Range<usize>| sentence.quoted[r.start] && !sentence.quoted[verb.start];
        let inside = |r: &Range<usize>| quoted(r) && part(sentence, r.start) == Part::Speaker;
        if let Some(range) = subject.filter(|r| !inside(r)) {
            give(sentence, candidates, range, &verb, form);
        }
    }
    let passive = |m: &&Match| m.list == List::Impersonal && !sentence.quoted[m.start];
    for verb in sentence.matches.iter().chain(&unlisted).filter(passive) {
        match sentence.language {
            Language::Turkish | Language::Azerbaijani => turkic::told_in(sentence, candidates, verb),
            Language::Ukrainian => place::tells(sentence, candidates, verb),
            _ => {}
        }
    }
}

/// Whether a phrase such as "told the paper" begins with the same verb: it shows better where the subject can be.
fn is_told(sentence: &Sentence<'_>, m: &Match) -> bool {
    m.list != List::Told && sentence.matches.iter().any(|t| t.list == List::Told && t.start == m.start)
}

/// Where the verb stands last, the first who can speak is its subject: what stands between is what was told.
fn speaks_last(sentence: &Sentence<'_>, candidates: &mut [Candidate], verb: &Match) -> bool {
    let governed =
        |i: usize| sentence.is(i, List::SourceThenRelay.bit() | List::SourceThenCue.bit() | List::RestsOn.bit());
    let can = |c: &Candidate| {
        let kind = !matches!(c.kind, SourceKind::Document | SourceKind::WitnessReporter);
        // The participle of another verb stands between: its subject is that one's.
        let verb_of_own = |i: usize| !governed(i) && !turkic::is_no_verb_at(sentence, i);
        let other = (c.end..verb.start).any(|i| sentence.is(i, CUES) && !sentence.quoted[i] && verb_of_own(i));
        let fits = kind && !turkic::is_oblique(sentence, c, verb);
        fits && c.end <= verb.start && !sentence.quoted[c.start] && !governed(c.end) && !other
    };
    if !matches!(clause::form(sentence, verb), Form::Last | Form::Opens(_)) || is_set_phrase(verb) {
        return false;
    }
    let generic = first_of_clause(sentence, verb.start).is_some_and(|r| !candidates.iter().any(|c| c.start < r.end));
    let described = |c: &Candidate| turkic::is_in_description(sentence, candidates, c);
    let first = candidates.iter().position(|c| can(c) && !described(c));
    match first.map(|first| &mut candidates[first]).filter(|_| !generic) {
        Some(first) => {
            first.speaks.push(verb.start);
            true
        }
        None => false,
    }
}

/// "По мнению", "как сообщил": set phrases of two words or more. After a single word ("согласно", "laut") there may
/// be a thing as well.
fn is_set_phrase(m: &Match) -> bool {
    m.list == List::CueThenSource && m.end - m.start > 1
}

fn is_telling(sentence: &Sentence<'_>, m: &Match) -> bool {
    if is_set_phrase(m) {
        return !sentence.quoted[m.start];
    }
    let verb = matches!(m.list, List::Say | List::Told | List::Report | List::Deny | List::Confirm);
    let set_phrase = (m.start..m.end).any(|i| {
        let set = List::CueThenSource.bit() | List::SourceThenCue.bit() | List::RelayThenSource.bit();
        sentence.is(i, set | List::SourceThenRelay.bit())
    });
    let opens_with_preposition = sentence.is(m.start, List::Preposition.bit());
    let speaks = !sentence.quoted[m.start] || clause::breaks_quotation(sentence, m);
    verb && !set_phrase && !opens_with_preposition && speaks && !is_noun(sentence, m)
}

/// "une note", "un informe": after such an article the word is a noun.
fn is_noun(sentence: &Sentence<'_>, m: &Match) -> bool {
    m.start > 0 && m.end - m.start == 1 && sentence.is(m.start - 1, List::Indefinite.bit())
}

fn subject(sentence: &Sentence<'_>, verb: &Match, form: Form) -> Option<Range<usize>> {
    match form {
        Form::Follows(head) => pronoun_in(sentence, head..verb.start).or_else(|| behind(sentence, verb.end)),
        Form::Opens(_) if clause::is_verb_final(sentence.language) => {
            first_of_clause(sentence, verb.start).or_else(|| ahead(sentence, verb.start))
        }
        Form::Opens(_) => ahead(sentence, verb.start).or_else(|| behind(sentence, verb.end)),
        Form::Inserted => {
            let inner =
                (0..verb.start).rev().find(|&i| sentence.is(i, List::As.bit())).filter(|_| !is_set_phrase(verb));
            let before = inner.and_then(|i| nearest(sentence, i + 1..verb.start));
            before.or_else(|| behind(sentence, verb.end))
        }
        Form::Last => first_of_clause(sentence, verb.start),
        // "Dies teilte das Hafenamt mit", "об этом рассказала жительница": what was told stands before.
        Form::Governs if points_back(sentence, verb.start) => behind(sentence, verb.end),
        Form::Governs => None,
    }
}

/// Whether the verb's clause opens with words that mean the sentence before.
fn points_back(sentence: &Sentence<'_>, verb: usize) -> bool {
    let own = (0..verb).rev().find(|&i| parts_clauses(sentence, i)).map_or(0, |i| i + 1);
    sentence.is(own, List::PointsBack.bit())
}

/// Where the verb stands last, the subject opens the clause, and a comma, a quotation or a particle follows it, or it
/// ends as a plural or a trade does.
fn first_of_clause(sentence: &Sentence<'_>, verb: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 6;
    let parts = |i: &usize| sentence.tokens[*i].is_mark(';');
    let opens = (0..verb).rev().find(parts).map_or(0, |i| i + 1);
    let first = (opens..verb).find(|&i| part(sentence, i) != Part::Aside)?;
    let noun = |i: usize| matches!(part(sentence, i), Part::Noun | Part::Determiner | Part::Speaker);
    let closes = |i: usize| !noun(i) || turkic::is_topic(sentence, i);
    let people = |i: &usize| *i + 1 < verb && turkic::is_people(sentence, *i);
    let end = (first..verb.min(first + LONGEST + 1)).find(|&i| closes(i))?;
    let token = &sentence.tokens[end];
    let marked = token.is_mark(',') || clause::is_quote(token) || turkic::is_topic(sentence, end);
    let end = if marked { end } else { (first..end).find(people)? + 1 };
    (end > first && !turkic::closes(sentence, end - 1)).then_some(first..end)
}

/// "a-t-il déclaré": the pronoun stands in the verb's own phrase.
fn pronoun_in(sentence: &Sentence<'_>, mut range: Range<usize>) -> Option<Range<usize>> {
    range.find(|&i| part(sentence, i) == Part::Speaker).map(|i| i..i + 1)
}

/// The subject before the verb: in its own clause, or before what is inserted between.
fn ahead(sentence: &Sentence<'_>, verb: usize) -> Option<Range<usize>> {
    let start_of = |end: usize| (0..end).rev().find(|&i| parts_clauses(sentence, i)).map_or(0, |i| i + 1);
    let own = start_of(verb);
    if let Some(found) = nearest(sentence, own..verb) {
        return Some(found);
    }
    // "X, having said so, says that …": the stretch before the verb's is inserted, and the subject stands before it.
    let comma = own > 0 && sentence.tokens[own - 1].is_mark(',');
    let (mut end, mut inserted) = (own.checked_sub(1)?, None);
    for step in 0..STRETCHES {
        let start = start_of(end);
        let found = opening(sentence, start..end);
        let skips = step == 0 && comma && start > 0 && sentence.tokens[start - 1].is_mark(',');
        if found.is_some() && !skips {
            return found;
        }
        inserted = inserted.or(found);
        let Some(next) = start.checked_sub(1) else { break };
        end = next;
    }
    inserted
}

/// So many stretches before the verb's own are searched for its subject; chosen by hand.
const STRETCHES: usize = 4;

pub(super) fn parts_clauses(sentence: &Sentence<'_>, at: usize) -> bool {
    // A hyphen with spaces ("Тимофеев - Ресовский") parts nothing where capitals stand on both sides.
    let capital = |i: Option<usize>| i.and_then(|i| sentence.tokens.get(i)).is_some_and(|t| t.capital);
    let in_name = clause::is_dash(&sentence.tokens[at]) && capital(at.checked_sub(1)) && capital(Some(at + 1));
    match part(sentence, at) {
        Part::Mark if sentence.tokens[at].is_mark('\'') => false,
        Part::Mark => !in_name && !sentence.quoted[at] && !noun::is_short_quote(sentence, at),
        Part::Conjunction => !(capital(at.checked_sub(1)) && capital(Some(at + 1))),
        _ => false,
    }
}

/// The phrase of the verb's own clause that is most likely its subject.
fn nearest(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let found = phrases(sentence, range.clone());
    let speaker = |r: &&Range<usize>| part(sentence, r.start) == Part::Speaker;
    let telling =
        |r: &&Range<usize>| (r.start..r.end).any(|i| sentence.is(i, SOURCE_NOUNS) || sentence.tokens[i].capital);
    let opens = found.first().filter(|r| r.start == range.start);
    found.iter().find(speaker).or_else(|| found.iter().rev().find(telling)).or(opens).or(found.last()).cloned()
}

/// The phrase that opens a clause before the verb's own.
fn opening(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let first = range.clone().find(|&i| part(sentence, i) != Part::Aside)?;
    let found = phrases(sentence, first..range.end).into_iter().next().filter(|r| r.start == first)?;
    if part(sentence, first) == Part::Speaker {
        return Some(found);
    }
    // Verbs that the lists do not know look like nouns here: the phrase is its adjectives and one noun, with a name.
    let adjective = |i: usize| sentence.is(i, List::Adjective.bit()) || part(sentence, i) == Part::Determiner;
    let head = found.clone().find(|&i| !adjective(i))?;
    let end = (head + 1..found.end).find(|&i| !sentence.tokens[i].capital).unwrap_or(found.end);
    Some(found.start..end)
}

/// The subject behind the verb, after a day or an occasion.
fn behind(sentence: &Sentence<'_>, verb_end: usize) -> Option<Range<usize>> {
    const ASIDES: usize = 3;
    let mut at = verb_end;
    for _ in 0..=ASIDES {
        match (at < sentence.tokens.len()).then(|| part(sentence, at))? {
            Part::Aside => at += 1,
            Part::Preposition => at = prepositional_end(sentence, at, sentence.tokens.len()),
            Part::Speaker => return Some(at..at + 1),
            // "Рассказал «Полюсу» источник": whoever was told stands before the subject. Where a person told another
            // outlet, that outlet is the credit and the person its source.
            Part::Mark if inflects(sentence) => {
                let own = sentence.names_itself_near(at + 1, at + 1, 0);
                let end = phrase::quoted_name(sentence, at)?;
                at = Some(end).filter(|&i| own || !sentence.is(i, List::Person.bit()))?;
            }
            Part::Noun | Part::Determiner => {
                let mut end = name_end(sentence, at, noun_end(sentence, at, sentence.tokens.len()));
                if is_one_of(sentence, &(at..end)) && sentence.is(end, List::Preposition.bit()) {
                    end = prepositional_end(sentence, end, sentence.tokens.len());
                }
                // "Bestritt das": a German article alone is what was said.
                let german = sentence.language == Language::German;
                let article = |r: &Range<usize>| german && r.len() == 1 && part(sentence, at) == Part::Determiner;
                let fits = |r: &Range<usize>| r.len() <= noun::LONGEST_SUBJECT && opens_as_noun(sentence, r);
                return Some(at..end).filter(|r| fits(r) && !article(r));
            }
            Part::Mark | Part::Conjunction | Part::Verb => return None,
        }
    }
    None
}

/// Behind a name the phrase ends, unless a role follows.
fn name_end(sentence: &Sentence<'_>, start: usize, end: usize) -> usize {
    let ends = |i: &usize| {
        let token = &sentence.tokens[*i];
        let after_name = sentence.tokens[i - 1].capital && !sentence.is(i - 1, SOURCE_NOUNS);
        after_name && token.is_word() && !token.capital && !sentence.is(*i, SOURCE_NOUNS | List::Link.bit())
    };
    (start + 1..end).find(ends).unwrap_or(end)
}

/// Joins the phrase to the first candidate in it, or makes it one.
fn give(sentence: &Sentence<'_>, candidates: &mut Vec<Candidate>, range: Range<usize>, verb: &Match, form: Form) {
    let overlaps = |c: &Candidate| c.start < range.end && range.start < c.end;
    match candidates.iter().position(overlaps) {
        Some(first) if is_set_phrase(verb) && !inflects(sentence) => candidates[first].speaks.push(verb.start),
        Some(first) => join(sentence, candidates, first, range, verb),
        None if form == Form::Governs && !points_back(sentence, verb.start) || verb.list == List::Report => {}
        None => {
            let own = sentence.mentions.iter().any(|m| m.start < range.end && range.start < m.end);
            if !own {
                let nameless = is_one_of(sentence, &(range.start..range.start + 1)) && range.len() > 1;
                let speaker = Candidate::speaker(sentence, range, verb.start);
                let kind = match (nameless && !speaker.named && inflects(sentence), brings_paper(sentence, verb)) {
                    (true, _) => SourceKind::Anonymous,
                    (false, true) => SourceKind::Document,
                    (false, false) => speaker.kind,
                };
                candidates.push(Candidate { kind, ..speaker });
                candidates.sort_by_key(|c| c.start);
            }
        }
    }
}

/// "Следует из", "говорится в", "wynika z": what comes out of something, or stands in it, comes from a paper.
fn brings_paper(sentence: &Sentence<'_>, verb: &Match) -> bool {
    let word = |i: usize| sentence.tokens[i].folded.as_str();
    let out_of = matches!(word(verb.end - 1), "из" | "з" | "із" | "z" | "ze");
    let reflexive =
        verb.end > verb.start + 1 && ["ся", "сь", "сказано"].iter().any(|e| word(verb.end - 2).ends_with(e));
    let stands_in = reflexive && matches!(word(verb.end - 1), "в" | "во" | "у");
    is_set_phrase(verb) && inflects(sentence) && (out_of || stands_in)
}

fn join(sentence: &Sentence<'_>, candidates: &mut Vec<Candidate>, first: usize, range: Range<usize>, verb: &Match) {
    let atomic = |c: &Candidate| c.kind == SourceKind::Outlet;
    if !atomic(&candidates[first]) && candidates[first].start >= range.start.min(candidates[first].start) {
        let stop = candidates[first + 1..].iter().find(|c| atomic(c) && c.start < range.end).map(|c| c.start);
        let end = range.end.min(stop.unwrap_or(range.end)).max(candidates[first].end);
        let start = range.start.min(candidates[first].start);
        let last = candidates[first + 1..].iter().take_while(|c| c.start < end).map(|c| c.end).max();
        let absorbed = candidates[first + 1..].iter().take_while(|c| c.start < end).count();
        candidates.drain(first + 1..first + 1 + absorbed);
        candidates[first].extend(sentence, start, end.max(last.unwrap_or(end)));
    }
    candidates[first].speaks.push(verb.start);
}
