//! Which body speaks by its place? "В мэрии заявили", "У міністерстві повідомили", "W ratuszu mówią": nobody is the
//! subject of a plural verb, and where it was said is who said it.

use std::ops::Range;

use super::candidates::Candidate;
use super::noun::{Part, inflects, part};
use super::subject::parts_clauses;
use crate::lexicon::{List, Match};
use crate::model::{Language, SourceKind};
use crate::reading::Sentence;

/// Makes the place before a plural verb its speaker. Returns whether there is one.
pub(super) fn speaks(sentence: &Sentence<'_>, candidates: &mut Vec<Candidate>, verb: &Match) -> bool {
    if !inflects(sentence) || !is_plural(sentence, verb.start) {
        return false;
    }
    let Some(place) = place(sentence, verb.start) else { return false };
    let inside = |c: &Candidate| c.start < place.end && place.start < c.end;
    let (body, rest): (Vec<&Candidate>, Vec<&Candidate>) =
        candidates.iter().filter(|c| inside(c)).partition(|c| c.kind == SourceKind::Institution);
    // Another subject stands before the verb: "в городе жители рассказали".
    let listener = |c: &&Candidate| c.kind == SourceKind::Outlet && c.start > place.start;
    let known = body.iter().map(|c| c.start).min().is_some_and(|start| start <= place.start + 1);
    if !rest.iter().all(listener) || !known && !is_locative(sentence, place.start) {
        return false;
    }
    let end = rest.iter().map(|c| c.start).min().unwrap_or(place.end);
    candidates.retain(|c| !inside(c) || c.kind != SourceKind::Institution);
    let speaker = Candidate::speaker(sentence, place.start..end, verb.start);
    candidates.push(Candidate { kind: SourceKind::Institution, ..speaker });
    candidates.sort_by_key(|c| c.start);
    true
}

/// "У пресрелізі зазначено": what a passive `verb` tells stands in the paper before it.
pub(super) fn tells(sentence: &Sentence<'_>, candidates: &mut Vec<Candidate>, verb: &Match) {
    let opens = |i: &usize| is_in(sentence, *i) && (*i == 0 || !sentence.tokens[i - 1].is_word());
    let Some(opens) = (0..verb.start).rev().find(opens) else { return };
    let paper = (opens + 1..verb.start.min(opens + 4)).any(|i| sentence.is(i, List::Document.bit()));
    let Some(last) = (opens + 1..verb.start).rev().find(|&i| sentence.tokens[i].is_word()) else { return };
    let taken = |c: &Candidate| c.start <= last && opens < c.end;
    if !paper || last - opens > LONGEST_PAPER {
        return;
    }
    candidates.retain(|c| !taken(c));
    let speaker = Candidate::speaker(sentence, opens + 1..last + 1, verb.start);
    candidates.push(Candidate { kind: SourceKind::Document, ..speaker });
    candidates.sort_by_key(|c| c.start);
}

/// A paper with whose it is, and a clause that says where it was published; chosen by hand.
const LONGEST_PAPER: usize = 12;

/// The words between the preposition that opens the verb's clause and the verb: nouns with their adjectives.
fn place(sentence: &Sentence<'_>, verb: usize) -> Option<Range<usize>> {
    let clause = (0..verb).rev().find(|&i| parts_clauses(sentence, i)).map_or(0, |i| i + 1);
    let skips = |i: &usize| part(sentence, *i) == Part::Aside || sentence.is(*i, List::PointsBack.bit());
    let opens = (clause..verb).find(|i| !skips(i)).filter(|&i| is_in(sentence, i))?;
    let end = (opens + 1..verb).rev().find(|i| part(sentence, *i) != Part::Aside)? + 1;
    let own = sentence.mentions.iter().find(|m| Some(m.outlet) == sentence.own && m.start > opens && m.start < end);
    let end = own.map_or(end, |m| m.start);
    let end = (opens + 1..end).rev().find(|&i| sentence.tokens[i].is_word())? + 1;
    let plain = |i: usize| matches!(part(sentence, i), Part::Noun | Part::Determiner | Part::Mark);
    let told = List::Document.bit() | List::Anonymous.bit() | List::Collective.bit() | List::Adverb.bit();
    let body = (opens + 1..end).all(|i| plain(i) && !sentence.is(i, told) && !sentence.quoted[i]);
    (body && end - opens <= LONGEST_PLACE).then_some(opens + 1..end)
}

/// A body's name in full, in words; chosen by hand.
const LONGEST_PLACE: usize = 9;

fn is_in(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(sentence.tokens[at].folded.as_str(), "в" | "во" | "у" | "w" | "we")
}

/// Endings of plural verbs of telling, past and present.
fn is_plural(sentence: &Sentence<'_>, at: usize) -> bool {
    let endings: &[&str] = match sentence.language {
        Language::Russian => &["ли", "ют", "ят", "ут", "ат"],
        Language::Ukrainian => &["ли", "ють", "ять", "уть", "ать"],
        _ => &["li", "ly", "ja", "dza", "sza"],
    };
    endings.iter().any(|e| sentence.tokens[at].folded.ends_with(e))
}

/// Whether the first noun says where, and not when or whither: "в компании", but not "в среду".
fn is_locative(sentence: &Sentence<'_>, start: usize) -> bool {
    let endings: &[&str] = match sentence.language {
        Language::Russian => &["е", "и", "ах", "ях", "ом"],
        Language::Ukrainian => &["і", "ї", "ах", "ях", "и"],
        _ => &["ie", "ce", "cji", "ji", "ach", "u"],
    };
    endings.iter().any(|e| sentence.tokens[start].folded.ends_with(e))
}
