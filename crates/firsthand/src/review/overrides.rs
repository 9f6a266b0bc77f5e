//! What does a plain-text file of overrides say?
//!
//! One statement a line, `KIND: A = B`; `#` begins a comment. `docs/guide/overrides.md` has the grammar.

use std::fmt;

use super::SameSource;
use crate::ingest::{Published, by_time_and_id};
use crate::model::{Document, TimeInterval};
use crate::text::fold;

/// What a user says about a pile. Documents are meant by id or address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Names or hosts of outlets that are one; the first is the name that it gets.
    pub same_outlets: Vec<Vec<String>>,
    /// Credits that are one source.
    pub same_sources: Vec<SameSource>,
    /// When a document was published.
    pub dates: Vec<(String, TimeInterval)>,
    /// Two documents that share wording and are no copies of each other.
    pub not_copies: Vec<(String, String)>,
}

/// A line that cannot be read, or that means no document of the pile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverridesError {
    /// Counted from 1; 0 where the line is not known any more.
    pub line: usize,
    /// What is wrong with it.
    pub text: String,
}

impl fmt::Display for OverridesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        f.write_str(&self.text)
    }
}

impl std::error::Error for OverridesError {}

const KINDS: &str = "`same outlet:`, `same source:`, `wrong date:` or `not a copy:`";

impl Overrides {
    /// Reads a file of overrides.
    ///
    /// # Errors
    /// At the first line that cannot be read.
    pub fn parse(text: &str) -> Result<Self, OverridesError> {
        let mut overrides = Self::default();
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            overrides.read(line).map_err(|text| OverridesError { line: at + 1, text })?;
        }
        Ok(overrides)
    }

    fn read(&mut self, line: &str) -> Result<(), String> {
        let (kind, rest) = line.split_once(':').ok_or_else(|| format!("a line begins with {KINDS}"))?;
        let parts: Vec<&str> = rest.split(" = ").map(str::trim).collect();
        if parts.len() < 2 || parts.iter().any(|part| part.is_empty()) {
            return Err(format!("`{kind}:` needs two things with ` = ` between them"));
        }
        let kind = kind.trim().to_lowercase();
        if kind == "same outlet" {
            self.same_outlets.push(parts.iter().map(|&name| name.to_owned()).collect());
            return Ok(());
        }
        let [a, b] = parts[..] else { return Err(format!("`{kind}:` takes two things, not {}", parts.len())) };
        match kind.as_str() {
            "same source" => self.same_sources.push(SameSource { a: credit(a)?, b: credit(b)? }),
            "wrong date" => self.dates.push((a.to_owned(), date(b)?)),
            "not a copy" => self.not_copies.push((a.to_owned(), b.to_owned())),
            other => return Err(format!("`{other}:` is not known; a line begins with {KINDS}")),
        }
        Ok(())
    }

    /// Has the documents of a pile follow: outlets and dates, and with the dates the canonical order.
    ///
    /// # Errors
    /// If an override means a document or an outlet that the pile does not have.
    pub fn apply(&self, documents: &mut [Document]) -> Result<(), OverridesError> {
        for names in &self.same_outlets {
            join_outlets(names, documents)?;
        }
        for (name, published) in &self.dates {
            let document = documents.iter_mut().find(|d| is_meant(name, d)).ok_or_else(|| no_document(name))?;
            document.published = published.clone();
        }
        let credits = self.same_sources.iter().flat_map(|same| [&same.a.0, &same.b.0]);
        let copies = self.not_copies.iter().flat_map(|(a, b)| [a, b]);
        for name in credits.chain(copies) {
            documents.iter().find(|d| is_meant(name, d)).ok_or_else(|| no_document(name))?;
        }
        documents.sort_by(by_time_and_id);
        Ok(())
    }

    /// Whether two documents share wording and are said to be no copies of each other.
    pub fn are_no_copies(&self, a: &Document, b: &Document) -> bool {
        let pair = |(x, y): &(String, String)| (is_meant(x, a) && is_meant(y, b)) || (is_meant(x, b) && is_meant(y, a));
        self.not_copies.iter().any(pair)
    }
}

/// `DOCUMENT "words that credit"`.
fn credit(text: &str) -> Result<(String, String), String> {
    let quoted = text.strip_suffix('"').and_then(|rest| rest.split_once('"'));
    let (document, words) = quoted.unwrap_or_default();
    if document.trim().is_empty() || words.trim().is_empty() {
        return Err(format!(
            "`{text}` is no credit: write the article, then in quotation marks the words that name the source"
        ));
    }
    Ok((document.trim().to_owned(), words.trim().to_owned()))
}

fn date(text: &str) -> Result<TimeInterval, String> {
    let read = Published::parse(text);
    if read.is_absent() || read.is_unreadable() {
        return Err(format!("`{text}` is not a time: write 2031-03-05, or 2031-03-05T09:40:00+04:00"));
    }
    Ok(TimeInterval { from: "override".to_owned(), ..read.interval(None) })
}

fn is_meant(name: &str, document: &Document) -> bool {
    document.id == name || (!document.url.is_empty() && document.url == name)
}

fn no_document(name: &str) -> OverridesError {
    OverridesError { line: 0, text: format!("no article here has the id or address `{name}`") }
}

fn join_outlets(names: &[String], documents: &mut [Document]) -> Result<(), OverridesError> {
    let named = |d: &Document, name: &str| fold(&d.outlet) == fold(name) || d.host() == name.to_lowercase();
    for name in names {
        if !documents.iter().any(|d| named(d, name)) {
            return Err(OverridesError { line: 0, text: format!("no article here is of the outlet `{name}`") });
        }
    }
    let first = documents.iter().find(|d| named(d, &names[0])).map(|d| d.outlet.clone()).unwrap_or_default();
    for document in documents.iter_mut().filter(|d| names.iter().any(|name| named(d, name))) {
        document.outlet.clone_from(&first);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        Overrides::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn all_four_kinds_are_read() {
        let text = "# of monday\n\nsame outlet: Harbour Courier = courier.example = The Courier\n\
                    Same source: a1 \"an official\" = b2 \"a man at the ministry\"\n\
                    wrong date: https://x.example/1 = 2031-03-05\nnot a copy: a1 = b2\n";
        let read = Overrides::parse(text).unwrap();
        assert_eq!(read.same_outlets[0].len(), 3);
        assert_eq!(read.same_sources[0].a, ("a1".to_owned(), "an official".to_owned()));
        assert_eq!(read.dates[0].1.earliest.unwrap().to_string(), "2031-03-05T00:00:00Z");
        assert_eq!(read.not_copies, [("a1".to_owned(), "b2".to_owned())]);
    }

    #[test]
    fn a_bad_line_is_named() {
        assert!(wrong("\nsame outlet: A\n").starts_with("line 2: "));
        assert!(wrong("same person: A = B").contains("same source"));
        assert!(wrong("wrong date: a1 = last week").contains("last week"));
        assert!(wrong("same source: a1 official = b2 \"x\"").contains("quotation marks"));
        assert!(wrong("not a copy: a = b = c").contains("two things"));
        assert!(wrong("hello").contains("not a copy"));
    }
}
