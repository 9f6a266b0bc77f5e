//! From whom does a report say it has the claim? Orders the credits of one report into chains, outermost first.

use super::features::Feature;
use super::mentions::Core;
use super::units::Unit;
use crate::lexicon::{Concepts, Lexicon, List};
use crate::model::{Attribution, AttributionKind, Bearing, Force, Place, SourceKind, Span};
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
/// One word in common is a topic, two are a statement: "a note is no verdict" does not say who took what.
const LEAST_SAID: usize = 2;
/// Without the names of the credit itself the content still words so much of it.
const LEAST_SHARE_OF_CONTENT: f32 = 0.25;

/// The title and the first sentences: a paper named there is what the article is about.
const LEAD_LINES: usize = 4;

/// The chains of a report. `shares` tells how much of the claim each line of the unit words.
pub fn chains(unit: &Unit, core: &Core, shares: &[f32], attributions: &[Attribution]) -> Vec<Chain> {
    let credits = relevant(unit, core, shares, attributions);
    let mut chains: Vec<Chain> = Vec::new();
    // First who leads a chain, then what the sentences themselves put behind it, then what only the order of the text
    // tells.
    let nested = |at: usize| attributions[at].within.is_some();
    let (heads, rest): (Vec<_>, Vec<_>) = credits.iter().partition(|(at, _)| leads(attributions, *at));
    let (clear, loose): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(at, _)| nested(*at));
    for (at, line) in heads {
        let behind = |(c, l): &(usize, usize)| *l <= line && same_source(&attributions[*c], &attributions[at]);
        if !clear.iter().any(behind) {
            open(&mut chains, attributions, at, line);
        }
    }
    // Who made a paper stands behind it, wherever the paper's own chain begins.
    let made = |(at, _): &&(usize, usize)| is_author(attributions, &attributions[*at]);
    let (authors, clear): (Vec<_>, Vec<_>) = clear.into_iter().partition(|credit| made(&credit));
    for (at, line) in clear.into_iter().chain(loose).chain(authors) {
        attach(&mut chains, attributions, at, line);
    }
    for chain in &mut chains {
        // A paper that no cue makes a source is not what a nameless source's word rests on.
        let nameless = |at: &usize| attributions[*at].source_kind == SourceKind::Anonymous;
        let has_nameless = chain.via.iter().any(nameless);
        let aside = |a: &Attribution| has_nameless && a.source_kind == SourceKind::Document && a.cue.is_empty();
        chain.via.sort_by_key(|&at| (aside(&attributions[at]), depth(&attributions[at]), at));
    }
    if chains.is_empty() {
        chains.extend(next_to_claim(unit, core, shares, attributions).map(|(head, line)| Chain {
            head,
            via: Vec::new(),
            line,
        }));
    }
    chains.sort_by_key(|c| c.line);
    chains
}

/// How many lines from the claim's own somebody may speak who is credited with nothing in its words. Chosen by hand: the
/// paragraph after the lead.
const REACH_OF_SPEAKER: usize = 2;

/// "The clinic will close on Friday. There is no money left, the mayor told a meeting": of a report that credits nobody
/// with the claim itself, the named speaker who stands next to it and has to do with it.
fn next_to_claim(unit: &Unit, core: &Core, shares: &[f32], attributions: &[Attribution]) -> Option<(usize, usize)> {
    let near = |line: usize| {
        let lines = line.saturating_sub(REACH_OF_SPEAKER)..=(line + REACH_OF_SPEAKER).min(shares.len() - 1);
        shares[lines].iter().any(|share| *share >= LEAST_SHARE)
    };
    let speaks = |a: &Attribution| {
        matches!(a.source_kind, SourceKind::Person | SourceKind::Institution)
            && (a.named || a.source_kind == SourceKind::Institution)
            && a.force == Force::Tells
            // Who is only quoted comments on what the outlet itself tells.
            && a.kind != AttributionKind::Direct
            && matches!(a.bearing, Bearing::Says | Bearing::Confirms)
            && !a.cue.is_empty()
            && !a.source.is_empty()
    };
    attributions.iter().enumerate().filter(|(_, a)| speaks(a)).find_map(|(at, a)| {
        let line = line_of(unit, a.sentence)?;
        let credit: Vec<Span> = a.source.iter().chain(&a.cue).map(|p| p.span).collect();
        let about = core.share(&unit.lines[line].beside(&credit)) >= LEAST_SHARE_THROUGH;
        (near(line) && about && !is_bare_pronoun(unit, a) && !denies(attributions, a)).then_some((at, line))
    })
}

