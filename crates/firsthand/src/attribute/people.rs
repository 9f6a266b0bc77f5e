//! Who is meant by "Torkul", "the mayor", "she", "the website"? Resolution within one article, by what stands nearest; nothing is
//! kept beyond the article, and what is not clear stays unknown.

use std::collections::{BTreeMap, BTreeSet};

use super::candidates::Candidate;
use super::clause;
use crate::lexicon::{Concepts, Lexicon, List};
use crate::model::{Attribution, Force, Language, OutletNo, SourceKind};
use crate::outlets::address_label;
use crate::reading::Sentence;
use crate::text::{name_key, skeleton};

/// Names and roles that the article has given so far.
#[derive(Default)]
pub(super) struct People {
    /// Skeleton of a last name → the fullest name.
    by_last_name: BTreeMap<String, String>,
    /// Skeleton of a role ("mayor") → the name that stood with it.
    by_role: BTreeMap<String, String>,
    /// Who spoke last, and as what kind; somebody nameless by the words that the article has for them.
    last: Option<(String, SourceKind)>,
    /// The body named last, and for whom a spokesperson's last name speaks.
    last_body: Option<String>,
    speaks_for: BTreeMap<String, String>,
    /// The outlet named last: of the pile, or by its words alone.
    last_outlet: Option<(Option<OutletNo>, String)>,
    /// Keys of the first words of names in quotation marks that are of bodies and things, not of outlets.
    bodies: BTreeSet<String>,
}

impl People {
    /// Notes a full name: two capitalised words or more.
    pub(super) fn learn(&mut self, sentence: &Sentence<'_>, start: usize, end: usize) {
        let name = sentence.place(start, end).span.of(sentence.text).to_owned();
        let last = skeleton(&sentence.tokens[end - 1].folded);
        self.by_last_name.entry(last).or_insert_with(|| name.clone());
        // "Fidan Hanım", "Олена": people are called by their first names there.
        if matches!(sentence.language, Language::Turkish | Language::Azerbaijani | Language::Ukrainian) {
            let first = skeleton(&sentence.tokens[start].folded);
            self.by_last_name.entry(first).or_insert(name);
        }
    }

    /// Notes the first word of a name in quotation marks that something other than an outlet bears.
    pub(super) fn learn_body(&mut self, folded: &str) {
        self.bodies.extend(name_key(folded));
    }

    /// Whether a name in quotation marks that begins so is known to be no outlet's, in whatever case form.
    pub(super) fn is_body(&self, folded: &str) -> bool {
        name_key(folded).is_some_and(|key| self.bodies.contains(&key))
    }

    /// Whether a single capitalised word is a last name seen before, in whatever case form.
    pub(super) fn knows(&self, folded: &str) -> bool {
        self.full_name(folded).is_some()
    }

    /// Finds out whom the candidate means in this article. Returns whether it can be a source at all: "the website"
    /// means the outlet named last, and nobody where none was.
    pub(super) fn resolve(&mut self, sentence: &Sentence<'_>, candidate: &mut Candidate) -> bool {
        if candidate.is_pronoun(sentence) {
            self.resolve_pronoun(sentence, candidate);
            return true;
        }
        if candidate.kind == SourceKind::Outlet {
            return self.resolve_outlet(sentence, candidate);
        }
        if candidate.kind == SourceKind::Person && self.speaks_for_body(sentence, candidate) {
            return true;
        }
        if candidate.kind == SourceKind::Institution {
            self.last_body = Some(sentence.place(candidate.start, candidate.end).span.of(sentence.text).to_owned());
        }
        candidate.name = self.name_of(sentence, candidate);
        candidate.named |= candidate.name.is_some();
        true
    }

    /// "I" and "we" stay whoever speaks; he, she and they are who spoke last.
    fn resolve_pronoun(&self, sentence: &Sentence<'_>, candidate: &mut Candidate) {
        let last = self.last().filter(|_| sentence.is(candidate.start, List::ThirdPerson.bit()));
        if let Some((name, kind)) = last {
            let named = kind != SourceKind::Anonymous;
            (candidate.name, candidate.kind, candidate.named) = (Some(name.to_owned()), kind, named);
        }
    }

