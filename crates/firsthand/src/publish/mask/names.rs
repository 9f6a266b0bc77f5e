//! Which words of a pile are names? Those of people that the findings know, and every capitalised word that could be
//! one: nothing says which of them name people, and a witness need not be a source.

use std::collections::BTreeSet;
use std::ops::{Deref, Range};
use std::rc::Rc;

use super::chunks;
use super::doubt::{Reading, is_title_case};
use super::keep::Keep;
use super::known::{Known, is_ending};
use super::stems::{Stems, stem};
use crate::lexicon::{CaseList, Cases, Lexicon, List};
use crate::model::{Claim, Document, DocumentNo, Findings, Hop, Language, Part, Place, SourceKind, Span};
use crate::text::{Kind, Token, fold, skeleton, tokens};

/// Words between the capitals of one name: "Ana de Souza", "Elnur Ali oğlu".
const PARTICLES: [&str; 18] = [
    "de", "da", "do", "dos", "di", "del", "la", "van", "von", "der", "den", "bin", "ibn", "al", "el", "oglu", "kizi",
    "qizi",
];

/// "von der", "de la".
const MOST_PARTICLES: usize = 2;

/// German writes every noun with a capital; a noun shows itself by the word before it somewhere in the pile.
const BEFORE_GERMAN_NOUNS: [&str; 36] = [
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "kein", "keine",
    "keinen", "im", "am", "zum", "zur", "vom", "beim", "ins", "ans", "diese", "dieser", "dieses", "diesem", "diesen",
    "jede", "jeder", "alle", "ihre", "seine", "viele", "mehrere", "pro",
];

/// Endings that only common nouns have.
const GERMAN_NOUN_ENDINGS: [&str; 9] = ["ung", "ungen", "heit", "keit", "schaft", "tion", "tionen", "tat", "ismus"];

/// What is known of the words of a pile, and what of it may stand all the same.
#[derive(Clone)]
pub(super) struct Names {
    keep: Rc<Keep>,
    words: Rc<Words>,
}

impl Deref for Names {
    type Target = Words;

    fn deref(&self) -> &Words {
        &self.words
    }
}

/// What is known of the words of a pile.
#[derive(Default)]
pub(super) struct Words {
    /// Stems of people's names in the findings: masked wherever they stand, in an outlet's name too.
    credited: Stems,
    /// Stems of words that look like names and are never written small: masked wherever they stand.
    lookalikes: Stems,
    /// Stems of words that stand in names and are also common words: masked where they are written large.
    double: Stems,
    /// Stems of words that are written small somewhere, and of German common nouns.
    common: BTreeSet<String>,
    /// Outlets' names, word by word.
    outlets: Vec<Vec<String>>,
    /// Outlets that are called by their address, by its skeleton.
    hosts: BTreeSet<String>,
}

impl Names {
    /// Reads the whole pile; nothing may stand. Cost: linear.
    pub(super) fn of(findings: &Findings) -> Self {
        Self { keep: Rc::default(), words: Rc::new(Words::of(findings)) }
    }

    /// The same words where who speaks for a body or in an office stands in a claim, and so do `unmasked` names.
    pub(super) fn published(&self, findings: &Findings, claim: &Claim, unmasked: &[String]) -> Self {
        let keep = Keep::of(findings, claim, self, unmasked);
        Self { keep: Rc::new(keep), words: Rc::clone(&self.words) }
    }

    /// The ranges of a text that hold names, in order.
    pub(super) fn ranges(&self, text: &str, language: Language, is_title: bool) -> Vec<Span> {
        let tokens = tokens(text, 0);
        let kinds = self.kinds(text, &tokens, language);
        let in_runs = runs(text, &tokens, &kinds, language, is_title);
        let stands = self.standing(&tokens, language);
        let mut found = chunks::leads(text, &tokens, |address| self.is_outlets(address));
        for (at, token) in tokens.iter().enumerate().filter(|&(at, token)| token.kind == Kind::Word && !stands[at]) {
            let word = token.span.of(text);
            let is_name = self.credited.find(word, token.capital)
                || is_handle(text, token)
                || is_of_no_case(word)
                || (kinds[at] != Word::Outlet
                    && (in_runs[at]
                        || self.lookalikes.find_word(word, token.capital)
                        || self.is_double(&kinds, at, word)));
            if is_name {
                found.push(token.span);
            }
        }
        chunks::joined(found)
    }

