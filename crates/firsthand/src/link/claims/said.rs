//! Do two groups of reports say the same thing, or two things of one topic?
//!
//! Reports of one topic are alike by whom and what they name, so likeness alone makes one claim of them. But what a
//! claim says stands in the lead of most of its reports: where most leads of one group have something that the other
//! group's lack, and the other way round, they are two claims.

use std::collections::BTreeMap;

use crate::link::features::{Feature, Weights};
use crate::link::units::Unit;
use crate::model::Language;

/// What the titles and leads of a group of reports have, by how many.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    reports: BTreeMap<Language, f32>,
    leads: BTreeMap<Feature, (Language, f32)>,
}

/// What so many of a group's leads have is what the group says. Half: a report words a claim in its own way, and
/// two of three reports of fiction shared a given word of it.
const MOST: f32 = 0.5;
/// Groups of which each says so much by weight that the other does not say two things. On invented piles, families of
/// wordings of one claim stayed below .22 on the smaller side, two claims of one mill lay at .43 to .58.
const SAYS_OTHER: f32 = 0.4;
/// The same for groups that have no language in common: what the tables know in one language they may not know in the
/// other. On cascades of `eval relay`, groups of one claim lay at .41 to .69.
const SAYS_OTHER_ACROSS: f32 = 0.75;
/// Fewer reports do not tell what their claim says from how they say it.
const FEWEST_REPORTS: f32 = 2.0;

impl Said {
    /// Of so many reports with one head.
    pub(super) fn of(unit: &Unit, reports: usize) -> Self {
        let reports = reports as f32;
        Self {
            reports: BTreeMap::from([(unit.language, reports)]),
            leads: unit.opening().map(|feature| (feature, (unit.language, reports))).collect(),
        }
    }

    /// Takes in another group.
    pub(super) fn join(&mut self, other: Self) {
        for (language, count) in other.reports {
            *self.reports.entry(language).or_default() += count;
        }
        for (feature, (language, count)) in other.leads {
            self.leads.entry(feature).or_insert((language, 0.0)).1 += count;
        }
    }

    /// Whether the two groups say different things.
    pub(super) fn differs(&self, other: &Self, weights: &Weights) -> bool {
        let few = |said: &Self| said.reports.values().sum::<f32>() < FEWEST_REPORTS;
        if few(self) || few(other) {
            return false;
        }
        let one_language = self.reports.keys().any(|language| other.reports.contains_key(language));
        let says_other = if one_language { SAYS_OTHER } else { SAYS_OTHER_ACROSS };
        self.beside(other, weights) >= says_other && other.beside(self, weights) >= says_other
    }

    /// The share of what most leads of this group have that the other's do not, 0..=1, by weight. Plain words count
    /// where both groups have reports of their language.
    fn beside(&self, other: &Self, weights: &Weights) -> f32 {
        let (mut all, mut own) = (0.0, 0.0);
        for (&feature, &(language, count)) in &self.leads {
            let (Some(here), Some(there)) = (self.speakers(feature, language), other.speakers(feature, language))
            else {
                continue;
            };
            let support = count / here;
            if support >= MOST {
                let elsewhere = other.leads.get(&feature).map_or(0.0, |(_, count)| count / there);
                all += weights.weight(feature) * support;
                own += weights.weight(feature) * (support - elsewhere).max(0.0);
            }
        }
        if all > 0.0 { own / all } else { 0.0 }
    }

    /// How many reports could have the feature: those of its language, or all where it has none.
    fn speakers(&self, feature: Feature, language: Language) -> Option<f32> {
        if feature.crosses_languages() {
            return Some(self.reports.values().sum());
        }
        self.reports.get(&language).copied()
    }
}