    /// One body is one source, its spokespeople included: "spokeswoman Henrike Osswin", and "Osswin" after that, are
    /// the body that the article named before.
    fn speaks_for_body(&mut self, sentence: &Sentence<'_>, candidate: &mut Candidate) -> bool {
        let range = candidate.start..candidate.end;
        let words = range.clone().map(|i| &sentence.tokens[i]);
        let last = words.clone().rev().find(|t| t.is_word() && t.capital).map(|t| skeleton(&t.folded));
        let spokesperson =
            words.into_iter().any(|t| Concepts::all().is_one_of(&t.folded, sentence.language, &["spokesperson"]));
        let own_body = range.into_iter().any(|i| sentence.is(i, List::Institution.bit()));
        let body = match (&last, spokesperson) {
            (Some(last), false) => self.speaks_for.get(last).cloned(),
            (_, true) if own_body => {
                Some(sentence.place(candidate.start, candidate.end).span.of(sentence.text).to_owned())
            }
            (_, true) => self.last_body.clone(),
            (None, false) => None,
        };
        let Some(body) = body else { return false };
        if let Some(last) = last {
            self.speaks_for.insert(last, body.clone());
        }
        candidate.kind = SourceKind::Institution;
        candidate.name = Some(body);
        candidate.named = true;
        true
    }

    fn resolve_outlet(&mut self, sentence: &Sentence<'_>, candidate: &mut Candidate) -> bool {
        let range = candidate.start..candidate.end;
        let named = candidate.outlet.is_some() || range.clone().any(|i| names_outlet(sentence, i, candidate.start));
        if named {
            let words = sentence.place(candidate.start, candidate.end).span.of(sentence.text).to_owned();
            self.last_outlet = Some((candidate.outlet, words));
            candidate.named = true;
            return true;
        }
        if range.clone().any(|i| sentence.is(i, List::OwnOutlet.bit())) {
            return false;
        }
        if sentence.is(candidate.start, List::Indefinite.bit()) {
            return true;
        }
        if is_cited_anew(sentence, candidate) {
            return true;
        }
        let Some((outlet, name)) = self.last_outlet.clone() else { return false };
        candidate.outlet = outlet;
        candidate.named = true;
        candidate.name = Some(name);
        outlet.is_none() || outlet != sentence.own
    }

    /// The fullest wording that the candidate resolves to; `None` where its own words say all there is.
    fn name_of(&mut self, sentence: &Sentence<'_>, candidate: &Candidate) -> Option<String> {
        if candidate.kind != SourceKind::Person {
            return None;
        }
        let words = &sentence.tokens[candidate.start..candidate.end];
        let last = words.iter().rev().find(|t| t.is_word() && t.capital);
        let named = last.and_then(|t| self.full_name(&t.folded));
        let role = (candidate.start..candidate.end).find(|&i| sentence.is(i, List::Person.bit()));
        let role = role.map(|i| skeleton(&sentence.tokens[i].folded));
        match (named, role) {
            (Some(name), Some(role)) => {
                self.by_role.entry(role).or_insert_with(|| name.clone());
                Some(name)
            }
            (Some(name), None) => Some(name),
            (None, Some(role)) => self.by_role.get(&role).cloned(),
            (None, None) => None,
        }
    }