    /// Whether an address without a path is that of an outlet.
    fn is_outlets(&self, address: &str) -> bool {
        !address.contains(['@', '/', '_']) && self.hosts.contains(&skeleton(address)) && !self.within(address)
    }

    /// Whether each token stands in a name that may be seen: the longest run of capitalised words around it does.
    fn standing(&self, tokens: &[Token], language: Language) -> Vec<bool> {
        let mut stands = vec![false; tokens.len()];
        if self.keep.is_empty() {
            return stands;
        }
        let roles = roles(tokens, language);
        let mut at = 0;
        while at < tokens.len() {
            let end = (at..tokens.len()).find(|&i| !tokens[i].capital).unwrap_or(tokens.len());
            if end > at {
                self.mark_standing(tokens, &roles, at..end, language, &mut stands);
            }
            at = end.max(at + 1);
        }
        stands
    }

    /// A role or a starter before a name is no part of it: the whole run, or what is left of it, may stand.
    fn mark_standing(
        &self,
        tokens: &[Token],
        roles: &[bool],
        run: Range<usize>,
        language: Language,
        stands: &mut [bool],
    ) {
        let named = |i: &usize| !roles[*i];
        let words =
            |start: usize| (start..run.end).filter(named).map(|i| skeleton(&tokens[i].folded)).collect::<Vec<_>>();
        let whole = |start: usize| (start..run.end).map(|i| skeleton(&tokens[i].folded)).collect::<Vec<_>>();
        let known = |i: usize| {
            let (word, known) = (&tokens[i].folded, Known::all());
            known.is_body(word, language) || known.is_place(word, language) || known.starts_sentences(word, language)
        };
        for start in run
            .clone()
            .filter(|&start| (run.start..start).all(|i| known(i) || roles[i] || self.is_common(&tokens[i].folded)))
        {
            if self.keep.stands(&words(start)) || self.keep.stands(&whole(start)) {
                stands[start..run.end].fill(true);
                (run.start..start).filter(|&i| roles[i]).for_each(|i| stands[i] = true);
                return;
            }
        }
        self.mark_bodies(tokens, run, stands);
    }

    /// "Ulaştırma Bakanlığı Liman Kanunu'na": two bodies side by side.
    fn mark_bodies(&self, tokens: &[Token], run: Range<usize>, stands: &mut [bool]) {
        let words: Vec<String> = run.clone().map(|i| skeleton(&tokens[i].folded)).collect();
        let mut at = 0;
        while at < words.len() {
            let end = (at + 1..=words.len()).rev().find(|&end| self.keep.is_body(&words[at..end]));
            if let Some(end) = end {
                stands[run.start + at..run.start + end].fill(true);
            }
            at = end.unwrap_or(at + 1);
        }
    }

    /// Whether an address, an id or a path holds a name.
    pub(super) fn within(&self, address: &str) -> bool {
        let plain = percent_decoded(address);
        let withheld = |word: &str| {
            !self.keep.stands(&[skeleton(word)]) && (self.credited.find(word, true) || self.lookalikes.find(word, true))
        };
        plain.split(|c: char| !c.is_alphanumeric()).any(withheld)
    }

    /// Sentences of a document that name somebody who speaks and may be named.
    pub(super) fn voices(&self, no: DocumentNo) -> &[Place] {
        self.keep.voices(no)
    }

    /// Whether words hold a name that may be seen.
    pub(super) fn lets_stand(&self, words: &str) -> bool {
        self.standing(&tokens(words, 0), Language::Other).contains(&true)
    }

    /// Words of an artefact that are a form of a person's name in the findings. Short stems begin too many words of ours
    /// to be looked for in any spelling; where they are words of a text, the text was masked before.
    pub(super) fn left_in(&self, artefact: &str) -> Vec<String> {
        const SHORTEST: usize = 5;
        let plain = percent_decoded(artefact);
        let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|w| skeleton(w).chars().count() >= SHORTEST);
        let withheld = |word: &&str| {
            word.starts_with(char::is_uppercase)
                && self.credited.find(word, true)
                && !self.is_common(word)
                && !self.keep.stands(&[skeleton(word)])
        };
        let mut left: Vec<String> = words.filter(withheld).map(str::to_owned).collect();
        left.sort_unstable();
        left.dedup();
        left
    }
}

