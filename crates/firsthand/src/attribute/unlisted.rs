//! Which verbs tell by their place alone, in the languages whose lists are short? What closes a quotation ("«…», —
//! сміється він"), and what stands before a colon and a quotation ("Sahibi gülür: “…”").

use std::ops::Range;

use super::candidates::Candidate;
use super::clause;
use super::turkic::{self, Case};
use crate::lexicon::{List, Match};
use crate::model::{Language, SourceKind};
use crate::reading::{CUES, Sentence};

/// Verbs that close a clause of what was told where verbs stand last: "… olduğunu özetledi", “…” diye takıldı. Passive ones
/// are [`List::Impersonal`].
pub(super) fn last_verbs(sentence: &Sentence<'_>) -> Vec<Match> {
    if !clause::is_verb_final(sentence.language) || sentence.asks() {
        return Vec::new();
    }
    (1..sentence.tokens.len()).filter_map(|at| last_verb(sentence, at)).collect()
}

fn last_verb(sentence: &Sentence<'_>, at: usize) -> Option<Match> {
    let token = &sentence.tokens[at];
    let closes = sentence.tokens.get(at + 1).is_none_or(|t| !t.is_word());
    let known = sentence.is(at, CUES | List::Impersonal.bit() | List::Saw.bit());
    if !token.is_word() || token.capital || sentence.quoted[at] || !closes || known {
        return None;
    }
    // "şikayet etti": a noun may stand before the verb.
    let starts = [at, at - 1].into_iter().filter(|&start| start > 0);
    let opens = |start: usize| told_before(sentence, start).map(|told| (start, told));
    let (start, told) = starts.filter(|&s| s == at || is_light(&token.folded)).find_map(opens)?;
    let passive = turkic::is_passive(&token.folded);
    let list = if passive { List::Impersonal } else { List::Say };
    let fits = match told {
        Told::Quotation => !passive,
        Told::Object => true,
        Told::Subject => passive,
    };
    (fits && turkic::is_finite(&token.folded)).then_some(Match { list, start, end: at + 1, gap: None })
}

/// What stands right before a verb and is told by it.
#[derive(Clone, Copy)]
enum Told {
    Quotation,
    /// "… olduğunu".
    Object,
    /// "… olduğu", before a passive verb.
    Subject,
}

/// Whether all before a verb is a quotation.
pub(super) fn closes_quotation(sentence: &Sentence<'_>, verb: &Match) -> bool {
    let opens = verb.start > 0 && clause::is_verb_final(sentence.language) && clause::is_quote(&sentence.tokens[0]);
    opens && matches!(told_before(sentence, verb.start), Some(Told::Quotation))
}

fn told_before(sentence: &Sentence<'_>, start: usize) -> Option<Told> {
    let before = &sentence.tokens[start - 1];
    let says = matches!(before.folded.as_str(), "diye" | "deyə");
    let quoted = |at: usize| clause::is_quote(&sentence.tokens[at]) && at > 0 && sentence.quoted[at - 1];
    if says && start > 1 && quoted(start - 2) || quoted(start - 1) {
        return Some(Told::Quotation);
    }
    if sentence.quoted[start - 1] || !turkic::is_nominal(sentence, start) {
        return None;
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| before.folded.ends_with(ending));
    match () {
        () if ends(&["ni", "nu", "na", "ne", "nə", "ndan", "nden", "ndən"]) => Some(Told::Object),
        () if ends(&["i", "u"]) => Some(Told::Subject),
        () => None,
    }
}

/// Verbs that a noun makes a verb of telling.
fn is_light(verb: &str) -> bool {
    const STEMS: [&str; 12] = ["et", "ed", "ver", "yap", "koy", "bulun", "çek", "cək", "sur", "getir", "gətir", "cek"];
    STEMS.iter().any(|stem| verb.starts_with(stem))
}

/// The languages that are read so.
pub(super) fn reads(language: Language) -> bool {
    matches!(language, Language::Turkish | Language::Azerbaijani | Language::Ukrainian)
}

