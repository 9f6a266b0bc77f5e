use xxhash_rust::xxh3::xxh3_64;

use super::{Document, DocumentNo, Part, Place, Probability, SourceId};

/// An end of a relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// A document of the pile.
    Document(DocumentNo),
    /// A source of the claim.
    Source(SourceId),
}

/// How a claim got from one node to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// A source spoke to this outlet.
    Told,
    /// Named as where it is from.
    Cited,
    /// Text reuse, whole or part.
    Copied,
    /// Named or copied, across languages.
    Translated,
}

impl How {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Told, Self::Cited, Self::Copied, Self::Translated];

    /// The way with this name in exports.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.name() == name)
    }

    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::Cited => "cited",
            Self::Copied => "copied",
            Self::Translated => "translated",
        }
    }
}

/// What was relayed: the claim itself, or a denial of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Of {
    /// The claim.
    Assertion,
    /// Its denial.
    Denial,
}

impl Of {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Assertion => "assertion",
            Self::Denial => "denial",
        }
    }
}

/// Machine-suggested and human-confirmed edges are different kinds and counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Found by a rule or a model.
    Suggested,
    /// A person looked and agreed.
    Confirmed,
}

/// What kind of trace in the texts speaks for a relay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceKind {
    /// The later text names the earlier outlet or source.
    Credit,
    /// It links to it.
    Link,
    /// An agency's mark at the head or foot.
    AgencyCredit,
    /// Wording in common.
    TextReuse,
    /// Rare facts and numbers in common.
    SharedFacts,
    /// The same outlet's earlier article.
    OwnArticle,
}

impl EvidenceKind {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Credit => "credit",
            Self::Link => "link",
            Self::AgencyCredit => "agency-credit",
            Self::TextReuse => "text-reuse",
            Self::SharedFacts => "shared-facts",
            Self::OwnArticle => "own-article",
        }
    }
}

/// One piece of evidence, with the places it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What kind.
    pub kind: EvidenceKind,
    /// In words, for a reader.
    pub detail: String,
    /// Where it stands; the receiving document first.
    pub places: Vec<(DocumentNo, Place)>,
}

/// `to` got it from `from`.
#[derive(Clone, Debug, PartialEq)]
pub struct Relay {
    /// Where it came from.
    pub from: Node,
    /// Where it went: a document, or an outlet outside the pile.
    pub to: Node,
    /// How.
    pub how: How,
    /// The claim or its denial.
    pub of: Of,
    /// Whether it is known which way it went.
    pub direction_known: bool,
    /// Never empty.
    pub evidence: Vec<Evidence>,
    /// How sure.
    pub confidence: Probability,
    /// Suggested or confirmed.
    pub status: Status,
}

impl Status {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Suggested => "suggested",
            Self::Confirmed => "confirmed",
        }
    }
}

impl Relay {
    /// `r` and twelve hex digits that are equal from run to run, whatever else is in the pile: a hash of the ids of the
    /// documents at its ends, of what was relayed, and of where the first evidence stands. A source has no part in it
    /// but that it is one, so no id can be followed to a person or from one claim to another.
    pub fn id(&self, documents: &[Document]) -> String {
        let document = |no: DocumentNo| documents.get(no.index()).map_or("", |d| d.id.as_str());
        let end = |node: Node| match node {
            Node::Document(no) => format!("document {}", document(no)),
            Node::Source(_) => "source".to_owned(),
        };
        let first = self.evidence.iter().flat_map(|e| &e.places).next();
        let place = first.map(|&(no, place)| place_key(document(no), place)).unwrap_or_default();
        let key = format!("{}\u{0}{}\u{0}{}\u{0}{place}", end(self.from), end(self.to), self.of.name());
        format!("r{}", short_hash(&key))
    }
}

/// A place of a document, in the words of keys.
pub(super) fn place_key(document: &str, place: Place) -> String {
    let part = if place.part == Part::Title { "title" } else { "text" };
    format!("{document}\u{0}{part} {} {}", place.span.start, place.span.end)
}

/// 48 bits: a million rows make one pair with the same hash in 600 collections of that size, and such a pair would
/// have to stand in one review to matter.
pub(super) fn short_hash(key: &str) -> String {
    format!("{:012x}", xxh3_64(key.as_bytes()) >> 16)
}