impl Words {
    fn of(findings: &Findings) -> Self {
        let mut words = Self { outlets: outlets(findings), hosts: hosts(findings), ..Self::default() };
        for document in &findings.documents {
            words.learn_common(&document.title, document.language);
            words.learn_common(&document.text, document.language);
        }
        words.learn_credited(findings);
        for document in &findings.documents {
            for part in [Part::Title, Part::Text] {
                words.learn_runs(document.part(part), document.language, part == Part::Title);
            }
        }
        words
    }

    fn is_double(&self, kinds: &[Word], at: usize, word: &str) -> bool {
        matches!(kinds[at], Word::Common | Word::Place) && self.double.find(word, false)
    }

    fn learn_common(&mut self, text: &str, language: Language) {
        let tokens = tokens(text, 0);
        let vocabulary = vocabulary(text, &tokens, language);
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word) {
            let before = at.checked_sub(1).map(|at| &tokens[at]);
            let is_known = vocabulary[at];
            if !token.capital || is_known || (language == Language::German && is_german_noun(before, token)) {
                self.common.extend(stem(token.span.of(text)));
            }
        }
    }

    /// Sources that are people, whoever is credited behind them, and of whom a status is stated.
    fn learn_credited(&mut self, findings: &Findings) {
        for finding in &findings.findings {
            for source in finding.trace.sources.iter().filter(|s| s.kind == SourceKind::Person) {
                self.learn_name(&source.name);
                source.aliases.iter().for_each(|alias| self.learn_name(alias));
                self.learn_places(findings, source.places.iter().copied());
            }
            let credits = finding.claim.mentions.iter().flat_map(|m| &m.says_from);
            let hops = credits.flat_map(|c| std::iter::once(&c.hop).chain(&c.via));
            hops.filter(|hop| hop.kind == SourceKind::Person).for_each(|hop: &Hop| self.learn_name(&hop.name));
            let accused = finding.claim.legal.iter().filter_map(|l| Some((l.document, l.who?)));
            self.learn_places(findings, accused);
        }
    }

    fn learn_places(&mut self, findings: &Findings, places: impl Iterator<Item = (DocumentNo, Place)>) {
        for (no, place) in places {
            if let Some(document) = findings.documents.get(no.index()) {
                self.learn_name(document.slice(place));
            }
        }
    }

    fn learn_name(&mut self, name: &str) {
        let tokens = tokens(name, 0);
        let roles = roles(&tokens, Language::Other);
        // "Prosecutor" is no part of the name behind it.
        let first = (0..tokens.len()).find(|&i| !roles[i]).unwrap_or(0);
        for token in tokens[first..].iter().filter(|t| t.kind == Kind::Word && t.capital) {
            let word = token.span.of(name);
            if self.is_common(word) || Known::all().is_place(word, Language::Other) {
                self.double.insert(word);
            } else if word.chars().count() > 1 && !Known::all().is_body(word, Language::Other) {
                self.credited.insert(word);
            }
        }
    }

    fn learn_runs(&mut self, text: &str, language: Language, is_title: bool) {
        let tokens = tokens(text, 0);
        let kinds = self.kinds(text, &tokens, language);
        let in_runs = runs(text, &tokens, &kinds, language, is_title);
        let roles = roles(&tokens, language);
        for (at, token) in tokens.iter().enumerate().filter(|&(at, _)| in_runs[at] && !roles[at]) {
            let word = token.span.of(text);
            match kinds[at] {
                Word::Name if word.chars().count() > 1 => self.lookalikes.insert(word),
                // German writes common words large too; behind a name one is a surname all the same.
                Word::Common if language == Language::German && at > 0 && kinds[at - 1] == Word::Name => {
                    self.double.insert(word);
                }
                Word::Common if !is_title && language != Language::German && !starts(text, &tokens, at) => {
                    self.double.insert(word);
                }
                _ => {}
            }
        }
    }

    pub(super) fn is_common(&self, word: &str) -> bool {
        stem(word).is_some_and(|stem| self.common.contains(&stem))
    }

    pub(super) fn kinds(&self, text: &str, tokens: &[Token], language: Language) -> Vec<Word> {
        let reading = Reading::of(text, tokens, language);
        let mut kinds: Vec<Word> = (0..tokens.len()).map(|at| self.kind(&reading, at)).collect();
        let skeletons: Vec<String> = tokens.iter().map(|token| skeleton(token.span.of(text))).collect();
        for at in 0..tokens.len() {
            let Some(length) = self.outlet_at(&skeletons[at..], language) else { continue };
            // "Sela Quint" is nobody's newspaper, whatever the Quint is.
            let is_surname = length == 1 && at > 0 && kinds[at - 1] == Word::Name;
            let in_doubt = length == 1 && kinds[at] == Word::Doubtful;
            if !is_surname && !in_doubt {
                kinds[at..at + length].fill(Word::Outlet);
            }
        }
        kinds
    }

    /// How many words of the longest outlet's name stand at the head. A look-up for each letter of the first word.
    fn outlet_at(&self, skeletons: &[String], language: Language) -> Option<usize> {
        let first = skeletons.first()?;
        let ends = first.char_indices().map(|(at, c)| at + c.len_utf8());
        let beginning = |head: &str| {
            let from = self.outlets.partition_point(|words| words[0].as_str() < head);
            self.outlets[from..].iter().take_while(|words| words[0] == head).collect::<Vec<_>>()
        };
        let named = ends.flat_map(|end| beginning(&first[..end]));
        named.filter(|words| begins(skeletons, words, language)).map(Vec::len).max()
    }

    fn kind(&self, reading: &Reading<'_>, at: usize) -> Word {
        let token = &reading.tokens[at];
        let word = token.span.of(reading.text);
        if token.kind != Kind::Word {
            return Word::Small;
        }
        let Some(kind) = parts_written_large(word).map(|part| self.kind_of(part, reading, at)).max() else {
            return Word::Small;
        };
        let doubtful = match kind {
            Word::Name => false,
            _ if reading.is_honoured(at) => true,
            Word::Known | Word::Place | Word::Common if Known::all().is_name_too(word, reading.language) => {
                let begins = Known::all().starts_sentences(&token.folded, reading.language) && reading.starts(at);
                if begins { reading.acts(at) } else { !reading.is_shown(at) }
            }
            Word::Common => (reading.starts(at) && reading.may_be_somebody(at)) || reading.has_apostrophe(at),
            _ => false,
        };
        if doubtful { Word::Doubtful } else { kind }
    }

    /// Of a word or a part of one that is written large.
    fn kind_of(&self, word: &str, reading: &Reading<'_>, at: usize) -> Word {
        let (known, language) = (Known::all(), reading.language);
        if known.is_body(word, language) || reading.is_body(at) {
            Word::Known
        } else if known.is_place(word, language) {
            Word::Place
        } else if self.is_common(word) || known.starts_sentences(&fold(word), language) {
            Word::Common
        } else {
            Word::Name
        }
    }
}

