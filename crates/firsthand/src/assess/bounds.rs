//! How many independent sources: at least L, at most U, and the proof.

use std::collections::{BTreeMap, BTreeSet};

use super::least::Least;
use super::rules::{self, Rule};
use crate::model::{Bounds, ClaimRows, DocumentNo, Lineage, Node, Place, Reason, Root, Source, SourceId, SourceKind};

/// What the reasons are worked out from.
pub(super) struct Proof<'a> {
    rows: &'a ClaimRows<'a>,
    lineage: &'a Lineage,
    least: &'a Least,
    sources: BTreeMap<SourceId, &'a Source>,
    ends: BTreeSet<Node>,
}

impl<'a> Proof<'a> {
    pub(super) fn new(rows: &'a ClaimRows<'a>, lineage: &'a Lineage, least: &'a Least) -> Self {
        let sources = rows.sources.iter().map(|source| (source.id, source)).collect();
        let ends = lineage.ends.iter().copied().collect();
        Self { rows, lineage, least, sources, ends }
    }

    /// The bounds with every reason; the sums of the reasons are the bounds.
    pub(super) fn bounds(&self) -> Bounds {
        let mut why: Vec<Reason> = self.lineage.roots.iter().filter_map(|root| self.of_root(root)).collect();
        let in_roots: BTreeSet<SourceId> = self.lineage.roots.iter().flat_map(|root| &root.sources).copied().collect();
        why.extend(self.rows.sources.iter().filter(|source| !in_roots.contains(&source.id)).map(|s| self.beyond(s)));
        why.extend(self.lineage.roots.iter().filter_map(|root| self.same_source(root)));
        why.extend(self.of_documents());
        let at_least = sum(&why, |reason| reason.at_least);
        let at_most = sum(&why, |reason| reason.at_most);
        if at_least > at_most {
            // Two sources shown apart may yet share a start, for instance through a copy that credits one of them.
            // What is shown is then believed: U can never be below L.
            why.push(reason(rules::SHOWN_APART, Vec::new(), 0, at_least - at_most, Vec::new()));
        }
        why.sort_by_key(|reason| (std::cmp::Reverse(reason.at_least), std::cmp::Reverse(reason.at_most)));
        Bounds {
            at_least,
            at_most: at_most.max(at_least),
            or_more: self.lineage.roots.iter().any(|root| self.is_floor(root)),
            channels: self.lineage.channels,
            bottlenecks: self.lineage.bottlenecks.clone(),
            why,
        }
    }

    fn of_root(&self, root: &Root) -> Option<Reason> {
        let lead = self.lead(root);
        let rule = lead.map_or_else(|| self.rule_of_documents(root), |source| self.rule_of(source, root));
        let counted = root.sources.iter().filter(|id| self.counts_least(**id)).count() as u32;
        let nodes = lead.map_or_else(|| documents(root), |source| self.standing_for(root, source));
        let connected = lead.is_none_or(|source| self.lineage.supported.contains(&source.id));
        let places = lead.map_or_else(Vec::new, places);
        connected.then(|| reason(rule, nodes, counted, self.most(root), places))
    }

