//! How does a verb of telling stand in its sentence, and where is what was told? Read for the languages whose file
//! says how a clause of content opens (`[clause] that`).

use std::iter;
use std::ops::Range;

use super::turkic;
use super::unlisted;
use crate::lexicon::{Lexicon, List, Match};
use crate::model::Language;
use crate::reading::{CUES, Sentence};
use crate::text::Token;

/// How a verb of telling stands to what was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "said that …", "said: …": the content begins at this token.
    Opens(usize),
    /// "…, said X": the content ends before this token, and may go on behind the speaker.
    Follows(usize),
    /// The verb stands last, as in Turkish: the content is between the speaker and the verb.
    Last,
    /// "As X said, …": the content is on both sides.
    Inserted,
    /// "X criticised the plan": what the verb governs.
    Governs,
}

/// Whether the rules of this module read the language.
pub(super) fn reads(sentence: &Sentence<'_>) -> bool {
    Lexicon::of(sentence.language).holds(List::That)
}

/// Whether the language puts its verbs last.
pub(super) fn is_verb_final(language: Language) -> bool {
    matches!(language, Language::Turkish | Language::Azerbaijani)
}

pub(super) fn is_quote(token: &Token) -> bool {
    matches!(token.folded.as_str(), "«" | "“" | "„" | "»" | "”" | "\"")
}

pub(super) fn is_dash(token: &Token) -> bool {
    matches!(token.folded.as_str(), "—" | "–" | "-")
}

/// Between a verb and its clause stand a listener, a day, an occasion.
const REACH_OF_CLAUSE: usize = 14;

/// How the verb at `cue` stands.
pub(super) fn form(sentence: &Sentence<'_>, cue: &Match) -> Form {
    if opens_with_as(sentence, cue.start) {
        return Form::Inserted;
    }
    let head = verb_start(sentence, cue.start);
    if follows_quotation(sentence, head) {
        return Form::Follows(head);
    }
    if let Some(start) = opening(sentence, cue) {
        return Form::Opens(start);
    }
    if is_verb_final(sentence.language) {
        return Form::Last;
    }
    let mark = |c: char| head > 0 && sentence.tokens[head - 1].is_mark(c);
    let after_text = mark(',') || mark(')') || head > 0 && is_dash(&sentence.tokens[head - 1]);
    if after_text && is_dash_or_clause(sentence, head) { Form::Follows(head) } else { Form::Governs }
}

/// "Как разъясняет X", "comme l'explique X", "wie X sagte": the word stands where the verb's clause opens.
fn opens_with_as(sentence: &Sentence<'_>, verb: usize) -> bool {
    const REACH: usize = 5;
    let start = (verb.saturating_sub(REACH)..verb).rev().find(|&i| !sentence.tokens[i].is_word()).map_or(0, |i| i + 1);
    let near = start >= verb.saturating_sub(REACH);
    near && sentence.is(start, List::As.bit()) && !sentence.is(start, List::That.bit())
}

/// "In an interview with", "в беседе с": phrases of the list `told` that hold no verb.
pub(super) fn is_occasion(sentence: &Sentence<'_>, cue: &Match) -> bool {
    cue.list == List::Told && sentence.is(cue.start, List::Preposition.bit())
}

/// Whether the verb stands inserted between dashes in a quotation that goes on: «… — говорит X, — …».
pub(super) fn breaks_quotation(sentence: &Sentence<'_>, cue: &Match) -> bool {
    let marks: Vec<&Token> = sentence.tokens[..cue.start].iter().rev().take_while(|t| !t.is_word()).take(3).collect();
    let ends = |t: &&Token| [',', '!', '?', '…'].iter().any(|c| t.is_mark(*c));
    reads(sentence) && marks.len() >= 2 && is_dash(marks[0]) && marks[1..].iter().any(ends)
}

/// A comma that only closes an insertion after the subject has a subject before it; where words stand before the mark,
/// they are what was told.
fn is_dash_or_clause(sentence: &Sentence<'_>, head: usize) -> bool {
    (0..head).any(|i| sentence.tokens[i].is_word())
}

