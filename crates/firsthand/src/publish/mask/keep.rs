//! Which names may stand in what is published? Of those who speak for a body, in an office, as counsel or as an expert,
//! and of bodies. What speaks against it, anywhere in the pile, wins: an accused, a relative, a witness, a victim is
//! withheld whatever else they are (safeguards, rule 7).

use std::collections::BTreeSet;
use std::ops::Range;

use super::names::{Names, Word};
use super::stems::Stems;
use crate::lexicon::{CaseList, Cases, Concepts, Lexicon, List, lists_by_token};
use crate::model::{Claim, Document, DocumentNo, Findings, Language, Part, Place};
use crate::text::{Inflection, Kind, Token, sentences, skeleton, tokens};

/// Proceedings, and what somebody is accused of: a name in such a sentence is taken for the accused.
const ACCUSES: u128 = List::Accuse.bit() | List::PROCEEDINGS;

/// Words by which somebody speaks.
const SPEAKS: u128 = List::Say.bit()
    | List::Told.bit()
    | List::Confirm.bit()
    | List::CueThenSource.bit()
    | List::SourceThenCue.bit()
    | List::Deny.bit();

/// Words that make the capitalised words beside them the name of a body.
const BODIES: u128 = List::Institution.bit();

/// What is let stand has to be the name itself: short words have no forms here, and endings are short.
const FORMS: Inflection = Inflection { shortest_stem: 4, longest_ending: 3 };

/// One "in X" may be belief in somebody; so many make a place.
const SIGHTINGS_OF_PLACE: usize = 2;

/// ", Beate Quandrell, said": so many tokens a cue stands from the name of who speaks.
const CUE_REACH: usize = 4;

/// Names that may stand, in the words of their runs.
#[derive(Default)]
pub(super) struct Keep {
    /// Skeletons of the words of each name.
    speakers: Vec<Vec<String>>,
    /// Skeletons of last words that several people share, one of whom is withheld: they do not stand alone.
    shared: BTreeSet<String>,
    /// What a reviewer unmasked.
    unmasked: Vec<Vec<String>>,
    /// Words of the names of bodies and places that name nobody.
    bodies: BTreeSet<String>,
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
    in_body: bool,
    in_place: bool,
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
        let mut people: BTreeSet<&String> = BTreeSet::new();
        for one in seen.iter().filter(|s| !s.in_body && !s.in_place) {
            people.extend(&one.words);
        }
        let sighted = |word: &String| seen.iter().filter(|s| s.in_place && s.words.contains(word)).count();
        for one in seen.iter().filter(|s| s.in_body || s.in_place) {
            let names_nobody = |word: &&String| !people.contains(word) && !accused.find(word, true);
            let words = one.words.iter().filter(names_nobody);
            self.bodies.extend(words.filter(|word| one.in_body || sighted(word) >= SIGHTINGS_OF_PLACE).cloned());
        }
    }

    /// Outlets stand under the names that their articles give, unless they are called after somebody withheld.
    fn learn_outlets(&mut self, findings: &Findings, seen: &[Seen], accused: &Stems) {
        let people: BTreeSet<&String> =
            seen.iter().filter(|s| s.words.len() > 1 && !s.in_body).flat_map(|s| &s.words).collect();
        for document in &findings.documents {
            let words =
                tokens(&document.outlet, 0).into_iter().filter(|t| t.kind == Kind::Word).map(|t| skeleton(&t.folded));
            self.bodies.extend(words.filter(|word| !people.contains(word) && !accused.find(word, true)));
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
        self.speakers.is_empty() && self.unmasked.is_empty() && self.bodies.is_empty()
    }

    /// Whether the run of words may stand: somebody who speaks, or was unmasked, or a body.
    pub(super) fn stands(&self, words: &[String]) -> bool {
        let speaks = |name: &Vec<String>| FORMS.is_form(words, name) && (words.len() > 1 || !self.is_shared(&words[0]));
        !words.is_empty()
            && (self.speakers.iter().any(speaks)
                || self.unmasked.iter().any(|name| FORMS.is_form(words, name))
                || words.iter().all(|word| self.bodies.contains(word)))
    }

    fn is_shared(&self, word: &str) -> bool {
        self.shared.iter().any(|last| FORMS.is_same_word(word, last) || FORMS.is_same_word(last, word))
    }
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
    let kinds = names.kinds(text, &tokens);
    for range in runs(&tokens, &kinds, &lists, text, language, is_title) {
        let words: Vec<String> = named(&range, &tokens, &lists, &office).map(|i| skeleton(&tokens[i].folded)).collect();
        if words.is_empty() {
            continue;
        }
        let holds =
            |list: u128, range: Range<usize>| range.into_iter().any(|i| lists.get(i).is_some_and(|l| l & list != 0));
        let near_cue = holds(SPEAKS, range.start.saturating_sub(CUE_REACH)..range.end + CUE_REACH);
        let verb_last = matches!(language, Language::Turkish | Language::Azerbaijani) && range.start <= CUE_REACH;
        let speaks = near_cue || (verb_last && holds(SPEAKS, 0..tokens.len())) || text.contains(['“', '«', '„', '"']);
        let office = (beside(&office, &range, &tokens) || over_body(&office, &range, &tokens, &lists))
            && !is_anothers(&tokens, &lists, &range, language);
        let accused = holds(ACCUSES, 0..tokens.len()) && !speaks;
        let denies = denies_for_itself(&tokens, &lists, &range, language);
        seen.push(Seen {
            document: at,
            sentence,
            against: beside(&private, &range, &tokens) && !is_own_office(&private, &range, office)
                || accused
                || denies
                || is_aged(&tokens, &range),
            in_body: is_body(&tokens, &lists, &range, language, is_title),
            in_place: is_place(&tokens, &range),
            words,
            office,
            speaks,
        });
    }
}

