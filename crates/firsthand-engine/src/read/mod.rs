//! Which articles are in these files and folders?
//!
//! Files are hostile: every buffer here has a limit, and whatever is wrong with a file becomes a note while the
//! rest of the pile is read on. Offsets in notes count bytes of the file after decompression, and after decoding
//! where the file is UTF-16.

mod ahead;
mod array;
mod csv;
mod decode;
mod feed;
mod format;
mod html;
mod lines;
mod notes;
mod open;
mod original;
mod page;
mod pile;
mod portions;
mod scan;
mod telegram;
mod text;
mod walk;
mod warc;

use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use firsthand::ingest::{self, Columns, Defaults, Original, code};
use firsthand::model::{Document, Noted, TimeInterval};

use crate::Error;
use format::Format;
use open::Opened;
use pile::Pile;
use walk::Found;

pub use portions::{Kept, Portion, read_in_portions};

/// How a pile is read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Which columns hold the fields, where they have other names.
    pub columns: Columns,
    /// For documents that have no publication time.
    pub published: Option<TimeInterval>,
    /// For documents that have no outlet; it goes before the host of the URL.
    pub outlet: Option<String>,
    /// What is read at most.
    pub limits: Limits,
    /// Whether the records as they were read are kept beside the documents, for [`read_in_portions`].
    pub keep_originals: bool,
}

/// What is read at most. Whatever goes beyond is skipped or cut, with a note.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one line of JSON Lines or one record of CSV or JSON.
    pub record_bytes: usize,
    /// Bytes of one text or title.
    pub text_bytes: usize,
    /// Bytes of one file after decompression. Files that are not compressed are as long as they are.
    pub unpacked_bytes: u64,
    /// How many bytes one compressed byte may become.
    pub expansion: u64,
    /// Notes that are kept.
    pub notes: usize,
}

impl Default for Limits {
    /// All chosen by hand. A record may hold a text of 8 MiB with every character escaped. News compresses
    /// 3 to 10 times and a file of near copies perhaps 100 times; deflate reaches 1032 on zeros.
    fn default() -> Self {
        Self { record_bytes: 32 << 20, text_bytes: 8 << 20, unpacked_bytes: 4 << 30, expansion: 400, notes: 1000 }
    }
}

/// Reads every article of the files and folders named, `-` being standard input.
///
/// Documents come in canonical order (by earliest publication time, open last, then by id) and with unique ids;
/// neither the order of `paths` nor that of a folder's entries matters. A file reached twice is read once. Folders
/// are walked without hidden entries. Notes are sorted by file, offset and code.
///
/// Cost: linear in the bytes read; memory is that of the documents kept plus one record.
///
/// # Errors
/// If no path is given, or one of them does not exist.
pub fn read(paths: &[PathBuf], options: &ReadOptions) -> Result<Noted<Vec<Document>>, Error> {
    let mut pile = Pile::new(options);
    for found in walk::walk(paths, &mut pile.notes)? {
        read_one(&found, &mut pile);
    }
    Ok(settle(pile, options))
}

/// Reads one file that is at hand as a stream, as [`read`] does a file called `name`: its ending tells the format.
/// Without one that is known, the first bytes do, as those of standard input.
pub fn read_stream(name: &str, bytes: impl Read + 'static, options: &ReadOptions) -> Noted<Vec<Document>> {
    let mut pile = Pile::new(options);
    let format = format::of_name(Path::new(name)).ok();
    read_opened(name, format, open::unpack(bytes, pile.limits()), &mut pile);
    settle(pile, options)
}

fn settle(pile: Pile, options: &ReadOptions) -> Noted<Vec<Document>> {
    let Noted { value, notes } = settle_kept(pile, options);
    Noted { value: value.into_iter().map(|(document, _)| document).collect(), notes }
}

fn settle_kept(mut pile: Pile, options: &ReadOptions) -> Noted<Vec<(Document, Option<Original>)>> {
    pile.draft_waiting();
    pile.report_missing_columns();
    let Noted { value, notes: settled } = ingest::settle_kept(std::mem::take(&mut pile.drafts), &defaults(options));
    pile.notes.extend(settled);
    if value.is_empty() {
        pile.notes.nothing_read();
    }
    Noted { value, notes: pile.notes.finish() }
}

fn defaults(options: &ReadOptions) -> Defaults {
    Defaults { published: options.published.clone(), outlet: options.outlet.clone() }
}

fn read_one(found: &Found, pile: &mut Pile) {
    let opened = match found {
        Found::Stdin => open::unpack(io::stdin(), pile.limits()),
        Found::File { path, .. } => open::open(path, pile.limits()),
    };
    read_opened(found.name(), found.format(), opened, pile);
}

fn read_opened(name: &str, format: Option<Format>, opened: io::Result<Opened>, pile: &mut Pile) {
    let mut opened = match opened {
        Ok(opened) => opened,
        Err(error) => return pile.stopped(name, None, &error),
    };
    opened.reader = pile.stoppable(opened.reader);
    if let Some(encoding) = opened.encoding {
        pile.notes.add(name, Some(0), code::NOT_UTF8, format!("the file is {encoding}; read as such"));
    }
    let start = match opened.reader.fill_buf() {
        Ok([]) => return pile.notes.add(name, None, code::EMPTY_FILE, "the file is empty".to_owned()),
        Ok(start) => start,
        Err(error) => return pile.stopped(name, Some(0), &error),
    };
    let format = match format {
        None => format::sniff(start, &pile.options.columns),
        Some(Format::Json) => format::of_json(start),
        Some(format) => format,
    };
    match format {
        Format::Lines => lines::read(name, opened.reader, pile),
        Format::Json => array::read(name, opened.reader, pile),
        Format::Csv => csv::read(name, opened.reader, pile),
        Format::Html => html::read(name, opened, pile),
        Format::Text => text::read(name, opened, pile),
        Format::Feed => feed::read_xml(name, opened, pile),
        Format::JsonFeed => feed::read_json(name, opened.reader, pile),
        Format::Telegram => telegram::read(name, opened.reader, pile),
        Format::Warc => warc::read(name, opened.reader, pile),
        Format::Mhtml => page::read_mhtml(name, opened, pile),
    }
}
