//! Where does a sentence ascribe something? Finds the verb groups that may: "has repeatedly said", "was accused of".

use super::clause::{BE, CLAUSE_WORDS, Clause, HAVE, MODAL, POSSESSIVES, RELATIVES, Run, SUBJECT_PRONOUNS};
use super::verbs::{Class, Sense, Verb, Verbs, form};

/// How the verb stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// With a subject of its own.
    Finite,
    /// "was accused": the subject is what is told.
    Passive,
    /// "saying that": the subject is that of the clause around it.
    Participle,
    /// "according to".
    Phrase,
    /// "his claim that": who claims is the possessor.
    Noun,
}

/// A cue that may be one.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// The words of the cue: auxiliaries and adverbs, the verb, its particles.
    pub(super) cue: Run,
    pub(super) class: Class,
    pub(super) shape: Shape,
    /// "has not said": what is not said makes nobody a source.
    pub(super) negated: bool,
}

/// The cues outside quotation marks, in order.
pub(super) fn find(clause: &Clause<'_, '_>) -> Vec<Head> {
    let mut found: Vec<Head> = Vec::new();
    for at in 0..clause.len() {
        if clause.quoted(at) || found.last().is_some_and(|h| at < h.cue.1) {
            continue;
        }
        let head = phrase(clause, at).or_else(|| verb(clause, at)).or_else(|| noun(clause, at));
        found.extend(head);
    }
    found
}

fn phrase(clause: &Clause<'_, '_>, at: usize) -> Option<Head> {
    let here = clause.word(at) == "according" && clause.word(at + 1) == "to";
    here.then_some(Head { cue: (at, at + 2), class: Class::Say, shape: Shape::Phrase, negated: false })
}

/// "His claim that", "Ruiz's attacks on".
fn noun(clause: &Clause<'_, '_>, at: usize) -> Option<Head> {
    let needed = Verbs::all().noun(clause.word(at))?;
    let start = at.checked_sub(1)?;
    let possessive = POSSESSIVES.contains(&clause.word(start));
    let genitive = clause.word(start) == "s" && start > 0 && clause.word(start - 1) == "'";
    if !possessive && !genitive {
        return None;
    }
    let next = clause.word(at + 1);
    let follows = match needed.first() {
        Some(particle) => next == particle,
        None => matches!(next, "that" | "to" | "of" | "about" | "on" | "for" | "with"),
    };
    let end = if next == "that" || next == "to" && needed.is_empty() { at + 1 } else { at + 2 };
    follows.then_some(Head { cue: (at, end), class: Class::Judge, shape: Shape::Noun, negated: false })
}

/// The words before a verb that belong to it.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "auxiliaries combine freely")]
struct Group {
    start: usize,
    be: bool,
    have: bool,
    modal: bool,
    to: bool,
    negated: bool,
}

fn group(clause: &Clause<'_, '_>, at: usize) -> Group {
    let mut group = Group { start: at, ..Group::default() };
    loop {
        if let Some((start, word)) = clause.auxiliary_before(group.start) {
            group.be |= BE.contains(&word);
            group.have |= HAVE.contains(&word);
            group.modal |= MODAL.contains(&word);
            group.to |= word == "to";
            group.negated |= start + 2 < group.start;
            group.start = start;
        } else if group.start > 0 && clause.is_adverb(group.start - 1) && !clause.quoted(group.start - 1) {
            group.start -= 1;
        } else {
            return group;
        }
    }
}

