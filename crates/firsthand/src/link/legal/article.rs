//! One sentence of an accusing report made ready: tokens, phrases, and the runs of capitalised words in it.

use std::ops::Range;

use super::super::units::Line;
use crate::lexicon::{CaseList, Cases, Lexicon, List, Match, lists_by_token};
use crate::model::{Document, Language, Part, Place, Role, Span};
use crate::text::{Kind, Token, skeleton, tokens};

/// Words of these lists are no part of somebody's name.
const NO_NAMES: u128 = List::FUNCTION
    | List::PROCEEDINGS
    | List::Institution.bit()
    | List::Outlet.bit()
    | List::Document.bit()
    | List::Place.bit()
    | List::Person.bit()
    | List::Collective.bit()
    | List::Impersonal.bit()
    | List::Accuse.bit()
    | List::Hedge.bit();

/// Words that make the capitalised words beside them the name of a body.
const BODIES: u128 = List::Institution.bit() | List::Outlet.bit() | List::Document.bit() | List::Place.bit();

/// Words between the capitals of one name.
const PARTICLES: [&str; 14] =
    ["de", "da", "do", "dos", "di", "del", "van", "von", "der", "bin", "ibn", "al", "oglu", "qizi"];

pub(super) struct Sentence {
    pub(super) whole: Place,
    pub(super) part: Part,
    pub(super) role: Role,
    pub(super) asks: bool,
    pub(super) language: Language,
    pub(super) tokens: Vec<Token>,
    pub(super) matches: Vec<Match>,
    lists: Vec<u128>,
}

/// A run of capitalised words that may name somebody.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) range: Range<usize>,
    /// The words by their skeletons.
    pub(super) words: Vec<String>,
    /// Whether it stands beside a word for a body.
    pub(super) is_body: bool,
}

impl Sentence {
    pub(super) fn of(document: &Document, line: &Line) -> Self {
        let text = document.part(line.place.part);
        let tokens = tokens(line.place.span.of(text), line.place.span.start as usize);
        let matches = Lexicon::of(document.language).find(&tokens);
        let lists = lists_by_token(&matches, tokens.len());
        let (whole, role, asks) = (line.place, line.role, line.asks);
        let language = document.language;
        Self { whole, part: whole.part, role, asks, language, tokens, matches, lists }
    }

    pub(super) fn is(&self, token: usize, lists: u128) -> bool {
        self.lists.get(token).is_some_and(|l| l & lists != 0)
    }

    pub(super) fn cases(&self, list: CaseList) -> Vec<Range<usize>> {
        Cases::of(self.language).find(list, &self.tokens)
    }

    /// The place of a run of tokens, which is not empty.
    pub(super) fn place(&self, range: Range<usize>) -> Place {
        let last = range.end.max(range.start + 1) - 1;
        let span: Span = self.tokens[range.start].span.cover(self.tokens[last].span);
        Place { part: self.part, span }
    }

    /// Whether every word is written large, as in many headlines: capitals tell nothing there.
    pub(super) fn is_shouted(&self) -> bool {
        let mut words = self.tokens.iter().filter(|t| t.kind == Kind::Word && t.folded.chars().count() > 3).peekable();
        words.peek().is_some() && words.all(|t| t.capital)
    }

    /// The runs of capitalised words, in order.
    pub(super) fn runs(&self) -> Vec<Run> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let end = self.run_end(at);
            if end > at {
                found.push(self.run(at..end));
            }
            at = end.max(at + 1);
        }
        found
    }

    fn run(&self, range: Range<usize>) -> Run {
        let words =
            range.clone().filter(|&i| self.tokens[i].capital).map(|i| skeleton(&self.tokens[i].folded)).collect();
        let large_body = |i: usize| self.tokens[i].capital && self.is(i, BODIES);
        let after = range.end < self.tokens.len() && large_body(range.end);
        let before = range.start > 0 && large_body(range.start - 1) && !self.is(range.start - 1, List::Person.bit());
        Run { is_body: after || before, words, range }
    }

    fn is_name_word(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        token.kind == Kind::Word && token.capital && !self.is(at, NO_NAMES)
    }

    fn run_end(&self, at: usize) -> usize {
        if !self.is_name_word(at) {
            return at;
        }
        let mut end = at + 1;
        loop {
            let initial = self.tokens[end - 1].span.len() <= 2 && self.tokens.get(end).is_some_and(|t| t.is_mark('.'));
            let particle = self.tokens.get(end).is_some_and(|t| PARTICLES.contains(&t.folded.as_str()));
            let next = end + usize::from(initial || particle);
            if !self.is_name_word(next) {
                return end;
            }
            end = next + 1;
        }
    }
}
