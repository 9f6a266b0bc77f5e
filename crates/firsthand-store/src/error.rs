use std::fmt;

use rusqlite::ErrorCode;

/// Trouble with a collection's file, or a request that it cannot answer.
pub struct Error(Box<Kind>);

enum Kind {
    Missing,
    NotACollection,
    Newer { found: i64, known: i64 },
    Unknown(String),
    Refused(String),
    Damaged(String),
    Sqlite(rusqlite::Error),
    Writing(std::io::Error),
}

/// What a method of a collection gives.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn missing() -> Self {
        Self(Box::new(Kind::Missing))
    }

    pub(crate) fn not_a_collection() -> Self {
        Self(Box::new(Kind::NotACollection))
    }

    pub(crate) fn newer(found: i64, known: i64) -> Self {
        Self(Box::new(Kind::Newer { found, known }))
    }

    /// `what`: the thing that is not in the collection, as the user named it.
    pub(crate) fn unknown(what: String) -> Self {
        Self(Box::new(Kind::Unknown(what)))
    }

    pub(crate) fn refused(why: String) -> Self {
        Self(Box::new(Kind::Refused(why)))
    }

    pub(crate) fn damaged(what: String) -> Self {
        Self(Box::new(Kind::Damaged(what)))
    }

    /// Whether another process was writing for longer than one waits.
    pub fn is_busy(&self) -> bool {
        matches!(self.code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
    }

    /// Whether who reads the export has seen enough and closed it.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(&*self.0, Kind::Writing(error) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// Whether the disk has no more room.
    pub fn is_full(&self) -> bool {
        self.code() == Some(ErrorCode::DiskFull)
    }

    /// Whether the file is there and is not as it was written.
    pub fn is_damage(&self) -> bool {
        matches!(*self.0, Kind::Damaged(_)) || self.code() == Some(ErrorCode::DatabaseCorrupt)
    }

    pub(crate) fn cannot_open(&self) -> bool {
        matches!(self.code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
    }

    fn code(&self) -> Option<ErrorCode> {
        if let Kind::Sqlite(error) = &*self.0 { error.sqlite_error_code() } else { None }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::not_a_collection(),
            _ => Self(Box::new(Kind::Sqlite(error))),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self(Box::new(Kind::Writing(error)))
    }
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        std::io::Error::from(error).into()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Missing => write!(f, "there is no such file; `firsthand add` makes a collection"),
            Kind::NotACollection => write!(f, "this file is not a collection of Firsthand; it was left as it is"),
            Kind::Newer { found, known } => write!(
                f,
                "this collection was made by a newer Firsthand (format {found}, this program knows {known}); \
                 update the program, the file was left as it is"
            ),
            Kind::Unknown(what) => write!(f, "there is no {what} in this collection"),
            Kind::Refused(why) => f.write_str(why),
            Kind::Damaged(what) => write!(f, "{what}; {DAMAGED}"),
            Kind::Sqlite(error) => sqlite(error, f),
            Kind::Writing(error) => write!(f, "writing the export: {error}"),
        }
    }
}

const DAMAGED: &str = "the file is damaged: `firsthand verify` says where, and a copy of it is the surest help";

fn sqlite(error: &rusqlite::Error, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            write!(f, "another process is writing to it; nothing was changed, try again when it is done")
        }
        Some(ErrorCode::DiskFull) => {
            write!(f, "the disk is full; what was finished is kept, make room and run the same command again")
        }
        Some(ErrorCode::ReadOnly) => write!(f, "the file cannot be written; check its permissions and its folder's"),
        Some(ErrorCode::CannotOpen) => write!(f, "the file cannot be opened; check its permissions and its folder's"),
        Some(ErrorCode::DatabaseCorrupt) => f.write_str(DAMAGED),
        Some(ErrorCode::SystemIoFailure) => {
            write!(f, "the disk refused to read or write ({error}); what was finished is kept")
        }
        _ => write!(f, "{error}"),
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
