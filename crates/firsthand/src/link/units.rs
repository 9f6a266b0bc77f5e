//! What can be a report of a claim? An article, or one item of a page of briefs.

use std::collections::BTreeSet;

use super::features::{Feature, Vector, features};
use crate::lexicon::{List, Match};
use crate::model::{Document, DocumentNo, Language, Place, Role, Span};
use crate::reading::{Reading, quoted};
use crate::text::Kind;

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
    pub lists: u128,
    /// Features that stand within three words after a negation.
    pub negated: Vec<Feature>,
    /// Features that stand right after a word for all or the whole.
    pub whole: Vec<Feature>,
    /// Whether it opens with words that mean the sentence before: "about this", "so the mayor said".
    pub points_back: bool,
    /// Whether it names the article's own outlet: "which the Courier has read", "obtained by this newspaper".
    pub names_own: bool,
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

impl Unit {
    /// The title and the sentences of the first paragraph.
    pub fn lead(&self) -> impl Iterator<Item = &Line> {
        let is_text = |l: &&Line| !matches!(l.role, Role::Title | Role::Credit);
        let first = self.lines.iter().find(is_text).map(|l| l.passage);
        self.lines.iter().filter(move |l| l.role == Role::Title || Some(l.passage) == first && l.role != Role::Credit)
    }

    /// What title and lead are about: the features that a head gives their full weight.
    pub fn opening(&self) -> impl Iterator<Item = Feature> {
        self.head.iter().filter(|(_, weight)| **weight >= LEAD_WEIGHT).map(|(feature, _)| *feature)
    }
}

/// Paragraphs that make up the head of an article: news comes first, and the third paragraph already tells what
/// happened before.
const HEAD_PASSAGES: usize = 3;
/// What the title and the lead say weighs twice what the next paragraphs say; chosen by hand.
const LEAD_WEIGHT: f32 = 1.0;
const HEAD_WEIGHT: f32 = 0.5;

