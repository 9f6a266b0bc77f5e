//! Who says, thinks, wants or shows what in an English sentence? A small grammar over word order: verb groups, their
//! subjects, and what they take. It knows verbs by a table and everything else by function words, so it needs no model.
//!
//! It gives spans only. Who is meant, of what kind, and with which grounds, is resolved by the code that all languages
//! share.

mod clause;
mod contents;
mod heads;
mod subject;
mod verbs;

use crate::model::Attribution;
use crate::reading::Sentence;
use clause::{Clause, POSSESSIVES, Run, SUBJECT_PRONOUNS};
use heads::{Head, Shape};
use verbs::{Class, Verbs, form};

/// Source, cue and content as runs of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// `None` where nobody is named.
    pub(super) source: Option<Run>,
    pub(super) cue: Run,
    pub(super) content: Vec<Run>,
    /// Whether the source tells the content, and does not only hold it.
    pub(super) tells: bool,
}

/// Whether the grammar would have found the credit if it were an attribution: it knows verbs, and no set phrases.
pub(super) fn covers(credit: &Attribution) -> bool {
    matches!(credit.rule, "verb" | "observation")
}

/// Where the words end that name a source: "the Herald, which has seen the letter" is the Herald.
pub(super) fn name_end(sentence: &Sentence<'_>, (start, end): Run) -> usize {
    let clause = Clause { sentence };
    (start + 1..end).find(|&i| clause.opens_aside(i)).unwrap_or(end)
}

/// In tokens: a comma so far behind the last subject parts two verbs, and closes no aside. Chosen by hand.
const ASIDE: usize = 12;

/// The frames of a sentence, in order of their cues. Cost: the tokens, times the cues.
pub(super) fn frames(sentence: &Sentence<'_>) -> Vec<Frame> {
    let clause = Clause { sentence };
    let heads = heads::find(&clause);
    let mut found: Vec<Frame> = Vec::new();
    let mut last: Option<Run> = None;
    for at in 0..heads.len() {
        let frame = match heads[at].shape {
            Shape::Finite => finite(&clause, &heads, at, last),
            Shape::Passive => passive(&clause, &heads, at),
            Shape::Participle => participle(&clause, &heads, at, last),
            Shape::Phrase => according(&clause, &heads, at),
            Shape::Noun => noun(&clause, &heads, at),
        };
        if let Some(frame) = frame {
            if heads[at].shape == Shape::Finite {
                last = frame.source.or(last);
            }
            found.push(frame);
        }
    }
    let opening = found.iter().position(|f| f.cue.0 == 0 && f.source.is_none());
    if let Some(opening) = opening {
        // "Citing the audit, Ruiz said": whoever does what follows.
        found[opening].source = found.iter().skip(opening + 1).find_map(|f| f.source);
    }
    found
}

/// Where the words begin that the subject of a head may take: behind the cue before it. A relative clause belongs to the
/// phrase around it, and its cue is passed over: "inspectors who favour the repair say".
fn floor(clause: &Clause<'_, '_>, heads: &[Head], at: usize) -> usize {
    let relative =
        |head: &&Head| clause::RELATIVES.contains(&clause.before(head.cue.0)) && clause.before(head.cue.0) != "that";
    // "The Herald, which says it has seen the letter, writes": all verbs between the commas are the aside's.
    let closes_aside = clause.before(heads[at].cue.0) == ",";
    let comma_before = |at: usize| (0..at).rev().find(|&i| clause.word(i) == ",");
    let aside = |head: &&Head| closes_aside && comma_before(head.cue.0).is_some_and(|i| clause.opens_aside(i));
    heads[..at].iter().rev().find(|head| !relative(head) && !aside(head)).map_or(0, |head| head.cue.1)
}

fn frame(head: &Head, source: Option<Run>, content: Vec<Run>) -> Option<Frame> {
    let tells = head.class.tells() && head.shape != Shape::Noun && !head.negated;
    (!content.is_empty()).then_some(Frame { source, cue: head.cue, content, tells })
}

