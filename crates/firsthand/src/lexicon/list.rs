/// The lists of a language file. What each holds is told in `data/languages/README.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the README beside the data explains each list")]
pub enum List {
    Determiner,
    Preposition,
    Conjunction,
    Pronoun,
    Stop,
    Negation,
    Hedge,
    Future,
    Say,
    Told,
    Report,
    CueThenSource,
    SourceThenCue,
    RelayThenSource,
    SourceThenRelay,
    Impersonal,
    Anonymous,
    Collective,
    Outlet,
    Institution,
    Document,
    Person,
    Place,
    Witness,
    Deny,
    Confirm,
    Open,
    Saw,
    Read,
    Present,
    RestsOn,
    Apart,
    Withdrawn,
    UnnamedWhy,
    OwnOutlet,
    OwnEarlier,
    ClutterLine,
    Question,
    Answer,
    Accuse,
    UnderInvestigation,
    Detained,
    Charged,
    OnTrial,
    Convicted,
    Acquitted,
    Dropped,
    Overturned,
    Indefinite,
    ThirdPerson,
    Link,
    Two,
    Three,
    Four,
    Five,
    Several,
    That,
    Byline,
    FirstPerson,
    Adverb,
    Adjective,
    AfterNoun,
    As,
    Whole,
    PointsBack,
    Author,
    Weighs,
    Disowned,
    Relative,
    Possessive,
}

impl List {
    /// Every list with its table and key in the files.
    pub const ALL: [(&'static str, &'static str, Self); 70] = [
        ("words", "determiner", Self::Determiner),
        ("words", "preposition", Self::Preposition),
        ("words", "conjunction", Self::Conjunction),
        ("words", "pronoun", Self::Pronoun),
        ("words", "stop", Self::Stop),
        ("words", "negation", Self::Negation),
        ("words", "hedge", Self::Hedge),
        ("words", "future", Self::Future),
        ("cue", "say", Self::Say),
        ("cue", "told", Self::Told),
        ("cue", "report", Self::Report),
        ("cue", "cue_then_source", Self::CueThenSource),
        ("cue", "source_then_cue", Self::SourceThenCue),
        ("cue", "relay_then_source", Self::RelayThenSource),
        ("cue", "source_then_relay", Self::SourceThenRelay),
        ("cue", "impersonal", Self::Impersonal),
        ("source", "anonymous", Self::Anonymous),
        ("source", "collective", Self::Collective),
        ("source", "outlet", Self::Outlet),
        ("source", "institution", Self::Institution),
        ("source", "document", Self::Document),
        ("source", "person", Self::Person),
        ("source", "place", Self::Place),
        ("source", "witness", Self::Witness),
        ("stance", "deny", Self::Deny),
        ("stance", "confirm", Self::Confirm),
        ("stance", "open", Self::Open),
        ("stance", "weighs", Self::Weighs),
        ("grounds", "saw", Self::Saw),
        ("grounds", "read", Self::Read),
        ("grounds", "present", Self::Present),
        ("grounds", "rests_on", Self::RestsOn),
        ("grounds", "apart", Self::Apart),
        ("grounds", "withdrawn", Self::Withdrawn),
        ("grounds", "disowned", Self::Disowned),
        ("grounds", "unnamed_why", Self::UnnamedWhy),
        ("own", "outlet", Self::OwnOutlet),
        ("own", "earlier", Self::OwnEarlier),
        ("clutter", "line", Self::ClutterLine),
        ("interview", "question", Self::Question),
        ("interview", "answer", Self::Answer),
        ("legal", "accuse", Self::Accuse),
        ("legal", "under_investigation", Self::UnderInvestigation),
        ("legal", "detained", Self::Detained),
        ("legal", "charged", Self::Charged),
        ("legal", "on_trial", Self::OnTrial),
        ("legal", "convicted", Self::Convicted),
        ("legal", "acquitted", Self::Acquitted),
        ("legal", "dropped", Self::Dropped),
        ("legal", "overturned", Self::Overturned),
        ("words", "indefinite", Self::Indefinite),
        ("words", "third_person", Self::ThirdPerson),
        ("words", "link", Self::Link),
        ("count", "two", Self::Two),
        ("count", "three", Self::Three),
        ("count", "four", Self::Four),
        ("count", "five", Self::Five),
        ("count", "several", Self::Several),
        ("clause", "that", Self::That),
        ("clause", "adverb", Self::Adverb),
        ("clause", "adjective", Self::Adjective),
        ("clause", "after_noun", Self::AfterNoun),
        ("clause", "as", Self::As),
        ("words", "first_person", Self::FirstPerson),
        ("clutter", "byline", Self::Byline),
        ("words", "whole", Self::Whole),
        ("clause", "points_back", Self::PointsBack),
        ("cue", "author", Self::Author),
        ("clause", "relative", Self::Relative),
        ("clause", "possessive", Self::Possessive),
    ];

    /// Lists whose words carry no content, whatever they stand in.
    pub const FUNCTION: u128 = Self::Determiner.bit()
        | Self::Preposition.bit()
        | Self::Conjunction.bit()
        | Self::Pronoun.bit()
        | Self::Stop.bit()
        | Self::Negation.bit();

    /// Lists of the steps of proceedings.
    pub const PROCEEDINGS: u128 = Self::UnderInvestigation.bit()
        | Self::Detained.bit()
        | Self::Charged.bit()
        | Self::OnTrial.bit()
        | Self::Convicted.bit()
        | Self::Acquitted.bit()
        | Self::Dropped.bit()
        | Self::Overturned.bit();

    /// A set of lists that holds only this one; sets are joined with `|`.
    pub const fn bit(self) -> u128 {
        1 << self as u128
    }
}
