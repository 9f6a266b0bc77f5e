//! The codes of the notes about reading, `FH01xx`. `docs/guide/notes.md` says what each means to a user; a test
//! keeps the two together.

use crate::model::NoteCode;

/// A file or a folder's entry could not be read.
pub const UNREADABLE: NoteCode = NoteCode(101);
/// A file whose name ends in something that is not read.
pub const UNKNOWN_EXTENSION: NoteCode = NoteCode(102);
/// A file without a byte in it.
pub const EMPTY_FILE: NoteCode = NoteCode(103);
/// A folder was reached a second time.
pub const FOLDER_LOOP: NoteCode = NoteCode(104);
/// Something that is neither a file nor a folder, found inside a folder.
pub const NOT_A_FILE: NoteCode = NoteCode(105);
/// Compressed data that ends early or is damaged.
pub const DAMAGED_ARCHIVE: NoteCode = NoteCode(106);
/// Compressed data that grows beyond what is read.
pub const EXPANDS_TOO_FAR: NoteCode = NoteCode(107);
/// A line or a record longer than what is read.
pub const TOO_LONG: NoteCode = NoteCode(108);
/// A line that is not JSON, or not a JSON object.
pub const NOT_JSON: NoteCode = NoteCode(109);
/// Text that is not UTF-8.
pub const NOT_UTF8: NoteCode = NoteCode(110);
/// A CSV record that does not fit its header, or whose quotes do not pair up.
pub const CSV_SHAPE: NoteCode = NoteCode(111);
/// A CSV file whose header names no text and no title.
pub const NO_TEXT_COLUMN: NoteCode = NoteCode(112);
/// A column that the user named and no record has.
pub const COLUMN_NOT_FOUND: NoteCode = NoteCode(113);
/// A record with neither text nor title.
pub const NO_TEXT: NoteCode = NoteCode(114);
/// A record whose article is there as HTML only.
pub const HTML_ONLY: NoteCode = NoteCode(115);
/// A known field that holds something other than text.
pub const FIELD_NOT_TEXT: NoteCode = NoteCode(116);
/// A publication time that could not be read.
pub const UNREADABLE_TIME: NoteCode = NoteCode(117);
/// An id that an earlier document of the pile has.
pub const DUPLICATE_ID: NoteCode = NoteCode(118);
/// A text or title longer than what is read; its beginning was kept.
pub const TEXT_CUT: NoteCode = NoteCode(119);
/// More notes than are kept.
pub const MORE_NOTES: NoteCode = NoteCode(120);
/// The pile holds no document.
pub const NOTHING_READ: NoteCode = NoteCode(121);
/// A text file that began with a byte order mark.
pub const BYTE_ORDER_MARK: NoteCode = NoteCode(122);
