//! What is the article, and which part of it is what?
//!
//! Splits a document into paragraphs and gives each a role. Clutter is what the page carries around the article;
//! it is kept, marked, and never read as a claim.

mod clutter;
mod furniture;
mod interview;
mod paragraphs;

pub use furniture::mark_furniture;

use crate::lexicon::{Lexicon, List};
use crate::model::{Document, Passage, Place, Role, Span};
use crate::text::{Token, tokens};

/// The passages of a document, in order: the title (from its field, or the first line where that reads like one),
/// then one for each paragraph of the text. Errors: none; an empty document has no passages.
///
/// Cost: linear in the text.
pub fn passages(document: &Document) -> Vec<Passage> {
    let lexicon = Lexicon::of(document.language);
    let lines: Vec<Line> =
        paragraphs::split(&document.text).into_iter().map(|s| Line::read(s, document, lexicon)).collect();
    let mut roles = vec![Role::Body; lines.len()];
    clutter::mark(&lines, &mut roles);
    interview::mark(&lines, &mut roles);
    mark_captions(document, &lines, &mut roles);
    mark_head(document, &lines, &mut roles);
    let title = (!document.title.trim().is_empty())
        .then(|| Passage { place: Place::title(trimmed(&document.title)), role: Role::Title });
    let body = lines.iter().zip(roles).map(|(line, role)| Passage { place: Place::text(line.span), role });
    title.into_iter().chain(body).collect()
}

/// One paragraph with what the marking rules need to know of it.
struct Line<'a> {
    span: Span,
    text: &'a str,
    tokens: Vec<Token>,
    /// Lists whose phrases open the line.
    opens: Vec<(List, usize)>,
}

impl<'a> Line<'a> {
    fn read(span: Span, document: &'a Document, lexicon: &Lexicon) -> Self {
        // Whatever opens a line stands in its first words; reading no further keeps long pages cheap.
        const HEAD_BYTES: usize = 400;
        let text = span.of(&document.text);
        let head = &text[..text.floor_char_boundary(HEAD_BYTES)];
        let tokens = tokens(head, span.start as usize);
        let first_word = tokens.iter().position(Token::is_word).unwrap_or(0);
        let opens =
            lexicon.find(&tokens).into_iter().filter(|m| m.start <= first_word).map(|m| (m.list, m.end)).collect();
        Self { span, text, tokens, opens }
    }

    fn opens_with(&self, list: List) -> Option<usize> {
        self.opens.iter().find(|(l, _)| *l == list).map(|(_, end)| *end)
    }

    /// Whether the line ends as a sentence does.
    fn ends_as_sentence(&self) -> bool {
        let bare = self.text.trim_end_matches(['"', '”', '“', '»', '«', '’', '\'', ')', ']', ' ']);
        bare.ends_with(['.', '!', '?', '…', ':', ';', '。', '؟'])
    }

    fn words(&self) -> usize {
        self.tokens.iter().filter(|t| t.is_word()).count()
    }
}

