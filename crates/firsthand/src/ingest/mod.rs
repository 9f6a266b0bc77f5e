//! What was published, when, by whom? Records in, [`Document`](crate::model::Document)s out.
//!
//! Two steps. [`draft`] turns one record into a [`Draft`] and needs nothing but that record. [`settle`] turns the
//! drafts of a whole pile into documents: it learns each outlet's UTC offset, puts the pile into its canonical
//! order and makes the ids unique. Invariant: text and title leave as they came in, byte for byte, because every
//! span of every later stage indexes them.

pub mod code;
mod columns;
pub mod feed;
pub mod html;
mod language;
mod published;
mod record;
pub mod saved;
mod settle;
mod strip;
pub mod telegram;

pub use columns::{Columns, ColumnsError};
pub use language::tag_of;
pub use published::Published;
pub use record::{Draft, Envelope, Limits, Original, Record, Seen, draft};
pub use settle::{Defaults, by_time_and_id, settle, settle_kept};
pub use strip::{Stripped, strip};
