//! The findings again, with every name replaced and every place moved to where its words now are.

use std::rc::Rc;

use super::names::Names;
use super::shift::Shift;
use super::{TEXT_WITHHELD, WITHHELD};
use crate::model::{
    Accusation, Claim, Credit, Document, DocumentNo, Due, Evidence, Finding, Findings, Hop, Language, LegalStatement,
    Mention, Missing, Note, Owed, Part, Place, Reason, Relay, Reply, Source, SourceKind, Trace,
};

/// Share of a text's letters, as a divisor, that may stand in a script without capitals: in such a script nothing tells a
/// name from another word.
const CASELESS_SHARE: usize = 5;

/// Fewer letters than this may well have no capital among them.
const FEW_LETTERS: usize = 60;

/// Findings without a name of anybody. Made by [`mask`] only.
#[derive(Clone, Debug)]
pub struct Masked(Findings);

impl Masked {
    /// What the renderers read.
    pub fn findings(&self) -> &Findings {
        &self.0
    }
}

/// Replaces the names of people, in whatever script and form, by a neutral label: in texts, titles, statements, sources,
/// evidence, reasons, notes and addresses; places follow their words. Bylines and the fields of the input that Firsthand
/// does not know are left out.
///
/// Names are those of sources that are people, of whom a status is stated, and every other capitalised word that is not
/// known for something else, so that towns and bodies are often withheld too. Texts in scripts without capitals are
/// withheld whole. The names of outlets stay, unless they hold a source's name. Cost: linear.
pub fn mask(findings: &Findings) -> Masked {
    mask_all(findings).0
}

/// What must not be seen in an artefact.
pub(in super::super) struct Withheld(Masker);

impl Withheld {
    /// The same words where names are withheld.
    pub(in super::super) fn place(&self, no: DocumentNo, place: Place) -> Place {
        self.0.place(no, place)
    }

    /// Sentences of a document that name somebody who speaks and may be named, one for each name.
    pub(in super::super) fn voices(&self, no: DocumentNo) -> &[Place] {
        self.0.names.voices(no)
    }

    /// A reviewer's own words with every name in them withheld that may not stand in the claim.
    pub(in super::super) fn own_words(&self, words: &str, language: Language) -> String {
        Shift::replace(words, &self.0.names.ranges(words, language, false)).text
    }

    /// Whether an address, an id or a path holds a withheld name.
    pub(super) fn is_within(&self, address: &str) -> bool {
        self.0.names.within(address)
    }

    /// The words of an artefact that are a form of a withheld name, whatever they stand in.
    pub(in super::super) fn left_in(&self, artefact: &str) -> Vec<String> {
        self.0.names.left_in(artefact)
    }
}

/// A pile read once, for any number of published claims of it.
pub(in super::super) struct PileMask(Masker);

impl PileMask {
    /// Cost: linear in the pile.
    pub(in super::super) fn of(findings: &Findings) -> Self {
        Self(Masker::new(findings, Names::of(findings)))
    }

    /// The documents, and claim `at` alone, for readers: who speaks for a body, in an office, as counsel or as an expert
    /// stands, unless accused; so do bodies, and the names that a reviewer unmasked in this claim. Cost: that of masking
    /// the claim's articles anew; all other documents have every name withheld.
    pub(in super::super) fn of_claim(&self, findings: &Findings, at: usize, unmasked: &[String]) -> (Masked, Withheld) {
        let finding = &findings.findings[at];
        let names = self.0.names.published(findings, &finding.claim, unmasked);
        let mut shifts = self.0.shifts.clone();
        for article in &finding.claim.articles {
            let no = article.document.index();
            if let Some((shift, document)) = shifts.get_mut(no).zip(findings.documents.get(no)) {
                *shift = Rc::new(self::shifts(&names, document));
            }
        }
        let masker = Masker { names, shifts };
        let shown = Findings {
            documents: masker.documents(findings),
            findings: vec![masker.finding(finding)],
            notes: Vec::new(),
        };
        (Masked(shown), Withheld(masker))
    }
}

/// [`mask`], and what was withheld.
pub(super) fn mask_all(findings: &Findings) -> (Masked, Withheld) {
    let masker = Masker::new(findings, Names::of(findings));
    (Masked(masker.all(findings)), Withheld(masker))
}

