//! A passage made ready once for every stage that reads words: its tokens, the phrases of the language file in
//! them, the outlets that they name, and its sentences.

use xxhash_rust::xxh3::Xxh3;

use crate::lexicon::{Lexicon, List, Match, lists_by_token};
use crate::model::{Document, Language, OutletNo, Part, Passage, Place, Role, Span};
use crate::outlets::{OutletMention, Outlets};
use crate::text::{Token, fold, sentences, tokens};

/// A passage with its tokens, the phrases found in them, and the outlets of the pile that they name.
pub struct Reading<'a> {
    pub(crate) document: &'a Document,
    pub(crate) own: Option<OutletNo>,
    pub(crate) part: Part,
    pub(crate) role: Role,
    pub(crate) tokens: Vec<Token>,
    pub(crate) matches: Vec<Match>,
    pub(crate) mentions: Vec<OutletMention>,
    pub(crate) spans: Vec<Span>,
}

/// In tokens. The longest sentence of the 612 Helsinki articles that is prose has 160.
const LONGEST_SENTENCE: usize = 600;

/// One sentence of a [`Reading`]; token numbers count from its start.
pub(crate) struct Sentence<'a> {
    pub(crate) text: &'a str,
    pub(crate) part: Part,
    pub(crate) own: Option<OutletNo>,
    pub(crate) role: Role,
    pub(crate) language: Language,
    pub(crate) span: Span,
    pub(crate) tokens: &'a [Token],
    pub(crate) matches: Vec<Match>,
    pub(crate) mentions: Vec<OutletMention>,
    /// For each token the set of lists whose phrases cover it.
    pub(crate) lists: Vec<u128>,
    /// For each token whether it stands inside quotation marks.
    pub(crate) quoted: Vec<bool>,
}

/// The passages of an article but for clutter, made ready. `own` is the document's outlet. Cost: linear.
pub fn read<'a>(
    document: &'a Document,
    passages: &[Passage],
    outlets: &Outlets,
    own: Option<OutletNo>,
) -> Vec<Reading<'a>> {
    // The article's own outlet needs no introduction: its short names are clear from the first.
    let mut seen: Vec<OutletNo> = own.into_iter().collect();
    let text = passages.iter().filter(|p| p.role != Role::Clutter);
    text.map(|passage| Reading::of(document, own, passage, outlets, &mut seen)).collect()
}

/// What the stages that read words see of an article beside its text, as one number: the parts and roles of its
/// passages, and which outlets they name where. Outlets count by their names, since their numbers are those of a pile.
pub(crate) fn fingerprint(article: &[Reading<'_>], outlets: &Outlets) -> u64 {
    let mut seen = Xxh3::new();
    for reading in article {
        let own = reading.own.map_or("", |no| outlets.name(no));
        let place = reading.spans.first().zip(reading.spans.last()).map(|(first, last)| first.cover(*last));
        seen.update(format!("{:?} {:?} {place:?} {}\n", reading.part, reading.role, fold(own)).as_bytes());
        for mention in &reading.mentions {
            let name = fold(outlets.name(mention.outlet));
            let own = Some(mention.outlet) == reading.own;
            seen.update(format!("{} {} {own} {name}\n", mention.start, mention.end).as_bytes());
        }
    }
    seen.digest()
}

impl<'a> Reading<'a> {
    fn of(
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

    /// The sentences but for monsters: what is longer than [`LONGEST_SENTENCE`] is a list or an attack, credits nobody,
    /// and would cost the square of its length.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        let fits = |span: &&Span| self.range(**span).len() <= LONGEST_SENTENCE;
        self.spans.iter().filter(fits).map(|&span| self.sentence(span))
    }

    /// The words of the passage.
    pub(crate) fn text(&self) -> &'a str {
        let text = self.document.part(self.part);
        let ends = self.spans.first().zip(self.spans.last());
        ends.map_or("", |(first, last)| first.cover(*last).of(text))
    }

    /// The phrases that begin in a run of tokens.
    pub(crate) fn matches_in(&self, first: usize, last: usize) -> &[Match] {
        let start = self.matches.partition_point(|m| m.start < first);
        let end = self.matches.partition_point(|m| m.start < last);
        &self.matches[start..end]
    }

    /// The tokens of a sentence, by number.
    pub(crate) fn range(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.start < span.start);
        first..self.tokens.partition_point(|t| t.span.start < span.end)
    }

    fn sentence(&self, span: Span) -> Sentence<'_> {
        let std::ops::Range { start: first, end: last } = self.range(span);
        let tokens = &self.tokens[first..last];
        let within = |start: usize, end: usize| start >= first && end <= last;
        let matches: Vec<Match> = self
            .matches_in(first, last)
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
    pub(crate) fn is(&self, token: usize, lists: u128) -> bool {
        self.lists.get(token).is_some_and(|l| l & lists != 0)
    }

    /// Whether any phrase of the set occurs in the sentence.
    pub(crate) fn has(&self, lists: u128) -> bool {
        self.lists.iter().any(|l| l & lists != 0)
    }

    /// The place of a run of tokens, without marks at its ends; quotation marks that pair up inside it stay.
    pub(crate) fn place(&self, mut start: usize, mut end: usize) -> Place {
        let is_quote = |i: usize| matches!(self.tokens[i].folded.as_str(), "“" | "”" | "«" | "»" | "„" | "\"");
        let paired = |start: usize, end: usize| (start..end).filter(|&i| is_quote(i)).count() % 2 == 0;
        let belongs = |i: usize, start, end| self.tokens[i].is_word() || is_quote(i) && paired(start, end);
        let bare = |i: usize, start, end| !belongs(i, start, end);
        while start + 1 < end && bare(start, start, end) {
            start += 1;
        }
        while end > start + 1 && bare(end - 1, start, end) {
            end -= 1;
        }
        let span = self.tokens[start].span.cover(self.tokens[end - 1].span);
        Place { part: self.part, span }
    }

    /// Whether the article's own outlet is named within so many tokens of a phrase.
    pub(crate) fn names_itself_near(&self, start: usize, end: usize, reach: usize) -> bool {
        let own = self.mentions.iter().filter(|m| Some(m.outlet) == self.own);
        own.into_iter().any(|m| m.start <= end + reach && start <= m.end + reach)
    }

    /// Whether the sentence is a turn of an interview: "I" and "we" are then not the reporter.
    pub(crate) fn is_turn(&self) -> bool {
        matches!(self.role, Role::Question | Role::Answer)
    }

    /// Whether the sentence is a question: what it says is not said to be so.
    pub(crate) fn asks(&self) -> bool {
        // «X спросил: "Кто там?"» tells of a question, and is none.
        let tells = self.quoted.last() == Some(&false) && self.tokens.last().is_some_and(|t| !t.is_mark('?'));
        let quotes = tells && self.tokens.first().is_some_and(Token::is_word) && self.quoted.contains(&true);
        if quotes && Lexicon::of(self.language).holds(List::That) {
            return false;
        }
        self.span.of(self.text).trim_end_matches(['"', '”', '»', '“', ' ']).ends_with('?')
    }

    /// How many double quotation marks the sentence holds.
    pub(crate) fn quotation_marks(&self) -> usize {
        let mark = |(at, token): (usize, &Token)| {
            matches!(token.folded.as_str(), "“" | "”" | "«" | "»" | "„" | "\"") || is_doubled(self.tokens, at)
        };
        self.tokens.iter().enumerate().filter(|at| mark(*at)).count()
    }

    pub(crate) fn whole(&self) -> Place {
        Place { part: self.part, span: self.span }
    }
}

