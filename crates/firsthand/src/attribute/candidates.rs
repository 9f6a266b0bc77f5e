//! Who in a sentence can be a source?

use super::clause;
use super::cues;
use super::marks;
use super::noun;
use super::papers;
use super::people::People;
use super::phrase::{self, is_name_word};
use super::subject;
use super::turkic;
use crate::lexicon::{CaseList, Cases, Concepts, Lexicon, List, Match, is_masthead};
use crate::model::{Language, OutletNo, SourceKind};
use crate::outlets::address_label;
use crate::reading::{BREAKS_PHRASE, CUES, Sentence};
use crate::text::{Kind, Token};

/// A noun phrase that can be credited.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Token range of the phrase in its sentence.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: SourceKind,
    /// Which outlet of the pile it is.
    pub(super) outlet: Option<OutletNo>,
    /// Whether it holds a proper name, or was resolved to one.
    pub(super) named: bool,
    /// How many people it speaks of.
    pub(super) count: u32,
    pub(super) or_more: bool,
    /// The name as the article gives it most fully, where the phrase itself is shorter.
    pub(super) name: Option<String>,
    /// First tokens of the verbs whose subject it is, where the order of the clause tells.
    pub(super) speaks: Vec<usize>,
}

impl Candidate {
    /// Tokens `start..end` as a source of a kind, with nothing more known about it.
    pub(super) fn new(start: usize, end: usize, kind: SourceKind) -> Self {
        let (named, name, speaks) = (false, None, Vec::new());
        Self { start, end, kind, outlet: None, named, count: 1, or_more: false, name, speaks }
    }

    /// The subject of a verb of telling that no list knows: somebody, since things do not tell, or a paper.
    pub(super) fn speaker(sentence: &Sentence<'_>, range: std::ops::Range<usize>, verb: usize) -> Self {
        let (count, or_more) = count(sentence, range.start, range.end);
        let named = range.clone().any(|i| holds_name(sentence, i, range.start));
        let speaks = vec![verb];
        // "El documento dice que": what is written says what it tells.
        let paper = range.clone().find(|&i| sentence.is(i, phrase::SOURCE_NOUNS));
        let is_paper = |i: usize| sentence.is(i, List::Document.bit()) && !sentence.is(i, List::Person.bit());
        let kind = if !named && paper.is_some_and(is_paper) { SourceKind::Document } else { SourceKind::Person };
        Self { named, count, or_more, speaks, ..Self::new(range.start, range.end, kind) }
    }

    /// Widens the phrase. A noun of its own before a body makes it somebody of that body: "сотрудница министерства".
    pub(super) fn extend(&mut self, sentence: &Sentence<'_>, start: usize, end: usize) {
        let modifies = |i: usize| sentence.is(i, List::Adjective.bit() | List::Determiner.bit());
        let inflects = Lexicon::of(sentence.language).holds(List::Adjective);
        let own_noun = (start..self.start).any(|i| !modifies(i) && sentence.tokens[i].is_word());
        if self.kind == SourceKind::Institution && inflects && own_noun {
            self.kind = SourceKind::Person;
        }
        (self.start, self.end) = (start, end);
        self.named |= (start..end).any(|i| holds_name(sentence, i, start));
    }

    /// Whether the phrase is a pronoun and no more.
    pub(super) fn is_pronoun(&self, sentence: &Sentence<'_>) -> bool {
        let pronoun = List::ThirdPerson.bit() | List::FirstPerson.bit();
        self.end - self.start == 1 && sentence.is(self.start, pronoun)
    }
}

