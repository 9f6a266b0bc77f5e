//! What can be a report of a claim? An article, or one item of a page of briefs.

use super::features::{Feature, Vector, features};
use crate::lexicon::{Lexicon, List};
use crate::model::{Document, DocumentNo, Language, Passage, Place, Role, Span};
use crate::outlets::Outlets;
use crate::text::{Token, sentences, tokens};

/// A sentence with what the linking rules ask of it.
#[derive(Clone, Debug)]
pub struct Line {
    /// Where it stands.
    pub place: Place,
    /// The role of its passage.
    pub role: Role,
    /// Position of its passage among the unit's.
    pub passage: usize,
    /// What it is about; the names of outlets that it credits are left out.
    pub features: Vec<Feature>,
    /// Where in the part each feature's word begins, in bytes.
    pub starts: Vec<u32>,
    /// The lists of the language file that have a phrase in it, as a set of bits.
    pub lists: u64,
    /// Features that stand within three words after a negation.
    pub negated: Vec<Feature>,
    /// Whether it ends with a question mark.
    pub asks: bool,
}

impl Line {
    /// What the sentence is about beside the given spans.
    pub fn beside(&self, spans: &[Span]) -> Vec<Feature> {
        let outside = |start: u32| !spans.iter().any(|s| s.start <= start && start < s.end);
        self.features.iter().zip(&self.starts).filter(|(_, start)| outside(**start)).map(|(f, _)| *f).collect()
    }

    /// Whether a phrase of the list occurs in the sentence.
    pub fn has(&self, list: List) -> bool {
        self.lists & list.bit() != 0
    }
}

/// An article, or one item of a page of briefs.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Which document it is of.
    pub document: DocumentNo,
    /// The document's language.
    pub language: Language,
    /// Its sentences, title first, clutter left out.
    pub lines: Vec<Line>,
    /// What its title and first paragraphs are about.
    pub head: Vector,
    /// What all of it is about.
    pub full: Vector,
}

/// Paragraphs that make up the head of an article: news comes first, and the third paragraph already tells what
/// happened before.
const HEAD_PASSAGES: usize = 3;
/// What the title and the lead say weighs twice what the next paragraphs say; chosen by hand.
const LEAD_WEIGHT: f32 = 1.0;
const HEAD_WEIGHT: f32 = 0.5;

/// The units of a document, in order.
pub fn units(document: &Document, no: DocumentNo, passages: &[Passage], outlets: &Outlets) -> Vec<Unit> {
    let text: Vec<&Passage> = passages.iter().filter(|p| p.role != Role::Clutter).collect();
    let mut seen = Vec::new();
    let mut lines_of = |passage: &Passage, n: usize| lines(document, passage, n, outlets, &mut seen);
    if let Some(items) = briefs(document, &text) {
        let of = |(i, item): (usize, &Vec<&Passage>)| (i, item.iter().map(|p| **p).collect::<Vec<Passage>>());
        let items: Vec<(usize, Vec<Passage>)> = items.iter().enumerate().map(of).collect();
        return items
            .into_iter()
            .map(|(_, item)| unit(document, no, item.iter().enumerate().flat_map(|(n, p)| lines_of(p, n)).collect()))
            .collect();
    }
    vec![unit(document, no, text.iter().enumerate().flat_map(|(n, p)| lines_of(p, n)).collect())]
}

fn unit(document: &Document, no: DocumentNo, lines: Vec<Line>) -> Unit {
    let (mut head, mut full) = (Vector::new(), Vector::new());
    let is_text = |l: &&Line| !matches!(l.role, Role::Title | Role::Credit);
    let first_text = lines.iter().find(is_text).map_or(0, |l| l.passage);
    for line in lines.iter().filter(|l| l.role != Role::Credit) {
        let in_lead = line.role == Role::Title || line.passage == first_text;
        let weight = if in_lead { LEAD_WEIGHT } else { HEAD_WEIGHT };
        let in_head = in_lead || line.passage < first_text + HEAD_PASSAGES;
        for &feature in &line.features {
            if in_head {
                let entry = head.entry(feature).or_insert(0.0);
                *entry = f32::max(*entry, weight);
            }
            full.insert(feature, 1.0);
        }
    }
    Unit { document: no, language: document.language, lines, head, full }
}

/// A page of briefs: two paragraphs or more that open with a heading in capitals and a full stop or colon.
fn briefs<'a>(document: &Document, passages: &[&'a Passage]) -> Option<Vec<Vec<&'a Passage>>> {
    let heads = |p: &Passage| p.role != Role::Title && opens_with_capitals(document.slice(p.place));
    if passages.iter().filter(|p| heads(p)).count() < 2 {
        return None;
    }
    let mut items: Vec<Vec<&Passage>> = Vec::new();
    for passage in passages.iter().filter(|p| p.role != Role::Title) {
        match items.last_mut() {
            Some(item) if !heads(passage) => item.push(passage),
            _ => items.push(vec![passage]),
        }
    }
    Some(items)
}

fn opens_with_capitals(paragraph: &str) -> bool {
    const LONGEST_HEADING: usize = 60;
    let end = paragraph.find(['.', ':']).unwrap_or(0);
    let heading = &paragraph[..end];
    let letters = heading.chars().filter(|c| c.is_alphabetic()).count();
    // A dateline ("PORT ILMARA.") opens one article, a heading opens one of several items; `briefs` asks for two.
    (4..=LONGEST_HEADING).contains(&letters) && heading.chars().all(|c| !c.is_lowercase())
}

fn lines(
    document: &Document,
    passage: &Passage,
    number: usize,
    outlets: &Outlets,
    seen: &mut Vec<crate::model::OutletNo>,
) -> Vec<Line> {
    let text = document.slice(passage.place);
    let start = passage.place.span.start as usize;
    let all = tokens(text, start);
    let matches = Lexicon::of(document.language).find(&all);
    let mentions = outlets.find(&all, &matches, document.language, seen);
    let mut found = Vec::new();
    for span in sentences(text, document.language, start) {
        let first = all.partition_point(|t| t.span.start < span.start);
        let last = all.partition_point(|t| t.span.start < span.end);
        let credit = |i: usize| mentions.iter().any(|m| m.start <= first + i && first + i < m.end);
        let tokens = &all[first..last];
        let about = features(tokens, document.language, credit);
        let within = |m: &&crate::lexicon::Match| m.start >= first && m.end <= last;
        found.push(Line {
            place: Place { part: passage.place.part, span },
            role: passage.role,
            passage: number,
            negated: negated(tokens, &about, document.language),
            lists: matches.iter().filter(within).fold(0, |set, m| set | m.list.bit()),
            starts: about.iter().map(|(i, _)| tokens[*i].span.start).collect(),
            features: about.into_iter().map(|(_, f)| f).collect(),
            asks: span.of(document.part(passage.place.part)).trim_end_matches(['"', '”', '»', '“']).ends_with('?'),
        });
    }
    found
}

/// The features that a negation in the same sentence may turn round: those near it.
fn negated(tokens: &[Token], about: &[(usize, Feature)], language: Language) -> Vec<Feature> {
    // "has not been officially cancelled": four words reach the verb over its auxiliaries.
    const REACH: usize = 5;
    let negations: Vec<(usize, usize)> = Lexicon::of(language)
        .find(tokens)
        .iter()
        .filter(|m| m.list == List::Negation)
        .map(|m| (m.start, m.end))
        .collect();
    let near = |at: usize| negations.iter().any(|&(start, end)| at + REACH >= start && at <= end + REACH);
    about.iter().filter(|(at, _)| near(*at)).map(|(_, f)| *f).collect()
}
