use super::{OutletNo, Part, Place, Probability, SourceKind, Span};

/// How the words of a source are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttributionKind {
    /// In quotation marks.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// Both.
    Mixed,
    /// A bare credit without its own content: "— VNA", "citing the channel".
    Credit,
}

impl AttributionKind {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
            Self::Credit => "credit",
        }
    }
}

/// What an attribution makes of its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Force {
    /// A source of the content: it says, reports, shows it, or is credited with it.
    Tells,
    /// Somebody of whom the text says what they think, want or make of something, or a speaker that only the grammar of
    /// the sentence shows. It never makes them a source of a claim.
    Holds,
    /// Named where a source may be named, without a cue that the grammar of the sentence bears out. It tells whom a report
    /// leans on, and is no attribution.
    Names,
}

/// What the cue says about the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bearing {
    /// "said", "reported".
    Says,
    /// "denied", "rejected".
    Denies,
    /// "confirmed".
    Confirms,
    /// "declined to comment", "neither confirmed nor denied".
    Open,
}

/// What the text tells about how the source can know. Each field is a fact about words on the page: a phrase of
/// the language file's `[grounds]` table stands beside the source. Nothing is inferred about a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact about words on the page, and they combine freely")]
pub struct Grounds {
    /// The source saw, counted, measured.
    pub saw: bool,
    /// The outlet has or read the document.
    pub read: bool,
    /// The source was present where it happened, and the text says so.
    pub present: bool,
    /// The source's finding is taken from somebody else.
    pub rests_on: bool,
    /// The source did not lean on the other: "knew of no report".
    pub apart: bool,
    /// It was withdrawn, retracted, deleted.
    pub withdrawn: bool,
}

/// Source span, cue span, content spans: Pareti, PARC 3.0 (LREC 2016), nested where A says that B said.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Empty where nobody is named.
    pub source: Vec<Place>,
    /// "said", "according to"; empty for a bare credit.
    pub cue: Vec<Place>,
    /// What is attributed; possibly in several pieces, empty for a bare credit.
    pub content: Vec<Place>,
    /// How the words are given.
    pub kind: AttributionKind,
    /// Who is credited.
    pub source_kind: SourceKind,
    /// The fullest name or description in the article that the source resolves to ("she" → "Oona Brackwell").
    pub name: Option<String>,
    /// Whether the source has a name of its own; "an engineer" and "a local daily" have none.
    pub named: bool,
    /// Which outlet of the pile the source is, where it is one.
    pub outlet: Option<OutletNo>,
    /// Whether the text says that the source spoke to this outlet itself ("told our newspaper").
    pub told_us: bool,
    /// The sentence that it stands in.
    pub sentence: Place,
    /// Index, in the same document's list, of the attribution that this one stands within.
    pub within: Option<usize>,
    /// What the cue says about the content.
    pub bearing: Bearing,
    /// How the source can know, as far as the text says.
    pub grounds: Grounds,
    /// "two officials": how many people; at least 1.
    pub count: u32,
    /// "several officials": `count` is a floor.
    pub or_more: bool,
    /// What it makes of its source.
    pub force: Force,
    /// Which rule found it: a stable short name.
    pub rule: &'static str,
    /// How sure the rule is.
    pub confidence: Probability,
}

/// Source, cue and content of an attribution as a model reads them, before anybody asked who the source is.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Which string of the document the spans index.
    pub part: Part,
    /// Empty where nobody is named.
    pub source: Vec<Span>,
    /// Never empty.
    pub cue: Vec<Span>,
    /// Possibly in several pieces.
    pub content: Vec<Span>,
    /// How sure the model is of it all.
    pub confidence: Probability,
}
