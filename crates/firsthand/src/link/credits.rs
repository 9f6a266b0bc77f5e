//! From whom does a report say it has the claim? Orders the credits of one report into chains, outermost first.

use super::units::Unit;
use crate::model::{Attribution, Bearing, Place, SourceKind};
use crate::text::{skeleton, tokens};

/// A credited source and whom it has it from: positions in the document's attributions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The outermost source.
    pub head: usize,
    /// The next hops, in order.
    pub via: Vec<usize>,
    /// The line of the unit that credits it first.
    pub line: usize,
}

/// A person or body counts as a source of the claim only in a sentence that words so much of it.
const LEAST_SHARE: f32 = 0.2;

/// The chains of a report. `shares` tells how much of the claim each line of the unit words.
pub fn chains(unit: &Unit, shares: &[f32], attributions: &[Attribution]) -> Vec<Chain> {
    let credits = relevant(unit, shares, attributions);
    let mut chains: Vec<Chain> = Vec::new();
    // First what the sentences themselves order, then what only the order of the text tells.
    let (clear, loose): (Vec<_>, Vec<_>) =
        credits.into_iter().partition(|(at, _)| leads(attributions, *at) || attributions[*at].within.is_some());
    for (at, line) in clear {
        if attributions[at].within.is_some() {
            attach(&mut chains, attributions, at, line);
        } else {
            open(&mut chains, attributions, at, line);
        }
    }
    for (at, line) in loose {
        attach(&mut chains, attributions, at, line);
    }
    for chain in &mut chains {
        chain.via.sort_by_key(|&at| (depth(&attributions[at]), at));
    }
    chains.sort_by_key(|c| c.line);
    chains
}

/// Attributions that speak for the claim, with their lines, in order.
fn relevant(unit: &Unit, shares: &[f32], attributions: &[Attribution]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let person = |a: &Attribution| a.source_kind == SourceKind::Person;
    let names_somebody = attributions.iter().any(|a| person(a) && is_named(a));
    for (at, attribution) in attributions.iter().enumerate() {
        let Some(line) = line_of(unit, attribution.sentence) else { continue };
        let denies = attribution.bearing == Bearing::Denies || attribution.bearing == Bearing::Open;
        let named = !attribution.source.is_empty();
        // "Engineer warns of cracks": the headline means whom the article goes on to name.
        if person(attribution) && !is_named(attribution) && names_somebody && attribution.within.is_none() {
            continue;
        }
        let near = shares[line] >= LEAST_SHARE || line < 2;
        let counts = match attribution.source_kind {
            SourceKind::Outlet | SourceKind::WitnessReporter => true,
            SourceKind::Anonymous => !denies,
            SourceKind::Document => near || attribution.grounds.read,
            SourceKind::Collective => !denies && near && attribution.rule != "verb",
            SourceKind::Person | SourceKind::Institution => !denies && near,
        };
        if counts && (named || attribution.source_kind == SourceKind::Collective) {
            found.push((at, line));
        }
    }
    found
}

/// The line of the unit that a place lies in.
pub fn line_of(unit: &Unit, place: Place) -> Option<usize> {
    unit.lines.iter().position(|l| l.place.part == place.part && l.place.span.overlaps(place.span))
}

/// Outlets that stand within no other credit, and whoever spoke to this outlet, open chains of their own.
fn leads(attributions: &[Attribution], at: usize) -> bool {
    let attribution = &attributions[at];
    let outlet = attribution.source_kind == SourceKind::Outlet && attribution.rule != "rests-on" && is_named(attribution);
    attribution.within.is_none() && (outlet || attribution.told_us)
}

/// Whether the source has a name of its own: "a local daily" and "an engineer" have none.
fn is_named(attribution: &Attribution) -> bool {
    attribution.outlet.is_some() || has_proper_name(attribution.name.as_deref().unwrap_or(""))
}

/// A capitalised word after the first, an address, or a name in quotation marks.
fn has_proper_name(words: &str) -> bool {
    let tokens = tokens(words, 0);
    let proper = |(i, t): (usize, &crate::text::Token)| {
        (t.capital && (i > 0 || tokens.len() == 1)) || crate::outlets::address_label(&t.folded).is_some()
    };
    tokens.iter().filter(|t| t.is_word()).enumerate().any(proper)
}

