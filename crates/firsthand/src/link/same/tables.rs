//! Which concepts stand for one another, which exclude one another, and which words are quantities?

use std::collections::HashMap;
use std::sync::OnceLock;

use super::words::numbered;
use crate::model::Language;
use crate::text::fold;

/// A word that says how many or how much of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Quantity {
    /// A number in words.
    Number(f64),
    /// What multiplies the number before it.
    Times(f64),
    /// A share of all there are.
    Share(Share),
}

/// Of all there are, how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    All,
    Most,
    Half,
    Some,
}

/// What a meaning tells of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Telling {
    /// Somebody.
    Who,
    /// A body or a building.
    Where,
    /// A thing.
    What,
    /// An accident, the weather, a disease.
    Cause,
    /// A sport.
    Game,
    /// What happened.
    Event,
}

impl Telling {
    /// Whether one can be told in the place of the other: an event of an event, anything else of anything else. A flood is
    /// what happened as well as why.
    pub(super) fn replaces(self, other: Self) -> bool {
        let happens = |t: Self| matches!(t, Self::Event | Self::Cause);
        (self == Self::Event) == (other == Self::Event) || (happens(self) && happens(other))
    }

    /// By the first word of a line of the table.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "who" => Self::Who,
            "where" => Self::Where,
            "what" => Self::What,
            "cause" => Self::Cause,
            "game" => Self::Game,
            "event" => Self::Event,
            _ => return None,
        })
    }
}

/// The tables, parsed once a process.
#[derive(Default)]
pub(super) struct Tables {
    /// The first concept of the group that each belongs to.
    group: HashMap<u16, u16>,
    /// Kind and member of each concept that has one.
    kinds: HashMap<u16, Vec<(usize, usize)>>,
    /// Line and side of each concept that has an opposite.
    sides: HashMap<u16, Vec<(usize, bool)>>,
    /// What each concept tells, where it tells anything.
    telling: HashMap<u16, Telling>,
    whole: [HashMap<String, Quantity>; 10],
    stems: [Vec<(String, Quantity)>; 10],
}

const ALIKE: &str = include_str!("../../../data/concepts/alike.txt");
const KINDS: &str = include_str!("../../../data/concepts/kinds.txt");
const OPPOSITES: &str = include_str!("../../../data/concepts/opposites.txt");
const TELLING: &str = include_str!("../../../data/concepts/telling.txt");
const QUANTITIES: &str = include_str!("../../../data/quantities.tsv");

impl Tables {
    pub(super) fn all() -> &'static Self {
        static ALL: OnceLock<Tables> = OnceLock::new();
        ALL.get_or_init(Self::parse)
    }

    /// Concepts that mean nearly the same have one number.
    pub(super) fn group(&self, concept: u16) -> u16 {
        self.group.get(&concept).copied().unwrap_or(concept)
    }

    /// Whether the two concepts are different members of one kind.
    pub(super) fn exclude(&self, a: u16, b: u16) -> bool {
        let of = |c: u16| self.kinds.get(&c).into_iter().flatten();
        of(a).any(|(kind, member)| of(b).any(|(k, m)| k == kind && m != member))
    }

    /// Whether the two concepts turn each other round.
    pub(super) fn oppose(&self, a: u16, b: u16) -> bool {
        let of = |c: u16| self.sides.get(&c).into_iter().flatten();
        of(a).any(|(line, side)| of(b).any(|(l, s)| l == line && s != side))
    }

    /// What the concept tells of a claim, if anything.
    pub(super) fn telling(&self, concept: u16) -> Option<Telling> {
        self.telling.get(&concept).copied()
    }

    /// What a folded word says of how many.
    pub(super) fn quantity(&self, folded: &str, language: Language) -> Option<Quantity> {
        let at = language as usize;
        if let Some(found) = self.whole.get(at)?.get(folded) {
            return Some(*found);
        }
        self.stems[at].iter().find(|(stem, _)| folded.starts_with(stem.as_str())).map(|(_, q)| *q)
    }

    fn parse() -> Self {
        let mut tables = Self::default();
        tables.read_concepts();
        for row in QUANTITIES.lines().skip(1) {
            let mut cells = row.split('\t');
            let Some(quantity) = cells.next().and_then(quantity) else { continue };
            for (language, cell) in cells.enumerate().take(10) {
                tables.insert(language, cell, quantity);
            }
        }
        tables
    }

    fn read_concepts(&mut self) {
        for line in lines(ALIKE) {
            let group = numbers(line);
            if let Some(&first) = group.first() {
                for concept in group {
                    self.group.entry(concept).or_insert(first);
                }
            }
        }
        for (kind, line) in lines(KINDS).enumerate() {
            for (member, names) in line.split(' ').skip(1).enumerate() {
                for c in numbers(&names.replace('+', " ")) {
                    self.kinds.entry(c).or_default().push((kind, member));
                }
            }
        }
        for line in lines(TELLING) {
            let Some((kind, names)) = line.split_once(' ') else { continue };
            let told = Telling::named(kind);
            self.telling.extend(numbers(names).into_iter().filter_map(|c| Some((c, told?))));
        }
        for (number, line) in lines(OPPOSITES).enumerate() {
            for (side, names) in line.split('|').enumerate() {
                for c in numbers(names) {
                    self.sides.entry(c).or_default().push((number, side == 0));
                }
            }
        }
    }

    fn insert(&mut self, language: usize, cell: &str, quantity: Quantity) {
        for word in cell.split('|').filter(|w| !w.is_empty()) {
            match word.strip_suffix('*') {
                Some(stem) => self.stems[language].push((fold(stem), quantity)),
                None => drop(self.whole[language].insert(fold(word), quantity)),
            }
        }
    }
}

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty())
}

/// The numbers of the concepts of these names; a name may stand in both tables.
fn numbers(names: &str) -> Vec<u16> {
    names.split_whitespace().flat_map(numbered).copied().collect()
}

fn quantity(key: &str) -> Option<Quantity> {
    Some(match key {
        "all" => Quantity::Share(Share::All),
        "most" => Quantity::Share(Share::Most),
        "half" => Quantity::Share(Share::Half),
        "some" => Quantity::Share(Share::Some),
        _ => match key.strip_prefix('x') {
            Some(factor) => Quantity::Times(factor.parse().ok()?),
            None => Quantity::Number(key.parse().ok()?),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_the_tables_is_a_concept() {
        let all = lines(ALIKE)
            .chain(lines(OPPOSITES))
            .map(|l| (l, 0))
            .chain(lines(KINDS).chain(lines(TELLING)).map(|l| (l, 1)));
        for (line, skip) in all {
            for name in line.split([' ', '+', '|']).filter(|n| !n.is_empty()).skip(skip) {
                assert!(!numbered(name).is_empty(), "{name}");
            }
        }
        assert!(QUANTITIES.lines().all(|row| row.split('\t').count() == 11));
    }

    #[test]
    fn words_are_quantities() {
        let tables = Tables::all();
        assert_eq!(tables.quantity("дюжина", Language::Russian), Some(Quantity::Number(12.0)));
        assert_eq!(tables.quantity("milliarden", Language::German), Some(Quantity::Times(1e9)));
        assert_eq!(tables.quantity("yarisi", Language::Turkish), Some(Quantity::Share(Share::Half)));
        assert_eq!(tables.quantity("mill", Language::English), None);
    }
}
