//! Whom does a sentence accuse? Resolution within one article, by what stands nearest; nothing is kept beyond it, and a
//! found name is a place in the text and never an identity (safeguards, rule 1).

use std::ops::Range;

use super::super::sources::Report;
use super::article::{Run, Sentence};
use crate::lexicon::{CaseList, List};
use crate::model::{Force, Language, Part, Place, Role, SourceKind};
use crate::text::Inflection;

/// So many tokens a phrase of accusation may stand from the name that it takes; chosen by hand.
const REACH: usize = 9;
/// Within one article "Ali" and "Alinin" are taken for one.
const FORMS: Inflection = Inflection { shortest_stem: 3, longest_ending: 4 };
/// What weighs for a name that a phrase takes, and against one that speaks; chosen by hand on the cases.
const TAKEN: f32 = 2.5;
const SPEAKING: f32 = 4.0;
/// Before the name of where something is.
const PLACES: [&str; 11] = ["in", "at", "near", "from", "в", "во", "из", "у", "en", "aus", "bei"];

/// The names that an article has, and how much speaks for each as the one accused.
pub(super) struct Names {
    known: Vec<Name>,
}

struct Name {
    /// Skeletons of its words.
    words: Vec<String>,
    /// Where it stands first, in full.
    place: Place,
    times: usize,
    weight: f32,
    /// Whether it stands beside a word for an office, or is credited.
    speaks: bool,
}

impl Names {
    /// Reads the sentences of an article. `stated` are the phrases of accusation and status in each.
    pub(super) fn of(report: &Report<'_>, sentences: &[Sentence], stated: &[Vec<Range<usize>>]) -> Self {
        let mut names = Self { known: Vec::new() };
        let bodies = bodies(sentences);
        for sentence in sentences.iter().filter(|s| s.part == Part::Text || !has_text(sentences)) {
            for run in sentence.runs().iter().filter(|run| counts(run, sentence, &bodies)) {
                names.note(report, run, sentence);
            }
        }
        for (sentence, phrases) in sentences.iter().zip(stated) {
            for phrase in phrases {
                for (at, score) in names.scored(report, sentence, phrase) {
                    names.known[at.1].weight += score;
                }
            }
        }
        names
    }

    fn note(&mut self, report: &Report<'_>, run: &Run, sentence: &Sentence) {
        let speaks = holds_office(sentence, &run.range) || speaks(report, sentence, &run.range);
        match self.known.iter_mut().find(|name| FORMS.is_form(&run.words, &name.words)) {
            Some(name) => {
                name.times += 1;
                name.speaks |= speaks;
            }
            None if run.words.len() > 1 => {
                let place = sentence.place(run.range.clone());
                self.known.push(Name { words: run.words.clone(), place, times: 1, weight: 0.0, speaks });
            }
            None => {}
        }
    }

    /// Who is meant by a phrase of accusation in a sentence: a name in it, else the one that the article accuses most.
    pub(super) fn accused(&self, report: &Report<'_>, sentence: &Sentence, phrase: &Range<usize>) -> Option<Place> {
        let here = self.scored(report, sentence, phrase);
        let best = here.into_iter().filter(|(_, score)| *score > 0.0).max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some(((range, _), _)) = best {
            return Some(sentence.place(range));
        }
        described(sentence, phrase)
            .filter(|_| sentence.role == Role::Title)
            .or_else(|| self.foremost())
            .or_else(|| described(sentence, phrase))
    }

    /// The name that the article accuses most; where no phrase tells, the one of those who do not speak that it names most.
    pub(super) fn foremost(&self) -> Option<Place> {
        let accused = self.known.iter().filter(|name| name.weight > 0.0);
        let heaviest = accused.reduce(|best, name| if name.weight > best.weight { name } else { best });
        let silent = self.known.iter().filter(|name| name.times > 1 && !name.speaks);
        let told = || silent.reduce(|best, name| if name.times > best.times { name } else { best });
        heaviest.or_else(told).map(|name| name.place)
    }

    /// Names in the sentence with how much speaks for each.
    fn scored(
        &self,
        report: &Report<'_>,
        sentence: &Sentence,
        phrase: &Range<usize>,
    ) -> Vec<((Range<usize>, usize), f32)> {
        let mut found = Vec::new();
        for run in sentence.runs() {
            let Some(at) = self.known.iter().position(|name| FORMS.is_form(&run.words, &name.words)) else { continue };
            let taken = is_taken(sentence, &run.range, phrase);
            let speaks = !taken && speaks(report, sentence, &run.range);
            let score = score(sentence, &run.range, phrase)
                + self.known[at].times.min(4) as f32 * 0.3
                + f32::from(u8::from(taken)) * TAKEN
                - f32::from(u8::from(speaks)) * SPEAKING;
            found.push(((run.range.clone(), at), score));
        }
        found
    }
}