    /// The member that stands for a root: one counted at least, else the one that adds most.
    pub(super) fn lead(&self, root: &Root) -> Option<&'a Source> {
        self.first_of(&root.sources)
    }

    /// One counted at least, else the one that adds most, else a start, else the first credited.
    fn first_of(&self, members: &[SourceId]) -> Option<&'a Source> {
        let members = members.iter().filter_map(|id| self.sources.get(id).copied());
        members.max_by_key(|source| {
            let id = source.id;
            let start = (self.ends.contains(&Node::Source(id)), !self.lineage.repeats.contains(&id));
            let counted = (self.counts_least(id), self.least.grouped.contains(&id));
            (counted, self.worth(id), start, std::cmp::Reverse(id))
        })
    }

    /// The lead, and with it the leads of those that one text credits beside it, where they add up.
    fn standing_for(&self, root: &Root, lead: &Source) -> Vec<Node> {
        let with_lead = |reading: &&Vec<Vec<SourceId>>| reading.iter().any(|group| group.contains(&lead.id));
        let best = root.readings.iter().filter(with_lead).max_by_key(|reading| self.worth_of_reading(reading));
        let others = best.into_iter().flatten().filter(|group| !root.one_at_most && !group.contains(&lead.id));
        let others = others.filter_map(|group| self.first_of(group)).map(|source| Node::Source(source.id));
        std::iter::once(Node::Source(lead.id)).chain(others).collect()
    }

    /// The nodes that stand for a root: its lead sources, else its first document that has it from nobody.
    pub(super) fn stand_for(&self, root: &Root) -> Vec<Node> {
        let from_nobody = |no: &&DocumentNo| self.ends.contains(&Node::Document(**no));
        let document = root.documents.iter().find(from_nobody).or(root.documents.first());
        let document = || document.map(|no| Node::Document(*no)).into_iter().collect();
        self.lead(root).map_or_else(document, |lead| self.standing_for(root, lead))
    }

    pub(super) fn counts_least(&self, id: SourceId) -> bool {
        self.least.named.contains(&id) || self.least.anonymous == Some(id)
    }

    /// What a source alone adds to U.
    fn worth(&self, id: SourceId) -> u32 {
        self.sources.get(&id).map_or(0, |source| match source.kind {
            SourceKind::Collective => 0,
            // "Two engineers" are two, whether or not the text says why it does not name them.
            SourceKind::Anonymous | SourceKind::Person => source.count.max(1),
            _ => 1,
        })
    }

    /// What a root adds to U: its best reading; where it is worth one at most, its smallest member.
    fn most(&self, root: &Root) -> u32 {
        let alone = root.documents.iter().map(|_| 1);
        if root.one_at_most {
            let worths = root.sources.iter().map(|id| self.worth(*id)).chain(alone);
            return worths.min().map_or(0, |least| least.min(1));
        }
        let readings = root.readings.iter().map(|reading| self.worth_of_reading(reading));
        readings.chain(alone).max().unwrap_or(0)
    }

    /// Each group is worth its largest member.
    fn worth_of_reading(&self, reading: &[Vec<SourceId>]) -> u32 {
        let worths = reading.iter().map(|group| group.iter().map(|id| self.worth(*id)).max().unwrap_or(0));
        worths.fold(0, u32::saturating_add)
    }

    fn is_floor(&self, root: &Root) -> bool {
        let several = |id: &SourceId| {
            self.sources.get(id).is_some_and(|source| source.or_more && source.kind == SourceKind::Anonymous)
        };
        !root.one_at_most && root.sources.iter().any(several)
    }

    fn rule_of(&self, source: &Source, root: &Root) -> Rule {
        let id = source.id;
        if self.counts_least(id) {
            return counted_rule(source.kind);
        }
        if source.kind == SourceKind::Collective {
            return rules::VAGUE;
        }
        if self.least.withdrawn.contains(&id) {
            return rules::WITHDRAWN;
        }
        if source.only_part.is_some() {
            return rules::ONLY_PART;
        }
        if self.lineage.repeats.contains(&id) {
            return rules::RESTS_ON_UNSEEN;
        }
        if self.lineage.renamed.contains(&id) {
            return rules::COPY_CALLS_IT;
        }
        if root.on_loop && source.kind == SourceKind::Outlet {
            return rules::LOOP_ROOT;
        }
        self.rule_of_kind(source)
    }

    fn rule_of_kind(&self, source: &Source) -> Rule {
        let id = source.id;
        match source.kind {
            SourceKind::Document if self.least.grouped.contains(&id) => rules::PAPER_COULD_BE_COUNTED,
            _ if self.least.grouped.contains(&id) => rules::ONE_CHAIN_OF_COMMAND,
            SourceKind::Anonymous if self.least.could_be_counted.contains(&id) => rules::ANONYMOUS_COULD_BE_COUNTED,
            SourceKind::Anonymous if source.first_hand => rules::ANONYMOUS_TOGETHER,
            SourceKind::Anonymous => rules::ANONYMOUS_NO_GROUNDS,
            SourceKind::Document => rules::DOCUMENT_NOT_READ,
            SourceKind::Outlet => rules::OUTLET_OUTSIDE,
            SourceKind::Collective => rules::VAGUE,
            SourceKind::Person | SourceKind::Institution | SourceKind::WitnessReporter => rules::NAMED_NO_GROUNDS,
        }
    }

    fn rule_of_documents(&self, root: &Root) -> Rule {
        let members: BTreeSet<&DocumentNo> = root.documents.iter().collect();
        let families: BTreeSet<u32> =
            self.rows.documents.iter().filter(|row| members.contains(&row.no)).map(|row| row.family).collect();
        let looping = root.documents.iter().any(|no| self.lineage.looping.contains(no));
        match (looping, root.documents.len(), families.len()) {
            (true, ..) => rules::LOOP_ROOT,
            (false, 1, _) => rules::OWN_VOICE,
            (false, _, 1) => rules::ONE_FAMILY,
            _ => rules::SHARED_WORDING,
        }
    }

    /// A source that is in no root: another start lies behind it, or no document has it from there.
    fn beyond(&self, source: &Source) -> Reason {
        let rule = self.rule_beyond(source);
        reason(rule, vec![Node::Source(source.id)], u32::from(self.counts_least(source.id)), 0, places(source))
    }

    pub(super) fn rule_beyond(&self, source: &Source) -> Rule {
        let id = source.id;
        match source.kind {
            _ if !self.lineage.supported.contains(&id) => rules::NOT_CONNECTED,
            _ if self.counts_least(id) => counted_rule(source.kind),
            SourceKind::Collective => rules::VAGUE,
            _ if self.lineage.repeats.contains(&id) => rules::REPEATS_FINDING,
            _ if self.lineage.renamed.contains(&id) => rules::RENAMED_IN_COPY,
            SourceKind::Outlet => rules::OUTLET_TRACED,
            _ if self.lineage.labels.contains(&id) => rules::OTHER_LABEL,
            _ => rules::SAME_SOURCE,
        }
    }

    /// The members of a root that its lead already stands for.
    fn same_source(&self, root: &Root) -> Option<Reason> {
        let leads = self.standing_for(root, self.lead(root)?);
        let is_lead = |id: &SourceId| leads.contains(&Node::Source(*id));
        let others = root.sources.iter().filter(|id| !is_lead(id) && self.lineage.supported.contains(id));
        let others: Vec<SourceId> = others.copied().collect();
        let rule = match others[..] {
            [] => return None,
            _ if others.iter().all(|id| self.lineage.repeats.contains(id)) => rules::REPEATS_FINDING,
            _ if others.iter().all(|id| self.lineage.labels.contains(id)) => rules::OTHER_LABEL,
            _ => rules::SAME_SOURCE,
        };
        let places = others.iter().filter_map(|id| self.sources.get(id)).flat_map(|s| places(s)).collect();
        Some(reason(rule, others.into_iter().map(Node::Source).collect(), 0, 0, places))
    }

    fn of_documents(&self) -> Vec<Reason> {
        let starts: BTreeSet<&DocumentNo> = self.lineage.roots.iter().flat_map(|root| &root.documents).collect();
        let relayed: BTreeSet<&DocumentNo> = self.lineage.relayed.iter().collect();
        let own = self.rows.documents.iter().filter(|row| row.reads_like_own_voice);
        let own: BTreeSet<DocumentNo> = own.map(|row| row.no).collect();
        let explained = self.lineage.ends.iter().filter(|node| match node {
            Node::Document(no) => !starts.contains(no) && own.contains(no),
            Node::Source(_) => false,
        });
        let explained: Vec<Node> = explained.copied().collect();
        let copies: Vec<Node> = relayed.into_iter().map(|no| Node::Document(*no)).collect();
        let looping = self.lineage.looping.iter().map(|no| Node::Document(*no)).collect();
        [(rules::FAMILY_EXPLAINED, explained), (rules::COPIES, copies), (rules::LOOP, looping)]
            .into_iter()
            .filter(|(_, nodes)| !nodes.is_empty())
            .map(|(rule, nodes)| reason(rule, nodes, 0, 0, Vec::new()))
            .collect()
    }
}

fn counted_rule(kind: SourceKind) -> Rule {
    match kind {
        SourceKind::Document => rules::DOCUMENT_READ,
        SourceKind::WitnessReporter => rules::REPORTER_SAW,
        SourceKind::Anonymous => rules::ANONYMOUS_FIRST_HAND,
        _ => rules::NAMED_FIRST_HAND,
    }
}

fn documents(root: &Root) -> Vec<Node> {
    root.documents.iter().map(|no| Node::Document(*no)).collect()
}

/// The first credit of a source and, where it bears out only a part, that part.
fn places(source: &Source) -> Vec<(DocumentNo, Place)> {
    source.places.first().into_iter().chain(&source.only_part).copied().collect()
}

fn reason(rule: Rule, nodes: Vec<Node>, at_least: u32, at_most: u32, places: Vec<(DocumentNo, Place)>) -> Reason {
    Reason { rule: rule.name, text: rule.text.to_owned(), nodes, at_least, at_most, places }
}

fn sum(why: &[Reason], part: impl Fn(&Reason) -> u32) -> u32 {
    why.iter().map(part).fold(0, u32::saturating_add)
}