/// Attributions that speak for the claim, with their lines, in order.
fn relevant(unit: &Unit, core: &Core, shares: &[f32], attributions: &[Attribution]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let person = |a: &Attribution| a.source_kind == SourceKind::Person;
    let names_somebody = attributions.iter().any(|a| person(a) && a.named);
    for (at, attribution) in attributions.iter().enumerate() {
        let Some(line) = line_of(unit, attribution.sentence) else { continue };
        let denies = attribution.bearing == Bearing::Open || denies(attributions, attribution);
        let named = !attribution.source.is_empty();
        // "Engineer warns of cracks": the headline means whom the article goes on to name.
        if person(attribution) && !attribution.named && names_somebody && attribution.within.is_none() {
            continue;
        }
        if is_bare_pronoun(unit, attribution) {
            continue;
        }
        let near = tells_claim(unit, core, shares, line, attribution);
        let counts = match attribution.source_kind {
            SourceKind::Outlet | SourceKind::WitnessReporter => true,
            // "He bought it from a neighbour": who is only mentioned counts in a sentence of the claim, or the one after.
            SourceKind::Anonymous => {
                let mentioned = attribution.force == Force::Names && attribution.within.is_none();
                let near = shares[line.saturating_sub(1)..=line].iter().any(|share| *share >= LEAST_SHARE);
                !denies && (!mentioned || near)
            }
            SourceKind::Document => {
                near || attribution.grounds.read || attribution.within.is_some() || line <= LEAD_LINES
            }
            SourceKind::Collective => !denies && near && (attribution.rule != "verb" || is_media(unit, attribution)),
            SourceKind::Person | SourceKind::Institution => {
                !denies
                    && (near
                        || is_author(attributions, attribution)
                        || speaks_through(unit, core, line, attributions, attribution))
            }
        };
        if counts && (named || attribution.source_kind == SourceKind::Collective) {
            found.push((at, line));
        }
    }
    found
}

/// "He", "a-t-il", "we", where the article does not show who is meant.
fn is_bare_pronoun(unit: &Unit, attribution: &Attribution) -> bool {
    let words = tokens(attribution.name.as_deref().unwrap_or(""), 0);
    let pronoun = |list: List| matches!(list, List::ThirdPerson | List::FirstPerson);
    let found = Lexicon::of(unit.language).find(&words);
    !words.is_empty() && found.iter().any(|m| pronoun(m.list) && m.start == 0 && m.end == words.len())
}

/// Whether somebody is credited as who made a paper: what the paper says is theirs.
fn is_author(attributions: &[Attribution], attribution: &Attribution) -> bool {
    let paper = |w: usize| attributions[w].source_kind == SourceKind::Document;
    let somebody = matches!(attribution.source_kind, SourceKind::Person | SourceKind::Anonymous);
    somebody && matches!(attribution.rule, "author" | "relay-phrase") && attribution.within.is_some_and(paper)
}

/// Less than this in common with the claim, and what somebody told an outlet is something else. Chosen by hand: one word
/// of the claim beside its names.
const LEAST_SHARE_THROUGH: f32 = 0.1;

