//! Who is the subject of a verb? The noun phrase before it with its apposition, or the one behind it where the order is
//! inverted.

use super::clause::{BORDERS, Clause, RELATIVES, Run, SUBJECT_PRONOUNS};
use super::heads::Head;

/// In tokens. A longer run is more than a noun phrase with an apposition.
const LONGEST: usize = 32;

/// The subject that stands before `at`, not reaching back over `floor`.
pub(super) fn before(clause: &Clause<'_, '_>, at: usize, floor: usize) -> Option<Run> {
    let last = at.checked_sub(1).filter(|&last| last >= floor)?;
    let word = clause.word(last);
    if SUBJECT_PRONOUNS.contains(&word) || RELATIVES.contains(&word) {
        return Some((last, at));
    }
    let floor = floor.max(border(clause, at, floor));
    let segments = segments(clause, floor, at);
    let phrase = if word == "," { with_aside(clause, &segments)? } else { *segments.last()? };
    opened(clause, phrase)
}

/// The last place before `at` over which a noun phrase does not reach.
fn border(clause: &Clause<'_, '_>, at: usize, floor: usize) -> usize {
    let mut depth = 0;
    for i in (floor..at).rev() {
        let word = clause.word(i);
        match word {
            ")" => depth += 1,
            "(" => depth -= 1,
            _ => {}
        }
        let relative = i > floor && clause.word(i - 1) == ",";
        let stops = clause.is_quote(i) && !is_name_quote(clause, i, at)
            || matches!(word, ";" | ":" | "—" | "–" | "?" | "!" | "…")
            || BORDERS.contains(&word) && !(RELATIVES.contains(&word) && relative)
            || at - i > LONGEST;
        if stops && depth <= 0 {
            return i + 1;
        }
    }
    floor
}

/// A short name in quotation marks inside the phrase: the "Fight for Piers" movement.
fn is_name_quote(clause: &Clause<'_, '_>, at: usize, end: usize) -> bool {
    const LONGEST_NAME: usize = 6;
    let near = (at.saturating_sub(LONGEST_NAME)..at).any(|i| clause.is_quote(i));
    near && at + 1 < end && clause.capital(at - 1)
}

/// The pieces between commas, outside brackets; the last may be empty.
fn segments(clause: &Clause<'_, '_>, start: usize, end: usize) -> Vec<Run> {
    let mut found = Vec::new();
    let mut from = start;
    for i in start..end {
        if clause.word(i) == "," && !clause.quoted(i) {
            found.push((from, i));
            from = i + 1;
        }
    }
    if from < end {
        found.push((from, end));
    }
    found
}

/// "Ana Ruiz, a former inspector," before the verb: the phrase, and the aside where it belongs to it.
fn with_aside(clause: &Clause<'_, '_>, segments: &[Run]) -> Option<Run> {
    let (aside, rest) = segments.split_last()?;
    let phrase = rest.last()?;
    let first = clause.word(aside.0);
    let adverbial =
        clause.is_preposition(aside.0) || clause.is_adverb(aside.0) || first.ends_with("ing") || first == "however";
    if adverbial {
        return Some(*phrase);
    }
    // "Ruiz, 53, a former inspector,": an age, a party or a place between two commas.
    let short = phrase.1 - phrase.0 <= 3;
    match rest.len().checked_sub(2).map(|i| rest[i]) {
        Some(outer) if short && rest.len() >= 2 && is_name(clause, outer) => Some((outer.0, aside.1 + 1)),
        _ => Some((phrase.0, aside.1 + 1)),
    }
}

fn is_name(clause: &Clause<'_, '_>, (start, end): Run) -> bool {
    end > start && clause.capital(end - 1) && !clause.is_preposition(start)
}