/// The candidates of a sentence, left to right, none overlapping another. The article's own outlet is left out.
pub(super) fn find(sentence: &Sentence<'_>, people: &mut People) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut taken = vec![false; sentence.tokens.len()];
    for mention in &sentence.mentions {
        let (start, end) = outlet_phrase(sentence, mention.start, mention.end);
        let long = with_long_name(sentence, &taken, start, end);
        let name = long.map(|_| sentence.place(start, end).span.of(sentence.text).to_owned());
        let (start, end) = long.unwrap_or((start, end));
        taken[start..end].fill(true);
        if Some(mention.outlet) != sentence.own {
            let outlet = candidate(start, end, SourceKind::Outlet, Some(mention.outlet));
            found.push(Candidate { name, ..outlet });
        }
    }
    found.extend(addresses(sentence, &mut taken));
    found.extend(by_nouns(sentence, &mut taken));
    found.iter().filter(|c| c.kind == SourceKind::Person).for_each(|c| learn_name(sentence, c, people));
    found.extend(by_names(sentence, &mut taken, people));
    found.extend(marks::find(sentence, &mut taken, people));
    marks::learn_bodies(sentence, people);
    found.retain(|c| !is_label(sentence, c));
    found.sort_by_key(|c| c.start);
    join_appositions(sentence, &mut found);
    join_compounds(sentence, &mut found);
    subject::find(sentence, &mut found);
    for candidate in &mut found {
        trim(sentence, candidate);
    }
    learn_names(sentence, people, &found);
    found.retain_mut(|c| people.resolve(sentence, c));
    if cues::speaks_to_us(sentence) {
        found.iter_mut().filter(|c| is_somebody(sentence, c)).for_each(|c| c.kind = SourceKind::Anonymous);
    }
    found
}

/// «Indique à "La Vigie" Inès Cordier», "una persona que asistió": the article's own outlet, which was told, and the word
/// that opens a clause are no part of who told it.
fn trim(sentence: &Sentence<'_>, candidate: &mut Candidate) {
    let own = sentence.mentions.iter().filter(|m| Some(m.outlet) == sentence.own);
    let told = own.into_iter().find(|m| m.start == candidate.start && m.end < candidate.end);
    candidate.start = told.map_or(candidate.start, |m| m.end);
    let opens_clause = candidate.end - candidate.start > 1 && sentence.is(candidate.end - 1, List::That.bit());
    candidate.end -= usize::from(opens_clause);
}

/// "NEWS DESK: send us your pictures": a label in capitals before a colon is nobody's name that we know.
fn is_label(sentence: &Sentence<'_>, candidate: &Candidate) -> bool {
    let capital = |i: usize| sentence.tokens[i].capitals || !sentence.tokens[i].is_word();
    let colon = sentence.tokens.get(candidate.end).is_some_and(|t| t.is_mark(':'));
    let outlet = candidate.kind == SourceKind::Outlet && candidate.outlet.is_none();
    outlet && colon && (0..candidate.end).all(capital)
}

/// "A deckhand", "zwei Mitarbeiter", "uno de sus marineros": who is not named, and is one of many, is nameless. Whoever
/// holds an office ("the mayor") can be told apart without a name.
pub(super) fn is_somebody(sentence: &Sentence<'_>, candidate: &Candidate) -> bool {
    let unspecific = [List::Indefinite, List::Two, List::Three, List::Four, List::Five, List::Several];
    let unspecific = unspecific.iter().fold(0, |lists, list| lists | list.bit());
    let opens = (candidate.start..candidate.end).take(2).any(|i| sentence.is(i, unspecific));
    candidate.kind == SourceKind::Person && !candidate.named && candidate.name.is_none() && opens
}

/// "Первый заместитель министра Сергей Ладов": the name at the end of a role is learnt.
fn learn_names(sentence: &Sentence<'_>, people: &mut People, found: &[Candidate]) {
    let name = |i: usize| is_name_word(sentence, i) && !sentence.is(i, phrase::SOURCE_NOUNS) && !is_noun(sentence, i);
    for c in found.iter().filter(|c| clause::reads(sentence) && c.kind == SourceKind::Person) {
        let start = (c.start..c.end).rev().take_while(|&i| name(i)).last().unwrap_or(c.end);
        // Every noun has a capital in German: there a name is what stands between commas.
        let comma = start > 0 && sentence.tokens[start - 1].is_mark(',');
        if c.end - start >= 2 && start > 0 && (comma || sentence.language != Language::German) {
            people.learn(sentence, start, c.end);
        }
    }
}

