//! What a run has gathered so far.

use std::io::{self, BufRead, Read};

use firsthand::ingest::{self, Columns, Draft, Record, code};
use firsthand::model::{NoteCode, Noted};
use rayon::prelude::*;
use serde_json::Value;

use super::notes::Notes;
use super::open::{self, TooFar};
use super::portions::{Portion, Taker};
use super::{Limits, ReadOptions, original};

/// Records that are drafted together: enough to keep every core busy. Chosen by hand.
const BATCH: usize = 512;

/// Bytes of text after which a batch does not wait to be full, so that long articles do not pile up.
const BATCH_BYTES: usize = 16 << 20;

fn draft(record: Record, columns: &Columns, limits: ingest::Limits, keep: bool) -> Noted<Option<Draft>> {
    let original = keep.then(|| original::pack(&record));
    let mut drafted = ingest::draft(record, columns, limits);
    if let (Some(draft), Some(original)) = (&mut drafted.value, original) {
        draft.keep(original);
    }
    drafted
}

pub(super) struct Pile<'a> {
    pub(super) options: &'a ReadOptions,
    pub(super) drafts: Vec<Draft>,
    pub(super) notes: Notes,
    waiting: Vec<Record>,
    waiting_bytes: usize,
    /// Columns named by the user that no record has had so far.
    missing: Vec<String>,
    /// Where drafts go before the end, if anywhere.
    taker: Option<Taker<'a>>,
}

impl<'a> Pile<'a> {
    pub(super) fn new(options: &'a ReadOptions) -> Self {
        let missing = options.columns.named().map(str::to_owned).collect();
        let notes = Notes::new(options.limits.notes);
        Self { options, drafts: Vec::new(), notes, waiting: Vec::new(), waiting_bytes: 0, missing, taker: None }
    }

    /// A pile that is handed on in portions.
    pub(super) fn handing_on(
        options: &'a ReadOptions,
        portion: Portion,
        take: &'a mut dyn FnMut(Vec<Draft>, &mut Notes) -> bool,
    ) -> Self {
        Self { taker: Some(Taker::new(portion, take)), ..Self::new(options) }
    }

    /// A reader that ends when nothing more is wanted.
    pub(super) fn stoppable(&self, reader: Box<dyn BufRead>) -> Box<dyn BufRead> {
        match &self.taker {
            Some(taker) => taker.stoppable(reader),
            None => reader,
        }
    }

    /// Hands on what is drafted, where it goes somewhere.
    pub(super) fn hand_on(&mut self) {
        if let Some(taker) = &mut self.taker {
            taker.hand_on(std::mem::take(&mut self.drafts), &mut self.notes);
        }
    }

    pub(super) fn limits(&self) -> Limits {
        self.options.limits
    }

    /// Adds one record of the file called `name`.
    pub(super) fn add(&mut self, name: &str, offset: u64, fields: Vec<(String, Value)>) {
        self.missing.retain(|column| !fields.iter().any(|(name, _)| name == column));
        self.push(Record { path: name.to_owned(), offset, fields, envelope: None });
    }

    /// Adds a record whose format says what its fields mean.
    pub(super) fn push(&mut self, record: Record) {
        self.waiting_bytes += record.fields.iter().filter_map(|(_, value)| value.as_str()).map(str::len).sum::<usize>();
        self.waiting.push(record);
        if self.waiting.len() >= BATCH || self.waiting_bytes >= BATCH_BYTES {
            self.draft_waiting();
        }
    }

    /// Drafts the records that wait, on all cores and in their order: telling the language of a text costs some
    /// thirty times what parsing it does.
    pub(super) fn draft_waiting(&mut self) {
        let limits = ingest::Limits { text_bytes: self.options.limits.text_bytes };
        let columns = &self.options.columns;
        let records = std::mem::take(&mut self.waiting).into_par_iter();
        let keep = self.options.keep_originals;
        let drafted: Vec<_> = records.map(|record| draft(record, columns, limits, keep)).collect();
        for one in drafted {
            self.notes.extend(one.notes);
            self.drafts.extend(one.value);
        }
        self.waiting_bytes = 0;
        if self.taker.as_ref().is_some_and(|taker| taker.is_full(&self.drafts)) {
            self.hand_on();
        }
    }

    /// The bytes of a file, up to the limit of a record: `what` it holds stands at its beginning. A longer one is noted,
    /// and trouble on the way leaves what came before.
    pub(super) fn beginning(&mut self, name: &str, reader: impl Read, what: &str, cut: NoteCode) -> Vec<u8> {
        let limit = self.limits().record_bytes;
        let mut bytes = Vec::new();
        if let Err(error) = reader.take(limit as u64 + 1).read_to_end(&mut bytes) {
            self.stopped(name, Some(bytes.len() as u64), &error);
        }
        if bytes.len() > limit {
            bytes.truncate(limit);
            let text = format!("the {what} is longer than the {limit} bytes that are read; the rest was left out");
            self.notes.add(name, Some(limit as u64), cut, text);
        }
        bytes
    }

    /// Says why reading a file stopped before its end. What was read of it is kept.
    pub(super) fn stopped(&mut self, name: &str, offset: Option<u64>, error: &io::Error) {
        let (code, text) = if let Some(too_far) = error.get_ref().and_then(|inner| inner.downcast_ref::<TooFar>()) {
            (code::EXPANDS_TOO_FAR, format!("{too_far}; the rest was not read"))
        } else if open::is_damage(error) {
            (
                code::DAMAGED_ARCHIVE,
                format!("the compressed data ends early or is damaged ({error}); the rest was not read"),
            )
        } else {
            (code::UNREADABLE, format!("cannot be read: {error}"))
        };
        self.notes.add(name, offset, code, text);
    }

    pub(super) fn report_missing_columns(&mut self) {
        for column in std::mem::take(&mut self.missing) {
            let text = format!("no record has a column `{column}`, which was named as one");
            self.notes.add("", None, code::COLUMN_NOT_FOUND, text);
        }
    }
}