/// Verbs right behind the dash after a quotation, before who speaks.
pub(super) fn behind_quotation(sentence: &Sentence<'_>, candidates: &[Candidate], used: &[bool]) -> Vec<Match> {
    if sentence.language != Language::Ukrainian {
        return Vec::new();
    }
    let speaker = |at: usize| {
        sentence.is(at, List::ThirdPerson.bit()) || candidates.iter().any(|c| c.start == at && can_speak(c))
    };
    let closes = |i: usize| {
        let cue = Match { list: List::Say, start: i, end: i + 1, gap: None };
        clause::is_dash(&sentence.tokens[i - 1])
            && (clause::breaks_quotation(sentence, &cue) || i > 1 && !sentence.tokens[i - 2].is_word())
    };
    let fits = |&i: &usize| {
        let token = &sentence.tokens[i];
        let plain = token.is_word() && !token.capital && !used[i] && !sentence.quoted[i] && !sentence.is(i, CUES);
        plain && is_finite(&token.folded) && closes(i) && speaker(i + 1)
    };
    let found = (1..sentence.tokens.len()).filter(fits);
    found.map(|i| Match { list: List::Say, start: i, end: i + 1, gap: None }).collect()
}

fn can_speak(candidate: &Candidate) -> bool {
    !matches!(candidate.kind, SourceKind::Document | SourceKind::WitnessReporter)
}

/// Endings of finite verbs in Ukrainian, folded.
fn is_finite(word: &str) -> bool {
    const ENDINGS: [&str; 14] =
        ["ає", "яє", "ує", "ює", "иться", "ється", "ить", "іть", "ють", "ять", "ла", "ли", "лася", "вся"];
    ENDINGS.iter().any(|ending| word.ends_with(ending)) || word.chars().count() > 3 && word.ends_with('в')
}

/// Who says what stands behind a colon, without a verb that the lists know.
pub(super) struct Said {
    /// Which of the candidates it is; `None` for a name that is none.
    pub(super) index: Option<usize>,
    pub(super) speaker: Candidate,
    /// The words that stand for the verb.
    pub(super) cue: Option<Range<usize>>,
    pub(super) told: Range<usize>,
}

/// Who stands before a colon and a quotation, or alone before a colon as in headlines.
pub(super) fn before_colon(sentence: &Sentence<'_>, candidates: &[Candidate], free: &[bool]) -> Option<Said> {
    if !reads(sentence.language) {
        return None;
    }
    let verb_final = clause::is_verb_final(sentence.language);
    let tokens = &sentence.tokens;
    let colon = (1..tokens.len().saturating_sub(2)).find(|&i| tokens[i].is_mark(':') && !sentence.quoted[i])?;
    let clause = (0..colon).rev().find(|&i| tokens[i].is_mark(';')).map_or(0, |i| i + 1);
    let quotes = clause::is_quote(&tokens[colon + 1]);
    let tells = |i: usize| sentence.is(i, CUES) && !sentence.quoted[i] && !turkic::is_nominal(sentence, i + 1);
    if (clause..colon).any(tells) {
        return None;
    }
    let subject = |c: &Candidate| {
        let plain = !verb_final || turkic::case(sentence, c) == Case::Plain;
        let alone = c.start == clause && c.end == colon && c.named && c.kind != SourceKind::Anonymous;
        let within = c.start >= clause && c.end <= colon;
        plain && within && can_speak(c) && !sentence.quoted[c.start] && (quotes || alone)
    };
    let index = (0..candidates.len()).find(|&c| free[c] && subject(&candidates[c]));
    let index = index.filter(|&c| !turkic::is_in_description(sentence, candidates, &candidates[c])).or(index);
    let named = || named_before(sentence, clause..colon).filter(|_| quotes && index.is_none());
    let speaker = index.map(|c| candidates[c].clone()).or_else(named)?;
    let last = (speaker.end..colon).rev().find(|&i| tokens[i].is_word());
    let short = |last: usize| !verb_final && last < speaker.end + 3;
    let cue = last.map(|last| if short(last) { speaker.end..last + 1 } else { last..last + 1 });
    Some(Said { index, speaker, cue, told: colon + 1..tokens.len() })
}

/// "Karşı apartmanda oturan Nevin Teyze merakta: “…”": a few words with a name in them.
fn named_before(sentence: &Sentence<'_>, range: Range<usize>) -> Option<Candidate> {
    const LONGEST: usize = 8;
    let words = range.clone().all(|i| sentence.tokens[i].is_word());
    let name = |i: &usize| *i > range.start && sentence.tokens[*i].capital;
    let last = range.clone().rev().find(name)?;
    let (named, end) = (true, last + 1);
    let speaker = Candidate { named, ..Candidate::new(range.start, end, SourceKind::Person) };
    (words && range.len() <= LONGEST).then_some(speaker)
}