/// "Beate Quandrell, a former bridge inspector": a name and the role that follows it after a comma are one.
fn join_appositions(sentence: &Sentence<'_>, found: &mut Vec<Candidate>) {
    let person = |c: &Candidate| c.kind == SourceKind::Person;
    let mut i = 0;
    while i + 1 < found.len() {
        let (name, role) = (&found[i], &found[i + 1]);
        let comma = role.start == name.end + 1 && sentence.tokens[name.end].is_mark(',');
        let has_name = is_name_word(sentence, name.end - 1) && !sentence.is(name.end - 1, phrase::SOURCE_NOUNS);
        if person(name) && person(role) && comma && has_name && !is_name_word(sentence, role.end - 1) {
            found[i].end = role.end;
            found.remove(i + 1);
        }
        i += 1;
    }
}

/// A body and somebody of it are one phrase: "liman çalışanı", “Açıq Söz” qəzetinin redaktoru; where nouns follow what they
/// belong to, "urzędnik resortu", "сотрудник прокуратуры". A spokesperson stays apart: it is the body that speaks.
fn join_compounds(sentence: &Sentence<'_>, found: &mut Vec<Candidate>) {
    let last = clause::is_verb_final(sentence.language);
    let cases = Lexicon::of(sentence.language).holds(List::Adjective);
    let spokesperson =
        |i: usize| Concepts::all().is_one_of(&sentence.tokens[i].folded, sentence.language, &["spokesperson"]);
    let somebody = |c: &Candidate| {
        let kind = matches!(c.kind, SourceKind::Person | SourceKind::Anonymous);
        kind && !(c.start..c.end).any(spokesperson)
    };
    let body = |c: &Candidate| match c.kind {
        SourceKind::Institution => true,
        SourceKind::Outlet => last && c.outlet.is_none() && is_genitive(sentence, c.end - 1),
        _ => false,
    };
    let linked = |c: &Candidate| clause::reads(sentence) && sentence.is(c.start, List::Link.bit());
    let mut i = 0;
    while i + 1 < found.len() {
        if last && is_named_twice(sentence, &found[i], &found[i + 1]) {
            found[i].end = found.remove(i + 1).end;
        }
        let Some(b) = found.get(i + 1) else { break };
        let a = &found[i];
        let adjacent = a.end == b.start;
        let nameless = somebody(a) && !a.named && !sentence.tokens[b.start].capital;
        let of_outlet = a.kind == SourceKind::Outlet && b.kind != SourceKind::Person;
        let other = last && turkic::is_owner(sentence, b);
        if adjacent && last && body(a) && somebody(b) && !of_outlet && !other {
            found[i + 1].start = found[i].start;
            found.remove(i);
        } else if adjacent && (cases || linked(b)) && nameless && body(b) {
            found[i].end = found[i + 1].end;
            found.remove(i + 1);
        }
        if clause::reads(sentence) && somebody(&found[i]) && !found[i].named {
            join_name(sentence, found, i);
        }
        i += 1;
    }
}

/// "Yeni Ufuk Gazetesi gazetesini": the noun for an outlet right behind a name that holds it, too.
fn is_named_twice(sentence: &Sentence<'_>, name: &Candidate, noun: &Candidate) -> bool {
    let outlets = name.kind == SourceKind::Outlet && noun.kind == SourceKind::Outlet;
    outlets && name.end == noun.start && noun.outlet.is_none() && !sentence.tokens[noun.start].capital
}

/// «Розповів "Вістям" черговий»: where the language has no articles, who has neither name nor office is nameless.
pub(super) fn holds_no_office(sentence: &Sentence<'_>, candidate: &Candidate) -> bool {
    const HEADS: [&str; 6] = ["director", "head-chief", "chair-board", "president", "manager", "spokesperson"];
    let articles = !noun::inflects(sentence) && !clause::is_verb_final(sentence.language);
    let words = &sentence.tokens[candidate.start..candidate.end];
    let heads = words.iter().any(|t| Concepts::all().is_one_of(&t.folded, sentence.language, &HEADS));
    let office = heads || Cases::of(sentence.language).has(CaseList::Office, words);
    let nameless = candidate.kind == SourceKind::Person && !candidate.named && candidate.name.is_none();
    !articles && nameless && !office && !candidate.is_pronoun(sentence)
}