    /// Remembers who can be meant by a pronoun in the next sentence: who spoke first in this one, with a name or without,
    /// else who was named last.
    pub(super) fn heard(&mut self, sentence: &Sentence<'_>, candidates: &[Candidate], spoken: &[Attribution]) {
        let can_speak = |kind: SourceKind| matches!(kind, SourceKind::Person | SourceKind::Institution);
        let words = |c: &Candidate| sentence.place(c.start, c.end);
        let by_name = |c: &Candidate| Some((c.name.clone()?, c.kind)).filter(|(_, kind)| can_speak(*kind));
        let nameless = |c: &Candidate| {
            let name = || words(c).span.of(sentence.text).to_owned();
            (c.kind == SourceKind::Anonymous).then(|| (c.name.clone().unwrap_or_else(name), c.kind))
        };
        let speaker = |a: &Attribution| {
            let of = |c: &Candidate| {
                by_name(c).filter(|(name, _)| a.name.as_ref() == Some(name) && can_speak(a.source_kind))
            };
            let same = |c: &Candidate| {
                nameless(c).filter(|_| a.source.first().is_some_and(|s| s.span.overlaps(words(c).span)))
            };
            candidates.iter().find_map(|c| of(c).or_else(|| same(c)))
        };
        let tells = |a: &&Attribution| a.force == Force::Tells && !a.cue.is_empty();
        let spoke = spoken.iter().filter(tells).find_map(speaker);
        let meant = spoke.or_else(|| candidates.iter().rev().find_map(by_name));
        self.last = meant.or(self.last.take());
    }

    /// Whom a pronoun means here, as far as the order of the text tells.
    pub(super) fn last(&self) -> Option<(&str, SourceKind)> {
        self.last.as_ref().map(|(name, kind)| (name.as_str(), *kind))
    }

    fn full_name(&self, folded: &str) -> Option<String> {
        const LONGEST_ENDING: usize = 3;
        // The stem must be long enough to be a name.
        const SHORTEST_STEM: usize = 4;
        let word = skeleton(folded);
        if let Some(name) = self.by_last_name.get(&word) {
            return Some(name.clone());
        }
        // Case endings: "Хесбералу" means "Хесберал".
        let near = self.by_last_name.iter().find(|(last, _)| {
            let stem = last.trim_end_matches(['a', 'o', 'e', 'i']);
            stem.chars().count() >= SHORTEST_STEM
                && word.strip_prefix(stem).is_some_and(|rest| rest.chars().count() <= LONGEST_ENDING)
        });
        near.map(|(_, name)| name.clone())
    }
}

/// "Со ссылкой на телеграм-канал", "Telegram kanalına istinadən": where no article tells, an outlet cited by its kind
/// alone is one not named yet.
fn is_cited_anew(sentence: &Sentence<'_>, candidate: &Candidate) -> bool {
    let articles = !Lexicon::of(sentence.language).holds(List::Adjective) && !clause::is_verb_final(sentence.language);
    let before = candidate.start > 0 && sentence.is(candidate.start - 1, List::RelayThenSource.bit());
    // "Lovber.info adlı internet sitesine": the name stands right before its noun.
    let named = candidate.start > 0
        && (sentence.mentions.iter().any(|m| m.end == candidate.start)
            || address_label(&sentence.tokens[candidate.start - 1].folded).is_some());
    clause::reads(sentence)
        && !articles
        && !named
        && (before || sentence.is(candidate.end, List::SourceThenRelay.bit()))
}

/// Whether the token gives the outlet's own name: an address, a name in quotation marks, a capitalised word that is
/// no noun for outlets and does not merely open the sentence.
fn names_outlet(sentence: &Sentence<'_>, at: usize, start: usize) -> bool {
    let token = &sentence.tokens[at];
    let opens_sentence = at == start && (0..at).all(|i| !sentence.tokens[i].is_word());
    // "Ostvik Gazetesi": the noun is written large too, so it is part of a name.
    let noun_large = |i: usize| sentence.is(i, List::Outlet.bit()) && sentence.tokens[i].capital;
    let opens_sentence = opens_sentence && !(clause::reads(sentence) && noun_large(at + 1));
    let nouns = List::Outlet.bit() | List::Determiner.bit();
    let name = token.capital && !sentence.is(at, nouns) && !opens_sentence;
    address_label(&token.folded).is_some() || name && (token.kind == crate::text::Kind::Word)
}