fn verb(clause: &Clause<'_, '_>, at: usize) -> Option<Head> {
    let verb = Verbs::all().get(clause.word(at))?;
    if clause.capital(at) && at > 0 && !clause.is_title() {
        return None;
    }
    let group = group(clause, at);
    let bare = !(group.be || group.have || group.modal || group.to);
    let is = |bit: u8| verb.forms & bit != 0;
    let shape = if group.to {
        return None;
    } else if group.be && is(form::PARTICIPLE) {
        Shape::Passive
    } else if group.be && is(form::ING) || group.have && is(form::PARTICIPLE) || group.modal && is(form::BASE) {
        Shape::Finite
    } else if bare && is(form::ING) {
        Shape::Participle
    } else if bare && (is(form::PAST) || has_subject(clause, verb, group.start)) {
        Shape::Finite
    } else {
        return None;
    };
    if bare && shape == Shape::Finite && !may_be_finite(clause, group.start, at) {
        return None;
    }
    if shape == Shape::Participle && !may_be_participle(clause, group.start) {
        return None;
    }
    let (class, end) = sense(clause, verb, shape, at)?;
    // What somebody would think is not what they think.
    if group.modal && !group.negated && matches!(class, Class::Think | Class::Like) {
        return None;
    }
    // An adverb that opens the sentence is no part of the verb.
    let start = if bare && group.start == 0 { at } else { group.start };
    let negated = (group.start..at).any(|i| matches!(clause.word(i), "not" | "never" | "t" | "cannot"));
    Some(Head { cue: (start, end), class, shape, negated })
}

/// Forms that are nouns as well need a subject that agrees.
fn has_subject(clause: &Clause<'_, '_>, verb: &Verb, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else { return false };
    let word = clause.word(before);
    let closes = clause.is_quote(before) || word == "," || word == ")";
    let ends_in_s = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
    if verb.forms & form::THIRD != 0 {
        let plural = ends_in_s && !clause.capital(before);
        let name = clause.capital(before) && clause.is_word(before);
        // "a spokesman says" and not "water rules": an article tells that the noun before ends its phrase.
        let noun = clause.is_word(before) && (2..=4).any(|back| back <= start && opens_phrase(clause, start - back));
        return matches!(word, "he" | "she" | "it" | "who" | "which" | "that") || closes || name || noun && !plural;
    }
    let pronoun = matches!(word, "they" | "we" | "i" | "you" | "who" | "which" | "that");
    verb.forms & form::BASE != 0 && (pronoun || ends_in_s || PLURALS.contains(&word))
}

fn opens_phrase(clause: &Clause<'_, '_>, at: usize) -> bool {
    clause.is_determiner(at) || POSSESSIVES.contains(&clause.word(at)) || clause.word(at) == "s"
}

const PLURALS: [&str; 16] = [
    "people", "men", "women", "police", "some", "many", "most", "others", "both", "few", "all", "media", "staff",
    "children", "data", "voters",
];

fn may_be_finite(clause: &Clause<'_, '_>, start: usize, at: usize) -> bool {
    let Some(before) = start.checked_sub(1) else { return true };
    let word = clause.word(before);
    let noun_follows = clause.is_determiner(before) || POSSESSIVES.contains(&word) || clause.is_preposition(before);
    let genitive = word == "s" && before > 0 && clause.word(before - 1) == "'";
    let agent = agent_follows(clause, at);
    let again_a_verb = clause.is_finite(at + 1);
    let stands_alone = RELATIVES.contains(&word) || PLURALS.contains(&word);
    !(noun_follows && !stands_alone || genitive || agent || again_a_verb)
}

/// "posted by", "posted a day later by", "printed on Monday by": the word is a participle, and who did it follows.
fn agent_follows(clause: &Clause<'_, '_>, at: usize) -> bool {
    const LONGEST_TIME: usize = 3;
    const TIMES: [&str; 8] = ["later", "earlier", "ago", "week", "month", "year", "yesterday", "online"];
    let time = |i: usize| TIMES.contains(&clause.word(i)) || super::subject::is_day(clause.word(i));
    clause.word(at + 1) == "by" || (at + 1..=at + LONGEST_TIME).any(|last| time(last) && clause.word(last + 1) == "by")
}

/// "saying" after a comma, after its noun, or after "by" and the like; not "the saying", not "of running".
fn may_be_participle(clause: &Clause<'_, '_>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else { return true };
    let word = clause.word(before);
    let genitive = word == "s" && before > 0 && clause.word(before - 1) == "'";
    let preposition = clause.is_preposition(before) && !matches!(word, "by" | "after" | "before" | "without" | "for");
    !(clause.is_determiner(before) || POSSESSIVES.contains(&word) || preposition || genitive)
}