/// The parts of a hyphenated word that are written large: "Rashid" of "al-Rashid".
fn parts_written_large(word: &str) -> impl Iterator<Item = &str> {
    let whole = std::iter::once(word).filter(|word| !word.contains('-'));
    let parts = word.split('-').filter(move |_| word.contains('-'));
    whole.chain(parts).filter(|part| part.starts_with(char::is_uppercase))
}

/// Whether a word is written in letters that are neither large nor small, in a text of letters that are.
fn is_of_no_case(word: &str) -> bool {
    const FEWEST: usize = 2;
    let caseless = |c: char| matches!(c, '\u{10a0}'..='\u{10ff}') || !(c.is_uppercase() || c.is_lowercase());
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    letters().count() >= FEWEST && letters().all(caseless)
}

/// Lists whose phrases are endings, or what people are called: they tell nothing of a name.
const NO_VOCABULARY: [List; 6] =
    [List::Person, List::Place, List::Adjective, List::AfterNoun, List::Adverb, List::FirstPerson];

/// Of the lists, those whose words are nouns that German writes large anyway.
const NOUNS: [List; 11] = [
    List::Accuse,
    List::UnderInvestigation,
    List::Detained,
    List::Charged,
    List::OnTrial,
    List::Convicted,
    List::Acquitted,
    List::Dropped,
    List::Overturned,
    List::Institution,
    List::Document,
];

/// Whether each token is a word that the language files know: such a word at the head of a
/// sentence, or a noun of proceedings in German, is no name by its capital, unless it speaks or follows "Frau".
fn vocabulary(text: &str, tokens: &[Token], language: Language) -> Vec<bool> {
    const SPEAKS: [List; 4] = [List::Say, List::Told, List::Deny, List::Confirm];
    // "Quillow, a friend," is somebody; a word goes on with a word.
    let alone = |at: usize| tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Word && !next.capital);
    let mut opens: Vec<bool> = (0..tokens.len()).map(|at| alone(at) && starts(text, tokens, at)).collect();
    let matches = Lexicon::of(language).find(tokens);
    // "Banks said", "Banks, 44, denied": who speaks is somebody.
    for m in matches.iter().filter(|m| SPEAKS.contains(&m.list)) {
        opens[m.start.saturating_sub(4)..m.start].fill(false);
    }
    // The concept tables have stems that begin many a surname, and are not asked.
    let ends = |at: usize| has_common_ending(&tokens[at].folded, language);
    let mut known: Vec<bool> = (0..tokens.len()).map(|at| opens[at] && ends(at)).collect();
    for m in matches.iter().filter(|m| !NO_VOCABULARY.contains(&m.list)) {
        let noun = language == Language::German && NOUNS.contains(&m.list);
        m.tokens().for_each(|i| known[i] |= opens[i] || noun);
    }
    known
}