/// Where the verb's phrase begins: adverbs and auxiliaries before it belong to it.
fn verb_start(sentence: &Sentence<'_>, verb: usize) -> usize {
    const LONGEST: usize = 4;
    let light = List::Stop.bit() | List::Adverb.bit() | List::Pronoun.bit() | List::ThirdPerson.bit();
    let belongs = |i: usize| sentence.tokens[i].is_word() && sentence.is(i, light) && !sentence.is(i, CUES);
    let mut start = verb;
    while start > 0 && verb - start < LONGEST && belongs(start - 1) {
        start -= 1;
    }
    // «…», — с поклоном сказал X: one phrase with a preposition may stand between the mark and the verb.
    let phrase = (1..=3).find(|n| {
        start > *n && sentence.is(start - n, List::Preposition.bit()) && !sentence.tokens[start - n - 1].is_word()
    });
    match phrase {
        Some(n) if sentence.tokens[start - n..start].iter().all(Token::is_word) => start - n,
        _ => start,
    }
}

/// Whether a quotation, or a dash after one, ends right before the verb's phrase.
fn follows_quotation(sentence: &Sentence<'_>, head: usize) -> bool {
    let marks = sentence.tokens[..head].iter().rev().take_while(|t| !t.is_word()).take(4);
    let mut marks: Vec<&Token> = marks.collect();
    marks.retain(|t| !t.is_mark(')'));
    // «Компанія "Дністробуд" оголосила»: only the name of the subject ends here.
    let name = sentence.language == Language::Ukrainian && marks.len() == 1 && is_quote(marks[0]);
    if name
        && (head.saturating_sub(5)..head - 1)
            .any(|i| i > 0 && is_quote(&sentence.tokens[i]) && sentence.tokens[i - 1].is_word())
    {
        return false;
    }
    let closes = |t: &&Token| is_quote(t) || t.is_mark('!') || t.is_mark('?') || t.is_mark('…');
    let dialogue = marks.len() >= 2 && is_dash(marks[0]);
    head < sentence.tokens.len() && (marks.iter().any(closes) || dialogue) && !opens_quote(sentence, head)
}

/// Whether the mark right before the token opens a quotation that the token stands in.
fn opens_quote(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.quoted[at] && at > 0 && is_quote(&sentence.tokens[at - 1])
}

/// Where the content opens after the verb: at a colon, or at a word such as "that".
fn opening(sentence: &Sentence<'_>, cue: &Match) -> Option<usize> {
    let limit = sentence.tokens.len().min(cue.end + REACH_OF_CLAUSE);
    let plain_comma = sentence.language == Language::German;
    // The second part of "fügte … hinzu" is no other verb.
    let own = sentence.matches.iter().filter(|m| m.start == cue.start).filter_map(|m| m.gap.map(|(_, b)| (b, m.end)));
    let own: Vec<(usize, usize)> = own.collect();
    for at in cue.end..limit {
        let own_part = own.iter().any(|(start, end)| (*start..*end).contains(&at));
        let token = &sentence.tokens[at];
        if token.is_mark(':') {
            return (at + 1 < sentence.tokens.len()).then_some(at + 1);
        }
        // "points to «a lack of …»": the quotation is the object.
        if at <= cue.end + 1 && is_quote(token) && sentence.quoted.get(at + 1) == Some(&true) && is_long(sentence, at) {
            return Some(at);
        }
        if let Some(that) = sentence.matches.iter().find(|m| m.start == at && m.list == List::That) {
            return (that.start..that.end).find(|&i| sentence.tokens[i].is_word());
        }
        // German tells in the subjunctive without "that": ", die Mole werde schließen".
        if plain_comma && token.is_mark(',') && at + 1 < sentence.tokens.len() {
            return (!has_told(sentence, cue.start, at)).then_some(at + 1);
        }
        if token.is_mark('.') || token.is_mark(';') || is_dash(token) || sentence.is(at, CUES) && !own_part {
            return None;
        }
    }
    None
}