/// A word for a relative counts where it stands nearer than the office: "Petrov's lawyer" is no Petrov.
fn is_own_office(private: &[Range<usize>], run: &Range<usize>, office: bool) -> bool {
    let before = private.iter().any(|p| p.end <= run.start && run.start - p.end <= 1);
    office && !before
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
            _ => found.push(i..i + 1),
        }
    }
    found
}

/// Whether one of the phrases stands right before a run, or behind a comma after it: "spokeswoman X", "X, the mayor,". "The
/// lawyer for X" speaks for X, and in "X, lawyer Y said" the lawyer is Y.
fn beside(phrases: &[Range<usize>], run: &Range<usize>, tokens: &[Token]) -> bool {
    let is_article = |t: &Token| t.folded.chars().count() <= 3 && t.kind == Kind::Word;
    let names_next = |p: &Range<usize>| tokens.get(p.end).is_some_and(|t| t.capital);
    phrases.iter().any(|p| {
        let within = p.start < run.end && run.start < p.end;
        let before = p.end == run.start;
        let comma_before = p.end + 1 == run.start && tokens[p.end].is_mark(',');
        let after = p.start > run.end && tokens[run.end].is_mark(',') && !names_next(p);
        let near = p.start - run.end.min(p.start) <= 4
            && tokens[(run.end + 1).min(p.start)..p.start].iter().take(1).all(is_article);
        within || before || comma_before || (after && near)
    })
}

/// "La portavoz de la fiscalía, X", "речниця поліції X": between office and name stands the body alone.
fn over_body(office: &[Range<usize>], run: &Range<usize>, tokens: &[Token], lists: &[u128]) -> bool {
    const LONGEST: usize = 5;
    let small = |t: &Token| !t.capital && (t.kind == Kind::Word || t.is_mark(',') || t.is_mark('\''));
    office.iter().filter(|p| p.end < run.start && run.start - p.end <= LONGEST).any(|p| {
        let between = p.end..run.start;
        tokens[between.clone()].iter().all(small) && between.into_iter().any(|i| lists[i] & BODIES != 0)
    })
}

/// "Адвокат Ирмы Толлгард заявил": the name in another case than the office is whom the lawyer speaks for. Cyrillic
/// languages have cases on names; a first name in -а may be a woman's or a man's genitive, and the verb tells.
fn is_anothers(tokens: &[Token], lists: &[u128], run: &Range<usize>, language: Language) -> bool {
    const OBLIQUE: [&str; 8] = ["ы", "и", "у", "ю", "ои", "ом", "ем", "і"];
    if !matches!(language, Language::Russian | Language::Ukrainian) {
        return false;
    }
    let Some(first) = run.clone().find(|&i| tokens[i].capital).map(|i| tokens[i].folded.as_str()) else { return false };
    // "Юрий" is folded to "юрии", and is no genitive.
    let nominative = first.ends_with("ии") || first.ends_with("еи") || first.ends_with("аи");
    let verbs = (0..tokens.len()).filter(|&i| lists[i] & SPEAKS != 0).map(|i| tokens[i].folded.as_str());
    let man = |verb: &str| verb.ends_with('л') || (language == Language::Ukrainian && verb.ends_with('в'));
    let speaks_as_man = verbs.into_iter().any(man);
    (!nominative && OBLIQUE.iter().any(|end| first.ends_with(end)))
        || (speaks_as_man && (first.ends_with('а') || first.ends_with('я')))
}

/// "Minister X denied taking bribes": whoever denies a deed without speaking for somebody is taken for the accused.
fn denies_for_itself(tokens: &[Token], lists: &[u128], run: &Range<usize>, language: Language) -> bool {
    let has = |list: u128| lists.iter().any(|l| l & list != 0);
    let speaks_for = tokens[run.start.saturating_sub(CUE_REACH)..(run.end + CUE_REACH).min(tokens.len())]
        .iter()
        .any(|t| Concepts::all().is_one_of(&t.folded, language, &["spokesperson", "lawyer"]));
    has(List::Deny.bit()) && has(ACCUSES) && !speaks_for && !has(List::Say.bit())
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

/// Whether a word for a body ends the run, or follows it: "Port Ilmara District Clinic". What opens a sentence is written
/// large for that alone, and German writes every noun large.
fn is_body(tokens: &[Token], lists: &[u128], run: &Range<usize>, language: Language, is_title: bool) -> bool {
    let large = |i: usize| tokens.get(i).is_some_and(|t| t.capital) && lists[i] & BODIES != 0;
    language != Language::German && !is_title && run.end > run.start + 1 && (large(run.end - 1) || large(run.end))
}

/// "in Port Ilmara": where something is. "у", "bei", "à" and "from" stand before people too.
fn is_place(tokens: &[Token], run: &Range<usize>) -> bool {
    const IN: [&str; 3] = ["in", "в", "во"];
    let before = run.start > 0 && IN.contains(&tokens[run.start - 1].folded.as_str());
    let owns = tokens.get(run.end).is_some_and(|t| t.is_mark('\'') || t.is_mark('’'));
    before && !owns
}