/// What the report of claim `at` is made from when it is published: as [`mask`], but who speaks for a body, in an office,
/// as counsel or as an expert stands, unless accused; so do bodies and places, and names that a reviewer unmasked in this
/// claim. Only this claim is among the findings. Cost: linear in the pile, and square in the names that the claim's articles
/// have.
///
/// # Panics
/// Where there is no claim `at`.
pub fn mask_for_readers(findings: &Findings, at: usize, unmasked: &[String]) -> Masked {
    PileMask::of(findings).of_claim(findings, at, unmasked).0
}

struct Masker {
    names: Names,
    /// Title and text of each document.
    shifts: Vec<Rc<(Shift, Shift)>>,
}

impl Masker {
    fn all(&self, findings: &Findings) -> Findings {
        Findings {
            documents: self.documents(findings),
            findings: findings.findings.iter().map(|finding| self.finding(finding)).collect(),
            notes: findings.notes.iter().map(|note| self.note(note)).collect(),
        }
    }

    fn new(findings: &Findings, names: Names) -> Self {
        let shifts = findings.documents.iter().map(|document| Rc::new(shifts(&names, document))).collect();
        Self { names, shifts }
    }

    fn documents(&self, findings: &Findings) -> Vec<Document> {
        findings.documents.iter().enumerate().map(|(at, document)| self.document(at, document)).collect()
    }

    fn document(&self, at: usize, document: &Document) -> Document {
        let (title, text) = &*self.shifts[at];
        let id = if self.names.within(&document.id) { format!("withheld-{}", at + 1) } else { document.id.clone() };
        Document {
            id,
            path: self.address(&document.path),
            url: self.address(&document.url),
            outlet: self.words(&document.outlet),
            published: document.published.clone(),
            utc_offset_minutes: document.utc_offset_minutes,
            language: document.language,
            language_tag: document.language_tag.clone(),
            title: title.text.clone(),
            authors: Vec::new(),
            text: text.text.clone(),
            links: document.links.iter().map(|link| self.address(link)).collect(),
            // Passages are found before anything is withheld.
            captions: Vec::new(),
            extra: Vec::new(),
        }
    }

    /// Empty where it holds a name.
    fn address(&self, address: &str) -> String {
        if self.names.within(address) { String::new() } else { address.to_owned() }
    }

    /// Words that stand outside the texts: what a rule says, what a source is called.
    fn words(&self, words: &str) -> String {
        if is_caseless(words) {
            return WITHHELD.to_owned();
        }
        Shift::replace(words, &self.names.ranges(words, Language::Other, false)).text
    }

    fn name(&self, name: &str, kind: SourceKind) -> String {
        let masked = self.words(name);
        let hides = kind == SourceKind::Person && !self.names.lets_stand(name);
        if hides { WITHHELD.to_owned() } else { masked }
    }

    fn place(&self, no: DocumentNo, place: Place) -> Place {
        let Some((title, text)) = self.shifts.get(no.index()).map(|shifts| &**shifts) else { return place };
        let shift = if place.part == Part::Title { title } else { text };
        Place { part: place.part, span: shift.span(place.span) }
    }

    fn at(&self, (no, place): (DocumentNo, Place)) -> (DocumentNo, Place) {
        (no, self.place(no, place))
    }

    fn all_at(&self, places: &[(DocumentNo, Place)]) -> Vec<(DocumentNo, Place)> {
        places.iter().map(|&place| self.at(place)).collect()
    }

    fn finding(&self, finding: &Finding) -> Finding {
        Finding { claim: self.claim(&finding.claim), trace: self.trace(&finding.trace) }
    }

    fn claim(&self, claim: &Claim) -> Claim {
        Claim {
            statement: self.at(claim.statement),
            language: claim.language,
            articles: claim.articles.clone(),
            mentions: claim.mentions.iter().map(|mention| self.mention(mention)).collect(),
            due: claim.due.as_ref().map(|due| Due { place: self.at(due.place), ..due.clone() }),
            disputed_by: self.all_at(&claim.disputed_by),
            legal: claim.legal.iter().map(|legal| self.legal(legal)).collect(),
            accusation: claim.accusation.as_ref().map(|accusation| self.accusation(accusation)),
            replies: claim.replies.iter().map(|reply| self.reply(reply)).collect(),
        }
    }

    fn mention(&self, mention: &Mention) -> Mention {
        let no = mention.document;
        let hop =
            |hop: &Hop| Hop { name: self.name(&hop.name, hop.kind), kind: hop.kind, place: self.place(no, hop.place) };
        let credit = |credit: &Credit| Credit {
            source: credit.source,
            hop: hop(&credit.hop),
            via: credit.via.iter().map(hop).collect(),
        };
        Mention {
            document: no,
            place: self.place(no, mention.place),
            stance: mention.stance,
            says_from: mention.says_from.iter().map(credit).collect(),
        }
    }

