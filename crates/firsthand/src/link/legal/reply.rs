//! What does the other side say, and was it asked? As the reports have it; what nobody reports was not said here.

use super::super::mentions::Core;
use super::super::sources::Report;
use super::article::{Run, Sentence};
use crate::lexicon::{CaseList, List};
use crate::model::{Attribution, Force, Language, Place, Reply, ReplyKind, Role, SourceKind};

/// More replies of one report than this say the same again; chosen by hand.
const REPLIES_OF_REPORT: usize = 4;

/// The replies that the reports of an accusing claim carry, in their order. `sentences` are theirs.
pub(super) fn replies(reports: &[Report<'_>], sentences: &[Vec<Sentence>], core: &Core) -> Vec<Reply> {
    reports.iter().zip(sentences).flat_map(|(report, sentences)| of_report(report, sentences, core)).collect()
}

fn of_report(report: &Report<'_>, sentences: &[Sentence], core: &Core) -> Vec<Reply> {
    let lines = report.unit.lines.iter().zip(sentences);
    let mut found: Vec<Reply> = Vec::new();
    for (line, sentence) in lines.filter(|(l, _)| !matches!(l.role, Role::Credit | Role::Question)) {
        let about = core.share(&line.features) > 0.0;
        let Some((kind, who)) = kind(report, sentence, about) else { continue };
        // An interview denies all the way through; its first denial stands for them.
        let again = |r: &Reply| r.kind == ReplyKind::Denial && line.role == Role::Answer;
        if kind == ReplyKind::Denial && found.iter().any(again) {
            continue;
        }
        found.push(Reply { document: report.unit.document, who, kind, place: sentence.whole });
    }
    // A denial says more than that somebody was asked.
    found.sort_by_key(|reply| reply.kind);
    found.truncate(REPLIES_OF_REPORT);
    found.sort_by_key(|reply| reply.place);
    found
}

fn kind(report: &Report<'_>, sentence: &Sentence, about: bool) -> Option<(ReplyKind, Option<Place>)> {
    let speaker = speaker(report, sentence).or_else(|| answers(report, sentence));
    let open = sentence.matches.iter().any(|m| m.list == List::Open);
    let in_answer = sentence.role == Role::Answer && about && sentence.matches.iter().any(|m| m.list == List::Deny);
    let denies = in_answer || !sentence.cases(CaseList::Denies).is_empty();
    if !open && denies && (about || speaker.is_some()) {
        return Some((ReplyKind::Denial, speaker.or_else(|| first_name(sentence))));
    }
    if let Some(sought) = sentence.cases(CaseList::Sought).into_iter().next() {
        let before =
            sentence.runs().into_iter().rev().find(|run| run.range.end <= sought.start && names(run, sentence));
        let who = before.map(|run| sentence.place(run.range));
        return Some((ReplyKind::Sought, who.or_else(|| first_name(sentence))));
    }
    None
}

/// Who says what the sentence says, where it is a person or a body.
fn speaker(report: &Report<'_>, sentence: &Sentence) -> Option<Place> {
    let human = |a: &&Attribution| {
        matches!(a.source_kind, SourceKind::Person | SourceKind::Institution) && a.force == Force::Tells
    };
    let here = report.attributions.iter().filter(|a| a.sentence == sentence.whole).filter(human);
    here.into_iter().find_map(|a| a.source.first().copied())
}

/// In an interview, whoever is asked.
fn answers(report: &Report<'_>, sentence: &Sentence) -> Option<Place> {
    let named = |a: &&Attribution| a.source_kind == SourceKind::Person && a.named;
    let asked = report.attributions.iter().find(named).filter(|_| sentence.role == Role::Answer)?;
    asked.source.first().copied()
}

fn first_name(sentence: &Sentence) -> Option<Place> {
    let run = sentence.runs().into_iter().find(|run| names(run, sentence))?;
    let opens = |i: usize| sentence.is(i, List::Person.bit());
    let start = if run.range.start > 0 && opens(run.range.start - 1) { run.range.start - 1 } else { run.range.start };
    Some(sentence.place(start..run.range.end))
}

/// Whether a run can be somebody's name: no body, no single word that a sentence or German writes large anyway.
fn names(run: &Run, sentence: &Sentence) -> bool {
    let alone = run.words.len() == 1;
    !run.is_body && !(alone && (run.range.start == 0 || sentence.language == Language::German))
}