fn open(chains: &mut Vec<Chain>, attributions: &[Attribution], at: usize, line: usize) {
    let known = chains.iter().any(|c| {
        same_source(&attributions[c.head], &attributions[at])
            || c.via.iter().any(|&v| same_source(&attributions[v], &attributions[at]))
    });
    if !known {
        chains.push(Chain { head: at, via: Vec::new(), line });
    }
}

/// How many lines after an outlet is named a person still speaks through it.
const REACH_OF_OUTLET: usize = 2;

/// Puts a credit behind the chain through which the article has it; one that no chain leads to opens its own.
fn attach(chains: &mut Vec<Chain>, attributions: &[Attribution], at: usize, line: usize) {
    let attribution = &attributions[at];
    let all = |c: &Chain| std::iter::once(c.head).chain(c.via.iter().copied()).collect::<Vec<_>>();
    if chains.iter().flat_map(all).any(|known| same_source(&attributions[known], attribution)) {
        return;
    }
    let nested = attribution.within.and_then(|w| {
        chains.iter().position(|c| all(c).iter().any(|&k| k == w || same_source(&attributions[k], &attributions[w])))
    });
    let outlet_chain = |c: &Chain| attributions[c.head].source_kind == SourceKind::Outlet;
    let near = || {
        let reach = match attribution.source_kind {
            // A nameless source and a paper are somebody's: without another outlet they are this article's own.
            SourceKind::Anonymous | SourceKind::Document | SourceKind::Outlet => usize::MAX,
            _ => REACH_OF_OUTLET,
        };
        let before = chains.iter().rposition(|c| outlet_chain(c) && c.line <= line);
        let found = before.or_else(|| chains.iter().position(outlet_chain))?;
        (chains[found].line.abs_diff(line) <= reach).then_some(found)
    };
    let rests = || {
        let rests = attribution.source_kind == SourceKind::Document && attribution.grounds.rests_on;
        chains.iter().rposition(|c| rests && c.line == line)
    };
    match nested.or_else(rests).or_else(near) {
        Some(chain) => chains[chain].via.push(at),
        None => chains.push(Chain { head: at, via: Vec::new(), line }),
    }
}

/// Outlets pass on, papers and bodies are behind them, people behind those, the nameless last.
fn depth(attribution: &Attribution) -> u8 {
    match attribution.source_kind {
        SourceKind::Outlet | SourceKind::Collective => 0,
        SourceKind::Document => 1,
        SourceKind::Institution => 2,
        SourceKind::Person | SourceKind::WitnessReporter => 3,
        SourceKind::Anonymous => 4,
    }
}

/// Whether two credits of one article mean the same source: the same outlet, the same name, or the only nameless
/// source that the article speaks of.
pub fn same_source(a: &Attribution, b: &Attribution) -> bool {
    if a.outlet.is_some() || b.outlet.is_some() {
        return a.outlet == b.outlet;
    }
    if a.source_kind != b.source_kind {
        return false;
    }
    match a.source_kind {
        SourceKind::Anonymous => a.count == b.count || a.count.min(b.count) == 1,
        SourceKind::Collective | SourceKind::WitnessReporter => true,
        _ => same_name(a.name.as_deref().unwrap_or(""), b.name.as_deref().unwrap_or("")),
    }
}

/// Whether two names share a word that begins with a capital, or are the same words.
pub fn same_name(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<(String, bool)> {
        tokens(name, 0).iter().filter(|t| t.is_word()).map(|t| (skeleton(&t.folded), t.capital)).collect()
    };
    let (a, b) = (words(a), words(b));
    let proper = |(word, capital): &&(String, bool)| *capital && word.chars().count() > 2;
    let proper_a: Vec<&String> = a.iter().filter(proper).map(|(w, _)| w).collect();
    let proper_b: Vec<&String> = b.iter().filter(proper).map(|(w, _)| w).collect();
    if proper_a.is_empty() || proper_b.is_empty() {
        let last = |words: &[(String, bool)]| words.last().map(|(w, _)| w.clone());
        return last(&a) == last(&b) && !a.is_empty();
    }
    proper_a.iter().any(|w| proper_b.contains(w))
}