fn has_text(sentences: &[Sentence]) -> bool {
    sentences.iter().any(|s| s.part == Part::Text)
}

/// Words that stand in the names of bodies anywhere in the article.
fn bodies(sentences: &[Sentence]) -> Vec<String> {
    let runs = sentences.iter().filter(|s| !s.is_shouted()).flat_map(Sentence::runs);
    let mut words: Vec<String> = runs.filter(|run| run.is_body).flat_map(|run| run.words).collect();
    words.sort_unstable();
    words
}

fn counts(run: &Run, sentence: &Sentence, bodies: &[String]) -> bool {
    let opens = run.range.start == 0 && run.words.len() == 1;
    let german = sentence.language == Language::German && run.words.len() == 1;
    let shouted = run.range.clone().all(|i| sentence.tokens[i].capitals) && run.range.start == 0;
    !run.is_body && !opens && !german && !shouted && !run.words.iter().all(|w| bodies.binary_search(w).is_ok())
}

/// How a name stands to a phrase of accusation.
fn score(sentence: &Sentence, name: &Range<usize>, phrase: &Range<usize>) -> f32 {
    let distance =
        if name.end <= phrase.start { phrase.start - name.end } else { name.start.saturating_sub(phrase.end) };
    let subject = if name.end <= phrase.start { 1.5 } else { 0.5 };
    let aged = (name.end..name.end + 3)
        .any(|i| sentence.tokens.get(i).is_some_and(|t| t.folded.parse::<u8>().is_ok_and(|n| n > 9)));
    let office = holds_office(sentence, name);
    let place = name.start > 0 && PLACES.contains(&sentence.tokens[name.start - 1].folded.as_str());
    subject - distance as f32 * 0.1 + f32::from(u8::from(aged))
        - f32::from(u8::from(office)) * 2.0
        - f32::from(u8::from(place)) * 2.5
}

/// Whether a phrase that takes the accused stands right before the name, or right behind it.
fn is_taken(sentence: &Sentence, name: &Range<usize>, phrase: &Range<usize>) -> bool {
    let taken = |range: &Range<usize>| range.end <= name.start && name.start - range.end < REACH && near(range, phrase);
    let followed = |range: &Range<usize>| range.start >= name.end && range.start - name.end <= 3 && near(range, phrase);
    sentence.cases(CaseList::Against).iter().any(taken) || sentence.cases(CaseList::Before).iter().any(followed)
}

fn near(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start.max(b.start).saturating_sub(a.end.min(b.end)) <= REACH
}

/// Whether a word for an office stands right before the name, or behind a comma after it.
pub(super) fn holds_office(sentence: &Sentence, name: &Range<usize>) -> bool {
    let beside = |office: &Range<usize>| {
        (office.end <= name.start && name.start - office.end <= 1)
            || (office.start > name.end && office.start - name.end <= 3 && sentence.tokens[name.end].is_mark(','))
    };
    let private = sentence.cases(CaseList::Private).iter().any(beside);
    !private && sentence.cases(CaseList::Office).iter().any(beside)
}

/// Whether the name is credited with what the sentence says.
fn speaks(report: &Report<'_>, sentence: &Sentence, name: &Range<usize>) -> bool {
    let place = sentence.place(name.clone());
    let credited = report.attributions.iter().filter(|a| a.force == Force::Tells && !a.cue.is_empty());
    let people = credited.filter(|a| matches!(a.source_kind, SourceKind::Person | SourceKind::Institution));
    people
        .flat_map(|a| &a.source)
        .any(|s| s.part == place.part && s.span.start < place.span.end && place.span.start < s.span.end)
}

/// "Clinic buyer CONVICTED", "the procurement manager … was charged": the words before the phrase that name a role.
fn described(sentence: &Sentence, phrase: &Range<usize>) -> Option<Place> {
    const LONGEST: usize = 10;
    let skips =
        |i: usize| sentence.is(i, List::Stop.bit() | List::Determiner.bit() | List::Hedge.bit() | List::Pronoun.bit());
    let mut end = phrase.start;
    while end > 0 && skips(end - 1) {
        end -= 1;
    }
    let breaks = |i: &usize| {
        !sentence.tokens[*i].is_word() && !sentence.tokens[*i].is_mark('\'') && !sentence.tokens[*i].is_mark('’')
    };
    let from = (0..end).rev().find(breaks).map_or(0, |i| i + 1);
    let start = (from..end).find(|&i| !skips(i)).filter(|&start| end - start <= LONGEST)?;
    Some(sentence.place(start..end))
}
