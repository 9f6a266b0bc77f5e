//! Which words describe a source beside its name? A case ending behind an apostrophe, a clause with a participle before
//! it ("konteyner kentte yaşayan Zeliha Toprak"), a relative clause behind it ("лікарка, яка просила …, розповіла").

use super::candidates::{Candidate, ending_end};
use super::clause;
use super::turkic::{self, Case};
use crate::lexicon::List;
use crate::model::{Language, Place, SourceKind};
use crate::reading::{CUES, Sentence};

/// The place of a candidate with all that describes it; names stay as they are.
pub(super) fn place(sentence: &Sentence<'_>, candidates: &[Candidate], candidate: &Candidate) -> Place {
    match sentence.language {
        Language::Turkish | Language::Azerbaijani => {
            // "Ovanın Sesi gazetesinin … kaynaklardan": an outlet is a source by itself.
            let outlets = candidates.iter().filter(|c| c.kind == SourceKind::Outlet && c.end <= candidate.start);
            let owners = outlets.filter(|c| turkic::case(sentence, c) == Case::Genitive);
            let floor = owners.map(|c| c.end).max().unwrap_or(0);
            let start = start(sentence, candidate.start).max(floor);
            let end = ending_end(sentence, candidate.end);
            sentence.place(start, end + usize::from(turkic::is_some_of(sentence, end)))
        }
        Language::Ukrainian => sentence.place(candidate.start, relative_end(sentence, candidate.end)),
        _ => sentence.place(candidate.start, candidate.end),
    }
}

/// A clause before its noun is no longer; chosen by hand.
const LONGEST_CLAUSE: usize = 8;

/// Where the description before a phrase begins: owners in the genitive, and clauses that end in a participle.
pub(super) fn start(sentence: &Sentence<'_>, phrase: usize) -> usize {
    let mut start = phrase;
    for _ in 0..3 {
        let before = owner(sentence, start).or_else(|| clause_before(sentence, start));
        let Some(before) = before else { break };
        start = before;
    }
    start
}

fn word<'a>(sentence: &'a Sentence<'_>, at: Option<usize>) -> Option<&'a str> {
    let at = at?;
    let free = sentence.tokens[at].is_word() && !sentence.quoted[at] && !sentence.is(at, CUES);
    free.then(|| sentence.tokens[at].folded.as_str())
}

/// "Akkent'in pasörü", "oyunun başrolündeki": the first word of an owner in the genitive, with at most one noun between.
fn owner(sentence: &Sentence<'_>, phrase: usize) -> Option<usize> {
    let between = word(sentence, phrase.checked_sub(1))?;
    let noun = !sentence.tokens[phrase - 1].capital && ["i", "u", "ki"].iter().any(|e| between.ends_with(e));
    let plain = !sentence.is(phrase - 1, List::Adverb.bit() | List::Conjunction.bit() | List::Stop.bit());
    let at = if noun && plain { phrase - 1 } else { phrase };
    let last = at.checked_sub(1)?;
    let genitive = word(sentence, Some(last))?;
    let parted = last > 1 && sentence.tokens[last - 1].is_mark('\'') && ["in", "un", "nin", "nun"].contains(&genitive);
    if parted {
        let capital = |i: &usize| sentence.tokens[*i].capital;
        return (0..last - 1).rev().take_while(capital).last();
    }
    let whole = !sentence.tokens[last].capital || last == 0 || at < phrase;
    (whole && ["nin", "nun"].iter().any(|e| genitive.ends_with(e)) && genitive.chars().count() > 4).then_some(last)
}

/// The start of the clause that a participle right before the phrase ends.
fn clause_before(sentence: &Sentence<'_>, phrase: usize) -> Option<usize> {
    let last = phrase.checked_sub(1)?;
    let participle = word(sentence, Some(last))?;
    let ends = |endings: &[&str]| endings.iter().any(|e| participle.ends_with(e));
    let ablative = ends(&["dan", "den", "dən", "tan", "ten"]) && !matches!(participle, "eden" | "edən" | "gedən");
    let plain = sentence.tokens[last].capital || sentence.is(last, List::Adverb.bit() | List::Conjunction.bit());
    if !ends(&["an", "en", "ən", "mis", "mus"]) || ablative || plain || participle.chars().count() < 4 {
        return None;
    }
    let mark = (0..last).rev().find(|&i| !sentence.tokens[i].is_word() && !sentence.tokens[i].is_mark('\''));
    let opens = mark.map_or(0, |i| i + 1);
    let light = List::Conjunction.bit() | List::Adverb.bit() | List::Hedge.bit();
    let opens = (opens..last).find(|&i| !sentence.is(i, light)).unwrap_or(opens);
    let telling = (opens..last).any(|i| sentence.is(i, CUES));
    (opens < last && last - opens <= LONGEST_CLAUSE && !telling).then_some(opens)
}

/// One past the relative clause behind a phrase: up to the comma that closes it.
fn relative_end(sentence: &Sentence<'_>, end: usize) -> usize {
    const LONGEST: usize = 14;
    let comma = sentence.tokens.get(end).is_some_and(|t| t.is_mark(','));
    let word = sentence.tokens.get(end + 1).map_or("", |t| t.folded.as_str());
    if !comma || !["якии", "яка", "яке", "які", "котрии", "котра", "котрі"].contains(&word)
    {
        return end;
    }
    let limit = sentence.tokens.len().min(end + LONGEST);
    let closes = |i: &usize| {
        sentence.tokens[*i].is_mark(',') || sentence.tokens[*i].is_mark('.') || clause::is_dash(&sentence.tokens[*i])
    };
    let telling = |to: &usize| !(end..*to).any(|i| sentence.is(i, CUES | List::Read.bit()));
    (end + 2..limit).find(closes).filter(telling).unwrap_or(end)
}
