//! Which times does a text name, and what is due when?
//!
//! The words and patterns of a language stand in `data/times/<lang>.toml`; the code knows only calendars. A text is
//! read in three passes: expressions that stand alone, what widens them ("the end of"), and what makes a deadline of
//! them ("by", "before", "until"). Values follow ISO-TimeML (Pustejovsky et al. 2010, the TIMEX3 element).

mod calendar;
mod data;
mod due;
mod find;
mod grammar;
mod meaning;
#[cfg(test)]
mod tests;
mod token;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use crate::model::{Language, Part, Place, Span, TimeExpression, TimeKind};
use calendar::{Toward, bounds};
use data::Grammar;
use meaning::{Item, Limit, Time, Year};
use token::{Form, Token};

/// How many words before or behind a weekday or a month may say that it lies ahead; chosen by hand.
const TENSE_WORDS: usize = 15;

/// The time expressions of `text`, in order and disjoint; empty for a language without a file.
///
/// `base` is the byte where `text` begins in `part`. What is relative is resolved against `anchor`, the publication,
/// in the zone `offset_minutes` east of UTC. Without an anchor it keeps what is known (`XXXX-03-15`, `P10D`), and only
/// a limit that names its own date is due. `due` is never before the day of the anchor.
/// Errors: none. Cost: linear in the text.
pub fn expressions(
    text: &str,
    part: Part,
    base: usize,
    language: Language,
    anchor: Option<Timestamp>,
    offset_minutes: i32,
) -> Vec<TimeExpression> {
    let Some(grammar) = data::grammar(language) else { return Vec::new() };
    let mut tokens = token::tokens(text, grammar.lexicon.writing);
    for token in &mut tokens {
        token.senses = grammar.lexicon.senses(&token.form);
    }
    let mut reading = Reading { tokens: &tokens, grammar, anchor, now: local(anchor, offset_minutes), named: None };
    let place = |(start, end): (usize, usize)| {
        let (first, last) = (&tokens[start], &tokens[end - 1]);
        Place { part, span: Span::new(base + first.start, base + last.end) }
    };
    find::find(&tokens, grammar).iter().map(|item| reading.expression(item, place)).collect()
}

/// The clock on the wall of the outlet. An offset that no zone has counts as UTC.
fn local(anchor: Option<Timestamp>, offset_minutes: i32) -> Option<DateTime> {
    let offset = Offset::from_seconds(offset_minutes.saturating_mul(60)).unwrap_or(Offset::UTC);
    anchor.map(|instant| offset.to_datetime(instant))
}

struct Reading<'t> {
    tokens: &'t [Token],
    grammar: &'static Grammar,
    anchor: Option<Timestamp>,
    now: Option<DateTime>,
    /// The day that the text named last, for "at 18:00" and "the same day".
    named: Option<Date>,
}

impl Reading<'_> {
    fn expression(&mut self, item: &Item, place: impl Fn((usize, usize)) -> Place) -> TimeExpression {
        let today = self.now.map(DateTime::date);
        let from = if item.time == Time::Same { self.named.or(today) } else { today };
        let (kind, value) = calendar::value(item.time, item.hour, from, self.toward(item));
        if find::is_day(item) {
            self.named = bounds(&value).map(|(day, _)| day).or(self.named);
        }
        let due = item.limit.and_then(|limit| due::deadline(limit, item.time, &value, self.now));
        let relative = is_relative(item.time);
        // Without a last day the words of the limit say nothing, and the time stands alone.
        let own = if due.is_none() || item.limit == Some(Limit::From) { item.own } else { (item.start, item.end) };
        TimeExpression {
            place: place(own),
            kind,
            value,
            anchor: self.anchor.filter(|_| relative || (kind == TimeKind::Duration && due.is_some())),
            due: due.map(|d| d.to_string()),
        }
    }

    /// Which way the sentence points before the expression, or else behind it. A limit of days lies ahead by itself.
    fn toward(&self, item: &Item) -> Toward {
        let limit = matches!(item.limit, Some(Limit::By | Limit::Before));
        if limit && matches!(item.time, Time::Weekday { .. }) {
            return Toward::Future;
        }
        let open = |at: &usize| !closes_sentence(&self.tokens[*at]);
        let before = (0..item.start).rev().take(TENSE_WORDS).take_while(open).find_map(|at| self.tense(at));
        let after = || (item.end..self.tokens.len()).take(TENSE_WORDS).take_while(open).find_map(|at| self.tense(at));
        before.or_else(after).unwrap_or(Toward::News)
    }

    fn tense(&self, at: usize) -> Option<Toward> {
        let is = |class, at: usize| self.grammar.lexicon.is(class, &self.tokens[at]);
        // "will be completed" tells nothing of the past.
        let participle = || at.checked_sub(1).is_some_and(|before| is("before_participle", before));
        match () {
            () if is("future", at) => Some(Toward::Future),
            () if is("past", at) && !participle() => Some(Toward::Past),
            () => None,
        }
    }
}

fn closes_sentence(token: &Token) -> bool {
    matches!(token.form, Form::Mark('.' | '!' | '?' | ';') | Form::Gap)
}

fn is_relative(time: Time) -> bool {
    match time {
        Time::Day(_) | Time::Weekday { .. } | Time::Away { .. } | Time::Same => true,
        Time::Date { year, .. } | Time::Quarter { year, .. } | Time::Half { year, .. } | Time::Season { year, .. } => {
            !matches!(year, Year::Given(_))
        }
        _ => false,
    }
}
