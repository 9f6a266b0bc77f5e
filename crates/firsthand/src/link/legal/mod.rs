//! Does a claim accuse, and what do the texts state about proceedings, of whom, and what is said against it? Only the
//! phrases of the language files speak; loaded words never raise a status, and `unknown` is the default (safeguards,
//! rule 5).

mod article;
mod owed;
mod reply;
mod status;
mod who;

use self::article::Sentence;
use super::mentions::Core;
use super::sources::Report;
use super::units::{Line, Unit};
use crate::lexicon::{CaseList, Cases, List};
use crate::model::{Accusation, LegalStatement, Place, Reply, Role};
pub(crate) use owed::owed_by_case;

/// A status is read only where the text is about the claim: in the title, the lead and the sentence after.
const HEAD_LINES: usize = 3;
/// A claim accuses when so large a share of its reports use words of accusation at the head.
const ACCUSING_SHARE: f32 = 0.5;
/// Steps of proceedings are rarer and say more: two reports and so large a share of all are enough. Chosen by hand.
const PROCEEDING_SHARE: f32 = 0.25;

/// Whether a claim accuses: words of accusation or of proceedings stand at the head of most of its reports, or
/// steps of proceedings at that of some.
pub(super) fn accuses<'a>(units: impl Iterator<Item = &'a Unit>) -> bool {
    let steps = |l: &Line| l.lists & List::PROCEEDINGS != 0;
    let words = |l: &Line| l.has(List::Accuse) || steps(l);
    let (mut all, mut accusing, mut proceeding) = (0, 0, 0);
    for unit in units {
        let mut head = unit.lines.iter().take(HEAD_LINES);
        all += 1;
        accusing += usize::from(head.clone().any(words));
        proceeding += usize::from(head.any(steps));
    }
    let share = |count: usize| count as f32 / all as f32;
    all > 0 && (share(accusing) >= ACCUSING_SHARE || proceeding > 1 && share(proceeding) >= PROCEEDING_SHARE)
}

/// What the reports of an accusing claim say of the case.
#[derive(Default)]
pub(super) struct Case {
    /// What it accuses of; `None` where the claim does not accuse.
    pub(super) accusation: Option<Accusation>,
    pub(super) statements: Vec<LegalStatement>,
    pub(super) replies: Vec<Reply>,
}

impl Case {
    /// Nothing of a claim that does not accuse. Cost: one look at each sentence of its reports.
    pub(super) fn of(reports: &[Report<'_>], core: &Core) -> Self {
        if !core.accuses {
            return Self::default();
        }
        let sentence = |report: &Report<'_>, line: &Line| Sentence::of(report.document, line);
        let sentences = |report: &Report<'_>| report.unit.lines.iter().map(|line| sentence(report, line)).collect();
        let sentences: Vec<Vec<Sentence>> = reports.iter().map(sentences).collect();
        Self {
            accusation: Some(accusation(reports, &sentences)),
            statements: status::statements(reports, &sentences),
            replies: reply::replies(reports, &sentences, core),
        }
    }
}

/// What the claim accuses of, in the words of its reports.
fn accusation(reports: &[Report<'_>], sentences: &[Vec<Sentence>]) -> Accusation {
    let mut found = Accusation::default();
    for (report, sentences) in reports.iter().zip(sentences) {
        let no = report.unit.document;
        let head = || sentences.iter().filter(|s| s.role != Role::Credit).take(HEAD_LINES);
        found.conduct.extend(head().find_map(conduct).map(|place| (no, place)));
        found.by.extend(head().find_map(|s| credited(report, s)).map(|place| (no, place)));
        found.groups.extend(head().find_map(group).map(|place| (no, place)));
        found.jurisdiction = found.jurisdiction.or_else(|| Some((no, head().find_map(jurisdiction)?)));
    }
    found
}

/// What was stated last, and goes furthest of what was stated then.
fn newest(statements: &[LegalStatement]) -> Option<&LegalStatement> {
    statements.iter().max_by(|a, b| a.as_of.cmp(&b.as_of).then(a.status.cmp(&b.status)))
}

fn conduct(sentence: &Sentence) -> Option<Place> {
    let words = sentence.matches.iter().find(|m| m.list == List::Accuse)?;
    Some(sentence.place(words.start..words.end))
}

fn group(sentence: &Sentence) -> Option<Place> {
    let named = sentence.cases(CaseList::Group).into_iter().next()?;
    Some(sentence.place(named))
}

/// The words for a court or authority, with the capitalised words before them.
fn jurisdiction(sentence: &Sentence) -> Option<Place> {
    let courts = sentence.cases(CaseList::Court).into_iter().chain(sentence.cases(CaseList::Official));
    let mut range = courts.min_by_key(|range| range.start)?;
    while range.start > 0 && sentence.tokens[range.start - 1].capital && sentence.tokens[range.start - 1].is_word() {
        range.start -= 1;
    }
    Some(sentence.place(range))
}

/// Whom the sentence credits.
fn credited(report: &Report<'_>, sentence: &Sentence) -> Option<Place> {
    let here = report.attributions.iter().filter(|a| a.sentence == sentence.whole);
    here.filter(|a| !a.cue.is_empty()).find_map(|a| a.source.first().copied())
}

/// Whether a sentence names a court or an official body.
fn names_official(sentence: &Sentence) -> bool {
    let cases = Cases::of(sentence.language);
    cases.has(CaseList::Court, &sentence.tokens) || cases.has(CaseList::Official, &sentence.tokens)
}

/// The day of a report, `YYYY-MM-DD`; of a copy, that of what it was copied from.
fn day(reports: &[Report<'_>], number: usize) -> Option<String> {
    let parent = reports[number].copied_from.first().filter(|&&parent| parent < number);
    parent.map_or_else(|| reports[number].document.published.day(), |&parent| day(reports, parent))
}