/// "Le directeur du laboratoire, Aurélien Castagné, a dit": the name between commas behind a role is whose it is. An
/// adjective may end the role: "la jefa de la oficina técnica, Marta Olmedo, explicó".
fn join_name(sentence: &Sentence<'_>, found: &mut Vec<Candidate>, role: usize) {
    let Some(name) = found.get(role + 1) else { return };
    let comma = |i: usize| sentence.tokens.get(i).is_some_and(|t| t.is_mark(','));
    let person = name.kind == SourceKind::Person && name.named && name.end - name.start >= 2;
    let small = |i: usize| sentence.tokens[i].is_word() && !sentence.tokens[i].capital && !sentence.is(i, CUES);
    let end = found[role].end;
    let adjective = name.start == end + 2 && small(end) && comma(end + 1);
    if person && (name.start == end + 1 && comma(end) || adjective) && comma(name.end) {
        found[role].end = name.end;
        found[role].named = true;
        found.remove(role + 1);
    }
}

/// "Qəzetinin", "kanalının": in Turkish and Azerbaijani whose something is.
fn is_genitive(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = &sentence.tokens[at].folded;
    ["in", "un", "ün", "ın"].iter().any(|ending| word.ends_with(ending))
}

/// "Mayor Ana Ruiz": the name behind the role, where it has two words or more.
fn learn_name(sentence: &Sentence<'_>, candidate: &Candidate, people: &mut People) {
    let of_name = |i: &usize| is_name_word(sentence, *i) && !sentence.is(*i, phrase::SOURCE_NOUNS);
    let run = (candidate.start..candidate.end).rev().take_while(of_name).last();
    if let Some(start) = run.filter(|start| candidate.end - start >= 2) {
        people.learn(sentence, start, candidate.end);
    }
}

fn candidate(start: usize, end: usize, kind: SourceKind, outlet: Option<OutletNo>) -> Candidate {
    Candidate { outlet, named: outlet.is_some(), ..Candidate::new(start, end, kind) }
}

/// "das Branchenportal `GigLedger`", "the Hallenrieder Bote newspaper": the name with the nouns around it.
fn outlet_phrase(sentence: &Sentence<'_>, mut start: usize, mut end: usize) -> (usize, usize) {
    let quote = |i: usize| sentence.tokens.get(i).is_some_and(clause::is_quote);
    let noun_before = start > 1 && sentence.is(start - 2, List::Outlet.bit());
    if clause::reads(sentence) && noun_before && quote(start - 1) && quote(end) {
        (start, end) = (start - 1, end + 1);
    }
    while end < sentence.tokens.len() && sentence.is(end, List::Outlet.bit()) {
        end += 1;
    }
    while start > 0 && sentence.is(start - 1, List::Outlet.bit()) {
        start -= 1;
    }
    if start > 0 && sentence.is(start - 1, List::Determiner.bit()) {
        start -= 1;
    }
    (start, end)
}

/// "Meseta Haber Servisi'nin (MNS)": behind a name, what stands in brackets is the same outlet.
fn with_long_name(sentence: &Sentence<'_>, taken: &[bool], start: usize, end: usize) -> Option<(usize, usize)> {
    const LONGEST_NAME: usize = 6;
    let mark = |i: usize, c: char| sentence.tokens.get(i).is_some_and(|t| t.is_mark(c));
    let open = start.checked_sub(1).filter(|&i| mark(i, '(') && mark(end, ')'))?;
    let suffix = |i: usize| mark(i, '\'') || i > 0 && mark(i - 1, '\'');
    let of_name = |i: &usize| !taken[*i] && (is_name_word(sentence, *i) || suffix(*i));
    let name = (open.saturating_sub(LONGEST_NAME)..open).rev().take_while(of_name).last()?;
    let capitals = (name..open).filter(|&i| sentence.tokens[i].capital).count();
    (capitals >= 2).then_some((name, end + 1))
}