/// The phrase without what opens the clause before it: conjunctions, adverbs, "in a statement".
fn opened(clause: &Clause<'_, '_>, (mut start, end): Run) -> Option<Run> {
    while start < end {
        let skip = clause.is_mark(start) && !clause.opens_quote(start)
            || matches!(
                clause.word(start),
                "and" | "but" | "or" | "nor" | "neither" | "yet" | "so" | "however" | "meanwhile"
            )
            || clause.is_adverb(start) && start + 1 < end && !matches!(clause.word(start), "even");
        if !skip {
            break;
        }
        start += 1;
    }
    if start < end && clause.is_preposition(start) {
        start = after_prepositions(clause, start, end)?;
    }
    if (start + 1..end).any(|i| clause.is_finite(i) && !in_relative(clause, start, i)) {
        return None;
    }
    (start < end).then(|| (start, without_day(clause, start, end)))
}

/// "The ministry on Monday", "a poll last month": when it was said is no part of who said it.
fn without_day(clause: &Clause<'_, '_>, start: usize, end: usize) -> usize {
    let last = end - 1;
    let dated = is_day(clause.word(last)) || is_period(clause.word(last)) && end >= 2 && is_near(clause.word(last - 1));
    if !dated {
        return end;
    }
    let mut cut = if is_day(clause.word(last)) { last } else { last - 1 };
    if cut > start && matches!(clause.word(cut - 1), "on" | "late" | "early" | "earlier") {
        cut -= 1;
    }
    if cut > start { cut } else { end }
}

fn is_period(word: &str) -> bool {
    matches!(word, "week" | "month" | "year" | "night" | "morning" | "spring" | "summer" | "fall" | "autumn" | "winter")
}

fn is_near(word: &str) -> bool {
    matches!(word, "last" | "this" | "earlier")
}

/// "In a statement Mayor Ruiz": the name that comes last.
fn after_prepositions(clause: &Clause<'_, '_>, start: usize, end: usize) -> Option<usize> {
    let first = (start..end).rev().take_while(|&i| clause.capital(i)).last()?;
    let day = clause.word(first).ends_with("day");
    Some(if day && first + 1 < end { first + 1 } else { first })
}

fn in_relative(clause: &Clause<'_, '_>, start: usize, at: usize) -> bool {
    (start..at).any(|i| RELATIVES.contains(&clause.word(i)) || clause.word(i) == "whose")
}

/// The subject right behind an inverted verb: `"…," said Ana Ruiz, a former inspector.` Ends before what is told on.
pub(super) fn after(clause: &Clause<'_, '_>, at: usize, heads: &[Head]) -> Option<Run> {
    let word = clause.word(at);
    let opens =
        clause.capital(at) || clause.is_determiner(at) || SUBJECT_PRONOUNS.contains(&word) || clause.is_word(at);
    if !opens || clause.is_preposition(at) || clause.quoted(at) || super::clause::CLAUSE_WORDS.contains(&word) {
        return None;
    }
    // The verbs of a relative clause belong to the phrase: "said an official who asked not to be named".
    let relative = (at..clause.len()).find(|&i| matches!(clause.word(i), "who" | "whose")).unwrap_or(clause.len());
    let next = heads.iter().map(|h| h.cue.0).find(|&next| next > at && next < relative);
    let limit = next.unwrap_or(clause.len()).min(clause.stop());
    let mut end = at + 1;
    let mut apposed = SUBJECT_PRONOUNS.contains(&word);
    while end < limit && !SUBJECT_PRONOUNS.contains(&word) {
        let here = clause.word(end);
        let leaves = clause.is_quote(end)
            || matches!(here, ":" | ";" | "—" | "–")
            || !apposed
                && end < relative
                && clause.is_preposition(end)
                && !matches!(here, "of" | "for" | "at" | "from")
            || !apposed && is_day(here)
            || matches!(here, "as" | "when" | "while" | "after" | "before" | "but");
        if leaves {
            break;
        }
        if here == "," {
            let next = clause.word(end + 1);
            if clause.is_preposition(end + 1) || next.ends_with("ing") || clause.opens_quote(end + 1) || is_day(next) {
                break;
            }
            apposed = true;
        }
        end += 1;
    }
    while end > at + 1 && clause.is_mark(end - 1) && clause.word(end - 1) != ")" {
        end -= 1;
    }
    Some((at, end))
}

pub(super) fn is_day(word: &str) -> bool {
    matches!(
        word,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "yesterday"
            | "today"
            | "tonight"
    )
}