/// Whether somebody tells another outlet, in the sentence that credits it, what has to do with the claim: what the outlet
/// passes on is then theirs.
fn speaks_through(
    unit: &Unit,
    core: &Core,
    line: usize,
    attributions: &[Attribution],
    attribution: &Attribution,
) -> bool {
    let outlet = |w: usize| {
        attributions[w].source_kind == SourceKind::Outlet && attributions[w].sentence == attribution.sentence
    };
    let tells = attribution.force == Force::Tells && !attribution.cue.is_empty();
    // "Reported by the Herald, citing the inspectorate": whom the outlet cites is where it has it from.
    let cited = attribution.rule == "relay-phrase";
    let about = || {
        let credit: Vec<Span> = attribution.source.iter().chain(&attribution.cue).map(|p| p.span).collect();
        core.share(&unit.lines[line].beside(&credit)) >= LEAST_SHARE_THROUGH
    };
    tells && attribution.within.is_some_and(outlet) && (cited || about())
}

/// Whether the source denies anywhere in the article: what else it says then speaks for its denial.
fn denies(attributions: &[Attribution], attribution: &Attribution) -> bool {
    attribution.bearing == Bearing::Denies
        || attributions.iter().any(|a| a.bearing == Bearing::Denies && same_source(a, attribution))
}

/// Whether what the source is credited with words the claim, in the sentence itself or in the one that it points back
/// to: "об этом сообщили в прокуратуре".
fn tells_claim(unit: &Unit, core: &Core, shares: &[f32], line: usize, attribution: &Attribution) -> bool {
    if shares[line] >= LEAST_SHARE && says_claim(unit, core, line, attribution) {
        return true;
    }
    let Some(before) = line.checked_sub(1).filter(|_| unit.lines[line].points_back) else { return false };
    let named = attribution.named || attribution.source_kind == SourceKind::Institution;
    let tells = attribution.force == Force::Tells && !attribution.cue.is_empty();
    named
        && tells
        && !stands_for(attribution)
        && shares[before] >= LEAST_SHARE
        && says(core, &unit.lines[before].features)
}

/// Whether a word as short as a pronoun stands for somebody named elsewhere: whom it means may be somebody else.
pub fn stands_for(attribution: &Attribution) -> bool {
    // In bytes: four letters of Cyrillic.
    const LONGEST_PRONOUN: usize = 8;
    let len = attribution.source.first().map_or(0, |p| (p.span.end - p.span.start) as usize);
    len <= LONGEST_PRONOUN && attribution.name.as_ref().is_some_and(|name| name.len() > len)
}

/// Whether what the source is credited with says what the claim says, and not only names whom it names.
fn says_claim(unit: &Unit, core: &Core, line: usize, attribution: &Attribution) -> bool {
    let credit: Vec<Span> = attribution.source.iter().chain(&attribution.cue).map(|p| p.span).collect();
    says(core, &unit.lines[line].beside(&credit))
}

fn says(core: &Core, content: &[Feature]) -> bool {
    core.said(content) >= LEAST_SAID && core.share(content) >= LEAST_SHARE_OF_CONTENT
}

/// Media, by the concepts of the tables: a vague crowd that passes news on. Officials and experts are crowds that do
/// not.
const MEDIA: [&str; 7] = ["media-press", "broadcast-tv", "network", "news", "press", "news-information", "rumor"];

fn is_media(unit: &Unit, attribution: &Attribution) -> bool {
    let words = tokens(attribution.name.as_deref().unwrap_or(""), 0);
    words.iter().any(|t| Concepts::all().is_one_of(&t.folded, unit.language, &MEDIA))
}

/// The line of the unit that a place lies in.
pub fn line_of(unit: &Unit, place: Place) -> Option<usize> {
    unit.lines.iter().position(|l| l.place.part == place.part && l.place.span.overlaps(place.span))
}

