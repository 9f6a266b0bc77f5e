//! Which sources count at least: L.
//!
//! Groups only grow with more evidence of dependence, and whether a source is worth counting only falls, so L obeys
//! both laws of the design by construction.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::unionfind::UnionFind;

use super::withdrawn;
use crate::model::{ClaimRows, Lineage, Source, SourceId, SourceKind};

/// What L counts.
pub(super) struct Least {
    /// The source of each counted group that stands for it.
    pub(super) named: BTreeSet<SourceId>,
    /// The unnamed source that stands for all of them, where they add one.
    pub(super) anonymous: Option<SourceId>,
    /// Sources worth counting that lie in a group already counted.
    pub(super) grouped: BTreeSet<SourceId>,
    /// Unnamed sources with first-hand knowledge that could be one of those counted.
    pub(super) could_be_counted: BTreeSet<SourceId>,
    /// Sources withdrawn, under this or another name.
    pub(super) withdrawn: BTreeSet<SourceId>,
}

/// Counts. Cost: near linear, and pairs of unnamed and counted sources.
pub(super) fn least(rows: &ClaimRows<'_>, lineage: &Lineage) -> Least {
    let withdrawn: BTreeSet<SourceId> = disowned(rows).union(&withdrawn::by_outlet(rows)).copied().collect();
    let starts: BTreeSet<SourceId> = lineage.roots.iter().flat_map(|root| &root.sources).copied().collect();
    let mut worthy: Vec<&Source> =
        rows.sources.iter().filter(|source| first_hand(source, lineage) && !withdrawn.contains(&source.id)).collect();
    // A start stands for its group rather than somebody who also leads elsewhere.
    worthy.sort_by_key(|source| (!starts.contains(&source.id), source.id));
    let groups = Groups::new(rows);
    let mut counted = BTreeSet::new();
    let (mut named, mut grouped) = (BTreeSet::new(), BTreeSet::new());
    for source in worthy.iter().filter(|source| source.kind != SourceKind::Anonymous) {
        let into = if counted.insert(groups.of(source.id)) { &mut named } else { &mut grouped };
        into.insert(source.id);
    }
    let counted = groups.members(rows, &counted);
    let apart: BTreeSet<(SourceId, SourceId)> = rows.apart.iter().copied().collect();
    let shown_apart = |who: SourceId| counted.iter().all(|other| apart.contains(&(who, *other)));
    let (free, could_be): (Vec<_>, Vec<_>) = worthy
        .iter()
        .filter(|source| source.kind == SourceKind::Anonymous)
        .map(|source| source.id)
        .partition(|id| shown_apart(*id));
    Least {
        named,
        anonymous: free.first().copied(),
        grouped,
        could_be_counted: could_be.into_iter().collect(),
        withdrawn,
    }
}

/// Whether a source alone would count at least: some document has it from there, the text shows how it knows, and it
/// bears out the whole claim.
fn first_hand(source: &Source, lineage: &Lineage) -> bool {
    let shown = match source.kind {
        SourceKind::Person | SourceKind::Institution | SourceKind::Document | SourceKind::Anonymous => {
            source.first_hand
        }
        SourceKind::WitnessReporter => true,
        SourceKind::Outlet | SourceKind::Collective => false,
    };
    let own = !lineage.repeats.contains(&source.id) && !lineage.renamed.contains(&source.id);
    shown && own && source.only_part.is_none() && lineage.supported.contains(&source.id)
}

/// Withdrawn under one name is withdrawn under all, whether or not the text that withdrew it is still connected.
fn disowned(rows: &ClaimRows<'_>) -> BTreeSet<SourceId> {
    let mut groups = Groups::bare(rows);
    groups.join_same(rows);
    let marked = rows.sources.iter().filter(|source| source.withdrawn).map(|source| groups.of(source.id)).collect();
    groups.members(rows, &marked)
}

/// Sources that count once between them.
struct Groups {
    at: BTreeMap<SourceId, usize>,
    union: UnionFind<usize>,
}

impl Groups {
    fn bare(rows: &ClaimRows<'_>) -> Self {
        let at = rows.sources.iter().enumerate().map(|(position, source)| (source.id, position)).collect();
        Self { at, union: UnionFind::new(rows.sources.len()) }
    }

    /// One source, one observation, one paper for all that is known, one chain of command.
    fn new(rows: &ClaimRows<'_>) -> Self {
        let mut groups = Self::bare(rows);
        groups.join_same(rows);
        groups.join_repeated(rows);
        rows.perhaps_one.iter().for_each(|(a, b)| groups.join(*a, *b));
        let separate: BTreeSet<&SourceId> = rows.separate_acts.iter().collect();
        for chain in rows.chains_of_command {
            let bound: Vec<SourceId> = chain.iter().filter(|id| !separate.contains(id)).copied().collect();
            bound.windows(2).for_each(|pair| groups.join(pair[0], pair[1]));
        }
        groups
    }

    fn join_same(&mut self, rows: &ClaimRows<'_>) {
        rows.same.iter().for_each(|same| self.join(same.a, same.b));
    }

    /// A repeater that is also one with others brings them to the finding that it repeats. A repeater by itself is
    /// not joined: repeating two findings does not make them one.
    fn join_repeated(&mut self, rows: &ClaimRows<'_>) {
        let one_with_others: BTreeSet<SourceId> =
            rows.same.iter().filter(|same| same.a != same.b).flat_map(|same| [same.a, same.b]).collect();
        for (who, whose) in rows.rests_on.iter().filter(|(who, _)| one_with_others.contains(who)) {
            self.join(*who, *whose);
        }
    }

    fn join(&mut self, a: SourceId, b: SourceId) {
        if let (Some(&a), Some(&b)) = (self.at.get(&a), self.at.get(&b)) {
            self.union.union(a, b);
        }
    }

    fn of(&self, id: SourceId) -> Option<usize> {
        self.at.get(&id).map(|at| self.union.find(*at))
    }

    fn members(&self, rows: &ClaimRows<'_>, groups: &BTreeSet<Option<usize>>) -> BTreeSet<SourceId> {
        rows.sources.iter().map(|source| source.id).filter(|id| groups.contains(&self.of(*id))).collect()
    }
}
