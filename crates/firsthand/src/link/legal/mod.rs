//! Does a claim accuse, and what do the texts state about proceedings, of whom, and what is said against it? Only the
//! phrases of the language files speak; loaded words never raise a status, and `unknown` is the default (safeguards,
//! rule 5).

mod article;
mod owed;
mod reply;
mod status;
mod who;

pub(crate) use owed::owed_by_case;
pub(super) use reply::replies;
pub(super) use status::statements;

use self::article::Sentence;
use super::mentions::Core;
use super::sources::Report;
use super::units::{Line, Unit};
use crate::lexicon::{CaseList, Cases, List};
use crate::model::{Accusation, Place, Role};

/// A status is read only where the text is about the claim: in the title, the lead and the sentence after.
const HEAD_LINES: usize = 3;
/// A claim accuses when so large a share of its reports use words of accusation at the head.
const ACCUSING_SHARE: f32 = 0.5;

/// Whether a claim accuses: words of accusation or of proceedings stand at the head of most of its reports.
pub(super) fn accuses<'a>(units: impl Iterator<Item = &'a Unit>) -> bool {
    let words = |l: &Line| l.has(List::Accuse) || status::LADDER.iter().any(|(list, _)| l.has(*list));
    let (mut all, mut accusing) = (0, 0);
    for unit in units {
        all += 1;
        accusing += usize::from(unit.lines.iter().take(HEAD_LINES).any(words));
    }
    accusing as f32 >= ACCUSING_SHARE * all as f32
}

/// What the claim accuses of, in the words of its reports; `None` where it does not accuse.
pub(super) fn accusation(reports: &[Report<'_>], core: &Core) -> Option<Accusation> {
    if !core.accuses {
        return None;
    }
    let mut found = Accusation::default();
    for report in reports {
        let no = report.unit.document;
        let head = report.unit.lines.iter().filter(|l| l.role != Role::Credit).take(HEAD_LINES);
        let sentences: Vec<Sentence> = head.map(|line| Sentence::of(report.document, line)).collect();
        found.conduct.extend(sentences.iter().find_map(conduct).map(|place| (no, place)));
        found.by.extend(sentences.iter().find_map(|s| credited(report, s)).map(|place| (no, place)));
        found.groups.extend(sentences.iter().find_map(group).map(|place| (no, place)));
        found.jurisdiction = found.jurisdiction.or_else(|| Some((no, sentences.iter().find_map(jurisdiction)?)));
    }
    Some(found)
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
    let own =
        |report: &Report<'_>| report.document.published.earliest.map(|t| t.to_string().chars().take(10).collect());
    let parent = reports[number].copied_from.first().filter(|&&parent| parent < number);
    parent.map_or_else(|| own(&reports[number]), |&parent| day(reports, parent))
}