/// Addresses of sites that no document of the pile is from: "the country.az website".
fn addresses(sentence: &Sentence<'_>, taken: &mut [bool]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (i, token) in sentence.tokens.iter().enumerate() {
        let is_mail = i > 0 && sentence.tokens[i - 1].is_mark('@');
        if !taken[i] && !is_mail && address_label(&token.folded).is_some() {
            let (start, end) = outlet_phrase(sentence, i, i + 1);
            taken[start..end].fill(true);
            found.push(Candidate { named: true, ..candidate(start, end, SourceKind::Outlet, None) });
        }
    }
    found
}

/// Whether the token is part of a proper name: a capitalised word that is no noun of the lists or tables and does not
/// merely open the sentence.
fn holds_name(sentence: &Sentence<'_>, at: usize, start: usize) -> bool {
    let opens = at == start && (0..at).all(|i| !sentence.tokens[i].is_word());
    let noun = sentence.is(at, phrase::SOURCE_NOUNS) || is_noun(sentence, at);
    is_name_word(sentence, at) && !noun && !opens
}

fn is_noun(sentence: &Sentence<'_>, at: usize) -> bool {
    let folded = &sentence.tokens[at].folded;
    let concepts = Concepts::all();
    !concepts.of(folded, sentence.language).is_empty() || concepts.compound(folded, sentence.language).is_some()
}

/// Phrases around the head nouns of the language file, the most telling kind first.
fn by_nouns(sentence: &Sentence<'_>, taken: &mut [bool]) -> Vec<Candidate> {
    const KINDS: [(List, SourceKind); 7] = [
        (List::Collective, SourceKind::Collective),
        (List::Anonymous, SourceKind::Anonymous),
        (List::Witness, SourceKind::WitnessReporter),
        (List::Document, SourceKind::Document),
        (List::Institution, SourceKind::Institution),
        (List::Person, SourceKind::Person),
        (List::Outlet, SourceKind::Outlet),
    ];
    let kind_of = |list: List| KINDS.iter().position(|(l, _)| *l == list);
    let mut nouns: Vec<(&Match, usize)> = sentence.matches.iter().filter_map(|m| Some((m, kind_of(m.list)?))).collect();
    // The longer phrase knows better: "prosecutor's office" is a body, "prosecutor" a person.
    nouns.sort_by_key(|(m, kind)| (std::cmp::Reverse(m.end - m.start), *kind, m.start));
    let mut found = Vec::new();
    for (m, kind) in nouns {
        let unfit = is_verb_use(sentence, m)
            || is_part_of_phrase(sentence, m)
            || papers::is_thing(sentence, m)
            || is_modifier(sentence, m)
            || m.list == List::Witness && !is_reporters_own(sentence, m);
        if taken[m.start..m.end].iter().any(|t| *t) || unfit {
            continue;
        }
        let phrase = with_paper(sentence, noun_phrase(sentence, m, KINDS[kind].1, taken));
        taken[phrase.start..phrase.end].fill(true);
        found.push(phrase);
    }
    found
}

/// Whether "I saw" is the reporter's: not in a turn of an interview, in quotation marks or behind the dash of one who
/// speaks; "our correspondent read the register" makes the register the source.
fn is_reporters_own(sentence: &Sentence<'_>, m: &Match) -> bool {
    let dash = sentence.tokens.first().is_some_and(|t| t.is_mark('—') || t.is_mark('–') || t.is_mark('-'));
    !sentence.is_turn() && !sentence.quoted[m.start] && !dash && !sentence.has(List::Read.bit())
}

/// "Laboratoriya protokolu": where nouns stand before what is theirs, a body right before a paper is whose paper it is.
fn with_paper(sentence: &Sentence<'_>, phrase: Candidate) -> Candidate {
    let body = phrase.kind == SourceKind::Institution && clause::is_verb_final(sentence.language);
    let paper = sentence.is(phrase.end, List::Document.bit()) && !sentence.is(phrase.end, CUES);
    if body && paper { Candidate { end: phrase.end + 1, kind: SourceKind::Document, ..phrase } } else { phrase }
}

