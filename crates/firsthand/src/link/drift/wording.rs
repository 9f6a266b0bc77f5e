//! What is said otherwise: more or less surely, of other numbers, of all instead of some, of another time, or turned
//! round?

use std::collections::BTreeSet;

use super::super::features::Feature;
use super::super::sources::Report;
use super::super::units::Line;
use super::{Step, words};
use crate::lexicon::List;
use crate::model::{Drift, DriftKind, TimeExpression, TimeKind};

/// A mark of doubt that stands where one report words the claim best, and nowhere in what the other says of it.
pub(super) fn hedge(step: &Step<'_, '_>) -> Option<Drift> {
    let hedged = |report| step.best(report).into_iter().find(|l| l.has(List::Hedge));
    let free = |report| step.lines(report).iter().all(|l| !l.has(List::Hedge));
    let best = |report| step.best(report).into_iter().next();
    let (kind, was, became) = match (hedged(step.parent), hedged(step.child)) {
        (Some(was), None) if free(step.child) => (DriftKind::HedgeDropped, was, best(step.child)?),
        (None, Some(became)) if free(step.parent) => (DriftKind::HedgeAdded, best(step.parent)?, became),
        _ => return None,
    };
    Some(step.change(kind, words(step.parent, was), words(step.child, became)))
}

/// Numbers with the word that they count.
fn counts<'r>(report: &'r Report<'_>) -> impl Iterator<Item = (u64, Feature, &'r Line)> {
    report.unit.lines.iter().flat_map(|line| {
        line.features.windows(2).filter_map(move |pair| match pair {
            [Feature::Number(n), counted @ (Feature::Concept(_) | Feature::Word(_))] => Some((*n, *counted, line)),
            _ => None,
        })
    })
}

/// The same word with a number that the parent does not have, where the parent's is gone.
pub(super) fn number(step: &Step<'_, '_>) -> Option<Drift> {
    let (parent, child) = (step.parent, step.child);
    let has = |report: &Report<'_>, n: u64| report.unit.full.contains_key(&Feature::Number(n));
    for (n, counted, line) in counts(child).filter(|(_, f, _)| step.core.features().contains_key(f)) {
        if has(parent, n) {
            continue;
        }
        let was = counts(parent).find(|(m, f, _)| *f == counted && !has(child, *m));
        if let Some((_, _, was)) = was {
            return Some(step.change(DriftKind::Number, words(parent, was), words(child, line)));
        }
    }
    None
}

/// What the claim says above all is negated by the child in every sentence that has it, and by the parent in none.
pub(super) fn negation(step: &Step<'_, '_>) -> Option<Drift> {
    let (was, became) = (step.lines(step.parent), step.lines(step.child));
    let says = |f: &Feature| step.core.says(&[*f]);
    let negated = |lines: &[&Line]| -> BTreeSet<Feature> {
        lines.iter().flat_map(|l| &l.negated).copied().filter(|f| says(f)).collect()
    };
    let plain = |lines: &[&Line]| -> BTreeSet<Feature> {
        let beside = |l: &&&Line, f: &Feature| !l.negated.contains(f);
        lines
            .iter()
            .flat_map(|l| l.features.iter().filter(move |f| beside(&l, f)))
            .copied()
            .filter(|f| says(f))
            .collect()
    };
    let (parent_plain, child_plain, parent_negated) = (plain(&was), plain(&became), negated(&was));
    let turned = |f: &&Feature| parent_plain.contains(f) && !parent_negated.contains(f) && !child_plain.contains(f);
    let turned = *negated(&became).iter().find(turned)?;
    let before = was.iter().find(|l| l.features.contains(&turned))?;
    let after = became.iter().find(|l| l.negated.contains(&turned))?;
    Some(step.change(DriftKind::Negation, words(step.parent, before), words(step.child, after)))
}

/// "All workers", "the whole port": what the claim is about is said of everybody or everything by one report, and is
/// there without such a word in the other.
pub(super) fn scope(step: &Step<'_, '_>) -> Option<Drift> {
    let (was, became) = (step.lines(step.parent), step.lines(step.child));
    let wide = |lines: &[&Line]| -> BTreeSet<Feature> {
        lines.iter().flat_map(|l| &l.whole).copied().filter(|f| step.core.features().contains_key(f)).collect()
    };
    let has = |lines: &[&Line], f: &Feature| lines.iter().any(|l| l.features.contains(f));
    let (before, after) = (wide(&was), wide(&became));
    let turned = before.iter().find(|f| !after.contains(f) && has(&became, f));
    let turned = turned.or_else(|| after.iter().find(|f| !before.contains(f) && has(&was, f)))?;
    let of = |lines: &[&'_ Line], report: &Report<'_>| {
        lines.iter().find(|l| l.features.contains(turned)).map(|l| words(report, l))
    };
    Some(step.change(DriftKind::Scope, of(&was, step.parent)?, of(&became, step.child)?))
}

/// A deadline or date of the claim that became another one, or a span of time that became a date. A span counted anew
/// from the child's own day is not compared: what it counts from is the source's day.
pub(super) fn time(step: &Step<'_, '_>, was: &[TimeExpression], became: &[TimeExpression]) -> Option<Drift> {
    let (before, after) = (of_claim(step, step.parent, was), of_claim(step, step.child, became));
    let pair = deadline(&before, &after).or_else(|| date(&before, &after))?;
    let slice = |report: &Report<'_>, t: &TimeExpression| report.document.slice(t.place).to_owned();
    Some(step.change(DriftKind::Time, slice(step.parent, pair.0), slice(step.child, pair.1)))
}

/// The time expressions that stand in what a report says of the claim.
fn of_claim<'t>(step: &Step<'_, '_>, report: &Report<'_>, times: &'t [TimeExpression]) -> Vec<&'t TimeExpression> {
    let lines = step.lines(report);
    let inside =
        |t: &&TimeExpression| lines.iter().any(|l| l.place.part == t.place.part && l.place.span.overlaps(t.place.span));
    times.iter().filter(inside).collect()
}

type Pair<'t> = (&'t TimeExpression, &'t TimeExpression);

fn deadline<'t>(was: &[&'t TimeExpression], became: &[&'t TimeExpression]) -> Option<Pair<'t>> {
    let first = |times: &[&'t TimeExpression]| times.iter().copied().find(|t| t.due.is_some());
    let (was, became) = (first(was)?, first(became)?);
    let relative = |t: &TimeExpression| t.kind == TimeKind::Duration;
    let same_day = !relative(was) && !relative(became) && was.due == became.due;
    let counted_anew = relative(became) && !relative(was);
    let unchanged = was.value == became.value || same_day || counted_anew;
    (!unchanged).then_some((was, became))
}

/// One whole date in each, and they differ.
fn date<'t>(was: &[&'t TimeExpression], became: &[&'t TimeExpression]) -> Option<Pair<'t>> {
    // YYYY-MM-DD.
    const WHOLE: usize = 10;
    let dates = |times: &[&'t TimeExpression]| -> Vec<&'t TimeExpression> {
        let whole = |t: &&&TimeExpression| t.kind == TimeKind::Date && t.anchor.is_none() && t.value.len() == WHOLE;
        times.iter().filter(whole).copied().collect()
    };
    match (&dates(was)[..], &dates(became)[..]) {
        ([was], [became]) if was.value != became.value && was.due.is_none() && became.due.is_none() => {
            Some((was, became))
        }
        _ => None,
    }
}
