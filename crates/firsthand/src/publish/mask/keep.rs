//! Which names may stand in what is published? Of those who speak for a body, in an office, as counsel or as an expert,
//! and of bodies. What speaks against it, anywhere in the pile, wins: an accused, a relative, a witness, a victim is
//! withheld whatever else they are (safeguards, rule 7).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::bodies::{Named, Page, named_as};
use super::known::is_any_ending;
use super::names::{Names, Word};
use super::roles::Office;
use super::stems::Stems;
use crate::lexicon::{CaseList, Cases, Lexicon, List, lists_by_token};
use crate::model::{Claim, Document, DocumentNo, Findings, Language, Part, Place};
use crate::text::{Inflection, Kind, Token, sentences, skeleton, tokens};

/// Proceedings, and what somebody is accused of: a name in such a sentence is taken for the accused.
pub(super) const ACCUSES: u128 = List::Accuse.bit() | List::PROCEEDINGS;

/// Words by which somebody speaks.
pub(super) const SPEAKS: u128 = List::Say.bit()
    | List::Told.bit()
    | List::Confirm.bit()
    | List::CueThenSource.bit()
    | List::SourceThenCue.bit()
    | List::Deny.bit();

/// Words that make the capitalised words beside them the name of a body.
pub(super) const BODIES: u128 = List::Institution.bit();

/// What is let stand has to be the name itself: short words have no forms here, and endings are short.
const FORMS: Inflection = Inflection { shortest_stem: 4, longest_ending: 3 };

/// What speaks for a place has to weigh so much: one sure sign, or two that could be of somebody ("in X" may be belief).
const WEIGHT_OF_PLACE: u8 = 2;

/// ", Beate Quandrell, said": so many tokens a cue stands from the name of who speaks.
pub(super) const CUE_REACH: usize = 4;

/// Names that may stand, in the words of their runs.
#[derive(Default)]
pub(super) struct Keep {
    /// Skeletons of the words of each name.
    speakers: Vec<Vec<String>>,
    /// Skeletons of last words that several people share, one of whom is withheld: they do not stand alone.
    shared: BTreeSet<String>,
    /// What a reviewer unmasked.
    unmasked: Vec<Vec<String>>,
    /// Names of bodies and things, in the words of their runs.
    bodies: BTreeSet<Vec<String>>,
    /// Words of the names of places, and of outlets, that name nobody.
    places: BTreeSet<String>,
    /// Where each of the speakers is heard, by document: the sentence that names them in full.
    heard: Vec<Vec<Place>>,
}

/// A run of capitalised words and what its sentence makes of it.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact about words on the page, and they combine freely")]
struct Seen {
    document: usize,
    sentence: Place,
    words: Vec<String>,
    office: bool,
    speaks: bool,
    against: bool,
    named: Named,
    is_title: bool,
    /// Single words of a body's name behind "of": "Brone" of "University of Brone".
    behind: Vec<String>,
}

impl Seen {
    fn is_of_nobody(&self) -> bool {
        self.named != Named::Unknown
    }

    /// Whether something in the sentence says that it is somebody.
    fn is_somebody(&self) -> bool {
        let full = self.words.len() > 1 && !self.is_title;
        !self.is_of_nobody() && (full || self.against || (self.speaks && self.office))
    }
}

impl Keep {
    /// Reads the articles of a claim; `unmasked` are names that a reviewer lets stand in it. Cost: linear in the articles,
    /// and square in the names that they have.
    pub(super) fn of(findings: &Findings, claim: &Claim, names: &Names, unmasked: &[String]) -> Self {
        let mut seen = Vec::new();
        let articles: BTreeSet<usize> = claim.articles.iter().map(|a| a.document.index()).collect();
        let documents = findings.documents.iter().enumerate().filter(|(at, _)| articles.contains(at));
        for (at, document) in documents {
            for part in [Part::Title, Part::Text] {
                let mut start = 0;
                for line in document.part(part).split_inclusive('\n') {
                    for span in sentences(line, document.language, start) {
                        look(document, at, Place { part, span }, names, &mut seen);
                    }
                    start += line.len();
                }
            }
        }
        let accused = accused(findings, names);
        let split = |name: &String| name.split_whitespace().map(skeleton).filter(|w| !w.is_empty()).collect();
        let mut keep = Self { unmasked: unmasked.iter().map(split).collect(), ..Self::default() };
        keep.learn_speakers(&seen, &accused);
        keep.learn_bodies(&seen, &accused);
        keep.learn_outlets(findings, &seen, &accused);
        keep.hear(&seen, findings.documents.len());
        keep
    }

