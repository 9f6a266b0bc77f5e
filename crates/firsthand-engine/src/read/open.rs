//! What are the bytes of this file, once they are unpacked and decoded?

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;
use std::{error, fmt};

use encoding_rs::{Encoding, UTF_8};
use flate2::bufread::MultiGzDecoder;

use super::Limits;
use super::ahead::begin;
use super::decode::Transcoder;

/// Bytes that are buffered ahead of a reader.
const BUFFER: usize = 64 << 10;

/// Bytes at the beginning that tell the format and the delimiter. Chosen by hand: longer than any header line.
const SNIFFED: u64 = 64 << 10;

/// Below this many unpacked bytes no ratio is looked at: a short file of one letter expands without harm.
const RATIO_MATTERS_FROM: u64 = 16 << 20;

/// A file opened for reading as UTF-8.
pub(super) struct Opened {
    pub(super) reader: Box<dyn BufRead>,
    /// The encoding that a byte order mark told, where it is not UTF-8.
    pub(super) encoding: Option<&'static str>,
    /// Bytes of a UTF-8 byte order mark, which is not part of the text: 0 or 3.
    pub(super) mark: u64,
}

/// Opens a file. Compression is known by the first bytes, not by the name, so a misnamed file is read all the same.
pub(super) fn open(path: &Path, limits: Limits) -> io::Result<Opened> {
    unpack(File::open(path)?, limits)
}

/// Unpacks and decodes a stream of bytes.
pub(super) fn unpack(raw: impl Read + 'static, limits: Limits) -> io::Result<Opened> {
    let packed = Rc::new(Cell::new(0));
    let counted = Counted { inner: raw, read: Rc::clone(&packed) };
    let (magic, raw) = begin(BufReader::with_capacity(BUFFER, counted), 4);
    let guard = |inner| Box::new(Guarded { inner, packed, unpacked: 0, limits });
    let plain: Box<dyn Read> = match magic.as_slice() {
        [0x1F, 0x8B, ..] => guard(Box::new(MultiGzDecoder::new(raw))),
        [0x28, 0xB5, 0x2F, 0xFD] => guard(Box::new(zstd::stream::read::Decoder::with_buffer(raw)?)),
        _ => Box::new(raw),
    };
    decoded(plain)
}

fn decoded(plain: Box<dyn Read>) -> io::Result<Opened> {
    let (start, mut plain) = begin(BufReader::with_capacity(BUFFER, plain), 3);
    let (encoding, mark) = Encoding::for_bom(&start).unwrap_or((UTF_8, 0));
    io::copy(&mut plain.by_ref().take(mark as u64), &mut io::sink())?;
    if encoding == UTF_8 {
        return Ok(Opened { reader: Box::new(begin(plain, SNIFFED).1), encoding: None, mark: mark as u64 });
    }
    let reader = BufReader::with_capacity(BUFFER, Transcoder::new(plain, encoding));
    Ok(Opened { reader: Box::new(begin(reader, SNIFFED).1), encoding: Some(encoding.name()), mark: 0 })
}

/// Whether an error comes from unpacking and not from the disk.
pub(super) fn is_damage(error: &io::Error) -> bool {
    let from_disk = error.raw_os_error().is_some();
    !from_disk
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    read: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

/// Stops an archive that grows beyond its limits.
struct Guarded {
    inner: Box<dyn Read>,
    packed: Rc<Cell<u64>>,
    unpacked: u64,
    limits: Limits,
}

impl Read for Guarded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.unpacked > self.limits.unpacked_bytes {
            return Err(TooFar::error(self.unpacked, self.packed.get()));
        }
        let most = self.packed.get().saturating_mul(self.limits.expansion).max(RATIO_MATTERS_FROM);
        if self.unpacked > most {
            return Err(TooFar::error(self.unpacked, self.packed.get()));
        }
        let read = self.inner.read(buffer)?;
        self.unpacked += read as u64;
        Ok(read)
    }
}

/// Compressed data that became more than is read.
#[derive(Debug)]
pub(super) struct TooFar {
    unpacked: u64,
    packed: u64,
}

impl TooFar {
    fn error(unpacked: u64, packed: u64) -> io::Error {
        io::Error::other(Self { unpacked, packed })
    }
}

impl fmt::Display for TooFar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} compressed bytes had become {}, more than is unpacked", self.packed, self.unpacked)
    }
}

impl error::Error for TooFar {}
