use super::{DocumentNo, Node, Place, Relay, Source, SourceId};

/// What is known about the start of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OriginState {
    /// Counted in both bounds.
    ShownIndependent,
    /// The same origin as another of the list.
    SameOrigin,
    /// Nobody recorded where it is from.
    LineageNotRecorded,
}

impl OriginState {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::ShownIndependent => "shown independent",
            Self::SameOrigin => "same origin",
            Self::LineageNotRecorded => "lineage not recorded",
        }
    }
}

/// Where a chain ends: a node that nobody is said to have got it from.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// Which node.
    pub node: Node,
    /// What is known of it.
    pub state: OriginState,
    /// Why, in words.
    pub because: String,
}

/// One step of the proof of the bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Stable name of the rule, e.g. `anonymous-not-first-hand`.
    pub rule: &'static str,
    /// In words.
    pub text: String,
    /// Which nodes it speaks of.
    pub nodes: Vec<Node>,
    /// Added to `at_least`.
    pub at_least: u32,
    /// Added to `at_most`.
    pub at_most: u32,
    /// The words it rests on.
    pub places: Vec<(DocumentNo, Place)>,
}

/// How many independent sources: at least, at most, as far as this collection shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bounds {
    /// L.
    pub at_least: u32,
    /// U.
    pub at_most: u32,
    /// Whether U is a floor ("several officials").
    pub or_more: bool,
    /// Largest number of vertex-disjoint paths from origins to documents (max-flow, Menger).
    pub channels: u32,
    /// Nodes that every path passes (dominators).
    pub bottlenecks: Vec<Node>,
    /// The proof: the sums of the reasons are the bounds.
    pub why: Vec<Reason>,
}

/// Bounds that hold whichever of the relays are right that no reviewer has confirmed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReviewedBounds {
    /// L: what rests on confirmed relays alone.
    pub at_least: u32,
    /// U: with only confirmed dependence.
    pub at_most: u32,
    /// How many relays are confirmed.
    pub confirmed: u32,
    /// How many are not.
    pub unreviewed: u32,
    /// Whether people have said anything yet, of this claim or of others of the collection.
    pub begun: bool,
}

/// A single finding that would change the bounds, were it so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WouldChange {
    /// Stable name: `different-people`, `nobody-counted`, `knows-first-hand`, `one-source`.
    pub finding: &'static str,
    /// In words, without names: the nodes have them.
    pub text: String,
    /// Of whom.
    pub nodes: Vec<Node>,
    /// L then.
    pub at_least: u32,
    /// U then.
    pub at_most: u32,
}

/// Where the bounds lie in nine of ten draws that drop doubtful relays as often as they are doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// How many draws.
    pub draws: u32,
    /// L, from and to.
    pub at_least: (u32, u32),
    /// U, from and to.
    pub at_most: (u32, u32),
}

/// What the bounds amount to. Never "true" or "false".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Nothing but loops.
    Circular,
    /// L is two or more.
    Corroborated,
    /// L is one.
    Firsthand,
    /// L is nought, U is one or more.
    Unproven,
    /// U is nought.
    Untraced,
}

impl Standing {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Circular => "circular",
            Self::Corroborated => "corroborated",
            Self::Firsthand => "firsthand",
            Self::Unproven => "unproven",
            Self::Untraced => "untraced",
        }
    }
}

/// What changed on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those of the design")]
pub enum DriftKind {
    HedgeDropped,
    HedgeAdded,
    Number,
    AttributionDropped,
    Actor,
    Scope,
    LegalStatus,
    Time,
    Negation,
}

impl DriftKind {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::HedgeDropped => "hedge-dropped",
            Self::HedgeAdded => "hedge-added",
            Self::Number => "number",
            Self::AttributionDropped => "attribution-dropped",
            Self::Actor => "actor",
            Self::Scope => "scope",
            Self::LegalStatus => "legal-status",
            Self::Time => "time",
            Self::Negation => "negation",
        }
    }
}

/// A difference between a document's wording and that of the one it was relayed from.
#[derive(Clone, Debug, PartialEq)]
pub struct Drift {
    /// Where it was relayed from.
    pub from: Node,
    /// Which document changed it.
    pub to: DocumentNo,
    /// What changed.
    pub kind: DriftKind,
    /// The wording before, verbatim.
    pub was: String,
    /// The wording after, verbatim; empty where it is gone.
    pub became: String,
}

/// An outlet or link that is cited but not in the pile.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// Which source of the claim it is.
    pub source: SourceId,
    /// As named.
    pub name: String,
    /// Its address, where a text gives one.
    pub url: Option<String>,
    /// Which documents cite it.
    pub cited_by: Vec<DocumentNo>,
    /// The bounds, at least and at most, if it shows how it or whoever it credits knows; `None` where that would leave
    /// them as they are.
    pub could_be: Option<(u32, u32)>,
}

/// Something promised and not delivered: a deadline passed, a reply not sought, an undatable promise.
#[derive(Clone, Debug, PartialEq)]
pub struct Owed {
    /// `deadline`, `reply`, `outcome`.
    pub kind: &'static str,
    /// In words.
    pub text: String,
    /// Where it stands.
    pub place: (DocumentNo, Place),
}

/// Where one claim started and how it went: the result of the trace stage.
#[derive(Clone, Debug)]
pub struct Trace {
    /// Sources of the claim; a source's id is its position.
    pub sources: Vec<Source>,
    /// All relays, loops included.
    pub relays: Vec<Relay>,
    /// Every start.
    pub origins: Vec<Origin>,
    /// Circular reporting: documents in order, set apart from the graph.
    pub loops: Vec<Vec<DocumentNo>>,
    /// The document that had it first in this collection, where the order is established.
    pub first: Option<DocumentNo>,
    /// How many independent sources.
    pub bounds: Bounds,
    /// The same for what is reviewed, where relays are reviewed.
    pub reviewed: Option<ReviewedBounds>,
    /// Which single findings would change them, the most first.
    pub would_change: Vec<WouldChange>,
    /// How they move as doubtful relays are dropped, where there are any.
    pub doubt: Option<Doubt>,
    /// What the bounds amount to.
    pub standing: Standing,
    /// What changed on the way.
    pub drift: Vec<Drift>,
    /// What to fetch next.
    pub missing: Vec<Missing>,
    /// What is still owed.
    pub owed: Vec<Owed>,
}