/// "De acuerdo con", "məlumatına görə": the noun in a set phrase is no source.
fn is_part_of_phrase(sentence: &Sentence<'_>, m: &Match) -> bool {
    let verb_final = clause::is_verb_final(sentence.language);
    let before = |list: List| matches!(list, List::CueThenSource | List::RelayThenSource);
    let behind = |list: List| matches!(list, List::SourceThenCue | List::SourceThenRelay);
    // "Xəbər vermişdi": to give news is to report.
    let verb = |list: List| matches!(list, List::Say | List::Report | List::Told);
    let set = |list: List| before(list) || (behind(list) || verb(list)) && verb_final;
    // In "un informe de" the paper is a source of its own.
    let indefinite = |p: &Match| (p.start..m.start).any(|i| sentence.is(i, List::Indefinite.bit()));
    // "Geht ~ hervor": what stands between its parts is no part of it.
    let between = |p: &Match| p.gap.is_some_and(|(from, to)| from <= m.start && m.end <= to);
    let within = |p: &Match| p.start <= m.start && m.end < p.end && !between(p);
    let inside = |p: &Match| set(p.list) && within(p) && !indefinite(p);
    clause::reads(sentence) && sentence.matches.iter().any(inside)
}

/// "reports" is a document's noun and an outlet's verb: after a name and before content it is the verb.
fn is_verb_use(sentence: &Sentence<'_>, m: &Match) -> bool {
    m.list == List::Document && sentence.is(m.start, List::Report.bit() | List::Say.bit()) && {
        let after_determiner =
            (1..=3).any(|back| m.start >= back && sentence.is(m.start - back, List::Determiner.bit()));
        // ", rapporte le quotidien": right behind a comma it is the verb.
        let behind_comma = clause::reads(sentence) && m.start > 0 && sentence.tokens[m.start - 1].is_mark(',');
        !after_determiner || behind_comma
    }
}

/// "Audit" in "the Audit Board's note": the last noun of the phrase is its head, and takes the others along.
fn is_modifier(sentence: &Sentence<'_>, m: &Match) -> bool {
    if sentence.language != Language::English {
        return false;
    }
    let possessive = sentence.tokens.get(m.end).is_some_and(|t| t.is_mark('\''))
        && sentence.tokens.get(m.end + 1).is_some_and(|t| t.folded == "s");
    let next = if possessive { m.end + 2 } else { m.end };
    // An adjective may stand between the possessor and the head: "the authority's technical director".
    let reach = if possessive { 2 } else { 1 };
    (next..next + reach).any(|i| sentence.is(i, phrase::SOURCE_NOUNS) && !sentence.is(i, CUES))
}

fn noun_phrase(sentence: &Sentence<'_>, m: &Match, kind: SourceKind, taken: &[bool]) -> Candidate {
    let open = matches!(kind, SourceKind::Anonymous | SourceKind::Document);
    let mut start = phrase::start(sentence, m.start);
    start = (start..=m.start).rev().take_while(|&i| !taken[i]).last().unwrap_or(m.start);
    let mut end = phrase::end(sentence, m.end, open);
    end = (m.end..end).find(|&i| taken[i]).unwrap_or(end).max(m.end);
    let (count, or_more) = count(sentence, start, m.start);
    let named = (start..end).any(|i| holds_name(sentence, i, start));
    let kind = match kind {
        // "A man who would not be named" has no name; "spokesman Ruiz" has.
        SourceKind::Person if !named && is_withheld(sentence, start, end) => SourceKind::Anonymous,
        kind => kind,
    };
    Candidate { named, count, or_more, ..candidate(start, end, kind, None) }
}

/// Whether the sentence says why somebody has no name, and nobody else stands between that and the phrase: of "36 pupils
/// are ill, said an informant who would not be named" the pupils are not meant.
fn is_withheld(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    let why = |i: &usize| sentence.is(*i, List::UnnamedWhy.bit());
    let nobody =
        |mut between: std::ops::Range<usize>| !between.any(|i| sentence.is(i, phrase::SOURCE_NOUNS) && !why(&i));
    let behind = (end..sentence.tokens.len()).find(why).is_some_and(|at| nobody(end..at));
    behind || (0..end).rev().find(why).is_some_and(|at| nobody(at..start.max(at)))
}