fn mark_captions(document: &Document, lines: &[Line<'_>], roles: &mut [Role]) {
    for (line, role) in lines.iter().zip(roles).filter(|(_, role)| **role != Role::Clutter) {
        let next = document.captions.partition_point(|caption| caption.end < line.span.end);
        if document.captions.get(next).is_some_and(|caption| caption.contains(line.span)) {
            *role = Role::Caption;
        }
    }
}

/// Title lines, bylines and the lead: the first paragraph that is none of the other things.
fn mark_head(document: &Document, lines: &[Line<'_>], roles: &mut [Role]) {
    let mut title_wanted = document.title.trim().is_empty();
    for (line, role) in lines.iter().zip(roles.iter_mut()).filter(|(_, role)| **role == Role::Body) {
        let more_text = line.span.end as usize + 1 < document.text.trim_end().len();
        if title_wanted && more_text && may_be_title(line) {
            *role = Role::Title;
            title_wanted = false;
        } else if is_credit_line(line) {
            *role = Role::Credit;
        } else {
            *role = Role::Lead;
            break;
        }
    }
    for (line, role) in lines.iter().zip(roles.iter_mut()).filter(|(_, role)| **role == Role::Body) {
        if is_credit_line(line) {
            *role = Role::Credit;
        }
    }
}

fn may_be_title(line: &Line<'_>) -> bool {
    // Headlines of the 95 pages read for the body metric have at most 24 words.
    const LONGEST_TITLE: usize = 30;
    !line.ends_as_sentence() && !is_bracketed(line) && line.words() <= LONGEST_TITLE
}

/// A byline, a date line, a picture's maker or an agency's signature: no sentence, and mostly names and figures.
fn is_credit_line(line: &Line<'_>) -> bool {
    // "By Maite Ollero, text and photographs"; "July 15, 2018"; "(jhk)"; "rvm/clg".
    const SHORT: usize = 9;
    // "By ANNA MARTEN, JON VELD and OLE RUST | Orle Press"; "Originally published July 15, 2018 at 9:06 pm | Updated …".
    const LONG: usize = 24;
    let words: Vec<&Token> = line.tokens.iter().filter(|t| t.is_word()).collect();
    let bracketed = is_bracketed(line);
    if words.is_empty() || words.len() > LONG || line.ends_as_sentence() && !bracketed {
        return words.is_empty();
    }
    let figures = words.iter().filter(|t| t.kind == crate::text::Kind::Number).count();
    let names = words.iter().filter(|t| t.capital).count();
    let both = names + figures;
    let is_short = words.len() <= SHORT;
    let is_mostly_names = 4 * both >= 3 * words.len();
    let is_names = both == words.len() && (words.len() <= 3 || is_short && figures > 0);
    let is_byline = line.opens_with(List::Byline).is_some() && words.len() > 1 && (is_short || is_mostly_names);
    let has_year = words.iter().any(|t| matches!(t.folded.parse(), Ok(1900..=2099_u16)));
    let is_clock = has_year && figures >= 3 && 5 * both >= 3 * words.len();
    is_names || is_byline || is_clock || bracketed && is_mostly_names
}

/// "(Anna Marten / Orle Press)": nothing but brackets and what they hold.
fn is_bracketed(line: &Line<'_>) -> bool {
    let inner = line.text.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|inner| !inner.contains(['(', ')']))
}

fn trimmed(text: &str) -> Span {
    let lead = text.len() - text.trim_start().len();
    Span::new(lead, lead + text.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    fn document(language: Language, title: &str, text: &str) -> Document {
        Document { title: title.into(), ..Document::of_text(language, text) }
    }

    /// Each line of `marked` is `role|text`.
    fn check(language: Language, marked: &[&str]) {
        let pairs: Vec<(&str, &str)> = marked.iter().map(|m| m.split_once('|').unwrap()).collect();
        let text = pairs.iter().map(|(_, t)| *t).collect::<Vec<_>>().join("\n\n");
        let document = document(language, "A title", &text);
        let found: Vec<(&str, &str)> =
            passages(&document).iter().skip(1).map(|p| (p.role.name(), document.slice(p.place))).collect();
        assert_eq!(found, pairs);
    }

    #[test]
    fn clutter_is_marked_and_the_article_is_not() {
        check(
            Language::English,
            &[
                "credit|By Anna Marten",
                "lead|The mill at Osk will close in May, the owner said.",
                "body|More than half of the workers live nearby.",
                "clutter|Read also: Ten mills to see",
                "clutter|Leave a review",
                "clutter|Follow us on social networks",
            ],
        );
    }

    #[test]
    fn names_and_clocks_are_credits_and_code_is_clutter() {
        check(
            Language::English,
            &[
                "credit|(Anna Marten / Orle Press / Quay Images)",
                "credit|By ANNA MARTEN, JON VELD, OLE RUST, INGA TORM and PER LANGEN | Orle Press",
                "credit|Originally published July 15, 2031 at 9:06 pm",
                "clutter|items = items || []; items.push({ mode: 'grid', place: 'below' });",
                "lead|The mill at Osk will close in May, the owner said.",
                "body|(The owner did not say why.)",
            ],
        );
    }

    #[test]
    fn teasers_below_a_heading_are_clutter() {
        check(
            Language::Portuguese,
            &[
                "lead|A ponte vai fechar.",
                "clutter|LEIA TAMBÉM",
                "clutter|Dez lagos para visitar",
                "clutter|O preço do café",
            ],
        );
    }

    #[test]
    fn interview_turns_last_until_the_next() {
        check(
            Language::English,
            &[
                "lead|Professor Lind answered our questions.",
                "question|Question: Will it hold?",
                "answer|Answer: No.",
                "answer|It was never built for that.",
                "question|Question: Why?",
                "answer|Answer: Money.",
            ],
        );
    }

    #[test]
    fn what_the_page_calls_a_caption_is_one_and_no_lead() {
        let words = "The mill at Osk in winter.";
        let text = format!("{words}\n\nThe mill will close in May.\n\nRead also: ten mills");
        let captions = vec![Span::new(0, words.len()), Span::new(text.len() - 20, text.len())];
        let document = Document { captions, ..document(Language::English, "A title", &text) };
        let roles: Vec<Role> = passages(&document).iter().map(|p| p.role).collect();
        assert_eq!(roles, [Role::Title, Role::Caption, Role::Lead, Role::Clutter]);
    }

    #[test]
    fn without_a_title_field_the_first_line_is_the_title() {
        let document = document(Language::English, "", "Mill to close\n\nThe mill at Osk will close in May.");
        let roles: Vec<Role> = passages(&document).iter().map(|p| p.role).collect();
        assert_eq!(roles, [Role::Title, Role::Lead]);
    }
}
