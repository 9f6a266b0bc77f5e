//! What does a cue say of its source? The clause or noun phrase behind it, the quotation or clause before it, or both.

use super::clause::{CLAUSE_WORDS, Clause, Run, SUBJECT_PRONOUNS};
use super::heads::{Head, Shape};
use super::subject;
use super::verbs::{Class, Verbs, form};

/// What is told behind a cue whose words (and inverted subject) end at `from`; `next` are the heads behind it.
pub(super) fn behind(clause: &Clause<'_, '_>, class: Class, from: usize, next: &[Head]) -> Option<Run> {
    let end = end(clause, from, next);
    let start = match class {
        Class::Tell => past_listener(clause, from, end),
        Class::Say | Class::Show => past_adverbial(clause, from, end)?,
        _ => from,
    };
    let end = if matches!(class, Class::Judge | Class::Like) { before_adverbial(clause, start, end) } else { end };
    clause.trim((start, past_quote(clause, start, end.max(start))))
}

/// Where the clause ends in which something is told: before the next cue of the same speaker or another's.
fn end(clause: &Clause<'_, '_>, from: usize, next: &[Head]) -> usize {
    let stop = clause.stop().max(from);
    for head in next {
        let at = head.cue.0;
        let joined = at.checked_sub(1).map_or("", |b| clause.word(b));
        let cut = match head.shape {
            Shape::Participle | Shape::Phrase if joined == "," => Some(at - 1),
            Shape::Finite if matches!(joined, "and" | "but" | "then") => Some(at - 1),
            Shape::Finite => subject::before(clause, at, from).and_then(|(s, _)| connector(clause, s, from)),
            _ => None,
        };
        if let Some(cut) = cut.filter(|&cut| cut > from) {
            return cut;
        }
    }
    (from + 1..stop).find(|&i| turns(clause, i)).unwrap_or(stop)
}

/// A noun phrase ends where it is said how, when or why: "rejected the plan by pointing out", "as she left".
fn before_adverbial(clause: &Clause<'_, '_>, start: usize, end: usize) -> usize {
    let leaves = |i: usize| {
        let next = clause.word(i + 1);
        match clause.word(i) {
            "by" | "after" | "before" | "while" | "when" => next.ends_with("ing") || SUBJECT_PRONOUNS.contains(&next),
            "as" => SUBJECT_PRONOUNS.contains(&next),
            "because" | "although" | "though" => true,
            _ => false,
        }
    };
    (start + 1..end).find(|&i| leaves(i) && !clause.quoted(i)).unwrap_or(end)
}

/// A quotation that a dash or comma follows ends there: what comes then is the reporter's.
fn past_quote(clause: &Clause<'_, '_>, start: usize, end: usize) -> usize {
    if !clause.opens_quote(start) {
        return end;
    }
    let closes = |i: usize| clause.is_quote(i) && !clause.opens_quote(i) && i > start + 1;
    let close = (start..end).find(|&i| closes(i) && !clause.is_quote(i + 1));
    let after = |close: usize| matches!(clause.word(close + 1), "," | "-" | "—" | "–" | "(");
    close.filter(|&close| after(close)).map_or(end, |close| close + 1)
}

/// ", but", ", while" and the like before a clause of its own.
fn connector(clause: &Clause<'_, '_>, subject: usize, from: usize) -> Option<usize> {
    let mut at = subject;
    let mut conjunction = false;
    while at > from && matches!(clause.before(at), "and" | "but" | "while" | "as" | "though" | "although") {
        at -= 1;
        conjunction = true;
    }
    let comma = at > from && clause.before(at) == ",";
    (comma && (conjunction || clause.is_quote(at.saturating_sub(2)))).then(|| at - 1)
}

fn turns(clause: &Clause<'_, '_>, at: usize) -> bool {
    let turn = matches!(clause.word(at + 1), "but" | "although" | "though" | "while" | "whereas");
    clause.word(at) == "," && turn && !clause.quoted(at) || matches!(clause.word(at), ";") && !clause.quoted(at)
}

