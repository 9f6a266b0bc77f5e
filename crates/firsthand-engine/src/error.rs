use std::path::{Path, PathBuf};
use std::{fmt, io};

/// Trouble with the world around a run. What is wrong with a text is a note, never an error.
pub struct Error(Box<Kind>);

enum Kind {
    NoPath,
    NotFound { path: PathBuf, near: Option<String> },
    Unreadable { path: PathBuf, error: io::Error },
    NoGold { folder: PathBuf, why: &'static str },
    Unwritable { path: PathBuf, error: io::Error },
    NoWording { file: PathBuf, line: usize },
    UnclearMark { file: PathBuf, before: String },
}

impl Error {
    pub(crate) fn no_path() -> Self {
        Self(Box::new(Kind::NoPath))
    }

    /// `near`: a name in the same folder that may have been meant.
    pub(crate) fn not_found(path: &Path, near: Option<String>) -> Self {
        Self(Box::new(Kind::NotFound { path: path.to_owned(), near }))
    }

    pub(crate) fn unreadable(path: &Path, error: io::Error) -> Self {
        Self(Box::new(Kind::Unreadable { path: path.to_owned(), error }))
    }

    pub(crate) fn no_gold(folder: &Path, why: &'static str) -> Self {
        Self(Box::new(Kind::NoGold { folder: folder.to_owned(), why }))
    }

    pub(crate) fn unwritable(path: &Path, error: io::Error) -> Self {
        Self(Box::new(Kind::Unwritable { path: path.to_owned(), error }))
    }

    pub(crate) fn no_wording(file: &Path, line: usize) -> Self {
        Self(Box::new(Kind::NoWording { file: file.to_owned(), line }))
    }

    pub(crate) fn unclear_mark(file: &Path, before: String) -> Self {
        Self(Box::new(Kind::UnclearMark { file: file.to_owned(), before }))
    }

    /// Whether what the user named could not be used as input.
    pub fn is_input(&self) -> bool {
        match *self.0 {
            Kind::NoPath
            | Kind::NotFound { .. }
            | Kind::Unreadable { .. }
            | Kind::NoGold { .. }
            | Kind::NoWording { .. }
            | Kind::UnclearMark { .. } => true,
            Kind::Unwritable { .. } => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::NoPath => write!(f, "reading articles: no file or folder was named; `-` reads standard input"),
            Kind::Unwritable { path, error } => write!(f, "writing `{}`: {error}", path.display()),
            Kind::Unreadable { path, error } => write!(f, "reading `{}`: {error}", path.display()),
            Kind::NoGold { folder, why } => write!(f, "reading `{}`: {why}", folder.display()),
            Kind::NoWording { file, line } => {
                let file = file.display();
                write!(
                    f,
                    "reading `{file}`: line {line} is neither `## claim` nor language, label and sentence, parted by tabs"
                )
            }
            Kind::UnclearMark { file, before } => {
                let file = file.display();
                write!(f, "reading `{file}`: no mark of the form `{{S1|words}}` is begun and closed at `{before}`")
            }
            Kind::NotFound { path, near } => {
                write!(f, "reading `{}`: no such file or folder", path.display())?;
                near.as_ref().map_or(Ok(()), |name| write!(f, "; there is `{name}` in the same place"))
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
