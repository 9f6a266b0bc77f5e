use std::collections::BTreeSet;

use super::{Bounds, DocumentNo, Missing, Node, Origin, Relay, Source, SourceId, Stance, Standing, TimeInterval};

/// What tracing needs to know of one document of a claim.
#[derive(Clone, Debug)]
pub struct DocumentRow {
    /// Which document of the pile.
    pub no: DocumentNo,
    /// Its stance towards the claim.
    pub stance: Stance,
    /// When it was published, before any narrowing by this claim's relays.
    pub published: TimeInterval,
    /// Publisher family: the same number is the same family, and an outlet's own articles are always one.
    pub family: u32,
    /// Whether its text carries the claim in its own voice and credits nobody, not even "media". It is a fact
    /// about the text and does not depend on which relays were found.
    pub reads_like_own_voice: bool,
    /// Whether its outlet took it back.
    pub withdrawn: bool,
}

/// Two sources that are one: one body under two names, or two voices on one observation, sample or briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Same {
    /// One of them.
    pub a: SourceId,
    /// The other.
    pub b: SourceId,
    /// Why, in words, for the proof.
    pub because: String,
}

/// One claim's rows, as `link` left them. Rows that name an unknown document or source are passed over.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClaimRows<'a> {
    /// One row a document that takes a stance, whichever.
    pub documents: &'a [DocumentRow],
    /// Everybody credited; a source's id is its position.
    pub sources: &'a [Source],
    /// Relays of the claim and of its denial; only those of the claim carry support.
    pub relays: &'a [Relay],
    /// Pairs of sources that are one.
    pub same: &'a [Same],
    /// Who repeats, and whose finding.
    pub rests_on: &'a [(SourceId, SourceId)],
    /// Pairs of papers that the texts do not tell apart: counted at least, they count once.
    pub perhaps_one: &'a [(SourceId, SourceId)],
    /// Groups of bodies of one state or chain of command that speak of one case.
    pub chains_of_command: &'a [Vec<SourceId>],
    /// Bodies that give their own separate act or observation, and so stand outside their chain of command.
    pub separate_acts: &'a [SourceId],
    /// An anonymous source and somebody whom, by the text, it cannot be. Without such a row it could be anybody.
    pub apart: &'a [(SourceId, SourceId)],
    /// Texts that share wording, where it is not known which came first.
    pub share_wording: &'a [Vec<DocumentNo>],
}

/// One start behind a claim: nodes that are, lead to, or may be each other, and that nothing lies behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Its sources, ascending.
    pub sources: Vec<SourceId>,
    /// Its documents that speak in their own voice, ascending.
    pub documents: Vec<DocumentNo>,
    /// Whether its ties come back to itself: relays round a loop, a follow-up of the family's own report, or sources
    /// that rest on each other. Such a root is worth one at most.
    pub on_loop: bool,
    /// Whether it is worth one at most: on a loop, or what texts of shared wording call their source leads back to them.
    pub one_at_most: bool,
    /// What its sources can stand for, one item for each text that may be the first of shared wording, else one: groups
    /// of sources that are one. The root is worth what the best of these is.
    pub readings: Vec<Vec<Vec<SourceId>>>,
}

/// How a claim went: what the trace stage finds and what assessing reads.
#[derive(Clone, Debug, Default)]
pub struct Lineage {
    /// Every start, with its members.
    pub roots: Vec<Root>,
    /// Nodes of the pile where a chain ends: nobody is said to have got it from anybody.
    pub ends: Vec<Node>,
    /// Sources that some document has the claim from, directly or through other sources.
    pub supported: BTreeSet<SourceId>,
    /// Unnamed sources that only copies credit: a copied passage keeps its parent's source.
    pub renamed: BTreeSet<SourceId>,
    /// Nameless sources that only texts of shared wording credit, where it is not known which came first.
    pub labels: BTreeSet<SourceId>,
    /// Sources that have the claim from somebody else.
    pub repeats: BTreeSet<SourceId>,
    /// Documents that got the claim from a document, ascending.
    pub relayed: Vec<DocumentNo>,
    /// Circular reporting, each in the order of its chain.
    pub loops: Vec<Vec<DocumentNo>>,
    /// Every document on some loop; `loops` lists a shortest chain of each and need not pass all of them.
    pub looping: BTreeSet<DocumentNo>,
    /// Publication, narrowed by who cites whom; one a row, in row order.
    pub published: Vec<TimeInterval>,
    /// A document and one that it credits although the stated times say that it came before it.
    pub out_of_order: Vec<(DocumentNo, DocumentNo)>,
    /// The document that had it first in this collection, where the order is established.
    pub first: Option<DocumentNo>,
    /// Largest number of vertex-disjoint paths from starts to asserting documents.
    pub channels: u32,
    /// Nodes, other than starts, that every such path to another document passes.
    pub bottlenecks: Vec<Node>,
    /// What to fetch next.
    pub missing: Vec<Missing>,
}

/// How well founded a claim is, and why.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// Every start, with its state.
    pub origins: Vec<Origin>,
    /// How many independent sources, with the proof.
    pub bounds: Bounds,
    /// What that amounts to.
    pub standing: Standing,
}
