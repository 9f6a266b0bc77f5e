//! What is the claim of a group of reports, and which of their sentences word it?

use std::collections::{BTreeMap, BTreeSet};

use super::features::{Feature, Vector, Weights};
use super::stance::word_denies;
use super::units::{Line, Unit};
use crate::model::{DocumentNo, Language, Role};

/// The features that the reports of a claim have in common, each by how telling it is.
#[derive(Clone, Debug, Default)]
pub struct Core {
    features: Vector,
    full: f32,
    /// Those that the claim itself negates: the inspection of "sailed without a valid inspection".
    negated: BTreeSet<Feature>,
    /// Whether the claim accuses somebody.
    pub accuses: bool,
}

/// A claim is worded in about so many telling words; the weight of the heaviest so many counts as all of it.
const TELLING_FEATURES: usize = 8;
/// A feature in fewer of the heads than this share is one report's own detail.
const LEAST_SUPPORT: f32 = 0.3;

impl Core {
    /// What the heads of these reports share. A single report's core is its own lead.
    pub fn of(units: &[&Unit], weights: &Weights) -> Self {
        let mut support: BTreeMap<Feature, (f32, BTreeSet<DocumentNo>)> = BTreeMap::new();
        for unit in units {
            for (feature, weight) in &unit.head {
                let entry = support.entry(*feature).or_default();
                entry.0 += weight;
                entry.1.insert(unit.document);
            }
        }
        let speakers = |f: &Feature| {
            let language = units.iter().filter(|u| f.crosses_languages() || u.head.contains_key(f));
            if f.crosses_languages() {
                units.len()
            } else {
                language.map(|u| same_language(units, u.language)).max().unwrap_or(1)
            }
        };
        let alone = units.len() == 1;
        let shared = support.iter().filter(|(_, (_, documents))| alone || documents.len() > 1);
        let supported = shared.filter(|(f, (sum, _))| sum / speakers(f) as f32 >= LEAST_SUPPORT);
        let features: Vector =
            supported.map(|(f, (sum, _))| (*f, weights.weight(*f) * (sum / speakers(f) as f32).min(1.0))).collect();
        let mut core = Self::with(features);
        let says = |f: &Feature| core.says(&[*f]);
        core.negated = core.features.keys().copied().filter(says).filter(|f| negates(units, *f)).collect();
        core.accuses = super::legal::accuses(units.iter().copied());
        core
    }

    /// A core of given features, as a question words it.
    pub fn with(features: Vector) -> Self {
        let mut heaviest: Vec<f32> = features.values().copied().collect();
        heaviest.sort_by(|a, b| b.total_cmp(a));
        let full = heaviest.iter().take(TELLING_FEATURES).sum();
        Self { features, full, negated: BTreeSet::new(), accuses: false }
    }

    /// Whether a sentence turns round what the claim says. One that negates what the claim itself negates repeats it.
    pub fn is_turned_round(&self, line: &Line) -> bool {
        self.says(&line.negated) && !line.negated.iter().any(|f| self.negated.contains(f))
    }

    /// How much of the claim the features word, 0..=1.
    pub fn share(&self, found: &[Feature]) -> f32 {
        let distinct: BTreeSet<&Feature> = found.iter().collect();
        let sum: f32 = distinct.into_iter().filter_map(|f| self.features.get(f)).sum();
        if self.full > 0.0 { (sum / self.full).min(1.0) } else { 0.0 }
    }

    /// Whether one of the features is what the claim says above all, beside whom and how many it names.
    pub fn says(&self, found: &[Feature]) -> bool {
        self.said(found) > 0
    }

    /// How many of the features are what the claim says above all.
    pub fn said(&self, found: &[Feature]) -> usize {
        // The verb and its object; half the weight of the heaviest keeps out what most news shares.
        const SHARE_OF_HEAVIEST: f32 = 0.5;
        let saying = |f: &&Feature| matches!(f, Feature::Concept(_) | Feature::Word(_));
        let weights = self.features.iter().filter(|(f, _)| saying(f)).map(|(_, w)| *w);
        let least = weights.fold(0.0, f32::max) * SHARE_OF_HEAVIEST;
        let distinct: BTreeSet<&Feature> = found.iter().filter(saying).collect();
        distinct.into_iter().filter(|f| self.features.get(f).is_some_and(|w| *w >= least && least > 0.0)).count()
    }

    /// The features with their weights.
    pub fn features(&self) -> &Vector {
        &self.features
    }
}

/// Whether a claim says that something is not so: the first report that speaks of it does, and most of those that use no
/// word of denial. Reports come in order of time.
fn negates(units: &[&Unit], feature: Feature) -> bool {
    let says: Vec<bool> = units.iter().filter_map(|unit| negates_in_lead(unit, feature)).collect();
    says.first() == Some(&true) && says.iter().filter(|negated| **negated).count() * 2 > says.len()
}

/// Whether the title or the lead of a report negates a feature; `None` where they do not speak of it, or deny.
fn negates_in_lead(unit: &Unit, feature: Feature) -> Option<bool> {
    let lead: Vec<&Line> = unit.lead().collect();
    let speaks = lead.iter().any(|l| l.features.contains(&feature)) && !lead.iter().any(|l| word_denies(l));
    speaks.then(|| lead.iter().any(|l| l.negated.contains(&feature)))
}

fn same_language(units: &[&Unit], language: Language) -> usize {
    units.iter().filter(|u| u.language == language).count()
}

/// A sentence with at least this share of its report's best sentence words the claim too.
const SHARE_OF_BEST: f32 = 0.6;
/// Below this share of the core a sentence is about something else.
const LEAST_SHARE: f32 = 0.25;

/// For each line of the report how much of the claim it words.
pub fn shares(unit: &Unit, core: &Core) -> Vec<f32> {
    unit.lines.iter().map(|line| core.share(&line.features)).collect()
}

/// Numbers of the lines that word the claim: at least the best one.
pub fn wording(unit: &Unit, shares: &[f32]) -> Vec<usize> {
    let best = shares.iter().copied().fold(0.0, f32::max);
    let words = |i: &usize| shares[*i] >= best * SHARE_OF_BEST && shares[*i] >= LEAST_SHARE;
    let mut found: Vec<usize> = (0..unit.lines.len()).filter(words).collect();
    if found.is_empty() {
        let ahead = |line: &Line| u8::from(line.role == Role::Title || line.role == Role::Lead);
        let best = (0..shares.len()).max_by(|&a, &b| {
            shares[a].total_cmp(&shares[b]).then(ahead(&unit.lines[a]).cmp(&ahead(&unit.lines[b]))).then(b.cmp(&a))
        });
        found.extend(best);
    }
    found
}