/// "told reporters on Friday that": what comes after whom it is told.
fn past_listener(clause: &Clause<'_, '_>, from: usize, end: usize) -> usize {
    const REACH: usize = 14;
    let reach = end.min(from + REACH);
    let opens =
        |i: &usize| matches!(clause.word(*i), "that" | "how" | "whether" | "why" | "to") || clause.opens_quote(*i);
    if let Some(found) = (from..reach).find(opens) {
        return found;
    }
    if let Some(colon) = (from..reach).find(|&i| clause.word(i) == ":") {
        return colon + 1;
    }
    if let Some(clause_start) = (from + 1..reach).find(|&i| SUBJECT_PRONOUNS.contains(&clause.word(i))) {
        return clause_start;
    }
    let mut at = from + 1;
    while at < end && clause.capital(from) && clause.capital(at) {
        at += 1;
    }
    if clause.is_determiner(from) { (at + 1).min(end) } else { at }
}

/// "said on Friday that", "said in a statement: “…”"; nothing where only the adverbial stands there.
fn past_adverbial(clause: &Clause<'_, '_>, from: usize, end: usize) -> Option<usize> {
    const REACH: usize = 18;
    let word = clause.word(from);
    if word == ":" {
        return Some(from + 1);
    }
    let adverbial = clause.is_preposition(from)
        || subject::is_day(word)
        || clause.is_adverb(from)
        || word == ","
        || matches!(word, "earlier" | "last" | "this" | "early" | "late");
    if !adverbial {
        return Some(from);
    }
    let opens = |i: &usize| clause.word(*i) == "that" || clause.opens_quote(*i);
    let reach = end.min(from + REACH);
    let day = (from..reach.min(from + 3)).find(|&i| subject::is_day(clause.word(i))).map(|i| i + 1);
    if let Some(next) = day.filter(|&next| SUBJECT_PRONOUNS.contains(&clause.word(next)) || clause.is_determiner(next))
    {
        return Some(next);
    }
    if let Some(found) = (from..reach).find(opens) {
        return Some(found);
    }
    if let Some(colon) = (from..reach).find(|&i| clause.word(i) == ":") {
        return Some(colon + 1);
    }
    let after_day = (from..reach).find(|&i| subject::is_day(clause.word(i))).map(|i| i + 1);
    let clause_start = after_day.unwrap_or(from + 1);
    let starts = SUBJECT_PRONOUNS.contains(&clause.word(clause_start))
        || clause.is_determiner(clause_start)
        || clause.capital(clause_start);
    (starts && (clause_start + 1..end).any(|i| clause.is_finite(i))).then_some(clause_start)
}

/// The run up to its first comma outside quotation marks.
pub(super) fn to_comma(clause: &Clause<'_, '_>, (start, end): Run) -> Option<Run> {
    let comma = (start..end).find(|&i| clause.word(i) == "," && !clause.quoted(i));
    clause.trim((start, comma.unwrap_or(end)))
}

/// What stands before a subject that ends its sentence: `The pier is safe, Ruiz said`, `“It is safe,” said Ruiz`.
pub(super) fn ahead(clause: &Clause<'_, '_>, subject: usize, floor: usize) -> Option<Run> {
    let before = subject.checked_sub(1)?;
    if clause.word(before) != "," && !clause.is_quote(before) && !matches!(clause.word(before), "—" | "–" | "-") {
        return None;
    }
    let run = clause.trim((floor, subject))?;
    let quotes = (run.0..run.1).any(|i| clause.quoted(i));
    (quotes || is_clause(clause, run)).then_some(run)
}

/// Whether the run holds a verb, and is no mere "On Tuesday".
fn is_clause(clause: &Clause<'_, '_>, (start, end): Run) -> bool {
    let verb = |i: usize| {
        let word = clause.word(i);
        clause.is_finite(i) || word.ends_with("ed") || Verbs::all().get(word).is_some_and(|v| v.forms & form::PAST != 0)
    };
    let subordinate =
        matches!(clause.word(start), "when" | "while" | "as" | "after" | "before" | "although" | "though" | "asked");
    !subordinate && (start..end).any(verb)
}

/// Whether what stands behind a cue is a clause or quotation of its own, and no adverbial.
pub(super) fn is_told(clause: &Clause<'_, '_>, (start, end): Run) -> bool {
    CLAUSE_WORDS.contains(&clause.word(start))
        || (start..end).any(|i| clause.quoted(i))
        || is_clause(clause, (start, end))
}