/// "two officials" → 2; "several officials" → 2 or more. Beyond five, nameless sources are counted in figures.
fn count(sentence: &Sentence<'_>, start: usize, head: usize) -> (u32, bool) {
    const LARGEST: u32 = 20;
    const NUMBERS: [(u32, List); 4] = [(2, List::Two), (3, List::Three), (4, List::Four), (5, List::Five)];
    for at in start..head {
        if let Some((n, _)) = NUMBERS.iter().find(|(_, list)| sentence.is(at, list.bit())) {
            return (*n, false);
        }
        if sentence.is(at, List::Several.bit()) {
            return (2, true);
        }
        if let Ok(n @ 2..=LARGEST) = sentence.tokens[at].folded.parse() {
            return (n, false);
        }
    }
    (1, false)
}

/// Runs of capitalised words that are no nouns of the lists: names of people, or of bodies that no list knows.
fn by_names(sentence: &Sentence<'_>, taken: &mut [bool], people: &mut People) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.tokens.len() {
        let Title { start, end, paper: titled } = title(sentence, at, taken);
        let words = (at..end).filter(|&i| sentence.tokens[i].kind == Kind::Word).count();
        let first_of_sentence = words == 1 && (0..start).all(|i| !sentence.tokens[i].is_word());
        let known = words == 1 && people.knows(&sentence.tokens[at].folded);
        // German writes every noun large: there a single word is a name only once the article has given it in full.
        let telling = sentence.language != Language::German && !first_of_sentence;
        let beside_cue = words == 1 && telling && touches_cue(sentence, at, end);
        // "Tolmen Bridge", "Windrose Festival": a name that ends in an ordinary noun is no person's.
        let paper = titled || words >= 2 && [at, end - 1].iter().any(|&i| is_masthead(&sentence.tokens[i].folded));
        // "Zeliha Toprak": of Turkic names only one that ends in a possessive is a compound.
        let compound = !clause::is_verb_final(sentence.language)
            || sentence.tokens[end.max(at + 1) - 1].folded.ends_with(['i', 'u']);
        let thing = words >= 2
            && !paper
            && compound
            && is_noun(sentence, end - 1)
            && !sentence.is(end - 1, phrase::SOURCE_NOUNS);
        if (words >= 2 || known || beside_cue) && !thing {
            let body = (at..end).any(|i| sentence.is(i, List::Institution.bit() | List::Place.bit()));
            let body = body || words == 1 && is_abbreviation(sentence, at);
            if words >= 2 && !paper && !(at..end).any(|i| sentence.is(i, List::Place.bit())) {
                people.learn(sentence, at, end);
            }
            let paper = paper || words == 1 && !known && !body && passes_news_on(sentence, end);
            let kind = match (paper, body) {
                (true, _) => SourceKind::Outlet,
                (false, true) => SourceKind::Institution,
                (false, false) => SourceKind::Person,
            };
            found.push(Candidate { named: true, ..candidate(start, end, kind, None) });
        }
        at = end.max(at) + 1;
    }
    found
}

/// A run of capitalised words, with what only the titles of papers hold.
struct Title {
    start: usize,
    end: usize,
    /// Whether it is written as a paper's title is.
    paper: bool,
}

