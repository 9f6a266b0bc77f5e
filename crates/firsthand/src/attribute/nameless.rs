//! Clauses that say why somebody has no name, joined to whom they are of.

use super::candidates::Candidate;
use super::clause;
use crate::lexicon::List;
use crate::model::SourceKind;
use crate::reading::Sentence;

/// "Два чиновника, пожелавшие остаться неизвестными", "zwei Beamte, die nicht genannt werden wollen": the clause that
/// withholds a name belongs to whom it is of, and makes them nameless.
pub(super) fn join(sentence: &Sentence<'_>, candidates: &mut Vec<Candidate>) {
    let people = |c: &Candidate| {
        let kind = matches!(c.kind, SourceKind::Person | SourceKind::Collective | SourceKind::Anonymous);
        // "Einen Angestellten des Konzerns Hellbrandt, der …": the name is that of the body.
        let unnamed = !c.named || sentence.is(c.start, List::Indefinite.bit());
        kind && unnamed && !(c.start..c.end).any(|i| withholds(sentence, i))
    };
    let mut at = 0;
    while at < candidates.len() {
        let reach = if people(&candidates[at]) { withheld_clause(sentence, candidates[at].end) } else { None };
        let nameless = candidates.get(at + 1).filter(|next| people(next) && clause::is_verb_final(sentence.language));
        let before = nameless.filter(|next| next.start == candidates[at].end && withholds(sentence, next.start - 1));
        if let Some(start) = before.map(|_| candidates[at].start) {
            candidates.remove(at);
            candidates[at].start = start;
            candidates[at].kind = SourceKind::Anonymous;
        } else if let Some(end) = reach {
            candidates[at].end = end;
            candidates[at].kind = SourceKind::Anonymous;
            while candidates.get(at + 1).is_some_and(|next| next.start < end) {
                candidates.remove(at + 1);
            }
        }
        at += 1;
    }
}

fn withholds(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is(at, List::UnnamedWhy.bit())
        || sentence
            .matches
            .iter()
            .any(|m| m.list == List::Anonymous && m.start <= at && at < m.end && m.end - m.start > 1)
}

/// One past the clause behind `start` that says why no name is given.
fn withheld_clause(sentence: &Sentence<'_>, start: usize) -> Option<usize> {
    const REACH: usize = 6;
    let limit = sentence.tokens.len().min(start + REACH);
    let opens = (start..limit).find(|&i| withholds(sentence, i))?;
    let stops = |i: usize| i > start && !sentence.tokens[i].is_word();
    if (start..opens).any(stops) {
        return None;
    }
    let why = (opens..sentence.tokens.len()).find(|&i| !withholds(sentence, i)).unwrap_or(sentence.tokens.len());
    // "die nicht genannt werden wollen,": a clause set off by commas goes on to the second.
    let comma = sentence.tokens[start].is_mark(',');
    let ends = (why..sentence.tokens.len().min(why + 3)).find(|&i| !sentence.tokens[i].is_word());
    Some(ends.filter(|_| comma).unwrap_or(why))
}