/// Outlets that stand within no other credit, and whoever spoke to this outlet, open chains of their own.
fn leads(attributions: &[Attribution], at: usize) -> bool {
    let attribution = &attributions[at];
    let outlet = attribution.source_kind == SourceKind::Outlet && attribution.rule != "rests-on" && attribution.named;
    let saw_it = attribution.source_kind == SourceKind::WitnessReporter;
    attribution.within.is_none() && (outlet || attribution.told_us || saw_it)
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
        // An agency's sign-off at the end speaks for the whole text.
        let signs_off = attributions[chains[found].head].rule == "sign-off";
        (signs_off || chains[found].line.abs_diff(line) <= reach).then_some(found)
    };
    let speaks_here = |c: &Chain| {
        let here = |a: &&Attribution| a.sentence == attribution.sentence && a.force == Force::Tells;
        attributions.iter().filter(here).any(|a| same_source(a, &attributions[c.head]))
    };
    let rests = || {
        let rests = attribution.source_kind == SourceKind::Document && attribution.grounds.rests_on;
        chains.iter().rposition(|c| rests && (c.line == line || speaks_here(c)))
    };
    let paper = |c: &Chain| all(c).iter().any(|&k| attributions[k].source_kind == SourceKind::Document);
    let author = is_author(attributions, attribution);
    let written = || chains.iter().rposition(|c| author && paper(c));
    match nested.or_else(written).or_else(rests).or_else(near) {
        // "The reports go back to a channel": all that one sentence names.
        Some(chain) if attribution.rule == "rests-on" && attribution.within.is_none() => {
            let line = chains[chain].line;
            chains.iter_mut().filter(|c| c.line == line).for_each(|c| c.via.push(at));
        }
        Some(chain) => chains[chain].via.push(at),
        // Who made a paper is credited behind the paper, and not beside it.
        None if author => {}
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
        kind => {
            let (a, b) = (a.name.as_deref().unwrap_or(""), b.name.as_deref().unwrap_or(""));
            same_name(a, b) || kind == SourceKind::Document && goes_on(a, b)
        }
    }
}

/// Whether two names of outlets are one: every proper word of the shorter stands in the longer. "Radio North" and "Radio
/// South" share a word and are two.
pub fn same_outlet_name(a: &str, b: &str) -> bool {
    let (a, b) = (proper_words(a), proper_words(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    !short.is_empty() && short.iter().all(|word| long.iter().any(|other| same_stem(word, other)))
}

/// The words of a name that begin with a capital, as skeletons.
fn proper_words(name: &str) -> Vec<String> {
    let proper = |word: &String| word.chars().count() > 2;
    tokens(name, 0).iter().filter(|t| t.is_word() && t.capital).map(|t| skeleton(&t.folded)).filter(proper).collect()
}

/// Whether two words differ by an ending at most: "Вечерний", "Вечернего".
fn same_stem(a: &str, b: &str) -> bool {
    const LONGEST_ENDING: usize = 3;
    const SHORTEST_STEM: usize = 4;
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let longest = a.chars().count().max(b.chars().count());
    a == b || common >= SHORTEST_STEM && longest - common <= LONGEST_ENDING
}

/// "Un informe", "un informe de 46 páginas": whether one goes on where the other ends.
fn goes_on(a: &str, b: &str) -> bool {
    let words = |name: &str| tokens(name, 0).into_iter().map(|token| token.folded).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    a.len().min(b.len()) > 1 && (a.starts_with(&b) || b.starts_with(&a))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_that_share_a_word_are_two() {
        assert!(!same_outlet_name("Radio Fjell", "Radio Lovund"));
        assert!(!same_outlet_name("Yeni Irhol Gazetesi", "Britam Gazetesi"));
        assert!(same_outlet_name("the Ostvik Gazette", "Ostvik Gazette newspaper"));
        assert!(same_outlet_name("Вечерний Полюс", "Вечернего Полюса"));
        assert!(!same_outlet_name("a local paper", "a local paper"));
    }
}