/// The run at `at`. "La Tarde de Ostvik", "Heraldo de Ostvik": behind an article written large in mid-sentence, or the
/// name of a paper, a name goes on over a small linking word.
fn title(sentence: &Sentence<'_>, at: usize, taken: &[bool]) -> Title {
    let length = sentence.tokens.len();
    let is_name = |i: usize| !taken[i] && is_name_word(sentence, i) && is_proper(sentence, i);
    let run = |from: usize| (from..length).find(|&i| !is_name(i)).unwrap_or(length);
    let end = run(at);
    let plain = Title { start: at, end, paper: false };
    if end == at {
        return plain;
    }
    let start = if at > 0 && !taken[at - 1] && is_article(sentence, at - 1) { at - 1 } else { at };
    let article = is_article(sentence, start);
    let opens = article && (0..start).all(|i| !sentence.tokens[i].is_word());
    let masthead = [at, end - 1].iter().any(|&i| is_masthead(&sentence.tokens[i].folded));
    if !article && !masthead {
        return plain;
    }
    let link = end + 1 < length && sentence.is(end, List::Link.bit()) && !sentence.tokens[end].capital;
    let goes_on = link && run(end + 1) > end + 1;
    let end = if goes_on { run(end + 1) } else { end };
    let news = List::Report.bit() | List::RelayThenSource.bit();
    let comma = usize::from(sentence.tokens.get(end).is_some_and(|t| t.is_mark(',')));
    let passes_on = sentence.is(end + comma, news) || start > 0 && sentence.is(start - 1, news);
    let known = |i: usize| sentence.is(i, phrase::SOURCE_NOUNS);
    // "La Tarde de Ostvik informó": what opens a sentence is large anyway.
    let titled = article && if opens { goes_on && passes_on && !(at..end).any(known) } else { goes_on || passes_on };
    let start = if titled { start } else { at };
    if titled || masthead { Title { start, end, paper: true } } else { plain }
}

/// "informó La Tarde": an article written large opens a title, also where the text around it is in another language.
fn is_article(sentence: &Sentence<'_>, at: usize) -> bool {
    const ARTICLES: [&str; 8] = ["el", "la", "los", "las", "le", "les", "il", "the"];
    let token = &sentence.tokens[at];
    // What opens a quotation is large anyway.
    let quoted = at > 0 && sentence.quoted[at] && !sentence.quoted[at - 1];
    token.capital && !token.capitals && !quoted && ARTICLES.contains(&token.folded.as_str())
}

/// In German every noun is written large; a word that the concept tables know is then no name.
fn is_proper(sentence: &Sentence<'_>, at: usize) -> bool {
    let all_nouns_large = sentence.language == Language::German;
    let noun = all_nouns_large && is_noun(sentence, at) && !is_masthead(&sentence.tokens[at].folded);
    !noun && !sentence.is(at, BREAKS_PHRASE | List::Determiner.bit())
}

fn touches_cue(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    let end = ending_end(sentence, end);
    (start > 0 && sentence.is(start - 1, CUES)) || sentence.is(end, CUES) || sentence.is(end.saturating_sub(1), CUES)
}

/// "Kutup'un haberine göre", "Kutup'a konuşan", "Kutup yazdı": a lone name that the article has given to nobody, where
/// outlets stand. People are given their full names first.
fn passes_news_on(sentence: &Sentence<'_>, end: usize) -> bool {
    if !clause::is_verb_final(sentence.language) {
        return false;
    }
    let verb = ending_end(sentence, end);
    let dative = verb > end && matches!(sentence.tokens[verb - 1].folded.as_str(), "a" | "e" | "ya" | "ye");
    let news = List::Report.bit() | List::SourceThenRelay.bit();
    sentence.is(verb, news) || dative && sentence.is(verb, CUES)
}

/// "Kutup'a konuşan": one past the case ending that an apostrophe parts from a name.
pub(super) fn ending_end(sentence: &Sentence<'_>, end: usize) -> usize {
    let apostrophe = sentence.tokens.get(end).is_some_and(|t| t.is_mark('\''));
    let ending = sentence.tokens.get(end + 1).is_some_and(|t| t.is_word() && !t.capital);
    if clause::is_verb_final(sentence.language) && apostrophe && ending { end + 2 } else { end }
}

/// "AFAD", "МЧС": a body's initials, in a sentence that is not all in capitals.
fn is_abbreviation(sentence: &Sentence<'_>, at: usize) -> bool {
    let other = |(i, token): (usize, &Token)| i != at && token.is_word() && !token.capitals;
    clause::reads(sentence) && sentence.tokens[at].capitals && sentence.tokens.iter().enumerate().any(other)
}