/// Endings that words have and names have not; chosen by hand, and long, since names end in almost anything.
fn has_common_ending(folded: &str, language: Language) -> bool {
    const SHORTEST: usize = 7;
    let endings: &[&str] = match language {
        Language::English => {
            &["tion", "tions", "ness", "ments", "ently", "antly", "ingly", "ously", "ally", "ility", "ities"]
        }
        Language::Russian => &["ость", "ости", "ение", "ения", "ться", "ются", "ется", "вшие", "ация", "ации"],
        Language::Ukrainian => &["ість", "ення", "ання", "тися", "ються", "ється", "ація", "ації"],
        Language::French => &["tion", "tions", "ement", "ements", "euses"],
        Language::Spanish => &["cion", "ciones", "mente", "mientos"],
        Language::Turkish => &["arak", "erek", "masi", "mesi", "larinda", "lerinde"],
        Language::Azerbaijani => &["araq", "ərək", "masi", "məsi", "larinda", "lərində"],
        _ => &[],
    };
    folded.chars().count() >= SHORTEST && endings.iter().any(|ending| folded.ends_with(ending))
}

/// Words for an office or what somebody is, written large before a name: "Sprecherin", "Prosecutor". Words that stand
/// outside the texts are looked up in every language.
pub(super) fn roles(tokens: &[Token], language: Language) -> Vec<bool> {
    let mut roles = vec![false; tokens.len()];
    let one = [language];
    let languages: &[Language] = if language == Language::Other { &Language::SUPPORTED } else { &one };
    for &language in languages {
        Cases::of(language).find(CaseList::Office, tokens).into_iter().for_each(|range| roles[range].fill(true));
        let people = Lexicon::of(language).find(tokens).into_iter().filter(|m| m.list == List::Person);
        people.for_each(|m| roles[m.start..m.end].fill(true));
    }
    roles
}

/// Whether each token stands in a run of capitalised words that could name somebody.
pub(super) fn runs(text: &str, tokens: &[Token], kinds: &[Word], language: Language, is_title: bool) -> Vec<bool> {
    let mut in_runs = vec![false; tokens.len()];
    let is_title = is_title && is_title_case(tokens);
    let mut at = 0;
    while at < tokens.len() {
        let end = run_end(tokens, kinds, at);
        let begins_sentence = starts(text, tokens, at);
        let is_initial = tokens.get(at + 1).is_some_and(|t| t.is_mark('.')) && tokens[at].folded.chars().count() == 1;
        let is_starter = begins_sentence
            && end > at
            && kinds[at] != Word::Doubtful
            && !is_initial
            && Known::all().starts_sentences(&tokens[at].folded, language);
        let run = at + usize::from(is_starter)..end.max(at + 1);
        let has_name = kinds[run.clone()].iter().any(|kind| matches!(kind, Word::Name | Word::Doubtful));
        let common = kinds[run.clone()].iter().filter(|kind| **kind == Word::Common).count();
        // Written large although it is a common word, and neither a headline nor German is the reason.
        let telling = !is_title && language != Language::German && (common > 1 || (common > 0 && !begins_sentence));
        for i in run.filter(|_| has_name || telling) {
            // "Universidad de Alcor": a word between two names is withheld with both.
            let joins = kinds[i] != Word::Small || (i > 0 && in_runs[i - 1]);
            in_runs[i] = joins && kinds[i] != Word::Known && (has_name || kinds[i] != Word::Place);
        }
        at = end.max(at + 1);
    }
    in_runs
}

/// What a word looks like.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Word {
    /// Written small, or no word.
    Small,
    /// Part of an outlet's name.
    Outlet,
    /// A body, a month.
    Known,
    /// A town or a country; some are first names too, and are masked beside a name.
    Place,
    /// Written large here and small elsewhere.
    Common,
    /// A common word, a month or a place where it may stand for somebody: masked here, and elsewhere as the word it is.
    Doubtful,
    /// Never written small.
    Name,
}

