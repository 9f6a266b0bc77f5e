//! Which expressions stand in a text? First those that stand alone, then what widens them, then deadlines.

use std::collections::HashMap;

use super::data::Grammar;
use super::grammar::{Fit, Scene, Slot, Unit};
use super::meaning::{Extension, Hour, Item, Limit, Limiting, Meaning, Time, items};
use super::token::{Form, Token};

/// Numbers from here to [`LAST_YEAR`] are read as years where they stand alone; chosen by hand for news.
const FIRST_YEAR: f64 = 1900.0;
/// The same behind a word that little else than years stands behind ("since 1848"); chosen by hand.
const FIRST_OLD_YEAR: f64 = 1100.0;
/// See [`FIRST_YEAR`].
const LAST_YEAR: f64 = 2100.0;

/// Every expression of the tokens, in order and disjoint. Cost: linear in the tokens.
pub(super) fn find(tokens: &[Token], grammar: &Grammar) -> Vec<Item> {
    let mut found = alone(tokens, grammar);
    // Twice, so that "the end of early June" and "Friday morning at 8" are one expression each.
    for _ in 0..2 {
        found = extended(tokens, grammar, &found);
    }
    limited(tokens, grammar, &found)
}

fn alone(tokens: &[Token], grammar: &Grammar) -> Vec<Item> {
    let none = HashMap::new();
    let scene = Scene { tokens, lexicon: &grammar.lexicon, items: &none };
    let mut found: Vec<Item> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        // The pattern that reaches furthest wins; at equal length one that means nothing.
        let fits = grammar.times.fits(&scene, at);
        let fits = fits.into_iter().filter(|(meaning, fit)| stands(**meaning, fit, &scene));
        let best = fits.max_by_key(|(meaning, fit)| (fit.end, **meaning == Meaning::Nothing));
        match best.map(|(meaning, fit)| (fit.end, items(*meaning, &fit))) {
            Some((end, items)) => {
                found.extend(items);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a fit is what it looks like: a lone word may be another word, a lone number any number.
fn stands(meaning: Meaning, fit: &Fit, scene: &Scene) -> bool {
    let (tokens, lexicon) = (scene.tokens, scene.lexicon);
    let first = &tokens[fit.start];
    let inside_word = first.glued && fit.start > 0 && is_part_mark(&tokens[fit.start - 1].form, first);
    if inside_word || (fit.taken == 1 && fit.end - fit.start == 1 && lexicon.is("weak", first)) {
        return false;
    }
    let before = fit.start.checked_sub(1).map(|b| &tokens[b]);
    let after = tokens.get(fit.end);
    let capital = |t: Option<&Token>| matches!(t.map(|t| &t.form), Some(Form::Word { capital: true, .. }));
    match meaning {
        // "the Harbour Daily", "Weekly Post" are newspapers.
        Meaning::Rate(_) if fit.taken == 1 && capital(Some(first)) => !capital(before) && !capital(after),
        Meaning::Year => stands_as_year(fit, scene, before, after),
        // "Fridays" are many.
        Meaning::Weekday { .. } => !lexicon.is("plural", first),
        // A lone unit is a length where it is more than one: "years of talks".
        Meaning::Length { .. } if fit.taken == 1 => lexicon.is("bare_length", first),
        // "in the coming weeks" sets no day and names no week.
        Meaning::Within { fixed: Some(_) } | Meaning::Shift { .. } if lexicon.is("plural", &tokens[fit.end - 1]) => {
            false
        }
        Meaning::Length { .. } | Meaning::Within { .. } => {
            !is_year(fit) && !after.is_some_and(|t| lexicon.is("not_after_length", t))
        }
        _ => true,
    }
}

/// "в 1999 году" is no length.
fn is_year(fit: &Fit) -> bool {
    let years = matches!(fit.captures.unit, Some((Unit::Year, _)));
    let amount = fit.captures.amount.flatten();
    years && amount.is_some_and(|a| (FIRST_YEAR..LAST_YEAR).contains(&a))
}

/// `3.5 weeks` is a number, `v2.2010` and `A-2010` are not.
fn is_part_mark(before: &Form, token: &Token) -> bool {
    let number = matches!(token.form, Form::Number { .. });
    match before {
        Form::Mark(mark) => number && matches!(mark, '.' | ',' | '_' | '@' | '&' | '='),
        Form::Number { .. } | Form::Word { .. } => true,
        _ => false,
    }
}

fn stands_as_year(fit: &Fit, scene: &Scene, before: Option<&Token>, after: Option<&Token>) -> bool {
    let (token, lexicon) = (&scene.tokens[fit.end - 1], scene.lexicon);
    let Form::Number { value, .. } = token.form else { return true };
    // "'98" is a year too.
    let value = fit.captures.year.map_or(value, f64::from);
    let context = fit.taken > 1;
    let old = before.is_some_and(|t| lexicon.is("before_old_year", t));
    let first = if old { FIRST_OLD_YEAR } else { FIRST_YEAR };
    if !(first..LAST_YEAR).contains(&value) || before.is_some_and(|t| lexicon.is("not_before_year", t)) {
        return false;
    }
    // "the Russell 2000", "Windows 2000" are names.
    let named = matches!(before.map(|t| &t.form), Some(Form::Word { capital: true, .. }));
    if named && !context && value % 100.0 == 0.0 {
        return false;
    }
    let Some(after) = after else { return true };
    let counted = match &after.form {
        Form::Mark(mark) => matches!(mark, '%' | '$' | '€' | '£' | '₽' | '₴' | '₺' | '₼' | '°'),
        Form::Word { capital, .. } => {
            let round = value % 100.0 == 0.0 && !context && !capital;
            let unit = after.sense(Slot::Unit).is_some() && !lexicon.is("year_word", after);
            unit || lexicon.is("not_after_year", after) || (round && !lexicon.is("after_year", after))
        }
        _ => false,
    };
    !counted
}

fn index(found: &[Item]) -> HashMap<usize, (usize, usize)> {
    found.iter().enumerate().map(|(n, item)| (item.start, (n, item.end))).collect()
}

/// Applies `[extend]`: an expression takes in what belongs to it.
fn extended(tokens: &[Token], grammar: &Grammar, found: &[Item]) -> Vec<Item> {
    let places = index(found);
    let scene = Scene { tokens, lexicon: &grammar.lexicon, items: &places };
    replace(found, tokens.len(), |at| {
        let fits = grammar.extensions.fits(&scene, at).into_iter();
        let made = fits.filter_map(|(extension, fit)| extend(*extension, &fit, found).map(|item| (item, fit)));
        let (item, fit) = made.reduce(|a, b| if b.1.end > a.1.end { b } else { a })?;
        let ends = tokens[fit.start..fit.end].iter().any(|t| grammar.lexicon.is("end", t));
        Some(Item { ends: item.ends || ends, ..item })
    })
}

fn extend(extension: Extension, fit: &Fit, found: &[Item]) -> Option<Item> {
    let c = &fit.captures;
    let item = |n: usize| c.items[n].map(|i| found[i]);
    let wide = |item: Item| Item { start: fit.start, end: fit.end, own: (fit.start, fit.end), ..item };
    match extension {
        Extension::Keep => item(0).filter(is_date).map(wide),
        Extension::About => {
            let free = |i: &Item| i.limit.is_none() && matches!(i.time, Time::Length { .. } | Time::Decades);
            item(0).filter(free).map(wide)
        }
        Extension::Part => {
            let day = item(0).filter(|i| is_day(i) && i.hour.is_none())?;
            Some(Item { hour: c.part.map(Hour::Part), ..wide(day) })
        }
        Extension::Join => {
            let (a, b) = (item(0)?, item(1)?);
            let (day, hour) = if a.time == Time::Same { (b, a) } else { (a, b) };
            let after_comma = hour.start < day.start && fit.taken > 2;
            let joins = !after_comma
                && is_day(&day)
                && day.time != Time::Same
                && hour.time == Time::Same
                && hour.hour.is_some();
            joins.then_some(Item { hour: hour.hour, ..wide(day) })
        }
        Extension::Current => {
            let (unit, _) = c.unit?;
            Some(Item::new(fit, Time::Away { unit, by: Some(0.0) }))
        }
    }
}

/// "19. bis 21. Juli", "2016 until 2019": the end of a range is no deadline.
fn closes_range(n: usize, fit: &Fit, tokens: &[Token], found: &[Item]) -> bool {
    let Some(before) = n.checked_sub(1).map(|b| found[b]) else { return false };
    let joined = before.end == fit.start;
    // A German ordinal leaves its stop behind: "19." of "19. bis 21. Juli".
    let stopped = before.end + 1 == fit.start && tokens[before.end].form == Form::Mark('.');
    let bare_day = matches!(tokens[before.end - 1].form, Form::Number { digits: 1..=2, .. });
    is_date(&before) && (joined || (stopped && bare_day))
}

fn is_date(item: &Item) -> bool {
    !matches!(
        item.time,
        Time::Length { .. } | Time::Decades | Time::Repeat { .. } | Time::RepeatWeekday(_) | Time::Reference(_)
    )
}

/// Whether an expression names one day.
pub(super) fn is_day(item: &Item) -> bool {
    matches!(
        item.time,
        Time::Day(_)
            | Time::Weekday { .. }
            | Time::Same
            | Time::Date { day: Some(_), .. }
            | Time::Away { unit: Unit::Day, .. }
    )
}

/// Applies `[limit]`: what makes a deadline of an expression.
fn limited(tokens: &[Token], grammar: &Grammar, found: &[Item]) -> Vec<Item> {
    let places = index(found);
    let scene = Scene { tokens, lexicon: &grammar.lexicon, items: &places };
    let found = replace(found, tokens.len(), |at| {
        let fits = grammar.limits.fits(&scene, at).into_iter();
        let made = fits.filter_map(|(limit, fit)| limit_item(*limit, &fit, tokens, found).map(|item| (item, fit)));
        made.reduce(|a, b| if b.1.end > a.1.end { b } else { a }).map(|(item, _)| item)
    });
    // "within ten days of the ruling" is counted from elsewhere, "within two years it had" is over.
    let free = |item: &Item| {
        let mut next = tokens[item.end..].iter().take(4);
        let elsewhere = tokens.get(item.end).is_some_and(|t| grammar.lexicon.is("counted_from", t));
        elsewhere || next.any(|t| grammar.lexicon.is("over", t))
    };
    let loose = |item: Item| {
        let within = item.limit == Some(Limit::Within) && free(&item);
        Item { limit: item.limit.filter(|_| !within), ..item }
    };
    found.into_iter().map(loose).collect()
}

fn limit_item(limiting: Limiting, fit: &Fit, tokens: &[Token], found: &[Item]) -> Option<Item> {
    let c = &fit.captures;
    if c.items[0].is_some_and(|n| closes_range(n, fit, tokens, found)) {
        return None;
    }
    let unit = limiting.unit.or(c.unit.map(|(unit, _)| unit));
    let item = match (c.items[0], unit) {
        (Some(n), _) => found[n],
        (None, Some(unit)) => Item::new(fit, Time::Away { unit, by: Some(0.0) }),
        (None, None) => return None,
    };
    let over = matches!(item.time, Time::Away { by: Some(by), .. } if by < 0.0)
        || matches!(item.time, Time::Day(by) if by < 0)
        || matches!(item.time, Time::Weekday { week: Some(-1), .. });
    let dated = is_date(&item) && item.time != Time::Same && !over;
    let limit = if item.ends { Limit::By } else { limiting.limit };
    dated.then_some(Item { start: fit.start, end: fit.end, limit: Some(limit), ..item })
}

/// Walks the tokens and puts what `make` builds in place of the expressions that it covers.
fn replace(found: &[Item], end: usize, make: impl Fn(usize) -> Option<Item>) -> Vec<Item> {
    let mut out = Vec::with_capacity(found.len());
    let (mut at, mut next) = (0, 0);
    while at < end {
        while next < found.len() && found[next].start < at {
            next += 1;
        }
        let here = found.get(next).filter(|item| item.start == at);
        if let Some(item) = make(at).filter(|item| item.end > at) {
            let after = item.end;
            out.push(item);
            at = after;
        } else if let Some(item) = here {
            out.push(*item);
            at = item.end;
        } else {
            at += 1;
        }
    }
    out
}
