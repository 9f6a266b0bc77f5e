//! The codes of the notes about reading, `FH01xx` and `FH02xx`. `docs/guide/notes.md` says what each means to a user; a test
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
/// A page in which there is no article.
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

// The codes of the notes about pages of the Web, `FH02xx`.

/// A page larger, or with more tags, than is read.
pub const PAGE_CUT: NoteCode = NoteCode(201);
/// A page whose elements nest too deep.
pub const PAGE_TOO_DEEP: NoteCode = NoteCode(202);
/// A page with more links than are kept.
pub const PAGE_LINKS: NoteCode = NoteCode(203);
/// A page with much text that its readers do not see.
pub const PAGE_HIDDEN: NoteCode = NoteCode(204);
/// A page whose publication times contradict each other.
pub const PAGE_TIMES: NoteCode = NoteCode(205);
/// A page that is not written in the encoding that it declares, or declares none.
pub const PAGE_ENCODING: NoteCode = NoteCode(206);
/// A page whose declared language is not that of its text.
pub const PAGE_LANGUAGE: NoteCode = NoteCode(207);
/// A text with characters that have no width.
pub const PAGE_INVISIBLE: NoteCode = NoteCode(208);
/// A text with characters that turn the direction of writing.
pub const PAGE_TURNING: NoteCode = NoteCode(209);
/// A text with words that mix look-alike alphabets.
pub const PAGE_MIXED: NoteCode = NoteCode(210);
/// A page in which no article was found by the extractor.
pub const PAGE_NOT_EXTRACTED: NoteCode = NoteCode(211);

// The codes of the notes about archives, feeds, exports and saved pages, `FH03xx`.

/// Records of a web archive that hold no page; counted, one note a file.
pub const NO_PAGES: NoteCode = NoteCode(301);
/// A web archive whose records do not follow one another as they should.
pub const ARCHIVE_SHAPE: NoteCode = NoteCode(302);
/// A record of a web archive that ends before its end.
pub const RECORD_CUT: NoteCode = NoteCode(303);
/// A page that was sent compressed or in chunks, and cannot be put together again.
pub const UNREADABLE_PAGE: NoteCode = NoteCode(304);
/// XML that is no feed.
pub const NOT_A_FEED: NoteCode = NoteCode(305);
/// A feed that is broken in the middle, or longer than is read.
pub const FEED_CUT: NoteCode = NoteCode(306);
/// Messages of a Telegram export that are no text of a channel or group; counted, one note a file.
pub const NO_MESSAGES: NoteCode = NoteCode(307);
/// A saved page without a page in it.
pub const NO_SAVED_PAGE: NoteCode = NoteCode(308);
