//! Where does one record of an archive end and the next begin, even where lengths lie?

use std::io::{self, BufRead, Read};

use crate::read::ahead::Ahead;

/// Bytes of a record's header at most. Chosen by hand: a header has some five hundred, and an address up to 64 KiB.
const HEADER_BYTES: u64 = 128 << 10;

/// How often a record that claims to be longer than it is, is given back and read again. Each time costs up to the
/// limit of a record; chosen by hand so that a file of nothing but lies costs seconds.
const MOST_LIES: u32 = 64;

/// The fields of a header that matter.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// `response`, `request` …, in lower case.
    pub(super) kind: String,
    pub(super) url: String,
    pub(super) date: String,
    pub(super) content_type: String,
    length: Option<u64>,
}

/// In what state a record's block is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    Whole,
    /// The input ended before it.
    Cut {
        missing: u64,
    },
    /// It was longer or shorter than its header says.
    WrongLength,
    /// It was passed over.
    TooLong {
        bytes: u64,
    },
}

pub(super) enum Next {
    /// The record's block is in `block`.
    Record {
        at: u64,
        header: Header,
        block: Block,
    },
    /// Something that is no record.
    Passed {
        at: u64,
        bytes: u64,
        why: &'static str,
    },
    End,
}

/// Records of a stream through one buffer.
pub(super) struct Records<R> {
    reader: Ahead<R>,
    limit: usize,
    lies: u32,
    pub(super) offset: u64,
    /// The block of the record given last.
    pub(super) block: Vec<u8>,
    /// Trouble that came inside of the record given last.
    trouble: Option<io::Error>,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(reader: R, limit: usize) -> Self {
        Self { reader: Ahead::new(reader), limit, lies: 0, offset: 0, block: Vec::new(), trouble: None }
    }

    pub(super) fn next(&mut self) -> io::Result<Next> {
        if let Some(trouble) = self.trouble.take() {
            return Err(trouble);
        }
        let start = self.offset;
        let (passed, found) = self.find_record()?;
        let why = "bytes that are no record";
        if passed > 0 {
            return Ok(Next::Passed { at: start, bytes: passed, why });
        }
        if !found {
            return Ok(Next::End);
        }
        let at = self.offset;
        let header = self.header()?;
        let Some(length) = header.length else {
            return Ok(Next::Passed { at, bytes: self.offset - at, why: "a record that does not say how long it is" });
        };
        let block = self.read_block(length)?;
        Ok(Next::Record { at, header, block })
    }

    /// Moves to the next line that begins a record; how many bytes other than empty lines lay before it, and
    /// whether there is one.
    fn find_record(&mut self) -> io::Result<(u64, bool)> {
        let mut passed = 0;
        loop {
            let mut line = Vec::new();
            let read = self.line(&mut line)?;
            if line.starts_with(b"WARC/") {
                self.give_back(line);
                return Ok((passed, true));
            }
            if read == 0 {
                return Ok((passed, false));
            }
            passed += if line.trim_ascii().is_empty() { 0 } else { read };
        }
    }

    /// Appends one line, or as much of it as a header may have.
    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<u64> {
        let read = self.reader.by_ref().take(HEADER_BYTES).read_until(b'\n', line)? as u64;
        self.offset += read;
        Ok(read)
    }

    fn give_back(&mut self, bytes: Vec<u8>) {
        self.offset -= bytes.len() as u64;
        self.reader.give_back(bytes);
    }

    /// Reads a header up to the empty line after it. A header in which another record begins ends there.
    fn header(&mut self) -> io::Result<Header> {
        let begin = self.offset;
        let mut header = Header::default();
        let mut name = String::new();
        while self.offset - begin < HEADER_BYTES {
            let mut line = Vec::new();
            let first = self.offset == begin;
            if self.line(&mut line)? == 0 || line.trim_ascii().is_empty() {
                break;
            }
            if line.starts_with(b"WARC/") && !first {
                self.give_back(line);
                break;
            }
            let words = String::from_utf8_lossy(&line);
            let continues = words.starts_with([' ', '\t']);
            let (key, value) = if continues { (name.clone(), words.trim()) } else { split(&words) };
            header.take(&key, value);
            name = key;
        }
        Ok(header)
    }