/// Marks the tokens inside quotation marks. Which mark opens differs by language („…“, «…», »…«, “…”), so a mark closes
/// where its partner is open and opens where none is; a quotation left open at the end of the sentence goes to its
/// end, as one over several sentences does.
pub(crate) fn quoted(tokens: &[Token]) -> Vec<bool> {
    let mut open: Vec<char> = Vec::new();
    // Two marks that close at once are written as one: «…газета «Маяк», — сказал X.
    let ends_turn = |at: usize| {
        let comma = usize::from(tokens.get(at + 1).is_some_and(|t| t.is_mark(',')));
        tokens.get(at + 1 + comma).is_some_and(|t| t.is_mark('—') || t.is_mark('–'))
    };
    let mut within = Vec::with_capacity(tokens.len());
    for at in 0..tokens.len() {
        let second = at > 0 && is_doubled(tokens, at - 1);
        match mark(tokens, at).filter(|_| !second) {
            None => {
                within.push(!open.is_empty() && !second);
                continue;
            }
            Some(mark) => match open.iter().rposition(|o| closes(*o, mark)) {
                Some(_) if ends_turn(at) => open.clear(),
                Some(partner) => open.truncate(partner),
                None => open.push(mark),
            },
        }
        within.push(false);
    }
    within
}

/// The quotation mark that stands here; two apostrophes are one.
fn mark(tokens: &[Token], at: usize) -> Option<char> {
    let first = tokens[at].folded.chars().next()?;
    if is_doubled(tokens, at) { Some('"') } else { Some(first).filter(|m| "„“”«»‹›\"".contains(*m)) }
}

/// Whether two apostrophes that touch begin here: some newspapers' systems write a quotation mark so.
pub(crate) fn is_doubled(tokens: &[Token], at: usize) -> bool {
    let (Some(one), Some(two)) = (tokens.get(at), tokens.get(at + 1)) else { return false };
    let third = at > 0 && tokens[at - 1].is_mark('\'') && tokens[at - 1].span.end == one.span.start;
    one.is_mark('\'') && two.is_mark('\'') && one.span.end == two.span.start && !third
}

fn closes(open: char, mark: char) -> bool {
    match open {
        '„' => matches!(mark, '“' | '”' | '"'),
        '“' | '”' => matches!(mark, '“' | '”' | '"'),
        '«' | '»' => matches!(mark, '«' | '»') && open != mark,
        '‹' | '›' => matches!(mark, '‹' | '›') && open != mark,
        _ => open == mark,
    }
}

/// The lists that end a noun phrase to the left.
pub(crate) const BREAKS_PHRASE: u128 = List::Preposition.bit()
    | List::Conjunction.bit()
    | List::Pronoun.bit()
    | List::Stop.bit()
    | List::Negation.bit()
    | CUES;

/// Verbs and set phrases that make somebody a source.
pub(crate) const CUES: u128 = List::Say.bit()
    | List::Told.bit()
    | List::Report.bit()
    | List::CueThenSource.bit()
    | List::SourceThenCue.bit()
    | List::RelayThenSource.bit()
    | List::SourceThenRelay.bit()
    | List::Deny.bit()
    | List::Confirm.bit();
