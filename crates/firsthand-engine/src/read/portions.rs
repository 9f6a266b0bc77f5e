//! How is a pile of any size read with the memory for a part of it?

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::path::PathBuf;
use std::rc::Rc;

use firsthand::ingest::{self, Draft, Original};
use firsthand::model::{Document, Note};

use super::notes::Notes;
use super::pile::Pile;
use super::{ReadOptions, defaults, read_one, walk};
use crate::Error;

/// An article and the record that it was made from, packed with zstd.
pub type Kept = (Document, Original);

/// How much is read before it is handed on. Articles of one portion are put in order, told apart by id and dated by what
/// their outlets show of their zones, as a pile is; those of different portions are not.
#[derive(Clone, Copy, Debug)]
pub struct Portion {
    /// Articles; up to 512 more come along, which are drafted together.
    pub articles: usize,
    /// Bytes of texts and of packed records.
    pub bytes: usize,
}

impl Default for Portion {
    /// Chosen by hand: a day of a country's press is one portion, and takes some 200 MB with all that is made of it.
    fn default() -> Self {
        Self { articles: 8192, bytes: 48 << 20 }
    }
}

/// [`super::read`] for a pile of any size: `take` gets one portion after another, each document with the record that it
/// was made from (its fields as they stood in the file, in their order, as JSON; of a page its HTML, decoded). Portions
/// follow the files, sorted by name, and depend on nothing but what is read. Reading ends at the first error of `take`,
/// which is given back inside. Memory: that of one portion.
///
/// # Errors
/// If no path is given, or one of them does not exist.
pub fn read_in_portions<E>(
    paths: &[PathBuf],
    options: &ReadOptions,
    portion: Portion,
    mut take: impl FnMut(Vec<Kept>) -> Result<(), E>,
) -> Result<Result<Vec<Note>, E>, Error> {
    let options = ReadOptions { keep_originals: true, ..options.clone() };
    let (mut trouble, mut any) = (None, false);
    let mut settle = |drafts: Vec<Draft>, notes: &mut Notes| {
        let settled = ingest::settle_kept(drafts, &defaults(&options));
        notes.extend(settled.notes);
        let kept: Vec<Kept> = settled.value.into_iter().filter_map(|(d, original)| Some((d, original?))).collect();
        any |= !kept.is_empty();
        trouble = if kept.is_empty() { None } else { take(kept).err() };
        trouble.is_none()
    };
    let mut pile = Pile::handing_on(&options, portion, &mut settle);
    for found in walk::walk(paths, &mut pile.notes)? {
        read_one(&found, &mut pile);
    }
    pile.draft_waiting();
    pile.hand_on();
    pile.report_missing_columns();
    let mut notes = pile.notes;
    if let Some(error) = trouble {
        return Ok(Err(error));
    }
    if !any {
        notes.nothing_read();
    }
    Ok(Ok(notes.finish()))
}

/// Who takes a portion: it says whether it wants more.
type Take<'a> = &'a mut dyn FnMut(Vec<Draft>, &mut Notes) -> bool;

/// Where full portions go.
pub(super) struct Taker<'a> {
    portion: Portion,
    take: Take<'a>,
    enough: Rc<Cell<bool>>,
}

impl<'a> Taker<'a> {
    pub(super) fn new(portion: Portion, take: Take<'a>) -> Self {
        Self { portion, take, enough: Rc::new(Cell::new(false)) }
    }

    /// Whether so much is a portion.
    pub(super) fn is_full(&self, drafts: &[Draft]) -> bool {
        let bytes = || drafts.iter().map(Draft::bytes).sum::<usize>();
        drafts.len() >= self.portion.articles || bytes() >= self.portion.bytes
    }

    /// Nothing is handed on after the taker has had enough.
    pub(super) fn hand_on(&mut self, drafts: Vec<Draft>, notes: &mut Notes) {
        if !self.enough.get() {
            self.enough.set(!(self.take)(drafts, notes));
        }
    }

    /// A reader that ends when the taker has had enough, so that no format has to ask.
    pub(super) fn stoppable(&self, reader: Box<dyn BufRead>) -> Box<dyn BufRead> {
        Box::new(Stoppable { inner: reader, enough: Rc::clone(&self.enough) })
    }
}

struct Stoppable {
    inner: Box<dyn BufRead>,
    enough: Rc<Cell<bool>>,
}

impl BufRead for Stoppable {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.enough.get() { Ok(&[]) } else { self.inner.fill_buf() }
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
    }
}

impl Read for Stoppable {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.enough.get() { Ok(0) } else { self.inner.read(buffer) }
    }
}
