//! What do the parts of a claim's section share? Its numbers, its anchors, its marks, and how a node is named.
//!
//! Anchors are ordinals (`c1-a2`, `c1-s1`, `d4`): no name of anybody is in an address (safeguards, rule 7).

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::super::wire::Pile;
use super::super::words::{clean, cut_at_space, document_dated, document_name, kind_in_words, quote};
use super::marked::{Class, Mark};
use crate::model::{DocumentNo, Finding, Language, Node, Source, Trace};

/// What stands on one line is no longer than this: a longer word is an attack, and a longer text stands below.
const LONGEST_LINE: usize = 500;

/// One claim, ready to be written.
pub(super) struct Story<'a> {
    pub(super) pile: Pile<'a>,
    pub(super) finding: &'a Finding,
    /// Address of the page that tells of the claim; empty for the page itself.
    pub(super) base: &'a str,
    /// Printed from 1, in the order of the findings.
    number: usize,
    /// Every document of the claim with its number in the list of articles, from 1.
    numbers: BTreeMap<DocumentNo, usize>,
    /// The claim's mentions and the sources credited for them, by document.
    marks: BTreeMap<DocumentNo, Vec<Mark>>,
}

impl<'a> Story<'a> {
    pub(super) fn new(pile: Pile<'a>, at: usize, finding: &'a Finding) -> Self {
        Self { pile, finding, base: "", number: at + 1, numbers: numbers(finding), marks: marks(finding) }
    }

    pub(super) fn trace(&self) -> &'a Trace {
        &self.finding.trace
    }

    /// Whether only one document has to do with it.
    pub(super) fn is_alone(&self) -> bool {
        self.numbers.len() < 2
    }

    /// How many articles take a stance.
    pub(super) fn articles(&self) -> usize {
        self.finding.claim.articles.len()
    }

    pub(super) fn number(&self) -> usize {
        self.number
    }

    pub(super) fn anchor(&self) -> String {
        format!("c{}", self.number)
    }

    pub(super) fn statement(&self) -> &'a str {
        let (no, place) = self.finding.claim.statement;
        self.pile.words(no, place)
    }

    pub(super) fn language(&self) -> Option<&'static str> {
        lang(self.finding.claim.language)
    }

    /// Every document of the claim, in the order of its number.
    pub(super) fn documents(&self) -> Vec<DocumentNo> {
        let mut documents: Vec<DocumentNo> = self.numbers.keys().copied().collect();
        documents.sort_by_key(|no| self.numbers.get(no));
        documents
    }

    pub(super) fn article_number(&self, no: DocumentNo) -> Option<usize> {
        self.numbers.get(&no).copied()
    }

    pub(super) fn marks(&self, no: DocumentNo) -> &[Mark] {
        self.marks.get(&no).map_or(&[], Vec::as_slice)
    }

    pub(super) fn source(&self, node: Node) -> Option<&'a Source> {
        let Node::Source(id) = node else { return None };
        self.trace().sources.get(id.0 as usize)
    }

    /// Where the page tells of a node.
    pub(super) fn node_anchor(&self, node: Node) -> String {
        match node {
            Node::Document(no) => format!("c{}-a{}", self.number, self.article_number(no).unwrap_or(0)),
            Node::Source(id) => format!("c{}-s{}", self.number, u64::from(id.0) + 1),
        }
    }

    pub(super) fn relay_anchor(&self, at: usize) -> String {
        format!("c{}-r{}", self.number, at + 1)
    }

    /// A node in words, without markup: for titles and labels.
    pub(super) fn node_words(&self, node: Node) -> String {
        match (node, self.source(node)) {
            (Node::Document(no), _) => document_dated(self.pile, no),
            (_, Some(source)) => format!("{} ({})", quote(&source.name), kind_in_words(source.kind)),
            (_, None) => "a source".to_owned(),
        }
    }

    /// A node as a link to where the page tells of it.
    pub(super) fn node_link(&self, node: Node) -> Markup {
        let is_told_of = matches!(node, Node::Document(_)) || self.source(node).is_some();
        html! {
            @if is_told_of { a href={ (self.base) "#" (self.node_anchor(node)) } { (self.node_name(node)) } }
            @else { (self.node_name(node)) }
        }
    }

    fn node_name(&self, node: Node) -> Markup {
        match (node, self.source(node)) {
            (Node::Document(no), _) => {
                let number = self.article_number(no).unwrap_or(0);
                html! { span.number { (number) } " " bdi { (document_name(self.pile, no)) } }
            }
            (_, Some(source)) => html! { bdi { (quote(&source.name)) } },
            (_, None) => html! { "a source" },
        }
    }
}

/// Articles first, then what only relays or loops name.
fn numbers(finding: &Finding) -> BTreeMap<DocumentNo, usize> {
    let of_articles = finding.claim.articles.iter().map(|a| a.document);
    let ends = finding.trace.relays.iter().flat_map(|r| [r.from, r.to]);
    let named = ends.filter_map(|node| if let Node::Document(no) = node { Some(no) } else { None });
    let looping = finding.trace.loops.iter().flatten().copied();
    let mut numbers = BTreeMap::new();
    for no in of_articles.chain(named).chain(looping).chain([finding.claim.statement.0]) {
        let next = numbers.len() + 1;
        numbers.entry(no).or_insert(next);
    }
    numbers
}

fn marks(finding: &Finding) -> BTreeMap<DocumentNo, Vec<Mark>> {
    let mut marks: BTreeMap<DocumentNo, Vec<Mark>> = BTreeMap::new();
    for mention in &finding.claim.mentions {
        let of_document = marks.entry(mention.document).or_default();
        of_document.push(Mark { place: mention.place, class: Class::Content });
        let hops = mention.says_from.iter().flat_map(|c| std::iter::once(&c.hop).chain(&c.via));
        of_document.extend(hops.map(|hop| Mark { place: hop.place, class: Class::Source }));
    }
    marks
}

/// The value of `lang`; absent where the language is not known.
pub(super) fn lang(language: Language) -> Option<&'static str> {
    (language != Language::Other).then(|| language.code())
}

/// Words of a text on one line, fenced off from the direction of the words around them.
pub(super) fn line(words: &str) -> Markup {
    html! { bdi { (cut_at_space(&clean(words), LONGEST_LINE)) } }
}
