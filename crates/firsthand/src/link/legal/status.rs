//! What does a text state about proceedings, of whom, and as of when?

use std::ops::Range;

use super::super::sources::Report;
use super::article::Sentence;
use super::who::Names;
use super::{HEAD_LINES, credited, day, names_official, newest};
use crate::lexicon::{CaseList, List};
use crate::model::{LegalStatement, LegalStatus};

/// The ladder: which list of phrases states which status. Later steps say more, and the first that a sentence states
/// of somebody is taken from the end.
pub(super) const LADDER: [(List, LegalStatus); 9] = [
    (List::Overturned, LegalStatus::Overturned),
    (List::Acquitted, LegalStatus::Acquitted),
    (List::Dropped, LegalStatus::Dropped),
    (List::Convicted, LegalStatus::Convicted),
    (List::OnTrial, LegalStatus::OnTrial),
    (List::Charged, LegalStatus::Charged),
    (List::Detained, LegalStatus::Detained),
    (List::UnderInvestigation, LegalStatus::UnderInvestigation),
    (List::Accuse, LegalStatus::Alleged),
];

/// "has not been charged": so many tokens a negation stands before what it takes back.
const NEGATION_REACH: usize = 3;

/// The statuses that each report of an accusing claim states. `sentences` are theirs.
pub(super) fn statements(reports: &[Report<'_>], sentences: &[Vec<Sentence>]) -> Vec<LegalStatement> {
    let mut found: Vec<LegalStatement> = Vec::new();
    for (number, (report, sentences)) in reports.iter().zip(sentences).enumerate() {
        let day = day(reports, number);
        found.extend(of_report(report, sentences).into_iter().map(|s| LegalStatement { as_of: day.clone(), ..s }));
    }
    // Words of accusation alone are talk of a deed; a case begins where some report states a step of proceedings.
    if found.iter().all(|s| s.status <= LegalStatus::Alleged) {
        return Vec::new();
    }
    mark_stale(&mut found);
    found
}

/// What a later day has otherwise is a status of its day and no other.
fn mark_stale(found: &mut [LegalStatement]) {
    let Some(newest) = newest(found).cloned() else { return };
    for statement in found.iter_mut() {
        statement.stale = statement.as_of < newest.as_of && statement.status != newest.status;
    }
}

/// A phrase that states something, in tokens of its sentence.
struct Stated {
    status: LegalStatus,
    range: Range<usize>,
}

fn of_report(report: &Report<'_>, sentences: &[Sentence]) -> Vec<LegalStatement> {
    let stated: Vec<Vec<Stated>> = sentences.iter().map(stated).collect();
    let ranges: Vec<Vec<Range<usize>>> =
        stated.iter().map(|phrases| phrases.iter().map(|p| p.range.clone()).collect()).collect();
    let names = Names::of(report, sentences, &ranges);
    let mut found: Vec<LegalStatement> = Vec::new();
    for (at, sentence) in sentences.iter().enumerate().take(HEAD_LINES) {
        for statement in of_sentence(report, sentence, &stated[at], &names) {
            let status = settled(statement.status, &sentences[at..]);
            let statement = LegalStatement { status, ..statement };
            match found.iter_mut().find(|s| s.status == status) {
                // The text names whom the headline only describes.
                Some(headline) if headline.place.part != statement.place.part => *headline = statement,
                Some(_) => {}
                None => found.push(statement),
            }
        }
    }
    // What is alleged is said by every step above it.
    if found.len() > 1 {
        found.retain(|s| s.status != LegalStatus::Alleged);
    }
    found
}

/// Of each of those whom a sentence states something of, what goes furthest.
fn of_sentence(report: &Report<'_>, sentence: &Sentence, stated: &[Stated], names: &Names) -> Vec<LegalStatement> {
    let mut found: Vec<LegalStatement> = Vec::new();
    for phrase in stated {
        let who = names.accused(report, sentence, &phrase.range);
        let statement = LegalStatement {
            document: report.unit.document,
            who,
            by: credited(report, sentence),
            status: phrase.status,
            as_of: None,
            stale: false,
            official: names_official(sentence),
            place: sentence.whole,
        };
        let rank = |status: LegalStatus| LADDER.iter().position(|(_, s)| *s == status);
        match found.iter_mut().find(|s| s.who == who) {
            Some(lower) if rank(lower.status) > rank(phrase.status) => *lower = statement,
            Some(_) => {}
            None => found.push(statement),
        }
    }
    found
}

/// The phrases of a sentence that state a status; what only might be, or is taken back, states none.
fn stated(sentence: &Sentence) -> Vec<Stated> {
    if sentence.asks {
        return Vec::new();
    }
    let unless = sentence.cases(CaseList::Unless);
    let mut found = Vec::new();
    for m in &sentence.matches {
        let Some((_, status)) = LADDER.iter().find(|(list, _)| *list == m.list) else { continue };
        let only_might_be = unless.iter().any(|range| range.start < m.end && m.start < range.end);
        let ends = matches!(status, LegalStatus::Dropped | LegalStatus::Acquitted | LegalStatus::Overturned);
        let before = m.start.saturating_sub(NEGATION_REACH)..m.start;
        let negated = !ends && before.into_iter().any(|i| sentence.is(i, List::Negation.bit()));
        if !only_might_be && !negated {
            found.push(Stated { status: *status, range: m.start..m.end });
        }
    }
    found
}

/// Whether a verdict can still be appealed, or not any more, as this sentence or the two after say.
fn settled(status: LegalStatus, sentences: &[Sentence]) -> LegalStatus {
    if status != LegalStatus::Convicted {
        return status;
    }
    let says = |list: CaseList| sentences.iter().take(HEAD_LINES).any(|s| !s.cases(list).is_empty());
    if says(CaseList::AppealOpen) {
        LegalStatus::ConvictedAppealOpen
    } else if says(CaseList::Final) {
        LegalStatus::ConvictedFinal
    } else {
        status
    }
}