/// Which of its uses the verb has here, by what follows; and where the cue ends.
fn sense(clause: &Clause<'_, '_>, verb: &Verb, shape: Shape, at: usize) -> Option<(Class, usize)> {
    let fits = |s: &&Sense| s.particles.iter().enumerate().all(|(i, p)| clause.word(at + 1 + i) == p);
    let passive = shape == Shape::Passive;
    let of_voice = verb.senses.iter().filter(|s| (s.class == Class::Held) == passive);
    let longest = of_voice.clone().filter(fits).map(|s| s.particles.len()).max()?;
    let end = at + 1 + longest;
    let next = next_word(clause, end);
    if passive {
        let of = matches!(clause.word(end), "of" | "as" | "for");
        return Some((Class::Held, if of { end + 1 } else { end }));
    }
    let uses = of_voice.filter(fits).filter(|s| s.particles.len() == longest);
    let fit = uses.filter(|s| follows(clause, s, next, shape)).min_by_key(|s| rank(s.class))?;
    Some((fit.class, end))
}

/// Where several uses fit, who tells is told before who holds.
fn rank(class: Class) -> u8 {
    class as u8
}

/// The next word but for adverbs.
fn next_word(clause: &Clause<'_, '_>, mut at: usize) -> usize {
    while clause.is_adverb(at) {
        at += 1;
    }
    at
}

/// How far a clause without "that" has its verb behind its start.
const REACH_OF_BARE_CLAUSE: usize = 12;

fn follows(clause: &Clause<'_, '_>, sense: &Sense, next: usize, shape: Shape) -> bool {
    let word = clause.word(next);
    let opens_clause = CLAUSE_WORDS.contains(&word) || clause.opens_quote(next);
    let bare_clause = || {
        let starts = SUBJECT_PRONOUNS.contains(&word) || clause.is_determiner(next) || clause.is_word(next);
        let reach = next + 1..clause.len().min(next + REACH_OF_BARE_CLAUSE);
        starts && reach.take_while(|&i| !clause.is_mark(i)).any(|i| clause.is_finite(i))
    };
    let object = clause.is_word(next) && !clause.is_preposition(next) && word != "to" && !is_conjunction(word)
        || clause.opens_quote(next);
    match sense.class {
        Class::Say => says(clause, next, shape) && (word != "by"),
        Class::Tell => object && word != "not",
        // "…, an engineer has found": what is shown may stand before.
        Class::Show => opens_clause || shape == Shape::Finite && (object || next >= clause.stop()) || bare_clause(),
        Class::Think => {
            opens_clause && word != "who" || SUBJECT_PRONOUNS.contains(&word) || bare_clause() || word == "to"
        }
        Class::Want => word == "to" || word == "not" && clause.word(next + 1) == "to",
        Class::Judge => !sense.particles.is_empty() && clause.is_word(next) || object,
        Class::Like => object && shape == Shape::Finite,
        Class::Seem => {
            matches!(word, "to" | "that" | "likely" | "unlikely" | "as" | "set")
                || clause.before(next).starts_with("seem") && clause.is_word(next)
        }
        Class::Held => false,
    }
}

/// A verb of telling takes what follows, whatever it is, or stands behind what is told.
fn says(clause: &Clause<'_, '_>, next: usize, shape: Shape) -> bool {
    let word = clause.word(next);
    if is_conjunction(word) {
        return false;
    }
    let told_before = (0..next).any(|i| clause.quoted(i)) || clause.word(next.saturating_sub(1)) != word;
    let follows = clause.is_word(next) || clause.opens_quote(next) || matches!(word, ":" | ",");
    follows || shape == Shape::Finite && told_before
}

fn is_conjunction(word: &str) -> bool {
    matches!(word, "and" | "or" | "but" | "as" | "than" | "because" | "while" | "so")
}
