//! Which stretches of a text stand in quotation marks? Only as exact as telling shared quotations from shared
//! prose needs: marks are paired within a paragraph, by where they stand rather than by their shape. A post that is
//! shown in full has no marks: the line under it signs it.

use crate::model::Span;

/// A quotation longer than this is taken for a mark that nobody closed. About 200 words, more than any paragraph
/// of speech in the development articles.
const LONGEST_BYTES: usize = 1_200;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Double,
    Single,
}

#[derive(Clone, Copy)]
struct Open {
    class: Class,
    at: usize,
}

/// Quoted stretches in text order, disjoint, marks included. Cost: one pass.
pub(super) fn regions(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    let mut last = '\n';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or('\n', |&(_, next)| next);
        if c == '\n' {
            // A speech of several paragraphs opens each of them and closes only the last.
            if let Some(Open { class: Class::Double, at: start }) = open.take() {
                push(&mut found, start, at);
            }
        } else if let Some(class) = class(c) {
            open = turn(open, &Mark { at, c, class, last, next }, &mut found);
        }
        last = c;
    }
    found.extend(posts(text));
    merged(found)
}

/// Posts shown in full, with the line that signs them: "— Jane Doe (@janedoe) July 16, 2031".
fn posts(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut at, mut post) = (0, None);
    for line in text.split_inclusive('\n') {
        let (start, words) = (at, line.trim());
        at += line.len();
        if let Some(from) = post.filter(|_| signs(words)) {
            push(&mut found, from, start + line.trim_end().len());
            post = None;
        } else if !words.is_empty() {
            post = Some(start);
        }
    }
    found
}

/// Whether a line is the name and account of who wrote what stands above.
fn signs(line: &str) -> bool {
    line.starts_with(['—', '–', '-', '―']) && line.contains("(@")
}

/// In order, and without those that lie within others.
fn merged(mut found: Vec<Span>) -> Vec<Span> {
    found.sort_unstable_by_key(|s| (s.start, u32::MAX - s.end));
    let mut end = 0;
    found.retain(|s| {
        let beyond = s.end > end;
        end = end.max(s.end);
        beyond
    });
    found
}

struct Mark {
    at: usize,
    c: char,
    class: Class,
    last: char,
    next: char,
}

/// What is open after `mark`.
fn turn(open: Option<Open>, mark: &Mark, found: &mut Vec<Span>) -> Option<Open> {
    match open {
        Some(now) if now.class == mark.class && mark.closes() => {
            push(found, now.at, mark.at + mark.c.len_utf8());
            None
        }
        Some(now) if now.class != mark.class && mark.class == Class::Single => Some(now),
        _ if mark.opens() => Some(Open { class: mark.class, at: mark.at }),
        _ => open,
    }
}

impl Mark {
    fn opens(&self) -> bool {
        let before = !self.last.is_alphanumeric() && !matches!(self.last, '.' | ',' | '!' | '?' | '…');
        matches!(self.c, '«' | '„' | '「' | '『') || (before && !self.next.is_whitespace())
    }

    /// A single mark closes only after punctuation: otherwise it may be the apostrophe of a plural.
    fn closes(&self) -> bool {
        let after = !self.last.is_whitespace() && !self.next.is_alphanumeric();
        match self.class {
            Class::Double => matches!(self.c, '»' | '」' | '』') || after,
            Class::Single => after && matches!(self.last, '.' | ',' | '!' | '?' | '…'),
        }
    }
}

fn class(c: char) -> Option<Class> {
    match c {
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' | '「' | '」' | '『' | '』' => {
            Some(Class::Double)
        }
        '\'' | '‘' | '’' | '‚' => Some(Class::Single),
        _ => None,
    }
}

fn push(found: &mut Vec<Span>, start: usize, end: usize) {
    if end - start <= LONGEST_BYTES {
        found.push(Span { start: start as u32, end: end as u32 });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = regions(text).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn marks_of_all_shapes_pair_up() {
        check("She said \"no\" and “never”.", &["\"no\"", "“never”"]);
        check("Он сказал: «Нет», — и ушёл.", &["«Нет»"]);
        check("« Jamais », dit-il.", &["« Jamais »"]);
        check("Er sagte: „Nein“ und ging.", &["„Nein“"]);
        check("『雨』だ", &["『雨』"]);
    }

    #[test]
    fn apostrophes_do_not_quote() {
        check("The voters' roll of '98 wasn't the ministers' own.", &[]);
        check("'We shall see,' he said of the 'plan.", &["'We shall see,'"]);
    }

    #[test]
    fn a_post_is_signed_below() {
        let post = "The harbour \"stays\" shut.\n\n— Ana Brisk (@anabrisk) March 3, 2031";
        check(&format!("She wrote:\n\n{post}\n\nNobody came."), &[post]);
        check("The harbour stays shut.\n— Ana Brisk, harbour master", &[]);
    }

    #[test]
    fn a_paragraph_ends_a_speech() {
        check("“One.\n“Two.”\nThree.", &["“One.", "“Two.”"]);
        check(&format!("A \"stray mark {}", "word ".repeat(400)), &[]);
    }
}
