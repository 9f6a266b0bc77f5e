use crate::lexicon::{Lexicon, List, Match};
use crate::model::{Document, Language, OutletNo, Part, Passage, Place, Role, Span};
use crate::outlets::{OutletMention, Outlets};
use crate::text::{Token, sentences, tokens};

/// A passage with its tokens, the phrases found in them, and the outlets of the pile that they name.
pub(super) struct Reading<'a> {
    document: &'a Document,
    own: Option<OutletNo>,
    part: Part,
    role: Role,
    tokens: Vec<Token>,
    matches: Vec<Match>,
    mentions: Vec<OutletMention>,
    spans: Vec<Span>,
}

/// One sentence of a [`Reading`]; token numbers count from its start.
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    pub(super) part: Part,
    pub(super) own: Option<OutletNo>,
    pub(super) role: Role,
    pub(super) language: Language,
    pub(super) span: Span,
    pub(super) tokens: &'a [Token],
    pub(super) matches: Vec<Match>,
    pub(super) mentions: Vec<OutletMention>,
    /// For each token the set of lists whose phrases cover it.
    pub(super) lists: Vec<u64>,
    /// For each token whether it stands inside quotation marks.
    pub(super) quoted: Vec<bool>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(
        document: &'a Document,
        own: Option<OutletNo>,
        passage: &Passage,
        outlets: &Outlets,
        seen: &mut Vec<OutletNo>,
    ) -> Self {
        let text = document.slice(passage.place);
        let start = passage.place.span.start as usize;
        let tokens = tokens(text, start);
        let matches = Lexicon::of(document.language).find(&tokens);
        let mentions = outlets.find(&tokens, &matches, document.language, seen);
        let spans = sentences(text, document.language, start);
        Self { document, own, part: passage.place.part, role: passage.role, tokens, matches, mentions, spans }
    }

    pub(super) fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        self.spans.iter().map(|&span| self.sentence(span))
    }

    fn sentence(&self, span: Span) -> Sentence<'_> {
        let first = self.tokens.partition_point(|t| t.span.start < span.start);
        let last = self.tokens.partition_point(|t| t.span.start < span.end);
        let tokens = &self.tokens[first..last];
        let within = |start: usize, end: usize| start >= first && end <= last;
        let matches: Vec<Match> = self
            .matches
            .iter()
            .filter(|m| within(m.start, m.end))
            .map(|m| Match {
                start: m.start - first,
                end: m.end - first,
                gap: m.gap.map(|(a, b)| (a - first, b - first)),
                ..*m
            })
            .collect();
        let mentions = self.mentions.iter().filter(|m| within(m.start, m.end));
        let mentions = mentions.map(|m| OutletMention { start: m.start - first, end: m.end - first, ..*m }).collect();
        Sentence {
            text: self.document.part(self.part),
            part: self.part,
            own: self.own,
            role: self.role,
            language: self.document.language,
            span,
            tokens,
            lists: lists_by_token(&matches, tokens.len()),
            quoted: quoted(tokens),
            matches,
            mentions,
        }
    }
}

impl Sentence<'_> {
    /// Whether the token is covered by a phrase of one of the lists in the set.
    pub(super) fn is(&self, token: usize, lists: u64) -> bool {
        self.lists.get(token).is_some_and(|l| l & lists != 0)
    }

    /// Whether any phrase of the set occurs in the sentence.
    pub(super) fn has(&self, lists: u64) -> bool {
        self.lists.iter().any(|l| l & lists != 0)
    }

    /// The place of a run of tokens, without marks at its ends.
    pub(super) fn place(&self, mut start: usize, mut end: usize) -> Place {
        while start + 1 < end && !self.tokens[start].is_word() {
            start += 1;
        }
        while end > start + 1 && !self.tokens[end - 1].is_word() {
            end -= 1;
        }
        let span = self.tokens[start].span.cover(self.tokens[end - 1].span);
        Place { part: self.part, span }
    }

    /// Whether the article's own outlet is named within so many tokens of a phrase.
    pub(super) fn names_itself_near(&self, start: usize, end: usize, reach: usize) -> bool {
        let own = self.mentions.iter().filter(|m| Some(m.outlet) == self.own);
        own.into_iter().any(|m| m.start <= end + reach && start <= m.end + reach)
    }

    /// Whether the sentence is a turn of an interview: "I" and "we" are then not the reporter.
    pub(super) fn is_turn(&self) -> bool {
        matches!(self.role, Role::Question | Role::Answer)
    }

    /// Whether the sentence is a question: what it says is not said to be so.
    pub(super) fn asks(&self) -> bool {
        self.span.of(self.text).trim_end_matches(['"', '”', '»', '“', ' ']).ends_with('?')
    }

    pub(super) fn whole(&self) -> Place {
        Place { part: self.part, span: self.span }
    }
}

fn lists_by_token(matches: &[Match], len: usize) -> Vec<u64> {
    let mut lists = vec![0; len];
    for m in matches {
        let covered = (m.start..m.end).filter(|i| m.gap.is_none_or(|(a, b)| *i < a || *i >= b));
        covered.for_each(|i| lists[i] |= m.list.bit());
    }
    lists
}

/// Marks the tokens inside quotation marks. Which mark opens differs by language („…“, «…», »…«, “…”), so marks open
/// and close in turn; a quotation left open at the end of the sentence goes to its end, as one over several
/// sentences does.
fn quoted(tokens: &[Token]) -> Vec<bool> {
    let mut open = false;
    tokens
        .iter()
        .map(|token| {
            match token.folded.chars().next() {
                Some('„') => open = true,
                Some('“' | '”' | '«' | '»' | '‹' | '›' | '"') => open = !open,
                _ => return open,
            }
            false
        })
        .collect()
}

/// The lists that end a noun phrase to the left.
pub(super) const BREAKS_PHRASE: u64 = List::Preposition.bit()
    | List::Conjunction.bit()
    | List::Pronoun.bit()
    | List::Stop.bit()
    | List::Negation.bit()
    | CUES;

/// Verbs and set phrases that make somebody a source.
pub(super) const CUES: u64 = List::Say.bit()
    | List::Told.bit()
    | List::Report.bit()
    | List::CueThenSource.bit()
    | List::SourceThenCue.bit()
    | List::RelayThenSource.bit()
    | List::SourceThenRelay.bit()
    | List::Deny.bit()
    | List::Confirm.bit();