    fn read_block(&mut self, length: u64) -> io::Result<Block> {
        self.block.clear();
        let wanted = length.min(self.limit as u64 + 1);
        let read = self.reader.by_ref().take(wanted).read_to_end(&mut self.block);
        self.offset += self.block.len() as u64;
        self.trouble = read.err();
        if self.block.len() > self.limit {
            return self.pass_over(length);
        }
        let missing = length - self.block.len() as u64;
        if self.trouble.is_some() {
            return Ok(Block::Cut { missing });
        }
        let follows = match self.reader.fill_buf() {
            Ok(follows) => follows,
            Err(trouble) => {
                self.trouble = Some(trouble);
                return Ok(Block::Whole);
            }
        };
        let is_sound = missing == 0 && matches!(follows.first(), None | Some(b'\r' | b'\n' | b'W'));
        if is_sound || self.end_at_next_record() {
            return Ok(if is_sound { Block::Whole } else { Block::WrongLength });
        }
        if missing > 0 {
            return Ok(Block::Cut { missing });
        }
        self.go_on_to_next_record()?;
        Ok(Block::WrongLength)
    }

    /// A block beyond the limit. Before it is believed to be so long, the next record is looked for in its beginning.
    fn pass_over(&mut self, length: u64) -> io::Result<Block> {
        if self.end_at_next_record() {
            return Ok(Block::WrongLength);
        }
        let rest = length - self.block.len() as u64;
        self.offset += io::copy(&mut self.reader.by_ref().take(rest), &mut io::sink())?;
        Ok(Block::TooLong { bytes: length })
    }

    /// Ends the block where another record begins inside of it, and gives that back to be read.
    fn end_at_next_record(&mut self) -> bool {
        let marker = |window: &[u8]| window == b"\nWARC/1." || window == b"\nWARC/0.";
        let Some(at) = self.block.windows(8).position(marker).filter(|_| self.lies < MOST_LIES) else {
            return false;
        };
        self.lies += 1;
        let rest = self.block.split_off(at + 1);
        self.give_back(rest);
        self.trim_end();
        true
    }

    /// Takes what lies between the stated end of the block and the next record as part of it.
    fn go_on_to_next_record(&mut self) -> io::Result<()> {
        while self.block.len() <= self.limit {
            let before = self.block.len();
            let mut line = std::mem::take(&mut self.block);
            let read = self.line(&mut line);
            self.block = line;
            if read? == 0 {
                break;
            }
            if self.block[before..].starts_with(b"WARC/") {
                let line = self.block.split_off(before);
                self.give_back(line);
                break;
            }
        }
        self.trim_end();
        Ok(())
    }

    /// The two line ends after a record are not part of it.
    fn trim_end(&mut self) {
        for _ in 0..2 {
            if self.block.ends_with(b"\n") {
                self.block.truncate(self.block.len() - if self.block.ends_with(b"\r\n") { 2 } else { 1 });
            }
        }
    }
}

impl Header {
    fn take(&mut self, key: &str, value: &str) {
        match key {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            // Old versions of wget put the address between angle brackets.
            "warc-target-uri" => self.url.push_str(value.trim_start_matches('<').trim_end_matches('>')),
            "warc-date" => value.clone_into(&mut self.date),
            "content-type" => value.clone_into(&mut self.content_type),
            "content-length" => self.length = value.parse().ok(),
            _ => {}
        }
    }
}

/// Name in lower case and value of a header line.
fn split(line: &str) -> (String, &str) {
    let (name, value) = line.split_once(':').unwrap_or((line, ""));
    (name.trim().to_ascii_lowercase(), value.trim())
}