    fn learn_speakers(&mut self, seen: &[Seen], accused: &Stems) {
        let speaks = |s: &&Seen| s.office && s.words.len() > 1;
        for one in seen.iter().filter(speaks) {
            let same = |other: &&Seen| FORMS.is_form(&other.words, &one.words);
            let stands = seen.iter().filter(same).any(|s| s.speaks)
                && !seen.iter().filter(same).any(|s| s.against)
                && !one.words.iter().any(|word| accused.find(word, true));
            if stands && !self.speakers.contains(&one.words) {
                self.speakers.push(one.words.clone());
            }
        }
        for other in seen.iter().filter(|s| s.words.len() > 1) {
            let kept = self.speakers.iter().any(|name| FORMS.is_form(&other.words, name));
            if let Some(last) = other.words.last().filter(|_| !kept) {
                self.shared.insert(last.clone());
            }
        }
    }

    fn learn_bodies(&mut self, seen: &[Seen], accused: &Stems) {
        let people: BTreeSet<&String> = seen.iter().filter(|s| s.is_somebody()).flat_map(|s| &s.words).collect();
        let is_person = |word: &String| {
            accused.find(word, true)
                || people.iter().any(|other| FORMS.is_same_word(word, other) || FORMS.is_same_word(other, word))
        };
        let mut weights: BTreeMap<&String, u8> = BTreeMap::new();
        for one in seen.iter().filter(|s| s.is_of_nobody() && !s.words.iter().any(is_person)) {
            match one.named {
                Named::Body => {
                    self.bodies.insert(one.words.clone());
                    self.bodies.extend(one.behind.iter().map(|word| vec![word.clone()]));
                }
                Named::Place(weight) => {
                    one.words.iter().for_each(|word| *weights.entry(word).or_default() += weight);
                }
                Named::Unknown | Named::Noun => {}
            }
        }
        for word in weights.keys() {
            let same =
                weights.iter().filter(|(other, _)| FORMS.is_same_word(other, word) || FORMS.is_same_word(word, other));
            if same.map(|(_, weight)| weight).sum::<u8>() >= WEIGHT_OF_PLACE {
                self.places.insert((*word).clone());
            }
        }
    }

    /// Outlets stand under the names that their articles give, unless they are called after somebody withheld.
    fn learn_outlets(&mut self, findings: &Findings, seen: &[Seen], accused: &Stems) {
        let people: BTreeSet<&String> =
            seen.iter().filter(|s| s.words.len() > 1 && !s.is_of_nobody()).flat_map(|s| &s.words).collect();
        for document in &findings.documents {
            let words =
                tokens(&document.outlet, 0).into_iter().filter(|t| t.kind == Kind::Word).map(|t| skeleton(&t.folded));
            self.places.extend(words.filter(|word| !people.contains(word) && !accused.find(word, true)));
        }
    }

    fn hear(&mut self, seen: &[Seen], documents: usize) {
        self.heard = vec![Vec::new(); documents];
        let articles: BTreeSet<usize> = seen.iter().map(|s| s.document).collect();
        for name in &self.speakers {
            for &document in &articles {
                let here = |s: &&Seen| s.document == document && s.words.len() > 1 && FORMS.is_form(&s.words, name);
                let first = seen.iter().filter(here).find(|s| s.speaks);
                let sentence = first.map(|s| s.sentence).filter(|place| !self.heard[document].contains(place));
                self.heard[document].extend(sentence);
            }
        }
    }

    /// Sentences of a document that name a speaker.
    pub(super) fn voices(&self, no: DocumentNo) -> &[Place] {
        self.heard.get(no.index()).map_or(&[], Vec::as_slice)
    }

