use super::{Claim, Document, Note, Trace};

/// One claim and where it came from.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The claim, its mentions and stances.
    pub claim: Claim,
    /// Its sources, relays, origins and bounds.
    pub trace: Trace,
}

/// What a run over a pile found: what `publish` renders.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The pile, in canonical order; a `DocumentNo` is an index into it.
    pub documents: Vec<Document>,
    /// The claims, in order of documents, then span; with a question, those that it means, best first.
    pub findings: Vec<Finding>,
    /// What was noticed on the way.
    pub notes: Vec<Note>,
}
