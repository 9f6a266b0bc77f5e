//! Who is credited no more, and who is called something else?

use std::collections::BTreeSet;

use super::super::features::{Feature, features_of};
use super::super::sources::Report;
use super::Step;
use crate::lexicon::{Concepts, Lexicon, List};
use crate::model::{Attribution, Drift, DriftKind, Language, SourceKind};
use crate::text::tokens;

/// The hops of a report's chains, outermost first.
fn hops<'r>(report: &'r Report<'_>) -> impl Iterator<Item = &'r Attribution> {
    report.chains.iter().flat_map(|c| std::iter::once(&c.head).chain(&c.via)).map(|&at| &report.attributions[at])
}

/// Whether a report has all it says from reports of the pile.
pub(super) fn only_relays(report: &Report<'_>) -> bool {
    let own = report.parents.iter().any(Option::is_none) && report.copied_from.is_empty();
    !own && !report.attributions.iter().any(|a| a.told_us)
}

/// A hop that the parent names and the child passes over, or only describes.
pub(super) fn dropped(step: &Step<'_, '_>) -> Option<Drift> {
    let (parent, child) = (step.parent, step.child);
    let left: Vec<&Attribution> = hops(child).filter(|a| a.outlet.is_none() || a.outlet != parent.outlet).collect();
    let gone = hops(parent).find(|hop| class(hop) != Class::Crowd && !kept(hop, &left, step))?;
    let source = |a: &Attribution| a.source.first().copied();
    let was = source(gone).map_or(String::new(), |p| parent.document.slice(p).to_owned());
    let became = hops(child).find_map(source).map_or(String::new(), |p| child.document.slice(p).to_owned());
    Some(step.change(DriftKind::AttributionDropped, was, became))
}

/// Whether the child still has a hop: in one of its own chains, or anywhere in its text by name.
fn kept(hop: &Attribution, left: &[&Attribution], step: &Step<'_, '_>) -> bool {
    let of_class = |a: &Attribution| class(a) == class(hop) && (a.named || !hop.named);
    if left.iter().copied().any(of_class) {
        return true;
    }
    match class(hop) {
        // Translated names of outlets share nothing, so for them only the chains count.
        Class::Outlet | Class::Crowd => false,
        _ if hop.source_kind == SourceKind::Person && hop.named => person_in(hop, step),
        _ if hop.named || class(hop) == Class::Paper => named_in(hop, step),
        _ => step.child.attributions.iter().any(|a| of_class(a) && a.source_kind == hop.source_kind),
    }
}

/// Whether the child's text has a name of the person's, however it is written.
fn person_in(hop: &Attribution, step: &Step<'_, '_>) -> bool {
    let called = features_of(hop.name.as_deref().unwrap_or(""), step.parent.document.language);
    called.iter().any(|f| matches!(f, Feature::Name(_)) && step.child.unit.full.contains_key(f))
}

/// Whether the child's text has at least half of what the hop is called by: names, and concepts that languages share.
fn named_in(hop: &Attribution, step: &Step<'_, '_>) -> bool {
    let called = features_of(hop.name.as_deref().unwrap_or(""), step.parent.document.language);
    let telling: BTreeSet<Feature> = called.into_iter().filter(|f| f.crosses_languages()).collect();
    let there = telling.iter().filter(|f| step.child.unit.full.contains_key(f)).count();
    !telling.is_empty() && 2 * there >= telling.len()
}

#[derive(PartialEq)]
enum Class {
    Outlet,
    Paper,
    Speaker,
    Crowd,
}

fn class(attribution: &Attribution) -> Class {
    match attribution.source_kind {
        SourceKind::Outlet => Class::Outlet,
        SourceKind::Document => Class::Paper,
        SourceKind::Person | SourceKind::Institution | SourceKind::Anonymous | SourceKind::WitnessReporter => {
            Class::Speaker
        }
        SourceKind::Collective => Class::Crowd,
    }
}

/// A nameless source that is given a place or an office which the parent does not give it. Only where the child has
/// nobody of its own to speak of.
pub(super) fn actor(step: &Step<'_, '_>) -> Option<Drift> {
    let (parent, child) = (step.parent, step.child);
    let nameless = |a: &&Attribution| {
        let unnamed_person = a.source_kind == SourceKind::Person && !a.named;
        !a.source.is_empty() && (a.source_kind == SourceKind::Anonymous || unnamed_person)
    };
    let was: Vec<&Attribution> = hops(parent).filter(nameless).collect();
    let first = was.first()?;
    if !only_relays(child) {
        return None;
    }
    // What the parent says of its source may stand beside the credit: "whom it described as reliable".
    let told: BTreeSet<Feature> =
        was.iter().flat_map(|a| features_of(parent.document.slice(a.sentence), parent.document.language)).collect();
    let phrase = |report: &Report<'_>, a: &Attribution| report.document.slice(a.source[0]).to_owned();
    let new_role = |a: &&Attribution| {
        let role = described(&phrase(child, a), child.document.language);
        !role.is_empty() && role.iter().all(|f| !told.contains(f))
    };
    let became = hops(child).filter(nameless).find(new_role)?;
    Some(step.change(DriftKind::Actor, phrase(parent, first), phrase(child, became)))
}

/// What a phrase says of somebody, beside that they are a nameless source.
fn described(phrase: &str, language: Language) -> Vec<Feature> {
    let words = tokens(phrase, 0);
    let empty: u128 = List::Anonymous.bit() | List::Determiner.bit() | List::Preposition.bit() | List::UnnamedWhy.bit();
    let matches = Lexicon::of(language).find(&words);
    let says_nothing = |at: usize| matches.iter().any(|m| m.list.bit() & empty != 0 && m.start <= at && at < m.end);
    let meanings = |at: usize| Concepts::all().of(&words[at].folded, language).iter().map(|c| Feature::Concept(c.0));
    (0..words.len()).filter(|at| !says_nothing(*at)).flat_map(meanings).collect()
}