    /// Whether there is nothing that may stand.
    pub(super) fn is_empty(&self) -> bool {
        self.speakers.is_empty() && self.unmasked.is_empty() && self.bodies.is_empty() && self.places.is_empty()
    }

    /// Whether the run of words may stand: somebody who speaks, or was unmasked, or a body.
    pub(super) fn stands(&self, words: &[String]) -> bool {
        let speaks = |name: &Vec<String>| FORMS.is_form(words, name) && (words.len() > 1 || !self.is_shared(&words[0]));
        !words.is_empty()
            && (self.speakers.iter().any(speaks)
                || self.unmasked.iter().any(|name| FORMS.is_form(words, name))
                || self.bodies.iter().any(|name| is_body_again(words, name))
                || words.iter().all(|word| self.is_place(word)))
    }

    fn is_place(&self, word: &String) -> bool {
        let is_case = |place: &String| {
            let stem = place.trim_end_matches(['a', 'o', 'i']);
            stem.chars().count() >= FORMS.shortest_stem && word.strip_prefix(stem).is_some_and(is_any_ending)
        };
        self.places.contains(word) || self.places.iter().any(is_case)
    }

    /// Whether the words are the whole name of a body, of two words or more.
    pub(super) fn is_body(&self, words: &[String]) -> bool {
        words.len() > 1 && self.bodies.iter().any(|name| is_body_again(words, name))
    }

    fn is_shared(&self, word: &str) -> bool {
        self.shared.iter().any(|last| FORMS.is_same_word(word, last) || FORMS.is_same_word(last, word))
    }
}

/// Word for word, in whatever case.
fn is_body_again(words: &[String], name: &[String]) -> bool {
    let same = |(word, other): (&String, &String)| FORMS.is_same_word(word, other) || FORMS.is_same_word(other, word);
    words.len() == name.len() && words.iter().zip(name).all(same)
}

/// Of whom a status is stated.
fn accused(findings: &Findings, names: &Names) -> Stems {
    let mut stems = Stems::default();
    for legal in findings.findings.iter().flat_map(|f| &f.claim.legal) {
        let Some((document, who)) = findings.documents.get(legal.document.index()).zip(legal.who) else { continue };
        let words = document.slice(who);
        // What a headline only describes is no name: its words are common ones.
        let tokens = tokens(words, 0);
        let roles = super::names::roles(&tokens, document.language);
        for (token, _) in tokens.iter().zip(roles).filter(|(t, role)| t.kind == Kind::Word && t.capital && !role) {
            let word = token.span.of(words);
            if !names.is_common(word) {
                stems.insert(word);
            }
        }
    }
    stems
}

fn look(document: &Document, at: usize, sentence: Place, names: &Names, seen: &mut Vec<Seen>) {
    let (text, is_title) = (document.slice(sentence), sentence.part == Part::Title);
    let tokens = tokens(text, 0);
    let language = document.language;
    let lists = lists_by_token(&Lexicon::of(language).find(&tokens), tokens.len());
    let cases = Cases::of(language);
    let (office, private) = (cases.find(CaseList::Office, &tokens), cases.find(CaseList::Private, &tokens));
    let kinds = names.kinds(text, &tokens, language);
    let page = Page { tokens: &tokens, lists: &lists, language, is_title };
    let found = runs(&tokens, &kinds, &lists, text, language, is_title);
    let named_as: Vec<Named> = found.iter().map(|range| named_as(&page, range)).collect();
    for (number, range) in found.iter().enumerate() {
        let words: Vec<String> = named(range, &tokens, &lists, &office).map(|i| skeleton(&tokens[i].folded)).collect();
        if words.is_empty() {
            continue;
        }
        let somebody = |range: &Range<usize>| named(range, &tokens, &lists, &office).next().is_some();
        let others = found.iter().zip(&named_as).skip(number + 1);
        let others = others.filter(|(range, named)| **named == Named::Unknown && somebody(range));
        let next = others.map(|(range, _)| range.start).next().unwrap_or(tokens.len());
        let role = Office { page: &page, held: &office, private: &private };
        let holds = role.holds(range);
        let from = if holds { role.begins(range) } else { range.start };
        let speaks = has_cue(&page, &(from..range.end), next) || text.contains(['“', '«', '„', '"']);
        let accused = lists.iter().any(|l| l & ACCUSES != 0) && !speaks;
        seen.push(Seen {
            document: at,
            sentence,
            against: role.is_private(range, holds)
                || accused
                || role.denies_for_itself(range)
                || is_aged(&tokens, range),
            named: if holds { Named::Unknown } else { named_as[number] },
            is_title,
            behind: behind(range, &tokens),
            words,
            office: holds,
            speaks,
        });
    }
}