/// "…, sagte ein Informant, der …": a verb behind a comma, and words between it and the next one, tell what stands before
/// them, unless the first comma opened a clause about the subject: "Der Minister, der gestern kam, sagte dem Blatt, …".
fn has_told(sentence: &Sentence<'_>, verb: usize, comma: usize) -> bool {
    let is_comma = |i: usize| sentence.tokens[i].is_mark(',');
    let relative = |i: usize| matches!(sentence.tokens[i].folded.as_str(), "der" | "die" | "das" | "deren" | "dessen");
    let behind = verb > 0 && is_comma(verb - 1);
    let first = (0..verb).find(|&i| is_comma(i)).filter(|&i| i + 1 < verb && relative(i + 1));
    behind && first.is_none() && (verb + 1..comma).any(|i| sentence.tokens[i].is_word())
}

/// Whether the quotation that opens here is more than a name.
fn is_long(sentence: &Sentence<'_>, open: usize) -> bool {
    const FEWEST_WORDS: usize = 3;
    sentence.tokens[open + 1..].iter().take_while(|t| !is_quote(t)).filter(|t| t.is_word()).count() >= FEWEST_WORDS
}

/// Token ranges of what a set phrase leaves: all of the sentence, or what follows it in a clause of its own (", а по
/// данным X, …").
pub(super) fn content_of_phrase(
    sentence: &Sentence<'_>,
    cue: &Match,
    source: Option<&Range<usize>>,
) -> Vec<Range<usize>> {
    let end = sentence.tokens.len();
    let joined = cue.start > 1
        && sentence.is(cue.start - 1, List::Conjunction.bit())
        && sentence.tokens[cue.start - 2].is_mark(',');
    // "За його словами, …": a phrase that opens the sentence leaves all that follows.
    let opens = unlisted::reads(sentence.language)
        && words(sentence, &(0..source.map_or(cue.start, |s| s.start.min(cue.start)))) == 0;
    let behind = source.map_or(cue.end, |s| s.end.max(cue.end));
    let start = if joined {
        cue.end
    } else if opens && behind < end {
        behind
    } else {
        0
    };
    // "Trafik bülteninde … duyuruldu": the phrase stands on both sides.
    if opens && words(sentence, &(behind.min(end)..end)) == 0 && source.is_some_and(|s| s.end < cue.start) {
        return source.map(|s| s.end..cue.start).into_iter().collect();
    }
    iter::once(start..end).collect()
}

/// Token ranges of what the verb at `cue`, whose speaker stands at `source`, tells. Empty where the rules cannot tell.
pub(super) fn content(sentence: &Sentence<'_>, cue: &Match, source: Option<&Range<usize>>) -> Vec<Range<usize>> {
    let end = sentence.tokens.len();
    match form(sentence, cue) {
        Form::Opens(start) => iter::once(start..end).collect(),
        Form::Inserted => {
            let opens = (0..cue.start).rev().find(|&i| !sentence.tokens[i].is_word()).unwrap_or(0);
            vec![0..opens, source.map_or(cue.end, |s| s.end.max(cue.end))..end]
        }
        Form::Follows(head) => {
            let speaker_end = source.map_or(cue.end, |s| s.end.max(cue.end));
            let mut told = vec![told_before(sentence, head)];
            told.extend(told_behind(sentence, &told[0], speaker_end));
            told
        }
        Form::Last => match source {
            Some(s) if s.end <= cue.start => match told_earlier(sentence, s.end..cue.start) {
                Some(end) => iter::once(end..cue.start).collect(),
                None => told_around(sentence, s, cue.start),
            },
            _ => iter::once(0..cue.start).collect(),
        },
        Form::Governs => {
            let from = source.map_or(cue.end, |s| if s.start >= cue.end { s.end } else { cue.end });
            let before = source.filter(|s| s.end < cue.start && words(sentence, &(from..end)) == 0);
            if let Some(s) = before.filter(|_| unlisted::reads(sentence.language)) {
                // "Речниця цієї інформації не підтвердила": what it is about may stand before the verb.
                iter::once(s.end..cue.start).collect()
            } else if words(sentence, &(from..end)) >= 2 {
                iter::once(from..end).collect()
            } else {
                Vec::new()
            }
        }
    }
}