/// One past the last token of a run of capitalised words that begins at `at`; `at` where none begins.
fn run_end(tokens: &[Token], kinds: &[Word], at: usize) -> usize {
    let is_capital = |i: usize| kinds.get(i).is_some_and(|k| !matches!(k, Word::Small | Word::Outlet));
    if !is_capital(at) {
        return at;
    }
    let mut end = at + 1;
    loop {
        let is_initial = tokens[end - 1].span.len() <= 2 && tokens.get(end).is_some_and(|t| t.is_mark('.'));
        let is_particle = |token: &&Token| PARTICLES.contains(&token.folded.as_str());
        let particles = tokens[end..].iter().take(MOST_PARTICLES).take_while(is_particle).count();
        let skipped = if is_initial { 1 } else { particles };
        if !is_capital(end + skipped) {
            return end;
        }
        end += skipped + 1;
    }
}

/// Whether a sentence, a line or a quotation begins at this token.
pub(super) fn starts(text: &str, tokens: &[Token], at: usize) -> bool {
    let (Some(before), Some(token)) = (at.checked_sub(1).and_then(|at| tokens.get(at)), tokens.get(at)) else {
        return true;
    };
    let between = text.get(before.span.end as usize..token.span.start as usize).unwrap_or("");
    between.contains('\n') || (before.kind == Kind::Mark && !before.is_mark(',') && !before.is_mark(')'))
}

fn begins(skeletons: &[String], words: &[String], language: Language) -> bool {
    let same = |(found, word): (&String, &String)| {
        found.strip_prefix(word.as_str()).is_some_and(|ending| is_ending(ending, language))
    };
    skeletons.len() >= words.len() && skeletons.iter().zip(words).all(same)
}

/// "@name", "name@host", "#TheName": what people call themselves.
fn is_handle(text: &str, token: &Token) -> bool {
    let before = text[..token.span.start as usize].chars().next_back();
    let after = text[token.span.end as usize..].chars().next();
    before == Some('@') || after == Some('@')
}

fn is_german_noun(before: Option<&Token>, noun: &Token) -> bool {
    let by_word = before.is_some_and(|t| t.kind == Kind::Number || BEFORE_GERMAN_NOUNS.contains(&t.folded.as_str()));
    by_word || GERMAN_NOUN_ENDINGS.iter().any(|ending| noun.folded.ends_with(ending))
}

/// Names of outlets of the pile, and of outlets elsewhere that a text sets in quotation marks: without them, a word that
/// was taken for an outlet might as well be somebody's name.
fn outlets(findings: &Findings) -> Vec<Vec<String>> {
    let of_pile = findings.documents.iter().map(|d: &Document| d.outlet.as_str());
    let sources = findings.findings.iter().flat_map(|f| &f.trace.sources).filter(|s| s.kind == SourceKind::Outlet);
    let quoted = sources.flat_map(|s| std::iter::once(&s.name).chain(&s.aliases)).map(String::as_str);
    let quoted = quoted.filter(|name| name.starts_with(['«', '“', '„', '"']));
    let words = |name: &str| -> Vec<String> {
        tokens(name, 0)
            .iter()
            .filter(|t| t.is_word())
            .map(|t| skeleton(t.span.of(name)))
            .filter(|w| !w.is_empty())
            .collect()
    };
    let mut outlets: Vec<Vec<String>> = of_pile.chain(quoted).map(words).filter(|words| !words.is_empty()).collect();
    outlets.sort_unstable();
    outlets.dedup();
    outlets
}

/// Outlets that are called by an address: "lovber.example".
fn hosts(findings: &Findings) -> BTreeSet<String> {
    let of_pile = findings.documents.iter().map(|d: &Document| d.outlet.as_str());
    let sources = findings.findings.iter().flat_map(|f| &f.trace.sources).filter(|s| s.kind == SourceKind::Outlet);
    let credited = sources.flat_map(|s| std::iter::once(&s.name).chain(&s.aliases)).map(String::as_str);
    let words = of_pile.chain(credited).flat_map(str::split_whitespace);
    words.filter(|word| word.contains('.')).map(skeleton).collect()
}

/// Addresses write other scripts as `%d0%b8`.
fn percent_decoded(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = address.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let decoded = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        plain.push(decoded.unwrap_or(bytes[at]));
        at += if decoded.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&plain).into_owned()
}