/// The single capitalised words behind small ones in a run.
fn behind(run: &Range<usize>, tokens: &[Token]) -> Vec<String> {
    let alone = |i: usize| {
        let next = run.contains(&(i + 1)) && tokens[i + 1].capital;
        i > run.start && tokens[i].capital && !tokens[i - 1].capital && !next
    };
    run.clone().filter(|&i| alone(i)).map(|i| skeleton(&tokens[i].folded)).collect()
}

/// Whether a word by which somebody speaks stands near a run, or after it before anybody else is named; where the verb
/// stands last, anywhere in a sentence that the run begins.
fn has_cue(page: &Page<'_>, run: &Range<usize>, next: usize) -> bool {
    let holds = |range: Range<usize>| range.into_iter().any(|i| page.lists.get(i).is_some_and(|l| l & SPEAKS != 0));
    let verb_last = matches!(page.language, Language::Turkish | Language::Azerbaijani) && run.start <= CUE_REACH;
    holds(run.start.saturating_sub(CUE_REACH)..(run.end + CUE_REACH).max(next))
        || (verb_last && holds(0..page.tokens.len()))
}

/// The words of a run that name: no word for an office among them.
fn named<'a>(
    range: &Range<usize>,
    tokens: &'a [Token],
    lists: &'a [u128],
    office: &'a [Range<usize>],
) -> impl Iterator<Item = usize> + 'a {
    let is_role = |i: &usize| lists[*i] & List::Person.bit() != 0 || office.iter().any(|o| o.contains(i));
    range.clone().filter(move |i| tokens[*i].capital && !is_role(i))
}

/// Runs of capitalised words, a starter at their head left out.
fn runs(
    tokens: &[Token],
    kinds: &[Word],
    lists: &[u128],
    text: &str,
    language: Language,
    is_title: bool,
) -> Vec<Range<usize>> {
    let in_runs = super::names::runs(text, tokens, kinds, language, is_title);
    // "Ludo Granzell von der Hochschule": what a body's noun follows joins no name.
    let before_body = |i: usize| {
        let next = (i..tokens.len()).find(|&next| tokens[next].capital);
        !tokens[i].capital && next.is_some_and(|next| lists[next] & BODIES != 0)
    };
    let counts = |i: usize| (in_runs[i] && !before_body(i)) || (tokens[i].capital && lists[i] & BODIES != 0);
    let mut found: Vec<Range<usize>> = Vec::new();
    for i in (0..tokens.len()).filter(|&i| counts(i)) {
        match found.last_mut() {
            // "Cumhuriyet Savcılığı Orkun Delibay": the body ends where its word does.
            Some(last) if last.end == i && lists[i - 1] & BODIES == 0 => last.end = i + 1,
            // "H." and "de la" belong to the name around them.
            Some(last)
                if i - last.end == 1 && (tokens[last.end].is_mark('.') && tokens[last.end - 1].span.len() <= 2) =>
            {
                last.end = i + 1;
            }
            _ if tokens[i].capital => found.push(i..i + 1),
            // "Universidad de Alcor": what joins a body and its town begins no name.
            _ => {}
        }
    }
    found
}

/// ", 44," and "(44)": who is given an age is no office.
fn is_aged(tokens: &[Token], run: &Range<usize>) -> bool {
    let number = |i: usize| {
        tokens
            .get(i)
            .is_some_and(|t| t.kind == Kind::Number && t.folded.parse::<u8>().is_ok_and(|n| (2..=110).contains(&n)))
    };
    let mark = |i: usize, marks: [char; 2]| tokens.get(i).is_some_and(|t| marks.iter().any(|&m| t.is_mark(m)));
    mark(run.end, [',', '(']) && number(run.end + 1) && mark(run.end + 2, [',', ')'])
}