fn finite(clause: &Clause<'_, '_>, heads: &[Head], at: usize, last: Option<Run>) -> Option<Frame> {
    let head = &heads[at];
    let (start, end) = head.cue;
    let next = &heads[at + 1..];
    if let Some(source) = inverted(clause, head, heads) {
        let ahead = contents::ahead(clause, start, 0)?;
        let behind = contents::behind(clause, head.class, source.1, next);
        let behind = behind.filter(|&run| has_quotation(clause, run) && has_quotation(clause, ahead));
        return frame(head, Some(source), std::iter::once(ahead).chain(behind).collect());
    }
    let coordinated = matches!(clause.before(start), "and" | "but" | "then" | "or")
        || clause.before(start) == "," && last.is_some_and(|(_, e)| start > e + ASIDE);
    let source = if coordinated { last } else { subject::before(clause, start, floor(clause, heads, at)) };
    let source = source.or_else(|| main_subject(clause, start))?;
    let mut behind = contents::behind(clause, head.class, end, next);
    if clause::RELATIVES.contains(&clause.word(source.0)) && clause.before(source.0) == "," {
        // "Ruiz, who has called the repair a waste, left": a clause that a comma opens ends at the next.
        behind = behind.and_then(|run| contents::to_comma(clause, run));
    }
    let lone = |words: &[&str]| source.1 - source.0 == 1 && words.contains(&clause.word(source.0));
    match head.class {
        Class::Say | Class::Tell | Class::Show => {}
        _ if lone(&["it", "there"]) => return frame(head, None, behind.into_iter().collect()),
        Class::Seem => return frame(head, None, std::iter::once(source).chain(behind).collect()),
        _ if lone(&["that", "this"]) && source.0 == 0 => return None,
        _ => {}
    }
    let shown = head.class == Class::Show && end >= clause.stop();
    let ahead = (shown || matches!(head.class, Class::Say | Class::Tell)) && !coordinated;
    let ahead = if ahead { contents::ahead(clause, source.0, 0) } else { None };
    frame(head, Some(source), around(clause, source, end, ahead, behind))
}

fn has_quotation(clause: &Clause<'_, '_>, (start, end): Run) -> bool {
    (start..end).any(|i| clause.quoted(i))
}

/// What is told, where something stands before the subject, behind the cue, or both.
fn around(clause: &Clause<'_, '_>, source: Run, cue_end: usize, ahead: Option<Run>, behind: Option<Run>) -> Vec<Run> {
    let quotes = |run: Run| has_quotation(clause, run);
    match (ahead, behind) {
        (Some(ahead), Some(behind)) if quotes(ahead) && quotes(behind) => vec![ahead, behind],
        // "In the long run, inspectors say, the pier will close": the telling stands within what is told.
        (_, Some(behind)) if clause.word(cue_end) == "," && clause.before(source.0) == "," && !quotes(behind) => {
            clause.trim((0, source.0)).into_iter().chain([behind]).collect()
        }
        (Some(ahead), Some(behind)) if contents::is_told(clause, behind) && !quotes(ahead) => vec![behind],
        (Some(ahead), _) => vec![ahead],
        (None, behind) => behind.into_iter().collect(),
    }
}

/// Whom an inverted verb of telling has behind it.
fn inverted(clause: &Clause<'_, '_>, head: &Head, heads: &[Head]) -> Option<Run> {
    let (start, end) = head.cue;
    let before = start.checked_sub(1)?;
    let bare = end - start == 1 && matches!(head.class, Class::Say | Class::Tell);
    // "The spokeswoman, Ann Ruiz, told reporters in Tolm": behind a comma whoever follows was told.
    let comma = clause.word(before) == "," && head.class != Class::Tell;
    if !bare || !(clause.is_quote(before) || comma) {
        return None;
    }
    let source = subject::after(clause, end, heads)?;
    let closed = source.1 >= clause.stop()
        || !clause.is_word(source.1)
        || clause.is_preposition(source.1)
        || subject::is_day(clause.word(source.1));
    let verbless =
        !(source.0..source.1).any(|i| clause.is_finite(i)) || (source.0..source.1).any(|i| clause.word(i) == "who");
    (clause.is_quote(before) || closed && verbless).then_some(source)
}

/// The subject of the first verb of the sentence: "Ruiz closed the pier and said".
fn main_subject(clause: &Clause<'_, '_>, before: usize) -> Option<Run> {
    const LONGEST: usize = 12;
    let verb = |i: usize| {
        let word = clause.word(i);
        let past =
            word.len() > 4 && word.ends_with("ed") || Verbs::all().get(word).is_some_and(|v| v.forms & form::PAST != 0);
        clause.is_finite(i) || past && !clause.capital(i)
    };
    let verb = (1..before).find(|&i| verb(i) && !clause.quoted(i)).filter(|&i| i <= LONGEST)?;
    let mut end = verb;
    while end > 1 && clause.is_adverb(end - 1) {
        end -= 1;
    }
    subject::before(clause, end, 0)
}

