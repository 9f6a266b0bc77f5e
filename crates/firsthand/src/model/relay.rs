use super::{DocumentNo, Place, Probability, SourceId};

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
