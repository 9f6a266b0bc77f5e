use super::Place;

/// Which part of an article a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The headline.
    Title,
    /// The first paragraph that carries news.
    Lead,
    /// Running text.
    Body,
    /// An interviewer's turn.
    Question,
    /// The interviewed person's turn.
    Answer,
    /// The words under a picture.
    Caption,
    /// Byline, dateline of an agency, "(Reporting by …)".
    Credit,
    /// What the page carries around the article. Never a claim.
    Clutter,
}

impl Role {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Lead => "lead",
            Self::Body => "body",
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Clutter => "clutter",
        }
    }
}

/// A paragraph of a document, or its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub place: Place,
    /// Which part of the article it is.
    pub role: Role,
}
