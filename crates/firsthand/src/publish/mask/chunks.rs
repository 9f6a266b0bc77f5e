//! Which stretches of a text lead to a person without being a name? E-mail addresses, handles, addresses of pages, names
//! spelt letter by letter, telephone numbers.

use crate::model::Span;
use crate::text::{Kind, Token};

/// Fewer digits are a sum or a year; "+994 50 123 45 67" has twelve.
const FEWEST_DIGITS: usize = 8;
/// "T o l l": fewer letters apart are initials or a list.
const FEWEST_LETTERS: usize = 4;

/// Stretches to withhold whole, in order of kind. `keeps` says of an address without a path that it may stand: that of an
/// outlet. Cost: linear.
pub(super) fn leads(text: &str, tokens: &[Token], keeps: impl Fn(&str) -> bool) -> Vec<Span> {
    let mut found = addresses(text, keeps);
    found.extend(spelt(text, tokens));
    found.extend(telephones(text));
    found
}

/// Words between white space, without the marks around them, that are addresses.
fn addresses(text: &str, keeps: impl Fn(&str) -> bool) -> Vec<Span> {
    let trim = |piece: &'_ str| -> String {
        piece.trim_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '@' | '/' | '_'))).to_owned()
    };
    let pieces = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '<' | '>' | '“' | '”' | '«' | '»'));
    let mut found = Vec::new();
    for piece in pieces {
        let bare = trim(piece);
        if bare.is_empty() || !(is_address(&bare) || is_handle(&bare)) || keeps(&bare) {
            continue;
        }
        let start = piece.as_ptr() as usize - text.as_ptr() as usize + piece.find(&bare).unwrap_or(0);
        found.push(Span::new(start, start + bare.len()));
    }
    found
}

/// `name@host`, `host.example`, `https://host/name`.
fn is_address(word: &str) -> bool {
    let dotted = word.split('/').next().is_some_and(|host| {
        let ends = host.rsplit_once('.').is_some_and(|(head, last)| head.len() > 1 && is_domain(last));
        ends && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
    });
    word.contains('@') || word.contains("://") || dotted
}

/// Letters, two or more, all small: "U.S." and "24.5" are no addresses.
fn is_domain(last: &str) -> bool {
    last.chars().count() >= 2 && last.chars().all(|c| c.is_alphabetic() && c.is_lowercase())
}

/// `irma_tollgard`, `irma88`: what people call themselves.
fn is_handle(word: &str) -> bool {
    let digits = word.chars().rev().take_while(char::is_ascii_digit).count();
    let letters = word.chars().take_while(|c| c.is_alphabetic()).count();
    let numbered = digits >= 2 && letters >= 3 && letters + digits == word.chars().count();
    (word.contains('_') || numbered) && word.chars().any(char::is_lowercase)
}

/// "T o l l g a r d".
fn spelt(text: &str, tokens: &[Token]) -> Vec<Span> {
    let single = |t: &Token| t.kind == Kind::Word && t.span.of(text).chars().count() == 1;
    let apart = |a: &Token, b: &Token| text.get(a.span.end as usize..b.span.start as usize) == Some(" ");
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at;
        while end < tokens.len() && single(&tokens[end]) && (end == at || apart(&tokens[end - 1], &tokens[end])) {
            end += 1;
        }
        if end - at >= FEWEST_LETTERS {
            found.push(tokens[at].span.cover(tokens[end - 1].span));
        }
        at = end.max(at + 1);
    }
    found
}

/// A plus or a nought, then digits with spaces, hyphens and brackets between them.
fn telephones(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['+', '0']).map(|next| at + next) {
        let fresh = !text[..next].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '-'));
        let goes_on = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '\u{a0}' | '-' | '(' | ')');
        let length = text[next..].find(|c| !goes_on(c)).unwrap_or(text.len() - next);
        let number = text[next..next + length].trim_end_matches(|c: char| !c.is_ascii_digit());
        let digits = number.chars().filter(char::is_ascii_digit).count();
        if fresh && digits >= FEWEST_DIGITS {
            found.push(Span::new(next, next + number.len()));
        }
        at = next + length.max(1);
    }
    found
}

/// Ranges in order and apart; those that overlap become one.
pub(super) fn joined(mut ranges: Vec<Span>) -> Vec<Span> {
    ranges.sort_unstable_by_key(|span| (span.start, span.end));
    let mut found: Vec<Span> = Vec::with_capacity(ranges.len());
    for span in ranges {
        match found.last_mut() {
            Some(last) if span.start < last.end => *last = last.cover(span),
            _ => found.push(span),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    fn check(text: &str, expected: &[&str]) {
        let spans = joined(leads(text, &tokens(text, 0), |word| word == "bell.example"));
        let found: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn what_leads_to_somebody_is_found_and_sums_are_not() {
        check("Write to irma.t@post.example, or @irma_t.", &["irma.t@post.example", "@irma_t"]);
        check("See https://faces.example/irma and bell.example.", &["https://faces.example/irma"]);
        check("The maid T o l l g a r d called +994 50 123 45 67.", &["T o l l g a r d", "+994 50 123 45 67"]);
        check("In 2031 the U.S. paid 240,000,000 crowns, 24.5 per cent of A.B. and COVID19.", &[]);
        check("irma88 wrote to irma_tollgard", &["irma88", "irma_tollgard"]);
    }
}
