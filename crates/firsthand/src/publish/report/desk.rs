//! Where does a report take its words from? From the documents as they are, or with names withheld.

use super::super::mask::{Masked, WITHHELD, Withheld};
use super::super::wire::Pile;
use super::super::words::{clean, cut_at_space, document_name};
use crate::model::{Document, DocumentNo, Finding, Findings, Part, Place, Span};
use crate::text::sentences_around;

/// A heading is read at a glance: two lines. Chosen by hand.
const LONGEST_HEADING: usize = 120;

/// A quotation of a report is no longer; a longer one is cut at a space and marked. Three lines of a newspaper column.
pub(super) const LONGEST_QUOTE: usize = 320;

/// The findings with places in stored documents, and the words that may be shown for them.
pub(super) struct Desk<'a> {
    pub(super) findings: &'a Findings,
    shown: &'a Findings,
    withheld: Option<&'a Withheld>,
}

impl<'a> Desk<'a> {
    pub(super) fn open(findings: &'a Findings) -> Self {
        Self { findings, shown: findings, withheld: None }
    }

    pub(super) fn withholding(findings: &'a Findings, masked: &'a Masked, withheld: &'a Withheld) -> Self {
        Self { findings, shown: masked.findings(), withheld: Some(withheld) }
    }

    /// The claim and trace with places in stored documents.
    pub(super) fn finding(&self, at: usize) -> &'a Finding {
        &self.findings.findings[at]
    }

    /// The same with words that may be shown: names of sources, of what is missing, what is owed. Where names are withheld,
    /// one claim is shown at a time.
    pub(super) fn shown(&self, at: usize) -> &'a Finding {
        &self.shown.findings[if self.withheld.is_some() { 0 } else { at }]
    }

    pub(super) fn pile(&self) -> Pile<'a> {
        Pile(&self.shown.documents)
    }

    pub(super) fn documents(&self) -> &'a [Document] {
        &self.shown.documents
    }

    /// The words that may be shown for a place, on one line.
    pub(super) fn words(&self, no: DocumentNo, place: Place) -> String {
        let shown = self.withheld.map_or(place, |withheld| withheld.place(no, place));
        clean(self.pile().words(no, shown))
    }

    /// The words of a place in quotation marks; marks inside become single ones.
    pub(super) fn quote(&self, no: DocumentNo, place: Place) -> String {
        let words = self.words(no, place);
        quoted(without_label(&words), LONGEST_QUOTE)
    }

    /// The same for a heading, which is shorter.
    pub(super) fn quote_short(&self, no: DocumentNo, place: Place) -> String {
        let words = self.words(no, place);
        quoted(without_quotes(without_label(&words)), LONGEST_HEADING)
    }

    /// An outlet; where none is recorded, the article by its place in the collection.
    pub(super) fn name(&self, no: DocumentNo) -> String {
        let nameless = self.documents().get(no.index()).is_some_and(|d| d.outlet.trim().is_empty());
        match (nameless, self.documents().len()) {
            (false, _) => single(&document_name(self.pile(), no)),
            (true, 1) => "the article".to_owned(),
            (true, _) => format!("article {} of the collection", no.index() + 1),
        }
    }

    /// The sentence around a place.
    pub(super) fn sentence_around(&self, no: DocumentNo, place: Place) -> Place {
        let Some(document) = self.findings.documents.get(no.index()) else { return place };
        if place.part == Part::Title {
            return Place { part: Part::Title, span: Span::new(0, document.title.len()) };
        }
        let around = sentences_around(&document.text, document.language, place.span);
        let holds = |s: &&Span| s.start <= place.span.start && place.span.end <= s.end;
        around.iter().find(holds).map_or(place, |&span| Place { part: Part::Text, span })
    }

    /// Sentences of people who may be named and are heard in the articles of a claim: speakers in office, counsel, experts.
    pub(super) fn voices(&self, at: usize) -> Vec<(DocumentNo, Place)> {
        let Some(withheld) = self.withheld else { return Vec::new() };
        let articles = self.finding(at).claim.articles.iter().map(|a| a.document);
        articles.flat_map(|no| withheld.voices(no).iter().map(move |&place| (no, place))).collect()
    }

    /// What a reviewer wrote, as it may be shown. It is taken to be in the language of the claim; in another one more is
    /// withheld, not less.
    pub(super) fn own_words(&self, at: usize, words: &str) -> String {
        let language = self.finding(at).claim.language;
        self.withheld.map_or_else(|| words.to_owned(), |withheld| withheld.own_words(words, language))
    }

    /// Whether the words hold a name that was withheld.
    pub(super) fn left_in(&self, words: &str) -> Option<Vec<String>> {
        self.withheld.map(|w| w.left_in(words)).filter(|left| !left.is_empty())
    }

    /// Where a page that is linked carries a sentence from which a name was withheld, the name is a search away.
    pub(super) fn findable(&self, at: usize) -> Option<String> {
        let (no, place) = self.finding(at).claim.statement;
        let linked = self.documents().get(no.index()).is_some_and(|d| !d.url.is_empty());
        let cut = self.words(no, place).contains(WITHHELD);
        let outlet = self.name(no);
        (linked && cut).then(|| {
            format!("the page of {outlet} that is linked carries the quoted sentence with the name: who searches for it finds it")
        })
    }
}

/// In quotation marks, cut where it is very long; marks inside become single ones, as in print.
fn quoted(words: &str, longest: usize) -> String {
    format!("“{}”", cut_at_space(single(words).trim_end_matches([',', ' ']), longest))
}

/// "Answer: First of all, …": the label of who speaks in an interview is no part of what was said.
fn without_label(words: &str) -> &str {
    const LONGEST: usize = 10;
    match words.split_once(": ") {
        Some((label, said)) if label.chars().count() <= LONGEST && !label.contains(' ') && !said.is_empty() => said,
        _ => words,
    }
}

/// A heading quotes what is in the first quotation marks of a sentence that begins with some, or the sentence itself.
fn without_quotes(words: &str) -> &str {
    let marks = ['“', '”', '„', '«', '»', '"'];
    let Some(said) = words.strip_prefix(marks) else { return words.trim_end_matches(['.', ' ']) };
    said.split(marks).next().unwrap_or(said).trim_end_matches(['.', ',', ' '])
}

/// Double quotation marks of any language as single ones.
pub(super) fn single(words: &str) -> String {
    words.chars().map(|c| if matches!(c, '“' | '”' | '„' | '«' | '»' | '"') { '\'' } else { c }).collect()
}