fn passive(clause: &Clause<'_, '_>, heads: &[Head], at: usize) -> Option<Frame> {
    let head = &heads[at];
    let (start, end) = head.cue;
    let subject = subject::before(clause, start, floor(clause, heads, at));
    if clause.word(end) == "by" {
        let source = subject::after(clause, end + 1, &heads[at + 1..])?;
        let head = Head { cue: (start, end + 1), ..head.clone() };
        return frame(&head, Some(source), subject.into_iter().collect());
    }
    let behind = contents::behind(clause, Class::Judge, end, &heads[at + 1..])?;
    if subject.is_some_and(|(first, last)| last - first == 1 && clause.word(first) == "it") {
        // "It was reported that": the pronoun stands for what follows, and belongs to the cue.
        let head = Head { cue: (subject.map_or(start, |(first, _)| first), end), ..head.clone() };
        return frame(&head, None, vec![behind]);
    }
    frame(head, None, subject.into_iter().chain([behind]).collect())
}

fn participle(clause: &Clause<'_, '_>, heads: &[Head], at: usize, last: Option<Run>) -> Option<Frame> {
    let head = &heads[at];
    let behind = contents::behind(clause, head.class, head.cue.1, &heads[at + 1..])?;
    let start = head.cue.0;
    let noun = noun_before(clause, start).filter(|&(first, _)| first == 0 || !clause.is_preposition(first - 1));
    let source = if start == 0 { None } else { noun.or(last).or_else(|| main_subject(clause, start)) };
    if source.is_none() && start > 0 {
        return None;
    }
    frame(head, source, vec![behind])
}

/// "a letter saying": the noun with its article and adjectives.
fn noun_before(clause: &Clause<'_, '_>, at: usize) -> Option<Run> {
    const LONGEST: usize = 6;
    let mut start = at;
    while start > 0 && at - start < LONGEST {
        let before = start - 1;
        let word = clause.word(before);
        if SUBJECT_PRONOUNS.contains(&word) {
            return None;
        }
        if clause.is_determiner(before) || POSSESSIVES.contains(&word) {
            start = before;
            break;
        }
        if word == "'" && clause.word(start) == "s" || word == "s" && clause.before(before) == "'" {
            start = before;
            continue;
        }
        let known = Verbs::all().get(word).is_some() && !clause.capital(before) && start < at;
        if !clause.is_word(before)
            || clause.is_preposition(before)
            || clause.is_finite(before)
            || known
            || word == "and"
        {
            break;
        }
        start = before;
    }
    (start < at).then_some((start, at))
}

/// "According to the audit, the pier is safe"; "the pier is safe, according to the audit".
fn according(clause: &Clause<'_, '_>, heads: &[Head], at: usize) -> Option<Frame> {
    let head = &heads[at];
    let (start, end) = head.cue;
    let stop = clause.stop();
    let opens = (0..start)
        .all(|i| clause.is_mark(i) || clause.is_adverb(i) || clause.word(i) == "and" || clause.word(i) == "but");
    if opens {
        let comma = (end..stop).find(|&i| clause.word(i) == ",")?;
        let content = clause.trim((comma + 1, stop))?;
        return frame(head, clause.trim((end, comma)), vec![content]);
    }
    let mut limit = stop;
    for i in end + 1..stop {
        let comma = clause.word(i) == "," && !clause.capital(i + 1) && !clause.is_determiner(i + 1);
        if comma || clause.is_quote(i) || matches!(clause.word(i), ";" | "—") {
            limit = i;
            break;
        }
    }
    let content = clause.trim((0, start))?;
    frame(head, clause.trim((end, limit)), vec![content])
}

fn noun(clause: &Clause<'_, '_>, heads: &[Head], at: usize) -> Option<Frame> {
    let head = &heads[at];
    let (start, end) = head.cue;
    let content = contents::behind(clause, Class::Judge, end, &heads[at + 1..])?;
    if POSSESSIVES.contains(&clause.before(start)) {
        return frame(head, Some((start - 1, start)), vec![content]);
    }
    let source = noun_before(clause, start - 2)?;
    let head = Head { cue: (start - 2, end), ..head.clone() };
    frame(&head, Some(source), vec![content])
}
