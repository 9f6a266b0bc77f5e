use super::{DocumentNo, Place};

/// Who is credited. The kinds are those of the design; a kind never says anything about trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A named person, speaking for themselves.
    Person,
    /// A body, its spokespeople and its website together.
    Institution,
    /// A newspaper, site, channel, agency.
    Outlet,
    /// A report, letter, recording that somebody read or shows.
    Document,
    /// Somebody whose name is withheld.
    Anonymous,
    /// "Media", "it is said": nobody in particular.
    Collective,
    /// The reporter saw it.
    WitnessReporter,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Person,
        Self::Institution,
        Self::Outlet,
        Self::Document,
        Self::Anonymous,
        Self::Collective,
        Self::WitnessReporter,
    ];

    /// The kind with this name in exports.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Institution => "institution",
            Self::Outlet => "outlet",
            Self::Document => "document",
            Self::Anonymous => "anonymous",
            Self::Collective => "collective",
            Self::WitnessReporter => "witness-reporter",
        }
    }
}

/// Ordinal of a source within one claim, printed `s1`, `s2` …: never derived from a name and never joinable
/// across claims (safeguards, rule 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// Somebody or something credited for one claim.
#[derive(Clone, Debug)]
pub struct Source {
    /// Ordinal within the claim, from 0; printed from 1.
    pub id: SourceId,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// Its name or description, verbatim from `places[0]`.
    pub name: String,
    /// Other wordings, verbatim, without repeats.
    pub aliases: Vec<String>,
    /// Every place that credits it, in pile order.
    pub places: Vec<(DocumentNo, Place)>,
    /// How many people the text speaks of: "two officials" is 2. At least 1.
    pub count: u32,
    /// Whether `count` is a floor: "several officials" is 2 or more.
    pub or_more: bool,
    /// Whether the text shows that this source acted, saw, heard or measured it itself, or that the outlet read it.
    pub first_hand: bool,
    /// Whether it was withdrawn or disowned by who published it or by whom it is ascribed to.
    pub withdrawn: bool,
    /// The part of the claim that it bears out, where it bears out only a part: verbatim place.
    pub only_part: Option<(DocumentNo, Place)>,
}

/// Why an article says that it does not name a source. It is quoted, not judged, and never makes the source count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unnamed {
    /// Was not allowed to speak.
    NotAuthorised,
    /// Life, liberty, security.
    Safety,
    /// Fear of reprisal, or of losing work.
    Reprisal,
    /// The matter or the talks are sensitive or private.
    Sensitive,
    /// An investigation, or secrecy by law or contract.
    Law,
    /// To protect an identity.
    Privacy,
    /// Asked for it, and no reason is given.
    Asked,
}

impl Unnamed {
    /// Every reason with its name in exports, in order.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::NotAuthorised, "not-authorised"),
        (Self::Safety, "safety"),
        (Self::Reprisal, "reprisal"),
        (Self::Sensitive, "sensitive"),
        (Self::Law, "law"),
        (Self::Privacy, "privacy"),
        (Self::Asked, "asked"),
    ];

    /// The name in exports.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}