    fn legal(&self, legal: &LegalStatement) -> LegalStatement {
        LegalStatement {
            who: legal.who.map(|who| self.place(legal.document, who)),
            by: legal.by.map(|by| self.place(legal.document, by)),
            place: self.place(legal.document, legal.place),
            ..legal.clone()
        }
    }

    fn accusation(&self, accusation: &Accusation) -> Accusation {
        Accusation {
            conduct: self.all_at(&accusation.conduct),
            by: self.all_at(&accusation.by),
            jurisdiction: accusation.jurisdiction.map(|place| self.at(place)),
            groups: self.all_at(&accusation.groups),
        }
    }

    fn reply(&self, reply: &Reply) -> Reply {
        let place = |place| self.place(reply.document, place);
        Reply { who: reply.who.map(place), place: place(reply.place), ..reply.clone() }
    }

    fn trace(&self, trace: &Trace) -> Trace {
        let mut masked = trace.clone();
        masked.sources = trace.sources.iter().map(|source| self.source(source)).collect();
        masked.relays = trace.relays.iter().map(|relay| self.relay(relay)).collect();
        for origin in &mut masked.origins {
            origin.because = self.words(&origin.because);
        }
        masked.bounds.why = trace.bounds.why.iter().map(|reason| self.reason(reason)).collect();
        for change in &mut masked.would_change {
            change.text = self.words(&change.text);
        }
        for drift in &mut masked.drift {
            drift.was = self.words(&drift.was);
            drift.became = self.words(&drift.became);
        }
        masked.missing = trace.missing.iter().map(|missing| self.missing(missing)).collect();
        masked.owed = trace.owed.iter().map(|owed| self.owed(owed)).collect();
        masked
    }

    fn source(&self, source: &Source) -> Source {
        let mut aliases: Vec<String> = Vec::new();
        for alias in source.aliases.iter().map(|alias| self.name(alias, source.kind)) {
            // What is left of two names may be the same, and then says nothing twice.
            if alias != WITHHELD && !aliases.contains(&alias) {
                aliases.push(alias);
            }
        }
        Source {
            name: self.name(&source.name, source.kind),
            aliases,
            places: self.all_at(&source.places),
            only_part: source.only_part.map(|place| self.at(place)),
            ..source.clone()
        }
    }

    fn relay(&self, relay: &Relay) -> Relay {
        let evidence =
            |e: &Evidence| Evidence { kind: e.kind, detail: self.words(&e.detail), places: self.all_at(&e.places) };
        Relay { evidence: relay.evidence.iter().map(evidence).collect(), ..relay.clone() }
    }

    fn reason(&self, reason: &Reason) -> Reason {
        Reason { text: self.words(&reason.text), places: self.all_at(&reason.places), ..reason.clone() }
    }

    fn missing(&self, missing: &Missing) -> Missing {
        let url = missing.url.as_ref().filter(|url| !self.names.within(url)).cloned();
        Missing { name: self.words(&missing.name), url, ..missing.clone() }
    }

    fn owed(&self, owed: &Owed) -> Owed {
        Owed { kind: owed.kind, text: self.words(&owed.text), place: self.at(owed.place) }
    }

    fn note(&self, note: &Note) -> Note {
        Note { at: self.address(&note.at), text: self.words(&note.text), ..note.clone() }
    }
}

fn shifts(names: &Names, document: &Document) -> (Shift, Shift) {
    let both = format!("{} {}", document.title, document.text);
    if is_caseless(&both) || is_all_small(&both) {
        return (Shift::whole(&document.title, TEXT_WITHHELD), Shift::whole(&document.text, TEXT_WITHHELD));
    }
    let shift = |text: &str, is_title| Shift::replace(text, &names.ranges(text, document.language, is_title));
    (shift(&document.title, true), shift(&document.text, false))
}

/// Whether a good part of the letters have no capitals; Georgian has some that nobody uses.
fn is_caseless(text: &str) -> bool {
    let is_caseless = |c: char| matches!(c, '\u{10a0}'..='\u{10ff}') || !(c.is_uppercase() || c.is_lowercase());
    let letters = text.chars().filter(|c| c.is_alphabetic());
    letters.clone().filter(|&c| is_caseless(c)).count() * CASELESS_SHARE > letters.count()
}

/// Whether an article is written without capitals, names and all.
fn is_all_small(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() >= FEW_LETTERS && !text.chars().any(char::is_uppercase)
}
