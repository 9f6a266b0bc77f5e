use std::fmt;

/// A stable code for what was noticed; the text of the world is data, never an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteCode(pub u16);

impl fmt::Display for NoteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FH{:04}", self.0)
    }
}

/// Something about the input that a user should know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// File or document it is about; may be empty.
    pub at: String,
    /// Byte offset in that file, where it is known.
    pub offset: Option<u64>,
    /// Stable code.
    pub code: NoteCode,
    /// Lower case, no full stop: what was found, and what was done about it.
    pub text: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code)?;
        if !self.at.is_empty() {
            write!(f, " {}", self.at)?;
        }
        if let Some(offset) = self.offset {
            write!(f, " at byte {offset}")?;
        }
        write!(f, ": {}", self.text)
    }
}

/// A stage's result: the value, and what was noticed on the way.
#[derive(Clone, Debug, Default)]
pub struct Noted<T> {
    /// The result.
    pub value: T,
    /// What was noticed.
    pub notes: Vec<Note>,
}