/// What stands between the speaker and a verb at the end, and a quotation before the speaker.
fn told_around(sentence: &Sentence<'_>, speaker: &Range<usize>, verb: usize) -> Vec<Range<usize>> {
    let particle = |i: usize| turkic::is_topic(sentence, i) || turkic::is_some_of(sentence, i);
    let from = (speaker.end..verb).find(|&i| !particle(i)).unwrap_or(verb);
    let before = sentence.quoted[..speaker.start].contains(&true) || words(sentence, &(from..verb)) == 0;
    let between = iter::once(from..verb);
    if before { iter::once(0..speaker.start).chain(between).collect() } else { between.collect() }
}

/// One past the last verb of telling in a stretch before another: what it told is its own.
fn told_earlier(sentence: &Sentence<'_>, mut range: Range<usize>) -> Option<usize> {
    let verb = List::Say.bit() | List::Told.bit() | List::Report.bit() | List::Deny.bit() | List::Confirm.bit();
    let tells = |i: &usize| sentence.is(*i, verb) && !sentence.quoted[*i] && !turkic::is_no_verb_at(sentence, *i);
    range.rfind(tells).map(|i| i + 1)
}

fn words(sentence: &Sentence<'_>, range: &Range<usize>) -> usize {
    sentence.tokens[range.clone()].iter().filter(|t| t.is_word()).count()
}

/// What stands before the verb: the quotation that ends there, or the whole text before it.
fn told_before(sentence: &Sentence<'_>, head: usize) -> Range<usize> {
    let last = (0..head).rev().find(|&i| sentence.tokens[i].is_word() || is_quote(&sentence.tokens[i]));
    let Some(last) = last.filter(|&i| is_quote(&sentence.tokens[i])) else { return 0..head };
    let open = (0..last).rev().find(|&i| !sentence.quoted[i]).unwrap_or(0);
    let text_before = words(sentence, &(0..open)) > 0;
    // «…» X «…» is one quotation with quotations in it where it opens the sentence.
    let opens_sentence = sentence.tokens.first().is_some_and(is_quote);
    if text_before && !opens_sentence { open..last + 1 } else { 0..last + 1 }
}

/// The rest of what was told behind an inserted "said X".
fn told_behind(sentence: &Sentence<'_>, before: &Range<usize>, speaker_end: usize) -> Option<Range<usize>> {
    // "This trend, say experts, will last": so few words before the insertion are no sentence.
    const FEWEST_WORDS_OF_SENTENCE: usize = 5;
    let end = sentence.tokens.len();
    let bracket = sentence.tokens.get(speaker_end).filter(|t| t.is_mark('('));
    let closes = bracket.and_then(|_| (speaker_end..end).find(|&i| sentence.tokens[i].is_mark(')')));
    let behind = closes.map_or(speaker_end, |i| i + 1);
    let first = (behind..end).find(|&i| sentence.tokens[i].is_word())?;
    let marks = &sentence.tokens[behind..first];
    let goes_on_quoted = sentence.quoted[first];
    let dash = marks.iter().any(|t| is_dash(t) || t.is_mark(':'));
    let opens = before.clone().find(|&i| sentence.tokens[i].is_word());
    let unfinished = words(sentence, before) < FEWEST_WORDS_OF_SENTENCE
        || opens.is_some_and(|i| sentence.is(i, List::Conjunction.bit()));
    let comma = marks.iter().any(|t| t.is_mark(',')) && !sentence.tokens[before.clone()].iter().any(is_quote);
    let goes_on = goes_on_quoted || dash || comma && unfinished;
    (goes_on && !marks.is_empty()).then_some(if goes_on_quoted { first - 1..end } else { first..end })
}