/// The units of a document, in order. `article` are its passages made ready, title first.
pub fn units(document: &Document, no: DocumentNo, article: &[Reading<'_>]) -> Vec<Unit> {
    let text: Vec<&Reading<'_>> = article.iter().collect();
    let items = briefs(&text).unwrap_or_else(|| vec![text]);
    let lines_of = |item: Vec<&Reading<'_>>| item.iter().enumerate().flat_map(|(n, r)| lines(r, n)).collect();
    items.into_iter().map(|item| unit(document, no, lines_of(item))).collect()
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

/// A page of briefs: two paragraphs or more that open with a heading in capitals and a full stop or colon. Headings that
/// come again are the names of who speaks: a transcript is one article.
fn briefs<'r, 'a>(article: &[&'r Reading<'a>]) -> Option<Vec<Vec<&'r Reading<'a>>>> {
    let heading = |r: &&'r Reading<'a>| heading(r.text()).filter(|_| r.role != Role::Title);
    let headings: Vec<&str> = article.iter().filter_map(heading).collect();
    let distinct = headings.iter().collect::<BTreeSet<_>>().len();
    if headings.len() < 2 || distinct < headings.len() {
        return None;
    }
    let mut items: Vec<Vec<&Reading<'_>>> = Vec::new();
    for reading in article.iter().filter(|r| r.role != Role::Title) {
        match items.last_mut() {
            Some(item) if heading(reading).is_none() => item.push(reading),
            _ => items.push(vec![reading]),
        }
    }
    Some(items)
}

/// The words in capitals that open a paragraph.
fn heading(paragraph: &str) -> Option<&str> {
    const LONGEST_HEADING: usize = 60;
    let heading = &paragraph[..paragraph.find(['.', ':']).unwrap_or(0)];
    let letters = heading.chars().filter(|c| c.is_alphabetic()).count();
    // A dateline ("PORT ILMARA.") opens one article, a heading opens one of several items; `briefs` asks for two.
    let capitals = (4..=LONGEST_HEADING).contains(&letters) && heading.chars().all(|c| !c.is_lowercase());
    capitals.then_some(heading)
}

fn lines(reading: &Reading<'_>, number: usize) -> Vec<Line> {
    let mut credit = vec![false; reading.tokens.len()];
    reading.mentions.iter().for_each(|m| credit[m.start..m.end].fill(true));
    let about = features(&reading.tokens, &reading.matches, reading.document.language, |i| credit[i]);
    reading.spans.iter().map(|&span| line(reading, number, span, &about)).collect()
}

/// "Poinformował o tym", "Повідомили про це": the verb, and a day, may come first.
const REACH_BACK: usize = 4;

fn line(reading: &Reading<'_>, number: usize, span: Span, about: &[(usize, Feature)]) -> Line {
    let range = reading.range(span);
    let first = about.partition_point(|(at, _)| *at < range.start);
    let last = about.partition_point(|(at, _)| *at < range.end);
    let about = &about[first..last];
    let within = |m: &&Match| m.start >= range.start && m.end <= range.end;
    let matches: Vec<&Match> = reading.matches_in(range.start, range.end).iter().filter(within).collect();
    let words = span.of(reading.document.part(reading.part));
    Line {
        place: Place { part: reading.part, span },
        role: reading.role,
        passage: number,
        negated: negated(&matches, about),
        whole: whole(&matches, about),
        lists: matches
            .iter()
            .filter(|m| !is_month(reading, m) && !is_quoted_doubt(reading, &range, m))
            .fold(0, |set, m| set | m.list.bit()),
        starts: about.iter().map(|(i, _)| reading.tokens[*i].span.start).collect(),
        features: about.iter().map(|(_, f)| *f).collect(),
        points_back: matches.iter().any(|m| m.list == List::PointsBack && m.start < range.start + REACH_BACK),
        names_own: matches.iter().any(|m| m.list == List::OwnOutlet)
            || reading.mentions.iter().any(|m| Some(m.outlet) == reading.own && range.contains(&m.start)),
        asks: words.trim_end_matches(['"', '”', '»', '“']).ends_with('?'),
    }
}

/// "May 14", "14 May": a word that hedges and is the name of a month.
fn is_month(reading: &Reading<'_>, hedge: &Match) -> bool {
    let number = |at: Option<usize>| at.and_then(|at| reading.tokens.get(at)).is_some_and(|t| t.kind == Kind::Number);
    let alone = hedge.list == List::Hedge && hedge.end - hedge.start == 1 && reading.tokens[hedge.start].capital;
    alone && (number(hedge.start.checked_sub(1)) || number(Some(hedge.end)))
}

/// «"I don't know", she said»: the doubt is not the writer's.
fn is_quoted_doubt(reading: &Reading<'_>, sentence: &std::ops::Range<usize>, m: &Match) -> bool {
    m.list == List::Weighs && quoted(&reading.tokens[sentence.clone()])[m.start - sentence.start]
}

/// The features of the word after "all": one adjective may stand between.
fn whole(matches: &[&Match], about: &[(usize, Feature)]) -> Vec<Feature> {
    const REACH: usize = 2;
    let wide: Vec<&&Match> = matches.iter().filter(|m| m.list == List::Whole).collect();
    let right_after = |at: usize| wide.iter().any(|m| m.end <= at && at < m.end + REACH);
    about.iter().filter(|(at, _)| right_after(*at)).map(|(_, f)| *f).collect()
}

/// The features that a negation in the same sentence may turn round: those near it.
fn negated(matches: &[&Match], about: &[(usize, Feature)]) -> Vec<Feature> {
    // "has not been officially cancelled": four words reach the verb over its auxiliaries.
    const REACH: usize = 5;
    let negations: Vec<&&Match> = matches.iter().filter(|m| m.list == List::Negation).collect();
    let near = |at: usize| negations.iter().any(|m| at + REACH >= m.start && at <= m.end + REACH);
    about.iter().filter(|(at, _)| near(*at)).map(|(_, f)| *f).collect()
}
