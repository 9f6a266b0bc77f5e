//! The rules of independence, one row each: a stable name and what it tells a reader.
//!
//! Texts never name anybody: the nodes of a [`Reason`](crate::model::Reason) do, so that masking them masks the proof.

/// One rule of the proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable name, e.g. `anonymous-no-grounds`.
    pub name: &'static str,
    /// In words.
    pub text: &'static str,
}

macro_rules! rules {
    ($($ident:ident $name:literal $text:literal)*) => {
        $(pub(super) const $ident: Rule = Rule { name: $name, text: $text };)*
        /// Every rule, in the order of the design: counted in both bounds, in the upper one, in none.
        pub const RULES: &[Rule] = &[$($ident),*];
    };
}

rules! {
    NAMED_FIRST_HAND "named-first-hand" "a named person or body on its own acts or observation"
    DOCUMENT_READ "document-read" "a document that the outlet says it read or shows"
    REPORTER_SAW "reporter-saw" "a reporter saw it"
    ANONYMOUS_FIRST_HAND "anonymous-first-hand"
        "an unnamed source whose first-hand knowledge the text explains; all such together count once at least"
    SHOWN_APART "shown-apart" "those counted at least also count at most, though some rest on a shared start"

    NAMED_NO_GROUNDS "named-no-grounds" "a named person or body, but the text does not show how they know"
    DOCUMENT_NOT_READ "document-not-read" "a document that nobody here says they read or show"
    ONE_CHAIN_OF_COMMAND "one-chain-of-command" "a body of one state or chain of command with one already counted"
    PAPER_COULD_BE_COUNTED "paper-could-be-counted"
        "a paper that the texts do not tell apart from one already counted"
    ANONYMOUS_NO_GROUNDS "anonymous-no-grounds" "an unnamed source; the text does not explain first-hand knowledge"
    ANONYMOUS_COULD_BE_COUNTED "anonymous-could-be-counted"
        "an unnamed source with first-hand knowledge that could be one of the sources already counted"
    ANONYMOUS_TOGETHER "anonymous-together"
        "a further unnamed source with first-hand knowledge: it could be the same person as the one already counted"
    WITHDRAWN "withdrawn" "withdrawn or disowned by who published it or by whom it is ascribed to"
    ONLY_PART "only-part" "bears out only a part of the claim, the one quoted here"
    OUTLET_OUTSIDE "outlet-outside" "an outlet outside this collection, whose own source is not recorded"
    OWN_VOICE "own-voice" "a document that asserts it in its own voice and credits nobody"
    ONE_FAMILY "one-family" "reports of one publisher family without a source; together they count once at most"
    SHARED_WORDING "shared-wording" "texts that share wording, without a source; together they count once at most"
    LOOP_ROOT "loop-root" "a chain that comes back to itself, with a start whose own source is not recorded"
    COPY_CALLS_IT "copy-calls-it" "an unnamed source that only copies credit, of a text whose own source is not recorded"
    RESTS_ON_UNSEEN "rests-on-unseen" "repeats a finding that no document here has from its owner"

    VAGUE "vague" "nobody in particular: media, rumour, it is said"
    REPEATS_FINDING "repeats-finding" "repeats what another source found"
    SAME_SOURCE "same-source" "the same source as another, or on the same observation"
    OTHER_LABEL "other-label"
        "texts that share wording call their source differently: a copied passage keeps its parent's source"
    OUTLET_TRACED "outlet-traced" "an outlet outside this collection that has it from a source known here"
    RENAMED_IN_COPY "renamed-in-copy" "credited by copies only: a copied passage keeps its parent's source"
    NOT_CONNECTED "not-connected" "no document here has the claim from it"
    FAMILY_EXPLAINED "family-explained" "asserts it in its own voice, but where it is from is known from other relays or reports of its family"
    COPIES "copies-add-nothing" "copies, citations and translations of other documents add nothing"
    LOOP "loop-adds-nothing" "circular reporting: a chain that comes back to where it was adds nothing"
}
