use super::relay::{place_key, short_hash};
use super::{Document, DocumentNo, Due, Language, Place, SourceId, SourceKind};

/// What a document, or one place in it, does with a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Passes it on as news, credited or not.
    Asserts,
    /// The denial is the news.
    Denies,
    /// Weighs it, or asks.
    Discusses,
}

impl Stance {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Denies => "denies",
            Self::Discusses => "discusses",
        }
    }
}

/// One credited name: a further hop of a credit chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Hop {
    /// The wording, verbatim; of a pronoun, whom the article means by it.
    pub name: String,
    /// Its kind.
    pub kind: SourceKind,
    /// Where it stands.
    pub place: Place,
}

/// A credited source and the hops behind it, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Credit {
    /// Which source of the claim is credited.
    pub source: SourceId,
    /// The wording here.
    pub hop: Hop,
    /// Whom that source credits in turn, next hop first.
    pub via: Vec<Hop>,
}

/// A claim as worded in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// In which document.
    pub document: DocumentNo,
    /// Where.
    pub place: Place,
    /// Local stance: a denied mention may stand in an article that asserts.
    pub stance: Stance,
    /// Who is credited for it, outermost first.
    pub says_from: Vec<Credit>,
}

/// The stance of a whole article towards a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Article {
    /// Which document.
    pub document: DocumentNo,
    /// Its stance.
    pub stance: Stance,
}

/// What a text states about proceedings. `Unknown` is the default, and loaded words never raise it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the ladder of the design")]
pub enum LegalStatus {
    #[default]
    Unknown,
    Alleged,
    UnderInvestigation,
    Detained,
    Charged,
    OnTrial,
    Convicted,
    ConvictedAppealOpen,
    ConvictedFinal,
    Acquitted,
    Dropped,
    Overturned,
}

impl LegalStatus {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Alleged => "alleged",
            Self::UnderInvestigation => "under-investigation",
            Self::Detained => "detained",
            Self::Charged => "charged",
            Self::OnTrial => "on-trial",
            Self::Convicted => "convicted",
            Self::ConvictedAppealOpen => "convicted-appeal-open",
            Self::ConvictedFinal => "convicted-final",
            Self::Acquitted => "acquitted",
            Self::Dropped => "dropped",
            Self::Overturned => "overturned",
        }
    }
}

/// A status that a document states of somebody in this claim. `who` is a place, never an identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalStatement {
    /// Which document states it.
    pub document: DocumentNo,
    /// Of whom: a span of that document, where one was found.
    pub who: Option<Place>,
    /// On whose word, where the sentence names one.
    pub by: Option<Place>,
    /// What is stated.
    pub status: LegalStatus,
    /// As of which day, `YYYY-MM-DD`: the document's, or that of the one it was copied from.
    pub as_of: Option<String>,
    /// Whether a later day of the pile has another status.
    pub stale: bool,
    /// Whether the sentence names a court or an official body.
    pub official: bool,
    /// The words it rests on.
    pub place: Place,
}

/// What an accusing claim says that somebody did, and whom it blames where it names no person or body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accusation {
    /// Words for the conduct, one place a report that has any.
    pub conduct: Vec<(DocumentNo, Place)>,
    /// Who accuses: the body or voice credited in the same sentence.
    pub by: Vec<(DocumentNo, Place)>,
    /// The court or authority that the first report names.
    pub jurisdiction: Option<(DocumentNo, Place)>,
    /// Where a religion, an ethnicity or a nationality is blamed: to be looked at, and quoted. Never stored beside anybody.
    pub groups: Vec<(DocumentNo, Place)>,
}

/// How the other side comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReplyKind {
    /// It denies.
    Denial,
    /// It says something else about it.
    Answer,
    /// It was asked, and nothing came.
    Sought,
}

impl ReplyKind {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Denial => "denial",
            Self::Answer => "answer",
            Self::Sought => "sought",
        }
    }
}

/// The right of reply, as a document reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Which document.
    pub document: DocumentNo,
    /// Whose: a span of that document, where one was found.
    pub who: Option<Place>,
    /// Which kind.
    pub kind: ReplyKind,
    /// The sentence, verbatim.
    pub place: Place,
}

/// What several mentions share.
#[derive(Clone, Debug)]
pub struct Claim {
    /// A verbatim place, never generated.
    pub statement: (DocumentNo, Place),
    /// Language of the statement.
    pub language: Language,
    /// One row a document that takes a stance.
    pub articles: Vec<Article>,
    /// Every wording, in pile order then span.
    pub mentions: Vec<Mention>,
    /// The claim's own deadline.
    pub due: Option<Due>,
    /// Who denies it, in which document.
    pub disputed_by: Vec<(DocumentNo, Place)>,
    /// Stated statuses.
    pub legal: Vec<LegalStatement>,
    /// What it accuses of, where it accuses.
    pub accusation: Option<Accusation>,
    /// Denials and other replies, and that they were asked for; of accusing claims only.
    pub replies: Vec<Reply>,
}

impl Claim {
    /// `k` and twelve hex digits: a hash of where the statement stands. It stays while the same sentence words the
    /// claim best.
    pub fn key(&self, documents: &[Document]) -> String {
        let (no, place) = self.statement;
        let document = documents.get(no.index()).map_or("", |d| d.id.as_str());
        format!("k{}", short_hash(&place_key(document, place)))
    }
}
